// @ts-check
/**
 * Search in the browser: the query side of the index that `fanzha build` writes.
 *
 * A query and static files in, ranked hits out, step for step what
 * `src/search/` does on the command line; then the search page around it.
 * Builds elements and text nodes only, evaluates nothing, asks no server.
 */

/** @typedef {{title: boolean, keyword: boolean, eighths: number}} Places */
/** @typedef {{weight: number, documents: number, numbers: number[], places: Places[]}} TokenList */
/** @typedef {{kind: "single"|"pair"|"word"|"amount", start: number, end: number}} Token */
/** @typedef {{han: boolean, start: number, end: number}} Run */
/** @typedef {{chars: string[], origins: number[]}} FoldedText */
/** @typedef {{chars: string[], word: boolean}} Phrase */
/** @typedef {Phrase & {verify: boolean}} Segment */
/** @typedef {{name: string, segment: number, whole: boolean, long: boolean, spare: boolean}} Wanted */
/** @typedef {{whole: string[], segments: Segment[], tokens: Wanted[]}} Plan */
/** @typedef {{wanted: Wanted, list: TokenList|null, loose: boolean}} Looked */
/** @typedef {{document: number, score: number, tokens: number}} Candidate */
/** @typedef {{whole: Candidate[], cut: Candidate[], relaxed: Candidate[]}} Candidates */
/** @typedef {{code: string, block: number, partial: boolean}} LocaleRecords */
/** @typedef {{version: number, folder: string, fold: string, documents: number, topics: number, shards: number, locales: LocaleRecords[]}} Manifest */
/** @typedef {{url: string, title: string, kind: string, date?: string, place?: string, keywords?: string[], text: string, also?: string[]}} Stored */
/** @typedef {{url: string, title: string, excerpt: string, score: number, relaxed: boolean, date: string, place: string, kind: string}} Hit */
/** @typedef {{total: number, results: Hit[], unread: string[], phrases: Phrase[]}} Results */
/** @typedef {(path: string, signal?: AbortSignal) => Promise<Uint8Array>} Read */
/** @typedef {[number, number]} Range */

const VERSION = 1;
const LONGEST_WORD = 32;
const LONGEST_QUERY = 100;
const MOST_SEGMENTS = 8;
const MOST_PAIRS = 8;
const MOST_PAIRS_IN_ALL = 24;
const LEAST_PAIRS = 3;
const SPARE_READS = 20;
const SPARE_HITS = 10;
const EXCERPT_BEFORE = 40;
const EXCERPT_WHOLE = 200;
const BY_EIGHTHS = [0, 10, 14, 17, 19, 21, 22, 23, 24];
const STOPS = "\n。！？；";

const IDEOGRAPH = /^[\u4E00-\u9FFF\u3005\u3007\u3041-\u3096\u30A1-\u30FA\u30FC\u3400-\u4DBF\uAC00-\uD7A3\uF900-\uFAFF\u{20000}-\u{3FFFF}]$/u;
const WORD = /^[0-9A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02AF\u0370-\u052F\u1E00-\u1FFF]$/;
const BLANKS = "\\t-\\r \\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000";
const BLANK = new RegExp(`^[${BLANKS}]$`);
const BLANK_RUN = new RegExp(`[${BLANKS}]+`);
const BLANK_ENDS = new RegExp(`^[${BLANKS}]+|[${BLANKS}]+$`, "g");
const INVISIBLE = /^[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFE00-\uFE0F\uFEFF\u{E0100}-\u{E01EF}]$/u;
const ACCENTED = /^[\u0000-\u024F\u1E00-\u1EFF]$/;
const MARK = /^[\u0300-\u036F]$/;
const DIGIT = /^[0-9]$/;

/** The block of Han that nearly all text is written in, told without a pattern. @param {string} character */
const isCommonHan = (character) => character >= "\u4E00" && character <= "\u9FFF";
/** @param {string|undefined} character */
const isIdeograph = (character) => character !== undefined && (isCommonHan(character) || IDEOGRAPH.test(character));
/** @param {string|undefined} character */
const isWord = (character) => character !== undefined && WORD.test(character);
/** @param {string|undefined} character */
const isDigit = (character) => character !== undefined && DIGIT.test(character);

/** Makes texts that read the same the same; its table comes with the index. */
export class Fold {
  /** @param {{from: string, to: string}} table */
  constructor(table) {
    const to = Array.from(table.to);
    /** @type {Map<string, string>} */
    this.rows = new Map(Array.from(table.from, (from, at) => [from, to[at] ?? from]));
  }

  /** @param {string} character */
  character(character) {
    return this.rows.get(character) ?? character;
  }

