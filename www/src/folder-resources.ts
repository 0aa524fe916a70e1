/** Parts that lie in a folder beside the page. Every address is relative, and none leads elsewhere. */

import type { Disease, PackEntry, PackIndex } from "./contract.js";
import { hasEngine } from "./environment.js";
import type { Extras } from "./extras.js";
import { parseFile } from "./json-file.js";
import type { WorkedCases } from "./portal/cases.js";
import { make, own } from "./own.js";
import type { Places } from "./places/places.js";
import { ResourceError, type PackList, type Plain, type Resources } from "./resources.js";
import type { Slips } from "./slips/slips.js";
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

declare const NAME_PLACES: string;
declare const NAME_SLIPS: string;
/** Empty where it was not built in. */
declare const NAME_PLAIN: string;

/** What the list of places shows and compares, as JSON. Names of files and digests are looked at with the pack. */
const ENTRY =
  /^\["[a-z\d-]+","([^"\\]|\\.)+",\[("[^"]+",?)+],("\d+"|null),"\d{4}-\d\d-\d\d",("\d{4}-\d\d-\d\d"|null),"(in-force|historical|framework)"]$/;
/** Packs of the portal's own lie here, with an index of their own. */
const OWN = "own/";
const OWN_INDEX = "own/index.json";
const PACKS = "packs/";
/** A name and nothing else: an index must not lead out of its folder. */
const PLAIN_NAME = /^[\w-][\w.-]*$/;
/** Milliseconds until an answer that may never come is waited for no longer. */
const PATIENCE = 30_000;

export class FolderResources implements Resources {
  readonly online = true;
  private readonly names: FolderNames;
  private catalogue = "";
  private readonly scripts: Record<string, Promise<never>> = {};

  constructor(names: FolderNames) {
    this.names = names;
  }

  module(): Promise<ArrayBuffer | Plain> {
    return hasEngine() ? this.bytes(this.names.module) : this.script(NAME_PLAIN);
  }

  /**
   * The portal's own packs go before the shipped ones, and stand for those of the same id even where they cannot be
   * used. What is wrong with one of them, or with all, takes nothing else away.
   */
  async packs(): Promise<PackList> {
    const { index, config } = this.names;
    const refused: string[] = [];
    const none = { packs: [] as PackEntry[], diseases: "" };
    const own =
      config === ""
        ? none
        : this.list(OWN_INDEX).catch(({ message }: Error) => {
            // Where there is no list there are no packs.
            if (!message.endsWith(" 404")) refused.push(message);
            return none;
          });
    const [shipped, { packs }] = await Promise.all([this.list(index), own]);
    this.catalogue = shipped.diseases;
    const meant = [packs].flat();
    const ids = meant.map((pack) => Object(pack).id as unknown);
    const sound = meant.filter((pack, at) => isEntry(Object(pack)) || !refused.push(`${OWN_INDEX}: packs[${at}]`));
    return {
      packs: [...sound.map((pack) => ({ ...pack, own: true })), ...shipped.packs.filter(({ id }) => !ids.includes(id))],
      refused: refused.join("；"),
    };
  }

  async pack(entry: PackEntry): Promise<Uint8Array> {
    return new Uint8Array(await this.bytes(within(folderOf(entry), entry.file)));
  }

  async cases(entry: PackEntry): Promise<WorkedCases> {
    if (!entry.cases) throw new ResourceError(entry.id, "no worked cases");
    return this.json<WorkedCases>(within(folderOf(entry), entry.cases));
  }

  async config(): Promise<unknown> {
    return this.names.config === "" ? {} : this.list(this.names.config);
  }

  /** A file that can be changed by hand: it says which contract it keeps. */
  private async list(name: string): Promise<PackIndex> {
    const late = new Promise<never>((_, fail) => setTimeout(fail, PATIENCE, new ResourceError(name, "没有回音")));
    const file = await Promise.race([this.json<PackIndex>(name), late]);
    if (Object(file).contract !== 1) throw new ResourceError(name, "缺 contract: 1");
    return file;
  }

  async diseases(): Promise<Disease[]> {
    return this.json<Disease[]>(within(PACKS, this.catalogue));
  }

  extras(): Promise<Extras> {
    return this.script(this.names.extras);
  }

  places(): Promise<Places> {
    return this.script(NAME_PLACES);
  }

  slips(): Promise<Slips> {
    return this.script(NAME_SLIPS);
  }

  /** A classic script, which hands its functions over in an event: no global name, no import() for old engines. */
  private script<T>(name: string): Promise<T> {
    const { scripts, names } = this;
    return (scripts[name] =
      scripts[name] ||
      new Promise<never>((resolve, reject) => {
        const script = make("script");
        script.addEventListener("jiuzhu-extras", (event) => resolve((event as CustomEvent<never>).detail));
        script.onerror = () => {
          delete scripts[name];
          reject(new ResourceError(name, "not loaded"));
        };
        script.nonce = names.nonce || ownNonce;
        script.src = scriptAddress(this.address(name));
        own("head").append(script);
      }));
  }

  private address(name: string): string {
    return new URL(name, new URL(this.names.base, own("baseURI"))).href;
  }

  private async bytes(name: string): Promise<ArrayBuffer> {
    return (await this.response(name)).arrayBuffer();
  }

  private async json<T>(name: string): Promise<T> {
    const bytes = await this.bytes(name);
    try {
      return parseFile(bytes) as T;
    } catch (error) {
      throw new ResourceError(
        name,
        error instanceof SyntaxError ? "不是 JSON" : "不是 UTF-8（多半是 GBK），请另存为 UTF-8",
      );
    }
  }

  private async response(name: string): Promise<Response> {
    const response = await fetch(this.address(name), { credentials: "same-origin" });
    if (!response.ok) throw new ResourceError(name, String(response.status));
    return response;
  }
}

function isEntry({ id, title, region, region_code, from, until, status }: PackEntry): boolean {
  return ENTRY.test(JSON.stringify([id, title, region, region_code, from, until, status]));
}

function folderOf(entry: PackEntry): string {
  return entry.own ? OWN : PACKS;
}

function within(folder: string, name: string): string {
  if (!PLAIN_NAME.test(name)) throw new ResourceError(name, "not a plain name");
  return folder + name;
}
