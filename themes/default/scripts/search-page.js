// @ts-check
/**
 * The search page: what is typed and filtered in, results out, as the reader types.
 *
 * The engine, search.js, is loaded when it is needed; all words and places stand in the page. The address always
 * tells the query and its filters. Builds elements and text nodes only: nothing that was typed or found is read as HTML.
 */

/** @typedef {import("./search.js").Index} Index */
/** @typedef {import("./search.js").Results} Results */
/** @typedef {import("./search.js").Hit} Hit */
/** @typedef {Record<string, string>} Filters */
/** @typedef {{id: string, name?: string, count: number}} Value */

const FACETS = ["kind", "place", "campaign", "year"];
const PARAMETERS = ["q", ...FACETS];
/** Milliseconds after a key, before "searching" shows, before results are announced. */
const [DELAY, SLOW, SETTLED] = [120, 400, 700];
const PAGE = 10;
/** Values of a facet that show at once. */
const VALUES = 8;
/** Up to so many documents, facets are counted without being asked for. */
const SMALL = 5000;

/** @type {any} */
const box = document.querySelector("main");
const input = box.querySelector("input[name=q]");
/** The parts of the page by their ids, without `search-`. @type {Record<string, any>} */
const parts = {};
for (const part of box.querySelectorAll("[id^=search-]")) parts[part.id.slice(7)] = part;
const { results: list, more, facets, found, summary, status, fault, help, applied } = parts;
const data = box.dataset;
const wide = matchMedia("(min-width: 64rem)");

/** search.js, once it is loaded. @type {any} */
let engine;
/** @type {Promise<Index>|null} */
let index = null;
let failures = 0;
let running = new AbortController();
let [typing, slow, settling] = [0, 0, 0];
let limit = PAGE;
/** @type {Filters} */
let filters = {};
/** Names of the values of facets, as far as they were counted. @type {Map<string, string>} */
const names = new Map();
/** Whether the index is small, and whether facets were asked for. */
let small = true;
let asked = true;
/** Whether the address is one to come back to, not one that was just typed. */
let kept = false;
/** The key of what has the focus once results show. */
let focusKey = "";
/** Where to scroll once results show. */
let scrollBack = 0;
let worker = false;

/** A text of the page: `text("found-other")` stands in `data-text-found-other`. @param {string} name */
const text = (name) => box.getAttribute(`data-text-${name}`) ?? "";

/** What to say of data that didn't come. @param {string} name */
const trouble = (name) => text(navigator.onLine ? name : "offline");

/**
 * @param {string} pattern
 * @param {Record<string, string|number|undefined>} values
 * @returns {string}
 */
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

/** @param {number} number */
const numeral = (number) => number.toLocaleString(data.locale, { useGrouping: "group" in data });

const typed = () => input.value.trim();

/** @type {(tag: string, name: string, ...children: (string|Node)[]) => any} */
function element(tag, name, ...children) {
  const made = document.createElement(tag);
  made.className = name;
  made.append(...children);
  return made;
}

/**
 * The parts of a text, with ranges of its characters marked.
 * @param {string} words
 * @param {[number, number][]} ranges
 */
function marked(words, ranges) {
  const chars = Array.from(words);
  const made = [];
  let at = 0;
  for (const [start, end] of ranges) {
    made.push(chars.slice(at, start).join(""), element("mark", "", chars.slice(start, end).join("")));
    at = end;
  }
  return [...made, chars.slice(at).join("")];
}

/** The index, opened once; the next call after a failure tries anew. */
function open() {
  index ??= load().catch((error) => {
    index = null;
    failures += 1;
    throw error;
  });
  return index;
}

/** A browser may remember by its address that a module failed. */
async function load() {
  engine ??= await import(data.searchEngine + (failures ? `?${failures}` : ""));
  const opened = await engine.Index.open(engine.reader(new URL(data.searchManifest, location.href)));
  small = opened.manifest.documents <= SMALL;
  facets.open = small && wide.matches;
  return opened;
}

/**
 * Asks for what stands in the input, filtered; whatever was asked before no longer shows.
 * @param {boolean} [keep] whether the address is one to come back to; without it the address is left as it is
 * @param {number} [most]
 */
async function run(keep, most = PAGE) {
  [typing, slow, settling].forEach(clearTimeout);
  running.abort();
  running = new AbortController();
  const { signal } = running;
  limit = most;
  if (keep !== undefined) tell(keep);
  status.textContent = "";
  const query = typed();
  if (!query) return show([], "");
  slow = setTimeout(() => { summary.textContent = text("searching"); }, SLOW);
  try {
    const opened = await open();
    asked = small || facets.open;
    const results = await opened.query(query, data.locale, { limit, filters, facets: asked }, signal);
    if (!signal.aborted) present(query, opened, results);
  } catch {
    if (!signal.aborted) show([], "", trouble("failed"));
  }
}

/**
 * @param {string} query
 * @param {Index} opened
 * @param {Results} results
 */
