/** What nobody needs before the text itself is shown: the editor. */

export { TextPane } from "./editor.js";
