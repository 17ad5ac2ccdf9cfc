//! The folder that a build writes to, in which only our own files are replaced or removed.
//!
//! A site is often built into a checkout that is published from: its `.git`, a `CNAME`, a
//! `.nojekyll` are not ours. So a list in the folder names the files that a build wrote. The site
//! is made in a new folder first (`unfinished.rs`), and takes its place when nothing can go wrong any more:
//! in one step where the system can do that and the old folder holds nothing but our files, else file by file (`steps.rs`).
//! A link or a mount point stays what it is: what it leads to is written into.
//!
//! The program may be killed at any moment. Then the folder is as it was, or holds some new files, and its list names all
//! that are ours: the next build finishes what this one began.

mod list;
mod steps;
mod unfinished;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

use self::list::{LIST, read_kept, read_list, write_list};
use self::unfinished::Unfinished;

/// A file that is being written to the folder from another file system, until it has its name.
const PART: &str = ".almanac-site.part";

/// The folder that is written to, and the new one.
pub struct SiteFolder {
    out: PathBuf,
    unfinished: Unfinished,
    /// The files that an earlier build wrote.
    ours: BTreeSet<String>,
    /// Those of them that it kept from the build before it.
    kept_before: BTreeSet<String>,
}

impl SiteFolder {
    /// Looks at the folder that a site is to be written to, and makes the new one.
    ///
    /// # Errors
    /// Refuses a file, and a folder with files in it that no build wrote; `.git` may be there.
    pub fn prepare(out: &Path) -> Result<Self> {
        let shown = out.display();
        make_target(out).with_context(|| format!("what `{shown}` leads to can't be made"))?;
        if out.exists() && !out.is_dir() {
            bail!("`{shown}` is a file. Choose a folder to write the site to");
        }
        let list = out.join(LIST);
        let (ours, kept_before) = if list.symlink_metadata().is_ok_and(|list| list.is_file()) {
            let text = fs::read_to_string(&list);
            let text = text.with_context(|| format!("`{}` can't be read", list.display()))?;
            (read_list(&text), read_kept(&text))
        } else {
            if has_foreign_files(out).with_context(|| format!("`{shown}` can't be read"))? {
                bail!(
                    "`{shown}` has files in it that `almanac build` did not write. Choose an empty folder"
                );
            }
            (BTreeSet::new(), BTreeSet::new())
        };
        Ok(Self {
            out: out.to_owned(),
            unfinished: Unfinished::of(out)?,
            ours,
            kept_before,
        })
    }

