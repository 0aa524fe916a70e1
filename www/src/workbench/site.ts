/** What lies on the site: the list of packs, and the text of the file that each is compiled from. */

import type { PackEntry, PackIndex } from "../contract.js";

export interface Names {
  base: string;
  module: string;
  worker: string;
  index: string;
  sources: string;
}

/** What all packs share, and where the text of each lies. */
interface Sources {
  diseases: string;
  facts: string;
  files: Record<string, string>;
}

export class Site {
  private readonly names: Names;
  /** Where the text of each pack lies, by its id and by the name of its file. */
  private files: Sources["files"] = {};

  constructor(names: Names) {
    this.names = names;
  }

  /** What all packs share, and the list of them. */
  async open(): Promise<Omit<Sources, "files"> & { packs: PackEntry[] }> {
    const [{ files, ...shared }, { packs }] = await Promise.all([
      this.json<Sources>(this.names.sources),
      this.json<PackIndex>(this.names.index),
    ]);
    this.files = files;
    return { ...shared, packs };
  }

  /** Whether there is a file that holds this pack, or is called so. */
  has(id: string): boolean {
    return id in this.files;
  }

  /** The name of the file that a pack is compiled from, without its ending. */
  file(id: string): string {
    return (this.files[id] ?? id).replace(/.*\/|-\w+\.txt$/g, "");
  }

  /** The file that a pack is compiled from: its name and its text. */
  async source(id: string): Promise<[string, string]> {
    return [`${this.file(id)}.toml`, await (await this.get(this.files[id] ?? id)).text()];
  }

  address(name: string): string {
    return new URL(name, new URL(this.names.base, document.baseURI)).href;
  }

  async get(name: string): Promise<Response> {
    const response = await fetch(this.address(name));
    if (!response.ok) throw new Error(name);
    return response;
  }

  private async json<T>(name: string): Promise<T> {
    return (await this.get(name)).json() as Promise<T>;
  }
}
