//! Compression, tags, and what a client need not fetch again.

use std::io::Read;

use almanac_model::Day;
use flate2::read::GzDecoder;

use crate::fixture::Server;

fn unpacked(mut reader: impl Read) -> Vec<u8> {
    let mut plain = Vec::new();
    reader.read_to_end(&mut plain).unwrap();
    plain
}

#[test]
fn who_takes_it_compressed_gets_the_same_page() {
    let server = Server::start();
    let plain = server.get("/paths/to-the-hive");
    let gzip = server.get_with("/paths/to-the-hive", &[("accept-encoding", "gzip")]);
    let brotli = server.get_with("/paths/to-the-hive", &[("accept-encoding", "gzip, br")]);
    assert_eq!(plain.header("content-encoding"), None);
    assert_eq!(gzip.header("content-encoding"), Some("gzip"));
    assert_eq!(brotli.header("content-encoding"), Some("br"));
    assert_eq!(unpacked(GzDecoder::new(gzip.body.as_slice())), plain.body);
    let reader = brotli::Decompressor::new(brotli.body.as_slice(), 1 << 12);
    assert_eq!(unpacked(reader), plain.body);
    for answer in [&plain, &gzip, &brotli] {
        assert_eq!(answer.header("vary"), Some("accept, accept-encoding"));
        let length = answer.header("content-length").unwrap();
        assert_eq!(length.parse(), Ok(answer.body.len()));
    }
}

#[test]
fn a_page_that_has_not_changed_is_not_sent_again() {
    let server = Server::start();
    for encoding in ["identity", "gzip", "br"] {
        let first = server.get_with("/entries/hive", &[("accept-encoding", encoding)]);
        let tag = first.header("etag").unwrap();
        assert!(tag.starts_with('"'), "a strong tag: {tag}");
        let headers = [("accept-encoding", encoding), ("if-none-match", tag)];
        let again = server.get_with("/entries/hive", &headers);
        assert_eq!((again.status, again.body.len()), (304, 0));
        assert_eq!(again.header("etag"), Some(tag));
        server.workspace.edit(
            "entries/hive.md",
            &format!("---\nid: hive\ntitle: Hive\n---\nChanged with {encoding}.\n"),
        );
        let changed = server.get_with("/entries/hive", &headers);
        assert_eq!(changed.status, 200);
        assert_ne!(changed.header("etag"), Some(tag));
    }
}

#[test]
fn an_edit_elsewhere_leaves_a_page_as_it_is() {
    let server = Server::start();
    let tag = server
        .get("/entries/hive")
        .header("etag")
        .map(ToOwned::to_owned);
    let text = "---\nid: swarms\ntitle: Swarms\n---\nThey swarm again.\n";
    server.workspace.edit("threads/swarms.md", text);
    let after = server.get_with(
        "/entries/hive",
        &[("if-none-match", tag.as_deref().unwrap())],
    );
    assert_eq!(after.status, 304);
}

/// Of every sort of address, also where it leads elsewhere or to nothing, compressed or not.
#[test]
fn a_head_request_is_answered_as_a_get_without_its_body() {
    let config =
        "title = \"Bees\"\nbase_url = \"https://bees.example/\"\nlanguages = [\"pt-BR\"]\n";
    let server = Server::configured(config);
    server.workspace.edit("static/hello.txt", "hello");
    let asset = format!("/assets/{}", almanac_render::assets()[0].name);
    let paths = [
        "/",
        "/entries/",
        "/entries/hive",
        "/entries/hive/",
        "/entries/apis",
        "/entries/hive.md",
        "/entries/hive.json",
        "/entries/hive.png",
        "/threads/swarms",
        "/threads/swarms/feed.xml",
        "/paths",
        "/paths/to-the-hive/1",
        "/paths/to-the-hive/end",
        "/sources/",
        "/search",
        "/search?q=hive",
        "/search.json?q=hive",
        "/search.json",
        "/feed.xml",
        "/sitemap.xml",
        "/robots.txt",
        "/llms.txt",
        "/site.webmanifest",
        "/progress/titles.json",
        "/changes",
        "/requested",
        "/none",
        "/entries/none",
        "/media/bee.png",
        "/media/none.png",
        "/hello.txt",
        "/healthz",
        &asset,
    ];
    for path in paths {
        for coding in ["identity", "gzip", "br"] {
            let headers = [("accept-encoding", coding)];
            let get = server.get_with(path, &headers);
            let head = server.request("HEAD", path, &headers);
            assert_eq!((head.status, head.body.len()), (get.status, 0), "{path}");
            assert_eq!(
                head.lasting_headers(),
                get.lasting_headers(),
                "{path}, {coding}"
            );
            assert!(head.header("content-length").is_some(), "{path}, {coding}");
        }
    }
}

