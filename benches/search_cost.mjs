// What queries cost on an index that `search_scale` wrote: `node benches/search_cost.mjs FOLDER [LOCALE]`.
//
// Each query starts cold: manifest, fold table and engine are counted for the first result, shards, tails and
// records for both. Bytes are told raw and as a server would send them (gzip); compute is the processor's time of a second run,
// whose files are there already.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { Index } from "../themes/default/assets/js/search.js";

const [folder, locale = "zh-Hans"] = process.argv.slice(2);
const sizes = new Map();
const compressed = (path, bytes) => {
  if (!sizes.has(path)) sizes.set(path, gzipSync(bytes).length);
  return sizes.get(path);
};
const text = readFileSync(new URL("../themes/default/assets/js/search.js", import.meta.url), "utf8");
const script = text.replace(/^\s*\/\*[^]*?\*\/\s*$/gm, "").replace(/^\s*(\/\/.*)?\n/gm, "").replace(/^\s+/gm, "");
const engine = gzipSync(script, { level: 9 }).length;

function queries() {
  const asked = "断卡 断流 重庆 深圳 诈骗 返还 追赃返还 電信網絡詐騙 安全账户 刷单返利 冒充电商物流客服 杀猪盘 虛擬貨幣 車手 簡訊 USDT GOIP 96110 屏幕共享 取款手 受害人王某 移送起诉 赃返 络诈骗案 信网络诈 国家反诈中心App 养老投资 五年内暂停非柜面业务 中小学生 火星移民局 qzxvjqwk 渝 老 跑";
  const several = ["重庆 追赃", "深圳 断卡", "达州 杀猪盘 USDT", "昆明 会计 QQ群", "火星 断卡", "第17期", "第88期反诈工作", "2.45亿元", "7790人", "３５万元", "“断卡”专项行动", "断卡 断流"];
  const file = readFileSync(new URL("../src/hanzi/data/opencc-1.4.2/STPhrases.txt", import.meta.url), "utf8");
  const words = file.split("\n").map((line) => line.split("\t")[0]).filter((word) => /^\p{Script=Han}{2,4}$/u.test(word));
  const others = Array.from({ length: 100 }, (_, at) => words[(at * 7919) % words.length]);
  return [...asked.split(" "), ...several, ...others].slice(0, 100);
}

async function measure(query) {
  const cost = { raw: 0, gzip: 0, requests: 0, first: 0 };
  let [firstRecord, counting] = [false, true];
  const seen = new Set();
  const cache = new Map();
  const read = async (path) => {
    if (!cache.has(path)) cache.set(path, new Uint8Array(readFileSync(join(folder, "search", path))));
    if (counting && !seen.has(path)) {
      seen.add(path);
      const own = compressed(path, cache.get(path));
      cost.raw += cache.get(path).length;
      cost.gzip += own;
      cost.requests += 1;
      if (!firstRecord) cost.first += own;
      if (/\/[a-zA-Z-]+-\d+\.json$/.test(path)) firstRecord = true;
    }
    return cache.get(path);
  };
  await (await Index.open(read)).query(query, locale, { limit: 10 });
  counting = false;
  const index = await Index.open(read);
  await index.query("断卡", locale, { limit: 10 });
  const start = process.cpuUsage();
  const found = await index.query(query, locale, { limit: 10 });
  const { user, system } = process.cpuUsage(start);
  const compute = (user + system) / 1000;
  return { query, ...cost, first: cost.first + engine, compute, total: found.total, exact: found.exact, relaxed: found.relaxed };
}

const results = [];
for (const query of queries()) results.push(await measure(query));
for (const query of queries()) await measure(query).then((result) => { results.find((own) => own.query === query).compute = result.compute; });
const at = (key, share) => results.map((result) => result[key]).sort((a, b) => a - b)[Math.min(Math.floor(results.length * share), results.length - 1)];
const files = readdirSync(join(folder, "search"), { recursive: true }).map((file) => statSync(join(folder, "search", file))).filter((file) => file.isFile());
console.log(`${files.length} files, ${(files.reduce((sum, file) => sum + file.size, 0) / 1e6).toFixed(1)} MB; engine ${engine} bytes; ${results.length} queries`);
for (const key of ["gzip", "raw", "requests", "first", "compute"]) {
  console.log(key.padEnd(9), ...[0.5, 0.9, 1].map((share) => Math.round(at(key, share) * 10) / 10));
}
const worst = results.slice().sort((a, b) => b.gzip - a.gzip).slice(0, 6);
for (const { query, gzip, raw, requests, total, exact, compute } of worst) console.log(query, { gzip, raw, requests, total, exact, compute: Math.round(compute * 10) / 10 });
const slow = results.slice().sort((a, b) => b.compute - a.compute).slice(0, 4);
for (const { query, compute, total } of slow) console.log("slow", query, { compute: Math.round(compute * 10) / 10, total });
console.log("found", results.filter(({ total, relaxed }) => total > 0 && !relaxed).length);
