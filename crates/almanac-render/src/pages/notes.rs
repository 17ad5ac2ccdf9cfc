//! The notes at the foot of a page: the sources that it cites, with their addresses.

use almanac_locale::{Argument, Locale};
use almanac_model::{
    CitedSource, Creators, Date, Evidence, Page, PublicationDate, Source, WorkDetails,
};
use serde::Serialize;

use crate::body::NoteReferences;
use crate::checked::CheckedView;
use crate::dates::{DateView, date_tongue, machine, time_element};
use crate::facts::short_address;
use crate::html::{Html, html, is_external};
use crate::passages::PassageView;
use crate::view::View;

/// A source as pages show it.
#[derive(Debug, Serialize)]
pub(crate) struct SourceView<'s> {
    pub title: &'s str,
    /// Its own page on this site, if it has one.
    pub page: Option<String>,
    pub kind: &'static str,
    pub authors: String,
    pub editors: String,
    pub translators: String,
    /// Who made it, in words: its authors, then `edited by …`, then `translated by …`.
    pub makers: Vec<String>,
    pub publisher: Option<&'s str>,
    /// What stands between that, the details and the date.
    pub between: &'static str,
    /// What ends the sentence of these: nothing but a space where the last words end with a full stop of their own.
    pub end: &'static str,
    /// Which edition it is, and where it stands in a larger work.
    pub details: Option<String>,
    pub published: Option<PublicationView>,
    pub accessed: Option<DateView>,
    pub url: Option<Web<'s>>,
    pub archived: Option<Web<'s>>,
    pub note: Option<&'s str>,
    /// Who last found that it is there and says what it is cited for.
    pub checked: Option<CheckedView<'s>>,
}

/// When a work came out, as templates show it.
#[derive(Debug, Serialize)]
pub(crate) struct PublicationView {
    /// As the `datetime` attribute has it, if it is one date.
    pub machine: Option<String>,
    /// As a reader reads it.
    pub text: String,
    /// The attributes of its language among words of the interface, where that is another.
    pub tongue: Html,
}

impl PublicationView {
    fn new(locale: &Locale, date: &PublicationDate) -> Self {
        Self {
            machine: date.single().as_ref().map(machine),
            text: locale.publication_date(date),
            tongue: date_tongue(locale),
        }
    }

    /// The `time` element, or the words.
    pub(crate) fn element(&self) -> Html {
        match (&self.machine, self.tongue.is_empty()) {
            (Some(machine), true) => time_element(machine, &self.text),
            (Some(machine), false) => html!(
                "<time datetime=\"{}\"{}>{}</time>",
                machine,
                self.tongue,
                self.text
            ),
            (None, true) => Html::text(&self.text),
            (None, false) => html!("<span{}>{}</span>", self.tongue, self.text),
        }
    }
}

/// An address on the web.
#[derive(Debug, Serialize)]
pub(crate) struct Web<'s> {
    pub href: &'s str,
    /// The address as it is shown.
    pub words: &'s str,
}

/// A note: a source with its number and the ways back to the text.
#[derive(Debug, Serialize)]
pub(crate) struct NoteView<'s> {
    pub number: usize,
    pub source: SourceView<'s>,
    /// Where in the work the page cites it, in words.
    pub locators: Option<String>,
    /// The passages that the page quotes of it.
    pub passages: Vec<PassageView>,
    /// Who last found that the source is there, if this is the only place where the work is shown.
    pub checked: Option<CheckedView<'s>>,
    /// The fragments of the places that cite it.
    pub back: Vec<String>,
}

impl<'s> SourceView<'s> {
    pub(crate) fn new(site: &View<'_>, source: &'s Source) -> Self {
        let date = |date: &Date| DateView::new(site.locale(), date);
        let snapshot = site.snapshot();
        let work = snapshot.work_of(source);
        let work = work.filter(|work| snapshot.has_own_page(*work));
        Self {
            page: work.map(|work| site.url(&snapshot.source_page(work))),
            published: { source.published.as_ref() }
                .map(|date| PublicationView::new(site.locale(), date)),
            accessed: source.accessed.as_ref().map(date),
            note: source.note.as_deref(),
            checked: CheckedView::new(site, source.checked.as_deref()),
            ..Self::short(site, source)
        }
    }

    /// What it is and where, for people. What it is cited for, when it was read and who else cites it is left out.
    fn short(site: &View<'_>, source: &'s Source) -> Self {
        let locale = site.locale();
        let published = |date: &PublicationDate| PublicationView {
            machine: None,
            ..PublicationView::new(locale, date)
        };
        let details = source.details.as_deref().map(|one| details(locale, one));
        let published = source.published.as_ref().map(published);
        // `Acme Inc.`, `n.d.`
        let last = published.as_ref().map(|date| &*date.text);
        let last = last.or(details.as_deref()).or(source.publisher.as_deref());
        let ends = last.is_some_and(|words| words.ends_with('.'));
        Self {
            title: &source.title,
            page: None,
            kind: locale.source_type(source.kind),
            authors: names(locale, &source.authors),
            editors: names(locale, &source.editors),
            translators: names(locale, &source.translators),
            makers: makers(locale, source),
            publisher: source.publisher.as_deref(),
            between: locale.clause_separator(),
            end: if ends { " " } else { locale.text("full-stop") },
            details,
            published,
            accessed: None,
            url: source.url.as_deref().and_then(web),
            archived: source.archived_url.as_deref().and_then(web),
            note: None,
            checked: None,
        }
    }
}

/// Those who had a part in a work, all that are named.
fn names(locale: &Locale, creators: &Creators) -> String {
    let all = locale.list(&creators.named);
    match creators.has_more {
        true => locale.named("authors-and-others", &all),
        false => all,
    }
}

