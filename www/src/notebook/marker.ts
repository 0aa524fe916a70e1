/**
 * A mark outside the vault that a notebook is here: how many households, on which day, and nothing of them. When the
 * browser has cleared the vault and not this, it can be said.
 */

const KEY = "jiuzhu-notebook";
const CACHE = "jiuzhu-notebook";
const ADDRESS = "./notebook-marker";

export interface Marker {
  households: number;
  day: string;
  /** Day of the last backup. */
  backup: string;
}

export async function readMarker(): Promise<Marker | undefined> {
  const texts: (string | null | undefined)[] = [];
  try {
    texts.push(localStorage.getItem(KEY));
  } catch {
    // Where storage is refused there is no mark.
  }
  try {
    texts.push(await (await (await caches.open(CACHE)).match(ADDRESS))?.text());
  } catch {
    // As above.
  }
  for (const text of texts) {
    const { households, day, backup } = Object(parsed(text)) as Partial<Marker>;
    if (Number.isInteger(households) && typeof day === "string" && typeof backup === "string")
      return { households: households as number, day, backup };
  }
  return undefined;
}

export function writeMarker(marker: Marker): void {
  const text = JSON.stringify(marker);
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // The other mark may be there.
  }
  const put = async (): Promise<void> => (await caches.open(CACHE)).put(ADDRESS, new Response(text));
  void put().catch(() => undefined);
}

export function eraseMarker(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was there.
  }
  void Promise.resolve()
    .then(() => caches.delete(CACHE))
    .catch(() => undefined);
}

function parsed(text: string | null | undefined): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
