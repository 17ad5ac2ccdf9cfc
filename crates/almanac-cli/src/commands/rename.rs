//! `almanac rename`: a new name for an entry, thread or path, everywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use almanac_compile::{Compiled, rename_edits};
use almanac_model::{Edit, FilePath, LinkTarget, Slug, Snapshot};
use almanac_workspace::{remove_file, write_file};
use anyhow::{Context, Result, anyhow, bail};
use serde_json::json;

use crate::almanac;
use crate::arguments::Rename;
use crate::commands::serve::count;
use crate::failure::say;

/// Moves the file, rewrites all that names it, and leaves the old name as an alias.
pub fn run(arguments: &Rename) -> Result<ExitCode> {
    let almanac = almanac::in_folder(arguments.folder.dir.as_deref())?;
    let folder = almanac
        .folder()
        .context("the almanac inside the binary can't be changed")?;
    let whole = almanac::compile(&almanac, almanac::today())?;
    let new = Slug::new(arguments.new.trim_start_matches("path:")).map_err(|error| match error
        .suggestion
    {
        Some(slug) => anyhow!("`{}` is not a slug. Perhaps `{slug}`?", error.text),
        None => anyhow!(
            "`{}` is not a slug: use lower-case letters, digits and single hyphens",
            error.text
        ),
    })?;
    let is_there = |file: &&FilePath| folder.join(file.as_str()).exists();
    // A rename that was ended in the middle has left new files beside the old ones. Without them the almanac is as it was
    // before, but for links that lead to the new name already, so that the same is done again.
    let begun = moved_files(&whole.snapshot, &arguments.old, &new);
    let begun: Vec<&FilePath> = begun.values().filter(is_there).collect();
    let without_begun = match begun.is_empty() {
        true => None,
        false => Some(almanac::compile_without(
            &almanac,
            almanac::today(),
            begun.into_iter(),
        )?),
    };
    let compiled = without_begun.as_ref().unwrap_or(&whole);
    let snapshot = &compiled.snapshot;
    let old_file = find(snapshot, &arguments.old, &new)?;
    let new_file = renamed(&old_file, &new);
    let moved = moved_files(snapshot, &arguments.old, &new);
    let edits = rename_edits(snapshot, &arguments.old, &new).with_context(|| {
        format!("the front matter of `{old_file}` can't be read. `almanac check` says what is wrong with it: mend that first")
    })?;
    let mut texts = edited(compiled, &edits, moved.keys())?;
    for (old, renamed) in &moved {
        // What stands there is what is to be written, or it is somebody else's.
        let now = fs::read(folder.join(renamed.as_str())).unwrap_or_default();
        if is_there(&renamed) && now != texts[old].as_bytes() {
            find(&whole.snapshot, &arguments.old, &new)?;
            bail!(
                "there is a file `{renamed}` already. Choose another name, or move that file away"
            );
        }
    }
    write(folder, compiled, &texts, &moved)?;
    moved.keys().for_each(|file| drop(texts.remove(file)));
    if arguments.json {
        let changed: Vec<&FilePath> = texts.keys().collect();
        writeln!(
            anstream::stdout(),
            "{}",
            json!({ "from": old_file, "to": new_file, "changed": changed })
        )?;
    } else {
        say(&format!(
            "Renamed {old_file} to {new_file}; {} changed",
            count(texts.len(), "other file", "other files")
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// The files that get another name, those of translations among them, each with its new path.
fn moved_files(snapshot: &Snapshot, old: &str, new: &Slug) -> BTreeMap<FilePath, FilePath> {
    let original = match old.strip_prefix("path:") {
        Some(slug) => {
            let path = snapshot.path_by_slug(slug);
            path.map(|path| &snapshot.path(path).file)
        }
        None => {
            let page = snapshot.page_by_slug(old);
            page.map(|page| &snapshot.page(page).file)
        }
    };
    let all = original.into_iter().chain(translations(snapshot, old));
    all.map(|file| (file.clone(), renamed(file, new))).collect()
}

fn find(snapshot: &Snapshot, old: &str, new: &Slug) -> Result<FilePath> {
    if let Some(slug) = old.strip_prefix("path:") {
        let Some(path) = snapshot.path_by_slug(slug) else {
            bail!("there is no path `{slug}`")
        };
        if snapshot.path_by_slug(new.as_str()).is_some() {
            bail!("there is a path `{new}` already");
        }
        return Ok(snapshot.path(path).file.clone());
    }
    let Some(page) = snapshot.page_by_slug(old) else {
        bail!("there is no entry or thread `{old}`. A path is named with `path:` before its slug");
    };
    match snapshot.resolve(new.as_str()) {
        LinkTarget::Page(taken) if taken != page => {
            bail!(
                "`{new}` is taken already, by `{}`",
                snapshot.page(taken).file
            )
        }
        LinkTarget::Ambiguous(_) => bail!("several pages bear the name `{new}` already"),
        LinkTarget::Page(page) if snapshot.page(page).slug == *new => {
            bail!("`{new}` is its name already")
        }
        _ => Ok(snapshot.page(page).file.clone()),
    }
}

/// Writes the new texts, and takes the files away that were moved. Nothing is written if some file
/// is not as it was compiled.
fn write(
    folder: &Path,
    compiled: &Compiled,
    texts: &BTreeMap<FilePath, String>,
    moved: &BTreeMap<FilePath, FilePath>,
) -> Result<()> {
    let was = |file: &FilePath| compiled.text(file).map_or("", |text| text).as_bytes();
    for file in texts.keys() {
        let now = fs::read(folder.join(file.as_str()));
        if now.is_ok_and(|now| now != was(file)) {
            bail!(
                "`{file}` was changed while it was read. Nothing was renamed: run the command again"
            );
        }
    }
    for step in steps(&compiled.snapshot, texts, moved) {
        let done = match step {
            Step::Write(file) => {
                let text = texts[file].as_bytes();
                match moved.get(file) {
                    Some(new) if folder.join(new.as_str()).exists() => Ok(()),
                    Some(new) => write_file(folder, new.as_str(), None, text),
                    None => write_file(folder, file.as_str(), Some(was(file)), text),
                }
            }
            Step::Remove(file) => remove_file(folder, file.as_str(), was(file)),
        };
        let file = step.file();
        done.with_context(|| format!("`{file}` can't be written"))?;
    }
    Ok(())
}

/// A change of one file.
#[derive(Debug, Clone, Copy)]
enum Step<'f> {
    /// Writes the new text, of a file that moves under its new name.
    Write(&'f FilePath),
    /// Takes a file away that has moved.
    Remove(&'f FilePath),
}

impl<'f> Step<'f> {
    fn file(self) -> &'f FilePath {
        match self {
            Step::Write(file) | Step::Remove(file) => file,
        }
    }
}

/// What is to be done, in an order in which nothing is lost whenever it ends, and the same command goes on from there: the
/// old files go last, and of these the original; a translation is written before its original, as it is told to be made
/// from the new text only while the old one is there.
fn steps<'f>(
    snapshot: &Snapshot,
    texts: &'f BTreeMap<FilePath, String>,
    moved: &'f BTreeMap<FilePath, FilePath>,
) -> Vec<Step<'f>> {
    let translations: BTreeSet<&FilePath> = snapshot
        .versions_with_originals()
        .map(|(translation, _)| &translation.file)
        .collect();
    let translations_first = |files: Vec<&'f FilePath>| {
        let is_translation = |file: &&FilePath| translations.contains(file);
        let (mut first, rest): (Vec<_>, Vec<_>) = files.into_iter().partition(is_translation);
        first.extend(rest);
        first
    };
    let written = translations_first(texts.keys().collect()).into_iter();
    let removed = translations_first(moved.keys().collect()).into_iter();
    written
        .map(Step::Write)
        .chain(removed.map(Step::Remove))
        .collect()
}

/// The texts of the files that are edited or moved, with the edits made. The places of edits are
/// those of the text that was compiled.
fn edited<'f>(
    compiled: &Compiled,
    edits: &'f [Edit],
    moved: impl Iterator<Item = &'f FilePath>,
) -> Result<BTreeMap<FilePath, String>> {
    let mut texts = BTreeMap::new();
    for file in edits.iter().map(|edit| &edit.file).chain(moved) {
        if !texts.contains_key(file) {
            let text = compiled.text(file);
            let text = text.with_context(|| format!("`{file}` can't be read"))?;
            texts.insert(file.clone(), text.to_string());
        }
    }
    for edit in edits {
        if let Some(text) = texts.get_mut(&edit.file) {
            apply(text, edit);
        }
    }
    Ok(texts)
}

