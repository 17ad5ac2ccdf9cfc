//! Addresses as authors write them, and where they lead on the site.

use almanac_model::{Address, LinkTarget, Subject};

use super::writer::Writer;
use crate::html::is_external;

impl Writer<'_, '_> {
    /// The address on this site of a link as an author writes it: relative to the file
    /// that it stands in, or from the site's root.
    pub(super) fn resolve_address(&self, address: &str) -> String {
        let site = self.scope.site;
        if address.starts_with("//") || address.starts_with('#') || is_external(address) {
            return address.to_owned();
        }
        if let Some(rest) = address.strip_prefix('/') {
            return format!("{}{rest}", site.base());
        }
        let end = address.find(['#', '?']).unwrap_or(address.len());
        let (path, rest) = address.split_at(end);
        if path.is_empty() {
            return address.to_owned();
        }
        let Some(file) = self.scope.file.resolve(path) else {
            return address.to_owned();
        };
        if let Some(known) = site.address_of_file(&file) {
            return format!("{}{rest}", site.url(&known));
        }
        if let Some(own) = Address::parse(&file).filter(|own| self.is_there(own)) {
            return format!("{}{rest}", site.url(&own));
        }
        // Beside `entries/` stands `media/`; authors write its path from either.
        match file.find("media/") {
            Some(at) if at == 0 || file[..at].ends_with('/') => {
                format!("{}{}{rest}", site.base(), &file[at..])
            }
            _ => address.to_owned(),
        }
    }

    /// Whether there is a page, or was one, at an address that names one.
    fn is_there(&self, address: &Address) -> bool {
        let snapshot = self.scope.site.snapshot();
        match address {
            Address::Entry(slug)
            | Address::Thread(slug)
            | Address::Form(Subject::Entry(slug) | Subject::Thread(slug), _) => {
                matches!(snapshot.resolve(slug.as_str()), LinkTarget::Page(_))
            }
            Address::Path(slug)
            | Address::Step(slug, _)
            | Address::End(slug)
            | Address::Form(Subject::Path(slug), _) => {
                snapshot.path_by_name(slug.as_str()).is_some()
            }
            _ => true,
        }
    }
}
