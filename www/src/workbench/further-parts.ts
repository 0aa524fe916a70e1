/** The panes that come when they are opened: what is done with a pack once it is written. */

export { comparePane } from "./panes/compare.js";
export { FilesPane } from "./panes/files.js";
export { TrialPane, UsePane } from "./panes/trial.js";
