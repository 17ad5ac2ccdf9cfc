//! Names: of pages, images, contributors and files of a pushed tree, that lead elsewhere or mean something else on some systems.

use std::fs;

use serde_json::json;

use super::{House, git, require_harmless};
use crate::editing::{Answered, key};
use crate::fixture::Folder;
use crate::server::Server;

/// Names that are none for a page, as an address has them.
const ADDRESSES: [&str; 24] = [
    "..",
    "%2e%2e",
    "..%2F..%2Falmanac.toml",
    "..%5C..%5Calmanac.toml",
    ".git",
    ".GIT",
    ".g%E2%80%8Cit",
    "git~1",
    "GIT~1",
    "a%00",
    "a%00.md",
    "a%5Cb",
    "a%2Fb",
    "a%0d%0ax-injected:%201",
    "a.",
    "a%20",
    "a%3Astream",
    "con",
    "nul",
    "lpt1",
    "index",
    "readme",
    "%ff",
    "-",
];

#[test]
fn no_page_is_begun_under_a_name_that_means_something_else() {
    let house = House::new();
    let before = git(&house.folder, &["for-each-ref"]);
    let body = json!({ "text": "---\ntitle: A\n---\nx\n", "base": "" });
    for name in ADDRESSES {
        for (area, view) in [
            ("entries", "edit"),
            ("threads", "edit"),
            ("paths", "edit"),
            ("entries", "edit/protect"),
        ] {
            let path = format!("{area}/{name}/{view}");
            for method in ["GET", "POST"] {
                let answered = match method {
                    "GET" => house.get(&path, house.admin()),
                    _ => house.json(&path, Some(house.admin()), &body),
                };
                require_harmless(&answered, &path);
                assert!(answered.code >= 300, "{method} {path}: {answered:?}");
            }
        }
    }
    assert_eq!(git(&house.folder, &["for-each-ref"]), before);
    house.is_sound();
}

#[test]
fn a_title_makes_a_file_that_every_system_can_hold_or_none() {
    let house = House::new();
    for title in [
        "CON",
        "nul",
        "aux.",
        "COM1",
        "LPT9 ",
        "Index",
        "README",
        "..",
        ".git",
        ".GIT ",
        "git~1",
        "../../x",
        "a\\..\\b",
        "a/b",
        "hive.de",
        "x.introductory",
        "edit",
        "history",
        "at",
        "C:\\x",
        "a:b",
        "x\u{0}y",
        "a\r\nx-injected: 1",
        "\u{202e}x",
        "\u{200b}",
        "😀",
        "---",
        "con.md",
        "a\n---\ndraft: true",
        "*a",
        "&a [*a]",
        "!!binary x",
        "{{x}}",
        "# x",
    ] {
        let sent = house.json("new", Some(house.admin()), &json!({ "title": title }));
        require_harmless(&sent, title);
        assert!(matches!(sent.code, 200 | 409 | 422), "{title:?}: {sent:?}");
    }
    let listed = git(&house.folder, &["ls-files", "-z"]);
    for file in listed
        .split_terminator('\0')
        .filter(|file| *file != "almanac.toml")
    {
        let (folder, name) = file.split_once('/').unwrap();
        assert!(["entries", "threads", "paths"].contains(&folder), "{file}");
        let stem = name.strip_suffix(".md").unwrap();
        let is_plain = stem
            .chars()
            .all(|sign| sign.is_alphanumeric() || sign == '-');
        let is_taken = ["con", "nul", "aux", "com1", "lpt9", "index", "readme"].contains(&stem);
        assert!(is_plain && !is_taken, "{file}");
    }
    // What the title tried to say is its words.
    for file in listed.split_terminator('\0') {
        let text = house.folder.read(file);
        assert!(
            !text.lines().any(|line| line.starts_with("draft")),
            "{text}"
        );
    }
    house.is_sound();
}

