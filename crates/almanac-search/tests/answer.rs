//! Facts that queries ask for.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::path::Path;
use std::sync::{Arc, mpsc};

use almanac_compile::{FolderTree, MemoryTree, Options, Tree, compile};
use almanac_locale::{Edition, fact_words};
use almanac_model::{Day, Snapshot};
use almanac_search::{IndexHome, LiveIndex, SearchRequest};

/// An almanac that is asked.
struct Almanac {
    snapshot: Arc<Snapshot>,
    index: LiveIndex,
}

impl Almanac {
    fn of(tree: &dyn Tree) -> Self {
        let options = Options::for_day(Day::constant(2026, 11, 24));
        let snapshot = compile(tree, &options).unwrap().snapshot;
        let index = LiveIndex::start(IndexHome::Memory, || {}, |_| {});
        index.show(snapshot.clone(), 0);
        let (sender, receiver) = mpsc::channel();
        index.when_ready(0, move || sender.send(()).unwrap());
        receiver.recv().unwrap();
        Self { snapshot, index }
    }

    /// The answer in a line: the page, the property, the values.
    fn answer(&self, query: &str) -> String {
        let request = SearchRequest {
            query: query.to_owned(),
            ..SearchRequest::default()
        };
        let (_, results) = self.index.search(&request).unwrap();
        let Some(answer) = results.answer else {
            return "none".to_owned();
        };
        let page = self.snapshot.page_by_slug(answer.page.as_str()).unwrap();
        let page = self.snapshot.page(page);
        let edition = Edition::new(&self.snapshot, Day::constant(2026, 11, 24));
        let facts: Vec<_> = answer
            .facts
            .iter()
            .map(|place| &page.facts[*place])
            .collect();
        let values: Vec<String> = facts
            .iter()
            .map(|fact| fact_words(&edition, fact))
            .collect();
        format!("{} {} {}", page.slug, facts[0].property, values.join(" / "))
    }
}

#[track_caller]
fn compare(almanac: &Almanac, cases: &[(&str, &str)]) {
    for (query, answer) in cases {
        assert_eq!(almanac.answer(query), *answer, "{query}");
    }
}

#[test]
fn the_shipped_almanac_answers() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../almanacs/ai");
    let almanac = Almanac::of(&FolderTree::new(folder));
    compare(
        &almanac,
        &[
            ("mistral founded", "mistral-ai founded April 2023"),
            ("founded mistral", "mistral-ai founded April 2023"),
            ("When was Mistral founded?", "mistral-ai founded April 2023"),
            ("mistral ai founded", "mistral-ai founded April 2023"),
            (
                "hugging face models hosted",
                "hugging-face models-hosted 3 million",
            ),
            (
                "hugging face models hosted 2025",
                "hugging-face models-hosted over 1.8 million",
            ),
            (
                "how many models are hosted by Hugging Face",
                "hugging-face models-hosted 3 million",
            ),
            ("hugging face models hosted 1999", "none"),
            (
                "mistral valuation 2024",
                "mistral-ai valuation €5.8 billion",
            ),
            (
                "valuation of hugging face in August 2023",
                "hugging-face valuation $4.5 billion",
            ),
            (
                "headquarters of Mistral AI",
                "mistral-ai headquarters Paris",
            ),
            (
                "mistral founders",
                "mistral-ai founders Arthur Mensch, Guillaume Lample and Timothée Lacroix",
            ),
            // A date does not say who.
            ("who founded mistral", "none"),
            ("mistral", "none"),
            ("founded", "none"),
            ("mistral founded paris", "none"),
            ("mistral not founded", "none"),
            ("was mistral founded by google", "none"),
            ("\"mistral founded\"", "none"),
            ("mistral founded -paris", "none"),
            ("mistral employees", "none"),
        ],
    );
}

const CONFIG: &str = "title = \"Lights\"\n[properties.height]\nlabel = \"Height\"\ntype = \"quantity\"\nunit = \"metres\"\n\
    [properties.built]\nlabel = \"Built\"\ntype = \"date\"\n[properties.keeper]\nlabel = \"Keeper\"\ntype = \"text\"\n\
    [properties.light-range]\nlabel = \"Range of its light\"\ntype = \"quantity\"\n";

