/** 抄数: the pack as the form that is filled in beside the document. */

import { html, nothing, type TemplateResult } from "lit";
import type { FormAdded, FormCell, FormColumn, FormEdit, FormEntry, FormProgram, FormTemplate, FormWay, PackForm } from "../../../office/office.js";
import type { Bench } from "../bench.js";
import { pastedRows } from "../model/table.js";
import { chosenCell, link, saidCell, small, typedCell } from "../pieces.js";
import { BEYOND, CATEGORIES, FIELDS, KINDS } from "../words.js";

const HEAD = ["title", "id", "region", "region_code", "from", "until", "status", "checked_on", "critical_insurance"];
const SOURCE = ["title", "number", "issuer", "date", "confidence"];
const DOCUMENT = ["name", "issuer", "form", "note"];
const ROUTE = ["kind", "place", "cite", "steps"];
const COLUMNS: [FormColumn, string, string][] = [
  ["line", "起付", "不设"],
  ["share", "比例", "没有写"],
  ["limit", "一年最多", "不设"],
];
const TEMPLATES: [FormTemplate, string][] = [
  ["inpatient", "住院救助"],
  ["chronic-outpatient", "门诊慢特病救助"],
  ["outpatient", "普通门诊救助"],
  ["top-up", "再救助"],
  ["enrolment", "资助参保"],
];
const CHOICES: Record<string, [string, string][]> = {
  status: [["in-force", "现行"], ["historical", "历史"], ["framework", "国家框架"]],
  confidence: [["A", "已核对原文"], ["B", "二手资料"], ["C", "没有核对原文"]],
  form: [["original", "原件"], ["copy", "复印件"], ["either", "都行"]],
  kind: [["one-stop", "出院时一起结算"], ["on-application", "要去申请"]],
};

export class FormPane {
  private readonly bench: Bench;
  private readonly show: (at: number) => void;
  /** The programme whose table is being pasted. */
  private pasting = "";
  private pasted = "";

  constructor(bench: Bench, show: (at: number) => void) {
    this.bench = bench;
    this.show = show;
  }

  view(): unknown {
    const { form, report } = this.bench.state;
    if (!form) return html`<p role="status">${report ? "文本里有没写完整的地方，先到“文本”里改好，表才看得见。" : "正在看…"}</p>`;
    const isBroken = report?.diagnostics.some(({ code }) => code === "syntax");
    return html`
      ${isBroken ? html`<p class="note note-warn">文本里有没写完整的地方，下面是改坏以前的样子。先到“文本”里改好。</p>` : nothing}
      ${this.entries("一、哪份文件", "source", form.sources, SOURCE, form)}
      ${this.head(form)}
      ${this.citations(form)}
      ${this.groups(form)}
      ${this.entries("五、带什么材料", "document", form.documents, DOCUMENT, form)}
      ${this.entries("六、怎么办", "route", form.routes, ROUTE, form)}
      <section aria-labelledby="section-programs">
        <h2 id="section-programs">七、给多少</h2>
        <p class="help">一类人一行。没有起付、没有限额写“不设”；文件没有写的写“没有写”。可以写 3万、七成。</p>
        ${form.programs.map((program) => this.program(program, form))}
        <p class="row">${TEMPLATES.map(([template, name]) => small(`加${name}`, () => this.add({ what: "program", template, name, cite: lastId(form.citations) })))}</p>
      </section>
      ${this.rest(form)}
    `;
  }

  private set(place: string): (text: string) => FormEdit {
    return (text) => (text.trim() === "" ? { kind: "remove", place } : { kind: "set", place, text });
  }

  private add(added: FormAdded): void {
    void this.bench.edit({ kind: "add", added }, `add-${added.what}-${performance.now()}`);
  }

  private remove(place: string, what: string): TemplateResult {
    return small("删去", () => void this.bench.edit({ kind: "remove", place }, `remove-${performance.now()}`), what);
  }

  private head({ head }: PackForm): TemplateResult {
    return html`<section aria-labelledby="section-head">
      <h2 id="section-head">二、哪个地方，从哪天起</h2>
      <div class="sheet fields">
        ${HEAD.map((name) => this.field(name, name, head.find((cell) => cell.name === name)))}
      </div>
    </section>`;
  }

