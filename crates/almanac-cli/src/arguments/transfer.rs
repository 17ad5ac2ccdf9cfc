//! What may be typed after `almanac import` and `almanac export`.

use std::path::PathBuf;

use almanac_import::Program;
use almanac_model::Day;
use clap::{Args, ValueEnum};

use super::Folder;
use super::values::{day, program};

#[derive(Debug, Args)]
#[command(
    after_help = "It finds out by itself which program the folder is of, and says so. The folder is only read.\n\
    Names and folders stay as they are, below `entries/`. What is not understood stays as it is written,\n\
    and is counted. It can be run again: what was edited in the almanac since is kept and named.\n\
    Exits with 0 if all was written, 1 if some files could not be, 2 if nothing was.\n\
    Examples: almanac import ~/notes my-almanac\n          almanac import vault my-almanac --from obsidian"
)]
pub struct ImportArguments {
    /// The folder to read
    #[arg(value_name = "SRC")]
    pub source: PathBuf,
    /// The folder to write to: made if it is not there, else empty or of an earlier import
    #[arg(value_name = "DIR", required_unless_present = "dir")]
    pub target: Option<PathBuf>,
    /// The folder to write to, for those who prefer to name it so
    #[arg(long, value_name = "DIR", conflicts_with = "target")]
    pub dir: Option<PathBuf>,
    /// The program that the folder is of
    #[arg(long, value_name = "PROGRAM", value_parser = program())]
    pub from: Option<Program>,
    /// The day of the import, instead of today: what was to be seen only later becomes a draft
    #[arg(long, value_name = "DAY")]
    pub today: Option<Day>,
    /// Bring all versions of a documentation over, and not the current one alone (Docusaurus)
    #[arg(long)]
    pub all_versions: bool,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "`okf` is the Open Knowledge Format 0.2: Markdown files with a `type`, sources, and who verified them.\n\
    `almanac import` reads it again. What the format has no word for stays in the files and is counted. Drafts are left out.\n\
    Example: almanac export my-almanac --format okf --out bundle"
)]
pub struct ExportArguments {
    #[command(flatten)]
    pub folder: Folder,
    /// The form to write
    #[arg(long, value_name = "FORM", value_enum)]
    pub format: ExportForm,
    /// The folder to write to: made if it is not there, else empty or of an earlier export
    #[arg(long, value_name = "OUT")]
    pub out: PathBuf,
    /// The day on which facts are fresh or stale, instead of today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub today: Option<Day>,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportForm {
    /// The Open Knowledge Format
    Okf,
}
