//! Which answer each address gets.

use crate::fixture::{FILES, Server, TestWorkspace};

#[test]
fn every_kind_of_page_is_served() {
    let server = Server::start();
    for (path, words) in [
        ("/", "Bees"),
        ("/paths/", "To the hive"),
        ("/paths/to-the-hive", "Come in."),
        ("/paths/to-the-hive/2", "Hive"),
        ("/paths/to-the-hive/end", "To the hive"),
        ("/entries/honey-bee", "Honey bee"),
        ("/threads/swarms", "A swarm"),
        ("/requested", "<html"),
    ] {
        let page = server.get(path);
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(
            page.header("content-type"),
            Some("text/html; charset=utf-8"),
            "{path}"
        );
        assert!(page.text().contains(words), "{path}");
    }
}

#[test]
fn what_is_not_there_is_not_found() {
    let server = Server::start();
    for path in [
        "/entries/honey",
        "/entries/Honey",
        "/paths/to-the-hive/3",
        "/paths/to-the-hive/0",
        "/assets/none.css",
        "/assets/",
        "/media/none.png",
        "/media/../almanac.toml",
        "/almanac.toml",
        "/entries/honey-bee.md/x",
        "//example.org/",
        "/%00",
    ] {
        let page = server.get(path);
        assert_eq!(page.status, 404, "{path}");
        assert!(page.text().contains("<html"), "{path}");
    }
    assert!(
        server
            .get("/entries/honey")
            .text()
            .contains("/entries/honey-bee")
    );
}

#[test]
fn each_page_has_one_address() {
    let server = Server::start();
    for (path, location) in [
        ("/entries/honey-bee/", "/entries/honey-bee"),
        ("/paths", "/paths/"),
        ("/paths/to-the-hive/2/", "/paths/to-the-hive/2"),
        ("/entries/apis", "/entries/honey-bee"),
        ("/entries/swarms", "/threads/swarms"),
        ("/paths/old-path", "/paths/to-the-hive"),
        ("/paths/old-path/2", "/paths/to-the-hive/2"),
    ] {
        let answer = server.get(path);
        assert_eq!(
            (answer.status, answer.header("location")),
            (308, Some(location)),
            "{path}"
        );
    }
}

#[test]
fn what_leads_elsewhere_keeps_the_query() {
    let server = Server::start();
    for (path, location) in [
        (
            "/entries/honey-bee/?a=1&b=%20",
            "/entries/honey-bee?a=1&b=%20",
        ),
        ("/entries/apis?from=feed", "/entries/honey-bee?from=feed"),
    ] {
        assert_eq!(server.get(path).header("location"), Some(location));
    }
}

/// An entry that cites a work by a key.
fn citing(title: &str, key: &str) -> String {
    format!(
        "---\ntitle: {title}\nsources:\n  - {{ key: {key}, url: \"https://example.org/work\", title: A work, accessed_date: 2026-11-20 }}\n\
         ---\nIt is so.[@{key}]\n"
    )
}

#[test]
fn the_address_of_a_source_leads_to_where_it_is_shown_now() {
    let workspace = TestWorkspace::new(FILES);
    workspace.edit("entries/hive.md", &citing("Hive", "hive-book"));
    let server = Server::of(workspace.clone());
    let answer = server.get("/sources/hive-book");
    assert_eq!(answer.status, 302);
    assert_eq!(answer.header("cache-control"), Some("no-cache"));
    let (page, note) = answer.header("location").unwrap().split_once('#').unwrap();
    assert_eq!(page, "/entries/hive");
    let shown = server.get(page);
    assert!(shown.text().contains(&format!("id=\"{note}\"")), "{note}");
    // A second page that cites it gives it a page of its own, and one fewer takes it away.
    workspace.edit("entries/honey-bee.md", &citing("Honey bee", "bee-book"));
    assert_eq!(server.get("/sources/hive-book").status, 200);
    workspace.edit(
        "entries/honey-bee.md",
        "---\ntitle: Honey bee\n---\nIt flies.\n",
    );
    assert_eq!(server.get("/sources/hive-book").status, 302);
}

#[test]
fn a_query_does_not_change_the_page() {
    let server = Server::start();
    let page = server.get("/entries/hive?from=feed");
    assert_eq!(
        (page.status, page.text()),
        (200, server.get("/entries/hive").text())
    );
}

#[test]
fn an_almanac_may_live_below_a_path() {
    let config = "title = \"Bees\"\nbase_url = \"https://example.org/a/b\"\n";
    let server = Server::configured(config);
    let answer = server.get("/a/b");
    assert_eq!(
        (answer.status, answer.header("location")),
        (308, Some("/a/b/"))
    );
    let home = server.get("/a/b/");
    assert!(home.text().contains("href=\"/a/b/paths/to-the-hive\""));
    assert!(!home.text().contains("href=\"/paths/"));
    let moved = server.get("/a/b/entries/apis");
    assert_eq!(moved.header("location"), Some("/a/b/entries/honey-bee"));
    assert_eq!(server.get("/healthz").status, 200);
}

