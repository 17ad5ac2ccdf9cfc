//! What holds of every page: links lead somewhere, ids are unique, nothing is inline, nothing depends on chance.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use almanac_compile::{FolderTree, Options, OverlayTree, Tree, compile};
use almanac_model::Address;
use almanac_render::{CONTENT_SECURITY_POLICY, assets};
use almanac_search::LIST_FILE;

use crate::reading::{Piece, attribute, pieces};
use crate::{compiled, html_at, site_of, small_almanac, today};

/// The ids and the links of a page.
#[derive(Default)]
struct Found {
    ids: BTreeSet<String>,
    links: Vec<String>,
}

fn found(html: &str) -> Found {
    let mut found = Found::default();
    for piece in pieces(html) {
        let Piece::Tag(tag) = piece else { continue };
        assert!(
            tag.attrs
                .iter()
                .all(|a| &*a.name.local != "style" && !a.name.local.starts_with("on")),
            "{tag:?}"
        );
        if let Some(id) = attribute(&tag, "id") {
            assert!(found.ids.insert(id.clone()), "the id {id} stands twice");
        }
        found.links.extend(attribute(&tag, "href"));
        found.links.extend(attribute(&tag, "src"));
        found.links.extend(attribute(&tag, "data-href"));
    }
    found
}

#[test]
fn every_link_on_every_page_leads_somewhere() {
    let compiled = small_almanac();
    let site = site_of(&compiled.snapshot);
    let mut pages: BTreeMap<String, Found> = BTreeMap::new();
    for address in site
        .addresses()
        .into_iter()
        .filter(|address| !address.is_file())
    {
        let html = String::from_utf8(site.render(&address).unwrap().bytes).unwrap();
        assert!(
            !html.contains("<style") && !html.contains("<script>"),
            "{address}"
        );
        pages.insert(address.to_string(), found(&html));
    }
    for form in site.files() {
        assert!(site.render(&form).is_some(), "{form}");
        assert_eq!(Address::parse(&form.to_string()).as_ref(), Some(&form));
        pages.insert(form.to_string(), Found::default());
    }
    for asset in assets() {
        pages.insert(format!("assets/{}", asset.name), Found::default());
    }
    // The files that a site without a server is searched by are written by `build`.
    pages.insert(LIST_FILE.to_owned(), Found::default());
    for (page, found) in &pages {
        for link in &found.links {
            let Some(path) = link.strip_prefix("/small/") else {
                let is_elsewhere = link.starts_with("https://");
                let fragment = link.strip_prefix('#').map(str::to_owned);
                assert!(
                    is_elsewhere || fragment.is_some_and(|id| found.ids.contains(&id)),
                    "{link} on {page}"
                );
                continue;
            };
            let (path, fragment) = path.split_once('#').unwrap_or((path, ""));
            // A server narrows what a page lists by what stands behind its address.
            let path = path.split_once('?').map_or(path, |(path, _)| path);
            let target = pages
                .get(path)
                .unwrap_or_else(|| panic!("{link} on {page}"));
            assert!(
                fragment.is_empty() || target.ids.contains(fragment),
                "{link} on {page}"
            );
        }
    }
}

#[test]
fn every_page_says_itself_what_it_may_load() {
    let compiled = small_almanac();
    let site = site_of(&compiled.snapshot);
    let of_server = CONTENT_SECURITY_POLICY;
    let said = |html: &str| {
        let metas = pieces(html).into_iter().filter_map(|piece| match piece {
            Piece::Tag(tag) if attribute(&tag, "http-equiv").is_some() => Some(tag),
            _ => None,
        });
        let mut policies = metas.filter(|tag| {
            attribute(tag, "http-equiv").as_deref() == Some("Content-Security-Policy")
        });
        policies.next().and_then(|tag| attribute(&tag, "content"))
    };
    let pages = site
        .addresses()
        .into_iter()
        .filter(|address| !address.is_file());
    for address in pages {
        let html = String::from_utf8(site.render(&address).unwrap().bytes).unwrap();
        let policy = said(&html).unwrap_or_else(|| panic!("{address} has no policy"));
        assert_eq!(
            Some(policy.as_str()),
            of_server.split("; frame-ancestors").next()
        );
    }
    let moved = site.moved("search/index.html", &Address::Home.into());
    assert!(said(&moved).is_some_and(|policy| of_server.starts_with(&policy)));
}

#[test]
fn the_same_almanac_makes_the_same_bytes() {
    let (one, two) = (small_almanac(), small_almanac());
    let (one, two) = (site_of(&one.snapshot), site_of(&two.snapshot));
    assert_eq!(one.addresses(), two.addresses());
    for address in one.addresses().into_iter().chain(one.files()) {
        assert_eq!(one.render(&address), two.render(&address), "{address}");
    }
}

