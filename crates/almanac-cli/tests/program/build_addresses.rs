//! The addresses in what `almanac build` writes: each is the one at which a host of files answers.

use std::collections::BTreeMap;

use crate::fixture::Folder;

/// A site, and where it lies.
struct Built {
    files: BTreeMap<String, Vec<u8>>,
    root: &'static str,
}

impl Built {
    /// An almanac with all sorts of addresses, built with a base and put below `root`.
    fn new(base_url: Option<&str>, root: &'static str) -> Self {
        let folder = Folder::almanac();
        folder.edit(
            "almanac.toml",
            "title = \"Bees\"",
            "title = \"Bees\"\nlanguages = [\"de\"]\n\n[theme]\nlogo = \"static/logo.png\"\nfooter = \"By [us](/about/), [all](entries/hive.md).\"\n",
        );
        folder.write("static/logo.png", "not really an image");
        folder.write("static/about/index.html", "about");
        folder.write("media/bee.png", "not really an image");
        folder.write("topics.yaml", "bees:\n  title: Bees\n");
        folder.edit(
            "entries/hive.md",
            "level:",
            "aliases: [beehive, \"bee-house\", guide/Old hive, /hive.html]\ntopics: [bees]\nlevel:",
        );
        folder.edit(
            "entries/honey-bee.md",
            "It lives in a [[hive]].\n",
            "It lives in a [[hive]].[@one] ![A bee](media/bee.png)\n\n<a href=\"/paths/to-the-hive/2\">On</a> \
             [swarm](../threads/swarms.md#first-swarm) [[path:to-the-hive]] [[unwritten]] <img src=\"/media/bee.png\" alt=\"\">\n\n\
             ```figure\ntype: bar\ntitle: Hives\nrows:\n  - { label: One, value: 1, source: one }\n  - { label: Two, value: 2, source: two }\n```\n",
        );
        folder.edit(
            "entries/hive.md",
            "[[honey-bee|bee]].",
            "[[honey-bee|bee]].[@one]",
        );
        folder.write(
            "sources.yaml",
            "one: { title: One, url: \"https://one.example/\" }\ntwo: { title: Two, url: \"https://two.example/\" }\n",
        );
        folder.write("entries/hive.de.md", "---\ntitle: Der Stock\nsummary: Wo Bienen leben.\n---\nHier wohnt die [[honey-bee]].\n");
        let mut words = vec!["build", "--out", "site", "--allow-errors"];
        words.extend(base_url.into_iter().flat_map(|base| ["--base-url", base]));
        let run = folder.run(&words);
        assert_eq!(run.code, 0, "{run}");
        let files = folder.tree("site");
        assert!(files.contains_key("de/entries/hive/index.html"), "{run}");
        assert!(files.contains_key("figures/honey-bee/hives.svg"), "{run}");
        Self { files, root }
    }

    /// Whether a host of files answers at a path with one of the files, and not by sending readers on.
    fn answers(&self, path: &str) -> bool {
        let Some(below) = path.strip_prefix(self.root) else {
            return false;
        };
        match below.is_empty() || below.ends_with('/') {
            true => self.files.contains_key(&format!("{below}index.html")),
            false => self.files.contains_key(below),
        }
    }

