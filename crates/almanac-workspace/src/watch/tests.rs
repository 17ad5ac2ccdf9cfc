use super::*;
use notify::event::{AccessKind, AccessMode, EventKind, Flag, ModifyKind};

fn edit(path: &str) -> Event {
    Event::new(EventKind::Modify(ModifyKind::Any)).add_path(path.into())
}

fn commits(folder: &Path) -> Commits {
    Commits::of(folder)
}

fn files<const N: usize>(names: [&str; N]) -> Option<Touched> {
    Some(Touched::Files(names.map(FilePath::from).into()))
}

#[test]
fn only_what_may_change_pages_matters() {
    let folder = Path::new("/home/.hidden/bees");
    for path in [
        "entries/a.md",
        "entries/deep",
        "almanac.toml",
        "static/.well-known/x",
    ] {
        let event = edit(&format!("/home/.hidden/bees/{path}"));
        assert_eq!(touched(folder, &commits(folder), &event), files([path]));
    }
    for path in [".git/index", ".almanac/store", "entries/.a.md.swp"] {
        let event = edit(&format!("/home/.hidden/bees/{path}"));
        assert_eq!(touched(folder, &commits(folder), &event), None, "{path}");
    }
    for read in [AccessKind::Read, AccessKind::Open(AccessMode::Any)] {
        assert!(!EDITS.matches(&EventKind::Access(read)));
    }
}

#[test]
fn what_says_something_about_others_may_have_changed_anything() {
    let folder = Path::new("/bees");
    for path in [
        ".gitignore",
        "deep/.gitignore",
        ".obsidian/app.json",
        ".obsidian/templates.json",
    ] {
        let event = edit(&format!("/bees/{path}"));
        assert_eq!(
            touched(folder, &commits(folder), &event),
            Some(Touched::Anything),
            "{path}"
        );
    }
    let event = edit("/bees/.obsidian/workspace.json");
    assert_eq!(touched(folder, &commits(folder), &event), None);
}

#[test]
fn a_commit_touches_no_file_and_a_rename_two() {
    let folder = Path::new("/bees");
    assert_eq!(
        touched(folder, &commits(folder), &edit("/bees/.git/logs/HEAD")),
        files([])
    );
    let renamed = edit("/bees/entries/.a.md.tmp").add_path("/bees/entries/a.md".into());
    assert_eq!(
        touched(folder, &commits(folder), &renamed),
        files(["entries/a.md"])
    );
    let renamed = edit("/bees/entries/b.md").add_path("/bees/entries/a.md".into());
    assert_eq!(
        touched(folder, &commits(folder), &renamed),
        files(["entries/a.md", "entries/b.md"])
    );
}

#[test]
fn where_the_system_has_lost_count_anything_may_have_changed() {
    let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
    assert_eq!(
        touched(Path::new("/bees"), &commits(Path::new("/bees")), &lost),
        Some(Touched::Anything)
    );
    assert_eq!(
        touched(
            Path::new("/bees"),
            &commits(Path::new("/bees")),
            &edit("/bees")
        ),
        Some(Touched::Anything)
    );
    let mut all = Touched::Files([FilePath::from("entries/a.md")].into());
    add(
        &mut all,
        Touched::Files([FilePath::from("entries/b.md")].into()),
    );
    assert_eq!(Some(&all), files(["entries/a.md", "entries/b.md"]).as_ref());
    add(&mut all, Touched::Anything);
    assert_eq!(all, Touched::Anything);
}
