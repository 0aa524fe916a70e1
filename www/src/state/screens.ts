/** The screens of the page. One question on each; the small ones at the end stand together. */

export type Screen =
  | { name: "start" }
  | { name: "day" }
  | { name: "place" }
  | { name: "question"; path: string; more: boolean }
  | { name: "illness"; bill?: number }
  | { name: "care"; bill: number }
  | { name: "amounts"; bill: number }
  | { name: "received" }
  | { name: "check" }
  | { name: "result" }
  | { name: "letter"; program: string };

export function sameScreen(left: Screen, right: Screen): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
