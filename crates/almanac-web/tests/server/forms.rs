//! The forms of pages for programs, and which client gets which.

use crate::fixture::{FILES, Server, TestWorkspace};

const CHROMIUM: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8";

#[test]
fn a_page_is_markdown_for_who_would_rather_have_that() {
    let server = Server::start();
    let (file, source) = FILES[2];
    assert_eq!(file, "entries/hive.md");
    let markdown = server.get_with("/entries/hive", &[("accept", "text/markdown")]);
    assert_eq!(markdown.status, 200);
    assert_eq!(markdown.text(), source);
    assert_eq!(
        markdown.header("content-type"),
        Some("text/markdown; charset=utf-8")
    );
    let html = server.get_with("/entries/hive", &[("accept", CHROMIUM)]);
    assert_eq!(html.text(), server.get("/entries/hive").text());
    assert_eq!(
        html.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    for answer in [&markdown, &html] {
        assert_eq!(answer.header("vary"), Some("accept, accept-encoding"));
    }
    assert_ne!(markdown.header("etag"), html.header("etag"));
}

#[test]
fn a_tag_of_one_form_does_not_stand_for_the_other() {
    let server = Server::start();
    let tag = server.get("/entries/hive");
    let tag = tag.header("etag").unwrap();
    let headers = [("accept", "text/markdown"), ("if-none-match", tag)];
    assert_eq!(server.get_with("/entries/hive", &headers).status, 200);
    let again = server.get_with("/entries/hive", &[("if-none-match", tag)]);
    assert_eq!(again.status, 304);
    assert_eq!(again.header("vary"), Some("accept, accept-encoding"));
}

#[test]
fn every_form_has_an_address_of_its_own() {
    let server = Server::start();
    for (path, content_type, words) in [
        (
            "/entries/honey-bee.md",
            "text/markdown; charset=utf-8",
            "[[hive]]",
        ),
        (
            "/threads/swarms.md",
            "text/markdown; charset=utf-8",
            "## 2020 · A swarm",
        ),
        (
            "/paths/to-the-hive.md",
            "text/markdown; charset=utf-8",
            "why: First.",
        ),
        (
            "/entries/honey-bee.json",
            "application/json",
            "\"title\": \"Honey bee\"",
        ),
        (
            "/threads/swarms.json",
            "application/json",
            "\"date\": \"2020\"",
        ),
        (
            "/paths/to-the-hive.json",
            "application/json",
            "\"why\": \"First.\"",
        ),
    ] {
        // Whatever the client accepts: it has asked for this form.
        let answer = server.get_with(path, &[("accept", "text/html")]);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some(content_type), "{path}");
        assert_eq!(answer.header("vary"), Some("accept-encoding"), "{path}");
        assert!(answer.text().contains(words), "{path}");
    }
}

#[test]
fn a_card_is_a_picture_that_is_kept() {
    let server = Server::start();
    let card = server.get("/entries/hive.png");
    assert_eq!(card.header("content-type"), Some("image/png"));
    assert!(card.body.starts_with(b"\x89PNG"));
    assert_eq!(server.get("/entries/hive.png").body, card.body);
    let tag = card.header("etag").unwrap();
    let again = server.get_with("/entries/hive.png", &[("if-none-match", tag)]);
    assert_eq!(again.status, 304);
}

#[test]
fn a_former_name_leads_to_the_form_of_the_present_one() {
    let server = Server::start();
    for (path, location) in [
        ("/entries/apis.md", "/entries/honey-bee.md"),
        ("/entries/swarms.json", "/threads/swarms.json"),
        ("/paths/old-path.md", "/paths/to-the-hive.md"),
    ] {
        let answer = server.get(path);
        assert_eq!(
            (answer.status, answer.header("location")),
            (308, Some(location)),
            "{path}"
        );
    }
    for path in ["/entries/none.md", "/entries/hive.txt", "/topics/none.md"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn a_page_that_is_not_there_is_not_there_as_markdown_either() {
    let server = Server::start();
    let answer = server.get_with("/entries/none", &[("accept", "text/markdown")]);
    assert_eq!(answer.status, 404);
}

#[test]
fn a_translation_has_forms_and_one_way_to_write_its_address() {
    let translation = "---\ntitle: Colmeia\n---\nUma casa.\n";
    let files = FILES
        .into_iter()
        .chain([("entries/hive.pt-BR.md", translation)]);
    let server = Server::of(TestWorkspace::new(files));
    let html = server.get("/pt-BR/entries/hive");
    assert_eq!(
        (html.status, html.header("vary")),
        (200, Some("accept, accept-encoding"))
    );
    assert!(html.text().contains("<h1>Colmeia</h1>"));
    let markdown = server.get_with("/pt-BR/entries/hive", &[("accept", "text/markdown")]);
    assert_eq!(markdown.text(), translation);
    let other = server.get("/pt-br/entries/hive/");
    assert_eq!(other.header("location"), Some("/pt-BR/entries/hive"));
    assert_eq!(server.get("/pt-BR/entries/honey-bee").status, 404);
}

/// Pages say it in their heads, which files don't have.
#[test]
fn search_engines_are_told_to_leave_out_the_files_of_unlisted_pages() {
    let figure = "```figure\ntype: bar\ntitle: F\ndata: data/a.csv\n```\n";
    let unlisted = format!("---\ntitle: Hidden\nunlisted: true\n---\n{figure}");
    let listed = format!("---\ntitle: Shown\n---\n{figure}");
    let files = [
        ("almanac.toml", "title = \"T\"\n"),
        ("data/a.csv", "label,value\na,1\nb,2\n"),
        ("entries/hidden.md", &*unlisted),
        ("entries/shown.md", &*listed),
        (
            "paths/way.md",
            "---\ntitle: Way\nunlisted: true\nsteps: [{ read: shown, why: First. }]\n---\n",
        ),
    ];
    let server = Server::of(TestWorkspace::new(files));
    let told = |path: &str| {
        let answer = server.get(path);
        assert_eq!(answer.status, 200, "{path}");
        answer.header("x-robots-tag") == Some("noindex")
    };
    for file in [
        "/entries/hidden.md",
        "/entries/hidden.json",
        "/entries/hidden.png",
        "/figures/hidden/f.svg",
        "/figures/hidden/f.csv",
        "/paths/way.json",
    ] {
        assert!(told(file), "{file}");
    }
    for file in [
        "/entries/shown.md",
        "/figures/shown/f.svg",
        "/entries/shown",
    ] {
        assert!(!told(file), "{file}");
    }
    let markdown = server.get_with("/entries/hidden", &[("accept", "text/markdown")]);
    assert_eq!(markdown.header("x-robots-tag"), Some("noindex"));
}
