// Thirty households and more, made by chance that is always the same: as a backup that the page restores, and as what
// the core is asked about each of them at the prompt.
import { loadQuick, load, seeded } from "../../notebook/load.mjs";

const { after, emptyNotebook } = await loadQuick("notebook/model/notebook.ts");
const VILLAGES = ["王家湾", "李家坳", "东风社区", "石桥村", "红星村"];
const SURNAMES = [..."王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"];
const IDENTITIES = { "subsistence-allowance": "低保对象", "extreme-poverty": "特困人员" };
const GIVEN = ["桂英", "秀兰", "建国", "玉珍", "志强", "大山", "春梅", "国庆"];

/** @returns {{ household: object, name: string, asked: { person: object, bills: object[] }[] }[]} one asked a member */
export function householdsOf(count, { pack = "wuhan-2023", day = "2026-11-01", me = "aaaaaaaa", seed = 20261122, bills: most = 3, told = false } = {}) {
  const chance = seeded(seed);
  const pick = (list) => list[Math.floor(chance() * list.length)];
  let book = emptyNotebook(me);
  return Array.from({ length: count }, (_, at) => {
    const id = (at + 1).toString(16).padStart(16, "0");
    const name = `${SURNAMES[at % SURNAMES.length]}${pick(GIVEN)}${at}`;
    const members = Array.from({ length: chance() < 0.3 ? 2 : 1 }, (_, member) => ({
      id: `${member + 1}`.padStart(16, "0"),
      name: member === 0 ? "本人" : `${pick(GIVEN)}`,
      category: pick(["subsistence-allowance", "extreme-poverty", told ? "subsistence-allowance" : undefined]),
      bills: Array.from({ length: 1 + Math.floor(chance() * most) }, () => {
        const total = 800 + Math.floor(chance() * 60_000);
        const scope = Math.floor(total * (0.7 + chance() * 0.3));
        const [month, date] = [1 + Math.floor(chance() * 10), 1 + Math.floor(chance() * 28)];
        return {
          date: `2026-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`,
          care: "inpatient",
          place: "local",
          total: String(total),
          in_scope: String(scope),
          basic_paid: String(Math.floor(scope * (0.4 + chance() * 0.3))),
          critical_paid: "0",
        };
      }),
    }));
    const fields = { name, village: VILLAGES[at % VILLAGES.length], group: `${1 + (at % 4)}组`, phone: String(13871230000 + at * 7919), place: pack, consent: day, until: "2028-12-31" };
    for (const member of members) {
      fields[`member/${member.id}`] = { name: member.name, born: "" };
      fields[`given/${member.id}/person.insurance`] = { kind: "choice", text: "参加了哪种医保？", value: "resident", shown: "居民医保" };
      if (member.category) fields[`identity/${member.id}`] = { member: member.id, category: member.category, text: IDENTITIES[member.category], from: "", until: "" };
      for (const [number, bill] of member.bills.entries()) fields[`bill/${member.id}${number}`] = { member: member.id, draft: draftOf(bill) };
    }
    book = after(after(book, { kind: "open", household: id }), { kind: "write", household: id, day, fields });
    const asked = members.map(({ category, bills }) => ({ person: { insurance: "resident", ...(category ? { categories: [category] } : {}) }, bills }));
    return { household: book.households[id], id, name, village: fields.village, members, asked };
  });
}

/** As the notebook keeps a bill. */
export function draftOf({ date, care, place, ...amounts }) {
  const [year, month, day] = date.split("-").map((part) => String(Number(part)));
  return { care, where: { place }, rough: false, date: { year, month, day }, dateUnknown: false, amounts, spans: {}, days: "", months: "", amountsDone: true };
}

/** What tells who somebody is, as it stands in a household. */
function wordsOf({ fields }) {
  const tells = /^(name|village|phone|note|(member|visit)\/.*)$/;
  const values = Object.entries(fields).flatMap(([path, versions]) => (tells.test(path) ? Object.values(versions).map(({ value }) => value) : []));
  return values.map((value) => (typeof value === "object" ? (value?.note ?? value?.name) : value)).filter(Boolean);
}

/** A backup as another phone has made it, the phrase that opens it, and the words in it that nobody may read. */
export async function backupOf(households, day) {
  const { Vault, newPhrase, written } = await load("notebook/vault/vault.ts", "notebook/vault/phrase.ts", "notebook/vault/backup.ts");
  const phrase = newPhrase((count) => crypto.getRandomValues(new Uint8Array(count)));
  const vault = new Vault({ contents: async () => kept, put: async (act) => Object.assign(kept, act), rows: async () => [] });
  const kept = {};
  await vault.create("135792468013", phrase);
  return { phrase, words: [...new Set(households.flatMap(wordsOf)), phrase, phrase.replace(/ /g, "")], file: Buffer.from(await written(households, day, await vault.outward())) };
}
