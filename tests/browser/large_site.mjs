// Writes the content of a large site: node large_site.mjs OUT
//
// 300 articles of 60 cities over 10 years with campaigns, events and figures of like periods, some missing.
// The same bytes every time; all of it made up. For looking at pages that a small site doesn't
// fill, and for tests that hold their size.

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const CITIES = `chengdu zigong panzhihua luzhou deyang mianyang guangyuan suining neijiang leshan nanchong meishan yibin
guangan dazhou yaan bazhong ziyang kunming qujing yuxi baoshan zhaotong lijiang puer lincang guangzhou shaoguan
shenzhen zhuhai shantou foshan jiangmen zhanjiang maoming zhaoqing huizhou meizhou shanwei heyuan hangzhou ningbo
wenzhou jiaxing huzhou shaoxing jinhua quzhou zhoushan jinan qingdao zibo zaozhuang dongying yantai weifang jining
changsha hengyang chongqing`.split(/\s+/);
const CAMPAIGNS = [
  ["duanka", "断卡", "2020-10-10"],
  ["yunjian", "云剑", "2019-06-13"],
  ["duanliu", "断流", "2022-04-01"],
  ["bading", "拔钉", "2022-06-09"],
  ["zhanlian", "斩链", "2024-03-01"],
];
const INDICATORS = [
  ["cases_solved", "起", "破获案件", 900],
  ["suspects_arrested", "人", "抓获犯罪嫌疑人", 2400],
  ["suspects_transferred", "人", "移送起诉", 1300],
  ["gangs_dismantled", "个", "打掉团伙", 40],
  ["losses_recovered", "元", "挽回损失", 32_000_000],
  ["payments_stopped", "元", "止付金额", 180_000_000],
  ["people_dissuaded", "人次", "劝阻潜在受害人", 60_000],
  ["calls_blocked", "次", "拦截诈骗电话", 900_000],
];
const PAPERS = ["日报", "晚报", "公安局"];

const out = process.argv[2];
if (!out) {
  console.error("usage: node large_site.mjs OUT");
  process.exit(2);
}

let state = 7;
const random = () => {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return state / 2_147_483_648;
};
const pick = (list) => list[Math.floor(random() * list.length)];

function write(file, text) {
  const target = path.join(out, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

/** A number with two or three telling digits, as reports give them. */
function rounded(value) {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 2);
  return Math.max(1, Math.round(value / unit) * unit);
}

function article(number, city, year, half) {
  const [from, to, words] = half
    ? [`${year}-01-01`, `${year}-06-30`, "上半年"]
    : [`${year - 1}-01-01`, `${year - 1}-12-31`, "去年全年"];
  const date = half ? `${year}-07-${String(3 + (number % 20)).padStart(2, "0")}` : `${year}-01-${String(5 + (number % 20)).padStart(2, "0")}`;
  const running = CAMPAIGNS.filter(([, , launched]) => launched < date);
  const named = running.filter(() => random() < 0.5);
  const size = 0.3 + ((number * 37) % 17) / 10;
  const growth = 1 + (year - 2016) * 0.06;
  const metrics = [];
  const sentences = [];
  for (const [indicator, unit, wording, usual] of INDICATORS) {
    if (random() < 0.2) continue;
    const value = rounded(usual * size * growth * (0.8 + random() * 0.4) * (half ? 0.5 : 1));
    const over = random() < 0.15;
    const scope = !over && random() < 0.08 ? "跨境" : null;
    const quote = `${scope ? "跨境案件" : ""}${wording}${over ? "超过" : ""}${value}${unit}`;
    const change = random() < 0.4 ? `change = { direction = "${random() < 0.6 ? "up" : "down"}", value = ${(random() * 60).toFixed(1)}, unit = "%", basis = "yoy" }\n` : "";
    metrics.push(`
[[metrics]]
indicator = "${indicator}"
value = ${value}
unit = "${unit}"
${over ? 'qualifier = "over"\n' : ""}period = [${from}, ${to}]
${scope ? `scope = "${scope}"\n` : ""}${change}quote = "${quote}"
`);
    sentences.push(`${quote}。`);
  }
  const names = named.map(([, name]) => `“${name}”`).join("");
  const event = named.length && random() < 0.3
    ? `\n[[events]]\ndate = ${date}\ntitle = "集中收网"\ncampaign = "${named[0][0]}"\nkind = "operation"\n`
    : "";
  const cut = Math.floor(sentences.length / 2);
  write(
    `content/articles/${date.slice(0, 4)}/${city}-${year}-${half ? "h1" : "year"}.md`,
    `+++
title = "第${number}号通报：${words}反诈工作"
date = ${date}
places = ["${city}"]
campaigns = [${named.map(([id]) => `"${id}"`).join(", ")}]
summary = "一份编造的通报，用来看页面装满时的样子。"

[source]
name = "${city}${pick(PAPERS)}"
${metrics.join("")}${event}+++
${names ? `${names}等专项行动开展以来，` : ""}${sentences.slice(0, cut).join("")}

${sentences.slice(cut).join("")}
`,
  );
}

write(
  "site.toml",
  `title = "大站"
base_url = "https://example.org/"

[[locale]]
code = "zh-Hans"

[[locale]]
code = "zh-Hant"
opencc = "s2tw"

[[locale]]
code = "en"
title = "A large site"
`,
);
for (const [id, name, launched] of CAMPAIGNS) {
  write(`content/campaigns/${id}.md`, `+++\nname = "${name}"\nlaunched = ${launched}\nagencies = ["公安部"]\nsummary = "一句话。"\n+++\n一段话。\n`);
}
let made = 0;
for (let year = 2016; made < 300; year = year === 2025 ? 2016 : year + 1) {
  // Two cities report everything, the others now and then: there are gaps.
  for (const [rank, city] of CITIES.entries()) {
    if (made >= 300) break;
    const half = (rank + made) % 3 !== 0;
    if (rank > 1 && random() < 0.45) continue;
    article((made += 1), city, year, half);
  }
}
console.log(`${made} articles in ${out}`);
