//! Which commits are revisions of which pages, in real repositories made by the git program.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod fixture;

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use fixture::{Fixture, Histories};

const BEES: &str =
    "Bees live in hives of many thousands, and make honey from what flowers give them.";
const GLASS: &str =
    "Glass is made of sand, soda and lime, which are molten at a great heat for a day.";

fn with_id(id: &str, text: &str) -> String {
    format!("---\nid: {id}\n---\n{text}\n")
}

#[test]
fn a_page_has_the_commits_that_changed_it() {
    let fixture = Fixture::new();
    fixture.write("bees.md", BEES);
    fixture.commit("2020-01-01", "Begin");
    fixture.write("glass.md", GLASS);
    fixture.commit("2020-01-02", "Glass");
    fixture.write("bees.md", &format!("{BEES}\nMore."));
    fixture.commit("2020-01-03", "More on bees");
    let history = fixture.history();
    assert_eq!(history.messages("bees.md"), ["More on bees", "Begin"]);
    assert_eq!(history.messages("glass.md"), ["Glass"]);
    assert_eq!(
        history
            .index
            .page_of(&history.repository, &"none.md".into()),
        None
    );
}

#[test]
fn a_page_that_was_renamed_and_rewritten_in_one_commit_is_known_by_its_id() {
    let fixture = Fixture::new();
    fixture.write("bees.md", &with_id("b1", BEES));
    fixture.commit("2020-01-01", "Begin");
    fixture.remove("bees.md");
    fixture.write("insects/apis.md", &with_id("b1", GLASS));
    fixture.commit("2020-01-02", "Move and rewrite");
    let history = fixture.history();
    assert_eq!(
        history.messages("insects/apis.md"),
        ["Move and rewrite", "Begin"]
    );
    let newest = history.revisions("insects/apis.md")[0];
    let edits = history.index.edits(newest);
    assert_eq!(edits.len(), 1, "{edits:?}");
    assert_eq!(edits[0].moved_from.as_deref(), Some("bees.md"));
    assert!(edits[0].before.is_some());
    // The former name leads there too.
    assert_eq!(history.page("bees.md"), history.page("insects/apis.md"));
}

#[test]
fn without_an_id_likeness_tells_what_was_renamed() {
    let fixture = Fixture::new();
    fixture.write("bees.md", BEES);
    fixture.write("glass.md", GLASS);
    fixture.commit("2020-01-01", "Begin");
    fixture.remove("bees.md");
    fixture.remove("glass.md");
    fixture.write("apis.md", &BEES.replace("many thousands", "some thousands"));
    fixture.write(
        "other.md",
        "Something that has no word in common with those.",
    );
    fixture.commit("2020-01-02", "Move");
    let history = fixture.history();
    assert_eq!(history.messages("apis.md"), ["Move", "Begin"]);
    assert_eq!(history.messages("other.md"), ["Move"]);
    assert_eq!(history.messages("glass.md"), ["Move", "Begin"]);
}

#[test]
fn a_copy_begins_a_history_of_its_own() {
    let fixture = Fixture::new();
    fixture.write("bees.md", &with_id("b1", BEES));
    fixture.commit("2020-01-01", "Begin");
    fixture.write("copy.md", &with_id("b1", BEES));
    fixture.commit("2020-01-02", "Copy");
    fixture.write("copy.md", &with_id("b1", &format!("{BEES} More.")));
    fixture.commit("2020-01-03", "Edit the copy");
    fixture.write("copy.md", &with_id("c1", GLASS));
    fixture.commit("2020-01-04", "Its own id");
    let history = fixture.history();
    assert_eq!(history.messages("bees.md"), ["Begin"]);
    let copied = ["Its own id", "Edit the copy", "Copy"];
    assert_eq!(history.messages("copy.md"), copied);
}

#[test]
fn a_page_that_was_copied_and_then_removed_goes_on_in_its_copy() {
    let fixture = Fixture::new();
    fixture.write("bees.md", &with_id("b1", BEES));
    fixture.commit("2020-01-01", "Begin");
    fixture.write("apis.md", &with_id("b1", BEES));
    fixture.commit("2020-01-02", "Copy");
    fixture.remove("bees.md");
    fixture.commit("2020-01-03", "Remove the first");
    let history = fixture.history();
    let all = ["Remove the first", "Copy", "Begin"];
    assert_eq!(history.messages("apis.md"), all);
}

