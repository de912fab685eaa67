// Every kind of page, in every language, on a phone and a desktop, light and dark: no complaint of the browser, no
// fault that axe-core knows, nothing wider than the window, the same page a click away in the other languages, and
// the whole of it within reach of the Tab key.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

import { openSite } from "./browser.mjs";
import { overflow } from "./overflow.mjs";
import { LANGUAGES, homeOf, readPages, samples } from "./site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** WCAG 2.2 A and AA, and what axe-core calls best practices. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS = [360, 1280];
/** The width of 1,280 px at 400 %, and of the smallest phones. */
const SMALLEST = 320;
const SCHEMES = ["light", "dark"];
const QUERIES = { "zh-Hans": "追赃返还", "zh-Hant": "追贓返還", en: "Chongqing" };

const site = openSite();
const pages = readPages();
const alike = (kind, path) => LANGUAGES.map((lang) => ({ lang, kind, path: homeOf(pages, lang).path + path }));

for (const { kind, lang, path } of [...samples(pages), ...alike("data", "data/"), ...alike("404", "404.html")]) {
  test(`/${path} (${kind}, ${lang}) serves everyone`, async () => {
    const faults = [];
    for (const colorScheme of SCHEMES) {
      const { page, watch, close } = await site.open({ colorScheme, reducedMotion: "reduce" });
      for (const width of WIDTHS) {
        const tell = (found) => faults.push(...found.map((fault) => `${width} px, ${colorScheme}: ${fault}`));
        await page.setViewportSize({ width, height: 800 });
        const query = kind === "search" ? `?q=${encodeURIComponent(QUERIES[lang])}` : "";
        await page.goto(site.address(path) + query, { waitUntil: "networkidle" });
        tell(await axeFaults(page));
        // An address that leads nowhere has no other languages: their home pages instead.
        tell(await languageFaults(page, lang, kind === "404" ? homeOf(pages, lang).path : path));
        tell(await keyboardFaults(page));
        for (const narrow of new Set([width, SMALLEST])) tell(await overflowFaults(page, narrow));
      }
      await watch.assertSilent();
      await close();
    }
    assert.deepEqual(faults, []);
  });
}

test("faults are seen where there are some", async () => {
  const { page, close } = await site.open({ viewport: { width: 360, height: 800 } });
  const home = homeOf(pages, LANGUAGES[0]);
  await page.goto(site.address(home.path));
  await page.evaluate(() => {
    const main = document.querySelector("main");
    main.append(document.createElement("img"));
    main.insertAdjacentHTML("beforeend", '<p>wide</p><a href="#" tabindex="1">early</a>');
    main.querySelector("p:last-of-type").style.minWidth = "400px";
    document.querySelector('nav a[hreflang^="en"]').href = "/elsewhere/";
  });
  assert.match((await axeFaults(page)).join(), /image-alt/);
  assert.match((await overflowFaults(page, 360)).join(), /wide/);
  assert.match((await keyboardFaults(page)).join(), /early/);
  assert.match((await languageFaults(page, LANGUAGES[0], home.path)).join(), /elsewhere/);
  await close();
});

/** What axe-core objects to, a line for each element. */
async function axeFaults(page) {
  // Through the debugger, which the page's policy leaves alone.
  await page.evaluate(AXE);
  const violations = await page.evaluate(async (values) => (await globalThis.axe.run(document, { runOnly: { type: "tag", values } })).violations, TAGS);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.html.slice(0, 160)}`));
}

/** Languages whose link can't be seen, or leads to another page than the one shown. */
async function languageFaults(page, lang, path) {
  const own = homeOf(pages, lang).path;
  const faults = [];
  for (const other of LANGUAGES) {
    const link = page.locator(`nav a[hreflang^="${other}"]`);
    const expected = new URL(site.address(homeOf(pages, other).path + path.slice(own.length))).pathname;
    const led = await link.evaluate((anchor) => anchor.pathname);
    if (led !== expected) faults.push(`the link to ${other} leads to ${led}`);
    if (!(await link.isVisible())) faults.push(`the link to ${other} can't be seen`);
  }
  return faults;
}

/** Where Tab, pressed from the top until it has come round, leaves the order of the page, skips something or shows nothing. */
async function keyboardFaults(page) {
  const stops = await page.evaluate(() => {
    document.activeElement.blur();
    scrollTo(0, 0);
    const able = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    const wanted = [...document.querySelectorAll(able)].filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled);
    const all = [...document.querySelectorAll("*")];
    const describe = (element) => `<${element.localName}> ${(element.textContent || element.id).trim().slice(0, 30)}`;
    const skip = all.findIndex((element) => element.matches('a[href^="#"]'));
    globalThis.stops = { skip, wanted: wanted.map((element) => [all.indexOf(element), describe(element)]), reached: [] };
    document.addEventListener("focusin", ({ target }) => {
      const { outlineStyle, boxShadow } = getComputedStyle(target);
      const box = target.getBoundingClientRect();
      const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      const shows = inside && target.matches(":focus-visible") && (outlineStyle !== "none" || boxShadow !== "none");
      globalThis.stops.reached.push([all.indexOf(target), describe(target), shows]);
    });
    return wanted.length;
  });
  const debug = await page.context().newCDPSession(page);
  const key = { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 };
  const presses = Array.from({ length: stops }, () => [
    debug.send("Input.dispatchKeyEvent", { ...key, type: "rawKeyDown" }),
    debug.send("Input.dispatchKeyEvent", { ...key, type: "keyUp" }),
  ]);
  await Promise.all(presses.flat());
  await debug.detach();
  const { skip, wanted, reached } = await page.evaluate(() => globalThis.stops);
  const faults = reached.filter(([, , shows]) => !shows).map(([, what]) => `focus can't be seen on ${what}`);
  const missed = wanted.filter(([place]) => !reached.some(([at]) => at === place));
  faults.push(...missed.map(([, what]) => `Tab does not reach ${what}`));
  const astray = reached.find(([place], index) => index > 0 && place <= reached[index - 1][0]);
  if (astray) faults.push(`Tab comes to ${astray[1]} out of the page's order`);
  if (skip === -1 || reached[0]?.[0] !== skip) faults.push(`the first stop is no link to the content but ${reached[0]?.[1]}`);
  return faults;
}

/** What sticks out of a window of this width. */
async function overflowFaults(page, width) {
  await page.setViewportSize({ width, height: 800 });
  const found = await overflow(page);
  return found.width <= width ? [] : [`at ${width} px the page is ${found.width} px wide because of ${found.wide.join(", ")}`];
}
