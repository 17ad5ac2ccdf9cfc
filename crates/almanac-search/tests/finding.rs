//! What queries find in small almanacs, and in which order.

use std::collections::BTreeMap;

use almanac_model::{Level, Slug};
use almanac_search::{
    Field, Filters, Index, KnownValues, Passage, QueryNote, SearchDocument, SearchRequest,
    SearchResults, SearchSubject, Texts, search,
};

/// An almanac of a few pages, each with its title and text.
#[derive(Default)]
struct Pages {
    index: Index,
    documents: BTreeMap<(SearchSubject, String), SearchDocument>,
}

impl Pages {
    fn of(pages: &[(&str, &str)]) -> Self {
        let mut all = Self::default();
        for (title, text) in pages {
            all.add(page(title, text));
        }
        all
    }

    fn add(&mut self, document: SearchDocument) {
        self.index.add(&document);
        let key = (document.subject.clone(), document.language.clone());
        self.documents.insert(key, document);
    }

    fn search(&self, query: &str) -> SearchResults {
        let request = SearchRequest {
            query: query.to_owned(),
            ..SearchRequest::default()
        };
        search(&self.index, self, &request)
    }

    /// The titles of what a query finds, in order.
    fn find(&self, query: &str) -> Vec<String> {
        let hits = self.search(query).hits.into_iter();
        hits.map(|hit| hit.title.text).collect()
    }
}

impl Texts for Pages {
    fn document(
        &self,
        subject: &SearchSubject,
        _: Option<Level>,
        language: &str,
    ) -> Option<SearchDocument> {
        let key = (subject.clone(), language.to_owned());
        self.documents.get(&key).cloned()
    }

    fn known_values(&self) -> &dyn KnownValues {
        self
    }
}

impl KnownValues for Pages {
    fn kind(&self, value: &str) -> Option<String> {
        ["concept", "thread"]
            .contains(&value)
            .then(|| value.to_owned())
    }

    fn level(&self, value: &str) -> Option<Level> {
        Level::from_name(value)
    }

    fn topic(&self, _: &str) -> Option<String> {
        None
    }

    fn within(&self, _: &str) -> Option<String> {
        None
    }

    fn language(&self, value: &str) -> Option<String> {
        ["en", "de"].contains(&value).then(|| value.to_owned())
    }
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
    let pages = Pages::of(&[
        ("A list", "Berg Berg Berg Berg and more of Berg"),
        ("Bergs", "bergs of ice, bergs of snow"),
        ("Berg", "A hill."),
    ]);
    assert_eq!(pages.find("berg"), ["Berg", "A list", "Bergs"]);
    assert_eq!(pages.find("bergs"), ["Bergs", "Berg", "A list"]);
}

#[test]
fn all_words_or_else_most_of_them_which_is_said() {
    let pages = Pages::of(&[
        ("One", "a light on the water"),
        ("Two", "a horn in the mist"),
        ("Three", "a light and a horn"),
    ]);
    assert_eq!(pages.find("light horn"), ["Three"]);
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
    let pages = Pages::of(&[
        (
            "Apart",
            "A fog came. Much later somebody blew the horn, then fog again, and a horn.",
        ),
        (
            "Beside",
            "On page three there is a fog horn, which is old and has not been blown for years.",
        ),
    ]);
    assert_eq!(pages.find("fog horn"), ["Beside", "Apart"]);
}

#[test]
fn a_slip_is_forgiven_only_where_no_page_has_the_word_and_never_in_numbers() {
    let pages = Pages::of(&[
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
    assert!(pages.find("1956").is_empty());
    assert!(pages.find("gpt-4").is_empty());
    assert_eq!(pages.find("salt")[0], "Salt");
}

#[test]
fn names_of_several_parts_are_looked_for_side_by_side() {
    let pages = Pages::of(&[
        ("Node", "We write node.js here"),
        ("Far", "js is a language, and a node is a point"),
        ("Near", "NodeJS"),
        ("Coop", "The coop is here"),
        ("Two", "a co op in town"),
        ("Hyphen", "a co-op in town"),
    ]);
    assert_eq!(pages.find("node.js")[0], "Node");
    for query in ["coop", "co-op", "co op"] {
        let mut found = pages.find(query);
        found.sort();
        assert_eq!(found, ["Coop", "Hyphen", "Two"], "{query}");
    }
}

#[test]
fn a_run_without_spaces_is_found_side_by_side_only() {
    let pages = Pages::of(&[
        ("市場", "青空市場は東京にある。"),
        ("Apart", "青い空。市。場所。"),
    ]);
    assert_eq!(pages.find("青空市場"), ["市場"]);
    assert_eq!(pages.find("京"), ["市場"]);
    assert_eq!(pages.find("東京"), ["市場"]);
}

#[test]
fn the_last_word_is_a_beginning_and_no_other() {
    let pages = Pages::of(&[("House", "a lighthouse keeper"), ("Horse", "a light horse")]);
    assert_eq!(pages.find("light ho"), ["Horse"]);
    assert_eq!(pages.find("ho light"), ["Horse", "House"]);
    assert_eq!(pages.find("ligh").len(), 2);
}

#[test]
fn a_page_that_changed_is_found_by_its_new_words_only() {
    let mut pages = Pages::of(&[("One", "an old word"), ("Two", "another")]);
    pages.add(page("One", "a new word"));
    assert!(pages.find("old").is_empty());
    assert_eq!(pages.find("new"), ["One"]);
    let compacted = pages.index.compacted();
    let bytes = postcard::to_allocvec(&compacted.stored()).expect("it can be kept");
    let stored = Index::of_stored(postcard::from_bytes(&bytes).expect("an index"));
    for index in [compacted, stored] {
        let pages = Pages {
            index,
            documents: pages.documents.clone(),
        };
        assert!(pages.find("old").is_empty());
        assert_eq!(pages.find("words"), ["One"]);
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
    let pages = Pages::of(&pages);
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
        let results = Pages::of(&pages).search("xarbour");
        let titles = results.near_titles.into_iter().map(|hit| hit.title.text);
        titles.collect::<Vec<_>>()
    };
    for order in [[0, 1, 2], [2, 1, 0]] {
        assert_eq!(near(order), ["Harbour a", "Harbour b", "Harbour c"]);
    }
}

#[test]
fn what_results_are_narrowed_to_is_counted_as_what_is_found() {
    let mut pages = Pages::default();
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
