//! What the tags of raw HTML lead to, show and name.

use super::Gatherer;
use crate::document::{Hyperlink, Image};
use crate::fault::{Fault, FaultKind};
use crate::html_addresses::{HtmlAddress, HtmlAddressKind, html_addresses};
use crate::html_parts::{HtmlPart, html_parts};
use crate::html_tags::HtmlTag;
use crate::span::Span;

impl Gatherer {
    /// Reads what the tags lead to, show and name that were gathered.
    pub(super) fn read_html(&mut self) {
        let pieces = std::mem::take(&mut self.html);
        for part in html_parts(pieces.html()) {
            let here = self.before();
            let place = |range: &Span| pieces.place(range);
            if let Some((span, before)) = self.html_links.accept(&part, place, here)
                && self.is_unseen_since(before)
            {
                let message = "this `<a>` has no words, so that nobody sees it".to_owned();
                let fault = Fault::new(FaultKind::EmptyLink, span, message);
                self.document.faults.push(fault);
            }
            let HtmlPart::Start(tag) = part else {
                continue;
            };
            let span = pieces.place(&tag.range);
            let names = ["id", "name"].into_iter();
            let names = names.filter(|name| *name == "id" || tag.name == "a");
            let ids = names.filter_map(|name| tag.attribute(name));
            let ids = ids.map(|id| (id.value.to_string(), span.clone()));
            self.document.ids.extend(ids);
            for address in html_addresses(&tag) {
                let place = pieces.place(&address.range());
                self.accept_html_address(&tag, &address, place, &span);
            }
        }
    }

    /// Takes what an attribute of a tag leads to or loads. `place` is that of its value, `span` that of the tag.
    fn accept_html_address(
        &mut self,
        tag: &HtmlTag<'_>,
        address: &HtmlAddress<'_>,
        place: Span,
        span: &Span,
    ) {
        if address.kind == HtmlAddressKind::Followed {
            self.document.hyperlinks.push(Hyperlink {
                address: address.attribute.value.to_string(),
                address_span: Some(place),
                span: span.clone(),
            });
            return;
        }
        let is_image = address.kind == HtmlAddressKind::Image;
        let alternative = tag.attribute("alt").filter(|_| is_image);
        let alternative = alternative.map(|alt| alt.value.trim());
        let images = address.values().into_iter().map(|(address, _)| Image {
            address: address.to_owned(),
            alternative: alternative.unwrap_or_default().to_owned(),
            may_be_link: is_image,
            is_decorative: !is_image || alternative == Some(""),
            span: span.clone(),
        });
        self.document.images.extend(images);
    }
}
