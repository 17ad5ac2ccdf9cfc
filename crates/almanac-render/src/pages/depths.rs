//! The depths at which a subject is told: the switch between them.

use almanac_model::{Address, LearningPath, Level, Page, PageIndex, PathLevel, Step};
use serde::Serialize;

use crate::html::{Html, html};
use crate::view::View;

/// One of the depths at which a subject is told, among all of them.
#[derive(Debug, Serialize)]
pub(crate) struct DepthView {
    /// What it is called: its level, in words.
    pub words: &'static str,
    /// The level by its name; empty for an original without one.
    pub level: &'static str,
    pub minutes: u32,
    pub href: String,
    pub is_here: bool,
    /// The language that the text is in, if that is another one than that of what is shown.
    pub language: Option<String>,
    /// The attribute that names the headings which both texts have, by which a reader's place is kept.
    pub shared: Html,
    /// Whether it asks more of its reader than what is shown.
    pub is_further: bool,
}

/// All depths of a page, the easiest first, of which `here` is shown, by itself or as a step of a path. None if there is but
/// one. `to` gives the address of each.
pub(crate) fn depths<'s>(
    site: &View<'s>,
    here: &Page,
    is_step: bool,
    to: impl Fn(&'s Page) -> Address,
) -> Vec<DepthView> {
    let Some(index) = site.snapshot().page_by_slug(here.slug.as_str()) else {
        return Vec::new();
    };
    let all = texts(site, index);
    if all.len() < 2 {
        return Vec::new();
    }
    let view = |page: &&'s Page| {
        let is_here = page.depth() == here.depth();
        let language = site.language_of(page.version.as_ref());
        DepthView {
            words: level_words(site, page.level),
            level: page.level.map_or("", |level| level.name()),
            minutes: match is_step {
                true => page.time_as_step().minutes(),
                false => page.reading_time.minutes(),
            },
            href: site.url(&to(page)),
            is_here,
            language: (language != site.language_of(here.version.as_ref()))
                .then(|| site.locale().language_name(language)),
            shared: match is_here {
                true => Html::default(),
                false => shared_headings(here, page),
            },
            is_further: order(page) > order(here),
        }
    };
    all.iter().map(view).collect()
}

/// The texts of a page at all depths, the easiest first: in the language that is shown where they are translated. One without
/// a level is the whole, and comes last.
pub(crate) fn texts<'s>(site: &View<'s>, index: PageIndex) -> Vec<&'s Page> {
    let depths = site.snapshot().depths(index);
    let depths = depths.filter_map(|page| site.page_at(index, page.depth()));
    let mut all: Vec<&Page> = depths.chain([site.own_text(index)]).collect();
    all.sort_by_key(|page| order(page));
    all
}

/// One of the depths at which a page in a list is told.
#[derive(Debug, Serialize)]
pub(crate) struct ListedDepth {
    pub words: &'static str,
    pub minutes: u32,
    pub href: String,
    /// Whether it is the text that the line itself leads to.
    pub is_own: bool,
}

/// The depths at which a page in a list is told, in its language, the easiest first. None if there is but one.
pub(crate) fn listed_depths(site: &View<'_>, page: &Page) -> Vec<ListedDepth> {
    let Some(index) = site.snapshot().page_by_slug(page.slug.as_str()) else {
        return Vec::new();
    };
    let mut texts = texts(site, index);
    texts.retain(|text| text.language() == page.language());
    if texts.len() < 2 {
        return Vec::new();
    }
    let depth = |text: &&Page| ListedDepth {
        words: level_words(site, text.level),
        minutes: text.reading_time.minutes(),
        href: site.page_url(*text),
        is_own: text.depth() == page.depth(),
    };
    texts.iter().map(depth).collect()
}

/// The texts of a step to which the choice of a reader leads: those in the language of what the step shows. In a translated path
/// another depth in its language comes before one that is not translated.
fn chosen_texts<'s>(site: &View<'s>, page: PageIndex, step: &Step) -> Vec<&'s Page> {
    let language = site.step(step).and_then(|shown| shown.language());
    let mut texts = texts(site, page);
    texts.retain(|text| text.language() == language);
    texts
}

/// Whether links to a step lead to the depth that its reader chose: neither where the path insists on one, nor where it reads the
/// subject at two depths, each in its turn.
fn follows_choice(site: &View<'_>, path: &LearningPath, step: &Step) -> bool {
    step.depth.is_none() && !is_read_twice(site, path, step)
}

/// Whether a path reads the subject of a step at another depth, too.
fn is_read_twice(site: &View<'_>, path: &LearningPath, step: &Step) -> bool {
    let own = site.step(step).map(|page| page.depth());
    let mut steps = path.steps.iter();
    step.page.is_some()
        && steps.any(|other| {
            other.page == step.page && site.step(other).map(|page| page.depth()) != own
        })
}

