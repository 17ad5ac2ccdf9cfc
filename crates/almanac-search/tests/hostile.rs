//! Queries that nobody types in good faith: each is answered, soon, and with nothing out of place.

mod served;

use std::time::{Duration, Instant};

use almanac_model::Slug;
use almanac_search::{Field, HITS_PER_PAGE, MarkedText, Passage, SearchDocument, SearchSubject};

use served::Served;

/// How many pages are searched.
const PAGES: usize = 300;

/// What no query may take in a build for tests, which is some twenty times slower than one for readers. What grows with
/// the square of a query takes minutes.
const MOST: Duration = Duration::from_secs(5);

/// Words of many scripts.
const WORDS: [&str; 24] = [
    "harbour",
    "lights",
    "the",
    "of",
    "and",
    "straße",
    "Łódź",
    "C++",
    "node.js",
    "10,000",
    "v2.0.1",
    "ΟΔΟΣ",
    "ёлка",
    "灯台の灯",
    "ประภาคาร",
    "प्रकाशस्तंभ",
    "المنارة",
    "מגדלור",
    "등대에서",
    "မီးပြတိုက်",
    "🌊",
    "Qur’an",
    "co-op",
    "H₂O",
];

/// An almanac of such pages.
fn almanac() -> Served {
    let mut served = Served {
        kinds: &["place"],
        languages: &["en"],
        ..Served::default()
    };
    (0..PAGES).for_each(|number| served.add(page(number)));
    served
}

/// A page of two hundred words, most of which stand on many pages.
fn page(number: usize) -> SearchDocument {
    let word = |turn: usize| match turn % 3 {
        0 => WORDS[(number * 7 + turn * 5) % WORDS.len()].to_owned(),
        1 => format!("word{}", letters(number * 13 + turn)),
        _ => letters(turn * 31 + number % 10),
    };
    let text: Vec<String> = (0..200).map(word).collect();
    let passage = |field, text: String| Passage {
        field,
        anchor: None,
        text,
    };
    SearchDocument {
        subject: SearchSubject::Entry(Slug::new(&format!("page-{number}")).expect("a slug")),
        language: "en".to_owned(),
        depth: None,
        is_translation: false,
        kind: Some("place".to_owned()),
        level: None,
        topics: Vec::new(),
        within: Vec::new(),
        addresses: Vec::new(),
        is_stub: false,
        linked_from: 0,
        passages: vec![
            passage(Field::Title, format!("Page {number}")),
            passage(Field::Text, text.join(" ")),
        ],
    }
}

/// A number, written in letters.
fn letters(mut number: usize) -> String {
    let mut letters = String::new();
    while letters.len() < 4 || number > 0 {
        letters.extend(char::from_digit((number % 26) as u32 + 10, 36));
        number /= 26;
    }
    letters
}

