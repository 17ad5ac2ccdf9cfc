//! Content in several languages.

use almanac_compile::{Compiled, content_hash};
use almanac_model::Address;

use crate::{compiled, html_at, site_of};

const CONFIG: &str = "title = \"Bees\"\nlanguages = [\"ar\", \"pl\"]\nbase_url = \"https://example.org/\"\n[properties.weight]\nlabel = \"Weight\"\ntype = \"quantity\"\n";

const BEE: &str = "---
id: bee1
title: Honey bee
summary: She makes honey.
aliases: [worker]
requires: [{ entry: hive, reason: where she lives }]
facts:
  weight: { value: 2.5 million, sources: [bee-book] }
sources: [{ key: bee-book, title: Bees, url: \"https://example.com\" }]
---
She weighs {{weight}}.[@bee-book] She lives in a [[hive]].

```question
id: bee-weight
ask: How heavy?
answer: \"{{weight}}\"
facts: [weight]
```
";

const BEE_IN_ARABIC: &str = "---
title: نحلة العسل
summary: تصنع العسل.
translated_from: HASH
---
وزنها {{weight}}.[@bee-book] تعيش في [[hive]]، وتُذكر في [[أخبار]] وفي [[path:walk]].

```question
id: bee-weight
ask: كم وزنها؟
answer: \"{{weight}}\"
```
";

const NEWS: &str =
    "---\nid: news1\ntitle: News\n---\n## 2020-03 · A winter {#winter}\n\nIt was mild.\n";

const NEWS_IN_ARABIC: &str = "---\ntitle: أخبار\n---\n## 2020-03 · شتاء {#winter}\n\nكان معتدلا.\n";

const HIVE: &str = "---\nid: hive1\ntitle: Hive\n---\nThe home of a [[honey-bee]].\n";

const WALK: &str = "---
id: walk1
title: A walk
steps:
  - { read: honey-bee, why: First she. }
  - { read: hive, why: Then her home. }
---
Come in.

# Closing

That was it.
";

const WALK_IN_ARABIC: &str = "---
title: نزهة
steps:
  - { read: hive, why: ثم بيتها. }
  - { read: honey-bee, why: هي أولا. }
---
تفضل.

# خاتمة {#closing}

هذا كل شيء.
";

/// An almanac whose Arabic honey bee was made from the text with a hash.
fn bees(hash: &str) -> Compiled {
    let bee = BEE_IN_ARABIC.replace("HASH", hash);
    let polish = "---\ntitle: Pszczoła miodna\n---\nWaży {{weight}}.[@bee-book]\n";
    let compiled = compiled([
        ("almanac.toml", CONFIG),
        ("entries/honey-bee.md", BEE),
        ("entries/honey-bee.ar.md", &bee),
        ("entries/honey-bee.pl.md", polish),
        ("entries/hive.md", HIVE),
        ("threads/news.md", NEWS),
        ("threads/news.ar.md", NEWS_IN_ARABIC),
        ("paths/walk.md", WALK),
        ("paths/walk.ar.md", WALK_IN_ARABIC),
    ]);
    assert_eq!(compiled.report.errors(), 0, "{:?}", compiled.report);
    compiled
}

fn current() -> Compiled {
    bees(&hash_of_bee())
}

/// The hash of what the original of the bee tells.
fn hash_of_bee() -> String {
    let compiled = bees("00000000000000000000000000000000");
    let snapshot = &compiled.snapshot;
    let bee = snapshot.page_by_slug("honey-bee").unwrap();
    snapshot.text_hash(snapshot.page(bee)).to_string()
}

/// What names the text of a page in a reader's record.
fn content_of(page: &str) -> &str {
    let (_, rest) = page.split_once("data-content=\"").unwrap();
    rest.split_once('"').unwrap().0
}

fn page(compiled: &Compiled, address: &str) -> String {
    html_at(&site_of(&compiled.snapshot), address)
}

fn assert_has(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "{part}\n\nis not in\n\n{page}");
    }
}

