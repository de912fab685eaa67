// Feeds, sitemap and robots.txt are well-formed and name only what is there.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { alternatesOf, canonicalOf, isNoindex } from "../dom.mjs";
import { LANGUAGES, SITE_FOLDER, homeOf, isNotFound } from "../site.mjs";
import { childrenOf, parseXml, textOf } from "../xml.mjs";
import { BASE, FILES, PAGES, assertNone, resolve } from "./built.mjs";

const ATOM = "http://www.w3.org/2005/Atom";
const SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

const read = (file) => readFileSync(path.join(SITE_FOLDER, file), "utf8");
const feeds = [...FILES].filter((file) => /(^|\/)feed\.xml$/.test(file));

test("every language has a feed", () => {
  for (const lang of LANGUAGES) assert.ok(feeds.includes(`${homeOf(PAGES, lang).path}feed.xml`), lang);
});

for (const file of feeds) {
  test(`${file} is an Atom feed whose entries lead to pages`, () => {
    const feed = parseXml(read(file));
    assert.equal(feed.namespace, ATOM);
    assert.equal(feed.name, "feed");
    for (const element of ["id", "title", "updated"]) assert.ok(textOf(feed, element), `<feed> has <${element}>`);
    assert.match(textOf(feed, "updated"), RFC_3339);
    const self = childrenOf(feed, "link").find((link) => link.attributes.get("rel") === "self");
    assert.equal(resolve(self.attributes.get("href"), BASE.href)?.file, file, "rel=self is the feed");
    const entries = childrenOf(feed, "entry");
    for (const entry of entries) assertEntry(entry, Boolean(childrenOf(feed, "author")[0]));
    const ids = entries.map((entry) => textOf(entry, "id"));
    assert.equal(new Set(ids).size, ids.length, "ids are unique");
    const dates = entries.map((entry) => textOf(entry, "updated"));
    assert.ok(dates.every((date) => date <= textOf(feed, "updated")), "the feed is as new as its newest entry");
  });
}

function assertEntry(entry, feedHasAuthor) {
  for (const element of ["id", "title", "updated"]) assert.ok(textOf(entry, element), `<entry> has <${element}>`);
  assert.match(textOf(entry, "updated"), RFC_3339);
  assert.ok(feedHasAuthor || childrenOf(entry, "author")[0], "an author is named");
  const link = childrenOf(entry, "link").find((candidate) => (candidate.attributes.get("rel") ?? "alternate") === "alternate");
  const target = resolve(link.attributes.get("href"), BASE.href);
  assert.ok(target?.page, `${link.attributes.get("href")} is a page`);
}

const urls = parseXml(read("sitemap.xml"));
const located = new Map(childrenOf(urls, "url").map((url) => [textOf(url, "loc"), url]));

test("the sitemap is one, and lists each address once", () => {
  assert.equal(urls.namespace, SITEMAP);
  assert.equal(urls.name, "urlset");
  assert.equal(located.size, childrenOf(urls, "url").length);
});

test("the sitemap lists exactly the pages that search engines should know", () => {
  const wanted = PAGES.filter(
    (page) => !isNotFound(page) && !isNoindex(page.elements) && canonicalOf(page.elements) === page.url,
  ).map((page) => page.url);
  const missing = wanted.filter((url) => !located.has(url)).map((url) => `missing: ${url}`);
  const surplus = [...located.keys()].filter((url) => !wanted.includes(url)).map((url) => `surplus: ${url}`);
  assertNone([...missing, ...surplus]);
});

test("the sitemap gives the same language versions as the pages", () => {
  const faults = PAGES.filter((page) => located.has(page.url)).flatMap((page) => {
    const links = childrenOf(located.get(page.url), "link");
    const inSitemap = links.map((link) => `${link.attributes.get("hreflang")} ${link.attributes.get("href")}`);
    const inPage = [...alternatesOf(page.elements)].map((entry) => entry.join(" "));
    return inSitemap.sort().join() === inPage.sort().join() ? [] : [`${page.file}: ${inSitemap} ≠ ${inPage}`];
  });
  assertNone(faults);
});

test("robots.txt names the sitemap and shuts nothing out", () => {
  const lines = read("robots.txt").split("\n");
  assert.ok(lines.includes(`Sitemap: ${new URL("sitemap.xml", BASE).href}`));
  assert.deepEqual(lines.filter((line) => /^disallow:\s*\S/i.test(line)), []);
});
