//! How a page is cited.

use almanac_model::{
    Address, Changed, ContentFile, Date, Event, LanguageTag, LearningPath, Level, Page,
};
use serde::Serialize;

use almanac_locale::{Edition, Locale, PageCitation};

use crate::dates::past;

/// What is cited.
struct Cited<'s> {
    almanac: &'s str,
    title: &'s str,
    /// Those whom the page names as its authors.
    authors: &'s [String],
    /// What it is called in a bibliography, where each of its texts is another work.
    key: String,
    /// What sort of work it is in CSL.
    kind: &'static str,
    changed: Option<&'s Changed>,
    /// The whole address, if it is known.
    url: Option<String>,
}

/// The citation of an entry or a thread.
pub(crate) fn of_page(edition: &Edition<'_>, page: &Page) -> PageCitation {
    let kind = match page.is_thread() {
        true => "webpage",
        false => "entry-encyclopedia",
    };
    citation(edition, page, kind, &Address::of_page(page))
}

/// The citation of a path.
pub(crate) fn of_path(edition: &Edition<'_>, path: &LearningPath) -> PageCitation {
    citation(edition, path, "webpage", &Address::of_path(path))
}

/// The citation of an event: of its text in its thread.
pub(crate) fn of_event(edition: &Edition<'_>, page: &Page, event: &Event) -> PageCitation {
    let place = edition.place_of_event(page, event);
    let cited = Cited {
        title: &event.title,
        key: format!("{}-{}", key_of(page), event.id),
        url: match place.fragment.is_some() {
            true => edition.whole_url_to(&place),
            false => lasting_url(edition, page, &place.address),
        },
        ..cited(edition, page, "webpage", &place.address)
    };
    in_all_forms(edition, &cited)
}

fn citation(
    edition: &Edition<'_>,
    content: &ContentFile,
    kind: &'static str,
    address: &Address,
) -> PageCitation {
    in_all_forms(edition, &cited(edition, content, kind, address))
}

/// What a text is called in a bibliography: its slug, with the depth and the language if it is another version.
fn key_of(content: &ContentFile) -> String {
    let mut key = content.slug.to_string();
    let depth = content.depth().map(Level::name);
    for part in { depth.into_iter() }.chain(content.language().map(LanguageTag::as_str)) {
        key.extend(["-", part]);
    }
    key
}

fn cited<'c>(
    edition: &'c Edition<'_>,
    content: &'c ContentFile,
    kind: &'static str,
    address: &Address,
) -> Cited<'c> {
    Cited {
        almanac: &edition.snapshot().config().title,
        title: &content.title,
        authors: &content.authors,
        key: key_of(content),
        kind,
        changed: past(edition, content.changed.as_ref()),
        url: lasting_url(edition, content, address),
    }
}

/// The address at which a text can be read for good: as of its revision, where there is a server that has what was.
fn lasting_url(edition: &Edition<'_>, content: &ContentFile, address: &Address) -> Option<String> {
    let changed = past(edition, content.changed.as_ref());
    let revision = changed.and_then(|changed| changed.revision.as_deref());
    let revision = revision.filter(|_| edition.has_past());
    // The first page of the site has its past where it would be otherwise.
    let is_home = *address == Address::Home;
    let own = Address::Entry(content.slug.clone());
    let url = edition.whole_url(if is_home && revision.is_some() {
        &own
    } else {
        address
    })?;
    Some(match revision {
        Some(revision) => format!("{url}/at/{}", short(revision)),
        None => url,
    })
}

fn in_all_forms(edition: &Edition<'_>, cited: &Cited<'_>) -> PageCitation {
    PageCitation {
        text: text(edition.locale(), cited),
        bibtex: bibtex(cited),
        csl: csl(cited),
    }
}

/// Which state of the page is cited, in words: its day, and its revision if there is one.
fn version(changed: &Changed) -> String {
    let day = changed.date.for_reader();
    match &changed.revision {
        Some(revision) => format!("version of {day}, revision {}", short(revision)),
        None => format!("version of {day}"),
    }
}

/// As much of a revision's name as tells it from others.
fn short(revision: &str) -> &str {
    revision.get(..12).unwrap_or(revision)
}

