//! The git program, run for a limited time.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::{HistoryError, Repository};

/// How long git may take for a command. A hook may wait for the network, or for ever.
pub(crate) const TIME_LIMIT: Duration = Duration::from_secs(20);

/// How long git may take to clean up after it was told to stop.
const GRACE: Duration = Duration::from_secs(2);

/// How long we wait at first, and at most, until we look again whether git has ended. Most commands take a few
/// milliseconds.
const PAUSES: (Duration, Duration) = (Duration::from_micros(200), Duration::from_millis(5));

/// What of our own environment would have git work on another repository than the one that is named.
const OF_ANOTHER_REPOSITORY: [&str; 6] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_COMMON_DIR",
    "GIT_PREFIX",
];

/// A command of the git program.
pub(crate) struct GitCommand<'c> {
    folder: &'c Path,
    arguments: &'c [&'c str],
    input: Vec<u8>,
    held: Option<&'c File>,
    limit: Duration,
    variables: Vec<(&'static str, &'static str)>,
}

impl Repository {
    /// A command of git in the almanac's folder. The first of the arguments that is no option names it.
    pub(crate) fn git<'c>(&'c self, arguments: &'c [&'c str]) -> GitCommand<'c> {
        GitCommand::new(&self.folder, arguments)
    }
}

impl<'c> GitCommand<'c> {
    pub(crate) fn new(folder: &'c Path, arguments: &'c [&'c str]) -> Self {
        Self {
            folder,
            arguments,
            input: Vec::new(),
            held: None,
            limit: TIME_LIMIT,
            variables: Vec::new(),
        }
    }

    /// The same, with bytes that it reads.
    pub(crate) fn reading(mut self, input: Vec<u8>) -> Self {
        self.input = input;
        self
    }

    /// The same, which keeps a file open, and so the lock on it, until git has ended. It reads nothing then.
    pub(crate) fn holding(mut self, file: Option<&'c File>) -> Self {
        self.held = file;
        self
    }

    /// The same, with another limit of time.
    pub(crate) fn within(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// The same, which reaches a remote and asks nobody for anything: there is nobody. A program that somebody has named for
    /// ssh is left as it is.
    pub(crate) fn without_questions(mut self, repository: &Repository) -> Self {
        let settings = repository.inner.config_snapshot();
        let is_set = settings.string("core.sshCommand").is_some()
            || ["GIT_SSH", "GIT_SSH_COMMAND"]
                .iter()
                .any(|name| std::env::var_os(name).is_some());
        if !is_set {
            let ssh = "ssh -oBatchMode=yes -oConnectTimeout=20 -oServerAliveInterval=15";
            self.variables.push(("GIT_SSH_COMMAND", ssh));
        }
        // An empty name of a program that asks is none.
        self.variables.extend([
            ("GIT_ASKPASS", ""),
            ("SSH_ASKPASS_REQUIRE", "never"),
            ("GCM_INTERACTIVE", "never"),
            // A connection over which nothing comes any more.
            ("GIT_HTTP_LOW_SPEED_LIMIT", "1000"),
            ("GIT_HTTP_LOW_SPEED_TIME", "60"),
        ]);
        self
    }

    /// What it prints, if it succeeds.
    pub(crate) fn run(self) -> Result<Vec<u8>, HistoryError> {
        let name = self.name().to_owned();
        let limit = self.limit;
        let mut child = self.command().spawn().map_err(HistoryError::NoGit)?;
        give(child.stdin.take(), self.input);
        // Read beside, as git waits while nobody takes what it writes.
        let (out, errors) = (all_of(child.stdout.take()), all_of(child.stderr.take()));
        let Some(status) = wait(&mut child, limit).map_err(HistoryError::NoGit)? else {
            stop(&mut child);
            return Err(HistoryError::TookTooLong {
                command: name,
                seconds: limit.as_secs(),
            });
        };
        // A program that git left running may keep the pipes open, so we don't wait for their end.
        let out = || out.recv_timeout(GRACE).unwrap_or_default();
        if status.success() {
            return Ok(out());
        }
        let errors = errors.recv_timeout(GRACE).unwrap_or_default();
        Err(HistoryError::Refused {
            command: name,
            message: String::from_utf8_lossy(&errors).trim().to_owned(),
            printed: String::from_utf8_lossy(&out()).into_owned(),
        })
    }

    fn name(&self) -> &str {
        let mut arguments = self.arguments.iter().copied();
        while let Some(argument) = arguments.next() {
            match argument {
                "-c" => drop(arguments.next()),
                option if option.starts_with('-') => {}
                name => return name,
            }
        }
        ""
    }

    /// A program gets no other file of ours than those that it reads and writes: so it holds a lock as what it reads.
    fn input_from(&self) -> Stdio {
        match self.held.and_then(|file| file.try_clone().ok()) {
            Some(file) => file.into(),
            None if self.input.is_empty() => Stdio::null(),
            None => Stdio::piped(),
        }
    }

    fn command(&self) -> Command {
        let mut command = Command::new("git");
        command
            .arg("-C")
            .arg(self.folder)
            // A path is a path, whatever signs are in it.
            .arg("--literal-pathspecs")
            .args(self.arguments)
            // Nobody is there to answer, and messages are compared.
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_EDITOR", ":")
            .env("LC_ALL", "C")
            // Looking must not take the lock of the index from somebody who writes.
            .env("GIT_OPTIONAL_LOCKS", "0")
            .stdin(self.input_from())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command.envs(self.variables.iter().copied());
        for name in OF_ANOTHER_REPOSITORY {
            command.env_remove(name);
        }
        #[cfg(unix)]
        {
            // A group of its own: its hooks are stopped with it, and Ctrl-C at our terminal is not meant for it.
            use std::os::unix::process::CommandExt;
            command.process_group(0);
        }
        command
    }
}

/// Gives a program what it reads.
fn give(pipe: Option<impl Write + Send + 'static>, input: Vec<u8>) {
    let Some(mut pipe) = pipe else { return };
    // A program that does not read to the end says why by its status.
    thread::spawn(move || drop(pipe.write_all(&input)));
}

/// Reads all that a program writes.
fn all_of(pipe: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_end(&mut bytes);
        }
        let _ = sender.send(bytes);
    });
    receiver
}

