//! Collections of others, with queries that others have judged: written as almanacs, so that every engine searches them
//! as it searches any other.
//!
//! The form is that of Glasgow's collections: in `.ALL` the texts, in `.QRY` the queries, in `.REL` the judgements. Where
//! they are had, `docs/decisions/search-bench.md` says; none of them is in this repository.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::judged::{ANSWER, JudgedQuery};

/// A collection of others.
pub(super) struct OutsideCollection {
    /// Its name: `cisi`.
    pub name: String,
    /// Its texts, each with its number.
    texts: Vec<Record>,
    /// The queries to which texts are relevant.
    pub queries: Vec<JudgedQuery>,
}

/// A text or a query: what stands behind `.I`, and in each field.
#[derive(Debug, Default)]
struct Record {
    number: String,
    fields: BTreeMap<char, String>,
}

impl OutsideCollection {
    /// Reads the collection of a folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let name = folder.file_name().context("a collection has a name")?;
        let texts = records(&file(folder, &["cran.all.1400", "CISI.ALL", "MED.ALL"])?)?;
        let asked = records(&file(folder, &["cran.qry", "CISI.QRY", "MED.QRY"])?)?;
        let is_cranfield = folder.join("cranqrel").exists();
        let judged = file(folder, &["cranqrel", "CISI.REL", "MED.REL"])?;
        let mut relevant = relevant(&fs::read_to_string(judged)?, is_cranfield);
        // The judgements of Cranfield count its queries, whose own numbers have gaps.
        let queries = asked.iter().enumerate().filter_map(|(place, record)| {
            let number = if is_cranfield {
                (place + 1).to_string()
            } else {
                record.number.clone()
            };
            Some(JudgedQuery {
                ask: record.fields.get(&'W')?.clone(),
                language: "en".to_owned(),
                sort: "outside".to_owned(),
                answers: relevant.remove(&number)?,
            })
        });
        let queries: Vec<JudgedQuery> = queries.collect();
        ensure!(!queries.is_empty(), "no query has a judgement");
        Ok(Self {
            name: name.to_string_lossy().into_owned(),
            texts,
            queries,
        })
    }

    /// Writes the texts as the entries of an almanac.
    pub fn write(&self, out: &Path) -> Result<()> {
        let entries = out.join("entries");
        fs::create_dir_all(&entries)?;
        let config = format!(
            "title = \"{}\"\nlanguage = \"en\"\n\n[checks]\nuncited-paragraph = \"off\"\n",
            self.name
        );
        fs::write(out.join("almanac.toml"), config)?;
        for text in &self.texts {
            let field = |name: char| text.fields.get(&name).map_or("", String::as_str);
            let title = if field('T').is_empty() {
                &text.number
            } else {
                field('T')
            };
            let authors = serde_json::to_string(field('A'))?;
            let page = format!(
                "---\ntitle: {}\nauthors: [{authors}]\n---\n{}\n",
                serde_json::to_string(title)?,
                plain(field('W'))
            );
            fs::write(entries.join(format!("{}.md", text.number)), page)?;
        }
        Ok(())
    }
}

/// A text in which no sign means anything in Markdown.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_punctuation() {
            plain.push('\\');
        }
        plain.push(character);
    }
    plain
}

/// The file of a folder that has one of these names.
fn file(folder: &Path, names: &[&str]) -> Result<PathBuf> {
    let files = names.iter().map(|name| folder.join(name));
    let mut there = files.filter(|file| file.is_file());
    there
        .next()
        .with_context(|| format!("`{}` has none of {}", folder.display(), names.join(", ")))
}

/// Reads records: `.I 12` begins one, and `.W` alone on a line one of its fields.
fn records(file: &Path) -> Result<Vec<Record>> {
    let bytes = fs::read(file)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut records: Vec<Record> = Vec::new();
    let mut field = None;
    for line in text.lines() {
        if let Some(number) = line.strip_prefix(".I ") {
            let number = number.trim().to_owned();
            records.push(Record {
                number,
                ..Record::default()
            });
            field = None;
        } else if let Some(name) = field_name(line) {
            field = Some(name);
        } else if let (Some(record), Some(name)) = (records.last_mut(), field) {
            let value = record.fields.entry(name).or_default();
            if !value.is_empty() {
                value.push(' ');
            }
            value.push_str(line.trim());
        }
    }
    ensure!(!records.is_empty(), "`{}` has no records", file.display());
    Ok(records)
}

/// The name of the field that a line begins.
fn field_name(line: &str) -> Option<char> {
    let mut characters = line.strip_prefix('.')?.trim_end().chars();
    let name = characters.next().filter(char::is_ascii_uppercase)?;
    characters.next().is_none().then_some(name)
}

/// The relevant texts of each query: in the first column of a line stands the query, in the second the text. In
/// Cranfield's the third column is a grade, of which 5 and -1 mean that the text is not relevant.
fn relevant(text: &str, is_graded: bool) -> BTreeMap<String, BTreeMap<String, u8>> {
    let mut relevant: BTreeMap<String, BTreeMap<String, u8>> = BTreeMap::new();
    for line in text.lines() {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let [query, text, grade, ..] = columns[..] else {
            continue;
        };
        if is_graded && matches!(grade, "5" | "-1") {
            continue;
        }
        let of_query = relevant.entry(query.to_owned()).or_default();
        of_query.insert(text.to_owned(), ANSWER);
    }
    relevant
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_collection_becomes_an_almanac_and_judged_queries() {
        let folder = std::env::temp_dir().join(format!("outside-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let put = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
        put(
            "CISI.ALL",
            ".I 1\n.T\nTides\n.A\nHolm, A.\n.W\nThe sea\n*rises*.\n.X\n1\t5\t1\n.I 2\n.T\nRope\n.W\nKnots.\n",
        );
        put(
            "CISI.QRY",
            ".I 1\n.W\nwhy does\nthe sea rise\n.I 2\n.W\nunjudged\n",
        );
        put("CISI.REL", "     1      1\t0\t0.000000\n");
        let collection = OutsideCollection::read(&folder).unwrap();
        assert_eq!(collection.queries.len(), 1);
        assert_eq!(collection.queries[0].ask, "why does the sea rise");
        assert_eq!(collection.queries[0].answers["1"], ANSWER);
        let out = folder.join("out");
        collection.write(&out).unwrap();
        let page = fs::read_to_string(out.join("entries/1.md")).unwrap();
        assert!(page.contains("title: \"Tides\""), "{page}");
        assert!(page.ends_with("The sea \\*rises\\*\\.\n"), "{page}");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_cranfield_grades_as_of_no_interest_is_not_relevant() {
        let judged = relevant("1 184 2\n1 29 -1\n2 12 5\n", true);
        assert_eq!(judged["1"].len(), 1);
        assert!(!judged.contains_key("2"));
    }
}
