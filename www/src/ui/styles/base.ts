/** Colours, type and the frame. Sizes hang on one figure, the type size, so that enlarged text never breaks a box. */

import { css } from "lit";
import { dark } from "./dark.js";

export const base = css`
  :host {
    /* Important, or the rules of a host page for its own elements would go before these. */
    all: initial !important;
    direction: ltr !important;
    display: block !important;
    scroll-margin-top: var(--jiuzhu-scroll-margin, 0px) !important;
    /* In-app browsers enlarge text through this property; it must come through. */
    -webkit-text-size-adjust: inherit !important;
    text-size-adjust: inherit !important;

    --ink: var(--jiuzhu-text, #1a1a1a);
    --soft: #444444;
    --paper: var(--jiuzhu-bg, #ffffff);
    --ground: #f2f5f9;
    --line: #d3dae3;
    --edge: #6b7280;
    --main: var(--jiuzhu-primary, #084a8c);
    --main-ink: #ffffff;
    --tint: #e8f0fa;
    --ok: #07532f;
    --ok-tint: #e6f4ec;
    --warn: #553800;
    --warn-tint: #fff4d6;
    --bad: #8c1d18;
    --bad-tint: #fdecea;
    --basic: #0b57a4;
    --critical: #4f8fd0;
    --others: #8a6fb0;
    --help: #0a6b3d;
    --own: #c77700;
    --focus: #ffbf47;
    --radius: var(--jiuzhu-radius, 10px);
    --type: 18px;
    --target: 48px;
    --main-target: 60px;
    color-scheme: light !important;
  }
  :host([size="large"]) {
    --type: 24px;
  }
  :host([size="elder"]) {
    --type: 30px;
    --target: 60px;
    --main-target: 72px;
  }
  :host([hidden]) {
    display: none !important;
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme="light"])) {
      ${dark}
    }
  }
  :host([theme="dark"]) {
    ${dark}
  }
  @media (prefers-contrast: more) {
    :host {
      --soft: var(--ink);
      --line: var(--edge);
    }
  }

  * {
    box-sizing: border-box;
  }
  .app {
    /* Once more: a host page may force inherited properties on the element itself. */
    all: initial;
    display: block;
    -webkit-text-size-adjust: inherit;
    text-size-adjust: inherit;
    background: var(--ground);
    color: var(--ink);
    font-family: var(--jiuzhu-font, -apple-system, "PingFang SC", "HarmonyOS Sans SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif);
    font-size: var(--type);
    line-height: 1.6;
    text-align: left;
    /* Not "anywhere": boxes would shrink below a figure and tear it. */
    overflow-wrap: break-word;
    min-height: 100%;
  }
  .page {
    max-width: 40em;
    margin: 0 auto;
    padding: 8px 16px 24px;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  fieldset,
  legend,
  dl,
  dd {
    margin: 0;
    padding: 0;
    border: 0;
    /* A group of fields would else be as wide as its longest word. */
    min-width: 0;
    font-weight: inherit;
  }
  h1 {
    font-size: 1.45em;
    line-height: 1.35;
    font-weight: 700;
    margin: 4px 0 0.5em;
    outline: none;
  }
  :host([size="large"]) h1 {
    font-size: 1.3em;
  }
  :host([size="elder"]) h1 {
    font-size: 1.2em;
  }
  h2 {
    font-size: 1.15em;
    line-height: 1.4;
    font-weight: 700;
    margin: 0 0 8px;
  }
  h3 {
    font-size: 1em;
    font-weight: 700;
    margin: 0 0 0.4em;
  }
  p + p {
    margin-top: 0.8em;
  }
  small {
    font-size: 1em;
    color: var(--soft);
    font-weight: 400;
  }
  .lead {
    color: var(--soft);
    margin-bottom: 1em;
  }
  a {
    color: var(--main);
    font-weight: 600;
  }
  ul,
  ol {
    list-style: none;
  }
  .amount {
    font-variant-numeric: tabular-nums;
  }
  .quiet {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip: rect(0 0 0 0);
    white-space: nowrap;
  }
  :focus {
    outline: 3px solid var(--ink);
    outline-offset: 0;
    box-shadow: 0 0 0 6px var(--focus);
  }
  :focus:not(:focus-visible) {
    outline: none;
    box-shadow: none;
  }
  h1:focus,
  .problems:focus {
    outline: none;
    box-shadow: none;
  }

  .bar {
    background: var(--paper);
    border-bottom: 1px solid var(--line);
  }
  .bar-inner {
    max-width: 40em;
    margin: 0 auto;
    padding: 6px 16px;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .brand {
    font-weight: 700;
    margin-right: auto;
    color: var(--main);
  }
  .foot {
    max-width: 40em;
    margin: 0 auto;
    padding: 8px 16px 32px;
    color: var(--soft);
  }
  .foot a {
    display: inline-flex;
    align-items: center;
    min-height: var(--target);
    padding: 0 8px;
  }
  .on-result h1 {
    margin: 0;
  }
  .on-result .page,
  .on-result .bar-inner,
  .on-result .foot {
    max-width: 60em;
  }
  .back {
    margin: -4px 0 4px -8px;
  }
`;
