//! SQLite's FTS5 as a peer: a database in memory, its statements prepared once.

use std::collections::BTreeMap;

use almanac_search::{Field, SearchDocument};
use anyhow::Result;
use rusqlite::{Connection, params};

use crate::almanac::name_of;

/// The pages of a table of FTS5.
///
/// What is fair is done for it: a column for each field, with bm25 weights like ours; stems by `porter`; marks taken off;
/// an index of beginnings of two and three letters, merged into one piece after the last page.
pub struct Sqlite {
    connection: Connection,
    names: Vec<String>,
}

/// The columns, with what a word in each counts.
const COLUMNS: [(&str, &[Field], f64); 6] = [
    ("title", &[Field::Title], 10.0),
    ("alias", &[Field::Alias], 8.0),
    ("heading", &[Field::Heading], 4.0),
    ("summary", &[Field::Summary], 3.0),
    ("fact", &[Field::Fact], 2.0),
    ("body", &[Field::Text, Field::Question, Field::Source], 1.0),
];

const CREATE: &str = "CREATE VIRTUAL TABLE pages USING fts5(title, alias, heading, summary, fact, body, \
                      tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3')";
const INSERT: &str = "INSERT INTO pages(rowid, title, alias, heading, summary, fact, body) VALUES (?, ?, ?, ?, ?, ?, ?)";
const COUNT: &str = "SELECT count(*) FROM pages WHERE pages MATCH ?";

impl Sqlite {
    /// A table of these documents, a row for each.
    pub fn new(documents: &[SearchDocument]) -> Result<Self> {
        let mut connection = Connection::open_in_memory()?;
        connection.set_prepared_statement_cache_capacity(16);
        connection.execute(CREATE, [])?;
        let weights: Vec<String> = COLUMNS.iter().map(|(_, _, it)| it.to_string()).collect();
        let rank = format!("bm25({})", weights.join(", "));
        connection.execute("INSERT INTO pages(pages, rank) VALUES ('rank', ?)", [rank])?;
        let transaction = connection.transaction()?;
        {
            let mut insert = transaction.prepare(INSERT)?;
            for (row, document) in documents.iter().enumerate() {
                let [title, alias, heading, summary, fact, body] = columns(document);
                let row = i64::try_from(row)?;
                insert.execute(params![row, title, alias, heading, summary, fact, body])?;
            }
        }
        transaction.commit()?;
        connection.execute("INSERT INTO pages(pages) VALUES ('optimize')", [])?;
        let names = documents.iter().map(|it| name_of(&it.subject)).collect();
        Ok(Self { connection, names })
    }

    /// The pages that are found for what somebody typed: those with all words, or else those with any.
    pub fn names(&self, query: &str) -> Result<Vec<String>> {
        let words: Vec<String> = words(query);
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let all = self.first(&words.join(" "), 60)?;
        let rows = if all.is_empty() {
            self.first(&words.join(" OR "), 60)?
        } else {
            all
        };
        let mut seen = BTreeMap::new();
        let names = rows.into_iter().filter_map(|row| self.names.get(row));
        let names = names.filter(|name| seen.insert((*name).clone(), ()).is_none());
        Ok(names.take(20).cloned().collect())
    }

    /// The best rows that match, the best first.
    pub fn first(&self, matching: &str, most: usize) -> Result<Vec<usize>> {
        let statement = "SELECT rowid FROM pages WHERE pages MATCH ? ORDER BY rank LIMIT ?";
        let mut statement = self.connection.prepare_cached(statement)?;
        let most = i64::try_from(most)?;
        let rows = statement.query_map(params![matching, most], |row| row.get::<_, i64>(0))?;
        rows.map(|row| Ok(usize::try_from(row?)?)).collect()
    }

    /// How many rows match.
    pub fn count(&self, matching: &str) -> Result<usize> {
        let mut statement = self.connection.prepare_cached(COUNT)?;
        let count: i64 = statement.query_row([matching], |row| row.get(0))?;
        Ok(usize::try_from(count)?)
    }
}

/// The words of a query, each in quotation marks, as FTS5 would take many a sign for an operator.
fn words(query: &str) -> Vec<String> {
    let words = query.split(|character: char| !character.is_alphanumeric() && !is_mark(character));
    let words = words.filter(|word| !word.is_empty());
    words.map(|word| format!("\"{word}\"")).collect()
}

/// Whether a character is a mark upon a letter, as vowels of Thai and Hindi are.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{94f}' | '\u{e31}'..='\u{e4e}')
}

/// The text of each column.
fn columns(document: &SearchDocument) -> [String; 6] {
    COLUMNS.map(|(_, fields, _)| {
        let passages = document.passages.iter();
        let passages = passages.filter(|passage| fields.contains(&passage.field));
        let texts: Vec<&str> = passages.map(|passage| passage.text.as_str()).collect();
        texts.join("\n")
    })
}
