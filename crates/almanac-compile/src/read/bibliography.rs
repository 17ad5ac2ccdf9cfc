//! Reads `sources.bib`: BibTeX or BibLaTeX.

use almanac_model::{Date, FilePath, Source, SourceKey, SourceType};
use biblatex::{Bibliography, Chunk, ChunksExt, Entry, EntryType};

use crate::checks::{INVALID_DATE, INVALID_FRONT_MATTER};
use crate::reporter::Finding;

/// Reads a bibliography; what is wrong with it is said once, as its parser stops there.
pub(crate) fn read_bibliography(file: &FilePath, text: &str) -> (Vec<Source>, Vec<Finding>) {
    let bibliography = match Bibliography::parse(text) {
        Ok(bibliography) => bibliography,
        Err(error) => {
            let finding = Finding::new(
                &INVALID_FRONT_MATTER,
                file,
                error.span.clone(),
                format!("not valid BibTeX: {}", error.kind),
            );
            return (Vec::new(), vec![finding]);
        }
    };
    let mut findings = Vec::new();
    let sources = bibliography
        .iter()
        .map(|entry| read_entry(file, text, entry, &mut findings))
        .collect();
    (sources, findings)
}

fn read_entry(file: &FilePath, text: &str, entry: &Entry, findings: &mut Vec<Finding>) -> Source {
    let field = |name: &str| entry.get(name).map(ChunksExt::format_verbatim);
    let at = text
        .find(&format!("{{{}", entry.key))
        .map_or(0, |brace| brace + 1);
    let span = at..at + entry.key.len();
    let mut date = |value: Option<String>| {
        let value = value?;
        let date = Date::parse(&value);
        if date.is_err() {
            let message = format!("`{value}` of `{}` is not a date", entry.key);
            findings.push(Finding::new(&INVALID_DATE, file, span.clone(), message));
        }
        date.ok()
    };
    let published = date(field("date").or_else(|| year_and_month(entry)));
    let accessed = date(field("urldate"));
    Source {
        key: SourceKey::from(entry.key.as_str()),
        title: field("title").unwrap_or_default(),
        url: field("url").or_else(|| field("doi").map(|doi| format!("https://doi.org/{doi}"))),
        archived_url: None,
        authors: read_authors(entry),
        publisher: field("publisher")
            .or_else(|| field("journal"))
            .or_else(|| field("journaltitle")),
        published,
        accessed,
        kind: source_type(&entry.entry_type),
        note: field("note"),
        file: file.clone(),
        span: span.clone(),
    }
}

fn year_and_month(entry: &Entry) -> Option<String> {
    let text = |chunks: &[biblatex::Spanned<Chunk>]| chunks.format_verbatim();
    let year = text(entry.get("year")?);
    match entry
        .get("month")
        .map(text)
        .and_then(|month| month.parse::<u8>().ok())
    {
        Some(month) => Some(format!("{year}-{month:02}")),
        None => Some(year),
    }
}

fn read_authors(entry: &Entry) -> Vec<String> {
    let people = entry.author().unwrap_or_default();
    people
        .iter()
        .map(|person| {
            format!("{} {}", person.given_name, person.name)
                .trim()
                .to_owned()
        })
        .collect()
}

fn source_type(kind: &EntryType) -> SourceType {
    match kind {
        EntryType::Article
        | EntryType::InProceedings
        | EntryType::TechReport
        | EntryType::Report => SourceType::Paper,
        EntryType::Book | EntryType::InBook | EntryType::Collection | EntryType::Booklet => {
            SourceType::Book
        }
        EntryType::Dataset => SourceType::Dataset,
        EntryType::Software => SourceType::Code,
        EntryType::Manual => SourceType::Docs,
        _ => SourceType::Web,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_become_sources() {
        let text = "@article{doe-2019,\n  title = {On {B}ees},\n  author = {Doe, Jane and Roe, Rik},\n  \
                    year = 2019,\n  journal = {Bee},\n  doi = {10.1/x}\n}\n";
        let (sources, findings) = read_bibliography(&"sources.bib".into(), text);
        assert_eq!(findings.len(), 0);
        let source = &sources[0];
        assert_eq!(source.title, "On Bees");
        assert_eq!(source.authors, ["Jane Doe", "Rik Roe"]);
        assert_eq!(source.url.as_deref(), Some("https://doi.org/10.1/x"));
        assert_eq!(source.published.unwrap().to_string(), "2019");
        assert_eq!(&text[source.span.clone()], "doe-2019");
    }

    #[test]
    fn a_broken_bibliography_is_one_finding() {
        assert_eq!(
            read_bibliography(&"sources.bib".into(), "@article{x,")
                .1
                .len(),
            1
        );
    }
}
