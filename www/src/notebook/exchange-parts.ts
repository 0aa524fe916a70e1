/** What goes out and comes in: backups, handing over, lists, paper, the month's report; and a new notebook. */

import type { Door } from "./door.js";
import { Elsewhere } from "./screens/elsewhere.js";
import { Give } from "./screens/give.js";
import { Month } from "./screens/month.js";
import { Paper } from "./screens/paper.js";
import { Restore } from "./screens/restore.js";
import { Safety } from "./screens/safety.js";
import { Setup } from "./screens/setup.js";
import { Take } from "./screens/take.js";

export { goBy } from "./exchange/ways.js";

export const outAndIn = (door: Door) => ({
  elsewhere: new Elsewhere(door),
  give: new Give(door),
  month: new Month(door),
  paper: new Paper(door),
  restore: new Restore(door),
  safety: new Safety(door),
  setup: new Setup(door),
  take: new Take(door),
});
