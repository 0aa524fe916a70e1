/** For printing: one A4 page: the result or the letter, and nothing of the screen. */

/** Type in points and leading, from roomy to dense; fit.ts takes the first that fits. A letter is set larger. */
const TYPE = [
  [11.5, 1.5],
  [11, 1.4],
  [10.5, 1.35],
  [10, 1.3],
  [9.5, 1.3],
  [9, 1.25],
] as const;
export const DENSITIES = TYPE.length;

const typeRules = TYPE.map(
  ([size, leading], density) => `.print-sheet[data-density="${density}"]{--size:${size}pt;--leading:${leading}}`,
).join("");

/** Rules as they stand, named so that they are made small like all styles. */
const css = String.raw;

const SHEET_RULES =
  typeRules +
  css`
  .print-sheet { background: #fff; color: #000; font-size: var(--size); line-height: var(--leading); font-family: "Noto Serif CJK SC", SimSun, "Songti SC", serif; }
  .print-sheet * { margin: 0; padding: 0; box-sizing: border-box; }
  .print-sheet h1 { font-size: 1.55em; text-align: center; margin-bottom: 0.3em; color: #000; }
  .print-sheet h2 { font-size: 1.1em; margin: 0.6em 0 0.2em; border-bottom: 1px solid #000; color: #000; }
  .print-sheet p { text-indent: 0; }
  .print-sheet ul, .print-sheet ol { list-style: none; }
  .print-sheet .centre { text-align: center; }
  .print-sheet .sum { font-size: 1.5em; font-weight: 700; text-align: center; }
  .print-sheet table { display: table; width: 100%; border-collapse: collapse; }
  .print-sheet tbody { display: table-row-group; }
  .print-sheet tr { display: table-row; }
  .print-sheet th, .print-sheet td { border: 1px solid #888; padding: 0 0.4em; text-align: right; font-weight: 400; }
  .print-sheet th:first-child { text-align: left; }
  .print-sheet .columns { columns: 2; column-gap: 8mm; }
  .print-sheet li { break-inside: avoid; }
  .print-sheet .foot-line { margin-top: 0.8em; border-top: 1px solid #000; padding-top: 0.3em; }
  .print-letter { font-size: calc(1.35 * var(--size)); line-height: calc(0.3 + var(--leading)); }
  .print-letter h2 { font-size: 1.4em; text-align: center; border: 0; }
  .print-letter .indent { text-indent: 2em; }
  .print-letter .right { text-align: right; }
`;

/** For the frame that holds the sheet alone. */
export const frameRules = css`@page { size: A4; margin: 14mm; } body { margin: 0; }` + SHEET_RULES;

/** For the page that the sheet is in. */
export const pageRules =
  css`
  /* As wide as on the paper, while it is fitted. */
  .print-sheet.measured {
    display: block;
    visibility: hidden;
    position: absolute;
    top: 0;
    left: 0;
    width: 182mm;
  }
` +
  SHEET_RULES +
  css`
  @media print {
    .print-sheet {
      display: block;
    }
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
  }
`;
