/** 结算单上的叫法：what the lines of a slip are called in a place, and the slip drawn with these names. */

import { areaOf } from "../places/area.js";
import type { AmountField } from "../state/draft.js";
import type { TypeSize } from "../state/state.js";
import { drawn, type Row } from "./drawn.js";

/** The names of one place, as policies/common/slips.toml has them. */
export interface NamedSlip {
  region: string;
  place: string;
  /** The kinds of care that end in such a slip; absent, all. */
  care?: string[];
  /** One figure may stand on several lines. */
  lines?: Partial<Record<AmountField, string[]>>;
  /** Figures that no line of the slip has. */
  lacks?: AmountField[];
  /** A sentence on what is in a figure. */
  notes?: Partial<Record<AmountField | "received", string>>;
}

/** What the page calls a line where nobody has said otherwise. */
type National = (field: AmountField) => string;

export interface Slips {
  /**
   * The slip of a place.
   *
   * @param code that of the rules; `near` may be a place in it
   */
  of(near: string | undefined, code: string | undefined, care: string, national: National): Slip;
}

export interface Slip {
  /** What is said beside a field, its own help among it. */
  told(field: AmountField, help: string | undefined): { official: string | undefined; help: string | undefined };
  /** What it says of assistance received before. */
  received: string | undefined;
  /** The slip with these fields, numbered in their order. */
  picture(fields: AmountField[], size: TypeSize): Element;
}

const SAYS = {
  nation: "医疗费用结算单（样子）",
  place: "{place}结算单（样子）",
  several: "这几行加起来填",
  lacks: "当地的单子没有这一行，空着就行",
};
const PLUS = "＋";
const STOP = "。";

export function openSlips(slips: NamedSlip[]): Slips {
  return { of: (near, code, care, national) => slipOf(from(slips, near, code, care), national) };
}

/** Of the place and of what it lies in, the most particular first. */
function from(slips: NamedSlip[], near = "", code = "", care: string): NamedSlip[] {
  const area = areaOf(code);
  const here = areaOf(near).startsWith(area) ? areaOf(near) : area;
  return slips
    .filter((slip) => here.startsWith(areaOf(slip.region)) && (!slip.care || slip.care.includes(care)))
    .sort((left, right) => areaOf(right.region).length - areaOf(left.region).length);
}

function slipOf(slips: NamedSlip[], national: National): Slip {
  /** What nobody says of a county is as in its province, and then as in the nation. */
  const names = (field: AmountField): string[] => {
    const told = slips.find(({ lines, lacks }) => lines?.[field] || lacks?.includes(field));
    return told ? (told.lines?.[field] ?? []) : [national(field)];
  };
  const note = (field: AmountField | "received"): string | undefined =>
    slips.map(({ notes }) => notes?.[field]).find(Boolean);
  const heading = slips[0] ? SAYS.place.replace("{place}", slips[0].place) : SAYS.nation;
  return {
    told(field, help) {
      const all = names(field);
      const says = all.length === 0 ? [SAYS.lacks, note(field)] : [all.length > 1 && SAYS.several, note(field), help];
      return { official: all.join(PLUS) || undefined, help: says.filter(Boolean).join(STOP) || undefined };
    },
    received: note("received"),
    picture: (fields, size) =>
      drawn(
        heading,
        fields.flatMap((field, at): Row[] => names(field).map((name) => ({ name, number: String(at + 1) }))),
        size,
      ),
  };
}
