//! Feeds as JSON Feed writes them (<https://www.jsonfeed.org/version/1.1/>).

use almanac_locale::Edition;
use almanac_model::{FeedFormat, Output};
use serde::Serialize;

use crate::atom::{Feed, midnight};
use crate::json::bytes;

#[derive(Serialize)]
struct JsonFeed<'f> {
    version: &'static str,
    title: &'f str,
    home_page_url: String,
    feed_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'f str>,
    language: &'f str,
    items: Vec<JsonFeedItem<'f>>,
}

#[derive(Serialize)]
struct JsonFeedItem<'f> {
    id: &'f str,
    url: &'f str,
    title: &'f str,
    content_html: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    date_modified: String,
}

/// Writes a feed. Its items have the same ids, dates and order as in the other format.
pub(crate) fn json_feed(feed: &Feed, edition: &Edition<'_>) -> Output {
    let today = edition.today();
    let items = feed.items.iter().map(|item| JsonFeedItem {
        id: &item.id,
        url: &item.url,
        title: &item.title,
        content_html: item.content.as_deref().unwrap_or_default(),
        date_published: item.published.map(|day| midnight(day.min(today))),
        date_modified: midnight(item.updated.min(today)),
    });
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: edition.full_url(&feed.page),
        feed_url: edition.full_url(&feed.address),
        description: feed.subtitle.as_deref(),
        language: &edition.snapshot().config().language,
        items: items.collect(),
    };
    Output {
        content_type: FeedFormat::Json.media_type(),
        bytes: bytes(&feed),
    }
}
