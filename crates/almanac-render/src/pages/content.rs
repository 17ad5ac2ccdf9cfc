//! The content of an entry or a thread, wherever it is shown: on its own page, or as a step of a path.

use std::borrow::Cow;

use almanac_model::{Address, ContentFile, ContentSyntax, Page, PageIndex, Version, latest_event};
use serde::Serialize;

use super::depths::{DepthView, depths};
use super::infobox::{self, Infobox};
use super::languages::{Tongues, content_attributes};
use super::notes::{self, NoteView};
use super::views::{LinkView, topic_links};
use crate::body::{BodyScope, NoteReferences, render_line_with, render_page};
use crate::checked::CheckedView;
use crate::dates::DateView;
use crate::html::{Html, html};
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
    /// The attribute that names its level, where it is told at several.
    pub at_level: Html,
    pub tongues: Tongues,
    /// The page of the original, if that has changed since this was written from it.
    pub changed_original: Option<String>,
    /// Whether it tells its subject at another level than the original.
    pub is_depth: bool,
    /// Whether there is a depth that asks more of its reader.
    pub is_told_further: bool,
    pub title: &'s str,
    /// What a note says of itself in front matter: other programs show that above its text.
    pub standfirst: Option<&'s str>,
    pub kind: Cow<'s, str>,
    /// Whether it is a draft, which only the desk sees.
    pub is_draft: bool,
    pub level: Option<&'static str>,
    /// All depths at which it is told, if there are several.
    pub depths: Vec<DepthView>,
    pub minutes: u32,
    /// How many minutes it takes with what is folded, if something is.
    pub minutes_in_full: Option<u32>,
    pub changed: Option<DateView>,
    /// Whether it was changed at a time that can't be known.
    pub has_unknown_change: bool,
    /// Who last found that the text holds.
    pub checked: Option<CheckedView<'s>>,
    pub published: Option<DateView>,
    /// By whom it is, in words.
    pub byline: Option<String>,
    pub is_stub: bool,
    pub is_thread: bool,
    pub requires: Vec<Requirement<'s>>,
    /// What the page leaves its reader with.
    pub takeaways: Vec<Html>,
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
    /// A page on its own, of a document that has referred to `references` already. `to` gives the address at which each of
    /// its depths is shown.
    pub(crate) fn new(
        site: &View<'s>,
        page: &'s Page,
        references: &'s mut NoteReferences,
        to: impl Fn(&'s Page) -> Address,
    ) -> Self {
        Self::shown(site, page, false, references, to)
    }

    /// A page as a step of a path. `to` gives the address at which the step shows each of its depths.
    pub(crate) fn as_step(
        site: &View<'s>,
        page: &'s Page,
        references: &'s mut NoteReferences,
        to: impl Fn(&'s Page) -> Address,
    ) -> Self {
        let folds = page.folds_events();
        Self {
            minutes: page.time_as_step().minutes(),
            minutes_in_full: folds.then(|| page.reading_time.minutes()),
            ..Self::shown(site, page, true, references, to)
        }
    }

    fn shown(
        site: &View<'s>,
        page: &'s Page,
        is_step: bool,
        references: &'s mut NoteReferences,
        to: impl Fn(&'s Page) -> Address,
    ) -> Self {
        // What is shown in its original among translations is written as originals are.
        let own = site.in_language_of(page.version.as_ref());
        let scope = match is_step {
            true => BodyScope::of_step(&own, page),
            false => BodyScope::of_page(&own, page),
        };
        let requires = requirements(site, page, scope, references);
        let takeaways = takeaways(site, scope, page, references);
        let state = state_of_play(&own, page);
        let body = render_page(scope, page, state.as_deref(), is_step, references);
        let depths = depths(site, page, is_step, to);
        Self {
            id: page.id.as_str(),
            text: content_attributes(site, page),
            tongues: Tongues::of_page(site, page),
            changed_original: changed_original(site, page),
            title: &page.title,
            standfirst: standfirst(site, page),
            kind: site.kind(page),
            is_draft: is_draft(site, page),
            level: page.level.map(|level| site.locale().level(level)),
            at_level: match page.level.filter(|_| !depths.is_empty()) {
                Some(level) => html!(" data-level=\"{}\"", level.name()),
                None => Html::default(),
            },
            is_depth: page.depth().is_some() && page.language().is_none(),
            is_told_further: depths.iter().any(|depth| depth.is_further),
            depths,
            minutes: page.reading_time.minutes(),
            minutes_in_full: None,
            changed: page
                .changed_by(site.today())
                .map(|changed| DateView::new(site.locale(), &changed.date)),
            has_unknown_change: page.has_unknown_change_by(site.today()),
            checked: CheckedView::new(site, page.checked.as_deref()),
            published: { page.published }.map(|date| DateView::new(site.locale(), &date)),
            byline: byline(site, page),
            is_stub: page.stub,
            is_thread: page.is_thread(),
            requires,
            takeaways,
            infobox: infobox::infobox(site, page),
            outline: if page.is_thread() {
                Vec::new()
            } else {
                outline(page)
            },
            years: years(site.locale(), page),
            notes: notes::notes(site, page, is_step, references),
            topics: topic_links(site, &page.topics),
            body,
        }
    }
}

/// The summary of a note, unless its text has the same words.
fn standfirst<'s>(site: &View<'s>, page: &'s Page) -> Option<&'s str> {
    let are_notes = site.snapshot().config().content.syntax == ContentSyntax::Notes;
    let summary = page.summary.as_deref().filter(|_| are_notes)?;
    (!page.text[page.body.clone()].contains(summary)).then_some(summary)
}

/// The takeaways of a page. A depth without any has those of its original.
fn takeaways(
    site: &View<'_>,
    scope: BodyScope<'_>,
    page: &Page,
    references: &mut NoteReferences,
) -> Vec<Html> {
    let original = site.snapshot().text_of_takeaways(page);
    if original.file != page.file {
        // Its citations are no notes of this page, so they lead to the works themselves.
        let away = BodyScope::of_page(scope.site, original).away();
        let nowhere = &mut NoteReferences::default();
        let lines = original.takeaways.iter();
        return lines
            .map(|takeaway| render_line_with(away, &takeaway.text, nowhere))
            .collect();
    }
    let lines = page.takeaways.iter();
    lines
        .map(|takeaway| render_line_with(scope, &takeaway.text, references))
        .collect()
}

/// Whether a page is a draft. The other versions of a draft are drafts too.
fn is_draft(site: &View<'_>, page: &Page) -> bool {
    let original = || site.snapshot().page_by_slug(page.slug.as_str());
    let is_draft = || original().is_some_and(|index| site.snapshot().page(index).is_draft);
    page.is_draft || !page.is_original() && is_draft()
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

/// The page of the original, if that has changed since a version of it was written.
fn changed_original(site: &View<'_>, page: &Page) -> Option<String> {
    let lags = page.version.as_ref().is_some_and(Version::lags);
    let address = Address::of_page(page);
    // A translation follows the text at the same depth.
    let original = match page.language() {
        Some(_) => address.original(),
        None => address.of_original(),
    };
    lags.then(|| site.url(original))
}

/// What is said beside a thread's state of play: how far it reaches; nothing if all its events are yet to come. `None` if
/// the thread has no state of play.
fn state_of_play(site: &View<'_>, page: &Page) -> Option<String> {
    let locale = site.locale();
    let first = page.events().first()?;
    let start = page.text_below_title().start;
    if page.text[start..first.heading.start.max(start)]
        .trim()
        .is_empty()
    {
        return None;
    }
    // What is only planned is no state as yet.
    let latest = latest_event(page.events(), site.today()).map(|event| event.date);
    match (page.changed_by(site.today()), latest) {
        (Some(changed), _) => locale.validity(Some(&changed.date), None),
        (None, None) => Some(String::new()),
        (None, Some(latest)) if !locale.speaks() => Some(locale.date(&latest)),
        (None, Some(latest)) => Some(locale.dated("up-to-date", &latest)),
    }
}

fn requirements<'s>(
    site: &View<'s>,
    page: &Page,
    shown: BodyScope<'_>,
    references: &mut NoteReferences,
) -> Vec<Requirement<'s>> {
    let originals = site.in_language(None);
    let scope = BodyScope::of_page(&originals, page);
    let url = |index| match shown.depth {
        None => site.page_url(site.head(index)),
        Some(_) => site.page_url(shown.linked_text(site.page(index), None)),
    };
    let requirement = |prerequisite: &almanac_model::Prerequisite| {
        let slug = prerequisite.page.as_str();
        let found = site.snapshot().page_by_slug(slug);
        let head = found.map(|index| site.head(index));
        Requirement {
            id: head.map(|page| page.id().as_str()),
            title: head.map_or_else(|| words_of(slug).into(), |page| page.title().into()),
            href: found.map_or_else(|| site.requested_url(slug), url),
            is_missing: found.is_none(),
            reason: prerequisite
                .reason
                .as_deref()
                .map(|reason| render_line_with(scope, reason, references))
                .unwrap_or_default(),
            tongue: tongue(
                site.language_of(None),
                site.language_of(page.version.as_ref()),
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
            href: site.url(&Address::of_step(path, step + 1, None)),
            tongue: tongue_of(
                &path.title,
                site.language_of(path.version.as_ref()),
                site.locale().tag(),
            ),
            number: step + 1,
            of: path.steps.len(),
        })
        .collect()
}
