// Tests the browser's search without a browser: `node --test tests/js/search.test.mjs`.
// With FANZHA_SEARCH_CASES naming a folder that the Rust tests wrote, answers are compared with Rust's.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { Fold, Index, excerptOf, find, findList, highlights, planAll, planQuery, reader, runs, shardOf }
  from "../../themes/default/assets/js/search.js";

const steps = Array.from("「」贓還", (c) => c.codePointAt(0)).map((code, at, all) => code - (all[at - 1] ?? 0));
const fold = new Fold({
  steps, to: "\"\"赃还", words: "简讯 短信\n车手 取款手 取款人", stems: [[1, "s", "", 3], [2, "ing", "", 3], [3, "mm", "m", 2]],
});
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
  assert.deepEqual(names("2.45亿元"), ["2.45?", "2.45亿", "亿元"]);
  assert.deepEqual(names("7790余人"), ["7790?", "7790余", "余人"]);
  assert.deepEqual(names("返还2.45"), ["返还", "还2.45", "2.45?"]);
  assert.deepEqual(names("第5期"), ["第5", "5期", "5"]);
  assert.deepEqual(names("usdt 追贓 usdt"), ["usdt", "追赃"]);
});

test("a broken shard throws and an absent token is an empty list", () => {
  const entry = [0, 1, 1, 97, 7, 1, 1, 7, 1, 0, 0, 2, 2, 255];
  assert.deepEqual(findList(Uint8Array.from(entry), "a", 3), {
    weight: 16, documents: 3, cut: true, numbers: [0], places: [512 + 255],
    tails: [{ first: 7, listed: 1, file: 0, start: 0, length: 2 }],
  });
  assert.deepEqual(findList(Uint8Array.from(entry), "b", 3).numbers, []);
  assert.throws(() => findList(Uint8Array.from(entry.slice(0, -1)), "a", 3));
});

test("filters and facets are told of the results", { skip: !process.env.FANZHA_SEARCH_CASES }, async () => {
  const index = await Index.open(async (path) => readFileSync(join(cases, path)));
  const { facets, total } = await index.query("诈骗", "zh-Hans", { facets: true });
  assert.equal(facets.kind.reduce((sum, { count }) => sum + count, 0), total);
  for (const { id, name, count } of facets.place) {
    const narrowed = await index.query("诈骗", "zh-Hans", { facets: true, filters: { place: id } });
    assert.equal(narrowed.total, count, name);
    assert.deepEqual(narrowed.facets.place, facets.place);
  }
  assert.equal(facets.place.find(({ id }) => id === "chongqing").name, "重庆");
});

test("a shard number is within bounds", () => {
  for (const token of ["断卡", "usdt", "2.45", "𠮷"]) assert.ok(shardOf(token, 8) >= 0 && shardOf(token, 8) < 8);
  assert.equal(shardOf("断卡", 1), 0);
});

test("a word is not found inside a longer one", () => {
  const text = Array.from("antifraud fraud");
  assert.deepEqual(find(text, phrase("fraud", true), fold), [10, 15]);
  assert.deepEqual(find(text, phrase("fraud"), fold), [4, 9]);
});

test("a word is found with any ending", () => {
  assert.equal(fold.stem("scamming"), "scam");
  assert.deepEqual(find(Array.from("the scammer scams"), phrase("scam", true), fold), [12, 17]);
  assert.deepEqual(highlights("two scams", [phrase("scam", true)], fold), [[4, 9]]);
});

test("regional words are asked for in the mainland's words too", () => {
  const asked = (query) => planAll(query, fold).map(({ whole }) => whole.join(""));
  assert.deepEqual(asked("车手"), ["车手", "取款手", "取款人"]);
  assert.deepEqual(asked("车手 简讯"), ["车手简讯", "取款手短信", "取款手简讯", "取款人短信", "取款人简讯", "车手短信"]);
});

test("an excerpt begins with its sentence, in the reader's script", () => {
  const text = `${"前".repeat(90)}。追贓返還2.45億元。${"後".repeat(200)}`;
  const shown = excerptOf([...text], text.indexOf("追"));
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
  for (const { query, locale, limit, ...expected } of answers) {
    const { phrases, unread, ...found } = await index.query(query, locale, { limit, facets: expected.facets !== null });
    assert.deepEqual({ query, locale, limit, ...found }, { query, locale, limit, ...expected });
    assert.deepEqual(unread, []);
  }
});

test("every character of the basic plane that this Node knows folds as in Rust", { skip }, async () => {
  const index = await Index.open(async (path) => readFileSync(join(cases, path)));
  const differing = load("folds.json")
    .filter(([character]) => !/\p{Cn}/u.test(character))
    .filter(([character, expected]) => index.fold.text(`a${character}a`).chars.join("") !== expected);
  assert.deepEqual(differing, []);
});
