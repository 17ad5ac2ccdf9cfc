//! The way from the old site to the new one file by file. After each step the folder's list names all that is ours.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::list::{LIST, write_list};
use super::{PART, SiteFolder, folders_above, is_same};

/// A change of the folder that is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step<'s> {
    /// Lists the files of both sites as ours.
    ListBoth,
    /// Removes a file of the old site.
    Remove(&'s str),
    /// Puts a file of the new site in its place; that of its list is the last.
    Put(&'s str),
}

impl SiteFolder {
    /// Replaces our files one by one.
    pub(super) fn replace_files(&self, new: &BTreeSet<String>) -> io::Result<()> {
        let mut steps = self.steps(new).into_iter();
        steps.try_for_each(|step| self.take(step, new))
    }

    /// What is to be done, in order. Pages of the old site go once those of the new are there, but for files in whose place
    /// there is to be a folder, or the other way round.
    fn steps<'s>(&'s self, new: &'s BTreeSet<String>) -> Vec<Step<'s>> {
        let stale = self.ours.difference(new).map(String::as_str);
        let is_in_the_way = |name: &&str| {
            let below = format!("{name}/");
            let next = new.range(below.clone()..).next();
            next.is_some_and(|next| next.starts_with(&below))
                || folders_above(name).any(|folder| new.contains(folder))
        };
        let (in_the_way, stale): (Vec<&str>, Vec<&str>) = stale.partition(is_in_the_way);
        let put = new.iter().map(String::as_str).filter(|name| *name != LIST);
        let mut steps = vec![Step::ListBoth];
        steps.extend(in_the_way.into_iter().map(Step::Remove));
        steps.extend(put.map(Step::Put));
        steps.extend(stale.into_iter().map(Step::Remove));
        steps.push(Step::Put(LIST));
        steps
    }

    fn take(&self, step: Step<'_>, new: &BTreeSet<String>) -> io::Result<()> {
        match step {
            Step::ListBoth => {
                fs::create_dir_all(&self.out)?;
                let both = new.union(&self.ours).cloned().collect();
                fs::write(self.out.join(PART), write_list(&both, &BTreeSet::new()))?;
                fs::rename(self.out.join(PART), self.out.join(LIST))
            }
            Step::Remove(name) => self.remove(name),
            Step::Put(name) => self.put(name),
        }
    }

    fn put(&self, name: &str) -> io::Result<()> {
        let (from, to) = (self.unfinished.path().join(name), self.out.join(name));
        if is_same(&from, &to) {
            return Ok(());
        }
        fs::create_dir_all(to.parent().unwrap_or(&self.out))?;
        self.move_file(&from, &to)
    }

    /// Moves a file, also from another file system: then it has its name once it is whole.
    fn move_file(&self, from: &Path, to: &Path) -> io::Result<()> {
        match fs::rename(from, to) {
            Err(error) if error.kind() == ErrorKind::CrossesDevices => {
                let part = self.out.join(PART);
                fs::copy(from, &part)?;
                fs::rename(&part, to)
            }
            moved => moved,
        }
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::site_folder::files_below;

    type Site = BTreeMap<&'static str, &'static str>;

    /// All that can stand in another's way: a file where a folder was, a folder where a file was, what is the same.
    fn sites() -> [Site; 2] {
        let old = [
            ("index.html", "1"),
            ("a", "1"),
            ("b/c", "1"),
            ("b/d/e", "1"),
            ("same/x", "1"),
            ("gone/y/z", "1"),
        ];
        let new = [
            ("index.html", "2"),
            ("a/b", "2"),
            ("b", "2"),
            ("same/x", "1"),
            ("new/x", "2"),
        ];
        [old.into(), new.into()]
    }

    fn written(out: &Path, site: &Site) -> SiteFolder {
        let folder = SiteFolder::prepare(out).unwrap();
        for (name, bytes) in site {
            folder.write(name, bytes.as_bytes()).unwrap();
        }
        folder
    }

    fn read(out: &Path) -> BTreeMap<String, String> {
        let names = files_below(out).unwrap().files.into_iter();
        names
            .map(|name| (name.clone(), fs::read_to_string(out.join(name)).unwrap()))
            .collect()
    }

    /// The new site with what is its user's, as it is when nothing is ended in the middle.
    fn expected(site: &Site, theirs: &[(&str, &str)]) -> BTreeMap<String, String> {
        let names: BTreeSet<String> = site.keys().map(|name| (*name).to_owned()).collect();
        let mut all: BTreeMap<String, String> = site
            .iter()
            .chain(
                theirs
                    .iter()
                    .map(|(name, text)| (name, text))
                    .collect::<BTreeMap<_, _>>(),
            )
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        all.insert(LIST.to_owned(), write_list(&names, &BTreeSet::new()));
        all
    }

    #[test]
    fn a_build_may_be_ended_after_each_of_its_steps() {
        let theirs = [("CNAME", "theirs"), ("b/theirs", "theirs")];
        let [old, mut new] = sites();
        // Where they keep a file, no file of ours takes the place of its folder.
        new.remove("b");
        let mut ended_at = 0;
        loop {
            let root = tempfile::tempdir().unwrap();
            let out = root.path().join("out");
            written(&out, &old).finish(|_| false).unwrap();
            for (name, text) in theirs {
                fs::write(out.join(name), text).unwrap();
            }
            let mut folder = written(&out, &new);
            let names: BTreeSet<String> = new.keys().map(|name| (*name).to_owned()).collect();
            folder
                .write(LIST, write_list(&names, &BTreeSet::new()).as_bytes())
                .unwrap();
            let steps = folder.steps(&names);
            let count = steps.len();
            for step in steps.into_iter().take(ended_at) {
                folder.take(step, &names).unwrap();
            }
            // As the system does for a program that is killed: its locks go, and nothing else.
            folder.unfinished.forget_lock();
            std::mem::forget(folder);
            for (name, text) in theirs {
                assert_eq!(fs::read_to_string(out.join(name)).unwrap(), text);
            }
            written(&out, &new).finish(|_| false).unwrap();
            assert_eq!(
                read(&out),
                expected(&new, &theirs),
                "ended after {ended_at}"
            );
            assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
            if ended_at == count {
                assert!(count > 8);
                break;
            }
            ended_at += 1;
        }
    }

    #[test]
    fn files_and_folders_take_each_others_places() {
        let [old, new] = sites();
        for (one, other) in [(&old, &new), (&new, &old)] {
            let root = tempfile::tempdir().unwrap();
            let out = root.path().join("out");
            written(&out, one).finish(|_| false).unwrap();
            fs::write(out.join("CNAME"), "theirs").unwrap();
            written(&out, other).finish(|_| false).unwrap();
            assert_eq!(read(&out), expected(other, &[("CNAME", "theirs")]));
        }
    }

    /// Whatever somebody puts into the old site right before it is exchanged is in the new one.
    #[test]
    fn what_comes_late_is_kept() {
        let [old, new] = sites();
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("out");
        written(&out, &old).finish(|_| false).unwrap();
        let folder = written(&out, &new);
        fs::write(out.join("late"), "theirs").unwrap();
        // As if it had come after the folder was looked at.
        if folder.exchange().is_ok() {
            folder.keep_latecomers().unwrap();
            assert_eq!(fs::read_to_string(out.join("late")).unwrap(), "theirs");
        }
    }
}
