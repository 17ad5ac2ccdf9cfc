//! Which passages of a page a hit shows, and where it leads.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::sync::Arc;

use almanac_compile::{MemoryTree, Options, compile};
use almanac_model::{Day, Snapshot};
use almanac_search::{Field, Hit, Index, SearchRequest, SnapshotTexts, documents_of, search};

/// An almanac that is searched.
struct Almanac {
    snapshot: Arc<Snapshot>,
    index: Index,
}

impl Almanac {
    fn of(config: &str, files: &[(&str, &str)]) -> Self {
        let config = [("almanac.toml", config)];
        let tree: MemoryTree = config.iter().chain(files).copied().collect();
        let options = Options::for_day(Day::constant(2026, 11, 24));
        let snapshot = compile(&tree, &options).unwrap().snapshot;
        let mut index = Index::default();
        for document in documents_of(&snapshot) {
            index.add(&document);
        }
        Self { snapshot, index }
    }

    /// The first hit of a query.
    fn hit(&self, query: &str) -> Hit {
        let request = SearchRequest {
            query: query.to_owned(),
            ..SearchRequest::default()
        };
        let texts = SnapshotTexts::of(&self.snapshot);
        let hits = search(&self.index, &texts, &request).hits.into_iter();
        { hits }
            .next()
            .unwrap_or_else(|| panic!("nothing is found for {query}"))
    }

    /// The passages of the first hit, each in a line: where it leads, the heading above it, its words with marks.
    fn passages(&self, query: &str) -> Vec<String> {
        let line = |passage: &almanac_search::HitPassage| {
            let mut words = passage.text.text.clone();
            for mark in passage.text.marks.iter().rev() {
                words.insert(mark.end, ']');
                words.insert(mark.start, '[');
            }
            let anchor = passage.anchor.as_deref().unwrap_or_default();
            let heading = passage.heading.as_deref();
            let heading = heading.map_or(String::new(), |heading| format!("{heading}: "));
            format!("#{anchor} {heading}{words}")
        };
        self.hit(query).passages.iter().map(line).collect()
    }
}

const CONFIG: &str = "title = \"Lights\"\n[properties.height]\nlabel = \"Height\"\ntype = \"quantity\"\nunit = \"metres\"\n\
    [properties.keepers]\nlabel = \"Keepers\"\ntype = \"quantity\"\n";

/// A lighthouse with a page of several sections.
fn lighthouse() -> Almanac {
    let harbour = "---\ntitle: Harbour light\naliases: [Old Tom]\nsummary: A light at the harbour.\nfacts:\n  \
        height: { value: 34, sources: [s] }\n  keepers: { value: 1.2 thousand, sources: [s] }\n\
        sources: [{ key: s, title: Lights of the north, url: \"https://example.org/s\" }]\n---\n\
        It stands {{height:unit}} high.[@s]\n\n## Sound\n\nThere is a horn, and often a fog. The fog horn blows at night.\n\n\
        ## Keepers\n\nThey slept in the café. Their lamp burnt `<script>` &amp;amp; oil.[^lamp]\n\n## Sound\n\nThe bell rings in summer.\n\n\
        ```question\nid: q\nask: Who rings?\nanswer: The bellman.\n```\n\n[^lamp]: Of whales.\n";
    let thread = "---\ntitle: Repairs\n---\nAll is well.\n\n## 2019-02-14 · The lens is ground {#lens}\n\nIt was done in Paris.\n";
    Almanac::of(
        CONFIG,
        &[
            ("entries/harbour-light.md", harbour),
            ("threads/repairs.md", thread),
        ],
    )
}

#[test]
fn the_passage_with_most_of_the_words_is_shown_those_side_by_side_first() {
    let found = lighthouse().passages("fog horn");
    assert_eq!(
        found,
        ["#sound Sound: There is a [horn], and often a [fog]. The [fog] [horn] blows at night."]
    );
    let found = lighthouse().passages("horn lamp");
    assert_eq!(found.len(), 2, "{found:?}");
    let long = format!(
        "A horn here. {}\n\nAnd a fog there. {}\n\n{} the fog horn blows {}",
        "Nothing is here. ".repeat(9),
        "Nothing at all. ".repeat(9),
        "On and on, ".repeat(20),
        "and so on ".repeat(20),
    );
    let almanac = Almanac::of(
        CONFIG,
        &[("entries/a.md", &format!("---\ntitle: A\n---\n{long}\n"))],
    );
    let found = &almanac.passages("fog horn")[0];
    assert!(found.contains("the [fog] [horn] blows"), "{found}");
    assert!(found.chars().count() < 230, "{found}");
}

#[test]
fn the_text_itself_is_shown_and_whole_words_are_marked() {
    let almanac = lighthouse();
    assert_eq!(
        almanac.passages("cafe"),
        ["#keepers Keepers: They slept in the [café]. Their lamp burnt <script> &amp; oil."]
    );
    let found = &almanac.passages("slep")[0];
    assert!(found.contains("They [slept] in"), "{found}");
    let passage = almanac.hit("cafe").passages.remove(0);
    assert!(!passage.text.is_cut_before && !passage.text.is_cut_behind);
}

#[test]
fn what_prose_inserts_and_what_facts_say_is_found_and_shown() {
    let almanac = lighthouse();
    let found = almanac.passages("34 metres");
    assert_eq!(found[0], "#fact:height Height: [34] [metres]");
    assert_eq!(found[1], "# It stands [34] [metres] high.");
    assert_eq!(almanac.passages("1200"), ["#fact:keepers Keepers: [1200]"]);
    assert_eq!(
        almanac.passages("1.2 thousand"),
        ["#fact:keepers Keepers: [1.2] [thousand]"]
    );
}

#[test]
fn a_hit_leads_to_the_heading_or_the_event_above_the_passage() {
    let almanac = lighthouse();
    let leads_to = |query: &str| almanac.hit(query).passages[0].anchor.clone();
    for (query, anchor) in [
        ("horn", Some("sound")),
        ("bell", Some("sound-1")),
        ("keepers", Some("keepers")),
        ("paris", Some("/lens")),
        ("lens ground", Some("/lens")),
        ("whales", Some("fn:1")),
        ("bellman", Some("sound-1")),
        ("stands", None),
        // A name of the page leads to its top, whatever else has it.
        ("harbour light", None),
        ("Old Tom", None),
        ("lights of the north", Some("note:1")),
    ] {
        assert_eq!(leads_to(query).as_deref(), anchor, "{query}");
    }
    let found = almanac.passages("harbour light");
    assert_eq!(found[0], "# A [light] at the [harbour].");
    assert_eq!(almanac.passages("Old Tom")[0], "# A light at the harbour.");
    assert_eq!(almanac.hit("whales").passages[0].heading, None);
    assert_eq!(
        almanac.hit("february 2019").passages[0].field,
        Field::Heading
    );
}

#[test]
fn a_stem_marks_the_word_that_stands_there() {
    let config = "title = \"Haus\"\nlanguage = \"de\"\n";
    let page = "---\ntitle: Haus\n---\nDie Häuser von gestern und ihre Keller.\n";
    let almanac = Almanac::of(config, &[("entries/haus.md", page)]);
    assert_eq!(
        almanac.passages("kellern gestern"),
        ["# Die Häuser von [gestern] und ihre [Keller]."]
    );
    assert_eq!(
        almanac.passages("hauser"),
        ["# Die [Häuser] von gestern und ihre Keller."]
    );
}