#[test]
fn pages_that_change_names_in_one_commit_keep_their_histories() {
    let fixture = Fixture::new();
    fixture.write("a.md", &with_id("bees", BEES));
    fixture.write("b.md", &with_id("glass", GLASS));
    fixture.commit("2020-01-01", "Begin");
    fixture.write("a.md", &with_id("bees", &format!("{BEES} More.")));
    fixture.commit("2020-01-02", "Bees");
    fixture.write("a.md", &with_id("glass", GLASS));
    fixture.write("b.md", &with_id("bees", &format!("{BEES} More.")));
    fixture.commit("2020-01-03", "Swap");
    let history = fixture.history();
    assert_eq!(history.messages("b.md"), ["Swap", "Bees", "Begin"]);
    assert_eq!(history.messages("a.md"), ["Swap", "Begin"]);
}

#[test]
fn another_page_in_the_place_of_one_begins_anew() {
    let fixture = Fixture::new();
    fixture.write("a.md", &with_id("bees", BEES));
    fixture.commit("2020-01-01", "Begin");
    fixture.write("a.md", &with_id("glass", GLASS));
    fixture.commit("2020-01-02", "Something else");
    let history = fixture.history();
    assert_eq!(history.messages("a.md"), ["Something else"]);
    let bees = history.index.page_with_id("bees").unwrap();
    assert_eq!(history.index.revisions(&[bees]).len(), 1);
}

#[test]
fn a_page_that_gets_an_id_stays_the_same() {
    let fixture = Fixture::new();
    fixture.write("a.md", BEES);
    fixture.commit("2020-01-01", "Begin");
    fixture.write("a.md", &with_id("bees", BEES));
    fixture.commit("2020-01-02", "An id");
    fixture.remove("a.md");
    fixture.write("b.md", &with_id("bees", GLASS));
    fixture.commit("2020-01-03", "Move");
    let history = fixture.history();
    assert_eq!(history.messages("b.md"), ["Move", "An id", "Begin"]);
}

#[test]
fn a_split_begins_a_history_for_the_page_that_is_new() {
    let fixture = Fixture::new();
    fixture.write("a.md", &with_id("a", &format!("{BEES}\n\n{GLASS}")));
    fixture.commit("2020-01-01", "Begin");
    fixture.write("a.md", &with_id("a", BEES));
    fixture.write("b.md", &with_id("b", GLASS));
    let split = fixture.commit("2020-01-02", "Split");
    let history = fixture.history();
    assert_eq!(history.messages("a.md"), ["Split", "Begin"]);
    assert_eq!(history.messages("b.md"), ["Split"]);
    let split = history.index.revision(&split).unwrap();
    assert_eq!(history.index.edits(split).len(), 2);
}

#[test]
fn a_page_that_was_removed_and_made_again_has_both_its_lives() {
    let fixture = Fixture::new();
    fixture.write("a.md", BEES);
    fixture.commit("2020-01-01", "Begin");
    fixture.remove("a.md");
    let removed = fixture.commit("2020-01-02", "Remove");
    fixture.write("a.md", GLASS);
    fixture.commit("2020-01-03", "Again");
    let history = fixture.history();
    assert_eq!(history.messages("a.md"), ["Again", "Remove", "Begin"]);
    let removed = history.index.revision(&removed).unwrap();
    let edits = history.index.edits_of(removed, &[history.page("a.md")]);
    assert_eq!(edits[0].after, None);
    let files = history
        .index
        .files_at(&history.repository, history.page("a.md"), removed);
    assert_eq!(files.unwrap(), []);
}

#[test]
fn what_comes_under_a_name_that_a_page_moved_away_from_is_another_page() {
    let fixture = Fixture::new();
    fixture.write("a.md", BEES);
    fixture.commit("2020-01-01", "Begin");
    fixture.git("2020-01-02", &["mv", "a.md", "b.md"]);
    fixture.commit("2020-01-02", "Move");
    fixture.write("a.md", GLASS);
    fixture.commit("2020-01-03", "Another");
    let history = fixture.history();
    assert_eq!(history.messages("b.md"), ["Move", "Begin"]);
    assert_eq!(history.messages("a.md"), ["Another"]);
}

