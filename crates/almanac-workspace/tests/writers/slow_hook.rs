//! A hook that never ends: the change is refused after a while, and nothing is left behind.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use almanac_model::Writing;

use crate::almanac::{begin, change, git, open, page};

/// With `ALMANAC_TEST_LONG`, as it takes as long as a hook may.
#[test]
fn a_hook_that_hangs_is_stopped_and_leaves_no_half_state() {
    if std::env::var_os("ALMANAC_TEST_LONG").is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    begin(folder.path());
    let hook = folder.path().join(".git/hooks/reference-transaction");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, "#!/bin/sh\nexec sleep 600\n").unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    let workspace = open(folder.path());
    let set = change(
        "write-hangs",
        "entries/one.md",
        Some(&page("one", 0)),
        &page("one", 1),
    );
    let begun = Instant::now();
    let refused = workspace.apply(&set);
    assert!(refused.is_err(), "{refused:?}");
    assert!(begun.elapsed() < Duration::from_secs(60));
    fs::remove_file(hook).unwrap();
    assert_eq!(git(folder.path(), &["rev-list", "--count", "HEAD"]), "1");
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
    // No lock is left: the same change is recorded now.
    workspace.apply(&set).unwrap();
    assert_eq!(git(folder.path(), &["rev-list", "--count", "HEAD"]), "2");
}
