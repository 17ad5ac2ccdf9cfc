//! Pages as they were, what changed in the almanac, and what was removed, as a server shows it.

use crate::fixture::Folder;
use crate::server::{Server, wait_until};

/// The page at an address, once the history has been read.
fn read(server: &Server, path: &str) -> (u16, String) {
    let mut found = (503, String::new());
    wait_until("the history is read", || {
        found = server.get(path);
        found.0 != 503
    });
    found
}

fn ok(server: &Server, path: &str) -> String {
    let (code, page) = read(server, path);
    assert_eq!(code, 200, "{path}: {page}");
    page
}

/// A page without its tags.
fn words_of(page: &str) -> String {
    let mut words = String::new();
    for part in page.split('<') {
        words.push_str(part.split_once('>').map_or(part, |(_, words)| words));
    }
    words
}

/// Commits all that was written at noon of a day. Returns the name of the revision.
fn commit(folder: &Folder, day: &str, message: &str) -> String {
    let date = format!("{day}T12:00:00+0000");
    folder.git_on(&date, &["add", "--all"]);
    folder.git_on(&date, &["commit", "--quiet", "--message", message]);
    tip(folder)
}

fn tip(folder: &Folder) -> String {
    let out = std::process::Command::new("git")
        .current_dir(folder.path())
        .args(["rev-parse", "HEAD"])
        .output()
        .unwrap();
    String::from_utf8(out.stdout).unwrap().trim().to_owned()
}

const CONFIG: &str = "title = \"Bees\"\nlanguages = [\"de\"]\nbase_url = \"https://old.example/sub/\"\n\
    [kinds]\ninsect = \"Insect\"\n[properties.bees]\nlabel = \"Bees\"\ntype = \"quantity\"\nunit = \"bees\"\n";

const HIVE: &str = "---\nid: hive01\ntitle: The hive\nkind: insect\nsummary: Where bees live.\nfacts:\n  \
    bees: { value: 20000, as_of: 2020-01, sources: [one-src] }\nsources:\n  - { key: one-src, title: First book, \
    url: \"https://a.example/1\" }\n---\nA hive holds {{bees}} bees.[@one-src] See [[honey]] and [[Secret plans]].\n\n\
    ![A comb](../media/comb.svg)\n";

const HONEY: &str =
    "---\nid: honey1\ntitle: Honey\n---\nMade by {{hive/bees}} bees of the [[hive]].\n";

const SWARM: &str = "---\nid: swarm1\ntitle: Swarming\n---\nHow it stands.\n\n## 2019-05-01 · First swarm {#first}\n\n\
    It flew from the [[hive]].\n\n## 2020-05-01 · Second swarm {#second}\n\nAgain.\n";

fn svg(colour: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"><rect width=\"40\" height=\"30\" fill=\"{colour}\"/></svg>\n"
    )
}

