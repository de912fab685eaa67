// The open data is a Data Package v2, its table fits its schema, CSV and JSON agree.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import Ajv from "ajv";
import addFormats from "ajv-formats";

import { parseCsv } from "../csv.mjs";
import { SITE_FOLDER } from "../site.mjs";
import { BASE, FILES, assertNone, resolve } from "./built.mjs";

const read = (file) => readFileSync(path.join(SITE_FOLDER, "data", file), "utf8");
const datapackage = JSON.parse(read("datapackage.json"));
const metrics = JSON.parse(read("metrics.json"));

test("datapackage.json is valid by the Data Package v2 profile", () => {
  const profile = process.env.FANZHA_DATA_PACKAGE_PROFILE;
  assert.ok(profile, "FANZHA_DATA_PACKAGE_PROFILE names the profile; tests/run sets it");
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  // A hint for forms in the profile, which says nothing about values.
  ajv.addFormat("textarea", true);
  const validate = ajv.compile(JSON.parse(readFileSync(profile, "utf8")));
  validate(datapackage);
  assertNone((validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`));
  assert.equal(datapackage.$schema, "https://datapackage.org/profiles/2.0/datapackage.json");
});

test("every resource is a file of the site", () => {
  assert.ok(datapackage.resources.length > 0);
  for (const { path: file } of datapackage.resources) assert.ok(FILES.has(`data/${file}`), file);
});

for (const resource of datapackage.resources.filter((candidate) => candidate.path.endsWith(".csv"))) {
  const [header, ...rows] = parseCsv(read(resource.path));
  const { fields } = resource.schema;

  test(`${resource.path} has the columns of its schema and a field for each in every row`, () => {
    assert.deepEqual(header, fields.map((field) => field.name));
    const faults = rows.flatMap((row, index) => (row.length === header.length ? [] : [`row ${index + 2}: ${row.length} fields`]));
    assertNone(faults);
    assert.ok(rows.length > 0);
  });

  test(`every value in ${resource.path} has its column's type and keeps its constraints`, () => {
    const faults = rows.flatMap((row, index) =>
      fields.flatMap((field, column) => {
        const fault = faultOf(row[column] ?? "", field);
        return fault ? [`row ${index + 2}, ${field.name}: ${fault}`] : [];
      }),
    );
    assertNone(faults);
  });
}

const TYPES = {
  string: () => true,
  any: () => true,
  number: (text) => /^-?\d+(\.\d+)?$/.test(text),
  integer: (text) => /^-?\d+$/.test(text),
  boolean: (text) => /^(true|false)$/.test(text),
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text),
};

/** What is wrong with a value by its field of the Table Schema, or null. */
function faultOf(text, { type = "any", format, constraints = {} }) {
  if (text === "") return constraints.required ? "is required" : null;
  if (!TYPES[type]) return `is of type ${type}, which this test doesn't know`;
  if (!TYPES[type](text)) return `${text} is no ${type}`;
  if (format === "uri" && !URL.canParse(text)) return `${text} is no address`;
  if (constraints.enum && !constraints.enum.map(String).includes(text)) return `${text} is not among the values allowed`;
  if (constraints.pattern && !new RegExp(`^(?:${constraints.pattern})$`, "u").test(text)) return `${text} doesn't fit the pattern`;
  if (constraints.minimum !== undefined && Number(text) < constraints.minimum) return `${text} is below the minimum`;
  return null;
}

test("metrics.json has a figure for every row of metrics.csv, with the same value, article and address", () => {
  const [header, ...rows] = parseCsv(read("metrics.csv"));
  const shared = ["article", "indicator", "value", "unit", "url", "quote"];
  const fromCsv = rows.map((row) => shared.map((name) => row[header.indexOf(name)]));
  const fromJson = metrics.map((metric) => shared.map((name) => String(metric[name])));
  assert.deepEqual(fromCsv, fromJson);
});

test("every figure's address leads to its article", () => {
  const faults = metrics.filter(({ url }) => !resolve(url, BASE.href)?.page).map(({ url }) => url);
  assertNone(faults);
});
