// What charts and time axes look like in Chromium: every text has room, nothing lies on another.
//
// On the shipped site these are the time axes; on the site of the chart cases, which the Rust tests build, every
// kind of chart. Boxes are measured as the browser draws them with the machine's fonts.

import assert from "node:assert/strict";
import test from "node:test";

import { openSite } from "./browser.mjs";
import { LANGUAGES, readPages } from "./site.mjs";

const site = openSite();
const WIDTHS = [320, 390, 1280];

/** One page of each kind and place that holds a drawing, in every language: the richest of each folder first. */
function drawn() {
  const pages = readPages().filter((page) => page.html.includes('class="chart"'));
  const bySection = new Map();
  for (const page of pages) {
    const section = `${page.lang} ${page.kind}`;
    bySection.set(section, [...(bySection.get(section) ?? []), page]);
  }
  return [...bySection.values()].flatMap((of) => of.sort((a, b) => b.html.length - a.html.length).slice(0, 14));
}

/** Texts of the page's drawings that lie on another, on a bar or mark, or outside of their drawing. */
function faults() {
  const found = [];
  const slack = 0.75;
  const apart = (a, b) =>
    a.right <= b.left + slack || b.right <= a.left + slack || a.bottom <= b.top + slack || b.bottom <= a.top + slack;
  for (const svg of document.querySelectorAll("svg.chart")) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue;
    const name = svg.querySelector("title").textContent;
    // A line of text is as high as its letters: the ascent and descent that fonts reserve lie on nothing.
    const texts = [...svg.querySelectorAll("text")].map((text) => {
      const box = text.getBoundingClientRect();
      const spare = box.height * 0.18;
      return { what: text.textContent, left: box.left, right: box.right, top: box.top + spare, bottom: box.bottom - spare, inMark: text.classList.contains("count") };
    });
    const marks = [...svg.querySelectorAll("rect, path.mark, circle")].map((mark) => mark.getBoundingClientRect());
    for (const [index, text] of texts.entries()) {
      if (text.left < frame.left - slack || text.right > frame.right + slack || text.top < frame.top - slack || text.bottom > frame.bottom + slack) {
        found.push(`${name}: “${text.what}” leaves the drawing`);
      }
      for (const other of texts.slice(index + 1)) {
        if (!apart(text, other)) found.push(`${name}: “${text.what}” lies on “${other.what}”`);
      }
      if (!text.inMark && marks.some((mark) => !apart(text, mark))) found.push(`${name}: “${text.what}” lies on a mark`);
    }
  }
  return found;
}

test("texts of drawings keep clear of each other at every width", async () => {
  const pages = drawn();
  assert.deepEqual([...new Set(pages.map((page) => page.lang))].sort(), [...LANGUAGES].sort());
  const wrong = [];
  let seen = 0;
  for (const width of WIDTHS) {
    const { page, watch, close } = await site.open({ viewport: { width, height: 900 } });
    for (const { path } of pages) {
      await page.goto(site.address(path));
      wrong.push(...(await page.evaluate(faults)).map((fault) => `${width} ${path} ${fault}`));
      seen += await page.locator("svg.chart:visible").count();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) wrong.push(`${width} ${path} is ${over} px too wide`);
    }
    await watch.assertSilent();
    await close();
  }
  assert.deepEqual(wrong, []);
  assert.ok(seen > 10, `${seen} drawings were seen`);
});

test("letters in a chart are no smaller than 11 px on a phone", async () => {
  const chart = drawn().find((page) => page.html.includes("chart-figure"));
  if (!chart) return;
  const { page, close } = await site.open({ viewport: { width: 320, height: 700 } });
  await page.goto(site.address(chart.path));
  const sizes = await page.locator(".chart-figure svg.chart").evaluateAll((all) =>
    all.map((svg) => (svg.getBoundingClientRect().width / svg.viewBox.baseVal.width) * parseFloat(getComputedStyle(svg).fontSize)));
  assert.ok(Math.min(...sizes) >= 11, String(sizes));
  await close();
});

test("bars and marks are seen against the paper in light, dark and forced colours", async () => {
  const { path } = drawn()[0];
  for (const options of [{ colorScheme: "light" }, { colorScheme: "dark" }, { forcedColors: "active" }]) {
    const { page, close } = await site.open(options);
    await page.goto(site.address(path));
    const contrasts = await page.evaluate(() => {
      const light = (colour) => {
        const [r, g, b] = colour.match(/\d+/g).slice(0, 3).map(Number)
          .map((part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const paper = light(getComputedStyle(document.documentElement).backgroundColor);
      const drawn = [...document.querySelectorAll("svg.chart :is(.bar, .mark, .span, .cluster)")];
      return drawn.map((part) => {
        const isLine = part.matches(".ring, .span, .cluster");
        const own = light(getComputedStyle(part)[isLine ? "stroke" : "fill"]);
        return (Math.max(own, paper) + 0.05) / (Math.min(own, paper) + 0.05);
      });
    });
    const least = Math.min(...contrasts);
    assert.ok(contrasts.length > 0 && least >= 3, `${JSON.stringify(options)}: contrast ${least}`);
    await close();
  }
});

test("a table of figures is sorted by its columns and back, by keyboard", async () => {
  const indicators = readPages().filter((page) => page.kind === "indicator" && page.lang === LANGUAGES[0]);
  const richest = indicators.reduce((best, page) => (page.html.length > best.html.length ? page : best));
  const { page, watch, close } = await site.open();
  await page.goto(site.address(richest.path));
  const values = () => page.locator("table.places tbody tr").evaluateAll((rows) => rows.map((row) => Number(row.dataset.value)));
  const before = await values();
  assert.ok(before.length > 1);
  const head = page.locator("table.places th[data-sort=value]");
  await head.locator("button").focus();
  await page.keyboard.press("Enter");
  assert.deepEqual(await values(), [...before].sort((a, b) => b - a));
  assert.equal(await head.getAttribute("aria-sort"), "descending");
  await page.keyboard.press("Enter");
  assert.deepEqual(await values(), [...before].sort((a, b) => a - b));
  await page.locator("table.places th[data-sort=order] button").click();
  assert.deepEqual(await values(), before);
  assert.equal(await page.locator("table.places th[aria-sort]").count(), 1);
  await watch.assertSilent();
  await close();
});
