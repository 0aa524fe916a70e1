/** What goes out and comes in: backups, handing over, lists, paper, the month's report; and a new notebook. */

export { goBy } from "./exchange/ways.js";
export { Elsewhere } from "./screens/elsewhere.js";
export { Give } from "./screens/give.js";
export { Month } from "./screens/month.js";
export { Paper } from "./screens/paper.js";
export { Restore } from "./screens/restore.js";
export { Safety } from "./screens/safety.js";
export { Setup } from "./screens/setup.js";
export { Take } from "./screens/take.js";
