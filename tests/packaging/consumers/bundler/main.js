// Nothing but the bare name: the bundler finds the module by itself.
import { init, Policy } from "jiuzhu";
import { amountOf, fetched } from "../amount.js";

init()
  .then(() => amountOf(Policy, (name) => fetched(`packs/${name}`)))
  .then((amount) => {
    document.title = amount;
  });
