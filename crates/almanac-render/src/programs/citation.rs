//! How a page is cited.

use almanac_model::{Changed, LearningPath, Page};
use serde::Serialize;
use serde_json::json;

use crate::Address;
use crate::site::{Site, address_of_page, address_of_path};

/// A citation of a page in the forms that writers and their programs take.
#[derive(Debug, Serialize)]
pub(crate) struct CitationView {
    pub text: String,
    pub bibtex: String,
    /// As the Citation Style Language has it.
    pub csl: String,
}

/// What is cited.
struct Cited<'s> {
    almanac: &'s str,
    title: &'s str,
    slug: &'s str,
    /// What sort of work it is in CSL.
    kind: &'static str,
    changed: Option<&'s Changed>,
    /// The whole address, if it is known.
    url: Option<String>,
}

impl CitationView {
    /// The citation of an entry or a thread.
    pub(crate) fn of_page(site: &Site<'_>, page: &Page) -> Self {
        Self::new(&Cited {
            almanac: &site.snapshot().config().title,
            title: &page.title,
            slug: page.slug.as_str(),
            kind: if page.is_thread() {
                "webpage"
            } else {
                "entry-encyclopedia"
            },
            changed: page.changed.as_ref(),
            url: whole_url(site, &address_of_page(page)),
        })
    }

    /// The citation of a path.
    pub(crate) fn of_path(site: &Site<'_>, path: &LearningPath) -> Self {
        Self::new(&Cited {
            almanac: &site.snapshot().config().title,
            title: &path.title,
            slug: path.slug.as_str(),
            kind: "webpage",
            changed: path.changed.as_ref(),
            url: whole_url(site, &address_of_path(path)),
        })
    }

    fn new(cited: &Cited<'_>) -> Self {
        Self {
            text: text(cited),
            bibtex: bibtex(cited),
            csl: csl(cited),
        }
    }
}

fn whole_url(site: &Site<'_>, address: &Address) -> Option<String> {
    let is_known = site.snapshot().config().base_url.is_some();
    is_known.then(|| site.full_url(address))
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

fn text(cited: &Cited<'_>) -> String {
    let ends = cited.title.ends_with(['.', '?', '!']);
    let stop = if ends { "" } else { "." };
    let mut text = format!("“{}{stop}” {}", cited.title, cited.almanac);
    if let Some(changed) = cited.changed {
        text.push_str(&format!(", {}", version(changed)));
    }
    text.push('.');
    if let Some(url) = &cited.url {
        text.push_str(&format!(" {url}"));
    }
    text
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

fn bibtex(cited: &Cited<'_>) -> String {
    let date = cited.changed.map(|changed| changed.date);
    let year = date.map_or_else(String::new, |date| format!("-{}", date.year()));
    let month = date.and_then(|date| date.month());
    let fields = [
        (
            "author",
            Some(format!("{{{{{}}}}}", in_bibtex(cited.almanac))),
        ),
        ("title", Some(format!("{{{{{}}}}}", in_bibtex(cited.title)))),
        ("year", date.map(|date| format!("{{{}}}", date.year()))),
        (
            "month",
            month.map(|month| MONTHS[usize::from(month.unsigned_abs()) - 1].to_owned()),
        ),
        (
            "note",
            cited
                .changed
                .map(|changed| format!("{{{}}}", crate::words::capitalized(&version(changed)))),
        ),
        ("url", cited.url.as_ref().map(|url| format!("{{{url}}}"))),
    ];
    let mut entry = format!("@misc{{{}{year},\n", cited.slug);
    for (name, value) in fields {
        if let Some(value) = value {
            entry.push_str(&format!("  {name} = {value},\n"));
        }
    }
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

fn csl(cited: &Cited<'_>) -> String {
    let mut item = json!({
        "id": cited.slug,
        "type": cited.kind,
        "title": cited.title,
        "container-title": cited.almanac,
    });
    if let Some(changed) = cited.changed {
        let date = changed.date;
        let parts: Vec<i16> = [
            Some(date.year()),
            date.month().map(i16::from),
            date.day().map(i16::from),
        ]
        .into_iter()
        .flatten()
        .collect();
        item["issued"] = json!({ "date-parts": [parts] });
        if let Some(revision) = &changed.revision {
            item["version"] = json!(short(revision));
        }
    }
    if let Some(url) = &cited.url {
        item["URL"] = json!(url);
    }
    json!([item]).to_string()
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
