//! A folder on disk as a [`Tree`].

use std::collections::HashSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{OnceLock, RwLock};

use almanac_model::{Area, FilePath, SharedFile};

use crate::tree::{Listing, Overlooked, OverlookedFolder, PassedOver, Tree, TreeError, TreeFile};

/// The hidden files and folders that are published: hosts and browsers ask for them by name.
const PUBLISHED_HIDDEN: [&str; 2] = ["static/.nojekyll", "static/.well-known"];

/// How deep folders may nest.
const MAX_FOLDER_DEPTH: usize = 32;

/// A folder on disk.
#[derive(Debug)]
pub struct FolderTree {
    root: PathBuf,
    /// Folders that were found to be no links and below none, by their paths from the root. A
    /// tree lives for one compile, so that each folder is asked about once and not for each file.
    plain_folders: RwLock<HashSet<String>>,
    /// Where the folder truly is, once a link had to be followed.
    real_root: OnceLock<Option<PathBuf>>,
}

/// What a walk through a folder comes by.
enum Item<'a> {
    /// A folder, before it is listed.
    Folder(&'a Path),
    /// A file of content, by its path from the root.
    File(String),
    /// A link to a file of content, by its path from the root.
    Link(String),
    /// A link to some other file.
    PassedOver(PassedOver),
    /// A folder that is not read.
    Overlooked(OverlookedFolder),
}

