//! Shortcodes: `{{< video https://… >}}`, `{{< meta title >}}`, `{{< include _part.qmd >}}`.

use almanac_model::FilePath;
use serde_json::Value;

use super::body::Writer;
use crate::front_matter::FrontMatter;
use crate::remarks::{Remarks, Topic, kind};
use crate::sites::attributes::item_length;
use crate::sites::includes::{Includes, indented};
use crate::sites::lines::{blank_marks, lines, prose_changed};
use crate::sites::navigation::plain_markdown;
use crate::sites::settings::text_at;

kind!(UNKNOWN: Topic::Kept, "shortcode that is shown as code", "shortcodes that are shown as code");
kind!(ICON: Topic::LeftOut, "icon of a font", "icons of fonts");

/// A shortcode.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Shortcode {
    pub name: String,
    /// Its values without names.
    pub values: Vec<String>,
    /// Its values with names.
    pub named: Vec<(String, String)>,
}

impl Shortcode {
    /// Reads what stands between the signs.
    pub fn read(inner: &str) -> Self {
        let mut found = Self::default();
        let mut rest = inner.trim();
        while !rest.is_empty() {
            let (item, behind) = item_of(rest);
            rest = behind.trim_start();
            let named = item.split_once('=').filter(|(key, _)| {
                !key.is_empty()
                    && key
                        .chars()
                        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
            });
            let plain = |value: &str| value.trim_matches(['"', '\'']).to_owned();
            match named {
                Some((key, value)) => found.named.push((key.to_owned(), plain(value))),
                None if found.name.is_empty() => found.name = plain(item),
                None => found.values.push(plain(item)),
            }
        }
        found
    }

    fn get(&self, key: &str) -> Option<&str> {
        let mut named = self.named.iter();
        named
            .find(|(name, _)| name == key)
            .map(|(_, value)| value.as_str())
    }
}

/// The first item, and what follows it: all of the text, where a quotation mark is never closed.
fn item_of(text: &str) -> (&str, &str) {
    text.split_at(item_length(text).unwrap_or(text.len()))
}

/// A text with the files that it includes, in code as well.
pub fn with_includes(
    includes: &mut Includes<'_>,
    root: &str,
    text: &str,
    remarks: &mut Remarks,
) -> String {
    if !text.contains("{{<") {
        return text.to_owned();
    }
    let mut new = String::with_capacity(text.len());
    for line in lines(text) {
        let Some((start, file, end)) = include_in(line) else {
            new.push_str(line);
            continue;
        };
        let path = match file.strip_prefix('/') {
            Some(rest) => Some(format!("{root}{rest}")),
            None => {
                let beside = includes.path(&file);
                let of_page = FilePath::from(includes.page()).resolve(&file);
                beside.filter(|path| includes.has(path)).or(of_page)
            }
        };
        let made = includes.put(path, remarks, |includes, text, remarks| {
            let body = FrontMatter::read(text).body();
            Some(with_includes(includes, root, &text[body..], remarks))
        });
        match made {
            Some(made) => {
                let before = &line[..start];
                let prefix = blank_marks(before);
                let is_alone = prefix.trim_matches([' ', '>', '\t']).is_empty();
                new.push_str(before);
                new.push_str(&indented(
                    made.trim_end_matches('\n'),
                    if is_alone { &prefix } else { "" },
                ));
                new.push_str(&line[end..]);
            }
            None => new.push_str(line),
        }
    }
    new
}

/// Where an include stands in a line, and the file that it names.
fn include_in(line: &str) -> Option<(usize, String, usize)> {
    let start = line.find("{{<")?;
    if line[..start].ends_with('{') {
        return None;
    }
    let length = line[start..].find(">}}")?;
    let read = Shortcode::read(&line[start + 3..start + length]);
    let file = (read.name == "include").then(|| read.values.into_iter().next())??;
    Some((start, file, start + length + 3))
}

/// Code in which shortcodes that are shown have two braces.
pub fn unescaped(code: &str) -> String {
    match code.contains("{{{<") {
        true => code.replace("{{{<", "{{<").replace(">}}}", ">}}"),
        false => code.to_owned(),
    }
}

