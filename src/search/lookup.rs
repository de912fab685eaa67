//! Looks the tokens of a plan up, and reads on in long lists as far as results need.
//!
//! A plan and files in, lists out that are complete up to a document. As
//! documents are numbered by importance, the heads of long lists answer most
//! queries; tails in which some other token has no document are never read.

use super::files::Files;
use super::plan::{Plan, Wanted};
use super::postings::{Tail, TokenList};

/// So many documents are few enough for their texts to be read.
const FEW: usize = 10;

/// What was looked up for one token of the plan.
#[derive(Debug)]
pub struct Looked<'a> {
    /// The token.
    pub wanted: &'a Wanted,
    /// Its documents; none when its shard couldn't be read.
    pub list: Option<TokenList>,
    /// Whether a document may lack it: its list is cut, wasn't read, or isn't worth reading on.
    pub loose: bool,
}

/// The lists of a plan.
#[derive(Debug)]
pub struct Lookup<'a> {
    /// What they were looked up for.
    pub plan: &'a Plan,
    /// One for each token that was looked up.
    pub looked: Vec<Looked<'a>>,
}

impl<'a> Lookup<'a> {
    /// Reads the shards of a plan's tokens.
    pub fn new(plan: &'a Plan, files: &mut Files<'_>) -> Self {
        let looked =
            plan.tokens.iter().map(|wanted| Looked { wanted, list: files.list(&wanted.name), loose: false });
        let mut lookup = Self { plan, looked: looked.collect() };
        lookup.loosen();
        lookup.skip();
        lookup.settle();
        lookup
    }

    /// Lets documents lack a token whose list is cut, when other tokens find them, or wasn't read.
    fn loosen(&mut self) {
        let cut = |token: &Looked<'_>| token.list.as_ref().is_some_and(|list| list.cut);
        let firm = self.looked.iter().any(|token| !token.wanted.whole && token.list.is_some() && !cut(token));
        for token in &mut self.looked {
            token.loose = token.list.is_none() || (firm && cut(token));
        }
    }

    /// Below this document the lists are complete.
    pub fn frontier(&self) -> u32 {
        let next = self.looked.iter().filter_map(|token| Some(token.list.as_ref()?.tails.first()?.first));
        next.min().unwrap_or(u32::MAX)
    }

    /// Reads the tails that come next; returns how many.
    pub fn read_on(&mut self, files: &mut Files<'_>) -> usize {
        let near = self.frontier().saturating_mul(2);
        let mut count = 0;
        for list in self.looked.iter_mut().filter_map(|token| token.list.as_mut()) {
            if list.tails.first().is_some_and(|tail| tail.first <= near) {
                let tail = list.tails.remove(0);
                files.append(list, tail);
                count += 1;
            }
        }
        self.skip();
        self.settle();
        count
    }

    /// Drops the next tails as long as some token that documents must hold has none in them.
    fn skip(&mut self) {
        for at in 0..self.looked.len() {
            while self.next_is_needless(at) {
                if let Some(list) = &mut self.looked[at].list {
                    list.tails.remove(0);
                }
            }
        }
    }

    /// Lets go of long lists when the others leave few documents, on which texts decide.
    fn settle(&mut self) {
        let firm = self.looked.iter().filter(|token| !token.loose && !token.wanted.whole);
        let whole = firm.filter_map(|token| token.list.as_ref()).filter(|list| list.tails.is_empty());
        let whole: Vec<&TokenList> = whole.collect();
        let Some(rarest) = whole.iter().min_by_key(|list| list.numbers.len()) else { return };
        let all_hold =
            |document: &&u32| whole.iter().all(|list| list.numbers.binary_search(document).is_ok());
        // Of none, the long lists still tell what comes close.
        if !(1..=FEW).contains(&rarest.numbers.iter().filter(all_hold).count()) {
            return;
        }
        for token in self.looked.iter_mut().filter(|token| !token.wanted.whole) {
            if token.list.as_ref().is_some_and(|list| !list.tails.is_empty()) {
                token.list = Some(TokenList::default());
                token.loose = true;
            }
        }
    }

    fn next_is_needless(&self, at: usize) -> bool {
        let tails = self.looked[at].list.as_ref().map_or(&[][..], |list| &list.tails);
        let Some(start) = tails.first().map(|tail| tail.first) else { return false };
        let end = tails.get(1).map_or(u32::MAX, |tail| tail.first);
        let others = self.looked.iter().enumerate().filter(|(other, _)| *other != at);
        let firm = others.filter(|(_, token)| !token.loose && !token.wanted.whole);
        firm.filter_map(|(_, token)| token.list.as_ref()).any(|list| {
            let read = list.tails.first().map_or(u32::MAX, |tail: &Tail| tail.first);
            end <= read && !list.has_between(start, end)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Fold;

    /// A lookup of two bigrams: these documents hold the one, many the other.
    fn settled(documents: std::ops::Range<u32>) -> (u32, bool) {
        let plan = Plan::new("追赃返", &Fold::standard());
        let tail = Tail { first: 600, listed: 9, file: 0, start: 0, length: 18 };
        let short = TokenList { numbers: documents.collect(), ..TokenList::default() };
        let long = TokenList { numbers: (0..600).collect(), tails: vec![tail], ..TokenList::default() };
        let lists = plan.tokens.iter().zip([short, long]);
        let looked = lists.map(|(wanted, list)| Looked { wanted, list: Some(list), loose: false }).collect();
        let mut lookup = Lookup { plan: &plan, looked };
        lookup.settle();
        (lookup.frontier(), lookup.looked[1].loose)
    }

    #[test]
    fn a_long_list_is_let_go_of_once_few_documents_are_left() {
        assert_eq!(settled(0..3), (u32::MAX, true));
        assert_eq!(settled(0..11), (600, false));
    }

    #[test]
    fn a_long_list_stays_when_nothing_else_finds_anything() {
        assert_eq!(settled(0..0), (600, false));
    }
}