impl FolderTree {
    /// The tree below a folder.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            plain_folders: RwLock::default(),
            real_root: OnceLock::new(),
        }
    }

    /// Opens a file of content for streaming; `Ok(None)` where there is none.
    ///
    /// # Errors
    /// Fails where the file is there and can't be opened.
    pub fn open(&self, file: &FilePath) -> Result<Option<fs::File>, TreeError> {
        let Some(place) = self.place(file) else {
            return Ok(None);
        };
        match fs::File::open(place) {
            Ok(opened) => Ok(Some(opened)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(TreeError {
                path: file.to_string(),
                source,
            }),
        }
    }

    /// Calls `enter` with each folder that content may come from, before it is listed: whoever begins
    /// to watch it then misses nothing that comes later. A folder may come more than once.
    pub fn folders(&self, mut enter: impl FnMut(&Path)) -> Result<(), TreeError> {
        enter(&self.root);
        self.walk_content(&mut |item| {
            if let Item::Folder(folder) = item {
                enter(folder);
            }
        })
    }

    /// Visits all files of content, and the folders that they are in.
    fn walk_content(&self, visit: &mut dyn FnMut(Item<'_>)) -> Result<(), TreeError> {
        for name in SharedFile::ALL.map(SharedFile::name) {
            let file = self.root.join(name);
            if file.is_symlink() {
                self.visit_link(&file, name.to_owned(), visit);
            } else if file.is_file() {
                visit(Item::File(name.to_owned()));
            }
        }
        for name in Area::ALL.map(|area| area.folder().trim_end_matches('/')) {
            let folder = self.root.join(name);
            if folder.is_symlink() {
                self.visit_link(&folder, name.to_owned(), visit);
            } else if folder.is_dir() {
                self.walk(&folder, name, 0, visit)?;
            }
        }
        self.visit_overlooked(visit);
        Ok(())
    }

    /// Visits the folders that are called almost as those of content. Where the disk takes both names for one,
    /// the folder has been read.
    fn visit_overlooked(&self, visit: &mut dyn FnMut(Item<'_>)) {
        let items = fs::read_dir(&self.root).into_iter().flatten();
        let names = items.filter_map(|item| item.ok()?.file_name().into_string().ok());
        for folder in names.filter_map(|name| OverlookedFolder::by_name(&name, &name)) {
            let Overlooked::Name(right) = folder.why else {
                continue;
            };
            let real = |name: &str| self.root.join(name).canonicalize().ok();
            let place = self.root.join(folder.path.as_str());
            if place.is_dir() && real(folder.path.as_str()) != real(right) {
                let example = first_file(&place).map_or(folder.example, |file| {
                    FilePath::from(format!("{}/{file}", folder.path))
                });
                visit(Item::Overlooked(OverlookedFolder { example, ..folder }));
            }
        }
    }

    fn walk(
        &self,
        folder: &Path,
        name: &str,
        depth: usize,
        visit: &mut dyn FnMut(Item<'_>),
    ) -> Result<(), TreeError> {
        visit(Item::Folder(folder));
        let failed = |source| TreeError {
            path: name.to_owned(),
            source,
        };
        let items = match fs::read_dir(folder) {
            // A folder that vanished since it was listed is as if it had never been there.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            items => items.map_err(failed)?,
        };
        for item in items {
            let item = item.map_err(failed)?;
            let Ok(part) = item.file_name().into_string() else {
                continue;
            };
            let path = format!("{name}/{part}");
            if part.starts_with('.') && !PUBLISHED_HIDDEN.contains(&path.as_str()) {
                continue;
            }
            let kind = match item.file_type() {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                kind => kind.map_err(failed)?,
            };
            if kind.is_dir() && depth < MAX_FOLDER_DEPTH {
                self.walk(&item.path(), &path, depth + 1, visit)?;
            } else if kind.is_file() {
                visit(Item::File(path));
            } else if kind.is_symlink() {
                self.visit_link(&item.path(), path, visit);
            }
        }
        Ok(())
    }

    /// Visits a link. One to a folder is not followed, so that no loop can arise, and one that leads
    /// nowhere is as if it were not there.
    fn visit_link(&self, link: &Path, name: String, visit: &mut dyn FnMut(Item<'_>)) {
        match self.target(link) {
            Target::Content(target) => {
                visit(Item::Folder(target.parent().unwrap_or(&self.root)));
                visit(Item::Link(name));
            }
            Target::Other(target) => visit(Item::PassedOver(PassedOver {
                path: FilePath::from(name),
                target,
            })),
            Target::Nothing if link.is_dir() => visit(Item::Overlooked(OverlookedFolder {
                path: FilePath::from(&*name),
                example: FilePath::from(name),
                why: Overlooked::Link,
            })),
            Target::Nothing => {}
        }
    }

    /// What a link leads to in the end. It may lead to nothing that a walk would not list itself:
    /// whoever may propose a link must neither read the machine nor publish `.git/config`.
    fn target(&self, link: &Path) -> Target {
        let real_root = self.real_root.get_or_init(|| self.root.canonicalize().ok());
        let (Some(root), Ok(target)) = (real_root, link.canonicalize()) else {
            return Target::Nothing;
        };
        if !target.is_file() {
            return Target::Nothing;
        }
        let below = target.strip_prefix(root).ok().and_then(Path::to_str);
        match below.map(|below| below.replace(std::path::MAIN_SEPARATOR, "/")) {
            Some(below) if may_be_listed(&below) => Target::Content(target),
            below => Target::Other(below),
        }
    }

    /// Where a file of content is on the disk, if there is one.
    fn place(&self, file: &FilePath) -> Option<PathBuf> {
        let name = file.as_str();
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        if !may_be_listed(name) || !self.is_plain_folder(folder) {
            return None;
        }
        let path = self.root.join(name);
        let kind = path.symlink_metadata().ok()?.file_type();
        let is_there = match kind.is_symlink() {
            true => matches!(self.target(&path), Target::Content(_)),
            // Anything else, like a pipe, might keep its reader waiting for ever.
            false => kind.is_file(),
        };
        is_there.then_some(path)
    }

    /// Whether a path is that of a folder that may hold content.
    fn is_folder(&self, path: &FilePath) -> bool {
        let folder = path.as_str();
        let is_area = Area::ALL
            .iter()
            .any(|area| area.folder().strip_suffix('/') == Some(folder));
        let may_be = is_area || may_be_listed(folder);
        let found = may_be.then(|| self.root.join(folder).symlink_metadata());
        matches!(found, Some(Ok(found)) if found.is_dir())
    }

    /// Whether a folder is no link and below none. Its depth is bounded by [`may_be_listed`].
    fn is_plain_folder(&self, folder: &str) -> bool {
        let is_known = |known: &HashSet<String>| folder.is_empty() || known.contains(folder);
        if self
            .plain_folders
            .read()
            .is_ok_and(|known| is_known(&known))
        {
            return true;
        }
        let ends = folder.match_indices('/').map(|(end, _)| end);
        let mut folders = ends.chain([folder.len()]).map(|end| &folder[..end]);
        let is_plain = folders.all(|folder| {
            let found = self.root.join(folder).symlink_metadata();
            found.is_ok_and(|found| found.is_dir())
        });
        if is_plain && let Ok(mut known) = self.plain_folders.write() {
            known.insert(folder.to_owned());
        }
        is_plain
    }
}

/// The name of the first file of a folder.
fn first_file(folder: &Path) -> Option<String> {
    let items = fs::read_dir(folder).ok()?.flatten();
    let files = items.filter(|item| item.file_type().is_ok_and(|kind| kind.is_file()));
    files
        .filter_map(|file| file.file_name().into_string().ok())
        .min()
}

/// What a link leads to.
enum Target {
    /// A file that a walk lists.
    Content(PathBuf),
    /// Another file; its path where it lies below the root.
    Other(Option<String>),
    /// No file.
    Nothing,
}

/// Whether a tree may list a file at a path: a shared file, or one of an area with no hidden part
/// and not nested too deep. A path may come from anybody, and be of any length.
pub fn may_be_listed(path: &str) -> bool {
    let is_shown = |part: &str| !part.is_empty() && !part.starts_with('.');
    let shown = PUBLISHED_HIDDEN.iter().find_map(|hidden| {
        let rest = path.strip_prefix(hidden)?;
        match rest.is_empty() {
            true => Some(""),
            false => rest.strip_prefix('/'),
        }
    });
    let area = Area::of(path);
    let below = shown.or_else(|| area?.within(path));
    let is_deep = path.split('/').nth(MAX_FOLDER_DEPTH + 2).is_some();
    let is_plain =
        |below: &str| below.is_empty() && shown.is_some() || below.split('/').all(is_shown);
    SharedFile::of(path).is_some() || !is_deep && below.is_some_and(is_plain)
}

impl Tree for FolderTree {
    fn list(&self) -> Result<Listing, TreeError> {
        let mut listing = Listing::default();
        self.walk_content(&mut |item| match item {
            Item::File(path) => listing.files.push(TreeFile::new(path)),
            Item::Link(path) => {
                listing.has_links = true;
                listing.files.push(TreeFile::new(path));
            }
            Item::PassedOver(link) => listing.passed_over.push(link),
            Item::Overlooked(folder) => listing.overlooked.push(folder),
            Item::Folder(_) => {}
        })?;
        Ok(listing)
    }

    fn read(&self, file: &FilePath, most: u64) -> Result<Option<Vec<u8>>, TreeError> {
        let failed = |source| TreeError {
            path: file.to_string(),
            source,
        };
        let Some(opened) = self.open(file)? else {
            // A folder may have come with files in it. Whoever asks for it has to list the tree again,
            // and must not take it for a file that is gone.
            return match self.is_folder(file) {
                true => Err(failed(io::ErrorKind::IsADirectory.into())),
                false => Ok(None),
            };
        };
        let length = opened.metadata().map_err(failed)?.len();
        if length > most {
            return Err(TreeError::too_large(file, length, most));
        }
        // It may grow while it is read.
        let mut bytes = Vec::with_capacity(length as usize + 1);
        let read = opened.take(most.saturating_add(1)).read_to_end(&mut bytes);
        match read.map_err(failed)? as u64 {
            length if length > most => Err(TreeError::too_large(file, length, most)),
            _ => Ok(Some(bytes)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(tree: &dyn Tree) -> Vec<String> {
        let listing = tree.list().unwrap();
        let files = listing.files.iter();
        let mut names: Vec<String> = files.map(|file| file.path.to_string()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_lists_content_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        for file in [
            "almanac.toml",
            "README.md",
            "entries/a.md",
            "entries/deep/b.md",
            "entries/.c.md",
            "x/d.md",
        ] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        let tree = FolderTree::new(folder.path());
        assert_eq!(
            names(&tree),
            ["almanac.toml", "entries/a.md", "entries/deep/b.md"]
        );
        let read = |file: &str| tree.read(&file.into(), 100).unwrap();
        assert_eq!(read("entries/a.md").unwrap(), b"text");
        for none in [
            "entries/z.md",
            "threads",
            "entries/.c.md",
            "README.md",
            "x/d.md",
        ] {
            assert!(read(none).is_none(), "{none}");
        }
        // Whoever follows edits must not take a folder for a file that is gone: files came with it.
        for folder in ["entries", "entries/deep"] {
            assert!(tree.read(&folder.into(), 100).is_err(), "{folder}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_tells_where_its_content_comes_from() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        for file in [
            ".git/HEAD",
            "entries/.trash/a.md",
            "entries/deep/b.md",
            "kept/c.md",
            "media/e.png",
            "other/d.md",
            "static/.well-known/security.txt",
        ] {
            let path = root.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        std::os::unix::fs::symlink("../kept/c.md", root.join("entries/c.md")).unwrap();
        std::os::unix::fs::symlink("../media/e.png", root.join("static/e.png")).unwrap();
        let mut folders = Vec::new();
        FolderTree::new(&root)
            .folders(|folder| folders.push(folder.strip_prefix(&root).unwrap().to_owned()))
            .unwrap();
        folders.sort();
        let expected = [
            "",
            "entries",
            "entries/deep",
            "media",
            "media",
            "static",
            "static/.well-known",
        ];
        assert_eq!(folders, expected.map(PathBuf::from));
    }

    #[cfg(unix)]
    #[test]
    fn links_that_loop_or_lead_out_are_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::NamedTempFile::new().unwrap();
        let entries = folder.path().join("entries");
        fs::create_dir(&entries).unwrap();
        fs::write(entries.join("a.md"), "text").unwrap();
        std::os::unix::fs::symlink(&entries, entries.join("loop")).unwrap();
        std::os::unix::fs::symlink(outside.path(), entries.join("out.md")).unwrap();
        std::os::unix::fs::symlink(entries.join("a.md"), entries.join("in.md")).unwrap();
        assert_eq!(
            names(&FolderTree::new(folder.path())),
            ["entries/a.md", "entries/in.md"]
        );
    }

    #[cfg(unix)]
    #[test]
    fn what_lies_outside_is_neither_listed_nor_read() {
        use std::os::unix::fs::symlink;
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(outside.path().join("secret.png"), "secret").unwrap();
        fs::create_dir(folder.path().join("entries")).unwrap();
        symlink(outside.path(), folder.path().join("media")).unwrap();
        symlink(
            outside.path().join("secret.png"),
            folder.path().join("entries/leak.md"),
        )
        .unwrap();
        fs::write(folder.path().join("entries/a.md"), "text").unwrap();
        symlink("a.md", folder.path().join("entries/b.md")).unwrap();
        let tree = FolderTree::new(folder.path());
        assert_eq!(names(&tree), ["entries/a.md", "entries/b.md"]);
        let read = |file: &str| tree.read(&file.into(), 100).unwrap();
        assert_eq!(read("entries/b.md").unwrap(), b"text");
        for file in [
            "media/secret.png",
            "entries/leak.md",
            "entries/../entries/a.md",
        ] {
            assert!(read(file).is_none(), "{file}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_only_to_what_a_walk_lists() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for name in [
            ".git/config",
            "secrets/key.md",
            "entries/.hidden/x.md",
            "entries/a.md",
            "README.md",
        ] {
            fs::create_dir_all(root.join(name).parent().unwrap()).unwrap();
            fs::write(root.join(name), "text").unwrap();
        }
        let areas = Area::ALL.map(Area::folder);
        for area in areas {
            fs::create_dir_all(root.join(area)).unwrap();
            for (target, link) in [
                ("../.git/config", "config.md"),
                ("../secrets/key.md", "key.md"),
                ("../entries/.hidden/x.md", "hidden.md"),
                ("../README.md", "readme.md"),
                // A chain, and a chain through a folder.
                ("config.md", "chain.md"),
                ("folder/config", "through.md"),
                ("../.git", "folder"),
                ("../entries/a.md", "good.md"),
                ("good.md", "good-chain.md"),
            ] {
                symlink(target, root.join(area).join(link)).unwrap();
            }
        }
        let tree = FolderTree::new(root);
        let mut expected = vec!["entries/a.md".to_owned()];
        for area in areas {
            expected.extend(["good-chain.md", "good.md"].map(|name| format!("{area}{name}")));
            for name in [
                "config.md",
                "key.md",
                "hidden.md",
                "readme.md",
                "chain.md",
                "through.md",
                "folder/config",
            ] {
                let file = FilePath::from(format!("{area}{name}"));
                assert!(tree.read(&file, 100).unwrap().is_none(), "{file}");
                assert!(tree.open(&file).unwrap().is_none(), "{file}");
            }
        }
        expected.sort();
        assert_eq!(names(&tree), expected);
        let passed_over = tree.list().unwrap().passed_over;
        assert_eq!(passed_over.len(), 6 * areas.len());
        let found = passed_over
            .iter()
            .find(|link| link.path.as_str() == "static/through.md");
        assert_eq!(found.unwrap().target.as_deref(), Some(".git/config"));
    }

    #[test]
    fn a_path_of_any_length_is_looked_for_without_recursion() {
        let folder = tempfile::tempdir().unwrap();
        let tree = FolderTree::new(folder.path());
        let long = FilePath::from(format!("media/{}x.png", "a/".repeat(1_000_000)));
        assert!(tree.read(&long, 100).unwrap().is_none());
        assert!(tree.open(&long).unwrap().is_none());
    }
}
