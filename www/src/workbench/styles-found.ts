/** How the workbench shows what comes of a draft: lists, tables, charts, and the sheet on paper. */

import { css } from "lit";

export const foundStyles = css`
  .chart {
    margin: 0 0 24px;
  }
  .chart svg {
    display: block;
    width: 100%;
    max-width: 30em;
    overflow: visible;
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
    font-size: calc(0.8 * var(--type));
  }
  .chart .number {
    font-size: 12px;
  }
  .problem-list li {
    border-top: 1px solid var(--line);
    padding: 6px 0;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .problem-list li > :first-child {
    padding: 0;
  }
  /* One beside the other where there is room for the size of the type. */
  .lines li {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    border-top: 1px solid var(--line);
    padding: 8px 0;
    overflow-wrap: anywhere;
  }
  .lines b {
    flex: 0 0 2.2em;
  }
  .lines div {
    flex: 3 1 9em;
    min-width: 0;
  }
  .lines div:last-child {
    flex: 2 1 14em;
  }
  .lines p {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 10px;
    margin: 0;
  }
  /* What is read and not seen stays within. */
  .scroll,
  .pick {
    position: relative;
  }
  .scroll {
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
    overflow-wrap: anywhere;
  }
  /* A number is never cut. */
  .check .amount {
    white-space: nowrap;
  }
  td.amount {
    text-align: right;
  }
  .check {
    border-top: 1px solid var(--line);
    padding: 8px 0;
    break-inside: avoid;
  }
  .check p,
  .check h3 {
    margin: 2px 0;
  }
  .check .row {
    gap: 4px 24px;
  }
  .check .source {
    max-width: 17em;
  }
  .sign {
    margin-top: 2em;
  }
  .scroll td:first-child:not([class]) {
    min-width: 6em;
  }
  .source {
    display: block;
  }
  .lines .link {
    display: inline;
    padding: 0;
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
  @media print {
    /* On paper as by day. */
    .app {
      --ink: #000;
      --soft: #000;
      --line: #999;
    }
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