  /**
   * Blanks next to Han vanish and others become one space; line ends stay.
   * @param {string} text
   * @returns {FoldedText}
   */
  text(text) {
    const source = Array.from(text);
    /** @type {string[]} */
    const chars = [];
    /** @type {number[]} */
    const origins = [];
    let blank = -1;
    for (let origin = 0; origin < source.length; origin += 1) {
      const character = source[origin];
      if (isCommonHan(character)) {
        blank = -1;
        chars.push(this.character(character));
        origins.push(origin);
        continue;
      }
      if (character === "," && blank < 0 && isDigit(chars[chars.length - 1]) && isDigit(source[origin + 1])) continue;
      if (character !== "\n" && BLANK.test(character)) {
        if (blank < 0) blank = origin;
        continue;
      }
      for (const target of this.each(character)) {
        if (blank >= 0 && staysApart(chars[chars.length - 1], target)) {
          chars.push(" ");
          origins.push(blank);
        }
        blank = -1;
        chars.push(target);
        origins.push(origin);
      }
    }
    return { chars, origins };
  }

  /**
   * What one source character folds to.
   * @param {string} source
   * @returns {string[]}
   */
  each(source) {
    if (INVISIBLE.test(source)) return [];
    const parted = source.normalize(ACCENTED.test(source) ? "NFKD" : "NFKC");
    const folded = [];
    for (const part of parted) {
      for (const lower of part.toLowerCase()) {
        if (!MARK.test(lower)) folded.push(this.character(lower));
      }
    }
    return folded;
  }
}

/**
 * @param {string|undefined} before
 * @param {string} after
 */
function staysApart(before, after) {
  return before !== undefined && before !== "\n" && !isIdeograph(before) && after !== "\n" && !isIdeograph(after);
}

/**
 * The unbroken stretches of Han, and the words and numbers, of a folded text.
 * @param {string[]} chars
 * @returns {Run[]}
 */
export function runs(chars) {
  /** @type {Run[]} */
  const found = [];
  let start = 0;
  while (start < chars.length) {
    const han = isIdeograph(chars[start]);
    if (!han && !isWord(chars[start])) {
      start += 1;
      continue;
    }
    let end = start + 1;
    while (end < chars.length && (han ? isIdeograph(chars[end]) : continuesWord(chars, end))) end += 1;
    found.push({ han, start, end });
    start = end;
  }
  return found;
}

/**
 * @param {string[]} chars
 * @param {number} at
 */
function continuesWord(chars, at) {
  return isWord(chars[at]) || (chars[at] === "." && isDigit(chars[at - 1]) && isDigit(chars[at + 1]));
}

/**
 * The bigrams of neighbouring runs, in order.
 * @param {Run[]} neighbours
 * @returns {Token[]}
 */
function pairs(neighbours) {
  /** @type {Token[]} */
  const found = [];
  neighbours.forEach((run, at) => {
    const first = run.han ? run.start : run.end - 1;
    const last = neighbours[at + 1]?.start === run.end ? run.end : run.end - 1;
    for (let start = first; start < last; start += 1) found.push({ kind: "pair", start, end: start + 2 });
  });
  return found;
}

/**
 * A number with the 万 and 亿 right after it.
 * @param {string[]} chars
 * @param {Run} run
 * @returns {Token|null}
 */
function amount(chars, run) {
  let end = run.end;
  while (end < run.end + 2 && (chars[end] === "万" || chars[end] === "亿")) end += 1;
  const number = chars.slice(run.start, run.end).every((character) => isDigit(character) || character === ".");
  return number && end > run.end && run.end - run.start <= LONGEST_WORD ? { kind: "amount", start: run.start, end } : null;
}

/**
 * At most so many of a row, evenly, with its first and last.
 * @template T
 * @param {T[]} row
 * @param {number} most
 * @returns {T[]}
 */
function spread(row, most) {
  if (row.length <= most) return row;
  return Array.from({ length: most }, (_, at) => row[Math.floor((at * (row.length - 1)) / (most - 1))]);
}

/**
 * The bigrams to look up, and whether only later: of a longer row every second and the last come first.
 * @param {Token[]} row
 * @param {number} parts
 */
function sampled(row, parts) {
  const all = spread(row, Math.max(Math.floor(MOST_PAIRS_IN_ALL / parts), LEAST_PAIRS));
  const seconds = all.filter((_, at) => all.length <= 3 || at % 2 === 0 || at === all.length - 1);
  const first = spread(seconds, Math.max(Math.floor(MOST_PAIRS / parts), LEAST_PAIRS));
  return all.map((token) => ({ token, whole: false, spare: !first.includes(token) }));
}

/**
 * Turns a query into what to look up and what to verify.
 * @param {string} query
 * @param {Fold} fold
 * @returns {Plan}
 */
