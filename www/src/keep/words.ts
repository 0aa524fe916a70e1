/** Words that stand only on what is carried away. */

export const WHERE = "去哪里、怎么办";
export const MORE = "…… 其余请看页面";
export const CHECK = "带材料时逐样打勾";
export const ATTACHMENTS = "附：";
