//! An import from its beginning to its report.

use std::collections::HashSet;
use std::io;
use std::path::Path;

use almanac_model::Day;
use rayon::prelude::*;

use crate::above::site_above;
use crate::error::ImportError;
use crate::notes::settle;
use crate::program::{Program, Recognised};
use crate::remarks::{Remarks, Topic, kind};
use crate::report::Report;
use crate::sites::broken;
use crate::source::{SourceFolder, SourceText, is_markdown};
use crate::survey::{Made, PlannedFile, Survey};
use crate::target::{IMPORT_LIST, Listed, NewBytes, Outcome, Target};

kind!(NOT_UTF8: Topic::Kept, "note that is neither UTF-8 nor UTF-16", "notes that are neither UTF-8 nor UTF-16");
kind!(TOO_LARGE: Topic::Kept, "note of more than 4 MB, which no page can show", "notes of more than 4 MB, which no page can show");
kind!(DECODED: Topic::Changed, "note in UTF-16 is UTF-8 now", "notes in UTF-16 are UTF-8 now");
kind!(SAME_PLACE: Topic::LeftOut, "file whose place another one has", "files whose places others have");

/// How a folder is imported.
#[derive(Debug, Clone, Copy)]
pub struct ImportOptions {
    /// The program that it is of; `None` to find that out.
    pub from: Option<Program>,
    /// The day of the import: what is not yet to be seen then becomes a draft.
    pub today: Day,
    /// Whether all versions of a documentation go over, and not the current one alone.
    pub all_versions: bool,
}

impl ImportOptions {
    /// An import on a day, of which nothing else is said.
    pub fn on(today: Day) -> Self {
        Self {
            from: None,
            today,
            all_versions: false,
        }
    }
}

/// A folder that is about to be imported.
pub struct Import {
    folder: SourceFolder,
    recognised: Recognised,
    survey: Survey,
    remarks: Remarks,
    target: Target,
}

/// A file as it was dealt with.
struct Done {
    path: String,
    is_note: bool,
    outcome: io::Result<(Outcome, Option<Listed>)>,
    remarks: Remarks,
}

impl Import {
    /// Looks at a folder and at where it is to go, and finds out what becomes of it. Nothing is written yet.
    ///
    /// # Errors
    /// Refuses a source that can't be imported, and a target that must not be written to.
    pub fn prepare(
        source: &Path,
        target: &Path,
        options: &ImportOptions,
    ) -> Result<Self, ImportError> {
        let ImportOptions { from, today, .. } = *options;
        let mut remarks = Remarks::default();
        let mut folder = SourceFolder::open(source, today, &mut remarks)?;
        let target_folder = Target::look_at(target, Some(source), IMPORT_LIST)?;
        let mut recognised = Program::of(&folder);
        // The pages of a site may be named without their configuration, which lies above them.
        let is_weak = recognised.program == Program::MdBook && !folder.has("book.toml");
        if (recognised.sign.is_none() || is_weak)
            && let Some(above) = site_above(source)
            && Target::look_at(target, Some(&above), IMPORT_LIST).is_ok()
        {
            let mut of_above = Remarks::default();
            let whole = SourceFolder::open(&above, today, &mut of_above)?;
            let of_whole = Program::of(&whole);
            if of_whole.sign.is_some() && from.is_none_or(|from| from == of_whole.program) {
                (folder, recognised, remarks) = (whole, of_whole, of_above);
            }
        }
        if let Some(program) = from {
            recognised = Recognised {
                program,
                sign: None,
                others: Vec::new(),
            };
        }
        if folder.has("almanac.toml") && !recognised.program.may_be_almanac() {
            return Err(ImportError::SourceIsAlmanac(source.to_owned()));
        }
        let program = recognised.program;
        if let Some(before) = target_folder.program().filter(|before| *before != program) {
            return Err(ImportError::TargetOfAnother {
                target: target.to_owned(),
                from: format!("as {} and not as {}", before.label(), program.label()),
            });
        }
        folder = folder.with_all_versions(options.all_versions);
        let mut survey = program.survey(&folder, &mut remarks);
        if program.is_generator() {
            broken::report(&folder, &mut remarks);
        }
        let has_pages = survey.files.iter().any(|file| is_markdown(&file.path));
        if !has_pages {
            return Err(ImportError::NothingToImport {
                from: source.to_owned(),
                program: from.map(Program::label),
            });
        }
        add_config(&mut survey);
        take_one_of_each(&mut survey.files, &mut remarks);
        refuse_another_source(&target_folder, target, &survey.files)?;
        Ok(Self {
            folder,
            recognised,
            survey,
            remarks,
            target: target_folder,
        })
    }

    /// How many files there are to be written.
    pub fn files(&self) -> usize {
        self.survey.files.len()
    }

