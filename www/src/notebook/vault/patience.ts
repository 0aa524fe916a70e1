/**
 * How often a PIN may be tried. A wait is served while the page is open, by a clock that nobody can set: neither the
 * date of the phone nor closing the page makes it shorter.
 */

export interface Tries {
  /** Tries since the last right one, this one included. */
  wrong: number;
  /** Milliseconds that are still to be waited. */
  left: number;
  /** There is no PIN, as she wants it: the phrase is asked every time. */
  always?: true;
}

export const FREE = 5;
/** With so many wrong ones the PIN is given up, and only the phrase opens. */
export const MOST = 10;
const FIRST_WAIT = 20 * 60_000;

export const NO_TRIES: Tries = { wrong: 0, left: 0 };
export const NO_PIN: Tries = { ...NO_TRIES, always: true };

/** The state after one more try, to be kept before it is made; nothing where there may be none now. */
export function tried({ wrong, left }: Tries): Tries | undefined {
  if (left > 0 || wrong >= MOST) return undefined;
  const now = wrong + 1;
  return { wrong: now, left: now < FREE ? 0 : FIRST_WAIT * 2 ** (now - FREE) };
}

export function served({ wrong, left }: Tries, milliseconds: number): Tries {
  return { wrong, left: Math.max(0, left - Math.max(0, milliseconds)) };
}

/** A PIN that nobody guesses by trying the first that come to mind. */
export function isPin(pin: string): "ok" | "short" | "simple" {
  if (!/^\d{6,12}$/.test(pin)) return "short";
  const steps = [...pin].slice(1).map((digit, at) => Number(digit) - Number(pin.charAt(at)));
  return steps.every((step) => step === steps[0] && Math.abs(step) <= 1) ? "simple" : "ok";
}
