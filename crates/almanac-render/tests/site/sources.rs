//! Where sources are shown: on pages of their own, at the foot of the one page that cites them, in lists.

use std::collections::BTreeSet;

use almanac_compile::{Compiler, MemoryTree, Options, Touched};
use almanac_model::{Address, FilePath};
use almanac_render::Site;

use super::{compiled, html_at, site_of, today};

const CONFIG: (&str, &str) = (
    "almanac.toml",
    "title = \"Labs\"\nlanguages = [\"de\"]\nbase_url = \"https://labs.example/\"\n[checks]\n\
     orphan-entry = \"off\"\nmissing-summary = \"off\"\n",
);

/// A page that lists one source, and cites what is asked for.
fn page(title: &str, source: &str, text: &str) -> String {
    format!("---\ntitle: {title}\nsources:\n  - {{ {source} }}\n---\n{text}\n")
}

/// Where what is asked for at an address is shown, and whether for good.
fn leads(site: &Site<'_>, address: &str) -> Option<(String, bool)> {
    let place = site.redirect(&Address::parse(address).unwrap())?;
    Some((place.to_string(), place.is_lasting))
}

fn has_page(site: &Site<'_>, address: &str) -> bool {
    let address = Address::parse(address).unwrap();
    let is_listed = site.addresses().contains(&address);
    assert_eq!(site.render(&address).is_some(), is_listed, "{address}");
    is_listed
}

#[test]
fn a_work_that_one_page_cites_is_at_its_foot_and_one_that_two_cite_has_a_page() {
    let one = page(
        "One",
        "key: one-own, title: Own, url: \"https://a.example\"",
        "A.[@one-own; @both]",
    );
    let two = page(
        "Two",
        "key: two-own, title: Two, url: \"https://b.example\"",
        "B.[@both]\n\nC.[@two-own]",
    );
    let shared = "- { key: both, title: Both, url: \"https://c.example\" }\n\
                  - { key: none, title: None, url: \"https://d.example\" }\n";
    let files = [
        CONFIG,
        ("entries/one.md", &*one),
        ("entries/two.md", &*two),
        ("sources.yaml", shared),
    ];
    let compiled = compiled(files);
    let site = site_of(&compiled.snapshot);
    assert!(has_page(&site, "sources/both"));
    assert_eq!(leads(&site, "sources/both"), None);
    for (key, place) in [
        ("one-own", "entries/one#note:1"),
        ("two-own", "entries/two#note:2"),
        ("none", "sources/by/n/1#work:1"),
    ] {
        let address = format!("sources/{key}");
        assert!(!has_page(&site, &address));
        assert_eq!(
            leads(&site, &address),
            Some((place.to_owned(), false)),
            "{key}"
        );
    }
    assert_eq!(leads(&site, "sources/unheard-of"), None);
    let foot = html_at(&site, "entries/one");
    assert!(foot.contains("<li id=\"note:1\">"));
    assert!(foot.contains("href=\"/sources/both\""));
    assert!(!foot.contains("sources/one-own"));
    // Only what has a page is in the first list; all are in those by letter, each with where it is shown.
    let list = html_at(&site, "sources/");
    assert!(list.contains(">Both</a>") && !list.contains(">Own</a>"));
    assert!(list.contains("href=\"/sources/by/o/1\">O</a>"));
    let letter = html_at(&site, "sources/by/o/1");
    assert!(letter.contains("href=\"/entries/one#note:1\">cited by One"));
    assert!(html_at(&site, "sources/by/n/1").contains("<li id=\"work:1\">"));
    assert!(
        site.render(&Address::parse("sources/by/n/2").unwrap())
            .is_none()
    );
    let sitemap = html_at(&site, "sitemap.xml");
    assert!(sitemap.contains("/sources/both<") && !sitemap.contains("one-own"));
}

#[test]
fn one_work_under_two_keys_is_one() {
    let one = page(
        "One",
        "key: one-paper, title: Paper, url: \"https://doi.org/10.1/X\"",
        "A.[@one-paper]",
    );
    let two = page(
        "Two",
        "key: two-paper, title: Paper, type: paper, doi: 10.1/x",
        "B.[@two-paper]",
    );
    let compiled = compiled([CONFIG, ("entries/one.md", &*one), ("entries/two.md", &*two)]);
    assert_eq!(
        compiled.report.diagnostics.len(),
        0,
        "{:?}",
        compiled.report
    );
    let site = site_of(&compiled.snapshot);
    assert!(has_page(&site, "sources/one-paper"));
    assert_eq!(
        leads(&site, "sources/two-paper"),
        Some(("sources/one-paper".to_owned(), false))
    );
    let page = html_at(&site, "sources/one-paper");
    assert!(page.contains("href=\"/entries/one\"") && page.contains("href=\"/entries/two\""));
    // What a page cites bears the key that the page gives it.
    assert!(html_at(&site, "entries/two.json").contains("\"key\": \"two-paper\""));
}