impl Writer<'_> {
    /// What a shortcode stands for.
    pub fn shortcode(&mut self, inner: &str) -> String {
        if let Some(comment) = inner
            .trim()
            .strip_prefix("/*")
            .and_then(|rest| rest.strip_suffix("*/"))
        {
            return format!("`{{{{< {} >}}}}`", comment.trim());
        }
        let read = Shortcode::read(inner);
        let first = read.values.first().map(String::as_str);
        let known = match (read.name.as_str(), first) {
            ("video", Some(address)) => Some(video(&read, address)),
            ("meta", Some(key)) => self.meta_value(key),
            ("var", Some(key)) => value_text(&self.site.variables, key),
            ("env", Some(_)) => read.values.get(1).cloned(),
            ("pagebreak", _) => Some(String::new()),
            ("kbd", _) => keys(&read),
            ("fa" | "bi" | "iconify" | "fontawesome" | "ai" | "academicons" | "mdi", _) => {
                self.remarks.add(ICON, self.page);
                Some(String::new())
            }
            ("pdf" | "embed-pdf", Some(file)) => {
                Some(format!("[{}]({file})", plain_markdown(file)))
            }
            ("youtube", Some(id)) => Some(format!("<https://www.youtube.com/watch?v={id}>")),
            ("tweet" | "gist" | "iframe", Some(address)) if address.contains("://") => {
                Some(format!("<{address}>"))
            }
            ("downloadthis", Some(file)) => {
                let label = read.get("label").unwrap_or(file);
                Some(format!("[{}]({file})", plain_markdown(label)))
            }
            _ => None,
        };
        known.unwrap_or_else(|| {
            self.remarks.add(UNKNOWN, self.page);
            format!("`{{{{< {} >}}}}`", inner.trim().replace('`', "'"))
        })
    }

    /// A text in which values of the metadata stand, in addresses and titles as well.
    pub fn with_values(&self, text: &str) -> String {
        if !text.contains("{{<") {
            return text.to_owned();
        }
        prose_changed(text, |prose| {
            let mut new = String::with_capacity(prose.len());
            let mut at = 0;
            for (start, _) in prose.match_indices("{{<") {
                let is_shown = prose[..start].ends_with('{');
                let Some(length) = prose[start..]
                    .find(">}}")
                    .filter(|_| start >= at && !is_shown)
                else {
                    continue;
                };
                let read = Shortcode::read(&prose[start + 3..start + length]);
                let value = match (read.name.as_str(), read.values.first()) {
                    ("meta", Some(key)) => self.meta_value(key),
                    ("var", Some(key)) => value_text(&self.site.variables, key),
                    _ => None,
                };
                if let Some(value) = value {
                    new.push_str(&prose[at..start]);
                    new.push_str(&value);
                    at = start + length + 3;
                }
            }
            new.push_str(&prose[at..]);
            new
        })
    }

    /// A value of the page's metadata, else of the project's.
    pub fn meta_value(&self, key: &str) -> Option<String> {
        let key = key.replace("\\.", "\u{0}");
        let site = &self.site.settings;
        let places = [&self.meta, site, &site["website"], &site["book"]];
        places.into_iter().find_map(|place| value_text(place, &key))
    }
}

fn value_text(value: &Value, key: &str) -> Option<String> {
    let found = key.split('.').fold(value, |value, part| {
        let part = part.replace('\u{0}', ".");
        match part.parse::<usize>() {
            Ok(number) if value.is_array() => &value[number.saturating_sub(1)],
            _ => &value[part.as_str()],
        }
    });
    match found {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(found.to_string()),
        Value::Array(items) => {
            let words: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
            words.map(|words| words.join(", "))
        }
        _ => text_at(found, "text").map(str::to_owned),
    }
}

fn video(read: &Shortcode, address: &str) -> String {
    let title = read.get("title").or_else(|| read.get("aria-label"));
    let is_elsewhere = address.contains("://");
    match title {
        None if is_elsewhere => format!("<{address}>"),
        Some(title) if is_elsewhere => format!("[{}]({address})", plain_markdown(title)),
        title => format!(
            "![{}]({address})",
            plain_markdown(title.unwrap_or_default())
        ),
    }
}

/// Keys, those of the first system that has any.
fn keys(read: &Shortcode) -> Option<String> {
    let named = ["win", "linux", "mac"]
        .iter()
        .find_map(|system| read.get(system));
    let all = read.values.first().map(String::as_str).or(named)?;
    let keys = all.split(['-', '+']).filter(|key| !key.is_empty());
    let keys: Vec<String> = keys.map(|key| format!("<kbd>{key}</kbd>")).collect();
    Some(keys.join("+"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcodes_have_values_with_and_without_names() {
        let read = Shortcode::read(" video \"a b.mp4\" title='T x' start=3 ");
        assert_eq!(read.name, "video");
        assert_eq!(read.values, ["a b.mp4"]);
        assert_eq!(read.get("title"), Some("T x"));
        assert_eq!(
            video(&read, "https://x.example/"),
            "[T x](https://x.example/)"
        );
        assert_eq!(
            include_in("- {{< include _a.qmd >}}\n").unwrap().1,
            "_a.qmd"
        );
        assert_eq!(include_in("{{{< include _a.qmd >}}}\n"), None);
        assert_eq!(unescaped("{{{< meta x >}}}"), "{{< meta x >}}");
    }
}
