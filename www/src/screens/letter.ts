/** The application letter: its words come from the core, the blanks may be filled here or with a pen. */

import { html, nothing, type TemplateResult } from "lit";
import { environment } from "../environment.js";
import { copyText, download } from "../keep/carry.js";
import { LETTER_TYPE } from "../keep/letter-form.js";
import type { Letter } from "../contract.js";
import { letterPrograms } from "../result/letters.js";
import { t, type Key } from "../text/strings.js";
import { cards, fold, heading, plainButton } from "../ui/pieces.js";
import { PrintingPart } from "../ui/printing.js";

/** The particulars a letter can hold, by the names the core knows. */
const PARTICULARS = [
  "name",
  "sex",
  "ethnicity",
  "birth",
  "id_number",
  "address",
  "phone",
  "household_size",
  "patient_name",
  "relation",
  "hospitals",
  "ill_since",
  "income",
  "debts",
  "hardship",
] as const;

export class LetterScreen extends PrintingPart {
  static override properties = { ...PrintingPart.properties, program: { attribute: false } };

  declare program: string;
  private copied: "" | "keep.copied" | "letter.copySelf" = "";
  private readonly can = environment();

  protected view(): unknown {
    const { assessment } = this.state;
    if (!assessment) return nothing;
    const programs = letterPrograms(assessment);
    // Those of the answers, in their order.
    const bills = this.state.draft.bills.filter((bill) => bill.amountsDone);
    // A bill without a date was computed as of today; the letter must not claim that day, so it is left blank.
    const dateless = bills.some((bill) => bill.dateUnknown);
    const { ethnicity } = this.session.applicant;
    const outcome = this.session.letter(this.program, {
      ...this.session.applicant,
      ...(ethnicity ? { ethnicity: ethnicity.replace(/族?$/, "族") } : {}),
      ...(bills.some((bill) => bill.rough) ? { approximate: "是" } : {}),
      ...(dateless ? { undated: bills.map((bill) => (bill.dateUnknown ? "?" : "-")).join("") } : {}),
    });
    return html`
      ${heading(t("letter.title"), t("letter.help"))}
      ${
        programs.length > 1
          ? html`<fieldset class="field">
              <legend>${t("letter.which")}</legend>
              ${cards(
                "letter-program",
                "radio",
                programs.map((program) => ({ id: program.id, text: program.name })),
                [this.program],
                (id) => {
                  this.program = id;
                },
              )}
            </fieldset>`
          : nothing
      }
      ${fold(
        t("letter.fill"),
        PARTICULARS.map((name) => this.particular(name)),
      )}
      ${dateless ? html`<p class="note">${t("letter.dates")}</p>` : nothing}
      ${outcome.ok ? this.letter(outcome.value) : html`<p class="note note-warn" role="alert">${outcome.problems.map((problem) => problem.text).join(" ") || t("fail.assess")}</p>`}
      <div class="buttons">${plainButton(t("letter.back"), () => this.session.show({ name: "result" }))}</div>
    `;
  }

  private particular(name: (typeof PARTICULARS)[number]): TemplateResult {
    return html`<div class="field search">
      <label for="letter-${name}">${t(`letter.${name}` as Key)}</label>
      <input id="letter-${name}" type="text" autocomplete="off" maxlength="200" .value=${this.session.applicant[name] ?? ""} @input=${(
        event: InputEvent,
      ) => {
        const { value } = event.target as HTMLInputElement;
        const { [name]: _before, ...rest } = this.session.applicant;
        this.session.applicant = value.trim() === "" ? rest : { ...rest, [name]: value };
        this.requestUpdate();
      }} />
    </div>`;
  }

  private letter(letter: Letter): TemplateResult {
    const paper = this.paper();
    return html`
      ${paper ? html`<section class="letter" aria-label=${t("letter.preview")}>${paper.letter(letter)}</section>` : html`<p class="note" role="status">${t("place.loading")}</p>`}
      <div class="buttons">
        ${plainButton(t("keep.copy"), () => void this.copy(letter))}
        ${this.copied && html`<p class="note" role="status">${t(this.copied)}</p>`}
        ${this.can.canPrint ? plainButton(t("letter.print"), () => this.print()) : nothing}
        ${this.can.canDownload ? plainButton(t("letter.word"), () => void this.word(letter)) : nothing}
      </div>
      ${this.missing ? html`<p class="note note-warn" role="alert">${t("fail.network")}</p>` : nothing}
      ${this.can.inApp ? html`<p class="note">${t("keep.inApp")}</p>` : nothing}
      <section class="print-sheet print-letter" aria-hidden="true">${paper?.letter(letter)}</section>
    `;
  }

  private async copy(letter: Letter): Promise<void> {
    const text = this.paper()?.letterText(letter);
    this.copied = text !== undefined && (await copyText(text)) ? "keep.copied" : "letter.copySelf";
    this.requestUpdate();
  }

  private async word(letter: Letter): Promise<void> {
    const extras = await this.load();
    if (extras) download(`${letter.title}.docx`, extras.letterFile(letter), LETTER_TYPE);
  }
}