    /// Every local address that a file holds, as paths on the host, with the file.
    fn addresses(&self, host: &str) -> Vec<(&str, String)> {
        let mut found = Vec::new();
        for (file, bytes) in &self.files {
            // What was not found can be at any depth; in the test of a browser its script finds the root.
            let lies_at = match file.as_str() {
                "404.html" => self.root.to_owned(),
                file => format!("{}{}", self.root, file.trim_end_matches("index.html")),
            };
            let text = String::from_utf8_lossy(bytes)
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
            let written = match file.rsplit_once('.').map(|(_, extension)| extension) {
                Some("html" | "xml" | "svg") => between(
                    &text,
                    &[
                        ("href=\"", '"'),
                        ("src=\"", '"'),
                        ("action=\"", '"'),
                        ("content=\"0; url=", '"'),
                        ("<loc>", '<'),
                        ("data-titles=\"", '"'),
                        ("data-end=\"", '"'),
                        ("data-href=\"", '"'),
                        ("property=\"og:url\" content=\"", '"'),
                        ("\"url\":\"", '"'),
                        ("\"urlTemplate\":\"", '"'),
                        ("\"@id\":\"", '"'),
                    ],
                ),
                Some("json" | "webmanifest") => between(
                    &text.replace("\": \"", "\":\""),
                    &[
                        ("href\":\"", '"'),
                        ("url\":\"", '"'),
                        ("src\":\"", '"'),
                        ("start_url\":\"", '"'),
                        ("scope\":\"", '"'),
                    ],
                ),
                Some("txt") => between(&text, &[("](", ')'), ("Sitemap: ", '\n')]),
                _ => Vec::new(),
            };
            let local = written
                .into_iter()
                .filter_map(|address| on_host(&lies_at, &address, host));
            found.extend(local.map(|path| (file.as_str(), path)));
        }
        found
    }
}

/// What stands in a text behind each of some beginnings, up to a sign.
fn between(text: &str, marks: &[(&str, char)]) -> Vec<String> {
    let found = marks.iter().flat_map(|(start, end)| {
        let pieces = text.split(start).skip(1);
        pieces.filter_map(|piece| piece.split(*end).next())
    });
    found.map(str::to_owned).collect()
}

/// The path on its host to which an address leads in a file that lies somewhere; `None` if it leads to another host, or to
/// a place in the file itself.
fn on_host(lies_at: &str, address: &str, host: &str) -> Option<String> {
    let address = address.split(['#', '?']).next()?;
    if address.is_empty() || address.starts_with("//") {
        return None;
    }
    let joined = match address.strip_prefix(host) {
        Some(path) => path.to_owned(),
        None if address.starts_with('/') => address.to_owned(),
        None if address.contains(':') => return None,
        None => format!("{}{address}", &lies_at[..=lies_at.rfind('/')?]),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in joined.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Checks that everything leads where something is, and that there is enough of it.
fn check(base_url: Option<&str>, root: &'static str) -> Built {
    let built = Built::new(base_url, root);
    let host = "https://bees.example";
    let addresses = built.addresses(host);
    for (file, path) in &addresses {
        assert!(built.answers(path), "{file} leads to {path}");
    }
    for kind in [
        "index.html",
        "feed.xml",
        "progress/titles.json",
        "llms.txt",
        "entries/hive.json",
        "entries/bee-house/index.html",
        "guide/Old hive/index.html",
        "hive.html",
        "de/entries/hive/index.html",
        "404.html",
        "site.webmanifest",
    ] {
        let count = addresses.iter().filter(|(file, _)| *file == kind).count();
        assert!(count > 0, "no address was found in {kind}");
    }
    assert!(addresses.len() > 500, "{}", addresses.len());
    built
}

#[test]
fn without_a_base_every_address_works_wherever_the_site_lies() {
    for root in ["/", "/some/sub/"] {
        let built = check(None, root);
        assert!(!built.files.contains_key("sitemap.xml"));
    }
}

#[test]
fn below_a_path_every_address_is_the_one_that_answers_for_readers_and_for_machines() {
    for (base, root) in [
        ("https://bees.example/", "/"),
        ("https://bees.example/some/sub", "/some/sub/"),
    ] {
        let built = check(Some(base), root);
        let text = |file: &str| String::from_utf8_lossy(&built.files[file]).into_owned();
        let page = format!("https://bees.example{root}entries/hive/");
        assert!(text("sitemap.xml").contains(&format!("<loc>{page}</loc>")));
        let canonical = format!("<link rel=\"canonical\" href=\"{page}\">");
        assert!(text("entries/hive/index.html").contains(&canonical));
        assert!(text("paths/to-the-hive/2/index.html").contains(&canonical));
        assert!(text("entries/bee-house/index.html").contains(&canonical));
        assert!(text("entries/hive.json").contains(&format!("\"{page}\"")));
    }
}
