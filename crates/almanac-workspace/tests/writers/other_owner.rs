//! The repository belongs to another user: reading goes on, and writing says what to do.

use std::fs;
use std::os::unix::fs::chown;
use std::path::Path;

use almanac_model::{ApplyError, Reading, Writing};

use crate::almanac::{begin, change, git, open, page};

/// A user that nobody is.
const NOBODY: u32 = 54_321;

#[test]
fn the_repository_of_another_user_is_read_and_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().canonicalize().unwrap();
    begin(&place);
    // Only who may give files away can try this.
    if give_away(&place).is_err() {
        assert!(
            std::env::var_os("CI").is_none(),
            "the continuous build runs as root"
        );
        eprintln!("skipped: only root gives files away (`chown`)");
        return;
    }
    let workspace = open(&place);
    assert_eq!(workspace.served().snapshot.pages().len(), 1);
    let text = page("one", 1);
    let set = change(
        "write-of-other",
        "entries/one.md",
        Some(&page("one", 0)),
        &text,
    );
    match workspace.apply(&set) {
        Err(ApplyError::NotRecordable(why)) => {
            let line = format!(
                "git config --global --add safe.directory {}",
                place.display()
            );
            assert!(why.contains(&line), "{why}");
        }
        other => panic!("{other:?}"),
    }
    let kept = fs::read_to_string(place.join("entries/one.md")).unwrap();
    assert_eq!(kept, page("one", 0));
    let trusted = format!("safe.directory={}", place.display());
    let count = git(
        Path::new("/"),
        &[
            "-c",
            &trusted,
            "-C",
            place.to_str().unwrap(),
            "rev-list",
            "--count",
            "HEAD",
        ],
    );
    assert_eq!(count, "1");
}

fn give_away(place: &Path) -> std::io::Result<()> {
    chown(place, Some(NOBODY), None)?;
    if place.is_dir() {
        for item in fs::read_dir(place)? {
            give_away(&item?.path())?;
        }
    }
    Ok(())
}
