//! What names, paths and references lead to in a snapshot.

use super::Snapshot;
use crate::file_index::FoundFile;
use crate::file_names::bounded_name;
use crate::former_paths::former_path;
use crate::reads::Query;
use crate::tables::Slot;
use crate::{
    Address, Area, ContentFile, Fact, FactReference, FilePath, LanguageTag, LearningPath, LinkForm,
    LinkTarget, Page, PageIndex, PathIndex,
};
use rustc_hash::FxHashMap as HashMap;

/// What a file of content makes.
#[derive(Debug, Clone, Copy)]
pub enum PageOrPath<'s> {
    /// An entry or a thread, or another version of one.
    Page(&'s Page),
    /// A path, or a translation of one.
    Path(&'s LearningPath),
}

impl Snapshot {
    /// Whether several pages bear one name, in any language.
    pub fn has_ambiguous_names(&self) -> bool {
        self.note(|| Query::Everything);
        self.tables().has_ambiguous_names
    }

    /// Resolves what a wiki link names: a slug first, then a former slug, a
    /// title or an alias (case and spacing aside); `path:slug` names a path.
    pub fn resolve(&self, target: &str) -> LinkTarget {
        self.note(|| Query::Name(target.into()));
        self.tables().resolve(target, &self.pages)
    }

    /// Resolves what a wiki link names that stands in a file, in a text of a language. What [`Snapshot::resolve`] does not
    /// find is looked for among the titles and aliases of the translations into that language.
    pub fn resolve_from(
        &self,
        file: &FilePath,
        target: &str,
        language: Option<&LanguageTag>,
    ) -> LinkTarget {
        self.note(|| Query::NameFrom(file.clone(), target.into(), language.cloned()));
        if target.starts_with("((") {
            return self.page_of_block(target);
        }
        if let Some(path) = self.defined(file, target) {
            return self.tables().at_path(file, &path, &self.pages);
        }
        self.tables()
            .resolve_from(file, target, language, &self.pages)
    }

    /// The page that has the block of an id, `((id))`.
    fn page_of_block(&self, reference: &str) -> LinkTarget {
        let id = reference.trim_matches(['(', ')']);
        let blocks = self.blocks.get_or_init(|| {
            let mut blocks = HashMap::default();
            for (index, page) in self.pages.iter().enumerate() {
                for block in &page.blocks {
                    let index = PageIndex(u32::try_from(index).unwrap_or(u32::MAX));
                    blocks.entry(block.id.to_ascii_lowercase()).or_insert(index);
                }
            }
            blocks
        });
        let found = blocks.get(&format!("^{}", id.to_ascii_lowercase()));
        found.map_or(LinkTarget::Missing, |page| LinkTarget::Page(*page))
    }

    /// The path that a file defines for a name.
    pub(crate) fn defined(&self, file: &FilePath, name: &str) -> Option<String> {
        if !self.tables().finds_files {
            return None;
        }
        // Whoever asks makes something of the file, and has noted that.
        let content: &ContentFile = match *self.tables().files.get(file)? {
            Slot::Page(place) => &self.pages[place as usize].content,
            Slot::Path(place) => &self.paths[place as usize].content,
            Slot::Version(place, _) => &self.versions[place as usize].content,
            Slot::PathTranslation(place, _) => &self.path_translations[place as usize].content,
        };
        self.tables().defined(content, name)
    }

    /// The page to which an address leads at which it was on another site: the path of an alias (`guide/start`), or that of its
    /// file from the root of the content, as it is (`guide/start.md`) or as other programs publish it (`guide/start`,
    /// `guide/start/`, `guide/start.html`). The path is decoded, without a slash before it.
    pub fn page_at_former_path(&self, path: &str) -> Option<PageIndex> {
        let tables = self.tables();
        let by_alias = tables.former_paths.get(&former_path(path)).copied();
        let by_file = || {
            let entries = self.config().content.layout.folder(Area::Entries)?;
            let below = match entries {
                "" => format!("/{path}"),
                folder => format!("/{folder}/{path}"),
            };
            let root = FilePath::from("index.md");
            match tables.file_index.find(&root, &below, LinkForm::Address)? {
                FoundFile::File(file, _) => match tables.files.get(file)? {
                    Slot::Page(place) => Some(PageIndex(*place)),
                    _ => None,
                },
                FoundFile::Several(_) => None,
            }
        };
        by_alias.or_else(by_file)
    }

    /// The address of what was at such a path: of a page, or of another version of one.
    pub fn address_at_former_path(&self, path: &str) -> Option<Address> {
        if let Some(page) = self.page_at_former_path(path) {
            return Some(Address::of_page(self.page(page)));
        }
        let versions = &self.tables().former_paths_of_versions;
        let version = versions.get(&former_path(path))?;
        Some(Address::of_page(&self.versions()[version.0 as usize]))
    }

    /// The entry, thread or path to which the path of an address leads that stands in a file, or to something of which; or
    /// a file that is none.
    pub(crate) fn content_from(&self, file: &FilePath, written: &str) -> LinkTarget {
        self.note(|| Query::ContentFrom(file.clone(), written.into()));
        self.tables().at_path(file, written, &self.pages)
    }

    /// The file that the path of an address finds by its name, where it stands in a file.
    pub(crate) fn file_by_name(&self, file: &FilePath, written: &str) -> Option<&FilePath> {
        self.note(|| Query::FileFrom(file.clone(), written.into()));
        let index = &self.tables().file_index;
        match index.find(file, written, LinkForm::Address)? {
            FoundFile::File(file, _) => Some(file),
            FoundFile::Several(_) => None,
        }
    }

    /// Whether a name in a link is that of several files, so that the place of the link says which is meant.
    pub fn is_shared_name(&self, file: &FilePath, name: &str) -> bool {
        self.note(|| Query::SharedName(file.clone(), name.into()));
        let index = &self.tables().file_index;
        let found = || index.find(file, name, LinkForm::Name);
        self.tables().finds_files
            && index.is_of_several(name)
            && matches!(found(), Some(FoundFile::File(_, true)))
    }

    /// Whether names find files before pages, as in the notes of other programs.
    pub fn finds_files(&self) -> bool {
        self.note(|| Query::Config);
        self.tables().finds_files
    }

    /// Finds a path by its slug or a slug that it had.
    pub fn path_by_name(&self, name: &str) -> Option<PathIndex> {
        self.note(|| Query::PathNamed(name.into()));
        self.tables().path_names.get(&*bounded_name(name)).copied()
    }

    /// What a file of content makes.
    pub fn of_file(&self, file: &str) -> Option<PageOrPath<'_>> {
        self.note(|| Query::File(file.into()));
        Some(match *self.tables().files.get(file)? {
            Slot::Page(place) => PageOrPath::Page(&self.pages[place as usize]),
            Slot::Path(place) => PageOrPath::Path(&self.paths[place as usize]),
            Slot::Version(place, _) => PageOrPath::Page(&self.versions[place as usize]),
            Slot::PathTranslation(place, _) => {
                PageOrPath::Path(&self.path_translations[place as usize])
            }
        })
    }

    /// The entry, thread or path to which a path from the almanac's root belongs. The path may be that of its file,
    /// its address, or the address of a part of it. [`LinkTarget::Missing`] if there is none.
    pub fn content_at(&self, path: &str) -> LinkTarget {
        self.note(|| Query::ContentAt(path.into()));
        self.tables().content_at(path, &self.pages)
    }

    /// Finds the fact that a reference on `page` means: the current one, or for a reference with a date, the latest
    /// one whose own date may be the same. Among facts that differ in `applies_to`, one that applies to the whole has
    /// precedence.
    pub fn fact<'a>(
        &'a self,
        page: &'a Page,
        reference: &FactReference,
    ) -> Option<(&'a Page, &'a Fact)> {
        let owner = match &reference.entry {
            Some(slug) => match self.resolve(slug.as_str()) {
                LinkTarget::Page(index) => self.page(index),
                _ => return None,
            },
            None => page,
        };
        let matches = |fact: &&Fact| match (&reference.as_of, &fact.as_of) {
            (None, _) => true,
            (Some(wanted), Some(date)) => wanted.may_equal(date),
            (Some(_), None) => false,
        };
        let of_property =
            || { owner.facts.iter() }.filter(|fact| fact.property == reference.property);
        // The first of `Page::facts_of`, which sorts all values: too much for each place that inserts one.
        let current = |facts: &mut dyn Iterator<Item = &'a Fact>| {
            facts.reduce(
                |best, fact| match fact.currency_key() > best.currency_key() {
                    true => fact,
                    false => best,
                },
            )
        };
        let mut of_the_whole = of_property()
            .filter(|fact| fact.applies_to.is_none())
            .filter(matches);
        current(&mut of_the_whole)
            .or_else(|| current(&mut of_property().filter(matches)))
            .map(|fact| (owner, fact))
    }
}
