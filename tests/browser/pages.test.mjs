// Every kind of page, in every language, opens in Chromium without a complaint.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openSite } from "./browser.mjs";
import { LANGUAGES, homeOf, readPages, samples } from "./site.mjs";

const site = openSite();
const pages = readPages();

for (const sample of samples(pages)) {
  test(`/${sample.path} (${sample.kind}, ${sample.lang}) opens in silence, with its language and kind`, async () => {
    const { page, watch, close } = await site.open();
    const response = await page.goto(site.address(sample.path), { waitUntil: "networkidle" });
    assert.equal(response.status(), 200);
    const lang = await page.locator("html").getAttribute("lang");
    assert.ok(lang.startsWith(sample.lang), `lang is ${lang}`);
    assert.equal(await page.locator("body").getAttribute("data-page"), sample.kind);
    assert.equal(await page.locator("h1").count(), 1);
    assert.notEqual((await page.locator("main").innerText()).trim(), "");
    await watch.assertSilent();
    await close();
  });
}

for (const lang of LANGUAGES) {
  const home = homeOf(pages, lang);

  test(`an address that leads nowhere answers 404 in ${lang} and leads back`, async () => {
    const { page, watch, close } = await site.open();
    const address = site.address(`${home.path}no/such/page/`);
    const response = await page.goto(address, { waitUntil: "networkidle" });
    assert.equal(response.status(), 404);
    assert.ok((await page.locator("html").getAttribute("lang")).startsWith(lang));
    assert.equal(await page.locator("body").getAttribute("data-page"), "page");
    // Chromium itself reports the status of the page asked for; nothing else may fail.
    const own = [`status 404: ${address}`, /^console error: Failed to load resource: .*404/];
    const others = watch.complaints.filter((line) => !own.some((known) => line === known || line.match(known)));
    assert.deepEqual(others, []);
    const back = page.locator("main a[href]").first();
    const next = await page.goto(new URL(await back.getAttribute("href"), address).href);
    assert.equal(next.status(), 200);
    await close();
  });
}
