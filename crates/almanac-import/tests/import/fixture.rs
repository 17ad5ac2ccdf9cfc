//! A folder to be imported, and one to import it into.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use almanac_compile::{FolderTree, Options, compile};
use almanac_import::{Import, ImportError, ImportOptions, Program, Report};
use almanac_model::{Day, Severity};
use tempfile::TempDir;

/// The day of all imports.
pub const TODAY: Day = Day::constant(2026, 11, 30);

/// A source and a target, which go away with the test.
pub struct Folders(TempDir);

impl Folders {
    /// A source with these files, and a target that is not there yet.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let folders = Self(tempfile::tempdir().unwrap());
        fs::create_dir(folders.source()).unwrap();
        for (file, text) in files {
            folders.write(file, text.as_bytes());
        }
        folders
    }

    pub fn source(&self) -> PathBuf {
        self.0.path().join("notes")
    }

    pub fn target(&self) -> PathBuf {
        self.0.path().join("almanac")
    }

    /// Writes a file of the source.
    pub fn write(&self, file: &str, bytes: &[u8]) {
        write(&self.source().join(file), bytes);
    }

    /// Writes a file of the target.
    pub fn edit(&self, file: &str, text: &str) {
        write(&self.target().join(file), text.as_bytes());
    }

    /// A file of the target.
    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.target().join(file)).unwrap()
    }

    pub fn has(&self, file: &str) -> bool {
        self.target().join(file).exists()
    }

    pub fn try_import(&self, from: Option<Program>) -> Result<Report, ImportError> {
        self.import_with(&ImportOptions {
            from,
            ..ImportOptions::on(TODAY)
        })
    }

    pub fn import_with(&self, options: &ImportOptions) -> Result<Report, ImportError> {
        Import::prepare(&self.source(), &self.target(), options)?.write(&|| {})
    }

    pub fn import(&self) -> Report {
        self.try_import(None).unwrap()
    }

    /// The report, and what was written, in which there is no error.
    pub fn imported(&self) -> String {
        let report = self.import();
        assert_eq!(self.findings(Severity::Error), Vec::<String>::new());
        self.shown(&report)
    }

    /// What the compiler says of the target.
    pub fn findings(&self, severity: Severity) -> Vec<String> {
        let options = Options::for_day(TODAY).with_drafts();
        let compiled = compile(&FolderTree::new(self.target()), &options).unwrap();
        let diagnostics = compiled.report.diagnostics.iter();
        diagnostics
            .filter(|diagnostic| diagnostic.severity == severity)
            .map(|diagnostic| {
                format!(
                    "{}: {}: {}",
                    diagnostic.place.file, diagnostic.name, diagnostic.message
                )
            })
            .collect()
    }

    /// A report, and the files of the target that differ from those of the source of the same name.
    pub fn shown(&self, report: &Report) -> String {
        let mut shown = report.text("notes", "almanac");
        for file in files_below(&self.target()) {
            if file == almanac_import::IMPORT_LIST {
                continue;
            }
            let bytes = fs::read(self.target().join(&file)).unwrap();
            let source = file.strip_prefix("entries/").unwrap_or(&file);
            let is_same = fs::read(self.source().join(source)).is_ok_and(|old| old == bytes);
            match is_same {
                true => writeln!(shown, "\n=== {file}: as it was").unwrap(),
                false => {
                    let text = String::from_utf8_lossy(&bytes);
                    writeln!(shown, "\n=== {file}\n{}", text.trim_end()).unwrap();
                }
            }
        }
        shown
    }
}

fn write(place: &Path, bytes: &[u8]) {
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, bytes).unwrap();
}

/// The paths of all files below a folder, sorted.
pub fn files_below(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    gather(folder, "", &mut files);
    files.sort();
    files
}

fn gather(folder: &Path, prefix: &str, files: &mut Vec<String>) {
    for item in fs::read_dir(folder).unwrap() {
        let item = item.unwrap();
        let name = format!("{prefix}{}", item.file_name().to_string_lossy());
        match item.file_type().unwrap().is_dir() {
            true => gather(&item.path(), &format!("{name}/"), files),
            false => files.push(name),
        }
    }
}