/// A repository with a past: its revisions, the oldest first.
fn bees() -> (Folder, Vec<String>) {
    let folder = Folder::empty();
    folder.git(&["init", "--quiet", "--initial-branch=main"]);
    folder.git(&["config", "user.name", "Ada"]);
    folder.git(&["config", "user.email", "ada@example.org"]);
    folder.write("almanac.toml", CONFIG);
    folder.write("entries/hive.md", HIVE);
    folder.write("entries/honey.md", HONEY);
    folder.write("threads/swarm.md", SWARM);
    folder.write("media/comb.svg", &svg("gold"));
    folder.write(
        "entries/secret-plans.md",
        "---\nid: secr01\ntitle: Secret plans\n---\nHidden words.\n",
    );
    folder.write(
        "entries/gone.md",
        "---\nid: gone01\ntitle: Gone page\n---\nFirst life.\n",
    );
    folder.write(
        "entries/hive.advanced.md",
        "---\ntitle: The hive in depth\n---\nDeep words.\n",
    );
    let mut revisions = vec![commit(&folder, "2020-01-10", "Begin")];
    folder.edit(
        "entries/hive.md",
        "value: 20000, as_of: 2020-01",
        "value: 30000, as_of: 2021-01",
    );
    folder.edit("entries/hive.md", "A hive holds", "A big hive holds");
    folder.edit(
        "almanac.toml",
        "base_url = \"https://old.example/sub/\"\n",
        "",
    );
    folder.edit("almanac.toml", "insect = \"Insect\"", "animal = \"Animal\"");
    folder.edit("entries/hive.md", "kind: insect", "kind: animal");
    folder.edit(
        "entries/secret-plans.md",
        "title: Secret plans",
        "title: Secret plans\ndraft: true",
    );
    folder.write("media/comb.svg", &svg("red"));
    revisions.push(commit(&folder, "2021-02-01", "More bees"));
    folder.remove("entries/gone.md");
    folder.remove("entries/hive.advanced.md");
    revisions.push(commit(&folder, "2021-03-01", "Remove two"));
    folder.git(&["mv", "entries/honey.md", "entries/nectar.md"]);
    let swarm = SWARM.split("## 2020").next().unwrap();
    folder.write("threads/swarm.md", swarm);
    revisions.push(commit(&folder, "2021-04-01", "Rename honey, drop a swarm"));
    folder.write(
        "entries/gone.md",
        "---\nid: gone02\ntitle: Gone page again\n---\nSecond life.\n",
    );
    revisions.push(commit(&folder, "2021-05-01", "Make it again"));
    (folder, revisions)
}

#[test]
fn a_page_is_shown_as_a_revision_has_it_with_all_that_it_names() {
    let (folder, revisions) = bees();
    let server = Server::start(&folder, &["--public"]);
    let first = &revisions[0][..12];
    let page = ok(&server, &format!("/entries/hive/at/{first}"));
    for words in [
        "A hive holds",
        "20,000",
        "First book",
        "Insect",
        // The page that it links to is called otherwise now.
        "href=\"/entries/honey\"",
        "10 January 2020",
        "name=\"robots\" content=\"noindex, nofollow\"",
        "What links here, related pages and events are not shown",
    ] {
        let is_there = page.contains(words) || words_of(&page).contains(words);
        assert!(is_there, "{words}: {page}");
    }
    // Nothing records that it was read, and nothing of today stands around it.
    for words in [
        "data-entry",
        "Related pages",
        "What links here</h2>",
        "/sub/",
        "30,000",
    ] {
        assert!(!page.contains(words), "{words}: {page}");
    }
    // What is a draft now is not named by the title of then; its link is one to what nobody has written.
    assert!(!page.contains("href=\"/entries/secret-plans\""), "{page}");
    let picture = format!("/entries/hive/at/{first}/media/comb.svg");
    assert!(page.contains(&picture), "{page}");
    assert!(ok(&server, &picture).contains("gold"));
    assert!(server.page("/media/comb.svg").contains("red"));
    let headers = server.headers(&picture).to_lowercase();
    assert!(headers.contains("immutable"), "{headers}");
    // Only what the page shows is there.
    let other = server
        .get(&format!("/entries/honey/at/{first}/media/comb.svg"))
        .0;
    assert!(other == 404 || other == 302, "{other}");
    let settings = server
        .get(&format!("/entries/hive/at/{first}/almanac.toml"))
        .0;
    assert_eq!(settings, 404);
    // Facts of other pages are those of then.
    let honey = ok(&server, &format!("/entries/nectar/at/{first}"));
    assert!(
        honey.contains("20,000") && !honey.contains("30,000"),
        "{honey}"
    );
    let now = ok(
        &server,
        &format!("/entries/nectar/at/{}", &revisions[4][..7]),
    );
    assert!(now.contains("30,000") && !now.contains("20,000"), "{now}");
}