/// The files of the other versions of what is renamed.
fn translations<'s>(snapshot: &'s Snapshot, old: &str) -> Vec<&'s FilePath> {
    let path = old.strip_prefix("path:");
    let Ok(slug) = Slug::new(path.unwrap_or(old)) else {
        return Vec::new();
    };
    if path.is_some() {
        let translations = snapshot.translations_of_path(&slug).iter();
        translations.map(|path| &path.file).collect()
    } else {
        let translations = snapshot.versions_of(&slug).iter();
        translations.map(|page| &page.file).collect()
    }
}

/// The file under its new name, which of another version keeps its level and language.
fn renamed(file: &FilePath, new: &Slug) -> FilePath {
    let (folder, name) = file
        .as_str()
        .rsplit_once('/')
        .unwrap_or(("", file.as_str()));
    let endings = name.split_once('.').map_or("md", |(_, endings)| endings);
    FilePath::from(format!("{folder}/{new}.{endings}"))
}

/// Applies an edit. Edits come from the back of each file to its front, so that their places stay right.
fn apply(text: &mut String, edit: &Edit) {
    if text.get(edit.span.clone()).is_some() {
        text.replace_range(edit.span.clone(), &edit.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use almanac_compile::{FolderTree, Options};
    use almanac_model::Day;

    #[test]
    fn nothing_is_renamed_while_a_file_is_being_edited() {
        let folder = tempfile::tempdir().unwrap();
        let entries = folder.path().join("entries");
        fs::create_dir(&entries).unwrap();
        fs::write(folder.path().join("almanac.toml"), "title = \"T\"\n").unwrap();
        fs::write(entries.join("a.md"), "---\ntitle: A\n---\nA.\n").unwrap();
        fs::write(entries.join("b.md"), "---\ntitle: B\n---\nSee [[a]].\n").unwrap();
        let options = Options::for_day(Day::constant(2026, 11, 24));
        let compiled = almanac_compile::compile(&FolderTree::new(folder.path()), &options).unwrap();
        let saved = "---\ntitle: B\n---\nAs saved, see [[a]].\n";
        fs::write(entries.join("b.md"), saved).unwrap();
        let edits = rename_edits(&compiled.snapshot, "a", &Slug::new("c").unwrap()).unwrap();
        let moved = BTreeMap::from([("entries/a.md".into(), "entries/c.md".into())]);
        let texts = edited(&compiled, &edits, moved.keys()).unwrap();
        assert!(write(folder.path(), &compiled, &texts, &moved).is_err());
        assert_eq!(fs::read_to_string(entries.join("b.md")).unwrap(), saved);
        assert!(entries.join("a.md").exists() && !entries.join("c.md").exists());
    }
}
