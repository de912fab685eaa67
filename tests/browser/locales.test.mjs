// The language switch is plain links that lead to the same page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openSite } from "./browser.mjs";
import { LANGUAGES, homeOf, readPages, samples } from "./site.mjs";

const site = openSite();
const pages = readPages();
const kinds = samples(pages).filter((sample) => sample.lang === LANGUAGES[0]);

for (const javaScriptEnabled of [true, false]) {
  for (const start of kinds) {
    const how = javaScriptEnabled ? "with" : "without";
    test(`the language links of /${start.path} go round all languages and back, ${how} JavaScript`, async () => {
      const { page, watch, close } = await site.open({ javaScriptEnabled });
      await page.goto(site.address(start.path));
      const fromHome = start.path.slice(homeOf(pages, LANGUAGES[0]).path.length);
      for (const lang of [...LANGUAGES.slice(1), LANGUAGES[0]]) {
        await page.locator(`nav a[hreflang^="${lang}"]`).click();
        const expected = new URL(site.address(homeOf(pages, lang).path + fromHome)).pathname;
        await page.waitForURL((url) => url.pathname === expected);
        assert.ok((await page.locator("html").getAttribute("lang")).startsWith(lang));
        assert.equal(await page.locator("body").getAttribute("data-page"), start.kind);
        assert.equal(await page.locator('nav a[hreflang][aria-current]').count(), 1);
      }
      await watch.assertSilent();
      await close();
    });
  }
}
