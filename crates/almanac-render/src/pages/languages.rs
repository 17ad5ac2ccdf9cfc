//! The languages of what a page shows: where its other versions are, and what is in which.

use almanac_model::{Address, LanguageTag, Page, Version};
use serde::Serialize;

use super::depths::level_words;
use crate::html::{Html, html};
use crate::tongues::{language_alone, tongue, tongue_of};
use crate::view::View;
use almanac_locale::{Direction, own_name};

/// What a page shows, in one of several languages.
#[derive(Debug, Serialize)]
pub(crate) struct LanguageVersion {
    /// The BCP 47 tag.
    pub language: String,
    pub direction: &'static str,
    /// What the language calls itself.
    pub name: String,
    pub href: String,
    /// The level of its text, in words, where that is told at another depth than what is shown.
    pub level: Option<&'static str>,
    /// The address with its host, if that is known: search engines read no other. None of a text at another depth, which says
    /// something else.
    pub full_url: Option<String>,
    /// Whether it is what the page shows.
    pub is_here: bool,
    pub is_original: bool,
}

/// Where what is at an address can be read in each language, the original first; none if there is but one.
pub(crate) fn versions(site: &View<'_>, address: &Address) -> Vec<LanguageVersion> {
    let addresses = site.in_languages(address);
    let is_same = |there: &&Address| there.depth() == address.depth();
    // A text that is in one language alone is no version of another for search engines.
    let has_versions = addresses.iter().filter(is_same).count() > 1;
    let version = |there: &Address| {
        let language = site.language_of_address(there);
        let is_same = is_same(&there);
        LanguageVersion {
            language: language.to_owned(),
            direction: Direction::of(language).name(),
            name: own_name(language),
            level: (!is_same).then(|| level_at(site, there)).flatten(),
            href: site.url(there),
            full_url: site.whole_url(there).filter(|_| is_same && has_versions),
            is_here: there == address,
            is_original: there.language().is_none(),
        }
    };
    addresses.iter().map(version).collect()
}

/// The level of the text at an address, in words.
fn level_at(site: &View<'_>, address: &Address) -> Option<&'static str> {
    let (Address::Entry(slug) | Address::Thread(slug)) = address.of_original() else {
        return None;
    };
    let index = site.snapshot().page_by_slug(slug.as_str())?;
    let text = site
        .snapshot()
        .version(index, address.depth(), address.language())?;
    Some(level_words(site, text.level))
}

/// The attributes that name what is shown, and by theirs the texts that those have read who have read this: the same in other
/// languages, and the other depths.
pub(crate) fn content_attributes(site: &View<'_>, page: &Page) -> Html {
    let own = shown_hash(site, page);
    let others = hashes_of_the_same(site, page);
    match others.is_empty() {
        true => html!("data-content=\"{}\"", own),
        false => html!(
            "data-content=\"{}\" data-same=\"{}\"",
            own,
            others.join(" ")
        ),
    }
}

/// Names what is shown of a page in a reader's record: sixteen digits of the hash of what it tells, and eight of that of the
/// values that it shows.
pub(crate) fn shown_hash(site: &View<'_>, page: &Page) -> String {
    let text = site.snapshot().text_hash(page);
    let values = site.snapshot().values_hash(page);
    let digits = |hash: &str, count| hash.get(..count).unwrap_or_default().to_owned();
    format!(
        "{}.{}",
        digits(text.as_str(), 16),
        digits(values.as_str(), 8)
    )
}

/// What names the texts whose readers have read a page: those in other languages that say the same, and those at other depths.
pub(crate) fn hashes_of_the_same(site: &View<'_>, page: &Page) -> Vec<String> {
    let snapshot = site.snapshot();
    let versions = snapshot.versions_of(&page.slug);
    if versions.is_empty() {
        return Vec::new();
    }
    // A translation that lags says something else. A depth is another text anyhow, and was read as it is.
    let says_the_same = |other: &&Page| {
        let version = other.version.as_ref();
        version.is_none_or(|made| made.language.is_none() || made.is_current())
    };
    let original = snapshot.page_by_slug(page.slug.as_str());
    let original = original.map(|index| snapshot.page(index)).into_iter();
    let others = original.chain(versions.iter().map(AsRef::as_ref));
    let others = others.filter(|other| says_the_same(&page) && says_the_same(other));
    let others = others.filter(|other| {
        other.version.as_ref().map(Version::key) != page.version.as_ref().map(Version::key)
    });
    others.map(|other| shown_hash(site, other)).collect()
}

/// How the languages of a page's content, of the almanac and of the interface stand to one another.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Tongues {
    /// Of the content, among words of the interface.
    pub content: Html,
    /// Of the title, within the content.
    pub title: Html,
    /// Of the interface, within the content.
    pub interface: Html,
    /// Of a section of the page whose words are the interface's, within the content: it runs as the page does, so that
    /// what it lists stands in the page's order and on its side.
    pub section: Html,
    /// Of names that the almanac gives, as of its kinds and topics, among words of the interface.
    pub names: Html,
}

impl Tongues {
    /// Of a page with a title.
    pub(crate) fn new(site: &View<'_>, title: &str, translation: Option<&Version>) -> Self {
        Self::of_language(site, title, site.language_of(translation))
    }

    /// Of an entry or a thread.
    pub(crate) fn of_page(site: &View<'_>, page: &Page) -> Self {
        let own = page.written_in.as_ref().map(LanguageTag::as_str);
        let language = own.unwrap_or_else(|| site.language_of(page.version.as_ref()));
        Self::of_language(site, &page.title, language)
    }

    fn of_language(site: &View<'_>, title: &str, content: &str) -> Self {
        let interface = site.locale().tag();
        Self {
            content: tongue(content, interface),
            title: tongue_of(title, content, content),
            interface: tongue(interface, content),
            section: language_alone(interface, content),
            names: tongue(site.language_of(None), interface),
        }
    }
}
