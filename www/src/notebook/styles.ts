/** What only the notebook has. */

import { css } from "lit";

export const notebookStyles = css`
  .wide {
    display: block;
  }
  .wide input,
  .wide select,
  .search input,
  textarea,
  input[type="file"] {
    display: block;
    width: 100%;
    min-height: var(--target);
    padding: 8px 12px;
    border: 2px solid var(--edge);
    border-radius: var(--radius);
    background: var(--paper);
    color: var(--ink);
    font: inherit;
  }
  p + .field,
  p + .fold,
  .row + .fold {
    margin-top: 16px;
  }
  .pick select {
    min-height: var(--target);
    max-width: 100%;
    padding: 6px 10px;
    border: 1px solid var(--main);
    border-radius: var(--radius);
    background: var(--paper);
    color: var(--main);
  }
  [aria-pressed="true"].button {
    background: var(--main);
    color: var(--main-ink);
  }
  .field > .tick {
    display: flex;
    font-weight: 400;
  }
  .cards-short > .card {
    white-space: normal;
  }
  .phrase {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 24px;
    margin: 16px 0;
  }
  .phrase b {
    font-size: 1.4em;
    letter-spacing: 0.1em;
  }
  [hidden] {
    display: none;
  }
  .secret {
    -webkit-text-security: disc;
  }
  .sum {
    font-size: 1.3em;
    font-weight: 700;
  }
  .late {
    color: var(--bad);
    font-weight: 700;
  }
  .kept {
    min-height: 1.6em;
    color: var(--ok);
    text-align: right;
  }
  .card-text small {
    display: block;
  }
  .card-text .amount {
    margin-left: 0;
    text-align: left;
  }
  .plain-list small {
    display: block;
  }
  .code,
  .lens {
    display: block;
    width: 100%;
    max-width: 420px;
    margin: 12px auto;
  }
`;
