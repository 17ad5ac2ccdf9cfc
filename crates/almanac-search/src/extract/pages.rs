//! The documents of entries and threads.

use almanac_locale::Edition;
use almanac_model::{
    CitedSources, ContentFile, Form, LanguageTag, Page, PageIndex, Slug, Snapshot, Source,
};
use almanac_passages::{TextOwner, TextReader};

use super::link_counts::count_of_page;
use super::{edition_in, facts};
use crate::document::{Field, Passage, SearchDocument, SearchSubject};

/// The subject of an entry or a thread.
pub(super) fn subject(page: &Page) -> SearchSubject {
    match page.is_thread() {
        true => SearchSubject::Thread(page.slug.clone()),
        false => SearchSubject::Entry(page.slug.clone()),
    }
}

/// All texts of an entry or a thread, at each depth and in each language, the original first, with its place; none if it is
/// not searched.
pub(super) fn versions<'s>(
    snapshot: &'s Snapshot,
    subject: &SearchSubject,
    slug: &Slug,
) -> impl Iterator<Item = (PageIndex, &'s Page)> + use<'s> {
    let index = snapshot.page_by_slug(slug.as_str());
    let index = index.filter(|index| {
        let original = snapshot.page(*index);
        !original.is_unlisted && self::subject(original) == *subject
    });
    let original = index.map(|index| snapshot.page(index));
    let others = snapshot.versions_of(slug).iter().map(AsRef::as_ref);
    let others = others.filter(|page: &&Page| !page.is_unlisted);
    let versions = original.into_iter().chain(others);
    index
        .into_iter()
        .flat_map(move |index| versions.clone().map(move |page| (index, page)))
}

/// The document of one text of a page.
pub(super) fn document(snapshot: &Snapshot, index: PageIndex, page: &Page) -> SearchDocument {
    let edition = &edition_in(snapshot, page.language());
    let kind = match &page.form {
        Form::Entry { kind } => Some(kind.clone()),
        Form::Thread { .. } => None,
    };
    let mut within = vec![page.slug.to_string()];
    let paths = snapshot.memberships(index).iter();
    let paths = paths.map(|(path, _)| snapshot.path(*path));
    let paths = paths.filter(|path| !path.is_unlisted);
    within.extend(paths.map(|path| format!("path:{}", path.slug)));
    within.dedup();
    SearchDocument {
        subject: subject(page),
        depth: page.depth(),
        language: language_of(snapshot, page),
        is_translation: page.language().is_some(),
        kind,
        level: page.level,
        topics: page.topics.clone(),
        within,
        is_stub: page.stub,
        linked_from: count_of_page(snapshot, index),
        addresses: identities(&page.cited),
        passages: passages(edition, page),
    }
}

/// The language of a text: that of a translation, else the one that its author names, else that of the almanac.
pub(super) fn language_of(snapshot: &Snapshot, content: &ContentFile) -> String {
    let own = &snapshot.config().language;
    let named = content.language().or(content.written_in.as_ref());
    named.map_or(own.as_str(), LanguageTag::as_str).to_owned()
}

/// The identities of what is cited.
pub(super) fn identities(cited: &CitedSources) -> Vec<String> {
    let identities = cited.notes().map(|cited| cited.source.identity.as_str());
    identities.map(str::to_owned).collect()
}

/// The passages of the notes at the foot of a page.
pub(super) fn notes(cited: &CitedSources) -> impl Iterator<Item = Passage> {
    cited.notes().map(|cited| Passage {
        field: Field::Source,
        anchor: Some(format!("note:{}", cited.number)),
        text: source_words(&cited.source, true),
    })
}

fn passages(edition: &Edition<'_>, page: &Page) -> Vec<Passage> {
    let top = |field: Field, text: &str| Passage {
        field,
        anchor: None,
        text: text.to_owned(),
    };
    let mut passages = vec![top(Field::Title, &page.title)];
    passages.extend(page.aliases.iter().map(|alias| top(Field::Alias, alias)));
    let summary = page.summary.as_deref();
    passages.extend(summary.map(|summary| top(Field::Summary, summary)));
    let takeaways = page.takeaways.iter();
    passages.extend(takeaways.map(|takeaway| {
        let words = TextReader::read_line(edition, TextOwner::Page(page), &takeaway.text);
        top(Field::Text, &words)
    }));
    passages.extend(facts::passages(edition, page));
    let reader = TextReader::new(edition, TextOwner::Page(page));
    passages.extend(reader.read(&page.text, page.text_below_title()));
    passages.extend(notes(&page.cited));
    passages
}

/// What a list of sources says of a work: its title, its makers, who published it, its address.
pub(super) fn source_words(source: &Source, with_title: bool) -> String {
    let title = (with_title && !source.title.is_empty()).then_some(&*source.title);
    let makers = [&source.authors, &source.editors, &source.translators];
    let makers = makers.into_iter().flat_map(|makers| &makers.named);
    let makers: Vec<&str> = makers.map(|maker| &*maker.name).collect();
    let makers = makers.join(", ");
    let makers = (!makers.is_empty()).then_some(&*makers);
    let rest = [makers, source.publisher.as_deref(), source.url.as_deref()];
    let words: Vec<&str> = title
        .into_iter()
        .chain(rest.into_iter().flatten())
        .collect();
    words.join(" · ")
}
