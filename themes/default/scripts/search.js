// @ts-check
/**
 * Search in the browser: the query side of the index that `fanzha build` writes.
 *
 * A query and static files in, ranked hits out, step for step what `src/search/` does on the command line.
 * Touches no page, evaluates nothing, asks no server.
 */

/** @typedef {{weight: number, documents: number, cut: boolean, numbers: number[], places: number[], tails: Tail[]}} TokenList */
/** @typedef {{first: number, listed: number, file: number, start: number, length: number}} Tail */
/** @typedef {{kind: number, start: number, end: number, whole: boolean}} Token */
/** @typedef {{han: boolean, start: number, end: number}} Run */
/** @typedef {{source: string[], chars: string[], origins: number[]}} FoldedText */
/** @typedef {{chars: string[], word: boolean}} Phrase */
/** @typedef {Phrase & {verify: boolean}} Segment */
/** @typedef {{name: string, segment: number, whole: boolean, word: boolean}} Wanted */
/** @typedef {{whole: string[], segments: Segment[], tokens: Wanted[]}} Plan */
/** @typedef {{wanted: Wanted, list: TokenList|null, loose: boolean}} Looked */
/** @typedef {{plan: Plan, looked: Looked[]}} Lookup */
/** @typedef {{document: number, score: number, tier: number, plans: number}} Candidate */
/** @typedef {{required: number, whole: number, named: number}} Held */
/** @typedef {{code: string, like?: string, block: number, partial: boolean}} LocaleRecords */
/** @typedef {{version: number, folder: string, fold: string, documents: number, topics: number, shards: number, singles: number, locales: LocaleRecords[]}} Manifest */
/** @typedef {[number, number, string, string, string]} StoredFigure */
/** @typedef {{url: string, title: string, kind: string, date?: string, place?: string, keywords?: string[], text: string, figures?: StoredFigure[], also?: string[]}} Stored */
/** @typedef {{own?: Stored, alike?: Record<string, {url: string, changes: string}>, apart?: Record<string, Stored>}} Row */
/** @typedef {{record: Stored, title: FoldedText, names: FoldedText[], text: FoldedText}} FoldedRecord */
/** @typedef {{label: string, value: string, url: string}} Figure */
/** @typedef {{url: string, title: string, excerpt: string, date: string, place: string, kind: string, score: number, relaxed: boolean, figure?: Figure}} Hit */
/** @typedef {{id: string, name: string, count: number}} FacetCount */
/** @typedef {{kind: FacetCount[], year: FacetCount[], place: FacetCount[], campaign: FacetCount[]}} Facets */
/** @typedef {{kind?: string, year?: string, place?: string, campaign?: string}} Filters */
/** @typedef {{limit?: number, filters?: Filters, facets?: boolean}} Options */
/** @typedef {{total: number, exact: boolean, relaxed: boolean, results: Hit[], facets: Facets|null, unread: string[], phrases: Phrase[]}} Results */
/** @typedef {Record<string, Record<string, string>>} Names */
/** @typedef {{places: string[], campaigns: string[], sets: number[][], place_names: Names, campaign_names: Names}} ColumnsHead */
/** @typedef {{steps: number[], to: string, stems: [number, string, string, number][], words: string}} FoldTable */
/** @typedef {(path: string, signal?: AbortSignal) => Promise<Uint8Array>} Read */
/** @typedef {[number, number]} Range */

const VERSION = 3;
const LONGEST_WORD = 32;
const LONGEST_PART = 12;
const LONGEST_QUERY = 100;
const MOST_SEGMENTS = 8;
const MOST_PAIRS = 4;
const LEAST_PAIRS = 3;
const MOST_WAYS = 5;
const SPARE_READS = 10;
const SPARE_HITS = 5;
const MOST_TAILS = 6;
const EXCERPT_BEFORE = 40;
const EXCERPT_WHOLE = 200;
const BY_EIGHTHS = [0, 10, 14, 17, 19, 21, 22, 23, 24];
const STOPS = "\n。！？；";
const KINDS = ["article", "city", "campaign", "indicator", "scam", "page"];
const FACETS = /** @type {const} */ (["kind", "year", "place", "campaign"]);

/** Scores stay below the one and numbers of candidates below the other; a tier and both fit a number. */
const [SCORES, PLACES] = [2 ** 28, 2 ** 24];

/** Bits of where a token stands, above those of the eighths of the text. */
const TITLE = 512;
const KEYWORD = 256;

/** Kinds of tokens, in the order in which those of one place are asked for. */
const [SINGLE, PAIR, WORD, PART] = [0, 1, 2, 3];

const IDEOGRAPH = /^[\u4E00-\u9FFF\u3005\u3007\u3041-\u3096\u30A1-\u30FA\u30FC\u3400-\u4DBF\uAC00-\uD7A3\uF900-\uFAFF\u{20000}-\u{3FFFF}]$/u;
const WORDLIKE = /^[0-9A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02AF\u0370-\u052F\u1E00-\u1FFF]$/;
const BLANK = /^[^\S\uFEFF]$/;
const BLANK_RUN = /[^\S\uFEFF]+/;
const BLANK_ENDS = /^[^\S\uFEFF]+|[^\S\uFEFF]+$/g;
const INVISIBLE = /^[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFE00-\uFE0F\uFEFF\u{E0100}-\u{E01EF}]$/u;
const ACCENTED = /^[\u0000-\u024F\u1E00-\u1EFF]$/;
const MARK = /^[\u0300-\u036F]$/;
const DIGIT = /^[0-9]$/;
const NUMERIC = /^[0-9.]$/;

const FIRST_HAN = 0x4e00;

/** The block of Han that nearly all text is written in, told without a pattern. @param {string} character */
const isCommonHan = (character) => character >= "\u4E00" && character <= "\u9FFF";
/** @param {string|undefined} character */
const isIdeograph = (character) => character !== undefined && (isCommonHan(character) || IDEOGRAPH.test(character));
/** @param {string|undefined} character */
const isWord = (character) => character !== undefined && WORDLIKE.test(character);
/** @param {string|undefined} character */
const isDigit = (character) => character !== undefined && DIGIT.test(character);

