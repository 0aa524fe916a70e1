// The family that most tests send through: one bill, one answer each.
import { readFileSync } from "node:fs";

export const family = JSON.parse(readFileSync(new URL("../journeys/qingshen-uremia.json", import.meta.url)));
