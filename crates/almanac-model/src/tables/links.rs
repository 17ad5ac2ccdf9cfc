//! What a link leads to, of all that is tabulated.

use std::sync::Arc;

use super::{Slot, Tables, bearers};
use crate::file_index::FoundFile;
use crate::file_names::bounded_name;
use crate::local_address::WrittenAddress;
use crate::{
    ContentFile, FilePath, LanguageTag, Link, LinkForm, LinkTarget, Page, PageIndex, PathIndex,
    page_stem, slugify,
};

impl Tables {
    /// What a link leads to that stands in a text of a language.
    pub fn link_target(
        &self,
        content: &ContentFile,
        language: Option<&LanguageTag>,
        link: &Link,
        pages: &[Arc<Page>],
    ) -> LinkTarget {
        match link.form {
            LinkForm::Name => match self.defined(content, &link.target) {
                Some(path) => self.at_path(&content.file, &path, pages),
                None => match self.resolve_from(&content.file, &link.target, language, pages) {
                    LinkTarget::Missing => self.other_reading(content, language, link, pages),
                    found => found,
                },
            },
            LinkForm::Address => self.at_path(&content.file, &link.target, pages),
        }
    }

    /// What a link leads to by what stands behind its bar, or before the slash of a heading.
    fn other_reading(
        &self,
        content: &ContentFile,
        language: Option<&LanguageTag>,
        link: &Link,
        pages: &[Arc<Page>],
    ) -> LinkTarget {
        if !self.finds_files {
            return LinkTarget::Missing;
        }
        let found = |name: &str| self.resolve_from(&content.file, name, language, pages);
        let behind = link
            .behind_bar
            .as_deref()
            .and_then(|bar| bar.split('#').next());
        match behind.filter(|name| !name.trim().is_empty()).map(found) {
            Some(target) if target != LinkTarget::Missing => return target,
            _ => {}
        }
        let Some((note, heading)) = link.target.rsplit_once('/') else {
            return LinkTarget::Missing;
        };
        match found(note) {
            LinkTarget::Page(page) if pages[page.0 as usize].heading(heading).is_some() => {
                LinkTarget::Page(page)
            }
            _ => LinkTarget::Missing,
        }
    }

    /// The path that a text defines for a name, as Foam writes it below a note: `[heron]: birds/heron.md`. It decides which
    /// file is meant.
    pub fn defined(&self, content: &ContentFile, name: &str) -> Option<String> {
        if !self.finds_files || content.definitions.is_empty() {
            return None;
        }
        let name = name.trim().to_lowercase();
        let span = content.definitions.get(&name)?;
        let (_, address) = content.text.get(span.clone())?.split_once("]:")?;
        let address = address.trim_start();
        let address = match address.strip_prefix('<') {
            Some(rest) => rest.split('>').next(),
            None => address.split_whitespace().next(),
        };
        match WrittenAddress::read(address?) {
            WrittenAddress::Local(local) => Some(local.path),
            _ => None,
        }
    }

    /// What the path of an address leads to that stands in a file.
    pub fn at_path(&self, from: &FilePath, written: &str, pages: &[Arc<Page>]) -> LinkTarget {
        let path = from.resolve(written);
        let exact = path.as_deref().and_then(|path| self.target_of_file(path));
        let by_name = || match self.file_index.find(from, written, LinkForm::Address)? {
            FoundFile::File(file, _) => Some(self.target_or_file(file)),
            FoundFile::Several(_) => None,
        };
        let by_address = || {
            let found = self.content_at(path.as_deref()?, pages);
            (found != LinkTarget::Missing).then_some(found)
        };
        let found = match self.finds_files {
            true => exact.or_else(by_name).or_else(by_address),
            false => by_address().or_else(by_name),
        };
        found.unwrap_or(LinkTarget::Missing)
    }

    /// What a file of content makes.
    fn target_of_file(&self, file: &str) -> Option<LinkTarget> {
        Some(match *self.files.get(file)? {
            Slot::Page(place) => LinkTarget::Page(PageIndex(place)),
            Slot::Path(place) => LinkTarget::Path(PathIndex(place)),
            Slot::Version(_, original) => LinkTarget::Page(original),
            Slot::PathTranslation(_, original) => LinkTarget::Path(original),
        })
    }

    fn target_or_file(&self, file: &FilePath) -> LinkTarget {
        let target = self.target_of_file(file.as_str());
        target.unwrap_or_else(|| LinkTarget::File(file.clone()))
    }

    /// Resolves what a name means wherever it stands.
    pub fn resolve(&self, target: &str, pages: &[Arc<Page>]) -> LinkTarget {
        self.resolve_from(&FilePath::from(""), target, None, pages)
    }

