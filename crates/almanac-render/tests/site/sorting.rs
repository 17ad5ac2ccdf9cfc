//! Lists are in the order of the almanac's language.

use crate::{compiled, html_at, site_of};

const CONFIG: &str = "title = \"Kronika\"\nlanguage = \"cs\"\nbase_url = \"https://example.org/\"\n\
     [kinds]\norganisation = \"Řád\"\nplace = \"Chov\"\nperson = \"Herec\"\n";

/// The places of some words in a text, in their order there.
fn order<'w>(text: &str, words: &[&'w str]) -> Vec<&'w str> {
    let place = |word: &&str| {
        text.find(*word)
            .unwrap_or_else(|| panic!("{word} is not in {text}"))
    };
    let mut words = words.to_vec();
    words.sort_by_key(place);
    words
}

fn almanac() -> almanac_compile::Compiled {
    let entry = |title: &str, kind: &str, text: &str| {
        format!(
            "---\ntitle: {title}\nkind: {kind}\ntopics: [vse]\nupdated: 2026-01-02\n---\n{text}\n"
        )
    };
    let files = [
        // The names of files are in another order than the titles.
        ("almanac.toml", CONFIG.to_owned()),
        ("entries/a.md", entry("Žába", "place", "[[zdroj]] [[Přání]] [[Chyba]]")),
        ("entries/b.md", entry("Dům 10", "place", "[[a]]")),
        ("entries/c.md", entry("Chata", "place", "[[a]]")),
        ("entries/d.md", entry("Dům 9", "place", "[[a]]")),
        ("entries/e.md", entry("cena", "place", "[[a]]")),
        ("entries/f.md", entry("Ryba", "organisation", "")),
        ("entries/g.md", entry("Řeka", "person", "")),
        ("threads/h.md", entry("Čas", "", "## 2020 · Rok {#rok}\n")),
        ("threads/i.md", entry("Cesta", "", "## 2020 · Rok {#rok}\n")),
        ("paths/a.md", "---\ntitle: Šipka\nsteps: [{ read: a, why: Tak. }]\n---\n".to_owned()),
        ("paths/b.md", "---\ntitle: Sad\nsteps: [{ read: a, why: Tak. }]\n---\n".to_owned()),
        (
            "topics.yaml",
            "vse: { title: Vše }\nu: { title: Úval, parents: [vse] }\nz: { title: Chléb, parents: [vse] }\nx: { title: Host, parents: [vse] }\n".to_owned(),
        ),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, &**text)).collect();
    compiled(files)
}

#[test]
fn every_list_is_sorted_as_the_almanacs_language_sorts() {
    let compiled = almanac();
    assert_eq!(compiled.report.errors(), 0, "{:?}", compiled.report);
    let site = site_of(&compiled.snapshot);
    let entries = ["cena", "Dům 9", "Dům 10", "Chata", "Žába"];
    let threads = ["Cesta", "Čas"];
    let paths = ["Sad", "Šipka"];
    let topics = ["Host", "Chléb", "Úval"];
    let kinds = ["Herec", "Chov", "Řád"];
    for (address, sorted) in [
        ("entries/", &entries.map(|title| format!(">{title}<"))[..]),
        (
            "entries/",
            &kinds.map(|kind| format!("\" lang=\"cs\" dir=\"ltr\">{kind}</h2>")),
        ),
        ("topics/vse", &entries.map(|title| format!(">{title}<"))),
        ("topics/vse", &threads.map(|title| format!(">{title}<"))),
        ("topics/vse", &topics.map(|title| format!(">{title}<"))),
        ("topics/", &topics.map(|title| format!("\">{title}<"))),
        ("threads/", &threads.map(|title| format!(">{title}<"))),
        ("paths/", &paths.map(|title| format!(">{title}<"))),
        ("changes", &entries.map(|title| format!(">{title}<"))),
        (
            "requested",
            &["Chyba", "Přání", "zdroj"].map(|name| format!(">{name}<")),
        ),
        ("llms.txt", &entries.map(|title| format!("[{title}]"))),
        ("llms.txt", &kinds.map(|kind| format!("## {kind}\n"))),
        ("llms.txt", &paths.map(|title| format!("[{title}]"))),
        (
            "entries/a",
            &["cena", "Dům 9", "Dům 10", "Chata"].map(|title| format!("\">{title}<")),
        ),
        ("entries/a", &paths.map(|title| format!(">{title}<"))),
        (
            "entries/a.json",
            &["cena", "Dům 9", "Dům 10", "Chata"].map(|title| format!("\"{title}\"")),
        ),
    ] {
        let sorted: Vec<&str> = sorted.iter().map(String::as_str).collect();
        let text = html_at(&site, address);
        assert_eq!(order(&text, &sorted), sorted, "{address}");
    }
    let home = html_at(&site, "");
    for sorted in [&kinds[..], &paths, &threads, &topics] {
        let links: Vec<String> = sorted.iter().map(|title| format!(">{title}<")).collect();
        let links: Vec<&str> = links.iter().map(String::as_str).collect();
        assert_eq!(order(&home, &links), links);
    }
}