function present(query, opened, results) {
  const { total, unread } = results;
  const relaxed = results.results[0]?.relaxed;
  let told = counted(total, results.exact !== false);
  let failed = "";
  if (unread.length) {
    failed = trouble(total ? "partly" : "failed");
    // A site that was built anew has other files.
    index = null;
  }
  if (relaxed) told = text("relaxed");
  if (!total) told = failed ? "" : fill(text(applies() ? "none-filtered" : "none"), { q: query });
  show(results.results.map((hit, at) => item(hit, at, results, opened)), told, failed);
  facets.hidden = asked && !count(results.facets ?? {});
  help.hidden = total > 0 && !relaxed;
  more.hidden = total <= limit || results.results.length < limit;
  if (focusKey) moveFocus();
  if (scrollBack) scrollTo(0, scrollBack);
  scrollBack = 0;
  if (!failed) keepOffline();
}

/**
 * @param {Hit} hit
 * @param {number} at
 * @param {Results} results
 * @param {Index} opened
 */
function item(hit, at, { phrases }, { fold }) {
  /** @param {string} words */
  const shown = (words) => marked(words, engine.highlights(words, phrases, fold));
  const link = element("a", "", ...shown(hit.title));
  link.href = hit.url;
  link.dataset.key = `result-${at}`;
  const heading = element("h3", "", link);
  if (hit.kind !== "article") heading.append(" ", element("span", "tag", nameOf("kind", hit.kind)));
  const made = element("li", "search-result", heading);
  const about = element("p", "meta");
  if (hit.date) {
    about.append(element("time", "", dateOf(hit.date)));
    about.firstChild.dateTime = hit.date;
  }
  if (hit.place !== hit.title) about.append(hit.place);
  if (about.textContent) made.append(about);
  if (hit.figure) {
    const value = element("a", "figure", hit.figure.value);
    value.href = hit.figure.url;
    made.append(element("p", "search-figure", hit.figure.label, " ", value));
  }
  if (hit.excerpt) made.append(element("p", "search-excerpt", ...shown(hit.excerpt)));
  return made;
}

/**
 * @param {HTMLElement[]} items
 * @param {string} told
 * @param {string} [failed]
 */
function show(items, told, failed = "") {
  clearTimeout(slow);
  list.replaceChildren(...items);
  summary.textContent = told;
  fault.hidden = !failed;
  fault.firstChild.textContent = failed;
  help.hidden = more.hidden = facets.hidden = true;
  chips();
  settling = setTimeout(() => { status.textContent = `${failed} ${told}`.trim(); }, SETTLED);
}

const applies = () => Object.keys(filters).length;

/** The filters that apply, each a link that takes it away. */
function chips() {
  applied.replaceChildren(...Object.entries(filters).map(([facet, id]) => {
    const name = nameOf(facet, id);
    const link = linkTo(`chip-${facet}`, name, { ...filters, [facet]: "" });
    link.setAttribute("aria-label", fill(text("remove"), { name }));
    return element("li", "", link);
  }));
  applied.hidden = !applies();
}

/**
 * Shows the values of each facet; false when there is no choice.
 * @param {Record<string, Value[]>} values
 */
function count(values) {
  let any = false;
  for (const facet of FACETS) {
    const all = values[facet] ?? [];
    for (const { id, name = "" } of all) names.set(`${facet}-${id}`, name);
    const by = parts[`by-${facet}`];
    by.hidden = all.length < (filters[facet] ? 1 : 2);
    any = any || !by.hidden;
    const items = all.map(({ id, count }) => {
      const chosen = id === filters[facet];
      const link = linkTo(`${facet}-${id}`, nameOf(facet, id), { ...filters, [facet]: chosen ? "" : id });
      if (chosen) link.setAttribute("aria-current", "true");
      return element("li", "", link, " ", element("span", "count", numeral(count)));
    });
    const [first, rest] = by.querySelectorAll("ul");
    first.replaceChildren(...items.slice(0, VALUES));
    rest.replaceChildren(...items.slice(VALUES));
    rest.parentNode.hidden = items.length <= VALUES;
  }
  chips();
  return any;
}

/**
 * A link to the same query with these filters.
 * @param {string} key
 * @param {string} name
 * @param {Filters} chosen
 */
function linkTo(key, name, chosen) {
  const link = element("a", "filter", name);
  link.href = addressOf(chosen);
  link.dataset.key = key;
  return link;
}

/**
 * The address of what stands in the input with these filters.
 * @param {Filters} chosen
 */
