//! The one writer: records a change to some files, by the git program.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use almanac_model::{Author, FilePath};

use crate::{HistoryError, Repository};

/// How long git may take for a command. A hook may wait for the network, or for ever.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// How long git may take to clean up after it was told to stop.
const GRACE: Duration = Duration::from_secs(2);

/// How often we look whether git has ended.
const PAUSE: Duration = Duration::from_millis(5);

impl Repository {
    /// The first of some files that has edits which no revision records. A file that git has never
    /// seen has.
    pub fn edited<'f>(&self, files: &[&'f FilePath]) -> Result<Option<&'f FilePath>, HistoryError> {
        for file in files {
            let status = [
                "status",
                "--porcelain",
                "--untracked-files=all",
                "--",
                file.as_str(),
            ];
            if !self.git(&status)?.trim().is_empty() {
                return Ok(Some(file));
            }
        }
        Ok(None)
    }

    /// Records files as they now stand (or that they are gone) in a commit of their own.
    /// Whatever else has been edited stays as it is. Returns the revision. If git refuses, the files
    /// stay as they are and the index as it was.
    pub fn commit(
        &self,
        files: &[&FilePath],
        author: &Author,
        message: &str,
    ) -> Result<String, HistoryError> {
        let with_files = |arguments: &[&str]| {
            let names = files.iter().map(|file| file.as_str());
            let all = arguments.iter().copied().chain(["--"]).chain(names);
            self.git(&all.collect::<Vec<&str>>())
        };
        let author = format!("--author={author}");
        let message = format!("--message={message}");
        let committed = with_files(&["add", "--all"])
            .and_then(|_| with_files(&["commit", "--quiet", "--only", &author, &message]));
        if let Err(refused) = committed {
            // Else the index would keep what was not recorded. Why git refused matters more than
            // whether this works.
            let _ = with_files(&["reset", "--quiet"]);
            return Err(refused);
        }
        Ok(self.git(&["rev-parse", "HEAD"])?.trim().to_owned())
    }

    fn git(&self, arguments: &[&str]) -> Result<String, HistoryError> {
        run(&self.folder, arguments, TIME_LIMIT)
    }
}

fn run(folder: &Path, arguments: &[&str], limit: Duration) -> Result<String, HistoryError> {
    let command = arguments.first().copied().unwrap_or_default();
    let mut child = Command::new("git")
        .arg("-C")
        .arg(folder)
        // A path is a path, whatever signs are in it.
        .arg("--literal-pathspecs")
        .args(arguments)
        // Nobody is there to answer.
        .env("GIT_TERMINAL_PROMPT", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(HistoryError::NoGit)?;
    // Read beside, as git waits while nobody takes what it writes.
    let (out, errors) = (all_of(child.stdout.take()), all_of(child.stderr.take()));
    let Some(status) = wait(&mut child, limit).map_err(HistoryError::NoGit)? else {
        stop(&mut child);
        return Err(HistoryError::TookTooLong {
            command: command.to_owned(),
            seconds: limit.as_secs(),
        });
    };
    // A program that git left running may keep the pipes open, so we don't wait for their end.
    if status.success() {
        return Ok(out.recv_timeout(GRACE).unwrap_or_default());
    }
    let message = errors.recv_timeout(GRACE).unwrap_or_default();
    Err(HistoryError::Refused {
        command: command.to_owned(),
        message: message.trim().to_owned(),
    })
}

/// Reads all that a program writes.
fn all_of(pipe: Option<impl Read + Send + 'static>) -> Receiver<String> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_end(&mut bytes);
        }
        let _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
    });
    receiver
}

/// Waits until a program has ended; `None` if it takes longer.
fn wait(child: &mut Child, limit: Duration) -> std::io::Result<Option<ExitStatus>> {
    let started = Instant::now();
    loop {
        match child.try_wait()? {
            None if started.elapsed() < limit => thread::sleep(PAUSE),
            ended => return Ok(ended),
        }
    }
}

/// Ends a program: first so that it can take its locks away, as git does, then for certain.
fn stop(child: &mut Child) {
    if cfg!(unix) {
        let _ = Command::new("kill").arg(child.id().to_string()).status();
        if matches!(wait(child, GRACE), Ok(Some(_))) {
            return;
        }
    }
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn git_is_not_waited_for_longer_than_it_may_take() {
        let folder = tempfile::tempdir().unwrap();
        let started = Instant::now();
        let slow = ["-c", "alias.slow=!exec sleep 60", "slow"];
        let stopped = run(folder.path(), &slow, Duration::from_millis(50));
        assert!(matches!(stopped, Err(HistoryError::TookTooLong { .. })));
        assert!(started.elapsed() < Duration::from_secs(30));
    }
}
