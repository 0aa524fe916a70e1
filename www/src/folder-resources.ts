/** Parts that lie in a folder beside the page. Every address is relative, and none leads elsewhere. */

import type { Disease, PackEntry } from "./contract.js";
import type { Extras } from "./extras.js";
import { ResourceError, type Resources } from "./resources.js";
import { scriptAddress } from "./trusted.js";

export interface FolderNames {
  /** Folder of all other names, with a closing slash. */
  base: string;
  module: string;
  extras: string;
}

export class FolderResources implements Resources {
  readonly online = true;
  private readonly names: FolderNames;
  private extrasLoad: Promise<Extras> | undefined;

  constructor(names: FolderNames) {
    this.names = names;
  }

  module(): Promise<ArrayBuffer> {
    return this.bytes(this.names.module);
  }

  async packs(): Promise<PackEntry[]> {
    const index = await this.json<{ contract: number; packs: PackEntry[] }>("packs/index.json");
    if (index.contract !== 1) throw new ResourceError("packs/index.json", `contract ${index.contract}`);
    return index.packs;
  }

  async pack(file: string): Promise<Uint8Array> {
    return new Uint8Array(await this.bytes(`packs/${file}`));
  }

  diseases(): Promise<Disease[]> {
    return this.json<Disease[]>("packs/diseases.json");
  }

  /** A classic script, which hands its functions over in an event: no global name, no import() for old engines. */
  extras(): Promise<Extras> {
    if (this.extrasLoad === undefined) {
      this.extrasLoad = new Promise<Extras>((resolve, reject) => {
        const script = document.createElement("script");
        script.addEventListener("jiuzhu-extras", (event) => resolve((event as CustomEvent<Extras>).detail));
        script.addEventListener("error", () => reject(new ResourceError(this.names.extras, "not loaded")));
        script.src = scriptAddress(this.address(this.names.extras));
        document.head.append(script);
      });
      this.extrasLoad.catch(() => {
        this.extrasLoad = undefined;
      });
    }
    return this.extrasLoad;
  }

  private address(name: string): string {
    return new URL(name, new URL(this.names.base, document.baseURI)).href;
  }

  private async bytes(name: string): Promise<ArrayBuffer> {
    return (await this.response(name)).arrayBuffer();
  }

  private async json<T>(name: string): Promise<T> {
    return (await this.response(name)).json() as Promise<T>;
  }

  private async response(name: string): Promise<Response> {
    const response = await fetch(this.address(name), { credentials: "same-origin" });
    if (!response.ok) throw new ResourceError(name, String(response.status));
    return response;
  }
}
