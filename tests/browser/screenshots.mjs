// Takes pictures of the built site, for people to look at: node screenshots.mjs OUT
//
// The richest page of six kinds, in every language, on a phone and a desktop,
// light and dark; of the search page results, filtered ones, none, and what shows when
// its files don't come. The same site gives the same pictures. Asserts nothing.

import { mkdirSync } from "node:fs";
import path from "node:path";

import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";
import { SITE_FOLDER, baseUrl, readPages, samples } from "./site.mjs";

const KINDS = ["home", "article", "city", "campaign", "indicator", "search"];
const SCREENS = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 900 } },
};
const QUERY = { "zh-Hans": "追赃返还", "zh-Hant": "追贓返還", en: "Chongqing" };
/** What is asked of the search page by the name of the picture. */
const SEARCHES = {
  "": (lang) => `?q=${encodeURIComponent(QUERY[lang])}`,
  "-filtered": (lang) => `?q=${encodeURIComponent(QUERY[lang])}&kind=article&year=2025`,
  "-none": () => "?q=qzxvjqwk",
  "-error": (lang) => `?q=${encodeURIComponent(QUERY[lang])}`,
};

const out = process.argv[2];
if (!out) {
  console.error("usage: node screenshots.mjs OUT");
  process.exit(2);
}
mkdirSync(out, { recursive: true });
let broken = false;
const server = await serve(SITE_FOLDER, baseUrl().pathname, async (pathname) =>
  broken && /\/search\/.+\.(bin|json)$/.test(pathname) ? { status: 500, body: "" } : null,
);
const browser = await launch();
for (const [screen, options] of Object.entries(SCREENS)) {
  for (const colorScheme of ["light", "dark"]) {
    const settings = { ...options, colorScheme, reducedMotion: "reduce", serviceWorkers: "block" };
    const context = await browser.newContext(settings);
    const page = await context.newPage();
    for (const sample of firstOfKinds()) {
      const views = sample.kind === "search" ? Object.entries(SEARCHES) : [["", () => ""]];
      for (const [view, query] of views) {
        broken = view === "-error";
        await page.goto(server.home + sample.path + query(sample.lang), { waitUntil: "networkidle" });
        const name = `${sample.kind}${view}.${sample.lang}.${screen}.${colorScheme}.png`;
        await page.screenshot({ path: path.join(out, name), fullPage: true });
        console.log(path.join(out, name));
      }
    }
    await context.close();
  }
}
await browser.close();
await server.close();

function firstOfKinds() {
  return samples(readPages()).filter((sample) => KINDS.includes(sample.kind));
}
