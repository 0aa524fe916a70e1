/** 试算: the calculator itself, on the draft. It stands in a frame of its own page, which asks here for its packs. */

import type { CompiledPart } from "../../office/office.js";
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
export async function tryDraft(frame: HTMLIFrameElement, compiled: CompiledPart[]): Promise<void> {
  const before = await standing(frame);
  const page = frame.contentWindow as (Window & typeof globalThis) | null;
  const files = before?.session?.ownResources;
  if (!before || !page || !files) throw new Error("the calculator did not open");
  const after = before.cloneNode(false) as Calculator;
  after.resources = withDraft(files, compiled, page);
  after.setAttribute("policy", compiled[compiled.length - 1]?.entry.id ?? "");
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
function withDraft(files: Resources, parts: CompiledPart[], page: typeof globalThis): Resources {
  const own = parts.map(({ entry }): PackEntry => ({ ...entry, own: true }));
  const drafted = ({ id, own }: PackEntry): CompiledPart | undefined => (own === true ? parts.find(({ entry }) => entry.id === id) : undefined);
  return {
    online: files.online,
    module: () => files.module(),
    config: () => Promise.resolve({}),
    diseases: () => files.diseases(),
    extras: () => files.extras(),
    places: () => files.places(),
    packs: async (): Promise<PackList> => {
      const { packs } = await files.packs();
      return { packs: [...own, ...packs.filter(({ id }) => !own.some((entry) => entry.id === id))], refused: "" };
    },
    pack: (wanted) => {
      const draft = drafted(wanted);
      return draft ? Promise.resolve(new page.Uint8Array(draft.pack)) : files.pack(wanted);
    },
    cases: (wanted) => {
      const draft = drafted(wanted);
      return draft ? Promise.resolve(JSON.parse(draft.cases)) : files.cases(wanted);
    },
  };
}
