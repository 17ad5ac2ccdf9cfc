//! The content of an entry or a thread, wherever it is shown: on its own page, or as a step of a path.

use std::borrow::Cow;

use almanac_model::{Address, ContentFile, Page, PageIndex, Translation};
use serde::Serialize;

use super::infobox::{self, Infobox};
use super::languages::{Tongues, content_attributes};
use super::notes::{self, NoteView};
use super::views::{LinkView, topic_links};
use crate::body::{BodyScope, render_line, render_page};
use crate::dates::DateView;
use crate::html::Html;
use crate::tongues::{tongue, tongue_of};
use crate::view::View;
use almanac_locale::words_of;
use almanac_locale::{Argument, Locale};

/// The content of an entry or a thread.
#[derive(Debug, Serialize)]
pub(crate) struct PageContent<'s> {
    pub id: &'s str,
    /// The attributes that name the text that is shown.
    pub text: Html,
    pub tongues: Tongues,
    /// The page of the original, if that has changed since this was translated.
    pub changed_original: Option<String>,
    pub title: &'s str,
    pub kind: Cow<'s, str>,
    /// Whether it is a draft, which only the desk sees.
    pub is_draft: bool,
    pub level: Option<&'static str>,
    pub minutes: u32,
    pub changed: Option<DateView>,
    /// Whether it was changed at a time that can't be known.
    pub has_unknown_change: bool,
    pub published: Option<DateView>,
    /// By whom it is, in words.
    pub byline: Option<String>,
    pub is_stub: bool,
    pub is_thread: bool,
    pub requires: Vec<Requirement<'s>>,
    pub infobox: Option<Infobox<'s>>,
    pub outline: Vec<ContentsLine<'s>>,
    /// The years in which something happened, if it is a thread.
    pub years: Vec<ContentsLine<'s>>,
    pub body: Html,
    pub notes: Vec<NoteView<'s>>,
    pub topics: Vec<LinkView>,
}

/// A page that should be understood before this one.
#[derive(Debug, Serialize)]
pub(crate) struct Requirement<'s> {
    /// The permanent id of what is required, by which a reader's browser knows whether it was read.
    pub id: Option<&'s str>,
    pub title: Cow<'s, str>,
    pub href: String,
    pub is_missing: bool,
    pub reason: Html,
    /// The attributes of the reason, which is in the language of the original.
    pub tongue: Html,
}

/// A line of the list of contents.
#[derive(Debug, Serialize)]
pub(crate) struct ContentsLine<'s> {
    pub words: Cow<'s, str>,
    pub href: String,
    pub is_inner: bool,
}

/// With fewer sections than this a page needs no list of them.
const FEWEST_SECTIONS: usize = 3;

impl<'s> PageContent<'s> {
    pub(crate) fn new(site: &View<'s>, page: &'s Page) -> Self {
        // What is shown in its original among translations is written as originals are.
        let own = site.in_language_of(page.translation.as_ref());
        let scope = BodyScope::of_page(&own, page);
        let body = render_page(scope, page, state_of_play(own.locale(), page).as_deref());
        Self {
            id: page.id.as_str(),
            text: content_attributes(site, page),
            tongues: Tongues::new(site, &page.title, page.translation.as_ref()),
            changed_original: changed_original(site, page),
            title: &page.title,
            kind: site.kind(page),
            is_draft: is_draft(site, page),
            level: page.level.map(|level| site.locale().level(level)),
            minutes: page.reading_time.minutes(),
            changed: page
                .changed
                .as_ref()
                .map(|changed| DateView::new(site.locale(), &changed.date)),
            has_unknown_change: page.has_unknown_change,
            published: { page.published }.map(|date| DateView::new(site.locale(), &date)),
            byline: byline(site, page),
            is_stub: page.stub,
            is_thread: page.is_thread(),
            requires: requirements(site, page),
            infobox: infobox::infobox(site, page),
            outline: if page.is_thread() {
                Vec::new()
            } else {
                outline(page)
            },
            years: years(site.locale(), page),
            notes: notes::notes(site, page, &body.references),
            topics: topic_links(site, &page.topics),
            body: body.html,
        }
    }
}

/// Whether a page is a draft. The translations of a draft are drafts too.
fn is_draft(site: &View<'_>, page: &Page) -> bool {
    let original = || site.snapshot().page_by_slug(page.slug.as_str());
    let is_draft = || original().is_some_and(|index| site.snapshot().page(index).is_draft);
    page.is_draft || page.translation.is_some() && is_draft()
}

/// By whom a page or a path is, in words.
pub(super) fn byline(site: &View<'_>, content: &ContentFile) -> Option<String> {
    let names: Vec<&str> = content.authors.iter().map(String::as_str).collect();
    let locale = site.locale();
    let say = || {
        locale.say(
            "written-by",
            &[("names", Argument::Words(&locale.list(&names)))],
        )
    };
    (!names.is_empty()).then(say)
}