  /** A field by what it holds. */
  private field(name: string, place: string, cell: FormCell | undefined, form?: PackForm): TemplateResult {
    const label = FIELDS[name] ?? name;
    const { bench } = this;
    if (cell?.kind === "said") return saidCell(label, cell.text, true);
    if (name === "cite") {
      return chosenCell(bench, { label: "依据", place, cell, options: citations(form), edit: (text) => ({ kind: "set", place, text }) });
    }
    if (name === "critical_insurance" || cell?.kind === "flag") {
      const options: [string, string][] = [["true", "有"], ["false", "没有"]];
      return chosenCell(bench, { label, place, cell, options, edit: (on) => ({ kind: "flag", place, on: on === "true" }) });
    }
    const choices = CHOICES[name];
    if (choices) return chosenCell(bench, { label, place, cell, options: choices, edit: (text) => ({ kind: "set", place, text }) });
    if (name === "region" || name === "steps") {
      const by = name === "region" ? /[\s,，、>]+/ : /\n+/;
      const shown = cell?.text.split(",").join(name === "region" ? " " : "\n") ?? "";
      const edit = (text: string): FormEdit => ({ kind: "choose", place, ids: text.split(by).map((one) => one.trim()).filter(Boolean) });
      return typedCell(bench, { label: name === "region" ? `${label}（中间空一格）` : `${label}（一步一行）`, place, cell, shown, several: name === "steps", whole: name === "steps", edit });
    }
    // What must be there stays there, empty.
    const must = ["title", "id", "from", "name", "article", "summary", "version", "checked_on", "place"].includes(name);
    const edit = must ? (text: string): FormEdit => ({ kind: "set", place, text }) : this.set(place);
    return typedCell(bench, { label, place, cell, several: name === "summary", whole: name === "summary" || name === "title", edit });
  }

  private entries(title: string, what: "source" | "document" | "route", entries: FormEntry[], names: string[], form: PackForm): TemplateResult {
    const added: Record<string, FormAdded> = {
      source: { what: "source", title: "", number: "", issuer: "", date: "" },
      document: { what: "document", name: "", issuer: "" },
      route: { what: "route", on_application: true, place: "", steps: [], cite: lastId(form.citations) },
    };
    const called = { source: "文件", document: "材料", route: "途径" }[what];
    const cell = (entry: FormEntry, name: string): TemplateResult => {
      const found = entry.cells.find((cell) => cell.name === name);
      return this.field(name, found?.place ?? `${entry.place}.${name}`, found, form);
    };
    return html`<section aria-labelledby="section-${what}">
      <h2 id="section-${what}">${title}</h2>
      ${entries.map((entry) => html`<div class="sheet fields" role="group" aria-label="${called} ${entry.id}">${names.map((name) => cell(entry, name))}<p class="whole">${this.remove(entry.place, `${called} ${entry.id}`)}</p></div>`)}
      <p>${small(`加一份${called}`, () => this.add(added[what] as FormAdded))}</p>
    </section>`;
  }

  private citations(form: PackForm): TemplateResult {
    const sources = form.sources.map((source): [string, string] => [source.id, titleOf(source)]);
    return html`<section aria-labelledby="section-citations">
      <h2 id="section-citations">三、依据</h2>
      <p class="help">一条一张。把有数字的那句话抄进来：后面填的数会和它对一遍。</p>
      ${form.citations.map((entry) => {
        const find = (name: string): FormCell | undefined => entry.cells.find((cell) => cell.name === name);
        const at = (name: string): string => find(name)?.place ?? `${entry.place}.${name}`;
        return html`<div class="sheet fields" role="group" aria-label="依据 ${entry.id}">
          ${chosenCell(this.bench, { label: "哪份文件", place: at("source"), cell: find("source"), options: sources, edit: (text) => ({ kind: "set", place: at("source"), text }) })}
          ${this.field("article", at("article"), find("article"))}
          ${this.field("summary", at("summary"), find("summary"))}
          <p class="whole">${this.remove(entry.place, `依据 ${entry.id}`)}</p>
        </div>`;
      })}
      <p>${small("加一条依据", () => this.add({ what: "citation", source: lastId(form.sources), article: "", summary: "" }))}</p>
    </section>`;
  }

  private groups(form: PackForm): TemplateResult {
    return html`<section aria-labelledby="section-groups">
      <h2 id="section-groups">四、人分几类</h2>
      <p class="help">文件里有“一类、二类”的才写；没有的，直接到第七步写身份。</p>
      ${form.groups.map((entry) => {
        const name = entry.cells.find((cell) => cell.name === "name");
        const people = entry.cells.find((cell) => ["category", "who", "group"].includes(cell.name));
        return html`<div class="sheet fields" role="group" aria-label="分类 ${entry.id}">
          ${this.field("name", name?.place ?? `${entry.place}.name`, name)}
          ${this.people(people, form)}
          <p class="whole">${this.remove(entry.place, `分类 ${entry.id}`)}</p>
        </div>`;
      })}
      <p>${small("加一类", () => this.add({ what: "group", name: "", people: "", cite: lastId(form.citations) }))}</p>
    </section>`;
  }

