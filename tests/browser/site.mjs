// What a built site holds, read from its folder: pages, their kind and language.
//
// The folder named by FANZHA_SITE in (default: `public/` of the project), pages
// out, in order of their paths. Knows only the contract: `<html lang>`, `<body data-page>`,
// `<link rel="canonical">` and `index.html` files. Opens no browser.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** Folder of the built site. */
export const SITE_FOLDER = path.resolve(process.env.FANZHA_SITE ?? path.join(HERE, "../../public"));

/** The languages that the shipped site is written for, by the start of their tags. */
export const LANGUAGES = ["zh-Hans", "zh-Hant", "en"];

/** Page kinds of the contract that have a page of their own in every language. */
export const KINDS = ["home", "article", "city", "campaign", "indicator", "scam", "search", "page"];

/** Reads every HTML page: path under the base (`en/about/`), kind, language, source. */
export function readPages(folder = SITE_FOLDER) {
  return listFiles(folder)
    .filter((file) => file.endsWith(".html"))
    .map((file) => {
      const html = readFileSync(path.join(folder, file), "utf8");
      return {
        file,
        path: file.replace(/(^|\/)index\.html$/, "$1"),
        lang: attribute(html, "html", "lang"),
        kind: attribute(html, "body", "data-page"),
        html,
      };
    });
}

/** Every file below `folder`, as sorted paths with `/`. */
export function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
    .map((file) => file.split(path.sep).join("/"))
    .sort();
}

/** Absolute address of the site's home page, from its canonical link. */
export function baseUrl(folder = SITE_FOLDER) {
  const html = readFileSync(path.join(folder, "index.html"), "utf8");
  const link = html.match(/<link\b[^>]*\brel="?canonical"?[^>]*>/)?.[0] ?? "";
  const href = link.match(/\bhref="([^"]+)"/)?.[1];
  if (!href) throw new Error("the home page names no canonical address");
  return new URL(href);
}

/** The home page of a language, `lang` being the start of its tag. */
export function homeOf(pages, lang) {
  const home = pages.find((page) => page.kind === "home" && page.lang.startsWith(lang));
  if (!home) throw new Error(`no home page in ${lang}`);
  return home;
}

/** Whether the page stands for an address that leads nowhere. */
export const isNotFound = (page) => /(^|\/)404\.html$/.test(page.file);

/** Pages of kind `page` that every site has, beside the richest one: a list and a text. */
const ALSO = ["articles/", "about/"];

/**
 * The richest page of each kind (most bytes, first by path among equals) and those
 * of `ALSO`, as the same paths below the home page of every language.
 */
export function samples(pages) {
  const defaultHome = homeOf(pages, LANGUAGES[0]);
  const richest = KINDS.map((kind) => {
    const ofKind = pages.filter((page) => page.kind === kind && page.lang === defaultHome.lang && !isNotFound(page));
    if (ofKind.length === 0) throw new Error(`no page of kind ${kind} in ${defaultHome.lang}`);
    return ofKind.reduce((best, page) => (page.html.length > best.html.length ? page : best));
  });
  return LANGUAGES.flatMap((lang) => {
    const home = homeOf(pages, lang).path;
    const fromHome = richest.map((page) => ({ kind: page.kind, path: page.path.slice(defaultHome.path.length) }));
    const also = ALSO.filter((path) => !fromHome.some((page) => page.path === path));
    return [...fromHome, ...also.map((path) => ({ kind: "page", path }))].map((page) => ({
      lang,
      kind: page.kind,
      path: home + page.path,
    }));
  });
}

function attribute(html, element, name) {
  const tag = html.match(new RegExp(`<${element}\\b[^>]*>`))?.[0] ?? "";
  return tag.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? "";
}
