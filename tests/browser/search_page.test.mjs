// The search page: what it shows and says, where it leads, and how it bears a bad network.
//
// An engine that stands in gives known answers when the test says so; the last tests use the site's own.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { openSite } from "./browser.mjs";
import { DOCUMENTS, STUB, countOf } from "./search_stub.mjs";
import { LANGUAGES, SITE_FOLDER, baseUrl, homeOf, readPages } from "./site.mjs";

const site = openSite();
const pages = readPages();
const searchPath = (lang) => pages.find((page) => page.kind === "search" && page.lang.startsWith(lang)).path;

const LINKS = "#search-results h3 a";
const ENGINE = /\/assets\/js\/search\.[0-9a-f]+\.js$/;
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** Opens a page whose browser has no service workers, so that every request reaches the server. */
async function openAlone(options) {
  const opened = await site.open(options);
  await opened.page.addInitScript(() => { delete Navigator.prototype.serviceWorker; });
  return opened;
}

/** Opens the English search page with the engine that stands in; `hold` may delay the answer to a query. */
async function openStub(address = "", { hold = async () => {}, documents = DOCUMENTS.length, ...options } = {}) {
  site.meddle = async (pathname) => {
    if (ENGINE.test(pathname)) return { type: "text/javascript", body: STUB.replace("documents.length", documents) };
    const asked = pathname.match(/\/ask\/(.*)$/)?.[1];
    if (asked === undefined) return null;
    await hold(decodeURIComponent(asked));
    return { body: "" };
  };
  const opened = await openAlone(options);
  await opened.page.goto(site.address(searchPath("en")) + address);
  return { ...opened, field: opened.page.locator('main input[name="q"]') };
}

const titles = (page) => page.locator(LINKS).allTextContents();
const parameters = (page) => Object.fromEntries(new URL(page.url()).searchParams);
const title = (number, query = "fraud") => `${DOCUMENTS[number].title} (${query})`;

/** Waits until the first result is for `query`. */
const shown = (page, query) => page.locator(LINKS).first().filter({ hasText: `(${query})` }).waitFor();

/** A promise that a test resolves. */
function gate() {
  let open;
  const opened = new Promise((resolve) => { open = resolve; });
  return { opened, open };
}

test("answers that come in the wrong order never show the older query", async () => {
  const gates = { fraud: gate(), "fraud a": gate(), "fraud ab": gate() };
  const asked = new Map(Object.keys(gates).map((query) => [query, gate()]));
  const hold = (query) => { asked.get(query).open(); return gates[query].opened; };
  const { page, field, watch, close } = await openStub("", { hold });
  for (const query of Object.keys(gates)) {
    await field.fill(query);
    await asked.get(query).opened;
  }
  assert.equal(await page.locator(LINKS).count(), 0);
  gates["fraud ab"].open();
  await shown(page, "fraud ab");
  const late = [page.waitForResponse(/ask\/fraud$/), page.waitForResponse(/ask\/fraud%20a$/)];
  gates["fraud a"].open();
  gates.fraud.open();
  await Promise.all(late);
  await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); }));
  assert.equal((await titles(page))[0], title(0, "fraud ab"));
  assert.deepEqual(parameters(page), { q: "fraud ab" });
  await watch.assertSilent();
  await close();
});

