//! `almanac serve`.

use insta::assert_snapshot;

use crate::fixture::Folder;
use crate::server::{Server, wait_until};

#[test]
fn a_folder_is_served_from_the_first_step_to_the_last() {
    let folder = Folder::almanac();
    let mut server = Server::start(&folder, &[]);
    let said = server.says();
    let (said, time) = said.rsplit_once(" in ").unwrap();
    assert_eq!(said, "Serving `.`: 2 entries, 1 thread, 1 path");
    assert!(time.ends_with(" ms"));
    assert!(server.page("/").contains("To the hive"));
    assert!(server.page("/paths/to-the-hive").contains("Come in."));
    assert!(
        server
            .page("/paths/to-the-hive/2")
            .contains("The home of a")
    );
    assert!(
        server
            .page("/paths/to-the-hive/end")
            .contains("To the hive")
    );
    assert_eq!(server.get("/paths/to-the-hive/3").0, 404);
}

#[test]
fn without_an_almanac_the_one_inside_the_binary_is_served() {
    let folder = Folder::empty();
    let mut server = Server::start(&folder, &[]);
    assert!(
        server
            .says()
            .starts_with("Serving the almanac inside the binary: ")
    );
    assert!(
        server
            .page("/paths/open-vs-closed-ai")
            .contains("who ships weights")
    );
    assert_eq!(server.get("/_live").0, 404, "nobody edits it");
}

#[test]
fn the_desk_is_opened_by_a_token_that_stays_the_same() {
    let folder = Folder::almanac();
    folder.edit("entries/hive.md", "The home", "The [[nowhere]]");
    let server = Server::start(&folder, &[]);
    assert!(
        server
            .page_at_desk("/entries/hive")
            .contains("unknown-link")
    );
    assert!(!server.page("/entries/hive").contains("unknown-link"));
    assert_eq!(folder.read(".almanac/.gitignore"), "*\n");
    let again = Server::start(&folder, &[]);
    assert!(server.token.is_some() && server.token == again.token);
    let public = Server::start(&folder, &["--public"]);
    assert_eq!(public.token, None);
    let token = server.token.as_ref().unwrap();
    let page = public.page(&format!("/entries/hive?token={token}"));
    assert!(!page.contains("unknown-link"), "there is no desk");
    // The almanac inside the program has one too.
    assert!(Server::start(&Folder::empty(), &[]).token.is_some());
}

#[test]
fn a_draft_is_shown_at_the_desk_marked_as_one() {
    let folder = Folder::almanac();
    folder.write(
        "entries/wasp.md",
        "---\ntitle: Wasp\ndraft: true\n---\nNot a [[honey-bee]].\n",
    );
    let server = Server::start(&folder, &[]);
    let page = server.page_at_desk("/entries/wasp");
    assert!(
        page.contains("Draft <span class=\"dot\">·</span> Concept"),
        "{page}"
    );
    assert!(
        server
            .page_at_desk("/search?q=wasp")
            .contains("/entries/wasp")
    );
    assert_eq!(server.get("/entries/wasp").0, 404);
    assert!(!server.page("/search?q=wasp").contains("/entries/wasp"));
    let mut events = server.listen();
    folder.edit("entries/wasp.md", "Not a", "No");
    events.wait_until(|| server.page_at_desk("/entries/wasp").contains("No "));
    assert_eq!(server.get("/entries/wasp").0, 404);
    folder.edit("entries/wasp.md", "draft: true\n", "");
    events.wait_until(|| server.get("/entries/wasp").0 == 200);
}

#[test]
fn what_is_wrong_is_printed_once_and_what_becomes_wrong_then() {
    let folder = Folder::almanac();
    folder.edit("entries/hive.md", "The home", "The [[nowhere]]");
    let mut server = Server::start(&folder, &[]);
    let mut said = |until: &str| {
        let mut all = String::new();
        while !all.contains(until) {
            all.push_str(&server.says());
            all.push('\n');
        }
        all
    };
    assert!(said("says more").contains("entries/hive.md:"));
    folder.edit("entries/honey-bee.md", "It lives", "It [[lives]]");
    let changed = said("says more");
    assert!(changed.contains("entries/honey-bee.md:"), "{changed}");
    assert!(!changed.contains("entries/hive.md:"), "{changed}");
}