#[test]
fn a_translation_is_a_page_in_its_language_with_the_facts_and_sources_of_its_original() {
    let page = page(&current(), "ar/entries/honey-bee");
    assert_has(
        &page,
        &[
            "<html lang=\"ar\" dir=\"rtl\"",
            "<h1>نحلة العسل</h1>",
            "data-entry=\"bee1\"",
            ">٢٫٥ مليون</data>",
            "id=\"q:bee-weight\"",
            "كم وزنها؟",
            "href=\"#note:1\"",
            "<th scope=\"row\"><span lang=\"en\" dir=\"ltr\">Weight</span></th>",
            "<span lang=\"en\" dir=\"ltr\"><bdi dir=\"ltr\">where she lives</bdi></span>",
            "<link rel=\"canonical\" href=\"https://example.org/ar/entries/honey-bee\">",
        ],
    );
    assert!(!page.contains("<article class=\"sheet\" lang"), "{page}");
}

#[test]
fn links_lead_to_what_is_in_the_language_and_else_to_originals() {
    assert_has(
        &page(&current(), "ar/entries/honey-bee"),
        &[
            "<a href=\"/entries/hive\" hreflang=\"en\"><bdi>Hive</bdi></a>",
            "<a href=\"/ar/threads/news\">أخبار</a>",
            "<a href=\"/ar/paths/walk\">نزهة</a>",
        ],
    );
    assert_has(
        &page(&current(), "entries/hive"),
        &["<a href=\"/entries/honey-bee\">Honey bee</a>"],
    );
}

#[test]
fn every_version_names_the_others() {
    let compiled = current();
    let alternates = [
        "<link rel=\"alternate\" hreflang=\"en\" href=\"https://example.org/entries/honey-bee\">",
        "<link rel=\"alternate\" hreflang=\"x-default\" href=\"https://example.org/entries/honey-bee\">",
        "<link rel=\"alternate\" hreflang=\"ar\" href=\"https://example.org/ar/entries/honey-bee\">",
        "<link rel=\"alternate\" hreflang=\"pl\" href=\"https://example.org/pl/entries/honey-bee\">",
    ];
    let to = |address: &str, tag: &str, direction: &str, name: &str| {
        format!(
            "<a href=\"/{address}\" hreflang=\"{tag}\" lang=\"{tag}\" dir=\"{direction}\" rel=\"alternate\">{name}</a>"
        )
    };
    let original = page(&compiled, "entries/honey-bee");
    assert_has(&original, &alternates);
    assert_has(
        &original,
        &[&to("ar/entries/honey-bee", "ar", "rtl", "العربية")],
    );
    let arabic = page(&compiled, "ar/entries/honey-bee");
    assert_has(&arabic, &alternates);
    assert_has(&arabic, &[&to("entries/honey-bee", "en", "ltr", "English")]);
    assert_has(
        &arabic,
        &[&to("pl/entries/honey-bee", "pl", "ltr", "polski")],
    );
    assert!(!page(&compiled, "entries/hive").contains("hreflang"));
    assert_has(
        &page(&compiled, "paths/walk/2"),
        &[&to("ar/paths/walk/2", "ar", "rtl", "العربية")],
    );
}

#[test]
fn a_language_without_words_for_the_interface_is_marked_where_it_stands() {
    assert_has(
        &page(&current(), "pl/entries/honey-bee"),
        &[
            "<html lang=\"pl\" dir=\"ltr\"",
            "<body lang=\"en\" dir=\"ltr\"",
            "<article class=\"sheet\" lang=\"pl\" dir=\"ltr\"",
            "<p class=\"kicker\" lang=\"en\" dir=\"ltr\">",
            "aria-labelledby=\"sources:\" lang=\"en\">",
        ],
    );
}

#[test]
fn only_a_translation_that_lags_says_so() {
    let said = "تغيّر الأصل بعد هذه الترجمة. <a href=\"/entries/honey-bee\">اقرأ الأصل</a>";
    let lagging = bees("00000000000000000000000000000000");
    assert_has(&page(&lagging, "ar/entries/honey-bee"), &[said]);
    assert_has(&page(&lagging, "ar/paths/walk/1"), &[said]);
    assert!(!page(&lagging, "entries/honey-bee").contains(said));
    assert!(!page(&current(), "ar/entries/honey-bee").contains(said));
}

