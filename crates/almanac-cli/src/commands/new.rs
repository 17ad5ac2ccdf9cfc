//! `almanac new`: a new entry, thread, path or template.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use almanac_compile::new_id;
use almanac_model::{LinkTarget, Slug, TEMPLATES_FOLDER, slugify};
use almanac_render::{built_in_template, built_in_templates};
use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};

use crate::almanac::{self, Almanac};
use crate::arguments::{New, What};
use crate::folder_writer;
use crate::workspace::watched_folder;

/// Makes a file with a fresh id, and prints its path.
pub fn run(arguments: &New) -> Result<ExitCode> {
    let almanac = Almanac::in_folder(arguments.folder.dir.as_deref())?;
    let folder =
        watched_folder(&almanac).context("the almanac inside the binary can't be changed")?;
    if arguments.what == What::Template {
        return override_template(arguments, &folder);
    }
    let title = arguments.title.trim();
    let slug = Slug::new(&slugify(title)).map_err(|_| {
        anyhow!("no address can be made of the title `{title}`: give it Latin letters or digits")
    })?;
    let today = almanac::today();
    let snapshot = almanac.compile(today)?.snapshot;
    let taken = match arguments.what {
        What::Path => snapshot
            .path_by_name(slug.as_str())
            .map(|path| snapshot.path(path).file.clone()),
        _ => match snapshot.resolve(slug.as_str()) {
            LinkTarget::Page(page) => Some(snapshot.page(page).file.clone()),
            _ => None,
        },
    };
    if let Some(file) = taken {
        bail!("`{slug}` is taken already, by `{file}`. Choose another title, or edit that file");
    }
    let kind = arguments.kind.as_deref().unwrap_or("concept");
    if arguments.what == What::Entry && !snapshot.config().kinds.contains_key(kind) {
        let kinds: Vec<&str> = snapshot.config().kinds.keys().map(String::as_str).collect();
        bail!(
            "`almanac.toml` declares no kind `{kind}`. It declares: {}",
            kinds.join(", ")
        );
    }
    let id = new_id(&snapshot, &format!("{slug} {today} {}", snapshot.hash()));
    // A path must have something to read.
    let first = snapshot.pages().first().map_or(&slug, |page| &page.slug);
    let (file, text) = draft(arguments.what, title, &slug, kind, id.as_str(), first);
    if folder.join(&file).exists() {
        // One that can't be read, else its slug would be taken.
        bail!("there is a file `{file}` already. Choose another title, or mend that file");
    }
    folder_writer::write(&folder.join(&file), Some(&text))
        .with_context(|| format!("`{file}` can't be written"))?;
    let made = json!({ "file": file, "slug": slug, "id": id });
    announce(arguments, &file, &made)
}

/// Copies a built-in template to where it overrides itself.
fn override_template(arguments: &New, folder: &Path) -> Result<ExitCode> {
    let name = arguments.title.trim();
    let Some(text) = built_in_template(name) else {
        let names: Vec<&str> = built_in_templates().collect();
        bail!(
            "there is no built-in template `{name}`. There are: {}",
            names.join(", ")
        );
    };
    let file = format!("{TEMPLATES_FOLDER}{name}");
    if folder.join(&file).exists() {
        bail!("there is a file `{file}` already. Edit it, or remove it first");
    }
    folder_writer::write(&folder.join(&file), Some(text))
        .with_context(|| format!("`{file}` can't be written"))?;
    announce(arguments, &file, &json!({ "file": file }))
}

/// Says what was made: its path, or as JSON.
fn announce(arguments: &New, file: &str, made: &Value) -> Result<ExitCode> {
    let mut out = anstream::stdout();
    if arguments.json {
        writeln!(out, "{made}")?;
    } else {
        let shown = match &arguments.folder.dir {
            Some(dir) => dir.join(file),
            None => file.into(),
        };
        writeln!(out, "{}", shown.display())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The file of a new page, and the text to begin with: a stub, which says itself that it is to be written.
fn draft(
    what: What,
    title: &str,
    slug: &Slug,
    kind: &str,
    id: &str,
    first: &Slug,
) -> (String, String) {
    let title = title.replace('\\', "\\\\").replace('"', "\\\"");
    match what {
        What::Entry => (
            format!("entries/{slug}.md"),
            format!(
                "---\nid: {id}\ntitle: \"{title}\"\nkind: {kind}\nlevel: introductory\nsummary: \"\"\ntopics: []\n\
                 stub: true\nfacts: {{}}\nsources: []\n---\n"
            ),
        ),
        What::Thread => (
            format!("threads/{slug}.md"),
            format!(
                "---\nid: {id}\ntitle: \"{title}\"\nlevel: introductory\nsummary: \"\"\ntopics: []\nstub: true\n\
                 sources: []\n---\nThe state of play.\n"
            ),
        ),
        // A template has been made elsewhere.
        What::Path | What::Template => (
            format!("paths/{slug}.md"),
            format!(
                "---\nid: {id}\ntitle: \"{title}\"\nsummary: \"\"\naudience: \"\"\ntopics: []\n\
                 steps:\n  - {{ read: {first}, why: \"Say why it comes here.\" }}\n---\nThe introduction.\n\n# Closing\n\nWhat remains.\n"
            ),
        ),
    }
}
