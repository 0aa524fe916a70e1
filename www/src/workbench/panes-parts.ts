/** The panes that are written in, which come as soon as the page stands: nobody needs them before a pack is opened. */

export { CasesPane } from "./panes/cases.js";
export { FormPane } from "./panes/form.js";
export { nextStep } from "./panes/next.js";
export { problemsPane } from "./panes/problems.js";
