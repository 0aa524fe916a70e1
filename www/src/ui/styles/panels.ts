/** Notes, panels, fold-outs, lists and the parts of the result. */

import { css } from "lit";

export const panels = css`
  .note {
    border-left: 5px solid var(--main);
    background: var(--tint);
    padding: 10px 14px;
    border-radius: 0 var(--radius) var(--radius) 0;
    margin: 12px 0;
  }
  .note-warn {
    border-left-color: var(--warn);
    background: var(--warn-tint);
    color: var(--warn);
  }
  .note a {
    color: inherit;
  }
  .panel {
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: 16px;
    margin-top: 16px;
  }
  .print-sheet {
    display: none;
  }

  .fold {
    border-top: 1px solid var(--line);
  }
  .fold > summary {
    display: flex;
    align-items: center;
    min-height: var(--target);
    padding: 8px 4px;
    color: var(--main);
    font-weight: 600;
    cursor: pointer;
    list-style: none;
  }
  .fold > summary::-webkit-details-marker {
    display: none;
  }
  .fold > summary::before {
    content: "＋";
    flex: none;
    width: 1.3em;
  }
  .fold[open] > summary::before {
    content: "－";
  }
  .fold-content {
    padding: 0 4px 16px;
  }
  .fold-light {
    border-top: 0;
  }
  .fold-light > summary {
    font-weight: 400;
    padding: 4px 0;
  }
  .fold-light > .fold-content {
    padding: 0 0 8px;
  }
  .past {
    margin: 0 0 8px;
    padding: 6px 14px;
  }
  .program > .fold > summary {
    flex-wrap: wrap;
    gap: 0 8px;
  }
  .program-name {
    flex: 1 1 6em;
    min-width: 0;
  }
  .program h3 {
    margin: 8px 0 0;
  }
  .ref {
    white-space: nowrap;
  }
  .articles > li {
    padding: 8px 0;
    counter-increment: article;
  }
  .articles > li > p:first-child::before {
    content: counter(article) ". ";
  }

  .state {
    display: inline-block;
    padding: 2px 12px;
    border-radius: 1em;
    font-weight: 600;
    background: var(--line);
    color: var(--ink);
  }
  .state-eligible {
    background: var(--ok-tint);
    color: var(--ok);
  }
  .state-unknown,
  .state-not-computed {
    background: var(--warn-tint);
    color: var(--warn);
  }
  /* What stands at the side where there is room for it, whatever the page around. */
  .beside {
    display: flex;
    flex-wrap: wrap;
    gap: 0 24px;
  }
  .beside > .headline {
    flex: 1 1 19em;
    align-self: flex-start;
    min-width: 0;
  }
  .rest {
    flex: 999 1 28em;
    min-width: 0;
    max-width: 100%;
  }
  .headline {
    border-top: 8px solid var(--main);
  }
  .headline p {
    margin: 8px 0 0;
  }
  .headline .sum {
    /* A figure is not torn in two where the type is doubled on a narrow screen. */
    font-size: max(1em, min(2em, 9.5vw));
    line-height: 1.3;
    font-weight: 700;
    color: var(--main);
    margin: 0;
  }
  :host([size="elder"]) .headline .sum {
    font-size: 1.4em;
  }
  .headline .sum-plain {
    font-size: 1.3em;
    color: var(--ink);
    margin-top: 8px;
  }
  .act {
    margin-top: 16px;
    padding: 8px 16px;
    border-radius: var(--radius);
    background: var(--tint);
  }
  .act h2 {
    margin: 0;
    font-size: 1em;
    color: var(--main);
  }
  .act p {
    margin: 0;
    font-weight: 600;
  }
  .asks > li {
    padding-top: 8px;
    font-weight: 600;
  }
  .asks .link {
    padding: 8px 0;
  }

  .pairs > div {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 12px;
    padding: 8px 0;
    border-bottom: 1px solid var(--line);
  }
  .pairs > div:last-child {
    border-bottom: 0;
  }
  .pairs dt {
    flex: 1 1 8em;
    color: var(--soft);
  }
  .pairs dd {
    flex: 1 1 9em;
    font-weight: 600;
  }
  .pairs .pairs-act {
    flex: none;
  }

  .steps > li,
  .reasons > li {
    padding: 10px 0;
    border-bottom: 1px solid var(--line);
  }
  .steps > li:last-child,
  .reasons > li:last-child {
    border-bottom: 0;
  }
  .steps {
    counter-reset: step;
  }
  /* The text goes under its number where large type leaves too little beside it for a figure. */
  .steps > li {
    counter-increment: step;
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.7em;
  }
  .steps > li > * {
    flex: 1 1 100%;
    min-width: 0;
  }
  .steps > li > .step-text {
    flex: 1 1 9em;
  }
  .steps > li::before {
    content: counter(step);
    flex: none;
    width: 1.5em;
    height: 1.5em;
    line-height: 1.5em;
    border-radius: 50%;
    background: var(--tint);
    color: var(--main);
    font-weight: 700;
    text-align: center;
  }
  .reasons .mark {
    font-weight: 700;
    margin-right: 6px;
  }
  .mark-met {
    color: var(--ok);
  }
  .mark-not-met {
    color: var(--bad);
  }
  .mark-unknown {
    color: var(--warn);
  }
  .citation {
    color: var(--soft);
  }
  .plain-list > li {
    padding: 8px 0;
  }
  .plain-list > li:not(:last-child),
  .todo > li:not(:last-child) {
    border-bottom: 1px solid var(--line);
  }
  .todo .tick {
    display: flex;
    align-items: flex-start;
    padding: 3px 0;
  }
  .todo .tick input {
    margin-top: 1px;
  }
  .path {
    margin-bottom: 8px;
  }
  .path > li {
    padding: 4px 0 4px 1.4em;
    position: relative;
  }
  .path > li::before {
    content: "";
    position: absolute;
    left: 0.3em;
    top: 0.75em;
    width: 0.5em;
    height: 0.5em;
    border-radius: 50%;
    background: var(--main);
  }
  .due {
    font-weight: 700;
    margin-top: 8px;
  }
  .due small {
    display: block;
  }
  .due-over {
    color: var(--bad);
  }
  .slip {
    display: block;
    width: 100%;
    max-width: 420px;
    height: auto;
    margin: 0 auto;
  }
  .picture {
    display: block;
    width: 100%;
    max-width: 420px;
    height: auto;
    margin: 12px auto;
    border: 1px solid var(--line);
  }
  .code {
    display: block;
    width: 240px;
    max-width: 100%;
    height: auto;
    margin: 12px auto;
    background: #ffffff;
  }
  .selectable {
    width: 100%;
    min-height: 12em;
    font: inherit;
    padding: 10px;
    border: 2px solid var(--edge);
    border-radius: var(--radius);
    background: var(--paper);
    color: var(--ink);
  }
  .letter {
    background: #ffffff;
    color: #1a1a1a;
    border: 1px solid var(--line);
    padding: 20px 16px;
    margin-top: 16px;
  }
  .letter h2 {
    text-align: center;
  }
  .letter .indent {
    text-indent: 2em;
  }
  .letter .right {
    text-align: right;
  }
  @media (prefers-reduced-motion: no-preference) {
    .card,
    .button {
      transition: background-color 0.12s, border-color 0.12s;
    }
  }
`;