#[test]
fn contested_and_unknown_values_are_answers_and_doubtful_questions_have_none() {
    let entry = |title: &str, more: &str, facts: &str| {
        format!(
            "---\ntitle: {title}\n{more}facts:\n{facts}sources: [{{ key: s, title: S, url: \"https://example.org/s\" }}]\n---\nA light.[@s]\n"
        )
    };
    let north = entry(
        "Café Light",
        "aliases: [Old Tom]\n",
        "  height: [{ value: 30, rank: contested, sources: [s] }, { value: 32, rank: contested, sources: [s] }]\n  \
         built: { value: unknown }\n  light-range: { value: 12, sources: [s] }\n  keeper: { value: none }\n",
    );
    let east = entry(
        "Tall Light East",
        "",
        "  height: { value: 40, sources: [s] }\n",
    );
    let west = entry(
        "Tall Light West",
        "aliases: [Old Ben]\n",
        "  height: { value: 41, sources: [s] }\n",
    );
    let other = entry(
        "The Other",
        "aliases: [Old Ben]\n",
        "  keeper: { value: Ada, sources: [s] }\n",
    );
    let files = [
        ("almanac.toml", CONFIG),
        ("entries/north.md", &north),
        ("entries/east.md", &east),
        ("entries/west.md", &west),
        ("entries/other.md", &other),
    ];
    let almanac = Almanac::of(&MemoryTree::from(files));
    compare(
        &almanac,
        &[
            ("cafe light height", "north height 30 / 32"),
            ("how high is Old Tom", "none"),
            ("height of Old Tom", "north height 30 / 32"),
            ("cafe light built", "north built unknown"),
            ("cafe light keeper", "north keeper none"),
            ("who is the keeper of old tom", "north keeper none"),
            ("old tom keepers", "north keeper none"),
            ("light range old tom", "north light-range 12"),
            ("old tom range of its light", "north light-range 12"),
            ("tall light west height", "west height 41"),
            // Two pages begin so, and two bear the other name.
            ("tall light height", "none"),
            ("old ben height", "none"),
        ],
    );
}

#[test]
fn questions_in_german_are_answered() {
    let config = "title = \"Türme\"\nlanguage = \"de\"\n[properties.hoehe]\nlabel = \"Höhe\"\ntype = \"quantity\"\nunit = \"Meter\"\n\
        [properties.gruendung]\nlabel = \"Gegründet\"\ntype = \"date\"\n[properties.leiter]\nlabel = \"Leiter\"\ntype = \"text\"\n";
    let tower = "---\ntitle: Müllerturm\naliases: [Der Turm]\nfacts:\n  hoehe: [{ value: 30, as_of: 2019, sources: [s] }, { value: 31, as_of: 2024-03, sources: [s] }]\n  \
        gruendung: { value: 1911, sources: [s] }\n  leiter: { value: Ada Roth, sources: [s] }\n\
        sources: [{ key: s, title: S, url: \"https://example.org/s\" }]\n---\nEin Turm.[@s]\n";
    let almanac = Almanac::of(&MemoryTree::from([
        ("almanac.toml", config),
        ("entries/muellerturm.md", tower),
    ]));
    compare(
        &almanac,
        &[
            ("Müllerturm Höhe", "muellerturm hoehe 31"),
            ("hohe mullerturm", "muellerturm hoehe 31"),
            (
                "Wann wurde der Müllerturm gegründet?",
                "muellerturm gruendung 1911",
            ),
            ("Höhe des Turms Müllerturm", "none"),
            ("Müllerturm Höhe 2019", "muellerturm hoehe 30"),
            ("Müllerturm Höhe im März 2024", "muellerturm hoehe 31"),
            (
                "Wer ist der Leiter von der Turm",
                "muellerturm leiter Ada Roth",
            ),
            ("Wer hat den Müllerturm gegründet", "none"),
        ],
    );
}

#[test]
fn a_name_with_signs_is_not_taken_for_one_with_others() {
    let entry = |title: &str, height: u32| {
        format!(
            "---\ntitle: {title}\nfacts:\n  height: {{ value: {height}, sources: [s] }}\n\
             sources: [{{ key: s, title: S, url: \"https://example.org/s\" }}]\n---\nA light.[@s]\n"
        )
    };
    let almanac = Almanac::of(&MemoryTree::from([
        ("almanac.toml", CONFIG),
        ("entries/c.md", &entry("C", 1)),
        ("entries/cpp.md", &entry("\"C++\"", 2)),
        ("entries/c-sharp.md", &entry("\"C#\"", 3)),
        ("entries/hoy.md", &entry("Hoy!", 4)),
    ]));
    compare(
        &almanac,
        &[
            ("height of C++", "cpp height 2"),
            ("c# height", "c-sharp height 3"),
            ("C height", "c height 1"),
            ("height of hoy", "hoy height 4"),
        ],
    );
}
