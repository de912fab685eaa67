// Every figure leads to the sentence that states it, and the sentence back.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openSite } from "./browser.mjs";
import { LANGUAGES, readPages, samples } from "./site.mjs";

const site = openSite();
const pages = readPages();
const articles = pages.filter((page) => page.kind === "article");

test("there are articles in every language", () => {
  for (const lang of LANGUAGES) assert.ok(articles.some((page) => page.lang.startsWith(lang)), lang);
});

for (const article of articles) {
  test(`/${article.path} links every row m-n with its sentence q-n, both ways`, async () => {
    const { page, close } = await site.open({ javaScriptEnabled: false });
    await page.goto(site.address(article.path));
    const rows = await page.locator('[id^="m-"]').evaluateAll((elements) => elements.map((element) => element.id));
    const marks = await page.locator('mark[id^="q-"]').evaluateAll((elements) => elements.map((element) => element.id));
    const expected = rows.map((_, index) => `m-${index + 1}`);
    assert.deepEqual(byNumber(rows), expected, "rows are numbered from 1 without a gap");
    assert.deepEqual(byNumber(marks), expected.map((id) => id.replace("m-", "q-")), "a mark for every row");
    for (const id of expected) {
      const sentence = id.replace("m-", "q-");
      assert.ok((await page.locator(`#${id} a[href="#${sentence}"]`).count()) > 0, `${id} links to ${sentence}`);
      assert.equal(await linkBack(page, sentence, id).count(), 1, `${sentence} links to ${id}`);
    }
    await close();
  });
}

for (const { path, lang } of samples(pages).filter((sample) => sample.kind === "article")) {
  for (const viewport of [{ width: 390, height: 844 }, { width: 1280, height: 900 }]) {
    test(`in ${lang} at ${viewport.width} px, a row leads to its sentence, lit up, and back`, async () => {
      const { page, watch, close } = await site.open({ viewport });
      await page.goto(site.address(path));
      const plain = await paint(page.locator("#q-1"));
      await page.locator('#m-1 a[href="#q-1"]').first().click();
      await page.waitForURL(/#q-1$/);
      assert.ok(await isInView(page.locator("#q-1")), "the sentence is in view");
      assert.notEqual(await paint(page.locator("#q-1")), plain, "the sentence looks different from before");
      await linkBack(page, "q-1", "m-1").click();
      await page.waitForURL(/#m-1$/);
      assert.ok(await isInView(page.locator("#m-1")), "the row is in view");
      assert.equal(await paint(page.locator("#q-1")), plain, "the sentence is plain again");
      await watch.assertSilent();
      await close();
    });
  }
}

const byNumber = (ids) => ids.toSorted((a, b) => Number(a.slice(2)) - Number(b.slice(2)));

/** The link back in a sentence, or right behind it where a sentence crosses other elements. */
const linkBack = (page, sentence, row) =>
  page.locator(`xpath=(//mark[@id="${sentence}"]//a[@href="#${row}"] | //mark[@id="${sentence}"]/following::a[@href="#${row}"])[1]`);

/** How an element is painted, once transitions are over. */
async function paint(locator) {
  return locator.evaluate(async (element) => {
    await Promise.all(element.getAnimations({ subtree: true }).map((animation) => animation.finished));
    const { backgroundColor, backgroundImage, outline, boxShadow, textDecoration } = getComputedStyle(element);
    return [backgroundColor, backgroundImage, outline, boxShadow, textDecoration].join(" | ");
  });
}

/** Whether the first line of an element is inside the window once scrolling has come to rest. */
async function isInView(locator) {
  return locator.evaluate(async (element) => {
    let before;
    do {
      before = element.getClientRects()[0].top;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    } while (element.getClientRects()[0].top !== before);
    const line = element.getClientRects()[0];
    return line.top >= 0 && line.top < innerHeight && line.left >= 0 && line.left < innerWidth;
  });
}
