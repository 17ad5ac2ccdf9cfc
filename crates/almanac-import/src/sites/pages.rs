//! The pages of a site as it was: their files, addresses and names, and which of them were held back. Read by all programs
//! for sites.

/// A page of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SitePage {
    /// Its file, by its path in the source.
    pub source: String,
    /// Its path in the almanac.
    pub target: String,
    /// Its address on the site, from the root of that: `guide/start.html`, `guide/start/`.
    pub address: String,
    /// What else leads to it: addresses of before, names.
    pub aliases: Vec<String>,
    /// Whether it was held back: then it is a draft.
    pub is_draft: bool,
    /// Whether it was in no list.
    pub is_unlisted: bool,
    /// What navigation calls it.
    pub label: Option<String>,
    /// What it is called where neither it nor navigation says so.
    pub name: Option<String>,
    /// Ids of before, each with the id that they lead to.
    pub ids: Vec<(String, String)>,
}

/// An address as addresses are compared: without slashes around it, and without what says nothing of its own.
pub fn address_key(address: &str) -> String {
    let address = almanac_model::nfc(address.trim_matches('/')).to_string();
    let endings = ["/index.html", "/index", ".html", ".htm"];
    let ending = endings
        .iter()
        .find_map(|ending| address.strip_suffix(ending));
    match ending.unwrap_or(&address) {
        "index" => String::new(),
        key => key.trim_end_matches('/').to_owned(),
    }
}

/// Whether a file stands for its folder, by its path without its ending.
pub fn is_folder_page(stem: &str) -> bool {
    let name = stem.rsplit('/').next().unwrap_or(stem);
    name.eq_ignore_ascii_case("index") || name.eq_ignore_ascii_case("readme")
}

#[cfg(test)]
mod tests {
    use super::address_key;

    #[test]
    fn addresses_of_one_page_are_one() {
        for address in ["/a/b/", "a/b.html", "a/b/index.html", "a/b"] {
            assert_eq!(address_key(address), "a/b", "{address}");
        }
        for root in ["", "/", "index.html", "/index"] {
            assert_eq!(address_key(root), "", "{root}");
        }
    }
}
