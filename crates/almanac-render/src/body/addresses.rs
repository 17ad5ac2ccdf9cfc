//! Addresses as authors write them, and where they lead on the site.

use std::borrow::Cow;

use almanac_model::{Address, Destination, LearningPath, LocalAddress, Page, WrittenAddress, href};
use almanac_syntax::html_tags;

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
        let mut written = 0;
        for tag in html_tags(html) {
            let address = match &*tag.name {
                "a" => tag.attribute("href"),
                "img" => tag.attribute("src"),
                _ => None,
            };
            let Some(address) = address else { continue };
            let resolved = self.resolve_address(&address.value);
            if resolved != address.value {
                self.out.raw(&html[written..address.range.start]);
                self.out.raw(&href(&resolved));
                written = address.range.end;
            }
        }
        self.out.raw(&html[written..]);
    }

    fn address_of<'a>(&self, written: &'a str, local: &LocalAddress) -> Cow<'a, str> {
        let (site, file) = (self.scope.site, self.scope.file);
        let found = site.snapshot().at_address(file, site.language(), local);
        let mut url = match &found {
            // In its own document no page need be named.
            Destination::Page(page) if local.path.is_empty() && self.is_at_home(page) => {
                String::new()
            }
            Destination::Page(page) => site.page_url(page),
            Destination::Path(path) => return self.address_on_path(written, path, local),
            Destination::Site(address) => site.url(address),
            Destination::File(path) | Destination::MissingFile(path) => {
                format!("{}{}", site.base(), escape_path(path))
            }
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
                Destination::Page(page) => page.heading(&local.heading().unwrap_or_default()),
                _ => None,
            };
            match heading {
                Some(heading) => url.push_str(&escape_fragment(&heading.anchor)),
                None => url.push_str(fragment),
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
