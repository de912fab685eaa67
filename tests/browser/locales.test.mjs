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

test("the language switch keeps the place on the page and what was asked", async () => {
  const { page, watch, close } = await site.open();
  const article = kinds.find(({ kind }) => kind === "article");
  await page.goto(`${site.address(article.path)}#m-3`);
  for (const lang of LANGUAGES.slice(1)) {
    await page.locator(`nav a[hreflang^="${lang}"]`).click();
    await page.waitForURL((url) => url.hash === "#m-3");
    const top = await page.locator("#m-3").evaluate((row) => row.getBoundingClientRect().top);
    assert.ok(top >= 0 && top < 200, `the row stands ${top} px from the top`);
  }
  const search = kinds.find(({ kind }) => kind === "search");
  await page.goto(`${site.address(search.path)}?q=${encodeURIComponent("追赃返还")}`);
  await page.locator(`nav a[hreflang^="${LANGUAGES[1]}"]`).click();
  await page.waitForURL((url) => url.searchParams.get("q") === "追赃返还");
  await watch.assertSilent();
  await close();
});
