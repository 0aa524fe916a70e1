/** Buttons, answer cards, fields and their problems. */

import { css } from "lit";

export const controls = css`
  button,
  input,
  select {
    font: inherit;
    color: inherit;
    margin: 0;
  }
  .button {
    display: block;
    width: 100%;
    min-height: var(--main-target);
    padding: 10px 16px;
    border: 2px solid var(--main);
    border-radius: var(--radius);
    background: var(--paper);
    color: var(--main);
    font-weight: 600;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  .button-main {
    background: var(--main);
    color: var(--main-ink);
  }
  .button[disabled] {
    border-color: var(--edge);
    background: var(--line);
    color: var(--ink);
    cursor: default;
  }
  .button-bad {
    border-color: var(--bad);
    color: var(--bad);
  }
  .button-small {
    width: auto;
    min-height: var(--target);
    padding: 6px 14px;
    border-width: 1px;
  }
  .buttons {
    display: flex;
    flex-direction: column;
    gap: 8px;
    margin-top: 16px;
  }
  /* Two beside each other where both are read in one line. */
  .pair {
    flex-flow: row wrap;
  }
  .pair > * {
    flex: 1 1 7em;
  }
  .pair > button {
    padding: 8px;
  }
  .pair > div,
  .pair > p {
    flex-basis: 100%;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
  }
  .link {
    display: inline-block;
    min-height: var(--target);
    min-width: var(--target);
    padding: 8px;
    border: 0;
    background: none;
    color: var(--main);
    font-weight: 600;
    text-align: left;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  .link-back::before {
    content: "‹ ";
    text-decoration: none;
  }

  .cards {
    display: flex;
    flex-direction: column;
    gap: 10px;
  }
  .card {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: var(--main-target);
    padding: 12px 14px;
    border: 2px solid var(--line);
    border-radius: var(--radius);
    background: var(--paper);
    cursor: pointer;
  }
  /* A double tap would select the words of a label instead of choosing it. */
  label.card,
  label.tick,
  button,
  summary {
    -webkit-user-select: none;
    user-select: none;
    touch-action: manipulation;
  }
  .card:focus-within {
    border-color: var(--ink);
  }
  .card-chosen {
    border-color: var(--main);
    background: var(--tint);
  }
  .card input,
  .tick input {
    flex: none;
    width: 1.3em;
    height: 1.3em;
    min-width: 28px;
    min-height: 28px;
    accent-color: var(--main);
  }
  .card-text {
    flex: 1;
    min-width: 0;
    font-weight: 600;
  }
  .card small {
    display: block;
  }
  li.card {
    cursor: default;
  }
  .card-button {
    flex-wrap: wrap;
    width: 100%;
    text-align: left;
    font-weight: 600;
  }
  .card-button .amount {
    margin-left: auto;
    text-align: right;
    overflow-wrap: anywhere;
  }
  .cards-short {
    flex-direction: row;
    flex-wrap: wrap;
  }
  .cards-short > .card {
    flex: auto;
    gap: 8px;
    padding: 8px;
    white-space: nowrap;
  }
  .cards + .cards,
  .apart {
    margin-top: 22px;
  }

  .field {
    margin-bottom: 22px;
  }
  .field-bad {
    border-left: 5px solid var(--bad);
    padding-left: 12px;
  }
  .field > label,
  .field > legend {
    display: block;
    font-weight: 600;
    margin-bottom: 6px;
  }
  .field-problem {
    color: var(--bad);
    font-weight: 600;
    margin-bottom: 6px;
  }
  .field-problem::before {
    content: "! ";
  }
  .entry,
  .date {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .entry input[type="text"],
  .date input,
  .search input {
    flex: 1 1 7em;
    min-width: 0;
    width: 100%;
    max-width: 12em;
    min-height: var(--main-target);
    padding: 8px 12px;
    border: 2px solid var(--edge);
    border-radius: var(--radius);
    background: var(--paper);
    color: var(--ink);
    -webkit-appearance: none;
    appearance: none;
  }
  .search input {
    max-width: none;
  }
  .date-part {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .date-part label {
    font-weight: 600;
  }
  .date input.width-4 {
    flex: none;
    width: 4.6em;
  }
  .date input.width-2 {
    flex: none;
    width: 3.2em;
  }
  .help {
    color: var(--soft);
    margin-top: 4px;
  }
  legend + .help,
  .search + .help {
    margin-bottom: 8px;
  }
  .unit {
    color: var(--soft);
  }
  .tick {
    display: inline-flex;
    align-items: center;
    gap: 10px;
    min-height: var(--target);
    padding: 6px 0;
    cursor: pointer;
  }
  .number {
    margin-right: 4px;
    display: inline-block;
    min-width: 1.5em;
    padding: 0 0.3em;
    border-radius: 1em;
    background: var(--main);
    color: var(--main-ink);
    text-align: center;
    line-height: 1.5;
  }

  .problems {
    border: 3px solid var(--bad);
    border-radius: var(--radius);
    background: var(--bad-tint);
    padding: 14px 16px;
    margin-bottom: 22px;
  }
  .problems .link {
    color: var(--bad);
  }

  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
    margin-bottom: 20px;
  }
  .tabs .card {
    flex: 1 1 9em;
  }
`;
