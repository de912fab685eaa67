// No page is wider than a small phone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openSite } from "./browser.mjs";
import { overflow } from "./overflow.mjs";
import { LANGUAGES, homeOf, readPages, samples } from "./site.mjs";

const NARROW = { width: 320, height: 640 };

const site = openSite();
const pages = readPages();
const notFound = LANGUAGES.map((lang) => ({ lang, kind: "404", path: `${homeOf(pages, lang).path}404.html` }));

for (const { kind, lang, path } of [...samples(pages), ...notFound]) {
  test(`/${path} (${kind}, ${lang}) fits ${NARROW.width} px`, async () => {
    const { page, close } = await site.open({ viewport: NARROW });
    await page.goto(site.address(path));
    const { width, wide } = await overflow(page);
    assert.ok(width <= NARROW.width, `the page is ${width} px wide because of ${wide.join(", ")}`);
    await close();
  });
}
