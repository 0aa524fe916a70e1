/** What is wrong with what came in, each cause in its own words. */

export const REFUSALS = {
  foreign: "这不是走访本的文件。请看看是不是选错了。",
  new: "这个文件是更新的页面做的。请连上网，把这一页重新打开，再来。",
  damaged: "这个文件坏了，开头和结尾都读不出来。请换一个，或者请对方重做。",
  phrase: "口令和这个备份对不上：文件是好的，口令是别的本子的。",
  handover: "这是别人交过来的人家，不是备份。请到「收进来」里收。",
  backup: "这是备份，要用纸上的口令打开。请到「备份和安全」里合进来。",
  other: "这是交给别人的，不是给这个本子的：您的收件码和它对不上。",
} as const;

export function missingWords(missing: number | undefined): string {
  if (missing === 0) return "";
  return missing === undefined ? "文件有损坏，原来有多少户看不出来了。" : `文件有损坏，还有 ${missing} 户读不出来。`;
}
