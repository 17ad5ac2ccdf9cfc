//! The folder that a build writes to, in which only our own files are replaced or removed.
//!
//! A site is often built into a checkout that is published from: its `.git`, a `CNAME`, a
//! `.nojekyll` are not ours. So a list in the folder names the files that a build wrote. The site
//! is made in a new folder beside it first, and takes its place when nothing can go wrong any more:
//! in one step where the old folder holds nothing but our files, else file by file.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use almanac_model::{bounded_name, own};
use anyhow::{Context, Result, bail};
use rayon::prelude::*;

/// The file in a built site that lists all of its files.
const LIST: &str = own::SITE_MARK;

const LIST_HEAD: &str = "# Written by `almanac build`, which replaces or removes these files and leaves all others alone.\n";

/// The folder that is written to, and the new one beside it.
pub struct SiteFolder {
    out: PathBuf,
    unfinished: PathBuf,
    /// The files that an earlier build wrote.
    ours: BTreeSet<String>,
}

impl SiteFolder {
    /// Looks at the folder that a site is to be written to, and makes the new one.
    ///
    /// # Errors
    /// Refuses a file, and a folder with files in it that no build wrote; `.git` may be there.
    pub fn prepare(out: &Path) -> Result<Self> {
        let shown = out.display();
        if out.exists() && !out.is_dir() {
            bail!("`{shown}` is a file. Choose a folder to write the site to");
        }
        let list = out.join(LIST);
        let ours = if list.symlink_metadata().is_ok_and(|list| list.is_file()) {
            let text = fs::read_to_string(&list);
            read_list(&text.with_context(|| format!("`{}` can't be read", list.display()))?)
        } else {
            if has_foreign_files(out).with_context(|| format!("`{shown}` can't be read"))? {
                bail!(
                    "`{shown}` has files in it that `almanac build` did not write. Choose an empty folder"
                );
            }
            BTreeSet::new()
        };
        let name = out
            .file_name()
            .map_or_else(|| "site".into(), |name| name.to_string_lossy().into_owned());
        let name = bounded_name(&name);
        let parent = out
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let unfinished = parent.join(format!(".{name}.{}.unfinished", std::process::id()));
        let made = fs::create_dir_all(&unfinished);
        made.with_context(|| format!("`{}` can't be written to", parent.display()))?;
        Ok(Self {
            out: out.to_owned(),
            unfinished,
            ours,
        })
    }

