/** What stands on the screen of the workbench. */

import type { LitElement } from "lit";

export function standing<E extends HTMLElement>(selector: string): E | null | undefined {
  return workbench()?.shadowRoot?.querySelector<E>(selector);
}

/** Once what was changed stands there. */
export async function drawn(): Promise<void> {
  await workbench()?.updateComplete;
}

function workbench(): LitElement | null {
  return document.querySelector("jiuzhu-workbench");
}