#[test]
fn every_address_has_a_page_and_no_other_has() {
    let compiled = small_almanac();
    let site = site_of(&compiled.snapshot);
    for address in site.addresses() {
        assert!(site.render(&address).is_some(), "{address}");
        assert_eq!(Address::parse(&address.to_string()), Some(address));
    }
    for path in [
        "paths/open-or-closed/4",
        "paths/none",
        "entries/none",
        "entries/open-weights-progress",
        "sources/none",
    ] {
        assert!(
            site.render(&Address::parse(path).unwrap()).is_none(),
            "{path}"
        );
    }
}

#[test]
fn links_by_file_and_by_address_lead_to_the_page_wherever_they_are_read() {
    let body = "---\ntitle: B\n---\n[a](../a.md#x) [b](../../entries/a) [c](../../threads/t.md) [d](/paths/p?q#x) [e](../../search)\n";
    let compiled = compiled([
        (
            "almanac.toml",
            "title = \"A\"\nbase_url = \"https://example.org/base/\"\n",
        ),
        ("entries/a.md", "---\ntitle: A\n---\n# X\n"),
        ("entries/deep/b.md", body),
        ("threads/t.md", "---\ntitle: T\n---\n"),
        (
            "paths/p.md",
            "---\ntitle: P\nsteps: [{ read: b, why: It is. }]\n---\n[b](../entries/deep/b.md)\n",
        ),
    ]);
    let site = site_of(&compiled.snapshot);
    for address in ["entries/b", "paths/p/1"] {
        let links = found(&html_at(&site, address)).links;
        for link in [
            "entries/a#x",
            "entries/a",
            "threads/t",
            "paths/p?q#x",
            "search",
        ] {
            assert!(
                links.contains(&format!("/base/{link}")),
                "{link} at {address}: {links:?}"
            );
        }
    }
    let page = |slug| compiled.snapshot.page_by_slug(slug).unwrap();
    assert_eq!(compiled.snapshot.backlinks(page("a")), [page("b")]);
}

#[test]
fn addresses_in_html_lead_where_those_of_markdown_lead() {
    let body = "---\ntitle: B\n---\n<a href=\"../a.md#Real one\">a</a> <a href='tel:+49'>t</a> <a id=\"old\"></a>\n\n\
         <div>\n<img alt=\"p\"\n  src=\"media/p%23&amp;q.png\">\n<img src=\"&#9;//elsewhere/p\" alt=\"e\"> \
         <a href=\"java&#10;script:x\">j</a>\n</div>\n\n![p](media/p%23%26q.png) [old](#old)\n";
    let compiled = compiled([
        (
            "almanac.toml",
            "title = \"A\"\nbase_url = \"https://example.org/base/\"\n",
        ),
        ("entries/a.md", "---\ntitle: A\n---\n## Real one {#real}\n"),
        ("entries/social-media/b.md", body),
        ("media/p#&q.png", ""),
    ]);
    let site = site_of(&compiled.snapshot);
    let html = html_at(&site, "entries/b");
    let found = found(&html);
    for link in ["/base/entries/a#real", "tel:+49", "#old"] {
        assert!(
            found.links.iter().any(|found| found == link),
            "{link}: {:?}",
            found.links
        );
    }
    let images = found.links.iter().filter(|link| link.contains("media/"));
    assert_eq!(
        images.collect::<Vec<_>>(),
        ["/base/media/p%23&q.png"; 2].iter().collect::<Vec<_>>()
    );
    assert!(found.ids.contains("old"));
    assert!(!found.links.iter().any(|link| link.contains("script:")));
    // Nothing is loaded from elsewhere: of an image there a link is made.
    assert!(!html.contains("src=\"//") && !html.contains("src=\"\t"));
    assert!(html.contains("<a class=\"external\" href=\"//elsewhere/p\">e</a>"));
    let page = |slug| compiled.snapshot.page_by_slug(slug).unwrap();
    assert_eq!(compiled.snapshot.backlinks(page("a")), [page("b")]);
}