export function planQuery(query, fold) {
  const cut = Array.from(query).slice(0, LONGEST_QUERY).join("");
  /** @type {Plan} */
  const plan = { whole: fold.text(cut.replace(BLANK_ENDS, "")).chars, segments: [], tokens: [] };
  /** @type {Map<string, {chars: string[], runs: Run[]}>} */
  const segments = new Map();
  for (const part of cut.split(BLANK_RUN)) {
    const { chars } = fold.text(part);
    /** @type {Run[][]} */
    const joined = [];
    for (const run of runs(chars)) {
      const before = joined[joined.length - 1];
      if (before !== undefined && before[before.length - 1].end === run.start) before.push(run);
      else joined.push([run]);
    }
    for (const row of joined) {
      const text = chars.slice(row[0].start, row[row.length - 1].end).join("");
      if (segments.size < MOST_SEGMENTS && !segments.has(text)) segments.set(text, { chars, runs: row });
    }
  }
  for (const { chars, runs: row } of segments.values()) addSegment(plan, chars, row, segments.size);
  return plan;
}

const KINDS = ["single", "pair", "word", "amount"];

/**
 * @param {Plan} plan
 * @param {string[]} chars
 * @param {Run[]} row
 * @param {number} parts
 */
function addSegment(plan, chars, row, parts) {
  const first = row[0];
  const last = row[row.length - 1];
  const length = last.end - first.start;
  const word = row.length === 1 && !first.han;
  const wanted = sampled(pairs(row), parts);
  if (length === 1 && first.han) {
    wanted.push({ token: { kind: "single", start: first.start, end: first.end }, whole: false, spare: false });
  }
  row.forEach((run, at) => {
    if (run.han) return;
    const number = amount(chars, run);
    const edge = at === 0 || at === row.length - 1;
    if (at > 0 || number === null) {
      const end = Math.min(run.end, run.start + LONGEST_WORD);
      wanted.push({ token: { kind: "word", start: run.start, end }, whole: !word && edge, spare: false });
    }
    if (number !== null) wanted.push({ token: number, whole: true, spare: false });
  });
  wanted.sort((a, b) => a.token.start - b.token.start || KINDS.indexOf(a.token.kind) - KINDS.indexOf(b.token.kind));
  for (const { token, whole, spare } of wanted) {
    const long = token.kind === "word" || token.kind === "amount";
    const name = (token.kind === "amount" ? "#" : "") + chars.slice(token.start, token.end).join("");
    plan.tokens.push({ name, segment: plan.segments.length, whole, long, spare });
  }
  plan.segments.push({ chars: chars.slice(first.start, last.end), word, verify: !word && length > 2 });
}

/** Reads the numbers of a shard; anything it can't be throws. */
class Bytes {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get done() {
    return this.at >= this.bytes.length;
  }

  number() {
    let number = 0;
    for (let factor = 1; factor <= 2 ** 28; factor *= 128) {
      const [byte] = this.take(1);
      number += (byte & 0x7f) * factor;
      if (byte < 0x80) return number;
    }
    throw new Error("malformed");
  }

  /** @param {number} length */
  take(length) {
    const taken = this.bytes.subarray(this.at, this.at + length);
    if (taken.length < length) throw new Error("malformed");
    this.at += length;
    return taken;
  }
}

/**
 * @param {Uint8Array} shard
 * @param {string} token
 * @returns {TokenList}
 */
export function findList(shard, token) {
  const name = new TextEncoder().encode(token);
  const reader = new Bytes(shard);
  while (!reader.done) {
    const entry = reader.take(reader.number());
    const [weight, documents, listed] = [reader.number(), reader.number(), reader.number()];
    const postings = reader.take(reader.number());
    if (entry.length === name.length && entry.every((byte, at) => byte === name[at])) {
      return readList(new Bytes(postings), weight, documents, listed);
    }
  }
  return { weight: 0, documents: 0, numbers: [], places: [] };
}

/**
 * @param {Bytes} reader
 * @param {number} weight
 * @param {number} documents
 * @param {number} listed
 * @returns {TokenList}
 */
function readList(reader, weight, documents, listed) {
  /** @type {TokenList} */
  const list = { weight, documents, numbers: [], places: [] };
  let document = 0;
  for (let count = 0; count < listed; count += 1) {
    const step = reader.number();
    document += Math.floor(step / 4);
    list.numbers.push(document);
    list.places.push({ title: (step & 2) > 0, keyword: (step & 1) > 0, eighths: reader.take(1)[0] });
  }
  return list;
}

/**
 * @param {TokenList} list
 * @param {number} document
 * @returns {Places|undefined}
 */
