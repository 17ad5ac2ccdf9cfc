//! What the Markdown of a file names, wherever it stands, and the links of a file, as written.

use almanac_model::{Link, LinkForm, WrittenAddress};
use almanac_syntax::{Document, Hyperlink, Span, WikiLink, fitted};

use super::fields::Placed;
use super::{FileText, fault_findings};
use crate::reporter::Finding;

/// Adds to what was read of a body what the other Markdown of its file names: that of questions,
/// reasons, an audience. Returns what is wrong with it.
pub(super) fn add_markdown(
    document: &mut Document,
    file: &FileText,
    texts: &[Placed],
) -> Vec<Finding> {
    let mut faults = Vec::new();
    for (text, span) in texts {
        faults.extend(document.add_markdown(&file.text, span.clone(), text));
    }
    if !texts.is_empty() {
        document.sort_names();
    }
    fault_findings(&file.file, &faults).collect()
}

/// Takes the links that stay in the almanac out of what was read of a file, in order. What they lead
/// to is known once all files are.
pub(super) fn take_links(document: &mut Document) -> Vec<Link> {
    let named = std::mem::take(&mut document.links);
    let addressed = std::mem::take(&mut document.hyperlinks);
    let named = named.into_iter().map(|(link, span)| by_name(link, span));
    let mut links: Vec<Link> = named.collect();
    let count = links.len();
    links.extend(addressed.into_iter().filter_map(by_address));
    if links.len() > count {
        links.sort_by_key(|link| link.span.start);
    }
    fitted(links)
}

/// A wiki link that stands at a place.
fn by_name(link: WikiLink, span: Span) -> Link {
    Link {
        form: LinkForm::Name,
        target: link.target,
        heading: link.heading,
        span,
        target_span: link.target_span,
    }
}

/// A Markdown link, unless it leads out of the almanac.
fn by_address(link: Hyperlink) -> Option<Link> {
    let WrittenAddress::Local(address) = WrittenAddress::read(&link.address) else {
        return None;
    };
    Some(Link {
        form: LinkForm::Address,
        heading: address.heading(),
        target: address.path,
        target_span: link.address_span.unwrap_or_else(|| link.span.clone()),
        span: link.span,
    })
}
