//! What checks see.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use almanac_model::{
    ActivePart, Changed, Config, ContentFile, Day, FilePath, LanguageTag, Layout, LearningPath,
    Link, LinkTarget, Page, PageIndex, Report, Slug, Snapshot, Source, Value, Version, VersionKey,
    nfc,
};
use almanac_syntax::Document;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::near_names::{NameTable, NearNames};
use crate::read::ForeignField;
use crate::reporter::Finding;
use crate::role::CONFIG_FILE;

/// A page or path with its file as read.
pub(crate) type WithFile<T> = (Arc<T>, Arc<ReadFile>);

/// An almanac that has been linked, as checks see it.
pub(crate) struct Context<'c> {
    /// The snapshot.
    pub snapshot: &'c Snapshot,
    /// The pages as read, in the order of the snapshot's.
    pub pages: &'c [Arc<ReadFile>],
    /// The paths as read, in the order of the snapshot's.
    pub paths: &'c [Arc<ReadFile>],
    /// The other versions of pages as read, in the order of the snapshot's.
    pub versions: &'c [Arc<ReadFile>],
    /// The translations of paths as read, in the order of the snapshot's.
    pub path_translations: &'c [Arc<ReadFile>],
    /// All files of the tree, sorted.
    pub files: &'c [FilePath],
    /// What `media.yaml` says: the file of each image → whether its licence is given.
    pub licensed_media: &'c BTreeMap<FilePath, bool>,
    /// The SVG of `media/` that do more than be seen, each with what they do.
    pub active_media: &'c BTreeMap<FilePath, Vec<ActivePart>>,
    /// Tables about the whole.
    pub tables: &'c CheckTables,
    /// The texts of all files that were read.
    pub texts: &'c HashMap<FilePath, Arc<str>>,
    /// The files that are there and have no text.
    pub unreadable: &'c BTreeSet<FilePath>,
    /// The words at the foot of every page.
    pub foot: Option<&'c Foot>,
    /// Which pages and paths are seen by their own.
    pub focus: Focus,
    /// The day.
    pub today: Day,
}

/// Tables about the whole almanac, each made when it is first asked for. They follow from front matter and from which
/// files there are, so they stay as they are when only the text of pages changes.
#[derive(Default)]
pub(crate) struct CheckTables {
    /// The pages that paths link to, that others require, or that are the value of a fact.
    pub named: OnceLock<HashSet<PageIndex>>,
    /// What pages are called.
    pub names: OnceLock<NameTable>,
    /// The names of the drafts that were taken out, as slugs.
    pub drafts: HashSet<String>,
    /// Whether drafts were taken out, of whatever sort.
    pub has_left_out_drafts: bool,
    /// The files of the drafts that were not taken out.
    pub draft_files: OnceLock<HashSet<FilePath>>,
    /// The slugs of content whose files could not be read, or are drafts.
    pub unread: OnceLock<HashSet<String>>,
    /// The keys of the entries of the shared bibliography, whether or not they could be read.
    pub bibliography_keys: OnceLock<HashSet<String>>,
}

/// Which pages and paths are looked at. What they name is found among all.
#[derive(Debug, Clone)]
pub(crate) struct Focus {
    /// A stretch of the entries and threads.
    pages: Range<usize>,
    /// A stretch of their other versions.
    versions: Range<usize>,
    /// Whether paths and their translations are looked at.
    has_paths: bool,
}

impl Focus {
    /// All.
    pub const EVERYTHING: Self = Self {
        pages: 0..usize::MAX,
        versions: 0..usize::MAX,
        has_paths: true,
    };

    /// One entry or thread.
    pub fn page(page: PageIndex) -> Self {
        let place = page.0 as usize;
        Self::pages(place..place + 1)
    }

    fn pages(pages: Range<usize>) -> Self {
        Self {
            pages,
            versions: 0..0,
            has_paths: false,
        }
    }

    fn versions(versions: Range<usize>) -> Self {
        Self {
            versions,
            ..Self::pages(0..0)
        }
    }

