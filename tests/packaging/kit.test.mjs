// The command line, built from the source that the kit brings, as its README says.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { of, unpack } from "../embed/support/kit.mjs";
import { root } from "./support.mjs";

let kit;
before(() => (kit = unpack()));
after(() => kit?.remove());

test("the command line is built as the kit says", () => {
  const told = of("sh").find((code) => code.includes("cargo build"));
  // To read all of it takes a tenth of the time of building it, and leaves the command line of the other tests alone.
  const read = told.replace("cargo build --locked --release", "cargo check --locked --offline --quiet");
  assert.notEqual(read, told);
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  execFileSync("sh", ["-ec", read], { cwd: kit.path, env: { ...process.env, CARGO_TARGET_DIR: target }, stdio: ["ignore", "ignore", "pipe"] });
});
