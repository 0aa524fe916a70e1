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
  /** 字号: the size of type; "elder" is 长辈版. */
  size: "normal" | "large" | "elder";
  /** 行政区划代码 of the place, 2 to 12 digits; empty shows all places. */
  region: string;
  /** Id of the pack that is chosen without asking for the place. */
  policy: string;
  /** "liaison": one device for many people, so nothing is kept on it. Empty is "resident". */
  mode: "" | "resident" | "liaison";
  /** 颜色. Empty is "auto". */
  theme: "" | "auto" | "light" | "dark";
  /** 咨询电话 of the place. */
  phone: string;
  /** Parts that are not shown, apart by blanks: read size save picture copy print letter code changes recap. */
  hide: string;
  /** Answers known beforehand: JSON, or the same as an object. */
  answers: string | KnownAnswers;
  /** "amount": the person is asked whether jiuzhu-result may tell the amount. */
  share: "" | "amount";
  /** Folder of the calculator's files, with a closing slash. */
  base: string;
  /** Name of the WebAssembly file in that folder. */
  module: string;
  /** Name of the script with what is seldom used. */
  extras: string;
  /** Name of the list of packs. */
  index: string;
  /** Name of the file with the site's settings; empty where there is none. */
  config: string;
  /** Whether each step is one of the browser's, so that its back button leads one step back. */
  history: boolean;
  /** Whether it is being filled in, or shows a result: a reload would lose what was told. */
  readonly hasOpenDraft: boolean;
}

/** Details of the events jiuzhu-ready, jiuzhu-step, jiuzhu-result and jiuzhu-error; `v` is their version. */
export interface EventDetails {
  /** It can be filled in. */
  ready: { v: 1 };
  /** Another screen is shown, by its name. */
  step: { v: 1; step: string };
  /** `amount` is there only after the person agreed. */
  result: { v: 1; policy: { id: string; version: string; digest: string }; amount?: { min: string; max: string } };
  /** What did not open; of "settings", `where` they stand and the `names` of those that are not used. */
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
