/** What all parts share: the session, drawing into the calculator's own tree, and a fence around mistakes. */

import { LitElement, html, type TemplateResult } from "lit";
import type { Problem } from "../contract.js";
import type { Session } from "../state/session.js";
import type { State } from "../state/state.js";
import { BROKEN, HELP } from "../text/broken.js";

export abstract class Part extends LitElement {
  static override properties: Record<string, object> = { session: { attribute: false }, state: { attribute: false } };

  declare session: Session;
  declare state: State;
  /** What is wrong with the answers of this screen, since it was last left with 「继续」. */
  protected problems: Problem[] = [];

  /** Parts share the calculator's shadow tree, so labels, ids and styles reach across them. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected abstract view(): unknown;

  /** Shows what is wrong and puts the focus there; false when nothing is. */
  protected refuse(problems: Problem[]): boolean {
    this.problems = problems;
    this.refocus("#problems");
    return problems.length > 0;
  }

  /** Draws anew, and puts the focus on what takes the place of what was tapped. */
  refocus(selector: string): void {
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(selector)?.focus());
  }

  /** To the top of the screen, where the answer stands: it was changed from further down. */
  protected toAnswer(): void {
    void this.updateComplete.then(() => {
      const heading = (this.getRootNode() as ShadowRoot).getElementById("heading");
      heading?.focus({ preventScroll: true });
      heading?.scrollIntoView({ block: "start" });
    });
  }

  override render(): unknown {
    return fenced(this.localName, () => this.view());
  }
}

/** A mistake in one part leaves the others standing. */
export function fenced(name: string, view: () => unknown): unknown {
  try {
    return view();
  } catch (error) {
    // The name of the part and of the error only: a message could hold an answer.
    console.error(name, error instanceof Error ? error.name : "error");
    return brokenPart();
  }
}

export function brokenPart(): TemplateResult {
  return html`<p class="note note-warn" role="alert">${BROKEN} ${HELP} <a class="link" href="tel:12393">12393</a></p>`;
}
