/** Parts that lie inside the page itself: one archive, written into it at build time. Nothing is fetched. */

import { decompress } from "fzstd";
import type { Disease, PackEntry, PackIndex } from "./contract.js";
import { extras, type Extras } from "./extras.js";
import { openPlaces, type Places } from "./places/places.js";
import type { WorkedCases } from "./portal/cases.js";
import { openSlips, type NamedSlip, type Slips } from "./slips/slips.js";
import { ResourceError, type PackList, type Resources } from "./resources.js";

declare const SLIPS: NamedSlip[];

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

  async slips(): Promise<Slips> {
    return openSlips(SLIPS);
  }

  private get index(): PackIndex {
    return this.json("packs/index.json") as PackIndex;
  }

  private json(name: string): unknown {
    return JSON.parse(new TextDecoder().decode(this.file(name)));
  }

  private file(name: string): Uint8Array {
    this.files = this.files ?? filesOf(decompress(archiveBytes()));
    const bytes = this.files[name];
    if (!bytes) throw new ResourceError(name, "not in the page");
    return bytes;
  }
}

/** The archive begins with a line of names and sizes. */
function filesOf(archive: Uint8Array): Record<string, Uint8Array> {
  let at = archive.indexOf(10);
  const sizes = JSON.parse(new TextDecoder().decode(archive.subarray(0, at))) as Record<string, number>;
  at += 1;
  return Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, archive.subarray(at, (at += size))]));
}

function archiveBytes(): Uint8Array {
  const text = document.getElementById(ARCHIVE)?.textContent?.trim();
  if (!text) throw new ResourceError(ARCHIVE, "not in the page");
  // As build/single.js writes them.
  const digit = (place: number): number => {
    const code = text.charCodeAt(place);
    return code - (code > 60 ? 36 : 35);
  };
  const groups = (text.length - 1) / 2;
  const bytes = new Uint8Array(Math.floor((groups * 13) / 8) - Number(text[0]));
  let [bits, value, at] = [0, 0, 0];
  for (let place = 1; at < bytes.length; place += 2) {
    value = ((value << 13) | (digit(place) * 91 + digit(place + 1))) & 0xfffff;
    for (bits += 13; bits >= 8 && at < bytes.length; at += 1) {
      bits -= 8;
      bytes[at] = value >> bits;
    }
  }
  return bytes;
}