/// Who made a work, a sentence for each part that somebody had in it.
fn makers(locale: &Locale, source: &Source) -> Vec<String> {
    // A name may end with a full stop of its own: `Jr.`, `et al.`
    let sentence = |words: String| match words.ends_with('.') {
        true => words,
        false => words + locale.text("full-stop").trim_end(),
    };
    let mut makers = Vec::new();
    if !source.authors.is_empty() {
        makers.push(sentence(names(locale, &source.authors)));
    }
    for (message, creators) in [
        ("edited-by", &source.editors),
        ("translated-by", &source.translators),
    ] {
        if !creators.is_empty() {
            let names = names(locale, creators);
            let said = locale.say(message, &[("names", Argument::Name(&names))]);
            makers.push(sentence(locale.capitalized(&said)));
        }
    }
    makers
}

/// Which edition a work is, where it came out, and where it stands in a larger one.
fn details(locale: &Locale, details: &WorkDetails) -> String {
    let name = |message: &str, value: &str| locale.named(message, value);
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_one_page = |text: &str| text.chars().all(char::is_alphanumeric);
    let edition = details.edition.as_deref();
    let edition = edition.map(|edition| match is_number(edition) {
        true => name("edition-of-work", edition),
        false => edition.to_owned(),
    });
    let pages = details
        .pages
        .as_deref()
        .map(|pages| match is_one_page(pages) {
            true => name("page-of-work", pages),
            false => name("pages-of-work", pages),
        });
    let said =
        |message: &str, value: &Option<String>| value.as_deref().map(|value| name(message, value));
    // What is no number says by itself what it counts: `xii, 323 pp.`
    let count = |message: &str, value: &Option<String>| {
        let value = value.as_deref()?;
        let number = value.parse().ok().filter(|_| is_number(value));
        Some(number.map_or_else(|| value.to_owned(), |number| locale.count(message, number)))
    };
    let parts = [
        details
            .location
            .as_deref()
            .map(|places| locale.places(places)),
        said("event-of-work", &details.event),
        edition,
        said("version-of-work", &details.version),
        details.series.clone(),
        said("volume-of-work", &details.volume),
        said("number-of-work", &details.number),
        said("chapter-of-work", &details.chapter),
        pages,
        count("volumes-in-all", &details.volume_total),
        count("pages-in-all", &details.page_total),
        details
            .status
            .as_deref()
            .map(|status| locale.status(status).to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(locale.clause_separator())
}

/// Says where in a work a page cites it.
fn locators(locale: &Locale, locators: &[&str]) -> String {
    let places = locators.join("; ");
    locale.say("cited-places", &[("places", Argument::Name(&places))])
}

/// An address that may be linked to.
fn web(address: &str) -> Option<Web<'_>> {
    is_external(address).then(|| Web {
        href: address,
        words: short_address(address),
    })
}

/// The notes of a document that shows a page, in the order of their numbers: those of the page, and whatever else it cites.
///
/// A step of a path is read: its foot says what each source is and where, and the rest stands on the page itself, one link
/// away. Of a step with a hundred sources these words were a tenth of all that is sent.
pub(crate) fn notes<'s>(
    site: &View<'_>,
    page: &'s Page,
    is_step: bool,
    references: &'s NoteReferences,
) -> Vec<NoteView<'s>> {
    if !references.gathered().is_empty() {
        return all_gathered(site, is_step, references);
    }
    let (by_note, evidence) = (page.cited.locators(), page.cited.evidence());
    let none = Vec::new();
    let view = |note: &'s CitedSource| {
        let places = by_note.get(&note.number).unwrap_or(&none);
        let evidence = evidence.get(&note.number).into_iter().flatten();
        let evidence: Vec<Evidence> = evidence.map(|one| (*one).clone()).collect();
        NoteView::new(site, note, is_step, places, &evidence, references)
    };
    page.cited.notes().map(view).collect()
}

/// The notes that a document gathered while it was written.
pub(crate) fn gathered_notes<'s>(
    site: &View<'_>,
    references: &'s NoteReferences,
) -> Vec<NoteView<'s>> {
    all_gathered(site, false, references)
}

fn all_gathered<'s>(
    site: &View<'_>,
    is_short: bool,
    references: &'s NoteReferences,
) -> Vec<NoteView<'s>> {
    let notes = references.gathered().iter();
    let view = |note: &'s CitedSource| {
        let places: Vec<&str> = note.locators.iter().map(String::as_str).collect();
        NoteView::new(site, note, is_short, &places, &note.evidence, references)
    };
    notes.map(view).collect()
}

impl<'s> NoteView<'s> {
    fn new(
        site: &View<'_>,
        note: &'s CitedSource,
        is_short: bool,
        places: &[&str],
        evidence: &[Evidence],
        references: &NoteReferences,
    ) -> Self {
        // What stands beside a passage is not said again.
        let is_beside =
            |place: &&str| { evidence.iter() }.any(|one| one.locator.as_deref() == Some(*place));
        let places: Vec<&str> = places
            .iter()
            .copied()
            .filter(|place| !is_beside(place))
            .collect();
        let number = note.number;
        let mut source = match is_short {
            true => SourceView::short(site, &note.source),
            false => SourceView::new(site, &note.source),
        };
        let checked = source.checked.take_if(|_| source.page.is_none());
        Self {
            number: number as usize,
            source,
            checked,
            locators: (!places.is_empty()).then(|| locators(site.locale(), &places)),
            passages: PassageView::all(site, site.locale().tag(), &note.source, evidence).collect(),
            back: (1..=references.times(number))
                .map(|time| format!("#ref:{number}.{time}"))
                .collect(),
        }
    }
}
