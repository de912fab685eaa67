// The engine of the search page answers in Chromium as `fanzha search` does: same results, same order.
//
// Loads the module that the built site ships, by its hashed name, and asks it the queries of
// tests/cases/search/site_queries.tsv that are for the shipped site.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { openSite } from "./browser.mjs";
import { SITE_FOLDER, listFiles } from "./site.mjs";

const site = openSite();
const root = path.join(import.meta.dirname, "../..");
const command = process.env.FANZHA_COMMAND;
const skip = command ? false : "FANZHA_COMMAND names no fanzha";
const LIMIT = 30;

const rows = readFileSync(path.join(root, "tests/cases/search/site_queries.tsv"), "utf8").trim().split("\n");
const cases = rows
  .filter((row) => !row.startsWith("#"))
  .map((row) => row.split("\t"))
  .filter(([, name]) => name === "shipped")
  .map(([, , locale, query]) => ({ locale, query }));

async function byCommand({ locale, query }) {
  const options = ["--locale", locale, "--limit", String(LIMIT), "--format", "json", "--facets", "--output", SITE_FOLDER];
  const { stdout } = await promisify(execFile)(command, ["search", "--root", root, ...options, "--", query]);
  return JSON.parse(stdout);
}

test("Chromium answers every case query as the command line does", { skip }, async () => {
  assert.ok(cases.length >= 100);
  const engine = listFiles(SITE_FOLDER).find((file) => /^assets\/js\/search\.[0-9a-f]+\.js$/.test(file));
  const { page, watch, close } = await site.open();
  await page.goto(site.address(""));
  const urls = { engine: site.address(engine), manifest: site.address("search/manifest.json") };
  const inBrowser = await page.evaluate(async ([{ engine, manifest }, cases, limit]) => {
    const { Index, reader } = await import(engine);
    const index = await Index.open(reader(new URL(manifest)));
    const answers = [];
    for (const { locale, query } of cases) answers.push(await index.query(query, locale, { limit, facets: true }));
    return answers;
  }, [urls, cases, LIMIT]);
  for (const [at, asked] of cases.entries()) {
    const { phrases, ...found } = inBrowser[at];
    // A query without a word finds nothing to count; JSON of the command leaves that out.
    if (found.facets === null) delete found.facets;
    assert.deepEqual({ ...asked, ...found }, { ...asked, ...await byCommand(asked) });
  }
  await watch.assertSilent();
  await close();
});
