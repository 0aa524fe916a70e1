/** 计算器元素. Registered by "jiuzhu/element/define" as <jiuzhu-calculator>. */
export declare class JiuzhuCalculator extends HTMLElement {
  /** Where elements that do not say otherwise find their files. */
  static folder: { base: string; module: string; extras: string; index: string; config: string };
  size: "normal" | "large" | "elder";
  region: string;
  policy: string;
  mode: "" | "resident" | "liaison";
  theme: "" | "auto" | "light" | "dark";
  phone: string;
  hide: string;
  /** As in `Answers` of "jiuzhu"; the person sees and can change all of it. */
  answers: string | { person?: object; parameters?: Record<string, string>; bills?: object[] };
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