  private people(cell: FormCell | undefined, form: PackForm): TemplateResult {
    if (!cell) return saidCell("谁", "没有写，所有人都算");
    if (cell.name !== "category") return saidCell("谁", cell.name === "group" ? groups(cell.text, form) : cell.text);
    const shown = cell.text.split(",").filter(Boolean).map((id) => CATEGORIES[id] ?? id).join("、");
    return typedCell(this.bench, { label: "谁（写身份，用顿号隔开）", place: cell.place, cell, shown, edit: (text) => ({ kind: "people", place: cell.place, text }) });
  }

  private program(program: FormProgram, form: PackForm): TemplateResult {
    const name = program.cells.find((cell) => cell.name === "name");
    const kind = program.cells.find((cell) => cell.name === "kind");
    const cite = program.cells.find((cell) => cell.name === "cite");
    const who = program.cells.find((cell) => ["who", "category", "group"].includes(cell.name));
    return html`<div class="sheet" role="group" aria-label="项目 ${name?.text ?? program.id}">
      <h3>${name?.text ?? program.id}<small>（${KINDS[kind?.text ?? ""] ?? ""}）</small></h3>
      <div class="fields">
        ${this.field("name", name?.place ?? `${program.place}.name`, name)}
        ${this.field("cite", cite?.place ?? `${program.place}.cite`, cite, form)}
        ${who ? this.people(who, form) : nothing}
      </div>
      <div class="rows">${program.ways.map((way) => this.way(way, cite, form))}</div>
      <p class="row">
        ${small("加一行", () => this.add({ what: "ways", program: program.place, rows: [{ people: "", cite: "", line: "", share: "", limit: "" }] }), name?.text)}
        ${small("粘贴一张表格", () => this.paste(program.place), name?.text)}
        ${this.remove(program.place, name?.text ?? "")}
      </p>
      ${this.pasting === program.place ? this.pasteView(program) : nothing}
    </div>`;
  }

  private way(way: FormWay, of: FormCell | undefined, form: PackForm): TemplateResult {
    const who = way.cells.find((cell) => ["category", "group", "who"].includes(cell.name));
    const name = way.cells.find((cell) => cell.name === "name");
    const cite = way.cells.find((cell) => cell.name === "cite");
    const words = way.figures.flatMap((figure) => figure.words ?? []).filter((text, at, all) => all.indexOf(text) === at);
    const said = way.figures.filter(({ column }) => column === "said" || column === "sum");
    const place = cite?.place ?? `${way.place}.cite`;
    const options: [string, string][] = [["", `同项目${of ? `（${of.text}）` : ""}`], ...citations(form)];
    return html`<div class="class-row" role="group" aria-label=${way.title || "一行"}>
      <div class="wide-cell">
        ${who?.name === "category" ? this.people(who, form) : saidCell("谁", way.title || (who?.text ?? ""))}
        ${name && who?.name === "category" ? typedCell(this.bench, { label: "文件里怎么叫", place: name.place, cell: name, edit: (text) => ({ kind: "set", place: name.place, text }) }) : nothing}
      </div>
      ${COLUMNS.map(([column, label, empty]) => this.figures(way, column, label, empty))}
      ${chosenCell(this.bench, { label: "依据", place, cell: cite ?? ({ text: "" } as FormCell), options, edit: (text) => (text === "" ? { kind: "remove", place } : { kind: "set", place, text }) })}
      ${this.remove(way.place, way.title)}
      ${said.map((figure) => html`<p class="words">${figure.column === "said" ? "没有写：" : "定额："}${figure.text}</p>`)}
      ${words.length > 0 ? html`<details class="words"><summary>原话<span class="quiet">${way.title}</span></summary>${words.map((text) => html`<p>${text}</p>`)}</details>` : nothing}
    </div>`;
  }