    /// Writes a file of the new site.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.unfinished.join(name);
        let folder = path.parent().unwrap_or(&self.unfinished);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, bytes))
            .with_context(|| format!("`{}` can't be written", path.display()))
    }

    /// Puts the new site in the place of the old.
    ///
    /// # Errors
    /// Refuses to write over a file that no build wrote; nothing has been changed then.
    pub fn finish(self) -> Result<()> {
        let new = files_below(&self.unfinished)?.files;
        let now = files_below(&self.out)?;
        self.refuse_foreign(&new)?;
        self.write(LIST, write_list(&new).as_bytes())?;
        let is_ours = |file: &String| file == LIST || self.ours.contains(file);
        let is_all_ours = !now.has_links && now.files.iter().all(is_ours);
        let replaced = match is_all_ours && !self.out.is_symlink() {
            true => {
                self.keep_times(&new);
                // The root of another file system, for one, can't be renamed.
                self.exchange().or_else(|_| self.replace_files(&new))
            }
            false => self.replace_files(&new),
        };
        replaced.with_context(|| format!("`{}` can't be replaced", self.out.display()))
    }

    /// Refuses where a file of the new site would take the place of another's.
    fn refuse_foreign(&self, new: &BTreeSet<String>) -> Result<()> {
        for name in new {
            if let Some(taken) = self.taken_by_others(name) {
                bail!(
                    "`{}` was not written by `almanac build`, and the site has a file `{name}`. Nothing was written: move it away",
                    self.out.join(taken).display()
                );
            }
        }
        Ok(())
    }

    /// The path at or above a new file where something stands that is neither ours nor the same.
    fn taken_by_others<'n>(&self, name: &'n str) -> Option<&'n str> {
        for folder in folders_above(name) {
            match self.out.join(folder).symlink_metadata() {
                Ok(found) if !found.is_dir() && !self.ours.contains(folder) => return Some(folder),
                Ok(found) if found.is_dir() => {}
                _ => return None,
            }
        }
        let place = self.out.join(name);
        let is_free = match place.symlink_metadata() {
            Err(_) => true,
            Ok(found) if found.is_dir() => {
                let below = files_below(&place).unwrap_or_default();
                let is_ours = |file: &String| self.ours.contains(&format!("{name}/{file}"));
                !below.has_links && below.files.iter().all(is_ours)
            }
            Ok(_) => self.ours.contains(name) || is_same(&place, &self.unfinished.join(name)),
        };
        (!is_free).then_some(name)
    }

    /// Gives the new files that are the same as before the times that they had: what copies a site to its host goes by
    /// them, and would copy all of it again.
    fn keep_times(&self, new: &BTreeSet<String>) {
        let keep = |name: &&String| -> io::Result<()> {
            let (from, to) = (self.unfinished.join(name), self.out.join(name));
            if is_same(&from, &to) {
                let modified = to.metadata()?.modified()?;
                fs::File::options()
                    .write(true)
                    .open(&from)?
                    .set_modified(modified)?;
            }
            Ok(())
        };
        // A file system without times is none that anything goes by.
        new.par_iter().for_each(|name| drop(keep(&name)));
    }

    /// Exchanges the two folders: in one step where the system can, so that there is a site at every moment.
    fn exchange(&self) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{CWD, RenameFlags, renameat_with};
            if renameat_with(CWD, &self.unfinished, CWD, &self.out, RenameFlags::EXCHANGE).is_ok() {
                // What was the old site is removed as what is unfinished is.
                return Ok(());
            }
        }
        let old = self.unfinished.with_extension("old");
        let had_old = self.out.exists();
        if had_old {
            fs::rename(&self.out, &old)?;
        }
        fs::rename(&self.unfinished, &self.out).inspect_err(|_| {
            if had_old {
                let _ = fs::rename(&old, &self.out);
            }
        })?;
        match had_old {
            true => fs::remove_dir_all(&old),
            false => Ok(()),
        }
    }

    /// Replaces our files one by one. Whenever it is interrupted, the list names all that is ours,
    /// so that the next build finds it.
    fn replace_files(&self, new: &BTreeSet<String>) -> io::Result<()> {
        fs::create_dir_all(&self.out)?;
        let all: BTreeSet<String> = new.union(&self.ours).cloned().collect();
        fs::write(self.out.join(LIST), write_list(&all))?;
        // The old files go first: a folder of ours may become a file, or a file a folder.
        for stale in self.ours.difference(new) {
            self.remove(stale)?;
        }
        for name in new.iter().map(String::as_str).chain([LIST]) {
            let (from, to) = (self.unfinished.join(name), self.out.join(name));
            if is_same(&from, &to) {
                continue;
            }
            fs::create_dir_all(to.parent().unwrap_or(&self.out))?;
            move_file(&from, &to)?;
        }
        Ok(())
    }

    /// Removes a file of ours, and the folders that it leaves empty.
    fn remove(&self, name: &str) -> io::Result<()> {
        let folders: Vec<&str> = folders_above(name).collect();
        let is_folder = |folder: &&str| {
            let found = self.out.join(folder).symlink_metadata();
            found.is_ok_and(|found| found.is_dir())
        };
        // Somebody put a link or a file where a folder of ours was: what is below is not ours.
        if !folders.iter().all(is_folder) {
            return Ok(());
        }
        let place = self.out.join(name);
        match place.symlink_metadata() {
            Ok(found) if !found.is_dir() => fs::remove_file(&place)?,
            _ => return Ok(()),
        }
        for folder in folders.iter().rev() {
            if fs::remove_dir(self.out.join(folder)).is_err() {
                break;
            }
        }
        Ok(())
    }
}

impl Drop for SiteFolder {
    /// Leaves nothing half-written behind.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.unfinished);
    }
}

/// The folders that a file is in, the outermost first.
fn folders_above(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices('/').map(|(end, _)| &name[..end])
}

