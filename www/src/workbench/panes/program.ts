/** 给多少: a programme with its table of classes, and what is around the table. */

import { html, nothing, type TemplateResult } from "lit";
import type {
  FormCell,
  FormColumn,
  FormEdit,
  FormEntry,
  FormProgram,
  FormWay,
  PackForm,
} from "../../../office/office.js";
import type { Bench } from "../bench.js";
import type { ClassRow } from "../model/table.js";
import { small } from "../pieces.js";
import { articleOf, cellOf, textOf } from "../reading.js";
import { CARES, FIELDS, KINDS, LESS, PLACES, PROVINCES } from "../words.js";
import { Adjusting } from "./adjusting.js";
import { choicesCell, chosenCell, saidCell, typedCell } from "./cells.js";
import type { Fields } from "./fields.js";
import { Pasting } from "./pasting.js";

const COLUMNS: [FormColumn, string, string][] = [
  ["line", "起付", "不设"],
  ["share", "比例", "没有写"],
  ["limit", "一年最多", "不设"],
];
const BLANK: ClassRow = { people: "", cite: "", line: "", share: "", limit: "" };
/** Words of the fields around the table that are typed. */
const AROUND = ["letter.addressee", "letter.request"];

export class ProgramPart {
  private readonly bench: Bench;
  private readonly fields: Fields;
  private readonly adjusting: Adjusting;
  private readonly pasting: Pasting;
  /** The row that is called what its people are called. */
  private following = "";
  /** What cannot be expressed, as it is being told. */
  private beyond = { quote: "", reason: "" };

  constructor(bench: Bench, fields: Fields) {
    this.bench = bench;
    this.fields = fields;
    this.adjusting = new Adjusting(bench, fields);
    this.pasting = new Pasting(bench);
  }

  forget(): void {
    Object.assign(this, { following: "", beyond: { quote: "", reason: "" } });
    this.pasting.forget();
    this.adjusting.forget();
  }

  view(program: FormProgram, form: PackForm): TemplateResult {
    const { place, cells, id, ways } = program;
    const called = textOf(program, "name") || id;
    const cite = cellOf(cells, "cite");
    const isEnrolment = textOf(program, "kind") === "enrolment";
    return html`<div class="sheet" role="group" aria-label="项目 ${called}"
      @paste=${(event: ClipboardEvent) => this.pasting.take(event, place)}>
      <h3>${called}<small>（${KINDS[textOf(program, "kind")] ?? id}）</small></h3>
      <div class="fields">
        ${this.fields.of(program, "name")}
        ${this.fields.cites(cite?.place ?? `${place}.cite`, cite, form)}
      </div>
      <details class="also">
        <summary>哪些单据、先减什么、材料、途径、告诉居民的话<span
        class="quiet">${called}</span></summary>${this.around(program, form)}</details>
      <div class="rows">${ways.map((way) => this.way(way, program, form, isEnrolment))}</div>
      <p class="row">
        ${small("加一行", () => this.pasting.fill(place, [BLANK]), called)}
        ${small("粘贴一张表格", () => this.pasting.turn(place), called)}
        ${this.fields.remove(place, called)}
      </p>
      ${this.pasting.view(place)}
    </div>`;
  }