test("keys in quick succession ask once and are announced once", async () => {
  const asked = [];
  const { page, field, watch, close } = await openStub("", { hold: async (query) => { asked.push(query); } });
  await page.evaluate(() => {
    globalThis.announced = [];
    const status = document.getElementById("search-status");
    new MutationObserver(() => { if (status.textContent) globalThis.announced.push(status.textContent); })
      .observe(status, { childList: true, characterData: true, subtree: true });
    const input = document.getElementById("q");
    for (const text of ["f", "fr", "fra", "frau", "fraud"]) {
      input.value = text;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  });
  await shown(page, "fraud");
  await page.getByRole("status").filter({ hasText: "30 results" }).waitFor();
  assert.deepEqual(asked, ["fraud"]);
  assert.deepEqual(await page.evaluate(() => globalThis.announced), ["30 results"]);
  assert.equal(await field.inputValue(), "fraud");
  await watch.assertSilent();
  await close();
});

test("nothing is asked for while an input method is at work", async () => {
  const asked = [];
  const { page, watch, close } = await openStub("", { hold: async (query) => { asked.push(query); } });
  const type = (text, isComposing) => page.evaluate(([value, composing]) => {
    const input = document.getElementById("q");
    input.value = value;
    input.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: composing }));
    if (composing) input.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, isComposing: true }));
  }, [text, isComposing]);
  await type("fraud zha", true);
  await page.waitForTimeout(300);
  assert.deepEqual(asked, []);
  assert.equal(await page.locator("#q").inputValue(), "fraud zha", "Escape belongs to the input method");
  await page.locator("#q").dispatchEvent("compositionend");
  await shown(page, "fraud zha");
  assert.deepEqual(asked, ["fraud zha"]);
  await watch.assertSilent();
  await close();
});

test("another language is asked the same", async () => {
  const { page, watch, close } = await openStub("?q=fraud&year=2024");
  await shown(page, "fraud");
  await page.locator('.languages a[lang="zh-Hans"]').click();
  await page.waitForURL((url) => url.pathname.endsWith(`/${searchPath("zh-Hans")}`));
  await shown(page, "fraud");
  assert.deepEqual(parameters(page), { q: "fraud", year: "2024" });
  await watch.assertSilent();
  await close();
});

test("back and forward go through queries and filters, and typing leaves no trail", async () => {
  const { page, field, watch, close } = await openStub();
  const before = await page.evaluate(() => history.length);
  await field.fill("fraud one");
  await shown(page, "fraud one");
  await field.fill("fraud two");
  await shown(page, "fraud two");
  assert.equal(await page.evaluate(() => history.length), before, "typing replaces what was typed");
  await field.press("Enter");
  await field.fill("fraud three");
  await shown(page, "fraud three");
  await page.locator("#search-by-place a", { hasText: "Yuxi" }).click();
  await page.locator("#search-applied a").waitFor();
  assert.deepEqual(parameters(page), { q: "fraud three", place: "yuxi" });
  await page.goBack();
  await page.locator("#search-applied a").waitFor({ state: "detached" });
  assert.deepEqual(parameters(page), { q: "fraud three" });
  await page.goBack();
  await shown(page, "fraud two");
  assert.equal(await field.inputValue(), "fraud two");
  await page.goForward();
  await shown(page, "fraud three");
  await page.goForward();
  await page.locator("#search-applied a").waitFor();
  assert.equal(await page.locator(LINKS).count(), 6);
  await watch.assertSilent();
  await close();
});

test("an address with filters shows what it names, and after a reload the same", async () => {
  const address = "?q=fraud&place=yuxi&year=2024&kind=article";
  const { page, watch, close } = await openStub(address);
  await shown(page, "fraud");
  const expected = DOCUMENTS.filter(({ date, place, kind }) =>
    place === "yuxi" && date.startsWith("2024") && kind === "article");
  const seen = async () => ({
    titles: await titles(page),
    applied: await page.locator("#search-applied a").allTextContents(),
    search: new URL(page.url()).search,
    history: await page.evaluate(() => history.length),
  });
  const first = await seen();
  assert.deepEqual(first.titles, expected.map((document) => `${document.title} (fraud)`));
  assert.deepEqual(first.applied.sort(), ["2024", "Report", "Yuxi"]);
  assert.equal(first.search, address);
  await page.reload();
  await shown(page, "fraud");
  const second = await seen();
  assert.deepEqual({ ...second, applied: second.applied.sort() }, { ...first, applied: first.applied.sort() });
  await watch.assertSilent();
  await close();
});

