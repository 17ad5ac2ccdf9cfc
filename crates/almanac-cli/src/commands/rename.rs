//! `almanac rename`: a new name for an entry, thread or path, everywhere.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;

use almanac_compile::rename_edits;
use almanac_model::{Edit, FilePath, LinkTarget, Slug, Snapshot};
use anyhow::{Context, Result, anyhow, bail};
use serde_json::json;

use crate::almanac::{self, Almanac};
use crate::arguments::Rename;
use crate::commands::serve::count;
use crate::failure::say;
use crate::folder_writer;
use crate::workspace::watched_folder;

/// Moves the file, rewrites all that names it, and leaves the old name as an alias.
pub fn run(arguments: &Rename) -> Result<ExitCode> {
    let almanac = Almanac::in_folder(arguments.folder.dir.as_deref())?;
    let folder =
        watched_folder(&almanac).context("the almanac inside the binary can't be changed")?;
    let snapshot = almanac.compile(almanac::today())?.snapshot;
    let new = Slug::new(arguments.new.trim_start_matches("path:")).map_err(|error| match error
        .suggestion
    {
        Some(slug) => anyhow!("`{}` is not a slug. Perhaps `{slug}`?", error.text),
        None => anyhow!(
            "`{}` is not a slug: use lower-case letters, digits and single hyphens",
            error.text
        ),
    })?;
    let old_file = find(&snapshot, &arguments.old, &new)?;
    let new_file = renamed(&old_file, &new);
    if folder.join(new_file.as_str()).exists() {
        bail!("there is a file `{new_file}` already. Choose another name, or move that file away");
    }
    let tree = almanac.tree();
    let mut texts: BTreeMap<FilePath, String> = BTreeMap::new();
    let edits = rename_edits(&snapshot, &arguments.old, &new).with_context(|| {
        format!("the front matter of `{old_file}` can't be read. `almanac check` says what is wrong with it: mend that first")
    })?;
    for edit in edits {
        if !texts.contains_key(&edit.file) {
            let text = String::from_utf8(tree.read(&edit.file)?)?;
            texts.insert(edit.file.clone(), text);
        }
        if let Some(text) = texts.get_mut(&edit.file) {
            apply(text, &edit);
        }
    }
    // The new file is written first and the old one goes last: whatever happens, nothing is lost.
    let mut own = texts.remove(&old_file);
    if own.is_none() {
        own = Some(String::from_utf8(tree.read(&old_file)?)?);
    }
    let write = |file: &FilePath, text: Option<&str>| {
        folder_writer::write(&folder.join(file.as_str()), text)
            .with_context(|| format!("`{file}` can't be written"))
    };
    write(&new_file, own.as_deref())?;
    for (file, text) in &texts {
        write(file, Some(text))?;
    }
    write(&old_file, None)?;
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

fn renamed(file: &FilePath, new: &Slug) -> FilePath {
    let folder = file
        .as_str()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    FilePath::from(format!("{folder}/{new}.md"))
}

/// Applies an edit. Edits come from the back of each file to its front, so that their places stay right.
fn apply(text: &mut String, edit: &Edit) {
    if text.get(edit.span.clone()).is_some() {
        text.replace_range(edit.span.clone(), &edit.text);
    }
}
