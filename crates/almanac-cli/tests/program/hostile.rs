//! What is meant to harm: each is bounded in time and memory, and said.
//!
//! Bounds are generous: they hold in an unoptimized build on a busy machine, and what grows with
//! the square of its input, or is expanded, breaks them many times over.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

use crate::fixture::Folder;
use crate::server::Server;

/// The longest that any of these may take.
const PATIENCE: Duration = Duration::from_secs(60);

const MEGABYTE: u64 = 1 << 20;

/// The most memory that any of these may take. What the system counts begins with what the process
/// of the tests has when it starts the program, so less than this would say more of the tests.
const MEMORY: u64 = 1_000 * MEGABYTE;

/// The front matter of a page that is right.
const HEAD: &str = "---\nid: bad\ntitle: Bad\nlevel: introductory\nsummary: Bad.\n";

/// What a run said, after holding its time and its memory to their bounds.
fn bounded(command: &mut Command) -> String {
    let started = Instant::now();
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = String::new();
    let mut out = child.stdout.take().unwrap();
    out.read_to_string(&mut said).unwrap();
    let ended = child.wait4().unwrap();
    assert!(ended.status.code().is_some(), "it was killed: {said}");
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
    let memory = ended.rusage.maxrss;
    assert!(memory < MEMORY, "{} MB", memory / MEGABYTE);
    said
}

fn with_entry(text: &str) -> Folder {
    let folder = Folder::almanac();
    folder.write("entries/bad.md", text);
    folder
}

#[test]
fn an_entry_of_50_megabytes_is_refused_and_not_loaded() {
    let folder = with_entry(&format!("{HEAD}---\n{}", "word ".repeat(10_000_000)));
    let said = bounded(&mut folder.command(&["check"]));
    assert!(said.contains("error[A0602]: the file can't be read: it has 50.0 MB, and at most 4.0 MB are read\n --> entries/bad.md:1:1"), "{said}");
    assert!(
        said.contains("= help: split it into several files"),
        "{said}"
    );
    assert!(said.contains("1 error, 0 warnings"), "{said}");
}

#[test]
fn a_million_links_in_a_file_are_refused() {
    let folder = with_entry(&format!("{HEAD}---\n{}", "[[hive]] ".repeat(1_000_000)));
    let said = bounded(&mut folder.command(&["check"]));
    assert!(said.contains("it has 9.0 MB, and at most 4.0 MB"), "{said}");
}

/// Whether tests may take minutes: set by `cargo xtask test --long`.
fn is_long() -> bool {
    std::env::var_os("ALMANAC_TEST_LONG").is_some()
}

/// As many links as are read, or a part of them, to what is there and to what is not.
fn links(part: usize) {
    let known = "[[hive]] ".repeat(440_000 / part);
    let unknown: String = (0..240_000 / part)
        .map(|n| format!("[[hive-{n}]]{}", if n % 2 == 0 { ' ' } else { '\n' }))
        .collect();
    let one_line = "[[hives]] ".repeat(390_000 / part);
    for text in [known, unknown, one_line] {
        let folder = with_entry(&format!("{HEAD}---\n{text}"));
        for form in ["human", "json"] {
            let mut check = folder.command(&["check", "--all", "--format", form]);
            let said = bounded(&mut check);
            assert!(said.len() < 500_000, "{} bytes are said", said.len());
            let has_unknown = !text.contains("[[hive]]");
            let counted = said.contains("more of these in this file");
            assert_eq!(counted, has_unknown, "{form}");
        }
    }
}

#[test]
fn as_many_links_as_a_file_can_have_are_followed() {
    links(if is_long() { 1 } else { 4 });
}

/// Checks a folder of many files, and adds one.
fn files(count: usize) {
    let folder = Folder::almanac();
    for n in 0..count {
        let text =
            format!("---\nid: e{n}\ntitle: E{n}\nlevel: introductory\nsummary: S.\n---\nx\n");
        folder.write(&format!("entries/many/e{n}.md"), &text);
    }
    let mut check = folder.command(&["check", "--json"]);
    let said = bounded(&mut check);
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(
        report["summary"]["warnings"], count,
        "nothing leads to any of them"
    );
    assert_eq!(report["summary"]["errors"], 0);
}

#[test]
fn a_folder_of_many_files_is_checked() {
    files(if is_long() { 100_000 } else { 5_000 });
}

/// Texts that nest ten thousand deep.
fn deep() -> [String; 5] {
    [
        "- ".repeat(10_000) + "last",
        ">".repeat(10_000) + " last",
        "*a **b ".repeat(10_000) + "last" + &"** b*".repeat(10_000),
        "<div>".repeat(10_000) + "last",
        format!("last ${}x{}$", "{".repeat(10_000), "}".repeat(10_000)),
    ]
}

#[test]
fn what_nests_ten_thousand_deep_is_built_flat_and_said() {
    for text in deep() {
        let begin: String = text.chars().take(12).collect();
        let folder = with_entry(&format!("{HEAD}---\n{text}\n"));
        let said = bounded(&mut folder.command(&["check"]));
        let is_told = said.contains("warning[A0610]: this is nested more than 64 deep");
        assert_eq!(is_told, !text.contains('$'), "{begin}: {said}");
        let build = ["build", "--out", "site", "--only", "pages"];
        bounded(&mut folder.command(&build));
        let page = folder.read("site/entries/bad/index.html");
        assert!(page.contains("last"), "{begin}");
        let opened = page.matches("<li>").count() + page.matches("<blockquote").count();
        assert!(opened < 200, "{begin}: {opened}");
    }
}