test("facets count, filter, can be switched and taken back", async () => {
  const { page, watch, close } = await openStub("?q=fraud");
  await shown(page, "fraud");
  const facet = (name) => page.locator(`#search-by-${name} li:visible`).allInnerTexts();
  const flat = (texts) => texts.map((text) => text.replace(/\s+/g, " "));
  assert.deepEqual(flat(await facet("place")), [
    `Chongqing ${countOf("place", "chongqing")}`, `Yuxi ${countOf("place", "yuxi")}`,
  ]);
  assert.deepEqual(flat(await facet("kind")), ["Report 24", "Campaign 6"]);
  assert.equal(await page.locator("#search-by-campaign").isVisible(), false, "one value is no choice");
  const yuxi = page.locator("#search-by-place a", { hasText: "Yuxi" });
  await yuxi.focus();
  await page.keyboard.press("Enter");
  await page.locator("#search-summary", { hasText: "6 results" }).waitFor();
  assert.equal(await yuxi.getAttribute("aria-current"), "true");
  assert.ok(await yuxi.evaluate((link) => link === document.activeElement), "the focus stays on the filter");
  await page.locator("#search-by-place a", { hasText: "Chongqing" }).click();
  await page.locator("#search-summary", { hasText: "24 results" }).waitFor();
  await page.locator("#search-by-year a", { hasText: "2023" }).click();
  await page.locator("#search-summary", { hasText: "8 results" }).waitFor();
  await page.getByRole("link", { name: "Remove the filter “Chongqing”" }).click();
  await page.locator("#search-summary", { hasText: "10 results" }).waitFor();
  assert.deepEqual(parameters(page), { q: "fraud", year: "2023" });
  await page.locator("#search-by-year a", { hasText: "2023" }).click();
  await page.locator("#search-summary", { hasText: "30 results" }).waitFor();
  assert.deepEqual(parameters(page), { q: "fraud" });
  await watch.assertSilent();
  await close();
});

test("in a large index, facets are counted when they are asked for", async () => {
  const { page, watch, close } = await openStub("?q=fraud", { documents: 100_000 });
  await shown(page, "fraud");
  const facets = page.locator("#search-facets");
  assert.ok(await facets.isVisible());
  assert.equal(await page.locator("#search-facets li").count(), 0);
  await facets.locator("> summary").click();
  await page.locator("#search-by-place a", { hasText: "Yuxi" }).click();
  await page.locator("#search-summary", { hasText: "6 results" }).waitFor();
  await watch.assertSilent();
  await close();
});

test("on a phone, filters wait behind one control, and what applies can be taken away without it", async () => {
  const { page, watch, close } = await openStub("?q=fraud", PHONE);
  await shown(page, "fraud");
  assert.equal(await page.locator("#search-by-place").isVisible(), false);
  await page.locator("#search-facets > summary").tap();
  await page.locator("#search-by-place a", { hasText: "Yuxi" }).tap();
  await page.locator("#search-summary", { hasText: "6 results" }).waitFor();
  assert.equal(await page.locator("#search-by-place").isVisible(), false, "the results can be seen again");
  await page.locator("#search-applied a").tap();
  await page.locator("#search-summary", { hasText: "30 results" }).waitFor();
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
  assert.equal(scrollWidth, clientWidth);
  await watch.assertSilent();
  await close();
});

