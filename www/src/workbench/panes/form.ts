/** 抄数: the pack as the form that is filled in beside the document, asked in the document's own order. */

import { html, type TemplateResult } from "lit";
import type { FormAdded, FormCell, FormEntry, FormTemplate, PackForm } from "../../../office/office.js";
import type { Bench } from "../bench.js";
import { link, small } from "../pieces.js";
import { cellOf, programName } from "../reading.js";
import { BEYOND, FIELDS } from "../words.js";
import { saidCell } from "./cells.js";
import { Fields, lastId } from "./fields.js";
import { ProgramPart } from "./program.js";

const HEAD = ["title", "id", "region", "region_code", "from", "until", "status", "checked_on", "critical_insurance"];
const LISTS = {
  source: ["文件", ["title", "number", "issuer", "date", "confidence"]],
  citation: ["依据", ["source", "article", "summary"]],
  group: ["分类", ["name", "who"]],
  question: ["问题", ["label", "text", "help"]],
  document: ["材料", ["name", "issuer", "form", "note"]],
  route: ["途径", ["kind", "place", "cite", "steps", "deadline"]],
  pool: ["共用限额", ["name", "amount", "cite"]],
  parameter: ["留给地方填的数", ["label", "value", "min", "max", "ranges"]],
  reading: ["读法", ["question", "default", "cite"]],
} as const;
type List = keyof typeof LISTS;
/** The lists of a form, by what one of theirs is called here. */
const LISTED = {
  source: "sources",
  citation: "citations",
  group: "groups",
  question: "questions",
  document: "documents",
  route: "routes",
  pool: "pools",
  parameter: "parameters",
  reading: "readings",
} as const;
/** What a question and a figure that the place fills in always have. */
const USUAL = ["id", "unit yuan", "kind yes-no"];
const TEMPLATES: [FormTemplate, string, string][] = [
  ["enrolment", "资助参保", "资助参保"],
  ["outpatient", "普通门诊救助", "普通门诊救助"],
  ["chronic-outpatient", "门诊慢特病救助", "门诊慢特病救助"],
  ["inpatient", "住院救助", "住院救助"],
  ["inpatient-and-chronic", "住院和慢特病合用的", "住院和门诊慢特病救助"],
  ["on-application", "依申请救助", "依申请救助"],
  ["top-up", "倾斜救助、再救助", "再救助"],
];

export class FormPane {
  private readonly bench: Bench;
  private readonly show: (at: number) => void;
  private readonly fields: Fields;
  private readonly programs: ProgramPart;

  constructor(bench: Bench, show: (at: number) => void) {
    this.bench = bench;
    this.show = show;
    this.fields = new Fields(bench);
    this.programs = new ProgramPart(bench, this.fields);
  }

  view(): unknown {
    const { form, report, below } = this.bench.state;
    if (!form)
      return html`<p role="status">${report ? "文本里有没写完整的地方，先到“文本”里改好，表才看得见。" : "正在看…"}</p>`;
    const isBroken = report?.diagnostics.some(({ code }) => code === "syntax");
    const cite = lastId(form.citations) || lastId(below?.form?.citations ?? []);
    const blank = { source: lastId(form.sources) || lastId(below?.form?.sources ?? []), article: "", summary: "" };
    return html`
      ${isBroken ? html`<p class="note note-warn">文本里有没写完整的地方，下面是改坏以前的样子。先到“文本”里改好。</p>` : ""}
      ${this.list("source", "一、哪份文件", form.sources, form, {
        what: "source",
        title: "",
        number: "",
        issuer: "",
        date: "",
      })}
      ${this.head(form)}
      ${this.list(
        "citation",
        "三、依据",
        form.citations,
        form,
        { what: "citation", ...blank },
        "一条一张。把有数字的那句话抄进来：后面填的数会和它对一遍。",
      )}
      ${this.list(
        "group",
        "四、人分几类",
        form.groups,
        form,
        { what: "group", name: "", people: "", cite },
        "文件里有“一类、二类”的才写；没有的，直接到第七步写身份。",
      )}
      <details class="also" ?open=${form.questions.length > 0}><summary>另外要问的（身份以外的条件，问居民一句“是不是”）</summary>
        ${this.list(
          "question",
          "",
          form.questions,
          form,
          { what: "question", label: "", text: "" },
          "短名字写好了，就能当身份用，比如“在疆内看的病”。",
        )}
      </details>
      ${this.list("document", "五、带什么材料", form.documents, form, { what: "document", name: "", issuer: "" })}
      ${this.list("route", "六、怎么办，多久以内", form.routes, form, {
        what: "route",
        on_application: true,
        place: "",
        steps: [],
        cite,
      })}
      <section aria-labelledby="section-programs">
        <h2 id="section-programs">七、给多少</h2>
        <p class="help">一类人一行。没有起付、没有限额写“不设”；文件没有写的写“没有写”。可以写 3万、七成、上年居民人均可支配收入的25%。整张表格从 Word、WPS、Excel 里复制，在哪一格里粘贴都行。</p>
        <details class="also" ?open=${form.pools.length > 0}><summary>几个项目合用一个限额的</summary>
          ${this.list(
            "pool",
            "",
            form.pools,
            form,
            { what: "pool", name: "", amount: "", cite },
            "写好以后，在“一年最多”里写它的名称。",
          )}
        </details>
        ${form.programs.map((program) => this.programs.view(program, form))}
        ${this.programs.inherited(form)}
        <p class="row">${TEMPLATES.map(([template, words, name]) =>
          small(`加${words}`, () => this.add({ what: "program", template, name, cite })),
        )}</p>
      </section>
      ${form.parameters.length > 0 ? this.list("parameter", "留给地方填的", form.parameters, form) : ""}
      ${form.readings.length > 0 ? this.list("reading", "有两种读法的", form.readings, form) : ""}
      ${this.rest(form)}
    `;
  }

