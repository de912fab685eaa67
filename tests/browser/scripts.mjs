// Makes the scripts of the default theme that readers get out of those that people write: node scripts.mjs
//
// themes/default/scripts/NAME.js in, themes/default/assets/js/NAME.js out: the same program without comments, with short
// names. Both are committed, so that a build needs no JavaScript tool; `scripts.test.mjs` compares them.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { minify } from "terser";

const THEME = fileURLToPath(new URL("../../themes/default/", import.meta.url));
const SOURCES = path.join(THEME, "scripts");
const SHIPPED = path.join(THEME, "assets/js");

/** Syntax of browsers five years old. */
const OPTIONS = { ecma: 2020, toplevel: true, compress: { ecma: 2020, passes: 2 }, format: { ecma: 2020, comments: false } };

/** Names of the scripts. */
export const names = () => readdirSync(SOURCES).filter((name) => name.endsWith(".js")).sort();

/** Names of the scripts that are shipped. */
export const shippedNames = () => readdirSync(SHIPPED).sort();

/** A script as it should be shipped. */
export async function made(name) {
  const { code } = await minify(readFileSync(path.join(SOURCES, name), "utf8"), OPTIONS);
  return `${code}\n`;
}

/** A script as it is shipped. */
export const shipped = (name) => readFileSync(path.join(SHIPPED, name), "utf8");

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(SHIPPED, { recursive: true });
  for (const name of names()) writeFileSync(path.join(SHIPPED, name), await made(name));
}
