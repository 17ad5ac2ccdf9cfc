//! A page as it was, with as much of its almanac as it needs to be read.

use std::collections::BTreeSet;
use std::sync::Arc;

use almanac_compile::{CONFIG_FILE, MemoryTree, Options, compile};
use almanac_history::{HistoryIndex, Repository, RevisionFiles, RevisionNumber};
use almanac_model::{
    Area, Date, FilePath, NoHistory, PastPage, SharedFile, page_stem, slugify,
    without_remark_fillers,
};
use almanac_syntax::without_remarks;

use super::named::NamedFiles;

/// How many pages are read whose facts a text inserts.
const MOST_NAMED: usize = 50;

/// How many files are read that a page names when it is shown as it was.
const MOST_SHOWN: usize = 400;

/// How many bytes of a file that is no text are read, for its size as a picture.
const MOST_BYTES_OF_MEDIA: u64 = 2 << 20;

/// How many bytes of such files are read in all.
const MOST_BYTES_OF_ALL_MEDIA: u64 = 16 << 20;

/// Reads pages of revisions.
pub(super) struct PastReader<'r> {
    repository: &'r Repository,
    index: &'r HistoryIndex,
    options: Options,
    /// The day of a moment, in seconds since 1970, if it can be one.
    day: &'r dyn Fn(i64) -> Option<Date>,
}

/// A file of a revision that is to be read as a page.
pub(super) struct PastFile<'f> {
    pub revision: RevisionNumber,
    /// Its path from the repository's folder.
    pub path: &'f str,
    /// The name of its bytes.
    pub blob: &'f str,
}

/// A page of a revision, and the tree of what is read with it.
struct ReadingPast {
    revision: RevisionNumber,
    /// Where the almanac lay in the repository: empty, or ending with `/`.
    folder: Arc<str>,
    /// The page's file, from there.
    file: FilePath,
    text: String,
    tree: MemoryTree,
}

/// What is said of a file of which something could not be read.
const UNREADABLE: [&str; 4] = [
    "invalid-front-matter",
    "unreadable-file",
    "unknown-kind",
    "unknown-property",
];

/// What stands above the text of a page.
fn front_matter(text: &str) -> Option<String> {
    let rest = text.trim_start_matches('\u{feff}').strip_prefix("---")?;
    let end = rest.find("\n---").unwrap_or(rest.len());
    let inner = rest[..end].trim();
    (!inner.is_empty()).then(|| inner.to_owned())
}

/// Settings without where the site was published then: pages of then are read where it is now.
fn without_address(settings: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(settings);
    let mut is_in_table = false;
    let is_kept = |line: &&str| {
        is_in_table |= line.trim_start().starts_with('[');
        is_in_table || !line.trim_start().starts_with("base_url")
    };
    let kept: String = text.split_inclusive('\n').filter(is_kept).collect();
    kept.into_bytes()
}

impl<'r> PastReader<'r> {
    pub fn new(
        repository: &'r Repository,
        index: &'r HistoryIndex,
        options: Options,
        day: &'r dyn Fn(i64) -> Option<Date>,
    ) -> Self {
        Self {
            repository,
            index,
            options,
            day,
        }
    }

    /// A page to be compared. It is read by the settings of its revision. Beside its file there are those of its other
    /// versions, the shared ones, and the pages whose facts it inserts.
    pub fn page(&self, file: &PastFile<'_>) -> Result<Option<PastPage>, NoHistory> {
        let Some(mut reading) = self.begin(file)? else {
            return Ok(None);
        };
        let named = self.inserted(&reading.folder, &reading.text);
        for path in named {
            self.add(&mut reading, &path);
        }
        self.finish(reading)
    }

    /// A page to be shown: with all files that it names, so that its links lead where they led, its facts say what they said,
    /// and its pictures are those of then. `elsewhere` gives the paths of pages by names that no file of then bears, from the
    /// repository's folder.
    pub fn shown_page(
        &self,
        file: &PastFile<'_>,
        elsewhere: &dyn Fn(&str) -> Vec<Arc<str>>,
    ) -> Result<Option<PastPage>, NoHistory> {
        let Some(mut reading) = self.begin(file)? else {
            return Ok(None);
        };
        let files = self.files_of(&reading)?;
        let mut room = MOST_BYTES_OF_ALL_MEDIA;
        for path in self.named(&reading, &files, elsewhere)? {
            match page_stem(&path).is_some() || path.ends_with(".csv") {
                true => self.add(&mut reading, &path),
                false => self.add_media(&mut reading, &files, &path, &mut room),
            }
        }
        self.finish(reading)
    }

