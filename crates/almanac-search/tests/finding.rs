//! What queries find in small almanacs, and in which order.

mod served;

use almanac_model::Slug;
use almanac_search::{
    Field, Filters, Index, Passage, QueryNote, SearchDocument, SearchRequest, SearchResults,
    SearchSubject, search,
};

use served::Served;

/// An almanac of a few pages, each with its title and text.
fn pages_of(pages: &[(&str, &str)]) -> Served {
    let mut served = empty();
    for (title, text) in pages {
        served.add(page(title, text));
    }
    served
}

fn empty() -> Served {
    Served {
        kinds: &["concept", "thread"],
        languages: &["en", "de"],
        ..Served::default()
    }
}

/// The titles of what a query finds, in order.
fn titles(pages: &Served, query: &str) -> Vec<String> {
    let hits = pages.search(query).hits.into_iter();
    hits.map(|hit| hit.title.text).collect()
}

fn page(title: &str, text: &str) -> SearchDocument {
    let slug: String = title
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    let slug = slug.to_lowercase();
    let slug: Vec<&str> = slug.split('-').filter(|part| !part.is_empty()).collect();
    let slug = Slug::new(&slug.join("-")).expect("a title is a slug");
    let passage = |field, text: &str| Passage {
        field,
        anchor: None,
        text: text.to_owned(),
    };
    SearchDocument {
        subject: SearchSubject::Entry(slug),
        language: "en".to_owned(),
        depth: None,
        is_translation: false,
        kind: Some("concept".to_owned()),
        level: None,
        topics: Vec::new(),
        within: Vec::new(),
        is_stub: false,
        linked_from: 0,
        addresses: Vec::new(),
        passages: vec![passage(Field::Title, title), passage(Field::Text, text)],
    }
}

#[test]
fn the_page_so_named_comes_first_and_stems_after_the_word() {
    let pages = pages_of(&[
        ("A list", "Berg Berg Berg Berg and more of Berg"),
        ("Bergs", "bergs of ice, bergs of snow"),
        ("Berg", "A hill."),
    ]);
    assert_eq!(titles(&pages, "berg"), ["Berg", "A list", "Bergs"]);
    assert_eq!(titles(&pages, "bergs"), ["Bergs", "Berg", "A list"]);
}

#[test]
fn all_words_or_else_most_of_them_which_is_said() {
    let pages = pages_of(&[
        ("One", "a light on the water"),
        ("Two", "a horn in the mist"),
        ("Three", "a light and a horn"),
    ]);
    assert_eq!(titles(&pages, "light horn"), ["Three"]);
    let results = pages.search("light horn zebra");
    assert_eq!(results.hits[0].title.text, "Three");
    assert_eq!(results.total, 1);
    let left_out = QueryNote::LeftOut {
        words: vec!["zebra".to_owned()],
    };
    assert_eq!(results.notes, [left_out]);
}

#[test]
fn words_side_by_side_come_before_words_apart() {
    let pages = pages_of(&[
        (
            "Apart",
            "A fog came. Much later somebody blew the horn, then fog again, and a horn.",
        ),
        (
            "Beside",
            "On page three there is a fog horn, which is old and has not been blown for years.",
        ),
    ]);
    assert_eq!(titles(&pages, "fog horn"), ["Beside", "Apart"]);
}

#[test]
fn a_slip_is_forgiven_only_where_no_page_has_the_word_and_never_in_numbers() {
    let pages = pages_of(&[
        ("Mistral", "A wind of 1965."),
        ("Salt", "salt of the sea"),
        ("Salty", "salty water, salty air, salty salty salty"),
        ("GPT-5", "The model GPT-5."),
    ]);
    let results = pages.search("mistrla");
    assert_eq!(results.hits[0].title.text, "Mistral");
    let near = QueryNote::NearWords {
        typed: "mistrla".to_owned(),
        taken: vec!["mistral".to_owned()],
    };
    assert_eq!(results.notes, [near]);
    assert!(titles(&pages, "1956").is_empty());
    assert!(titles(&pages, "gpt-4").is_empty());
    assert_eq!(titles(&pages, "salt")[0], "Salt");
}

#[test]
fn names_of_several_parts_are_looked_for_side_by_side() {
    let pages = pages_of(&[
        ("Node", "We write node.js here"),
        ("Far", "js is a language, and a node is a point"),
        ("Near", "NodeJS"),
        ("Coop", "The coop is here"),
        ("Two", "a co op in town"),
        ("Hyphen", "a co-op in town"),
    ]);
    assert_eq!(titles(&pages, "node.js")[0], "Node");
    for query in ["coop", "co-op", "co op"] {
        let mut found = titles(&pages, query);
        found.sort();
        assert_eq!(found, ["Coop", "Hyphen", "Two"], "{query}");
    }
}

