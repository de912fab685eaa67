// No page is wider than a small phone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openSite } from "./browser.mjs";
import { LANGUAGES, homeOf, readPages, samples } from "./site.mjs";

const NARROW = { width: 320, height: 640 };

const site = openSite();
const pages = readPages();
const notFound = LANGUAGES.map((lang) => ({ lang, kind: "404", path: `${homeOf(pages, lang).path}404.html` }));

for (const { kind, lang, path } of [...samples(pages), ...notFound]) {
  test(`/${path} (${kind}, ${lang}) fits ${NARROW.width} px`, async () => {
    const { page, close } = await site.open({ viewport: NARROW });
    await page.goto(site.address(path));
    const { width, wide } = await page.evaluate(overflow);
    assert.ok(width <= NARROW.width, `the page is ${width} px wide because of ${wide.join(", ")}`);
    await close();
  });
}

/** Width of the document and, if it is too wide, the elements that stick out of the window. */
function overflow() {
  const width = document.documentElement.scrollWidth;
  const describe = (element) => `<${element.localName}${element.id && ` id=${element.id}`}> ${element.textContent.trim().slice(0, 30)}`;
  const sticksOut = (element) =>
    element.getBoundingClientRect().right > innerWidth + 1 ||
    (element.scrollWidth > innerWidth && getComputedStyle(element).overflowX === "visible");
  const wide =
    width <= innerWidth
      ? []
      : [...document.body.querySelectorAll("*")]
          .filter((element) => sticksOut(element))
          .slice(-5)
          .map(describe);
  return { width, wide };
}
