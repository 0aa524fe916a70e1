import { init, Policy } from "../node_modules/jiuzhu/index.js";
import { amountOf, fetched } from "../amount.js";

await init();
document.title = await amountOf(Policy, (name) => fetched(`../node_modules/jiuzhu/packs/${name}`));