  /** What is around the table. */
  private around(program: FormProgram, form: PackForm): TemplateResult {
    const { place, cells } = program;
    const { bench } = this;
    const who = cellOf(cells, "who");
    const lines = (name: string): string[] => textOf(program, name).split("\n").filter(Boolean);
    /** Where nothing of it counts alone, what said so goes. */
    const whole = (name: string): string | undefined =>
      /^(.*\.covers\.\d+)\.\w+$/.exec(cellOf(cells, name)?.place ?? "")?.[1];
    const choices = (name: string, at: string, options: [string, string][], none?: string): TemplateResult => {
      const cell = cellOf(cells, name);
      const label = name === "place" ? "在哪里看的" : (FIELDS[name] ?? name);
      if (cell?.kind === "said") {
        const named = options.filter(([id]) => cell.text.includes(`"${id}"`)).map(([, words]) => words);
        return saidCell(label, `${named.join("、")}（有的看情形）`, true);
      }
      const unchosen = whole(name);
      return choicesCell(bench, {
        label,
        ...(unchosen !== undefined && { unchosen }),
        place: cell?.place ?? at,
        chosen: lines(name),
        options,
        ...(none !== undefined && { none }),
      });
    };
    const named = (entries: FormEntry[], of: string): [string, string][] =>
      entries.map((entry) => [entry.id, textOf(entry, of) || entry.id]);
    const below = bench.state.below?.form;
    const isOnBills = ["care", "place", "covers", "base.less"].some((name) => cellOf(cells, name));
    const back = cellOf(cells, "look_back");
    return html`<div class="fields">
      ${this.fields.of(program, "kind", "program.kind")}
      ${this.fields.people(who, `${place}.who`, "各行写的人")}
      ${
        isOnBills
          ? html`
        ${choices("care", `${place}.covers.care`, CARES, "都算")}
        ${choices("place", `${place}.covers.place`, PLACES, "都算")}
        ${chosenCell(bench, {
          label: FIELDS.province ?? "",
          place: `${place}.covers.province`,
          cell: cellOf(cells, "province"),
          options: PROVINCES,
          edit: (text) => ({ kind: "set", place: `${place}.covers.province`, text }),
        })}
        ${cells.filter(({ name }) => name === "covers").map((cell) => saidCell("还要", cell.text, true))}
        ${this.fields.of(program, "base.from")}
        ${choices("base.less", `${place}.base.less`, LESS, "什么都不减")}
        ${this.fields.of(program, "per")}
        ${typedCell(bench, {
          label: FIELDS.look_back ?? "",
          place: `${place}.look_back`,
          cell: back,
          inputmode: "decimal",
          edit: (text) => ({ kind: "look-back", program: place, text }),
        })}`
          : nothing
      }
      ${choices(
        "documents",
        `${place}.documents`,
        named([...form.documents, ...(below?.documents ?? [])], "name"),
        "不要材料",
      )}
      ${choices("routes", `${place}.routes`, named([...form.routes, ...(below?.routes ?? [])], "place"), "没有写")}
      ${AROUND.map((name) => (cellOf(cells, name) ? this.fields.of(program, name) : nothing))}
      ${cells.filter(({ name }) => name === "remarks").map((cell) => this.fields.field("remarks", cell.place, cell))}
    </div>${this.beyondView(place, textOf(program, "name"))}`;
  }

  /** 表达不了的. */
  private beyondView(place: string, called: string): TemplateResult {
    const type =
      (name: "quote" | "reason") =>
      (event: Event): void =>
        void (this.beyond = { ...this.beyond, [name]: (event.target as HTMLInputElement).value });
    const add = async (): Promise<void> => {
      if (this.beyond.quote.trim() === "") return;
      const made = await this.bench.edit(
        { kind: "add", added: { what: "beyond", program: place, ...this.beyond } },
        `beyond-${performance.now()}`,
      );
      if (made) this.beyond = { quote: "", reason: "" };
      this.bench.set({});
    };
    return html`<details class="also"><summary>文件里有、这里表达不了的<span class="quiet">${called}</span></summary>
      <p class="help">写下来，居民会看到“这一条没有算进去”。</p>
      <div class="fields">
        <div class="cell whole"><label for="beyond-${place}">原话</label>
          <input id="beyond-${place}" type="text" autocomplete="off" .value=${this.beyond.quote} @input=${type("quote")}
          /></div>
        <div class="cell whole"><label for="reason-${place}">为什么</label>
          <input id="reason-${place}" type="text" autocomplete="off" .value=${this.beyond.reason}
          @input=${type("reason")} /></div>
      </div>
      <p>${small("记下", () => void add(), called)}</p></details>`;
  }

