//! Passages of sources, and confirmations, wherever a reader or a program meets them.

use super::{compiled, html_at, site_of};

const CONFIG: (&str, &str) = (
    "almanac.toml",
    "title = \"Labs\"\nbase_url = \"https://labs.example/\"\n[properties.staff]\nlabel = \"Staff\"\n\
     type = \"quantity\"\nreview = \"6 months\"\n[checks]\norphan-entry = \"off\"\nmissing-summary = \"off\"\n",
);

const LAB: &str = "---
title: Lab
checked: { on: 2026-11-20, by: \"Ada <L.>\" }
facts:
  staff:
    value: 40
    as_of: 2026-01
    sources: ['[@lab-report, p. 9, \"employs forty people now\"]']
    checked: { on: 2026-11-02, by: Bob }
sources:
  - { key: lab-report, title: Report, url: \"https://example.org/r#part2\", archived_url: \"https://archive.example/r\", language: fr, accessed_date: 2026-10-01, checked: { on: 2026-10-02, by: Eve } }
  - { key: lab-paper, title: Paper, url: \"https://example.org/p.pdf\" }
---
It \"opened\".[@lab-report, p. 3, \"l'État dit -- \\\"non\\\" & <b>c'est...</b>\"] It grew.[@lab-report; @lab-paper, fig. 2, “it has grown by a half”]

It moved.[@lab-report, p. 4, «re\u{ad}search, and more of it»]
";

#[test]
fn a_passage_stands_letter_by_letter_in_the_margin_and_at_the_foot_and_leads_to_its_place() {
    let compiled = compiled([CONFIG, ("entries/lab.md", LAB)]);
    assert_eq!(compiled.report.diagnostics, []);
    let html = html_at(&site_of(&compiled.snapshot), "entries/lab");
    let html = html
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&#34;", "&quot;");
    // The sentence has the marks of the page; the passage has its own within them.
    assert!(html.contains("It “opened”."), "{html}");
    let words = "“<i lang=\"fr\" dir=\"ltr\">l'État dit -- &quot;non&quot; &amp; &lt;b&gt;c'est...&lt;/b&gt;</i>”";
    let (text, foot) = html.split_once("<section class=\"notes\"").unwrap();
    let quoted = |html: &str| {
        html.replace('"', "&quot;")
            .contains(&words.replace('"', "&quot;"))
    };
    assert!(quoted(text), "{text}");
    assert!(quoted(foot), "{foot}");
    // Behind the fragment that is there, and in the archived copy; not in a file.
    let place = "#part2:~:text=l%27%C3%89tat%20dit%20%2D%2D%20%22non%22%20%26%20%3Cb%3Ec%27est";
    assert!(
        foot.contains(&format!("https://example.org/r{place}")),
        "{foot}"
    );
    assert!(
        foot.contains("https://archive.example/r#:~:text=l%27"),
        "{foot}"
    );
    assert!(
        text.contains(&format!("https://example.org/r{place}")),
        "{text}"
    );
    assert!(!html.contains("p.pdf#"), "{html}");
    // Each mark has its own passages; what else a note says stands behind the first alone.
    let asides: Vec<&str> = text.split("<small class=\"aside\"").skip(1).collect();
    assert_eq!(asides.len(), 3, "{text}");
    assert!(asides[2].contains("more of it") && !asides[2].contains("non"));
    // Invisible signs are shown as typed, and looked for nowhere.
    assert!(
        foot.contains("re\u{ad}search") && foot.contains("text=research%2C"),
        "{foot}"
    );
    // The passage of a value stands at the foot too, with its place.
    assert!(
        foot.contains("employs forty people now</i>” p. 9"),
        "{foot}"
    );
    assert!(!html.contains("verified"));
}

#[test]
fn who_confirmed_what_is_shown_in_words_and_makes_values_fresh() {
    let compiled = compiled([CONFIG, ("entries/lab.md", LAB)]);
    let html = html_at(&site_of(&compiled.snapshot), "entries/lab");
    let (head, rest) = html.split_once("</header>").unwrap();
    let checked = |date: &str, words: &str, by: &str| {
        format!("checked <time datetime=\"{date}\">{words}</time>, <bdi>{by}</bdi>")
    };
    let page = checked("2026-11-20", "20 Nov 2026", "Ada &lt;L.&gt;");
    assert!(html.contains(&page), "{head}");
    assert!(
        rest.contains(&checked("2026-11-02", "2 Nov 2026", "Bob")),
        "{rest}"
    );
    assert!(!rest.contains("class=\"stale\""));
    // The only place of a work that one page cites is at its foot.
    assert!(rest.contains("<bdi>Eve</bdi>"));
}

#[test]
fn programs_get_evidence_and_confirmations() {
    let compiled = compiled([CONFIG, ("entries/lab.md", LAB)]);
    let json = html_at(&site_of(&compiled.snapshot), "entries/lab.json");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["checked"]["by"], "Ada <L.>");
    let fact = &json["facts"][0];
    assert_eq!(fact["sources"][0], "lab-report");
    assert_eq!(fact["evidence"][0]["passage"], "employs forty people now");
    assert_eq!(fact["evidence"][0]["locator"], "p. 9");
    assert_eq!(fact["evidence"][0]["source"], "lab-report");
    assert_eq!(fact["checked"]["on"], "2026-11-02");
    assert_eq!(fact["is_stale"], false);
    assert_eq!(fact["fresh_until"], "2027-05-02");
    let source = &json["sources"][0];
    let passages = source["evidence"].as_array().unwrap().iter();
    let passages: Vec<&str> = passages
        .map(|one| one["passage"].as_str().unwrap())
        .collect();
    let expected = [
        "l'État dit -- \"non\" & <b>c'est...</b>",
        "research, and more of it",
        "employs forty people now",
    ];
    assert_eq!(passages, expected);
    assert_eq!(
        (&source["language"], &source["checked"]["by"]),
        (&"fr".into(), &"Eve".into())
    );
    assert_eq!(source["csl"]["custom"]["evidence"][1]["locator"], "p. 4");
    assert_eq!(json["sources"][1]["evidence"][0].get("url"), None);
}
