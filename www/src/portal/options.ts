/**
 * What a portal may set: its defaults stand in config.json beside the page, attributes of the element go before
 * them. Both are read here, entry by entry; what is not understood is named and left out, never guessed.
 */

import type { TypeSize } from "../state/state.js";

export type Mode = "resident" | "liaison";

export interface Phone {
  name: string;
  number: string;
}

export interface Office {
  name: string;
  address: string;
  hours: string;
  phone: string;
}

/** Answers that the portal already knows, in the shape of `Answers`. They can be changed like any other. */
export interface Prefill {
  person: Record<string, unknown>;
  parameters: Record<string, string>;
  /** As they came: what they are worth, the core says. */
  bills: unknown[];
  /** An empty list says that nothing was received. */
  received?: unknown[] | undefined;
  readings: Record<string, unknown>;
}

export interface PortalOptions {
  /** Division code that narrows the list of places. */
  region: string;
  /** Id of the pack that is chosen without asking. */
  policy: string;
  mode: Mode;
  size: string;
  theme: string;
  phones: Phone[];
  offices: Office[];
  hide: string[];
  answers: Prefill;
  /** Figures of the county, by pack and parameter. */
  parameters: Record<string, Record<string, string>>;
  colours: Record<string, string>;
  /** Name and address of the site that asks for the amount; empty when none does. */
  asker: string;
}

export const HIDEABLE = ["read", "size", "save", "picture", "copy", "print", "letter", "code", "changes", "recap"];
export const SIZES: TypeSize[] = ["normal", "large", "elder"];

const ANSWERS = ["person", "parameters", "bills", "received", "readings"];
const MOST_ROWS = 100;

/** Settings of one word. */
const WORDS: Record<string, RegExp> = {
  region: /^\d{0,12}$/,
  policy: /^[a-z0-9-]{0,60}$/,
  mode: /^(resident|liaison)$/,
  size: /^(normal|large|elder)$/,
  theme: /^(auto|light|dark)$/,
};
const COLOUR = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i;
const COLOURS: Record<string, RegExp> = {
  primary: COLOUR,
  bg: COLOUR,
  text: COLOUR,
  radius: /^\d{1,2}px$/,
  font: /^[\p{L}\d ,"'-]{1,200}$/u,
};
const NUMBER = /^[\d+][\d -]{2,19}$/;
const FIGURE = /^\d{1,12}(\.\d{1,2})?%?$/;

export function noOptions(): PortalOptions {
  return {
    region: "",
    policy: "",
    mode: "resident",
    size: "",
    theme: "",
    phones: [],
    offices: [],
    hide: [],
    answers: { person: {}, parameters: {}, bills: [], readings: {} },
    parameters: {},
    colours: {},
    asker: "",
  };
}

/** Takes a setting, but for those parts that it names as not understood; refuses it as a whole with `false`. */
type Reader = (value: unknown, options: PortalOptions, wrong: (part: string) => unknown) => boolean;

const READERS: Record<string, Reader> = {
  contract: (value) => value === 1,
  // Read where there is a frame.
  parents: () => true,
  hide: (value, options, wrong) =>
    list(value, wrong, (part) => HIDEABLE.includes(part as string) && options.hide.push(part as string)),
  phones: (value, options, wrong) =>
    list(value, wrong, (item) => {
      const { name, number } = Object(item) as Phone;
      return isText(name, 40, 1) && matches(number, NUMBER) && options.phones.push({ name, number });
    }),
  offices: (value, options, wrong) =>
    list(value, wrong, (item) => {
      const { name, address = "", hours = "", phone = "" } = Object(item) as Partial<Office>;
      const fits =
        isText(name, 80, 1) && isText(address, 200) && isText(hours, 80) && (phone === "" || matches(phone, NUMBER));
      return fits && options.offices.push({ name, address, hours, phone });
    }),
  colours: (value, options, wrong) =>
    table(value, wrong, (name, colour) => take(options.colours, name, colour, COLOURS[name])),
  parameters: (value, options, wrong) =>
    table(value, wrong, (pack, figures) => {
      const read: Record<string, string> = (options.parameters[pack] = {});
      const wrongHere = (part: string): unknown => wrong(`.${pack}${part}`);
      return table(figures, wrongHere, (name, figure) => take(read, name, figure, FIGURE));
    }),
  answers: (value, options, wrong) => {
    if (!isRecord(value) || Object.keys(value).some((name) => !ANSWERS.includes(name))) return false;
    const { person = {}, parameters = {}, bills = [], received, readings = {} } = value;
    const figures: Record<string, string> = {};
    const wrongHere = (part: string): unknown => wrong(`.parameters${part}`);
    const isTable = table(parameters, wrongHere, (name, figure) => take(figures, name, figure, /^/));
    if (!isRecord(person) || !isRecord(readings) || !isTable) return false;
    for (const rows of [bills, received ?? []]) if (!Array.isArray(rows) || rows.length > MOST_ROWS) return false;
    options.answers = {
      person,
      parameters: figures,
      bills: bills as unknown[],
      received: received as unknown[] | undefined,
      readings,
    };
    return true;
  },
};

/** Reads settings, each item of a list by itself; `problems` names everything that was left out. */
export function readOptions(value: unknown): { options: PortalOptions; problems: string[] } {
  const options = noOptions();
  const problems: string[] = [];
  if (!isRecord(value)) return { options, problems: ["config.json"] };
  for (const [name, entry] of Object.entries(value)) {
    const wrong = (part: string): unknown => problems.push(name + part);
    const reader = Object.keys(READERS).includes(name) ? READERS[name] : undefined;
    if (!(reader ? reader(entry, options, wrong) : take(options, name, entry, WORDS[name]))) wrong("");
  }
  return { options, problems };
}

/** The attributes of the element by the names of the settings. An attribute may be left out, never be wrong in silence. */
export function readAttributes(read: (name: string) => string | null): {
  options: PortalOptions;
  problems: string[];
  given: string[];
} {
  const settings: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const name of Object.keys(WORDS)) {
    const text = read(name);
    if (text !== null && text !== "") settings[name] = text;
  }
  const hide = read("hide");
  if (hide !== null) settings.hide = hide.split(/[\s,]+/).filter(Boolean);
  const phone = read("phone");
  if (phone !== null && phone !== "") settings.phones = [{ name: "咨询电话", number: phone }];
  try {
    const answers = read("answers");
    if (answers !== null && answers !== "") settings.answers = JSON.parse(answers) as unknown;
  } catch {
    problems.push("answers");
  }
  const { options, problems: unread } = readOptions(settings);
  // An attribute has one place, whatever it holds.
  return {
    options,
    problems: [...problems, ...unread.map((name) => name.replace(/\W.*/, ""))],
    given: Object.keys(settings),
  };
}

