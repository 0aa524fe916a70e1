/** What is said at every door where a part of a page breaks down, and whom to ask. */

export const BROKEN = "这一块没有显示出来，别的不受影响。";
export const HELP = "有疑问，打医保热线";