/// Queries by what is bad about them.
fn queries() -> Vec<(&'static str, String)> {
    let many = |text: &str, times: usize| text.repeat(times);
    let unknown: Vec<String> = (0..5_000).map(|it| letters(it * 977 + 11)).collect();
    vec![
        ("a word of a million letters", many("a", 1_000_000)),
        (
            "thousands of words",
            many("harbour lights of the sea ", 5_000),
        ),
        ("thousands of words that no page has", unknown.join(" ")),
        ("thousands of slips", many("harbuor ligths ", 5_000)),
        ("words of one letter", many("a b c d e f g h ", 1_000)),
        ("only frequent words", many("the of and ", 100)),
        ("ten thousand quotation marks", many("\"", 10_000)),
        ("quotation marks between letters", many("a\"", 5_000)),
        ("phrases in phrases", many("\"the \"of ", 2_000)),
        ("a long phrase", format!("\"{}\"", many("the of and ", 60))),
        ("minuses", many("-", 10_000)),
        ("only words to leave out", many("-the ", 2_000)),
        (
            "operators without values",
            many("kind: level: topic: in: language: ", 500),
        ),
        (
            "operators with values",
            many("kind:place level:advanced language:en ", 500),
        ),
        (
            "a regular expression",
            "^(a+)+$|.*.*.*[^\\d]{1,9999}(?=x)".to_owned(),
        ),
        (
            "syntax of other engines",
            "title:(a OR b) AND NOT c NEAR(d e, 5) * ? ~2 ^4 [1 TO 9] {x}".to_owned(),
        ),
        ("SQL", "'; DROP TABLE pages; --".to_owned()),
        (
            "markup",
            "<script>alert(1)</script> &amp;lt; [[link]] {{fact}}".to_owned(),
        ),
        ("signs", many("!?#%&/()=+*~<>|@.,;:", 500)),
        (
            "controls",
            (0..32_u8).map(char::from).cycle().take(5_000).collect(),
        ),
        ("what stands for broken text", many("\u{fffd}", 5_000)),
        ("marks upon marks", format!("e{}", many("\u{301}", 20_000))),
        (
            "hidden marks",
            many("\u{200b}\u{200d}\u{ad}\u{2060}", 5_000),
        ),
        (
            "marks of direction",
            many("\u{202e}a\u{202c}\u{2066}", 5_000),
        ),
        ("faces joined to one", many("👨\u{200d}👩\u{200d}👧", 2_000)),
        ("flags", many("🇩🇪🇫🇷", 2_000)),
        ("a run without spaces", many("灯台", 10_000)),
        ("a run of Thai", many("ประภาคาร", 5_000)),
        ("parts of Hangul", many("\u{1100}\u{1161}\u{11a8}", 5_000)),
        ("a number of a hundred thousand digits", many("9", 100_000)),
        ("groups of digits", many("1,000,", 10_000)),
        ("a version of many parts", many("1.", 10_000)),
        ("a name of many humps", many("aB", 10_000)),
        ("a name of many parts", many("a_b-c.d/e::f", 2_000)),
        (
            "an address",
            format!(
                "https://example.org/{}?{}",
                many("a/", 5_000),
                many("x=1&", 5_000)
            ),
        ),
        (
            "letters beyond the first plane",
            many("𝔄𝕭\u{1f3fb}\u{10ffff}", 2_000),
        ),
        ("white space", many(" \t\n\u{3000}\u{a0}", 5_000)),
        ("every script", WORDS.join(" ")),
        ("every script, side by side", WORDS.concat()),
    ]
}

#[test]
fn no_query_takes_long_or_finds_what_is_out_of_place() {
    let almanac = almanac();
    for (what, query) in queries() {
        let begun = Instant::now();
        let results = almanac.search(&query);
        let taken = begun.elapsed();
        assert!(taken < MOST, "{what}: {taken:?}");
        assert!(results.hits.len() <= HITS_PER_PAGE, "{what}");
        assert!(results.total <= PAGES, "{what}: {}", results.total);
        assert!(results.hits.len() <= results.total, "{what}");
        for hit in &results.hits {
            assert_is_marked_within(&hit.title, what);
            for passage in &hit.passages {
                assert_is_marked_within(&passage.text, what);
            }
        }
    }
}

/// Marks are in order, none within another, and begin and end at letters.
fn assert_is_marked_within(text: &MarkedText, what: &str) {
    let mut end = 0;
    for mark in &text.marks {
        assert!(
            end <= mark.start && mark.start < mark.end,
            "{what}: {mark:?}"
        );
        assert!(text.text.get(mark.clone()).is_some(), "{what}: {mark:?}");
        end = mark.end;
    }
}

#[test]
fn what_holds_no_word_does_not_find_everything() {
    let almanac = almanac();
    for query in ["-", "!!", "\u{200b}", "\0", "\u{fffd}", "\u{301}"] {
        assert_eq!(almanac.search(query).total, 0, "{query:?}");
    }
}