#[test]
fn names_that_differ_in_case_only_are_one_page() {
    let fixture = Fixture::new();
    fixture.write("Mit.md", "One.");
    fixture.commit("2020-01-01", "Begin");
    fixture.remove("Mit.md");
    fixture.write("MIT.md", "Something quite different now stands here.");
    fixture.commit("2020-01-02", "In capitals");
    assert_eq!(
        fixture.history().messages("MIT.md"),
        ["In capitals", "Begin"]
    );
}

#[test]
fn the_folder_of_an_almanac_may_have_lain_elsewhere() {
    let fixture = Fixture::new();
    fixture.write("bees.md", BEES);
    fixture.write("glass.md", GLASS);
    fixture.commit("2020-01-01", "Begin");
    fs::create_dir_all(fixture.path().join("docs/kb")).unwrap();
    fixture.git("2020-01-02", &["mv", "bees.md", "glass.md", "docs/kb/"]);
    fixture.commit("2020-01-02", "Move the folder");
    fixture.write("code/main.c", "int main() {}");
    fixture.commit("2020-01-03", "Code");
    let history = fixture.history_below("docs/kb");
    assert_eq!(history.messages("bees.md"), ["Move the folder", "Begin"]);
    assert_eq!(history.messages("glass.md"), ["Move the folder", "Begin"]);
}

/// A branch `main` whose first parents are those of a branch that merged it.
#[test]
fn a_change_that_came_by_the_second_parent_is_a_revision_and_the_merge_is_none() {
    let fixture = Fixture::new();
    fixture.write("a.md", BEES);
    fixture.commit("2020-01-01", "Begin");
    fixture.git("2020-01-01", &["switch", "--quiet", "--create", "side"]);
    fixture.write("side.md", GLASS);
    fixture.commit("2020-01-02", "Side");
    fixture.git("2020-01-02", &["switch", "--quiet", "main"]);
    fixture.write("a.md", &format!("{BEES} More."));
    fixture.commit("2020-01-03", "Main");
    fixture.git("2020-01-03", &["switch", "--quiet", "side"]);
    fixture.git("2020-02-01", &["merge", "--quiet", "--no-edit", "main"]);
    let history = fixture.history();
    assert_eq!(history.messages("a.md"), ["Main", "Begin"]);
    assert_eq!(history.messages("side.md"), ["Side"]);
}

#[test]
fn a_merge_that_writes_is_a_revision() {
    let fixture = Fixture::new();
    fixture.write("a.md", BEES);
    fixture.commit("2020-01-01", "Begin");
    fixture.git("2020-01-01", &["switch", "--quiet", "--create", "side"]);
    fixture.write("a.md", "Side.");
    fixture.commit("2020-01-02", "Side");
    fixture.git("2020-01-02", &["switch", "--quiet", "main"]);
    fixture.write("a.md", "Main.");
    fixture.commit("2020-01-03", "Main");
    let ours = ["merge", "--quiet", "--no-commit", "--strategy=ours", "side"];
    fixture.git("2020-01-04", &ours);
    fixture.write("a.md", "Both.");
    fixture.commit("2020-01-04", "Both words");
    let all = ["Both words", "Main", "Side", "Begin"];
    assert_eq!(fixture.history().messages("a.md"), all);
}

#[test]
fn what_a_merge_left_out_never_was_of_the_page() {
    for side_first in [false, true] {
        let fixture = Fixture::new();
        fixture.write("a.md", BEES);
        fixture.write("b.md", GLASS);
        fixture.commit("2020-01-01", "Begin");
        fixture.git("2020-01-01", &["switch", "--quiet", "--create", "side"]);
        fixture.write("a.md", "Side.");
        fixture.write("new.md", "New.");
        fixture.commit("2020-01-02", "Side");
        fixture.git("2020-01-02", &["switch", "--quiet", "main"]);
        fixture.write("b.md", "Main.");
        fixture.commit("2020-01-03", "Main");
        // The tree of `main`, whichever of both is the first parent.
        let parents = match side_first {
            false => ["-p", "main", "-p", "side"],
            true => ["-p", "side", "-p", "main"],
        };
        let arguments = [&["commit-tree", "main^{tree}", "-m", "Merge"][..], &parents].concat();
        let merge = fixture.git("2020-01-04", &arguments);
        fixture.git("2020-01-04", &["reset", "--quiet", "--hard", &merge]);
        let history = fixture.history();
        assert_eq!(history.messages("a.md"), ["Begin"], "{side_first}");
        assert_eq!(history.messages("b.md"), ["Main", "Begin"], "{side_first}");
        assert_eq!(history.messages("new.md"), Vec::<String>::new());
    }
}

