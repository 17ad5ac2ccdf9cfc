//! What pages and paths cite, and how often and where in a work.

use std::ops::Range;
use std::sync::Arc;

use almanac_model::{
    CitedSource, CitedSources, Evidence, Fact, LearningPath, Page, Source, SourceIdentity,
    SourceKey, SourceUse, Sources,
};
use almanac_syntax::{Citation, Document, fitted};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::read::evidence_of;

/// How many places in a work a note names: nobody looks for more of them there.
const MOST_LOCATORS: usize = 100;

/// The sources that a page cites: those of its text in order, then those of its facts. A key is resolved as
/// [`Snapshot::source`] does it, which needs a snapshot and so can't be asked yet.
pub(crate) fn cited_by_page(page: &Page, document: &Document, defined: &Sources) -> CitedSources {
    // As the page is read: what is required first, then what it says in short, then its text.
    let in_takeaways = |citation: &&Citation| {
        let mut takeaways = page.takeaways.iter();
        takeaways.any(|one| one.span.contains(&citation.span.start))
    };
    let all = document.citations.iter();
    let is_before = |citation: &&Citation| citation.span.start < page.body.start;
    let beside = all.clone().filter(is_before);
    let beside = beside.filter(move |citation| !in_takeaways(citation));
    let in_short = all.clone().filter(in_takeaways);
    let in_body = all.filter(|citation| citation.span.start >= page.body.start);
    let in_text = beside.chain(in_short).chain(in_body);
    cited_sources(in_text, &page.facts, |key| {
        page.own_source(key).or_else(|| defined.get(key))
    })
}

/// Sets what the pages of a path cite. What stands behind its closing page is shown nowhere.
pub(crate) fn set_cited_of_path(
    path: &mut Arc<LearningPath>,
    document: &Document,
    defined: &Sources,
) {
    let within = |span: Range<usize>| {
        let citations = document.citations.iter();
        citations.filter(move |citation| span.contains(&citation.span.start))
    };
    let front_matter = 0..path.introduction.start;
    let on_page = within(path.introduction.clone()).chain(within(front_matter));
    let at_end = path.closing.clone().into_iter().flat_map(within);
    let named = |key: &str| defined.get(key);
    let cited = cited_sources(on_page, &[], named);
    let cited_at_end = cited_sources(at_end, &[], named);
    if path.cited != cited || path.cited_at_end != cited_at_end {
        let path = Arc::make_mut(path);
        (path.cited, path.cited_at_end) = (cited, cited_at_end);
    }
}

/// How many passages of a work a page shows by one key, and how many places of the text it remembers that cite it.
const MOST_PASSAGES: usize = 100;

/// What is said of a work beside its key, wherever it is cited.
#[derive(Default)]
struct Said {
    locators: Vec<String>,
    evidence: Vec<Evidence>,
    uses: Vec<SourceUse>,
}

impl Said {
    fn add(&mut self, locator: Option<&str>, evidence: impl IntoIterator<Item = Evidence>) {
        let is_new = |locator: &&str| !self.locators.iter().any(|known| known == locator);
        if let Some(locator) = locator.filter(is_new)
            && self.locators.len() < MOST_LOCATORS
        {
            self.locators.push(locator.to_owned());
        }
        for evidence in evidence {
            if self.evidence.len() < MOST_PASSAGES && !self.evidence.contains(&evidence) {
                self.evidence.push(evidence);
            }
        }
    }
}

/// Gathers what citations and facts say of works beside their keys.
fn said_of_works<'d>(
    citations: impl Iterator<Item = &'d Citation>,
    facts: &'d [Fact],
) -> HashMap<&'d str, Said> {
    let mut said: HashMap<&str, Said> = HashMap::default();
    for citation in citations {
        for work in &citation.works {
            let of_key = said.entry(work.key.as_str()).or_default();
            of_key.add(work.locator(), evidence_of(work));
            if of_key.uses.len() < MOST_PASSAGES {
                of_key.uses.push(SourceUse {
                    block: citation.block as u32,
                    start: citation.span.start as u32,
                    end: citation.span.end as u32,
                });
            }
        }
    }
    for cited in facts.iter().flat_map(|fact| &fact.citations) {
        let of_key = said.entry(cited.source.as_str()).or_default();
        of_key.add(cited.locator.as_deref(), cited.evidence.iter().cloned());
    }
    said
}

/// What citations and facts name, each key once.
fn cited_sources<'d>(
    citations: impl Iterator<Item = &'d Citation> + Clone,
    facts: &'d [Fact],
    named: impl Fn(&str) -> Option<&'d Arc<Source>>,
) -> CitedSources {
    let mut said = said_of_works(citations.clone(), facts);
    let works = citations.flat_map(|citation| &citation.works);
    let in_text = works.map(|work| work.key.as_str());
    let keys = facts.iter().flat_map(|fact| &fact.sources);
    let mut seen: HashSet<&str> = HashSet::default();
    let mut numbers: HashMap<&SourceIdentity, u32> = HashMap::default();
    in_text
        .chain(keys.map(SourceKey::as_str))
        .filter(|key| seen.insert(key))
        .filter_map(|key| {
            let source = named(key)?;
            let next = numbers.len() as u32 + 1;
            let number = *numbers.entry(&source.identity).or_insert(next);
            let said = said.remove(key).unwrap_or_default();
            Some(CitedSource {
                source: source.clone(),
                number,
                locators: said.locators,
                evidence: said.evidence,
                uses: fitted(said.uses),
            })
        })
        .collect::<Vec<_>>()
        .into()
}

/// Sets what a page cites. It is copied only if it doesn't cite that already.
pub(crate) fn set_cited(page: &mut Arc<Page>, cited: CitedSources) {
    if page.cited != cited {
        Arc::make_mut(page).cited = cited;
    }
}
