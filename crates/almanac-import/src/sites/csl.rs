//! Works in the form of CSL, in JSON or YAML, as BibTeX. Read by Quarto and bookdown.

use serde_json::Value;

/// The works of a list, or of what has one in `references`, each with its key.
pub fn works(list: &Value) -> Vec<(String, String)> {
    let items = match list {
        Value::Array(items) => items,
        list => match &list["references"] {
            Value::Array(items) => items,
            _ => return Vec::new(),
        },
    };
    items.iter().filter_map(work).collect()
}

/// A work, by its key.
fn work(item: &Value) -> Option<(String, String)> {
    let key = text(&item["id"])?;
    let is_free = |c: char| !c.is_whitespace() && !matches!(c, ',' | '{' | '}' | '"' | '#' | '%');
    let key: String = key.chars().filter(|c| is_free(*c)).collect();
    let container = match item["type"].as_str() {
        Some("chapter" | "paper-conference" | "entry-encyclopedia") => "booktitle",
        _ => "journal",
    };
    let names = ["author", "editor", "translator"].map(|name| (name, people(&item[name])));
    let issued = &item["issued"];
    let fields = [
        ("title", text(&item["title"])),
        (container, text(&item["container-title"])),
        ("date", day(issued)),
        ("publisher", text(&item["publisher"])),
        ("address", text(&item["publisher-place"])),
        ("volume", text(&item["volume"])),
        ("number", text(&item["issue"])),
        ("pages", text(&item["page"])),
        ("edition", text(&item["edition"])),
        ("isbn", text(&item["ISBN"])),
        ("issn", text(&item["ISSN"])),
        ("note", text(&item["note"])),
        ("abstract", text(&item["abstract"])),
    ];
    // These are no words.
    let plain = [
        ("doi", text(&item["DOI"])),
        ("url", text(&item["URL"])),
        ("urldate", day(&item["accessed"])),
    ];
    let mut written = format!(
        "@{}{{{key}",
        kind(item["type"].as_str().unwrap_or_default())
    );
    for (name, words) in names.into_iter().chain(fields) {
        if let Some(words) = words {
            written.push_str(&format!(",\n  {name} = {{{}}}", tex(&words)));
        }
    }
    for (name, words) in plain {
        if let Some(words) = words {
            written.push_str(&format!(",\n  {name} = {{{words}}}"));
        }
    }
    written.push_str("\n}\n");
    (!key.is_empty()).then_some((key, written))
}

/// What BibTeX calls a type of works.
fn kind(kind: &str) -> &'static str {
    match kind {
        "article" | "article-journal" | "article-magazine" | "article-newspaper" | "review" => {
            "article"
        }
        "book" | "classic" => "book",
        "chapter" | "entry-encyclopedia" | "entry-dictionary" => "incollection",
        "paper-conference" => "inproceedings",
        "thesis" => "phdthesis",
        "report" => "techreport",
        "webpage" | "post" | "post-weblog" => "online",
        _ => "misc",
    }
}

/// Words, which may be a number, or several.
fn text(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(words) => words.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => items.iter().filter_map(text).collect::<Vec<_>>().join(", "),
        _ => return None,
    };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// The names of people: `Family, Given and …`.
fn people(value: &Value) -> Option<String> {
    let name = |person: &Value| {
        if let Some(words) = text(person).or_else(|| text(&person["literal"])) {
            // A body has no family name: braces keep it whole.
            return Some(format!("{{{words}}}"));
        }
        let particle = text(&person["non-dropping-particle"]).map(|words| format!("{words} "));
        let family = text(&person["family"]).map(|words| particle.unwrap_or_default() + &words);
        match (family, text(&person["given"])) {
            (Some(family), Some(given)) => Some(format!("{family}, {given}")),
            (family, given) => family.or(given),
        }
    };
    let names = value.as_array()?.iter().filter_map(name);
    let names = names.collect::<Vec<_>>().join(" and ");
    (!names.is_empty()).then_some(names)
}

/// A day, a month or a year: `date-parts`, `year` and `month`, or words.
fn day(value: &Value) -> Option<String> {
    let parts = match &value["date-parts"] {
        Value::Array(days) => days.first()?.as_array()?.iter().filter_map(text).collect(),
        _ => ["year", "month", "day"]
            .into_iter()
            .map_while(|name| text(&value[name]))
            .collect::<Vec<String>>(),
    };
    let value = if value.is_array() { &value[0] } else { value };
    if parts.is_empty() {
        return text(value)
            .or_else(|| text(&value["raw"]))
            .or_else(|| text(&value["literal"]));
    }
    let number = |part: &String| part.parse::<u32>().ok();
    let written = parts
        .iter()
        .enumerate()
        .map(|(at, part)| match number(part) {
            Some(number) if at == 0 => format!("{number:04}"),
            Some(number) => format!("{number:02}"),
            None => part.clone(),
        });
    Some(written.collect::<Vec<_>>().join("-"))
}

/// Words as TeX reads them, without the marks of HTML that CSL has. Braces around a whole name stay.
fn tex(words: &str) -> String {
    let mut plain = words.to_owned();
    for tag in ["i", "b", "sup", "sub", "span", "sc"] {
        plain = plain
            .replace(&format!("<{tag}>"), "")
            .replace(&format!("</{tag}>"), "");
    }
    let mut new = String::with_capacity(plain.len());
    for c in plain.chars() {
        if matches!(c, '%' | '&' | '#' | '_' | '$') {
            new.push('\\');
        }
        if c != '\\' {
            new.push(c);
        }
    }
    match new.matches('{').count() == new.matches('}').count() {
        true => new,
        false => new.replace(['{', '}'], ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn works_of_csl_are_works_of_bibtex() {
        let list = serde_json::json!([
            { "id": "a1", "type": "article-journal", "title": "On <i>x</i> & y", "DOI": "10.1/a_b",
              "author": [{ "family": "Berg", "given": "A.", "non-dropping-particle": "van" }, { "literal": "The Group" }],
              "issued": { "date-parts": [[2001, 5]] }, "container-title": "J" },
            { "title": "nameless" },
        ]);
        let found = works(&list);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].1,
            "@article{a1,\n  author = {van Berg, A. and {The Group}},\n  title = {On x \\& y},\n  journal = {J},\n  date = {2001-05},\n  doi = {10.1/a_b}\n}\n"
        );
        let yaml = serde_json::json!({ "references": [{ "id": 7, "title": "T", "issued": { "year": "1999" } }] });
        assert_eq!(
            works(&yaml)[0].1,
            "@misc{7,\n  title = {T},\n  date = {1999}\n}\n"
        );
    }
}
