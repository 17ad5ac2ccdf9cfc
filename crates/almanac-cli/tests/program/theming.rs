//! Themes, files that are served as they are, and an almanac's own templates.

use crate::fixture::Folder;
use crate::server::Server;

/// A small almanac with a theme, a file of `static/`, and a template of its own.
fn themed() -> Folder {
    let folder = Folder::almanac();
    let config = folder.read("almanac.toml");
    let theme =
        "[theme]\naccent = \"#0b3d91\"\nlogo = \"static/logo.svg\"\nfooter = \"Kept by *bees*\"\n";
    folder.write("almanac.toml", &format!("{config}{theme}"));
    folder.write(
        "static/logo.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    folder.write("static/CNAME", "bees.example.org\n");
    folder.write("static/robots.txt", "User-agent: *\nDisallow: /\n");
    folder.write("static/.well-known/security.txt", "Contact: us\n");
    folder.write("static/about/index.html", "<p>About bees</p>\n");
    folder.write(
        "templates/paths.html",
        "{% extends \"base.html\" %}{% block main %}<h1>Our paths</h1>{% endblock %}",
    );
    folder
}

const BROKEN: &str = "{% extends \"base.html\" %}\n{% block main %}{{ pathz }}{% endblock %}\n";

#[test]
fn a_build_has_the_theme_the_static_files_and_the_templates() {
    let folder = themed();
    let check = folder.run(&["check"]);
    assert_eq!(check.code, 0, "{check}");
    let run = folder.run(&["build", "--out", "site"]);
    assert_eq!(run.code, 0, "{run}");
    let files = folder.tree("site");
    for name in [
        "CNAME",
        ".well-known/security.txt",
        "about/index.html",
        "logo.svg",
    ] {
        assert!(files.contains_key(name), "{name}");
    }
    assert!(folder.read("site/robots.txt").contains("Disallow: /\n"));
    assert!(
        folder
            .read("site/paths/index.html")
            .contains("<h1>Our paths</h1>")
    );
    let page = folder.read("site/entries/hive/index.html");
    assert!(
        page.contains("<img src=\"../../logo.svg\" alt=\"Bees\">"),
        "{page}"
    );
    assert!(page.contains("Kept by <em>bees</em>"), "{page}");
    let sheet = page.split("stylesheet\" href=\"../../").nth(1).unwrap();
    let sheet = sheet.split('"').next().unwrap();
    assert!(folder.read(&format!("site/{sheet}")).contains("#0b3d91"));
}

#[test]
fn a_broken_template_stops_a_build_and_is_told_with_its_line() {
    let folder = themed();
    folder.write("templates/paths.html", BROKEN);
    let run = folder.run(&["build", "--out", "site"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.err.contains("templates/paths.html:2:20"), "{run}");
    assert!(run.err.contains("did you mean `paths`?"), "{run}");
    assert!(!folder.has("site"));
    let run = folder.run(&["build", "--out", "site", "--allow-errors"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(folder.read("site/paths/index.html").contains("To the hive"));
}

#[test]
fn a_fault_that_only_one_of_many_pages_has_stops_a_build_too() {
    let folder = Folder::almanac();
    for number in 100..160 {
        let text = format!(
            "---\nid: b{number}\ntitle: B{number}\nlevel: introductory\nsummary: A bee.\n---\nA [[hive]].\n"
        );
        folder.write(&format!("entries/b{number}.md"), &text);
    }
    folder.write(
        "templates/entry.html",
        "{{ content.title }}{% if content.title == \"B141\" %}{{ contemt }}{% endif %}",
    );
    let run = folder.run(&["build", "--out", "site"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.err.contains("did you mean `content`?"), "{run}");
}

#[test]
fn a_server_has_them_too_and_follows_their_edits() {
    let folder = themed();
    let server = Server::start(&folder, &[]);
    assert_eq!(server.get("/CNAME"), (200, "bees.example.org\n".to_owned()));
    assert!(server.page("/about/").contains("About bees"));
    assert!(server.page("/robots.txt").contains("Disallow: /\n"));
    assert!(server.page("/paths/").contains("Our paths"));
    let mut events = server.listen();
    folder.write("static/CNAME", "hives.example.org\n");
    events.wait_until(|| server.get("/CNAME").1 == "hives.example.org\n");
    folder.edit("templates/paths.html", "Our paths", "Ways");
    events.wait_until(|| server.page("/paths/").contains("<h1>Ways</h1>"));
    folder.edit("almanac.toml", "Kept by", "Held by");
    events.wait_until(|| server.page("/paths/").contains("Held by <em>bees"));
}

#[test]
fn a_broken_template_takes_no_page_down_and_the_editor_is_told() {
    let folder = themed();
    let server = Server::start(&folder, &[]);
    let mut events = server.listen();
    folder.write("templates/paths.html", BROKEN);
    events.wait_until(|| {
        server
            .page_at_desk("/paths/")
            .contains("templates/paths.html:2")
    });
    let page = server.page_at_desk("/paths/");
    assert!(page.contains("To the hive"), "{page}");
    assert!(page.contains("did you mean `paths`?"), "{page}");
    // What else is edited meanwhile is seen.
    folder.edit("entries/hive.md", "The home", "The warm home");
    events.wait_until(|| server.page("/entries/hive").contains("The warm home"));
    folder.write(
        "templates/paths.html",
        &BROKEN.replace("{{ pathz }}", "Mended"),
    );
    events.wait_until(|| server.page("/paths/").contains("Mended"));
}

#[cfg(unix)]
#[test]
fn what_lies_outside_is_neither_served_nor_built() {
    let (folder, outside) = (themed(), Folder::empty());
    outside.write("secret.txt", "secret");
    let link = folder.path().join("static/leak.txt");
    std::os::unix::fs::symlink(outside.path().join("secret.txt"), link).unwrap();
    let server = Server::start(&folder, &[]);
    for path in [
        "/leak.txt",
        "/static/CNAME",
        "/../almanac.toml",
        "/%2e%2e/almanac.toml",
    ] {
        assert_eq!(server.get(path).0, 404, "{path}");
    }
    folder.run(&["build", "--out", "site"]);
    assert!(!folder.has("site/leak.txt"));
}

#[test]
fn a_template_begins_as_a_copy_of_the_one_that_is_built_in() {
    let folder = Folder::almanac();
    folder.run(&["build", "--out", "before", "--today", "2026-11-24"]);
    for name in ["base.html", "entry.html"] {
        let run = folder.run(&["new", "template", name]);
        let file = format!("templates/{name}");
        assert_eq!((run.code, run.out.trim()), (0, file.as_str()), "{run}");
    }
    folder.run(&["build", "--out", "after", "--today", "2026-11-24"]);
    assert_eq!(folder.tree("before"), folder.tree("after"));
    let again = folder.run(&["new", "template", "entry.html"]);
    assert_eq!(again.code, 2, "{again}");
    let unknown = folder.run(&["new", "template", "entries"]);
    assert!(
        unknown
            .err
            .contains("There are: base.html, change.html, changes.html"),
        "{unknown}"
    );
}
