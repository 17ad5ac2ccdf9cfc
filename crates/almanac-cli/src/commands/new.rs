//! `almanac new`: a new entry, thread, path or template, or another version of one of the former.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use almanac_compile::{CONFIG_FILE, new_page, with_language};
use almanac_model::{Area, LanguageTag, NewPageKind, Snapshot};
use almanac_render::{built_in_template, built_in_templates};
use almanac_workspace::write_file;
use anyhow::{Context, Result, bail};
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
    let kind = match arguments.what {
        NewKind::Path => NewPageKind::Path,
        NewKind::Thread => NewPageKind::Thread,
        _ => NewPageKind::Entry(arguments.kind.as_deref().unwrap_or("concept")),
    };
    let made = new_page(snapshot, kind, &arguments.title, almanac::today())?;
    Ok(NewFile {
        file: made.file.as_str().to_owned(),
        text: made.text,
        names: json!({ "slug": made.slug, "id": made.id }),
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
