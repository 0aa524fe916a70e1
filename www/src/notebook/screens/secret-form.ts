/** A form with secrets in it: they live here and nowhere else, and only while they are being typed or shown. */

import { html, type TemplateResult } from "lit";
import type { Problem } from "../../contract.js";
import type { Door } from "../door.js";
import { plainField, problem } from "../pieces.js";
import { isPin } from "../vault/patience.js";
import { readPhrase, wrongGroup } from "../vault/phrase.js";
import type { Unlocked } from "../vault/vault.js";
import { SAYS, UNOPENED } from "../words.js";

export class SecretForm {
  protected readonly door: Door;
  protected typed: Record<string, string> = {};
  protected problems: Problem[] = [];

  constructor(door: Door) {
    this.door = door;
  }

  /** Nothing typed outlasts its screen. */
  forget(): void {
    Object.assign(this, { typed: {}, problems: [] });
  }

  protected told(path: string): string {
    return this.typed[path] ?? "";
  }

  /** The phrase as it is written on the paper, once it is one. */
  protected phraseTold(path = "phrase"): string {
    return readPhrase(this.told(path)) ?? "";
  }

  protected field(path: string, label: string, type: "password" | "tel", longest: number): TemplateResult {
    return plainField({ path, label, type, longest }, this.told(path), this.problems, (value) =>
      this.type(path, value),
    );
  }

  protected pinFields(): TemplateResult {
    return html`${this.field("pin", "开本密码", "password", 12)}${this.field("pin-again", "再填一遍", "password", 12)}`;
  }

  protected pinProblems(): Problem[] {
    const pin = this.told("pin");
    const quality = isPin(pin);
    if (quality !== "ok") return [problem("pin", SAYS[quality])];
    return pin === this.told("pin-again") ? [] : [problem("pin-again", "两遍不一样，请再填。")];
  }

  protected phraseField(label = "口令", path = "phrase"): TemplateResult {
    const wrong = wrongGroup(this.told(path));
    const others = this.problems.filter((one) => one.path !== path);
    const problems = wrong === undefined ? this.problems : [...others, problem(path, SAYS.group(wrong))];
    return plainField(
      { path, label, help: "24 个数字，空格填不填都行。", type: "tel", longest: 40 },
      this.told(path),
      problems,
      (value) => this.type(path, value),
    );
  }

  protected phraseProblems(path = "phrase"): Problem[] {
    const wrong = wrongGroup(this.told(path));
    if (wrong !== undefined) return [problem(path, SAYS.group(wrong))];
    return this.phraseTold(path) === "" ? [problem(path, "口令是六组、24 个数字，还没有填满。")] : [];
  }

  protected type(path: string, value: string): void {
    this.typed = { ...this.typed, [path]: value };
    this.door.set({});
  }

  /** Why nothing was opened; all that was typed is still there. */
  protected unopened(path: string, outcome: Unlocked): void {
    this.refuse([problem(path, UNOPENED[outcome] ?? SAYS.other)]);
  }

  protected refuse(problems: Problem[]): boolean {
    this.problems = problems;
    this.door.set({});
    return problems.length > 0;
  }
}
