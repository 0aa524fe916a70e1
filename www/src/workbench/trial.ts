/** 试算: the calculator itself, on the draft. It stands in a frame of its own page, which asks here for its packs. */

import type { CompiledPack } from "../../office/office.js";
import type { PackEntry } from "../contract.js";
import type { PackList, Resources } from "../resources.js";

/** A calculator of another window, as far as it is needed here. */
interface Calculator extends HTMLElement {
  session?: { ownResources: Resources };
  resources: Resources;
}

/** Milliseconds between two looks whether the calculator of the frame stands. */
const LOOK = 50;
const LOOKS = 200;

/** Puts the draft in place of the packs of the frame's calculator. */
export async function tryDraft(frame: HTMLIFrameElement, compiled: CompiledPack): Promise<void> {
  const before = await standing(frame);
  const page = frame.contentWindow as (Window & typeof globalThis) | null;
  const files = before?.session?.ownResources;
  if (!before || !page || !files) throw new Error("the calculator did not open");
  const after = before.cloneNode(false) as Calculator;
  after.resources = withDraft(files, compiled, page);
  after.setAttribute("policy", compiled.entry?.id ?? "");
  // What is tried out is not kept as somebody's answers.
  after.setAttribute("mode", "liaison");
  after.removeAttribute("history");
  before.replaceWith(after);
}

async function standing(frame: HTMLIFrameElement): Promise<Calculator | undefined> {
  for (let look = 0; look < LOOKS; look += 1) {
    const found = frame.contentDocument?.querySelector<Calculator>("jiuzhu-calculator");
    if (found?.session) return found;
    await new Promise((later) => setTimeout(later, LOOK));
  }
  return undefined;
}

/** The frame's own files, with the draft before them. The bytes are of the frame's world, where they are looked at. */
function withDraft(files: Resources, { pack, entry, cases }: CompiledPack, page: typeof globalThis): Resources {
  const draft: PackEntry | undefined = entry && { ...entry, own: true };
  const isDraft = ({ id, own }: PackEntry): boolean => own === true && id === draft?.id;
  return {
    online: files.online,
    module: () => files.module(),
    config: () => Promise.resolve({}),
    diseases: () => files.diseases(),
    extras: () => files.extras(),
    places: () => files.places(),
    packs: async (): Promise<PackList> => {
      const { packs } = await files.packs();
      return { packs: [...(draft ? [draft] : []), ...packs.filter(({ id }) => id !== draft?.id)], refused: "" };
    },
    pack: (wanted) => (isDraft(wanted) ? Promise.resolve(new page.Uint8Array(pack ?? [])) : files.pack(wanted)),
    cases: (wanted) => (isDraft(wanted) ? Promise.resolve(JSON.parse(cases ?? "{}")) : files.cases(wanted)),
  };
}
