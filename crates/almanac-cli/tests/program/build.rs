//! `almanac build`.

use std::collections::BTreeSet;

use insta::assert_snapshot;

use crate::fixture::Folder;

#[test]
fn a_site_is_written_as_files() {
    let folder = Folder::almanac();
    folder.write("media/bee.png", "not really an image");
    assert_snapshot!(folder.run(&["build", "--out", "site", "--today", "2026-11-24"]), @"
    exit 0
    --- err
    Built 21 pages to site in N ms
    No `base_url` says where the site will lie: its links are relative, so that it works at any address, and there is no sitemap.
    ");
    let names = folder.listing("site");
    for name in [
        "index.html",
        "404.html",
        "paths/to-the-hive/index.html",
        "paths/to-the-hive/1/index.html",
        "paths/to-the-hive/end/index.html",
        "entries/honey-bee/index.html",
        "threads/swarms/index.html",
        "media/bee.png",
    ] {
        assert!(names.lines().any(|line| line == name), "{name} in {names}");
    }
    assert!(
        folder
            .read("site/entries/hive/index.html")
            .contains("The home of a")
    );
}

#[test]
fn the_same_almanac_on_the_same_day_makes_the_same_bytes() {
    let folder = Folder::repository();
    for out in ["one", "two"] {
        assert_eq!(
            folder
                .run(&["build", "--out", out, "--today", "2026-11-24"])
                .code,
            0
        );
    }
    assert!(folder.tree("one") == folder.tree("two"));
    assert!(
        folder
            .read("one/entries/hive/index.html")
            .contains("3 February 2021")
    );
}

#[test]
fn the_zone_of_the_machine_changes_no_byte() {
    let folder = Folder::almanac();
    let later = "\n## 2026-11-24 · Another swarm {#today}\n\nIt left the [[hive]].\n";
    folder.write(
        "threads/swarms.md",
        &(folder.read("threads/swarms.md") + later),
    );
    let zones = ["Pacific/Kiritimati", "Pacific/Honolulu"];
    let trees = zones.map(|zone| {
        let mut build = folder.command(&["build", "--out", "site", "--today", "2026-11-24"]);
        assert!(build.env("TZ", zone).output().unwrap().status.success());
        folder.tree("site")
    });
    assert!(trees[0] == trees[1]);
}

#[test]
fn errors_stop_a_build_before_anything_is_written() {
    let folder = Folder::almanac();
    folder.run(&["build", "--out", "site"]);
    let before = folder.tree("site");
    folder.edit(
        "entries/hive.md",
        "level: introductory",
        "level: introductory\nkind: animal",
    );
    let run = folder.run(&["build", "--out", "site"]);
    assert_snapshot!(run, @r#"
    exit 1
    --- err
    error[A0401]: the kind `animal` is not declared
     --> entries/hive.md:5:7
      |
    5 | kind: animal
      |       ^^^^^^
      |
      = help: add `animal = "…"` under `[kinds]` in `almanac.toml`
      = note: `almanac explain unknown-kind` says more

    1 error, 0 warnings in 5 files
    Nothing was written. Mend the errors, or build with `--allow-errors`.
    "#);
    assert!(folder.tree("site") == before);
    assert_eq!(folder.run(&["build", "--out", "new"]).code, 1);
    assert!(!folder.has("new"));
    let allowed = folder.run(&["build", "--out", "site", "--allow-errors"]);
    assert_eq!(allowed.code, 0, "{allowed}");
}

#[test]
fn a_site_is_replaced_and_nothing_of_the_old_one_stays() {
    let folder = Folder::almanac();
    folder.run(&["build", "--out", "site"]);
    folder.remove("threads/swarms.md");
    assert_eq!(folder.run(&["build", "--out", "site"]).code, 0);
    assert!(!folder.has("site/threads/swarms"));
    let names = folder.listing("");
    assert!(
        !names.contains("unfinished") && !names.contains(".old"),
        "{names}"
    );
}

#[test]
fn what_is_the_same_keeps_its_time() {
    let folder = Folder::almanac();
    folder.run(&["build", "--out", "site"]);
    let page = |name: &str| folder.path().join("site").join(name);
    let time = |name: &str| page(name).metadata().unwrap().modified().unwrap();
    let then = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let (same, edited) = ("entries/honey-bee/index.html", "entries/hive/index.html");
    for name in [same, edited] {
        let file = std::fs::File::options().write(true).open(page(name));
        file.unwrap().set_modified(then).unwrap();
    }
    folder.edit("entries/hive.md", "The home", "A home");
    folder.run(&["build", "--out", "site"]);
    assert_eq!(time(same), then);
    assert_ne!(time(edited), then);
    let names = folder.listing("");
    assert!(
        !names.contains("unfinished") && !names.contains(".old"),
        "{names}"
    );
}

#[test]
fn in_a_checkout_only_our_own_files_are_replaced_or_removed() {
    let folder = Folder::almanac();
    folder.write("site/.git/HEAD", "ref: refs/heads/pages\n");
    let first = folder.run(&["build", "--out", "site"]);
    assert_eq!(first.code, 0, "{first}");
    folder.write("site/CNAME", "bees.example.org");
    folder.write("site/.nojekyll", "");
    folder.write("site/entries/stray/index.html", "not ours");
    folder.remove("threads/swarms.md");
    folder.edit("entries/hive.md", "The home", "A home");
    let second = folder.run(&["build", "--out", "site"]);
    assert_eq!(second.code, 0, "{second}");
    assert_eq!(folder.read("site/.git/HEAD"), "ref: refs/heads/pages\n");
    assert_eq!(folder.read("site/CNAME"), "bees.example.org");
    assert_eq!(folder.read("site/entries/stray/index.html"), "not ours");
    assert!(folder.has("site/.nojekyll") && !folder.has("site/threads/swarms"));
    assert!(
        folder
            .read("site/entries/hive/index.html")
            .contains("A home")
    );
    let names = folder.listing("");
    assert!(!names.contains("unfinished") && !names.contains(".old"));
    // The list names what the site has, and nothing else, once what is kept of the build before is gone.
    let third = folder.run(&["build", "--out", "site"]);
    assert_eq!(third.code, 0, "{third}");
    let fresh = folder.run(&["build", "--out", "fresh"]);
    assert_eq!(fresh.code, 0, "{fresh}");
    assert_eq!(
        folder.read("site/.almanac-site"),
        folder.read("fresh/.almanac-site")
    );
    let list = folder.read("fresh/.almanac-site");
    let listed: Vec<&str> = list.lines().skip(1).collect();
    let mut all = folder.listing("fresh");
    all = all.replace(".almanac-site\n", "");
    assert_eq!(listed.join("\n"), all);
}

#[test]
fn a_file_that_is_not_ours_is_not_written_over_by_one_of_the_site() {
    let folder = Folder::almanac();
    folder.run(&["build", "--out", "site"]);
    folder.write("site/CNAME", "precious.example.org");
    folder.write("static/CNAME", "bees.example.org");
    let before = folder.tree("site");
    let run = folder.run(&["build", "--out", "site"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.err.contains("`site/CNAME` was not written by"), "{run}");
    assert!(folder.tree("site") == before);
}

#[cfg(unix)]
#[test]
fn a_hostile_list_removes_nothing_that_is_not_of_a_site() {
    let folder = Folder::almanac();
    folder.write("outside.txt", "precious");
    folder.write("elsewhere/x.txt", "precious");
    folder.write("site/.git/config", "precious");
    std::os::unix::fs::symlink("../elsewhere", folder.path().join("site/entries")).unwrap();
    let outside = folder.path().join("outside.txt");
    let list = format!(
        "../outside.txt\n{}\n.git/config\nentries/x.txt\nentries/../../outside.txt\n",
        outside.display()
    );
    folder.write("site/.almanac-site", &list);
    let run = folder.run(&["build", "--out", "site"]);
    assert_eq!(run.code, 2, "a link is in the way: {run}");
    std::fs::remove_file(folder.path().join("site/entries")).unwrap();
    std::os::unix::fs::symlink("../elsewhere", folder.path().join("site/other")).unwrap();
    folder.write("site/.almanac-site", &format!("{list}other/x.txt\n"));
    let run = folder.run(&["build", "--out", "site"]);
    assert_eq!(run.code, 0, "{run}");
    for file in ["outside.txt", "elsewhere/x.txt", "site/.git/config"] {
        assert_eq!(folder.read(file), "precious", "{file}");
    }
}

#[test]
fn what_is_not_ours_is_not_written_over() {
    let folder = Folder::almanac();
    folder.write("precious/letter.txt", "Dear");
    folder.write("file", "");
    let before = folder.tree("");
    assert_snapshot!(folder.run(&["build", "--out", "precious"]), @"
    exit 2
    --- err
    error: `precious` has files in it that `almanac build` did not write. Choose an empty folder
    ");
    assert_snapshot!(folder.run(&["build", "--out", "file"]), @"
    exit 2
    --- err
    error: `file` is a file. Choose a folder to write the site to
    ");
    assert_snapshot!(folder.run(&["build", "--out", "."]), @"
    exit 2
    --- err
    error: `.` has files in it that `almanac build` did not write. Choose an empty folder
    ");
    assert_snapshot!(folder.run(&["build", "--out", "file/below"]), @"
    exit 2
    --- err
    error: `file` can't be written to: Not a directory (os error 20)
    ");
    assert_snapshot!(folder.run(&["build"]), @"
    exit 2
    --- err
    error: the following required arguments were not provided:
      --out <DIR>

    Usage: almanac build --out <DIR> [DIR]

    For more information, try '--help'.
    ");
    assert!(folder.tree("") == before);
}

#[test]
fn an_empty_folder_may_be_written_to() {
    let folder = Folder::almanac();
    std::fs::create_dir(folder.path().join("site")).unwrap();
    assert_eq!(folder.run(&["build", "--out", "site"]).code, 0);
    assert!(folder.has("site/index.html"));
}

#[test]
fn a_former_name_still_leads_to_the_page() {
    let folder = Folder::almanac();
    folder.run(&["rename", "hive", "home"]);
    folder.run(&["build", "--out", "site"]);
    let page = folder.read("site/entries/hive/index.html");
    assert!(page.contains("url=../../entries/home/"), "{page}");
}

/// Who opened a page before a deploy still loads the files that it knows.
#[test]
fn files_of_search_stay_until_the_build_after_the_next() {
    let folder = Folder::almanac();
    let build = |out: &str| assert_eq!(folder.run(&["build", "--out", out]).code, 0);
    let pieces = || {
        let names = folder.listing("site");
        let names = names.lines().filter(|name| name.starts_with("search/p"));
        names.map(str::to_owned).collect::<BTreeSet<String>>()
    };
    build("site");
    let first = pieces();
    assert!(!first.is_empty() && folder.has("site/search/index.bin"));
    folder.edit("entries/hive.md", "The home of a", "The cosy home of a");
    build("site");
    assert!(pieces().is_superset(&first) && pieces() != first);
    build("site");
    assert!(!pieces().is_superset(&first));
    // What was kept is gone, and the folder is as if it had been built into for the first time.
    build("fresh");
    assert!(folder.tree("site") == folder.tree("fresh"));
}

#[test]
fn parts_can_be_left_out() {
    let folder = Folder::almanac();
    let run = folder.run(&["build", "--out", "site", "--only", "pages"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(!folder.has("site/entries/hive.md") && !folder.has("site/entries/hive.png"));
    assert!(!folder.has("site/search/index.bin"));
    let search = folder.read("site/search/index.html");
    assert!(search.contains("This site was built without search."));
    assert!(!search.contains("<form") && !search.contains("data-found"));
    assert!(
        !folder
            .read("site/entries/hive/index.html")
            .contains("hive.md")
    );
    assert_eq!(
        folder
            .run(&["build", "--out", "site", "--only", "nothing"])
            .code,
        2
    );
}

#[test]
fn every_page_has_its_forms_for_programs_beside_it() {
    let folder = Folder::almanac();
    folder.run(&["build", "--out", "site"]);
    let source = folder.read("entries/hive.md");
    assert_eq!(folder.read("site/entries/hive.md"), source);
    for name in [
        "threads/swarms.md",
        "paths/to-the-hive.json",
        "paths/to-the-hive.png",
    ] {
        assert!(folder.has(&format!("site/{name}")), "{name}");
    }
    let bee = folder.read("site/entries/honey-bee.json");
    let bee: serde_json::Value = serde_json::from_str(&bee).unwrap();
    assert_eq!(bee["backlinks"][0]["slug"], "hive");
}

#[test]
fn programs_are_told_what_was_built() {
    let folder = Folder::almanac();
    let run = folder.run(&["build", "--out", "site", "--json"]);
    let built = run.json();
    assert_eq!(
        (&built["out"], &built["errors"]),
        (&"site".into(), &0.into())
    );
    assert!(
        built["pages"].as_u64().unwrap() > 10 && run.err.is_empty(),
        "{run}"
    );
}

#[cfg(unix)]
#[test]
fn a_place_that_can_not_be_written_to_is_said_in_a_sentence() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::almanac();
    let shut = folder.path().join("shut");
    std::fs::create_dir(&shut).unwrap();
    set_permissions(&shut, Permissions::from_mode(0o555)).unwrap();
    let may_write_all_the_same = std::fs::write(shut.join("probe"), "").is_ok();
    let run = folder.run(&["build", "--out", "shut/site"]);
    set_permissions(&shut, Permissions::from_mode(0o755)).unwrap();
    // An administrator is stopped by no permission.
    if !may_write_all_the_same {
        assert_eq!(run.code, 2, "{run}");
        assert!(
            run.err.starts_with("error: `shut` can't be written to: "),
            "{run}"
        );
    }
}

#[test]
fn translations_are_files_too_and_so_are_the_ways_to_them_from_former_names() {
    let folder = Folder::almanac();
    folder.edit(
        "entries/hive.md",
        "title: Hive",
        "title: Hive\naliases: [nest]",
    );
    folder.run(&["new", "translation", "hive", "ar"]);
    folder.run(&["new", "translation", "path:to-the-hive", "ar"]);
    let run = folder.run(&["build", "--out", "site"]);
    assert_eq!(run.code, 0, "{run}");
    for name in [
        "site/ar/entries/hive/index.html",
        "site/ar/entries/hive.md",
        "site/ar/entries/hive.json",
        "site/ar/paths/to-the-hive/index.html",
        "site/ar/paths/to-the-hive/2/index.html",
        "site/ar/paths/to-the-hive/end/index.html",
    ] {
        assert!(folder.has(name), "{name}");
    }
    let moved = folder.read("site/ar/entries/nest/index.html");
    assert!(moved.contains("/ar/entries/hive"), "{moved}");
    let original = folder.read("site/entries/hive/index.html");
    assert!(original.contains("hreflang=\"ar\""), "{original}");
}

#[test]
fn the_almanac_inside_the_program_is_published_only_when_it_is_asked_for() {
    let folder = Folder::empty();
    let refused = folder.run(&["build", "--out", "site"]);
    assert_eq!(refused.code, 2, "{refused}");
    assert!(refused.err.contains("try `almanac build .`"), "{refused}");
    assert!(folder.tree("").is_empty());
    assert_eq!(folder.run(&["build", ".", "--out", "site"]).code, 2);
    let built = folder.run(&[
        "build",
        "--from-embedded",
        "--out",
        "site",
        "--only",
        "pages",
    ]);
    assert_eq!(built.code, 0, "{built}");
    assert!(folder.has("site/index.html"));
    assert_eq!(
        folder
            .run(&["build", "x", "--from-embedded", "--out", "y"])
            .code,
        2
    );
}

#[test]
fn a_build_says_how_many_warnings_there_are() {
    let folder = Folder::almanac();
    folder.edit("entries/hive.md", "The home", "The [[nowhere]]");
    let ran = folder.run(&["build", "--out", "site", "--today", "2026-11-24"]);
    let said = ran.to_string();
    assert!(
        said.contains("1 warning: `almanac check` shows them."),
        "{said}"
    );
}
