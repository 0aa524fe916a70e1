/** Words that stand in more than one place. */

import type { ApplicationState } from "./model/household.js";
import type { Unlocked } from "./vault/vault.js";

/** What the lock stops, and what not. */
export const PROTECTS = [
  "存在手机里的都加了密：捡到手机的人、借手机的人，没有开本密码看不到；备份文件没有纸上的口令打不开。",
  "挡不住的：本子开着的时候站在旁边看的人，手机里的坏软件，知道您密码的人。",
] as const;

export const SAYS = {
  short: "请填 6 到 12 个数字。",
  simple: "这个太好猜了，请换一个。",
  other: "这不是这个本子的口令。数字写得都对，是别的本子的。",
  group: (group: number): string => (group > 6 ? "口令只有六组，填多了。" : `第 ${group} 组不对，请对着纸看看。`),
};

/** Why a notebook was not opened, or not begun, though nothing wrong was told. */
export const UNOPENED: Partial<Record<Unlocked, string>> = {
  new: "这个本子是更新的页面写的。请连上网，把这一页重新打开。",
  failed: "没有打开，多半是手机内存不够。请关掉别的应用，再试一次；这一次不算错。",
  full: "没有打开，这台手机的存储满了。请删掉手机里别的东西，再试一次；这一次不算错。",
};

export const STATE_WORDS: Record<ApplicationState, string> = {
  preparing: "在准备材料",
  filed: "已经交了",
  approved: "批了，钱没到",
  refused: "没批",
  paid: "钱到了",
};