/// The name by which a reader's browser knows whether a step is done, where that is not the id of what it shows: if the path reads
/// a subject at two depths, each step is done by its own. An original may have been read before it had another depth, which is
/// what the bar at the end stands for.
pub(crate) fn done_by(site: &View<'_>, path: &LearningPath, step: &Step) -> Option<String> {
    let page = site
        .step(step)
        .filter(|_| is_read_twice(site, path, step))?;
    Some(name_of_text(page))
}

/// The name of one of the texts of a page in records of what was read.
pub(crate) fn name_of_text(page: &Page) -> String {
    let level = page.level.map_or("", Level::name);
    let end = if page.depth().is_none() { "|" } else { "" };
    format!("{}|{level}{end}", page.id)
}

/// The attribute that names the depths of a step, each with its minutes and with both in words. None where there is but one, or
/// where the choice of a reader is not followed.
pub(crate) fn levels(site: &View<'_>, path: &LearningPath, step: &Step) -> Html {
    let Some(page) = step.page.filter(|_| follows_choice(site, path, step)) else {
        return Html::default();
    };
    let texts = chosen_texts(site, page, step);
    if texts.len() < 2 {
        return Html::default();
    }
    let locale = site.locale();
    let own = site.step(step).and_then(|page| page.level);
    let level = |page: &&Page| {
        let level = page.level?;
        let minutes = page.time_as_step().minutes();
        let words = locale.level(level);
        let time = locale.count("minutes", minutes as usize);
        let name = if page.level == own { "" } else { level.name() };
        Some(format!(
            "{}|{name}|{minutes}|{words} · {time}",
            level.name()
        ))
    };
    let levels: Vec<String> = texts.iter().filter_map(level).collect();
    html!(" data-levels=\"{}\"", levels.join(";"))
}

/// The minutes of a step at the other depths to which the choice of its reader leads: `:introductory=3,advanced=9`. Empty where
/// there is none.
pub(crate) fn minutes_at_levels(site: &View<'_>, path: &LearningPath, step: &Step) -> String {
    let Some(page) = step.page.filter(|_| follows_choice(site, path, step)) else {
        return String::new();
    };
    let own = site.step(step).and_then(|page| page.level);
    let texts = chosen_texts(site, page, step).into_iter();
    let others = texts.filter_map(|text| {
        let level = text.level.filter(|level| Some(*level) != own)?;
        Some(format!(
            "{}={}",
            level.name(),
            text.time_as_step().minutes()
        ))
    });
    let others: Vec<String> = others.collect();
    match others.is_empty() {
        true => String::new(),
        false => format!(":{}", others.join(",")),
    }
}

/// The attribute by which what is said of a path follows the depth that its reader chose: its facts for each level at which one of
/// its steps can be read. None where no step has another depth.
pub(crate) fn facts_by_level(site: &View<'_>, path: &LearningPath) -> Html {
    let following = path.steps.iter().filter_map(|step| {
        let page = step.page.filter(|_| follows_choice(site, path, step))?;
        let texts = chosen_texts(site, page, step);
        (texts.len() > 1).then_some((step, texts))
    });
    let following: Vec<(&Step, Vec<&Page>)> = following.collect();
    let facts_at = |level: &Level| {
        let is_chosen = |page: &&&Page| page.level == Some(*level);
        let shown = |step: &Step| {
            let mut steps = following.iter();
            let (_, texts) = steps.find(|(other, _)| std::ptr::eq(*other, step))?;
            texts.iter().find(is_chosen).copied()
        };
        let pages = path.steps.iter();
        let pages = pages.filter_map(|step| shown(step).or_else(|| site.step(step)));
        let pages: Vec<&Page> = pages.collect();
        let path_level = PathLevel::of_steps(pages.iter().map(|page| page.level));
        let time = pages.iter().map(|page| page.time_as_step()).sum();
        let facts = site.locale().path_facts_at(path, path_level, time);
        format!("{}|{}", level.name(), facts.join("|"))
    };
    let can_be_chosen = |level: &Level| {
        let mut texts = following.iter().flat_map(|(_, texts)| texts);
        texts.any(|page| page.level == Some(*level))
    };
    let facts: Vec<String> = { Level::ALL.iter() }
        .filter(|level| can_be_chosen(level))
        .map(facts_at)
        .collect();
    match facts.is_empty() {
        true => Html::default(),
        false => html!(" data-facts=\"{}\"", facts.join(";")),
    }
}

/// What a depth is called: its level. An original without one is the whole text.
pub(crate) fn level_words(site: &View<'_>, level: Option<Level>) -> &'static str {
    match level {
        Some(level) => site.locale().level(level),
        None => site.locale().text("whole-text"),
    }
}

fn order(page: &Page) -> impl Ord + use<> {
    (page.level.is_none(), page.level)
}

/// The ids of the headings that another text has too.
fn shared_headings(here: &Page, other: &Page) -> Html {
    let anchors = here.outline.iter().map(|heading| heading.anchor.as_str());
    let is_there = |id: &&str| other.outline.iter().any(|heading| heading.anchor == *id);
    let shared: Vec<&str> = anchors.filter(is_there).collect();
    match shared.is_empty() {
        true => Html::default(),
        false => html!(" data-ids=\"{}\"", shared.join(" ")),
    }
}
