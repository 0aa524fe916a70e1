/** A part beside a sheet of paper. What draws, fits and prints it is loaded ahead of the first tap: later there may be no network. */

import { html, nothing } from "lit";
import type { Extras, Paper } from "../extras.js";
import { t } from "../text/strings.js";
import { Part } from "./part.js";

export abstract class PrintingPart extends Part {
  protected extras: Extras | undefined;
  /** Whether they were asked for and did not come. */
  protected missing = false;

  private readonly fit = (): HTMLElement | null => {
    const sheet = (this.getRootNode() as ShadowRoot).querySelector<HTMLElement>(".print-sheet");
    if (sheet) this.paper()?.fit(sheet);
    return sheet;
  };

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("beforeprint", this.fit);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("beforeprint", this.fit);
  }

  protected override firstUpdated(): void {
    void this.fetch();
  }

  private async fetch(): Promise<void> {
    this.extras = await this.session.ownResources.extras().catch(() => undefined);
    this.requestUpdate();
  }

  /** For a tap: that they did not come is said then. */
  protected async load(): Promise<Extras | undefined> {
    await this.fetch();
    this.missing = this.extras === undefined;
    this.requestUpdate();
    return this.extras;
  }

  /** None once the part was taken out: what comes late draws nothing any more. */
  protected paper(): Paper | undefined {
    return this.isConnected
      ? this.extras?.paperWith({ html, nothing, t }, this.getRootNode() as ShadowRoot)
      : undefined;
  }

  protected print(): void {
    const sheet = this.fit();
    if (sheet) this.paper()?.print(sheet);
  }
}
