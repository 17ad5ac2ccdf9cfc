//! Fifty write at once, two thousand times: none is lost, none is doubled.

use std::collections::BTreeSet;

use almanac_model::Writing;

use crate::almanac::{begin, change, git, open, page, recorded};

const WRITERS: usize = 50;
const WRITES: usize = 40;

#[test]
fn of_two_thousand_writes_none_is_lost_and_none_is_doubled() {
    let folder = tempfile::tempdir().unwrap();
    begin(folder.path());
    let workspace = open(folder.path());
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let workspace = &workspace;
            scope.spawn(move || {
                let name = format!("w{writer}");
                let mut base: Option<String> = None;
                for number in 0..WRITES {
                    let text = page(&name, number);
                    let id = format!("write-{writer}-{number}");
                    let file = format!("entries/{name}.md");
                    let set = change(&id, &file, base.as_deref(), &text);
                    let applied = workspace.apply(&set).unwrap();
                    assert!(applied.revision.is_some());
                    base = Some(text);
                }
            });
        }
    });
    let recorded = recorded(folder.path());
    let once: BTreeSet<&String> = recorded.iter().collect();
    assert_eq!(
        (recorded.len(), once.len()),
        (WRITERS * WRITES, WRITERS * WRITES)
    );
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
    for writer in 0..WRITERS {
        let name = format!("w{writer}");
        let shown = git(folder.path(), &["show", &format!("HEAD:entries/{name}.md")]);
        assert_eq!(shown, page(&name, WRITES - 1).trim());
    }
    git(
        folder.path(),
        &["fsck", "--strict", "--no-progress", "--no-dangling"],
    );
}
