//! Liquid, as far as it is plain: what would be computed stays as it is written.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::remarks::{Remarks, Topic, kind};
use crate::sites::containers::{container_behind, put_in, taken_out};
use crate::sites::includes::Includes;
use crate::sites::references::REFERENCE;
use crate::sites::settings::{at, text_at};

kind!(LIQUID: Topic::Kept, "tag of Liquid", "tags of Liquid");

/// What the names in Liquid mean.
pub struct Liquid<'s> {
    pub site: &'s Value,
    pub page: &'s Value,
    /// The files of posts by what `post_url` calls them.
    pub posts: &'s BTreeMap<String, String>,
    /// The folder of the site, with its final slash.
    pub root: &'s str,
    /// The folder of collections below it.
    pub of_collections: &'s str,
}

/// The name of a post with two digits for its month and its day: `2024-3-9-x` is `2024-03-09-x`.
pub fn with_whole_day(name: &str) -> Option<String> {
    let mut parts = name.splitn(4, '-');
    let mut number = || parts.next()?.parse::<u32>().ok();
    let (year, month, day) = (number()?, number()?, number()?);
    Some(format!("{year:04}-{month:02}-{day:02}-{}", parts.next()?))
}

impl Liquid<'_> {
    /// A text with its tags and values written out.
    pub fn written(
        &self,
        includes: &mut Includes<'_>,
        text: &str,
        remarks: &mut Remarks,
    ) -> String {
        let mut new = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = next_mark(rest) {
            let is_value = rest[start..].starts_with("{{");
            let close = if is_value { "}}" } else { "%}" };
            let Some(length) = rest[start + 2..].find(close) else {
                break;
            };
            let end = start + 2 + length + 2;
            let words = rest[start + 2..end - 2].trim_matches('-').trim();
            new.push_str(&rest[..start]);
            let written = &rest[start..end];
            let (name, behind) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
            rest = &rest[end..];
            if is_value {
                match self.value(words) {
                    Some(value) => new.push_str(&value),
                    None => self.keep(includes, written, &mut new, remarks),
                }
                continue;
            }
            match name {
                "raw" | "comment" | "highlight" => {
                    let (inner, behind_it) = up_to(rest, name);
                    match name {
                        "raw" => new.push_str(inner),
                        "highlight" => {
                            let language = behind.split_whitespace().next().unwrap_or_default();
                            let container = container_behind(&new).unwrap_or_default();
                            let inner = taken_out(inner, &container);
                            let inner = inner.trim_start_matches('\n').trim_end();
                            // A longer fence than any that stands in it.
                            let fence = "`".repeat(longest_fence(inner).max(2) + 1);
                            let block = format!("{fence}{language}\n{inner}\n{fence}");
                            new.push_str(&put_in(&block, &container));
                        }
                        _ => {}
                    }
                    rest = behind_it;
                }
                "post_url" => match self.post(behind.trim()) {
                    Some(address) => new.push_str(&address),
                    None => self.keep(includes, written, &mut new, remarks),
                },
                "link" => {
                    let path = behind
                        .trim()
                        .trim_matches(['"', '\''])
                        .trim_start_matches('/');
                    let inside = format!("{}{}{path}", self.root, self.of_collections);
                    let path = match includes.has(&inside) {
                        true => inside,
                        false => format!("{}{path}", self.root),
                    };
                    new.push_str(&format!("{REFERENCE}{}", path.replace(' ', "%20")));
                }
                "include" | "include_relative" => {
                    let made = self.include(includes, name, behind, remarks);
                    match made {
                        Some(made) => match container_behind(&new) {
                            Some(container) => new.push_str(&put_in(&made, &container)),
                            None => new.push_str(&made),
                        },
                        None => self.keep(includes, written, &mut new, remarks),
                    }
                }
                "assign" | "capture" | "endcapture" => {}
                _ => self.keep(includes, written, &mut new, remarks),
            }
        }
        new.push_str(rest);
        new
    }

    fn keep(
        &self,
        includes: &Includes<'_>,
        written: &str,
        new: &mut String,
        remarks: &mut Remarks,
    ) {
        remarks.add(LIQUID, includes.page());
        new.push_str(written);
    }

    /// A value that is plain: `site.x`, `page.x`, a text, with filters that only make an address of it.
    fn value(&self, words: &str) -> Option<String> {
        let mut parts = words.split('|').map(str::trim);
        let first = parts.next()?;
        let mut value = match first.chars().next()? {
            quote @ ('"' | '\'') => first[1..].strip_suffix(quote)?.to_owned(),
            _ => self.named(first)?,
        };
        for filter in parts {
            let (name, argument) = filter.split_once(':').unwrap_or((filter, ""));
            let argument = argument.trim().trim_matches(['"', '\'']);
            match name.trim() {
                "relative_url" | "absolute_url" => {
                    if !value.contains("://") {
                        value = format!("/{}", value.trim_start_matches('/'));
                    }
                }
                "prepend" if argument.starts_with("site.") => {}
                "prepend" => value = format!("{argument}{value}"),
                "append" => value.push_str(argument),
                "escape" | "strip" | "xml_escape" | "markdownify" => {}
                _ => return None,
            }
        }
        Some(value)
    }

    fn named(&self, name: &str) -> Option<String> {
        if name == "site.baseurl" || name == "site.url" {
            return Some(String::new());
        }
        let value = match name.split_once('.')? {
            ("site", path) => at(self.site, path),
            ("page", path) => at(self.page, path),
            _ => return None,
        };
        match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(is) => Some(is.to_string()),
            _ => None,
        }
    }

    fn post(&self, name: &str) -> Option<String> {
        let name = name.trim_matches(['"', '\'', '/']);
        let file = self
            .posts
            .get(name)
            .or_else(|| self.posts.get(name.rsplit('/').next()?))
            .or_else(|| self.posts.get(&with_whole_day(name.rsplit('/').next()?)?))?;
        Some(format!("{REFERENCE}{}", file.replace(' ', "%20")))
    }

    /// A file of Markdown without logic, or a page beside.
    fn include(
        &self,
        includes: &mut Includes<'_>,
        name: &str,
        words: &str,
        remarks: &mut Remarks,
    ) -> Option<String> {
        let file = words.split_whitespace().next()?.trim_matches(['"', '\'']);
        if !file.ends_with(".md") && !file.ends_with(".markdown") {
            return None;
        }
        let path = match name {
            "include" => {
                let folder = text_at(self.site, "includes_dir").unwrap_or("_includes");
                Some(format!("{}{folder}/{file}", self.root))
            }
            _ => includes.path(file),
        };
        includes.put(path, remarks, |includes, text, remarks| {
            let is_plain = !["{% if", "{% for", "{%- if", "{%- for", "include."]
                .iter()
                .any(|sign| text.contains(sign));
            is_plain.then(|| self.written(includes, text.trim_end(), remarks))
        })
    }
}

/// The most backticks that stand at the start of a line.
fn longest_fence(text: &str) -> usize {
    let lines = text.lines().map(str::trim_start);
    let marks = lines.map(|line| line.len() - line.trim_start_matches('`').len());
    marks.max().unwrap_or(0)
}

/// The next place where a tag or a value begins.
fn next_mark(text: &str) -> Option<usize> {
    let tag = text.find("{%");
    let value = text.find("{{");
    match (tag, value) {
        (Some(tag), Some(value)) => Some(tag.min(value)),
        (one, other) => one.or(other),
    }
}

/// What stands before the tag that ends one, and what stands behind that.
fn up_to<'t>(text: &'t str, name: &str) -> (&'t str, &'t str) {
    let mut at = 0;
    while let Some(found) = text[at..].find("{%") {
        let start = at + found;
        let Some(length) = text[start..].find("%}") else {
            break;
        };
        let words = text[start + 2..start + length].trim_matches('-').trim();
        if words.strip_prefix("end") == Some(name) {
            return (&text[..start], &text[start + length + 2..]);
        }
        at = start + length + 2;
    }
    (text, "")
}
