/**
 * Keeps one whole edition of the page. Its files are named here at build time, and by its index. Nothing is kept, and
 * nothing that was kept is believed, but the very file that was meant: each is held against the digest in its name or
 * in this script, and what a portal may change against its form. What differs between editions carries a digest in
 * its name, so a page gets its own files from any worker.
 */

import type { PackIndex } from "../contract.js";
import { parseFile } from "../json-file.js";

declare const EDITION: string;
/** The page that this worker is for. */
declare const PAGE: string;
/** Whether that page alone is its scope: a door beside the calculator, kept by those who open it. */
declare const ALONE: boolean;
/** Digest of the page, whose name has none. */
declare const SUM: string;

interface WaitingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends WaitingEvent {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Page {
  url: string;
  postMessage(message: unknown): void;
}
interface PageMessage extends WaitingEvent {
  data: unknown;
  source: Page;
}
interface Worker {
  addEventListener(type: "install" | "activate", listener: (event: WaitingEvent) => void): void;
  addEventListener(type: "message", listener: (event: PageMessage) => void): void;
  addEventListener(type: "fetch", listener: (event: RequestEvent) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void>; matchAll(options: { includeUncontrolled: boolean }): Promise<Page[]> };
  registration: { scope: string; active: unknown };
}

const worker = self as unknown as Worker;
const { scope } = worker.registration;
const folder = ALONE ? scope.replace(PAGE, "") : scope;
/** Other copies of the page, and other applications, may lie on the same site. */
const PREFIX = `jiuzhu ${scope} `;
const NAME = PREFIX + EDITION;
/** The files that the page names: first what it can be without, and last the list of packs. */
const NAMED = /\b[\w/.-]+[.-][0-9a-f]{8}\.\w+/g;
/** What a portal may change under a standing edition: its settings and its own packs. */
const PORTALS = /^(config\.json$|own\/)/;
const SETTINGS = "config.json";
const OWN_INDEX = "own/index.json";
/** Packs of a portal's own, at most, that are kept before anybody opens them. */
const MOST_OWN = 12;
/** Milliseconds for an answer where there is a copy. */
const PATIENCE = 4000;
/** Of a pack: what it is, and the digest of all that follows. */
const PACK_HEAD = 37;

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => {
  const { data, source } = event;
  if (data === "take-over") event.waitUntil(worker.skipWaiting());
  // A page says of which edition it is.
  else if (data === EDITION) event.waitUntil(giveUpEarlier().then(keepPortal));
  else tell(source);
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = request.url.replace(/[?#].*/, "");
  const name = path.slice(folder.length) || PAGE;
  // Who wants no copy asks the server itself; so does a worker whose copies are out of order.
  if (path.startsWith(folder) && request.cache !== "no-store" && (sumOf(name) || PORTALS.test(name))) {
    event.respondWith(answer(request, name).catch(() => fetch(request)));
  }
});

async function install(): Promise<void> {
  // A portal may put its files in place one by one. The next visit tries again.
  await keep([PAGE]);
  const page = await match(PAGE);
  const files = page && (await page.text()).match(NAMED);
  // After the manifest and the two icons.
  if (files && (await keep(files.slice(3)))) {
    const { diseases, packs } = await read<PackIndex>(files[files.length - 1]);
    const hasAll = await keep([{ file: diseases }, ...packs].map(({ file }) => `packs/${file}`));
    // A first copy without some packs is better than none; one that takes the place of another has all.
    if (hasAll || !worker.registration.active) return keep(files).then(keepPortal);
  }
  await caches.delete(NAME);
  throw new Error();
}

/** Has files among the copies, from before or straight from the server; says whether all are there. */
async function keep(names: string[]): Promise<boolean> {
  let hasAll = true;
  const kept = names.map(
    async (name) => (await match(name)) || renew(name, await fetch(folder + name, { cache: "reload" })),
  );
  await Promise.all(kept.map((one) => one.catch(() => (hasAll = false))));
  return hasAll;
}

/** What the portal has set, and packs of its own: those of its place, the others when they are opened. */
async function keepPortal(): Promise<void> {
  await keep([SETTINGS, OWN_INDEX]);
  const { region = "" } = await read<{ region: string }>(SETTINGS);
  const { packs } = await read<PackIndex>(OWN_INDEX);
  // One lies in the other: but for the noughts at the end of one, the codes begin alike.
  const here = [packs || []]
    .flat()
    .map(Object)
    .filter(({ region_code }) => /(^| )(.*?)0* \2/.test(`${region_code} ${region} ${region_code}`));
  await keep(here.slice(0, MOST_OWN).flatMap(({ file, cases }) => [`own/${file}`, `own/${cases}`]));
}

async function match(name: string, edition = NAME): Promise<Response | undefined> {
  return (await caches.open(edition)).match(folder + name);
}

async function read<T>(name = ""): Promise<T> {
  return ((await match(name)) || none()).json() as Promise<T>;
}

/** What says that there is no such file. */
function none(): Response {
  return new Response("{}", { status: 404 });
}

async function activate(): Promise<void> {
  await worker.clients.claim();
  (await pages()).forEach(tell);
}

function tell(page: Page): void {
  page.postMessage({ edition: EDITION });
}

async function pages(): Promise<Page[]> {
  const all = await worker.clients.matchAll({ includeUncontrolled: true });
  return all.filter(({ url }) => url.startsWith(scope));
}

async function editions(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

/** Once the only open page is of this edition. The one before stays all the same, for a visit that is just beginning. */
async function giveUpEarlier(): Promise<void> {
  if ((await pages()).length > 1) return;
  const names = await editions();
  for (const name of names.slice(0, names.indexOf(NAME)).slice(0, -1)) await caches.delete(name);
}

/**
 * A file of an edition from the copies, of this edition or of one whose pages are still open; what is missing or broken
 * there, anew. What a portal may change, from the server when it answers, and what it last said when it does not.
 */
async function answer(request: Request, name: string): Promise<Response> {
  for (const edition of sumOf(name) ? [NAME, ...(await editions())] : []) {
    const right = await proven(name, (await match(name, edition)) || none()).catch(() => undefined);
    if (right) return right;
  }
  const copy = await match(name);
  const asked = fetch(request).then(async (response) => {
    await renew(name, response.clone());
    return response;
  });
  return copy
    ? Promise.race([asked.catch(() => copy), new Promise<Response>((done) => setTimeout(done, PATIENCE, copy))])
    : asked;
}

/** Keeps an answer, if it is the file. */
async function renew(name: string, response: Response): Promise<void> {
  await (await caches.open(NAME)).put(folder + name, await proven(name, response));
}

function sumOf(name: string): string | undefined {
  return name === PAGE ? SUM : (/[.-]([0-9a-f]{8})\.\w+$/.exec(name) || [])[1];
}

/**
 * The file without what else a server says of it. Of what a portal may change, that there is none is an answer too.
 * @throws Error where it is anything else
 */
async function proven(name: string, response: Response): Promise<Response> {
  const { status, redirected, headers } = response;
  const sum = sumOf(name);
  if (!sum && status === 404) return none();
  const bytes = await response.arrayBuffer();
  const part = bytes.slice(name.endsWith(".pack") ? PACK_HEAD : 0);
  const digest = new DataView(await crypto.subtle.digest("SHA-256", part)).getUint32(0);
  const isRight = sum ? digest === parseInt(sum, 16) : !redirected && (parseFile(bytes) as PackIndex).contract === 1;
  if (status !== 200 || !isRight) throw new Error(name);
  // Whatever a server calls them, these are what they are.
  const [, text] = /\.(html|css)$/.exec(name) || [];
  const type = "content-type";
  const policy = "content-security-policy";
  return new Response(bytes, {
    headers: {
      [type]: text ? `text/${text};charset=utf-8` : headers.get(type) || "",
      [policy]: headers.get(policy) || "",
    },
  });
}