  private way(way: FormWay, program: FormProgram, form: PackForm, isEnrolment: boolean): TemplateResult {
    const { bench } = this;
    const { cells, figures, place, title } = way;
    const [who, name, cite] = ["who", "name", "cite"].map((of) => cellOf(cells, of));
    const words = figures.flatMap((figure) => figure.words ?? []).filter((text, at, all) => all.indexOf(text) === at);
    const said = figures.filter(({ column }) => column === "said");
    const columns = isEnrolment ? COLUMNS.filter(([column]) => column === "share") : COLUMNS;
    const cited = textOf(program, "cite").split("\n").filter(Boolean);
    const of = cited.map((id) => articleOf(form, id)).join("、");
    const everybody = cellOf(program.cells, "who") ? "同项目的人" : "";
    const isGroup = form.groups.some((group) => textOf(group, "name") === who?.text);
    return html`<div class="class-row" role="group" aria-label=${title || "一行"}>
      <div class="wide-cell">
        ${this.fields.people(who, `${place}.who`, everybody, name && ((text) => this.follow(place, name, text)))}
        ${
          isGroup && !name
            ? nothing
            : typedCell(bench, {
                label: "文件里怎么叫",
                place: name?.place ?? `${place}.name`,
                cell: name,
                edit: (text) => this.rename(place, name, text),
              })
        }
      </div>
      ${columns.map(([column, label, empty]) =>
        this.figures(way, column, isEnrolment ? "给多少（全额、90%、230元）" : label, empty, isEnrolment),
      )}
      ${this.fields.cites(cite?.place ?? `${place}.cite`, cite, form, of ? `同项目（${of}）` : "（没有选）")}
      ${this.fields.remove(place, title)}
      ${said.map(
        (figure) =>
          html`<div class="words">${typedCell(bench, {
            label: "没有写的，怎么告诉居民",
            place: figure.place,
            cell: figure,
            edit: (text) => ({ kind: "set", place: figure.place, text }),
          })}</div>`,
      )}
      ${isEnrolment ? nothing : [this.more(way, program, form), this.adjusting.view(way, form)]}
      ${
        words.length > 0
          ? html`<details class="words">
        <summary>原话<span class="quiet">${title}</span></summary>${words.map((text) => html`<p>${text}</p>`)}</details>`
          : nothing
      }
    </div>`;
  }

  /** A name of its own is kept, whatever the people are. */
  private rename(place: string, name: FormCell | undefined, text: string): FormEdit {
    this.following = "";
    return { kind: "set", place: name?.place ?? `${place}.name`, text };
  }

  /** A row that has no name yet is called what its people are called, as long as they are being typed. */
  private follow(place: string, name: FormCell, text: string): void {
    if (name.text === "") this.following = place;
    if (this.following === place) void this.bench.edit({ kind: "set", place: name.place, text }, `${place}.who`);
  }

  /** What few rows have: who has to have paid so much first, and figures that can be read in two ways. */
  private more(way: FormWay, program: FormProgram, form: PackForm): TemplateResult {
    const { cells, place, figures, title } = way;
    const has = (column: FormColumn): FormCell | undefined => figures.find((figure) => figure.column === column);
    const isRead = (column: FormColumn): boolean => has(column)?.reading !== undefined;
    const tick = (is: boolean, words: string, edit: (on: boolean) => FormEdit): TemplateResult =>
      html`<label class="tick">
          <input type="checkbox" .checked=${is}
          @change=${(event: Event) =>
            void this.bench.edit(edit((event.target as HTMLInputElement).checked), `reading-${performance.now()}`)}
          /><span>${words}</span></label>`;
    const read = (column: FormColumn, words: string): TemplateResult | typeof nothing =>
      has(column) ? tick(isRead(column), words, (on) => ({ kind: "reading", way: place, column, on })) : nothing;
    // Of the same people in another programme, which has bills of its own.
    const line = has("line")?.text;
    const isAlike = (row: FormWay): boolean =>
      textOf(row, "who") === textOf(way, "who") &&
      row.figures.some(({ column, text }) => column === "line" && text === line);
    const others = form.programs.some((other) => other !== program && other.ways.some(isAlike));
    const isOnce = cellOf(cells, "once") !== undefined;
    return html`<details class="words" ?open=${has("gate") !== undefined || isRead("line") || isRead("limit") || isOnce}>
      <summary>资格、两种读法<span class="quiet">${title}</span></summary>
      ${this.figures(way, "gate", "自己付到多少才有资格", "不设")}
      ${read("line", "没写清起付怎么扣：只算超过的、够了全部算，两种都算")}
      ${read("limit", "没写清受不受限额：受、不受，两种都算")}
      ${
        isOnce || (line && others)
          ? tick(isOnce, "没写清几个项目各扣一次起付，还是合起来扣一次：两种都算", (on) => ({
              kind: "once",
              way: place,
              on,
            }))
          : nothing
      }
    </details>`;
  }

