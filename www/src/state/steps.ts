/** The way through the screens, step by step, back and forward. */

import { sameScreen, type Screen } from "./screens.js";
import type { State } from "./state.js";

/** Where one is, and what lies behind and ahead. */
export type Step = Pick<State, "screen" | "trail" | "ahead">;

export function stepTo({ screen: now, trail, returnTo }: State, screen: Screen): Partial<State> {
  const arrived = screen.name === "check" || screen.name === "result";
  return {
    screen,
    trail: sameScreen(now, screen) ? trail : [...trail, now],
    ahead: [],
    problems: [],
    returnTo: arrived ? undefined : returnTo,
    undo: undefined,
  };
}

export function stepBack({ screen: now, trail, ahead }: Step): Step {
  const screen = trail[trail.length - 1] ?? { name: "start" };
  return { screen, trail: trail.slice(0, -1), ahead: [now, ...ahead] };
}

/** Along what was gone back from, if anything was. */
export function stepAhead({ screen: now, trail, ahead }: Step): Step {
  const [screen = now, ...rest] = ahead;
  return { screen, trail: [...trail, now], ahead: rest };
}
