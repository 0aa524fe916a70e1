// What a phone's camera sees: a film made of the codes that stand on another screen, and whether the camera is let go.
import { renameSync, writeFileSync } from "node:fs";

const [WIDTH, HEIGHT, PER_SECOND] = [1280, 720, 5];

/** A browser whose camera shows a film; `ask`: it asks, as a new one does, and nobody answers yes. */
export const seeing = (film, { ask = false } = {}) => [
  "--use-fake-device-for-media-stream",
  `--use-file-for-fake-video-capture=${film}`,
  ...(ask ? [] : ["--use-fake-ui-for-media-stream"]),
];

/** The code on the screen as a camera has it before it: its brightness, dot by dot. */
export async function frameOf(page, { spoilt = false, tilt = 0 } = {}) {
  const drawn = await page.locator("svg.code").evaluate(
    (code, { width, height, spoilt, tilt }) => {
      const canvas = document.createElement("canvas");
      Object.assign(canvas, { width, height });
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#777";
      pen.fillRect(0, 0, width, height);
      const { width: size } = code.viewBox.baseVal;
      const scale = (height - 80) / size;
      pen.translate(width / 2, height / 2);
      pen.rotate(tilt);
      pen.scale(scale, scale);
      pen.translate(-size / 2, -size / 2);
      pen.fillStyle = "#eee";
      pen.fillRect(0, 0, size, size);
      pen.fillStyle = "#222";
      pen.fill(new Path2D(code.querySelector("path").getAttribute("d")));
      // A thumb before the lens.
      if (spoilt) pen.fillRect(0, size / 3, size, size / 2);
      const { data } = pen.getImageData(0, 0, width, height);
      let bytes = "";
      for (let at = 0; at < data.length; at += 4) bytes += String.fromCharCode(data[at]);
      return btoa(bytes);
    },
    { width: WIDTH, height: HEIGHT, spoilt, tilt },
  );
  return Buffer.from(drawn, "base64");
}

/** A camera that lies on the table. */
export const dark = () => Buffer.alloc(WIDTH * HEIGHT, 16);

/** @param frames as they come, over and over */
export function film(file, frames) {
  const grey = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const parts = frames.flatMap((frame) => [Buffer.from("FRAME\n"), frame, grey]);
  // The browser may be looking: it finds the old film or the new one.
  writeFileSync(`${file}.part`, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${PER_SECOND}:1 Ip A1:1 C420jpeg\n`), ...parts]));
  renameSync(`${file}.part`, file);
}

/** Runs in the page, before its scripts: keeps what the camera was opened for. */
export function watchCamera() {
  window.opened = [];
  const { getUserMedia } = MediaDevices.prototype;
  MediaDevices.prototype.getUserMedia = async function (wanted) {
    const stream = await getUserMedia.call(this, wanted);
    window.opened.push(...stream.getTracks());
    return stream;
  };
}

export const cameras = (page) => page.evaluate(() => window.opened.map(({ readyState }) => readyState));
