/** Whom to ask: the national line, the portal's own numbers and offices. */

import { html, nothing, type TemplateResult } from "lit";
import { t } from "../text/strings.js";
import type { PortalOptions } from "./options.js";

export function contacts(options: PortalOptions): TemplateResult {
  return html`<p>${t("app.help")} <a href="tel:12393">${t("app.helpline")}</a></p>
    ${options.phones.map((phone) => html`<p data-phone>${phone.name} ${call(phone.number)}</p>`)}
    ${options.offices.map((office) => html`<p data-office>${office.name}${office.address ? html`，${office.address}` : nothing}${office.hours ? html`，${office.hours}` : nothing}${office.phone ? html` ${call(office.phone)}` : nothing}</p>`)}`;
}

function call(number: string): TemplateResult {
  return html`<a href="tel:${number.replace(/[^\d+]/g, "")}">${number}</a>`;
}
