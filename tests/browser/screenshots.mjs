// Takes pictures of the built site, for people to look at: node screenshots.mjs OUT
//
// The richest page of six kinds, in every language, on a phone and a desktop,
// light and dark. The same site gives the same pictures. Asserts nothing.

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

const out = process.argv[2];
if (!out) {
  console.error("usage: node screenshots.mjs OUT");
  process.exit(2);
}
mkdirSync(out, { recursive: true });
const server = await serve(SITE_FOLDER, baseUrl().pathname);
const browser = await launch();
for (const [screen, options] of Object.entries(SCREENS)) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ ...options, colorScheme, reducedMotion: "reduce" });
    const page = await context.newPage();
    for (const sample of firstOfKinds()) {
      const query = sample.kind === "search" ? `?q=${encodeURIComponent(QUERY[sample.lang])}` : "";
      await page.goto(server.home + sample.path + query, { waitUntil: "networkidle" });
      const name = `${sample.kind}.${sample.lang}.${screen}.${colorScheme}.png`;
      await page.screenshot({ path: path.join(out, name), fullPage: true });
      console.log(path.join(out, name));
    }
    await context.close();
  }
}
await browser.close();
await server.close();

function firstOfKinds() {
  return samples(readPages()).filter((sample) => KINDS.includes(sample.kind));
}
