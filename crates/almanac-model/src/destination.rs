//! Where each link leads.
//!
//! This is the one place that decides what a link means: pages, checks, renames and the tables of
//! links back all ask here.

use crate::local_address::LocalAddress;
use crate::{
    Address, Area, FilePath, LanguageTag, LearningPath, Link, LinkForm, LinkTarget, Page,
    PageIndex, PageOrPath, Snapshot,
};

/// What a link leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Destination<'s> {
    /// An entry or a thread, or another version of one.
    Page(&'s Page),
    /// A path, or a translation of one.
    Path(&'s LearningPath),
    /// Another page or file that the site makes.
    Site(Address),
    /// A file that is served as it is, by its path from the site's root.
    File(String),
    /// A file below `media/` that is not there, by its path.
    MissingFile(String),
    /// Several pages bear the name.
    Ambiguous(Vec<PageIndex>),
    /// Nothing that there is.
    Missing,
}

/// What a link means that means nothing by its first part.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherReading<'l> {
    /// What it leads to.
    pub target: LinkTarget,
    /// The heading that it names.
    pub heading: Option<&'l str>,
    /// Its words, where they come first: `[[words|target]]`, as Dendron writes it. Else they are as written: `[[note/heading]]`,
    /// as Bear does.
    pub words: Option<&'l str>,
}

