//! Which almanac a command works on.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use almanac_compile::{
    CONFIG_FILE, CompileError, Compiled, Compiler, FolderTree, Options, Touched, Tree,
};
use almanac_history::Repository;
use almanac_model::{Changed, Day, FilePath};
use anyhow::{Context, Result, bail};

use crate::embedded;

/// An almanac: a folder, or the one inside the binary.
#[derive(Debug, Clone)]
pub enum Almanac {
    /// A folder.
    Folder(PathBuf),
    /// The one inside the binary.
    Embedded,
}

impl Almanac {
    /// The almanac in a folder: the one that was named, else the one we are in.
    pub fn in_folder(named: Option<&Path>) -> Result<Self> {
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
        Ok(Self::Folder(folder.to_owned()))
    }

    /// The almanac in the folder that was named; without one, that in the folder
    /// we are in if it is an almanac, else the one inside the binary.
    pub fn to_read(named: Option<&Path>) -> Result<Self> {
        if named.is_none() && !Path::new(CONFIG_FILE).is_file() {
            return Ok(Self::Embedded);
        }
        Self::in_folder(named)
    }

    /// Its files.
    pub fn tree(&self) -> Box<dyn Tree> {
        match self {
            Almanac::Folder(folder) => Box::new(FolderTree::new(folder)),
            Almanac::Embedded => Box::new(embedded::tree()),
        }
    }

    /// When its files were last changed, as far as that is known. History that
    /// can't be read is as good as none: pages then show their own dates.
    pub fn last_changed(&self) -> HashMap<FilePath, Changed> {
        match self {
            Almanac::Folder(folder) => match Repository::discover(folder) {
                Ok(Some(repository)) => repository.last_changed().unwrap_or_default(),
                _ => HashMap::new(),
            },
            Almanac::Embedded => embedded::last_changed(),
        }
    }

    /// The same, when the dates at an older revision are known.
    pub fn last_changed_since(
        &self,
        revision: &str,
        known: &HashMap<FilePath, Changed>,
    ) -> HashMap<FilePath, Changed> {
        match self {
            Almanac::Folder(folder) => match Repository::discover(folder) {
                Ok(Some(repository)) => repository
                    .last_changed_since(revision, known)
                    .unwrap_or_default(),
                _ => HashMap::new(),
            },
            Almanac::Embedded => embedded::last_changed(),
        }
    }

    /// Compiles it as it stands. History is not asked: it says when files were
    /// last changed, which pages show and checks do not care about.
    pub fn compile(&self, today: Day) -> Result<Compiled> {
        self.compile_with(&Options::for_day(today))
    }

    /// Compiles it as it stands, with the dates of its files.
    pub fn compile_dated(&self, today: Day) -> Result<Compiled> {
        self.compile_with(&Options {
            today,
            changed: Arc::new(self.last_changed()),
        })
    }

    fn compile_with(&self, options: &Options) -> Result<Compiled> {
        compile(&*self.tree(), options).with_context(|| format!("{self} can't be read"))
    }
}

impl std::fmt::Display for Almanac {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Almanac::Folder(folder) => write!(f, "`{}`", folder.display()),
            Almanac::Embedded => f.write_str("the almanac inside the binary"),
        }
    }
}

/// Compiles an almanac, and has some of its pages made to learn what is wrong with its own templates.
pub fn compile(tree: &dyn Tree, options: &Options) -> Result<Compiled, CompileError> {
    almanac_compile::compile(tree, options).map(|compiled| try_templates(compiled, options))
}

/// The same, by a compiler that knows what has not been touched since the last time.
pub fn compile_again(
    compiler: &mut Compiler,
    tree: &dyn Tree,
    options: &Options,
    touched: &Touched,
) -> Result<Compiled, CompileError> {
    let compiled = compiler.compile(tree, options, touched)?;
    Ok(try_templates(compiled, options))
}

fn try_templates(compiled: Compiled, options: &Options) -> Compiled {
    let faults = almanac_render::template_faults(&compiled.snapshot, options.today);
    match faults.is_empty() {
        true => compiled,
        false => compiled.with_template_faults(faults),
    }
}

/// Today, by the clock and the time zone of this machine: the one place where the clock is read.
pub fn today() -> Day {
    jiff::ZonedDateTime::now().date()
}