#[test]
fn a_page_is_shown_as_of_the_end_of_a_day_in_utc() {
    let (folder, _) = bees();
    let server = Server::start(&folder, &["--public", "--today", "2021-06-15"]);
    for (time, words) in [
        ("2020-01-10", "A hive holds"),
        ("2021-01-31", "end of this day"),
        ("2021-01", "A hive holds"),
        ("2021-02-01", "A big hive holds"),
        ("2021-02", "A big hive holds"),
        ("2020", "A hive holds"),
        ("2021-06-14", "A big hive holds"),
    ] {
        let page = ok(&server, &format!("/entries/hive/at/{time}"));
        assert!(page.contains(words), "{time}: {page}");
    }
    let month = ok(&server, "/entries/hive/at/2021-01");
    assert!(month.contains("at the end of this time (UTC)"), "{month}");
    for (time, words) in [
        ("2020-01-09", "no such page then"),
        ("2021-06-15", "not over"),
        ("2021-06-16", "not over"),
        ("2021", "not over"),
        ("2099", "not over"),
        ("0123abc", "no such revision"),
    ] {
        let (code, page) = read(&server, &format!("/entries/hive/at/{time}"));
        assert_eq!(code, 404, "{time}");
        assert!(page.contains(words), "{time}: {page}");
    }
    for time in ["HEAD", "main", "--all", "2021-02-30", "012345"] {
        let (code, _) = server.get(&format!("/entries/hive/at/{time}"));
        assert_eq!(code, 404, "{time}");
    }
}

#[test]
fn a_picture_beside_its_page_is_shown_as_it_was_and_a_page_that_lay_elsewhere_is_dated() {
    let folder = Folder::repository();
    let page = "---\nid: red001\ntitle: Red\nsummary: A colour.\n---\nRed. ![A square](red.svg)\n";
    let square = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>";
    folder.write("entries/red.md", page);
    folder.write("entries/red.svg", square);
    let first = commit(&folder, "2021-02-04", "Begin");
    let server = Server::start(&folder, &["--public"]);
    let shown = ok(&server, &format!("/entries/red/at/{first}"));
    let (_, source) = shown.split_once("src=\"/entries/red/at/").unwrap();
    let source = format!("/entries/red/at/{}", source.split('"').next().unwrap());
    assert!(ok(&server, &source).contains("<svg"));
    drop(server);
    folder.git_on("2021-02-05T12:00:00+0000", &["mv", "entries", "old"]);
    std::fs::create_dir_all(folder.path().join("docs/kb")).unwrap();
    for moved in ["old", "almanac.toml"] {
        let to = match moved {
            "old" => "docs/kb/entries",
            other => &format!("docs/kb/{other}"),
        };
        folder.git_on("2021-02-05T12:00:00+0000", &["mv", moved, to]);
    }
    commit(&folder, "2021-02-05", "Move");
    let server = Server::start(&folder, &["docs/kb", "--public"]);
    let shown = ok(&server, &format!("/entries/red/at/{first}"));
    // What it is cited by has the day of that revision.
    assert!(shown.contains("datetime=\"2021-02-04\""), "{shown}");
}

#[test]
fn what_was_written_on_another_day_says_when_it_was_recorded() {
    let folder = Folder::repository();
    let page = "---\nid: mail01\ntitle: Mail\nsummary: It takes long.\n---\nMail.\n";
    folder.write("entries/mail.md", page);
    folder.git_on("2021-02-04T12:00:00+0000", &["add", "--all"]);
    let committed = std::process::Command::new("git")
        .current_dir(folder.path())
        .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org"])
        .args(["commit", "--quiet", "--message", "Mailed"])
        .env("GIT_AUTHOR_DATE", "2020-11-02T23:00:00-0800")
        .env("GIT_COMMITTER_DATE", "2021-02-04T12:00:00+0000")
        .status()
        .unwrap();
    assert!(committed.success());
    let revision = tip(&folder);
    folder.write("entries/mail.md", &page.replace("Mail.", "More mail."));
    commit(&folder, "2021-02-05", "Go on");
    let server = Server::start(&folder, &["--public"]);
    let words = words_of(&ok(&server, "/entries/mail/history"));
    assert!(words.contains("2 November 2020"), "{words}");
    assert_eq!(words.matches("recorded on").count(), 1, "{words}");
    assert!(words.contains("recorded on 4 February 2021"), "{words}");
    let change = words_of(&ok(&server, &format!("/entries/mail/history/{revision}")));
    assert!(change.contains("recorded on 4 February 2021"), "{change}");
}

