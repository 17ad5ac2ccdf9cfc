//! The forms that an entry, a thread or a path has beside its page.

use almanac_locale::Edition;
use almanac_model::{Address, Format, Output, Subject};

use crate::card::card;
use crate::page_json::page_json;
use crate::path_json::path_json;
use crate::subject::{SubjectContent, find};

/// The forms that a subject has, in a fixed order.
pub(crate) fn forms(edition: &Edition<'_>, subject: Subject) -> Vec<Address> {
    let has_card = card(edition, &subject).is_some();
    let formats = Format::ALL.into_iter();
    formats
        .filter(|format| has_card || *format != Format::Card)
        .map(|format| Address::Form(subject.clone(), format))
        .collect()
}

/// The forms of all translations, in a fixed order. The picture of the original does for them, too.
pub(crate) fn forms_of_translations(edition: &Edition<'_>) -> Vec<Address> {
    let snapshot = edition.snapshot();
    let pages = snapshot
        .translations()
        .iter()
        .map(AsRef::as_ref)
        .map(Address::of_page);
    let paths = snapshot
        .path_translations()
        .iter()
        .map(AsRef::as_ref)
        .map(Address::of_path);
    let both = |page: Address| [Format::Markdown, Format::Json].map(|format| page.form(format));
    pages.chain(paths).flat_map(both).flatten().collect()
}

/// A form of an entry, a thread or a path.
pub(crate) fn form(edition: &Edition<'_>, subject: &Subject, format: Format) -> Option<Output> {
    let found = find(edition, subject)?;
    let bytes = match format {
        Format::Markdown => match found {
            SubjectContent::Page(_, page) => page.text.as_bytes().to_vec(),
            SubjectContent::Path(path) => path.text.as_bytes().to_vec(),
        },
        Format::Json => match found {
            SubjectContent::Page(index, page) => page_json(edition, index, page),
            SubjectContent::Path(path) => path_json(edition, path),
        },
        Format::Card => card(edition, subject)?.draw()?,
    };
    Some(Output {
        content_type: format.content_type(),
        bytes,
    })
}
