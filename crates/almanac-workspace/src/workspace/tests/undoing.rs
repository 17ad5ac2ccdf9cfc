//! What is taken back of what was recorded: changes, all of somebody's, and a page's text as it was.

use almanac_model::{Undo, Undoing, WhyKept};

use super::*;

const PAGE: &str = "entries/one.md";

/// A page of three paragraphs with a title.
fn text(title: &str, paragraphs: [&str; 3]) -> String {
    let body = paragraphs.join("\n\n");
    format!("---\nid: one\ntitle: {title}\n---\n{body}\n")
}

struct Fixture {
    folder: TempDir,
    workspace: AlmanacWorkspace,
}

impl Fixture {
    fn new() -> Self {
        let folder = repository();
        let workspace = open(&folder).with_history(None, || {});
        let fixture = Self { folder, workspace };
        fixture.commit("Ann", &[(PAGE, Some(&text("One", ["A.", "B.", "C."])))]);
        fixture
    }

    /// Commits files as somebody; one without a text goes. Returns the name of the commit.
    fn commit(&self, who: &str, files: &[(&str, Option<&str>)]) -> String {
        let folder = self.folder.path();
        for (file, text) in files {
            let path = folder.join(file);
            match text {
                Some(text) => {
                    fs::create_dir_all(path.parent().unwrap()).unwrap();
                    fs::write(path, text).unwrap();
                }
                None => fs::remove_file(path).unwrap(),
            }
        }
        git(folder, &["add", "--all"]);
        let author = format!("{who} <{who}@users.noreply.localhost>");
        let arguments = ["commit", "-qm", "Change", "--author", &author];
        git(folder, &arguments);
        self.workspace.refresh(&Touched::Anything).unwrap();
        git(folder, &["rev-parse", "HEAD"]).trim().to_owned()
    }

    fn undo(&self, file: &str, revision: &str) -> Undo {
        let undo = self.workspace.undo(&file.into(), revision, false);
        undo.unwrap().unwrap()
    }

    /// What a file is after something was taken back.
    fn after(&self, undo: &Undo, file: &str) -> Option<String> {
        let applied = self.workspace.apply(&ChangeSet {
            changes: undo.changes.clone(),
            ..set([])
        });
        applied.unwrap();
        fs::read_to_string(self.folder.path().join(file)).ok()
    }
}

#[test]
fn a_change_is_taken_back_and_what_came_later_stays() {
    let fixture = Fixture::new();
    let bad = fixture.commit("Bob", &[(PAGE, Some(&text("One", ["Spam.", "B.", "C."])))]);
    fixture.commit(
        "Ann",
        &[(PAGE, Some(&text("One", ["Spam.", "B.", "C, and more."])))],
    );
    let undo = fixture.undo(PAGE, &bad);
    assert!(undo.kept.is_empty(), "{undo:?}");
    assert_eq!(
        fixture.after(&undo, PAGE).unwrap(),
        text("One", ["A.", "B.", "C, and more."])
    );
    // Taken back once more, there is nothing left to do.
    assert!(fixture.undo(PAGE, &bad).changes.is_empty());
}

#[test]
fn a_page_that_was_renamed_and_rewritten_since_is_found_by_its_id() {
    let fixture = Fixture::new();
    let bad = fixture.commit("Bob", &[(PAGE, Some(&text("One", ["Spam.", "B.", "C."])))]);
    let moved = "entries/another-name.md";
    let rewritten = text("Another", ["Spam.", "B.", "All of this\n\nis\n\nnew."]);
    fixture.commit("Ann", &[(PAGE, None), (moved, Some(&rewritten))]);
    let undo = fixture.undo(moved, &bad);
    assert_eq!(
        fixture.after(&undo, moved).unwrap(),
        text("Another", ["A.", "B.", "All of this\n\nis\n\nnew."])
    );
    // A name that was given is taken back too, and the text stays.
    let fixture = Fixture::new();
    let bad = fixture.commit(
        "Bob",
        &[
            (PAGE, None),
            (moved, Some(&text("One", ["A.", "B.", "C."]))),
        ],
    );
    fixture.commit(
        "Ann",
        &[(moved, Some(&text("One", ["A.", "B.", "C and more."])))],
    );
    let undo = fixture.undo(moved, &bad);
    assert_eq!(
        fixture.after(&undo, PAGE).unwrap(),
        text("One", ["A.", "B.", "C and more."])
    );
    assert!(!fixture.folder.path().join(moved).exists());
}

#[test]
fn what_others_have_changed_in_the_same_place_is_shown_and_stays() {
    let fixture = Fixture::new();
    let bad = fixture.commit("Bob", &[(PAGE, Some(&text("One", ["Spam.", "B.", "C."])))]);
    fixture.commit(
        "Ann",
        &[(PAGE, Some(&text("One", ["Spam, cleaned.", "B.", "C."])))],
    );
    let undo = fixture.undo(PAGE, &bad);
    assert!(undo.changes.is_empty());
    let [kept] = &undo.kept[..] else {
        panic!("{undo:?}")
    };
    assert_eq!(kept.why, WhyKept::Rewritten);
    let texts = kept.texts.as_ref().unwrap();
    let words = |side: &Option<Arc<[u8]>>| String::from_utf8(side.as_ref().unwrap().to_vec());
    assert!(words(&texts.base).unwrap().contains("Spam."));
    assert!(words(&texts.standing).unwrap().contains("cleaned"));
    assert!(words(&texts.proposed).unwrap().contains("A."));
}