/// The page of the original, if that has changed since a translation was made.
fn changed_original(site: &View<'_>, page: &Page) -> Option<String> {
    let lags = page.translation.as_ref().is_some_and(Translation::lags);
    lags.then(|| site.url(Address::of_page(page).original()))
}

/// What is said beside a thread's state of play: how far it reaches. `None` if the thread has no state of play.
fn state_of_play(locale: &Locale, page: &Page) -> Option<String> {
    let first = page.events().first()?;
    let start = page
        .repeated_title()
        .map_or(page.body.start, |title| title.span.end);
    if page.text[start..first.heading.start.max(start)]
        .trim()
        .is_empty()
    {
        return None;
    }
    let latest = page
        .events()
        .iter()
        .map(|event| event.date)
        .max_by_key(|date| date.sort_key())?;
    match &page.changed {
        Some(changed) => locale.validity(Some(&changed.date), None),
        None if !locale.speaks() => Some(locale.date(&latest)),
        None => Some(locale.dated("up-to-date", &latest)),
    }
}

fn requirements<'s>(site: &View<'s>, page: &Page) -> Vec<Requirement<'s>> {
    let originals = site.in_language(None);
    let scope = BodyScope::of_page(&originals, page).away();
    let requirement = |prerequisite: &almanac_model::Prerequisite| {
        let slug = prerequisite.page.as_str();
        let found = site
            .snapshot()
            .page_by_slug(slug)
            .map(|index| site.page(index));
        Requirement {
            id: found.map(|page| page.id.as_str()),
            title: found.map_or_else(|| words_of(slug).into(), |page| (*page.title).into()),
            href: found.map_or_else(|| site.requested_url(slug), |page| site.page_url(page)),
            is_missing: found.is_none(),
            reason: prerequisite
                .reason
                .as_deref()
                .map(|reason| render_line(scope, reason))
                .unwrap_or_default(),
            tongue: tongue(
                site.language_of(None),
                site.language_of(page.translation.as_ref()),
            ),
        }
    };
    page.requires.iter().map(requirement).collect()
}

fn outline(page: &Page) -> Vec<ContentsLine<'_>> {
    // A heading without words would be a link that can't be seen, and one that repeats the title is not shown.
    let headings = page
        .outline
        .iter()
        .skip(usize::from(page.repeated_title().is_some()))
        .filter(|heading| !heading.text.is_empty());
    let depths = headings.clone().map(|heading| heading.depth);
    let shallowest = depths.min().unwrap_or(1);
    let shown = headings.filter(|heading| heading.depth <= shallowest + 1);
    let sections: Vec<ContentsLine<'_>> = shown
        .map(|heading| ContentsLine {
            words: (*heading.text).into(),
            href: format!("#{}", heading.anchor),
            is_inner: heading.depth > shallowest,
        })
        .collect();
    at_least_some(sections)
}

/// The years of a thread's events, each leading to its first.
fn years<'s>(locale: &Locale, page: &'s Page) -> Vec<ContentsLine<'s>> {
    let mut years: Vec<ContentsLine<'s>> = Vec::new();
    for event in page.events() {
        let words = locale.ungrouped(event.date.year());
        if years.last().is_none_or(|last| last.words != words) {
            years.push(ContentsLine {
                words: words.into(),
                href: format!("#{}", event.id),
                is_inner: false,
            });
        }
    }
    at_least_some(years)
}

fn at_least_some(sections: Vec<ContentsLine<'_>>) -> Vec<ContentsLine<'_>> {
    if sections.len() < FEWEST_SECTIONS {
        return Vec::new();
    }
    sections
}

/// A path that a page is a step of.
#[derive(Debug, Serialize)]
pub(crate) struct Membership<'s> {
    pub id: &'s str,
    pub title: &'s str,
    pub tongue: Html,
    pub href: String,
    pub number: usize,
    pub of: usize,
}

/// The paths that a page is a step of, by title.
pub(crate) fn memberships<'s>(site: &View<'s>, page: PageIndex) -> Vec<Membership<'s>> {
    let mut steps = site.snapshot().memberships(page).to_vec();
    steps.sort_by_cached_key(|(path, step)| (site.path_title_key(*path), *path, *step));
    let steps = steps.into_iter();
    steps
        .map(|(path, step)| (site.path(path), step))
        .filter(|(path, _)| !path.is_unlisted)
        .map(|(path, step)| Membership {
            id: path.id.as_str(),
            title: &path.title,
            href: site.url(&Address::of_step(path, step + 1)),
            tongue: tongue_of(
                &path.title,
                site.language_of(path.translation.as_ref()),
                site.locale().tag(),
            ),
            number: step + 1,
            of: path.steps.len(),
        })
        .collect()
}
