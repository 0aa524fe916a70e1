/**
 * 手指按着的时候不动: what has changed is drawn at once, but not under a finger that rests, so that nothing moves from under
 * it, and only once a frame, however many keys come in between.
 */

/** A tap ends in a click; a finger that scrolls takes its touch back. */
const TOUCHES = ["pointerdown", "click", "pointercancel"];
/** Milliseconds after which a finger that rests no longer means to tap. */
const LONGEST = 1000;

export class Finger {
  private resting: Promise<unknown> | undefined;
  private lift: () => void = () => undefined;
  private drawn: Promise<unknown> = Promise.resolve();

  constructor() {
    for (const touch of TOUCHES) window.addEventListener(touch, this);
  }

  handleEvent({ type }: Event): void {
    // What a click does of itself comes first.
    if (type !== "pointerdown") setTimeout(this.lift);
    else
      this.resting ??= new Promise<void>((lift) => {
        this.lift = lift;
        setTimeout(lift, LONGEST);
      }).then(() => (this.resting = undefined));
  }

  /** When it can be drawn. */
  async free(): Promise<void> {
    await this.drawn;
    while (this.resting) await this.resting;
    this.drawn = new Promise(requestAnimationFrame);
  }
}
