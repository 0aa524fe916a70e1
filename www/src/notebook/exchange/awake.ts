/** Keeps the screen on while codes go from one to another; a phone that turns it off would lock the notebook. */

/** @returns what lets it go dark again */
export function keepAwake(): () => void {
  const asked = "wakeLock" in navigator ? navigator.wakeLock.request("screen").catch(() => undefined) : undefined;
  return () => void asked?.then((lock) => lock?.release());
}
