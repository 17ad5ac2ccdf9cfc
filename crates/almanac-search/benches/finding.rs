//! How fast documents are indexed and queries answered, without their passages.

use almanac_model::{Level, Slug};
use almanac_search::{
    Field, Index, KnownValues, Passage, SearchDocument, SearchRequest, SearchSubject, Texts, search,
};

fn main() {
    divan::main();
}

const DOCUMENTS: u32 = 10_000;
const WORDS: u32 = 500;

/// Words as a language has them: the second half as frequent as the first.
struct Prose(u64);

impl Prose {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 16] = [
            "ba", "ren", "to", "mi", "lus", "ka", "der", "on", "pe", "sti", "go", "ran", "fu",
            "ley", "ar", "sin",
        ];
        // A word's number is distributed by Zipf's law: the logarithm of it is even.
        let even = self.next() as f64 / f64::from(1_u32 << 31);
        let mut number = (even * f64::from(60_000_u32).ln()).exp() as usize;
        let mut word = String::new();
        for _ in 0..4 {
            word.push_str(SYLLABLES[number % 16]);
            number /= 16;
            if number == 0 {
                break;
            }
        }
        word
    }

    fn words(&mut self, count: u32) -> String {
        let words: Vec<String> = (0..count).map(|_| self.word()).collect();
        words.join(" ")
    }
}

fn document(number: u32, prose: &mut Prose) -> SearchDocument {
    let passage = |field, text| Passage {
        field,
        anchor: None,
        text,
    };
    SearchDocument {
        subject: SearchSubject::Entry(Slug::new(&format!("page-{number}")).expect("a slug")),
        language: "en".to_owned(),
        depth: None,
        is_translation: false,
        kind: Some("concept".to_owned()),
        level: Some(Level::ALL[number as usize % 3]),
        topics: Vec::new(),
        within: Vec::new(),
        is_stub: false,
        linked_from: number % 7,
        addresses: Vec::new(),
        passages: vec![
            passage(Field::Title, prose.words(3)),
            passage(Field::Summary, prose.words(20)),
            passage(Field::Text, prose.words(WORDS / 2)),
            passage(Field::Text, prose.words(WORDS / 2)),
        ],
    }
}

fn index() -> Index {
    let mut prose = Prose(1);
    let mut index = Index::default();
    for number in 0..DOCUMENTS {
        index.add(&document(number, &mut prose));
    }
    index
}

struct NoTexts;

impl Texts for NoTexts {
    fn document(&self, _: &SearchSubject, _: Option<Level>, _: &str) -> Option<SearchDocument> {
        None
    }

    fn known_values(&self) -> &dyn KnownValues {
        self
    }
}

impl KnownValues for NoTexts {
    fn kind(&self, _: &str) -> Option<String> {
        None
    }

    fn level(&self, _: &str) -> Option<Level> {
        None
    }

    fn topic(&self, _: &str) -> Option<String> {
        None
    }

    fn within(&self, _: &str) -> Option<String> {
        None
    }

    fn language(&self, _: &str) -> Option<String> {
        None
    }
}

#[divan::bench]
fn adding_a_thousand_documents(bencher: divan::Bencher<'_, '_>) {
    let mut prose = Prose(1);
    let documents: Vec<SearchDocument> = (0..1000)
        .map(|number| document(number, &mut prose))
        .collect();
    bencher.bench_local(|| {
        let mut index = Index::default();
        for document in &documents {
            index.add(document);
        }
        index
    });
}

#[divan::bench(args = ["ba ren", "stigoran golus", "to mi", "ren sti", "to st", "bermto", "lusk ranfuley"])]
fn searching(bencher: divan::Bencher<'_, '_>, query: &str) {
    let index = index();
    let request = SearchRequest {
        query: query.to_owned(),
        ..SearchRequest::default()
    };
    bencher.bench_local(|| search(&index, &NoTexts, &request));
}