#[test]
fn an_edit_is_seen_at_once() {
    let folder = Folder::almanac();
    let server = Server::start(&folder, &[]);
    let mut events = server.listen();
    folder.edit("entries/hive.md", "The home", "The warm home");
    events.wait_until(|| server.page("/entries/hive").contains("The warm home"));
}

#[test]
fn files_may_come_and_go() {
    let folder = Folder::almanac();
    let server = Server::start(&folder, &[]);
    let mut events = server.listen();
    folder.write(
        "entries/new/wasp.md",
        "---\ntitle: Wasp\n---\nNot a [[honey-bee]].\n",
    );
    events.wait_until(|| server.get("/entries/wasp").0 == 200);
    folder.edit("entries/new/wasp.md", "Not a", "No");
    events.wait_until(|| server.page("/entries/wasp").contains("No "));
    folder.remove("entries/new/wasp.md");
    events.wait_until(|| server.get("/entries/wasp").0 == 404);
}

#[test]
fn edits_are_seen_in_folders_that_come_later_or_move() {
    let folder = Folder::almanac();
    let server = Server::start(&folder, &[]);
    let mut events = server.listen();
    let says = |text: &str| server.get("/entries/wasp").1.contains(text);
    folder.write(
        "entries/far/away/wasp.md",
        "---\ntitle: Wasp\n---\nNot a [[honey-bee]].\n",
    );
    events.wait_until(|| says("Not a"));
    folder.edit("entries/far/away/wasp.md", "Not a", "No");
    events.wait_until(|| says("No "));
    std::fs::rename(
        folder.path().join("entries/far"),
        folder.path().join("entries/near"),
    )
    .unwrap();
    folder.edit("entries/near/away/wasp.md", "No", "Never a");
    events.wait_until(|| says("Never a"));
    folder.edit("entries/near/away/wasp.md", "Never a", "Hardly a");
    events.wait_until(|| says("Hardly a"));
}

#[test]
fn a_file_with_an_error_is_shown_as_it_last_was_with_a_word_to_the_editor() {
    let folder = Folder::almanac();
    let server = Server::start(&folder, &[]);
    let mut events = server.listen();
    folder.edit(
        "entries/hive.md",
        "level: introductory\n",
        "level: introductory\nkind: animal\n",
    );
    folder.edit("entries/hive.md", "The home", "The broken home");
    events.wait_until(|| server.page_at_desk("/").contains("unknown-kind"));
    let hive = server.page_at_desk("/entries/hive");
    assert!(hive.contains("The home of") && !hive.contains("The broken home"));
    assert!(hive.contains("unknown-kind"));

    // Others are followed all the same.
    folder.edit("entries/honey-bee.md", "It lives", "She lives");
    events.wait_until(|| server.page("/entries/honey-bee").contains("She lives"));
    assert!(server.page("/entries/hive").contains("The home of"));

    folder.edit("entries/hive.md", "kind: animal\n", "");
    events.wait_until(|| server.page("/entries/hive").contains("The broken home"));
    assert!(!server.page_at_desk("/").contains("unknown-kind"));
}

#[test]
fn an_error_that_was_there_from_the_start_keeps_nothing_back() {
    let folder = Folder::almanac();
    folder.edit("entries/hive.md", "level: introductory\n", "kind: animal\n");
    folder.edit(
        "paths/to-the-hive.md",
        "read: honey-bee",
        "read: honey-wasp",
    );
    let server = Server::start(&folder, &[]);
    assert!(server.page("/entries/hive").contains("The home of"));
    let mut events = server.listen();
    folder.edit("entries/honey-bee.md", "It lives", "She lives");
    events.wait_until(|| server.page("/entries/honey-bee").contains("She lives"));
    assert!(server.page("/entries/hive").contains("The home of"));
    folder.edit("entries/hive.md", "The home", "The warm home");
    events.wait_until(|| server.page("/entries/hive").contains("The warm home"));
}

