//! The folder that is imported, which is only ever read.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use almanac_compile::LeftOut;
use almanac_model::{ContentConfig, Day, unportable_name};

use crate::error::ImportError;
use crate::remarks::{Remarks, Topic, kind};

/// The most bytes of a page that Almanac reads.
const MAX_PAGE_BYTES: u64 = 4_000_000;

/// The most folders that a file may lie in: one that leads into itself by a mount has no end.
const MAX_DEPTH: usize = 64;

/// The most bytes of a file that holds another program's settings.
const MAX_SETTINGS_BYTES: u64 = 1_000_000;

/// What is larger is said, as somebody may not want it in a repository.
const LARGE: u64 = 50_000_000;

kind!(HIDDEN: Topic::LeftOut, "hidden folder or file", "hidden folders and files");
kind!(PACKAGES: Topic::LeftOut, "folder of packages", "folders of packages");
kind!(IGNORED: Topic::LeftOut, "file or folder that `.gitignore` names", "files and folders that `.gitignore` names");
kind!(UNREADABLE_NAME: Topic::LeftOut, "name that is not UTF-8", "names that are not UTF-8");
kind!(LINK_OUT: Topic::LeftOut, "link that leads out of the folder or nowhere", "links that lead out of the folder or nowhere");
kind!(LINKED_FOLDER: Topic::LeftOut, "link to a folder", "links to folders");
kind!(SPECIAL: Topic::LeftOut, "pipe, socket or device", "pipes, sockets and devices");
kind!(UNREADABLE_FOLDER: Topic::LeftOut, "folder that can't be read", "folders that can't be read");
kind!(TOO_DEEP: Topic::LeftOut, "folder in too many others", "folders in too many others");
kind!(UNPORTABLE: Topic::Notice, "name that Windows can't hold", "names that Windows can't hold");
kind!(SAME_BUT_CASE: Topic::Notice, "name that differs from another in case alone", "names that differ from others in case alone");
kind!(LARGE_FILE: Topic::Notice, "file of more than 50 MB", "files of more than 50 MB");

/// A file of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path from the root, with `/` between folders.
    pub path: String,
    /// How many bytes it has.
    pub size: u64,
}

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceText {
    /// It is UTF-8.
    Text(String),
    /// It was UTF-16, and is UTF-8 now.
    Decoded(String),
    /// It is in no encoding that is known.
    Unreadable,
    /// It has more bytes than a page may have.
    TooLarge,
}

impl SourceText {
    /// The text, if there is any.
    pub fn text(self) -> Option<String> {
        match self {
            SourceText::Text(text) | SourceText::Decoded(text) => Some(text),
            SourceText::Unreadable | SourceText::TooLarge => None,
        }
    }
}

/// A folder with the list of its files. Hidden ones are not in the list.
#[derive(Debug, Clone)]
pub struct SourceFolder {
    root: PathBuf,
    /// The day on which it is read.
    today: Day,
    /// Whether all versions of its pages are wanted, and not the current one alone.
    has_all_versions: bool,
    /// Sorted by path.
    files: Vec<SourceFile>,
}

impl SourceFolder {
    /// Lists a folder.
    ///
    /// # Errors
    /// Fails where there is no folder, or where it can't be read itself.
    pub fn open(root: &Path, today: Day, remarks: &mut Remarks) -> Result<Self, ImportError> {
        let found = fs::metadata(root);
        let found = found.map_err(|_| ImportError::NoSource(root.to_owned()))?;
        if !found.is_dir() {
            return Err(ImportError::SourceIsFile(root.to_owned()));
        }
        let real = root.canonicalize().map_err(ImportError::io(root))?;
        fs::read_dir(&real).map_err(ImportError::io(root))?;
        let mut walk = Walk {
            root: &real,
            left_out: LeftOut::new(&ContentConfig::default()),
            files: Vec::new(),
            remarks,
        };
        walk.enter("", 0);
        let mut files = walk.files;
        files.sort_by(|one, other| one.path.cmp(&other.path));
        remark_names(&files, remarks);
        Ok(Self {
            root: real,
            today,
            has_all_versions: false,
            files,
        })
    }

    /// The same folder, of which all versions of its pages are wanted, or the current one alone.
    pub fn with_all_versions(self, has_all_versions: bool) -> Self {
        Self {
            has_all_versions,
            ..self
        }
    }

    /// Whether all versions of its pages are wanted.
    pub fn has_all_versions(&self) -> bool {
        self.has_all_versions
    }

    /// The day on which it is read: what is not yet to be seen then must not be published.
    pub fn today(&self) -> Day {
        self.today
    }

