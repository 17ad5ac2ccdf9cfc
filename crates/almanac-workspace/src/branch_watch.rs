//! Follows the branch of a bare repository, to which others may push.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How often the branch is looked at. It is three small files, wherever they are.
const INTERVAL: Duration = Duration::from_millis(500);

/// What differs once a branch has moved: what `HEAD` and the branch say, and when the packed references were written.
type Mark = (Vec<u8>, Vec<u8>, Option<SystemTime>);

/// Moves of a branch from the moment that this was made on.
pub struct BranchWatch {
    repository: PathBuf,
    known: Mark,
}

impl BranchWatch {
    /// Begins to watch the branch of a bare repository.
    pub fn begin(repository: &Path) -> Self {
        Self {
            repository: repository.to_owned(),
            known: mark(repository),
        }
    }

    /// Calls `moved` after each move. Never returns.
    pub fn follow(mut self, mut moved: impl FnMut()) {
        loop {
            std::thread::sleep(INTERVAL);
            if self.has_moved() {
                moved();
            }
        }
    }

    /// Whether the branch has moved since this was last asked.
    pub(crate) fn has_moved(&mut self) -> bool {
        let now = mark(&self.repository);
        let has_moved = now != self.known;
        self.known = now;
        has_moved
    }
}

fn mark(repository: &Path) -> Mark {
    let head = fs::read(repository.join("HEAD")).unwrap_or_default();
    let text = String::from_utf8_lossy(&head);
    let branch = text.strip_prefix("ref:").map(str::trim);
    let branch = branch.map(|branch| fs::read(repository.join(branch)).unwrap_or_default());
    let packed = fs::metadata(repository.join("packed-refs"));
    let packed = packed.and_then(|packed| packed.modified()).ok();
    (head.clone(), branch.unwrap_or_default(), packed)
}