#[test]
fn an_error_in_a_shared_file_keeps_nothing_else_back() {
    let folder = Folder::almanac();
    folder.write("topics.yaml", "insects:\n  title: Insects\n");
    folder.edit(
        "entries/hive.md",
        "id: hive\n",
        "id: hive\ntopics: [insects]\n",
    );
    let server = Server::start(&folder, &[]);
    let mut events = server.listen();
    folder.write("topics.yaml", "insects: [\n");
    folder.edit("almanac.toml", "title =", "title");
    folder.edit("entries/honey-bee.md", "It lives", "She lives");
    events.wait_until(|| server.page("/entries/honey-bee").contains("She lives"));
    assert!(server.page("/").contains("Bees"));
    assert!(server.page("/topics/insects").contains("Hive"));
}

#[test]
fn a_step_whose_file_is_gone_leaves_the_path_as_it_was() {
    let folder = Folder::almanac();
    let server = Server::start(&folder, &[]);
    let mut events = server.listen();
    let hive = folder.read("entries/hive.md");
    folder.remove("entries/hive.md");
    events.wait_until(|| server.page_at_desk("/").contains("unknown-step"));
    assert!(server.page("/paths/to-the-hive/2").contains("The home of"));
    folder.write("entries/hive.md", &hive);
    events.wait_until(|| !server.page_at_desk("/").contains("unknown-step"));
}

#[test]
fn a_folder_may_lie_below_a_hidden_one() {
    let outer = Folder::empty();
    let folder = Folder::almanac();
    for (file, bytes) in folder.tree("") {
        outer.write(
            &format!(".almanacs/bees/{file}"),
            &String::from_utf8(bytes).unwrap(),
        );
    }
    let server = Server::start(&outer, &[".almanacs/bees"]);
    let mut events = server.listen();
    outer.edit(
        ".almanacs/bees/entries/hive.md",
        "The home",
        "The warm home",
    );
    events.wait_until(|| server.page("/entries/hive").contains("The warm home"));
}

#[test]
fn a_commit_dates_the_page_anew() {
    let folder = Folder::repository();
    let server = Server::start(&folder, &[]);
    assert!(server.page("/entries/hive").contains("3 February 2021"));
    let mut events = server.listen();
    folder.edit("entries/hive.md", "The home", "The warm home");
    events.wait_until(|| server.page("/entries/hive").contains("The warm home"));
    folder.git(&["config", "user.name", "Another"]);
    let status = std::process::Command::new("git")
        .current_dir(folder.path())
        .env("GIT_AUTHOR_DATE", "2022-04-05T12:00:00+0000")
        .env("GIT_COMMITTER_DATE", "2022-04-05T12:00:00+0000")
        .args(["commit", "--quiet", "--all", "--message", "Warm it"])
        .status()
        .unwrap();
    assert!(status.success());
    events.wait_until(|| server.page("/entries/hive").contains("5 April 2022"));
}

#[test]
fn a_commit_dates_the_page_of_a_folder_that_became_a_repository_later() {
    let folder = Folder::almanac();
    let server = Server::start(&folder, &[]);
    let mut events = server.listen();
    let is_dated = || server.page("/entries/hive").contains("3 February 2021");
    assert!(!is_dated());
    folder.make_repository();
    events.wait_until(is_dated);
}

/// Commits all edits on a later day.
fn commit_later(folder: &std::path::Path) {
    let status = std::process::Command::new("git")
        .current_dir(folder)
        .env("GIT_AUTHOR_DATE", "2022-04-05T12:00:00+0000")
        .env("GIT_COMMITTER_DATE", "2022-04-05T12:00:00+0000")
        .args(["-c", "user.name=Another", "-c", "user.email=a@example.org"])
        .args(["commit", "--quiet", "--all", "--message", "Warm it"])
        .status()
        .unwrap();
    assert!(status.success());
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    let copied = std::process::Command::new("cp")
        .arg("-r")
        .args([from, to])
        .status();
    assert!(copied.unwrap().success());
}

/// Serves a folder below that of a test.
fn serve_below(folder: &Folder, name: &str) -> Server {
    let mut command = folder.command(&[]);
    command.current_dir(folder.path().join(name));
    Server::start_by(command, &[])
}