#[test]
fn what_html_plays_and_chooses_from_is_resolved_and_nothing_of_it_lies_elsewhere() {
    let body = "---\ntitle: B\n---\n<video src=\"../../media/v.mp4\" poster='media/a,b.png' controls></video>\n\n\
         <picture><source srcset=\"../../media/c.png 2x, https://e.example/c.png 3x\" media=\"print\">\
         <img src=\"media/c.png\" srcset=\"media/a,b.png, media/c.png 480w\" alt=\"c\"></picture>\n\n\
         <audio src=\"//e.example/t.mp3\"><track src=\"../../media/t.vtt\"></audio> \
         <map name=\"m\"><area href=\"../a.md\" alt=\"a\"></map>\n\n\
         <img src=\"https://e.example/far.png\" alt=\"Far &amp; away\"> and \
         <a href=\"../a.md\"><img src=\"https://e.example/badge.svg\" alt=\"badge\"></a>\n";
    let files = ["a,b.png", "c.png", "v.mp4", "t.vtt"].map(|name| format!("media/{name}"));
    let media = files.iter().map(|file| (file.as_str(), ""));
    let pages = [
        ("almanac.toml", "title = \"A\"\n"),
        ("entries/a.md", "---\ntitle: A\n---\nWords.\n"),
        ("entries/sub/b.md", body),
    ];
    let compiled = compiled(pages.into_iter().chain(media));
    let page = html_at(&site_of(&compiled.snapshot), "entries/b");
    for expected in [
        "<video src=\"/media/v.mp4\" poster=\"/media/a,b.png\" controls=\"\"></video>",
        "<source srcset=\"/media/c.png 2x\" media=\"print\">",
        "<img src=\"/media/c.png\" srcset=\"/media/a%2Cb.png, /media/c.png 480w\" alt=\"c\">",
        "<audio><track src=\"/media/t.vtt\"></audio>",
        "<area href=\"/entries/a\" alt=\"a\">",
        "<a class=\"external\" href=\"https://e.example/far.png\">Far &amp; away</a> and <a href=\"/entries/a\">badge</a>",
    ] {
        assert!(page.contains(expected), "no {expected} in {page}");
    }
}

#[test]
fn headings_of_a_path_are_linked_to_on_the_page_that_has_them() {
    let path = "---\ntitle: P\nsteps: [{ read: a, why: \"See [on](#along).\" }]\n---\n\
         [end](#further) [[#Further]]\n\n## Along\n\n# Closing\n\n## Further\n\n[back](#along)\n";
    let compiled = compiled([
        ("almanac.toml", "title = \"A\"\n"),
        ("entries/a.md", "---\ntitle: A\n---\n[[path:p#Further]]\n"),
        ("paths/p.md", path),
    ]);
    let site = site_of(&compiled.snapshot);
    let links = |address| found(&html_at(&site, address)).links;
    let count = |address, link: &str| links(address).iter().filter(|found| *found == link).count();
    assert_eq!(count("paths/p", "/paths/p/end#further"), 2);
    assert_eq!(count("paths/p/end", "/paths/p#along"), 1);
    assert_eq!(count("paths/p", "/paths/p#along"), 1);
    assert_eq!(count("entries/a", "/paths/p/end#further"), 1);
}

#[test]
fn what_a_file_defines_is_known_in_every_part_of_it_that_is_shown_by_itself() {
    let path = "---\ntitle: P\nsteps: [a]\n---\n\
         [first][end] and[^n].\n\n[start]: ../entries/a.md\n\n# Closing\n\n\
         ## On [a][start]\n\n[end]: ../entries/a.md#words\n\n[^n]: A note on [a][start].\n\n[it](#on-a)\n";
    let thread = "---\ntitle: T\n---\n[a]: ../entries/a.md\n\n\
         ## 2024-01-02 · One {#one}\n\nAs [here][A] and[^n].\n\n\
         ## 2025-01-02 · Two {#two}\n\nMore.\n\n[^n]: The note.\n";
    let compiled = compiled([
        ("almanac.toml", "title = \"A\"\n"),
        ("entries/a.md", "---\ntitle: A\n---\n## Words\n\nA.\n"),
        ("paths/p.md", path),
        ("threads/t.md", thread),
    ]);
    let site = site_of(&compiled.snapshot);
    let first = html_at(&site, "paths/p");
    for expected in [
        "href=\"/entries/a#words\">first</a>",
        "A note on <a href=\"/entries/a\">a</a>",
    ] {
        assert!(first.contains(expected), "no {expected} in {first}");
    }
    let end = html_at(&site, "paths/p/end");
    for expected in [
        "<h2 id=\"on-a\">On <a href=\"/entries/a\">a</a>",
        "href=\"#on-a\"",
    ] {
        assert!(end.contains(expected), "no {expected} in {end}");
    }
    let feed = html_at(&site, "threads/t/feed.xml");
    let (two, one) = feed.split_once("Two").unwrap().1.split_once("One").unwrap();
    assert!(one.contains("/entries/a"), "no link in {one}");
    assert!(one.contains("The note."), "no note in {one}");
    assert!(!two.contains("[here]"), "{two}");
}

