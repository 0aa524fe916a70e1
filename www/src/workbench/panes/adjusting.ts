/** 随情形加减: in which circumstances the share of a row is another, and by how much. */

import { html, type TemplateResult } from "lit";
import type { FormCell, FormWay, PackForm } from "../../../office/office.js";
import type { Bench } from "../bench.js";
import { small } from "../pieces.js";
import { saidCell, typedCell } from "./cells.js";
import type { Fields } from "./fields.js";

const WHEN = "什么情形（14周岁以下、孤儿、没有办转诊、在外省）";
const BY = "多少（10个百分点，或者 原来的10%）";

/** A circumstance in which the share of a row is another. */
interface Moving {
  place: string;
  up: boolean;
  when: string;
  by: string;
}

const NOTHING: Moving = { place: "", up: true, when: "", by: "" };

export class Adjusting {
  private readonly bench: Bench;
  private readonly fields: Fields;
  /** The circumstance that is being told. */
  private moving = NOTHING;

  constructor(bench: Bench, fields: Fields) {
    this.bench = bench;
    this.fields = fields;
  }

  forget(): void {
    this.moving = NOTHING;
  }

  /** Those of a row, and what one more takes. */
  view(way: FormWay, form: PackForm): TemplateResult {
    const { place, figures, title } = way;
    const found = figures.filter(({ column }) => column === "plus" || column === "minus");
    const told = this.moving.place === place ? this.moving : { ...NOTHING, place };
    const type =
      (change: (text: string) => Partial<Moving>) =>
      (event: Event): void =>
        void (this.moving = { ...told, ...change((event.target as HTMLInputElement).value) });
    const input = (field: "when" | "by", label: string): TemplateResult =>
      html`<div class="cell"><label for="${field}-${place}">${label}</label>
        <input id="${field}-${place}" type="text" autocomplete="off" .value=${told[field]}
          @input=${type((text) => ({ [field]: text }))} /></div>`;
    return html`<details class="words" ?open=${found.length > 0 || this.moving.place === place}>
      <summary>随情形加减<span class="quiet">${title}</span></summary>
      ${found.map((figure) => this.move(figure, form))}
      <div class="fields">
        ${input("when", WHEN)}
        <div class="cell"><label for="up-${place}">加还是减</label>
          <select id="up-${place}" @change=${type((up) => ({ up: up === "plus" }))}>
            <option value="plus" ?selected=${told.up}>加</option>
            <option value="minus" ?selected=${!told.up}>减</option></select></div>
        ${input("by", BY)}
        <p class="whole">${small("加上", () => void this.addMove(told), `${title}，随情形加减`)}</p>
      </div></details>`;
  }

  private move(figure: FormCell, form: PackForm): TemplateResult {
    const { bench } = this;
    const place = figure.place.replace(/\.\w+$/, "");
    const when = { ...figure, name: "when", place: `${place}.when`, text: figure.when ?? "" };
    const by = figure.name === "points" ? `${figure.text.replace("%", "")}个百分点` : `原来的${figure.text}`;
    const cite = figure.cite?.join("\n") ?? "";
    return html`<div class="fields" role="group" aria-label="${when.text} ${by}">
      ${
        figure.is_told
          ? typedCell(bench, {
              label: WHEN,
              place: when.place,
              shown: when.text,
              edit: (text) => ({ kind: "people", place: when.place, text }),
            })
          : saidCell("什么情形", when.text)
      }
      ${typedCell(bench, {
        label: figure.column === "plus" ? "加多少" : "减多少",
        place: `${place}.by`,
        cell: figure,
        shown: by,
        edit: (text) => ({ kind: "set", place: `${place}.by`, text }),
      })}
      ${this.fields.cites(`${place}.cite`, { ...figure, text: cite }, form)}
      <p class="whole">${this.fields.remove(place, `${when.text} ${by}`)}</p></div>`;
  }

  private async addMove(told: Moving): Promise<void> {
    const { place, ...rest } = told;
    const made = await this.bench.edit({ kind: "adjust", way: place, ...rest }, `adjust-${performance.now()}`);
    this.moving = made ? NOTHING : told;
    this.bench.set({});
  }
}
