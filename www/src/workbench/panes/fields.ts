/** The cells of the form by what they hold. */

import type { TemplateResult } from "lit";
import type { FormCell, FormEdit, FormEntry, FormProgram, PackForm } from "../../../office/office.js";
import type { Bench } from "../bench.js";
import { small } from "../pieces.js";
import { cellOf, textOf } from "../reading.js";
import { FIELDS, KINDS, RANGES } from "../words.js";
import { choicesCell, chosenCell, saidCell, typedCell } from "./cells.js";

const CHOICES: Record<string, [string, string][]> = {
  status: [
    ["in-force", "现行"],
    ["historical", "历史"],
    ["framework", "国家框架"],
  ],
  confidence: [
    ["A", "已核对原文"],
    ["B", "二手资料"],
    ["C", "没有核对原文"],
  ],
  form: [
    ["original", "原件"],
    ["copy", "复印件"],
    ["either", "都行"],
  ],
  kind: [
    ["one-stop", "出院时一起结算"],
    ["on-application", "要去申请"],
  ],
  "program.kind": Object.entries(KINDS),
  per: [
    ["year", "全年合起来"],
    ["bill", "一张单据一次"],
    ["month", "一个月一次"],
    ["quarter", "一个季度一次"],
  ],
  "base.from": [
    ["in-scope", "政策范围内费用"],
    ["total", "总费用"],
  ],
};
/** What must be there stays there, empty. */
const MUST = [
  "title",
  "id",
  "from",
  "name",
  "article",
  "summary",
  "version",
  "checked_on",
  "place",
  "label",
  "text",
  "question",
];
const DAYS = ["from", "until", "date", "checked_on"];
const LONG = ["summary", "text", "remarks", "steps"];
const WIDE = [...LONG, "title", "help", "question"];

export class Fields {
  private readonly bench: Bench;

  constructor(bench: Bench) {
    this.bench = bench;
  }

  field(name: string, place: string, cell: FormCell | undefined, form?: PackForm): TemplateResult {
    const label = FIELDS[name.replace("program.", "")] ?? name;
    const { bench } = this;
    const set = (text: string): FormEdit => ({ kind: "set", place, text });
    const choices = CHOICES[name];
    if (cell?.kind === "said" && name !== "deadline" && name !== "amount") return saidCell(label, cell.text, true);
    if (name === "cite") return this.cites(place, cell, form);
    if (name === "source") {
      const sources = [...(form?.sources ?? []), ...(bench.state.below?.form?.sources ?? [])];
      const options = sources.map((source): [string, string] => [source.id, textOf(source, "title") || source.id]);
      return chosenCell(bench, { label: "哪份文件", place, cell, options, edit: set });
    }
    if (["critical_insurance", "ranges"].includes(name) || cell?.kind === "flag") {
      const yes: [string, string][] = [
        ["true", "有"],
        ["false", "没有"],
      ];
      const options = name === "ranges" ? RANGES : yes;
      return chosenCell(bench, {
        label,
        place,
        cell,
        options,
        ...(name === "ranges" && { none: "false" }),
        edit: (on) => ({ kind: "flag", place, on: on === "true" }),
      });
    }
    if (choices) return chosenCell(bench, { label, place, cell, options: choices, edit: set });
    if (name === "region" || name === "steps") {
      const by = name === "region" ? /[\s,，、>]+/ : /\n+/;
      const shown = cell?.text.split("\n").join(name === "region" ? " " : "\n") ?? "";
      const edit = (text: string): FormEdit => ({
        kind: "choose",
        place,
        ids: text
          .split(by)
          .map((one) => one.trim())
          .filter(Boolean),
      });
      return typedCell(bench, {
        label: name === "region" ? `${label}（中间空一格）` : `${label}（一步一行）`,
        place,
        cell,
        shown,
        several: name === "steps",
        whole: name === "steps",
        edit,
      });
    }
    const edit = MUST.includes(name)
      ? set
      : (text: string): FormEdit => (text.trim() === "" ? { kind: "remove", place } : set(text));
    return typedCell(bench, {
      label,
      place,
      cell,
      several: LONG.includes(name),
      whole: WIDE.includes(name),
      ...(DAYS.includes(name) && { empty: "2026-01-01" }),
      edit,
    });
  }

  /** Who: typed in words, where words tell it. */
  people(cell: FormCell | undefined, at: string, empty = "", made?: (text: string) => void): TemplateResult {
    if (cell?.kind === "said") return saidCell("谁", cell.text);
    const place = cell?.place ?? at;
    const edit = (text: string): FormEdit =>
      text.trim() === "" && empty !== "" ? { kind: "remove", place } : { kind: "people", place, text };
    return typedCell(this.bench, {
      label: "谁（身份、分类，用顿号隔开）",
      place,
      cell,
      empty,
      edit,
      ...(made && { made }),
    });
  }

  /** A field of a programme. */
  of({ cells, place }: FormProgram, name: string, as = name): TemplateResult {
    const cell = cellOf(cells, name);
    return this.field(as, cell?.place ?? `${place}.${name}`, cell);
  }

  /** The articles that something stands in. */
  cites(place: string, cell: FormCell | undefined, form: PackForm | undefined, none?: string): TemplateResult {
    const chosen = cell?.text.split("\n").filter(Boolean) ?? [];
    const all = [...citations(form), ...citations(this.bench.state.below?.form)];
    return choicesCell(this.bench, { label: "依据", place, chosen, options: all, ...(none !== undefined && { none }) });
  }

  remove(place: string, what: string): TemplateResult {
    return small("删去", () => void this.bench.edit({ kind: "remove", place }, `remove-${performance.now()}`), what);
  }
}

export function citations(form: PackForm | undefined): [string, string][] {
  return (form?.citations ?? []).map((entry): [string, string] => [
    entry.id,
    `${textOf(entry, "article")} ${textOf(entry, "summary").slice(0, 18)}`.trim() || entry.id,
  ]);
}

export function lastId(entries: FormEntry[]): string {
  return entries[entries.length - 1]?.id ?? "";
}
