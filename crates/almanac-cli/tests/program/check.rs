//! `almanac check`.

use std::process::Stdio;

use insta::assert_snapshot;

use crate::fixture::Folder;

#[test]
fn an_almanac_that_is_right_is_said_to_be() {
    let folder = Folder::almanac();
    assert_snapshot!(folder.run(&["check"]), @"
    exit 0
    --- out
    no errors, no warnings in 5 files (2 entries, 1 thread, 1 path), N ms
    ");
}

#[test]
fn a_fault_is_shown_where_it_is_and_how_to_mend_it() {
    let folder = Folder::almanac();
    folder.edit(
        "entries/hive.md",
        "level: introductory",
        "level: introductory\nkind: animal",
    );
    assert_snapshot!(folder.run(&["check", "--today", "2026-11-24"]), @r#"
    exit 1
    --- out
    error[A0401]: the kind `animal` is not declared
     --> entries/hive.md:5:7
      |
    5 | kind: animal
      |       ^^^^^^
      |
      = help: add `animal = "…"` under `[kinds]` in `almanac.toml`
      = note: `almanac explain unknown-kind` says more

    1 error, 0 warnings in 5 files (2 entries, 1 thread, 1 path), N ms
    "#);
}

#[test]
fn whether_there_are_errors_is_said_though_nobody_reads_the_report() {
    let folder = Folder::almanac();
    folder.write(
        "entries/worse.md",
        "---\ntitle: Worse\nkind: none\n---\nText.\n",
    );
    for form in ["human", "json", "sarif", "github"] {
        let mut check = folder.command(&["check", "--format", form]);
        let mut check = check.stdout(Stdio::piped()).spawn().unwrap();
        drop(check.stdout.take());
        assert_eq!(check.wait().unwrap().code(), Some(1), "{form}");
    }
}

#[test]
fn the_folder_may_be_named_either_way() {
    let folder = Folder::almanac();
    let (elsewhere, name) = (Folder::empty(), folder.path().display().to_string());
    let named = elsewhere.run(&["check", &name]);
    let option = elsewhere.run(&["check", "--dir", &name]);
    assert_eq!((named.code, &named.out), (0, &option.out));
    assert_eq!(elsewhere.run(&["check", &name, "--dir", &name]).code, 2);
}

#[test]
fn warnings_fail_only_if_they_are_denied() {
    let folder = Folder::almanac();
    folder.edit("entries/hive.md", "summary: Where bees live.\n", "");
    let (run, denied) = (
        folder.run(&["check"]),
        folder.run(&["check", "--deny-warnings"]),
    );
    assert!(run.out.contains("1 warning"), "{run}");
    assert_eq!((run.code, denied.code), (0, 1));
}

#[test]
fn programs_get_json_with_the_names_that_are_promised() {
    let folder = Folder::almanac();
    folder.edit(
        "entries/hive.md",
        "level: introductory",
        "level: introductory\nkind: animal",
    );
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let report = run.json();
    let fault = &report["diagnostics"][0];
    assert_eq!(
        (&fault["name"], &fault["severity"], &fault["file"]),
        (
            &"unknown-kind".into(),
            &"error".into(),
            &"entries/hive.md".into()
        )
    );
    assert_eq!(
        (
            &fault["start"]["line"],
            &fault["start"]["column"],
            &fault["end"]["line"]
        ),
        (&5.into(), &7.into(), &5.into())
    );
    assert!(fault["code"].is_string() && fault["message"].is_string() && fault["help"].is_string());
    assert_eq!(report["summary"]["errors"], 1);
    assert_eq!(folder.run(&["check", "--json"]).out, run.out);
}

#[test]
fn code_scanning_and_github_get_their_forms() {
    let folder = Folder::almanac();
    folder.edit(
        "entries/hive.md",
        "level: introductory",
        "level: introductory\nkind: animal",
    );
    let sarif = folder.run(&["check", "--format", "sarif"]);
    assert_eq!(sarif.json()["version"], "2.1.0");
    let github = folder.run(&["check", "--format", "github"]);
    assert!(
        github.out.starts_with("::error file=entries/hive.md,line="),
        "{github}"
    );
    assert_eq!((sarif.code, github.code), (1, 1));
}

#[test]
fn the_day_decides_what_is_stale() {
    let folder = Folder::almanac();
    folder.edit(
        "almanac.toml",
        "[checks]",
        "[properties.weight]\ntype = \"quantity\"\nreview = \"1 year\"\n[checks]",
    );
    folder.edit(
        "entries/hive.md",
        "id: hive\n",
        "id: hive\nfacts:\n  weight: { value: 5, as_of: 2025-11-24, sources: [scale-log] }\n\
         sources:\n  - { key: scale-log, title: Log, url: \"https://example.org/log\", accessed_date: 2025-12-01 }\n",
    );
    let stale = |day| {
        folder
            .run(&["check", "--today", day])
            .out
            .contains("stale-fact")
    };
    assert_eq!((stale("2026-11-24"), stale("2026-11-25")), (false, true));
}

#[test]
fn what_can_be_mended_for_certain_is() {
    let folder = Folder::almanac();
    folder.edit("entries/hive.md", "id: hive\n", "");
    folder.edit("entries/hive.md", "[[honey-bee|bee]]", "[[HoneyBee|bee]]");
    let run = folder.run(&["check", "--fix"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.out.contains("no errors, no warnings"), "{run}");
    let text = folder.read("entries/hive.md");
    assert!(text.contains("[[honey-bee|bee]]"), "{text}");
    let id = text.lines().find_map(|line| line.strip_prefix("id: "));
    assert!(id.is_some_and(|id| !id.is_empty()), "{text}");
    // The slug stands in for an id that is not there, so what readers have read under it stays read.
    let before = folder.tree("");
    assert_eq!(folder.run(&["check", "--fix"]).code, 0);
    assert!(folder.tree("") == before);
}

#[test]
fn what_would_be_mended_is_shown_and_nothing_is_written() {
    let folder = Folder::almanac();
    folder.edit("entries/hive.md", "id: hive\n", "");
    folder.edit("entries/hive.md", "[[honey-bee|bee]]", "[[HoneyBee|bee]]");
    let before = folder.tree("entries");
    let run = folder.run(&["check", "--fix", "--dry-run"]);
    let shown = "-The home of a [[HoneyBee|bee]].\n+The home of a [[honey-bee|bee]].\n";
    assert!(run.out.contains("--- entries/hive.md\n"), "{run}");
    assert!(
        run.out.contains(shown) && run.out.contains("\n+id: "),
        "{run}"
    );
    assert!(run.to_string().contains("1 file would be mended"), "{run}");
    assert!(folder.tree("entries") == before);
}

#[test]
fn only_the_checks_that_are_named_are_shown_and_counted() {
    let folder = Folder::almanac();
    folder.edit("entries/hive.md", "level: introductory\n", "kind: animal\n");
    folder.edit("entries/hive.md", "The home", "The [[nowhere]]");
    assert_eq!(folder.run(&["check"]).code, 1);
    let run = folder.run(&["check", "--only", "unknown-link"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.out.contains("0 errors, 1 warning"), "{run}");
    assert!(!run.out.contains("unknown-kind"), "{run}");
    let wrong = folder.run(&["check", "--only", "unknown-lnik"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.to_string().contains("unknown-link"), "{wrong}");
}

#[test]
fn what_is_not_an_almanac_can_not_be_checked() {
    let folder = Folder::empty();
    folder.write("notes.txt", "");
    assert_snapshot!(folder.run(&["check"]), @"
    exit 2
    --- err
    error: the folder we are in is not an almanac: it has no `almanac.toml`. To check its Markdown as it is, try `almanac check .`
    ");
    assert_snapshot!(folder.run(&["check", "nowhere"]), @"
    exit 2
    --- err
    error: there is no folder `nowhere`. Name the folder of an almanac, or make one with `almanac init nowhere`
    ");
    assert_snapshot!(folder.run(&["check", "notes.txt"]), @"
    exit 2
    --- err
    error: `notes.txt` is a file. Name the folder of an almanac
    ");
    assert_snapshot!(folder.run(&["check", "--today", "tomorrow"]), @"
    exit 2
    --- err
    error: invalid value 'tomorrow' for '--today <YYYY-MM-DD>': write a day as YYYY-MM-DD

    For more information, try '--help'.
    ");
}

#[test]
fn who_stops_reading_is_not_told_of_a_failure() {
    use std::process::Stdio;
    let folder = Folder::almanac();
    let mut child = folder
        .command(&["explain"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn colours_are_for_terminals() {
    let folder = Folder::almanac();
    folder.edit(
        "entries/hive.md",
        "level: introductory",
        "level: introductory\nkind: animal",
    );
    assert!(!folder.run(&["check"]).out.contains('\u{1b}'));
    let forced = folder
        .command(&["check"])
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&forced.stdout).contains('\u{1b}'));
}

#[test]
fn watching_checks_again_after_every_edit() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;
    let folder = Folder::almanac();
    let mut child = folder
        .command(&["check", "--watch"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap);
    let mut summary = || {
        let is_summary = |line: &String| line.contains(" in 5 files");
        lines.find(is_summary).unwrap()
    };
    assert!(summary().starts_with("no errors"));
    folder.edit("entries/hive.md", "id: hive\n", "id: hive\nkind: animal\n");
    assert!(summary().starts_with("1 error"));
    folder.edit("entries/hive.md", "kind: animal\n", "");
    assert!(summary().starts_with("no errors"));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[cfg(unix)]
#[test]
fn mending_keeps_modes_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::almanac();
    folder.write("entries/private.md", "---\ntitle: Private\n---\nMine.\n");
    let private = folder.path().join("entries/private.md");
    std::fs::set_permissions(&private, std::fs::Permissions::from_mode(0o600)).unwrap();
    folder.write("entries/kept/real.md", "---\ntitle: Real\n---\nReal.\n");
    let link = folder.path().join("threads/linked.md");
    symlink("../entries/kept/real.md", &link).unwrap();
    folder.run(&["check", "--fix"]);
    assert!(folder.read("entries/private.md").starts_with("---\nid: "));
    let mode = std::fs::metadata(&private).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(link.is_symlink());
    assert!(folder.read("entries/kept/real.md").starts_with("---\nid: "));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_hidden_file_is_reported_and_never_published() {
    let folder = Folder::almanac();
    folder.write(".git/config", "token = secret");
    for area in ["static", "media", "entries", "templates", "data"] {
        std::fs::create_dir_all(folder.path().join(area)).unwrap();
        let link = folder.path().join(area).join("x.md");
        std::os::unix::fs::symlink("../.git/config", link).unwrap();
    }
    let check = folder.run(&["check"]);
    assert_eq!(check.code, 1, "{check}");
    for area in ["static", "media", "entries", "templates", "data"] {
        assert!(check.out.contains(&format!("{area}/x.md")), "{check}");
    }
    let build = folder.run(&["build", "--out", "site", "--allow-errors"]);
    assert_eq!(build.code, 0, "{build}");
    for (file, bytes) in folder.tree("site") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("token = secret"), "{file}");
    }
}
