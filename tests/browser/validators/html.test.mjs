// Every built page is valid HTML by html-validate's recommended rules.

import { test } from "node:test";

import { HtmlValidate } from "html-validate";

import { PAGES, assertNone, groupBy } from "./built.mjs";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // A generated page has no hand-kept line ends or indentation.
    "no-trailing-whitespace": "off",
    // Titles carry the site's name for tabs and bookmarks; search engines cut long ones, readers don't.
    "long-title": "off",
    // Telephone numbers of three and five digits (110, 96110) can't be broken over lines.
    "tel-non-breaking": "off",
    // Lists are named for screen readers where the words around them don't; ARIA allows that.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
  },
});

for (const [group, pages] of groupBy(PAGES, (page) => `${page.kind} in ${page.lang}`)) {
  test(`${pages.length} × ${group} is valid HTML`, async () => {
    const faults = [];
    for (const page of pages) {
      const { results } = await validator.validateString(page.html, page.file);
      for (const { messages } of results) {
        faults.push(...messages.map((m) => `${page.file}:${m.line}:${m.column}: ${m.ruleId}: ${m.message}`));
      }
    }
    assertNone(faults);
  });
}

test("every block of structured data is JSON with a context", () => {
  const blocks = PAGES.flatMap((page) =>
    [...page.html.matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g)].map((match) => ({ page, json: match[1] })),
  );
  const faults = blocks.flatMap(({ page, json }) => {
    try {
      return JSON.parse(json)["@context"] === "https://schema.org" ? [] : [`${page.file}: no context`];
    } catch (error) {
      return [`${page.file}: ${error.message}`];
    }
  });
  assertNone(faults);
});
