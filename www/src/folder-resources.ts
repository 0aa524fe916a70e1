/** Parts that lie in a folder beside the page. Every address is relative, and none leads elsewhere. */

import type { Disease, PackEntry, PackIndex } from "./contract.js";
import type { Extras } from "./extras.js";
import type { WorkedCases } from "./portal/cases.js";
import { make, own } from "./own.js";
import { ResourceError, type Resources } from "./resources.js";
import { ownNonce, scriptAddress } from "./trusted.js";

export interface FolderNames {
  /** Folder of all other names, with a closing slash. */
  base: string;
  module: string;
  extras: string;
  /** List of the shipped packs. */
  index: string;
  /** The portal's settings; empty where it has none. */
  config: string;
  /** For the scripts that are added. */
  nonce?: string;
}

/** Packs of the portal's own lie here, with an index of their own. */
const OWN = "own/";
const PACKS = "packs/";
/** A name and nothing else: an index must not lead out of its folder. */
const PLAIN_NAME = /^[\w-][\w.-]*$/;

export class FolderResources implements Resources {
  readonly online = true;
  private readonly names: FolderNames;
  private catalogue = "";
  private extrasLoad: Promise<Extras> | undefined;

  constructor(names: FolderNames) {
    this.names = names;
  }

  module(): Promise<ArrayBuffer> {
    return this.bytes(this.names.module);
  }

  /** The portal's own packs go before the shipped ones, and stand for those of the same id. */
  async packs(): Promise<PackEntry[]> {
    const { index, config } = this.names;
    const [shipped, own] = await Promise.all([this.index(index), config === "" ? undefined : this.index(`${OWN}index.json`)]);
    this.catalogue = shipped.diseases;
    const before = (own?.packs ?? []).map((pack) => ({ ...pack, own: true }));
    const ids = before.map((pack) => pack.id);
    return [...before, ...shipped.packs.filter((pack) => !ids.includes(pack.id))];
  }

  async pack(entry: PackEntry): Promise<Uint8Array> {
    return new Uint8Array(await this.bytes(within(folderOf(entry), entry.file)));
  }

  async cases(entry: PackEntry): Promise<WorkedCases> {
    if (!entry.cases) throw new ResourceError(entry.id, "no worked cases");
    return this.json<WorkedCases>(within(folderOf(entry), entry.cases));
  }

  async config(): Promise<unknown> {
    return this.names.config === "" ? {} : this.json(this.names.config);
  }

  private async index(name: string): Promise<PackIndex> {
    const index = await this.json<PackIndex>(name);
    if (index.contract !== 1 || !Array.isArray(index.packs)) throw new ResourceError(name, `contract ${index.contract}`);
    return index;
  }

  async diseases(): Promise<Disease[]> {
    return this.json<Disease[]>(within(PACKS, this.catalogue));
  }

  /** A classic script, which hands its functions over in an event: no global name, no import() for old engines. */
  extras(): Promise<Extras> {
    if (this.extrasLoad === undefined) {
      this.extrasLoad = new Promise<Extras>((resolve, reject) => {
        const script = make("script");
        script.addEventListener("jiuzhu-extras", (event) => resolve((event as CustomEvent<Extras>).detail));
        script.addEventListener("error", () => reject(new ResourceError(this.names.extras, "not loaded")));
        script.nonce = this.names.nonce || ownNonce;
        script.src = scriptAddress(this.address(this.names.extras));
        own("head").append(script);
      });
      this.extrasLoad.catch(() => {
        this.extrasLoad = undefined;
      });
    }
    return this.extrasLoad;
  }

  private address(name: string): string {
    return new URL(name, new URL(this.names.base, own("baseURI"))).href;
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

function folderOf(entry: PackEntry): string {
  return entry.own ? OWN : PACKS;
}

function within(folder: string, name: string): string {
  if (!PLAIN_NAME.test(name)) throw new ResourceError(name, "not a plain name");
  return folder + name;
}
