//! Addresses as authors write them, and where they lead on the site.

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
        let Some(file) = join(self.scope.file.as_str(), path) else {
            return address.to_owned();
        };
        if let Some(known) = site.address_of_file(&file) {
            return format!("{}{rest}", site.url(&known));
        }
        // Beside `entries/` stands `media/`; authors write its path from either.
        match file.find("media/") {
            Some(at) if at == 0 || file[..at].ends_with('/') => {
                format!("{}{}{rest}", site.base(), &file[at..])
            }
            _ => address.to_owned(),
        }
    }
}

/// Joins a relative path to the folder of a file; `None` if it leads out of the almanac.
fn join(file: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn relative_links_are_relative_to_their_file() {
        assert_eq!(
            join("entries/a.md", "b.md").as_deref(),
            Some("entries/b.md")
        );
        assert_eq!(
            join("entries/a.md", "../media/x.png").as_deref(),
            Some("media/x.png")
        );
        assert_eq!(join("a.md", "../x"), None);
    }
}