    /// Writes all that is not there yet. `step` is called for each file.
    ///
    /// # Errors
    /// Fails where the folder or its list can't be written; what befalls a single file is in the report.
    pub fn write(self, step: &(dyn Fn() + Sync)) -> Result<Report, ImportError> {
        let program = self.recognised.program;
        let name = self.folder.name();
        let of_target = |error| ImportError::io(IMPORT_LIST)(error);
        self.target.begin(program, &name).map_err(of_target)?;
        let done: Vec<Done> = { self.survey.files.par_iter() }
            .map(|file| {
                step();
                self.write_file(file)
            })
            .collect();
        let mut report = Report::new(self.recognised.clone(), self.target.is_new());
        report.remarks = self.remarks.clone();
        let mut listed = Vec::new();
        for one in done {
            listed.extend(report.count(one.path, one.is_note, one.outcome));
            report.remarks.extend(one.remarks);
        }
        settle(&mut report.remarks);
        self.remove_gone(&mut report, &mut listed);
        let is_new_list = self
            .target
            .finish(program, &name, listed)
            .map_err(of_target)?;
        report.has_written |= is_new_list;
        Ok(report)
    }

    fn write_file(&self, file: &PlannedFile) -> Done {
        let mut remarks = Remarks::default();
        let outcome = self.put(file, &mut remarks);
        Done {
            path: file.path.clone(),
            is_note: is_markdown(&file.path),
            outcome,
            remarks,
        }
    }

    fn put(
        &self,
        file: &PlannedFile,
        remarks: &mut Remarks,
    ) -> io::Result<(Outcome, Option<Listed>)> {
        let source = file.source.as_deref();
        let place = source
            .map(|source| self.folder.place(source))
            .unwrap_or_default();
        let text = match (&file.made, source) {
            (Made::Written(text), _) => Some(text.clone()),
            (Made::Converted, Some(source)) => self.new_text(source, remarks)?,
            _ => None,
        };
        let bytes = match &text {
            Some(text) => NewBytes::Bytes(text.as_bytes()),
            None => NewBytes::Of(&place),
        };
        self.target.put(&file.path, source, &bytes)
    }

    /// The new text of a file; `None` where its bytes stay as they are.
    fn new_text(&self, path: &str, remarks: &mut Remarks) -> io::Result<Option<String>> {
        let (text, is_decoded) = match self.folder.text(path).map_err(io::Error::other)? {
            SourceText::Text(text) => (text, false),
            SourceText::Decoded(text) => (text, true),
            SourceText::Unreadable => {
                remarks.add(NOT_UTF8, path);
                return Ok(None);
            }
            SourceText::TooLarge => {
                remarks.add(TOO_LARGE, path);
                return Ok(None);
            }
        };
        if is_decoded {
            remarks.add(DECODED, path);
        }
        let new = self.survey.converter.convert(path, &text, remarks);
        Ok(new.or(is_decoded.then_some(text)))
    }

    /// Takes away what earlier imports wrote and the source has no more.
    fn remove_gone(&self, report: &mut Report, listed: &mut Vec<Listed>) {
        let files = self.survey.files.iter();
        let planned: HashSet<&str> = files.map(|file| file.path.as_str()).collect();
        let gone = self.target.listed();
        for file in gone.filter(|file| !planned.contains(file.path.as_str())) {
            match self.target.remove(file) {
                Ok(true) => {
                    report.has_written = true;
                    report.gone.push(file.path.clone());
                }
                Ok(false) => {}
                Err(error) => {
                    report.failed.push((file.path.clone(), error.to_string()));
                    listed.push(file.clone());
                }
            }
        }
    }
}

/// `almanac.toml`, unless the source brings one.
fn add_config(survey: &mut Survey) {
    const CONFIG: &str = almanac_compile::CONFIG_FILE;
    if !survey.files.iter().any(|file| file.path == CONFIG) {
        let config = PlannedFile::written(CONFIG, survey.config.text());
        survey.files.push(config);
    }
}

/// Sorts the files, and takes only one for each place.
fn take_one_of_each(files: &mut Vec<PlannedFile>, remarks: &mut Remarks) {
    files.sort_by(|one, other| (&one.path, &one.source).cmp(&(&other.path, &other.source)));
    files.dedup_by(|later, first| {
        let is_same = later.path == first.path;
        if is_same {
            let source = later.source.as_deref();
            remarks.add(SAME_PLACE, source.unwrap_or(&later.path));
        }
        is_same
    });
}

/// Refuses where none of the files that were imported is there any more: then it was another folder, whose pages would go.
fn refuse_another_source(
    target: &Target,
    shown: &Path,
    files: &[PlannedFile],
) -> Result<(), ImportError> {
    let mut before = target
        .listed()
        .filter_map(|file| file.source.as_deref())
        .peekable();
    if before.peek().is_none() {
        return Ok(());
    }
    let now: HashSet<&str> = files
        .iter()
        .filter_map(|file| file.source.as_deref())
        .collect();
    match before.any(|file| now.contains(file)) {
        true => Ok(()),
        false => Err(ImportError::TargetOfAnother {
            target: shown.to_owned(),
            from: "from another folder, of which this one has no file".to_owned(),
        }),
    }
}
