/** A part beside a sheet of paper: the sheet is fitted before anything prints it. */

import { printSheet } from "../keep/carry.js";
import { fitSheet } from "../keep/fit.js";
import { Part } from "./part.js";
import { printRules } from "./styles/print.js";

export abstract class PrintingPart extends Part {
  private readonly fit = (): HTMLElement | null => {
    const sheet = (this.getRootNode() as ShadowRoot).querySelector<HTMLElement>(".print-sheet");
    if (sheet) fitSheet(sheet);
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

  protected print(): void {
    const sheet = this.fit();
    if (sheet) printSheet(sheet, printRules);
  }
}
