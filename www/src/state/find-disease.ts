/** Search in the catalogue of illnesses. The best matches come first. */

import type { Disease } from "../contract.js";

const MOST = 8;

export function findDiseases(diseases: Disease[], search: string): Disease[] {
  const wanted = search.replace(/\s/g, "").toLowerCase();
  if (wanted === "") return [];
  return diseases
    .map((disease) => ({ disease, rank: rankOf(disease, wanted) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .sort((left, right) => left.rank - right.rank)
    .slice(0, MOST)
    .map(({ disease }) => disease);
}

const NO_MATCH = 9;

function rankOf(disease: Disease, wanted: string): number {
  const names = [disease.name, ...disease.aliases].map((name) => name.toLowerCase());
  if (names.includes(wanted)) return 0;
  if (names.some((name) => name.startsWith(wanted))) return 1;
  if (disease.initials.some((initials) => initials.startsWith(wanted))) return 2;
  if (names.some((name) => name.includes(wanted))) return 3;
  // A person types a whole sentence ("得了尿毒症"): the name stands inside it.
  if (names.some((name) => name.length > 1 && wanted.includes(name))) return 4;
  if (wanted.length > 1 && disease.initials.some((initials) => initials.includes(wanted))) return 5;
  if (wanted.length > 1 && disease.icd10.some((code) => code.toLowerCase().startsWith(wanted))) return 6;
  return NO_MATCH;
}