  private figures(way: FormWay, column: FormColumn, label: string, empty: string, isEnrolment = false): TemplateResult {
    const of = (wanted: FormColumn): FormCell[] => way.figures.filter((figure) => figure.column === wanted);
    const own = of(column);
    // Of what one pays for insurance a sum is the most that is given.
    const sums = [...of("sum"), ...(isEnrolment ? of("limit") : [])];
    const found = own.length === 0 && column === "share" ? sums : own;
    const isOnce = cellOf(way.cells, "once") !== undefined;
    const [only] = found;
    const isStep = (figure: FormCell): boolean =>
      (figure.when === undefined || figure.reading !== undefined) &&
      (isOnce || !/\.(cases|bands)\./.test(figure.place));
    if (found.every((figure) => isStep(figure) && figure.text === only?.text)) {
      const edit = (text: string): FormEdit => ({ kind: "figure", way: way.place, column, text });
      const isSilent = column === "share" && !only && of("said").length > 0;
      const shown = isSilent
        ? "没有写"
        : only && column === "share" && only.column !== "share"
          ? `${only.text}元`
          : only?.text;
      return typedCell(this.bench, {
        label,
        place: `${way.place}.${column}`,
        cell: only,
        empty,
        edit,
        ...(shown !== undefined && { shown }),
      });
    }
    return html`<div class="cell"><span class="head">${label}</span>
      ${found.map((figure, at) =>
        figure.kind === "said"
          ? html`<p>${figure.text}</p>`
          : typedCell(this.bench, {
              label: figure.when || `第 ${at + 1} 个`,
              place: figure.place,
              cell: figure,
              edit: (text) => ({ kind: "set", place: figure.place, text }),
            }),
      )}
    </div>`;
  }

  // ------------------------------------------------------------------------------------------ what comes from below

  /** The programmes of the pack that this one is based on, as far as they are not written anew. */
  inherited(form: PackForm): TemplateResult {
    const { below } = this.bench.state;
    if (!below?.form) return html``;
    const isOwn = (program: FormProgram, way: FormWay): boolean =>
      form.programs.some(({ id, ways }) => id === program.id && ways.some(({ title }) => title === way.title));
    const take = (way: FormWay): void =>
      void this.bench.edit({ kind: "over", below: below.text, way: way.place }, `over-${performance.now()}`);
    const told = ({ figures }: FormWay): string => figures.map(({ text }) => text).join("，");
    const programs = below.form.programs.map((program) => ({
      program,
      ways: program.ways.filter((way) => !isOwn(program, way)),
    }));
    return html`<div class="sheet"><h3>照底稿的<small>（${below.id}）</small></h3>
      <p class="help">不一样的才改：点“改这一行”。</p>
      ${programs
        .filter(({ ways }) => ways.length > 0)
        .map(
          ({ program, ways }) =>
            html`<p><b>${textOf(program, "name") || program.id}</b></p>
        <ul class="problem-list">${ways.map(
          (way) =>
            html`<li>${way.title}：${told(way)} ${small(
              "改这一行",
              () => take(way),
              `${textOf(program, "name")}，${way.title}`,
            )}</li>`,
        )}</ul>`,
        )}
    </div>`;
  }
}