#[test]
fn in_a_shallow_clone_a_page_is_not_said_not_to_have_been() {
    let folder = Folder::repository();
    let page = "---\nid: old001\ntitle: Old\nsummary: It was.\n---\nOld.\n";
    folder.write("entries/old.md", page);
    commit(&folder, "2021-02-01", "Old");
    let new = page.replace("old001", "new001").replace("Old", "New");
    for day in ["2021-02-02", "2021-02-03", "2021-02-04"] {
        folder.write("entries/new.md", &format!("{new}{day}\n"));
        commit(&folder, day, "New");
    }
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", folder.path().display());
    let cloned = std::process::Command::new("git")
        .args(["clone", "--quiet", "--depth", "2", &from])
        .arg(clone.path().join("kb"))
        .status()
        .unwrap();
    assert!(cloned.success());
    let served = clone.path().join("kb");
    let server = Server::start(&folder, &[served.to_str().unwrap(), "--public"]);
    wait_until("the history is read", || {
        server.get("/entries/new/history").0 == 200
    });
    for time in ["2021-02-04", "2021-02-03"] {
        let (code, page) = server.get(&format!("/entries/old/at/{time}"));
        assert_eq!(code, 503, "{time}: {page}");
        assert!(page.contains("not in this copy"), "{time}: {page}");
    }
}

#[test]
fn what_can_not_be_read_any_more_is_shown_as_text() {
    let folder = Folder::repository();
    let broken = "---\ntitle: \"Broken\nfacts: [ }\n---\nBroken <b>words</b>.\n";
    folder.write("entries/broken.md", broken);
    let first = commit(&folder, "2021-02-04", "Broken");
    folder.write(
        "entries/broken.md",
        "---\ntitle: Mended\nsummary: So.\n---\nMended.\n",
    );
    commit(&folder, "2021-02-05", "Mend");
    let server = Server::start(&folder, &["--public"]);
    let page = ok(&server, &format!("/entries/broken/at/{first}"));
    assert!(page.contains("can’t be read"), "{page}");
    assert!(page.contains("Broken"), "{page}");
}

#[test]
fn a_removed_page_is_gone_with_its_day_and_keeps_its_past() {
    let (folder, revisions) = bees();
    folder.remove("entries/gone.md");
    commit(&folder, "2021-05-20", "Remove it again");
    let server = Server::start(&folder, &["--public", "--today", "2021-06-15"]);
    ok(&server, "/entries/hive/history");
    let (code, page) = read(&server, "/entries/gone");
    assert_eq!(code, 410, "{page}");
    assert!(page.contains("removed on 20 May 2021"), "{page}");
    assert!(page.contains("/entries/gone/history"), "{page}");
    let history = ok(&server, "/entries/gone/history");
    for words in ["Begin", "Remove two", "Make it again", "Remove it again"] {
        assert!(history.contains(words), "{words}: {history}");
    }
    // Both lives stay, and between them it was gone.
    let first = ok(&server, &format!("/entries/gone/at/{}", revisions[0]));
    assert!(
        first.contains("First life.") && first.contains("no such page now"),
        "{first}"
    );
    assert!(ok(&server, "/entries/gone/at/2021-05-10").contains("Second life."));
    let (code, between) = read(&server, "/entries/gone/at/2021-04-10");
    assert_eq!(code, 410, "{between}");
    assert!(between.contains("1 March 2021"), "{between}");
    // A depth and an event are gone by themselves.
    let (code, depth) = read(&server, "/entries/hive/advanced");
    assert_eq!(code, 410, "{depth}");
    let deep = ok(
        &server,
        &format!("/entries/hive/advanced/at/{}", revisions[1]),
    );
    assert!(deep.contains("Deep words."), "{deep}");
    let (code, event) = read(&server, "/threads/swarm/second");
    assert_eq!(code, 410, "{event}");
    assert!(event.contains("1 April 2021"), "{event}");
    let event = ok(&server, "/threads/swarm/second/at/2021-01-01");
    assert!(event.contains("Again."), "{event}");
    let event = ok(&server, "/threads/swarm/second/history");
    assert!(
        event.contains("Rename honey, drop a swarm") && !event.contains("More bees"),
        "{event}"
    );
    // What never was is not there; what is a draft now says nothing.
    for none in [
        "/entries/never",
        "/threads/swarm/never",
        "/entries/secret-plans",
        "/entries/secret-plans/history",
    ] {
        let (code, page) = server.get(none);
        assert_eq!(code, 404, "{none}: {page}");
        assert!(!page.contains("removed on"), "{none}: {page}");
    }
}

