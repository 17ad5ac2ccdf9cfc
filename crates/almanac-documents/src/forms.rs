//! The forms that an entry, a thread or a path has beside its page.

use almanac_locale::Edition;
use almanac_model::{Address, ContentFile, Format, Level, Output, Subject, without_remark_fillers};

use crate::card::card;
use crate::event_json::event_json;
use crate::event_markdown::event_markdown;
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

/// The forms of all other versions, in a fixed order. The picture of the original does for them, too.
pub(crate) fn forms_of_versions(edition: &Edition<'_>) -> Vec<Address> {
    let snapshot = edition.snapshot();
    let pages = snapshot
        .versions()
        .iter()
        .map(AsRef::as_ref)
        .map(Address::of_page);
    let paths = snapshot
        .path_translations()
        .iter()
        .map(AsRef::as_ref)
        .map(Address::of_path);
    let events = snapshot
        .versions()
        .iter()
        .flat_map(|page| page.event_addresses());
    let both = |page: Address| [Format::Markdown, Format::Json].map(|format| page.form(format));
    pages
        .chain(events)
        .chain(paths)
        .flat_map(both)
        .flatten()
        .collect()
}

/// A form of an entry, a thread, a path or an event, at a depth at which that is told.
pub(crate) fn form(
    edition: &Edition<'_>,
    (subject, depth): (&Subject, Option<Level>),
    format: Format,
) -> Option<Output> {
    let found = find(edition, subject, depth)?;
    let bytes = match format {
        Format::Markdown => match found {
            SubjectContent::Page(_, page) => written(page),
            SubjectContent::Path(path) => written(path),
            SubjectContent::Event(_, page, place) => {
                event_markdown(edition, page, &page.events()[place])
            }
        },
        Format::Json => match found {
            SubjectContent::Page(index, page) => page_json(edition, index, page),
            SubjectContent::Path(path) => path_json(edition, path),
            SubjectContent::Event(index, page, place) => event_json(edition, index, page, place),
        },
        Format::Card => card(edition, subject)?.draw()?,
    };
    Some(Output {
        content_type: format.content_type(),
        bytes,
    })
}

/// What stands at the end of a text that lacks something of its file.
const LACKS_SOMETHING: &str = "<!-- Something private was left out here: this is not the whole file, and must not be written back. -->\n";

/// The bytes of a page's text, as its author wrote it for others.
fn written(content: &ContentFile) -> Vec<u8> {
    let mut text = without_remark_fillers(&content.text).into_owned();
    if content.has_private_parts {
        let end = match text.ends_with('\n') {
            true => "\n",
            false => "\n\n",
        };
        text.extend([end, LACKS_SOMETHING]);
    }
    text.into_bytes()
}
