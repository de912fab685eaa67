// The structured data of every page has the shapes of schema.org, and its addresses lead to the site's pages and files.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BASE, PAGES, assertNone, resolve } from "./built.mjs";

/** What may stand in a node of each type (schema.org, version 29), and what must. */
const TYPES = {
  WebSite: { must: ["name", "url"], may: ["description", "inLanguage", "publisher", "potentialAction"] },
  SearchAction: { must: ["target", "query-input"], may: [] },
  EntryPoint: { must: ["urlTemplate"], may: [] },
  Organization: { must: ["name"], may: ["url"] },
  BreadcrumbList: { must: ["itemListElement"], may: [] },
  ListItem: { must: ["position", "name", "item"], may: [] },
  Place: { must: ["name"], may: [] },
  CreativeWork: { must: ["name", "publisher"], may: ["url", "datePublished"] },
  PropertyValue: { must: ["name"], may: ["unitText"] },
  DataDownload: { must: ["encodingFormat", "contentUrl"], may: [] },
  Report: {
    must: ["headline", "description", "url", "inLanguage", "datePublished", "dateModified", "author", "publisher", "citation"],
    may: ["mainEntityOfPage", "license", "image", "spatialCoverage", "isAccessibleForFree", "translationOfWork"],
  },
  Dataset: {
    must: ["name", "description", "url", "license", "creator", "distribution"],
    may: ["inLanguage", "isAccessibleForFree", "variableMeasured", "isPartOf", "spatialCoverage", "temporalCoverage", "version"],
  },
};
/** A work that is only referred to needs no more than its address. */
const REFERENCES = new Set(["translationOfWork", "isPartOf"]);
const ADDRESSES = new Set(["url", "item", "contentUrl", "image", "mainEntityOfPage"]);
const DATES = { datePublished: /^\d{4}-\d\d-\d\d$/, dateModified: /^\d{4}-\d\d-\d\d$/, temporalCoverage: /^\d{4}-\d\d-\d\d\/\d{4}-\d\d-\d\d$/ };

const BLOCK = /<script type="application\/ld\+json">(.*?)<\/script>/gs;
const blocksOf = (page) => [...page.html.matchAll(BLOCK)].map((match) => match[1]);

function* faultsOf(node, role, page) {
  const shape = TYPES[node["@type"]];
  if (!shape) return yield `type ${node["@type"]} isn't known`;
  const missing = REFERENCES.has(role) ? [] : shape.must.filter((key) => node[key] === undefined || node[key] === "");
  yield* missing.map((key) => `${node["@type"]} has no ${key}`);
  for (const [key, value] of Object.entries(node)) {
    if (key === "@type") continue;
    if (!shape.must.includes(key) && !shape.may.includes(key)) yield `${node["@type"]} has ${key}`;
    if (value === null) yield `${key} is null`;
    if (DATES[key] && !DATES[key].test(value)) yield `${key} is ${value}`;
    if (ADDRESSES.has(key)) {
      // A source's own address leads elsewhere; all others are the site's.
      const target = URL.canParse(value) ? resolve(value, BASE.href) : undefined;
      if (target === undefined || (target !== null && !target.file) || (target === null && role !== "citation")) {
        yield `${key} ${value} leads nowhere`;
      }
    }
    for (const inner of [value].flat()) {
      if (typeof inner === "object" && inner !== null) yield* faultsOf(inner, key, page);
    }
  }
}

test("every page but those for nobody has one block of structured data", () => {
  const without = PAGES.filter((page) => blocksOf(page).length !== 1).map((page) => page.file);
  assert.ok(without.every((file) => file.endsWith("404.html")), without.join(", "));
});

test("structured data has the shapes of schema.org", () => {
  const faults = PAGES.flatMap((page) =>
    blocksOf(page).flatMap((block) => {
      const { "@context": context, "@graph": graph } = JSON.parse(block);
      assert.equal(context, "https://schema.org");
      return graph.flatMap((node) => [...faultsOf(node, "@graph", page)].map((fault) => `${page.file}: ${fault}`));
    }),
  );
  assertNone(faults);
});

test("sets of data are described at the length that search engines ask for", () => {
  const sets = PAGES.flatMap((page) => blocksOf(page).flatMap((block) => JSON.parse(block)["@graph"].map((node) => ({ page, node }))))
    .filter(({ node }) => node["@type"] === "Dataset");
  assert.ok(sets.length > 100);
  // Google asks for 50 to 5,000 characters; a Chinese one says as much as two or three Latin ones.
  const faults = sets.filter(({ node }) => node.description.length < 20 || node.description.length > 5000);
  assertNone(faults.map(({ page, node }) => `${page.file}: ${node.description}`));
});
