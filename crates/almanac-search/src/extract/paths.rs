//! The documents of learning paths.

use almanac_locale::{Edition, Punctuation, words_of};
use almanac_model::{LearningPath, PathLevel, Slug, Snapshot, Step};
use almanac_passages::{TextOwner, TextReader};
use almanac_syntax::standing_alone;

use super::edition_in;
use super::pages::{identities, language_of, notes};
use crate::document::{Field, Passage, SearchDocument, SearchSubject};

/// The fragment of the list of steps.
const STEPS: &str = "steps:";

/// A path in each of its languages, the original first; none if it is not searched.
pub(super) fn versions<'s>(
    snapshot: &'s Snapshot,
    slug: &Slug,
) -> impl Iterator<Item = &'s LearningPath> + use<'s> {
    let original = snapshot.path_by_slug(slug.as_str());
    let original = original.map(|index| snapshot.path(index));
    let original = original.filter(|path| !path.is_unlisted);
    let translations = snapshot.translations_of_path(slug).iter();
    let translations = translations.map(AsRef::as_ref);
    let translations = translations.filter(|path: &&LearningPath| !path.is_unlisted);
    let is_searched = original.is_some();
    let translations = translations.filter(move |_| is_searched);
    original.into_iter().chain(translations)
}

/// The document of a path in one language.
pub(super) fn document(snapshot: &Snapshot, path: &LearningPath) -> SearchDocument {
    let edition = &edition_in(snapshot, path.language());
    SearchDocument {
        subject: SearchSubject::Path(path.slug.clone()),
        depth: None,
        language: language_of(snapshot, path),
        is_translation: path.language().is_some(),
        kind: None,
        level: match path.level {
            PathLevel::All(level) => Some(level),
            PathLevel::Unknown | PathLevel::Mixed => None,
        },
        topics: path.topics.clone(),
        within: vec![format!("path:{}", path.slug)],
        is_stub: false,
        linked_from: 0,
        addresses: identities(&path.cited),
        passages: passages(edition, path),
    }
}

fn passages(edition: &Edition<'_>, path: &LearningPath) -> Vec<Passage> {
    let top = |field: Field, text: String| Passage {
        field,
        anchor: None,
        text,
    };
    let owner = TextOwner::Path(path);
    let mut passages = vec![top(Field::Title, path.title.clone())];
    let aliases = path.aliases.iter();
    passages.extend(aliases.map(|alias| top(Field::Alias, alias.clone())));
    passages.extend({ path.summary.clone() }.map(|summary| top(Field::Summary, summary)));
    let audience = path.audience.as_deref();
    let audience = audience.map(|text| TextReader::read_line(edition, owner, text));
    passages.extend(audience.map(|audience| top(Field::Text, audience)));
    let start = path.repeated_title();
    let start = start.map_or(path.introduction.start, |heading| heading.span.end);
    let mut read = |part: std::ops::Range<usize>| {
        let (text, part) = standing_alone(&path.text, path.body(), part);
        passages.extend(TextReader::new(edition, owner).read(&text, part));
    };
    read(start..path.introduction.end);
    let closing = path.closing.clone();
    passages.extend(path.steps.iter().map(|step| Passage {
        field: Field::Text,
        anchor: Some(STEPS.to_owned()),
        text: words_of_step(edition, path, step),
    }));
    if let Some(closing) = closing {
        let (text, part) = standing_alone(&path.text, path.body(), closing);
        let read = TextReader::new(edition, owner).read(&text, part);
        // The closing page is another page, on which the fragments of this one's headings are not.
        passages.extend(read.into_iter().map(|passage| Passage {
            anchor: None,
            ..passage
        }));
    }
    passages.extend(notes(&path.cited));
    passages.retain(|passage| !passage.text.is_empty());
    passages
}

/// The title of a step, and why it comes where it does.
fn words_of_step(edition: &Edition<'_>, path: &LearningPath, step: &Step) -> String {
    let page = edition.step(step);
    let title = page.map_or_else(|| words_of(&step.read), |page| page.title.clone());
    let is_set = edition.snapshot().config().smart_punctuation;
    let title = Punctuation::line(edition.locale(), &title, is_set);
    match TextReader::read_line(edition, TextOwner::Path(path), &step.why) {
        why if why.is_empty() => title.into_owned(),
        why => format!("{title} · {why}"),
    }
}
