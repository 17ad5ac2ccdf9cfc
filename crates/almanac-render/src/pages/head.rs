//! What the head of a page says to programs.

use almanac_locale::{HeadLink, HeadOf, HeadProperty, PageHead};
use almanac_model::Address;
use serde::Serialize;

use crate::assets::asset_name;
use crate::html::Html;
use crate::view::View;

/// What the head of a page says to programs.
#[derive(Debug, Serialize)]
pub(crate) struct Head {
    /// The other forms of what the page shows, and the feeds about it: its own first.
    pub links: Vec<HeadLink>,
    /// How a link to the page is shown elsewhere.
    pub properties: Vec<HeadProperty>,
    /// The icon of a site that is kept on the home screen of an Apple device.
    pub touch_icon: &'static str,
    pub manifest: String,
    /// What the page is, as JSON-LD.
    pub structured_data: Option<Html>,
}

impl Head {
    /// The head of the page at an address; of one that has none, if there is none.
    pub(crate) fn new(
        site: &View<'_>,
        address: Option<&Address>,
        title: &str,
        description: Option<&str>,
    ) -> Self {
        let head = address.map(|address| HeadOf {
            address,
            title,
            description,
        });
        let head = head.map(|page| site.for_programs().head(site, &page));
        let PageHead {
            links,
            properties,
            structured_data,
        } = head.unwrap_or_default();
        Self {
            links,
            properties,
            touch_icon: asset_name("icon-180", ".png"),
            manifest: site.url(&Address::Manifest),
            structured_data: structured_data.map(Html::json),
        }
    }
}