    /// The bytes of a file that a page names, by its path from the almanac's folder.
    pub fn shown_file(
        &self,
        file: &PastFile<'_>,
        path: &str,
    ) -> Result<Option<Vec<u8>>, NoHistory> {
        let Some(reading) = self.begin(file)? else {
            return Ok(None);
        };
        let files = self.files_of(&reading)?;
        let named = NamedFiles::of(&reading.text);
        if !named.has_file(path) {
            return Ok(None);
        }
        let found = |path: &str| files.file(path).map_err(|_| NoHistory::NotHere);
        // What lies beside its page is served below `media/` too, by its whole path.
        let beside = Area::Media.within(path);
        let found = match (found(path)?, beside) {
            (None, Some(beside)) => found(beside)?,
            (found, _) => found,
        };
        let Some(found) = found.filter(|found| !found.is_link) else {
            return Ok(None);
        };
        let bytes = self.repository.whole_blob(&found.blob);
        bytes.map(Some).ok_or(NoHistory::NotHere)
    }

    fn files_of(&self, reading: &ReadingPast) -> Result<RevisionFiles, NoHistory> {
        let name = self.index.name(reading.revision);
        let files = self.repository.files_below(&name, &reading.folder);
        let files = files.map_err(|_| NoHistory::NotHere)?;
        files.ok_or(NoHistory::NotHere)
    }

    /// The files that a page names, by their paths from the almanac's folder: those of pages and of their versions, of data
    /// and of what it shows.
    fn named(
        &self,
        reading: &ReadingPast,
        files: &RevisionFiles,
        elsewhere: &dyn Fn(&str) -> Vec<Arc<str>>,
    ) -> Result<Vec<String>, NoHistory> {
        let named = NamedFiles::of(&reading.text);
        let all = files.files().map_err(|_| NoHistory::NotHere)?;
        let mut found: BTreeSet<String> = all
            .keys()
            .filter(|path| *path != reading.file.as_str())
            .filter(|path| named.has_page(path) || named.has_file(path))
            .take(MOST_SHOWN)
            .cloned()
            .collect();
        for name in named.names() {
            let paths = elsewhere(name).into_iter();
            let paths =
                paths.filter_map(|path| Some(path.strip_prefix(&*reading.folder)?.to_owned()));
            found.extend(paths.filter(|path| all.contains_key(path)));
        }
        // What is hidden now is not shown of then either.
        found.retain(|path| !self.is_hidden_now(&format!("{}{path}", reading.folder)));
        Ok(found.into_iter().take(MOST_SHOWN).collect())
    }

    fn is_hidden_now(&self, path: &str) -> bool {
        page_stem(path).is_some() && self.index.is_draft_now(path)
    }

    fn add_media(
        &self,
        reading: &mut ReadingPast,
        files: &RevisionFiles,
        path: &str,
        room: &mut u64,
    ) {
        let found = files.file(path).ok().flatten();
        let Some(found) = found.filter(|found| !found.is_link) else {
            return;
        };
        let size = files.size(&found.blob).unwrap_or(u64::MAX);
        // It is only asked how large a picture it is: of a film it is enough that it is there.
        let bytes = match size <= MOST_BYTES_OF_MEDIA.min(*room) {
            true => self.repository.whole_blob(&found.blob).unwrap_or_default(),
            false => Vec::new(),
        };
        *room = room.saturating_sub(bytes.len() as u64);
        reading.tree.insert(FilePath::from(path), bytes);
    }

    fn add(&self, reading: &mut ReadingPast, path: &str) {
        let whole = format!("{}{path}", reading.folder);
        if let Some(bytes) = self.read(reading.revision, &whole) {
            reading.tree.insert(FilePath::from(path), bytes);
        }
    }

    /// The tree of a page alone, with its other versions, the shared files and the settings.
    fn begin(&self, file: &PastFile<'_>) -> Result<Option<ReadingPast>, NoHistory> {
        let bytes = self.repository.blob(file.blob).ok_or(NoHistory::NotHere)?;
        let folder = self.folder(file.revision, file.path);
        let Some(own) = file.path.strip_prefix(&*folder) else {
            return Ok(None);
        };
        let mut reading = ReadingPast {
            revision: file.revision,
            file: FilePath::from(own),
            text: String::from_utf8_lossy(&bytes).into_owned(),
            folder: folder.clone(),
            tree: MemoryTree::default(),
        };
        for shared in SharedFile::ALL {
            self.add(&mut reading, shared.name());
        }
        for path in self.versions(&folder, own) {
            self.add(&mut reading, &path);
        }
        reading.tree.insert(FilePath::from(own), bytes);
        let settings = self.read(file.revision, &format!("{folder}{CONFIG_FILE}"));
        if let Some(settings) = settings.or_else(|| self.present_settings()) {
            reading
                .tree
                .insert(FilePath::from(CONFIG_FILE), without_address(&settings));
        }
        Ok(Some(reading))
    }

