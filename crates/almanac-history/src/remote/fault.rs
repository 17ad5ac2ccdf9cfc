//! What is the matter with a remote, by what git says.
//!
//! Git has one exit status for all of it. `push --porcelain` says of each branch why it was refused, which is what is read
//! first. What only stands in a sentence is told by its words, in English: git is run so that it speaks it.

use crate::HistoryError;

/// The most signs of what a remote says that are passed on.
const MOST_WORDS: usize = 300;

/// What is the matter with a remote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemoteFaultKind {
    /// Somebody else has pushed meanwhile: to be fetched and tried again at once.
    Moved,
    /// It does not know us, or does not let us in.
    Authentication,
    /// A hook there refused what was pushed, or a rule of its host.
    Hook,
    /// It can't be written to.
    ReadOnly,
    /// It can't be reached.
    Network,
    /// It took too long.
    TooSlow,
    /// There is no repository at its address.
    Missing,
    /// The address is none that git is given.
    Address,
    /// It has a file whose name can't be written here.
    Hostile,
    /// Our own repository can't be read or written.
    Ours,
    /// Something else that git says.
    Other,
}

/// What is the matter with a remote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteFault {
    /// What it is.
    pub kind: RemoteFaultKind,
    /// What git said, for whoever runs the server.
    pub words: String,
    /// What the remote itself has to say to those who push, without control characters.
    pub from_remote: Option<String>,
}

/// Words of git by which a kind is known, in the order in which they are looked for.
const SIGNS: [(RemoteFaultKind, &[&str]); 6] = [
    (
        RemoteFaultKind::Hook,
        &["hook declined", "protected branch", "GH006", "GH013"],
    ),
    (
        RemoteFaultKind::Moved,
        &[
            "(fetch first)",
            "(non-fast-forward)",
            "(stale info)",
            "cannot lock ref",
            "failed to update ref",
            "incorrect old value",
        ],
    ),
    (
        RemoteFaultKind::Authentication,
        &[
            "Authentication failed",
            "could not read Username",
            "could not read Password",
            "terminal prompts disabled",
            "Permission denied (",
            "Host key verification failed",
            "Invalid username or",
            "HTTP 401",
            "error: 401",
            "error: 403",
            "not allowed to push",
        ],
    ),
    (
        RemoteFaultKind::ReadOnly,
        &[
            "Read-only file system",
            "insufficient permission",
            "Permission denied",
            "Permission to ",
            "unable to write",
            "unpacker error",
            "unable to create temporary",
            "access denied",
            "branch is currently checked out",
        ],
    ),
    (
        RemoteFaultKind::Missing,
        &[
            "does not appear to be a git repository",
            "epository not found",
            "does not exist",
            "error: 404",
            "not found: did you run git update-server-info",
        ],
    ),
    (
        RemoteFaultKind::Network,
        &[
            "Could not resolve",
            "Connection refused",
            "Connection reset",
            "Connection timed out",
            "Operation timed out",
            "Failed to connect",
            "Network is unreachable",
            "No route to host",
            "unable to access",
            "hung up unexpectedly",
            "early EOF",
            "Operation too slow",
            "Could not read from remote repository",
        ],
    ),
];

impl RemoteFault {
    /// What went wrong in git, without the address, which may hold a password.
    pub(super) fn of(error: HistoryError, address: &str) -> Self {
        let (kind, words) = match &error {
            HistoryError::Refused {
                message, printed, ..
            } => {
                let refused = printed.lines().filter(|line| line.starts_with('!'));
                let refused: Vec<&str> = refused.collect();
                // What is said of the branch itself goes before all else, which may come from anywhere.
                let kind = kind_of(&refused.join("\n")).or_else(|| kind_of(message));
                let words = refused.into_iter().chain(message.lines());
                let words = words.filter(|line| !line.trim().is_empty());
                let words: Vec<&str> = words.collect();
                (kind.unwrap_or(RemoteFaultKind::Other), words.join("\n"))
            }
            HistoryError::TookTooLong { .. } => (RemoteFaultKind::TooSlow, error.to_string()),
            _ => (RemoteFaultKind::Ours, error.to_string()),
        };
        let said = words
            .lines()
            .filter_map(|line| line.strip_prefix("remote:"));
        let said: Vec<&str> = said
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        let from_remote = (!said.is_empty()).then(|| plain(&said.join(" "), address));
        Self {
            kind,
            words: plain(&words.replace('\n', " · "), address),
            from_remote,
        }
    }

