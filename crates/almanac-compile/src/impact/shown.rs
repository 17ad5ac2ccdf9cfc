//! What in pages and paths shows facts, threads and files of data.

use almanac_model::{
    ContentFile, FactReference, Form, LearningPath, LinkTarget, Page, PageIndex, Slug, Snapshot,
};
use almanac_syntax::{BlockKind, FigureBlock, yaml};

use super::TouchedPart;
use crate::dialect::dialect;

/// Facts that pages may show: those of a page, of one property or of any.
pub(super) struct ShownFacts<'s> {
    pub owner: &'s Page,
    pub property: Option<String>,
}

impl ShownFacts<'_> {
    pub fn is_of(&self, owner: &Slug, property: &str) -> bool {
        self.owner.slug == *owner && self.property.as_deref().is_none_or(|name| name == property)
    }
}

/// The slug of the page that a name means.
fn slug_of<'s>(snapshot: &'s Snapshot, name: &str) -> Option<&'s Slug> {
    match snapshot.resolve(name) {
        LinkTarget::Page(page) => Some(&snapshot.page(page).slug),
        _ => None,
    }
}

/// Whether a text may insert facts.
fn names_facts(content: &ContentFile) -> bool {
    content.text.contains("{{")
}

/// The facts that a text and its front matter insert.
fn inserted_facts(snapshot: &Snapshot, content: &ContentFile) -> Vec<FactReference> {
    let document = almanac_syntax::parse(&content.text, dialect(snapshot.config()));
    let in_body = document
        .facts
        .iter()
        .map(|(insert, _)| insert.reference.as_str());
    let head = &content.text[..document.body.start];
    let in_head = head
        .split("{{")
        .skip(1)
        .filter_map(|rest| rest.split_once("}}"));
    let all = in_body.chain(in_head.map(|(reference, _)| reference));
    all.filter_map(|reference| FactReference::parse(reference).ok())
        .collect()
}

/// What in a page shows some facts, besides its own box.
pub(super) fn parts_that_show(
    snapshot: &Snapshot,
    page: &Page,
    is_shown: &impl Fn(&Slug, &str) -> bool,
) -> Vec<TouchedPart> {
    let mut parts = Vec::new();
    let shows = |reference: &FactReference| {
        let owner = match &reference.entry {
            Some(name) => slug_of(snapshot, name.as_str()),
            None => Some(&page.slug),
        };
        owner.is_some_and(|owner| is_shown(owner, reference.property.as_str()))
    };
    if names_facts(page) {
        let inserted = inserted_facts(snapshot, page)
            .into_iter()
            .filter(|reference| shows(reference));
        parts.extend(inserted.map(|reference| TouchedPart::InsertedFact(words_of(&reference))));
    }
    for question in &page.questions {
        let tests = |property: &str| is_shown(&page.slug, property);
        let texts = [&question.ask, &question.answer].into_iter();
        let mut inserts = texts.flat_map(|text| text.split("{{").skip(1));
        let is_inserted = inserts.any(|rest| {
            let reference = rest.split_once("}}").map(|(reference, _)| reference);
            let reference = reference.and_then(|text| FactReference::parse(text).ok());
            reference.is_some_and(|reference| shows(&reference))
        });
        if is_inserted || question.facts.iter().any(|name| tests(name.as_str())) {
            parts.push(TouchedPart::Question(question.id.to_string()));
        }
    }
    parts.extend(figures_that_show(snapshot, page, is_shown, &shows));
    parts
}

/// The facts of entries that a path inserts, of those that are meant.
pub(super) fn inserted_in_path(
    snapshot: &Snapshot,
    path: &LearningPath,
    is_shown: &impl Fn(&Slug, &str) -> bool,
) -> Vec<TouchedPart> {
    if !names_facts(path) {
        return Vec::new();
    }
    let shows = |reference: &FactReference| {
        let owner = reference.entry.as_ref();
        let owner = owner.and_then(|name| slug_of(snapshot, name.as_str()));
        owner.is_some_and(|owner| is_shown(owner, reference.property.as_str()))
    };
    let inserted = inserted_facts(snapshot, path).into_iter().filter(shows);
    inserted
        .map(|reference| TouchedPart::InsertedFact(words_of(&reference)))
        .collect()
}