#[test]
fn two_keys_of_one_work_on_a_page_share_a_note() {
    let text = "---\ntitle: One\nsources:\n  - { key: first, title: Paper, url: \"https://a.example\" }\n  \
                - { key: again, title: Paper, url: \"http://a.example/\" }\n---\nA.[@first]\n\nB.[@again]\n";
    let compiled = compiled([CONFIG, ("entries/one.md", text)]);
    let site = site_of(&compiled.snapshot);
    let page = html_at(&site, "entries/one");
    assert!(page.contains("id=\"ref:1.1\"") && page.contains("id=\"ref:1.2\""));
    assert!(!page.contains("note:2"));
    // Facts name their sources by key: programs find each.
    let json = html_at(&site, "entries/one.json");
    assert!(json.contains("\"key\": \"first\"") && json.contains("\"key\": \"again\""));
}

#[test]
fn a_key_of_two_works_lists_both_and_each_page_means_its_own() {
    let one = page(
        "One",
        "key: about, title: About one, url: \"https://a.example\"",
        "A.[@about]",
    );
    let two = page(
        "Two",
        "key: about, title: About two, url: \"https://b.example\"",
        "B.[@about]",
    );
    let three = page(
        "Three",
        "key: about, title: About two, url: \"https://b.example\"",
        "C.[@about]",
    );
    let files = [
        ("entries/one.md", &*one),
        ("entries/two.md", &*two),
        ("entries/three.md", &*three),
    ];
    let compiled = compiled(files.into_iter().chain([CONFIG]));
    assert_eq!(compiled.report.errors(), 0);
    let site = site_of(&compiled.snapshot);
    assert!(has_page(&site, "sources/about"));
    let list = html_at(&site, "sources/about");
    assert!(list.contains("About one") && list.contains("About two"));
    let pages = site
        .addresses()
        .into_iter()
        .map(|address| address.to_string());
    let hashed: Vec<String> = pages
        .filter(|page| page.starts_with("sources/about-"))
        .collect();
    let [of_two] = &hashed[..] else {
        panic!("{hashed:?}")
    };
    let hash = blake3::hash(b"https://b.example").to_hex();
    assert_eq!(*of_two, format!("sources/about-{}", &hash[..6]));
    let hash = blake3::hash(b"https://a.example").to_hex();
    let of_one = format!("sources/about-{}", &hash[..6]);
    assert_eq!(
        leads(&site, &of_one),
        Some(("entries/one#note:1".to_owned(), false))
    );
    assert!(html_at(&site, "entries/one").contains("About one"));
    assert!(html_at(&site, "entries/two").contains(&format!("href=\"/{of_two}\"")));
}

#[test]
fn a_translation_counts_as_its_page() {
    let one = page(
        "One",
        "key: own, title: Own, url: \"https://a.example\"",
        "A.[@own]",
    );
    let german = "---\ntitle: Eins\n---\nA.[@own] B.[@both]\n";
    let shared = "- { key: both, title: Both, url: \"https://c.example\" }\n";
    let files = [
        CONFIG,
        ("entries/one.md", &*one),
        ("entries/one.de.md", german),
        ("sources.yaml", shared),
    ];
    let compiled = compiled(files);
    let site = site_of(&compiled.snapshot);
    assert_eq!(
        leads(&site, "sources/own"),
        Some(("entries/one#note:1".to_owned(), false))
    );
    assert_eq!(
        leads(&site, "sources/both"),
        Some(("de/entries/one#note:2".to_owned(), false))
    );
}

#[test]
fn an_edit_of_text_gives_a_work_its_page_and_takes_it() {
    let one = page(
        "One",
        "key: own, title: Own, url: \"https://a.example\"",
        "A.[@own]",
    );
    let two = |text: &str| format!("---\ntitle: Two\n---\n{text}\n");
    let files = [CONFIG, ("entries/one.md", &*one)];
    let mut compiler = Compiler::default();
    let mut after = |text: &str, touched: &Touched| {
        let mut tree: MemoryTree = files.into_iter().collect();
        tree.insert("entries/two.md".into(), two(text).into());
        let compiled = compiler.compile(&tree, &Options::for_day(today()), touched);
        let compiled = compiled.unwrap();
        let site = site_of(&compiled.snapshot);
        (has_page(&site, "sources/own"), leads(&site, "sources/own"))
    };
    let at_foot = (false, Some(("entries/one#note:1".to_owned(), false)));
    let touched = Touched::Files(BTreeSet::from([FilePath::from("entries/two.md")]));
    assert_eq!(after("B.", &Touched::Anything), at_foot);
    assert_eq!(after("B.[@own]", &touched), (true, None));
    assert_eq!(after("B, again.", &touched), at_foot);
}