    /// Compiles what was gathered. `None` where the page is another version of a draft, which nobody might see.
    fn finish(&self, reading: ReadingPast) -> Result<Option<PastPage>, NoHistory> {
        let read = |options: &Options| {
            let compiled = compile(&reading.tree, options);
            compiled.map_err(|error| NoHistory::Unreadable(error.to_string()))
        };
        let compiled = read(&self.options)?;
        let mut page = PastPage {
            revision: self.index.name(reading.revision),
            recorded: (self.index.recorded(reading.revision)).and_then(|moment| (self.day)(moment)),
            text: reading.text.as_str().into(),
            unread: {
                let diagnostics = compiled.report.diagnostics.iter();
                let mut own = diagnostics.filter(|found| found.place.file == reading.file);
                let is_unread = own.any(|found| UNREADABLE.contains(&found.name));
                front_matter(&reading.text).filter(|_| is_unread)
            },
            file: reading.file.clone(),
            snapshot: compiled.snapshot,
        };
        if page.page().is_some() || page.path().is_some() {
            return Ok(Some(page));
        }
        let with_drafts = PastPage {
            snapshot: read(&self.options.clone().with_drafts())?.snapshot,
            ..page.clone()
        };
        if with_drafts.page().is_some() || with_drafts.path().is_some() {
            return Ok(None);
        }
        // What can't be read is shown as text, without what its author keeps to themselves.
        page.text = without_remark_fillers(&without_remarks(&page.text).0).into();
        Ok(Some(page))
    }

    /// The settings of today, by which a revision is read that had none yet.
    fn present_settings(&self) -> Option<Vec<u8>> {
        let settings = format!("{}{CONFIG_FILE}", self.index.folder());
        let found = self.repository.file_at(&self.index.tip()?, &settings);
        self.repository.blob(&found.ok()??)
    }

    fn read(&self, revision: RevisionNumber, path: &str) -> Option<Vec<u8>> {
        let found = self.repository.file_at(&self.index.name(revision), path);
        self.repository.blob(&found.ok()??)
    }

    /// The folder of the almanac in a revision, empty or ending with `/`: where it is now, or the nearest one above the file
    /// that has settings.
    pub fn folder(&self, revision: RevisionNumber, file: &str) -> Arc<str> {
        let now = self.index.folder();
        if file.starts_with(now) {
            return now.into();
        }
        let above = file.match_indices('/').map(|(place, _)| &file[..=place]);
        let mut above: Vec<&str> = above.collect();
        above.reverse();
        above.push("");
        let has_settings = |folder: &&&str| {
            let name = self.index.name(revision);
            let found = self
                .repository
                .file_at(&name, &format!("{folder}{CONFIG_FILE}"));
            matches!(found, Ok(Some(_)))
        };
        let found = above.iter().find(has_settings).copied();
        found.unwrap_or_default().into()
    }

    /// The files of the original and of all versions of what is in a file.
    fn versions(&self, folder: &str, file: &str) -> BTreeSet<String> {
        let name_start = file.rfind('/').map_or(0, |slash| slash + 1);
        let stem_end = file[name_start..].find('.');
        let stem = &file[..stem_end.map_or(file.len(), |end| name_start + end)];
        let start = format!("{folder}{stem}.");
        let paths = self.index.paths().map(|(path, _)| path);
        let versions = paths.filter(|path| path.starts_with(&start));
        versions
            .filter_map(|path| path.strip_prefix(folder))
            .map(str::to_owned)
            .collect()
    }

    /// The files of the pages whose facts a text inserts: `{{slug/property}}`.
    fn inserted(&self, folder: &str, text: &str) -> BTreeSet<String> {
        let named = text.split("{{").skip(1);
        let named = named.filter_map(|rest| rest.split_once("}}")?.0.split_once('/'));
        let slugs: BTreeSet<String> = named
            .map(|(slug, _)| slugify(slug))
            .take(MOST_NAMED)
            .collect();
        if slugs.is_empty() {
            return BTreeSet::new();
        }
        let paths = self
            .index
            .paths()
            .filter_map(|(path, _)| path.strip_prefix(folder));
        let is_named = |path: &&str| {
            let name = path.rsplit('/').next().unwrap_or(path);
            let stem = name.split('.').next().unwrap_or(name);
            slugs.contains(&slugify(stem))
        };
        paths
            .filter(is_named)
            .take(4 * MOST_NAMED)
            .map(str::to_owned)
            .collect()
    }
}