#[test]
fn a_page_renamed_on_one_side_and_edited_on_the_other_has_both() {
    for edited_on_main in [false, true] {
        let fixture = Fixture::new();
        let text = format!("{BEES}\n\n{GLASS}\n");
        fixture.write("a.md", &text);
        fixture.commit("2020-01-01", "Begin");
        fixture.git("2020-01-01", &["switch", "--quiet", "--create", "side"]);
        let rename = |day: &str| {
            fixture.git(day, &["mv", "a.md", "b.md"]);
            fixture.commit(day, "Rename");
        };
        let edit = |day: &str| {
            fixture.write("a.md", &format!("{text}\nMore.\n"));
            fixture.commit(day, "Edit");
        };
        if edited_on_main {
            rename("2020-01-02")
        } else {
            edit("2020-01-02")
        }
        fixture.git("2020-01-02", &["switch", "--quiet", "main"]);
        if edited_on_main {
            edit("2020-01-03")
        } else {
            rename("2020-01-03")
        }
        fixture.git("2020-02-01", &["merge", "--quiet", "--no-edit", "side"]);
        let mut messages = fixture.history().messages("b.md");
        messages.sort();
        assert_eq!(messages, ["Begin", "Edit", "Rename"], "{edited_on_main}");
    }
}

#[test]
fn as_of_a_day_is_what_the_branch_held_then() {
    let fixture = Fixture::new();
    let noon = |day: &str| {
        let day: almanac_model::Day = day.parse().unwrap();
        let since = day.duration_since(almanac_model::Day::constant(1970, 1, 1));
        since.as_secs() + 43_200
    };
    fixture.write("a.md", "1");
    let first = fixture.commit("2020-01-01", "First");
    fixture.git("2020-01-01", &["switch", "--quiet", "--create", "side"]);
    fixture.write("b.md", "1");
    fixture.commit("2020-01-05", "Waited on a branch");
    fixture.git("2020-01-05", &["switch", "--quiet", "main"]);
    fixture.write("a.md", "2");
    fixture.git("2020-02-01", &["add", "--all"]);
    // Written early, recorded late.
    let message = ["commit", "--quiet", "--message", "Mailed"];
    fixture.git_between("2020-01-02", "2020-02-01", &message);
    let mailed = fixture.git("2020-02-01", &["rev-parse", "HEAD"]);
    fixture.git("2020-03-01", &["merge", "--quiet", "--no-edit", "side"]);
    let merged = fixture.git("2020-03-01", &["rev-parse", "HEAD"]);
    // Two clocks that were wrong.
    fixture.write("a.md", "3");
    let early = fixture.commit("1971-01-01", "An old clock");
    fixture.write("a.md", "4");
    let late = fixture.commit("2098-01-01", "A clock of tomorrow");
    fixture.write("a.md", "5");
    let last = fixture.commit("2021-01-01", "Last");
    let history = fixture.history();
    let now = noon("2026-01-01");
    let at = |day: &str| {
        let found = history.index.as_of(noon(day), now);
        found.map(|revision| history.index.name(revision))
    };
    assert_eq!(at("2019-12-31"), None);
    assert_eq!(at("2020-01-01"), Some(first.clone()));
    assert_eq!(at("2020-01-20"), Some(first));
    assert_eq!(at("2020-02-10"), Some(mailed));
    assert_ne!(early, merged);
    assert_eq!(at("2020-03-01"), Some(late));
    assert_eq!(at("2025-01-01"), Some(last));
}

#[test]
fn only_revisions_of_what_is_served_are_known() {
    let fixture = Fixture::new();
    fixture.write("a.md", "1");
    let first = fixture.commit("2020-01-01", "First");
    fixture.git("2020-01-01", &["switch", "--quiet", "--create", "side"]);
    fixture.write("a.md", "2");
    let side = fixture.commit("2020-01-02", "Side");
    fixture.git("2020-01-02", &["switch", "--quiet", "main"]);
    let history = fixture.history();
    assert!(history.index.revision(&first).is_some());
    assert!(history.index.revision(&first[..7]).is_some());
    let upper = first.to_uppercase();
    for name in [
        &side,
        &first[..6],
        "HEAD",
        "main",
        "--all",
        "HEAD:a.md",
        "",
        &upper[..4],
    ] {
        assert!(history.index.revision(name).is_none(), "{name}");
    }
}

