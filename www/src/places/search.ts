/** The search for a place as it is seen: a list of places to choose from, and the rules of the chosen one. */

import type { html as Html, TemplateResult } from "lit";
import type { PackEntry } from "../contract.js";
import type { State } from "../state/state.js";
import type { Divisions } from "./divisions.js";
import { find, holds, MOST, placeOf, type Found } from "./find.js";

/** The place screen, and what it lends. */
export interface Host extends Element {
  readonly state: State;
  /** @param area the code of the place that they are listed for */
  list(packs: PackEntry[], area?: string): unknown;
  past(packs: PackEntry[], area?: string): unknown;
  requestUpdate(): void;
  /** Draws anew, and moves the focus. */
  refocus(selector: string): void;
}

export const SAYS = {
  one: "找到了：{name}",
  many: "有 {count} 个地方，选一个。",
  more: "有 {count} 个地方，先列 {most} 个。多打几个字就少了。",
  none: "没有找到「{text}」。换个字，或打拼音、上一级的地名。也可以打 ",
  still: " 问，或先用下面的框架。",
  frame: "这里的办法还没有写进来，先用下面的框架。",
  inside: "这里面有自己办法的地方",
};

export class PlaceSearch {
  private readonly divisions: Divisions;
  private readonly host: Host;
  private readonly html: typeof Html;
  private readonly input: HTMLInputElement;
  private packs: PackEntry[] = [];
  private text = "";
  private count = 0;
  private found: Found[] = [];
  private chosen: Found | undefined;
  private at = -1;

  constructor(divisions: Divisions, host: Host, html: typeof Html) {
    this.divisions = divisions;
    this.host = host;
    this.html = html;
    this.input = host.querySelector("input") as HTMLInputElement;
    this.input.addEventListener("input", () => this.look());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.look();
  }

  private look(): void {
    const { packs, today, options } = this.host.state;
    this.packs = packs;
    this.text = this.input.value.trim();
    const { count, first } = find(this.divisions, packs, this.text, today, options.region);
    this.count = count;
    this.found = first;
    this.choose(count === 1 ? first[0] : undefined);
  }

  private choose(one: Found | undefined, focus?: string): void {
    this.chosen = one;
    this.at = -1;
    if (focus) this.host.refocus(focus);
    else this.host.requestUpdate();
  }

  /** Up, down and Enter in a list of which the field keeps the focus. */
  private key(event: KeyboardEvent): void {
    const listed = this.listed();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
    const chosen = event.key === "Enter" ? (this.chosen ?? listed[Math.max(this.at, 0)]) : undefined;
    // An input method has its own use for these keys.
    if (event.isComposing || !(chosen || (step && listed.length > 0))) return;
    event.preventDefault();
    if (chosen) return this.choose(chosen, "#place-chosen");
    this.at = this.at < 0 && step < 0 ? listed.length - 1 : (this.at + step + listed.length) % listed.length;
    this.host.requestUpdate();
  }

  /** The places to choose from. */
  private listed(): Found[] {
    return this.chosen ? [] : this.found;
  }

  /** Nothing while nothing was typed and the portal has no place. */
  view(): TemplateResult | undefined {
    const { divisions, host, html, text, count } = this;
    const { packs, today, options } = host.state;
    // The list of them may come after the words.
    if (packs !== this.packs) this.look();
    const listed = this.listed();
    this.tell(listed);
    const here = text === "" && options.region ? placeOf(divisions, packs, options.region, today) : this.chosen;
    if (text === "") return here && html`<div>${this.rules(here)}</div>`;
    const key = here ? "one" : count > MOST ? "more" : "many";
    const says = html`${fill(SAYS[key], { name: here?.name ?? "", count, most: MOST })}`;
    const none = html`${fill(SAYS.none, { text })}<a class="link" href="tel:12393">12393</a>${SAYS.still}`;
    return html`<p class="help" role="status">${count > 0 ? says : none}</p>
      ${
        listed.length > 0
          ? html`<ul class="cards" role="listbox" id="place-found" aria-label=${fill(SAYS.many, { count })}>
            ${listed.map(
              (
                one,
                at,
              ) => html`<li role="option" id=${idOf(at)} class=${at === this.at ? "card card-chosen" : "card"} aria-selected=${at === this.at ? "true" : "false"} @click=${() => this.choose(one, "#place-chosen")}>
              <span class="card-text">${one.name}<small>${one.within.join(" ")}</small></span>
            </li>`,
            )}
          </ul>`
          : undefined
      }
      ${here ? this.rules(here) : count === 0 ? host.list(packs.filter((pack) => pack.status === "framework" && holds(pack, today))) : undefined}`;
  }

  /** The field says that it has a list, and which of it is meant. */
  private tell(listed: Found[]): void {
    const set = (name: string, value: string): void => this.input.setAttribute(name, value);
    set("role", "combobox");
    set("aria-autocomplete", "list");
    set("aria-controls", "place-found");
    set("aria-expanded", listed.length > 0 ? "true" : "false");
    if (listed.length > 0 && this.at >= 0) set("aria-activedescendant", idOf(this.at));
    else this.input.removeAttribute("aria-activedescendant");
  }

  private rules({ code, name, within, now, inside, other }: Found): TemplateResult {
    const { html, host } = this;
    return html`<section aria-labelledby="place-chosen">
      <h2 id="place-chosen" tabindex="-1">${name}<small> ${within.join(" ")}</small></h2>
      ${now[0]?.status === "framework" ? html`<p>${SAYS.frame}</p>` : undefined}
      ${host.list(now, code)} ${inside.length > 0 ? html`<h3>${SAYS.inside}</h3>${host.list(inside)}` : undefined} ${host.past(other, code)}
    </section>`;
  }
}

/** Of a name, what codes it may mean. */
export function told(divisions: Divisions, packs: PackEntry[], region: string, today: string): string | undefined {
  const named = /^\d+$/.test(region) ? [] : find(divisions, packs, region, today).first;
  if (named.length > 0)
    return `${named.map(({ code, name, within }) => `${within.join("")}${name} ${code}`).join("；")}。`;
  const found = placeOf(divisions, packs, region, today);
  if (!found) return undefined;
  const { name, within, now, inside } = found;
  return `${within.join("")}${name}：${[...now, ...inside].map(({ title, id }) => `${title} ${id}`).join("、")}。`;
}

function idOf(at: number): string {
  return `place-${at}`;
}

function fill(text: string, blanks: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(blanks[name] ?? whole));
}
