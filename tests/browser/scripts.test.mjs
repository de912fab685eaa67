// The scripts that readers get are made from those that people write, and weigh little.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { made, names, shipped, shippedNames } from "./scripts.mjs";

test("each script is shipped, and nothing else", () => {
  assert.deepEqual(shippedNames(), names());
});

for (const name of names()) {
  test(`${name} is shipped as it is written now (else: node scripts.mjs)`, async () => {
    assert.equal(shipped(name), await made(name));
  });
}

const weight = (name) => gzipSync(shipped(name), { level: 9 }).length;

test("the scripts of the search page weigh at most 12 KB together, compressed", () => {
  assert.ok(weight("search.js") + weight("search-page.js") <= 12 * 1024);
});

test("the script of all other pages weighs at most 5 KB as it is", () => {
  assert.ok(shipped("site.js").length <= 5 * 1024);
});
