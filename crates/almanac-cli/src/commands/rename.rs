//! `almanac rename`: a new name for an entry, thread or path, everywhere.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use almanac_compile::{Compiled, content_hash, rename_edits};
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
    let compiled = almanac::compile(&almanac, almanac::today())?;
    let snapshot = &compiled.snapshot;
    let new = Slug::new(arguments.new.trim_start_matches("path:")).map_err(|error| match error
        .suggestion
    {
        Some(slug) => anyhow!("`{}` is not a slug. Perhaps `{slug}`?", error.text),
        None => anyhow!(
            "`{}` is not a slug: use lower-case letters, digits and single hyphens",
            error.text
        ),
    })?;
    let old_file = find(snapshot, &arguments.old, &new)?;
    let new_file = renamed(&old_file, &new);
    if folder.join(new_file.as_str()).exists() {
        bail!("there is a file `{new_file}` already. Choose another name, or move that file away");
    }
    let mut moved: BTreeMap<FilePath, FilePath> = translations(snapshot, &arguments.old)
        .into_iter()
        .map(|file| (file.clone(), renamed(file, &new)))
        .collect();
    moved.insert(old_file.clone(), new_file.clone());
    let edits = rename_edits(snapshot, &arguments.old, &new).with_context(|| {
        format!("the front matter of `{old_file}` can't be read. `almanac check` says what is wrong with it: mend that first")
    })?;
    let mut texts = edited(&compiled, &edits, moved.keys())?;
    keep_current(snapshot, &mut texts);
    write(folder, &compiled, &texts, &moved)?;
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
    let failed = |file: &FilePath| format!("`{file}` can't be written");
    // The new files are written first and the old ones go last: whatever happens, nothing is lost.
    for (file, text) in texts {
        let written = match moved.get(file) {
            Some(new) => write_file(folder, new.as_str(), None, text.as_bytes()),
            None => write_file(folder, file.as_str(), Some(was(file)), text.as_bytes()),
        };
        written.with_context(|| failed(file))?;
    }
    for file in moved.keys() {
        remove_file(folder, file.as_str(), was(file)).with_context(|| failed(file))?;
    }
    Ok(())
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

/// The files of the translations of what is renamed.
fn translations<'s>(snapshot: &'s Snapshot, old: &str) -> Vec<&'s FilePath> {
    let path = old.strip_prefix("path:");
    let Ok(slug) = Slug::new(path.unwrap_or(old)) else {
        return Vec::new();
    };
    if path.is_some() {
        let translations = snapshot.translations_of_path(&slug).iter();
        translations.map(|path| &path.file).collect()
    } else {
        let translations = snapshot.translations_of(&slug).iter();
        translations.map(|page| &page.file).collect()
    }
}

/// Renaming says nothing new: a translation that was made from the text as it was is one of the
/// text as it is now.
fn keep_current(snapshot: &Snapshot, texts: &mut BTreeMap<FilePath, String>) {
    for (translation, original) in snapshot.translated_files() {
        let made = translation.translation.as_ref();
        let (Some(made), Some(now)) = (
            made.filter(|made| made.is_current()),
            texts.get(&original.file),
        ) else {
            continue;
        };
        let now = content_hash(now.as_bytes());
        let text = texts
            .entry(translation.file.clone())
            .or_insert_with(|| translation.text.to_string());
        *text = text.replacen(made.original.as_str(), now.as_str(), 1);
    }
}

/// The file under its new name, which of a translation keeps its language.
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
