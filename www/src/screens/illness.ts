/** Finding an illness by name, common name or the first letters of its pinyin. */

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Disease } from "../contract.js";
import { UNKNOWN } from "../state/draft.js";
import { findDiseases } from "../state/find-disease.js";
import { illnesses } from "../state/recap.js";
import { t } from "../text/strings.js";
import { Part } from "../ui/part.js";
import { cards, heading, mainButton, problemAt, problemSummary } from "../ui/pieces.js";

const PATH = "person.diagnoses";
const OTHER = "other";

export class IllnessScreen extends Part {
  static override properties = { ...Part.properties, bill: { attribute: false } };

  /** The bill whose illnesses they are; none: the person's. */
  declare bill: number | undefined;
  private search = "";
  private chosen: string[] = [];
  private aside = "";
  private taken = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.session?.loadDiseases();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.taken && !changed.has("bill")) return;
    this.taken = true;
    this.chosen = [];
    this.aside = "";
    const { given, bills } = this.state.draft;
    const value = this.bill === undefined ? given[PATH]?.value : bills[this.bill]?.diagnoses;
    if (value === UNKNOWN) this.aside = UNKNOWN;
    else if (Array.isArray(value)) {
      this.chosen = value;
      if (value.length === 0) this.aside = OTHER;
    }
  }

  protected view(): unknown {
    const found = findDiseases(this.state.diseases, this.search).filter((disease) => !this.chosen.includes(disease.id));
    const text = this.search.trim();
    const says = found.length > 0 ? t("illness.found", { count: found.length }) : t("illness.nothing", { text });
    return html`
      ${problemSummary(this.problems)}${heading(t("illness.title"), t("illness.help"))}
      ${this.chosenList()}
      <div class="field search">
        <label for="field-illness">${t("illness.search")}</label>
        ${problemAt(this.problems, "illness")}
        <input id="field-illness" type="search" autocomplete="off" autocapitalize="off" spellcheck="false"
          .value=${this.search} @input=${(event: InputEvent) => {
            this.search = (event.target as HTMLInputElement).value;
            this.requestUpdate();
          }} />
      </div>
      <p class="help" role="status">${text === "" ? nothing : says}</p>
      <ul class="cards">
        ${found.map(
          (disease) => html`<li>
            <button type="button" class="card card-button" data-disease=${disease.id} @click=${() => this.add(disease)}>
              <span class="card-text">${disease.name}${
                disease.aliases.length > 0 ? html`<small>${disease.aliases.slice(0, 3).join("、")}</small>` : nothing
              }</span>
            </button>
          </li>`,
        )}
      </ul>
      <div class="apart" role="group" aria-labelledby="heading">
        ${cards(
          "illness-aside",
          "checkbox",
          [
            { id: OTHER, text: t("illness.other") },
            { id: UNKNOWN, text: t("question.notSure"), help: t("question.notSureHelp") },
          ],
          [this.aside],
          (id) => this.setAside(id),
        )}
      </div>
      <div class="buttons">${mainButton(t("go.next"), () => this.next())}</div>
    `;
  }

  private chosenList(): TemplateResult | typeof nothing {
    if (this.chosen.length === 0) return nothing;
    return html`<section class="field" aria-labelledby="chosen">
      <h2 tabindex="-1" id="chosen">${t("illness.chosen")}</h2>
      <ul class="cards">
        ${this.chosen.map((id) => {
          const name = illnesses(this.state, id);
          return html`<li class="card card-chosen">
            <span class="card-text">${name}</span>
            <button type="button" class="button button-small" @click=${() => this.drop(id)}>${t("illness.remove", {
              name: "",
            })}<span class="quiet">${name}</span></button>
          </li>`;
        })}
      </ul>
    </section>`;
  }

  private add(disease: Disease): void {
    this.chosen = [...this.chosen, disease.id];
    this.aside = "";
    this.search = "";
    this.problems = [];
    this.refocus("#chosen");
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(".button-main")?.scrollIntoView({ block: "nearest" }),
    );
  }

  private drop(id: string): void {
    this.chosen = this.chosen.filter((other) => other !== id);
    this.refocus(this.chosen.length > 0 ? "#chosen" : "#heading");
  }

  private setAside(id: string): void {
    this.aside = this.aside === id ? "" : id;
    if (this.aside !== "") this.chosen = [];
    this.requestUpdate();
  }

  private next(): void {
    const open = this.chosen.length === 0 && this.aside === "";
    if (this.refuse(open ? [{ path: "illness", code: "open", text: t("illness.choose") }] : [])) return;
    const unknown = this.aside === UNKNOWN;
    if (this.bill !== undefined) this.session.setBill(this.bill, { diagnoses: unknown ? undefined : this.chosen });
    else
      this.session.answer(PATH, {
        kind: "choices",
        text: t("illness.title"),
        value: unknown ? UNKNOWN : this.chosen,
        // Illnesses are named by the catalogue.
        shown: unknown ? t("question.notSure") : "",
      });
    this.session.forward();
  }
}
