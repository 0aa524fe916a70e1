/** The frame around every screen: the bar with type size and voice, and what to do when something did not open. */

import { html, nothing, type TemplateResult } from "lit";
import { isHidden } from "../portal/options.js";
import type { Session } from "../state/session.js";
import type { State, TypeSize } from "../state/state.js";
import { maybe, t } from "../text/strings.js";

const NEXT_SIZE: Record<TypeSize, TypeSize> = { normal: "large", large: "elder", elder: "normal" };

interface BarActs {
  size(size: TypeSize): void;
  speak(): void;
}

export function topBar(state: State, hasVoice: boolean, acts: BarActs): TemplateResult {
  const next = NEXT_SIZE[state.size];
  return html`<div class="bar">
    <div class="bar-inner">
      <span class="brand">${t("app.name")}</span>
      ${
        hasVoice && !isHidden(state.options, "read")
          ? html`<button
              type="button"
              class="button button-small"
              data-act="speak"
              @click=${() => acts.speak()}
            >${t(state.speaking ? "bar.stop" : "bar.read")}</button>`
          : nothing
      }
      ${
        isHidden(state.options, "size")
          ? nothing
          : html`<button
              type="button"
              class="button button-small"
              data-act="size"
              @click=${() => acts.size(next)}
            >${next === "normal" ? t("bar.normal") : next === "elder" ? t("size.elder") : t("bar.larger")}</button>`
      }
    </div>
  </div>`;
}

export function failureNote(state: State, session: Session): TemplateResult | typeof nothing {
  const { failure } = state;
  if (!failure) return nothing;
  return html`<div class="note note-warn" role="alert" data-failure=${failure}>
    <p><b>${t(`fail.${failure}`)}</b> ${maybe(`fail.${failure}Help`) ?? t("fail.network")}</p>
    ${failure === "ownPack" ? html`<p data-refusal>${t("fail.tellPortal")}${state.refusal}</p>` : nothing}
    <p><button
      type="button"
      class="button button-small"
      @click=${() => retry(state, session)}
    >${t("go.retry")}</button></p>
  </div>`;
}

/** What was just taken away, and the way back; work of another page that is not to be written over. */
export function keptNote({ undo, saving }: State, session: Session): TemplateResult {
  return html`<div role="status">
    ${
      undo
        ? html`<p class="note past" data-undo>${t(undo.said)} ${
            undo.back ? html`<button type="button" class="link" @click=${undo.back}>${t("go.undo")}</button>` : nothing
          }</p>`
        : nothing
    }
    ${
      saving === "elsewhere"
        ? html`<div class="note note-warn past" data-elsewhere>${t("keep.elsewhere")}
            <button type="button" class="link" @click=${() => session.keep(true)}>${t("keep.over")}</button>
            <button type="button" class="link" @click=${() => session.leaveSaved()}>${t("keep.leave")}</button></div>`
        : nothing
    }
  </div>`;
}

function retry(state: State, session: Session): void {
  if (state.failure === "assess") session.finish();
  else if (state.failure === "diseases") void session.loadDiseases();
  else void session.prepare();
}
