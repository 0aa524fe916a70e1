/** What only the workbench has. */

import { css } from "lit";

export const benchStyles = css`
  .page,
  .bar-inner {
    max-width: 76em;
  }
  .app {
    --type: 17px;
  }
  :host([size="large"]) .app {
    --type: 22px;
  }
  :host([size="elder"]) .app {
    --type: 28px;
  }
  .panes {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin: 8px 0 16px;
  }
  [aria-pressed="true"].button {
    background: var(--main);
    color: var(--main-ink);
  }
  .panes .count {
    margin-left: 0.4em;
  }
  section {
    margin-bottom: 28px;
  }
  .sheet {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--paper);
    padding: 12px;
    margin-bottom: 12px;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 15em), 1fr));
    gap: 10px 14px;
  }
  .fields .whole {
    grid-column: 1 / -1;
  }
  .cell label,
  .cell .head {
    display: block;
    font-weight: 600;
    color: var(--soft);
  }
  .cell input,
  .cell textarea,
  .cell select,
  .paste textarea {
    display: block;
    width: 100%;
    min-width: 0;
    min-height: var(--target);
    padding: 6px 10px;
    border: 2px solid var(--edge);
    border-radius: var(--radius);
    background: var(--paper);
    color: var(--ink);
    font: inherit;
  }
  .cell-bad input,
  .cell-bad textarea {
    border-color: var(--bad);
  }
  .cell-warn input {
    border-color: var(--own);
  }
  .cell .bad {
    color: var(--bad);
    font-weight: 600;
  }
  .cell .warn {
    color: var(--warn);
    font-weight: 600;
  }
  .screen h2 {
    margin-top: 22px;
  }
  .screen h3 {
    margin-top: 16px;
  }
  .sheet h3 {
    margin-top: 0;
  }
  .fields + p,
  .cell + p {
    margin-top: 10px;
  }
  .next {
    align-items: center;
    margin-top: 24px;
    border-top: 1px solid var(--line);
    padding-top: 12px;
  }
  .screen section h2,
  .screen > h2:first-child {
    margin-top: 0;
  }
  .rows {
    display: grid;
    gap: 10px;
    margin-top: 12px;
  }
  .class-row {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px 10px;
    align-items: start;
    border-top: 1px solid var(--line);
    padding-top: 10px;
  }
  .class-row > .wide-cell,
  .class-row > .several {
    grid-column: 1 / -1;
  }
  .class-row .button {
    align-self: end;
    min-width: 0;
  }
  .choices summary,
  .also summary,
  .words summary {
    min-height: var(--target);
    padding: 6px 10px;
    cursor: pointer;
  }
  .choices summary {
    border: 2px solid var(--edge);
    border-radius: var(--radius);
    overflow-wrap: anywhere;
  }
  .also {
    margin: 8px 0;
  }
  .tick {
    display: flex;
    gap: 10px;
    align-items: center;
    min-height: var(--target);
    font-weight: 400;
  }
  .cell .tick {
    display: flex;
    color: var(--ink);
    font-weight: 400;
  }
  .tick input {
    flex: none;
    width: 24px;
    min-height: 24px;
    height: 24px;
    margin: 0;
  }
  .chart {
    margin: 0 0 24px;
  }
  .chart svg {
    display: block;
    width: 100%;
    max-width: 40em;
  }
  .chart .axis {
    stroke: var(--edge);
    stroke-width: 1;
  }
  .chart polyline {
    fill: none;
    stroke-width: 3;
  }
  .chart .paid {
    stroke: var(--main);
  }
  .chart .low,
  .chart .other {
    stroke: var(--own);
    stroke-dasharray: 6 5;
  }
  .chart .corner {
    fill: var(--paper);
    stroke: var(--ink);
    stroke-width: 1.5;
  }
  .chart text {
    fill: var(--ink);
    font-size: 12px;
  }
  @media (min-width: 60em) {
    .class-row {
      grid-template-columns: 2.2fr 1fr 1fr 1fr 1.3fr auto;
    }
    .class-row > .wide-cell,
    .class-row > .several {
      grid-column: auto;
    }
    .class-row > .words {
      grid-column: 1 / -1;
    }
  }
  .words {
    grid-column: 1 / -1;
    color: var(--soft);
  }
  details > summary {
    min-height: var(--target);
    padding: 8px 0;
    cursor: pointer;
    font-weight: 600;
    color: var(--main);
  }
  .problem-list li {
    border-top: 1px solid var(--line);
    padding: 6px 0;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  /* What is read and not seen stays within. */
  .scroll {
    position: relative;
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    width: 100%;
    margin-top: 6px;
  }
  th,
  td {
    border: 1px solid var(--line);
    padding: 6px 8px;
    text-align: left;
    vertical-align: top;
  }
  /* A number is never cut. */
  .amount {
    white-space: nowrap;
  }
  td.amount {
    text-align: right;
  }
  .checklist .amount {
    white-space: normal;
  }
  .scroll td:first-child:not([class]) {
    min-width: 6em;
  }
  .source {
    display: block;
  }
  td .link {
    padding: 0;
    min-height: 0;
  }
  td,
  th {
    overflow-wrap: anywhere;
  }
  th {
    min-width: 3em;
  }
  .passes {
    color: var(--ok);
    font-weight: 700;
  }
  .fails {
    color: var(--bad);
    font-weight: 700;
  }
  .kept {
    min-height: 1.6em;
    color: var(--ok);
  }
  .not-kept {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    color: var(--soft);
    margin-bottom: 12px;
  }
  .text {
    border: 2px solid var(--edge);
    border-radius: var(--radius);
    overflow: hidden;
  }
  .pick {
    max-height: 22em;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: 8px;
    background: var(--paper);
  }
  .trial {
    display: block;
    width: 100%;
    max-width: 30em;
    height: 46em;
    max-height: 85vh;
    border: 2px solid var(--edge);
    border-radius: var(--radius);
  }
  .pick li > button:first-child {
    display: block;
  }
  .trial-whole {
    max-width: none;
    max-height: none;
    height: 85vh;
  }
  [hidden] {
    display: none;
  }
  .checklist p + p {
    margin-top: 4px;
  }
  @media print {
    .bar,
    .back,
    .panes,
    .kept,
    .not-kept,
    .no-print {
      display: none;
    }
  }
`;