#[test]
fn who_has_read_one_version_has_read_those_that_say_the_same() {
    let compiled = current();
    let [arabic, original] =
        ["ar/entries/honey-bee", "entries/honey-bee"].map(|address| page(&compiled, address));
    let (in_arabic, hash) = (content_of(&arabic), content_of(&original));
    assert_ne!(in_arabic, hash);
    assert_has(&arabic, &[&format!("data-same=\"{hash}\"")]);
    assert_has(&original, &[&format!("data-same=\"{in_arabic}\"")]);
    let lagging = bees("00000000000000000000000000000000");
    assert!(!page(&lagging, "entries/honey-bee").contains("data-same"));
    assert!(!page(&lagging, "ar/entries/honey-bee").contains("data-same"));
}

#[test]
fn a_path_is_read_in_its_language_in_the_order_of_its_original() {
    let compiled = current();
    let title_page = page(&compiled, "ar/paths/walk");
    assert_has(
        &title_page,
        &[
            "<h1>نزهة</h1>",
            "href=\"/ar/paths/walk/1\"",
            "<p class=\"why\">ثم بيتها.</p>",
        ],
    );
    assert!(
        title_page.find("نحلة العسل") < title_page.find(">Hive<"),
        "{title_page}"
    );
    assert_has(
        &page(&compiled, "ar/paths/walk/1"),
        &[
            "<h1>نحلة العسل</h1>",
            "هي أولا.",
            "href=\"/ar/paths/walk/2\"",
        ],
    );
    assert_has(
        &page(&compiled, "ar/paths/walk/end"),
        &["هذا كل شيء.", "كم وزنها؟"],
    );
}

#[test]
fn a_step_that_is_not_translated_is_shown_in_its_own_language() {
    assert_has(
        &page(&current(), "ar/paths/walk/2"),
        &[
            "<html lang=\"ar\" dir=\"rtl\"",
            "<article class=\"sheet\" lang=\"en\" dir=\"ltr\"",
            "<p class=\"why\" lang=\"ar\" dir=\"rtl\">ثم بيتها.</p>",
            "وهي معروضة هنا بلغتها الأصلية: \u{2068}الإنجليزية\u{2069}",
            "The home of a <a href=\"/entries/honey-bee\">Honey bee</a>",
        ],
    );
}

#[test]
fn a_site_has_all_versions_and_their_forms() {
    let compiled = current();
    let site = site_of(&compiled.snapshot);
    let mut all: Vec<String> = site.addresses().iter().map(ToString::to_string).collect();
    all.extend(site.files().iter().map(ToString::to_string));
    for address in [
        "ar/entries/honey-bee",
        "pl/entries/honey-bee",
        "ar/threads/news",
        "ar/paths/walk",
        "ar/paths/walk/2",
        "ar/paths/walk/end",
        "ar/entries/honey-bee.md",
        "ar/paths/walk.json",
    ] {
        assert!(all.iter().any(|known| known == address), "{address}");
        assert!(
            site.render(&Address::parse(address).unwrap()).is_some(),
            "{address}"
        );
    }
    let sitemap = html_at(&site, "sitemap.xml");
    assert_has(
        &sitemap,
        &["<loc>https://example.org/ar/entries/honey-bee</loc>"],
    );
    for nothing in [
        "de/threads/news",
        "ar/entries/hive",
        "ar/threads/honey-bee",
        "ar/paths/walk/3",
    ] {
        let nothing = Address::parse(nothing).unwrap();
        assert_eq!(site.render(&nothing), None, "{nothing}");
    }
}

