//! Search, simple: every text is looked through for every word, so that it needs nothing but the snapshot.
//!
//! Words are compared as [`fold`] has it: without case, marks and forms of width. A word is found at the start of words only,
//! and one that ends in a digit only where the number ends: `GPT-4` finds neither `GPT-40` nor `GPT-5`.
//! What stands between quotation marks is found as it stands.

use std::borrow::Cow;
use std::sync::Arc;

use almanac_model::{Address, LearningPath, Page, Snapshot};
use almanac_search::fold;
use almanac_syntax::without_control_characters;
use rayon::prelude::*;

/// How many pages are found at most.
const MOST_FOUND: usize = 30;
/// How many words and phrases of a query count.
const MOST_TERMS: usize = 12;

/// What is looked through: the texts of a snapshot, folded once.
pub struct SearchIndex {
    documents: Vec<(HitSubject, Arc<SearchDocument>)>,
    /// The pages whose documents come first, in the order of the snapshot, stubs left out.
    pages: Vec<Arc<Page>>,
}

/// A page's texts, folded.
struct SearchDocument {
    title: String,
    aliases: Vec<String>,
    headings: Vec<String>,
    summary: String,
    text: String,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HitSubject {
    Page(usize),
    Path(usize),
}

/// A page that was found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Hit {
    pub what: HitSubject,
    /// The heading (from 0) that bears a word of the query, if the title does not.
    pub heading: Option<usize>,
    score: u32,
}

impl SearchIndex {
    /// Folds the texts of a snapshot.
    pub fn new(snapshot: &Snapshot) -> Self {
        Self::after(None, snapshot)
    }

    /// The same from the index of an earlier snapshot, which has the documents of all pages that have
    /// not changed since.
    pub fn after(before: Option<&Self>, snapshot: &Snapshot) -> Self {
        let pages = snapshot.pages().par_iter().enumerate();
        let (pages, mut documents): (Vec<_>, Vec<_>) = pages
            .filter(|(_, page)| !page.stub && !page.is_unlisted)
            .map(|(index, page)| {
                let known = before.and_then(|before| before.document_of(page));
                let document = known.unwrap_or_else(|| Arc::new(SearchDocument::of_page(page)));
                (page.clone(), (HitSubject::Page(index), document))
            })
            .unzip();
        let paths = snapshot.paths().iter().enumerate();
        let paths = paths.filter(|(_, path)| !path.is_unlisted);
        documents.extend(paths.map(|(index, path)| {
            (
                HitSubject::Path(index),
                Arc::new(SearchDocument::of_path(path)),
            )
        }));
        Self { documents, pages }
    }

    /// The document of a page, if that is among those of this index as it is.
    fn document_of(&self, page: &Arc<Page>) -> Option<Arc<SearchDocument>> {
        let place = self
            .pages
            .binary_search_by(|known| known.slug.cmp(&page.slug));
        let place = place.ok()?;
        let known = &self.pages[place];
        let is_same = Arc::ptr_eq(known, page) || known == page;
        is_same.then(|| self.documents[place].1.clone())
    }

    /// The pages that bear all words of a query, the best first.
    pub(crate) fn find(&self, query: &str) -> Vec<Hit> {
        let terms = terms(query);
        if terms.is_empty() {
            return Vec::new();
        }
        let whole = fold(query.trim());
        let mut hits: Vec<Hit> = self
            .documents
            .par_iter()
            .filter_map(|(what, document)| document.hit(*what, &terms, &whole))
            .collect();
        // A stable sort: what is equally good stays in the order of the snapshot.
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
        hits.truncate(MOST_FOUND);
        hits
    }
}

/// The words of a page, without marks. They are read again rather than kept: of a large almanac
/// they take as much room as all its texts.
pub(crate) fn plain_text(page: &Page) -> String {
    let words = almanac_syntax::parse(&page.text).plain_text;
    match without_control_characters(&words) {
        Cow::Borrowed(_) => words,
        Cow::Owned(clean) => clean,
    }
}

impl SearchDocument {
    fn of_page(page: &Page) -> Self {
        Self {
            title: folded(&page.title),
            aliases: page.aliases.iter().map(|alias| folded(alias)).collect(),
            headings: page
                .outline
                .iter()
                .map(|heading| folded(&heading.text))
                .collect(),
            summary: folded(page.summary.as_deref().unwrap_or_default()),
            text: folded(&plain_text(page)),
        }
    }

