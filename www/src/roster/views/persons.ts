/** Who somebody of the list is, and what persons are counted by. */

import { html } from "lit";
import type { PersonRow } from "../../office/protocol.js";
import type { Column } from "../grid.js";
import { WORDS } from "../words.js";

export const GROUPS = [
  ["villages", "village", WORDS.villages],
  ["identities", "identity", WORDS.identities],
  ["programs", "program", WORDS.programs],
] as const;

export type Who = Pick<PersonRow, "place" | "name" | "id" | "village" | "identity">;

/** The columns by which somebody is known; the name opens the words on the person. */
export function whoColumns(open: (place: number) => void): Column<Who>[] {
  return [
    {
      sort: "name",
      name: WORDS.name,
      cell: (row) =>
        html`<button type="button" class="link" @click=${() => open(row.place)}>${row.name || WORDS.noName}</button>`,
    },
    { sort: "id", name: WORDS.id, cell: ({ id }) => html`<span class="amount">${id}</span>` },
    { sort: "village", name: WORDS.village, cell: ({ village }) => village },
    { name: WORDS.identity, cell: ({ identity }) => identity },
  ];
}
