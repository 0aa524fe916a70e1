/** How the lists are understood, and how that is put right. */

import { html, nothing, type TemplateResult } from "lit";
import type { Corrections, ListHead, ListTable, ListTables, PolicySummary } from "../../office/protocol.js";
import type { Sieve } from "../sieve.js";
import { fill, WORDS } from "../words.js";

export function columnsView(sieve: Sieve, told: ListTables, policy: PolicySummary): TemplateResult {
  const { busy, result } = sieve.state;
  const put = (change: Partial<Corrections>): void => void sieve.correct({ ...asTold(told), ...change });
  const load = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const text = await input.files?.[0]?.text();
    input.value = "";
    if (text !== undefined) await sieve.useMapping(text);
  };
  const tick = (name: "not_listed_is_general" | "blank_is_zero", words: string): TemplateResult =>
    html`<p><label class="tick"><input type="checkbox" name=${name} .checked=${told[name]}
      @change=${(event: Event) => put({ [name]: inputOf(event).checked })} /><span>${words}</span></label></p>`;
  return html`<section class="panel" aria-labelledby="step-columns">
    <h2 id="step-columns">${WORDS.columns}</h2>
    <p class="help">${WORDS.columnsHelp}</p>
    ${told.notes.map((note) => html`<p class="note">${note}</p>`)}
    ${sheetsView(told, put)}
    ${told.tables.map((table, at) => tableView(told, table, at, put))}
    ${tick("not_listed_is_general", WORDS.notListed)} ${tick("blank_is_zero", WORDS.blankIsZero)}
    ${
      policy.parameters.length > 0
        ? html`<fieldset class="field"><legend>${WORDS.parameters}</legend>
            ${policy.parameters.map(
              ({ id, label, unit }) => html`<div class="field inline"><label for="parameter-${id}">${label}</label>
              <input id="parameter-${id}" type="text" autocomplete="off" maxlength="24"
                .value=${told.parameters[id] ?? ""} @change=${(event: Event) =>
                  put({ parameters: withParameter(told.parameters, id, inputOf(event).value) })} />
              <span class="unit">${unit === "percent" ? "%" : "元"}</span></div>`,
            )}
          </fieldset>`
        : nothing
    }
    <div class="row">
      <button type="button" class="button button-small button-main" data-act="begin"
        ?disabled=${busy !== undefined} @click=${() => void sieve.screen()}>${result ? WORDS.again : WORDS.begin}</button>
    </div>
    <h3 class="apart">${WORDS.mapping}</h3>
    <p class="help" id="mapping-help">${WORDS.mappingHelp}</p>
    <p class="row">
      <button type="button" class="button button-small" data-act="save-mapping"
        @click=${() => void sieve.saveMapping()}>${WORDS.saveMapping}</button>
      <label class="button button-small pick">${WORDS.loadMapping}<input
        id="mapping" type="file" accept=".toml,.json" aria-describedby="mapping-help" @change=${load} /></label>
    </p>
  </section>`;
}

/** Which pages of a workbook are read, where there are several. */
function sheetsView(
  { sheets }: ListTables,
  put: (change: Partial<Corrections>) => void,
): TemplateResult | typeof nothing {
  if (sheets.length < 2) return nothing;
  const files = new Set(sheets.map(({ file }) => file));
  const turn = (name: string, on: boolean): void => {
    const chosen = sheets.filter((sheet) => (sheet.name === name ? on : sheet.is_chosen));
    put({ sheets: chosen.length === sheets.length ? [] : [...new Set(chosen.map((sheet) => sheet.name))] });
  };
  const isLast = sheets.filter(({ is_chosen }) => is_chosen).length === 1;
  return html`<fieldset class="field" data-sheets>
    <legend>${WORDS.sheets}</legend><p class="help">${WORDS.sheetsHelp}</p>
    ${sheets.map(
      ({
        file,
        name,
        rows,
        is_chosen: chosen,
      }) => html`<p><label class="tick"><input type="checkbox" .checked=${chosen} ?disabled=${chosen && isLast}
      @change=${(event: Event) => turn(name, inputOf(event).checked)} /><span>${files.size > 1 ? `${file}　` : ""}${name}${fill(
        WORDS.sheetRows,
        { count: rows },
      )}</span></label></p>`,
    )}
  </fieldset>`;
}