#[test]
fn assets_are_kept_for_good() {
    let server = Server::start();
    for asset in almanac_render::assets() {
        let answer = server.get(&format!("/assets/{}", asset.name));
        assert_eq!(answer.body, asset.bytes, "{}", asset.name);
        assert_eq!(answer.header("content-type"), Some(asset.content_type));
        assert_eq!(
            answer.header("cache-control"),
            Some("max-age=31536000, immutable")
        );
    }
    assert_eq!(server.get("/").header("cache-control"), Some("no-cache"));
}

#[test]
fn a_server_that_runs_over_midnight_shows_the_new_day() {
    let server = Server::start();
    server.workspace.edit(
        "almanac.toml",
        "title = \"Bees\"\n[properties.weight]\ntype = \"quantity\"\nreview = \"1 year\"\n",
    );
    server.workspace.edit(
        "entries/hive.md",
        "---\nid: hive\ntitle: Hive\nfacts:\n  weight: { value: 5, as_of: 2025-11-24, sources: [scale-log] }\n\
         sources:\n  - { key: scale-log, title: Log, url: \"https://example.org/log\", accessed_date: 2025-12-01 }\n---\nA home.\n",
    );
    let fresh = server.get("/entries/hive");
    server.workspace.set_today(Day::constant(2026, 11, 25));
    let stale = server.get("/entries/hive");
    assert_ne!(fresh.text(), stale.text());
    assert_ne!(fresh.header("etag"), stale.header("etag"));
    server.workspace.set_today(Day::constant(2026, 11, 24));
    assert_eq!(server.get("/entries/hive").text(), fresh.text());
}

#[test]
fn a_static_file_is_sent_once_and_has_the_type_that_its_name_says() {
    let server = Server::start();
    for (file, text) in [
        ("static/CNAME", "bees.example.org"),
        ("static/fonts/bee sans.woff2", "not really a font"),
        ("static/favicon.ico", "not really an icon"),
        ("static/about/index.html", "<p>About</p>"),
        ("static/entries/hive", "not ours to give"),
    ] {
        server.workspace.edit(file, text);
    }
    for (path, content_type) in [
        ("/CNAME", "application/octet-stream"),
        ("/fonts/bee%20sans.woff2", "font/woff2"),
        ("/favicon.ico", "image/x-icon"),
        ("/about/", "text/html; charset=utf-8"),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some(content_type));
        assert_eq!(answer.header("cache-control"), Some("no-cache"));
        let is_document = !content_type.starts_with("font/");
        assert_eq!(
            answer.header("content-security-policy").is_some(),
            is_document
        );
        let tag = answer.header("etag").unwrap();
        let kept = server.get_with(path, &[("if-none-match", tag)]);
        assert_eq!((kept.status, kept.body.len()), (304, 0), "{path}");
    }
    assert!(server.get("/entries/hive").text().contains("A home."));
    let folder = server.get("/about");
    assert_eq!(
        (folder.status, folder.header("location")),
        (308, Some("/about/"))
    );
}

#[test]
fn a_theme_is_an_asset_that_is_kept_for_good() {
    let server = Server::configured("title = \"Bees\"\n[theme]\naccent = \"#0b3d91\"\n");
    let page = server.get("/").text().to_owned();
    let sheet = page.rsplit("stylesheet\" href=\"").next().unwrap();
    let sheet = server.get(sheet.split('"').next().unwrap());
    assert!(sheet.text().contains("--red: light-dark(#0b3d91, "));
    assert_eq!(
        sheet.header("cache-control"),
        Some("max-age=31536000, immutable")
    );
}
