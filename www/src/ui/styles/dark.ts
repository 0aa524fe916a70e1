/** The colours of the dark. */

import { unsafeCSS } from "lit";

const DARK = {
  ink: "#f3f5f8",
  soft: "#c9d1db",
  paper: "#1a2129",
  ground: "#11161c",
  line: "#3a4551",
  edge: "#93a0ae",
  main: "#9cc8ff",
  "main-ink": "#06203d",
  tint: "#223244",
  ok: "#7fdca8",
  "ok-tint": "#15301f",
  warn: "#ffdf8f",
  "warn-tint": "#3a2d0c",
  bad: "#ffb4ab",
  "bad-tint": "#45201c",
  basic: "#5a9be6",
  critical: "#a9cdf7",
  others: "#c3a6ea",
  help: "#57c78a",
  own: "#f0a73a",
};

export const dark = unsafeCSS(
  `${Object.entries(DARK)
    .map(([name, colour]) => `--${name}:${colour};`)
    .join("")}color-scheme:dark!important`,
);