    fn of_path(path: &LearningPath) -> Self {
        Self {
            title: folded(&path.title),
            aliases: Vec::new(),
            headings: Vec::new(),
            summary: folded(path.summary.as_deref().unwrap_or_default()),
            text: folded(&path.text[path.introduction.clone()]),
        }
    }

    /// How well the document answers; `None` if a term is nowhere in it.
    fn hit(&self, what: HitSubject, terms: &[String], whole: &str) -> Option<Hit> {
        let mut score = 0;
        let mut heading = None;
        for term in terms {
            let found = self.headings.iter().position(|words| bears(words, term));
            score += if bears(&self.title, term) {
                200
            } else if self.aliases.iter().any(|alias| bears(alias, term)) {
                120
            } else if found.is_some() {
                60
            } else if bears(&self.summary, term) {
                30
            } else if bears(&self.text, term) {
                10
            } else {
                return None;
            };
            heading = heading.or(found.filter(|_| !bears(&self.title, term)));
        }
        let is_named = |name: &String| name == whole;
        if is_named(&self.title) {
            score += 2000;
        } else if self.aliases.iter().any(is_named) {
            score += 1500;
        } else if self.title.starts_with(whole) {
            score += 500;
        }
        Some(Hit {
            what,
            heading,
            score,
        })
    }
}

impl HitSubject {
    /// The address of what was found.
    pub(crate) fn address(self, snapshot: &Snapshot) -> Address {
        match self {
            HitSubject::Page(index) => Address::of_page(&snapshot.pages()[index]),
            HitSubject::Path(index) => Address::Path(snapshot.paths()[index].slug.clone()),
        }
    }
}

/// The words and phrases of a query, folded, each once.
pub(crate) fn terms(query: &str) -> Vec<String> {
    let mut terms: Vec<String> = Vec::new();
    for (index, part) in query.split(['"', '“', '”']).enumerate() {
        let folded = fold(part);
        let is_phrase = index % 2 == 1;
        let words: Vec<&str> = if is_phrase {
            vec![folded.trim()]
        } else {
            folded.split_whitespace().collect()
        };
        for word in words {
            let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
            if !word.is_empty()
                && terms.len() < MOST_TERMS
                && !terms.iter().any(|term| term == word)
            {
                terms.push(word.to_owned());
            }
        }
    }
    terms
}

fn folded(text: &str) -> String {
    fold(text).into_owned()
}

/// Whether a term stands in a folded text.
fn bears(text: &str, term: &str) -> bool {
    places(text, term).next().is_some()
}

/// Where a term stands in a folded text: where words begin, and a number where it ends.
pub(crate) fn places<'t>(text: &'t str, term: &'t str) -> impl Iterator<Item = usize> + 't {
    let ends_in_digit = term.ends_with(|letter: char| letter.is_ascii_digit());
    // In scripts without spaces words begin anywhere.
    let is_spaced = |letter: char| letter.is_alphanumeric() && (letter as u32) < 0x2e80;
    let found = memchr::memmem::find_iter(text.as_bytes(), term.as_bytes());
    found.filter(move |at| {
        let before = text[..*at].chars().next_back();
        let after = text[at + term.len()..].chars().next();
        let first = term.chars().next().is_some_and(is_spaced);
        let begins = !first || !before.is_some_and(is_spaced);
        let ends = !ends_in_digit || !after.is_some_and(|letter| letter.is_alphanumeric());
        begins && ends
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact_and_words_found_by_their_beginning() {
        for (text, query, is_found) in [
            ("GPT-4 and GPT-5", "gpt-4", true),
            ("GPT-40", "gpt-4", false),
            ("GPT-4o", "gpt-4", false),
            ("open weights", "weigh", true),
            ("overweight", "weight", false),
            ("Café Müller", "cafe muller", true),
            ("open weights", "\"open weights\"", true),
            ("weights that are open", "\"open weights\"", false),
            ("The world’s models", "world's", true),
            ("人工智能模型", "智能", true),
            ("Łódź und die Straße", "lodz strasse", true),
            ("کتاب", "كتاب", true),
            ("バラ", "ハラ", false),
            ("हिन्दी", "हन्द", false),
            ("some 10²⁵ operations", "10^25", true),
            ("some 10²⁵ operations", "1025", false),
        ] {
            let text = fold(text);
            let all = terms(query).iter().all(|term| bears(&text, term));
            assert_eq!(all, is_found, "{query} in {text}");
        }
    }

    #[test]
    fn a_query_is_cut_into_words_and_phrases() {
        assert_eq!(terms("Open  \"Model Card\" open!"), ["open", "model card"]);
        assert!(terms(" \"\" … ").is_empty());
    }
}
