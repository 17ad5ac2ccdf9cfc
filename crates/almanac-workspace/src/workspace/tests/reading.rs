//! What is served, and who hears of it.

use super::*;

#[test]
fn a_new_day_renews_pages_and_report_together() {
    let folder = folder();
    let stale = "---\nid: two\ntitle: Two\nfacts:\n  size: { value: 5, as_of: 2025-11-24, sources: [log] }\n\
        sources:\n  - { key: log, title: Log, url: \"https://example.org/log\" }\n---\nTwo.\n";
    let config = "title = \"T\"\n[properties.size]\ntype = \"quantity\"\nreview = \"1 year\"\n";
    fs::write(folder.path().join("almanac.toml"), config).unwrap();
    fs::write(folder.path().join("entries/two.md"), stale).unwrap();
    let day = Arc::new(Mutex::new(Day::constant(2026, 11, 24)));
    let clock = day.clone();
    let almanac = Almanac::Folder(folder.path().to_owned());
    let today: Clock = Arc::new(move || *lock(&clock));
    let workspace = AlmanacWorkspace::open(almanac, today, no_templates, None).unwrap();
    let is_stale = |served: &Served| {
        let mut diagnostics = served.report.diagnostics.iter();
        diagnostics.any(|diagnostic| diagnostic.name == "stale-fact")
    };
    assert!(!is_stale(&workspace.served()));
    assert!(!workspace.follow_the_day().unwrap());
    *lock(&day) = Day::constant(2026, 11, 25);
    assert!(workspace.follow_the_day().unwrap());
    let served = workspace.served();
    assert_eq!(served.today, Day::constant(2026, 11, 25));
    assert!(is_stale(&served));
}

#[test]
fn a_follower_hears_of_each_swap_until_it_leaves() {
    let folder = folder();
    let workspace = open(&folder);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let numbers = seen.clone();
    let following = workspace.follow(Box::new(move |served| {
        lock(&numbers).push(served.number);
    }));
    let edit = |text: &str| {
        fs::write(folder.path().join("entries/one.md"), text).unwrap();
        workspace.refresh(&Touched::Anything).unwrap()
    };
    assert!(edit(BETTER));
    assert!(!edit(BETTER), "nothing has changed");
    assert!(edit(ONE));
    drop(following);
    assert!(edit(BETTER));
    assert_eq!(*lock(&seen), [1, 2]);
    assert_eq!(workspace.served().number, 3);
}

#[test]
fn a_listed_file_is_read_from_any_place_on_and_no_other_is_opened() {
    use std::io::{Read, Seek, SeekFrom};
    let folder = folder();
    fs::create_dir(folder.path().join("media")).unwrap();
    fs::write(folder.path().join("media/a.png"), "0123456789").unwrap();
    let workspace = open(&folder);
    let mut opened = workspace.open(&"media/a.png".into()).unwrap().unwrap();
    assert_eq!(opened.length, 10);
    opened.content.seek(SeekFrom::Start(7)).unwrap();
    let mut rest = String::new();
    opened.content.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "789");
    fs::write(folder.path().join("media/later.png"), "x").unwrap();
    for other in ["media/later.png", "media/none.png", "../x", "media"] {
        assert!(workspace.open(&other.into()).unwrap().is_none(), "{other}");
    }
}

/// The titles of all pages of a snapshot.
fn titles(snapshot: &Snapshot) -> Vec<&str> {
    let pages = snapshot.pages().iter();
    pages.map(|page| page.title.as_str()).collect()
}

#[test]
fn drafts_are_seen_at_the_desk_only() {
    let folder = folder();
    let write = |file: &str, text: &str| fs::write(folder.path().join(file), text).unwrap();
    let touch = |workspace: &AlmanacWorkspace, file: &str| {
        let touched = Touched::Files([file.into()].into());
        workspace.refresh(&touched).unwrap()
    };
    write(
        "entries/two.md",
        "---\nid: two\ntitle: Two\ndraft: true\n---\nSee [[one]].\n",
    );
    let workspace = open(&folder).with_desk().unwrap();
    let served = workspace.served();
    assert_eq!(titles(&served.snapshot), ["One"]);
    assert_eq!(titles(served.at_desk().0), ["One", "Two"]);
    // An edit of the draft changes nothing that the public sees, and is swapped for the desk.
    write(
        "entries/two.md",
        "---\nid: two\ntitle: Two\ndraft: true\n---\nSee [[none]].\n",
    );
    assert!(touch(&workspace, "entries/two.md"));
    let now = workspace.served();
    assert!(
        now.report
            .diagnostics
            .iter()
            .all(|said| said.name != "unknown-link")
    );
    assert!(
        now.at_desk()
            .1
            .diagnostics
            .iter()
            .any(|said| said.name == "unknown-link")
    );
    // A broken draft stays at the desk as it was.
    write(
        "entries/two.md",
        "---\nid: two\ntitle: [Two\ndraft: true\n---\n",
    );
    touch(&workspace, "entries/two.md");
    assert_eq!(titles(workspace.served().at_desk().0), ["One", "Two"]);
    assert_eq!(titles(&workspace.served().snapshot), ["One"]);
    // Without drafts there is one snapshot for all.
    write("entries/two.md", "---\nid: two\ntitle: Two\n---\n");
    touch(&workspace, "entries/two.md");
    let now = workspace.served();
    assert!(now.with_drafts.is_none());
    assert_eq!(titles(&now.snapshot), ["One", "Two"]);
    // A draft that comes later is seen at the desk too; without a desk nobody sees any.
    write(
        "paths/way.md",
        "---\nid: way\ntitle: Way\ndraft: true\n---\n",
    );
    touch(&workspace, "paths/way.md");
    let now = workspace.served();
    assert_eq!(
        (now.snapshot.paths().len(), now.at_desk().0.paths().len()),
        (0, 1)
    );
    assert!(open(&folder).served().with_drafts.is_none());
}
