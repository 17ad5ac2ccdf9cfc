//! The files for crawlers: which pages there are, and that they may be read.

use almanac_model::{Address, Changed};

use crate::dates::machine_change;
use crate::xml::escaped;
use almanac_locale::Edition;
use almanac_model::Output;

/// How many addresses a sitemap may hold (sitemaps.org).
const MOST_ADDRESSES: usize = 50_000;

const XML: &str = "application/xml; charset=utf-8";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The sitemap; an index of numbered ones if there are too many addresses for one. `None` for an almanac whose
/// address is not known, as sitemaps hold whole addresses only.
pub(crate) fn sitemap(edition: &Edition<'_>) -> Option<Output> {
    edition.snapshot().config().base_url.as_ref()?;
    Some(match sitemap_parts(edition) {
        0 => urls(edition, addresses(edition)),
        parts => index(edition, parts),
    })
}

/// One of several sitemaps, from 1.
pub(crate) fn sitemap_part(edition: &Edition<'_>, number: usize) -> Option<Output> {
    edition.snapshot().config().base_url.as_ref()?;
    if number == 0 || number > sitemap_parts(edition) {
        return None;
    }
    let first = (number - 1) * MOST_ADDRESSES;
    let addresses = addresses(edition).skip(first).take(MOST_ADDRESSES);
    Some(urls(edition, addresses))
}

/// How many sitemaps the index names; 0 if one holds everything.
pub(crate) fn sitemap_parts(edition: &Edition<'_>) -> usize {
    parts_of(addresses(edition).count())
}

fn parts_of(addresses: usize) -> usize {
    if addresses > MOST_ADDRESSES {
        addresses.div_ceil(MOST_ADDRESSES)
    } else {
        0
    }
}

/// What crawlers may read: everything but what is made anew for every question.
pub(crate) fn robots(edition: &Edition<'_>) -> Output {
    // Searches name the page of the search as the one to find, so that none has to be kept from crawlers.
    let mut text = "User-agent: *\nDisallow:\n".to_owned();
    if edition.snapshot().config().base_url.is_some() {
        let sitemap = edition.full_url(&Address::Sitemap);
        text.push_str(&format!("\nSitemap: {sitemap}\n"));
    }
    Output {
        content_type: "text/plain; charset=utf-8",
        bytes: text.into_bytes(),
    }
}

/// The pages that are worth finding, each under its canonical address, with their last change.
fn addresses<'s>(edition: &Edition<'s>) -> impl Iterator<Item = (Address, Option<&'s Changed>)> {
    let snapshot = edition.snapshot();
    let lists = [
        Address::Home,
        Address::Paths,
        Address::Entries,
        Address::Threads,
        Address::Topics,
        Address::Sources,
        Address::Events,
    ];
    let paths = snapshot.paths().iter().chain(snapshot.path_translations());
    let paths = paths.filter(|path| !path.is_unlisted).flat_map(|path| {
        let page = (Address::of_path(path), path.changed.as_ref());
        [page, (Address::of_end(path), None)]
    });
    let pages = snapshot.pages().iter().chain(snapshot.versions());
    let written = pages.filter(|page| !page.stub && !page.is_unlisted);
    let pages = written.flat_map(|page| {
        let events = page.event_addresses();
        let all = std::iter::once(Address::of_page(page)).chain(events);
        all.map(|address| (address, page.changed.as_ref()))
    });
    let topics = snapshot.topics().iter();
    let topics = topics.map(|topic| (Address::Topic(topic.slug.clone()), None));
    let years = edition.event_lists().into_iter();
    let years = years.chain(edition.translated_event_lists());
    let years = years.map(|list| (list, None));
    let works = snapshot.sources().works().map(|(work, _)| work);
    let works = works.filter(|work| snapshot.has_own_page(*work));
    let sources = works.map(|work| (snapshot.source_page(work), None));
    let lists = lists.into_iter().map(|list| (list, None));
    lists
        .chain(years)
        .chain(paths)
        .chain(pages)
        .chain(topics)
        .chain(sources)
}

fn urls<'s>(
    edition: &Edition<'_>,
    addresses: impl Iterator<Item = (Address, Option<&'s Changed>)>,
) -> Output {
    let mut out =
        format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"{NAMESPACE}\">\n");
    for (address, changed) in addresses {
        let location = escaped(&edition.full_url(&address));
        out.push_str(&format!("<url><loc>{location}</loc>"));
        // A year or a month is allowed there, too (https://www.w3.org/TR/NOTE-datetime).
        if let Some(date) = machine_change(edition, changed) {
            out.push_str(&format!("<lastmod>{date}</lastmod>"));
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    xml(out)
}

fn index(edition: &Edition<'_>, parts: usize) -> Output {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex xmlns=\"{NAMESPACE}\">\n"
    );
    for number in 1..=parts {
        let location = escaped(&edition.full_url(&Address::SitemapPart(number)));
        out.push_str(&format!("<sitemap><loc>{location}</loc></sitemap>\n"));
    }
    out.push_str("</sitemapindex>\n");
    xml(out)
}

fn xml(text: String) -> Output {
    Output {
        content_type: XML,
        bytes: text.into_bytes(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_much_for_one_sitemap_is_spread_over_several() {
        assert_eq!(parts_of(0), 0);
        assert_eq!(parts_of(50_000), 0);
        assert_eq!(parts_of(50_001), 2);
        assert_eq!(parts_of(100_001), 3);
    }
}
