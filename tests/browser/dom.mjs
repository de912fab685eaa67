// HTML as a tree, parsed as browsers do, and the few questions that validators ask of it.
//
// HTML source in, elements out. Runs nothing and fetches nothing.

import { parse } from "parse5";

/** Parses a page and returns all its elements in document order. */
export function elementsOf(html) {
  const found = [];
  const visit = (node) => {
    if (node.attrs) found.push(element(node));
    for (const child of node.childNodes ?? []) visit(child);
    if (node.content) visit(node.content);
  };
  visit(parse(html));
  return found;
}

function element(node) {
  const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
  return { name: node.tagName, get: (name) => attributes.get(name), has: (name) => attributes.has(name) };
}

/** Attributes of the contract's elements whose value is one address. */
const ADDRESSES = ["href", "src", "action", "poster", "data-search-manifest", "data-search-engine", "data-search-worker"];

/** Every address that a page names: links, files, forms, candidates of `srcset`. */
export function addressesOf(elements) {
  return elements.flatMap((element) => {
    const single = ADDRESSES.filter((name) => element.has(name)).map((name) => element.get(name));
    const candidates = (element.get("srcset") ?? "").split(",").map((part) => part.trim().split(/\s+/)[0]);
    return [...single, ...candidates.filter((address) => address !== "")];
  });
}

/** `hreflang` → address of the page's language versions, as its head states them. */
export function alternatesOf(elements) {
  const links = elements.filter(
    (element) => element.name === "link" && element.get("rel") === "alternate" && element.has("hreflang"),
  );
  return new Map(links.map((link) => [link.get("hreflang"), link.get("href")]));
}

/** Address of the page's original, as its head states it. */
export function canonicalOf(elements) {
  return elements.find((element) => element.name === "link" && element.get("rel") === "canonical")?.get("href");
}

/** Whether the page asks search engines to leave it out. */
export function isNoindex(elements) {
  return elements.some(
    (element) => element.name === "meta" && element.get("name") === "robots" && /\bnoindex\b/.test(element.get("content")),
  );
}
