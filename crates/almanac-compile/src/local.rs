//! Where Markdown links lead within the almanac.

use std::sync::Arc;

use almanac_model::{FilePath, LearningPath, Link, Page};
use almanac_syntax::Hyperlink;
use rustc_hash::FxHashMap as HashMap;

/// An address that a Markdown link gives, if it leads nowhere else.
pub(crate) struct LocalAddress {
    /// The path below the almanac's folder; `None` if it leads out of it.
    pub path: Option<String>,
    /// What stands behind `#`.
    pub fragment: Option<String>,
}

impl LocalAddress {
    /// Reads an address in a file; `None` if it leads elsewhere, or stays on its own page.
    pub fn read(file: &FilePath, address: &str) -> Option<Self> {
        let end = address.find(['?', '#']).unwrap_or(address.len());
        let (path, rest) = address.split_at(end);
        if path.is_empty() || is_elsewhere(address) {
            return None;
        }
        let fragment = rest.split_once('#').map(|(_, fragment)| decode(fragment));
        Some(Self {
            path: file.resolve(&decode(path)),
            fragment: fragment.filter(|fragment| !fragment.is_empty()),
        })
    }

    /// The file below `media/` that it names. Beside `entries/` stands `media/`; authors write its
    /// path from either.
    pub fn media(&self) -> Option<&str> {
        let path = self.path.as_deref()?;
        let at = path.find("media/")?;
        (at == 0 || path[..at].ends_with('/')).then_some(&path[at..])
    }
}

/// Whether an address names a scheme or a host.
fn is_elsewhere(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    };
    scheme.is_some_and(is_scheme) || address.starts_with("//") || address.starts_with("/\\")
}

/// What the pages and paths of an almanac are called in wiki links, by their files and addresses.
pub(crate) struct Targets(HashMap<String, String>);

impl Targets {
    /// Tabulates pages and paths.
    pub fn new(pages: &[Arc<Page>], paths: &[Arc<LearningPath>]) -> Self {
        let mut targets = HashMap::default();
        let mut add = |file: &FilePath, folder: &str, name: String, slugs: &[&str]| {
            targets.insert(file.to_string(), name.clone());
            for slug in slugs {
                let address = format!("{folder}/{slug}");
                targets.entry(address).or_insert_with(|| name.clone());
            }
        };
        for page in pages {
            let slugs = slugs(page.slug.as_str(), &page.aliases);
            add(&page.file, folder_of(page), page.slug.to_string(), &slugs);
        }
        for path in paths {
            let slugs = slugs(path.slug.as_str(), &path.aliases);
            add(&path.file, "paths", format!("path:{}", path.slug), &slugs);
        }
        Self(targets)
    }

    /// The name of what a path leads to.
    pub fn at(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// A Markdown link in a file as a link to the page or path that it leads to.
    pub fn link(&self, file: &FilePath, hyperlink: &Hyperlink) -> Option<Link> {
        let address = LocalAddress::read(file, &hyperlink.address)?;
        let path = address.path.as_deref()?;
        let target = self.at(path).or_else(|| self.at(path_of_step(path)?))?;
        let target = target.to_owned();
        Some(Link {
            target,
            heading: address.fragment,
            span: hyperlink.span.clone(),
            target_span: hyperlink
                .address_span
                .clone()
                .unwrap_or(hyperlink.span.clone()),
        })
    }
}

/// The address of the path whose step or closing page is at an address.
fn path_of_step(address: &str) -> Option<&str> {
    let (path, _) = address.rsplit_once('/')?;
    path.starts_with("paths/").then_some(path)
}

fn slugs<'n>(slug: &'n str, aliases: &'n [String]) -> Vec<&'n str> {
    std::iter::once(slug)
        .chain(aliases.iter().map(String::as_str))
        .collect()
}

/// The folder of a page's address.
pub(crate) fn folder_of(page: &Page) -> &'static str {
    if page.is_thread() {
        "threads"
    } else {
        "entries"
    }
}

/// Resolves the escapes of an address: `%20` is a space.
pub(crate) fn decode(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = match (byte, after) {
            (b'%', [high, low, ..]) => hex_digit(*high).zip(hex_digit(*low)),
            _ => None,
        };
        match escaped {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}
