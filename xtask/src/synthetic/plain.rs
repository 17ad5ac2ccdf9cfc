//! A file of ours in the Markdown that others read: wiki links become links, citations footnotes.

use std::fmt::Write;

use super::works::Works;

/// A file, taken apart.
pub(super) struct Plain<'t> {
    front_matter: &'t str,
    text: String,
    /// The keys of the sources that it cites, in order.
    pub keys: Vec<String>,
}

impl<'t> Plain<'t> {
    /// Takes a file apart. Entries have the addresses that others give them.
    pub fn of(file: &'t str, address: impl Fn(&str) -> String) -> Self {
        let (front_matter, body) = file
            .strip_prefix("---\n")
            .and_then(|rest| rest.split_once("\n---\n"))
            .unwrap_or(("", file));
        let (text, keys) = linked(body, address);
        Self {
            front_matter,
            text,
            keys,
        }
    }

    /// A field of the front matter, as it is written.
    pub fn field(&self, name: &str) -> &'t str {
        let lines = self.front_matter.lines();
        let mut values = lines.filter_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        values.next().unwrap_or_default()
    }

    /// The property of each fact, and what is stated of it: all that is in its braces, with the last.
    pub fn facts(&self) -> Vec<(&'t str, &'t str)> {
        let mut property = "";
        let mut facts = Vec::new();
        let lines = self
            .front_matter
            .lines()
            .skip_while(|line| *line != "facts:")
            .skip(1)
            .take_while(|line| line.starts_with(' '));
        for line in lines {
            let line = line.trim_start().trim_start_matches("- ");
            if let Some(value) = line.strip_prefix('{') {
                facts.push((property, value));
            } else if let Some((name, value)) = line.split_once(": {") {
                property = name;
                facts.push((property, value));
            } else {
                property = line.trim_end_matches(':');
            }
        }
        facts
    }

    /// What each step of a path reads, and why.
    pub fn steps(&self) -> Vec<(&'t str, &'t str)> {
        let lines = self.front_matter.lines();
        let steps =
            lines.filter_map(|line| line.strip_prefix("  - { read: ")?.split_once(", why: "));
        steps
            .map(|(slug, why)| (slug, why.trim_matches(['"', ' ', '}'])))
            .collect()
    }

    /// The text, and a footnote for each source.
    pub fn text_with_notes(&self, works: &Works) -> String {
        let mut text = format!("{}\n\n", self.text);
        for key in &self.keys {
            let _ = writeln!(text, "[^{key}]: {}", works.words(key));
        }
        text
    }
}

/// The body with its wiki links and citations in plain Markdown, and the keys that it cites.
fn linked(body: &str, address: impl Fn(&str) -> String) -> (String, Vec<String>) {
    let mut text = String::with_capacity(body.len());
    let mut keys: Vec<String> = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.find('[') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((link, behind)) = rest
            .strip_prefix("[[")
            .and_then(|rest| rest.split_once("]]"))
        {
            let (slug, words) = link.split_once('|').unwrap_or((link, link));
            let _ = write!(text, "[{words}]({})", address(slug));
            rest = behind;
        } else if let Some((key, behind)) = rest
            .strip_prefix("[@")
            .and_then(|rest| rest.split_once(']'))
        {
            let _ = write!(text, "[^{key}]");
            if !keys.iter().any(|known| known == key) {
                keys.push(key.to_owned());
            }
            rest = behind;
        } else {
            text.push('[');
            rest = &rest[1..];
        }
    }
    text.push_str(rest);
    (text, keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "---
id: bee
facts:
  founded: { value: 2020, sources: [a] }
  users:
    - { value: 1, as_of: 2025 }
    - { value: 2, as_of: 2026 }
sources:
  - { key: a, url: \"https://example.org/a\", title: \"On bees\" }
---
See [[ant|the ant]] and [[wasp]].[@a][@shared-1] [Not a link]
";

    #[test]
    fn links_and_citations_are_plain_markdown() {
        let plain = Plain::of(FILE, |slug| format!("/{slug}/"));
        assert_eq!(plain.field("id"), "bee");
        assert_eq!(plain.keys, ["a", "shared-1"]);
        assert_eq!(
            plain.text,
            "See [the ant](/ant/) and [wasp](/wasp/).[^a][^shared-1] [Not a link]\n"
        );
    }

    #[test]
    fn each_fact_has_its_property() {
        let facts = Plain::of(FILE, str::to_owned).facts();
        let properties: Vec<&str> = facts.iter().map(|(property, _)| *property).collect();
        assert_eq!(properties, ["founded", "users", "users"]);
        assert_eq!(facts[2].1, " value: 2, as_of: 2026 }");
    }
}
