//! Reads addresses.

use super::source_key::unescape_key;
use super::{Address, EventName, FeedFormat, FigureForm, Format, Subject};
use crate::{LanguageTag, Letter, Level, Slug};

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
    depth(text).or_else(|| at_own_level(text))
}

/// Reads the address of a depth: that of an original with a level behind it, or before the name of a figure or the dot of a
/// form. An address has one level at most.
fn depth(text: &str) -> Option<Address> {
    let (before, last) = text.rsplit_once('/')?;
    let original = match before.rsplit_once('/') {
        Some((page, level)) if page.starts_with("figures/") => {
            let level = Level::from_name(level)?;
            return at_depth(&format!("{page}/{last}"), level);
        }
        _ => before,
    };
    match last.split_once('.') {
        Some((level, extension)) => {
            at_depth(&format!("{original}.{extension}"), Level::from_name(level)?)
        }
        None => at_depth(original, Level::from_name(last)?),
    }
}

fn at_depth(original: &str, level: Level) -> Option<Address> {
    let address = at_own_level(original).filter(Address::has_depths)?;
    Some(address.at_depth(Some(level)))
}

/// Reads an address that has no depth.
fn at_own_level(text: &str) -> Option<Address> {
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
        ("threads", Some(thread), Some(name)) if name != "feed.xml" => of_event(thread, name)?,
        ("entries", Some(entry), Some("events")) => Address::EntryEvents(slug(entry)?),
        ("entries", Some(entry), Some("events.xml")) => Address::EntryEventsFeed(slug(entry)?),
        ("topics", Some(topic), Some("events")) => Address::TopicEvents(slug(topic)?),
        ("topics", Some(topic), Some("events.xml")) => Address::TopicEventsFeed(slug(topic)?),
        ("events", None, None) => Address::Events,
        ("events", Some("feed.xml"), None) => Address::EventsFeed(FeedFormat::Atom),
        ("events", Some("feed.json"), None) => Address::EventsFeed(FeedFormat::Json),
        ("events", Some(year), None) => Address::EventsOfYear(number_of_digits(year, 4)?),
        ("events", Some(year), Some(month)) => {
            let month = u8::try_from(number_of_digits(month, 2)?).ok()?;
            let month = Some(month).filter(|month| (1..=12).contains(month));
            Address::EventsOfMonth(number_of_digits(year, 4)?, month?)
        }
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

/// Reads the last parts of the address of an event, or of a form of one: `x`, `y.md`.
fn of_event(thread: &str, name: &str) -> Option<Address> {
    let thread = Slug::new(thread).ok()?;
    let of_form = name.rsplit_once('.').and_then(|(name, extension)| {
        Some((
            EventName::new(name).ok()?,
            Format::from_extension(extension)?,
        ))
    });
    Some(match of_form {
        Some((name, format)) => Address::Form(Subject::Event(thread, name), format),
        None => Address::Event(thread, EventName::new(name).ok()?),
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

/// Reads a number of so many digits.
fn number_of_digits(text: &str, digits: usize) -> Option<u16> {
    let is_written_so = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    is_written_so.then(|| text.parse().ok()).flatten()
}

/// Reads a number from 1 in its one form: no sign, no leading zero.
fn number_from_one(text: &str) -> Option<usize> {
    let number: usize = text.parse().ok()?;
    (number > 0 && number.to_string() == text).then_some(number)
}