function placesIn(list, document) {
  let low = 0;
  let high = list.numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list.numbers[middle] < document) low = middle + 1;
    else high = middle;
  }
  return list.numbers[low] === document ? list.places[low] : undefined;
}

/** @param {TokenList} list */
const isCut = (list) => list.numbers.length < list.documents;

/** @param {Places} places */
function strength(places) {
  let spread = 0;
  for (let bits = places.eighths; bits > 0; bits >>= 1) spread += bits & 1;
  return (places.title ? 32 : 0) + (places.keyword ? 20 : 0) + BY_EIGHTHS[spread];
}

/**
 * FNV-1a over the token's UTF-8, folded.
 * @param {string} token
 * @param {number} shards
 */
export function shardOf(token, shards) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(token)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return ((hash ^ (hash >>> 16)) & (shards - 1)) >>> 0;
}

/**
 * Lets documents lack a token whose list is cut, when other tokens find them, or wasn't read.
 * @param {Looked[]} looked
 */
function loosen(looked) {
  const firm = looked.some(({ wanted, list }) => !wanted.whole && list !== null && !isCut(list));
  for (const token of looked) token.loose = token.list === null || (firm && isCut(token.list));
}

/**
 * Sorts documents into candidates, best first.
 * @param {Plan} plan
 * @param {Looked[]} looked
 * @param {Manifest} manifest
 * @param {Uint8Array|null} present
 * @returns {Candidates}
 */
function candidatesOf(plan, looked, manifest, present) {
  const [score, required, whole, named] = Array.from({ length: 4 }, () => new Uint32Array(manifest.documents));
  let [allRequired, allWhole] = [0, 0];
  for (const { wanted, list, loose } of looked) {
    if (!loose && wanted.whole) allWhole += 1;
    if (!loose && !wanted.whole) allRequired += 1;
    if (list === null) continue;
    list.numbers.forEach((document, at) => {
      const places = list.places[at];
      score[document] += list.weight * strength(places);
      if (loose) return;
      if (wanted.whole) whole[document] += 1;
      else {
        required[document] += 1;
        if (places.title || places.keyword) named[document] += 1;
      }
    });
  }
  /** @type {Candidates} */
  const found = { whole: [], cut: [], relaxed: [] };
  for (let document = 0; document < manifest.documents; document += 1) {
    const held = required[document] + whole[document];
    if (held === 0 || (present !== null && present[document] === 0)) continue;
    const known = document < manifest.topics && named[document] === allRequired;
    const candidate = { document, score: known ? score[document] * 4 : score[document], tokens: held };
    const all = required[document] === allRequired && allRequired > 0;
    if (all && plan.segments.every((_, at) => mayHold(document, at, looked))) {
      (whole[document] === allWhole ? found.whole : found.cut).push(candidate);
    }
    if (held * 2 >= allRequired + allWhole) found.relaxed.push(candidate);
  }
  /** @type {(a: Candidate, b: Candidate) => number} */
  const bestFirst = (a, b) => b.score - a.score || a.document - b.document;
  found.whole.sort(bestFirst);
  found.cut.sort(bestFirst);
  found.relaxed.sort((a, b) => b.tokens - a.tokens || bestFirst(a, b));
  return found;
}

/**
 * Whether the tokens of a segment may stand in a row. Never denies a true phrase.
 * @param {number} document
 * @param {number} segment
 * @param {Looked[]} looked
 */
function mayHold(document, segment, looked) {
  let [title, keyword, reach] = [true, true, -1];
  for (const { wanted, list, loose } of looked) {
    if (wanted.segment !== segment || wanted.whole) continue;
    const places = list === null || loose ? undefined : placesIn(list, document);
    if (places === undefined) return true;
    title = title && places.title;
    keyword = keyword && places.keyword;
    const near = reach < 0 ? places.eighths : places.eighths & (reach | (reach << 1));
    reach = wanted.long && near > 0 ? places.eighths : near;
  }
  return title || keyword || reach !== 0;
}

/**
 * Where a folded text holds a phrase, from a place on; -1 when it doesn't.
 * @param {string[]} text
 * @param {Phrase} phrase
 * @param {number} [from]
 */
export function find(text, phrase, from = 0) {
  const { chars, word } = phrase;
  if (chars.length === 0) return -1;
  for (let at = from; at + chars.length <= text.length; at += 1) {
    if (text[at] === chars[0] && chars.every((character, offset) => text[at + offset] === character)) {
      if (!word || (!isWord(text[at - 1]) && !isWord(text[at + chars.length]))) return at;
    }
  }
  return -1;
}

/** @param {string} character */
const width = (character) => (character >= "\u1100" ? 2 : 1);

/**
 * The stretch of a text around the first of the phrases that it holds, else its beginning.
 * @param {string} text
 * @param {FoldedText} folded
 * @param {Phrase[]} phrases
 */
