//! References to what bears an id: `@fig-x`, `[Fig. @fig-x; @tbl-y]`, `\@ref(fig:x)`; and citations, which stay.

use super::body::Writer;
use super::inline::{is_reserved, key_at};
use crate::remarks::{Topic, kind};
use crate::sites::navigation::plain_markdown;

kind!(NO_TARGET: Topic::Kept, "reference to an id that nothing bears", "references to ids that nothing bears");

/// What the ids begin with that are referred to as works are cited.
pub const RESERVED: [&str; 20] = [
    "fig", "tbl", "sec", "eq", "lst", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr",
    "sol", "rem", "alg", "nte", "tip", "wrn", "imp",
];

impl Writer<'_> {
    /// A link to what bears an id; `None` where nothing does.
    pub fn reference(&mut self, key: &str, words: Option<&str>) -> Option<String> {
        if !is_reserved(key) && !key.starts_with("cau-") && !key.starts_with("Cau-") {
            return None;
        }
        let mut chars = key.chars();
        let first: String = chars.next()?.to_lowercase().collect();
        let lower = format!("{first}{}", chars.as_str());
        let labels = &self.site.labels;
        let found = labels
            .link(self.page, key, words)
            .or_else(|| labels.link(self.page, &lower, words));
        if found.is_none() {
            self.remarks.add(NO_TARGET, self.page);
        }
        found
    }

    /// A citation in brackets: links, where all of it are references; `None` where it cites, or is none.
    pub fn citation(&mut self, inner: &str) -> Option<String> {
        let parts: Vec<&str> = inner.split(';').collect();
        let key_of = |part: &str| {
            let at = part.find('@')?;
            let key = key_at(&part[at + 1..]);
            (!key.is_empty()).then(|| (at, key.to_owned()))
        };
        let keys: Option<Vec<(usize, String)>> = parts.iter().map(|part| key_of(part)).collect();
        let keys = keys?;
        if keys.iter().any(|(_, key)| self.site.keys.contains(key)) {
            // A passage that no work of the site has would be an unknown source.
            return Some(format!("[{}]", self.known_works(&parts, &keys)));
        }
        let mut links = Vec::new();
        for (part, (at, key)) in parts.iter().zip(&keys) {
            let before = part[..*at].trim().trim_end_matches('-').trim();
            let behind = part[at + 1 + key.len()..].trim_end();
            let link = self.reference(key, None)?;
            let blank = if before.is_empty() { "" } else { " " };
            links.push(format!("{before}{blank}{link}{behind}"));
        }
        Some(links.join(", "))
    }

    fn known_works(&self, parts: &[&str], keys: &[(usize, String)]) -> String {
        let parts =
            parts
                .iter()
                .zip(keys)
                .map(|(part, (_, key))| match self.site.keys.contains(key) {
                    true => (*part).to_owned(),
                    false => part.replace('@', "\\@"),
                });
        parts.collect::<Vec<_>>().join(";")
    }

    /// The address of the heading that some words name.
    pub fn heading_called(&self, words: &str) -> Option<String> {
        if words.len() > 200 || words.trim().is_empty() || words.contains(['[', '!']) {
            return None;
        }
        let plain = words.replace(['`', '*'], "").to_lowercase();
        let name = format!(
            "heading {}",
            plain.split_whitespace().collect::<Vec<_>>().join(" ")
        );
        let label = self.site.labels.find(self.page, &name)?;
        let is_own = self.site.is_bookdown || label.source == self.page;
        is_own.then(|| self.site.labels.address(self.page, &name))?
    }

    /// What bookdown refers to: `\@ref(fig:x)`, `\@ref(id)`. Returns how long it is.
    pub fn book_reference(&mut self, rest: &str, new: &mut String) -> Option<usize> {
        let inner = rest
            .strip_prefix("\\@ref(")
            .or_else(|| rest.strip_prefix("\\ref{"))?;
        let start = rest.len() - inner.len();
        let end = inner.find([')', '}'])?;
        let id = &inner[..end];
        let made = self.site.labels.link(self.page, id, None);
        match made {
            Some(made) => new.push_str(&made),
            None => {
                self.remarks.add(NO_TARGET, self.page);
                new.push_str(&plain_markdown(id));
            }
        }
        Some(start + end + 1)
    }
}
