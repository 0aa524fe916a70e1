// The calculator in a frame from another origin: what works, and every attack that must not.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { sites } from "./support/site.mjs";
import { visitors } from "./support/visit.mjs";
import { clickToResult, headline, toResult } from "./support/walk.mjs";

let chrome;

before(async () => {
  chrome = await visitors({ again: true });
});
after(() => chrome.close());

const inFrame = (page, index = 0) => page.frameLocator("iframe").nth(index).locator("jiuzhu-calculator");
const childOf = (page, index = 0) => page.frames().filter((frame) => frame.url().endsWith("frame.html"))[index];

/** The height of the frame and how many events there were, once neither has changed for a while. */
async function rests(page) {
  const now = () => page.evaluate(() => [document.querySelector("iframe").style.height, window.events.length]);
  for (let before = await now(), round = 0; ; round += 1) {
    await page.waitForTimeout(300);
    const after = await now();
    if (String(after) === String(before)) return after;
    assert.ok(round < 100, "the frame never rests");
    before = after;
  }
}

describe("a listed portal", () => {
  let portal;
  before(async () => {
    portal = await sites({ apart: true });
  });
  after(() => portal.close());

  test("two frames from another origin on a hostile page", async () => {
    const page = await chrome.visit(portal, "frames.html");
    await clickToResult(inFrame(page, 0));
    await clickToResult(inFrame(page, 1), { total: "13000" });
    assert.notEqual(await headline(inFrame(page, 0)), await headline(inFrame(page, 1)));
    assert.equal(await page.locator("iframe").nth(1).getAttribute("title"), "第二个");
    page.innocent();
    await page.leave();
  });

  test("the frame is as high as its content and never jumps back", async () => {
    const page = await chrome.visit(portal, "framed.html");
    await page.evaluate(() => {
      window.heights = [];
      const frame = document.querySelector("iframe");
      new MutationObserver(() => window.heights.push(parseFloat(frame.style.height))).observe(frame, { attributes: true, attributeFilter: ["style"] });
    });
    await clickToResult(inFrame(page));
    // It does not scroll inside.
    await childOf(page).waitForFunction(() => document.documentElement.scrollHeight <= innerHeight);
    await rests(page);
    const heights = await page.evaluate(() => window.heights);
    const steps = await page.evaluate(() => window.events.filter(([name]) => name === "step").length);
    assert.ok(heights.length <= 3 * (steps + 2), `${heights.length} changes of height in ${steps} steps`);
    // Down and up again without a stop is what people see as a jump.
    const jumps = heights.filter((height, at) => at > 0 && at + 1 < heights.length && height < heights[at - 1] - 200 && heights[at + 1] === heights[at - 1]);
    assert.deepEqual(jumps, []);
    await page.leave();
  });

  test("nothing that was told leaves the frame without a person's tap", async () => {
    const page = await chrome.visit(portal, "frames.html");
    await toResult(inFrame(page));
    const share = inFrame(page).locator("[data-act=share]");
    await share.waitFor();
    assert.ok((await inFrame(page).locator("[data-share]").innerText()).includes(`某县人民政府（${new URL(portal.url).host}）`));
    // What a listed but malicious parent can try: consent by message, by options, with the right nonce.
    await page.evaluate(() => {
      const { nonce } = window.messages.find((message) => message.nonce);
      const frame = document.querySelector("iframe").contentWindow;
      for (const kind of ["consent", "agree", "share", "answers", "hello", "result"]) {
        frame.postMessage({ ns: "jiuzhu", v: 1, nonce, kind, versions: [1], options: { share: "amount" }, consent: true }, "*");
      }
    });
    await page.waitForTimeout(300);
    const words = await page.evaluate(() => JSON.stringify([window.messages, window.events]));
    for (const secret of ["12000", "7200", "3360", "subsistence", "amount\":{"]) assert.ok(!words.includes(secret), `${secret} was told`);
    assert.equal(await page.evaluate(() => { try { return document.querySelector("iframe").contentDocument; } catch { return null; } }), null, "the parent reads the frame");
    await share.click();
    await page.waitForFunction(() => window.events.some(([name, detail]) => name === "result" && detail.amount));
    const told = await page.evaluate(() => window.events.filter(([, detail]) => detail.amount).map(([, detail]) => Object.keys(detail).sort()));
    assert.deepEqual(told, [["amount", "policy", "v"]]);
    await page.leave();
  });

  test("a picture goes to the page around only by a tap, and opens in its visible part", async () => {
    const page = await chrome.visit(portal, "framed.html");
    await toResult(inFrame(page));
    await inFrame(page).getByRole("button", { name: "存成图片" }).click();
    const offer = inFrame(page).locator("#offer");
    await offer.waitFor();
    await offer.evaluate((button) => button.click());
    await page.waitForTimeout(200);
    assert.equal(await page.locator("html > div img").count(), 0, "a program handed the picture over");
    await offer.click();
    const picture = page.locator("html > div img");
    await picture.waitFor();
    assert.ok((await picture.boundingBox()).y >= 0);
    await page.getByRole("button", { name: "关闭" }).click();
    assert.equal(await picture.count(), 0);
    page.innocent();
    await page.leave();
  });

  test("messages of a wrong origin, source, nonce, version or shape do nothing to the page", async () => {
    const page = await chrome.visit(portal, "framed.html");
    await inFrame(page).locator(".button-main").waitFor();
    const before = await rests(page);
    const nonce = await page.evaluate(() => window.messages.find((message) => message.nonce).nonce);
    const good = { ns: "jiuzhu", v: 1, nonce, kind: "resize", height: 1234 };
    // From the right window and origin, but wrong in one thing each.
    const wrong = [
      { ...good, nonce: "another-nonce-0000" },
      { ...good, nonce: undefined },
      { ...good, v: 2 },
      { ...good, v: "1" },
      { ...good, ns: "other" },
      { ...good, height: "1234px" },
      { ...good, height: 9e9 },
      { ...good, height: -1 },
      { ...good, height: NaN },
      { ...good, kind: "navigate", url: "https://evil.example" },
      { ...good, kind: "picture", picture: "https://evil.example/x.png" },
      { ...good, kind: "picture", picture: "data:image/svg+xml;base64,AAAA" },
      { ...good, kind: "picture", picture: "javascript:alert(1)" },
      "resize",
      null,
      [1, 2],
    ];
    await childOf(page).evaluate((messages) => messages.forEach((message) => parent.postMessage(message, "*")), wrong);
    // Right in everything but from another window: the page's own, and a frame beside it.
    await page.evaluate((message) => window.postMessage(message, "*"), good);
    await page.evaluate((address) => {
      const beside = document.createElement("iframe");
      beside.src = address;
      document.body.append(beside);
    }, `${portal.kit}frame.html`);
    await page.waitForFunction(() => window.messages.filter((message) => message?.kind === "waiting").length === 2);
    await childOf(page, 1).evaluate((message) => parent.postMessage(message, "*"), good);
    await page.waitForTimeout(300);
    assert.deepEqual(await page.evaluate(() => [document.querySelector("iframe").style.height, window.events.length]), before);
    assert.equal(await page.locator("html > div img").count(), 0);
    await childOf(page).evaluate((message) => parent.postMessage(message, "*"), good);
    await page.waitForFunction(() => document.querySelector("iframe").style.height === "1234px");
    await page.leave();
  });

  test("a frame led elsewhere is not listened to", async () => {
    const page = await chrome.visit(portal, "framed.html");
    await inFrame(page).locator(".button-main").waitFor();
    const nonce = await page.evaluate(() => window.messages.find((message) => message.nonce).nonce);
    const [before] = await rests(page);
    // The same window, now at another origin, which even knows the nonce.
    await page.evaluate((address) => (document.querySelector("iframe").src = address), `${portal.url}stranger.html#${nonce}`);
    await page.waitForFunction(() => window.messages.includes("stranger is here"));
    await page.waitForTimeout(200);
    assert.equal(await page.evaluate(() => document.querySelector("iframe").style.height), before);
    assert.equal(page.url(), `${portal.url}framed.html`, "the frame moved the page");
    await page.leave();
  });

  test("the frame cannot lead the page away", async () => {
    const page = await chrome.visit(portal, "framed.html");
    await inFrame(page).locator(".button-main").waitFor();
    assert.doesNotMatch(await page.locator("iframe").getAttribute("sandbox"), /top-navigation/);
    await childOf(page).evaluate(() => { try { top.location = "about:blank"; } catch { return "refused"; } }).catch(() => {});
    await page.waitForTimeout(200);
    assert.equal(page.url(), `${portal.url}framed.html`);
    await page.leave();
  });

  test("a second hello, a wrong nonce or an unknown version change nothing inside", async () => {
    const page = await chrome.visit(portal, "by-hand.html");
    const send = (message) => page.evaluate((sent) => document.querySelector("iframe").contentWindow.postMessage(sent, "*"), message);
    await page.waitForFunction(() => window.messages.some((message) => message.kind === "waiting"));
    const hello = { ns: "jiuzhu", v: 1, kind: "hello", nonce: "nonce-of-this-test-1", versions: [1], options: { policy: "county-70" } };
    for (const wrong of [{ ...hello, nonce: "short" }, { ...hello, nonce: 5 }, { ...hello, ns: "x" }, { ...hello, kind: "ready" }, { ...hello, versions: 1 }, "hello"]) await send(wrong);
    await page.waitForTimeout(300);
    assert.equal(await inFrame(page).count(), 0, "started for a wrong hello");
    await send({ ...hello, versions: [99] });
    await page.waitForFunction(() => window.messages.some((message) => message.kind === "error" && message.detail.code === "version"));
    await send({ ...hello, versions: [1, 99], options: { policy: "county-70", onclick: "alert(1)", size: "large", asker: "医保局", base: "https://evil.example/", module: "x", config: "x", history: "" } });
    await inFrame(page).locator(".button-main").waitFor();
    const attributes = await inFrame(page).evaluate((element) => element.getAttributeNames().sort());
    assert.deepEqual(attributes.filter((name) => !["policy", "size", "theme"].includes(name)), []);
    await send({ ...hello, nonce: "nonce-of-another-one", options: { size: "elder" } });
    await page.waitForTimeout(200);
    assert.equal(await inFrame(page).getAttribute("size"), "large");
    assert.equal(await page.frameLocator("iframe").locator("jiuzhu-calculator").count(), 1);
    await page.leave();
  });

  test("every setting of the tag holds inside", async () => {
    const page = await chrome.visit(portal, "empty.html");
    const settings = { region: "5001", mode: "liaison", size: "large", theme: "dark", phone: "0717-1234567", hide: "print changes recap", share: "amount" };
    await page.evaluate(
      ([src, values]) => {
        const tag = document.createElement("script");
        Object.assign(tag.dataset, values, { frame: "", height: "500", title: "测算" });
        tag.src = src;
        document.body.append(tag);
      },
      [`${portal.kit}embed.js`, settings],
    );
    const calculator = inFrame(page);
    await calculator.locator("[data-phone]").waitFor();
    for (const [name, value] of Object.entries(settings)) assert.equal(await calculator.getAttribute(name), value, name);
    assert.equal(await calculator.locator("[data-phone] a").getAttribute("href"), "tel:07171234567");
    // Whoever goes from house to house is led to the notebook, which stands on its own.
    const notebook = calculator.locator("a[slot=others]");
    assert.deepEqual(await notebook.evaluate(({ href, target }) => [href, target]), [`${portal.kit}liaison.html`, "_blank"]);
    assert.ok(await notebook.isVisible());
    await calculator.locator(".screen .button-main").click();
    // What holds in the region and in a part of it, what held there before, and the frame of the nation under all.
    await calculator.locator("#place-chosen").waitFor();
    const places = await calculator.locator("[data-pack]").evaluateAll((all) => all.map((place) => place.dataset.pack));
    assert.deepEqual(places, ["chongqing-2026", "national-2026", "yubei-2023", "chongqing-2007", "chongqing-2008", "chongqing-2022", "chongqing-2025", "national-2021"]);
    assert.equal(await page.locator("iframe").getAttribute("title"), "测算");
    page.innocent();
    await page.leave();
  });

  test("an early loader works with this frame", async () => {
    const page = await chrome.visit(portal, "early.html");
    await toResult(inFrame(page));
    await page.waitForFunction(() => window.events.some(([name]) => name === "result"));
    assert.notEqual(await page.evaluate(() => document.querySelector("iframe").style.height), "640px");
    page.innocent();
    await page.leave();
  });
});

describe("a page that the deployment does not list", () => {
  let portal;
  before(async () => {
    portal = await sites({ apart: true, listed: false });
  });
  after(() => portal.close());

  test("gets a notice and no calculator", async () => {
    const page = await chrome.visit(portal, "framed.html");
    await page.frameLocator("iframe").locator("[data-when=refused]").waitFor();
    assert.equal(await inFrame(page).count(), 0);
    assert.deepEqual(await page.evaluate(() => window.messages.map((message) => message.kind)), ["waiting"]);
    assert.deepEqual(await page.evaluate(() => window.messages.map((message) => Object.keys(message).sort())), [["kind", "ns", "v"]]);
    await page.leave();
  });
});

describe("the site's own page", () => {
  let portal;
  before(async () => {
    portal = await sites();
  });
  after(() => portal.close());

  test("may frame it without being listed", async () => {
    const page = await chrome.visit(portal, "framed.html");
    await toResult(inFrame(page));
    assert.equal(await page.locator("iframe").getAttribute("sandbox"), null);
    page.innocent();
    await page.leave();
  });
});
