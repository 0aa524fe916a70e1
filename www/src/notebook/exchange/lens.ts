/** Square codes, read through the camera or out of pictures: by the browser itself where it can, else by a decoder. */

import decodeQR from "qr/decode.js";

/** A picture is looked at in this size, at most. */
const LONGEST = 1600;
/** Milliseconds between two looks through the lens. */
const PAUSE = 60;
/** Through the lens there is another look at once; a picture is all there is. */
const QUICK = { effort: 2, timeLimit: 100 };
const THOROUGH = { effort: 6, timeLimit: 3000 };
/** A code of a piece has a hundred squares a side, which the smallest picture of a camera blurs. */
const WANTED: MediaTrackConstraints = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } };

/** What reads codes in some browsers: https://wicg.github.io/shape-detection-api/ */
interface Detector {
  detect(source: CanvasImageSource): Promise<{ rawValue: string }[]>;
}
interface DetectorClass {
  new (wanted: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** Where pictures are drawn to be read. */
type Paper = HTMLCanvasElement;

type Look = (source: CanvasImageSource, width: number, height: number) => Promise<string | undefined>;

/** What the code in a picture says; nothing where none is found. */
export async function wordsIn(picture: Blob, paper: Paper): Promise<string | undefined> {
  try {
    const found = await createImageBitmap(picture);
    const look = await looking(paper, THOROUGH);
    return await look(found, found.width, found.height);
  } catch {
    return undefined;
  }
}

/**
 * Looks through the camera until it is told to stop, or the page is left or hidden; the camera is let go whichever it is.
 *
 * @param heard gets the words of each code that is seen
 * @throws DOMException where the camera is refused, not there, or goes while it is looked through
 */
export async function lookThrough(
  video: HTMLVideoElement,
  paper: Paper,
  heard: (words: string) => void,
  stop: AbortSignal,
): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: WANTED, audio: false });
  const tracks = stream.getTracks();
  const close = (): void => {
    for (const track of tracks) track.stop();
    video.srcObject = null;
  };
  // Not only after the look that is just being taken.
  stop.addEventListener("abort", close);
  try {
    video.srcObject = stream;
    if (!stop.aborted) await video.play();
    const look = await looking(paper, QUICK);
    while (!stop.aborted && video.isConnected && !document.hidden) {
      if (tracks.some(({ readyState }) => readyState === "ended")) throw new DOMException("ended", "NotReadableError");
      const words = await look(video, video.videoWidth, video.videoHeight);
      if (words !== undefined && !stop.aborted) heard(words);
      await new Promise((passed) => setTimeout(passed, PAUSE));
    }
  } finally {
    close();
  }
}

/** The browser's own reader may be there and not work, as on phones without the services that it asks. */
async function looking(paper: Paper, effort: typeof QUICK): Promise<Look> {
  const decode = decoding(paper, effort);
  let own = await ownDetector();
  return async (source, width, height) => {
    if (width === 0) return undefined;
    try {
      if (own) return (await own.detect(source))[0]?.rawValue;
    } catch {
      own = undefined;
    }
    return decode(source, width, height);
  };
}

async function ownDetector(): Promise<Detector | undefined> {
  const { BarcodeDetector: Own } = window as { BarcodeDetector?: DetectorClass };
  const formats = await Own?.getSupportedFormats().catch((): string[] => []);
  return Own && formats?.includes("qr_code") ? new Own({ formats: ["qr_code"] }) : undefined;
}

function decoding(
  paper: Paper,
  effort: typeof QUICK,
): (source: CanvasImageSource, width: number, height: number) => string | undefined {
  const pen = paper.getContext("2d", { willReadFrequently: true });
  return (source, width, height) => {
    const scale = Math.min(1, LONGEST / Math.max(width, height));
    const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
    if (paper.width !== across || paper.height !== down) Object.assign(paper, { width: across, height: down });
    pen?.drawImage(source, 0, 0, across, down);
    try {
      return pen ? decodeQR(pen.getImageData(0, 0, across, down), effort) : undefined;
    } catch {
      return undefined;
    }
  };
}