#[test]
fn a_run_without_spaces_is_found_side_by_side_only() {
    let pages = pages_of(&[
        ("市場", "青空市場は東京にある。"),
        ("Apart", "青い空。市。場所。"),
    ]);
    assert_eq!(titles(&pages, "青空市場"), ["市場"]);
    assert_eq!(titles(&pages, "京"), ["市場"]);
    assert_eq!(titles(&pages, "東京"), ["市場"]);
}

#[test]
fn the_last_word_is_a_beginning_and_no_other() {
    let pages = pages_of(&[("House", "a lighthouse keeper"), ("Horse", "a light horse")]);
    assert_eq!(titles(&pages, "light ho"), ["Horse"]);
    assert_eq!(titles(&pages, "ho light"), ["Horse", "House"]);
    assert_eq!(titles(&pages, "ligh").len(), 2);
}

#[test]
fn a_page_that_changed_is_found_by_its_new_words_only() {
    let mut pages = pages_of(&[("One", "an old word"), ("Two", "another")]);
    pages.add(page("One", "a new word"));
    assert!(titles(&pages, "old").is_empty());
    assert_eq!(titles(&pages, "new"), ["One"]);
    let compacted = pages.index.compacted();
    let bytes = postcard::to_allocvec(&compacted.stored()).expect("it can be kept");
    let stored = Index::of_stored(postcard::from_bytes(&bytes).expect("an index"));
    for index in [compacted, stored] {
        let pages = Served {
            index,
            documents: pages.documents.clone(),
            ..empty()
        };
        assert!(titles(&pages, "old").is_empty());
        assert_eq!(titles(&pages, "words"), ["One"]);
    }
}

#[test]
fn a_word_that_no_page_has_is_left_out_though_all_others_are_frequent() {
    let pages: Vec<(String, &str)> = (0..30)
        .map(|number| (format!("Page {number}"), "an open model"))
        .collect();
    let pages: Vec<(&str, &str)> = pages
        .iter()
        .map(|(title, text)| (&**title, *text))
        .collect();
    let pages = pages_of(&pages);
    let results = pages.search("swiss open model");
    assert_eq!(results.total, 30);
    let left_out = QueryNote::LeftOut {
        words: vec!["swiss".to_owned()],
    };
    assert_eq!(results.notes, [left_out]);
}

#[test]
fn names_that_are_as_near_are_offered_in_one_order_whenever_they_were_added() {
    let titles = ["Harbour b", "Harbour a", "Harbour c"];
    let near = |order: [usize; 3]| {
        let pages: Vec<(&str, &str)> = order.iter().map(|at| (titles[*at], "boats")).collect();
        let results = pages_of(&pages).search("xarbour");
        let titles = results.near_titles.into_iter().map(|hit| hit.title.text);
        titles.collect::<Vec<_>>()
    };
    for order in [[0, 1, 2], [2, 1, 0]] {
        assert_eq!(near(order), ["Harbour a", "Harbour b", "Harbour c"]);
    }
}

#[test]
fn what_results_are_narrowed_to_is_counted_as_what_is_found() {
    let mut pages = empty();
    for (title, within) in [
        ("One", vec!["one", "path:walk"]),
        ("Two", vec!["two", "path:walk"]),
        ("Walk", vec!["path:walk"]),
    ] {
        let mut document = page(title, "a light");
        document.within = within.into_iter().map(str::to_owned).collect();
        if title == "Walk" {
            document.subject = SearchSubject::Path(Slug::new("walk").expect("a slug"));
            document.kind = None;
        }
        pages.add(document);
    }
    let narrowed = |within: &str, level: Option<&str>| {
        let request = SearchRequest {
            query: "light".to_owned(),
            filters: Filters {
                within: (!within.is_empty()).then(|| within.to_owned()),
                level: level.map(str::to_owned),
                ..Filters::default()
            },
            ..SearchRequest::default()
        };
        search(&pages.index, &pages, &request)
    };
    let counts = |results: &SearchResults| {
        let values = results.facets.within.iter();
        let values = values.map(|value| (value.value.clone(), value.count, value.is_chosen));
        (results.total, values.collect::<Vec<_>>())
    };
    // Whoever narrows to a path finds the path itself too, and is told so before.
    let walk = |is_chosen| ("path:walk".to_owned(), 3, is_chosen);
    assert_eq!(counts(&narrowed("", None)), (3, vec![walk(false)]));
    assert_eq!(counts(&narrowed("path:walk", None)), (3, vec![walk(true)]));
    let one = ("one".to_owned(), 1, true);
    assert_eq!(counts(&narrowed("one", None)), (1, vec![one, walk(false)]));
    // There is no such level: what there is instead is still offered.
    let unknown = narrowed("", Some("expert"));
    assert_eq!(unknown.total, 0);
    assert_eq!(unknown.facets.levels[0].value, "expert");
}