#[test]
fn a_commit_in_a_repository_above_dates_the_page_anew() {
    let folder = Folder::empty();
    copy(Folder::almanac().path(), &folder.path().join("bees"));
    folder.make_repository();
    let server = serve_below(&folder, "bees");
    assert!(server.page("/entries/hive").contains("3 February 2021"));
    let mut events = server.listen();
    folder.edit("bees/entries/hive.md", "The home", "The warm home");
    events.wait_until(|| server.page("/entries/hive").contains("The warm home"));
    commit_later(folder.path());
    events.wait_until(|| server.page("/entries/hive").contains("5 April 2022"));
}

#[test]
fn a_commit_in_a_worktree_or_a_submodule_dates_the_page_anew() {
    let origin = Folder::repository();
    let folder = Folder::repository();
    folder.git(&["worktree", "add", "--quiet", "tree"]);
    let address = origin.path().to_str().unwrap();
    folder.git(&[
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        address,
        "sub",
    ]);
    for name in ["tree", "sub"] {
        let place = folder.path().join(name);
        assert!(place.join(".git").is_file());
        let server = serve_below(&folder, name);
        assert!(server.page("/entries/hive").contains("3 February 2021"));
        let mut events = server.listen();
        folder.edit(
            &format!("{name}/entries/hive.md"),
            "The home",
            "The warm home",
        );
        events.wait_until(|| server.page("/entries/hive").contains("The warm home"));
        commit_later(&place);
        events.wait_until(|| server.page("/entries/hive").contains("5 April 2022"));
    }
}

#[test]
fn what_is_published_though_hidden_is_followed() {
    let folder = Folder::almanac();
    folder.write("static/.well-known/security.txt", "Contact: one\n");
    let server = Server::start(&folder, &[]);
    let mut events = server.listen();
    let address = "/.well-known/security.txt";
    assert!(server.get(address).1.contains("one"));
    folder.write("static/.well-known/more.txt", "More\n");
    events.wait_until(|| server.get("/.well-known/more.txt").0 == 200);
    folder.write("static/.well-known/security.txt", "Contact: two\n");
    assert!(server.get(address).1.contains("two"));
}