#[test]
fn names_that_are_no_text_cost_themselves_only() {
    let fixture = Fixture::new();
    for file in ["caf\u{e9}.md", "a\nb.md", "-x.md", "a \"b\".md"] {
        fixture.write(file, "1");
    }
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"bad\xff.md");
        fs::write(fixture.path().join(name), "1").unwrap();
    }
    fixture.commit("2020-01-01", "Begin");
    let history = fixture.history();
    for file in ["caf\u{e9}.md", "a\nb.md", "-x.md", "a \"b\".md"] {
        assert_eq!(history.messages(file), ["Begin"], "{file}");
    }
    let all = history.index.all_revisions().next().unwrap();
    assert_eq!(history.index.edits(all).len(), 4);
}

#[test]
fn before_the_first_commit_there_is_none() {
    let fixture = Fixture::new();
    fixture.write("a.md", "1");
    let history = fixture.history();
    assert_eq!(history.index.commit_count(), 0);
    assert_eq!(history.index.tip(), None);
    assert_eq!(history.index.as_of(0, 0), None);
}

#[test]
fn a_detached_head_has_its_own_history() {
    let fixture = Fixture::new();
    fixture.write("a.md", "1");
    fixture.commit("2020-01-01", "First");
    fixture.write("a.md", "2");
    fixture.commit("2020-01-02", "Second");
    fixture.git("2020-01-02", &["checkout", "--quiet", "--detach", "HEAD~1"]);
    assert_eq!(fixture.history().messages("a.md"), ["First"]);
}

#[test]
fn histories_are_the_same_however_the_index_came_to_be() {
    let fixture = Fixture::new();
    let file = fixture.path().join(".git/almanac-index");
    let kept = |fixture: &Fixture| Histories::of(fixture.open(""), Some(&file));
    fixture.write("a.md", BEES);
    fixture.commit("2020-01-01", "Begin");
    fixture.git("2020-01-01", &["branch", "side"]);
    kept(&fixture);
    fixture.write("a.md", GLASS);
    fixture.commit("2020-01-04", "Main");
    kept(&fixture);
    fixture.git("2020-01-04", &["switch", "--quiet", "side"]);
    fixture.write("b.md", GLASS);
    fixture.commit("2020-01-03", "Side");
    fixture.git("2020-01-03", &["switch", "--quiet", "main"]);
    fixture.git("2020-01-05", &["merge", "--quiet", "--no-edit", "side"]);
    let (kept, fresh) = (kept(&fixture), fixture.history());
    for history in [&kept, &fresh] {
        assert_eq!(history.messages("a.md"), ["Main", "Begin"]);
        assert_eq!(history.messages("b.md"), ["Side"]);
    }
    let all = |history: &Histories| -> Vec<String> {
        let all = history.index.all_revisions();
        all.map(|revision| history.index.name(revision)).collect()
    };
    assert_eq!(all(&kept), all(&fresh));
}

#[test]
fn an_index_file_that_is_broken_is_made_anew() {
    let fixture = Fixture::new();
    let file = fixture.path().join(".git/almanac-index");
    fixture.write("a.md", "1");
    fixture.commit("2020-01-01", "Begin");
    Histories::of(fixture.open(""), Some(&file));
    fixture.write("a.md", "2");
    fixture.commit("2020-01-02", "Second");
    Histories::of(fixture.open(""), Some(&file));
    let whole = fs::read(&file).unwrap();
    for length in [0, 5, 41, 60, whole.len() - 1] {
        fs::write(&file, &whole[..length]).unwrap();
        let history = Histories::of(fixture.open(""), Some(&file));
        assert_eq!(history.messages("a.md"), ["Second", "Begin"], "{length}");
        assert!(fs::read(&file).unwrap().len() >= whole.len() - 100);
    }
    let mut other = whole.clone();
    *other.last_mut().unwrap() ^= 1;
    fs::write(&file, &other).unwrap();
    let history = Histories::of(fixture.open(""), Some(&file));
    assert_eq!(history.messages("a.md"), ["Second", "Begin"]);
}