    fn paths() -> Self {
        Self {
            has_paths: true,
            ..Self::pages(0..0)
        }
    }

    /// The stretch of so many paths that is looked at.
    fn of_paths(&self, count: usize) -> Range<usize> {
        match self.has_paths {
            true => 0..count,
            false => 0..0,
        }
    }
}

/// The part of a stretch that lies among so many.
fn among(stretch: &Range<usize>, count: usize) -> Range<usize> {
    stretch.start.min(count)..stretch.end.min(count)
}

/// A stretch in pieces.
fn pieces_of(stretch: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let starts = stretch.clone().step_by(PIECE);
    starts.map(move |start| start..stretch.end.min(start + PIECE))
}

/// How many pages are looked at together: few enough that what one check has read of them is still
/// at hand for the next.
const PIECE: usize = 64;

/// Things of a snapshot, each with its file as read.
fn zipped<'c, T>(
    items: &'c [Arc<T>],
    read: &'c [Arc<ReadFile>],
    stretch: Range<usize>,
) -> impl Iterator<Item = (&'c T, &'c ReadFile)> + use<'c, T> {
    let items = items[stretch.clone()].iter().map(AsRef::as_ref);
    items.zip(read[stretch].iter().map(AsRef::as_ref))
}

impl<'c> Context<'c> {
    /// Where content lies.
    pub fn layout(&self) -> &'c Layout {
        &self.config().content.layout
    }

    /// What `almanac.toml` declares.
    pub fn config(&self) -> &'c Config {
        self.snapshot.config()
    }

    /// The names that pages bear, to find one that is near another.
    pub fn names(&self) -> NearNames<'c> {
        NearNames::new(self.snapshot, &self.tables.names)
    }

    /// The page and its file as read.
    pub fn read_page(&self, page: PageIndex) -> &'c ReadFile {
        &self.pages[page.0 as usize]
    }

    /// A page or another version of one, both of the snapshot, as read.
    pub fn read_of(&self, page: &Page) -> &'c ReadFile {
        fn key(page: &Page) -> (&Slug, Option<VersionKey<'_>>) {
            (&page.slug, page.version.as_ref().map(Version::key))
        }
        let (of, read) = match page.version {
            Some(_) => (self.snapshot.versions(), self.versions),
            None => (self.snapshot.pages(), self.pages),
        };
        let wanted = key(page);
        &read[of.partition_point(|other| key(other) < wanted)]
    }

    /// The other versions of an original, as read.
    pub fn read_versions(&self, page: &Page) -> impl Iterator<Item = &'c ReadFile> + use<'c> {
        let all = self.snapshot.versions();
        let start = all.partition_point(|other| other.slug < page.slug);
        let count = all[start..].partition_point(|other| other.slug == page.slug);
        let read = self.versions[start..start + count].iter();
        read.map(AsRef::as_ref)
    }

    /// The entries and threads that are looked at, as linked and as read, without other versions.
    pub fn originals(&self) -> impl Iterator<Item = (&'c Page, &'c ReadFile)> + use<'c> {
        zipped(
            self.snapshot.pages(),
            self.pages,
            among(&self.focus.pages, self.pages.len()),
        )
    }

    /// The paths that are looked at, as linked and as read, without translations.
    pub fn original_paths(
        &self,
    ) -> impl Iterator<Item = (&'c LearningPath, &'c ReadFile)> + use<'c> {
        zipped(
            self.snapshot.paths(),
            self.paths,
            self.focus.of_paths(self.paths.len()),
        )
    }

    /// The pages that are looked at, then their other versions, as linked and as read.
    pub fn every_page(&self) -> impl Iterator<Item = (&'c Page, &'c ReadFile)> + use<'c> {
        let stretch = among(&self.focus.versions, self.versions.len());
        let versions = zipped(self.snapshot.versions(), self.versions, stretch);
        self.originals().chain(versions)
    }

    /// The paths that are looked at, then their translations, as linked and as read.
    pub fn every_path(&self) -> impl Iterator<Item = (&'c LearningPath, &'c ReadFile)> + use<'c> {
        let stretch = self.focus.of_paths(self.path_translations.len());
        let of = self.snapshot.path_translations();
        self.original_paths()
            .chain(zipped(of, self.path_translations, stretch))
    }

    /// The files of the pages that are looked at, then of the paths, as read, translations among them; at last
    /// that of the site's foot.
    pub fn read_files(&self) -> impl Iterator<Item = (&'c FilePath, &'c ReadFile)> + use<'c> {
        let pages = self.every_page().map(|(page, read)| (&page.file, read));
        let paths = self.every_path().map(|(path, read)| (&path.file, read));
        let foot = self.foot().map(|foot| (&foot.file, &foot.read));
        pages.chain(paths).chain(foot)
    }

    /// The same almanac, all of it looked at.
    pub fn whole(&self) -> Self {
        self.with_focus(Focus::EVERYTHING)
    }

    /// The same almanac, something else of it looked at.
    pub fn with_focus(&self, focus: Focus) -> Self {
        Self { focus, ..*self }
    }

    /// What is looked at, in pieces of which no two have something in common.
    pub fn pieces(&self) -> Vec<Self> {
        let pages = pieces_of(among(&self.focus.pages, self.pages.len()));
        let versions = pieces_of(among(&self.focus.versions, self.versions.len()));
        let paths = self.focus.has_paths.then(Focus::paths);
        let focuses = pages.map(Focus::pages);
        let focuses = focuses.chain(versions.map(Focus::versions));
        let focuses = focuses.chain(paths);
        focuses.map(|focus| self.with_focus(focus)).collect()
    }

    /// The links of the pages and paths that are looked at, and with the paths those of the site's foot.
    pub fn links(&self) -> impl Iterator<Item = PlacedLink<'c>> + use<'c> {
        let pages = self.every_page().map(|(page, _)| &page.content);
        let paths = self.every_path().map(|(path, _)| &path.content);
        let of_content = pages.chain(paths).flat_map(|content| {
            let links = content.links.iter();
            links.map(move |link| PlacedLink {
                file: &content.file,
                language: content.language(),
                text: &content.text,
                link,
            })
        });
        let text = self.texts.get(CONFIG_FILE).map_or("", |text| &**text);
        let foot = self.foot().into_iter().flat_map(move |foot| {
            let links = foot.links.iter();
            links.map(move |link| PlacedLink {
                file: &foot.file,
                language: None,
                text,
                link,
            })
        });
        of_content.chain(foot)
    }

    /// The words at the foot of every page, if they name anything and are looked at.
    pub fn foot(&self) -> Option<&'c Foot> {
        self.foot.filter(|_| self.focus.has_paths)
    }

    /// What is wrong with an original is not said again of its translations.
    pub fn drop_echoes(&self, report: &mut Report) {
        let originals = self.files_of_originals();
        if originals.is_empty() {
            return;
        }
        let diagnostics = &mut report.diagnostics;
        let said: HashSet<(FilePath, &'static str, String)> = diagnostics
            .iter()
            .map(|said| (said.place.file.clone(), said.name, said.message.clone()))
            .collect();
        diagnostics.retain(|diagnostic| {
            let original = originals.get(&diagnostic.place.file);
            !original.is_some_and(|&original| {
                let echoed = (
                    original.clone(),
                    diagnostic.name,
                    diagnostic.message.clone(),
                );
                said.contains(&echoed)
            })
        });
    }

    /// The file of each translation, with that of its original: of a translation of a depth, with that of the depth. A depth has
    /// words of its own, so what is wrong with it is said.
    fn files_of_originals(&self) -> HashMap<&FilePath, &FilePath> {
        let translated = self.snapshot.versions_with_originals();
        let translated = translated.filter(|(version, _)| version.language().is_some());
        translated
            .map(|(translation, original)| {
                (&translation.file, self.followed(translation, original))
            })
            .collect()
    }

    /// The file that a translation follows, whose original is `original`.
    fn followed<'f>(
        &'f self,
        translation: &ContentFile,
        original: &'f ContentFile,
    ) -> &'f FilePath {
        let depth = translation.depth().and_then(|depth| {
            let index = self.snapshot.page_by_slug(translation.slug.as_str())?;
            self.snapshot.version(index, Some(depth), None)
        });
        depth.map_or(&original.file, |depth| &depth.file)
    }

    /// Whether a path links to a page, another page requires it, or it is the value of a fact.
    pub fn is_named(&self, page: PageIndex) -> bool {
        self.tables
            .named
            .get_or_init(|| named(self.snapshot))
            .contains(&page)
    }

    /// Whether the tree has a file.
    pub fn has_file(&self, file: &str) -> bool {
        let is_same =
            |known: &&FilePath| !known.as_str().is_ascii() && nfc(known.as_str()) == nfc(file);
        self.files
            .binary_search_by(|known| known.as_str().cmp(file))
            .is_ok()
            || !file.is_ascii() && self.files.iter().any(|known| is_same(&known))
    }
}