#[test]
fn an_id_of_html_that_something_else_has_is_taken_out() {
    let page = "---\ntitle: A\n---\n<a id=\"words\"></a> A <b id=\"x\">b</b> <i id=\"x\">c</i>.\n\n## Words\n\n\
         ## Other {#words}\n\n```question\nid: q\nask: What?\nanswer: <b id=\"x\" title=\"y\">This</b>.\n```\n";
    let path = "---\ntitle: P\naudience: <b id=\"one\">All</b>\nsteps: [{ read: a, why: '<i id=\"x\">Now</i>' }]\n---\n## One\n\n<b id=\"one\">b</b>\n";
    let compiled = compiled([
        ("almanac.toml", "title = \"A\"\n"),
        ("entries/a.md", page),
        ("paths/p.md", path),
    ]);
    let site = site_of(&compiled.snapshot);
    assert!(found(&html_at(&site, "entries/a")).ids.contains("words"));
    assert!(html_at(&site, "entries/a").contains("<b title=\"y\">This</b>"));
    assert!(found(&html_at(&site, "paths/p")).ids.contains("one"));
    assert!(found(&html_at(&site, "paths/p/1")).ids.contains("x"));
}

#[test]
fn what_a_body_defines_is_known_in_the_markdown_beside_it() {
    let entry = "---\ntitle: A\nrequires:\n  - { entry: b, reason: \"[Beside][b].\" }\n---\nWords.\n\n\
         ```question\nid: q\nask: Is [this][B] so?\nanswer: See [b] and [c].\n```\n\n\
         [b]: b.md#words \"Its title\"\n[c]: b.md\n\n```\n[d]: b.md\n```\n";
    let path = "---\ntitle: P\naudience: Those of [b].\nsteps:\n  - { read: a, why: \"[Now][b].\" }\n---\n\
         Words.\n\n[b]: ../entries/b.md\n";
    let compiled = compiled([
        ("almanac.toml", "title = \"A\"\n"),
        ("entries/a.md", entry),
        ("entries/b.md", "---\ntitle: B\n---\n## Words\n\nB.\n"),
        ("paths/p.md", path),
    ]);
    let site = site_of(&compiled.snapshot);
    let page = html_at(&site, "entries/a");
    for expected in [
        "<a href=\"/entries/b#words\" title=\"Its title\">Beside</a>",
        "Is <a href=\"/entries/b#words\" title=\"Its title\">this</a> so?",
        "See <a href=\"/entries/b#words\" title=\"Its title\">b</a> and <a href=\"/entries/b\">c</a>.",
    ] {
        assert!(page.contains(expected), "no {expected} in {page}");
    }
    let page = html_at(&site, "paths/p");
    for expected in [
        "Those of <a href=\"/entries/b\">b</a>.",
        "<a href=\"/entries/b\">Now</a>.",
    ] {
        assert!(page.contains(expected), "no {expected} in {page}");
    }
}

#[test]
fn a_page_may_be_named_by_its_file_and_a_heading_by_those_above_it() {
    let compiled = compiled([
        ("almanac.toml", "title = \"A\"\n"),
        (
            "entries/a.md",
            "---\ntitle: A\n---\n[[b.md]], [[entries/b]], [[Big Labs/C]] and [[b#Two#Same|same]].\n",
        ),
        (
            "entries/b.md",
            "---\ntitle: Bee\n---\n## One\n\n### Same\n\n## Two\n\n### Same\n",
        ),
        ("entries/big-labs/c.md", "---\ntitle: See\n---\nC.\n"),
    ]);
    let page = html_at(&site_of(&compiled.snapshot), "entries/a");
    for expected in [
        "<a href=\"/entries/b\">Bee</a>, <a href=\"/entries/b\">Bee</a>, <a href=\"/entries/c\">",
        "<a href=\"/entries/b#same-1\">same</a>",
    ] {
        assert!(page.contains(expected), "no {expected} in {page}");
    }
}

#[test]
fn no_address_of_the_site_is_unknown_to_the_compiler() {
    let small = small_almanac();
    let site = site_of(&small.snapshot);
    let addresses = site.addresses().into_iter().chain(site.files());
    let links: String = addresses
        .map(|address| format!("[x](</{address}>)\n"))
        .collect();
    let text = format!("---\ntitle: All\n---\n{links}");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/almanac");
    let folder: Arc<dyn Tree> = Arc::new(FolderTree::new(folder));
    let tree = OverlayTree::new(folder).with("entries/all.md", text.into_bytes());
    let compiled = compile(&tree, &Options::for_day(today())).unwrap();
    let unknown: Vec<&str> = compiled
        .report
        .diagnostics
        .iter()
        .filter(|found| {
            found.name == "unknown-link" && found.place.file.as_str() == "entries/all.md"
        })
        .map(|found| found.message.as_str())
        .collect();
    assert_eq!(unknown, [""; 0]);
}
