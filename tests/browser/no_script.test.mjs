// Without JavaScript all pages read the same, and search offers lists instead.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openSite } from "./browser.mjs";
import { readPages, samples } from "./site.mjs";

const site = openSite();

/** Address and visible text of a page, white space evened out. */
async function read(path, javaScriptEnabled) {
  const { page, watch, close } = await site.open({ javaScriptEnabled });
  await page.goto(site.address(path));
  const text = (await page.locator("main").innerText()).replace(/\s+/g, " ").trim();
  const links = await page.locator("main a[href]").count();
  const scripted = await page.locator("noscript").evaluateAll((elements) => elements.every((e) => e.hidden || e.getClientRects().length === 0));
  await watch.assertSilent();
  await close();
  return { text, links, scripted };
}

for (const { kind, lang, path } of samples(readPages())) {
  if (kind === "search") {
    test(`without JavaScript, search in ${lang} says so and offers lists`, async () => {
      const { text, links, scripted } = await read(path, false);
      assert.ok(!scripted, "the note for readers without JavaScript shows");
      assert.notEqual(text, (await read(path, true)).text);
      assert.ok(links > 5, `${links} links to go on from`);
    });
  } else {
    test(`/${path} (${kind}, ${lang}) reads the same without JavaScript`, async () => {
      const without = await read(path, false);
      assert.ok(without.text.length > 40, "there is text to read");
      assert.equal(without.text, (await read(path, true)).text);
    });
  }
}
