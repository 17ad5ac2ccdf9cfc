//! Which almanac a command works on.

use std::path::Path;
use std::sync::Arc;

use almanac_compile::{
    CONFIG_FILE, Compiled, FolderTree, Options, OverlayTree, PlainFolder, Tree, TreeError,
};
use almanac_documents::Documents;
use almanac_model::{Day, FileDates, FilePath, LanguageTag, Snapshot, TemplateFault};
use almanac_workspace::{Almanac, IndexProgress, PageHistory};
use anyhow::{Context, Result, bail};

use crate::{embedded, history_home};

/// The almanac in a folder that has an `almanac.toml`: the one that was named, else the one we are in.
pub fn in_folder(named: Option<&Path>) -> Result<Almanac> {
    let folder = there(named)?;
    if matches!(Almanac::is_bare_repository(folder), Ok(true)) {
        bail!(
            "`{}` is a git repository without files of its own, which this command can't change. Clone it, and change the clone",
            folder.display()
        );
    }
    if !folder.join(CONFIG_FILE).is_file() {
        bail!(
            "`{}` is not an almanac: it has no `{CONFIG_FILE}`. Make one there with `almanac init {}`",
            folder.display(),
            folder.display()
        );
    }
    Ok(Almanac::Folder(folder.to_owned()))
}

/// The almanac in a folder: the one that was named, which is read as it is if it has no `almanac.toml`, else the one that
/// we are in, which must have one.
pub fn as_it_is(named: Option<&Path>, language: Option<&LanguageTag>) -> Result<Almanac> {
    let folder = there(named)?;
    let is_almanac = folder.join(CONFIG_FILE).is_file();
    if is_almanac && language.is_some() {
        bail!(
            "the language of `{}` is what its `{CONFIG_FILE}` says. Leave `--language` out",
            folder.display()
        );
    }
    if named.is_none() || is_almanac {
        return in_folder(named);
    }
    let failed = || format!("`{}` can't be read", folder.display());
    let is_bare = Almanac::is_bare_repository(folder).with_context(failed)?;
    let tree = match is_bare {
        true => Almanac::Bare(folder.to_owned(), None).tree(),
        false => Arc::new(FolderTree::new(folder)),
    };
    if is_bare && has_config(&*tree).with_context(failed)? {
        return Ok(Almanac::Bare(folder.to_owned(), None));
    }
    let plain = PlainFolder::of(folder, language);
    let listing = tree.list_as(&plain.content);
    let listing = listing.with_context(failed)?;
    if !listing.has_pages(&plain.content.layout) {
        bail!(
            "`{}` has no `{CONFIG_FILE}` and no Markdown. Name a folder with Markdown, or make an almanac with `almanac init {}`",
            folder.display(),
            folder.display()
        );
    }
    Ok(match is_bare {
        true => Almanac::Bare(folder.to_owned(), Some(plain)),
        false => Almanac::Plain(folder.to_owned(), plain),
    })
}

fn has_config(tree: &dyn Tree) -> Result<bool, TreeError> {
    Ok(tree.head(&FilePath::from(CONFIG_FILE), 1)?.is_some())
}

/// The folder that was named, else the one that we are in, if it is there.
fn there(named: Option<&Path>) -> Result<&Path> {
    let folder = named.unwrap_or(Path::new("."));
    if folder.is_file() {
        bail!(
            "`{}` is a file. Name the folder of an almanac",
            folder.display()
        );
    }
    if !folder.is_dir() {
        bail!(
            "there is no folder `{}`. Name the folder of an almanac, or make one with `almanac init {}`",
            folder.display(),
            folder.display()
        );
    }
    Ok(folder)
}

/// The almanac in the folder that was named; without one, that in the folder
/// we are in if it is an almanac, else the one inside the binary.
pub fn to_read(named: Option<&Path>, language: Option<&LanguageTag>) -> Result<Almanac> {
    if named.is_none() && !Path::new(CONFIG_FILE).is_file() {
        return Ok(embedded());
    }
    as_it_is(named, language)
}

/// The almanac to publish: that in the folder which was named, else in the one we are in. The one
/// inside the binary is published only if it was asked for, as nobody expects it in a wrong folder.
pub fn to_publish(
    named: Option<&Path>,
    language: Option<&LanguageTag>,
    from_embedded: bool,
) -> Result<Almanac> {
    if from_embedded {
        return Ok(embedded());
    }
    if named.is_none() && !Path::new(CONFIG_FILE).is_file() {
        bail!(
            "the folder we are in is not an almanac: it has no `{CONFIG_FILE}`. To publish its Markdown as it is, try `almanac build .`; or publish the almanac inside the program with `--from-embedded`"
        );
    }
    as_it_is(named, language)
}

