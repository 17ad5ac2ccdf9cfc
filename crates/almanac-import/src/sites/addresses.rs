//! What the addresses on a site lead to. Read by all programs for sites.

use std::collections::BTreeMap;

use super::pages::{SitePage, address_key};
use crate::source::{SourceFolder, is_markdown};

/// What an address may mean, as its generator reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// The file at a path of the source.
    File(String),
    /// What is at an address, counted from the site's root.
    Address(String),
}

/// What an address leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<'s> {
    /// A page, by its number.
    Page(usize),
    /// Another file, by its path in the source.
    File(&'s str),
}

/// All that the addresses on a site can lead to.
#[derive(Debug, Default)]
pub struct Addresses {
    pages_by_file: BTreeMap<String, usize>,
    pages_by_address: BTreeMap<String, usize>,
    /// The folders whose files lie at the root of the site, each with its final slash; then that of the pages.
    roots: Vec<String>,
    files: BTreeMap<String, String>,
}

impl Addresses {
    /// Those of a site, whose files that are no pages lie below some folders.
    pub fn new(folder: &SourceFolder, pages: &[SitePage], roots: Vec<String>) -> Self {
        let mut found = Self {
            roots,
            ..Self::default()
        };
        for (number, page) in pages.iter().enumerate() {
            found.pages_by_file.insert(file_key(&page.source), number);
            let further = page
                .aliases
                .iter()
                .filter(|alias| alias.contains(['/', '.']));
            // The address of a page goes before what led to another one before.
            found
                .pages_by_address
                .insert(address_key(&page.address), number);
            for address in further {
                let key = address_key(address);
                found.pages_by_address.entry(key).or_insert(number);
            }
        }
        for file in folder
            .files()
            .iter()
            .filter(|file| !is_markdown(&file.path))
        {
            found.files.insert(file_key(&file.path), file.path.clone());
        }
        found
    }

    /// The first thing that is there of what an address may mean.
    pub fn find(&self, meant: &[Meant]) -> Option<Found<'_>> {
        meant.iter().find_map(|meant| match meant {
            Meant::File(path) => self.file(path),
            Meant::Address(address) => {
                let page = self.pages_by_address.get(&address_key(address));
                page.map(|page| Found::Page(*page))
                    .or_else(|| self.file_at(address))
            }
        })
    }

    fn file(&self, path: &str) -> Option<Found<'_>> {
        let key = file_key(path);
        if let Some(page) = self.pages_by_file.get(&key) {
            return Some(Found::Page(*page));
        }
        self.files.get(&key).map(|file| Found::File(file))
    }

    /// The file that the site has at an address.
    fn file_at(&self, address: &str) -> Option<Found<'_>> {
        let path = address.trim_start_matches('/');
        let mut roots = self.roots.iter();
        let found = roots.find_map(|root| self.files.get(&file_key(&format!("{root}{path}"))));
        found.map(|file| Found::File(file))
    }
}

fn file_key(path: &str) -> String {
    almanac_model::nfc(path.trim_matches('/')).to_string()
}
