//! An almanac as of a revision.

use super::*;

#[test]
fn an_almanac_is_seen_as_of_a_revision_and_shares_what_is_the_same() {
    let folder = repository();
    let first = git(folder.path(), &["rev-parse", "HEAD"]).trim().to_owned();
    let workspace = open(&folder);
    let two = "---\nid: two\ntitle: Two\n---\nTwo.\n";
    let second = set([
        FileChange::text("entries/one.md", Some(content_hash(ONE.as_bytes())), BETTER),
        FileChange::text("entries/two.md", None, two),
    ]);
    workspace.apply(&second).unwrap();
    let then = workspace.as_of(&first[..10]).unwrap().unwrap();
    assert_eq!(then.revision, first);
    let page = then
        .snapshot
        .page(then.snapshot.page_by_slug("one").unwrap());
    assert_eq!(&*page.text, ONE);
    assert!(then.snapshot.page_by_slug("two").is_none());
    let now = workspace.served();
    let path = |snapshot: &Snapshot| snapshot.paths()[0].text.as_ptr();
    assert_eq!(path(&then.snapshot), path(&now.snapshot), "it is shared");
    for none in ["1234567", "HEAD", "", &"0".repeat(40), &first[..6]] {
        assert!(workspace.as_of(none).unwrap().is_none(), "{none}");
    }
    // It is what the folder was compiled to at that revision.
    git(folder.path(), &["checkout", "--quiet", &first]);
    let fresh = open(&folder).served();
    assert_eq!(then.snapshot.hash(), fresh.snapshot.hash());
    assert_eq!(*then.report, *fresh.report);
}

#[test]
fn a_revision_reports_a_folder_that_is_not_read() {
    let folder = repository();
    fs::create_dir(folder.path().join("Entry")).unwrap();
    fs::write(folder.path().join("Entry/two.md"), "---\ntitle: Two\n---\n").unwrap();
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "Add"]);
    let revision = git(folder.path(), &["rev-parse", "HEAD"]);
    let as_of = open(&folder).as_of(revision.trim()).unwrap().unwrap();
    let names = as_of.report.diagnostics.iter();
    let mut names = names.map(|diagnostic| diagnostic.name);
    assert!(names.any(|name| name == "overlooked-folder"));
}

#[cfg(unix)]
#[test]
fn a_link_of_a_revision_leads_only_to_content() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    fs::create_dir(folder.path().join("static")).unwrap();
    fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    for (target, link) in [
        ("../secret.txt", "static/a.txt"),
        ("../../../../etc/passwd", "static/b.txt"),
        ("c.txt", "static/c.txt"),
        ("../entries/one.md", "static/one.md"),
    ] {
        symlink(target, folder.path().join(link)).unwrap();
    }
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "--all"]);
    let commit = [
        "-c",
        "user.name=T",
        "-c",
        "user.email=t@example.org",
        "commit",
        "--quiet",
        "--message=x",
    ];
    git(folder.path(), &commit);
    let repository = Repository::discover(folder.path()).unwrap().unwrap();
    let files = repository
        .revision(&repository.head().unwrap())
        .unwrap()
        .unwrap();
    let tree = RevisionTree::new(files);
    let read = |file: &str| almanac_compile::Tree::read(&tree, &file.into(), 1000).unwrap();
    assert_eq!(read("static/one.md").unwrap(), ONE.as_bytes());
    for file in ["static/a.txt", "static/b.txt", "static/c.txt", "secret.txt"] {
        assert!(read(file).is_none(), "{file}");
    }
}
