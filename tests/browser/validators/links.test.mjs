// Every address in the built site leads somewhere, and language versions name each other.

import { test } from "node:test";

import { addressesOf, alternatesOf, canonicalOf } from "../dom.mjs";
import { isNotFound } from "../site.mjs";
import { BASE, PAGES, assertNone, groupBy, resolve } from "./built.mjs";

for (const [lang, pages] of groupBy(PAGES, (page) => page.lang)) {
  test(`every address in the ${pages.length} pages in ${lang} leads to a file, every fragment to an id`, () => {
    const faults = [];
    for (const page of pages) {
      for (const address of new Set(addressesOf(page.elements))) {
        const target = resolve(address, page.url);
        if (target === null) continue;
        if (target.file === null) faults.push(`${page.file}: ${address} leads to no file`);
        else if (target.fragment !== "" && !target.page?.ids.has(target.fragment)) {
          faults.push(`${page.file}: ${address} names an id that isn't there`);
        }
      }
    }
    assertNone(faults);
  });

  test(`no page in ${lang} names another host's address without a scheme, or its own by the wrong base`, () => {
    const faults = [];
    for (const page of pages) {
      for (const address of new Set(addressesOf(page.elements))) {
        const url = new URL(address, page.url);
        if (url.origin === BASE.origin && resolve(address, page.url) === null) {
          faults.push(`${page.file}: ${address} is outside ${BASE.pathname}`);
        }
        if (address.startsWith("//")) faults.push(`${page.file}: ${address} has no scheme`);
        if (!/^(https?|mailto|tel|data):$/.test(url.protocol)) faults.push(`${page.file}: ${address} has a strange scheme`);
      }
    }
    assertNone(faults);
  });
}

test("every page states an address of its own, or that of the page it repeats", () => {
  const faults = PAGES.filter((page) => !isNotFound(page)).flatMap((page) => {
    const canonical = canonicalOf(page.elements);
    const target = canonical && resolve(canonical, page.url);
    return target?.page ? [] : [`${page.file}: canonical address ${canonical}`];
  });
  assertNone(faults);
});

test("language versions name each other and themselves, with one for everyone else", () => {
  const faults = [];
  const alternates = new Map(PAGES.map((page) => [page.url, alternatesOf(page.elements)]));
  for (const page of PAGES) {
    const own = alternates.get(page.url);
    if (own.size === 0) continue;
    if (![...own.values()].includes(page.url)) faults.push(`${page.file}: its versions leave itself out`);
    if (!own.has("x-default")) faults.push(`${page.file}: no version is x-default`);
    for (const [lang, url] of own) {
      const theirs = alternates.get(url);
      if (!theirs) faults.push(`${page.file}: ${lang} is ${url}, which is no page`);
      else if (!sameEntries(own, theirs)) faults.push(`${page.file}: ${lang} (${url}) lists other versions`);
    }
  }
  assertNone(faults);
});

test("a page that repeats another in its language is no language version", () => {
  const faults = PAGES.filter((page) => {
    const canonical = canonicalOf(page.elements);
    return canonical && canonical !== page.url && alternatesOf(page.elements).size > 0;
  });
  assertNone(faults.map((page) => page.file));
});

function sameEntries(left, right) {
  return left.size === right.size && [...left].every(([key, value]) => right.get(key) === value);
}