/// The figures of a page that draw the events of some threads.
pub(super) fn drawn_threads(
    snapshot: &Snapshot,
    page: &Page,
    threads: &[PageIndex],
) -> Vec<TouchedPart> {
    let draws = |figure: &FigureBlock| {
        let thread = figure.thread.as_deref().map(|name| snapshot.resolve(name));
        matches!(thread, Some(LinkTarget::Page(page)) if threads.contains(&page))
    };
    figures_that(snapshot, page, "thread:", draws)
}

/// The figures of a page that draw a file of data which is not what it was.
pub(super) fn figures_of_other_data(
    before: &Snapshot,
    after: &Snapshot,
    page: &Page,
) -> Vec<TouchedPart> {
    figures_that(after, page, "data:", |figure: &FigureBlock| {
        let file = figure.data.as_deref();
        file.is_some_and(|file| before.data(file) != after.data(file))
    })
}

/// The figures of a page that are as asked for. `sign` stands in the text of each.
fn figures_that(
    snapshot: &Snapshot,
    page: &Page,
    sign: &str,
    is_meant: impl Fn(&FigureBlock) -> bool,
) -> Vec<TouchedPart> {
    if !page.text.contains("figure") || !page.text.contains(sign) {
        return Vec::new();
    }
    let figures = figures_of(snapshot, page).into_iter().filter(is_meant);
    figures
        .map(|figure| TouchedPart::Figure(figure.title))
        .collect()
}

fn figures_of(snapshot: &Snapshot, page: &Page) -> Vec<FigureBlock> {
    let document = almanac_syntax::parse(&page.text, dialect(snapshot.config()));
    let blocks = document.blocks.iter();
    let figures = blocks.filter(|(block, _)| block.kind == BlockKind::Figure);
    figures
        .map(|(block, _)| {
            let (node, _) = yaml::parse(&page.text, block.content.clone());
            FigureBlock::read(&node)
        })
        .collect()
}

fn words_of(reference: &FactReference) -> String {
    let entry = reference.entry.as_ref().map(|slug| format!("{slug}/"));
    format!("{}{}", entry.unwrap_or_default(), reference.property)
}

/// The figures of a page that draw some facts: by the entries or the kind that they name, or by a formula.
fn figures_that_show(
    snapshot: &Snapshot,
    page: &Page,
    is_shown: &impl Fn(&Slug, &str) -> bool,
    shows: &impl Fn(&FactReference) -> bool,
) -> Vec<TouchedPart> {
    let draws = |figure: &FigureBlock| {
        let mut owners: Vec<&Slug> = figure
            .entries
            .iter()
            .filter_map(|name| slug_of(snapshot, name))
            .collect();
        if let Some(kind) = &figure.of {
            let pages = snapshot.pages().iter();
            let of_kind = pages
                .filter(|page| matches!(&page.form, Form::Entry { kind: of, .. } if of == kind));
            owners.extend(of_kind.map(|page| &page.slug));
        }
        if owners.is_empty() {
            owners.push(&page.slug);
        }
        let properties = figure.properties.iter().chain(&figure.x).chain(&figure.y);
        let mut properties = properties.filter(|_| figure.data.is_none());
        let in_formula = figure
            .break_even
            .iter()
            .flat_map(|block| &block.assumptions);
        let mut in_formula = in_formula.filter_map(|assumption| assumption.fact.as_deref());
        properties.any(|property| owners.iter().any(|owner| is_shown(owner, property)))
            || in_formula.any(|text| FactReference::parse(text).is_ok_and(|fact| shows(&fact)))
    };
    figures_that(snapshot, page, "figure", draws)
}
