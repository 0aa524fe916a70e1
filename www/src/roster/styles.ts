/** What only the page for whole lists looks like: wide, with tables. */

import { css } from "lit";

export const rosterStyles = css`
  :host {
    --type: 16px;
    --target: 40px;
    --main-target: 44px;
  }
  .page,
  .bar-inner {
    max-width: 78em;
  }
  .inline {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px;
    margin-bottom: 8px;
  }
  .inline > label {
    margin: 0;
  }
  input[type="date"],
  input[type="search"],
  .inline input[type="text"],
  select,
  textarea {
    min-height: var(--target);
    padding: 4px 10px;
    border: 2px solid var(--edge);
    border-radius: var(--radius);
    background: var(--paper);
    color: var(--ink);
    font: inherit;
    max-width: 100%;
  }
  textarea {
    display: block;
    width: 100%;
    margin: 6px 0 10px;
  }
  .drop {
    border: 2px dashed var(--edge);
    border-radius: var(--radius);
    padding: 16px;
    margin-bottom: 12px;
  }
  .pick {
    position: relative;
    cursor: pointer;
  }
  .pick:focus-within {
    outline: 3px solid var(--ink);
    box-shadow: 0 0 0 6px var(--focus);
  }
  .pick input {
    position: absolute;
    inset: 0;
    width: 100%;
    opacity: 0;
    cursor: pointer;
  }
  progress {
    width: 100%;
    max-width: 30em;
    height: 16px;
    display: block;
    margin: 8px 0;
    accent-color: var(--main);
  }
  .wide,
  .scroll {
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    margin: 8px 0;
  }
  .wide:focus-visible,
  .scroll:focus-visible {
    box-shadow: none;
  }
  .scroll {
    height: 560px;
  }
  .plain {
    border-collapse: collapse;
    width: 100%;
    font-size: 15px;
    line-height: 1.4;
  }
  .plain th,
  .plain td {
    padding: 4px 8px;
    border-bottom: 1px solid var(--line);
    text-align: left;
    vertical-align: middle;
  }
  .plain thead th {
    background: var(--tint);
    white-space: nowrap;
  }
  .plain .right {
    text-align: right;
  }
  .plain .link {
    min-height: 32px;
    padding: 2px 0;
  }
  .help + .plain {
    margin-top: 8px;
  }
  .roomy {
    min-width: 44em;
  }
  .roomy td:first-child {
    min-width: 6em;
  }
  @media (max-width: 30em) {
    .table-told select {
      max-width: 8em;
    }
  }
  .samples {
    color: var(--soft);
    max-width: 24em;
    overflow-wrap: anywhere;
  }
  .table-told {
    margin: 12px 0 18px;
  }
  .piles,
  .narrow {
    max-width: 44em;
  }
  .out {
    max-width: 56em;
  }
  .out .row {
    justify-content: flex-end;
  }
  .grid {
    table-layout: fixed;
    min-width: 62em;
  }
  .grid thead th {
    position: sticky;
    top: 0;
    z-index: 1;
    padding: 0;
  }
  .grid thead th:nth-child(5) {
    padding: 0 8px;
  }
  .grid th:nth-child(1) {
    width: 7em;
  }
  .grid th:nth-child(2) {
    width: 7em;
  }
  .grid th:nth-child(3) {
    width: 13em;
  }
  .grid tbody tr:not(.spacer) {
    height: 40px;
  }
  .grid tbody td {
    height: 40px;
    padding: 0 8px;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .grid .spacer td {
    height: auto;
    padding: 0;
    border: 0;
  }
  .sort {
    width: 100%;
    min-height: var(--target);
    padding: 4px 8px;
    border: 0;
    background: none;
    color: var(--main);
    font-weight: 700;
    text-align: inherit;
    cursor: pointer;
  }
  .filter {
    align-items: center;
    gap: 8px 24px;
  }
  .charts {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 16px;
    margin-bottom: 12px;
  }
  .chart {
    flex: 1 1 26em;
    max-width: 44em;
    font-size: 15px;
  }
  .chart-title {
    font-weight: 700;
  }
  .bar-of {
    cursor: pointer;
  }
  .chart .bar-whole {
    fill: none;
    pointer-events: all;
  }
  .bar-of:hover text {
    text-decoration: underline;
  }
  .figures input[type="text"] {
    width: 7em;
    min-height: var(--target);
    padding: 4px 8px;
    border: 2px solid var(--edge);
    border-radius: var(--radius);
    background: var(--paper);
    color: var(--ink);
    font: inherit;
    text-align: right;
  }
  .figures input[type="range"] {
    width: 12em;
    min-height: var(--target);
    accent-color: var(--main);
  }
  .figures .touched > * {
    background: var(--tint);
  }
  .try {
    flex-wrap: nowrap;
    align-items: center;
    gap: 6px;
    margin: 0;
  }
  .chart text {
    fill: var(--ink);
  }
  .chart rect {
    fill: var(--others);
  }
  .chart .pile-0 {
    fill: var(--own);
  }
  .chart .pile-1 {
    fill: var(--critical);
  }
  .chart .change-0 {
    fill: var(--own);
  }
  .chart .change-1,
  .chart .pile-over {
    fill: var(--bad);
  }
  .chart .pile-4 {
    fill: var(--help);
  }
  dialog {
    max-width: min(46em, calc(100vw - 32px));
    max-height: calc(100vh - 64px);
    overflow: auto;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    padding: 16px 20px;
    background: var(--paper);
    color: var(--ink);
  }
  dialog::backdrop {
    background: rgba(0, 0, 0, 0.5);
  }
  .dialog-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 16px;
  }
  #step-list:focus,
  #what-if-list:focus,
  #step-result:focus {
    outline: none;
    box-shadow: none;
  }
  .page h3,
  dialog h3 {
    margin-top: 14px;
  }
  h4 {
    margin: 10px 0 2px;
    font-size: 1em;
  }
  .cells {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 2px 16px;
    margin: 8px 0 14px;
  }
  .cells dt {
    color: var(--soft);
  }
  .steps p + p {
    margin-top: 2px;
  }
  .reasons li {
    padding: 2px 0;
  }
`;