#[test]
fn rewriting_cuts_the_index_back() {
    let fixture = Fixture::new();
    let file = fixture.path().join(".git/almanac-index");
    fixture.write("a.md", "1");
    fixture.commit("2020-01-01", "Begin");
    fixture.write("a.md", "2");
    let dead = fixture.commit("2020-01-02", "Dead");
    Histories::of(fixture.open(""), Some(&file));
    fixture.write("a.md", "3");
    fixture.git("2020-01-03", &["add", "--all"]);
    fixture.git(
        "2020-01-03",
        &["commit", "--quiet", "--amend", "--message", "Instead"],
    );
    for _ in 0..2 {
        let history = Histories::of(fixture.open(""), Some(&file));
        assert_eq!(history.messages("a.md"), ["Instead", "Begin"]);
        assert!(history.index.revision(&dead).is_none());
        assert_eq!(history.index.commit_count(), 2);
    }
}

#[test]
fn grafts_and_replaced_objects_are_seen_as_soon_as_they_are_there() {
    let fixture = Fixture::new();
    let file = fixture.path().join(".git/almanac-index");
    let messages = || Histories::of(fixture.open(""), Some(&file)).messages("a.md");
    for text in ["First", "Second", "Third"] {
        fixture.write("a.md", text);
        fixture.commit("2020-01-01", text);
    }
    assert_eq!(messages(), ["Third", "Second", "First"]);
    fixture.git("2020-01-02", &["replace", "--graft", "HEAD~1"]);
    assert_eq!(messages(), ["Third", "Second"]);
    let replaced = fixture.git("2020-01-02", &["rev-parse", "HEAD~1"]);
    fixture.git("2020-01-02", &["replace", "--delete", &replaced]);
    assert_eq!(messages(), ["Third", "Second", "First"]);
    let graft = fixture.git("2020-01-02", &["rev-parse", "HEAD"]);
    fixture.write(".git/info/grafts", &format!("{graft}\n"));
    assert_eq!(messages(), ["Third"]);
    fixture.remove(".git/info/grafts");
    assert_eq!(messages(), ["Third", "Second", "First"]);
}

#[test]
fn what_the_end_of_a_shallow_clone_changed_is_unknown_until_it_is_deepened() {
    let fixture = Fixture::new();
    for text in ["First", "Second", "Third"] {
        fixture.write("a.md", text);
        fixture.commit("2020-01-01", text);
    }
    let clone = Fixture(tempfile::tempdir().unwrap());
    let from = format!("file://{}", fixture.path().display());
    clone.git("2020-01-01", &["clone", "--quiet", "--depth=2", &from, "."]);
    let file = clone.path().join(".git/almanac-index");
    let open = || Histories::of(clone.open(""), Some(&file));
    let history = open();
    assert_eq!(history.messages("a.md"), ["Third"]);
    assert_eq!(
        history.index.gap(),
        Some(&almanac_model::HistoryGap::Shallow)
    );
    let oldest = history.index.all_revisions().last().unwrap();
    assert!(history.index.is_end(oldest));
    clone.git("2020-01-01", &["fetch", "--quiet", "--unshallow"]);
    let history = open();
    assert_eq!(history.messages("a.md"), ["Third", "Second", "First"]);
    assert_eq!(history.index.gap(), None);
}

#[test]
fn objects_of_a_lender_are_read() {
    let fixture = Fixture::new();
    fixture.write("a.md", "1");
    fixture.commit("2020-01-01", "Begin");
    let clone = Fixture(tempfile::tempdir().unwrap());
    let from = fixture.path().to_str().unwrap();
    clone.git("2020-01-01", &["clone", "--quiet", "--shared", from, "."]);
    assert_eq!(clone.history().messages("a.md"), ["Begin"]);
    let gone = fixture.0.keep();
    fs::remove_dir_all(gone).unwrap();
    assert!(Histories::index(&clone.open(""), None).is_err());
}

#[test]
fn a_work_tree_of_its_own_has_the_history() {
    let fixture = Fixture::new();
    fixture.write("a.md", "1");
    fixture.commit("2020-01-01", "Begin");
    let beside = tempfile::tempdir().unwrap();
    let to = beside.path().join("tree");
    fixture.git(
        "2020-01-01",
        &["worktree", "add", "--quiet", to.to_str().unwrap()],
    );
    let repository = almanac_history::Repository::discover(&to).unwrap().unwrap();
    assert_eq!(Histories::of(repository, None).messages("a.md"), ["Begin"]);
}

