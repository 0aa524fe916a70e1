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
  .panes .button {
    position: relative;
  }
  /* On the edge of its button: what is counted later moves no button that somebody is about to touch. */
  .count {
    position: absolute;
    top: -1em;
    right: -0.6em;
    min-width: 1.7em;
    padding: 0 0.3em;
    border: 1px solid var(--paper);
    border-radius: 1em;
    background: var(--bad);
    color: var(--paper);
    font-size: 0.8em;
    line-height: 1.5;
  }
  [aria-pressed="true"].button {
    background: var(--main);
    color: var(--main-ink);
  }
  section {
    margin-bottom: 28px;
  }
  .help {
    margin-bottom: 8px;
  }
  .help + section {
    margin-top: 24px;
  }
  .sheet {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--paper);
    padding: 12px;
    margin-bottom: 12px;
  }
  .fields {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 14px;
  }
  .fields > * {
    flex: 1 1 15em;
    min-width: 0;
  }
  .fields > .whole {
    flex-basis: 100%;
  }
  .cell > label,
  .cell > .head {
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
  .class-row > .button {
    justify-self: start;
    min-width: 0;
  }
  .wide-cell > * + *,
  .cell .cell,
  .pick {
    margin-top: 8px;
  }
  .choices summary,
  .also summary,
  .words summary {
    padding: 6px 10px;
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
  }
  .tick input {
    flex: none;
    width: 24px;
    min-height: 24px;
    height: 24px;
    margin: 0;
  }
  @media (min-width: 60em) {
    .class-row > .button {
      margin-top: 1.6em;
    }
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
  .pick li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 14px;
  }
  .pick li > :first-child {
    flex: 1 1 16em;
  }
  .pick .link {
    padding: 8px 0;
  }
  div.note-warn {
    position: sticky;
    top: 0;
    z-index: 1;
  }
  .trial-whole {
    max-width: none;
    height: 85vh;
  }
  [hidden] {
    display: none;
  }
  @media (hover: none) {
    .text + .help {
      display: none;
    }
  }
`;