#[test]
fn a_page_that_git_moved_is_found_under_its_former_name() {
    let (folder, revisions) = bees();
    let server = Server::start(&folder, &["--public"]);
    ok(&server, "/entries/nectar/history");
    for (from, to) in [
        ("/entries/honey".to_owned(), "/entries/nectar".to_owned()),
        (
            "/entries/honey/history".to_owned(),
            "/entries/nectar/history".to_owned(),
        ),
        (
            format!("/entries/honey/at/{}", revisions[0]),
            format!("/entries/nectar/at/{}", revisions[0]),
        ),
        (
            format!("/entries/honey/history/{}", revisions[0]),
            format!("/entries/nectar/history/{}", revisions[0]),
        ),
    ] {
        let headers = server.headers(&from);
        assert!(
            headers.contains(" 302 ") || headers.contains(" 308 "),
            "{from}: {headers}"
        );
        assert!(
            headers.contains(&format!("location: {to}\r\n")),
            "{from}: {headers}"
        );
        ok(&server, &to);
    }
}

#[test]
fn a_page_is_cited_by_its_revision_at_an_address_that_lasts() {
    let (folder, revisions) = bees();
    let server = Server::start(
        &folder,
        &["--public", "--base-url", "https://bees.example/"],
    );
    let page = ok(&server, "/entries/hive");
    let lasting = format!(
        "https://bees.example/entries/hive/at/{}",
        &revisions[1][..12]
    );
    assert!(page.contains(&lasting), "{page}");
    let then = ok(&server, &format!("/entries/hive/at/{}", revisions[0]));
    let lasting = format!(
        "https://bees.example/entries/hive/at/{}",
        &revisions[0][..12]
    );
    assert!(then.contains(&lasting), "{then}");
    let canonical = "<link rel=\"canonical\" href=\"https://bees.example/entries/hive\">";
    assert!(then.contains(canonical), "{then}");
}

