//! The forms that an entry, a thread or a path has beside its page.

use almanac_model::{Address, Format, Subject};

use super::card::card;
use super::subject::{Found, find};
use crate::view::View;
use almanac_documents::{Output, page_json, path_json};

/// The forms that a subject has, in a fixed order.
pub(crate) fn forms(site: &View<'_>, subject: Subject) -> Vec<Address> {
    let has_card = card(site, &subject).is_some();
    let formats = Format::ALL.into_iter();
    formats
        .filter(|format| has_card || *format != Format::Card)
        .map(|format| Address::Form(subject.clone(), format))
        .collect()
}

/// The forms of all translations, in a fixed order. The picture of the original does for them, too.
pub(crate) fn forms_of_translations(site: &View<'_>) -> Vec<Address> {
    let snapshot = site.snapshot();
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
pub(crate) fn form(site: &View<'_>, subject: &Subject, format: Format) -> Option<Output> {
    let found = find(site, subject)?;
    let bytes = match format {
        Format::Markdown => match found {
            Found::Page(_, page) => page.text.as_bytes().to_vec(),
            Found::Path(path) => path.text.as_bytes().to_vec(),
        },
        Format::Json => match found {
            Found::Page(index, page) => page_json(site, index, page),
            Found::Path(path) => path_json(site, path),
        },
        Format::Card => card(site, subject)?.draw()?,
    };
    Some(Output {
        content_type: format.content_type(),
        bytes,
    })
}
