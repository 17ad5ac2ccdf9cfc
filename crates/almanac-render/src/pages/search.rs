//! Search: the page of what was found, and the same as JSON.

use almanac_locale::{Direction, HeadProperty, own_name};
use almanac_model::{Level, Output, own};
use almanac_search::{HITS_PER_PAGE, LIST_FILE, SearchResults};
use askama::Template;
use serde::Serialize;

use super::depths::level_words;
use super::fill::JSON;
use super::frame::Frame;
use super::search_facets::{FacetLine, facet_lines};
use super::search_notes::{note_words, way_words};
use super::views::{LinkView, ListPart};
use crate::assets::asset_name;
use crate::filters;
use crate::html::{Html, html};
use crate::look::PageTemplate;
use crate::messages::Messages;
use crate::results::{Loosened, WordedAnswer, WordedHit, WordedPassage, WordedResults};
use crate::search_parameters::SearchParameters;
use crate::tongues::tongue_of;
use crate::view::View;

#[derive(Debug, Template, Serialize)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    /// Where the form leads, and what is asked for with the words.
    address: String,
    query: String,
    chosen: Vec<ChosenFilter>,
    /// Whether only modules can search, as on a site made of files.
    needs_script: bool,
    /// What such modules need first, so that it is loaded at once: the modules, and the list of the files that they search.
    early_modules: Vec<String>,
    early_list: String,
    /// How many pages were found or, before anything is asked for, can be.
    status: Option<String>,
    notes: Vec<Html>,
    answer: Option<AnswerView>,
    facets: Vec<FacetLine>,
    /// Those that are folded.
    further_facets: Vec<FacetLine>,
    found: Vec<HitView>,
    /// The number of the first hit.
    first: usize,
    turn: ListPart,
    /// The last page of the results, where the one that was asked for lies beyond.
    last: Option<String>,
    nothing: Option<NothingView>,
}

impl PageTemplate for SearchPage {
    const NAME: &'static str = "search.html";
}

/// A filter that is chosen, as the form sends it on.
#[derive(Debug, Serialize)]
struct ChosenFilter {
    name: &'static str,
    value: String,
}

/// The fact that was asked for.
#[derive(Debug, Serialize)]
struct AnswerView {
    title: String,
    title_tongue: Html,
    href: String,
    label: String,
    values: Vec<AnswerValue>,
}

/// A value of the fact that was asked for.
#[derive(Debug, Serialize)]
struct AnswerValue {
    value: String,
    applies_to: Option<String>,
    validity: Option<String>,
    sources: Vec<LinkView>,
}

/// A page that was found.
#[derive(Debug, Serialize)]
struct HitView {
    href: String,
    title: Html,
    title_tongue: Html,
    /// What it is, and where the best passage stands.
    label: String,
    place: Option<String>,
    level: Option<&'static str>,
    /// Its other depths, each by its level.
    depths: Vec<LinkView>,
    /// In which other languages it was found too.
    languages: Option<Html>,
    /// The attributes of the passages.
    tongue: Html,
    words: Option<Html>,
    further: Vec<PassageView>,
}

/// Another passage of a page that was found.
#[derive(Debug, Serialize)]
struct PassageView {
    href: String,
    place: Option<String>,
    words: Html,
}

/// What is offered where nothing was found.
#[derive(Debug, Serialize)]
struct NothingView {
    /// That nothing was, with the words as they were typed.
    words: Html,
    near: Vec<LinkView>,
    requested: Vec<LinkView>,
    /// Where a page of this name is begun.
    begin: Option<String>,
    /// What to ask instead.
    ways: Vec<WayView>,
}

/// A way to ask for less.
#[derive(Debug, Serialize)]
struct WayView {
    words: Html,
    href: String,
}

/// How many passages of a hit are shown behind the best one.
const FURTHER_PASSAGES: usize = 2;