function addressOf(chosen) {
  const url = new URL(location.href);
  url.hash = "";
  for (const name of PARAMETERS) {
    const value = name === "q" ? typed() : chosen[name];
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url;
}

/** Goes to an address that is worth coming back to. @param {URL|string} url */
function push(url) {
  remember();
  history.pushState({}, "", url);
}

/** Notes how much of the results is seen, for the way back. */
function remember() {
  history.replaceState({ limit, scroll: scrollY }, "");
}

/**
 * Puts query and filters into the address: over what was just typed, after what is worth coming back to.
 * @param {boolean} keep
 */
function tell(keep) {
  const url = addressOf(filters);
  const same = url.search === location.search;
  try {
    if (!same && (keep || kept)) push(url);
    else if (!same) history.replaceState({}, "", url);
    kept = keep || (kept && same);
  } catch {
    // Browsers refuse an address that changes too often.
  }
}

/** Shows what the address asks for, or what was typed before the script came. @param {string} [before] */
function restore(before = "") {
  const { searchParams } = new URL(location.href);
  const query = searchParams.get("q");
  input.value = query ?? before;
  filters = {};
  for (const facet of FACETS) {
    const id = searchParams.get(facet);
    if (id) filters[facet] = id;
  }
  kept = query !== null;
  scrollBack = history.state?.scroll;
  run(!kept && before ? false : undefined, history.state?.limit);
}

/** @param {KeyboardEvent|MouseEvent} event */
const modified = (event) => event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;

/** A link that filters goes to its address without leaving the page. @param {any} event */
function click(event) {
  const link = event.target.closest("a.filter");
  if (!link || modified(event)) return;
  event.preventDefault();
  focusKey = link.dataset.key;
  if (!wide.matches) facets.open = false;
  push(link.href);
  restore();
}

/** The focus stays on what was chosen where that still shows, else goes to the results. */
function moveFocus() {
  const link = box.querySelector(`a[data-key="${CSS.escape(focusKey)}"]`);
  (link?.getClientRects().length ? link : found).focus();
  focusKey = "";
}

/** Arrows move through the results, Escape goes back to the input and then clears it. @param {any} event */
function press(event) {
  /** @type {{key: string, target: any}} */
  const { key, target } = event;
  if (event.isComposing || modified(event)) return;
  const stops = [input, ...list.querySelectorAll("h3 a"), more];
  const at = stops.findIndex((stop) => stop === target || stop.closest("li")?.contains(target));
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (step) {
    const next = stops[Math.max(at, 0) + step];
    if (!next || next.hidden) return;
    next.focus();
  } else if (key === "Escape" && (target !== input || input.value || applies())) {
    if (target === input) {
      input.value = "";
      filters = {};
      run(false);
    }
    input.focus();
  } else return;
  event.preventDefault();
}

/** Nothing is asked for while an input method is at work. @param {any} event */
function soon(event) {
  if (event.isComposing) return;
  clearTimeout(typing);
  typing = setTimeout(run, DELAY, false);
}

/** @param {Event} event */
function submit(event) {
  event.preventDefault();
  // Puts away the keyboard of a phone.
  if (!wide.matches) found.focus();
  run(true);
}

/** Has a service worker keep what was fetched, so that it can be searched again without a network. */
function keepOffline() {
  const { serviceWorker } = navigator;
  if (worker || !serviceWorker || !data.searchWorker) return;
  worker = true;
  const fetched = () => performance.getEntriesByType("resource").map(({ name }) => name);
  serviceWorker
    .register(data.searchWorker, { scope: new URL(".", location.href).pathname })
    .then(() => serviceWorker.ready)
    .then(({ active }) => active?.postMessage([location.origin + location.pathname, ...fetched()]))
    .catch(() => {});
}

/**
 * Tells a number of results, by the plural rules of the page's language.
 * @param {number} total
 * @param {boolean} exact
 */
function counted(total, exact) {
  const form = new Intl.PluralRules(data.locale).select(total);
  const told = fill(text(`found-${form}`), { n: numeral(total) });
  return exact ? told : fill(text("at-least"), { count: told });
}

/**
 * @param {string} facet
 * @param {string} id
 * @returns {string}
 */
function nameOf(facet, id) {
  if (facet === "year") return fill(data.year, { y: id });
  return (facet === "kind" ? text(`kind-${id}`) : names.get(`${facet}-${id}`)) || id;
}

/** @param {string} iso */
function dateOf(iso) {
  const [y, m, d] = iso.split("-").map(Number);
  return d ? fill(data.date, { y, m, d, month: data.months.split("|")[m - 1] }) : iso;
}

history.scrollRestoration = "manual";
input.addEventListener("focus", () => open().catch(() => {}));
input.addEventListener("input", soon);
input.addEventListener("compositionend", soon);
input.form.addEventListener("submit", submit);
for (const place of [input, found]) place.addEventListener("keydown", press);
box.addEventListener("click", click);
more.addEventListener("click", () => {
  focusKey = `result-${list.children.length}`;
  run(undefined, limit + PAGE);
});
const again = () => run(undefined, limit);
parts.retry.addEventListener("click", again);
facets.addEventListener("toggle", () => facets.open && !asked && again());
addEventListener("online", () => fault.hidden || again());
addEventListener("pagehide", remember);
// A jump within the page asks nothing new.
addEventListener("popstate", () => addressOf(filters).search === location.search || restore());
restore(input.value);