test("the keyboard alone searches, moves through the results, opens one and comes back", async () => {
  const { page, field, watch, close } = await openStub();
  const focused = () => page.evaluate(() => document.activeElement.textContent || document.activeElement.id);
  await page.keyboard.press("/");
  assert.equal(await focused(), "q");
  await page.keyboard.type("fraud");
  await shown(page, "fraud");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), title(1));
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(), "q");
  for (let steps = 0; steps < 11; steps += 1) await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "Show more");
  await page.keyboard.press("Enter");
  await page.locator(LINKS).nth(19).waitFor();
  assert.equal(await focused(), title(10), "the focus is on the first that is new");
  await page.keyboard.press("Escape");
  assert.equal(await focused(), "q");
  assert.equal(await field.inputValue(), "fraud");
  await page.keyboard.press("Escape");
  assert.equal(await field.inputValue(), "");
  assert.equal(await page.locator(LINKS).count(), 0);
  assert.deepEqual(parameters(page), {});
  await page.keyboard.type("fraud");
  await shown(page, "fraud");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/opened=0$/);
  await page.goBack();
  await shown(page, "fraud");
  await watch.assertSilent();
  await close();
});

test("coming back from a result shows as many as before, where the reader was", async () => {
  const { page, watch, close } = await openStub("?q=fraud");
  await shown(page, "fraud");
  await page.locator("#search-more").click();
  await page.locator(LINKS).nth(19).waitFor();
  const link = page.locator(LINKS).nth(17);
  await link.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  assert.ok(before > 100);
  await link.click();
  await page.waitForURL(/opened=17$/);
  await page.goBack();
  await page.locator(LINKS).nth(19).waitFor();
  assert.ok(Math.abs((await page.evaluate(() => scrollY)) - before) < 5);
  await watch.assertSilent();
  await close();
});

test("a screen reader is given headings, links, dates, counts and names for controls", async () => {
  const { page, watch, close } = await openStub("?q=fraud&place=yuxi");
  await shown(page, "fraud");
  const results = await page.locator("#search-results > li").first().ariaSnapshot();
  assert.match(results, /heading "Report 0 on fraud \(fraud\)" \[level=3\]/);
  assert.match(results, /link "Report 0 on fraud \(fraud\)"/);
  assert.match(results, /time: 1 July 2023/);
  assert.match(results, /text: Yuxi/);
  assert.match(results, /link "7,790"/);
  assert.match(results, /Police <b>0<\/b> speak of/, "an excerpt is text, whatever it looks like");
  const facets = await page.locator("#search-facets nav").ariaSnapshot();
  assert.match(facets, /navigation "Filter the results"/);
  assert.match(facets, /list "Place"/);
  const main = await page.locator("main").ariaSnapshot();
  assert.match(main, /heading "Search results" \[level=2\]/);
  assert.match(main, /searchbox "Search for"/);
  assert.match(main, /list "Filters in use":\s+- listitem:\s+- link "Remove the filter “Yuxi”"/);
  assert.equal(await page.locator("#search-results b").count(), 0);
  await watch.assertSilent();
  await close();
});

test("nothing found leads to the lists, and says when a filter is why", async () => {
  const { page, field, watch, close } = await openStub("?q=nothing");
  await page.locator("#search-summary", { hasText: "Nothing found for “nothing”. Try other words." }).waitFor();
  const help = page.locator("#search-help a");
  assert.ok(await help.isVisible());
  await help.click();
  assert.ok(await page.locator("#browse").isVisible());
  await field.fill("near");
  await page.locator("#search-summary", { hasText: "No exact match. These come close." }).waitFor();
  assert.equal(await page.locator(LINKS).count(), 10);
  assert.ok(await help.isVisible(), "lists are offered beside loose matches");
  await field.fill("fraud");
  await shown(page, "fraud");
  assert.equal(await help.isVisible(), false);
  await page.goto(`${site.address(searchPath("en"))}?q=fraud&place=nowhere`);
  await page.locator("#search-summary", { hasText: "with these filters" }).waitFor();
  await page.locator("#search-applied a").click();
  await shown(page, "fraud");
  await watch.assertSilent();
  await close();
});

