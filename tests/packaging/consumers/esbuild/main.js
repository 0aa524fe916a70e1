// esbuild follows no address in import.meta.url, so the module is named.
import { init, Policy } from "jiuzhu";
import module from "jiuzhu/jiuzhu.wasm";
import { amountOf, fetched } from "../amount.js";

init(module)
  .then(() => amountOf(Policy, (name) => fetched(`packs/${name}`)))
  .then((amount) => {
    document.title = amount;
  });
