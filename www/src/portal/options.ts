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

/** A site that may show the calculator in a frame, and the name under which it is shown to people. */
export interface Parent {
  origin: string;
  name: string;
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
  parents: Parent[];
  /** Name and address of the site that asks for the amount; empty when none does. */
  asker: string;
}

export const HIDEABLE = ["read", "size", "save", "picture", "copy", "print", "letter", "code", "changes", "recap"];
export const MODES = ["resident", "liaison"];
export const SIZES: TypeSize[] = ["normal", "large", "elder"];
export const THEMES = ["auto", "light", "dark"];

const ANSWERS = ["person", "parameters", "bills", "received", "readings"];
const MOST_ROWS = 100;

const COLOUR = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i;
const LENGTH = /^\d{1,2}px$/;
const FONT = /^[\p{L}\d ,"'-]{1,200}$/u;
const NUMBER = /^[\d+][\d -]{2,19}$/;
const REGION = /^\d{0,12}$/;
const ID = /^[a-z0-9-]{0,60}$/;
const FIGURE = /^\d{1,12}(\.\d{1,2})?%?$/;

export function noOptions(): PortalOptions {
  return { region: "", policy: "", mode: "resident", size: "", theme: "", phones: [], offices: [], hide: [], answers: { person: {}, parameters: {}, bills: [], readings: {} }, parameters: {}, colours: {}, parents: [], asker: "" };
}

type Reader = (value: unknown, options: PortalOptions) => boolean;

const READERS: Record<string, Reader> = {
  contract: (value) => value === 1,
  region: (value, options) => matches(value, REGION, (text) => (options.region = text)),
  policy: (value, options) => matches(value, ID, (text) => (options.policy = text)),
  mode: (value, options) => oneOf(value, MODES, (text) => (options.mode = text as Mode)),
  size: (value, options) => oneOf(value, SIZES, (text) => (options.size = text)),
  theme: (value, options) => oneOf(value, THEMES, (text) => (options.theme = text)),
  hide: (value, options) => {
    if (!Array.isArray(value) || !value.every((part) => HIDEABLE.includes(part as string))) return false;
    options.hide = value as string[];
    return true;
  },
  phones: (value, options) =>
    list(value, (item) => {
      if (!isText(item.name, 40) || typeof item.number !== "string" || !NUMBER.test(item.number)) return false;
      options.phones.push({ name: item.name, number: item.number });
      return true;
    }),
  offices: (value, options) =>
    list(value, (item) => {
      const { name, address = "", hours = "", phone = "" } = item;
      if (!isText(name, 80) || !isText(address, 200, 0) || !isText(hours, 80, 0) || typeof phone !== "string" || (phone !== "" && !NUMBER.test(phone))) return false;
      options.offices.push({ name, address, hours, phone });
      return true;
    }),
  colours: (value, options) =>
    table(value, (name, colour) => {
      const shape = name === "radius" ? LENGTH : name === "font" ? FONT : ["primary", "bg", "text"].includes(name) ? COLOUR : undefined;
      if (!shape || typeof colour !== "string" || !shape.test(colour)) return false;
      options.colours[name] = colour;
      return true;
    }),
  parameters: (value, options) =>
    table(value, (pack, figures) => {
      const read: Record<string, string> = {};
      if (!table(figures, (name, figure) => typeof figure === "string" && FIGURE.test(figure) && ((read[name] = figure), true))) return false;
      options.parameters[pack] = read;
      return true;
    }),
  answers: (value, options) => {
    if (!isRecord(value) || Object.keys(value).some((name) => !ANSWERS.includes(name))) return false;
    const { person = {}, parameters = {}, bills = [], received, readings = {} } = value;
    if (!isRecord(person) || !isRecord(readings) || !isRecord(parameters) || !Object.values(parameters).every((figure) => typeof figure === "string")) return false;
    for (const rows of [bills, received ?? []]) if (!Array.isArray(rows) || rows.length > MOST_ROWS) return false;
    options.answers = { person, parameters: parameters as Record<string, string>, bills: bills as unknown[], received: received as unknown[] | undefined, readings };
    return true;
  },
  parents: (value, options) =>
    list(value, (item) => {
      if (!isText(item.name, 80) || typeof item.origin !== "string" || !isOrigin(item.origin)) return false;
      options.parents.push({ origin: item.origin, name: item.name });
      return true;
    }),
};

/** Reads settings; `problems` names each entry that was left out. */
export function readOptions(value: unknown): { options: PortalOptions; problems: string[] } {
  const options = noOptions();
  const problems: string[] = [];
  if (!isRecord(value)) return { options, problems: ["config.json"] };
  for (const [name, entry] of Object.entries(value)) {
    const reader = Object.prototype.hasOwnProperty.call(READERS, name) ? READERS[name] : undefined;
    if (!reader || !reader(entry, options)) problems.push(name);
  }
  return { options, problems };
}

/** The attributes of the element by the names of the settings. An attribute may be left out, never be wrong in silence. */
export function readAttributes(read: (name: string) => string | null): { options: PortalOptions; problems: string[]; given: string[] } {
  const settings: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const name of ["region", "policy", "mode", "size", "theme"]) {
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
  return { options, problems: [...problems, ...unread], given: Object.keys(settings) };
}

/** The deployment's settings with the element's own before them. Who may frame the page, only the deployment says. */
export function merge(config: PortalOptions, own: PortalOptions, given: string[]): PortalOptions {
  const merged: Record<string, unknown> = { ...config };
  for (const name of given) merged[name] = own[name as keyof PortalOptions];
  return { ...(merged as unknown as PortalOptions), parents: config.parents };
}

/** Whether a part is not to be shown. On a device that many people use, nothing is kept. */
export function isHidden(options: PortalOptions, part: string): boolean {
  return options.hide.includes(part) || (part === "save" && options.mode === "liaison");
}

function isOrigin(text: string): boolean {
  try {
    const url = new URL(text);
    return url.origin === text && (url.protocol === "https:" || url.protocol === "http:");
  } catch {
    return false;
  }
}

function isText(value: unknown, most: number, least = 1): value is string {
  return typeof value === "string" && value.length >= least && value.length <= most;
}

function matches(value: unknown, shape: RegExp, take: (text: string) => void): boolean {
  if (typeof value !== "string" || !shape.test(value)) return false;
  take(value);
  return true;
}

function oneOf(value: unknown, allowed: string[], take: (text: string) => void): boolean {
  if (typeof value !== "string" || !allowed.includes(value)) return false;
  take(value);
  return true;
}

function list(value: unknown, take: (item: Record<string, unknown>) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => isRecord(item) && take(item));
}

function table(value: unknown, take: (name: string, item: unknown) => boolean): boolean {
  return isRecord(value) && Object.entries(value).every(([name, item]) => take(name, item));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
