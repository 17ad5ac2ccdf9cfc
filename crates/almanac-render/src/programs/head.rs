//! What the head of a page says to programs.

use serde::Serialize;

use crate::Address;
use crate::format::Format;
use crate::site::Site;

/// A link of a head to another form of what the page shows.
#[derive(Debug, Serialize)]
pub(crate) struct HeadLink {
    /// The media type of what it leads to.
    pub content_type: &'static str,
    pub href: String,
}

/// The other forms of what a page shows.
pub(crate) fn links(site: &Site<'_>, address: &Address) -> Vec<HeadLink> {
    let forms = address.subject().filter(|_| site.has_forms());
    let forms = forms.into_iter().flat_map(|subject| {
        Format::ALL.map(|format| HeadLink {
            content_type: format.media_type(),
            href: site.url(&Address::Form(subject.clone(), format)),
        })
    });
    forms.collect()
}