#[test]
fn a_folder_that_takes_the_place_of_the_folder_is_followed() {
    let above = Folder::empty();
    let (place, other) = (above.path().join("bees"), above.path().join("other"));
    copy(Folder::almanac().path(), &place);
    copy(Folder::almanac().path(), &other);
    above.edit("other/entries/hive.md", "The home", "The other home");
    let mut server = Server::start_by(above.command(&[]), &["bees"]);
    let mut events = server.listen();
    // The server may write its index of search meanwhile, into a folder that is being emptied.
    wait_until("the folder stays", || {
        std::fs::remove_dir_all(&place).is_ok() || !place.exists()
    });
    // While the copy goes on, the folder is looked at with some of its files missing.
    copy(&other, &place);
    events.wait_until(|| server.get("/entries/hive").1.contains("The other home"));
    // What comes later is seen too.
    above.edit("bees/entries/hive.md", "The other home", "The new home");
    events.wait_until(|| server.page("/entries/hive").contains("The new home"));
    // While there is none, the server says so.
    std::fs::rename(&place, above.path().join("away")).unwrap();
    while !server.says().contains("can't be read now") {}
    let has_status = |status: &str| server.page("/healthz").contains(&format!("\"{status}\""));
    wait_until("it is not stale", || has_status("stale"));
    assert!(server.page("/entries/hive").contains("The new home"));
    std::fs::rename(&other, &place).unwrap();
    events.wait_until(|| server.page("/entries/hive").contains("The other home"));
    wait_until("it stays stale", || has_status("ok"));
    above.edit("bees/entries/hive.md", "The other home", "The last home");
    events.wait_until(|| server.page("/entries/hive").contains("The last home"));
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_reported_as_long_as_it_is_there() {
    let folder = Folder::almanac();
    let server = Server::start(&folder, &[]);
    let mut events = server.listen();
    let is_reported = |name: &str| {
        let page = server.page_at_desk("/");
        page.contains("unreadable-file") && page.contains(name)
    };
    let place = |name: &str| folder.path().join(name);
    std::os::unix::fs::symlink("self.md", place("entries/self.md")).unwrap();
    events.wait_until(|| is_reported("self.md"));
    let made = std::process::Command::new("mkfifo")
        .arg(place("threads/pipe.md"))
        .status();
    assert!(made.unwrap().success());
    events.wait_until(|| is_reported("pipe.md") && is_reported("self.md"));
    folder.remove("entries/self.md");
    events.wait_until(|| is_reported("pipe.md") && !is_reported("self.md"));
    // Content may take the place of what is no file.
    folder.remove("threads/pipe.md");
    folder.write("threads/pipe.md", "---\ntitle: Pipe\n---\nA pipe.\n");
    events.wait_until(|| !server.page_at_desk("/").contains("unreadable-file"));
    assert!(server.page("/threads/pipe").contains("A pipe."));
}

#[cfg(unix)]
#[test]
fn another_end_of_a_link_to_the_folder_is_followed() {
    let above = Folder::empty();
    for name in ["one", "two"] {
        copy(Folder::almanac().path(), &above.path().join(name));
    }
    above.edit("two/entries/hive.md", "The home", "The second home");
    let link = above.path().join("current");
    std::os::unix::fs::symlink("one", &link).unwrap();
    let server = Server::start_by(above.command(&[]), &["current"]);
    let mut events = server.listen();
    std::os::unix::fs::symlink("two", above.path().join("next")).unwrap();
    std::fs::rename(above.path().join("next"), &link).unwrap();
    events.wait_until(|| server.page("/entries/hive").contains("The second home"));
    above.edit("two/entries/hive.md", "The second home", "The warm home");
    events.wait_until(|| server.page("/entries/hive").contains("The warm home"));
}

#[cfg(unix)]
#[test]
fn a_pipe_among_the_files_holds_nothing_up() {
    let folder = Folder::almanac();
    let server = Server::start(&folder, &[]);
    let mut events = server.listen();
    for name in ["entries/pipe.md", "entries/pipe-too.md"] {
        let made = std::process::Command::new("mkfifo")
            .arg(folder.path().join(name))
            .status();
        assert!(made.unwrap().success());
    }
    folder.edit("entries/hive.md", "The home", "The warm home");
    events.wait_until(|| server.page("/entries/hive").contains("The warm home"));
}

#[test]
fn the_site_may_live_below_a_path() {
    let folder = Folder::almanac();
    folder.edit(
        "almanac.toml",
        "title",
        "base_url = \"https://example.org/a/b/\"\ntitle",
    );
    let server = Server::start(&folder, &[]);
    assert!(server.site.ends_with("/a/b/"), "{}", server.site);
    assert!(server.page("/a/b/entries/hive").contains("The home of"));
}

#[test]
fn metrics_are_answered_on_a_listener_of_their_own() {
    let folder = Folder::almanac();
    let mut server = Server::start(&folder, &["--metrics-addr", "127.0.0.1:0"]);
    let said = server.says();
    let address = said.strip_prefix("Metrics: ").unwrap();
    server.page("/entries/hive");
    server.page("/entries/hive");
    server.get("/entries/none");
    let mut events = server.listen();
    folder.edit("entries/hive.md", "The home", "The [[warm]] home");
    events.wait_until(|| server.page("/entries/hive").contains("warm"));
    // It is counted before it is said, and seen by readers before both.
    while !server.says().starts_with("Changed") {}
    let (status, text) = server.get_from(address);
    assert_eq!(status, 200);
    let value = |name: &str| -> f64 {
        let mut lines = text.lines();
        let value = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        value
            .unwrap_or_else(|| panic!("{name} is not in {text}"))
            .parse()
            .unwrap()
    };
    assert!(value("almanac_requests_total{kind=\"page\",status=\"2xx\"}") >= 3.0);
    assert_eq!(
        value("almanac_requests_total{kind=\"page\",status=\"4xx\"}"),
        1.0
    );
    assert!(value("almanac_request_seconds_count{kind=\"page\"}") >= 4.0);
    assert!(value("almanac_cache_hits_total") >= 1.0);
    assert!(value("almanac_cache_misses_total") >= 2.0);
    assert!(value("almanac_cache_bytes") > 0.0);
    assert!(value("almanac_compile_seconds_count") >= 1.0);
    assert_eq!(value("almanac_diagnostics{severity=\"warning\"}"), 1.0);
    assert_eq!(server.get_from(&address.replace("metrics", "")).0, 404);
    assert_eq!(server.get("/metrics").0, 404, "the site never has them");
}

#[test]
fn the_address_that_is_printed_is_ours_where_another_program_has_the_other_loopback() {
    // A machine without IPv6 has but one.
    let Ok(taken) = std::net::TcpListener::bind("[::1]:0") else {
        return;
    };
    let port = taken.local_addr().unwrap().port();
    let folder = Folder::almanac();
    let server = Server::start_at(folder.command(&[]), &format!("127.0.0.1:{port}"), &[]);
    assert_eq!(server.site, format!("http://127.0.0.1:{port}/"));
    // Else `localhost` is ours by either address.
    let server = Server::start(&folder, &[]);
    let port = server.site.strip_prefix("http://localhost:").unwrap();
    let port = port.trim_end_matches('/');
    assert!(std::net::TcpStream::connect(format!("[::1]:{port}")).is_ok());
}

#[test]
fn the_site_lives_where_the_command_line_says() {
    let folder = Folder::almanac();
    let server = Server::start(&folder, &["--base-url", "https://bees.example/sub"]);
    assert!(server.site.ends_with("/sub/"), "{}", server.site);
    let canonical = "<link rel=\"canonical\" href=\"https://bees.example/sub/entries/hive\">";
    assert!(server.page("/sub/entries/hive").contains(canonical));
    let mut events = server.listen();
    folder.edit("entries/hive.md", "The home", "The warm home");
    events.wait_until(|| server.page("/sub/entries/hive").contains("The warm home"));
    assert!(server.page("/sub/entries/hive").contains(canonical));
    let refused = folder.run(&["serve", "--base-url", "https://bees.example/?a"]);
    assert!(
        refused.to_string().contains("must end before `?`"),
        "{refused}"
    );
}

#[cfg(unix)]
#[test]
fn a_hangup_has_everything_read_again_and_ends_nothing() {
    let folder = Folder::almanac();
    let mut server = Server::start(&folder, &[]);
    server.says();
    server.signal("-HUP");
    assert_eq!(server.says(), "Reading everything again");
    assert!(server.page("/entries/hive").contains("The home of"));
    assert!(server.terminate().success());
}

#[cfg(unix)]
#[test]
fn a_server_that_is_told_to_stop_stops_in_good_order() {
    let folder = Folder::almanac();
    let mut server = Server::start(&folder, &[]);
    let mut events = server.listen();
    let started = std::time::Instant::now();
    assert!(server.terminate().success());
    assert!(!events.wait(), "open pages are let go");
    assert!(started.elapsed() < std::time::Duration::from_secs(10));
}

#[test]
fn what_can_not_be_served_is_said_in_a_sentence() {
    let folder = Folder::almanac();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let run = folder.run(&["serve", "--addr", &address.to_string()]);
    let steady = run
        .to_string()
        .replace(&address.port().to_string(), "PORT")
        .replace(&(address.port() + 1).to_string(), "PORT+1");
    assert_snapshot!(steady, @"
    exit 2
    --- err
    error: port PORT is in use by another program. Choose another one: `--addr 127.0.0.1:PORT+1`
    ");
    assert_snapshot!(folder.run(&["serve", "nowhere"]), @"
    exit 2
    --- err
    error: there is no folder `nowhere`. Name the folder of an almanac, or make one with `almanac init nowhere`
    ");
    folder.write("empty/notes.txt", "");
    assert_snapshot!(folder.run(&["serve", "empty"]), @"
    exit 2
    --- err
    error: `empty` has no `almanac.toml` and no Markdown. Name a folder with Markdown, or make an almanac with `almanac init empty`
    ");
    assert_eq!(folder.run(&["serve", "--addr", "everywhere"]).code, 2);
    // A port alone is enough.
    let port = address.port().to_string();
    let run = folder.run(&["serve", "--addr", &port]);
    assert!(run.to_string().contains("is in use"), "{run}");
}
