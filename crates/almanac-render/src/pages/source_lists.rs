//! The lists of sources: of those with pages of their own, by letter, and of those that share a key.

use std::cmp::Reverse;
use std::collections::HashSet;

use almanac_model::{Address, Letter, Output, SourceKey, SourcePlace, WORKS_A_PAGE, WorkIndex};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::letters::{MOST_UNFILTERED, OfLetter, by_letter, words_of_letter};
use super::notes::SourceView;
use super::views::{LinkView, ListPart};
use crate::filters;
use crate::look::PageTemplate;
use crate::view::View;
use almanac_model::fragment_in_list;

#[derive(Debug, Template, Serialize)]
#[template(path = "sources.html")]
struct SourcesPage<'s> {
    frame: Frame,
    /// The list of those that have pages of their own, if this is another one.
    up: Option<String>,
    heading: String,
    lead: String,
    sources: Vec<OfLetter<SourceLine<'s>>>,
    /// How many there are in all of what is listed.
    number: usize,
    turn: ListPart,
    /// All letters that there are lists of.
    letters: Vec<LetterLink>,
    /// How many works these list.
    works: usize,
    /// Whether there are enough on the page to be narrowed by words.
    is_filtered: bool,
}

impl PageTemplate for SourcesPage<'_> {
    const NAME: &'static str = "sources.html";
}

/// A link to the list of a letter.
#[derive(Debug, Serialize)]
struct LetterLink {
    href: String,
    words: String,
    is_here: bool,
}

/// A source as an item of a list.
#[derive(Debug, Serialize)]
struct SourceLine<'s> {
    /// By which links to the item lead to it, if they do.
    id: Option<String>,
    source: SourceView<'s>,
    /// How many pages cite it.
    cited_by: usize,
    /// The page that shows it: its own, or the only one that cites it, which is named.
    shown: Option<LinkView>,
}

/// How many sources are listed at most where they are not in parts; more would make a page that no
/// browser opens gladly.
const MOST_LISTED: usize = 1000;

/// The addresses of all pages of sources but the first list: of sources that have one, of keys that
/// several have, and of the lists by letter.
pub(crate) fn source_pages(site: &View<'_>) -> Vec<Address> {
    let (snapshot, sources) = (site.snapshot(), site.snapshot().sources());
    let works = sources.works().map(|(work, _)| work);
    let works = works.filter(|work| snapshot.has_own_page(*work));
    let pages = works.map(|work| site.snapshot().source_page(work));
    let shared = sources.shared_names();
    let shared = shared.map(|(name, _)| Address::Source(name.clone()));
    let lists = sources.letters().flat_map(|(letter, works)| {
        let parts = works.len().div_ceil(WORKS_A_PAGE);
        (1..=parts).map(move |part| Address::SourcesBy(letter, part))
    });
    pages.chain(shared).chain(lists).collect()
}

/// The list of the works that have pages of their own.
pub(crate) fn sources(site: &View<'_>) -> Output {
    let (snapshot, locale) = (site.snapshot(), site.locale());
    let mut works = site.snapshot().works_with_pages();
    let number = works.len();
    let mut lead = match number {
        0 => locale.text("sources-none").to_owned(),
        _ => locale.count("sources-lead", number),
    };
    if number > MOST_LISTED {
        let mut cited = works.clone();
        cited.sort_by_key(|work| Reverse(times_cited(site, *work)));
        cited.truncate(MOST_LISTED);
        let most_cited: HashSet<WorkIndex> = cited.into_iter().collect();
        works.retain(|work| most_cited.contains(work));
        lead = locale.count_of("sources-most-cited", MOST_LISTED, number);
    }
    let lines = works.iter().map(|work| {
        let (letter, _) = snapshot.sources().place_by_letter(*work);
        (letter, bare_line(site, *work))
    });
    let lines = lines.collect();
    let description = Some(locale.text("sources-description"));
    let heading = locale.text("sources").to_owned();
    site.fill(&SourcesPage {
        frame: frame(site, &heading, description, &Address::Sources),
        up: None,
        heading,
        lead,
        sources: by_letter(site, "letter", lines),
        number,
        turn: ListPart::WHOLE,
        letters: letters(site, None),
        works: snapshot.sources().len(),
        is_filtered: number > MOST_UNFILTERED,
    })
}

