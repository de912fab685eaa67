// A real Chromium, and a watch over all that a page does in it.
//
// Serves the built site and opens pages of it; every complaint of the browser,
// every failed request and every request to another origin is kept for the test
// to read. Uses the system's Chromium, downloads none.

import { existsSync } from "node:fs";
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { chromium } from "playwright-core";

import { serve } from "./server.mjs";
import { SITE_FOLDER, baseUrl } from "./site.mjs";

const CANDIDATES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const ARGUMENTS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const WAIT_MILLISECONDS = 15_000;

/** Starts Chromium with a profile of its own. */
export function launch() {
  const executablePath = process.env.FANZHA_CHROMIUM ?? CANDIDATES.find((file) => existsSync(file));
  if (!executablePath) throw new Error("no Chromium found: install one or name it in FANZHA_CHROMIUM");
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/**
 * Server and browser for the tests of one file, started before and stopped after them.
 * `open` makes a page in a fresh profile; `address` turns a path of the site into a URL; what the server
 * sends instead of a file is for a test to set as `meddle`, for its own length.
 */
export function openSite() {
  const site = {
    address: (path) => site.server.home + path,
    meddle: async () => null,
    async open(options = {}) {
      const context = await site.browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      context.setDefaultTimeout(WAIT_MILLISECONDS);
      const page = await context.newPage();
      return { page, watch: await watch(page, site.server.origin), close: () => context.close() };
    },
  };
  before(async () => {
    site.server = await serve(SITE_FOLDER, baseUrl().pathname, (pathname) => site.meddle(pathname));
    site.browser = await launch();
  });
  afterEach(() => { site.meddle = async () => null; });
  after(async () => {
    await site.browser?.close();
    await site.server?.close();
  });
  return site;
}

/** Keeps what goes wrong on `page`; `assertSilent` fails with the list of it. */
async function watch(page, origin) {
  const complaints = [];
  page.on("console", (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`script error: ${error.message}`));
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // Leaving a page ends what it was still loading, which is no failure.
    if (reason !== "net::ERR_ABORTED") complaints.push(`failed request: ${request.url()} (${reason})`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith("data:")) {
      complaints.push(`request to another origin: ${request.url()}`);
    }
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`status ${response.status()}: ${response.url()}`);
  });
  // The policy's own events, since a report may come without a console line.
  await page.addInitScript(() => {
    globalThis.policyViolations = [];
    addEventListener("securitypolicyviolation", (event) => {
      globalThis.policyViolations.push(`${event.effectiveDirective} blocked ${event.blockedURI}`);
    });
  });
  return {
    complaints,
    async assertSilent() {
      const violations = await page.evaluate(() => globalThis.policyViolations ?? []);
      assert.deepEqual([...complaints, ...violations], []);
    },
  };
}