#[test]
fn histories_of_the_longer_hash_are_read() {
    let fixture = Fixture::with(&["--object-format=sha256"]);
    let file = fixture.path().join(".git/almanac-index");
    fixture.write("a.md", "1");
    fixture.commit("2020-01-01", "Begin");
    for _ in 0..2 {
        let history = Histories::of(fixture.open(""), Some(&file));
        assert_eq!(history.messages("a.md"), ["Begin"]);
        assert_eq!(history.index.tip().unwrap().len(), 64);
    }
}

/// The words of the newest commit.
fn words(fixture: &Fixture) -> almanac_history::CommitWords {
    let newest = fixture.git("2020-01-01", &["rev-parse", "HEAD"]);
    fixture.open("").commit_words(&newest).unwrap().unwrap()
}

/// A commit whose bytes are given, as HEAD.
fn commit_bytes(fixture: &Fixture, head: &str, message: &[u8]) {
    let tree = fixture.git("2020-01-01", &["write-tree"]);
    let bytes = [format!("tree {tree}\n{head}\n\n").as_bytes(), message].concat();
    fs::write(fixture.path().join("commit"), bytes).unwrap();
    let arguments = ["hash-object", "-t", "commit", "-w", "--literally", "commit"];
    let id = fixture.git("2020-01-01", &arguments);
    fixture.git("2020-01-01", &["update-ref", "refs/heads/main", &id]);
}

const ADA: &str = "author Ada <ada@example.org> 1577880000 +0100\ncommitter Ada <ada@example.org> 1577880000 +0100";

#[test]
fn messages_are_read_by_the_encoding_that_they_name() {
    let fixture = Fixture::new();
    // "Привет" in KOI8-R, then the same without a word of that.
    let koi = b"\xf0\xd2\xc9\xd7\xc5\xd4";
    commit_bytes(&fixture, &format!("{ADA}\nencoding KOI8-R"), koi);
    assert_eq!(words(&fixture).summary, "Привет");
    commit_bytes(&fixture, ADA, koi);
    assert!(words(&fixture).summary.contains('\u{fffd}'));
    commit_bytes(
        &fixture,
        &format!("{ADA}\nencoding nonsense"),
        "Grüße".as_bytes(),
    );
    assert_eq!(words(&fixture).summary, "Grüße");
    commit_bytes(
        &fixture,
        ADA,
        "A\u{7}\u{85}B\u{c}C\u{202e}D\0E\n\n\u{1b}[31mred".as_bytes(),
    );
    let found = words(&fixture);
    assert_eq!((&*found.summary, &*found.rest), ("AB CDE", "[31mred"));
}

#[test]
fn messages_of_every_length_are_a_line_and_the_rest() {
    let fixture = Fixture::new();
    for message in ["", "\n\n \n"] {
        commit_bytes(&fixture, ADA, message.as_bytes());
        let found = words(&fixture);
        assert_eq!((&*found.summary, &*found.rest), ("", ""));
    }
    commit_bytes(
        &fixture,
        ADA,
        "Two\nlines\n\n<b>The</b> rest\n\nof it\n".as_bytes(),
    );
    let found = words(&fixture);
    assert_eq!(
        (&*found.summary, &*found.rest),
        ("Two lines", "<b>The</b> rest\n\nof it")
    );
    commit_bytes(&fixture, ADA, "long ".repeat(1 << 20).as_bytes());
    let found = words(&fixture);
    assert!(found.summary.chars().count() <= 301 && found.rest.len() <= 64 << 10);
}

#[test]
fn everybody_who_wrote_it_is_named_by_the_newest_mailmap() {
    let fixture = Fixture::new();
    fixture.write(
        ".mailmap",
        "Ada L <ada@example.org> Old Name <old@example.org>\n",
    );
    let head = ADA.replace("Ada <ada@example.org>", "Old Name <old@example.org>");
    let message = "Change\n\nWhy.\n\nCo-authored-by: Bob <bob@example.org>\nco-authored-by: Old Name <old@example.org>\nAlmanac-Program: fetcher 1.2\n";
    commit_bytes(&fixture, &head, message.as_bytes());
    let found = words(&fixture);
    let names: Vec<&str> = found.authors.iter().map(|person| &*person.name).collect();
    assert_eq!(names, ["Ada L", "Bob"]);
    assert_eq!(found.authors[0].email, "ada@example.org");
    assert_eq!(found.program.as_deref(), Some("fetcher 1.2"));
    assert_eq!(found.rest, "Why.");
}

