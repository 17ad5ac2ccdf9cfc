//! The names of all pages and paths, to compare with an address that leads to nothing.

use std::sync::Arc;

use almanac_model::{Address, LearningPath, Page, Slug, Snapshot, slugify};
use rayon::prelude::*;

/// The names of all pages and paths of a snapshot, each in the form of a slug.
///
/// To make them takes as long as many pages, to look through them no longer than one.
pub struct SiteNames {
    pages: Vec<WithNames<Page>>,
    paths: Vec<WithNames<LearningPath>>,
}

/// What has names, and these. They are shared with the names of the snapshots that come after.
type WithNames<T> = (Arc<T>, Arc<[FoldedName]>);

#[derive(Debug)]
struct FoldedName {
    text: Box<str>,
    letters: LetterCounts,
}

/// How often each letter stands in a name; letters that share a place count as one.
type LetterCounts = [u8; 32];

/// Something whose names are near to what was asked for.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Near<'n> {
    distance: usize,
    pub title: &'n str,
    pub address: Address,
}

impl SiteNames {
    /// The names in a snapshot, taken from those in an earlier one where nothing has changed since.
    pub fn after(before: Option<&Self>, snapshot: &Snapshot) -> Self {
        let pages = snapshot.pages().par_iter().map(|page| {
            let known =
                before.and_then(|before| names_before(&before.pages, page, |page| &page.slug));
            let make = || names_of(&page.slug, &page.title, &page.aliases);
            (page.clone(), known.unwrap_or_else(make))
        });
        let paths = snapshot.paths().iter().map(|path| {
            let known =
                before.and_then(|before| names_before(&before.paths, path, |path| &path.slug));
            let make = || names_of(&path.slug, &path.title, &path.aliases);
            (path.clone(), known.unwrap_or_else(make))
        });
        Self {
            pages: pages.collect(),
            paths: paths.collect(),
        }
    }

    /// What bears names near to a slug that was asked for, the nearest first.
    pub(crate) fn near(&self, wanted: &str, most: usize) -> Vec<Near<'_>> {
        let wanted = FoldedName::new(wanted.to_owned());
        let pages = self.pages.iter().filter(|(page, _)| !page.is_unlisted);
        let pages = pages.filter_map(|(page, names)| {
            let distance = wanted.least_distance(names)?;
            Some((distance, page.title.as_str(), Address::of_page(page)))
        });
        let paths = self.paths.iter().filter_map(|(path, names)| {
            let distance = wanted.least_distance(names)?;
            Some((distance, path.title.as_str(), Address::of_path(path)))
        });
        let near = pages.chain(paths).map(|(distance, title, address)| Near {
            distance,
            title,
            address,
        });
        let mut near: Vec<Near<'_>> = near.collect();
        near.sort();
        near.truncate(most);
        near
    }
}

/// The names of a page or path that is the same as in the snapshot before, whose list is sorted by slug.
fn names_before<T>(
    before: &[WithNames<T>],
    now: &Arc<T>,
    slug: impl Fn(&T) -> &Slug,
) -> Option<Arc<[FoldedName]>> {
    let place = before.binary_search_by(|(other, _)| slug(other).cmp(slug(now)));
    let (other, names) = &before[place.ok()?];
    Arc::ptr_eq(other, now).then(|| names.clone())
}

fn names_of(slug: &Slug, title: &str, aliases: &[String]) -> Arc<[FoldedName]> {
    let aliases = aliases.iter().map(|alias| slugify(alias));
    let names = aliases.chain([slugify(title), slug.to_string()]);
    names.map(FoldedName::new).collect()
}

impl FoldedName {
    fn new(text: String) -> Self {
        let mut letters = LetterCounts::default();
        for letter in text.chars() {
            let count = &mut letters[letter as usize % 32];
            *count = count.saturating_add(1);
        }
        Self {
            text: text.into(),
            letters,
        }
    }

    /// How far the nearest of some names is.
    fn least_distance(&self, names: &[FoldedName]) -> Option<usize> {
        names.iter().filter_map(|name| self.distance(name)).min()
    }

    /// How far two names are apart; `None` if too far to be meant. A name that holds the other whole is near.
    fn distance(&self, other: &Self) -> Option<usize> {
        let (shorter, longer) = if self.text.len() < other.text.len() {
            (self, other)
        } else {
            (other, self)
        };
        let (more, less) = (
            letters_without(longer, shorter),
            letters_without(shorter, longer),
        );
        if less == 0 && shorter.text.len() >= 3 && longer.text.contains(&*shorter.text) {
            return Some(usize::from(longer.text != shorter.text));
        }
        let farthest = longer.text.len() / 3;
        // No edit does away with more than one letter that the other lacks, or brings more than one that
        // it has: what differs in more letters needs more edits. Hardly any name gets past this, and it
        // takes a fiftieth of the time.
        if more.max(less) > farthest || longer.text.len() - shorter.text.len() > farthest {
            return None;
        }
        Some(strsim::osa_distance(&self.text, &other.text)).filter(|distance| *distance <= farthest)
    }
}

/// How many letters of a name the other lacks, at least.
fn letters_without(name: &FoldedName, other: &FoldedName) -> usize {
    let pairs = name.letters.iter().zip(&other.letters);
    pairs
        .map(|(count, other)| usize::from(count.saturating_sub(*other)))
        .sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn distance(one: &str, other: &str) -> Option<usize> {
        FoldedName::new(one.to_owned()).distance(&FoldedName::new(other.to_owned()))
    }

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        assert_eq!(distance("mistral-ia", "mistral-ai"), Some(1));
        assert_eq!(distance("deepseek", "deepseek-v4"), Some(1));
        assert_eq!(distance("openai", "openai"), Some(0));
        assert_eq!(distance("openai", "anthropic"), None);
    }

    proptest! {
        #[test]
        fn what_is_passed_over_by_its_letters_is_too_far(one in "[a-e-]{1,12}", other in "[a-e-]{1,12}") {
            let longer = one.len().max(other.len());
            let edits = strsim::osa_distance(&one, &other);
            let is_near = edits <= longer / 3;
            prop_assert!(!is_near || distance(&one, &other).is_some());
        }
    }
}
