/** Which sites may show the calculator in a frame. Only the deployment says so, in its config.json. */

/** A site that may, and the name under which it is shown to people. */
export interface Parent {
  origin: string;
  name: string;
}

const LONGEST_NAME = 80;

/** Those of the list that are understood; `wrong` says which are not. */
export function readParents(list: unknown): { parents: Parent[]; wrong: string[] } {
  if (!Array.isArray(list)) return { parents: [], wrong: list === undefined ? [] : ["parents"] };
  const wrong: string[] = [];
  const parents = (list as unknown[]).filter(
    (item, at): item is Parent => isParent(item) || !wrong.push(`parents[${at}]`),
  );
  return { parents, wrong };
}

function isParent(item: unknown): boolean {
  const { name, origin } = Object(item) as Record<string, unknown>;
  if (typeof name !== "string" || name === "" || name.length > LONGEST_NAME || typeof origin !== "string") return false;
  try {
    return new URL(origin).origin === origin && /^https?:/.test(origin);
  } catch {
    return false;
  }
}
