//! A disk that is full, and one that can't be written: the change is refused, nothing is half done, and it goes on when
//! there is room again.
//!
//! A disk of its own takes the rights of root. Without them the tests say nothing (`cargo xtask test` names them).

use std::path::Path;
use std::process::{Command, Stdio};

use almanac_model::{ApplyError, Writing};

use crate::almanac::{begin, change, git, open, page};

/// A small disk in memory, if this may be had.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn new() -> Option<Self> {
        let disk = Self(tempfile::tempdir().unwrap());
        disk.mount(&["-t", "tmpfs", "-o", "size=2m", "tmpfs"])
            .then_some(disk)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn mount(&self, options: &[&str]) -> bool {
        let mut mount = Command::new("mount");
        mount.args(options).arg(self.path()).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success())
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount")
            .arg("--lazy")
            .arg(self.path())
            .status();
    }
}

#[test]
fn a_full_disk_refuses_a_change_as_a_whole() {
    let Some(disk) = SmallDisk::new() else { return };
    begin(disk.path());
    let workspace = open(disk.path());
    let head = || git(disk.path(), &["rev-parse", "HEAD"]);
    let mut base = page("one", 0);
    let mut refused = 0;
    for number in 1..40 {
        let before = head();
        // What can't be compressed, so that the disk is full soon, at whatever is written then.
        let text = format!("{}\n{}\n", page("one", number), noise(number, 60_000));
        let set = change(
            &format!("write-{number:05}"),
            "entries/one.md",
            Some(&base),
            &text,
        );
        match workspace.apply(&set) {
            Ok(_) => base = text,
            Err(ApplyError::Failed(_)) => {
                refused += 1;
                assert_eq!(head(), before);
            }
            other => panic!("{other:?}"),
        }
        let shown = git(disk.path(), &["show", "HEAD:entries/one.md"]);
        assert_eq!(shown, base.trim());
    }
    assert!(refused > 0, "the disk never was full");
    // There is room again.
    assert!(disk.mount(&["-o", "remount,size=40m"]));
    workspace.settle();
    let text = page("one", 99);
    workspace
        .apply(&change("write-00099", "entries/one.md", Some(&base), &text))
        .unwrap();
    assert_eq!(git(disk.path(), &["status", "--porcelain"]), "");
    git(
        disk.path(),
        &["fsck", "--strict", "--no-progress", "--no-dangling"],
    );
}

#[test]
fn a_disk_that_can_not_be_written_refuses_a_change() {
    let Some(disk) = SmallDisk::new() else { return };
    begin(disk.path());
    let workspace = open(disk.path());
    assert!(disk.mount(&["-o", "remount,ro"]));
    let (base, text) = (page("one", 0), page("one", 1));
    let set = change("write-00001", "entries/one.md", Some(&base), &text);
    match workspace.apply(&set) {
        Err(ApplyError::Failed(why)) => assert!(why.contains("Read-only"), "{why}"),
        other => panic!("{other:?}"),
    }
    assert!(disk.mount(&["-o", "remount,rw"]));
    workspace.apply(&set).unwrap();
    assert_eq!(git(disk.path(), &["status", "--porcelain"]), "");
}

/// Letters without an order.
fn noise(seed: usize, length: usize) -> String {
    let mut state = seed as u64 + 1;
    let letter = |_| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        char::from(b'!' + (state >> 33) as u8 % 90)
    };
    // Nothing of it is markup.
    let letters = (0..length)
        .map(letter)
        .filter(|sign| sign.is_ascii_alphanumeric());
    letters.collect()
}