export function excerptOf(text, folded, phrases) {
  const chars = Array.from(text);
  const found = phrases.map((phrase) => find(folded.chars, phrase)).find((place) => place >= 0);
  const at = found === undefined ? 0 : folded.origins[found];
  const start = startBefore(chars, at);
  const end = endAfter(chars, start, at);
  const shown = chars.slice(start, end).join("").replace(/\n/g, " ").replace(BLANK_ENDS, "");
  return (start > 0 ? "…" : "") + shown + (end < chars.length ? "…" : "");
}

/**
 * @param {string[]} chars
 * @param {number} at
 */
function startBefore(chars, at) {
  let [start, room] = [at, EXCERPT_BEFORE];
  while (start > 0 && !STOPS.includes(chars[start - 1]) && width(chars[start - 1]) <= room) {
    start -= 1;
    room -= width(chars[start]);
  }
  while (start > 0 && start < at && isWord(chars[start - 1]) && isWord(chars[start])) start += 1;
  return start;
}

/**
 * @param {string[]} chars
 * @param {number} start
 * @param {number} at
 */
function endAfter(chars, start, at) {
  let [end, room] = [start, EXCERPT_WHOLE];
  while (end < chars.length && width(chars[end]) <= room) {
    room -= width(chars[end]);
    end += 1;
  }
  const cut = end;
  while (end > at && end < chars.length && isWord(chars[end - 1]) && isWord(chars[end])) end -= 1;
  return end > at ? end : cut;
}

/**
 * Where phrases stand in a text, in characters; ranges that touch are one.
 * @param {string} text
 * @param {Phrase[]} phrases
 * @param {Fold} fold
 * @returns {Range[]}
 */