/// The pages that paths link to, that others require, and that are the value of a fact.
fn named(snapshot: &Snapshot) -> HashSet<PageIndex> {
    let linked = snapshot.paths().iter().flat_map(|path| {
        let links = path.links.iter();
        links.map(|link| snapshot.link_target(&path.file, None, link))
    });
    let required = snapshot.pages().iter().flat_map(|page| &page.requires);
    let required = required.map(|required| required.page.as_str());
    let facts = snapshot.pages().iter().flat_map(|page| &page.facts);
    let values = facts.filter_map(|fact| match &fact.value {
        Value::Entry(slug) => Some(slug.as_str()),
        _ => None,
    });
    let names = required.chain(values);
    let targets = linked.chain(names.map(|name| snapshot.resolve(name)));
    let pages = targets.filter_map(|target| match target {
        LinkTarget::Page(page) => Some(page),
        _ => None,
    });
    pages.collect()
}

/// A link, and the text that it stands in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlacedLink<'c> {
    pub file: &'c FilePath,
    /// The language, if the text is a translation.
    pub language: Option<&'c LanguageTag>,
    /// All of the file.
    pub text: &'c str,
    pub link: &'c Link,
}

impl PlacedLink<'_> {
    /// Where a fault of the link is shown: at its name or address, if that is not defined elsewhere.
    pub fn place(&self) -> &Range<usize> {
        let (whole, target) = (&self.link.span, &self.link.target_span);
        match whole.contains(&target.start) {
            true => target,
            false => whole,
        }
    }
}