#[test]
fn what_grew_with_the_square_of_a_page_is_built() {
    let footnotes: String = (0..10_000)
        .map(|n| format!("[^{n}]\n\n[^{n}]: x\n\n"))
        .collect();
    for text in ["## The same\n\n".repeat(10_000), footnotes] {
        let folder = with_entry(&format!("{HEAD}---\n{text}"));
        let build = ["build", "--out", "site", "--only", "pages"];
        bounded(&mut folder.command(&build));
        assert!(folder.has("site/entries/bad/index.html"));
    }
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (before, name) in ('a'..='y').zip('b'..='z') {
        let aliases = format!("*{before}, ").repeat(9);
        bomb.push_str(&format!("{name}: &{name} [{aliases}]\n"));
    }
    let folder = with_entry(&format!("{HEAD}{bomb}---\nx\n"));
    let said = bounded(&mut folder.command(&["check"]));
    assert!(
        said.contains(
            "aliases (`*name`) are not supported: repeat the value\n --> entries/bad.md:7:8"
        ),
        "{said}"
    );
}

#[test]
fn a_server_outlives_all_that_is_thrown_at_it() {
    let folder = Folder::almanac();
    let server = Server::start(&folder, &[]);
    let mut events = server.listen();
    let links: String = (0..20_000).map(|n| format!("[[hive-{n}]]\n")).collect();
    let bomb = "a: &a [x, x]\nb: [*a, *a]\n";
    let mut texts: Vec<String> = deep()
        .into_iter()
        .map(|text| format!("{HEAD}---\n{text}\n"))
        .collect();
    texts.push(format!("{HEAD}---\n{links}"));
    texts.push(format!("{HEAD}{bomb}---\nx\n"));
    texts.push(format!("{HEAD}a: {}\n---\nx\n", "[".repeat(100_000)));
    texts.push(format!("{HEAD}---\n{}", "word ".repeat(10_000_000)));
    #[cfg(unix)]
    for (to, from) in [("..", "up"), ("self.md", "self.md")] {
        std::os::unix::fs::symlink(to, folder.path().join("entries").join(from)).unwrap();
    }
    for (n, text) in texts.iter().enumerate() {
        folder.write("entries/bad.md", text);
        // Another page shows when this one has been taken in.
        folder.write(
            "threads/swarms.md",
            &format!("{}---\nRound {n}.\n", HEAD.replace("bad", "swarms")),
        );
        events.wait_until(|| {
            server
                .page("/threads/swarms")
                .contains(&format!("Round {n}."))
        });
        let (status, _) = server.get("/entries/bad");
        assert!([200, 404].contains(&status), "{status} in round {n}");
        assert!(server.page("/entries/hive").contains("The home of"));
    }
    assert!(server.page_at_desk("/").contains("unreadable-file"));
    folder.remove("entries/bad.md");
    // A link to itself is reported too.
    #[cfg(unix)]
    folder.remove("entries/self.md");
    events.wait_until(|| !server.page_at_desk("/").contains("unreadable-file"));
    if cfg!(target_os = "linux") {
        let memory = server.peak_memory();
        assert!(memory < MEMORY, "{} MB", memory / MEGABYTE);
    }
}

/// Serves where the system allows fewer watches than there are folders, if it lets us say so.
#[cfg(target_os = "linux")]
fn limited(folder: &Folder, limit: &str) -> Option<Server> {
    let script = format!("echo {limit} && exec \"$0\" \"$@\"");
    let namespace = ["--user", "--map-root-user", "sh", "-c"];
    let is_allowed = Command::new("unshare")
        .args(namespace)
        .arg(format!("echo {limit}"))
        .status()
        .is_ok_and(|status| status.success());
    if !is_allowed {
        eprintln!("skipped: no user namespace may be made here (`unshare --user`)");
        return None;
    }
    let mut command = Command::new("unshare");
    command
        .current_dir(folder.path())
        .args(namespace)
        .arg(script);
    command.arg(env!("CARGO_BIN_EXE_almanac"));
    Some(Server::start_by(command, &[]))
}

#[cfg(target_os = "linux")]
#[test]
fn where_the_system_watches_nothing_edits_are_found_by_looking() {
    for (limit, fix) in [
        (
            "0 > /proc/sys/user/max_inotify_watches",
            "sysctl fs.inotify.max_user_watches=",
        ),
        (
            "0 > /proc/sys/user/max_inotify_instances",
            "sysctl fs.inotify.max_user_instances=",
        ),
    ] {
        let folder = Folder::almanac();
        let Some(mut server) = limited(&folder, limit) else {
            return;
        };
        let said = server.says();
        assert!(
            said.contains("the folder is looked at every second instead"),
            "{said}"
        );
        assert!(said.contains(fix), "{said}");
        let mut events = server.listen();
        folder.edit("entries/hive.md", "The home", "The warm home");
        events.wait_until(|| server.page("/entries/hive").contains("The warm home"));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn where_new_folders_reach_the_limit_their_edits_are_found_by_looking() {
    let folder = Folder::almanac();
    // One for each folder that there is, and some that stay below it.
    let Some(mut server) = limited(&folder, "8 > /proc/sys/user/max_inotify_watches") else {
        return;
    };
    let said = server.says();
    assert!(said.starts_with("Serving"), "{said}");
    let mut events = server.listen();
    for n in 0..10 {
        folder.write(
            &format!("entries/new{n}/leaf{n}.md"),
            &HEAD.replace("bad", &format!("leaf{n}")),
        );
    }
    let said = server.says();
    assert!(
        said.contains("sysctl fs.inotify.max_user_watches="),
        "{said}"
    );
    folder.write(
        "entries/new9/leaf9.md",
        &format!("{}---\nAnew.\n", HEAD.replace("bad", "leaf9")),
    );
    events.wait_until(|| server.get("/entries/leaf9").1.contains("Anew."));
}
