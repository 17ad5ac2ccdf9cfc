//! The page of what search found, and the same as JSON, of results that are made by hand.

use almanac_model::{Address, LanguageTag, Level, Slug};
use almanac_render::SearchParameters;
use almanac_search::{
    DirectAnswer, FacetValue, Facets, Field, Hit, HitPassage, MarkedText, OtherDepth, QueryNote,
    SearchResults, SearchSubject,
};
use serde_json::Value;

use crate::{compiled, html_at, site_of, small_almanac};

fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

/// A text in which what stands between brackets matched.
fn marked(text: &str) -> MarkedText {
    let mut marked = MarkedText::default();
    for (index, piece) in text.split(['[', ']']).enumerate() {
        let start = marked.text.len();
        marked.text.push_str(piece);
        if index % 2 == 1 {
            marked.marks.push(start..marked.text.len());
        }
    }
    marked
}

fn passage(field: Field, heading: Option<&str>, text: &str) -> HitPassage {
    HitPassage {
        field,
        anchor: heading.map(|_| "what-it-does".to_owned()),
        heading: heading.map(str::to_owned),
        text: marked(text),
    }
}

fn hit(subject: SearchSubject, title: &str, passages: Vec<HitPassage>) -> Hit {
    Hit {
        kind: matches!(subject, SearchSubject::Entry(_)).then(|| "organisation".to_owned()),
        subject,
        language: "en".to_owned(),
        is_translation: false,
        depth: None,
        other_depths: Vec::new(),
        other_languages: vec!["de".to_owned()],
        level: Some(Level::Introductory),
        title: marked(title),
        passages,
    }
}

fn value(value: &str, count: usize) -> FacetValue {
    FacetValue {
        value: value.to_owned(),
        count,
        is_chosen: false,
    }
}

/// What is found for `lab`: of everything that can be found at least one.
pub(crate) fn found_for_lab() -> SearchResults {
    let mut cut = passage(
        Field::Text,
        Some("What it does"),
        "It hosts [labs] & <models>",
    );
    cut.text.is_cut_before = true;
    cut.text.is_cut_behind = true;
    let mut entry = hit(
        SearchSubject::Entry(slug("exlab")),
        "Example [Lab]",
        vec![cut, passage(Field::Alias, None, "Ex[Lab]")],
    );
    let depth = Some(Level::Advanced);
    entry.other_depths = vec![OtherDepth {
        depth,
        level: depth,
    }];
    let thread = hit(
        SearchSubject::Thread(slug("open-weights-progress")),
        "Progress",
        vec![passage(Field::Fact, Some("Facts"), "Founded: [2016]")],
    );
    let mut arabic = hit(
        SearchSubject::Path(slug("labs-only")),
        "[مختبرات] فقط",
        vec![passage(Field::Summary, None, "كل [مختبر] هنا")],
    );
    (arabic.language, arabic.is_translation) = ("ar".to_owned(), true);
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    SearchResults {
        total: 125,
        hits: vec![entry, thread, arabic],
        facets: Facets {
            kinds: vec![
                value("organisation", 100),
                value("thread", 20),
                value("path", 5),
            ],
            levels: vec![value("introductory", 125), value("advanced", 0)],
            topics: (0..9)
                .map(|number| value(&format!("topic-{number}"), 3))
                .collect(),
            within: vec![
                value("path:labs-only", 4),
                value("exlab", 1),
                value("other-lab", 2),
            ],
            languages: vec![value("en", 120), value("ar", 5)],
        },
        notes: vec![
            QueryNote::NearWords {
                typed: "lba<".to_owned(),
                taken: words(&["lab", "labs"]),
            },
            QueryNote::LeftOut {
                words: words(&["مختبر"]),
            },
            QueryNote::MayBeMissing {
                words: words(&["the", "of"]),
            },
            QueryNote::OnlyExclusions,
            QueryNote::CutOff {
                last: "end".to_owned(),
            },
        ],
        answer: Some(DirectAnswer {
            page: slug("exlab"),
            facts: vec![4, 5],
        }),
        near_titles: Vec::new(),
    }
}

