//! Which almanac a command works on.

use std::path::Path;
use std::sync::Arc;

use almanac_compile::{CONFIG_FILE, Compiled, Options, OverlayTree};
use almanac_documents::Documents;
use almanac_model::{Day, FileDates, FilePath, Snapshot, TemplateFault};
use almanac_workspace::Almanac;
use anyhow::{Context, Result, bail};

use crate::embedded;

/// The almanac in a folder: the one that was named, else the one we are in.
pub fn in_folder(named: Option<&Path>) -> Result<Almanac> {
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
    if !folder.join(CONFIG_FILE).is_file() {
        bail!(
            "`{}` is not an almanac: it has no `{CONFIG_FILE}`. Make one there with `almanac init {}`",
            folder.display(),
            folder.display()
        );
    }
    Ok(Almanac::Folder(folder.to_owned()))
}

/// The almanac in the folder that was named; without one, that in the folder
/// we are in if it is an almanac, else the one inside the binary.
pub fn to_read(named: Option<&Path>) -> Result<Almanac> {
    if named.is_none() && !Path::new(CONFIG_FILE).is_file() {
        return Ok(embedded());
    }
    in_folder(named)
}

/// The almanac to publish: that in the folder which was named, else in the one we are in. The one
/// inside the binary is published only if it was asked for, as nobody expects it in a wrong folder.
pub fn to_publish(named: Option<&Path>, from_embedded: bool) -> Result<Almanac> {
    if from_embedded {
        return Ok(embedded());
    }
    if named.is_none() && !Path::new(CONFIG_FILE).is_file() {
        bail!(
            "the folder we are in is not an almanac: it has no `{CONFIG_FILE}`. Name the folder of one (make one here with `almanac init`, then try `almanac build .`), or publish the almanac inside the program with `--from-embedded`"
        );
    }
    in_folder(named)
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
        ..Options::for_day(today).with_drafts()
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
    let options = Options::for_day(today).with_drafts();
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
    let options = Options::for_day(today).with_drafts();
    let compiled = almanac_compile::compile(&tree, &options);
    compiled.with_context(|| format!("{almanac} can't be read as it was committed"))
}

/// Compiles what the public sees of it, with the dates of its files.
pub fn compile_dated(almanac: &Almanac, today: Day, base_url: Option<String>) -> Result<Compiled> {
    let options = Options {
        dates: almanac.last_changed(),
        base_url,
        ..Options::for_day(today)
    };
    compile_with(almanac, &options)
}

fn compile_with(almanac: &Almanac, options: &Options) -> Result<Compiled> {
    let compiled = almanac.compile(options, template_faults);
    compiled.with_context(|| format!("{almanac} can't be read"))
}

/// What is wrong with the templates of a snapshot's own.
pub fn template_faults(snapshot: &Snapshot, today: Day) -> Vec<TemplateFault> {
    almanac_render::template_faults(snapshot, today, &Documents)
}

/// Today, by the clock and the time zone of this machine: the one place where the clock is read.
pub fn today() -> Day {
    jiff::Zoned::now().date()
}
