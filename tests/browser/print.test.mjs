// On paper, and in a PDF, stands every word of the page's content.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";

import { openSite } from "./browser.mjs";
import { readPages, samples } from "./site.mjs";

const KINDS = ["home", "article", "city", "campaign", "indicator", "scam", "page"];

const site = openSite();

for (const { kind, lang, path: address } of samples(readPages()).filter((sample) => KINDS.includes(sample.kind))) {
  test(`/${address} (${kind}, ${lang}) prints all its text`, async () => {
    const { page, close } = await site.open();
    await page.goto(site.address(address), { waitUntil: "networkidle" });
    const wanted = await page.evaluate(wordsOfContent);
    // Printing tells the page so; making a PDF through the debugger doesn't.
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const printed = squeezed(textOf(await page.pdf({ format: "A4" })));
    assert.ok(wanted.length > 20, `${wanted.length} texts on the page`);
    const missing = wanted.map(squeezed).filter((words) => !printed.includes(words));
    assert.deepEqual(missing, []);
    await close();
  });
}

/** Every text of the content but forms, buttons and links to other pages of a list, which paper can't follow. */
function wordsOfContent() {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const words = [];
  const left = "form, button, noscript, script, style, svg, .visually-hidden, nav, .to-figure, .more, .hint";
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    if (text !== "" && !walker.currentNode.parentElement.closest(left)) words.push(text);
  }
  return words;
}

/** One form of each letter, no blanks: lines break elsewhere on paper. */
const squeezed = (text) => text.normalize("NFKC").replace(/[\s\u00ad\u200b-\u200d]/g, "");

/** The text of a PDF. */
function textOf(pdf) {
  const folder = mkdtempSync(path.join(tmpdir(), "fanzha-print-"));
  try {
    const file = path.join(folder, "page.pdf");
    writeFileSync(file, pdf);
    return execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8", maxBuffer: 64 << 20 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
