// Search finds the same in both scripts, works in English, and says when it finds nothing.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";

import { openSite } from "./browser.mjs";
import { LANGUAGES, SITE_FOLDER, baseUrl, homeOf, readPages } from "./site.mjs";

const site = openSite();
const pages = readPages();
const searchPath = (lang) => pages.find((page) => page.kind === "search" && page.lang.startsWith(lang)).path;

const RESULT_LINKS = "#search-results h3 a";

/** Types `query` into the search page's own form and returns the results' paths in order. */
async function results(page, query) {
  const field = page.locator('main input[name="q"]');
  await field.fill(query);
  await field.press("Enter");
  await page.locator(RESULT_LINKS).first().waitFor();
  return page.locator(RESULT_LINKS).evaluateAll((links) => links.map((link) => link.pathname + link.hash));
}

for (const lang of ["zh-Hans", "zh-Hant"]) {
  test(`in ${lang}, 追赃返还 and 追贓返還 find the same in the same order`, async () => {
    const { page, watch, close } = await site.open();
    await page.goto(site.address(searchPath(lang)));
    const simplified = await results(page, "追赃返还");
    await page.goto(site.address(searchPath(lang)));
    const traditional = await results(page, "追贓返還");
    assert.ok(simplified.length > 0);
    assert.deepEqual(traditional, simplified);
    const home = new URL(site.address(homeOf(pages, lang).path)).pathname;
    for (const path of simplified) assert.ok(path.startsWith(home), `${path} is a page in ${lang}`);
    await watch.assertSilent();
    await close();
  });
}

test("an English query finds English pages", async () => {
  const { page, watch, close } = await site.open();
  await page.goto(site.address(searchPath("en")));
  const found = await results(page, "Chongqing");
  const home = new URL(site.address(homeOf(pages, "en").path)).pathname;
  assert.ok(found.length > 0);
  for (const path of found) assert.ok(path.startsWith(home), `${path} is an English page`);
  await watch.assertSilent();
  await close();
});

for (const lang of LANGUAGES) {
  const query = lang === "en" ? "Chongqing" : "重庆";

  test(`in ${lang}, a search from the home page is a link that can be shared, and its first result opens`, async () => {
    const { page, watch, close } = await site.open();
    await page.goto(site.address(homeOf(pages, lang).path));
    const field = page.locator('input[name="q"]').first();
    await field.fill(query);
    await field.press("Enter");
    await page.locator(RESULT_LINKS).first().waitFor();
    assert.equal(await page.locator("body").getAttribute("data-page"), "search");
    assert.equal(new URL(page.url()).searchParams.get("q"), query);
    assert.equal(await page.locator('main input[name="q"]').inputValue(), query);
    await page.locator(RESULT_LINKS).first().click();
    await page.waitForURL((url) => !url.searchParams.has("q"));
    assert.ok((await page.locator("html").getAttribute("lang")).startsWith(lang));
    assert.notEqual(await page.locator("body").getAttribute("data-page"), "search");
    await watch.assertSilent();
    await close();
  });

  test(`in ${lang}, a query that finds nothing says so and names the query`, async () => {
    const { page, watch, close } = await site.open();
    const nothing = "qzxvjqwk";
    await page.goto(`${site.address(searchPath(lang))}?q=${nothing}`);
    await page.getByRole("status").filter({ hasText: nothing }).waitFor();
    assert.equal(await page.locator(RESULT_LINKS).count(), 0);
    await watch.assertSilent();
    await close();
  });

  test(`in ${lang}, a query that is markup is shown as text`, async () => {
    const { page, watch, close } = await site.open();
    const markup = '<img src="x" onerror="document.title=1">';
    await page.goto(`${site.address(searchPath(lang))}?q=${encodeURIComponent(markup)}`);
    await page.getByRole("status").filter({ hasText: /\S/ }).waitFor();
    assert.equal(await page.locator('main input[name="q"]').inputValue(), markup);
    assert.equal(await page.locator("main img").count(), 0);
    await watch.assertSilent();
    await close();
  });
}

const COMMAND = process.env.FANZHA_COMMAND;

for (const [lang, query] of [["zh-Hans", "追赃返还"], ["zh-Hant", "重慶 詐騙"], ["en", "fraud"]]) {
  const skip = COMMAND ? false : "FANZHA_COMMAND names no fanzha";

  test(`in ${lang}, the command line finds for ${query} what the browser finds`, { skip }, async () => {
    const { page, close } = await site.open();
    await page.goto(site.address(searchPath(lang)));
    const inBrowser = (await results(page, query)).map((found) => found.split("#")[0]);
    const options = ["--locale", lang, "--limit", inBrowser.length, "--format", "json", "--output", SITE_FOLDER];
    const root = path.join(import.meta.dirname, "../..");
    const report = JSON.parse(execFileSync(COMMAND, ["search", query, "--root", root, ...options.map(String)]));
    const byCommand = report.results.map(({ url }) => new URL(url, baseUrl()).pathname);
    assert.deepEqual(byCommand, inBrowser);
    await close();
  });
}
