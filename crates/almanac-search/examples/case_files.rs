//! Writes the search files of every case of `tests/cases`, for the tests of the scripts that search them
//! (`tests/scripts/static-search.test.js`): below OUT a folder for each case, by the name of its file and its number. Beside
//! them `long` and `large` have larger almanacs, and `cuts.json` texts made at random, with the words that they are cut into.
//!
//! `cargo run -p almanac-search --example case_files -- OUT`

#[path = "../tests/cases/documents.rs"]
mod documents;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use almanac_search::{
    SearchDocument, SearchLabels, SearchSubject, SitePages, Token, WritingRules, cut,
    write_search_files,
};
use serde_json::{Value, json};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How many texts are made at random, and how many characters each has at most.
const RANDOM_TEXTS: usize = 4_000;
const LONGEST_TEXT: usize = 30;

/// Characters that mean something to the rules.
const TELLING: &str = "aBcLvZ0129.,-_/:'’`\"()#+&$%@ \n²⁵₂éßŁİıΣςÄüёйýकी्हन้ำกตバﾊﾞー人口字가하ㅎ🌊👩\u{200d}🚀🇩🇪״־שאَבيىک٢२§€·ｌ１l⁻％＋σ\u{ad}\u{a0}\u{202f}\u{200b}\u{200c}\u{301}\u{306}\u{308}и";

fn main() -> Result<(), Failure> {
    let out = std::env::args_os().nth(1).map(PathBuf::from);
    let out = out.ok_or("give a folder to write to")?;
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    for file in fs::read_dir(cases)? {
        let file = file?.path();
        if file.extension().is_some_and(|ending| ending == "json") {
            let name = file.file_stem().unwrap_or_default().to_owned();
            let cases: Value = serde_json::from_slice(&fs::read(&file)?)?;
            for (number, case) in cases.as_array().into_iter().flatten().enumerate() {
                write_case(case, &out.join(&name).join(number.to_string()))?;
            }
        }
    }
    write_case(&long_case(), &out.join("long"))?;
    write_case(&large_case(), &out.join("large"))?;
    fs::write(out.join("cuts.json"), serde_json::to_vec(&random_cuts())?)?;
    Ok(())
}

/// An almanac in which a word stands so often that its positions are a file of their own: before `tide` on one page, and on
/// another apart from it.
fn long_case() -> Value {
    let text = "the boat ".repeat(150);
    let boats = (0..150).map(|number| json!([format!("boat-{number}"), "Boat", text]));
    let side_by_side = json!(["beside", "One", "They wait for the tide."]);
    let apart = json!(["apart", "Two", "A tide is what the boats wait for."]);
    let pages: Vec<Value> = boats.chain([side_by_side, apart]).collect();
    json!({ "pages": pages })
}

/// An almanac with so many words that small ones are passed over, and pieces are loaded for what is likely to be meant. One page says
/// the words of a phrase, and of a query, apart long before it says them together.
fn large_case() -> Value {
    let pages = (0..400).map(|number| {
        let own = (0..160).map(|word| format!("{}{}", letters(number), letters(word)));
        let words: Vec<String> = own.collect();
        let near: Vec<String> = (0..4)
            .map(|word| format!("founde{}{}", letters(number), letters(word)))
            .collect();
        let text = format!(
            "It was founded by the sea, where they were waiting and looking. {} {}",
            near.join(" "),
            words.join(" ")
        );
        json!([format!("page-{number}"), "Harbour", text])
    });
    let apart = "A heron is a bird, and a mixture is made of other things.".to_owned();
    let between = "Nothing more is said here. ".repeat(10);
    let phrase =
        "The grey heron stands in the water. This one has a mixture of experts.".to_owned();
    let between = || std::iter::repeat_n(between.clone(), 3);
    let grey = "The sky is grey.".to_owned();
    let start = [apart].into_iter().chain(between()).chain([grey]);
    let end = (0..10).flat_map(|_| between()).chain([phrase]);
    let long: Vec<String> = start.chain(end).collect();
    let pages: Vec<Value> = pages.chain([json!(["heron", "Wader", long])]).collect();
    json!({ "pages": pages })
}

/// A number in letters, so that it is a word.
fn letters(number: usize) -> String {
    let letter = |number: usize| char::from(b'a' + u8::try_from(number % 26).unwrap_or_default());
    [number / 26, number].map(letter).iter().collect()
}

/// Texts made at random, each with its language and its words. They are the same each time.
fn random_cuts() -> Vec<Value> {
    let telling: Vec<char> = TELLING.chars().collect();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    // xorshift64, of Marsaglia (2003).
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as usize % below
    };
    let texts = (0..RANDOM_TEXTS).map(|_| {
        let language = ["en", "de", "fr", "hi", "tr"][random(5)];
        // A few characters again and again meet each other more often than any of all.
        let few: Vec<char> = (0..6).map(|_| telling[random(telling.len())]).collect();
        let length = 1 + random(LONGEST_TEXT);
        let text: String = (0..length).map(|_| few[random(few.len())]).collect();
        let tokens = cut(&text, &WritingRules::of(language));
        let tokens = tokens.iter().map(|token| token_of(&text, token));
        json!({ "text": text, "language": language, "tokens": tokens.collect::<Vec<_>>() })
    });
    texts.collect()
}

fn token_of(text: &str, token: &Token) -> Value {
    json!({
        "form": format!("{:?}", token.form).to_lowercase(),
        "written": text[token.span.clone()],
        "position": token.position,
        "typed": token.typed,
        "folded": token.folded,
    })
}

/// Writes the files of a case. The address of a page is its id, with its depth behind it.
fn write_case(case: &Value, out: &Path) -> Result<(), Failure> {
    let documents = documents::documents_of(case);
    let ids: BTreeMap<SearchSubject, String> = documents
        .iter()
        .map(|(id, document)| (document.subject.clone(), id.clone()))
        .collect();
    let kinds = ["concept", "person"].map(|kind| (kind.to_owned(), kind.to_owned()));
    let labels = SearchLabels {
        language: "en".to_owned(),
        kind: kinds.into(),
        ..SearchLabels::default()
    };
    let documents = documents.into_iter().map(|(_, document)| document);
    write_search_files(documents.collect(), &[labels], &Ids(ids), |name, bytes| {
        let path = out.join(name);
        fs::create_dir_all(path.parent().unwrap_or(out))?;
        fs::write(path, bytes)
    })?;
    Ok(())
}

/// Pages whose address is their id, and which state nothing.
struct Ids(BTreeMap<SearchSubject, String>);

impl SitePages for Ids {
    fn href(&self, document: &SearchDocument) -> String {
        let id = &self.0[&document.subject];
        match document.depth {
            Some(depth) => format!("{id}/{}", depth.name()),
            None => id.clone(),
        }
    }

    fn facts(&self, _: &SearchDocument) -> Option<Value> {
        None
    }

    fn sets_punctuation(&self) -> bool {
        false
    }
}