#[test]
fn a_proxy_may_take_the_path_away_below_which_an_almanac_lives() {
    let config = "title = \"Bees\"\nbase_url = \"https://example.org/a/b/\"\n";
    let server = Server::configured(config);
    for path in ["", "entries/hive", "search.json?q=hive", "media/bee.png"] {
        let (below, taken_away) = (format!("/a/b/{path}"), format!("/{path}"));
        let (below, taken_away) = (server.get(&below), server.get(&taken_away));
        assert_eq!((taken_away.status, taken_away.body), (200, below.body));
    }
    let home = server.get("/");
    let style = home.text();
    let style = style
        .split("rel=\"stylesheet\" href=\"/a/b")
        .nth(1)
        .unwrap();
    let style = style.split('"').next().unwrap();
    assert_eq!(server.get(style).status, 200, "{style}");
    // What leads elsewhere leads to where readers are.
    let moved = server.get("/entries/apis");
    assert_eq!(moved.header("location"), Some("/a/b/entries/honey-bee"));
    assert_eq!(server.get("/entries/none").status, 404);
}

#[test]
fn what_lay_at_a_path_of_another_site_is_led_on() {
    let config = "title = \"Bees\"\nbase_url = \"https://example.org/a/\"\n";
    let server = Server::configured(config);
    let text = "---\nid: bee\ntitle: Honey bee\naliases: [apis, Insects/Honey bee, /old.html, ../out, https://x.example/y]\n---\nIt.\n";
    server.workspace.edit("entries/honey-bee.md", text);
    for path in [
        "Insects/Honey%20bee",
        "insects/honey%20bee/",
        "Insects/Honey%20bee.html",
        "old.html",
        // A file of the content is found by its path too, as other programs publish it.
        "honey-bee.html",
        "honey-bee/",
    ] {
        let answer = server.get(&format!("/a/{path}"));
        assert_eq!(
            (answer.status, answer.header("location")),
            (308, Some("/a/entries/honey-bee")),
            "{path}"
        );
    }
    for path in ["out", "y", "Insects", "apis/x"] {
        assert_eq!(server.get(&format!("/a/{path}")).status, 404, "{path}");
    }
}

#[test]
fn only_reading_is_allowed() {
    let server = Server::start();
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = server.request(method, "/", &[("content-length", "0")]);
        assert_eq!(
            (answer.status, answer.header("allow")),
            (405, Some("GET, HEAD")),
            "{method}"
        );
    }
}

#[test]
fn every_answer_keeps_pages_from_harm() {
    let server = Server::start();
    for path in ["/", "/none", "/healthz", "/paths"] {
        let answer = server.get(path);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(
            answer.header("cross-origin-opener-policy"),
            Some("same-origin")
        );
        assert!(answer.header("referrer-policy").is_some());
    }
    // What other sites may show needs no more.
    let own = |path: &str| {
        let answer = server.get(path);
        let names = ["permissions-policy", "cross-origin-resource-policy"];
        names.map(|name| answer.header(name).is_some())
    };
    assert_eq!(own("/"), [true, true]);
    assert_eq!(own("/media/bee.png"), [false, false]);
}

#[test]
fn media_are_images_of_the_almanac_and_nothing_else() {
    let server = Server::start();
    let image = server.get("/media/bee.png");
    assert_eq!(
        (image.status, image.header("content-type")),
        (200, Some("image/png"))
    );
    assert_eq!(image.body, b"not really an image");
}

#[test]
fn health_says_what_is_served() {
    let server = Server::start();
    let health: serde_json::Value = serde_json::from_slice(&server.get("/healthz").body).unwrap();
    assert_eq!(health["status"], "ok");
    assert_eq!(
        (&health["entries"], &health["threads"], &health["paths"]),
        (&2.into(), &1.into(), &1.into())
    );
    assert_eq!(
        (&health["errors"], health["warnings"].is_u64()),
        (&0.into(), true)
    );
    let before = health["snapshot"].clone();
    server.workspace.edit(
        "entries/hive.md",
        "---\nid: hive\ntitle: Hive\n---\nMoved.\n",
    );
    let health: serde_json::Value = serde_json::from_slice(&server.get("/healthz").body).unwrap();
    assert_ne!(health["snapshot"], before);
}

#[test]
fn a_place_is_found_however_its_address_is_escaped() {
    let server = Server::configured("title = \"B\"\nbase_url = \"https://example.org/a/\"\n");
    let plain = server.get("/a/entries/hive");
    for written in ["/a/entries/%68ive", "/%61/%65ntries/hiv%65"] {
        let found = server.get(written);
        assert_eq!(
            (found.status, found.body),
            (200, plain.body.clone()),
            "{written}"
        );
    }
    assert_eq!(server.get("/a/%6dedia/bee.png").status, 200);
    let search = server.get("/a/%73earch.json?q=hive");
    assert_eq!(search.body, server.get("/a/search.json?q=hive").body);
    let moved = server.get("/a/entries/%61pis");
    assert_eq!(moved.header("location"), Some("/a/entries/honey-bee"));
}

#[test]
fn names_of_images_are_read_as_addresses_write_them() {
    let server = Server::start();
    assert_eq!(server.get("/media/be%65.png").status, 200);
    for outside in [
        "/media/%2e%2e/almanac.toml",
        "/media/..%2falmanac.png",
        "/media/%ff.png",
    ] {
        assert_eq!(server.get(outside).status, 404, "{outside}");
    }
}