#[test]
fn a_list_of_a_letter_is_cut_into_parts() {
    let sources = (0..450).map(|number| {
        format!("  - {{ key: k-{number}, title: \"Study {number:03}\", url: \"https://a.example/{number}\" }}\n")
    });
    let cited: Vec<String> = (0..450).map(|number| format!("@k-{number}")).collect();
    let text = format!(
        "---\ntitle: One\nsources:\n{}---\nA.[{}]\n",
        sources.collect::<String>(),
        cited.join("; ")
    );
    let compiled = compiled([CONFIG, ("entries/one.md", &*text)]);
    let site = site_of(&compiled.snapshot);
    let pages: Vec<String> = site.addresses().iter().map(Address::to_string).collect();
    let of_letter: Vec<&String> = pages
        .iter()
        .filter(|page| page.starts_with("sources/by/"))
        .collect();
    assert_eq!(
        of_letter,
        ["sources/by/s/1", "sources/by/s/2", "sources/by/s/3"]
    );
    let items = |page: &str| html_at(&site, page).matches("<li id=\"work:").count();
    assert_eq!(
        of_letter.iter().map(|page| items(page)).collect::<Vec<_>>(),
        [200, 200, 50]
    );
    let second = html_at(&site, "sources/by/s/2");
    assert!(second.contains("Study 200") && second.contains("2 of 3"));
    assert!(
        second.contains("href=\"/sources/by/s/1\" rel=\"prev\"")
            && second.contains("href=\"/sources/by/s/3\" rel=\"next\"")
    );
}

#[test]
fn tables_lead_every_key_without_a_page_to_where_it_is_shown() {
    let one = page(
        "One",
        "key: \"Own:key\", title: Own, url: \"https://a.example\"",
        "A.[@Own:key; @both]",
    );
    let two = page(
        "Two",
        "key: two, title: Both, url: \"https://c.example\"",
        "B.[@two]",
    );
    let shared = "- { key: both, title: Both, url: \"https://c.example\" }\n";
    let files = [
        CONFIG,
        ("entries/one.md", &*one),
        ("entries/two.md", &*two),
        ("sources.yaml", shared),
    ];
    let compiled = compiled(files);
    let site = site_of(&compiled.snapshot);
    let tables = site.source_tables();
    let [(file, bytes)] = &tables[..] else {
        panic!("{tables:?}")
    };
    assert_eq!(file, "sources/by/keys-.json");
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(text.contains("\"two\":\"sources/both\""), "{text}");
    assert!(text.contains("\"Own~3akey\":"), "{text}");
    assert!(!text.contains("\"both\":"), "{text}");
    let page = String::from_utf8(site.not_found_file().bytes).unwrap();
    assert!(page.contains("/assets/moved.") && page.contains("href=\"/sources/\""));
}

#[test]
fn where_a_work_came_out_and_how_large_it_is_is_shown() {
    let source = "key: k, title: K, url: \"https://a.example\", publisher: ACM Press, location: Basel, \
                  event: Tides 2001, version: 1.2, pages: 3, volume_total: 1, page_total: 300, status: inpress";
    let (one, two) = (
        page("One", source, "A.[@k] @k says so."),
        page("Two", source, "B.[@k; @b]"),
    );
    let book = "@book{b, title={B}, author={Roe, Rik}, publisher={P}, address={Oslo}, pubstate={forthcoming}, \
                pagetotal={xii, 323 pp.}}\n\
                @book{c, title={C}, year=2001, pubstate={prepublished}}\n";
    let files = [
        CONFIG,
        ("entries/one.md", &*one),
        ("entries/two.md", &*two),
        (
            "entries/two.de.md",
            "---\ntitle: Zwei\n---\nB.[@k; @b] @b zeigt es.[@c]\n",
        ),
        ("sources.bib", book),
    ];
    let compiled = compiled(files);
    let site = site_of(&compiled.snapshot);
    let details = "Basel, presented at Tides 2001, version 1.2, page 3, 1 volume, 300 pages";
    let page = html_at(&site, "entries/one");
    let shown = format!("ACM Press, {details}, in press. ");
    assert!(page.contains(&shown), "{page}");
    let page = html_at(&site, "sources/k");
    assert!(page.contains(&format!("<dd>{details}</dd>")), "{page}");
    assert!(page.contains("<dd>in press</dd>"), "{page}");
    let page = html_at(&site, "de/entries/two");
    for words in [
        "ACM Press, Basel, Tagung: Tides 2001, Version 1.2, Seite 3, 1 Band, 300 Seiten, im Druck. ",
        "P, Oslo, xii, 323 pp., im Erscheinen. ",
        "vorab veröffentlicht, <time datetime=\"2001\">2001</time>. ",
        "Roe (im Erscheinen",
    ] {
        assert!(page.contains(words), "no {words} in {page}");
    }
    let json = html_at(&site, "entries/one.json");
    for field in [
        "\"location\": \"Basel\"",
        "\"event\": \"Tides 2001\"",
        "\"version\": \"1.2\"",
        "\"volume_total\": \"1\"",
        "\"page_total\": \"300\"",
        "\"published\": \"in press\"",
    ] {
        assert!(json.contains(field), "no {field} in {json}");
    }
}