test("a file that can't be read is said, beside what was found without it", async () => {
  const { page, watch, close } = await openStub("?q=broken");
  await shown(page, "broken");
  const fault = page.locator("#search-fault");
  assert.match(await fault.innerText(), /Some of the search data could not be loaded/);
  await page.getByRole("status").filter({ hasText: /could not be loaded.* 30 results/ }).waitFor();
  assert.ok(await fault.getByRole("button", { name: "Try again" }).isVisible());
  await watch.assertSilent();
  await close();
});

test("an engine that doesn't come is said, and trying again is enough", async () => {
  let down = true;
  site.meddle = async (pathname) => (down && ENGINE.test(pathname) ? { status: 503, body: "" } : null);
  const { page, close } = await openAlone();
  await page.goto(`${site.address(searchPath("en"))}?q=Chongqing`);
  const fault = page.locator("#search-fault");
  await fault.filter({ hasText: "could not be loaded" }).waitFor();
  assert.equal(await page.locator(LINKS).count(), 0);
  down = false;
  await fault.getByRole("button").click();
  await page.locator(LINKS).first().waitFor();
  assert.equal(await fault.isVisible(), false);
  await close();
});

test("with the site's own engine, whichever file fails the page says so, and trying again heals it", async () => {
  const query = "?q=Chongqing+fraud";
  const files = new Set();
  site.meddle = async (pathname) => {
    if (/\/search\/.+\.(bin|json)$/.test(pathname)) files.add(pathname);
    return null;
  };
  const healthy = await openAlone();
  await healthy.page.goto(site.address(searchPath("en")) + query);
  await healthy.page.locator(LINKS).first().waitFor();
  const expected = await titles(healthy.page);
  await healthy.close();
  assert.ok(files.size > 2, `${files.size} files`);
  let beside = 0;
  for (const broken of files) {
    let down = true;
    site.meddle = async (pathname) => (down && pathname === broken ? { status: 500, body: "" } : null);
    const { page, close } = await openAlone();
    await page.goto(site.address(searchPath("en")) + query);
    await page.locator("#search-fault:visible").waitFor();
    if ((await page.locator(LINKS).count()) > 0) beside += 1;
    down = false;
    await page.locator("#search-retry").click();
    await page.locator("#search-fault").waitFor({ state: "hidden" });
    await page.locator(LINKS).first().waitFor();
    assert.deepEqual(await titles(page), expected, broken);
    await close();
  }
  assert.ok(beside > 0, "one file's failure leaves what the others find");
});

test("with the site's own engine, filters keep what they name", async (t) => {
  const { page, watch, close } = await site.open();
  await page.goto(`${site.address(searchPath("zh-Hans"))}?q=${encodeURIComponent("诈骗")}`);
  await page.locator(LINKS).first().waitFor();
  const kinds = page.locator("#search-by-kind li:visible");
  if ((await kinds.count()) === 0) t.skip("the engine counts no facets");
  for (const text of await kinds.allInnerTexts()) {
    const [name, count] = text.split(/\s+/);
    await page.locator("#search-by-kind a", { hasText: name }).first().click();
    await page.locator("#search-applied a").waitFor();
    await page.locator("#search-summary", { hasText: new RegExp(`(^|\\D)${count}(\\D|$)`) }).waitFor();
    await page.locator("#search-applied a").click();
    await page.locator("#search-applied a").waitFor({ state: "detached" });
  }
  await watch.assertSilent();
  await close();
});

test("on a slow network the page says that it searches, then shows what it found", async () => {
  const { page, watch, close } = await openAlone();
  const client = await page.context().newCDPSession(page);
  await page.goto(site.address(searchPath("en")));
  await client.send("Network.enable");
  await client.send("Network.emulateNetworkConditions", {
    offline: false, latency: 400, downloadThroughput: 30_000, uploadThroughput: 30_000,
  });
  await page.locator('main input[name="q"]').fill("Chongqing");
  await page.locator("#search-summary", { hasText: "Searching…" }).waitFor();
  await page.locator(LINKS).first().waitFor();
  assert.doesNotMatch(await page.locator("#search-summary").innerText(), /Searching/);
  await watch.assertSilent();
  await close();
});