    /// Our own repository could not be read or written.
    pub(super) fn ours(error: HistoryError) -> Self {
        Self {
            kind: RemoteFaultKind::Ours,
            words: error.to_string(),
            from_remote: None,
        }
    }

    /// Somebody else was quicker.
    pub fn moved() -> Self {
        Self {
            kind: RemoteFaultKind::Moved,
            words: "the branch has moved meanwhile".to_owned(),
            from_remote: None,
        }
    }

    /// The remote has a file that must not be written.
    pub fn hostile(file: &str) -> Self {
        Self {
            kind: RemoteFaultKind::Hostile,
            words: plain(&format!("`{file}` can't be written"), "\0"),
            from_remote: None,
        }
    }

    /// There is nothing that could be kept in step.
    pub fn outside_git() -> Self {
        Self {
            kind: RemoteFaultKind::Ours,
            words: "the almanac lies in no git repository".to_owned(),
            from_remote: None,
        }
    }

    pub(super) fn bad_address() -> Self {
        Self {
            kind: RemoteFaultKind::Address,
            words: "`remote` in `almanac.toml` is no address of a repository: it begins with a hyphen, names a program, or has control characters".to_owned(),
            from_remote: None,
        }
    }
}

impl From<HistoryError> for RemoteFault {
    fn from(error: HistoryError) -> Self {
        Self::ours(error)
    }
}

fn kind_of(words: &str) -> Option<RemoteFaultKind> {
    let says = |(_, signs): &&(_, &[&str])| signs.iter().any(|sign| words.contains(sign));
    SIGNS.iter().find(says).map(|(kind, _)| *kind)
}

/// Words without control characters and without the address of the remote.
fn plain(words: &str, address: &str) -> String {
    let words = words.replace(address, "the remote");
    let signs = words.chars().map(|sign| match sign.is_control() {
        true => ' ',
        false => sign,
    });
    signs.take(MOST_WORDS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(printed: &str, message: &str) -> RemoteFaultKind {
        let error = HistoryError::Refused {
            command: "push".to_owned(),
            message: message.to_owned(),
            printed: printed.to_owned(),
        };
        RemoteFault::of(error, "https://ada:secret@example.org/x").kind
    }

    #[test]
    fn only_a_branch_that_moved_is_taken_for_one() {
        use RemoteFaultKind as Kind;
        let push = |why: &str| format!("To x\n!\ta:refs/heads/main\t{why}\nDone\n");
        for (printed, message, expected) in [
            (push("[rejected] (fetch first)"), "", Kind::Moved),
            (push("[rejected] (non-fast-forward)"), "", Kind::Moved),
            (
                push(
                    "[remote rejected] (cannot lock ref 'refs/heads/main': is at 1 but expected 2)",
                ),
                "",
                Kind::Moved,
            ),
            (
                push("[remote rejected] (pre-receive hook declined)"),
                "remote: cannot lock ref, said the hook",
                Kind::Hook,
            ),
            (
                push("[remote rejected] (unpacker error)"),
                "error: remote unpack failed: unable to create temporary object directory",
                Kind::ReadOnly,
            ),
            (
                push("[remote rejected] (branch is currently checked out)"),
                "",
                Kind::ReadOnly,
            ),
            (
                String::new(),
                "fatal: could not read Username for 'https://example.org': terminal prompts disabled",
                Kind::Authentication,
            ),
            (
                String::new(),
                "git@example.org: Permission denied (publickey).\nfatal: Could not read from remote repository.",
                Kind::Authentication,
            ),
            (
                String::new(),
                "fatal: '/gone' does not appear to be a git repository\nfatal: Could not read from remote repository.",
                Kind::Missing,
            ),
            (
                String::new(),
                "fatal: unable to access 'https://example.org/': Could not resolve host: example.org",
                Kind::Network,
            ),
            (String::new(), "fatal: something new", Kind::Other),
        ] {
            assert_eq!(kind(&printed, message), expected, "{printed} {message}");
        }
    }

    #[test]
    fn the_address_is_not_passed_on() {
        let address = "https://ada:secret@example.org/x";
        let error = HistoryError::Refused {
            command: "fetch".to_owned(),
            message: format!("fatal: unable to access '{address}': \u{1b}[31m no"),
            printed: String::new(),
        };
        let fault = RemoteFault::of(error, address);
        assert_eq!(
            fault.words,
            "fatal: unable to access 'the remote':  [31m no"
        );
    }
}