/// The almanac inside the binary.
pub fn embedded() -> Almanac {
    Almanac::Embedded {
        tree: embedded::tree(),
        dates: Arc::new(embedded::last_changed()),
    }
}

/// Compiles it as it stands, drafts among the pages, for those who work on it. History is not walked: it says when
/// files were last changed, which pages show and checks do not care about. Whether it is known to its beginning is
/// asked, as that is reported.
pub fn compile(almanac: &Almanac, today: Day) -> Result<Compiled> {
    let dates = FileDates {
        gap: almanac.history_gap(),
        ..FileDates::default()
    };
    let options = Options {
        dates: Arc::new(dates),
        plain: almanac.plain().cloned(),
        ..Options::for_day(today).with_drafts()
    };
    with_parts(almanac, &options)
}

/// Compiles it, and once more with what its history knows of parts of pages, where some may be in it: when events were recorded,
/// and which confirmed values were changed since.
fn with_parts(almanac: &Almanac, options: &Options) -> Result<Compiled> {
    let compiled = compile_with(almanac, options)?;
    let mut pages = compiled.snapshot.pages().iter();
    let has_parts = pages.any(|page| {
        // Only feeds tell when events were recorded, and they are made of what has dates.
        let has_events = !options.with_drafts && !page.events().is_empty();
        has_events || page.facts.iter().any(|fact| fact.checked.is_some())
    });
    if !has_parts || almanac.place().is_none() {
        return Ok(compiled);
    }
    let index = history_home::of(almanac);
    let progress = IndexProgress::default();
    let history = PageHistory::read(almanac, index.as_deref(), options.today, &progress);
    let parts = history.and_then(|history| history.part_dates(&compiled.snapshot));
    // Without a history nothing is known of them.
    let Some(parts) = parts.ok().filter(|parts| !parts.is_empty()) else {
        return Ok(compiled);
    };
    let dates = FileDates {
        parts: Arc::new(parts),
        ..(*options.dates).clone()
    };
    let options = Options {
        dates: Arc::new(dates),
        ..options.clone()
    };
    compile_with(almanac, &options)
}

/// Compiles all of it as [`compile`] does, as if some files were not there.
pub fn compile_without<'f>(
    almanac: &Almanac,
    today: Day,
    files: impl Iterator<Item = &'f FilePath>,
) -> Result<Compiled> {
    let whole = OverlayTree::new(almanac.tree());
    let tree = files.fold(whole, |tree, file| tree.without(file.clone()));
    let options = Options {
        plain: almanac.plain().cloned(),
        ..Options::for_day(today).with_drafts()
    };
    let compiled = almanac_compile::compile(&tree, &options);
    compiled.with_context(|| format!("{almanac} can't be read"))
}

/// Compiles it as [`compile`] does, as it was last committed.
pub fn compile_committed(almanac: &Almanac, today: Day) -> Result<Compiled> {
    let tree = almanac.committed_tree();
    let tree = tree.with_context(|| format!("the history of {almanac} can't be read"))?;
    let Some(tree) = tree else {
        bail!(
            "{almanac} has no commit to compare with. Name what would change: `almanac impact SLUG`"
        );
    };
    let options = Options {
        plain: almanac.plain().cloned(),
        ..Options::for_day(today).with_drafts()
    };
    let compiled = almanac_compile::compile(&tree, &options);
    compiled.with_context(|| format!("{almanac} can't be read as it was committed"))
}

/// Compiles what the public sees of it, with the dates of its files.
pub fn compile_dated(almanac: &Almanac, today: Day, base_url: Option<String>) -> Result<Compiled> {
    let options = Options {
        dates: almanac.last_changed(),
        base_url,
        plain: almanac.plain().cloned(),
        ..Options::for_day(today)
    };
    with_parts(almanac, &options)
}

fn compile_with(almanac: &Almanac, options: &Options) -> Result<Compiled> {
    let compiled = almanac.compile(options, template_faults);
    compiled.with_context(|| format!("{almanac} can't be read"))
}

/// What is wrong with the templates of a snapshot's own.
pub fn template_faults(snapshot: &Snapshot, today: Day) -> Vec<TemplateFault> {
    almanac_render::template_faults(snapshot, today, &Documents)
}

/// Today, by the clock and the time zone of this machine. Only here and in [`now`] the clock is read.
pub fn today() -> Day {
    jiff::Zoned::now().date()
}

/// Now, in seconds since 1970.
pub fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}
