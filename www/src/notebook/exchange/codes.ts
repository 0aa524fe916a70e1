/** Square codes: drawn on this screen, read from another by the camera or out of pictures. */

import encodeQR from "qr";
import decodeQR from "qr/decode.js";
import { svg, type TemplateResult } from "lit";
import { make } from "../../own.js";

/** White around a code, in its own squares. */
const BORDER = 3;
/** A picture is looked at in this size, at most. */
const LONGEST = 1600;
/** Milliseconds between two looks through the lens. */
const PAUSE = 60;
/** Through the lens there is another look at once; a picture is all there is. */
const QUICK = { effort: 2, timeLimit: 100 };
const THOROUGH = { effort: 6, timeLimit: 3000 };

export function codeDrawing(text: string, label: string): TemplateResult {
  const rows = encodeQR(text, "raw", { ecc: "low", border: BORDER });
  let path = "";
  for (const [y, row] of rows.entries()) for (const [x, dark] of row.entries()) if (dark) path += `M${x} ${y}h1v1h-1z`;
  const { length: size } = rows;
  return svg`<svg class="code" role="img" aria-label=${label} viewBox="0 0 ${size} ${size}"><rect width=${size} height=${size} fill="#fff"></rect><path d=${path} fill="#000"></path></svg>`;
}

/** What the code in a picture says; nothing where none is found. */
export async function wordsIn(picture: Blob): Promise<string | undefined> {
  try {
    const found = await createImageBitmap(picture);
    return look(found, found.width, found.height, THOROUGH);
  } catch {
    return undefined;
  }
}

export function hasLens(): boolean {
  return window.isSecureContext && typeof navigator.mediaDevices?.getUserMedia === "function";
}

/**
 * Looks through the camera until it is told to stop.
 *
 * @param heard gets the words of each code that is seen
 * @returns what ends it
 * @throws DOMException where the camera is refused
 */
export async function lookThrough(video: HTMLVideoElement, heard: (words: string) => void): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
  let open = true;
  const close = (): void => {
    open = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  video.srcObject = stream;
  await video.play();
  const beat = (): void => {
    if (!open) return;
    // Taken off the screen, as by the lock: nobody looks any more.
    if (!video.isConnected) return close();
    const words = video.videoWidth > 0 ? look(video, video.videoWidth, video.videoHeight, QUICK) : undefined;
    if (words !== undefined) heard(words);
    setTimeout(beat, PAUSE);
  };
  beat();
  return close;
}

function look(source: CanvasImageSource, width: number, height: number, effort: typeof QUICK): string | undefined {
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const canvas = make("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const pen = canvas.getContext("2d");
  if (!pen) return undefined;
  pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  try {
    return decodeQR(pen.getImageData(0, 0, canvas.width, canvas.height), effort);
  } catch {
    return undefined;
  }
}
