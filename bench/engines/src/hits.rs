//! What is found for queries.

use std::fs;
use std::path::Path;

use almanac_search::SearchSubject;
use anyhow::{Result, bail};

use crate::almanac::documents;
use crate::ours::Ours;
use crate::sqlite::Sqlite;

/// The pages that an engine finds for each of the queries of a file, as JSON.
pub fn run(engine: &str, folder: &Path, queries: &Path) -> Result<String> {
    let queries: Vec<String> = serde_json::from_slice(&fs::read(queries)?)?;
    let mut documents = documents(folder)?;
    let queries = queries.iter();
    let found: Vec<Vec<String>> = match engine {
        "ours" => {
            let ours = Ours::new(&documents);
            queries.map(|query| ours.names(query)).collect()
        }
        "sqlite" => {
            // Pages of sources bear the names of what they are about. Only ours has to tell them from the pages
            // that are meant.
            documents.retain(|document| !matches!(document.subject, SearchSubject::Source(_)));
            let sqlite = Sqlite::new(&documents)?;
            let found = queries.map(|query| sqlite.names(query));
            found.collect::<Result<_>>()?
        }
        _ => bail!("`{engine}` is no engine"),
    };
    Ok(serde_json::to_string(&found)?)
}