export function highlights(text, phrases, fold) {
  const folded = fold.text(text);
  /** @type {Range[]} */
  const ranges = [];
  for (const phrase of phrases) {
    for (let at = find(folded.chars, phrase); at >= 0; at = find(folded.chars, phrase, at + 1)) {
      ranges.push([folded.origins[at], folded.origins[at + phrase.chars.length - 1] + 1]);
    }
  }
  ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  /** @type {Range[]} */
  const merged = [];
  for (const [start, end] of ranges) {
    const last = merged[merged.length - 1];
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** One query under way; a file that can't be read is noted, and the query goes on without it. */
class Session {
  /**
   * @param {Index} index
   * @param {Plan} plan
   * @param {LocaleRecords} locale
   * @param {AbortSignal} [signal]
   */
  constructor(index, plan, locale, signal) {
    this.index = index;
    this.plan = plan;
    this.locale = locale;
    this.signal = signal;
    /** @type {Set<string>} */
    this.unread = new Set();
  }

  /**
   * Reads a file and makes something of it; null when either fails.
   * @template T
   * @param {string} file
   * @param {(bytes: Uint8Array) => T} make
   * @returns {Promise<T|null>}
   */
  async file(file, make) {
    try {
      return make(await this.index.read(file, this.signal));
    } catch (error) {
      if (this.signal?.aborted) throw error;
      this.unread.add(file);
      return null;
    }
  }

  /** @param {string} token */
  list(token) {
    const { folder, shards } = this.index.manifest;
    const shard = shardOf(token, shards).toString(16).padStart(3, "0");
    return this.file(`${folder}/${shard}.bin`, (bytes) => findList(bytes, token));
  }

  /** @returns {Promise<Uint8Array|null>} */
  async presence() {
    const { folder, documents } = this.index.manifest;
    if (!this.locale.partial) return null;
    return this.file(`${folder}/${this.locale.code}.bin`, (bytes) => {
      const present = new Uint8Array(documents);
      const reader = new Bytes(bytes);
      for (let at = 0; !reader.done; ) {
        const start = at + reader.number();
        at = start + reader.number();
        if (at > documents) throw new Error("malformed");
        present.fill(1, start, at);
      }
      return present;
    });
  }

  /**
   * @param {LocaleRecords} locale
   * @param {number} document
   * @returns {Promise<Stored|null>}
   */
  async record(locale, document) {
    const file = `${this.index.manifest.folder}/${locale.code}-${Math.floor(document / locale.block)}.json`;
    const block = await this.file(file, (bytes) => JSON.parse(new TextDecoder().decode(bytes)));
    return block?.[document % locale.block] ?? null;
  }

  /**
   * @param {number} limit
   * @returns {Promise<Results>}
   */
  async answer(limit) {
    const { plan } = this;
    const spares = plan.tokens.some(({ spare }) => spare);
    let found = await this.attempt(limit, !spares);
    if (found.misled && spares) found = await this.attempt(limit, true);
    const { total, relaxed } = found;
    /** @type {Phrase[]} */
    const tokens = plan.tokens.map(({ name, long }) => ({ chars: Array.from(name.replace(/^#+/, "")), word: long }));
    /** @type {Hit[]} */
    let results;
    if (total > 0) {
      results = found.verified.slice(0, limit).map(({ record, score }) => this.hit(record, score, false, tokens));
    } else {
      const best = relaxed.slice(0, limit);
      const records = await Promise.all(best.map(({ document }) => this.record(this.locale, document)));
      results = best.flatMap(({ score }, at) => {
        const record = records[at];
        return record === null ? [] : [this.hit(record, score, true, tokens)];
      });
    }
    return {
      total: total > 0 ? total : relaxed.length,
      results,
      unread: Array.from(this.unread).sort(),
      phrases: total > 0 ? plan.segments : tokens,
    };
  }

  /**
   * Looks up the plan's tokens, the spare ones too when asked, and verifies what they find;
   * texts are read for as many as are shown. The first one that shows the lists to mislead ends
   * an attempt that isn't thorough.
   * @param {number} limit
   * @param {boolean} thorough
   */
  async attempt(limit, thorough) {
    const { found, unproven } = await this.candidates(thorough);
    const wanted = this.plan.segments.length > 1 ? limit + SPARE_HITS : limit;
    let reads = wanted + SPARE_READS;
    let total = 0;
    let misled = false;
    /** @type {{tier: number, score: number, document: number, record: Stored}[]} */
    const verified = [];
    for (const [tier, list] of [found.whole, found.cut].entries()) {
      const before = verified.length;
      let read = 0;
      while (read < list.length && verified.length < wanted && reads > 0 && (thorough || !misled)) {
        const batch = list.slice(read, read + Math.min(wanted - verified.length, reads));
        for (const hit of await Promise.all(batch.map((candidate) => this.verified(candidate, unproven, tier)))) {
          if (hit === null) misled = true;
          else verified.push(hit);
        }
        read += batch.length;
        reads -= batch.length;
      }
      total += verified.length - before + (tier === 0 || unproven.length === 0 ? list.length - read : 0);
    }
    verified.sort((a, b) => a.tier - b.tier || b.score - a.score || a.document - b.document);
    return { total, verified, misled, relaxed: found.relaxed };
  }

  /**
   * What the lists find, and the segments that they don't prove.
   * @param {boolean} thorough
   */
  async candidates(thorough) {
    const { plan } = this;
    const asked = plan.tokens.filter(({ spare }) => thorough || !spare);
    const [lists, present] = await Promise.all([
      Promise.all(asked.map((wanted) => this.list(wanted.name))),
      this.presence(),
    ]);
    const looked = asked.map((wanted, at) => ({ wanted, list: lists[at], loose: false }));
    loosen(looked);
    const unproven = plan.segments.filter(
      (segment, at) => segment.verify || looked.some(({ loose, wanted }) => loose && wanted.segment === at),
    );
    return { found: candidatesOf(plan, looked, this.index.manifest, present), unproven };
  }

  /**
   * @param {Candidate} candidate
   * @param {Segment[]} unproven
   * @param {number} tier
   */
  async verified(candidate, unproven, tier) {
    const { document } = candidate;
    const record = await this.record(this.locale, document);
    if (record === null) return null;
    const folded = this.folded(record);
    let missing = unproven.filter((segment) => !folded.holds(segment));
    for (const code of record.also ?? []) {
      // What one edition lacks may stand in another: a Chinese name of an English page.
      if (missing.length === 0) break;
      const locale = this.index.locale(code);
      const other = locale === undefined ? null : await this.record(locale, document);
      if (other === null) continue;
      const words = this.folded(other);
      missing = missing.filter((segment) => !words.holds(segment));
    }
    const score = candidate.score + this.bonus(folded, candidate);
    return missing.length === 0 ? { tier, score, document, record } : null;
  }

  /** @param {Stored} record */
  folded(record) {
    const { fold } = this.index;
    const title = fold.text(record.title).chars;
    const names = [...(record.place === undefined ? [] : [record.place]), ...(record.keywords ?? [])];
    const named = names.map((name) => fold.text(name).chars);
    /** @type {string[]|undefined} */
    let text;
    /** @param {Phrase} phrase */
    const holds = (phrase) => {
      text ??= fold.text(record.text).chars;
      return [text, title, ...named].some((field) => find(field, phrase) >= 0);
    };
    return { title, named, holds };
  }

  /**
   * A page whose name is the query comes first; next one with all parts of it in a row.
   * @param {{title: string[], named: string[][], holds: (phrase: Phrase) => boolean}} folded
   * @param {Candidate} candidate
   */
  bonus(folded, candidate) {
    const { whole, segments } = this.plan;
    const text = whole.join("");
    const topic = candidate.document < this.index.manifest.topics;
    if (folded.title.join("") === text || (topic && folded.named.some((name) => name.join("") === text))) {
      return candidate.score * 3;
    }
    return segments.length > 1 && folded.holds({ chars: whole, word: false }) ? Math.floor(candidate.score / 2) : 0;
  }

  /**
   * @param {Stored} record
   * @param {number} score
   * @param {boolean} relaxed
   * @param {Phrase[]} tokens
   * @returns {Hit}
   */
  hit(record, score, relaxed, tokens) {
    const phrases = [{ chars: this.plan.whole, word: false }, ...this.plan.segments, ...tokens];
    const excerpt = excerptOf(record.text, this.index.fold.text(record.text), phrases);
    const { url, title, kind, date = "", place = "" } = record;
    return { url, title, excerpt, score, relaxed, kind, date, place };
  }
}

/** An index, opened. */
export class Index {
  /**
   * @param {Read} read
   * @param {Manifest} manifest
   * @param {Fold} fold
   */
  constructor(read, manifest, fold) {
    this.read = read;
    this.manifest = manifest;
    this.fold = fold;
  }

  /**
   * @param {Read} read
   * @returns {Promise<Index>}
   */
  static async open(read) {
    const json = async (/** @type {string} */ name) => JSON.parse(new TextDecoder().decode(await read(name)));
    const manifest = await json("manifest.json");
    if (manifest.version !== VERSION) throw new Error("unknown version");
    return new Index(read, manifest, new Fold(await json(manifest.fold)));
  }

  /** @param {string} code */
  locale(code) {
    return this.manifest.locales.find((locale) => locale.code === code);
  }

  /**
   * The best documents for a query among those that a locale has.
   * @param {string} query
   * @param {string} code
   * @param {number} limit
   * @param {AbortSignal} [signal]
   * @returns {Promise<Results>}
   */
  async query(query, code, limit, signal) {
    const plan = planQuery(query, this.fold);
    const locale = this.locale(code);
    if (locale === undefined || plan.tokens.length === 0) return { total: 0, results: [], unread: [], phrases: [] };
    return new Session(this, plan, locale, signal).answer(limit);
  }
}

/**
 * Reads files beside the manifest, each once; one that failed or was called off is read anew.
 * @param {URL} manifest
 * @returns {Read}
 */
export function reader(manifest) {
  /** @type {Map<string, {bytes: Promise<Uint8Array>, signal?: AbortSignal, done: boolean}>} */
  const files = new Map();
  return (path, signal) => {
    const known = files.get(path);
    if (known !== undefined && (known.done || !known.signal?.aborted)) return known.bytes;
    const fresh = path === "manifest.json";
    const url = fresh ? manifest : new URL(path, manifest);
    const bytes = fetch(url, { signal, cache: fresh ? "no-cache" : "default" }).then(async (response) => {
      if (!response.ok) throw new Error(`${response.status} ${url.pathname}`);
      return new Uint8Array(await response.arrayBuffer());
    });
    const file = { bytes, signal, done: false };
    files.set(path, file);
    bytes.then(
      () => { file.done = true; },
      () => { if (files.get(path) === file) files.delete(path); },
    );
    return bytes;
  };
}

/**
 * An element that shows a text with ranges of it marked.
 * @param {string} tag
 * @param {string} name
 * @param {string} text
 * @param {Range[]} ranges
 */
function marked(tag, name, text, ranges) {
  const element = document.createElement(tag);
  element.className = name;
  const chars = Array.from(text);
  let at = 0;
  for (const [start, end] of ranges) {
    const mark = document.createElement("mark");
    mark.append(chars.slice(start, end).join(""));
    element.append(chars.slice(at, start).join(""), mark);
    at = end;
  }
  element.append(chars.slice(at).join(""));
  return element;
}

const DELAY = 120;
const PAGE = 10;

/** The search page: its form, status and list of results. */
class SearchPage {
  /**
   * @param {HTMLElement} box
   * @param {HTMLInputElement} input
   * @param {HTMLElement} list
   * @param {HTMLElement|null} status
   */
  constructor(box, input, list, status) {
    this.box = box;
    this.input = input;
    this.list = list;
    this.status = status;
    this.manifest = new URL(box.dataset.searchManifest ?? "manifest.json", document.baseURI);
    this.locale = box.dataset.locale ?? document.documentElement.lang;
    /** @type {Promise<Index>|null} */
    this.index = null;
    this.running = new AbortController();
    this.timer = 0;
    this.limit = PAGE;
    this.more = document.createElement("button");
    this.more.type = "button";
    this.more.className = "search-more";
    this.more.append(box.dataset.textMore ?? "");
    this.more.hidden = true;
  }

  start() {
    const { input } = this;
    if (this.box.dataset.textMore) this.list.after(this.more);
    this.more.addEventListener("click", () => this.run(this.limit + PAGE));
    input.addEventListener("input", (event) => {
      if (!(/** @type {InputEvent} */ (event).isComposing)) this.soon();
    });
    input.addEventListener("compositionend", () => this.soon());
    input.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.run();
    });
    window.addEventListener("popstate", () => this.restore());
    this.restore();
  }

  restore() {
    this.input.value = new URL(location.href).searchParams.get("q") ?? this.input.value;
    this.run();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.run(), DELAY);
  }

  open() {
    this.index ??= Index.open(reader(this.manifest));
    this.index.catch(() => { this.index = null; });
    return this.index;
  }

  /** Asks for what stands in the input; whatever was asked before no longer shows. */
  async run(limit = PAGE) {
    clearTimeout(this.timer);
    this.running.abort();
    const running = new AbortController();
    this.running = running;
    this.limit = limit;
    const query = this.input.value.trim();
    this.keep(query);
    if (query === "") return this.show([], "");
    this.say(this.text("searching"));
    try {
      const results = await this.ask(query, running.signal);
      if (!running.signal.aborted) await this.present(results);
    } catch {
      if (!running.signal.aborted) this.show([], this.text("error"));
    }
  }

  /**
   * A site that was built anew since the page was opened has other files, so one failure opens the index again.
   * @param {string} query
   * @param {AbortSignal} signal
   */
  async ask(query, signal) {
    const index = await this.open();
    const results = await index.query(query, this.locale, this.limit, signal);
    if (results.unread.length === 0 || signal.aborted) return results;
    this.index = null;
    const again = await this.open();
    return again.manifest.folder === index.manifest.folder ? results : again.query(query, this.locale, this.limit, signal);
  }

  /** @param {Results} results */
  async present(results) {
    const { fold } = await this.open();
    const items = results.results.map((hit) => {
      const item = document.createElement("li");
      item.className = "search-result";
      const link = document.createElement("a");
      link.href = hit.url;
      link.append(marked("span", "search-title", hit.title, highlights(hit.title, results.phrases, fold)));
      const about = [hit.place, hit.date].filter((part) => part !== "").join(" · ");
      const excerpt = marked("p", "search-excerpt", hit.excerpt, highlights(hit.excerpt, results.phrases, fold));
      item.append(link, ...(about === "" ? [] : [marked("p", "search-about", about, [])]), excerpt);
      return item;
    });
    const relaxed = results.results.some((hit) => hit.relaxed);
    const key = results.total === 0 ? "none" : relaxed ? "relaxed" : this.counted(results.total);
    const told = this.text(key)
      .replace("{n}", String(results.total))
      .replace("{q}", () => this.input.value.trim());
    this.show(items, results.unread.length > 0 ? `${this.text("error")} ${told}` : told);
    this.more.hidden = results.total <= this.limit || results.results.length < this.limit;
  }

  /**
   * @param {HTMLElement[]} items
   * @param {string} told
   */
  show(items, told) {
    this.list.replaceChildren(...items);
    this.more.hidden = true;
    this.say(told);
  }

  /** @param {string} told */
  say(told) {
    if (this.status !== null) this.status.textContent = told;
  }

  /**
   * The key of the sentence that tells a number of results, by the plural rules of the page's language.
   * @param {number} total
   */
  counted(total) {
    const form = new Intl.PluralRules(this.locale).select(total);
    const key = `found${form[0].toUpperCase()}${form.slice(1)}`;
    return this.text(key) === "" ? "foundOther" : key;
  }

  /** @param {string} name */
  text(name) {
    return this.box.dataset[`text${name[0].toUpperCase()}${name.slice(1)}`] ?? "";
  }

  /** @param {string} query */
  keep(query) {
    const url = new URL(location.href);
    if ((url.searchParams.get("q") ?? "") === query) return;
    if (query === "") url.searchParams.delete("q");
    else url.searchParams.set("q", query);
    history.replaceState(history.state, "", url);
  }
}

/** Wakes the search page, where there is one. */
function start() {
  const box = /** @type {HTMLElement|null} */ (document.querySelector("[data-search-manifest]"));
  const list = document.getElementById("search-results");
  const input = /** @type {HTMLInputElement|null} */ (
    document.querySelector("[data-search] input[name=q]")
  );
  if (box === null || input === null || list === null) return;
  new SearchPage(box, input, list, document.getElementById("search-status")).start();
}

if (typeof document !== "undefined") start();