    /// Its files, sorted by path.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The files that hold Markdown.
    pub fn notes(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().filter(|file| is_markdown(&file.path))
    }

    /// Whether it has a file.
    pub fn has(&self, path: &str) -> bool {
        let found = self
            .files
            .binary_search_by(|file| file.path.as_str().cmp(path));
        found.is_ok()
    }

    /// Its name.
    pub fn name(&self) -> String {
        let name = self.root.file_name();
        name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }

    /// Where a file of it is on the disk.
    pub fn place(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Whether a folder or file is there, hidden ones among them.
    pub fn has_hidden(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    /// A file in which a program keeps its settings, hidden or not. One that is large or no UTF-8 is none.
    pub fn settings(&self, path: &str) -> Option<String> {
        let place = self.root.join(path);
        // A pipe would keep its reader waiting for ever.
        let found = fs::metadata(&place).ok()?;
        if !found.is_file() || found.len() > MAX_SETTINGS_BYTES {
            return None;
        }
        let bytes = fs::read(place).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        Some(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
    }

    /// The names of the files right in a folder, hidden or not, sorted.
    pub fn names_in(&self, folder: &str) -> Vec<String> {
        let items = fs::read_dir(self.root.join(folder)).into_iter().flatten();
        let files = items.flatten().filter(|item| item.path().is_file());
        let mut names: Vec<String> = files
            .filter_map(|item| item.file_name().into_string().ok())
            .collect();
        names.sort();
        names
    }

    /// The names of the folders right in a folder, hidden or not, sorted. Links are not followed.
    pub fn folders_in(&self, folder: &str) -> Vec<String> {
        let items = fs::read_dir(self.root.join(folder)).into_iter().flatten();
        let is_folder = |item: &fs::DirEntry| item.file_type().is_ok_and(|found| found.is_dir());
        let mut names: Vec<String> = { items.flatten() }
            .filter(is_folder)
            .filter_map(|item| item.file_name().into_string().ok())
            .collect();
        names.sort();
        names
    }

    /// The settings in a file of JSON.
    pub fn json_settings(&self, path: &str) -> Option<serde_json::Value> {
        serde_json::from_str(&self.settings(path)?).ok()
    }

    /// The text of a file.
    ///
    /// # Errors
    /// Fails where it can't be read.
    pub fn text(&self, path: &str) -> Result<SourceText, ImportError> {
        let place = self.root.join(path);
        let file = File::open(&place).map_err(ImportError::io(&place))?;
        let mut bytes = Vec::new();
        let read = file.take(MAX_PAGE_BYTES + 1).read_to_end(&mut bytes);
        read.map_err(ImportError::io(&place))?;
        if bytes.len() as u64 > MAX_PAGE_BYTES {
            return Ok(SourceText::TooLarge);
        }
        Ok(decode(bytes))
    }

    /// The text of a file, if it has any that can be read.
    pub fn readable_text(&self, path: &str) -> Option<String> {
        self.text(path).ok()?.text()
    }
}

/// Whether a file holds Markdown, by its name.
pub fn is_markdown(path: &str) -> bool {
    markdown_stem(path).is_some()
}

/// The path of a file of Markdown without its ending.
pub fn markdown_stem(path: &str) -> Option<&str> {
    const ENDINGS: [&str; 6] = ["md", "markdown", "mdown", "mdx", "qmd", "rmd"];
    let (stem, ending) = path.rsplit_once('.')?;
    let is_named = !stem.is_empty() && !stem.ends_with('/');
    let is_known = || {
        ENDINGS
            .iter()
            .any(|known| known.eq_ignore_ascii_case(ending))
    };
    (is_named && is_known()).then_some(stem)
}

/// The folder that a file lies in, without a slash, and its name.
pub fn split_path(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

struct Walk<'w> {
    root: &'w Path,
    /// What `.gitignore` names.
    left_out: LeftOut,
    files: Vec<SourceFile>,
    remarks: &'w mut Remarks,
}

impl Walk<'_> {
    fn enter(&mut self, folder: &str, depth: usize) {
        if depth > MAX_DEPTH {
            return self.remarks.add(TOO_DEEP, folder);
        }
        let items = fs::read_dir(self.root.join(folder)).and_then(Iterator::collect);
        let mut items: Vec<fs::DirEntry> = match items {
            Ok(items) => items,
            Err(_) => return self.remarks.add(UNREADABLE_FOLDER, folder),
        };
        items.sort_by_key(fs::DirEntry::file_name);
        let rules = self.root.join(folder).join(".gitignore");
        if fs::metadata(&rules)
            .is_ok_and(|found| found.is_file() && found.len() <= MAX_SETTINGS_BYTES)
            && let Ok(rules) = fs::read(&rules)
        {
            let rules = String::from_utf8_lossy(&rules);
            self.left_out.add_gitignore(folder, &rules);
        }
        for item in items {
            let name = item.file_name();
            let shown = name.to_string_lossy();
            let path = match folder {
                "" => shown.into_owned(),
                folder => format!("{folder}/{shown}"),
            };
            match name.to_str() {
                Some(name) => self.take(&item, name, &path, depth),
                None => self.remarks.add(UNREADABLE_NAME, &path),
            }
        }
    }

    fn take(&mut self, item: &fs::DirEntry, name: &str, path: &str, depth: usize) {
        if name == ".gitbook" {
            // The pictures of GitBook are hidden.
            let assets = format!("{path}/assets");
            return match self.root.join(&assets).is_dir() {
                true => self.enter(&assets, depth + 2),
                false => self.remarks.add(HIDDEN, path),
            };
        }
        if name.starts_with('.') {
            return self.remarks.add(HIDDEN, path);
        }
        let Ok(kind) = item.file_type() else { return };
        if name != "node_modules" && self.left_out.leaves_out(path, kind.is_dir()) {
            return self.remarks.add(IGNORED, path);
        }
        if kind.is_symlink() {
            return self.take_link(path);
        }
        match (kind.is_dir(), kind.is_file()) {
            (true, _) if name == "node_modules" => self.remarks.add(PACKAGES, path),
            (true, _) => self.enter(path, depth + 1),
            (_, true) => self.push(path, item.metadata().map_or(0, |found| found.len())),
            _ => self.remarks.add(SPECIAL, path),
        }
    }

    /// A link to a file of the folder is that file under another name. No other link is followed.
    fn take_link(&mut self, path: &str) {
        let real = self.root.join(path).canonicalize();
        let inside = real.ok().filter(|real| real.starts_with(self.root));
        match inside.and_then(|real| fs::metadata(real).ok()) {
            Some(found) if found.is_file() => self.push(path, found.len()),
            Some(found) if found.is_dir() => self.remarks.add(LINKED_FOLDER, path),
            Some(_) => self.remarks.add(SPECIAL, path),
            None => self.remarks.add(LINK_OUT, path),
        }
    }

    fn push(&mut self, path: &str, size: u64) {
        if size > LARGE {
            self.remarks.add(LARGE_FILE, path);
        }
        self.files.push(SourceFile {
            path: path.to_owned(),
            size,
        });
    }
}

/// Says which names other systems can't hold.
fn remark_names(files: &[SourceFile], remarks: &mut Remarks) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for file in files {
        if file
            .path
            .split('/')
            .any(|part| unportable_name(part).is_some())
        {
            remarks.add(UNPORTABLE, &file.path);
        }
        if seen.insert(file.path.to_lowercase(), &file.path).is_some() {
            remarks.add(SAME_BUT_CASE, &file.path);
        }
    }
}

/// UTF-8, or UTF-16 with the mark that says so.
fn decode(bytes: Vec<u8>) -> SourceText {
    let units = |of: fn([u8; 2]) -> u16| {
        let pairs = bytes[2..].chunks_exact(2);
        let units: Vec<u16> = pairs.map(|pair| of([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    let decoded = match bytes.get(..2) {
        Some([0xff, 0xfe]) => units(u16::from_le_bytes),
        Some([0xfe, 0xff]) => units(u16::from_be_bytes),
        _ => None,
    };
    if let Some(text) = decoded {
        return SourceText::Decoded(text);
    }
    String::from_utf8(bytes).map_or(SourceText::Unreadable, SourceText::Text)
}

/// The bytes of a file, read piece by piece, and its hash.
pub(crate) fn hash_of(place: &Path) -> io::Result<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    io::copy(&mut File::open(place)?, &mut hasher)?;
    Ok(hasher.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_utf_16_is_read() {
        let little = [0xff, 0xfe, b'a', 0, 0xe9, 0];
        assert_eq!(decode(little.to_vec()), SourceText::Decoded("aé".into()));
        let big = [0xfe, 0xff, 0, b'a'];
        assert_eq!(decode(big.to_vec()), SourceText::Decoded("a".into()));
        assert_eq!(decode(vec![b'a', 0xe9]), SourceText::Unreadable);
    }

    #[test]
    fn markdown_is_known_by_its_ending() {
        assert_eq!(markdown_stem("a/v2.1 plan.MD"), Some("a/v2.1 plan"));
        for other in ["a.png", "md", ".md", "a/.md", "a.md.bak"] {
            assert_eq!(markdown_stem(other), None, "{other}");
        }
    }
}
