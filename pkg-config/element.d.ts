import type { Answers, Bill, Person } from "./index.js";

/** Answers known beforehand; the person sees and can change all of it. What is not known is left out. */
export interface KnownAnswers {
  person?: Person;
  /** Values for what the policy leaves to the locality. */
  parameters?: Record<string, string>;
  bills?: Bill[];
  /** What was already paid this year, one row a programme; [] for nothing. */
  received?: NonNullable<Answers["received"]>;
  /** How an unclear clause is read. */
  readings?: Record<string, string>;
}

/** 计算器元素. Registered by "jiuzhu/element/define" as <jiuzhu-calculator>. */
export declare class JiuzhuCalculator extends HTMLElement {
  /** Where elements that do not say otherwise find their files. */
  static folder: { base: string; module: string; extras: string; index: string; config: string; nonce?: string };
  size: "normal" | "large" | "elder";
  region: string;
  policy: string;
  mode: "" | "resident" | "liaison";
  theme: "" | "auto" | "light" | "dark";
  phone: string;
  hide: string;
  /** JSON, or the same as an object. */
  answers: string | KnownAnswers;
  share: "" | "amount";
  base: string;
  module: string;
  extras: string;
  index: string;
  config: string;
  history: boolean;
  readonly hasOpenDraft: boolean;
}

/** Details of the events jiuzhu-ready, jiuzhu-step, jiuzhu-result and jiuzhu-error. */
export interface EventDetails {
  ready: { v: 1 };
  step: { v: 1; step: string };
  /** `amount` is there only after the person agreed. */
  result: { v: 1; policy: { id: string; version: string; digest: string }; amount?: { min: string; max: string } };
  error: { v: 1; code: string; where?: string; names?: string[] };
}

/** They bubble out of every shadow tree, so element, document and window hear them alike. */
export interface JiuzhuEvents {
  "jiuzhu-ready": CustomEvent<EventDetails["ready"]>;
  "jiuzhu-step": CustomEvent<EventDetails["step"]>;
  "jiuzhu-result": CustomEvent<EventDetails["result"]>;
  "jiuzhu-error": CustomEvent<EventDetails["error"]>;
}

declare global {
  interface HTMLElementTagNameMap {
    "jiuzhu-calculator": JiuzhuCalculator;
  }
  interface GlobalEventHandlersEventMap extends JiuzhuEvents {}
}