/// Whether a folder has anything in it that keeps us from building there: all but `.git`.
fn has_foreign_files(folder: &Path) -> io::Result<bool> {
    if !folder.is_dir() {
        return Ok(false);
    }
    for item in fs::read_dir(folder)? {
        if item?.file_name() != ".git" {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What is below a folder.
#[derive(Default)]
struct Below {
    /// All files, by their paths from the folder.
    files: BTreeSet<String>,
    /// Whether there is something beside folders and plain files, or with a name that we never give.
    has_links: bool,
}

fn files_below(folder: &Path) -> io::Result<Below> {
    let mut below = Below::default();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = open.pop() {
        let items = match fs::read_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            items => items?,
        };
        for item in items {
            let item = item?;
            let kind = item.file_type()?;
            match item.file_name().into_string() {
                Ok(name) if kind.is_dir() => open.push((item.path(), format!("{prefix}{name}/"))),
                Ok(name) if kind.is_file() => drop(below.files.insert(format!("{prefix}{name}"))),
                _ => below.has_links = true,
            }
        }
    }
    Ok(below)
}

/// Whether two files have the same bytes.
fn is_same(one: &Path, other: &Path) -> bool {
    let length = |path: &Path| {
        let found = path.symlink_metadata().ok()?;
        found.is_file().then_some(found.len())
    };
    match (length(one), length(other)) {
        (Some(one_length), Some(length)) if one_length == length => {
            matches!((fs::read(one), fs::read(other)), (Ok(one), Ok(other)) if one == other)
        }
        _ => false,
    }
}

/// Moves a file, also to another file system, as where the folder is a mount point.
fn move_file(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => {
            fs::copy(from, to).and_then(|_| fs::remove_file(from))
        }
        moved => moved,
    }
}

/// The list of a site's files: one a line, sorted. A line break within a name is written `\n`.
fn write_list(files: &BTreeSet<String>) -> String {
    let mut list = LIST_HEAD.to_owned();
    for file in files.iter().filter(|file| *file != LIST) {
        let escaped = file.replace('\\', "\\\\").replace('\n', "\\n");
        list.push_str(&escaped.replace('\r', "\\r"));
        list.push('\n');
    }
    list
}

/// Reads the list. It may have come with a checkout from anybody, and files are removed by it: what
/// a build can't have written is passed over.
fn read_list(list: &str) -> BTreeSet<String> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(unescaped)
        .filter(|name| may_be_ours(name))
        .collect()
}

fn unescaped(line: &str) -> Option<String> {
    let mut name = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        name.push(match letter {
            '\\' => match letters.next()? {
                'n' => '\n',
                'r' => '\r',
                '\\' => '\\',
                _ => return None,
            },
            letter => letter,
        });
    }
    Some(name)
}

/// Whether a path is one below the folder that a site may have: relative, without `..`, and hidden
/// only where sites have hidden files.
fn may_be_ours(name: &str) -> bool {
    const HIDDEN: [&str; 2] = [".nojekyll", ".well-known"];
    let is_plain =
        |part: &str| !part.is_empty() && (!part.starts_with('.') || HIDDEN.contains(&part));
    let is_relative = !Path::new(name).is_absolute() && !name.contains(['\0', ':']);
    is_relative && name.split('/').all(is_plain) && (cfg!(not(windows)) || !name.contains('\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
        names.map(ToOwned::to_owned).into()
    }

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let files = set([
            "index.html",
            "entries/a/index.html",
            "odd\nname\\x.txt",
            ".nojekyll",
            ".well-known/security.txt",
        ]);
        let list = write_list(&files);
        assert_eq!(read_list(&list), files);
        assert_eq!(read_list(&format!("{LIST_HEAD}{LIST}\n")), set([]));
    }

    #[test]
    fn a_hostile_list_names_nothing_outside_the_site() {
        for name in [
            "../x",
            "a/../../x",
            "/etc/passwd",
            "a//b",
            "./a",
            "",
            ".git/config",
            "a/.git/x",
            "C:/x",
            "a\\",
        ] {
            assert_eq!(read_list(name), set([]), "{name}");
        }
    }
}