test("what was searched once is found without a network, and the rest says that there is none", async () => {
  const { page, close } = await site.open();
  const address = `${site.address(searchPath("en"))}?q=Chongqing`;
  await page.goto(address);
  await page.locator(LINKS).first().waitFor();
  // The first results stand there while files for the others are on their way.
  await page.waitForLoadState("networkidle");
  const expected = await titles(page);
  await page.waitForFunction(async () => {
    const cache = await caches.open("fanzha-search-1");
    const kept = new Set((await cache.keys()).map(({ url }) => url));
    const fetched = performance.getEntriesByType("resource").map(({ name }) => name);
    const { controller } = navigator.serviceWorker;
    return controller?.state === "activated" && kept.has(location.origin + location.pathname) && fetched.every((url) => kept.has(url));
  });
  await page.context().setOffline(true);
  await page.reload();
  await page.locator(LINKS).first().waitFor();
  assert.deepEqual(await titles(page), expected);
  await page.locator('main input[name="q"]').fill("anti-fraud hotline 96110 investment");
  await page.locator("#search-fault", { hasText: "You are offline" }).waitFor();
  await page.context().setOffline(false);
  // The page may be told before its service worker has the network back.
  await page.waitForFunction(() => fetch(location.href).then(() => true, () => false));
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.locator("#search-fault").waitFor({ state: "hidden" });
  await close();
});

for (const lang of LANGUAGES) {
  test(`in ${lang}, without JavaScript the box of any page leads to lists by place, campaign and year`, async () => {
    const { page, watch, close } = await site.open({ javaScriptEnabled: false });
    const article = pages.find((candidate) => candidate.kind === "article" && candidate.lang.startsWith(lang));
    await page.goto(site.address(article.path));
    await page.locator('header input[name="q"]').fill("fraud");
    await page.locator('header input[name="q"]').press("Enter");
    await page.waitForURL(/\?q=fraud$/);
    const home = new URL(site.address(homeOf(pages, lang).path)).pathname;
    const links = await page.locator("#browse dd a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    for (const list of ["cities/", "campaigns/", "scams/", "indicators/"]) {
      assert.ok(links.some((link) => link.startsWith(home + list) && link.length > (home + list).length), list);
    }
    const years = links.filter((link) => /\/articles\/(page\/\d+\/)?#y-\d{4}$/.test(link));
    assert.ok(years.length > 1);
    await page.locator(`#browse a[href="${years.at(-1)}"]`).click();
    assert.ok(await page.locator(new URL(page.url()).hash).isVisible());
    await watch.assertSilent();
    await close();
  });

  test(`in ${lang}, a browser is told how to ask`, async () => {
    const { page, close } = await site.open();
    await page.goto(site.address(homeOf(pages, lang).path));
    const href = await page.locator('link[rel="search"]').getAttribute("href");
    const file = path.join(SITE_FOLDER, href.slice(baseUrl().pathname.length));
    const read = await page.evaluate((text) => {
      const xml = new DOMParser().parseFromString(text, "application/xml");
      const of = (name) => xml.getElementsByTagName(name)[0]?.textContent;
      const url = xml.querySelector('Url[type="text/html"]');
      return { root: xml.documentElement.namespaceURI, name: of("ShortName"), lang: of("Language"), template: url?.getAttribute("template") };
    }, readFileSync(file, "utf8"));
    assert.equal(read.root, "http://a9.com/-/spec/opensearch/1.1/");
    assert.ok(read.name.length > 0 && [...read.name].length <= 16, read.name);
    assert.ok(read.lang.startsWith(lang));
    assert.equal(read.template, new URL(`${searchPath(lang)}?q={searchTerms}`, baseUrl()).href.replace("%7B", "{").replace("%7D", "}"));
    await close();
  });
}
