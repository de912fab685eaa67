// An engine that stands in for search.js: known documents, known counts, replies when the test says so.
//
// Documents in, the text of a module out that exports what the search page asks of the engine. Before it
// answers a query it asks the server for `ask/QUERY`, so that a server may hold the answer back; it takes no
// notice of being called off.

const CITIES = { chongqing: "Chongqing", yuxi: "Yuxi" };

/** Thirty documents: 24 reports and six pages, in two places, two campaigns and three years. */
export const DOCUMENTS = Array.from({ length: 30 }, (_, at) => ({
  url: `?opened=${at}`,
  title: `Report ${at} on fraud`,
  excerpt: `Police <b>${at}</b> speak of fraud & loss.`,
  date: `${2023 + (at % 3)}-07-0${1 + (at % 9)}`,
  place: at % 5 === 0 ? "yuxi" : "chongqing",
  campaign: at % 2 === 0 ? "duanka" : "",
  kind: at < 24 ? "article" : "campaign",
  figure: at === 0 ? { label: "Cases solved", value: "7,790", url: "?opened=0#m-1" } : undefined,
}));

const YEAR = (document) => document.date.slice(0, 4);

/** How many documents a value of a facet has. */
export const countOf = (facet, id) =>
  DOCUMENTS.filter((document) => (facet === "year" ? YEAR(document) : document[facet]) === id).length;

/** The module. Queries: `fraud` finds all, `near` finds them loosely, `broken` finds them without a file, others nothing. */
export const STUB = `
const documents = ${JSON.stringify(DOCUMENTS)};
const cities = ${JSON.stringify(CITIES)};
const valueOf = (document, facet) => (facet === "year" ? document.date.slice(0, 4) : document[facet]);

export const reader = () => async () => new Uint8Array();

export function highlights(text, phrases) {
  return phrases.map((phrase) => [text.indexOf(phrase), phrase.length])
    .filter(([at]) => at >= 0)
    .map(([at, length]) => [at, at + length]);
}

function count(found, facet) {
  const counts = new Map();
  for (const document of found) {
    const id = valueOf(document, facet);
    if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const values = Array.from(counts, ([id, count]) => ({ id, count, name: facet === "place" ? cities[id] : undefined }));
  return values.sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

export class Index {
  static async open() { return new Index(); }
  manifest = { documents: documents.length };
  async query(query, locale, { limit, filters = {}, facets }) {
    await fetch("ask/" + encodeURIComponent(query));
    const word = query.split(" ")[0];
    const all = ["fraud", "near", "broken"].includes(word) ? documents : [];
    const holds = (document, but) => Object.entries(filters)
      .every(([facet, id]) => facet === but || valueOf(document, facet) === id);
    const found = all.filter((document) => holds(document));
    const hits = found.slice(0, limit).map((document) =>
      ({ ...document, place: cities[document.place], title: document.title + " (" + query + ")", score: 1, relaxed: word === "near" }));
    const names = ["place", "campaign", "year", "kind"];
    const counted = (name) => [name, count(all.filter((document) => holds(document, name)), name)];
    return {
      total: found.length, relaxed: word === "near", results: hits, phrases: ["fraud"], exact: word !== "near",
      unread: word === "broken" ? ["a.bin"] : [], facets: facets ? Object.fromEntries(names.map(counted)) : null,
    };
  }
}
`;
