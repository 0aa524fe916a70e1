/** Parts that lie inside the page itself: one archive, written into it at build time. Nothing is fetched. */

import { gunzipSync, unzipSync } from "fflate";
import type { Disease, PackEntry, PackIndex } from "./contract.js";
import { extras, type Extras } from "./extras.js";
import { openPlaces, type Places } from "./places/places.js";
import type { WorkedCases } from "./portal/cases.js";
import { ResourceError, type PackList, type Resources } from "./resources.js";

const ARCHIVE = "jiuzhu-archive";

export class SingleResources implements Resources {
  readonly online = false;
  private files: Record<string, Uint8Array> | undefined;

  async module(): Promise<ArrayBuffer> {
    const bytes = this.file("jiuzhu.wasm");
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  }

  async packs(): Promise<PackList> {
    return { packs: this.index.packs, refused: "" };
  }

  async pack(entry: PackEntry): Promise<Uint8Array> {
    return this.file(`packs/${entry.file}`);
  }

  async cases(entry: PackEntry): Promise<WorkedCases> {
    throw new ResourceError(entry.id, "not in the page");
  }

  async config(): Promise<unknown> {
    return {};
  }

  async diseases(): Promise<Disease[]> {
    return this.json(`packs/${this.index.diseases}`) as Disease[];
  }

  async extras(): Promise<Extras> {
    return extras;
  }

  async places(): Promise<Places> {
    return openPlaces(new TextDecoder().decode(this.file("places.txt")));
  }

  private get index(): PackIndex {
    return this.json("packs/index.json") as PackIndex;
  }

  private json(name: string): unknown {
    return JSON.parse(new TextDecoder().decode(this.file(name)));
  }

  private file(name: string): Uint8Array {
    this.files = this.files ?? unzipSync(gunzipSync(archiveBytes()));
    const bytes = this.files[name];
    if (!bytes) throw new ResourceError(name, "not in the page");
    return bytes;
  }
}

function archiveBytes(): Uint8Array {
  const text = document.getElementById(ARCHIVE)?.textContent?.trim();
  if (!text) throw new ResourceError(ARCHIVE, "not in the page");
  // As build/single.js writes them.
  const words = (text.length - 1) / 5;
  const bytes = new DataView(new ArrayBuffer(words * 4));
  for (let word = 0; word < words; word += 1) {
    let value = 0;
    for (let at = 1; at <= 5; at += 1) {
      const code = text.charCodeAt(word * 5 + at);
      value = value * 85 + code - (code > 60 ? 41 : 40);
    }
    bytes.setUint32(word * 4, value);
  }
  return new Uint8Array(bytes.buffer, 0, bytes.byteLength - Number(text[0]));
}