/// The words at the foot of every page, as read: Markdown in `almanac.toml`.
#[derive(Debug)]
pub(crate) struct Foot {
    /// The file.
    pub file: FilePath,
    /// What it names.
    pub read: ReadFile,
    /// Its links.
    pub links: Vec<Link>,
}

/// A file as it was read, beside the page or path that was made of it.
#[derive(Debug)]
pub(crate) struct ReadFile {
    /// Its syntax.
    pub document: Document,
    /// The sources that it defines, in order; one without a title or address is here too.
    pub sources: Vec<Arc<Source>>,
    /// Where its front matter stands; the file's start if it has none.
    pub head: Range<usize>,
    /// Whether its front matter could not be read. Then what it lacks is not its author's fault.
    pub broken: bool,
    /// The properties that it states and `almanac.toml` does not declare, with where they are named.
    pub undeclared_properties: Vec<(String, Range<usize>)>,
    /// When its author says that it was changed.
    pub updated: Option<Changed>,
    /// What is its original's to say, if it is a depth. A page of its own that has the name of one may say it.
    pub misplaced: Vec<Finding>,
    /// Fields of another program that are called as ours and mean something else.
    pub foreign_fields: Vec<ForeignField>,
    /// What was found when it was read.
    pub findings: Vec<Finding>,
}
