//! Addresses as authors write them, and where they lead on the site.

use std::borrow::Cow;

use almanac_model::{Address, Destination, LocalAddress, Page, WrittenAddress};

use super::writer::Writer;

impl Writer<'_, '_> {
    /// The address on this site of a link or an image as an author writes it: relative to the file
    /// that it stands in, or from the site's root. What leads nowhere stays as it is written.
    pub(super) fn resolve_address<'a>(&self, address: &'a str) -> Cow<'a, str> {
        match WrittenAddress::read(address) {
            WrittenAddress::Elsewhere => address.into(),
            WrittenAddress::Local(local) => self.address_of(address, &local),
        }
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
            Destination::Path(_) if local.path.is_empty() => return written.into(),
            Destination::Path(path) => site.url(&Address::of_path(path)),
            Destination::Site(address) => site.url(address),
            Destination::File(path) | Destination::MissingFile(path) => {
                format!("{}{path}", site.base())
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

    /// Whether the text of a page is the one that is written, in the page's own document.
    fn is_at_home(&self, page: &Page) -> bool {
        self.scope.is_at_home && self.scope.page.is_some_and(|own| own.id == page.id)
    }
}

/// Encodes what would end a fragment or confuse it.
pub(super) fn escape_fragment(anchor: &str) -> String {
    anchor.replace('%', "%25").replace('#', "%23")
}
