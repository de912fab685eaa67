// Tests the browser's search without a browser: `node --test tests/js/search.test.mjs`.
// With FANZHA_SEARCH_CASES naming a folder that the Rust tests wrote, answers are compared with Rust's.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { Fold, Index, excerptOf, find, findList, highlights, planQuery, reader, runs, shardOf }
  from "../../themes/default/assets/js/search.js";

const fold = new Fold({ from: "贓還「」", to: "赃还\"\"" });
const folded = (text) => fold.text(text).chars.join("");
const phrase = (text, word = false) => ({ chars: Array.from(text), word });

test("both scripts, width, case, accents and blanks fold", () => {
  assert.equal(folded("追贓返還 ＵＳＤＴ"), "追赃返还usdt");
  assert.equal(folded("Zürich  É"), "zurich e");
  assert.equal(folded("7,790 suspects, 12"), "7790 suspects, 12");
});

test("a number keeps its decimal point and ends at Han", () => {
  assert.deepEqual(runs(Array.from("至2.45亿.")), [
    { han: true, start: 0, end: 1 },
    { han: false, start: 1, end: 5 },
    { han: true, start: 5, end: 6 },
  ]);
});

test("a query asks for numbers at its edges whole first", () => {
  const names = (query) => planQuery(query, fold).tokens.map(({ name, whole }) => name + (whole ? "?" : ""));
  assert.deepEqual(names("2.45亿元"), ["#2.45亿?", "5亿", "亿元"]);
  assert.deepEqual(names("7790余人"), ["7790?", "0余", "余人"]);
  assert.deepEqual(names("usdt 追贓 usdt"), ["usdt", "追赃"]);
});

test("a broken shard throws and an absent token is an empty list", () => {
  const entry = [1, 97, 16, 1, 1, 2, 2, 255];
  assert.deepEqual(findList(Uint8Array.from(entry), "a"), {
    weight: 16, documents: 1, numbers: [0], places: [{ title: true, keyword: false, eighths: 255 }],
  });
  assert.deepEqual(findList(Uint8Array.from(entry), "b").numbers, []);
  assert.throws(() => findList(Uint8Array.from(entry.slice(0, -1)), "a"));
});

test("a shard number is within bounds", () => {
  for (const token of ["断卡", "usdt", "#2.45亿", "𠮷"]) assert.ok(shardOf(token, 8) >= 0 && shardOf(token, 8) < 8);
  assert.equal(shardOf("断卡", 1), 0);
});

test("a word is not found inside a longer one", () => {
  const text = Array.from("antifraud fraud");
  assert.equal(find(text, phrase("fraud", true)), 10);
  assert.equal(find(text, phrase("fraud")), 4);
});

test("an excerpt begins with its sentence, in the reader's script", () => {
  const text = `${"前".repeat(90)}。追贓返還2.45億元。${"後".repeat(200)}`;
  const shown = excerptOf(text, fold.text(text), [phrase("追赃返还")]);
  assert.ok(shown.startsWith("…追贓返還2.45億元。"), shown);
  assert.ok(shown.endsWith("後…"));
});

test("highlights are told in the characters shown, and merge", () => {
  assert.deepEqual(highlights("𠮷追贓 返還追", [phrase("追赃"), phrase("赃返还")], fold), [[1, 6]]);
  assert.deepEqual(highlights("none", [phrase("追赃")], fold), []);
});

/** Puts `answer` in the place of fetch while `run` runs. */
async function withFetch(answer, run) {
  const before = globalThis.fetch;
  globalThis.fetch = answer;
  try {
    await run();
  } finally {
    globalThis.fetch = before;
  }
}

test("a file is fetched once, and again after it failed or was called off", async () => {
  const asked = [];
  const answer = (url, { signal }) => new Promise((resolve, reject) => {
    asked.push(url.pathname);
    signal?.addEventListener("abort", () => reject(new Error("aborted")));
    if (url.pathname.endsWith("lost")) resolve(new Response("", { status: 404 }));
    else if (!url.pathname.endsWith("slow") || asked.length > 1) resolve(new Response("x"));
  });
  await withFetch(answer, async () => {
    const read = reader(new URL("http://localhost/search/manifest.json"));
    const off = new AbortController();
    const first = read("slow", off.signal);
    off.abort();
    const second = read("slow", new AbortController().signal);
    await assert.rejects(first);
    assert.equal((await second).length, 1);
    await read("slow");
    assert.deepEqual(asked, ["/search/slow", "/search/slow"]);
    await assert.rejects(read("lost"));
    await assert.rejects(read("lost"));
    assert.equal(asked.length, 4);
  });
});

const cases = process.env.FANZHA_SEARCH_CASES ?? "";
const skip = existsSync(join(cases, "answers.json")) ? false : "needs the index that the Rust tests write";
const load = (name) => JSON.parse(readFileSync(join(cases, name), "utf8"));

test("every case query is answered as in Rust", { skip }, async () => {
  const index = await Index.open(async (path) => readFileSync(join(cases, path)));
  const answers = load("answers.json");
  assert.ok(answers.length > 0);
  for (const { query, locale, limit, total, results } of answers) {
    const found = await index.query(query, locale, limit);
    const hits = found.results.map(({ url, title, excerpt, score, relaxed }) => ({ url, title, excerpt, score, relaxed }));
    assert.deepEqual({ query, locale, total: found.total, results: hits }, { query, locale, total, results });
    assert.deepEqual(found.unread, []);
  }
});

test("every character of the basic plane that this Node knows folds as in Rust", { skip }, async () => {
  const index = await Index.open(async (path) => readFileSync(join(cases, path)));
  const differing = load("folds.json")
    .filter(([character]) => !/\p{Cn}/u.test(character))
    .filter(([character, expected]) => index.fold.text(`a${character}a`).chars.join("") !== expected);
  assert.deepEqual(differing, []);
});