#[test]
fn an_image_has_a_plain_name_or_is_not_taken() {
    let house = House::new();
    let before = git(&house.folder, &["for-each-ref"]);
    let gif = "R0lGODlhAQABAAAAACwAAAAAAQABAAACAnB5ADs=";
    let standing = house.get("entries/hive/edit/text", house.admin()).json();
    for name in [
        "../a.gif",
        "a/b.gif",
        "a\\b.gif",
        "..\\a.gif",
        ".git.gif",
        "a\0.gif",
        "a.gif\r\nx-injected: 1",
        "con.gif",
        "NUL.x.gif",
        "a..gif",
        ".gif",
        "a.gif ",
        "a.gif.",
        "a.gif:x",
        "\u{202e}fig.gif",
        "a.svg",
        "a.html",
        "a.GIF",
        "",
    ] {
        let media = json!([{ "name": name, "base64": gif, "licence": "CC0-1.0" }]).to_string();
        let body = json!({ "text": standing["text"], "base": standing["base"], "media": media });
        let sent = house.json("entries/hive/edit", Some(house.admin()), &body);
        require_harmless(&sent, name);
        assert_eq!(sent.code, 422, "{name:?}: {sent:?}");
    }
    for base64 in [
        "",
        "A",
        "AA",
        "AAA",
        "A===",
        "\u{e9}",
        "R0lGODlhAQ",
        &"A".repeat(20_000_000),
    ] {
        let media = json!([{ "name": "a.gif", "base64": base64 }]).to_string();
        let body = json!({ "text": standing["text"], "base": standing["base"], "media": media });
        let sent = house.json("entries/hive/edit", Some(house.admin()), &body);
        assert_eq!(sent.code, 422, "{} bytes: {sent:?}", base64.len());
    }
    assert_eq!(git(&house.folder, &["for-each-ref"]), before);
    // A form names its file as it likes; the file is called otherwise.
    let field = |name: &str, value: &str| {
        format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    for (number, name) in ["../../x.gif", "a%00b.gif", "y.html", ".git", "con.png"]
        .iter()
        .enumerate()
    {
        let text = format!(
            "{}\nNumber {number}.\n",
            house.folder.read("entries/hive.md")
        );
        let standing = house.get("entries/hive/edit/text", house.admin()).json();
        let base = standing["base"].as_str().unwrap();
        let fields = [
            ("text", &*text),
            ("base", base),
            ("image-alt", "A"),
            ("image-licence", "CC0-1.0"),
        ];
        let fields = fields.map(|(name, value)| field(name, value)).concat();
        let head = format!(
            "--XX\r\nContent-Disposition: form-data; name=\"image\"; filename=\"{name}\"\r\n\r\n"
        );
        // Of the bytes of an image, some are no text.
        let image =
            b"GIF89a\x01\0\x01\0\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02py\0;\r\n--XX--\r\n";
        let body = [fields.as_bytes(), head.as_bytes(), &image[..]].concat();
        let kind = "multipart/form-data; boundary=XX";
        let sent = house.send("entries/hive/edit", Some(house.admin()), kind, &body);
        require_harmless(&sent, name);
        assert_eq!(sent.code, 303, "{name}: {sent:?}");
    }
    let images = git(&house.folder, &["ls-files", "media"]);
    let expected =
        ["a-00b", "con-image", "image", "x", "y"].map(|name| format!("media/{name}.gif\n"));
    assert_eq!(images, expected.concat());
    house.is_sound();
}

#[test]
fn a_name_of_a_contributor_is_text_wherever_it_stands() {
    let folder = Folder::repository();
    for name in [
        "<script>hostile(1)</script>",
        "Ada\r\nx-injected: 1",
        "Ada\0",
        "",
        " ",
        "...",
        "\u{202e}adA",
    ] {
        if name.contains('\0') {
            continue;
        }
        let run = folder.run(&["key", "create", "--", name]);
        assert_eq!((run.code, &*run.out), (2, ""), "{name:?}: {run}");
    }
    let names = [
        "../../x",
        ".git",
        "Ada & \"Bob\" 'x'",
        "%2e%2e%2f",
        "con",
        "Ada: x",
        "--all",
        "%(refname)",
    ];
    let keys: Vec<String> = names
        .iter()
        .map(|name| key(&folder, &["--role", "editor", "--", name]))
        .collect();
    let server = Server::start(&folder, &["--public"]);
    for (name, key) in names.iter().zip(&keys) {
        let authorization = format!("authorization: Bearer {key}");
        let text = format!("{}\nBy one more.\n", folder.read("entries/hive.md"));
        let ask = |path: &str, more: &[&str]| -> Answered {
            crate::editing::ask(&server, path, &[&["-H", &authorization][..], more].concat())
        };
        let standing = ask("entries/hive/edit/text", &[]).json();
        let body = json!({ "text": text, "base": standing["base"], "summary": name }).to_string();
        let sent = ask("entries/hive/edit", &["--json", &body]);
        assert_eq!(sent.code, 200, "{name}: {sent:?}");
        assert_eq!(git(&folder, &["log", "-1", "--format=%an"]).trim(), *name);
        for page in [
            "contributors/",
            "entries/hive/history",
            "changes",
            "changes/feed.xml",
        ] {
            let shown = crate::editing::ask(&server, page, &[]);
            assert!(
                shown.code == 200 && !shown.body.contains("& \"Bob"),
                "{page}: {}",
                shown.body
            );
        }
    }
}

/// A PNG of one dot.
#[cfg(unix)]
const DOT: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

#[cfg(unix)]
#[test]
fn a_link_in_the_work_tree_or_in_a_pushed_tree_leads_nowhere() {
    use std::os::unix::fs::symlink;
    let outside = Folder::empty();
    outside.write("secret.md", "---\ntitle: Secret\n---\nOf somebody else.\n");
    outside.write("secret.png", "Of somebody else.");
    let folder = Folder::almanac();
    fs::create_dir_all(folder.path().join("media")).unwrap();
    let secret = outside.path().join("secret.md");
    symlink(&secret, folder.path().join("entries/link.md")).unwrap();
    symlink(outside.path(), folder.path().join("entries/folder")).unwrap();
    symlink(
        outside.path().join("secret.png"),
        folder.path().join("media/link.png"),
    )
    .unwrap();
    symlink("../.git/config", folder.path().join("media/config.png")).unwrap();
    folder.make_repository();
    let bare = Folder::empty();
    bare.git(&[
        "clone",
        "--quiet",
        "--bare",
        folder.path().to_str().unwrap(),
        ".",
    ]);
    for served in [folder, bare] {
        let server = Server::start(&served, &["--public", "--dir", "."]);
        let admin = key(
            &served,
            &["Ada", "--role", "admin", "--scope", "review", "--dir", "."],
        );
        let authorization = format!("authorization: Bearer {admin}");
        let head = git(&served, &["rev-parse", "HEAD"]);
        for path in [
            "entries/link",
            "entries/folder/secret",
            "entries/secret",
            "media/link.png",
            "media/config.png",
            "entries/link.md",
        ] {
            let shown = crate::editing::ask(&server, path, &[]);
            let is_shown = shown.body.contains("Of somebody else") || shown.body.contains("[core]");
            assert!(!is_shown, "{path}: {shown:?}");
        }
        for page in ["entries/link", "entries/secret"] {
            let body = json!({ "text": "---\ntitle: Mine\n---\n", "base": "" }).to_string();
            let sent = crate::editing::ask(
                &server,
                &format!("{page}/edit"),
                &["-H", &authorization, "--json", &body],
            );
            // A page of that name may be begun where there is none, but nothing is written through a link.
            assert!(sent.code != 500, "{page}: {sent:?}");
            assert!(
                page != "entries/link" || sent.code >= 400,
                "{page}: {sent:?}"
            );
        }
        assert_eq!(
            outside.read("secret.md"),
            "---\ntitle: Secret\n---\nOf somebody else.\n"
        );
        let standing =
            crate::editing::ask(&server, "entries/hive/edit/text", &["-H", &authorization]).json();
        let media = json!([{ "name": "link.png", "base64": DOT, "replace": true }]).to_string();
        let body = json!({ "text": standing["text"], "base": standing["base"], "media": media });
        let body = body.to_string();
        let sent = crate::editing::ask(
            &server,
            "entries/hive/edit",
            &["-H", &authorization, "--json", &body],
        );
        assert!((400..500).contains(&sent.code), "{sent:?}");
        assert_eq!(outside.read("secret.png"), "Of somebody else.");
        let changed = git(&served, &["diff", "--name-only", head.trim(), "HEAD"]);
        assert!(!changed.contains("link"), "{changed}");
    }
}

/// Has a proposal's commit replaced by one of another tree, as somebody may push it.
fn forge(house: &House, entries: &[(&str, &str, &str)]) {
    let folder = &house.folder;
    let scratch = Folder::empty();
    let index = scratch.path().join("index");
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new("git")
            .current_dir(folder.path())
            .env("GIT_INDEX_FILE", &index)
            .args(arguments)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    run(&["read-tree", "refs/almanac/proposals/1"]);
    for (mode, path, text) in entries {
        scratch.write("blob", text);
        // What is no file is a commit of whatever repository.
        let object = match *mode {
            "160000" => run(&["rev-parse", "HEAD"]),
            _ => run(&[
                "hash-object",
                "-w",
                scratch.path().join("blob").to_str().unwrap(),
            ]),
        };
        run(&[
            "update-index",
            "--add",
            "--cacheinfo",
            &format!("{mode},{object},{path}"),
        ]);
    }
    let tree = run(&["write-tree"]);
    let message = "<script>hostile(1)</script>\n\nProposal: 7\nAlmanac-Write: forged-00";
    let commit = run(&[
        "commit-tree",
        &tree,
        "-p",
        "refs/almanac/proposals/1~1",
        "-m",
        message,
    ]);
    assert_eq!(commit.len(), 40, "the tree can't be made");
    run(&["update-ref", "refs/almanac/proposals/1", &commit]);
}

#[test]
fn a_proposal_that_was_pushed_touches_content_only() {
    for entries in [
        &[("100644", "almanac.toml", "title = \"Taken\"\n")][..],
        &[(
            "100644",
            "templates/base.html",
            "<script>hostile(1)</script>",
        )],
        &[("100644", "static/x.js", "hostile(1)")],
        &[("100644", ".gitattributes", "* filter=x")],
        &[("100644", ".gitmodules", "[submodule \"x\"]\n\turl = -u\n")],
        &[("120000", "entries/link.md", "/etc/passwd")],
        &[("120000", "media/link.png", "../.git/config")],
        &[("160000", "entries/other", "")],
        &[(
            "100755",
            "entries/..evil.html",
            "<script>hostile(1)</script>",
        )],
        &[(
            "100644",
            "entries/nested/.hidden/x.md",
            "---\ntitle: X\n---\n",
        )],
    ] {
        let house = House::new();
        let before = git(&house.folder, &["rev-parse", "HEAD"]);
        forge(&house, entries);
        let admin = house.admins[0].clone();
        let seen = house.get("proposals/1", &admin);
        require_harmless(&seen, entries[0].1);
        let page = house.ask(
            "GET",
            "proposals/1",
            &format!("authorization: Bearer {admin}\r\n"),
            b"",
        );
        require_harmless(&page, entries[0].1);
        let seen = seen.json();
        let accept = json!({ "do": "accept", "revision": seen["revision"], "tip": seen["tip"] });
        let sent = house.json("proposals/1", Some(&admin), &accept);
        require_harmless(&sent, entries[0].1);
        assert!(sent.code >= 400, "{}: {sent:?}", entries[0].1);
        assert_eq!(
            git(&house.folder, &["rev-parse", "HEAD"]),
            before,
            "{}",
            entries[0].1
        );
    }
}
