/** What lies on the site: the list of packs, and the text of the file that each is compiled from. */

import type { PackEntry, PackIndex } from "../contract.js";

export interface Names {
  base: string;
  module: string;
  worker: string;
  index: string;
  sources: string;
}

export class Site {
  private readonly names: Names;
  /** The file of each pack. */
  private files: Record<string, string> = {};

  constructor(names: Names) {
    this.names = names;
  }

  /** What all packs share, and the list of them. */
  async open(): Promise<{ diseases: string; facts: string; packs: PackEntry[] }> {
    const { sources, index } = this.names;
    const [diseases, facts, names, list] = await Promise.all([
      this.text(`${sources}common/diseases.txt`),
      this.text(`${sources}common/facts.txt`),
      this.text(`${sources}names.json`),
      this.text(index),
    ]);
    this.files = JSON.parse(names) as Record<string, string>;
    return { diseases, facts, packs: (JSON.parse(list) as PackIndex).packs };
  }

  /** Whether there is a file that holds this pack, or is called so. */
  has(id: string): boolean {
    return Object.entries(this.files).some(([pack, file]) => pack === id || file === id);
  }

  /** The name of the file that a pack is compiled from, without its ending. */
  file(id: string): string {
    return this.files[id] ?? id;
  }

  /** The file that a pack is compiled from: its name and its text. */
  async source(id: string): Promise<[string, string]> {
    const file = this.file(id);
    return [`${file}.toml`, await this.text(`${this.names.sources}${file}.txt`)];
  }

  address(name: string): string {
    return new URL(name, new URL(this.names.base, document.baseURI)).href;
  }

  async bytes(name: string): Promise<ArrayBuffer> {
    const response = await fetch(this.address(name), { credentials: "same-origin" });
    if (!response.ok) throw new Error(`${name} ${response.status}`);
    return response.arrayBuffer();
  }

  private async text(name: string): Promise<string> {
    return new TextDecoder().decode(await this.bytes(name));
  }
}