/// The page of what was found.
pub(crate) fn search(site: &View<'_>, asked: &SearchParameters, results: &SearchResults) -> Output {
    let worded = WordedResults::new(site, asked, results);
    let to = |asked: &SearchParameters| address_of(site, asked);
    let (facets, further_facets) = facet_lines(site, asked, &worded.facets, &to);
    let is_beyond = worded.total > 0 && worded.hits.is_empty() && asked.page > worded.pages;
    let mut page = SearchPage {
        status: Some(status(site, asked, worded.total)),
        notes: worded
            .notes
            .iter()
            .map(|note| note_words(site, asked, note))
            .collect(),
        answer: worded
            .answer
            .as_ref()
            .map(|answer| AnswerView::new(site, answer)),
        facets,
        further_facets,
        found: match asked.asks() {
            true => worded
                .hits
                .iter()
                .map(|hit| HitView::new(site, hit))
                .collect(),
            false => Vec::new(),
        },
        first: asked.page.saturating_sub(1).saturating_mul(HITS_PER_PAGE) + 1,
        turn: match asked.asks() && !is_beyond {
            true => ListPart::new(asked.page, worded.pages, |page| to(&asked.on_page(page))),
            false => ListPart::WHOLE,
        },
        last: (is_beyond && asked.asks()).then(|| to(&asked.on_page(worded.pages))),
        nothing: (asked.asks() && worded.total == 0)
            .then(|| NothingView::new(site, asked, &worded, &to)),
        ..bare(site, asked)
    };
    if asked.asks() {
        page.frame.head.properties.push(HeadProperty {
            attribute: "name",
            name: "robots",
            content: "noindex".to_owned(),
        });
    }
    site.fill(&page)
}

/// The page of a site made of files, which modules fill.
pub(crate) fn search_of_files(site: &View<'_>) -> Output {
    let asked = SearchParameters::of_query("");
    site.fill(&SearchPage {
        needs_script: true,
        early_modules: ["search", "static-search", "folding", "characters"]
            .map(|stem| format!("{}{}{}", site.base(), own::ASSETS, asset_name(stem, ".js")))
            .into(),
        early_list: format!("{}{LIST_FILE}", site.base()),
        ..bare(site, &asked)
    })
}

/// What was found, as JSON.
pub(crate) fn search_json(
    site: &View<'_>,
    asked: &SearchParameters,
    results: &SearchResults,
) -> Output {
    let worded = WordedResults::new(site, asked, results);
    let json = serde_json::to_vec(&worded);
    let mut bytes = json.expect("what was found has names for its fields and nothing else");
    bytes.push(b'\n');
    Output {
        content_type: JSON,
        bytes,
    }
}

/// The page without what was found.
fn bare(site: &View<'_>, asked: &SearchParameters) -> SearchPage {
    let locale = site.locale();
    let here = site.search();
    let title = match asked.query.is_empty() {
        true => locale.text("search").to_owned(),
        false => locale.named("search-for", &asked.query),
    };
    let description = Some(locale.text("search-description")).filter(|_| !asked.asks());
    SearchPage {
        frame: Frame::new(site, "search", &title, description, Some(&here), None),
        address: site.url(&here),
        query: asked.query.clone(),
        chosen: asked
            .chosen()
            .map(|(name, value)| ChosenFilter {
                name: name.name(),
                value: value.to_owned(),
            })
            .collect(),
        needs_script: false,
        early_modules: Vec::new(),
        early_list: String::new(),
        status: None,
        notes: Vec::new(),
        answer: None,
        facets: Vec::new(),
        further_facets: Vec::new(),
        found: Vec::new(),
        first: 1,
        turn: ListPart::WHOLE,
        last: None,
        nothing: None,
    }
}

/// The address of a page of results.
pub(super) fn address_of(site: &View<'_>, asked: &SearchParameters) -> String {
    format!("{}{}", site.url(&site.search()), asked.to_query())
}

/// How many pages were found or, before anything is asked for, can be.
fn status(site: &View<'_>, asked: &SearchParameters, total: usize) -> String {
    let id = match asked.asks() {
        true => "pages-found",
        false => "pages-to-search",
    };
    site.locale().count(id, total)
}

impl AnswerView {
    fn new(site: &View<'_>, answer: &WordedAnswer) -> Self {
        let around = site.shown_language();
        let values = answer.values.iter();
        Self {
            title: answer.title.clone(),
            title_tongue: tongue_of(&answer.title, &answer.language, around),
            href: answer.href.clone(),
            label: answer.label.clone(),
            values: values
                .map(|value| AnswerValue {
                    value: value.value.clone(),
                    applies_to: value.applies_to.clone(),
                    validity: value.validity.clone(),
                    sources: value
                        .sources
                        .iter()
                        .map(|source| LinkView {
                            title: source.title.clone(),
                            href: source.href.clone(),
                        })
                        .collect(),
                })
                .collect(),
        }
    }
}

