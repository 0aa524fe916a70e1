import { amountOf, fetched } from "../amount.js";

jiuzhu
  .init()
  .then(() => amountOf(jiuzhu.Policy, (name) => fetched(`../node_modules/jiuzhu/packs/${name}`)))
  .then((amount) => {
    document.title = amount;
  });