    /// Writes a file of the new site.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.unfinished.path().join(name);
        let folder = path.parent().unwrap_or(self.unfinished.path());
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, bytes))
            .with_context(|| format!("`{}` can't be written", path.display()))
    }

    /// Puts the new site in the place of the old.
    ///
    /// Files of the old site for which `is_kept` holds stay until the next build: those who opened a page before the site was
    /// replaced still load them.
    ///
    /// # Errors
    /// Refuses to write over a file that no build wrote; nothing has been changed then.
    pub fn finish(self, is_kept: impl Fn(&str) -> bool) -> Result<()> {
        let mut new = files_below(self.unfinished.path())?.files;
        let now = files_below(&self.out)?;
        let kept = self.keep_files(&new, is_kept)?;
        new.extend(kept.iter().cloned());
        self.refuse_foreign(&new)?;
        self.write(LIST, write_list(&new, &kept).as_bytes())?;
        let is_all_ours = !now.has_links && now.files.iter().all(|file| self.is_ours(file));
        if is_all_ours && self.unfinished.is_beside() {
            self.keep_times(&new);
            // Neither all systems nor all file systems can exchange folders.
            if self.exchange().is_ok() {
                return self.keep_latecomers();
            }
        }
        let replaced = self.replace_files(&new);
        replaced.with_context(|| format!("`{}` can't be replaced", self.out.display()))
    }

    /// Takes files of the old site over into the new one.
    fn keep_files(
        &self,
        new: &BTreeSet<String>,
        is_kept: impl Fn(&str) -> bool,
    ) -> Result<BTreeSet<String>> {
        let mut kept = BTreeSet::new();
        let old = self.ours.difference(&self.kept_before);
        for name in old.filter(|name| is_kept(name) && !new.contains(*name)) {
            let (from, to) = (self.out.join(name), self.unfinished.path().join(name));
            // One that somebody removed, or made a link of, is not missed.
            if !from.symlink_metadata().is_ok_and(|found| found.is_file()) {
                continue;
            }
            fs::create_dir_all(to.parent().unwrap_or(self.unfinished.path()))
                .and_then(|()| {
                    fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(drop))
                })
                .with_context(|| format!("`{}` can't be written", to.display()))?;
            kept.insert(name.clone());
        }
        Ok(kept)
    }

    fn is_ours(&self, file: &str) -> bool {
        file == LIST || self.ours.contains(file)
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
            Ok(_) => {
                self.ours.contains(name) || is_same(&place, &self.unfinished.path().join(name))
            }
        };
        (!is_free).then_some(name)
    }

    /// Gives the new files that are the same as before the times that they had: what copies a site to its host goes by
    /// them, and would copy all of it again.
    fn keep_times(&self, new: &BTreeSet<String>) {
        let keep = |name: &&String| -> io::Result<()> {
            let (from, to) = (self.unfinished.path().join(name), self.out.join(name));
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

    /// Has the new folder take the place of the old one in one step, so that there is a site at every moment.
    fn exchange(&self) -> io::Result<()> {
        let new = self.unfinished.path();
        if self.out.symlink_metadata().is_err() {
            return fs::rename(new, &self.out);
        }
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{CWD, RenameFlags, renameat_with};
            // What was the old site is removed as what is unfinished is.
            Ok(renameat_with(
                CWD,
                new,
                CWD,
                &self.out,
                RenameFlags::EXCHANGE,
            )?)
        }
        #[cfg(not(target_os = "linux"))]
        Err(ErrorKind::Unsupported.into())
    }

    /// Gives the new site what somebody put into the old one after it was looked at.
    fn keep_latecomers(&self) -> Result<()> {
        let old = self.unfinished.path();
        let late = files_below(old)?.files.into_iter();
        for name in late.filter(|file| !self.is_ours(file)) {
            let (from, to) = (old.join(&name), self.out.join(&name));
            let parent = to.parent().unwrap_or(&self.out);
            let kept = match to.symlink_metadata() {
                Ok(_) => Err(ErrorKind::AlreadyExists.into()),
                Err(_) => fs::create_dir_all(parent).and_then(|()| fs::rename(&from, &to)),
            };
            if let Err(error) = kept {
                self.unfinished.keep();
                let shown = from.display();
                return Err(error).with_context(|| format!("the site is built. `{shown}` came while it was written, and could not be put into it"));
            }
        }
        Ok(())
    }
}

/// Makes the folder that a link leads to, if there is none.
fn make_target(out: &Path) -> io::Result<()> {
    if !out.is_symlink() || out.exists() {
        return Ok(());
    }
    let target = fs::read_link(out)?;
    fs::create_dir_all(out.parent().unwrap_or(Path::new(".")).join(target))
}

/// Whether something at the top of a folder is what a build leaves behind that was ended in the middle.
fn is_left_behind(name: &str) -> bool {
    name == PART || unfinished::is_within(name)
}

/// The folders that a file is in, the outermost first.
fn folders_above(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices('/').map(|(end, _)| &name[..end])
}

/// Whether a folder has anything in it that keeps us from building there: all but `.git`, and what a build left behind.
fn has_foreign_files(folder: &Path) -> io::Result<bool> {
    if !folder.is_dir() {
        return Ok(false);
    }
    for item in fs::read_dir(folder)? {
        let name = item?.file_name();
        let is_left_behind = name.to_str().is_some_and(is_left_behind);
        if name != ".git" && !is_left_behind {
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
                Ok(name) if prefix.is_empty() && is_left_behind(&name) => {}
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