impl HitView {
    fn new(site: &View<'_>, hit: &WordedHit) -> Self {
        let around = site.locale().tag();
        let mut passages = hit.passages.iter();
        // The title stands above already.
        let best = passages.next().filter(|best| best.field != "title");
        let further = passages.take(FURTHER_PASSAGES);
        Self {
            href: hit.href.clone(),
            title: marked(&hit.marked_title),
            title_tongue: tongue_of(&hit.title, &hit.language, around),
            label: hit.label.clone(),
            place: best.and_then(|best| place(site, best)),
            level: hit
                .level
                .and_then(Level::from_name)
                .map(|level| site.locale().level(level)),
            depths: { hit.depths.iter() }
                .map(|depth| LinkView {
                    title: level_words(site, depth.level.and_then(Level::from_name)).to_owned(),
                    href: depth.href.clone(),
                })
                .collect(),
            languages: (!hit.languages.is_empty()).then(|| also_in(site, &hit.languages)),
            // A passage may have words of any script: it runs as its language does.
            tongue: match hit.language == around {
                true => Html::default(),
                false => html!(
                    " lang=\"{}\" dir=\"{}\"",
                    hit.language,
                    Direction::of(&hit.language).name()
                ),
            },
            words: best.map(|best| words(site, best)),
            further: further
                .map(|passage| PassageView {
                    href: passage.href.clone(),
                    place: place(site, passage),
                    words: words(site, passage),
                })
                .collect(),
        }
    }
}

impl NothingView {
    fn new(
        site: &View<'_>,
        asked: &SearchParameters,
        worded: &WordedResults,
        to: &dyn Fn(&SearchParameters) -> String,
    ) -> Self {
        let query = html!("<bdi>{}</bdi>", asked.query);
        let link = |link: &crate::results::WordedLink| LinkView {
            title: link.title.clone(),
            href: link.href.clone(),
        };
        let way = |(way, asked_then): (Loosened, SearchParameters)| WayView {
            words: way_words(site, asked, way),
            href: to(&asked_then),
        };
        Self {
            words: match asked.query.is_empty() {
                true => site.locale().markup("nothing-with-filters").clone(),
                false => site.locale().around("nothing-found-for", "query", &query),
            },
            near: worded.near.iter().map(link).collect(),
            requested: worded.requested.iter().map(link).collect(),
            begin: worded.begin.clone(),
            ways: Loosened::ways(asked).into_iter().map(way).collect(),
        }
    }
}

/// In which other languages a page was found, as they call themselves.
fn also_in(site: &View<'_>, languages: &[String]) -> Html {
    let names = languages.iter();
    let names = names.map(|tag| html!("<bdi lang=\"{}\">{}</bdi>", tag, own_name(tag)));
    let names: Vec<Html> = names.collect();
    let names = Html::join(&names, &Html::text(site.locale().list_separator()));
    site.locale().around("also-in", "names", &names)
}

/// Where on its page a passage stands: below a heading, or among what has none.
fn place(site: &View<'_>, passage: &WordedPassage) -> Option<String> {
    let among = match passage.field {
        "fact" => Some("facts"),
        "question" => Some("questions"),
        "source" => Some("sources"),
        _ => None,
    };
    match (among, &passage.heading) {
        (Some(id), _) => Some(site.locale().text(id).to_owned()),
        (None, heading) => heading.clone().filter(|_| passage.field != "heading"),
    }
}

/// The words of a passage, with what matched marked.
fn words(site: &View<'_>, passage: &WordedPassage) -> Html {
    let words = marked(&passage.marked);
    match passage.field {
        "alias" => site.locale().around("also-called", "name", &words),
        _ => words,
    }
}

/// A text in pieces, of which every second one is marked.
fn marked(pieces: &[String]) -> Html {
    let mut markup = Html::default();
    for (index, piece) in pieces.iter().enumerate() {
        match index % 2 {
            0 => markup.push_text(piece),
            _ => markup.push(&html!("<mark>{}</mark>", piece)),
        }
    }
    markup
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_second_piece_is_marked_and_all_are_escaped() {
        let pieces = ["“", "<b>", " & ", "Ünï"].map(str::to_owned);
        assert_eq!(
            marked(&pieces).as_str(),
            "“<mark>&lt;b&gt;</mark> &amp; <mark>Ünï</mark>"
        );
    }
}