function tableView(
  told: ListTables,
  table: ListTable,
  at: number,
  put: (change: Partial<Corrections>) => void,
): TemplateResult {
  const { file, sheet, kind, encoding, head_rows: rows, heads, missing, changes } = table;
  const use = (head: ListHead, column: string): void => {
    const columns = asTold(told).columns;
    const own = Object.entries(columns[at] ?? {}).filter(([id, place]) => id !== column && place !== head.place);
    columns[at] = Object.fromEntries(column === "" ? own : [...own, [column, head.place]]);
    put({ columns });
  };
  const where = rows[0] === rows[1] ? `第 ${rows[0]} 行` : `第 ${rows[0]}、${rows[1]} 行`;
  return html`<div class="table-told" data-table=${at}>
    <h3>${file}${sheet ? `　${sheet}` : ""}</h3>
    <p class="help">${kind}，表头在${where}${encoding ? `，编码 ${encoding}` : ""}</p>
    ${missing.length > 0 ? html`<p class="note">${fill(WORDS.missing, { names: missing.join("、") })}</p>` : nothing}
    ${
      changes.length > 0
        ? html`<div class="note"><p><b>${WORDS.changed}</b></p><ul>${changes.map(
            (change) => html`<li>${change}</li>`,
          )}</ul></div>`
        : nothing
    }
    <div class="wide" tabindex="0" role="region" aria-label="${file} ${WORDS.columns}">
      <table class="plain">
        <thead><tr>
          <th scope="col" colspan="2">${WORDS.head}</th><th scope="col">${WORDS.samples}</th>
          <th scope="col">${WORDS.used}</th>
        </tr></thead>
        <tbody>${heads.map((head) => headRow(told, head, at, use))}</tbody>
      </table>
    </div>
  </div>`;
}

function headRow(
  told: ListTables,
  head: ListHead,
  at: number,
  use: (head: ListHead, column: string) => void,
): TemplateResult {
  const id = `column-${at}-${head.place}`;
  return html`<tr>
    <td>${head.letters}</td>
    <th scope="row"><label for=${id}>${head.head}</label></th>
    <td class="samples">${head.samples.join("　")}</td>
    <td>${
      head.fact !== null && head.column === null
        ? html`<small>${fill(WORDS.fact, { label: head.fact })}</small>`
        : nothing
    }
      <select id=${id} @change=${(event: Event) => use(head, (event.target as HTMLSelectElement).value)}>
        <option value="" .selected=${head.column === null}>${WORDS.unused}</option>
        ${told.columns.map(
          ({ id, name }) => html`<option value=${id} .selected=${id === head.column}>${name}</option>`,
        )}
      </select></td>
  </tr>`;
}

function inputOf({ target }: Event): HTMLInputElement {
  return target as HTMLInputElement;
}

/** What stands now, as corrections. */
function asTold(told: ListTables): Corrections {
  return {
    columns: told.tables.map(({ heads }) =>
      Object.fromEntries(heads.flatMap(({ column, place }) => (column === null ? [] : [[column, place]]))),
    ),
    not_listed_is_general: told.not_listed_is_general,
    blank_is_zero: told.blank_is_zero,
    parameters: told.parameters,
    sheets: told.sheets.every(({ is_chosen }) => is_chosen)
      ? []
      : told.sheets.filter(({ is_chosen }) => is_chosen).map(({ name }) => name),
  };
}

function withParameter(parameters: Record<string, string>, id: string, value: string): Record<string, string> {
  const { [id]: _before, ...others } = parameters;
  const text = value.trim();
  return text === "" ? others : { ...others, [id]: text };
}
