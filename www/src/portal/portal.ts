/**
 * Between the calculator and the page that holds it: settings go in, events come out. An event says how far the
 * person is, never what they told; the amount of a result only after they agreed.
 */

import type { Assessment } from "../contract.js";
import type { Resources } from "../resources.js";
import type { Session } from "../state/session.js";
import type { State, TypeSize } from "../state/state.js";
import { merge, noOptions, readAttributes, readOptions, type PortalOptions } from "./options.js";

/** Of the events' details. A field may be added; another meaning takes another number. */
export const EVENTS_VERSION = 1;

type EventName = "ready" | "step" | "result" | "error";

/** The element, as far as the portal's settings concern it. */
interface Settings extends HTMLElement {
  region: string;
  policy: string;
  mode: string;
  size: TypeSize;
  theme: string;
  phone: string;
  hide: string;
  answers: string | object;
  share: string;
  asker: string;
}

export class Portal {
  /** The properties that can be set at any time. */
  static readonly settings = [
    "region",
    "policy",
    "mode",
    "theme",
    "phone",
    "hide",
    "answers",
    "share",
    "asker",
  ] as const;

  private readonly element: Settings;
  private readonly session: Session;
  private deployment: PortalOptions = noOptions();
  private shownResult: Assessment | undefined;
  private shownFailure: string | undefined;
  private readonly complaints = new Set<string>();

  constructor(element: Settings, session: Session) {
    this.element = element;
    this.session = session;
  }

  async start(resources: Resources): Promise<void> {
    this.apply();
    const prepared = this.session.prepare();
    await resources.config().then(
      (value) => this.take(value),
      () => this.emit("error", { code: "config" }),
    );
    if (await prepared) this.emit("ready", {});
  }

  private take(value: unknown): void {
    const { options, problems } = readOptions(value);
    this.deployment = options;
    const { element } = this;
    if (options.size !== "" && element.size === "normal") element.size = options.size as TypeSize;
    if (options.theme !== "" && element.theme === "") element.theme = options.theme;
    const style = getComputedStyle(element);
    for (const [name, colour] of Object.entries(options.colours)) {
      // What the page's own style sheet says goes before.
      if (style.getPropertyValue(`--jiuzhu-${name}`) === "") element.style.setProperty(`--jiuzhu-${name}`, colour);
    }
    this.complain("config", problems);
    this.apply();
  }

  /** Takes over the element's settings as they stand. */
  apply(): void {
    const { element } = this;
    const text = (name: string): string | null => {
      const value = element[name as keyof Settings] as unknown;
      if (value === "" || value === undefined || value === null) return null;
      return typeof value === "string" ? value : JSON.stringify(value);
    };
    const { options, problems, given } = readAttributes(text);
    this.complain("attributes", problems);
    this.session.setOptions({ ...merge(this.deployment, options, given), asker: this.asker() });
  }

  /** In its own page, and where the frame names nobody, the asker is that page, whatever it calls itself. */
  private asker(): string {
    if (this.element.share !== "amount") return "";
    return (window.parent !== window && this.element.asker) || location.host;
  }

  /** Tells what became of the last change. */
  follow(state: State): void {
    this.complain("answers", state.leftOut);
    if (state.failure !== this.shownFailure) {
      this.shownFailure = state.failure;
      if (state.failure) this.emit("error", { code: state.failure });
    }
    if (state.screen.name !== "result" || !state.assessment || state.assessment === this.shownResult) return;
    this.shownResult = state.assessment;
    this.emit("result", { policy: policyOf(state.assessment) });
  }

  tell(assessment: Assessment): void {
    const { min, max } = assessment.total;
    this.emit("result", { policy: policyOf(assessment), amount: { min, max } });
  }

  emit(name: EventName, detail: Record<string, unknown>): void {
    this.element.dispatchEvent(
      new CustomEvent(`jiuzhu-${name}`, { bubbles: true, composed: true, detail: { v: EVENTS_VERSION, ...detail } }),
    );
  }

  /** Each mistake once. */
  private complain(where: string, names: string[]): void {
    const complaint = `${where} ${names.join()}`;
    if (names.length === 0 || this.complaints.has(complaint)) return;
    this.complaints.add(complaint);
    this.emit("error", { code: "settings", where, names });
  }
}

function policyOf(assessment: Assessment): { id: string; version: string; digest: string } {
  const { id, version, digest } = assessment.policy;
  return { id, version, digest };
}
