//! What one edit did to one file, and what is to be done to take it back.

use almanac_history::{PageEdit, PageNumber, ThreeTexts};
use almanac_model::WhyKept;

/// What is followed through its names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    Page(PageNumber),
    File(String),
}

/// A file: its path from the repository's folder, and the name of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    pub path: String,
    pub blob: String,
}

/// What a revision did to a file.
pub(super) struct Edit {
    pub subject: Subject,
    pub before: Option<Standing>,
    pub after: Option<Standing>,
}

/// What is to be done about one edit.
pub(super) enum Step {
    /// The file is to be like this.
    Become(Option<Standing>),
    /// It is so already.
    Nothing,
    /// The texts are to be merged; the file is to lie there.
    Merge(String, ThreeTexts),
    Keep(WhyKept),
}

impl Edit {
    /// What a revision did to a file of a page.
    pub fn of_page(edit: &PageEdit) -> Self {
        let side = |path: &str, blob: &Option<String>| {
            blob.as_ref().map(|blob| Standing {
                path: path.to_owned(),
                blob: blob.clone(),
            })
        };
        let from = edit.moved_from.as_ref().unwrap_or(&edit.file);
        Self {
            subject: Subject::Page(edit.page),
            before: side(from, &edit.before),
            after: side(&edit.file, &edit.after),
        }
    }

    /// What is to be done to take it back, where the file stands so.
    pub fn step_back(&self, stands: Option<&Standing>) -> Step {
        match (&self.before, &self.after, stands) {
            (None, None, _) | (None, Some(_), None) => Step::Nothing,
            (None, Some(after), Some(stands)) => match stands.blob == after.blob {
                true => Step::Become(None),
                false => Step::Keep(WhyKept::BuiltOn),
            },
            (Some(before), None, None) => Step::Become(Some(before.clone())),
            (Some(before), None, Some(stands)) => match before == stands {
                true => Step::Nothing,
                false => Step::Keep(WhyKept::Rewritten),
            },
            (Some(_), Some(_), None) => Step::Keep(WhyKept::Removed),
            (Some(before), Some(after), Some(stands)) => {
                let path = match () {
                    () if before.path == after.path || before.path == stands.path => &stands.path,
                    () if stands.path == after.path => &before.path,
                    () => return Step::Keep(WhyKept::Moved),
                };
                let with = |blob: &str| {
                    let (path, blob) = (path.clone(), blob.to_owned());
                    Step::Become(Some(Standing { path, blob }))
                };
                match () {
                    () if stands.blob == after.blob => with(&before.blob),
                    () if stands.blob == before.blob || before.blob == after.blob => {
                        with(&stands.blob)
                    }
                    () => Step::Merge(
                        path.clone(),
                        ThreeTexts {
                            base: after.blob.clone(),
                            ours: stands.blob.clone(),
                            theirs: before.blob.clone(),
                        },
                    ),
                }
            }
        }
    }
}
