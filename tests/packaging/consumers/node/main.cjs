const { readFileSync } = require("node:fs");
const { init, Policy } = require("jiuzhu");

init().then(() => import("../amount.js")).then(async ({ amountOf }) => {
  const amount = await amountOf(Policy, async (name) => readFileSync(require.resolve(`jiuzhu/packs/${name}`)));
  console.log(JSON.stringify({ amount }));
});