#[test]
fn all_of_somebodys_changes_are_taken_back_with_titles_pages_names_and_files() {
    let fixture = Fixture::new();
    let new = "entries/new.md";
    let built_on = "entries/built-on.md";
    let of = |id: &str, words: &str| format!("---\nid: {id}\ntitle: {id}\n---\n{words}\n");
    fixture.commit(
        "Bob",
        &[
            (PAGE, Some(&text("Spam", ["A.", "B.", "C."]))),
            (new, Some(&of("new", "Buy."))),
            (built_on, Some(&of("built", "Buy."))),
            ("media/a.svg", Some("<svg/>")),
        ],
    );
    fixture.commit("Old-name", &[(new, Some(&of("new", "Buy more.")))]);
    fixture.commit("Ann", &[(built_on, Some(&of("built", "Buy. Or not.")))]);
    fixture.commit(
        "Ann",
        &[(PAGE, Some(&text("Spam", ["A.", "B.", "C and more."])))],
    );
    let mailmap = "Bob <Bob@users.noreply.localhost> <Old-name@users.noreply.localhost>\n";
    fixture.commit("Ann", &[(".mailmap", Some(mailmap))]);
    let undo = fixture.workspace.undo_all("Bob").unwrap();
    assert_eq!(undo.revisions.len(), 2);
    let kept: Vec<_> = { undo.kept.iter() }
        .map(|kept| (kept.file.as_str(), kept.why))
        .collect();
    assert_eq!(kept, [(built_on, WhyKept::BuiltOn)]);
    assert_eq!(
        fixture.after(&undo, PAGE).unwrap(),
        text("One", ["A.", "B.", "C and more."])
    );
    let there = |file: &str| fixture.folder.path().join(file).exists();
    assert!(!there(new) && !there("media/a.svg") && there(built_on));
    // The name of before leads to the same person.
    assert_eq!(
        fixture
            .workspace
            .undo_all("Old-name")
            .unwrap()
            .revisions
            .len(),
        2
    );
}

#[test]
fn of_a_merge_what_it_wrote_itself_is_taken_back() {
    let fixture = Fixture::new();
    let folder = fixture.folder.path();
    let side = |file: &str| {
        git(folder, &["checkout", "-q", "-B", "side"]);
        fixture.commit("Bob", &[(file, Some("<svg/>"))]);
        git(folder, &["checkout", "-q", "-"]);
    };
    side("media/b.svg");
    let trunk = text("One", ["Of the trunk.", "B.", "C."]);
    fixture.commit("Ann", &[(PAGE, Some(&trunk))]);
    // A merge that decides nothing about a page is none of its revisions.
    git(folder, &["merge", "-q", "--no-ff", "-m", "Merge", "side"]);
    fixture.workspace.refresh(&Touched::Anything).unwrap();
    let plain = git(folder, &["rev-parse", "HEAD"]);
    let undo = fixture.workspace.undo(&PAGE.into(), plain.trim(), false);
    assert!(undo.unwrap().is_none());
    // One that wrote words of its own is.
    side("media/c.svg");
    git(folder, &["merge", "-q", "--no-ff", "--no-commit", "side"]);
    let own = text("One", ["Of the trunk.", "Of the merge.", "C."]);
    let wrote = fixture.commit("Cleo", &[(PAGE, Some(&own))]);
    let parents = git(folder, &["rev-list", "-1", "--parents", "HEAD"]);
    assert_eq!(parents.split_whitespace().count(), 3);
    let later = own.replace("title: One", "title: Two");
    fixture.commit("Ann", &[(PAGE, Some(&later))]);
    let undo = fixture.undo(PAGE, &wrote);
    assert!(undo.kept.is_empty(), "{undo:?}");
    assert_eq!(
        fixture.after(&undo, PAGE).unwrap(),
        trunk.replace("title: One", "title: Two")
    );
    // What came by the merge and was somebody else's stays.
    assert!(folder.join("media/c.svg").exists());
}

#[test]
fn a_page_gets_a_text_of_before_whatever_it_is_called_now() {
    let fixture = Fixture::new();
    let then = git(fixture.folder.path(), &["rev-parse", "HEAD"]);
    let moved = "entries/another-name.md";
    let other = text("Other", ["X.", "Y.", "Z."]);
    fixture.commit("Bob", &[(PAGE, None), (moved, Some(&other))]);
    let restored = fixture.workspace.restore(&moved.into(), then.trim());
    let restored = restored.unwrap().unwrap();
    assert_eq!(
        fixture.after(&restored, moved).unwrap(),
        text("One", ["A.", "B.", "C."])
    );
    // Also one that is gone.
    fixture.commit("Bob", &[(moved, None)]);
    let restored = fixture.workspace.restore(&moved.into(), then.trim());
    let restored = restored.unwrap().unwrap();
    assert!(fixture.after(&restored, moved).unwrap().contains("A."));
    for none in ["0000000", "HEAD"] {
        let restored = fixture.workspace.restore(&moved.into(), none);
        assert!(restored.unwrap().is_none(), "{none}");
    }
}

#[test]
fn a_page_that_went_comes_back_and_one_whose_name_is_taken_does_not() {
    let fixture = Fixture::new();
    let way = "paths/way.md";
    let gone = fixture.commit("Bob", &[(way, None)]);
    let undo = fixture.undo(way, &gone);
    assert!(fixture.after(&undo, way).unwrap().contains("title: Way"));
    let fixture = Fixture::new();
    let moved = "entries/two.md";
    let page = text("One", ["A.", "B.", "C."]);
    let bad = fixture.commit("Bob", &[(PAGE, None), (moved, Some(&page))]);
    let other = "---\nid: other\ntitle: Other\n---\nOther.\n";
    fixture.commit("Ann", &[(PAGE, Some(other))]);
    let undo = fixture.undo(moved, &bad);
    assert!(undo.changes.is_empty(), "{undo:?}");
    assert_eq!(undo.kept[0].why, WhyKept::NameTaken);
}
