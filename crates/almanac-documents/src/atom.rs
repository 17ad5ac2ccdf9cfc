//! Feeds as Atom writes them (RFC 4287).

use almanac_model::{Address, Date, Day};

use crate::xml::escaped;
use almanac_locale::Edition;
use almanac_model::Output;
use almanac_model::href;

/// The year in the tags of feeds (RFC 4151). It must be one in which the publisher of the almanac owned its host.
const TAG_YEAR: u16 = 2026;

/// A feed.
pub(crate) struct Feed {
    /// What it is about, as [`tag`] writes it.
    pub id: String,
    pub title: String,
    pub subtitle: Option<String>,
    /// The page that shows the same.
    pub page: Address,
    /// Where the feed is.
    pub address: Address,
    /// When that was last changed, if that is known.
    pub changed: Option<Date>,
    /// What happened, the latest first.
    pub items: Vec<FeedItem>,
}

/// An entry of a feed.
pub(crate) struct FeedItem {
    pub id: String,
    pub title: String,
    /// Where it can be read.
    pub url: String,
    /// The day on which it was last changed, or that it is about.
    pub updated: Day,
    /// The day on which it became news.
    pub published: Option<Day>,
    pub summary: Option<String>,
    /// Its whole text, as HTML.
    pub content: Option<String>,
}

/// The permanent name of something on this site: it outlives its title, its slug and its address
/// (RFC 4151). An almanac that is not published yet goes by `localhost`.
pub(crate) fn tag(edition: &Edition<'_>, parts: &[&str]) -> String {
    let url = edition.snapshot().config().base_url.as_deref();
    let rest = url
        .and_then(|url| url.split_once("://"))
        .map(|(_, rest)| rest);
    let authority = rest.and_then(|rest| rest.split('/').next());
    let host = authority.map_or("localhost", |authority| {
        let host = authority.rsplit('@').next().unwrap_or(authority);
        host.split(':').next().unwrap_or(host)
    });
    format!(
        "tag:{host},{TAG_YEAR}:{}{}",
        edition.snapshot().config().base_path(),
        parts.join("/")
    )
}

impl Feed {
    /// Writes the feed.
    pub(crate) fn output(&self, edition: &Edition<'_>) -> Output {
        let config = edition.snapshot().config();
        let today = edition.today();
        // It must say something. Where nothing stands yet, that is when its page was changed, or that it was made today.
        let items = self.items.iter().map(|item| item.updated);
        let updated = items.max().or(self.changed.map(|date| date.earliest()));
        let updated = updated.map_or(today, |day| day.min(today));
        let mut out = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
             <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
             <id>{}</id>\n\
             <title>{}</title>\n",
            escaped(&config.language),
            href(&self.id),
            escaped(&self.title),
        );
        push_element(&mut out, "subtitle", self.subtitle.as_deref());
        out.push_str(&format!(
            "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
             <updated>{}</updated>\n\
             <author><name>{}</name></author>\n",
            href(&edition.full_url(&self.address)),
            href(&edition.full_url(&self.page)),
            midnight(updated),
            escaped(&config.title),
        ));
        push_element(&mut out, "rights", config.licence.as_deref());
        for item in &self.items {
            item.push(&mut out, today);
        }
        out.push_str("</feed>\n");
        Output {
            content_type: "application/atom+xml; charset=utf-8",
            bytes: out.into_bytes(),
        }
    }
}

impl FeedItem {
    /// Appends the entry. No date is later than today: an event that is only announced became news before its day.
    fn push(&self, out: &mut String, today: Day) {
        out.push_str(&format!(
            "<entry>\n<id>{}</id>\n<title>{}</title>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<updated>{}</updated>\n",
            href(&self.id),
            escaped(&self.title),
            href(&self.url),
            midnight(self.updated.min(today)),
        ));
        let published = self.published.map(|day| midnight(day.min(today)));
        push_element(out, "published", published.as_deref());
        push_element(out, "summary", self.summary.as_deref());
        if let Some(content) = &self.content {
            out.push_str(&format!(
                "<content type=\"html\">{}</content>\n",
                escaped(content)
            ));
        }
        out.push_str("</entry>\n");
    }
}

fn push_element(out: &mut String, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        out.push_str(&format!("<{name}>{}</{name}>\n", escaped(text)));
    }
}

/// A day as feeds must write it: as the moment at which it begins.
pub(crate) fn midnight(day: Day) -> String {
    format!("{day}T00:00:00Z")
}
