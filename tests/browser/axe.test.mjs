// Every kind of page, in every language, on a phone and a desktop, light and dark: axe-core finds nothing to object to.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

import { openSite } from "./browser.mjs";
import { LANGUAGES, homeOf, readPages, samples } from "./site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** WCAG 2.2 A and AA, and what axe-core calls best practices. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS = [360, 1280];
const SCHEMES = ["light", "dark"];
const QUERIES = { "zh-Hans": "追赃返还", "zh-Hant": "追贓返還", en: "Chongqing" };

const site = openSite();
const pages = readPages();
const notFound = LANGUAGES.map((lang) => ({ lang, kind: "404", path: `${homeOf(pages, lang).path}404.html` }));
const data = LANGUAGES.map((lang) => ({ lang, kind: "data", path: `${homeOf(pages, lang).path}data/` }));

for (const { kind, lang, path } of [...samples(pages), ...data, ...notFound]) {
  test(`/${path} (${kind}, ${lang}) has no fault that axe-core knows`, async () => {
    const faults = [];
    for (const colorScheme of SCHEMES) {
      const { page, close } = await site.open({ colorScheme, reducedMotion: "reduce" });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        const query = kind === "search" ? `?q=${encodeURIComponent(QUERIES[lang])}` : "";
        await page.goto(site.address(path) + query, { waitUntil: "networkidle" });
        faults.push(...(await faultsOf(page)).map((fault) => `${width} px, ${colorScheme}: ${fault}`));
      }
      await close();
    }
    assert.deepEqual(faults, []);
  });
}

test("axe-core sees a fault where there is one", async () => {
  const { page, close } = await site.open();
  await page.goto(site.address(homeOf(pages, LANGUAGES[0]).path));
  await page.evaluate(() => document.querySelector("main").append(document.createElement("img")));
  assert.match((await faultsOf(page)).join(), /image-alt/);
  await close();
});

/** What axe-core objects to, a line for each element. */
async function faultsOf(page) {
  // Through the debugger, which the page's policy leaves alone.
  await page.evaluate(AXE);
  const violations = await page.evaluate(async (values) => (await globalThis.axe.run(document, { runOnly: { type: "tag", values } })).violations, TAGS);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.html.slice(0, 160)}`));
}
