//! The links of a file, as written, wherever in its Markdown they stand.

use almanac_model::{FilePath, Link, LinkForm, WrittenAddress, is_free_id};
use almanac_syntax::{Document, Hyperlink, Span, WikiLink, exported_pictures, fitted};

use crate::checks::{EMPTY_LINK, REMOVED_MARKUP};
use crate::reporter::Finding;

/// Takes the links that stay in the almanac out of what was read of a file, in order. What they lead
/// to is known once all files are. What is wrong with a link or an image by itself is reported.
pub(super) fn take_links(
    document: &mut Document,
    file: &FilePath,
    findings: &mut Vec<Finding>,
) -> Vec<Link> {
    for image in &document.images {
        let finding = match WrittenAddress::read(&image.address) {
            WrittenAddress::Nothing => empty(file, &image.span, "this image"),
            WrittenAddress::Unsafe => taken_out(file, &image.span, &image.address),
            // A page loads nothing from elsewhere. Of an image a link is made.
            WrittenAddress::Elsewhere(_) if !image.may_be_link => {
                taken_out(file, &image.span, &image.address)
            }
            WrittenAddress::Elsewhere(_) | WrittenAddress::Local(_) => continue,
        };
        findings.push(finding);
    }
    for (id, span) in document.ids.iter().filter(|(id, _)| !is_free_id(id)) {
        let message = format!("the id `{id}` is taken out of the page");
        let finding = Finding::new(&REMOVED_MARKUP, file, span.clone(), message);
        let help = "choose another id: what stands before its colon is for ids of the site's own";
        findings.push(finding.help(help));
    }
    let named = std::mem::take(&mut document.links).into_iter();
    let mut links: Vec<Link> = named
        .filter_map(|(link, span)| by_name(link, span, file, findings))
        .collect();
    let count = links.len();
    let addressed = std::mem::take(&mut document.hyperlinks).into_iter();
    links.extend(addressed.filter_map(|link| by_address(link, file, findings)));
    if links.len() > count {
        links.sort_by_key(|link| link.span.start);
    }
    fitted(links)
}

/// The images, sounds and films of a text that stay in the almanac, in order.
pub(super) fn shown_files(document: &Document) -> Vec<Link> {
    let local = document.images.iter().filter_map(|image| {
        let WrittenAddress::Local(address) = WrittenAddress::read(&image.address) else {
            return None;
        };
        Some(Link {
            form: LinkForm::Address,
            target: address.path,
            heading: None,
            behind_bar: None,
            is_embed: false,
            is_optional: false,
            target_span: image.span.clone(),
            span: image.span.clone(),
        })
    });
    let drawings = document.links.iter().flat_map(|(link, span)| {
        let pictures = exported_pictures(&link.target).into_iter();
        pictures.map(|target| Link {
            form: LinkForm::Address,
            target,
            heading: None,
            behind_bar: None,
            is_embed: true,
            is_optional: false,
            target_span: span.clone(),
            span: span.clone(),
        })
    });
    local.chain(drawings).collect()
}

/// A wiki link that stands at a place, unless it names nothing.
fn by_name(
    link: WikiLink,
    span: Span,
    file: &FilePath,
    findings: &mut Vec<Finding>,
) -> Option<Link> {
    // A canvas or a drawing is no page: it is counted by the check `foreign-form`.
    if link.foreign_form().is_some() || WrittenAddress::read(&link.target).is_web() {
        return None;
    }
    let heading = link.heading.filter(|heading| !heading.is_empty());
    if link.target.is_empty() && heading.is_none() {
        findings.push(empty(file, &span, "this link"));
        return None;
    }
    Some(Link {
        form: LinkForm::Name,
        target: link.target,
        heading,
        behind_bar: link.behind_bar.filter(|_| !link.is_embed),
        is_embed: link.is_embed,
        is_optional: link.instead.is_some(),
        span,
        target_span: link.target_span,
    })
}

/// A Markdown link, unless it leads out of the almanac or nowhere.
fn by_address(link: Hyperlink, file: &FilePath, findings: &mut Vec<Finding>) -> Option<Link> {
    let address = match WrittenAddress::read(&link.address) {
        WrittenAddress::Local(address) => address,
        WrittenAddress::Elsewhere(_) => return None,
        WrittenAddress::Nothing => {
            findings.push(empty(file, &link.span, "this link"));
            return None;
        }
        WrittenAddress::Unsafe => {
            findings.push(taken_out(file, &link.span, &link.address));
            return None;
        }
    };
    Some(Link {
        form: LinkForm::Address,
        heading: address.heading(),
        target: address.path,
        behind_bar: None,
        is_embed: false,
        is_optional: false,
        target_span: link.address_span.unwrap_or_else(|| link.span.clone()),
        span: link.span,
    })
}

/// Reports that a link or an image leads nowhere.
fn empty(file: &FilePath, span: &Span, what: &str) -> Finding {
    let message = format!("{what} has no address");
    Finding::new(&EMPTY_LINK, file, span.clone(), message)
        .help("write where it leads, or leave the words and take the link out")
}

/// Reports that a link or an image is taken out for its scheme.
fn taken_out(file: &FilePath, span: &Span, address: &str) -> Finding {
    let shown: String = address.chars().take(MAX_SHOWN).collect();
    let message = format!("the address `{shown}` is taken out of the page");
    let help = "write an address that begins with `https://`, or the path of a file of the almanac";
    Finding::new(&REMOVED_MARKUP, file, span.clone(), message).help(help)
}

/// How many letters of an address are shown.
const MAX_SHOWN: usize = 60;