/// Waits until a program has ended; `None` if it takes longer.
fn wait(child: &mut Child, limit: Duration) -> std::io::Result<Option<ExitStatus>> {
    let started = Instant::now();
    let (mut pause, longest) = PAUSES;
    loop {
        match child.try_wait()? {
            None if started.elapsed() < limit => thread::sleep(pause),
            ended => return Ok(ended),
        }
        pause = longest.min(pause * 3 / 2);
    }
}

/// Ends a program and what it started: first so that it can take its locks away, as git does, then for certain.
fn stop(child: &mut Child) {
    if cfg!(unix) {
        signal(child, "-TERM");
        let ended = wait(child, GRACE);
        // Hooks may go on without git.
        signal(child, "-KILL");
        if matches!(ended, Ok(Some(_))) {
            return;
        }
    }
    let _ = child.kill();
    let _ = child.wait();
}

fn signal(child: &Child, signal: &str) {
    let group = format!("-{}", child.id());
    let mut kill = Command::new("kill");
    kill.args([signal, "--", &group]).stderr(Stdio::null());
    let _ = kill.status();
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn git_is_not_waited_for_longer_than_it_may_take() {
        let folder = tempfile::tempdir().unwrap();
        let started = Instant::now();
        let slow = ["-c", "alias.slow=!exec sleep 60", "slow"];
        let command = GitCommand::new(folder.path(), &slow).within(Duration::from_millis(50));
        match command.run() {
            Err(HistoryError::TookTooLong { command, .. }) => assert_eq!(command, "slow"),
            other => panic!("{other:?}"),
        }
        assert!(started.elapsed() < Duration::from_secs(30));
    }
}
