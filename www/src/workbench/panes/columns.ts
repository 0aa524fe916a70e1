/** The columns of the table of classes. */
export const COLUMNS: Record<string, string> = {
  line: "起付",
  share: "比例",
  limit: "一年最多",
  sum: "定额",
  said: "没有写",
  gate: "资格",
  plus: "加",
  minus: "减",
};
