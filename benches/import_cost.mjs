// What an import of many pages costs beside a conversion of the same bytes:
// `node benches/import_cost.mjs [--fanzha FILE] [--opencc FILE] [--pages 2000] [--rounds 9] [PAGE…]`.
//
// Copies of the pages (else of the text pages of `tests/cases/import/`) are imported in one call, and
// converted as one file by the `opencc` command of the Python package (1.4.2, t2s), in turn. Processor
// time is that of the child processes, all their threads together, as Linux counts it in `/proc/self/stat`.

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values: asked, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    fanzha: { type: "string", default: join(root, "target/release/fanzha") },
    opencc: { type: "string", default: "opencc" },
    pages: { type: "string", default: "2000" },
    rounds: { type: "string", default: "9" },
  },
});
const cases = join(root, "tests/cases/import");
const textPages = () => readdirSync(cases).filter((name) => name.endsWith(".txt")).sort();
const originals = positionals.length ? positionals : textPages().map((name) => join(cases, name));

/** Seconds of processor time of all children so far; the clock has a hundred ticks a second. */
function childTime() {
  const stat = readFileSync("/proc/self/stat", "utf8");
  const [user, system] = stat.slice(stat.lastIndexOf(")") + 2).split(" ").slice(13, 15);
  return (Number(user) + Number(system)) / 100;
}

function cost(command, parameters) {
  const [before, start] = [childTime(), performance.now()];
  const { error, status } = spawnSync(command, parameters, { stdio: ["ignore", "ignore", "ignore"] });
  if (error || status !== 0) throw new Error(`${command}: ${error?.message ?? `exit ${status}`}`);
  return { cpu: childTime() - before, wall: (performance.now() - start) / 1000 };
}

const median = (numbers) => numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
const folder = mkdtempSync(join(tmpdir(), "import-cost-"));
try {
  const names = Array.from({ length: Number(asked.pages) }, (_, at) => {
    const copy = join(folder, `${String(at).padStart(5, "0")}.txt`);
    copyFileSync(originals[at % originals.length], copy);
    return copy;
  });
  const whole = join(folder, "whole");
  writeFileSync(whole, Buffer.concat(names.map((name) => readFileSync(name))));
  const [imports, conversions] = [[], []];
  for (let round = 0; round < Number(asked.rounds); round += 1) {
    imports.push(cost(asked.fanzha, ["import", ...names, "--format", "json", "--root", folder]));
    conversions.push(cost(asked.opencc, ["-c", "t2s", "-i", whole, "-o", join(folder, "converted")]));
  }
  const [ours, theirs] = [imports, conversions].map((rounds) => median(rounds.map(({ cpu }) => cpu)));
  const seconds = (number) => `${number.toFixed(2)} s`;
  console.log(`${names.length} pages, ${(readFileSync(whole).length / 1e6).toFixed(1)} MB, medians of ${asked.rounds} rounds`);
  console.log(`fanzha import: ${seconds(ours)} processor, ${seconds(median(imports.map(({ wall }) => wall)))} wall`);
  console.log(`opencc t2s:    ${seconds(theirs)} processor, ${seconds(median(conversions.map(({ wall }) => wall)))} wall`);
  console.log(`ratio of processor time: ${(ours / theirs).toFixed(2)}`);
} finally {
  rmSync(folder, { recursive: true });
}