/// The page for what an address asks, if this is what is found.
fn page(query: &str, results: &SearchResults) -> String {
    let compiled = small_almanac();
    let site = site_of(&compiled.snapshot);
    let page = site.search(&SearchParameters::read(query), results);
    let text = String::from_utf8(page.bytes).unwrap();
    let main = text.split("<main").nth(1).unwrap();
    let main = main.split("</main>").next().unwrap();
    main.lines()
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn results_are_set_as_a_bibliography_with_what_was_done_to_the_query() {
    insta::assert_snapshot!(page("q=lab&page=2", &found_for_lab()));
}

#[test]
fn before_the_first_result_only_the_answer_leads_to_a_page() {
    let page = page("q=lab", &found_for_lab());
    let (before, _) = page.split_once("<ol class=\"found\"").unwrap();
    let addresses = before.split("href=\"").skip(1);
    let addresses = addresses.map(|rest| rest.split('"').next().unwrap());
    let pages: Vec<&str> = addresses
        .filter(|address| !address.contains("/search?"))
        .collect();
    // The answer leads to the fact, and to the notes that name its sources.
    assert_eq!(
        pages,
        [
            "/small/entries/exlab#fact:funding",
            "/small/entries/exlab#note:1",
            "/small/sources/ledger-count"
        ]
    );
}

#[test]
fn what_is_chosen_can_be_taken_off_even_if_nothing_has_it() {
    let mut results = found_for_lab();
    results.facets.kinds[1].is_chosen = true;
    results.facets.levels[1].is_chosen = true;
    let narrowed = page("q=lab&kind=thread&level=advanced", &results);
    assert!(
        narrowed.contains(
            "<a href=\"/small/search?q=lab&#38;level=advanced\" rel=\"nofollow\" class=\"chosen\""
        ),
        "{narrowed}"
    );
    // A level that no page has is shown all the same.
    assert!(
        narrowed.contains(
            "<a href=\"/small/search?q=lab&#38;kind=thread\" rel=\"nofollow\" class=\"chosen\""
        ),
        "{narrowed}"
    );
    assert!(narrowed.contains("<input type=\"hidden\" name=\"kind\" value=\"thread\">"));
    // What one page alone stands in narrows nothing.
    assert!(!narrowed.contains("in=exlab"));
    assert!(narrowed.contains("in=other-lab") && narrowed.contains("in=path%3Alabs-only"));
}

#[test]
fn a_page_beyond_the_last_says_so_and_leads_back() {
    let beyond = SearchResults {
        hits: Vec::new(),
        ..found_for_lab()
    };
    let page = page("q=lab&page=9", &beyond);
    assert!(page.contains("125 pages found"));
    assert!(
        page.contains(
            "The results end before this page. <a href=\"/small/search?q=lab&amp;page=7\">"
        ),
        "{page}"
    );
    assert!(!page.contains("rel=\"next\"") && !page.contains("Nothing was found"));
}

#[test]
fn where_nothing_is_found_the_words_and_ways_on_are_offered() {
    let nothing = SearchResults {
        near_titles: vec![found_for_lab().hits.remove(0)],
        ..SearchResults::default()
    };
    let page = page(
        "q=%22not+written%22+%3Cb%3E&level=expert&kind=zebra",
        &nothing,
    );
    assert!(
        page.contains("Nothing was found for <bdi>&quot;not written&quot; &lt;b&gt;</bdi>"),
        "{page}"
    );
    assert!(
        page.contains("Level: there is no <bdi>expert</bdi> here."),
        "{page}"
    );
    assert!(
        page.contains("Kind: there is no <bdi>zebra</bdi> here."),
        "{page}"
    );
    assert!(
        page.contains("/small/entries/exlab#what-it-does\">Example Lab</a>"),
        "{page}"
    );
    assert!(page.contains("<a href=\"/small/requested\">"), "{page}");
    let words = SearchParameters::read("q=not+written");
    let compiled = small_almanac();
    let asked = site_of(&compiled.snapshot).in_words(&words, &nothing);
    assert_eq!(asked.requested[0].href, "/small/requested#not-written");
}

#[test]
fn answers_to_searches_are_kept_out_of_search_engines() {
    let compiled = small_almanac();
    let site = site_of(&compiled.snapshot);
    let search = |query| {
        let page = site.search(&SearchParameters::read(query), &found_for_lab());
        String::from_utf8(page.bytes).unwrap()
    };
    let asked = search("q=lab&page=2");
    assert!(asked.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(asked.contains("<link rel=\"canonical\" href=\"https://example.org/small/search\">"));
    assert!(asked.contains("<title>Search: lab · Small almanac</title>"));
    let bare = search("");
    assert!(!bare.contains("noindex") && bare.contains("125 pages to search"));
    assert!(!bare.contains("<ol class=\"found\""));
}

#[test]
fn programs_are_given_the_same_with_true_counts() {
    let compiled = small_almanac();
    let site = site_of(&compiled.snapshot);
    let json = site.search_data(&SearchParameters::read("q=lab&page=2"), &found_for_lab());
    let json: Value = serde_json::from_slice(&json.bytes).unwrap();
    let json = serde_json::to_string_pretty(&json).unwrap();
    insta::assert_snapshot!(json);
}

#[test]
fn a_static_site_says_what_search_needs_and_never_that_nothing_was_found() {
    let compiled = small_almanac();
    let site = site_of(&compiled.snapshot).as_files();
    let page = html_at(&site, "search");
    assert!(page.contains("<noscript><p class=\"notice\">Search on this copy of the site"));
    assert!(page.contains("in a page that is opened as a file"));
    assert!(!page.contains("pages found") && !page.contains("Nothing was found"));
}

#[test]
fn search_is_in_each_language_of_the_almanac_and_pages_lead_to_that_of_theirs() {
    let compiled = compiled([
        ("almanac.toml", "title = \"Bees\"\nlanguages = [\"ar\"]\n"),
        ("entries/bee.md", "---\ntitle: Bee\n---\nIt flies.\n"),
        ("entries/bee.ar.md", "---\ntitle: نحلة\n---\nتطير.\n"),
    ]);
    let site = site_of(&compiled.snapshot);
    let page = html_at(&site, "ar/entries/bee");
    assert!(page.contains("href=\"/ar/search\" data-search"), "{page}");
    let page = html_at(&site, "entries/bee");
    assert!(page.contains("href=\"/search\" data-search"), "{page}");
    for (address, is_there) in [
        ("ar/search", true),
        ("ar/search.json", true),
        ("de/search", false),
    ] {
        let address = Address::parse(address).unwrap();
        assert_eq!(site.searches_at(&address), is_there, "{address}");
    }
    let arabic = LanguageTag::new("ar").unwrap();
    let site = site.in_language(Some(&arabic));
    let page = site.search(&SearchParameters::read("q=x&page=2"), &found_for_lab());
    let page = String::from_utf8(page.bytes).unwrap();
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\""), "{page}");
    assert!(page.contains("عُثر على ١٢٥ صفحة"), "{page}");
    assert!(page.contains("action=\"/ar/search\""));
    assert!(page.contains("href=\"/ar/search?q=x\" rel=\"prev\""));
    assert!(page.contains("<p class=\"words\" lang=\"en\" dir=\"ltr\">"));
}

#[test]
fn the_punctuation_of_titles_and_passages_is_set_around_what_matched() {
    let passages = vec![
        passage(
            Field::Summary,
            None,
            "It's the \"old [lab]\" -- and so [on]...",
        ),
        // What was read has it already, but in code.
        passage(Field::Text, None, "Run --[lab] \"x\"."),
    ];
    let mut results = found_for_lab();
    results.hits = vec![hit(
        SearchSubject::Entry(slug("exlab")),
        "The \"[lab]'s\" end...",
        passages,
    )];
    let page = page("q=lab", &results);
    for set in [
        "The “<mark>lab</mark>’s” end…",
        "It’s the “old <mark>lab</mark>” – and so <mark>on</mark>…",
        "Run --<mark>lab</mark> &quot;x&quot;.",
    ] {
        assert!(page.contains(set), "no {set} in {page}");
    }
}