impl Snapshot {
    /// What a link in a file leads to, in a text of a language.
    pub fn destination(
        &self,
        file: &FilePath,
        language: Option<&LanguageTag>,
        link: &Link,
    ) -> Destination<'_> {
        match link.form {
            LinkForm::Address => {
                let heading = link.heading.as_deref();
                self.at_path(file, (language, heading), &link.target)
            }
            LinkForm::Name if link.target.is_empty() => self.own(file),
            LinkForm::Name => match self.link_target(file, language, link) {
                LinkTarget::Page(page) => {
                    let heading = link.heading.as_deref();
                    Destination::Page(self.linked_text(page, language, heading))
                }
                LinkTarget::Path(path) => Destination::Path(self.path_in(path, language)),
                LinkTarget::File(file) => match self.address_of_file(file.as_str()) {
                    Some(address) => Destination::File(address.to_owned()),
                    None => Destination::Missing,
                },
                LinkTarget::Ambiguous(pages) => Destination::Ambiguous(pages),
                LinkTarget::Missing => Destination::Missing,
            },
        }
    }

    /// The entry, thread or path that a link in a file leads to, or to something of which.
    /// [`LinkTarget::Missing`] if it leads to nothing, or to something else.
    pub fn link_target(
        &self,
        file: &FilePath,
        language: Option<&LanguageTag>,
        link: &Link,
    ) -> LinkTarget {
        match link.form {
            LinkForm::Name => {
                let found = self.resolve_from(file, &link.target, language);
                match found {
                    LinkTarget::Missing => {
                        let parts = (link.target.as_str(), link.behind_bar.as_deref());
                        let other = self.other_reading(file, parts, language);
                        other.map_or(found, |other| other.target)
                    }
                    _ => found,
                }
            }
            LinkForm::Address => self.content_from(file, &link.target),
        }
    }

    /// What a link means whose first part nothing bears, where names find files: what stands behind its bar, or a heading
    /// behind a slash.
    pub fn other_reading<'l>(
        &self,
        file: &FilePath,
        (name, behind_bar): (&'l str, Option<&'l str>),
        language: Option<&LanguageTag>,
    ) -> Option<OtherReading<'l>> {
        if !self.finds_files() {
            return None;
        }
        let found = |target: &str| {
            let found = self.resolve_from(file, target, language);
            (!target.is_empty() && found != LinkTarget::Missing).then_some(found)
        };
        let behind = behind_bar.and_then(|behind| {
            let (target, heading) = match behind.split_once('#') {
                Some((target, heading)) => (target.trim(), Some(heading.trim())),
                None => (behind, None),
            };
            Some(OtherReading {
                target: found(target)?,
                heading,
                words: Some(name),
            })
        });
        behind.or_else(|| {
            let (note, heading) = name.rsplit_once('/')?;
            let target = found(note)?;
            let LinkTarget::Page(page) = target else {
                return None;
            };
            let text = self.linked_text(page, language, Some(heading));
            text.heading(heading)?;
            Some(OtherReading {
                target,
                heading: Some(heading),
                words: None,
            })
        })
    }

    /// What an address leads to that stands in a file, in a text of a language.
    pub fn at_address(
        &self,
        file: &FilePath,
        language: Option<&LanguageTag>,
        address: &LocalAddress,
    ) -> Destination<'_> {
        let heading = address.heading();
        self.at_path(file, (language, heading.as_deref()), &address.path)
    }

    fn at_path(
        &self,
        file: &FilePath,
        asked: (Option<&LanguageTag>, Option<&str>),
        written: &str,
    ) -> Destination<'_> {
        if written.is_empty() {
            return self.own(file);
        }
        let from_root = file.resolve(written);
        let by_name = || {
            let found = self.file_by_name(file, written)?;
            self.page_of_file(found.as_str(), asked)
        };
        let path = from_root.as_deref();
        let of_file = || self.page_of_file(path?, asked);
        let of_site = || self.page_of_site(path?, asked);
        let found = match (self.finds_files(), written.starts_with('/')) {
            (true, _) => of_file().or_else(by_name).or_else(of_site),
            // `/entries/x.md` is the address of a form of the page `/entries/x`, which
            // `entries/x.md` is the file of.
            (false, true) => of_site().or_else(of_file).or_else(by_name),
            (false, false) => of_file().or_else(of_site).or_else(by_name),
        };
        found.unwrap_or_else(|| match media_path(written) {
            Some(media) => match self.served(media) {
                Some(served) => Destination::File(served.to_owned()),
                None => Destination::MissingFile(media.to_owned()),
            },
            None => Destination::Missing,
        })
    }

    /// What a file makes itself.
    fn own(&self, file: &FilePath) -> Destination<'_> {
        match self.of_file(file.as_str()) {
            Some(PageOrPath::Page(page)) => Destination::Page(page),
            Some(PageOrPath::Path(path)) => Destination::Path(path),
            None => Destination::Missing,
        }
    }

    /// What the file at a path from the almanac's root makes, or how it is served.
    fn page_of_file(
        &self,
        path: &str,
        (language, heading): (Option<&LanguageTag>, Option<&str>),
    ) -> Option<Destination<'_>> {
        match self.of_file(path) {
            Some(PageOrPath::Page(page)) if page.is_original() => {
                let index = self.page_by_slug(page.slug.as_str())?;
                Some(Destination::Page(
                    self.linked_text(index, language, heading),
                ))
            }
            Some(PageOrPath::Path(path)) if path.is_original() => {
                let index = self.path_by_slug(path.slug.as_str())?;
                Some(Destination::Path(self.path_in(index, language)))
            }
            Some(PageOrPath::Page(page)) => Some(Destination::Page(page)),
            Some(PageOrPath::Path(path)) => Some(Destination::Path(path)),
            None => {
                let served = self.address_of_file(path);
                served.map(|served| Destination::File(served.to_owned()))
            }
        }
    }

    /// The page or the file that the site has at a path from its root.
    fn page_of_site(
        &self,
        path: &str,
        (language, heading): (Option<&LanguageTag>, Option<&str>),
    ) -> Option<Destination<'_>> {
        if let Some(served) = self.served(path) {
            return Some(Destination::File(served.to_owned()));
        }
        let address = Address::parse(path)?;
        let language = address.language().or(language);
        let is_page = matches!(
            address.of_original(),
            Address::Entry(_) | Address::Thread(_) | Address::Path(_)
        );
        if !is_page || (*address.of_original() != address && !self.has_address(&address)) {
            return self
                .has_address(&address)
                .then_some(Destination::Site(address));
        }
        match self.content_at(path) {
            LinkTarget::Page(page) => {
                let text = match address.depth() {
                    // Whose address names a depth wants that, and not another one in the language.
                    Some(depth) => self.depth_in(page, depth, language),
                    None => None,
                };
                let text = text.unwrap_or_else(|| self.linked_text(page, language, heading));
                Some(Destination::Page(text))
            }
            LinkTarget::Path(path) => Some(Destination::Path(self.path_in(path, language))),
            _ => None,
        }
    }
}

/// The file below `media/` that an address names. Authors write its path from wherever they think
/// that they are: from the root, from the page's folder, or beside that.
fn media_path(written: &str) -> Option<&str> {
    let mut path = written.trim_start_matches('/');
    while let Some(rest) = path.strip_prefix("./").or_else(|| path.strip_prefix("../")) {
        path = rest.trim_start_matches('/');
    }
    Area::Media.within(path).is_some().then_some(path)
}
