//! Articles made of the sentences of `tests/cases/search/sentences.txt`, as documents of the search index.
//!
//! The same number gives the same documents, on every machine. Serves tests and the bench of scale, which
//! adds words of a dictionary between the sentences.

use std::path::Path;

use fanzha::hanzi::{Converter, Glossary, Profile};
use fanzha::search::{DocumentKind, Edition, SearchDocument};

const CITIES: &[(&str, &str, &str)] = &[
    ("beijing", "北京", "Beijing"),
    ("chengdu", "成都", "Chengdu"),
    ("chongqing", "重庆", "Chongqing"),
    ("dalian", "大连", "Dalian"),
    ("dazhou", "达州", "Dazhou"),
    ("guangzhou", "广州", "Guangzhou"),
    ("hangzhou", "杭州", "Hangzhou"),
    ("kunming", "昆明", "Kunming"),
    ("longyan", "龙岩", "Longyan"),
    ("nanjing", "南京", "Nanjing"),
    ("shenzhen", "深圳", "Shenzhen"),
    ("wuhan", "武汉", "Wuhan"),
    ("xiamen", "厦门", "Xiamen"),
    ("yuxi", "玉溪", "Yuxi"),
];
const CAMPAIGNS: &[(&str, &str, &str)] = &[
    ("duanka", "断卡", "Card Cutting"),
    ("duanliu", "断流", "Flow Cutting"),
    ("bading", "拔钉", "Nail Pulling"),
    ("yunjian", "云剑", "Cloud Sword"),
    ("zhanlian", "斩链", "Chain Cutting"),
];
const SENTENCES: usize = 8;

/// Numbers that look like chance and are the same everywhere (SplitMix64).
pub struct Chance(pub u64);

impl Chance {
    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ mixed >> 31) % end.max(1) as u64) as usize
    }
}

/// Sentences, and words to put between them, in both scripts.
pub struct Corpus {
    sentences: Vec<[String; 2]>,
    words: Vec<[String; 2]>,
    words_each: usize,
    converter: Converter,
}

impl Corpus {
    /// A corpus whose articles have this many of the words besides the sentences.
    pub fn new(project: &Path, words: &[String], words_each: usize) -> Self {
        let file = project.join("tests/cases/search/sentences.txt");
        let text = std::fs::read_to_string(file).expect("the sentences are there");
        let profile = Profile::all().find(|profile| profile.name() == "s2tw").expect("s2tw is a profile");
        let converter = Converter::new(profile, &Glossary::default());
        let both = |text: &str| [text.to_owned(), converter.convert(text).into_owned()];
        let sentences = text.lines().filter(|line| !line.starts_with('#')).map(both).collect();
        let words = words.iter().map(|word| both(word)).collect();
        Self { sentences, words, words_each, converter }
    }

    /// Pages on cities and campaigns.
    pub fn topics(&self) -> Vec<SearchDocument> {
        let topics = CITIES.iter().map(|names| (DocumentKind::City, names));
        let topics = topics.chain(CAMPAIGNS.iter().map(|names| (DocumentKind::Campaign, names)));
        topics.map(|(kind, names)| self.topic(kind, names)).collect()
    }

    fn both(&self, text: &str) -> [String; 2] {
        [text.to_owned(), self.converter.convert(text).into_owned()]
    }

    fn topic(&self, kind: DocumentKind, (id, name, english): &(&str, &str, &str)) -> SearchDocument {
        let city = kind == DocumentKind::City;
        let mut editions = self.editions(&format!("/{}/{id}/", kind.id()), |script| {
            let title = self.both(name)[script].clone();
            let text =
                self.both(if city { "各个时期的数字。" } else { "行动的来历和战果。" })[script].clone();
            let alias = self.both(&format!("{name}{}", if city { "市" } else { "行动" }))[script].clone();
            Edition { title, text, keywords: vec![alias], ..Edition::default() }
        });
        editions.push(Edition {
            locale: "en".into(),
            url: format!("/en/{}/{id}/", kind.id()),
            title: (*english).to_owned(),
            text: "Figures by period.".into(),
            ..Edition::default()
        });
        for edition in &mut editions {
            let name = edition.title.clone();
            if city {
                edition.place = Some(name);
            } else {
                edition.campaigns = vec![name];
            }
        }
        let ids = |own: bool| own.then(|| (*id).to_owned());
        let (place, campaigns) = (ids(city), ids(!city).into_iter().collect());
        SearchDocument { kind, weight: 2, date: None, place, campaigns, editions }
    }

    fn editions(&self, url: &str, edition: impl Fn(usize) -> Edition) -> Vec<Edition> {
        let locales = [("zh-Hans", ""), ("zh-Hant", "/zh-hant")].into_iter().enumerate();
        let made = locales.map(|(script, (code, prefix))| {
            let url = format!("{prefix}{url}");
            Edition { locale: code.to_owned(), url, ..edition(script) }
        });
        made.collect()
    }

    /// The article with a number.
    pub fn article(&self, number: usize) -> SearchDocument {
        let chance = |salt: u64| Chance((number as u64) << 8 | salt);
        let (city, campaign) = (chance(1).below(CITIES.len()), chance(2).below(CAMPAIGNS.len()));
        let ((id, city, _), (campaign_id, campaign, _)) = (CITIES[city], CAMPAIGNS[campaign]);
        let names = [self.both(city), self.both(campaign)];
        let title = self.both(&format!("{city}警方通报第{number}期反诈工作"));
        let editions = self.editions(&format!("/articles/a{number:06}/"), |script| Edition {
            title: title[script].clone(),
            place: Some(names[0][script].clone()),
            campaigns: vec![names[1][script].clone()],
            text: self.text(number, script, &names),
            keywords: vec![names[1][script].clone()],
            ..Edition::default()
        });
        SearchDocument {
            kind: DocumentKind::Article,
            weight: 1,
            date: Some(Self::date(number)),
            place: Some(id.to_owned()),
            campaigns: vec![campaign_id.to_owned()],
            editions,
        }
    }

    /// The date of the article with a number.
    pub fn date(number: usize) -> String {
        let chance = |salt: u64, end: usize| Chance((number as u64) << 8 | salt).below(end);
        format!("{}-{:02}-{:02}", 2016 + chance(3, 10), 1 + chance(4, 12), 1 + chance(5, 28))
    }

    fn text(&self, number: usize, script: usize, names: &[[String; 2]; 2]) -> String {
        let mut chance = Chance((number as u64) << 8);
        let mut text = String::new();
        for at in 0..SENTENCES {
            let sentence = &self.sentences[chance.below(self.sentences.len())][script];
            let mut sentence =
                sentence.replace("{city}", &names[0][script]).replace("{campaign}", &names[1][script]);
            for (mark, end) in [("{n}", 9000), ("{m}", 90), ("{x}", 70)] {
                sentence = sentence.replace(mark, &(chance.below(end) + 1).to_string());
            }
            text.push_str(&sentence);
            for _ in 0..self.words_each / SENTENCES {
                // The product of two is small more often than not, as ranks of words in texts are.
                let rank =
                    chance.below(self.words.len()) * chance.below(1000) / 1000 * chance.below(1000) / 1000;
                text.push_str(&self.words[rank][script]);
            }
            text.push(if at % 3 == 2 { '\n' } else { '。' });
        }
        text
    }
}
