// Chance that can be had again: what is left of it is the seed, which a failure names.

export const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

let state = SEED;

/** A whole number below this one. */
export function random(below) {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((state / 2_147_483_648) * below);
}

export const pick = (from) => from[random(from.length)];