    /// Resolves what a wiki link names that stands in a file, in a text of a language.
    pub fn resolve_from(
        &self,
        from: &FilePath,
        target: &str,
        language: Option<&LanguageTag>,
        pages: &[Arc<Page>],
    ) -> LinkTarget {
        let target = target.trim();
        if let Some(path) = target.strip_prefix("path:") {
            let path = self.path_names.get(&*bounded_name(path));
            return path.map_or(LinkTarget::Missing, |path| LinkTarget::Path(*path));
        }
        let found = match self.finds_files {
            true => self.resolve_as_notes(from, target, pages),
            false => self.resolve_as_almanac(from, target),
        };
        let names = language.and_then(|language| self.translated_names.get(language));
        match (&found, names) {
            (LinkTarget::Missing, Some(names)) => bearers(names, target),
            _ => found,
        }
    }

    /// As notes have it: files by their names, and what else a page is called after all of these. Nothing is ambiguous.
    fn resolve_as_notes(&self, from: &FilePath, name: &str, pages: &[Arc<Page>]) -> LinkTarget {
        let named = self.names_first.then(|| bearers(&self.names, name));
        if let Some(LinkTarget::Page(page)) = named {
            return LinkTarget::Page(page);
        }
        if let Some(FoundFile::File(file, _)) = self.file_index.find(from, name, LinkForm::Name) {
            return self.target_or_file(file);
        }
        match self.named(name) {
            LinkTarget::Ambiguous(bearers) => {
                let file = |page: &PageIndex| &pages[page.0 as usize].file;
                let first = bearers.into_iter().min_by_key(file);
                first.map_or(LinkTarget::Missing, LinkTarget::Page)
            }
            found => found,
        }
    }

    /// As an almanac has it: pages by their slugs and what they are called, then files by their names, unless several bear
    /// one.
    fn resolve_as_almanac(&self, from: &FilePath, name: &str) -> LinkTarget {
        let named = match self.named(name) {
            LinkTarget::Missing => self.named_by_file(name),
            found => found,
        };
        if named != LinkTarget::Missing || name.is_empty() {
            return named;
        }
        match self.file_index.find(from, name, LinkForm::Name) {
            Some(FoundFile::File(_, true)) if !name.contains('/') => self.all_of_stem(name),
            Some(FoundFile::File(file, _)) => self.target_or_file(file),
            Some(FoundFile::Several(_)) | None => LinkTarget::Missing,
        }
    }

    /// The pages whose files bear a name.
    fn all_of_stem(&self, name: &str) -> LinkTarget {
        let stem = page_stem(name).unwrap_or(name);
        let targets = self.file_index.of_stem(stem);
        let targets = targets.filter_map(|file| self.target_of_file(file.as_str()));
        let pages = targets.filter_map(|target| match target {
            LinkTarget::Page(page) => Some(page),
            _ => None,
        });
        let mut pages: Vec<PageIndex> = pages.collect();
        pages.sort_unstable();
        match pages[..] {
            [] => LinkTarget::Missing,
            [page] => LinkTarget::Page(page),
            _ => LinkTarget::Ambiguous(pages),
        }
    }

    /// The page of a slug, else those of a name.
    fn named(&self, name: &str) -> LinkTarget {
        let slug = bounded_name(name);
        match self.slugs.get(&*slug) {
            Some(page) => LinkTarget::Page(*page),
            None => match bearers(&self.names, name) {
                LinkTarget::Missing => {
                    let bare = self.bare_slugs.get(&*slug).copied();
                    bare.map_or(LinkTarget::Missing, LinkTarget::Page)
                }
                found => found,
            },
        }
    }

    /// What a name means that is the path of a file, as other programs write it: `b.md`, `entries/b`, `Folder/Page`. It
    /// counts from the almanac's folder, or from one that content lies in.
    fn named_by_file(&self, target: &str) -> LinkTarget {
        let stem = target.strip_suffix(".md").unwrap_or(target);
        if stem.len() == target.len() && !target.contains('/') {
            return LinkTarget::Missing;
        }
        let stem = stem.trim_start_matches('/');
        let slugs: Vec<String> = stem.split('/').map(slugify).collect();
        let slugs = slugs.join("/");
        let folders = ["", "entries/", "threads/", "paths/"];
        let files = [stem, &slugs].into_iter();
        let mut files = files.flat_map(|stem| folders.map(|folder| format!("{folder}{stem}.md")));
        let found = files.find_map(|file| match self.files.get(&*file)? {
            Slot::Page(place) => Some(LinkTarget::Page(PageIndex(*place))),
            Slot::Path(place) => Some(LinkTarget::Path(PathIndex(*place))),
            Slot::Version(..) | Slot::PathTranslation(..) => None,
        });
        found.unwrap_or_else(|| match stem.split_once('/') {
            // A former name, or one of a file that lies deeper.
            None => self.named(stem),
            Some(("entries" | "threads", name)) => self.named(name),
            Some(_) => LinkTarget::Missing,
        })
    }
}