#[test]
fn changes_are_listed_with_what_changed_and_narrowed_by_address() {
    let (folder, revisions) = bees();
    let honey = folder.read("entries/nectar.md");
    folder.write("entries/nectar.md", &honey.replace('\n', "\r\n"));
    commit(&folder, "2021-05-02", "From another system");
    folder.write("README.md", "# Not a page\n");
    commit(&folder, "2021-05-03", "Only for programmers");
    folder.edit(
        "entries/secret-plans.md",
        "Hidden words.",
        "More hidden words.",
    );
    commit(&folder, "2021-05-04", "Secret work");
    let server = Server::start(&folder, &["--public"]);
    ok(&server, "/entries/hive/history");
    let page = server.page("/changes");
    for words in [
        "More bees",
        "Bees 20,000 → 30,000 bees",
        "Remove two",
        "Gone page",
        "Ada",
        "removed",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    for words in [
        "Secret",
        "Only for programmers",
        "From another system",
        "ada@example.org",
    ] {
        assert!(!page.contains(words), "{words}: {page}");
    }
    assert!(
        server
            .page("/changes?lines=all")
            .contains("From another system")
    );
    let facts = server.page("/changes?change=facts");
    assert!(
        facts.contains("More bees") && !facts.contains("Make it again"),
        "{facts}"
    );
    let events = server.page("/changes?change=events&type=thread");
    assert!(
        events.contains("drop a swarm") && !events.contains("More bees"),
        "{events}"
    );
    assert!(
        server
            .page("/changes?who=bo")
            .contains("Nothing of this kind")
    );
    assert!(server.page("/changes?who=ada").contains("More bees"));
    let behind = server.page(&format!("/changes?behind={}", &revisions[1][..10]));
    assert!(
        behind.contains("Begin") && !behind.contains("More bees"),
        "{behind}"
    );
    let one = server.page(&format!("/changes/{}", revisions[2]));
    assert!(
        one.contains("Remove two") && one.contains("/entries/gone"),
        "{one}"
    );
    assert_eq!(server.get(&format!("/changes/{}", tip(&folder))).0, 404);
}

#[test]
fn versions_of_a_page_are_told_apart_in_the_list_of_changes() {
    let (folder, _) = bees();
    let depth = "---\ntitle: Hive\nsummary: A home.\nlevel: introductory\n---\nBees live here.\n";
    folder.write("entries/hive.introductory.md", depth);
    commit(&folder, "2021-05-02", "For beginners");
    let server = Server::start(&folder, &["--public"]);
    ok(&server, "/entries/hive/history");
    let page = server.page("/changes");
    assert!(page.contains("Hive, introductory"), "{page}");
}

#[test]
fn the_feed_of_changes_has_one_entry_for_each_change() {
    let (folder, revisions) = bees();
    let server = Server::start(
        &folder,
        &["--public", "--base-url", "https://bees.example/"],
    );
    ok(&server, "/entries/hive/history");
    let feed = server.page("/changes/feed.xml");
    assert_eq!(feed.matches("<entry>").count(), 5, "{feed}");
    for revision in &revisions {
        let id = format!("<id>tag:bees.example,2026:/changes/{revision}</id>");
        assert!(feed.contains(&id), "{feed}");
    }
    for words in [
        "<updated>2021-02-01T12:00:00Z</updated>",
        "<name>Ada</name>",
        "<title>More bees</title>",
        "Bees 20,000 → 30,000 bees",
    ] {
        assert!(feed.contains(words), "{words}: {feed}");
    }
    assert!(!feed.contains("rel=\"next\""), "{feed}");
}

#[test]
fn a_change_of_many_pages_is_folded_and_a_long_list_goes_on() {
    let folder = Folder::repository();
    for number in 0..300 {
        let text = format!("---\ntitle: Page {number}\nsummary: So.\n---\nIt is so.\n");
        folder.write(&format!("entries/page-{number}.md"), &text);
    }
    commit(&folder, "2021-02-04", "Import");
    for number in 0..30 {
        folder.edit(
            "entries/page-7.md",
            "It is",
            &format!("Edit {number}. It is"),
        );
        commit(&folder, "2021-02-05", &format!("Edit {number}"));
    }
    let server = Server::start(&folder, &["--public"]);
    ok(&server, "/entries/hive/history");
    let page = server.page("/changes");
    assert!(
        page.contains("Edit 29") && !page.contains("Import"),
        "{page}"
    );
    let older = page.split("rel=\"next\"").next().unwrap();
    let older = older
        .rsplit("href=\"")
        .next()
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let page = server.page(older);
    assert!(
        page.contains("Import") && page.contains("and 295 more"),
        "{page}"
    );
    assert!(page.contains("95 more are not listed"), "{page}");
    let feed = server.page("/changes/feed.xml");
    assert_eq!(feed.matches("<entry>").count(), 25);
    assert!(feed.contains("<link rel=\"next\" href=\""), "{feed}");
}

#[test]
fn the_whole_is_served_as_it_was() {
    let (folder, revisions) = bees();
    for revision in [&*revisions[0], &revisions[0][..8], "2020-06"] {
        let server = Server::start(&folder, &["--revision", revision]);
        let page = server.page("/entries/hive");
        assert!(page.contains("A hive holds"), "{page}");
        assert!(page.contains("All as it was in revision"), "{page}");
        assert!(server.page("/media/comb.svg").contains("gold"));
        assert!(!page.contains("/entries/hive/history"), "{page}");
    }
    let none = folder.run(&["serve", "--revision", "0123abcd"]);
    assert_eq!(none.code, 2, "{none}");
    assert!(none.err.contains("there is no revision"), "{none}");
}

#[test]
fn a_text_that_is_not_in_this_copy_is_said_to_be_away() {
    let (folder, revisions) = bees();
    folder.git(&["config", "uploadpack.allowFilter", "true"]);
    let copy = Folder::empty();
    let url = format!("file://{}", folder.path().display());
    let clone = ["clone", "--quiet", "--filter=blob:none", &url, "copy"];
    copy.git(&clone);
    // Nothing is fetched for a reader, so that it does not matter whether that could be.
    let mut command = copy.command(&[]);
    command.current_dir(copy.path().join("copy"));
    let server = Server::start_by(command, &["--public"]);
    let address = format!("/entries/hive/at/{}", revisions[0]);
    wait_until("the history is read", || {
        !server.get(&address).1.contains("is being read")
    });
    let (code, page) = server.get(&address);
    assert_eq!(code, 503, "{page}");
    assert!(
        page.contains("not in this copy") || page.contains("can’t be read"),
        "{page}"
    );
    assert!(!page.contains("A hive holds"), "{page}");
    assert!(server.page("/healthz").contains("\"history\":\""));
    assert!(server.page("/entries/hive").contains("A big hive"));
}

#[test]
fn packing_a_repository_costs_no_reader_an_answer() {
    let (folder, revisions) = bees();
    let server = Server::start(&folder, &["--public"]);
    ok(&server, "/entries/hive/history");
    std::thread::scope(|scope| {
        let packer = scope.spawn(|| {
            for _ in 0..3 {
                folder.git(&["repack", "-a", "-d", "--quiet"]);
                folder.git(&["pack-refs", "--all"]);
                folder.git(&["gc", "--quiet", "--prune=now"]);
            }
        });
        let mut round = 0;
        while !packer.is_finished() || round < 20 {
            let revision = &revisions[round % 5];
            let address = format!("/entries/hive/history/{}/{revision}", revisions[0]);
            let (code, page) = server.get(&address);
            assert_eq!(code, 200, "{address}: {page}");
            round = (round + 1).min(100);
        }
    });
    assert!(server.page("/healthz").contains("\"history\":null"));
}

#[test]
fn what_lay_where_nobody_looks_is_in_no_history() {
    let folder = Folder::repository();
    let config = folder.read("almanac.toml");
    folder.write(
        "almanac.toml",
        &format!("{config}\n[content]\nignore = [\"_drafts/\"]\n"),
    );
    let text = |words: &str| format!("---\nid: new001\ntitle: New\nsummary: So.\n---\n{words}\n");
    folder.write("entries/_drafts/new.md", &text("Secret words."));
    let secret = commit(&folder, "2021-02-04", "Secret draft");
    folder.git(&["mv", "entries/_drafts/new.md", "entries/new.md"]);
    folder.write("entries/new.md", &text("Open words."));
    let open = commit(&folder, "2021-02-05", "Publish it");
    let server = Server::start(&folder, &["--public"]);
    let history = ok(&server, "/entries/new/history");
    assert!(
        history.contains("Publish it") && history.contains("written"),
        "{history}"
    );
    assert!(!history.contains("Secret draft"), "{history}");
    let change = ok(&server, &format!("/entries/new/history/{open}"));
    assert!(
        change.contains("Open words.") && !change.contains("Secret"),
        "{change}"
    );
    for address in [
        format!("/entries/new/at/{secret}"),
        format!("/entries/new/history/{secret}"),
        "/entries/new/at/2021-02-04".to_owned(),
        format!("/changes/{secret}"),
    ] {
        let (code, page) = server.get(&address);
        assert!(
            code == 404 && !page.contains("Secret"),
            "{address}: {code} {page}"
        );
    }
    let changes = server.page("/changes");
    assert!(!changes.contains("Secret draft"), "{changes}");
}

#[test]
fn a_work_tree_beside_the_first_follows_its_branch_wherever_that_is_moved() {
    let folder = Folder::repository();
    let beside = Folder::empty();
    let place = beside.path().join("tree");
    folder.git(&[
        "worktree",
        "add",
        "--quiet",
        "-b",
        "side",
        place.to_str().unwrap(),
    ]);
    let mut command = folder.command(&[]);
    command.current_dir(&place);
    let server = Server::start_by(command, &["--public"]);
    ok(&server, "/entries/hive/history");
    folder.edit("entries/hive.md", "\n---\n", "\n---\nIt hums.\n\n");
    commit(&folder, "2021-02-04", "Moved from elsewhere");
    folder.git(&["update-ref", "refs/heads/side", "HEAD"]);
    wait_until("the branch is followed", || {
        let (_, page) = server.get("/entries/hive/history");
        page.contains("Moved from elsewhere")
    });
}

#[test]
fn feeds_of_events_give_the_days_when_they_were_recorded_and_changed() {
    let (folder, _) = bees();
    folder.edit("threads/swarm.md", "It flew", "It flew away");
    commit(&folder, "2021-05-10", "Say more");
    folder.edit("threads/swarm.md", "How it stands.", "How it stands now.");
    commit(&folder, "2021-05-12", "Another part of the page");
    let (published, updated) = (
        "<published>2020-01-10T00:00:00Z</published>",
        "<updated>2021-05-10T00:00:00Z</updated>",
    );
    let run = folder.run(&[
        "build",
        "--out",
        "out",
        "--base-url",
        "https://bees.example/",
    ]);
    assert_eq!(run.code, 0, "{run}");
    let feed = folder.read("out/events/feed.xml");
    assert!(feed.contains(published) && feed.contains(updated), "{feed}");
    let server = Server::start(&folder, &["--public"]);
    wait_until("the history is followed", || {
        let feed = server.page("/events/feed.xml");
        feed.contains(published) && feed.contains(updated)
    });
}

#[test]
fn a_value_that_was_changed_under_its_confirmation_is_reported() {
    let folder = Folder::repository();
    let config = folder.read("almanac.toml");
    let property = "[properties.bees]\nlabel = \"Bees\"\ntype = \"quantity\"\nunit = \"bees\"\n";
    folder.write("almanac.toml", &format!("{config}\n{property}"));
    let hive = folder.read("entries/hive.md");
    let with = |value: &str| {
        let fact = format!(
            "---\nfacts:\n  bees: {{ value: {value}, as_of: 2021-01, checked: {{ on: 2021-02-03, by: Ada }}, sources: [bee-src] }}\n\
             sources:\n  - {{ key: bee-src, title: Bees, url: \"https://bees.example\" }}\n"
        );
        hive.replacen("---\n", &fact, 1)
    };
    folder.write("entries/hive.md", &with("2000"));
    commit(&folder, "2021-02-04", "Confirm");
    assert!(!folder.run(&["check"]).out.contains("overtaken"));
    folder.write("entries/hive.md", &with("3000"));
    commit(&folder, "2021-02-05", "Change");
    let run = folder.run(&["check"]);
    let said = format!("{}{}", run.out, run.err);
    assert!(
        said.contains("the value was changed (on 2021-02-05)"),
        "{said}"
    );
}