/** The deployment's settings with the element's own before them. */
export function merge(config: PortalOptions, own: PortalOptions, given: string[]): PortalOptions {
  const merged: Record<string, unknown> = { ...config };
  for (const name of given) merged[name] = own[name as keyof PortalOptions];
  return merged as unknown as PortalOptions;
}

/** Whether any answer of the household came with the page. */
export function isPrefilled({ answers: { person, bills, received, readings } }: PortalOptions): boolean {
  return received !== undefined || bills.length + Object.keys({ ...person, ...readings }).length > 0;
}

/** Whether the portal knows anything of the answers under this pack. */
export function isTold(options: PortalOptions, pack: string): boolean {
  return isPrefilled(options) || Object.keys({ ...options.answers.parameters, ...options.parameters[pack] }).length > 0;
}

/** Whether a part is not to be shown. On a device that many people use, nothing is kept. */
export function isHidden(options: PortalOptions, part: string): boolean {
  return options.hide.includes(part) || (part === "save" && options.mode === "liaison");
}

function isText(value: unknown, most: number, least = 0): value is string {
  return typeof value === "string" && value.length >= least && value.length <= most;
}

function matches(value: unknown, shape: RegExp | undefined): value is string {
  return typeof value === "string" && shape instanceof RegExp && shape.test(value);
}

/** Puts a text of this shape into its place. */
function take(into: object, name: string, value: unknown, shape: RegExp | undefined): boolean {
  return matches(value, shape) && !!Object.assign(into, { [name]: value });
}

function list(value: unknown, wrong: (part: string) => unknown, take: (item: unknown) => unknown): boolean {
  if (!Array.isArray(value)) return false;
  value.forEach((item, at) => take(item) || wrong(`[${at}]`));
  return true;
}

function table(
  value: unknown,
  wrong: (part: string) => unknown,
  take: (name: string, item: unknown) => unknown,
): boolean {
  if (!isRecord(value)) return false;
  Object.entries(value).forEach(([name, item]) => take(name, item) || wrong(`.${name}`));
  return true;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
