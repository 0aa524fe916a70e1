/** For printing: one A4 page: the result or the letter, and nothing of the screen. */

import { css, unsafeCSS } from "lit";

const SHEET_RULES = `
  .print-sheet { display: block; background: #fff; color: #000; font: 11.5pt/1.5 "Noto Serif CJK SC", SimSun, "Songti SC", serif; }
  .print-sheet.dense { font-size: 9.5pt; line-height: 1.35; }
  .print-sheet * { margin: 0; padding: 0; box-sizing: border-box; }
  .print-sheet h1 { font-size: 1.55em; text-align: center; margin-bottom: 0.3em; color: #000; }
  .print-sheet h2 { font-size: 1.1em; margin: 0.8em 0 0.2em; border-bottom: 1px solid #000; color: #000; }
  .print-sheet p { text-indent: 0; }
  .print-sheet ul, .print-sheet ol { list-style: none; }
  .print-sheet .centre { text-align: center; }
  .print-sheet .sum { font-size: 1.5em; font-weight: 700; text-align: center; }
  .print-sheet .columns { columns: 2; column-gap: 8mm; }
  .print-sheet li { break-inside: avoid; }
  .print-sheet .indent { text-indent: 2em; }
  .print-sheet .closing { text-align: right; }
  .print-sheet .foot-line { margin-top: 1em; border-top: 1px solid #000; padding-top: 0.3em; }
  .print-letter { font-size: 13pt; line-height: 1.8; }
  .print-letter.dense { font-size: 11pt; line-height: 1.55; }
`;

/** For the frame that holds the sheet alone. */
export const printRules = `@page { size: A4; margin: 14mm; }${SHEET_RULES}`;

export const print = css`
  @media print {
    .app {
      background: #ffffff;
    }
    .bar,
    .foot,
    .back {
      display: none;
    }
    /* Where there is a sheet, it alone is printed. */
    .has-sheet {
      min-height: 0;
    }
    .has-sheet .past,
    .has-sheet .screen > * > :not(.print-sheet) {
      display: none;
    }
    .has-sheet .page {
      max-width: none;
      padding: 0;
    }
    ${unsafeCSS(SHEET_RULES)}
  }
`;