  private figures(way: FormWay, column: FormColumn, label: string, empty: string): TemplateResult {
    const found = way.figures.filter((figure) => figure.column === column);
    const [only] = found;
    const isStep = found.length <= 1 && (!only || (only.when === undefined && !/\.(cases|bands)\./.test(only.place)));
    if (isStep) {
      if (only?.kind === "said") return saidCell(label, `留给地方填：${only.text}`);
      const edit = (text: string): FormEdit => ({ kind: "figure", way: way.place, column, text });
      return typedCell(this.bench, { label, place: `${way.place}.${column}`, cell: only, empty, edit });
    }
    return html`<div class="cell"><span class="head">${label}</span>
      ${found.map((figure, at) =>
        figure.kind === "said"
          ? html`<p>${figure.text}</p>`
          : typedCell(this.bench, { label: figure.when ? `情形 ${at + 1}` : `第 ${at + 1} 个`, place: figure.place, cell: figure, edit: (text) => ({ kind: "set", place: figure.place, text }) }),
      )}
    </div>`;
  }

  // ------------------------------------------------------------------------------------------ pasting

  private paste(program: string): void {
    this.pasting = this.pasting === program ? "" : program;
    this.pasted = "";
    this.bench.set({});
  }

  private pasteView(program: FormProgram): TemplateResult {
    const rows = pastedRows(this.pasted);
    const type = (event: Event): void => {
      this.pasted = (event.target as HTMLTextAreaElement).value;
      this.bench.set({});
    };
    const take = async (): Promise<void> => {
      const made = await this.bench.edit({ kind: "add", added: { what: "ways", program: program.place, rows } }, `paste-${performance.now()}`);
      if (made) Object.assign(this, { pasting: "", pasted: "" });
      this.bench.set({});
    };
    return html`<div class="paste">
      <label for="paste">从 Word、WPS、Excel 里复制整张表，粘在这里（身份、起付、比例、限额各一栏）</label>
      <textarea id="paste" rows="5" .value=${this.pasted} @input=${type}></textarea>
      ${
        rows.length > 0
          ? html`<div class="scroll"><table><thead><tr><th>谁</th><th>起付</th><th>比例</th><th>一年最多</th></tr></thead>
              <tbody>${rows.map((row) => html`<tr><td>${row.people}</td><td>${row.line}</td><td>${row.share}</td><td>${row.limit}</td></tr>`)}</tbody></table></div>
              <p>${small(`填进去，${rows.length} 行`, () => void take())}</p>`
          : html`<p class="help" role="status">${this.pasted.trim() === "" ? "" : "看不出是表格：至少要有两栏。"}</p>`
      }
    </div>`;
  }

  // ------------------------------------------------------------------------------------------ what stays in the text

  private rest(form: PackForm): TemplateResult {
    const seen = [...form.parameters.map((entry) => [entry, "留给地方填的"]), ...form.readings.map((entry) => [entry, "读法"]), ...form.pools.map((entry) => [entry, "共用限额"])] as [FormEntry, string][];
    const called = (name: string): string => {
      const [first = "", second] = name.split(".");
      return second ? `${first} 的${BEYOND[second] ?? second}` : (BEYOND[first] ?? first);
    };
    if (seen.length + form.beyond.length === 0) return html``;
    return html`<section aria-labelledby="section-rest">
      <h2 id="section-rest">只在文本里改的</h2>
      <p class="help">表里改不了，原样留着。</p>
      <ul class="problem-list">
        ${seen.map(([entry, what]) => html`<li>${what}：${entry.cells.find(({ name }) => ["label", "question", "name"].includes(name))?.text ?? entry.id} ${link("在文本里看", () => this.show(entry.cells[0]?.from ?? 0), entry.id)}</li>`)}
        ${form.beyond.map(({ name, from, count }) => html`<li>${called(name)}${count > 1 ? `，${count} 项` : ""} ${link("在文本里看", () => this.show(from), called(name))}</li>`)}
      </ul>
    </section>`;
  }
}

function citations(form: PackForm | undefined): [string, string][] {
  return (form?.citations ?? []).map((entry): [string, string] => {
    const text = (name: string): string => entry.cells.find((cell) => cell.name === name)?.text ?? "";
    return [entry.id, `${text("article")} ${text("summary").slice(0, 18)}`];
  });
}

/** The names of classes. */
function groups(ids: string, form: PackForm): string {
  const named = (id: string): string => {
    const group = form.groups.find((entry) => entry.id === id);
    return group?.cells.find(({ name }) => name === "name")?.text ?? id;
  };
  return ids.split(",").map(named).join("、");
}

function titleOf(source: FormEntry): string {
  return source.cells.find(({ name }) => name === "title")?.text || source.id;
}

function lastId(entries: FormEntry[]): string {
  return entries[entries.length - 1]?.id ?? "";
}
