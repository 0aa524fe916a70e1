// A browser that is killed while its page stands still in the middle of a write.
const STOPPED = "stopped-here";

/** In the page: where it is told to, a write stands still until the browser is gone. */
function stopping(address) {
  const standing = { at: "", last: "list", told: () => "" };
  window.standing = standing;
  let rows = 0;
  const stand = (at, isStill = true) => {
    if (standing.at !== at) return;
    const asking = new XMLHttpRequest();
    asking.open("POST", `./${address}`, !isStill);
    asking.send(standing.told());
  };
  const before = (owner, name, act) => {
    const real = owner[name];
    owner[name] = function (...given) {
      act(...given);
      return real.apply(this, given);
    };
  };
  before(IDBDatabase.prototype, "transaction", (_stores, mode) => {
    if (mode !== "readwrite") return;
    rows = 0;
    stand("before the transaction");
  });
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, key) {
    const asked = put.call(this, value, key);
    rows += 1;
    if (rows === 1) stand("after its first row");
    // The notebook's last row is its list, if nothing else is told; the workbench writes a whole in one.
    if (key === standing.last || ["drafts", "used"].includes(this.name)) {
      stand("after its last row");
      // The next that happens is that it is completed, while somebody is on the way to kill it.
      stand("while it is completed", false);
    }
    return asked;
  };
  const { clear } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.clear = function () {
    const asked = clear.call(this);
    if (this.name === "rows") stand("while it is completed", false);
    return asked;
  };
  before(Storage.prototype, "setItem", (key) => key === "jiuzhu-notebook" && stand("before the marks outside"));
  before(Cache.prototype, "put", (key) => key === "./notebook-marker" && stand("between the marks outside"));
}

/** Steps of a write at which a browser can be killed, and which state it has to leave; none told: either. */
export const STEPS = {
  "before the transaction": "old",
  "after its first row": "old",
  "after its last row": "old",
  "while it is completed": undefined,
  "before the marks outside": "new",
  "between the marks outside": "new",
};

/** Gives what kills a phone's browser at once. */
export async function killer({ context }) {
  const browser = context.browser();
  const client = await browser.newBrowserCDPSession();
  const { processInfo } = await client.send("SystemInfo.getProcessInfo");
  const { id } = processInfo.find(({ type }) => type === "browser");
  return async () => {
    const gone = new Promise((done) => browser.once("disconnected", done));
    process.kill(id, "SIGKILL");
    await gone;
  };
}

/** Makes a phone's page one that can be stopped; gives what kills its browser once it stands still, and says what the page told then. */
export async function killable(phone) {
  const { page } = phone;
  const kill = await killer(phone);
  await page.addInitScript(stopping, STOPPED);
  let hasStopped;
  const stopped = new Promise((done) => (hasStopped = done));
  await page.route(`**/${STOPPED}`, (route) => hasStopped(route.request().postData()));
  return async () => {
    const told = await stopped;
    await kill();
    return told;
  };
}

/** What the page shows first. */
export const begins = ({ page }) =>
  page.evaluate(async () => {
    const { door } = document.querySelector("jiuzhu-notebook");
    while (door.state.screen.name === "opening") await new Promise((done) => setTimeout(done, 10));
    const { screen, marker } = door.state;
    return { screen: screen.name, hasMarker: marker !== undefined };
  });

/** Opens the notebook as she does, by the first of these PINs that does, and says what lies there; the mark outside is right again. */
export const opened = ({ page }, pins) =>
  page.evaluate(async (pins) => {
    const { door } = document.querySelector("jiuzhu-notebook");
    let pin;
    for (pin of pins) if ((await door.unlock(pin)) === "ok") break;
    const { households, settings, open, damaged } = await door.vault.read();
    const sorted = households.sort((one, other) => (one.id < other.id ? -1 : 1));
    const counted = JSON.parse(localStorage.getItem("jiuzhu-notebook")).households - households.filter(({ erased }) => !erased).length;
    return { pin, damaged, counted, told: JSON.stringify([sorted, settings.village ?? "", open?.typed?.note ?? "", pin]) };
  }, pins);

/** Begins the act, which stops at the step and says there what it was to be, with the PIN that opens it then. */
export const begin = ({ page }, { act, step, last = "list", more = {}, pin }) =>
  page.evaluate(
    async ([acts, step, last, more, pin]) => {
      const { door } = document.querySelector("jiuzhu-notebook");
      const [final, ...first] = acts.map((source) => eval(`(${source})`)).reverse();
      for (const act of first.reverse()) {
        act(door, more);
        await new Promise((done) => setTimeout(done, 60));
        await door.writing;
      }
      const told = () => {
        const sorted = Object.values(door.book.households).sort((one, other) => (one.id < other.id ? -1 : 1));
        return JSON.stringify([sorted, door.settings.village ?? "", door.typing?.typed?.note ?? "", pin]);
      };
      Object.assign(window.standing, { at: step, last, told });
      void final(door, more);
    },
    [act.map(String), step, last, more, pin],
  );
