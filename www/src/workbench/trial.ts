/** 试算: the calculator itself, on the draft. It stands in a frame of its own page, which asks here for its packs. */

import type { Answers, Assessment } from "../contract.js";
import type { Resources } from "../resources.js";
import type { Entered } from "./entered.js";
import { withEntered } from "./with-entered.js";

/** A calculator of another window, as far as it is needed here. */
interface Calculator extends HTMLElement {
  session?: { ownResources: Resources; answers: Answers; state: { assessment?: Assessment } };
  resources: Resources;
}

/** Milliseconds between two looks whether the calculator of the frame stands. */
const LOOK = 50;
const LOOKS = 200;

/** Puts the draft in place of the packs of the frame's calculator; tells the answers whenever something comes of others. */
export async function tryDraft(
  frame: HTMLIFrameElement,
  packs: Entered[],
  hear: (answers: Answers | undefined) => void = () => undefined,
): Promise<void> {
  const before = await standing(frame);
  const page = frame.contentWindow as (Window & typeof globalThis) | null;
  const files = before?.session?.ownResources;
  if (!before || !page || !files) throw new Error("the calculator did not open");
  const after = before.cloneNode(false) as Calculator;
  // The bytes are of the frame's world, where they are looked at; settings of the portal change nothing.
  const there = packs.map((pack) => ({ ...pack, made: { ...pack.made, pack: new page.Uint8Array(pack.made.pack) } }));
  const drafted = withEntered(files, () => Promise.resolve(there));
  after.resources = Object.assign(drafted, { config: () => Promise.resolve({}) });
  after.setAttribute("policy", packs[packs.length - 1]?.id ?? "");
  // What is tried out is not kept as somebody's answers.
  after.setAttribute("mode", "liaison");
  after.removeAttribute("history");
  before.replaceWith(after);
  let told = "";
  const look = (): void => {
    const { session } = after;
    const answers = session?.state.assessment && session.answers;
    const now = JSON.stringify(answers) ?? "";
    if (now === told) return;
    told = now;
    hear(answers);
  };
  if (after.shadowRoot)
    new MutationObserver(look).observe(after.shadowRoot, { childList: true, subtree: true, characterData: true });
}

async function standing(frame: HTMLIFrameElement): Promise<Calculator | undefined> {
  for (let look = 0; look < LOOKS; look += 1) {
    const found = frame.contentDocument?.querySelector<Calculator>("jiuzhu-calculator");
    if (found?.session) return found;
    await new Promise((later) => setTimeout(later, LOOK));
  }
  return undefined;
}
