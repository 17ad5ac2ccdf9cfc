//! A site made of files is as safe as one that is served.

use crate::fixture::Folder;
use crate::server::Server;

/// What concerns one answer, or the connection, and not what a page may do.
const OF_THE_ANSWER: [&str; 10] = [
    "cache-control",
    "connection",
    "content-length",
    "content-type",
    "date",
    "etag",
    "last-modified",
    "server-timing",
    "vary",
    "x-request-id",
];

#[test]
fn hosts_are_told_every_header_that_the_server_sends() {
    let folder = Folder::almanac();
    folder.run(&[
        "build",
        "--out",
        "site",
        "--base-url",
        "https://bees.example/",
    ]);
    let told = folder.read("site/_headers");
    let server = Server::start(&folder, &[]);
    let sent = server.headers("/entries/hive");
    let sent: Vec<&str> = sent.lines().skip(1).collect();
    let sent = sent
        .iter()
        .filter(|line| !OF_THE_ANSWER.contains(&line.split(':').next().unwrap()));
    let sent: Vec<_> = sent.collect();
    assert!(sent.len() >= 6, "{sent:?}");
    for line in sent {
        assert!(
            told.contains(&format!("\n  {line}\n")),
            "{line} is not in {told}"
        );
    }
    assert!(
        told.contains("\n/assets/*\n  cache-control: public, max-age=31536000, immutable\n"),
        "{told}"
    );
}

#[test]
fn the_script_that_finds_the_root_is_allowed_by_the_headers_too() {
    let folder = Folder::almanac();
    folder.run(&["build", "--out", "site"]);
    let page = folder.read("site/404.html");
    let policy = page
        .split("Content-Security-Policy\" content=\"")
        .nth(1)
        .unwrap();
    let policy = policy.split('"').next().unwrap().replace("&#39;", "'");
    assert!(
        policy.contains("'sha256-") && policy.contains("base-uri 'self'"),
        "{policy}"
    );
    assert!(
        folder
            .read("site/_headers")
            .contains(&format!("content-security-policy: {policy}"))
    );
    // All other pages allow no script of their own.
    let page = folder.read("site/entries/hive/index.html");
    assert!(!page.contains("sha256-"), "{page}");
}

#[test]
fn an_almanac_may_have_headers_of_its_own() {
    let folder = Folder::almanac();
    folder.write("static/_headers", "/*\n  x-ours: 1\n");
    folder.run(&["build", "--out", "site"]);
    assert_eq!(folder.read("site/_headers"), "/*\n  x-ours: 1\n");
}

#[test]
fn what_the_server_refuses_below_media_is_not_published_either() {
    let folder = Folder::almanac();
    folder.write("media/bee.png", "not really an image");
    let refused = [
        "media/x.html",
        "media/x.js",
        "media/x.zip",
        "media/x",
        "media/x.svg.xml",
    ];
    for name in refused {
        folder.write(name, "<script>alert(1)</script>");
    }
    let run = folder.run(&["build", "--out", "site"]);
    assert_eq!(run.code, 0, "{run}");
    let server = Server::start(&folder, &[]);
    for name in refused {
        assert!(!folder.has(&format!("site/{name}")), "{name}");
        assert_eq!(server.get(&format!("/{name}")).0, 404, "{name}");
    }
    assert!(folder.has("site/media/bee.png"));
    let check = folder.run(&["check"]);
    assert!(
        check
            .to_string()
            .contains("`media/x.html` is not published"),
        "{check}"
    );
}
