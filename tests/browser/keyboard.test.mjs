// The keyboard alone gets past the header and from a figure to its sentence.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openSite } from "./browser.mjs";
import { LANGUAGES, homeOf, readPages, samples } from "./site.mjs";

const site = openSite();
const pages = readPages();
const SETTINGS = [360, 1280].flatMap((width) => ["light", "dark"].map((colorScheme) => ({ viewport: { width, height: 800 }, colorScheme })));
const told = ({ viewport, colorScheme }) => `${viewport.width} px, ${colorScheme}`;

for (const [lang, settings] of LANGUAGES.flatMap((each) => SETTINGS.map((some) => [each, some]))) {
  test(`in ${lang}, ${told(settings)}, the first Tab shows the skip link, and Enter goes to the content`, async () => {
    const { page, watch, close } = await site.open(settings);
    await page.goto(site.address(homeOf(pages, lang).path));
    await page.keyboard.press("Tab");
    const skip = page.locator(":focus");
    const target = await skip.getAttribute("href");
    assert.match(target, /^#/);
    const box = await skip.boundingBox();
    assert.ok(box.x >= 0 && box.y >= 0 && box.width > 1 && box.height > 1, "the skip link shows when focused");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(`main${target}`).count(), 1);
    await page.keyboard.press("Tab");
    assert.equal(await page.locator("main :focus").count(), 1, "the next Tab is inside the content");
    await watch.assertSilent();
    await close();
  });
}

const articles = samples(pages).filter((sample) => sample.kind === "article");
for (const [{ path, lang }, settings] of articles.flatMap((each) => SETTINGS.map((some) => [each, some]))) {
  test(`in ${lang}, ${told(settings)}, Enter on a figure goes to its sentence and from there back, and focus shows`, async () => {
    const { page, watch, close } = await site.open(settings);
    await page.goto(site.address(path));
    const figure = page.locator('#m-1 a[href="#q-1"]').first();
    await page.locator("#m-1 a[href]").first().focus();
    // Focus by keyboard, so that :focus-visible applies.
    for (let steps = 0; steps < 5 && !(await figure.evaluate((link) => link.matches(":focus-visible"))); steps += 1) {
      await page.keyboard.press("Tab");
    }
    const shown = await figure.evaluate((link) => {
      const style = getComputedStyle(link);
      return link.matches(":focus-visible") && (style.outlineStyle !== "none" || style.boxShadow !== "none");
    });
    assert.ok(shown, "the focused figure has an outline");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#q-1$/);
    const back = page.locator('.to-figure[href="#m-1"]').first();
    // Following a fragment moves the start of Tab to the sentence.
    for (let steps = 0; steps < 5 && !(await back.evaluate((link) => link.matches(":focus-visible"))); steps += 1) {
      await page.keyboard.press("Tab");
    }
    assert.ok(await back.evaluate((link) => link.matches(":focus-visible")), "Tab reaches the way back");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#m-1$/);
    await watch.assertSilent();
    await close();
  });
}
