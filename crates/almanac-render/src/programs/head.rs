//! What the head of a page says to programs.

use almanac_documents::structured_data;
use almanac_model::{Address, Format};
use serde::Serialize;

use super::preview::{Property, properties};
use crate::assets::asset_name;
use crate::html::Html;
use crate::view::View;

/// What the head of a page says to programs.
#[derive(Debug, Serialize)]
pub(crate) struct Head {
    /// The other forms of what the page shows, and the feeds about it: its own first.
    pub links: Vec<HeadLink>,
    /// How a link to the page is shown elsewhere.
    pub properties: Vec<Property>,
    /// The icon of a site that is kept on the home screen of an Apple device.
    pub touch_icon: &'static str,
    pub manifest: String,
    /// What the page is, as JSON-LD.
    pub structured_data: Option<Html>,
}

/// A link of a head to another form of what the page shows.
#[derive(Debug, Serialize)]
pub(crate) struct HeadLink {
    /// The media type of what it leads to.
    pub content_type: &'static str,
    /// What it is, where a reader may choose it.
    pub title: Option<String>,
    pub href: String,
}

impl Head {
    /// The head of the page at an address; of one that has none, if there is none.
    pub(crate) fn new(
        site: &View<'_>,
        address: Option<&Address>,
        title: &str,
        description: Option<&str>,
    ) -> Self {
        Self {
            properties: address.map_or_else(Vec::new, |address| {
                properties(site, address, title, description)
            }),
            links: address.map_or_else(Vec::new, |address| links(site, address)),
            touch_icon: asset_name("icon-180", ".png"),
            manifest: site.url(&Address::Manifest),
            structured_data: address
                .and_then(|address| structured_data(site, address))
                .map(Html::trusted),
        }
    }
}

fn links(site: &View<'_>, address: &Address) -> Vec<HeadLink> {
    let mut links = Vec::new();
    let forms = [Format::Markdown, Format::Json].into_iter();
    let forms = forms.filter(|_| site.has_forms());
    links.extend(forms.filter_map(|format| {
        Some(HeadLink {
            content_type: format.media_type(),
            title: None,
            href: site.url(&address.form(format)?),
        })
    }));
    links.extend(own_feed(site, address));
    let title = format!("{}: what changed lately", site.snapshot().config().title);
    links.push(feed(site, title, &Address::Feed));
    links
}

/// The feed of what a page is about.
fn own_feed(site: &View<'_>, address: &Address) -> Option<HeadLink> {
    let snapshot = site.snapshot();
    match address.original() {
        Address::Thread(slug) => {
            let page = snapshot.page(snapshot.page_by_slug(slug.as_str())?);
            let title = format!("{}: events", page.title);
            Some(feed(site, title, &Address::ThreadFeed(slug.clone())))
        }
        Address::Topic(slug) => {
            let topic = snapshot.topic(slug.as_str())?;
            let title = format!("{}: what changed lately", topic.title);
            Some(feed(site, title, &Address::TopicFeed(slug.clone())))
        }
        _ => None,
    }
}

fn feed(site: &View<'_>, title: String, address: &Address) -> HeadLink {
    HeadLink {
        content_type: "application/atom+xml",
        title: Some(title),
        href: site.url(address),
    }
}
