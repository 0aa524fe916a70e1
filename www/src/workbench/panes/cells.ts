/** The cells of the form: typed in, chosen, ticked, and those that are only shown. */

import { html, nothing, type TemplateResult } from "lit";
import type { FormCell, FormEdit } from "../../../office/office.js";
import type { Bench } from "../bench.js";

export interface CellLook {
  label: string;
  /** Where its value goes. */
  place: string;
  cell?: FormCell | undefined;
  /** What is shown of the value. */
  shown?: string;
  several?: boolean;
  whole?: boolean;
  inputmode?: "decimal" | "text";
  /** What is written where nothing is. */
  empty?: string;
  edit(text: string): FormEdit;
  /** Once it is in the text. */
  made?(text: string): void;
}

/** A cell that is typed in: what is typed goes into the text at once, and stays as typed until the cell is left. */
export function typedCell(bench: Bench, look: CellLook): TemplateResult {
  const { label, place, cell, shown = cell?.text ?? "", several, whole, inputmode = "text", empty } = look;
  const { typing, report, refused: left } = bench.state;
  const here = typing?.place === place ? typing : left[place];
  const id = `cell-${place.replace(/\./g, "-")}`;
  const wrong = cell && report?.diagnostics.find(({ from, to }) => from >= cell.from && to <= cell.to && to > from);
  const refused = here?.refused ?? "";
  const bad = refused || wrong?.text || "";
  const doubt = !bad && cell?.doubt ? `${cell.doubt.text}。原话：${cell.doubt.near}` : "";
  const input = (event: Event): void => {
    if ((event as InputEvent).isComposing) return;
    const text = (event.target as HTMLInputElement).value;
    bench.type(place, text);
    void bench.edit(look.edit(text), place).then((made) => made && look.made?.(text));
  };
  const leave = (): void => bench.leaveCell(place);
  const value = here?.text ?? shown;
  const described = bad || doubt ? `${id}-said` : nothing;
  return html`<div class="cell ${bad ? "cell-bad" : doubt ? "cell-warn" : ""} ${whole ? "whole" : ""}">
    <label for=${id}>${label}</label>
    ${
      several
        ? html`<textarea id=${id} rows=${value.length > 60 ? 5 : 3} .value=${value} aria-invalid=${bad ? "true" : "false"}
          aria-describedby=${described} @input=${input} @compositionend=${input} @blur=${leave}></textarea>`
        : html`<input id=${id} type="text" inputmode=${inputmode} autocomplete="off" placeholder=${empty ?? nothing}
          .value=${value} aria-invalid=${bad ? "true" : "false"} aria-describedby=${described} @input=${input}
          @compositionend=${input} @blur=${leave} />`
    }
    ${
      bad
        ? html`<p class="bad" id="${id}-said">${bad}</p>`
        : doubt
          ? html`<p class="warn" id="${id}-said" data-doubt=${cell?.doubt?.why ?? ""}>${doubt}</p>`
          : nothing
    }
  </div>`;
}

/** A cell that is chosen. */
export function chosenCell(
  bench: Bench,
  look: Omit<CellLook, "edit"> & { options: [string, string][]; none?: string; edit(id: string): FormEdit },
): TemplateResult {
  const { label, place, cell, options, none = "", whole } = look;
  const id = `cell-${place.replace(/\./g, "-")}`;
  const value = cell?.text ?? none;
  const known = options.some(([option]) => option === value);
  return html`<div class="cell ${whole ? "whole" : ""}">
    <label for=${id}>${label}</label>
    <select id=${id}
      @change=${(event: Event) => void bench.edit(look.edit((event.target as HTMLSelectElement).value), place)}>
      ${known ? nothing : html`<option value=${value} selected>${value || "（没有选）"}</option>`}
      ${options.map(([option, words]) => html`<option value=${option} ?selected=${option === value}>${words}</option>`)}
    </select>
  </div>`;
}

/** Several of a list, each ticked or not; the choice is told while the list is folded. */
export function choicesCell(
  bench: Bench,
  look: {
    label: string;
    place: string;
    chosen: string[];
    options: [string, string][];
    none?: string;
    whole?: boolean;
    /** What goes where nothing is chosen any more. */
    unchosen?: string;
  },
): TemplateResult {
  const { label, place, chosen, options, none = "（没有选）", whole, unchosen } = look;
  const all = [
    ...options,
    ...chosen.filter((id) => !options.some(([option]) => option === id)).map((id): [string, string] => [id, id]),
  ];
  const tick = (id: string, on: boolean): void => {
    const ids = all.map(([option]) => option).filter((option) => (option === id ? on : chosen.includes(option)));
    const edit: FormEdit =
      unchosen && ids.length === 0 ? { kind: "remove", place: unchosen } : { kind: "choose", place, ids };
    void bench.edit(edit, `${place} ${performance.now()}`);
  };
  const told = all
    .filter(([id]) => chosen.includes(id))
    .map(([, words]) => words)
    .join("、");
  return html`<div class="cell several ${whole ? "whole" : ""}"><span class="head">${label}</span>
    <details class="choices"><summary aria-label="${label}：${told || none}">${told || none}</summary>
      ${all.map(
        ([id, words]) =>
          html`<label class="tick">
        <input type="checkbox" .checked=${chosen.includes(id)}
        @change=${(event: Event) => tick(id, (event.target as HTMLInputElement).checked)}
        /><span>${words}</span></label>`,
      )}
    </details>
  </div>`;
}

/** What the form cannot change, as it stands in the text. */
export function saidCell(label: string, text: string, whole = false): TemplateResult {
  return html`<div class="cell ${whole ? "whole" : ""}"><span class="head">${label}<small>（在“文本”里改）</small></span>
    <p>${text}</p></div>`;
}
