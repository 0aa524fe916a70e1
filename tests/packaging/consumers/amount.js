// What every consumer does: one family, one bill, one amount.
export const answers = {
  contract: 1,
  as_of: "2013-08-01",
  person: { categories: ["subsistence-allowance"], insurance: "resident" },
  bills: [{ date: "2013-07-01", care: "inpatient", total: "13000", in_scope: "12000", basic_paid: "7200" }],
};

/** @param {(name: string) => Promise<Uint8Array>} get a file of the packs */
export async function amountOf(Policy, get) {
  const { packs } = JSON.parse(new TextDecoder().decode(await get("index.json")));
  const policy = new Policy(await get(packs.find((pack) => pack.id === "county-70").file));
  const outcome = policy.assess(answers);
  policy.free();
  return outcome.ok ? outcome.value.total.min : JSON.stringify(outcome.problems);
}

export async function fetched(address) {
  const response = await fetch(address);
  return new Uint8Array(await response.arrayBuffer());
}
