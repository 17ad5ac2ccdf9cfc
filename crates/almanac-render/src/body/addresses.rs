//! Addresses as authors write them, and where they lead on the site.

use std::borrow::Cow;

use almanac_model::{
    Address, Destination, ImageSize, LearningPath, LocalAddress, Page, WrittenAddress,
    block_anchor, href,
};
use almanac_syntax::{
    HtmlAddress, HtmlAddressKind, HtmlTag, html_addresses, html_tags, opened_elements,
};

use super::heading_depths;
use super::percent::{escape_fragment, escape_path};
use super::writer::Writer;

impl Writer<'_, '_> {
    /// The address on this site of a link or an image as an author writes it: relative to the file
    /// that it stands in, or from the site's root. What leads nowhere stays as it is written.
    pub(super) fn resolve_address<'a>(&self, address: &'a str) -> Cow<'a, str> {
        match WrittenAddress::read(address) {
            WrittenAddress::Elsewhere(followed) => followed,
            WrittenAddress::Local(local) => self.address_of(address, &local),
            WrittenAddress::Nothing | WrittenAddress::Unsafe => address.into(),
        }
    }

    /// Writes the raw HTML that was gathered: a tag may begin in one line of it and end in another.
    pub(super) fn end_html(&mut self) {
        if !self.html.is_empty() {
            let html = std::mem::take(&mut self.html);
            if !self.passes_over("") {
                self.write_html(&html);
            }
        }
    }

    /// Writes raw HTML, the addresses in it resolved as those of Markdown are.
    pub(super) fn write_html(&mut self, html: &str) {
        let html = &*self.with_demoted_headings(html);
        let mut written = 0;
        for tag in html_tags(html) {
            if let Some(ImageSize { width, height }) = self.size_of_image(&tag) {
                let name_end = tag.range.start + "<img".len();
                self.write_raw(&html[written..name_end]);
                self.write_raw(&format!(" width=\"{width}\" height=\"{height}\""));
                written = name_end;
            }
            for address in html_addresses(&tag) {
                if let Some(words) = words_of_remote_image(&tag, &address) {
                    self.write_raw(&html[written..tag.range.start]);
                    self.write_remote_image(&address.attribute.value, words);
                    written = tag.range.end;
                    break;
                }
                if let Some(resolved) = self.resolved(&address) {
                    let range = address.range();
                    self.write_raw(&html[written..range.start]);
                    self.write_raw(&resolved);
                    written = range.end;
                }
            }
        }
        self.write_raw(&html[written..]);
        self.out.count_opened(opened_elements(html));
    }

    /// Raw HTML with its headings as deep as those of Markdown beside them are written.
    fn with_demoted_headings<'t>(&self, html: &'t str) -> Cow<'t, str> {
        if self.demotion == 0 {
            return Cow::Borrowed(html);
        }
        let mut demoted = html.as_bytes().to_vec();
        for at in heading_depths(html) {
            demoted[at] = b'0' + self.shown_depth(demoted[at] - b'0');
        }
        String::from_utf8(demoted).map_or(Cow::Borrowed(html), Cow::Owned)
    }

    /// Writes a stretch of raw HTML, and notes whether it leaves a link open.
    fn write_raw(&mut self, html: &str) {
        self.out.raw(html);
        let starts = html.match_indices("<a");
        let is_link = |(at, tag): &(usize, &str)| {
            html[at + tag.len()..].starts_with(|c: char| c.is_ascii_whitespace())
        };
        let start = starts.filter(is_link).last().map(|(at, _)| at);
        let end = html.rfind("</a>");
        if start.is_some() || end.is_some() {
            self.is_in_html_link = start > end;
        }
    }

    /// How large an image of the almanac is, by the address that an author writes; `None` for what is unknown.
    pub(super) fn image_size(&self, address: &str) -> Option<ImageSize> {
        let WrittenAddress::Local(local) = WrittenAddress::read(address) else {
            return None;
        };
        let (site, file) = (self.scope.site, self.scope.file);
        match site.snapshot().at_address(file, site.language(), &local) {
            Destination::File(path) => site.snapshot().image_size(&path),
            _ => None,
        }
    }

    /// The size of the image that a tag shows, unless its author says one.
    fn size_of_image(&self, tag: &HtmlTag<'_>) -> Option<ImageSize> {
        let has_size = ["width", "height"]
            .iter()
            .any(|name| tag.attribute(name).is_some());
        if tag.name != "img" || has_size {
            return None;
        }
        self.image_size(&tag.attribute("src")?.value)
    }

    /// The value of an attribute with its addresses resolved, if that is another than the one that is written.
    fn resolved(&self, address: &HtmlAddress<'_>) -> Option<String> {
        if address.kind == HtmlAddressKind::Candidates {
            return Some(self.resolved_candidates(address));
        }
        let written = &*address.attribute.value;
        let resolved = self.resolve_address(written);
        (resolved != written).then(|| href(&resolved))
    }

    /// The candidates that are the almanac's own.
    fn resolved_candidates(&self, address: &HtmlAddress<'_>) -> String {
        let candidates = address.values().into_iter();
        let own = candidates.filter(|(candidate, _)| {
            matches!(WrittenAddress::read(candidate), WrittenAddress::Local(_))
        });
        let resolved = own.map(|(candidate, description)| {
            let is_of_description = |c: char| c.is_ascii_alphanumeric() || ".-+".contains(c);
            // A comma at its end would end the candidate.
            let address = href(&self.resolve_address(candidate)).replace(',', "%2C");
            match !description.is_empty() && description.chars().all(is_of_description) {
                true => format!("{address} {description}"),
                false => address,
            }
        });
        resolved.collect::<Vec<_>>().join(", ")
    }

    fn address_of<'a>(&self, written: &'a str, local: &LocalAddress) -> Cow<'a, str> {
        let (site, file) = (self.scope.site, self.scope.file);
        let found = site.snapshot().at_address(file, site.language(), local);
        let heading = local.heading();
        let text_of = |page| self.scope.linked_text(page, heading.as_deref());
        let mut url = match &found {
            // In its own document no page need be named.
            Destination::Page(page) if local.path.is_empty() && self.is_at_home(page) => {
                String::new()
            }
            Destination::Page(page) => site.page_url(text_of(page)),
            Destination::Path(path) => return self.address_on_path(written, path, local),
            Destination::Site(address) => site.url(address),
            Destination::File(path) | Destination::MissingFile(path) => match site.past() {
                Some(band) => format!("{}{}", band.files, escape_path(path)),
                None => format!("{}{}", site.base(), escape_path(path)),
            },
            Destination::Ambiguous(_) | Destination::Missing => {
                return match written.strip_prefix('/') {
                    Some(rest) => format!("{}{rest}", site.base()).into(),
                    None => written.into(),
                };
            }
        };
        url.push_str(&local.query);
        if let Some(fragment) = &local.fragment {
            url.push('#');
            let heading = match &found {
                Destination::Page(page) => {
                    text_of(page).heading(heading.as_deref().unwrap_or_default())
                }
                _ => None,
            };
            let named = local.heading();
            let block = match &found {
                Destination::Page(page) => named
                    .as_deref()
                    .and_then(|named| text_of(page).own_id(named)),
                _ => None,
            };
            match (heading, block) {
                (Some(heading), _) => url.push_str(&escape_fragment(&heading.anchor)),
                (None, Some(block)) if block.starts_with('^') => {
                    url.push_str(&escape_fragment(&block_anchor(block)));
                }
                (None, _) => url.push_str(fragment),
            }
        }
        url.into()
    }

    /// The address of a path, or of the heading on its page or on its closing page that is named.
    fn address_on_path<'a>(
        &self,
        written: &'a str,
        path: &LearningPath,
        local: &LocalAddress,
    ) -> Cow<'a, str> {
        let site = self.scope.site;
        let (heading, query) = (local.heading(), &local.query);
        if let Some(heading) = heading.and_then(|heading| path.heading(&heading)) {
            let url = site.url(&path.address_of(heading));
            return format!("{url}{query}#{}", escape_fragment(&heading.anchor)).into();
        }
        if local.path.is_empty() {
            return written.into();
        }
        let url = site.url(&Address::of_path(path));
        match &local.fragment {
            Some(fragment) => format!("{url}{query}#{fragment}").into(),
            None => format!("{url}{query}").into(),
        }
    }

    /// Whether the text of a page is the one that is written, in the page's own document.
    fn is_at_home(&self, page: &Page) -> bool {
        self.scope.is_at_home && self.scope.page.is_some_and(|own| own.id == page.id)
    }
}

/// The words of an image in HTML that lies elsewhere, to which a link is made in its place.
fn words_of_remote_image<'t>(tag: &'t HtmlTag<'_>, address: &HtmlAddress<'_>) -> Option<&'t str> {
    let is_remote = address.kind == HtmlAddressKind::Image
        && WrittenAddress::read(&address.attribute.value).is_elsewhere();
    is_remote.then(|| tag.attribute("alt").map_or("", |alt| &*alt.value))
}