#[test]
fn a_date_that_can_not_be_costs_itself_only() {
    let fixture = Fixture::new();
    fixture.write("a.md", "1");
    fixture.commit("2020-01-01", "Begin");
    for time in ["18446744073709551615 +0000", "", "x", "7 -13068837"] {
        let head = format!("author Ada <a> {time}\ncommitter Ada <a> {time}");
        let parent = fixture.git("2020-01-01", &["rev-parse", "HEAD"]);
        fixture.write("a.md", time);
        fixture.git("2020-01-01", &["add", "a.md"]);
        commit_bytes(&fixture, &format!("parent {parent}\n{head}"), b"Odd");
    }
    fixture.write("a.md", "2");
    fixture.commit("2020-01-02", "Last");
    let messages = fixture.history().messages("a.md");
    assert_eq!(messages, ["Last", "Odd", "Odd", "Odd", "Odd", "Begin"]);
}

#[test]
fn pages_are_dated_by_when_they_were_recorded_and_one_broken_date_costs_itself_only() {
    let fixture = Fixture::new();
    fixture.write("a.md", "1");
    fixture.write("b.md", "1");
    fixture.git("2020-01-01", &["add", "--all"]);
    let message = ["commit", "--quiet", "--message", "Mailed"];
    fixture.git_between("2020-01-01", "2020-06-01", &message);
    let parent = fixture.git("2020-01-01", &["rev-parse", "HEAD"]);
    fixture.write("b.md", "2");
    fixture.git("2020-01-01", &["add", "b.md"]);
    let head = "author Ada <a> x\ncommitter Ada <a> 18446744073709551615 +0000";
    commit_bytes(&fixture, &format!("parent {parent}\n{head}"), b"Odd");
    let dates = fixture.open("").last_changed(&fixture::LineJudge);
    assert_eq!(dates.gap, None);
    let day = |file: &str| {
        dates
            .get(&file.into())
            .map(|changed| changed.date.to_string())
    };
    assert_eq!(day("a.md").as_deref(), Some("2020-06-01"));
    assert_eq!(day("b.md"), None);
    assert!(dates.is_unknown(&"b.md".into()));
    let revision = fixture.git("2020-01-01", &["rev-parse", "HEAD"]);
    let since = fixture
        .open("")
        .last_changed_since(&revision, &dates, &fixture::LineJudge);
    assert_eq!(since, dates);
}

/// Adds a commit with a file below very many folders, and one that removes it.
fn import_deep_and_flat(fixture: &Fixture) {
    let path = format!("{}x.md", "d/".repeat(6_000));
    let commit = |change: &str| {
        format!(
            "commit refs/heads/main\ncommitter Ada <ada@example.org> 1577980800 +0000\n\
             data 4\nDeep\nfrom refs/heads/main^0\n{change}\n"
        )
    };
    let added = commit(&format!("M 100644 inline {path}\ndata 1\nx"));
    let mut import = Command::new("git")
        .current_dir(fixture.path())
        .args(["fast-import", "--quiet"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = import.stdin.take().unwrap();
    input.write_all(added.as_bytes()).unwrap();
    input
        .write_all(commit(&format!("D {path}")).as_bytes())
        .unwrap();
    drop(input);
    assert!(import.wait().unwrap().success());
}

#[test]
fn a_commit_with_folders_as_deep_as_no_stack_is_passed_over() {
    let fixture = Fixture::new();
    fixture.write("a.md", "1");
    fixture.commit("2020-01-01", "Begin");
    import_deep_and_flat(&fixture);
    fixture.git("2020-01-01", &["reset", "--quiet", "--hard"]);
    fixture.write("a.md", "2");
    fixture.commit("2020-01-04", "Last");
    let history = fixture.history();
    assert_eq!(history.messages("a.md"), ["Last", "Begin"]);
    assert_eq!(history.index.gap(), None);
    let dates = fixture.open("").last_changed(&fixture::LineJudge);
    assert_eq!(dates.gap, None);
    assert!(dates.get(&"a.md".into()).is_some());
}
