/** The panes, which come as soon as the page stands: nobody needs them before a pack is opened. */

export { CasesPane } from "./panes/cases.js";
export { comparePane } from "./panes/compare.js";
export { FilesPane } from "./panes/files.js";
export { FormPane } from "./panes/form.js";
export { TrialPane, UsePane } from "./panes/trial.js";
