/**
 * 两张桌子: the office module in two workers. One answers what whoever types waits for, the other what takes longer, so that
 * a key never waits for examples or a chart.
 */

import { Office, type How, type Parts } from "../office/office.js";
import type { Answer, Call, Calls } from "../office/protocol.js";

/** What takes long where a pack is long. */
const LONG: Call[] = ["case_table", "curves", "origins", "proposals"];

export class Desks {
  /** The one in front, and the one behind it. */
  private readonly desks: [Office, Office];

  constructor(parts: Parts) {
    this.desks = [new Office(parts), new Office(parts)];
  }

  /** Told to both, and again to each worker that takes the place of one that broke down. */
  found<C extends Call>(call: C, ...told: Parameters<Calls[C]>): void {
    for (const desk of this.desks) desk.found(call, ...told);
  }

  ask<C extends Call>(call: C, told: Parameters<Calls[C]>, how?: How): Promise<Answer<ReturnType<Calls[C]>>> {
    return this.desks[LONG.includes(call) || told[2] === "cases" ? 1 : 0].ask(call, told, how);
  }
}
