//! Writes the search index of made-up articles, to see what scale costs: `cargo bench --bench search_scale -- N FOLDER`.
//!
//! Articles are sentences of the field with words of a dictionary between them, about 1,250 characters each.
//! They are made up twice, for the outline and for the index, so that memory holds few of them. Tells time, files, bytes and peak memory; `benches/search_cost.mjs` then asks the folder queries.

#[path = "../tests/rust/search_corpus.rs"]
mod search_corpus;

use std::cmp::Reverse;
use std::path::{Path, PathBuf};
use std::time::Instant;

use fanzha::search::{Fold, Outline, SearchDocument, sort_by_rank, write_ranked};
use rayon::prelude::*;
use search_corpus::Corpus;

/// Articles are made up so many at a time.
const AT_ONCE: usize = 256;
/// How many words of the dictionary an article has between its sentences.
const WORDS_EACH: usize = 320;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let (Some(Ok(articles)), Some(folder)) = (arguments.next().map(|count| count.parse()), arguments.next())
    else {
        eprintln!("usage: cargo bench --bench search_scale -- N FOLDER");
        return Ok(());
    };
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let words = dictionary(project)?;
    let corpus = Corpus::new(project, &words, WORDS_EACH);
    let fold = Fold::standard();
    let making = Instant::now();
    let mut outline = Outline::new(&fold);
    ranked(&corpus, articles).for_each(|document| outline.add(&document));
    let (made, before) = (making.elapsed().as_secs_f64(), peak_memory());
    let start = Instant::now();
    let (mut files, mut bytes) = (0_usize, 0_usize);
    let folder = PathBuf::from(folder).join("search");
    write_ranked(outline, ranked(&corpus, articles), &fold, |path, content| {
        files += 1;
        bytes += content.len();
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        std::fs::write(path, content)
    })?;
    println!(
        "{articles} articles: {:.1} s, of which making them up again takes about {made:.1} s; {files} files, {:.1} MB, \
         peak memory {} MB ({before} MB before it)",
        start.elapsed().as_secs_f64(),
        bytes as f64 / 1e6,
        peak_memory(),
    );
    Ok(())
}

/// The documents in the order of their rank, made a few hundred at a time.
fn ranked(corpus: &Corpus, articles: usize) -> impl Iterator<Item = SearchDocument> {
    let mut numbers: Vec<usize> = (0..articles).collect();
    numbers.sort_by_cached_key(|&number| (Reverse(Corpus::date(number)), number));
    let chunks = (0..articles.div_ceil(AT_ONCE)).flat_map(move |chunk| {
        let numbers = numbers.iter().skip(chunk * AT_ONCE).take(AT_ONCE).copied().collect::<Vec<_>>();
        numbers.into_par_iter().map(|number| corpus.article(number)).collect::<Vec<_>>()
    });
    let mut topics = corpus.topics();
    sort_by_rank(&mut topics);
    topics.into_iter().chain(chunks)
}

/// Chinese words of two to four characters, in an order that has nothing to do with what they are.
fn dictionary(project: &Path) -> std::io::Result<Vec<String>> {
    let file = std::fs::read_to_string(project.join("src/hanzi/data/opencc-1.4.2/STPhrases.txt"))?;
    let words = file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next());
    let mut words: Vec<String> =
        words.filter(|word| (2..=4).contains(&word.chars().count())).map(str::to_owned).collect();
    let mut chance = search_corpus::Chance(7);
    for at in (1..words.len()).rev() {
        words.swap(at, chance.below(at + 1));
    }
    Ok(words)
}

/// In megabytes; 0 where the system doesn't tell.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}
