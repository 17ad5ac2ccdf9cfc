//! Keeps a repository that grows small, by the git program.

use std::time::Duration;

use crate::{HistoryError, Repository};

/// How long it may take. A hundred thousand pages are packed within minutes.
const LIMIT: Duration = Duration::from_secs(3_600);

/// From how many bytes of new objects on they are packed, however few they are. A folder of 100,000 pages is a tree of
/// 2.5 MB in each commit, and almost nothing where it is packed.
const MANY_BYTES: usize = 500_000_000;

impl Repository {
    /// Has git do what it finds due, as it does by itself after commits: packing, and clearing away what nobody has
    /// named for two weeks. `bytes` have been written since the last time.
    ///
    /// # Errors
    /// Fails where git does, as when another one is at it.
    pub fn maintain(&self, bytes: usize) -> Result<(), HistoryError> {
        let mut arguments = vec![
            "-c",
            "gc.autoDetach=false",
            "-c",
            "maintenance.autoDetach=false",
        ];
        // Beside those who read and write.
        arguments.extend(["-c", "pack.threads=1"]);
        let is_off = self.inner.config_snapshot().integer("gc.auto") == Some(0);
        if bytes >= MANY_BYTES && !is_off {
            arguments.extend(["-c", "gc.auto=1"]);
        }
        arguments.extend(["maintenance", "run", "--auto", "--quiet"]);
        self.git(&arguments).within(LIMIT).run().map(drop)
    }
}