#[test]
fn a_former_name_leads_to_the_present_one_in_the_language() {
    let compiled = current();
    let site = site_of(&compiled.snapshot);
    let redirect = |address: &str| {
        let target = site.redirect(&Address::parse(address).unwrap())?;
        Some(target.to_string())
    };
    assert_eq!(
        redirect("ar/entries/worker").as_deref(),
        Some("ar/entries/honey-bee")
    );
    assert_eq!(
        redirect("ar/entries/news").as_deref(),
        Some("ar/threads/news")
    );
    assert_eq!(
        redirect("fr/entries/worker").as_deref(),
        Some("entries/honey-bee")
    );
    assert_eq!(redirect("ar/entries/honey-bee"), None);
}

#[test]
fn programs_are_told_of_the_languages() {
    let compiled = current();
    let json: serde_json::Value =
        serde_json::from_str(&page(&compiled, "ar/entries/honey-bee.json")).unwrap();
    let hash = hash_of_bee();
    assert_eq!(json["language"], "ar");
    assert_eq!(json["id"], "bee1");
    assert_eq!(json["url"], "https://example.org/ar/entries/honey-bee");
    assert_eq!(
        json["markdown_url"],
        "https://example.org/ar/entries/honey-bee.md"
    );
    assert_eq!(
        json["translation"]["original_url"],
        "https://example.org/entries/honey-bee"
    );
    assert_eq!(json["translation"]["translated_from"], hash.as_str());
    assert_eq!(json["translation"]["original_hash"], hash.as_str());
    assert_eq!(json["questions"][0]["facts"][0], "weight");
    assert_eq!(json["versions"][2]["language"], "pl");
    let original: serde_json::Value =
        serde_json::from_str(&page(&compiled, "entries/honey-bee.json")).unwrap();
    assert_eq!(
        original["content_hash"],
        content_hash(BEE.as_bytes()).as_str()
    );
    assert_eq!(original["text_hash"], hash.as_str());
    assert!(original.get("translation").is_none());
    let data = page(&compiled, "ar/entries/honey-bee");
    assert_has(&data, &["\"inLanguage\":\"ar\"", "\"translationOfWork\":"]);
}

#[test]
fn what_a_page_lists_runs_as_the_page_does() {
    let config = format!("language = \"fa\"\n{CONFIG}");
    let compiled = compiled([
        ("almanac.toml", config.as_str()),
        ("entries/honey-bee.md", BEE),
        ("entries/hive.md", HIVE),
        ("paths/walk.md", WALK),
    ]);
    let entry = page(&compiled, "entries/honey-bee");
    assert_has(
        &entry,
        &[
            "<article class=\"sheet\" lang=\"fa\" dir=\"rtl\"",
            "<div class=\"margin\" lang=\"en\">",
            "<section class=\"notes\" aria-labelledby=\"sources:\" lang=\"en\">",
        ],
    );
    assert_has(
        &page(&compiled, "paths/walk"),
        &[
            "<section aria-labelledby=\"steps:\" lang=\"en\">",
            "data-begin lang=\"en\" dir=\"ltr\">",
        ],
    );
}

#[test]
fn labels_of_the_interface_in_a_text_say_their_language() {
    let page_of = |language: &str| {
        let config = format!("language = \"{language}\"\n{CONFIG}");
        let text = "---\ntitle: ผึ้ง\n---\n| ก |\n|---|\n| ข |\n\n- [x] ค\n\nง[^1]\n\n[^1]: จ\n\n\
            ```question\nid: q1\nask: ฉ\nanswer: ช\n```\n";
        let compiled = compiled([("almanac.toml", config.as_str()), ("entries/bee.md", text)]);
        page(&compiled, "entries/bee")
    };
    assert_has(
        &page_of("th"),
        &[
            "<div class=\"table\" role=\"group\" lang=\"en\" aria-label=\"table\"",
            "<table lang=\"th\" dir=\"ltr\">",
            "disabled lang=\"en\" aria-label=\"",
            "id=\"fnref:1.1\" lang=\"en\" aria-label=\"footnote 1\"",
            "<summary lang=\"en\" data-show=\"show the answer\"",
            "<span lang=\"th\" dir=\"ltr\">ฉ</span></summary>",
        ],
    );
    let german = page_of("de");
    assert!(
        !german.contains("<table lang") && !german.contains("<summary lang"),
        "{german}"
    );
}