fn text(locale: &Locale, cited: &Cited<'_>) -> String {
    let mut text = cited.authors.join(locale.list_separator());
    if !text.is_empty() {
        text.push_str(if text.ends_with('.') { " " } else { ". " });
    }
    text.push_str(&match locale.language().starts_with("en") {
        true => {
            let ends = cited.title.ends_with(['.', '?', '!']);
            let stop = if ends { "" } else { "." };
            let title = locale.quoted(&[cited.title, stop].concat());
            [&*title, " ", cited.almanac].concat()
        }
        // Elsewhere what ends a sentence stands behind the marks.
        false => locale.clauses(&[&*locale.quoted(cited.title), cited.almanac]),
    });
    if let Some(changed) = cited.changed {
        let revision = changed.revision.as_deref().map(short);
        text.push_str(locale.clause_separator());
        text.push_str(&locale.version(&changed.date, revision));
    }
    text.push('.');
    if let Some(url) = &cited.url {
        text.extend([" ", url]);
    }
    text
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

fn bibtex(cited: &Cited<'_>) -> String {
    let date = cited.changed.map(|changed| changed.date);
    let year = date.map(|date| date.year().to_string());
    let month = date.and_then(|date| date.month());
    let month = month.map(|month| MONTHS[usize::from(month.unsigned_abs()) - 1]);
    let note = cited
        .changed
        .map(|changed| Locale::of("en").capitalized(&version(changed)));
    let mut entry = String::with_capacity(256);
    entry.extend(["@misc{", &*cited.key]);
    if let Some(year) = &year {
        entry.extend(["-", year]);
    }
    entry.push_str(",\n");
    let mut field = |name: &str, open: &str, value: Option<&str>, close: &str| {
        if let Some(value) = value {
            entry.extend(["  ", name, " = ", open, value, close, ",\n"]);
        }
    };
    let authors = cited.authors.iter().map(|author| in_bibtex(author));
    let authors = authors.map(|author| format!("{{{author}}}"));
    let authors = authors.collect::<Vec<_>>().join(" and ");
    // What nobody is named for is the almanac's.
    match authors.is_empty() {
        true => field("author", "{{", Some(&in_bibtex(cited.almanac)), "}}"),
        false => {
            field("author", "{", Some(&authors), "}");
            field("publisher", "{{", Some(&in_bibtex(cited.almanac)), "}}");
        }
    }
    field("title", "{{", Some(&in_bibtex(cited.title)), "}}");
    field("year", "{", year.as_deref(), "}");
    field("month", "", month, "");
    field("note", "{", note.as_deref(), "}");
    field("url", "{", cited.url.as_deref(), "}");
    entry.push('}');
    entry
}

/// Text as BibTeX must have it.
fn in_bibtex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    out
}

/// A work as the Citation Style Language has it: <https://docs.citationstyles.org/>.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct CslItem<'c> {
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'c str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<CslName<'c>>,
    container_title: &'c str,
    id: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    title: &'c str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'c str>,
}

/// A name as it is shown: which part of it is the family's, a page doesn't say.
#[derive(Serialize)]
struct CslName<'c> {
    literal: &'c str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Issued {
    /// Year, month and day of one date, as far as they are known.
    date_parts: [Vec<i16>; 1],
}

impl Issued {
    pub(crate) fn on(date: Date) -> Self {
        let rest = [date.month(), date.day()].into_iter().flatten();
        let parts = std::iter::once(date.year()).chain(rest.map(i16::from));
        Self {
            date_parts: [parts.collect()],
        }
    }
}

fn csl(cited: &Cited<'_>) -> String {
    let revision = cited
        .changed
        .and_then(|changed| changed.revision.as_deref());
    let item = CslItem {
        url: cited.url.as_deref(),
        author: { cited.authors.iter() }
            .map(|literal| CslName { literal })
            .collect(),
        container_title: cited.almanac,
        id: &cited.key,
        issued: cited.changed.map(|changed| Issued::on(changed.date)),
        title: cited.title,
        kind: cited.kind,
        version: revision.map(short),
    };
    serde_json::to_string(&[item]).expect("texts and numbers can be written as JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_bibtex_would_take_for_its_own_is_escaped() {
        assert_eq!(
            in_bibtex(r"R&D: 50% of {x_1} \ ~^ #$"),
            r"R\&D: 50\% of \{x\_1\} \textbackslash{} \textasciitilde{}\textasciicircum{} \#\$"
        );
    }
}