  forget(): void {
    this.programs.forget();
  }

  private add(added: FormAdded): void {
    void this.bench.edit({ kind: "add", added }, `add-${added.what}-${performance.now()}`);
  }

  private head({ head }: PackForm): TemplateResult {
    const base = cellOf(head, "based_on");
    return html`<section aria-labelledby="section-head">
      <h2 id="section-head">二、哪个地方，从哪天起</h2>
      <div class="sheet fields">
        ${HEAD.map((name) => this.fields.field(name, name, cellOf(head, name)))}
        ${base ? saidCell("以哪一份为底", base.text) : ""}
      </div>
    </section>`;
  }

  /** A list of things, each a sheet. */
  private list(
    list: List,
    title: string,
    entries: FormEntry[],
    form: PackForm,
    blank?: FormAdded,
    help = "",
  ): TemplateResult {
    const [called, names] = LISTS[list];
    const cell = (entry: FormEntry, name: string): TemplateResult => {
      const found = cellOf(entry.cells, name);
      const place = found?.place ?? `${entry.place}.${name}`;
      if (name === "who") return this.fields.people(found, place);
      // A limit that is not the same for everybody.
      const parts = name === "amount" && !found ? entry.cells.filter(({ column }) => column) : [];
      if (parts.length > 0)
        return saidCell("一年最多", parts.map(({ when, text }) => `${when}：${text}`).join("；"), true);
      return this.fields.field(name, place, found, form);
    };
    const id = `section-${list}s`;
    return html`<section aria-labelledby=${id}>
      ${title ? html`<h2 id=${id}>${title}</h2>` : html`<h3 id=${id}>${called}</h3>`}
      ${help ? html`<p class="help">${help}</p>` : ""}
      ${entries.map(
        (entry) =>
          html`<div class="sheet fields" role="group"
        aria-label="${called} ${entry.id}">${names.map((name) => cell(entry, name))}<p
        class="whole">${this.fields.remove(entry.place, `${called} ${entry.id}`)}</p></div>`,
      )}
      ${
        blank
          ? html`<p>${small(
              `加一${list === "source" || list === "document" ? "份" : list === "group" ? "个" : "条"}${called}`,
              () => this.add(blank),
            )}</p>`
          : ""
      }
    </section>`;
  }

  /** What the form has no place for, or keeps as it is. */
  private rest(form: PackForm): TemplateResult {
    const all = [...form.beyond.map((one) => ({ ...one, name: calledBeyond(one.name, form) })), ...keptIn(form)];
    if (all.length === 0) return html``;
    return html`<section aria-labelledby="section-rest">
      <h2 id="section-rest">只在文本里改的</h2>
      <p class="help">表里改不了，原样留着，照样算。</p>
      <ul class="problem-list" data-kept=${all.length}>
        ${all.map(
          ({ name, from, count }) =>
            html`<li>${name}${count > 1 ? `，${count} 处` : ""} ${link("在文本里看", () => this.show(from), name)}</li>`,
        )}
      </ul>
    </section>`;
  }
}

interface Kept {
  name: string;
  from: number;
  count: number;
}

/** A programme's field by the programme's name. */
function calledBeyond(name: string, form: PackForm): string {
  const [first = "", ...rest] = name.split(".");
  const field = rest.join(".");
  return field ? `${programName(first, form)}：${BEYOND[field] ?? FIELDS[field] ?? field}` : (BEYOND[first] ?? first);
}

/** The cells that no part of the form shows. */
function keptIn(form: PackForm): Kept[] {
  const kept = new Map<string, Kept>();
  const note = (of: string, { name, from, text }: FormCell): void => {
    if (USUAL.includes(name) || USUAL.includes(`${name} ${text}`)) return;
    const called = (of ? `${of}：` : "") + (BEYOND[name] ?? FIELDS[name] ?? name);
    kept.set(called, { name: called, from, ...kept.get(called), count: (kept.get(called)?.count ?? 0) + 1 });
  };
  for (const cell of form.head) if (![...HEAD, "based_on"].includes(cell.name)) note("", cell);
  for (const list of Object.keys(LISTS) as List[]) {
    const [called, names] = LISTS[list];
    for (const { cells } of form[LISTED[list]])
      for (const cell of cells) if (!(names as readonly string[]).includes(cell.name)) note(called, cell);
  }
  for (const { id, cells } of form.programs)
    for (const cell of cells)
      if (["base.cite", "letter.endorsements"].includes(cell.name)) note(programName(id, form), cell);
  return [...kept.values()];
}
