/** The bar of the year, and tables of figures. */

import { css } from "lit";

export const figures = css`
  .chart {
    display: block;
    width: 100%;
    height: 40px;
    margin-bottom: 8px;
    border: 1px solid var(--edge);
    border-radius: 8px;
    overflow: hidden;
  }
  .chart > rect[class] {
    stroke: var(--paper);
    stroke-width: 3px;
  }
  .hatch-ground {
    fill: var(--paper);
  }
  .hatch-line {
    fill: var(--edge);
  }
  .part-insured,
  .part-basic {
    fill: var(--basic);
  }
  .part-critical {
    fill: var(--critical);
  }
  .part-waived_and_other {
    fill: var(--others);
  }
  .part-assistance {
    fill: var(--help);
  }
  .part-self_pay {
    fill: var(--own);
  }
  .part-out_of_scope {
    fill: var(--edge);
  }
  .part-total {
    fill: none;
  }
  .swatch {
    flex: none;
    width: 1em;
    height: 1em;
    margin-right: 8px;
    vertical-align: -0.1em;
  }
  table,
  tbody,
  thead,
  caption {
    display: block;
  }
  /* On a narrow screen a row takes two lines. */
  tr {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 16px;
    padding: 4px 0;
    border-bottom: 1px solid var(--line);
  }
  th {
    text-align: left;
    font-weight: 400;
  }
  td {
    margin-left: auto;
    padding: 0;
    text-align: right;
    font-weight: 600;
  }
  .legend tr {
    padding: 0;
  }
  .bills caption {
    padding: 16px 0 8px;
    text-align: left;
    font-weight: 700;
  }
  .bills tr > * {
    flex: 1 1 4em;
    margin: 0;
  }
  .bills thead tr > * {
    color: var(--soft);
    text-align: right;
  }
  .bills tr > th:first-child,
  .bills tr > .detail {
    flex: 1 1 100%;
    text-align: left;
  }
  .bills tbody th {
    font-weight: 600;
  }
  .bills small,
  .bills tbody .detail {
    font-weight: 400;
  }
  .bills .detail {
    display: flex;
    align-items: center;
    justify-content: space-between;
    color: var(--soft);
  }
  .bills .detail .link {
    flex: none;
  }
  .bills td > small {
    display: none;
  }
  :host(:not([size="normal"])) .bills td:not(.detail) {
    flex-basis: 100%;
    display: flex;
    justify-content: space-between;
  }
  :host(:not([size="normal"])) .bills td > small {
    display: inline;
  }
  :host(:not([size="normal"])) .bills thead {
    display: none;
  }
  @media (max-width: 340px) {
    .bills td {
      flex-basis: 100%;
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
    }
    .bills td > small {
      display: inline;
    }
    .bills thead {
      display: none;
    }
  }
`;
