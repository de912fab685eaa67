// The built site as validators see it: every file, every parsed page, every address.
//
// Read once per test file. An address of the site in, the file that answers it
// out; addresses elsewhere are nobody's business here.

import assert from "node:assert/strict";

import { elementsOf } from "../dom.mjs";
import { SITE_FOLDER, baseUrl, listFiles, readPages } from "../site.mjs";

/** Address of the home page; all addresses below it are the site's own. */
export const BASE = baseUrl();

/** Every file of the site. */
export const FILES = new Set(listFiles(SITE_FOLDER));

/** Every page with its absolute `url`, its `elements` and the `ids` on it. */
export const PAGES = readPages().map((page) => {
  const elements = elementsOf(page.html);
  const ids = elements.filter((element) => element.has("id")).map((element) => element.get("id"));
  return { ...page, url: new URL(page.path, BASE).href, elements, ids: new Set(ids) };
});

const PAGE_OF_FILE = new Map(PAGES.map((page) => [page.file, page]));

/**
 * Resolves an address found at `from`: null when it leads elsewhere, else the
 * `file` that answers it (null when none does), its `page` and the `fragment`.
 */
export function resolve(address, from) {
  const url = new URL(address, from);
  if (url.origin !== BASE.origin || !url.pathname.startsWith(BASE.pathname)) return null;
  const path = decodeURIComponent(url.pathname.slice(BASE.pathname.length));
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  return {
    file: FILES.has(file) ? file : null,
    page: PAGE_OF_FILE.get(file) ?? null,
    fragment: decodeURIComponent(url.hash.slice(1)),
  };
}

/** Groups values by a key, keys in order of appearance. */
export function groupBy(values, keyOf) {
  const groups = new Map();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

const SHOWN = 40;

/** Fails with the first of the faults, one a line, and the number of the rest. */
export function assertNone(faults) {
  const rest = faults.length > SHOWN ? [`… and ${faults.length - SHOWN} more`] : [];
  assert.ok(faults.length === 0, ["", ...faults.slice(0, SHOWN), ...rest].join("\n  "));
}
