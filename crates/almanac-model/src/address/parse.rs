//! Reads addresses.

use super::source_key::unescape_key;
use super::{Address, FigureForm, Format, Subject};
use crate::{LanguageTag, Letter, Slug};

/// Reads the address of a translation: that of its original behind the tag of its language.
///
/// What follows the tag is read as an original only. Clients choose how many tags they send, so one
/// tag must never lead to the reading of another.
pub(super) fn translated(text: &str) -> Option<Address> {
    let (tag, rest) = text.split_once('/')?;
    let language = LanguageTag::new(tag).ok()?;
    let address = original(rest).filter(Address::is_translatable)?;
    Some(address.in_language(Some(&language)))
}

/// Reads an address that has no language in front.
pub(super) fn original(text: &str) -> Option<Address> {
    if let Some(list) = text.strip_prefix("sources/by/") {
        let (letter, number) = list.split_once('/')?;
        return Some(Address::SourcesBy(
            Letter::parse(letter)?,
            number_from_one(number)?,
        ));
    }
    let mut parts = text.split('/');
    let (first, second, third) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let slug = |text: &str| Slug::new(text).ok();
    if let (Some(name), None) = (second, third)
        && let Some(form) = form(first, name)
    {
        return Some(form);
    }
    Some(match (first, second, third) {
        ("", None, None) => Address::Home,
        ("paths", None, None) => Address::Paths,
        ("paths", Some(path), None) => Address::Path(slug(path)?),
        ("paths", Some(path), Some("end")) => Address::End(slug(path)?),
        ("paths", Some(path), Some(number)) => Address::Step(slug(path)?, number_from_one(number)?),
        ("entries", None, None) => Address::Entries,
        ("entries", Some(entry), None) => Address::Entry(slug(entry)?),
        ("threads", None, None) => Address::Threads,
        ("threads", Some(thread), None) => Address::Thread(slug(thread)?),
        ("topics", None, None) => Address::Topics,
        ("topics", Some(topic), None) => Address::Topic(slug(topic)?),
        ("sources", None, None) => Address::Sources,
        ("sources", Some(key), None) => Address::Source(unescape_key(key)?),
        ("requested", None, None) => Address::Requested,
        ("progress", None, None) => Address::Progress,
        ("progress", Some("titles.json"), None) => Address::Titles,
        ("figures", Some(page), Some(file)) => {
            let (figure, extension) = file.split_once('.')?;
            let form = FigureForm::from_extension(extension)?;
            Address::Figure(slug(page)?, slug(figure)?, form)
        }
        ("changes", None, None) => Address::Changes,
        ("search", None, None) => Address::Search,
        ("search.json", None, None) => Address::SearchData,
        ("feed.xml", None, None) => Address::Feed,
        ("threads", Some(thread), Some("feed.xml")) => Address::ThreadFeed(slug(thread)?),
        ("topics", Some(topic), Some("feed.xml")) => Address::TopicFeed(slug(topic)?),
        ("sitemap.xml", None, None) => Address::Sitemap,
        ("robots.txt", None, None) => Address::Robots,
        ("llms.txt", None, None) => Address::Llms,
        ("site.webmanifest", None, None) => Address::Manifest,
        (name, None, None) => {
            let number = name.strip_prefix("sitemap-")?.strip_suffix(".xml")?;
            Address::SitemapPart(number_from_one(number)?)
        }
        _ => return None,
    })
}

/// Reads the last parts of an address that names a form: `entries`, `x.md`.
fn form(list: &str, name: &str) -> Option<Address> {
    let (slug, extension) = name.split_once('.')?;
    let slug = Slug::new(slug).ok()?;
    let subject = match list {
        "entries" => Subject::Entry(slug),
        "threads" => Subject::Thread(slug),
        "paths" => Subject::Path(slug),
        _ => return None,
    };
    Some(Address::Form(subject, Format::from_extension(extension)?))
}

/// Reads a number from 1 in its one form: no sign, no leading zero.
fn number_from_one(text: &str) -> Option<usize> {
    let number: usize = text.parse().ok()?;
    (number > 0 && number.to_string() == text).then_some(number)
}
