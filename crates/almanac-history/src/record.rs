//! The one writer: records a change to one file.

use std::path::Path;
use std::process::Command;

use almanac_model::FilePath;

use crate::{HistoryError, Repository};

impl Repository {
    /// Whether a file has edits that no revision records. A file that git has never seen has.
    pub fn is_edited(&self, file: &FilePath) -> Result<bool, HistoryError> {
        let status = self.git(&[
            "status",
            "--porcelain",
            "--untracked-files=all",
            "--",
            file.as_str(),
        ])?;
        Ok(!status.trim().is_empty())
    }

    /// Records a file as it now stands (or that it is gone) in a commit of its own
    /// by `author` (`Name <address>`). Whatever else has been edited stays as it is.
    /// Returns the revision. If git refuses, the file stays as it is and the index as it was.
    pub fn commit(
        &self,
        file: &FilePath,
        author: &str,
        message: &str,
    ) -> Result<String, HistoryError> {
        self.git(&["add", "--all", "--", file.as_str()])?;
        let author = format!("--author={author}");
        let committed = self.git(&[
            "commit",
            "--quiet",
            "--only",
            &author,
            "--message",
            message,
            "--",
            file.as_str(),
        ]);
        if let Err(refused) = committed {
            // Else the index would keep what was not recorded. Why git refused matters more than
            // whether this works.
            let _ = self.git(&["reset", "--quiet", "--", file.as_str()]);
            return Err(refused);
        }
        Ok(self.git(&["rev-parse", "HEAD"])?.trim().to_owned())
    }

    fn git(&self, arguments: &[&str]) -> Result<String, HistoryError> {
        run(&self.folder, arguments)
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Result<String, HistoryError> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        // A path is a path, whatever signs are in it.
        .arg("--literal-pathspecs")
        .args(arguments)
        .output()
        .map_err(HistoryError::NoGit)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let message = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(HistoryError::Refused {
        command: arguments.first().copied().unwrap_or_default().to_owned(),
        message,
    })
}
