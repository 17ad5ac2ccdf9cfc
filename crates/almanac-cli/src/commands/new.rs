//! `almanac new`: a new entry, thread, path or template, or another version of one of the former.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use almanac_compile::{CONFIG_FILE, new_id, with_language};
use almanac_model::{Area, LanguageTag, LinkTarget, Slug, Snapshot, slugify};
use almanac_render::{built_in_template, built_in_templates};
use almanac_workspace::write_file;
use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};

use crate::almanac;
use crate::arguments::{New, NewKind};
use crate::commands::new_depth::draft as depth;
use crate::commands::new_translation::{draft as translation, read_language};

/// Makes a file with a fresh id, and prints its path.
pub fn run(arguments: &New) -> Result<ExitCode> {
    let almanac = almanac::in_folder(arguments.folder.dir.as_deref())?;
    let folder = almanac
        .folder()
        .context("the almanac inside the binary can't be changed")?;
    let made = match arguments.what {
        NewKind::Template => override_template(arguments)?,
        NewKind::Depth => {
            let snapshot = almanac::compile(&almanac, almanac::today())?.snapshot;
            let (file, text) = depth(
                &snapshot,
                arguments.title.trim(),
                arguments.level_or_language.as_deref(),
            )?;
            NewFile {
                file,
                text,
                names: json!({}),
                declares: None,
            }
        }
        NewKind::Translation => {
            let snapshot = almanac::compile(&almanac, almanac::today())?.snapshot;
            translate(&snapshot, arguments)?
        }
        _ => page(
            &almanac::compile(&almanac, almanac::today())?.snapshot,
            arguments,
        )?,
    };
    let file = made.file;
    if folder.join(&file).exists() {
        // Of a page one that can't be read, else its slug would be taken.
        bail!("there is a file `{file}` already. Choose another title, or mend that file");
    }
    if let Some(language) = &made.declares {
        declare(folder, language)?;
    }
    write_file(folder, &file, None, made.text.as_bytes())
        .with_context(|| format!("`{file}` can't be written"))?;
    announce(arguments, file, made.names)
}

/// What is to be written.
struct NewFile {
    file: String,
    text: String,
    /// The slug and the id of a new page, for programs.
    names: Value,
    /// The language that `almanac.toml` has to declare for it.
    declares: Option<LanguageTag>,
}

/// Declares a language in `almanac.toml`: without that, the file would be a page like any other.
fn declare(folder: &Path, language: &LanguageTag) -> Result<()> {
    let place = folder.join(CONFIG_FILE);
    let config = std::fs::read_to_string(&place)
        .with_context(|| format!("`{CONFIG_FILE}` can't be read"))?;
    let Some(declared) = with_language(&config, language) else {
        bail!(
            "`{CONFIG_FILE}` does not declare the language `{language}`. Write there `languages = [\"{language}\"]`"
        );
    };
    write_file(
        folder,
        CONFIG_FILE,
        Some(config.as_bytes()),
        declared.as_bytes(),
    )
    .with_context(|| format!("`{CONFIG_FILE}` can't be written"))
}

/// A new translation.
fn translate(snapshot: &Snapshot, arguments: &New) -> Result<NewFile> {
    let name = arguments.title.trim();
    let language = read_language(snapshot, arguments.level_or_language.as_deref())?;
    let (file, text) = translation(snapshot, name, &language)?;
    let is_declared = snapshot.config().languages.contains(&language);
    Ok(NewFile {
        file,
        text,
        names: json!({}),
        declares: (!is_declared).then_some(language),
    })
}

/// A new entry, thread or path.
fn page(snapshot: &Snapshot, arguments: &New) -> Result<NewFile> {
    if let Some(more) = &arguments.level_or_language {
        bail!(
            "only a translation has a language and only a depth a level, `{more}`. Put a title of several words in quotes"
        );
    }
    let title = arguments.title.trim();
    let slug = Slug::new(&slugify(title)).map_err(|_| {
        anyhow!("no address can be made of the title `{title}`: give it letters or digits")
    })?;
    let taken = match arguments.what {
        NewKind::Path => snapshot
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
    if arguments.what == NewKind::Entry && !snapshot.config().kinds.contains_key(kind) {
        let kinds: Vec<&str> = snapshot.config().kinds.keys().map(String::as_str).collect();
        bail!(
            "`almanac.toml` declares no kind `{kind}`. It declares: {}",
            kinds.join(", ")
        );
    }
    let seed = format!("{slug} {} {}", almanac::today(), snapshot.hash());
    let id = new_id(snapshot, &seed);
    // A path must have something to read.
    let first = snapshot.pages().first().map_or(&slug, |page| &page.slug);
    let (area, text) = draft(arguments.what, title, kind, id.as_str(), first);
    let Some(folder) = snapshot.config().content.layout.folder(area) else {
        let area = area.folder().trim_end_matches('/');
        bail!("the almanac has no {area}: `{area}` under `[content]` in `{CONFIG_FILE}` is empty");
    };
    Ok(NewFile {
        file: format!("{folder}{slug}.md"),
        text,
        names: json!({ "slug": slug, "id": id }),
        declares: None,
    })
}

/// A copy of a built-in template, where it overrides that.
fn override_template(arguments: &New) -> Result<NewFile> {
    let name = arguments.title.trim();
    let Some(text) = built_in_template(name) else {
        let names: Vec<&str> = built_in_templates().collect();
        bail!(
            "there is no built-in template `{name}`. There are: {}",
            names.join(", ")
        );
    };
    Ok(NewFile {
        file: format!("{}{name}", Area::Templates.folder()),
        text: text.to_owned(),
        names: json!({}),
        declares: None,
    })
}

/// Says what was made: its path, or as JSON.
fn announce(arguments: &New, file: String, names: Value) -> Result<ExitCode> {
    let mut out = anstream::stdout();
    if arguments.json {
        let mut made = names;
        made["file"] = json!(file);
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

/// The area of a new page, and the text to begin with: a stub, which says itself that it is to be written.
fn draft(what: NewKind, title: &str, kind: &str, id: &str, first: &Slug) -> (Area, String) {
    let title = title.replace('\\', "\\\\").replace('"', "\\\"");
    match what {
        NewKind::Entry => (
            Area::Entries,
            format!(
                "---\nid: {id}\ntitle: \"{title}\"\nkind: {kind}\nlevel: introductory\nsummary: \"\"\ntopics: []\n\
                 stub: true\nfacts: {{}}\nsources: []\n---\n"
            ),
        ),
        NewKind::Thread => (
            Area::Threads,
            format!(
                "---\nid: {id}\ntitle: \"{title}\"\nlevel: introductory\nsummary: \"\"\ntopics: []\nstub: true\n\
                 sources: []\n---\nThe state of play.\n"
            ),
        ),
        NewKind::Depth | NewKind::Translation | NewKind::Template => {
            unreachable!("none of these is drafted")
        }
        NewKind::Path => (
            Area::Paths,
            format!(
                "---\nid: {id}\ntitle: \"{title}\"\nsummary: \"\"\naudience: \"\"\ntopics: []\n\
                 steps:\n  - {{ read: {first}, why: \"Say why it comes here.\" }}\n---\nThe introduction.\n\n# Closing\n\nWhat remains.\n"
            ),
        ),
    }
}