/// A part of the list of all works of a letter, from 1.
pub(crate) fn sources_by(site: &View<'_>, letter: Letter, part: usize) -> Option<Output> {
    let (sources, locale) = (site.snapshot().sources(), site.locale());
    let listed = site.snapshot().works_in_part(letter, part)?;
    let number = sources.of_letter(letter).len();
    let turn = list_part(site, letter, part, number.div_ceil(WORKS_A_PAGE));
    let heading = words_of_letter(site, letter);
    let mut title = locale.named("sources-under", &heading);
    if turn.parts > 1 {
        title = locale.clauses(&[title, locale.count_of("list-part-of", part, turn.parts)]);
    }
    let lines = listed.into_iter().map(|(place, work)| {
        let mut line = bare_line(site, work);
        line.id = Some(fragment_in_list(place));
        line
    });
    Some(site.fill(&SourcesPage {
        frame: frame(site, &title, None, &Address::SourcesBy(letter, part)),
        up: Some(site.url(&Address::Sources)),
        heading,
        lead: locale.count("sources-under-lead", number),
        sources: vec![OfLetter::all(lines)],
        number,
        turn,
        letters: letters(site, Some(letter)),
        works: sources.len(),
        is_filtered: number > MOST_UNFILTERED,
    }))
}

/// The works that share a key. Where very many do, the first of them; all are in the lists by letter.
pub(crate) fn sources_of_key(site: &View<'_>, name: &SourceKey, works: &[WorkIndex]) -> Output {
    let locale = site.locale();
    let heading = locale.named("sources-of-key", name.as_str());
    let lead = match works.len() {
        number if number > WORKS_A_PAGE => {
            locale.count_of("sources-of-key-first", WORKS_A_PAGE, number)
        }
        number => locale.count("sources-of-key-lead", number),
    };
    let sources = site.snapshot().sources();
    let mut works = works.to_vec();
    works.sort_by_cached_key(|work| sources.place_in_order(*work));
    let listed = works.iter().take(WORKS_A_PAGE);
    site.fill(&SourcesPage {
        frame: frame(site, &heading, None, &Address::Source(name.clone())),
        up: Some(site.url(&Address::Sources)),
        heading,
        lead,
        sources: vec![OfLetter::all(listed.map(|work| line(site, *work)))],
        number: works.len(),
        turn: ListPart::WHOLE,
        letters: letters(site, None),
        works: site.snapshot().sources().len(),
        is_filtered: works.len() > MOST_UNFILTERED,
    })
}

fn frame(site: &View<'_>, title: &str, description: Option<&str>, address: &Address) -> Frame {
    Frame::new(site, "sources", title, description, Some(address), None)
}

/// A line without what the work supports: that is said where it is cited, and would stand between the titles here.
fn bare_line<'s>(site: &View<'s>, work: WorkIndex) -> SourceLine<'s> {
    let mut line = line(site, work);
    line.source.note = None;
    line
}

fn line<'s>(site: &View<'s>, work: WorkIndex) -> SourceLine<'s> {
    let snapshot = site.snapshot();
    let title = match (snapshot.citing(work), snapshot.paths_citing(work)) {
        ([only], []) => site.page(*only).title.clone(),
        ([], [only]) => site.path(*only).title.clone(),
        _ => String::new(),
    };
    let shown = match snapshot.source_place(work) {
        SourcePlace::List { .. } => None,
        _ => Some(LinkView {
            href: site.url_to(&site.snapshot().place_of_work(work)),
            title,
        }),
    };
    SourceLine {
        id: None,
        source: SourceView::new(site, snapshot.work(work).source()),
        cited_by: times_cited(site, work),
        shown,
    }
}

/// How many pages and paths cite a work.
fn times_cited(site: &View<'_>, work: WorkIndex) -> usize {
    let snapshot = site.snapshot();
    snapshot.citing(work).len() + snapshot.paths_citing(work).len()
}

fn list_part(site: &View<'_>, letter: Letter, part: usize, parts: usize) -> ListPart {
    ListPart::new(part, parts, |part| {
        site.url(&Address::SourcesBy(letter, part))
    })
}

fn letters(site: &View<'_>, here: Option<Letter>) -> Vec<LetterLink> {
    let letters = site.snapshot().sources().letters();
    let link = |letter: Letter| LetterLink {
        href: site.url(&Address::SourcesBy(letter, 1)),
        words: words_of_letter(site, letter),
        is_here: here == Some(letter),
    };
    letters.map(|(letter, _)| link(letter)).collect()
}