/** Makes texts that read the same the same; its table comes with the index. */
export class Fold {
  /** @param {FoldTable} table */
  constructor(table) {
    /** @type {Map<string, string>} */
    this.rows = new Map();
    /** What common Han folds to, by its code. @type {(string|undefined)[]} */
    this.han = Array(0xa000 - FIRST_HAN).fill(undefined);
    /** What other characters fold to, as far as that was asked. @type {Map<string, string[]>} */
    this.known = new Map();
    let code = 0;
    Array.from(table.to, (to, at) => {
      code += table.steps[at];
      this.rows.set(String.fromCodePoint(code), to);
      if (code >= FIRST_HAN && code < 0xa000) this.han[code - FIRST_HAN] = to;
    });
    this.stems = table.stems;
    /** @type {Map<string, string[]>} */
    this.words = new Map();
    this.longest = 1;
    for (const line of table.words.split("\n")) {
      const [word, ...instead] = line.split(" ");
      this.words.set(word, instead);
      this.longest = Math.max(this.longest, word.length);
    }
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
    const source = [...text];
    /** @type {string[]} */
    const chars = [];
    /** @type {number[]} */
    const origins = [];
    let blank = -1;
    for (let origin = 0; origin < source.length; origin += 1) {
      const character = source[origin];
      const code = character.charCodeAt(0);
      if (code >= FIRST_HAN && code < 0xa000) {
        blank = -1;
        chars.push(this.han[code - FIRST_HAN] ?? character);
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
    return { source, chars, origins };
  }

  /**
   * What one source character folds to.
   * @param {string} source
   * @returns {string[]}
   */
  each(source) {
    const known = this.known.get(source);
    if (known !== undefined) return known;
    /** @type {string[]} */
    const folded = [];
    const parted = INVISIBLE.test(source) ? "" : source.normalize(ACCENTED.test(source) ? "NFKD" : "NFKC");
    for (const part of parted) {
      for (const lower of part.toLowerCase()) {
        if (!MARK.test(lower)) folded.push(this.character(lower));
      }
    }
    this.known.set(source, folded);
    return folded;
  }

  /**
   * What a word is filed under: without its ending.
   * @param {string} word
   */
  stem(word) {
    if (!/^[a-z]+$/.test(word)) return word;
    let done = 0;
    let stem = word;
    for (const [step, ending, put, least] of this.stems) {
      if (step <= done || !stem.endsWith(ending)) continue;
      const start = stem.slice(0, stem.length - ending.length);
      if (start.length >= least && /[aeiouy]/.test(start)) {
        stem = start + put;
        done = step;
      }
    }
    return stem;
  }

  /**
   * Further ways to ask, in the mainland's words, the one that replaces most first.
   * @param {string[][]} parts
   * @returns {string[]}
   */
  ways(parts) {
    /** @type {string[][]} */
    const choices = [];
    for (const part of parts) {
      if (choices.length > 0) choices.push([" "]);
      for (let at = 0; at < part.length; ) {
        let length = Math.min(this.longest, part.length - at);
        while (length > 1 && !this.words.has(part.slice(at, at + length).join(""))) length -= 1;
        const typed = part.slice(at, at + length).join("");
        choices.push([...(this.words.get(typed) ?? []), typed]);
        at += length;
      }
    }
    const count = choices.reduce((product, { length }) => product * length, 1);
    return Array.from({ length: Math.min(count - 1, MOST_WAYS) }, (_, way) => {
      let left = way;
      const chosen = choices.slice().reverse().map((row) => {
        const one = row[left % row.length];
        left = Math.floor(left / row.length);
        return one;
      });
      return chosen.reverse().join("");
    });
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
 * The bigrams of neighbouring runs to look up: of a longer row every second and the last, which cover all
 * characters; of a very long one fewer, evenly, its first and last among them, and yet fewer beside words.
 * @param {Run[]} row
 * @param {number} parts
 * @returns {Token[]}
 */
function sampled(row, parts) {
  /** @type {number[]} */
  let starts = [];
  row.forEach(({ han, start, end }, at) => {
    const last = at < row.length - 1 ? end : end - 1;
    for (let from = han ? start : end - 1; from < last; from += 1) starts.push(from);
  });
  if (starts.length > 3) starts = starts.filter((_, at) => at % 2 === 0 || at === starts.length - 1);
  const words = row.filter(({ han }) => !han).length;
  const most = Math.min(Math.max(Math.floor(MOST_PAIRS / parts) - words, LEAST_PAIRS), starts.length);
  return Array.from({ length: most }, (_, at) => {
    const start = starts[Math.floor((at * (starts.length - 1)) / Math.max(most - 1, 1))];
    return { kind: PAIR, start, end: start + 2, whole: false };
  });
}

/**
 * Turns a query into what to look up and what to verify.
 * @param {string} query
 * @param {Fold} fold
 * @returns {Plan}
 */
export function planQuery(query, fold) {
  /** @type {Plan} */
  const plan = { whole: fold.text(query.replace(BLANK_ENDS, "")).chars, segments: [], tokens: [] };
  /** @type {Map<string, {chars: string[], runs: Run[]}>} */
  const segments = new Map();
  for (const part of query.split(BLANK_RUN)) {
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
  for (const { chars, runs: row } of segments.values()) addSegment(plan, chars, row, segments.size, fold);
  return plan;
}

/**
 * Plans a query as typed, and in the further ways that regional words leave.
 * @param {string} query
 * @param {Fold} fold
 */
export function planAll(query, fold) {
  const typed = [...query].slice(0, LONGEST_QUERY).join("");
  const parts = typed.split(BLANK_RUN).map((part) => fold.text(part).chars).filter(({ length }) => length > 0);
  return [typed, ...fold.ways(parts)].map((way) => planQuery(way, fold)).filter(({ tokens }) => tokens.length > 0);
}

/**
 * The longest end of a number with the Han after it, or of its start with the Han before it; two digits or more.
 * @param {string[]} chars
 * @param {Run} run
 * @param {boolean} ends
 * @returns {Token|null}
 */
function partOf(chars, { start: first, end: last }, ends) {
  let [start, end] = ends ? [last, last] : [first, first];
  if (ends) while (start > first && last - start < LONGEST_PART && NUMERIC.test(chars[start - 1])) start -= 1;
  else while (end < last && end - first < LONGEST_PART && NUMERIC.test(chars[end])) end += 1;
  if (ends && chars[start] === ".") start += 1;
  if (!ends && chars[end - 1] === ".") end -= 1;
  if (end - start < 2 || !isIdeograph(chars[ends ? end : start - 1])) return null;
  return { kind: PART, start: ends ? start : start - 1, end: ends ? end + 1 : end, whole: false };
}

/**
 * @param {Plan} plan
 * @param {string[]} chars
 * @param {Run[]} row
 * @param {number} parts
 * @param {Fold} fold
 */
function addSegment(plan, chars, row, parts, fold) {
  const { han, start: first } = row[0];
  const { end: last } = row[row.length - 1];
  const word = row.length === 1 && !han;
  let wanted = sampled(row, parts);
  if (last - first === 1 && han) wanted.push({ kind: SINGLE, start: first, end: last, whole: false });
  row.forEach(({ han, start, end }, at) => {
    if (han) return;
    const edge = at === 0 || at === row.length - 1;
    wanted.push({ kind: WORD, start, end: Math.min(end, start + LONGEST_WORD), whole: !word && edge });
    const part = at < row.length - 1 || at > 0 ? partOf(chars, row[at], at < row.length - 1) : null;
    if (part === null) return;
    // It tells all that the bigram at its edge would.
    wanted = wanted.filter((token) => token.kind !== PAIR || token.start < part.start || token.end > part.end);
    wanted.push(part);
  });
  wanted.sort((a, b) => a.start - b.start || a.kind - b.kind || a.end - b.end);
  for (const { kind, start, end, whole } of wanted) {
    const text = chars.slice(start, end).join("");
    const isWord = kind === WORD;
    plan.tokens.push({ name: isWord ? fold.stem(text) : text, segment: plan.segments.length, whole, word: isWord });
  }
  const own = chars.slice(first, last);
  plan.segments.push({ chars: word ? [...fold.stem(own.join(""))] : own, word, verify: !word && last - first > 2 });
}

const decoder = new TextDecoder();

/** @param {Uint8Array} bytes */
const parsed = (bytes) => JSON.parse(decoder.decode(bytes));

/**
 * The document at a place of a block of records, which has one a line, after a line without.
 * @param {Uint8Array} block
 * @param {number} place
 * @returns {Row|null}
 */
function rowAt(block, place) {
  let start = 0;
  for (let line = 0; line <= place; line += 1) {
    start = block.indexOf(10, start) + 1;
    if (start === 0) return null;
  }
  const end = block.indexOf(10, start);
  if (end < 0) return null;
  return parsed(block.subarray(start, block[end - 1] === 44 ? end - 1 : end));
}

/** Reads the numbers of a binary file; anything it can't be throws. */
class Bytes {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  byte() {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new Error("malformed");
    this.at += 1;
    return byte;
  }

  number() {
    let byte = this.byte();
    if (byte < 0x80) return byte;
    let number = byte & 0x7f;
    for (let factor = 128; ; factor *= 128) {
      byte = this.byte();
      number += (byte & 0x7f) * factor;
      if (byte < 0x80) return number;
    }
  }

  /** @param {number} length */
  take(length) {
    const taken = this.bytes.subarray(this.at, this.at + length);
    if (taken.length < length) throw new Error("malformed");
    this.at += length;
    return taken;
  }

  sized() {
    return this.take(this.number());
  }

  /**
   * Values as runs, so many in all.
   * @param {number} values
   */
  runs(values) {
    const column = new Uint32Array(values);
    for (let at = 0; at < values; ) {
      const [value, count] = [this.number(), this.number()];
      if (count === 0 || at + count > values) throw new Error("malformed");
      column.fill(value, at, at + count);
      at += count;
    }
    return column;
  }
}

/**
 * @param {Uint8Array} shard
 * @param {string} token
 * @param {number} corpus how many documents the index has
 * @returns {TokenList}
 */
export function findList(shard, token, corpus) {
  const reader = new Bytes(shard);
  const [place, tokens] = placeOfToken(reader, token);
  /** @type {TokenList} */
  const found = { weight: 0, documents: 0, cut: false, numbers: [], places: [], tails: [] };
  let [before, own, sum] = [0, 0, 0];
  for (let entry = 0; entry < tokens; entry += 1) {
    const head = reader.number();
    const documents = Math.floor(head / 2);
    const listed = head % 2 > 0 ? reader.number() : documents;
    /** @type {Tail[]} */
    const tails = [];
    let [all, first] = [listed, 0];
    for (let count = head % 2 > 0 ? reader.number() : 0; count > 0; count -= 1) {
      first += reader.number();
      const [listed, file, start, length] = [reader.number(), reader.number(), reader.number(), reader.number()];
      tails.push({ first, listed, file, start, length });
      all += listed;
    }
    if (entry === place) {
      [before, own] = [sum, listed];
      Object.assign(found, { weight: weightOf(documents, corpus), documents, cut: all < documents, tails });
    }
    sum += listed;
  }
  if (own > 0) {
    const start = shard.length - sum;
    for (let count = before; count > 0; count -= 1) while (reader.byte() >= 0x80);
    readPostings(found, reader, shard.subarray(start + before, start + before + own), 0);
    if (reader.at > start) throw new Error("malformed");
  }
  return found;
}

/**
 * Which of the tokens of a shard this one is, and how many there are; passes over their names.
 * @param {Bytes} reader
 * @param {string} token
 */
function placeOfToken(reader, token) {
  const name = new TextEncoder().encode(token);
  const codes = Array.from(token, (character) => character.codePointAt(0));
  const isPair = codes.length === 2 && [...token].some(isIdeograph);
  let [place, first, second] = [-1, 0, 0];
  const pairs = reader.number();
  for (let at = 0; at < pairs; at += 1) {
    const step = reader.number();
    if (step % 2 > 0) [first, second] = [first + Math.floor(step / 2), reader.number()];
    else second += step / 2;
    if (isPair && first === codes[0] && second === codes[1]) place = at;
  }
  const others = reader.number();
  for (let at = pairs; at < pairs + others; at += 1) {
    const other = reader.sized();
    if (other.length === name.length && other.every((byte, at) => byte === name[at])) place = at;
  }
  return [place, pairs + others];
}

/**
 * How much a token tells: `16 · log2(1 + corpus / documents)`, rounded down, in whole numbers.
 * @param {number} documents
 * @param {number} corpus
 */
function weightOf(documents, corpus) {
  const places = 2 ** 20;
  let ratio = Math.floor(((documents + corpus) * places) / documents);
  let log = 0;
  while (ratio >= 2 * places) [ratio, log] = [Math.floor(ratio / 2), log + 1];
  for (let bit = 0; bit < 4; bit += 1) {
    ratio = Math.floor((ratio * ratio) / places);
    const above = ratio >= 2 * places;
    log = log * 2 + Number(above);
    if (above) ratio = Math.floor(ratio / 2);
  }
  return log;
}

/**
 * @param {TokenList} list
 * @param {Bytes} steps
 * @param {Uint8Array} eighths
 * @param {number} first
 */
function readPostings(list, steps, eighths, first) {
  let document = first;
  for (const eighth of eighths) {
    const step = steps.number();
    document += Math.floor(step / 4);
    list.numbers.push(document);
    list.places.push(eighth + (step & 3) * KEYWORD);
  }
}

/**
 * The record that says the same as another in another script.
 * @param {Stored} own
 * @param {{url: string, changes: string}} alike
 * @param {Map<string, string>} script
 * @returns {Stored}
 */
function rewritten(own, { url, changes }, script) {
  /** @type {{place: number, character: string}[]} */
  const told = [];
  let place = 0;
  for (const [, step, character] of changes.matchAll(/([0-9a-z]+)(.)/gu)) {
    place += parseInt(step, 36);
    told.push({ place, character });
  }
  let [at, next] = [0, 0];
  const text = (/** @type {string} */ text) => {
    let made = "";
    for (const character of text) {
      if (told[next]?.place === at) made += told[next++].character;
      else made += script.get(character) ?? character;
      at += 1;
    }
    return made;
  };
  return {
    ...own,
    url,
    title: text(own.title),
    text: text(own.text),
    place: own.place && text(own.place),
    keywords: own.keywords?.map(text),
    figures: own.figures?.map(([start, end, label, value, fragment]) => [start, end, text(label), text(value), fragment]),
  };
}

/**
 * Where in a list documents from this one on begin.
 * @param {number[]} numbers
 * @param {number} document
 */
function placeOf(numbers, document) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < document) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How much of a match places are: fields first, then how widely the text speaks of it. */
const STRENGTH = Array.from({ length: 1024 }, (_, places) => {
  let spread = 0;
  for (let bits = places & 255; bits > 0; bits >>= 1) spread += bits & 1;
  return (places & TITLE ? 32 : 0) + (places & KEYWORD ? 20 : 0) + BY_EIGHTHS[spread];
});

/**
 * FNV-1a over the token's UTF-8, folded.
 * @param {string} token
 * @param {number} shards
 */
export function shardOf(token, shards) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(token)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return ((hash ^ (hash >>> 16)) >>> 0) % shards;
}

/**
 * Lets documents lack a token whose list is cut, when other tokens find them, or wasn't read.
 * @param {Looked[]} looked
 */
function loosen(looked) {
  const firm = looked.some(({ wanted, list }) => !wanted.whole && list !== null && !list.cut);
  for (const token of looked) token.loose = token.list === null || (firm && token.list.cut);
}

/**
 * Below this document the lists are complete.
 * @param {Lookup} lookup
 */
function frontierOf({ looked }) {
  return Math.min(...looked.map(({ list }) => list?.tails[0]?.first ?? Infinity));
}

/** @param {Lookup[]} lookups */
const isComplete = (lookups) => lookups.every((lookup) => frontierOf(lookup) === Infinity);

/**
 * Drops the next tails as long as some token that documents must hold has none in them.
 * @param {Looked[]} looked
 */
function skip(looked) {
  for (const own of looked) {
    while (own.list !== null && own.list.tails.length > 0) {
      const { tails } = own.list;
      const end = tails[1]?.first ?? Infinity;
      const needless = looked.some(({ wanted, list, loose }) => {
        if (list === null || list === own.list || loose || wanted.whole) return false;
        const next = list.numbers[placeOf(list.numbers, tails[0].first)] ?? Infinity;
        return end <= (list.tails[0]?.first ?? Infinity) && !(next < end);
      });
      if (!needless) break;
      tails.shift();
    }
  }
}

/**
 * Lets go of long lists when the others leave few documents, on which texts decide.
 * @param {Looked[]} looked
 */
function settle(looked) {
  const whole = looked.flatMap(({ wanted, list, loose }) => (
    loose || wanted.whole || list === null || list.tails.length > 0 ? [] : [list]
  ));
  const rarest = whole.reduce((best, list) => (list.numbers.length < best.numbers.length ? list : best), whole[0]);
  const holds = (/** @type {TokenList} */ { numbers }, /** @type {number} */ document) => (
    numbers[placeOf(numbers, document)] === document
  );
  const left = rarest?.numbers.filter((document) => whole.every((list) => holds(list, document)));
  // Of none, the long lists still tell what comes close.
  if (!left?.length || left.length > SPARE_READS) return;
  for (const token of looked) {
    if (token.wanted.whole || !token.list?.tails.length) continue;
    token.list = { ...token.list, numbers: [], places: [], tails: [] };
    token.loose = true;
  }
}

/**
 * What the lists say of each document that they speak of, below their frontier.
 * @param {Lookup} lookup
 * @param {Manifest} manifest
 * @param {Uint32Array|null} present
 * @param {(document: number, score: number, held: Held, asked: Held) => void} tell
 */
function tally(lookup, manifest, present, tell) {
  const end = Math.min(frontierOf(lookup), manifest.documents);
  const [score, required, whole, named] = Array.from({ length: 4 }, () => new Uint32Array(end));
  const asked = { required: 0, whole: 0, named: 0 };
  for (const { wanted, list, loose } of lookup.looked) {
    if (!loose) asked[wanted.whole ? "whole" : "required"] += 1;
    if (list === null) continue;
    for (let at = 0; at < list.numbers.length && list.numbers[at] < end; at += 1) {
      const document = list.numbers[at];
      const places = list.places[at];
      score[document] += list.weight * STRENGTH[places];
      if (loose) continue;
      (wanted.whole ? whole : required)[document] += 1;
      if (!wanted.whole && places >= KEYWORD) named[document] += 1;
    }
  }
  for (let document = 0; document < end; document += 1) {
    if (required[document] + whole[document] === 0 || present?.[document] === 0) continue;
    const held = { required: required[document], whole: whole[document], named: named[document] };
    tell(document, score[document], held, asked);
  }
}

/**
 * Below its frontier, the documents that hold all tokens of a plan.
 * @param {Lookup} lookup
 * @param {number} plan
 * @param {Manifest} manifest
 * @param {Uint32Array|null} present
 */
function candidatesOf(lookup, plan, manifest, present) {
  /** @type {Candidate[]} */
  const found = [];
  const rows = [...lookup.plan.segments.keys()].filter((at) => lookup.plan.segments[at].verify);
  tally(lookup, manifest, present, (document, score, held, asked) => {
    if (held.required < asked.required || asked.required === 0) return;
    if (!rows.every((at) => mayHold(document, at, lookup.looked))) return;
    const named = document < manifest.topics && held.named === asked.required ? score * 4 : score;
    // What a reader typed counts for more than what it may mean.
    const weighed = plan === 0 ? named : Math.floor(named / 4) * 3;
    found.push({ document, score: weighed, tier: held.whole < asked.whole ? 1 : 0, plans: 1 << plan });
  });
  return found;
}

/**
 * The candidates of all plans, each document once, best first.
 * @param {Candidate[]} candidates
 */
function merged(candidates) {
  if (candidates.some(({ plans }) => plans > 1)) {
    candidates.sort((a, b) => a.document - b.document || a.tier - b.tier || b.score - a.score);
  }
  /** @type {Candidate[]} */
  const found = [];
  for (const candidate of candidates) {
    const last = found[found.length - 1];
    if (last?.document === candidate.document) last.plans |= candidate.plans;
    else found.push(candidate);
  }
  // As one number each, tier above score above place, they are sorted without calls.
  const keys = Float64Array.from(found, ({ tier, score }, at) => (tier * SCORES + SCORES - 1 - score) * PLACES + at);
  return Array.from(keys.sort(), (key) => found[key % PLACES]);
}

/**
 * Whether the tokens of a segment may stand in a row. Never denies a true phrase.
 * @param {number} document
 * @param {number} segment
 * @param {Looked[]} looked
 */
function mayHold(document, segment, looked) {
  let [fields, near, before] = [TITLE + KEYWORD, true, -1];
  for (const { wanted, list, loose } of looked) {
    if (wanted.segment !== segment || wanted.whole) continue;
    if (list === null || loose) return true;
    const places = list.places[placeOf(list.numbers, document)];
    const eighths = places & 255;
    near = near && (eighths & (before < 0 ? 255 : before | (before << 1))) > 0;
    fields &= places;
    before = eighths;
  }
  return fields > 0 || near;
}

/**
 * Where a folded text holds a phrase, from a place on, and where that ends.
 * @param {string[]} text
 * @param {Phrase} phrase
 * @param {Fold} fold
 * @param {number} [from]
 * @returns {Range|null}
 */
export function find(text, { chars, word }, fold, from = 0) {
  if (chars.length === 0) return null;
  const stem = chars.join("");
  for (let at = text.indexOf(chars[0], from); at >= 0; at = text.indexOf(chars[0], at + 1)) {
    let end = at + chars.length;
    if (word) {
      if (at > 0 && ((isWord(text[at - 1]) && continuesWord(text, at)) || endsNumber(text, at))) continue;
      end = at + 1;
      while (end < text.length && continuesWord(text, end)) end += 1;
      if (fold.stem(text.slice(at, Math.min(end, at + LONGEST_WORD)).join("")) === stem) return [at, end];
    } else if (end <= text.length && chars.every((character, offset) => text[at + offset] === character)) {
      return [at, end];
    }
  }
  return null;
}

/**
 * Whether the characters before are a number's digits and point.
 * @param {string[]} text
 * @param {number} at
 */
function endsNumber(text, at) {
  return at > 1 && text[at - 1] === "." && continuesWord(text, at - 1);
}

/** @param {string} character */
const width = (character) => (character >= "\u1100" ? 2 : 1);

/**
 * The stretch of a text around a place in it, in characters.
 * @param {string[]} chars
 * @param {number} at
 */
export function excerptOf(chars, at) {
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
  const { chars, origins } = fold.text(text);
  const marked = new Set();
  for (const phrase of phrases) {
    for (let found = find(chars, phrase, fold); found !== null; found = find(chars, phrase, fold, found[0] + 1)) {
      for (let at = origins[found[0]]; at <= origins[found[1] - 1]; at += 1) marked.add(at);
    }
  }
  /** @type {Range[]} */
  const ranges = [];
  for (const at of [...marked].sort((a, b) => a - b)) {
    const last = ranges[ranges.length - 1];
    if (last?.[1] === at) last[1] += 1;
    else ranges.push([at, at + 1]);
  }
  return ranges;
}

/** What results are counted and narrowed by. */
class Columns {
  /**
   * @param {Uint8Array} bytes
   * @param {number} documents
   */
  constructor(bytes, documents) {
    const reader = new Bytes(bytes);
    /** @type {ColumnsHead} */
    this.head = parsed(reader.sized());
    const plain = () => Uint32Array.from({ length: documents }, () => reader.number());
    [this.kinds, this.years] = [reader.runs(documents), reader.runs(documents)];
    [this.places, this.sets] = [plain(), plain()];
  }

  /**
   * What a document has: kind, year, place, campaigns.
   * @param {number} document
   * @returns {string[][]}
   */
  values(document) {
    const [year, place] = [this.years[document], this.places[document]];
    const set = this.head.sets[this.sets[document] - 1] ?? [];
    return [
      [KINDS[this.kinds[document]]],
      year > 0 ? [String(year)] : [],
      place > 0 ? [this.head.places[place - 1]] : [],
      set.map((number) => this.head.campaigns[number]),
    ];
  }

  /**
   * Which of the filters let a document pass.
   * @param {number} document
   * @param {Filters} filters
   */
  passes(document, filters) {
    return this.values(document).map((own, facet) => {
      const wanted = filters[FACETS[facet]];
      return wanted === undefined || own.includes(wanted);
    });
  }

  /**
   * How many of the documents have each value; a facet counts those that pass all filters but its own.
   * @param {number[]} documents
   * @param {Filters} filters
   * @param {string} locale
   * @returns {Facets}
   */
  count(documents, filters, locale) {
    /** @type {Map<string, number>[]} */
    const counts = FACETS.map(() => new Map());
    for (const document of documents) {
      const passes = this.passes(document, filters);
      this.values(document).forEach((own, facet) => {
        if (!passes.every((pass, other) => pass || other === facet)) return;
        for (const id of own) counts[facet].set(id, (counts[facet].get(id) ?? 0) + 1);
      });
    }
    const { place_names: places, campaign_names: campaigns } = this.head;
    /** @type {(names: Names, facet: number) => FacetCount[]} */
    const listed = (names, facet) => (
      Array.from(counts[facet], ([id, count]) => ({ id, name: names[locale]?.[id] ?? id, count }))
        .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
    );
    const year = listed({}, 1).sort((a, b) => Number(b.id) - Number(a.id));
    return { kind: listed({}, 0), year, place: listed(places, 2), campaign: listed(campaigns, 3) };
  }
}

/** One query under way; a file that can't be read is noted, and the query goes on without it. */
class Session {
  /**
   * @param {Index} index
   * @param {Plan[]} plans
   * @param {LocaleRecords} locale
   * @param {Options} options
   * @param {AbortSignal} [signal]
   */
  constructor(index, plans, locale, options, signal) {
    this.index = index;
    this.plans = plans;
    this.locale = locale;
    this.limit = options.limit ?? 10;
    this.filters = options.filters ?? {};
    this.facets = options.facets ?? false;
    this.signal = signal;
    /** @type {Uint32Array|null} */
    this.present = null;
    /** @type {Columns|null} */
    this.columns = null;
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
    const path = `${this.index.manifest.folder}/${file}`;
    try {
      return make(await this.index.read(path, this.signal));
    } catch (error) {
      if (this.signal?.aborted) throw error;
      this.unread.add(path);
      return null;
    }
  }

  /** @returns {Promise<Uint32Array|null>} */
  async presence() {
    const { documents } = this.index.manifest;
    if (!this.locale.partial) return null;
    return this.file(`${this.locale.code}.bin`, (bytes) => new Bytes(bytes).runs(documents));
  }

  /**
   * @param {LocaleRecords} locale
   * @param {number} document
   * @returns {Promise<Stored|null>}
   */
  async record(locale, document) {
    const { code, like = code, block } = locale;
    const file = `${like}-${Math.floor(document / block)}.json`;
    const row = await this.file(file, (bytes) => rowAt(bytes, document % block));
    const { own, alike, apart } = row ?? {};
    if (like === code || apart?.[code]) return (like === code ? own : apart?.[code]) ?? null;
    if (own === undefined || alike?.[code] === undefined) return null;
    const script = await this.file(`${code}.json`, (bytes) => this.index.script(code, bytes));
    return script && rewritten(own, alike[code], script);
  }

  /** @param {Candidate[]} found */
  passing(found) {
    return this.columns === null ? found : found.filter(({ document }) => this.passes(document));
  }

  /** @param {number} document */
  passes(document) {
    return this.columns === null || this.columns.passes(document, this.filters).every((pass) => pass);
  }

  /** @returns {Promise<Results>} */
  async answer() {
    const narrowed = this.facets || FACETS.some((facet) => this.filters[facet] !== undefined);
    const { documents } = this.index.manifest;
    const columns = narrowed ? this.file("facets.bin", (bytes) => new Columns(bytes, documents)) : null;
    [this.present, this.columns] = await Promise.all([this.presence(), columns]);
    const lookups = await Promise.all(this.plans.map((plan) => this.lookUp(plan)));
    const { verified, exact, ...counted } = await this.attempt(lookups);
    let { total, found } = counted;
    /** @type {Phrase[]} */
    let phrases = this.plans.flatMap(({ segments }) => segments);
    let results = verified.slice(0, this.limit).map(({ folded, score }) => this.hit(folded, score, false));
    const close = found.length === 0 ? await this.relaxed(lookups) : null;
    if (close !== null) {
      ({ total, results, found } = close);
      phrases = this.plans.flatMap(tokenPhrases);
    }
    const facets = this.facets ? this.columns?.count(found, this.filters, this.locale.code) ?? null : null;
    const unread = [...this.unread].sort();
    return { total, exact: exact && unread.length === 0, relaxed: close !== null, results, facets, unread, phrases };
  }

  /**
   * @param {Plan} plan
   * @returns {Promise<Lookup>}
   */
  async lookUp(plan) {
    const { shards, singles, documents } = this.index.manifest;
    const looked = plan.tokens.map(async (wanted) => {
      const { name } = wanted;
      const file = IDEOGRAPH.test(name) ? `s${shardOf(name, singles)}` : shardOf(name, shards).toString(16).padStart(3, "0");
      const list = await this.file(`${file}.bin`, (bytes) => findList(bytes, name, documents));
      return { wanted, list, loose: false };
    });
    const lookup = { plan, looked: await Promise.all(looked) };
    loosen(lookup.looked);
    skip(lookup.looked);
    settle(lookup.looked);
    return lookup;
  }

  /**
   * Verifies what the lists find, and reads them until as many documents as are wanted hold the query, or to their ends.
   * @param {Lookup[]} lookups
   */
  async attempt(lookups) {
    const wanted = this.plans.some(({ segments }) => segments.length > 1) ? this.limit + SPARE_HITS : this.limit;
    let [enough, most] = this.facets ? [Infinity, Infinity] : [wanted + SPARE_READS, MOST_TAILS];
    for (let tails = 0; ; ) {
      const read = await this.readOn(lookups, enough, most, tails);
      tails = read.tails;
      const attempt = await this.verify(lookups, read.found, wanted);
      if (isComplete(lookups) || attempt.verified.length >= this.limit || tails >= most) return attempt;
      enough = Infinity;
      most = attempt.verified.length === 0 ? Infinity : MOST_TAILS;
    }
  }

  /**
   * Reads on in the lists until they give enough candidates, end, or `most` tails were read.
   * @param {Lookup[]} lookups
   * @param {number} enough
   * @param {number} most
   * @param {number} before
   */
  async readOn(lookups, enough, most, before) {
    const { manifest } = this.index;
    for (let tails = before; ; ) {
      const found = merged(lookups.flatMap((lookup, plan) => candidatesOf(lookup, plan, manifest, this.present)));
      if (isComplete(lookups) || tails >= most || this.passing(found).length >= enough) {
        return { found, tails };
      }
      const counts = await Promise.all(lookups.map((lookup) => this.readTails(lookup)));
      tails += counts.reduce((sum, count) => sum + count, 0);
    }
  }

  /**
   * Reads the tails that come next; how many.
   * @param {Lookup} lookup
   */
  async readTails(lookup) {
    const near = frontierOf(lookup) * 2;
    const due = lookup.looked.flatMap(({ list }) => (list !== null && list.tails[0]?.first <= near ? [list] : []));
    await Promise.all(due.map((list) => {
      const { first, listed, file, start, length } = /** @type {Tail} */ (list.tails.shift());
      return this.file(`t${file}.bin`, (bytes) => {
        const tail = bytes.subarray(start, start + length);
        readPostings(list, new Bytes(tail), tail.subarray(length - listed), first);
      });
    }));
    skip(lookup.looked);
    settle(lookup.looked);
    return due.length;
  }

  /**
   * Reads texts for as many candidates as are wanted; the others are taken at their lists' word, unless none of those
   * read holds the query.
   * @param {Lookup[]} lookups
   * @param {Candidate[]} found
   * @param {number} wanted
   */
  async verify(lookups, found, wanted) {
    const unproven = lookups.map(({ plan, looked }) => plan.segments.filter(
      (segment, at) => segment.verify || looked.some(({ loose, wanted }) => loose && wanted.segment === at),
    ));
    const proven = unproven.every(({ length }) => length === 0);
    /** @type {{tier: number, score: number, document: number, folded: FoldedRecord}[]} */
    const verified = [];
    const read = new Set();
    const passing = this.passing(found);
    const second = passing.findIndex(({ tier }) => tier > 0);
    const tiers = second < 0 ? [passing] : [passing.slice(0, second), passing.slice(second)];
    for (const [tier, here] of tiers.entries()) {
      for (let at = 0; at < here.length && verified.length < wanted && read.size < wanted + SPARE_READS; ) {
        const batch = here.slice(at, at + Math.min(wanted - verified.length, wanted + SPARE_READS - read.size));
        const records = await Promise.all(batch.map((candidate) => this.verified(candidate, unproven)));
        batch.forEach(({ document, score }, place) => {
          const folded = records[place];
          read.add(document);
          if (folded !== null) verified.push({ tier, score: score + this.bonus(folded, document, score), document, folded });
        });
        at += batch.length;
      }
    }
    const shown = new Set(verified.map(({ document }) => document));
    const credible = proven || shown.size > 0 || read.size === 0;
    /** @type {Candidate[]} */
    const counted = [];
    for (const candidate of found) {
      const { document, tier } = candidate;
      if (read.has(document) ? shown.has(document) : credible && (tier === 0 || proven)) counted.push(candidate);
    }
    let total = this.passing(counted).length;
    const [{ looked: [{ list }] }] = lookups;
    const all = lookups.every(({ looked }) => looked.every(({ list }) => list !== null && !list.cut));
    let exact = all && isComplete(lookups) && (proven || verified.length === total);
    if (lookups.length === 1 && lookups[0].looked.length === 1 && list && proven && !this.present && !this.columns) {
      // Of a single token the total is known before its list is read.
      [total, exact] = [list.documents, true];
    }
    verified.sort((a, b) => a.tier - b.tier || b.score - a.score || a.document - b.document);
    return { total, exact, verified, found: counted.map(({ document }) => document) };
  }

  /**
   * The folded record of a candidate that holds the query; null when it doesn't.
   * @param {Candidate} candidate
   * @param {Segment[][]} unproven
   */
  async verified({ document, plans }, unproven) {
    const record = await this.record(this.locale, document);
    if (record === null) return null;
    const folded = this.folded(record);
    let missing = unproven.filter((_, plan) => (plans >> plan) & 1);
    const strike = (/** @type {FoldedRecord} */ fields) => {
      missing = missing.map((segments) => segments.filter((segment) => !this.holds(fields, segment)));
    };
    strike(folded);
    for (const code of record.also ?? []) {
      // What one edition lacks may stand in another: a Chinese name of an English page.
      if (missing.some(({ length }) => length === 0)) break;
      const locale = this.index.locale(code);
      const other = locale === undefined ? null : await this.record(locale, document);
      if (other !== null) strike(this.folded(other));
    }
    return missing.some(({ length }) => length === 0) ? folded : null;
  }

  /**
   * @param {Stored} record
   * @returns {FoldedRecord}
   */
  folded(record) {
    const { fold } = this.index;
    const [title, text, ...names] = [record.title, record.text, record.place ?? "", ...(record.keywords ?? [])].map(
      (field) => fold.text(field),
    );
    return { record, title, names, text };
  }

  /**
   * @param {FoldedRecord} folded
   * @param {Phrase} phrase
   */
  holds({ text, title, names }, phrase) {
    return [text, title, ...names].some(({ chars }) => find(chars, phrase, this.index.fold) !== null);
  }

  /**
   * A page whose name is the query comes first; next one with all parts of it in a row.
   * @param {FoldedRecord} folded
   * @param {number} document
   * @param {number} score
   */
  bonus(folded, document, score) {
    const names = document < this.index.manifest.topics ? [folded.title, ...folded.names] : [folded.title];
    const texts = names.map(({ chars }) => chars.join(""));
    if (this.plans.some(({ whole }) => texts.includes(whole.join("")))) return score * 3;
    const inARow = this.plans.some(({ whole, segments }) => (
      segments.length > 1 && this.holds(folded, { chars: whole, word: false })
    ));
    return inARow ? Math.floor(score / 2) : 0;
  }

  /**
   * What holds at least half of the tokens of the first plan that anything comes close to, as far as lists were read.
   * @param {Lookup[]} lookups
   */
  async relaxed(lookups) {
    for (const lookup of lookups) {
      /** @type {{document: number, score: number, tokens: number}[]} */
      const all = [];
      tally(lookup, this.index.manifest, this.present, (document, score, held, asked) => {
        const tokens = held.required + held.whole;
        if (tokens * 2 >= asked.required + asked.whole) all.push({ document, score, tokens });
      });
      if (all.length === 0) continue;
      all.sort((a, b) => b.tokens - a.tokens || b.score - a.score || a.document - b.document);
      const passing = all.filter(({ document }) => this.passes(document));
      const best = passing.slice(0, this.limit).map(async ({ document, score }) => {
        const record = await this.record(this.locale, document);
        return record === null ? [] : [this.hit(this.folded(record), score, true)];
      });
      return { total: passing.length, results: (await Promise.all(best)).flat(), found: all.map(({ document }) => document) };
    }
    return null;
  }

  /**
   * What a reader sees of a record.
   * @param {FoldedRecord} folded
   * @param {number} score
   * @param {boolean} relaxed
   * @returns {Hit}
   */
  hit({ record, text }, score, relaxed) {
    const stated = relaxed ? null : this.stated(record, text);
    const place = stated?.at ?? this.firstPhrase(text);
    const { url, title, kind, date = "", place: city = "" } = record;
    const hit = { url, title, excerpt: excerptOf(text.source, text.origins[place] ?? 0), date, place: city, kind, score, relaxed };
    if (stated === null) return hit;
    const [, , label, value, fragment] = stated.figure;
    return { ...hit, figure: { label, value, url: url + fragment } };
  }

  /**
   * Of the figures the one whose words hold most segments of a plan, and where the first of them stands; of a text
   * that holds none the first figure whose indicator's name does, and where its words stand.
   * @param {Stored} record
   * @param {FoldedText} folded
   */
  stated(record, { chars, origins }) {
    /** @type {{count: number, figure: StoredFigure, at: number}|null} */
    let best = null;
    for (const { segments } of this.plans) {
      for (const figure of record.figures ?? []) {
        const start = placeOf(origins, figure[0]);
        const words = chars.slice(start, placeOf(origins, figure[1]));
        const places = segments.flatMap((segment) => find(words, segment, this.index.fold)?.slice(0, 1) ?? []);
        if (places.length > (best?.count ?? 0)) best = { count: places.length, figure, at: start + places[0] };
      }
    }
    if (best !== null) return best;
    const { fold } = this.index;
    const segments = this.plans.flatMap((plan) => plan.segments);
    /** @param {string[]} text */
    const held = (text) => segments.some((segment) => find(text, segment, fold) !== null);
    const named = held(chars) ? undefined : record.figures?.find(([, , label]) => held(fold.text(label).chars));
    return named ? { count: 0, figure: named, at: placeOf(origins, named[0]) } : null;
  }

  /**
   * Where the text holds the whole query, else the first of its segments, else of its tokens, that it does.
   * @param {FoldedText} folded
   */
  firstPhrase({ chars }) {
    const { plans } = this;
    const phrases = [
      ...plans.map(({ whole }) => ({ chars: whole, word: false })),
      ...plans.flatMap(({ segments }) => segments),
      ...plans.flatMap(tokenPhrases),
    ];
    for (const phrase of phrases) {
      const found = find(chars, phrase, this.index.fold);
      if (found !== null) return found[0];
    }
    return 0;
  }
}

/**
 * @param {Plan} plan
 * @returns {Phrase[]}
 */
function tokenPhrases({ tokens }) {
  return tokens.map(({ name, word }) => ({ chars: [...name], word }));
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
    /** @type {Map<string, Map<string, string>>} */
    this.scripts = new Map();
  }

  /**
   * @param {Read} read
   * @returns {Promise<Index>}
   */
  static async open(read) {
    const manifest = parsed(await read("manifest.json"));
    if (manifest.version !== VERSION) throw new Error("version");
    return new Index(read, manifest, new Fold(parsed(await read(manifest.fold))));
  }

  /** @param {string} code */
  locale(code) {
    return this.manifest.locales.find((locale) => locale.code === code);
  }

  /**
   * What characters become in a locale whose records stand in the files of another.
   * @param {string} code
   * @param {Uint8Array} bytes
   */
  script(code, bytes) {
    const script = this.scripts.get(code) ?? new Map(Array.from(parsed(bytes).match(/../gu) ?? [], (pair) => [...pair]));
    this.scripts.set(code, script);
    return script;
  }

  /**
   * The best documents for a query among those that a locale has.
   * @param {string} query
   * @param {string} code
   * @param {Options} [options]
   * @param {AbortSignal} [signal]
   * @returns {Promise<Results>}
   */
  async query(query, code, options = {}, signal) {
    const plans = planAll(query, this.fold);
    const locale = this.locale(code);
    if (locale === undefined || plans.length === 0) {
      return { total: 0, exact: true, relaxed: false, results: [], facets: null, unread: [], phrases: [] };
    }
    return new Session(this, plans, locale, options, signal).answer();
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
      if (!response.ok) throw new Error(url.pathname);
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
