//! The languages of what a page shows: where its other versions are, and what is in which.

use almanac_model::{Address, Page, Translation};
use serde::Serialize;

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
    /// The address with its host, if that is known.
    pub full_url: String,
    /// Whether it is what the page shows.
    pub is_here: bool,
    pub is_original: bool,
}

/// All versions of what is at an address, the original first; none if there is but one.
pub(crate) fn versions(site: &View<'_>, address: &Address) -> Vec<LanguageVersion> {
    let version = |there: &Address| {
        let language = site.language_of_address(there);
        LanguageVersion {
            language: language.to_owned(),
            direction: Direction::of(language).name(),
            name: own_name(language),
            href: site.url(there),
            full_url: site.full_url(there),
            is_here: there == address,
            is_original: there.language().is_none(),
        }
    };
    site.versions(address).iter().map(version).collect()
}

/// The attributes that name the text that is shown by its hash, and by theirs the texts in other
/// languages that say the same: those who have read one of these have read this.
pub(crate) fn content_attributes(site: &View<'_>, page: &Page) -> Html {
    let own = page.content_hash.as_str();
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

/// The hashes of the texts in other languages that say the same as a page.
pub(crate) fn hashes_of_the_same<'s>(site: &View<'s>, page: &Page) -> Vec<&'s str> {
    let says_the_same = |other: &&Page| {
        let translation = other.translation.as_ref();
        translation.is_none_or(Translation::is_current)
    };
    let snapshot = site.snapshot();
    let original = snapshot.page_by_slug(page.slug.as_str());
    let original = original.map(|index| snapshot.page(index)).into_iter();
    let others = original.chain(
        snapshot
            .translations_of(&page.slug)
            .iter()
            .map(AsRef::as_ref),
    );
    let others = others.filter(|other| says_the_same(&page) && says_the_same(other));
    let others = others.map(|other| other.content_hash.as_str());
    others
        .filter(|hash| *hash != page.content_hash.as_str())
        .collect()
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
    pub(crate) fn new(site: &View<'_>, title: &str, translation: Option<&Translation>) -> Self {
        let (content, interface) = (site.language_of(translation), site.locale().tag());
        Self {
            content: tongue(content, interface),
            title: tongue_of(title, content, content),
            interface: tongue(interface, content),
            section: language_alone(interface, content),
            names: tongue(site.language_of(None), interface),
        }
    }
}