#[test]
fn where_a_work_stands_in_a_larger_one_is_shown() {
    let source = "key: k, title: K, url: \"https://a.example\", publisher: A Journal, published: 2019, \
                  volume: 3, number: 2, pages: 12-34";
    let (one, two) = (
        page("One", source, "A.[@k]"),
        page("Two", source, "B.[@k; @b]"),
    );
    let files = [
        CONFIG,
        ("entries/one.md", &*one),
        ("entries/two.md", &*two),
        ("entries/two.de.md", "---\ntitle: Zwei\n---\nB.[@k; @b]\n"),
        (
            "sources.yaml",
            "b: { type: Book, title: B, edition: Second, url: \"https://b.example\" }\n",
        ),
    ];
    let compiled = compiled(files);
    let site = site_of(&compiled.snapshot);
    let said = "A Journal, volume 3, number 2, pages 12–34, <time datetime=\"2019\">2019</time>. ";
    assert!(html_at(&site, "entries/one").contains(said));
    assert!(html_at(&site, "sources/k").contains("<dd>volume 3, number 2, pages 12–34</dd>"));
    let page = html_at(&site, "entries/two");
    assert!(
        page.contains("<span class=\"about\">edition 2. </span>"),
        "{page}"
    );
    assert!(html_at(&site, "de/entries/two").contains("Band 3, Nr. 2, Seiten 12–34"));
    let json = html_at(&site, "entries/one.json");
    for field in [
        "\"volume\": \"3\"",
        "\"number\": \"2\"",
        "\"pages\": \"12–34\"",
    ] {
        assert!(json.contains(field), "no {field} in {json}");
    }
}

#[test]
fn what_ends_with_a_full_stop_gets_no_second_one() {
    for (description, shown) in [
        ("publisher: Acme Inc.", "Acme Inc. "),
        ("publisher: Acme", "Acme. "),
        (
            "publisher: Acme Inc., published: 2019",
            "Acme Inc., <time datetime=\"2019\">2019</time>. ",
        ),
    ] {
        let source = format!(
            "key: k, title: K, url: \"https://a.example\", {description}, accessed_date: 2026-11-20"
        );
        let one = page("One", &source, "A.[@k]");
        let compiled = compiled([CONFIG, ("entries/one.md", &*one)]);
        let site = site_of(&compiled.snapshot);
        let html = html_at(&site, "entries/one");
        assert!(
            html.contains(&format!("<span class=\"about\">{shown}")),
            "{description}: {html}"
        );
    }
}

#[test]
fn a_work_that_supports_a_takeaway_a_reason_or_a_question_shows_these_alone() {
    let one = "---\ntitle: One\ntakeaways:\n  - 'It''s \"old\" [@both]'\n  - \"Ships \\\"come\\\" [@both]\"\n\
        requires:\n  - entry: two\n    reason: >\n      It is\n      needed [@both]\nsources:\n  - { key: both, title: Both, url: \"https://b.example\" }\n---\n\
        Words stand here.\n\n```question\nid: q\nask: 'Isn''t it [@both]?'\nanswer: \"Yes\"\n```\n\n\
        ```figure\ntype: bar\ntitle: 'Bars [@both]'\nproperty: height\n```\n";
    let two = "---\ntitle: Two\nsources:\n  - { key: both, title: Both, url: \"https://b.example\" }\n---\nB.[@both]\n";
    let compiled = compiled([CONFIG, ("entries/one.md", one), ("entries/two.md", two)]);
    let page = html_at(&site_of(&compiled.snapshot), "sources/both");
    for sentence in [
        "It’s “old”",
        "Ships “come”",
        "It is needed",
        "Bars",
        "Isn’t it?",
    ] {
        assert!(
            page.contains(&format!(">{sentence}<")),
            "no {sentence} in {page}"
        );
    }
    for other in ["requires:", "answer:", "property:", "''"] {
        assert!(!page.contains(other), "{other} in {page}");
    }
}
