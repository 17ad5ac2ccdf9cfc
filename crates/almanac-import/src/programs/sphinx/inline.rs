//! What stands in lines of MyST: roles, links that name targets, substitutions, attributes.

use super::body::{Writer, id_of};
use crate::remarks::{Topic, kind};
use crate::sites::attributes::Attributes;
use crate::sites::braces::{braces_at, read};
use crate::sites::brackets::{
    bare_address, closing_bracket, closing_marks, closing_parenthesis, html, image_at, scanned,
};
use crate::sites::figures::{anchors, image, written_address};
use crate::sites::labels::plain_words;
use crate::sites::navigation::plain_markdown;

kind!(UNKNOWN_SUBSTITUTION: Topic::Kept, "substitution that is computed or has no value", "substitutions that are computed or have no value");
kind!(OTHER_PROJECT: Topic::Kept, "reference to another project, whose words stay", "references to other projects, whose words stay");

const MAX_DEPTH: usize = 30;

impl Writer<'_> {
    /// Some lines in our forms.
    pub fn inline(&mut self, text: &str) -> String {
        if self.depth > MAX_DEPTH {
            return text.to_owned();
        }
        self.depth += 1;
        let new = scanned(text, |rest, new| match rest.as_bytes()[0] {
            b'\\' => {
                let c = rest[1..].chars().next().map_or(0, char::len_utf8);
                new.push_str(&rest[..=c]);
                1 + c
            }
            b'`' => code_span(rest, new),
            b'$' => self.formula(rest, new),
            b'<' => self.angle(rest, new),
            b'{' => self.in_braces(rest, new),
            b'!' if rest.starts_with("![") => self.image(rest, new),
            b'[' => self.bracket(rest, new),
            b'@' => self.at_sign(rest, new),
            b'h' if rest.starts_with("http") => bare_address(rest, new),
            _ => 0,
        });
        self.depth -= 1;
        new
    }

    fn formula(&mut self, rest: &str, new: &mut String) -> usize {
        if !self.site.settings.has_dollars {
            new.push_str("\\$");
            return 1;
        }
        for dollars in ["$$", "$"] {
            let Some(inner) = rest.strip_prefix(dollars) else {
                continue;
            };
            let ends = inner.match_indices(dollars).map(|(at, _)| at);
            // A dollar before a digit is a price.
            let mut ends = ends.filter(|end| {
                let behind = &inner[end + dollars.len()..];
                dollars == "$$" || !behind.starts_with(|c: char| c.is_ascii_digit())
            });
            let end = ends.next();
            let end = end.filter(|end| *end > 0 && !inner[..*end].contains("\n\n"));
            let is_open = dollars == "$$" || !inner.starts_with(|c: char| c.is_whitespace());
            if let Some(end) = end.filter(|_| is_open) {
                let length = end + 2 * dollars.len();
                new.push_str(&rest[..length]);
                return length;
            }
        }
        0
    }

    fn angle(&mut self, rest: &str, new: &mut String) -> usize {
        let inner = rest[1..].split(['>', ' ', '\n']).next().unwrap_or_default();
        let is_closed = rest[1 + inner.len()..].starts_with('>');
        let scheme = inner.split_once(':').map(|(scheme, _)| scheme);
        if let Some(made) = scheme
            .filter(|_| is_closed)
            .and_then(|_| self.addressed("", inner))
        {
            new.push_str(&made);
            return inner.len() + 2;
        }
        html(rest, new)
    }

    /// A role, or a substitution.
    fn in_braces(&mut self, rest: &str, new: &mut String) -> usize {
        if let Some(inner) = rest.strip_prefix("{{") {
            let Some(end) = inner.find("}}").filter(|end| !inner[..*end].contains('\n')) else {
                return 0;
            };
            match self.substitution(inner[..end].trim()) {
                Some(made) => new.push_str(&made),
                None => new.push_str(&format!(
                    "`{{{{ {} }}}}`",
                    inner[..end].trim().replace('`', "'")
                )),
            }
            return end + 4;
        }
        let Some(close) = rest.find('}').filter(|close| *close < 80) else {
            return 0;
        };
        let behind = &rest[close + 1..];
        let name = &rest[1..close];
        let is_name = name.starts_with(|c: char| c.is_alphabetic())
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || "-_:.+".contains(c));
        if !is_name || !behind.starts_with('`') {
            return 0;
        }
        let marks = behind.len() - behind.trim_start_matches('`').len();
        let Some(end) = closing_marks(behind, marks) else {
            return 0;
        };
        let content = behind[marks..end].trim().replace('\n', " ");
        let made = self.role(name, &content);
        new.push_str(&made);
        close + 1 + end + marks
    }

    /// The value of a substitution; what it holds is read, too.
    pub fn substitution(&mut self, name: &str) -> Option<String> {
        let value = self.substitutions.get(name).cloned();
        let value =
            value.filter(|_| !self.open.iter().any(|open| open == name) && self.open.len() < 8);
        let Some(value) = value else {
            self.remarks.add(UNKNOWN_SUBSTITUTION, self.page);
            return None;
        };
        self.open.push(name.to_owned());
        let made = match value.trim().contains('\n') {
            true => format!("\n\n{}\n\n", self.blocks(value.trim()).trim_matches('\n')),
            false => self.inline(value.trim()),
        };
        self.open.pop();
        Some(made)
    }

    fn image(&mut self, rest: &str, new: &mut String) -> usize {
        let Some(found) = image_at(rest) else {
            return 0;
        };
        // What stands elsewhere, and is shown here too.
        if let Some(id) = found.address.strip_prefix('#') {
            let words = self.inline(found.alt);
            let own = Some(words.as_str()).filter(|words| !words.is_empty());
            let link = self.site.labels.link(self.page, id, own);
            new.push_str(&link.unwrap_or_else(|| format!("`{id}`")));
            return found.length;
        }
        if let Some(id) = &found.attributes.id {
            self.found.push((id.clone(), found.alt.to_owned()));
            new.push_str(&anchors(&[id_of(id, "")]));
        }
        let width = found
            .attributes
            .get("width")
            .or_else(|| found.attributes.get("w"));
        let address = self.file_named(found.address);
        new.push_str(&image(&plain_words(found.alt), &address, width));
        found.length
    }

    /// A link, a span, or words in brackets.
    fn bracket(&mut self, rest: &str, new: &mut String) -> usize {
        let Some(close) = closing_bracket(rest) else {
            return 0;
        };
        let inner = &rest[1..close];
        let end = close + 1;
        let behind = &rest[end..];
        if inner.starts_with('^') || behind.starts_with(':') {
            new.push_str(&rest[..end]);
            return end;
        }
        if behind.starts_with('(')
            && let Some(length) = closing_parenthesis(behind)
        {
            let mut end = end + length;
            let words = self.inline(inner);
            if let Some((length, braces)) = braces_at(&rest[end..])
                && let Some(attributes) = Attributes::read(braces)
            {
                new.push_str(&self.anchor_of(&attributes, &words));
                end += length;
            }
            let address = behind[1..length - 1].trim();
            let address = address
                .strip_prefix('<')
                .and_then(|inner| inner.strip_suffix('>'))
                .unwrap_or(address);
            match self.addressed(&words, address) {
                Some(made) => new.push_str(&made),
                None => new.push_str(&format!("[{words}]{}", &behind[..length])),
            }
            return end;
        }
        if let Some((length, braces)) = braces_at(behind)
            && let Some(attributes) = read(braces)
        {
            let words = self.inline(inner);
            new.push_str(&self.anchor_of(&attributes, &words));
            new.push_str(&words);
            return end + length;
        }
        if behind.starts_with('[')
            && let Some(length) = closing_bracket(behind)
        {
            let words = self.inline(inner);
            new.push_str(&format!("[{words}]{}", &behind[..=length]));
            return end + length + 1;
        }
        let cites = inner.contains('@') && {
            let keys = inner
                .split('@')
                .skip(1)
                .map(crate::programs::quarto::key_at);
            keys.into_iter().all(|key| self.site.keys.contains(key))
        };
        match cites {
            true => new.push_str(&rest[..end]),
            false => {
                let words = self.inline(inner);
                new.push_str(&format!("[{words}]"));
            }
        }
        end
    }

    fn anchor_of(&mut self, attributes: &Attributes, words: &str) -> String {
        match &attributes.id {
            Some(id) => {
                self.found.push((id.clone(), words.to_owned()));
                anchors(&[id_of(id, words)])
            }
            None => String::new(),
        }
    }

    fn at_sign(&mut self, rest: &str, new: &mut String) -> usize {
        let key = crate::programs::quarto::key_at(&rest[1..]);
        if key.is_empty()
            || new.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-'))
        {
            return 0;
        }
        let length = key.len() + 1;
        if self.site.keys.contains(key) {
            new.push_str(&rest[..length]);
        } else if let Some(made) = self.site.labels.link(self.page, key, None) {
            new.push_str(&made);
        } else {
            new.push_str(&format!("\\{}", &rest[..length]));
        }
        length
    }

    /// A link by what its address means; `None` for one that stays as it is.
    fn addressed(&mut self, words: &str, address: &str) -> Option<String> {
        let (scheme, rest) = address.split_once(':').unwrap_or(("", address));
        match scheme {
            "inv" | "myst" | "xref" => {
                self.remarks.add(OTHER_PROJECT, self.page);
                let name = rest.rsplit(['#', ':', '/']).next().unwrap_or(rest);
                return Some(match words.is_empty() {
                    true => format!("`{}`", name.trim_end_matches('*')),
                    false => words.to_owned(),
                });
            }
            "project" => return Some(self.internal(words, rest)),
            "path" => {
                let words = if words.is_empty() {
                    plain_markdown(rest)
                } else {
                    words.to_owned()
                };
                return Some(format!("[{words}]({})", written_address(rest)));
            }
            "doi" | "DOI" => {
                let words = if words.is_empty() { rest } else { words };
                return Some(format!("[{words}](https://doi.org/{rest})"));
            }
            _ => {}
        }
        if let Some((pattern, title)) = self
            .site
            .settings
            .schemes
            .get(scheme)
            .filter(|_| !scheme.is_empty())
        {
            let (path, fragment) = rest.split_once('#').unwrap_or((rest, ""));
            let filled = |pattern: &str| {
                let pattern = pattern.replace("{{path}}", path).replace("{{netloc}}", "");
                pattern
                    .replace("{{fragment}}", fragment)
                    .replace("{{query}}", "")
                    .trim_end_matches('#')
                    .to_owned()
            };
            let shown = title
                .as_deref()
                .map(filled)
                .unwrap_or_else(|| address.to_owned());
            let words = if words.is_empty() {
                plain_markdown(&shown)
            } else {
                words.to_owned()
            };
            return Some(format!("[{words}]({})", written_address(&filled(pattern))));
        }
        let is_elsewhere =
            address.contains("://") || matches!(scheme, "mailto" | "tel" | "https" | "http");
        (!is_elsewhere
            && (words.is_empty()
                || address.starts_with('#')
                || self.is_label(address)
                || self.names_target(address)))
        .then(|| self.internal(words, address))
    }

    /// Whether an address is no file, and the name of a target.
    fn is_label(&self, address: &str) -> bool {
        !address.contains([' ', '"'])
            && self.site.document(self.page, address).is_none()
            && self.site.labels.find(self.page, address).is_some()
    }

    /// Whether an address names a target of another page by a name that is not its id.
    fn names_target(&self, address: &str) -> bool {
        let Some((path, name)) = address.split_once('#') else {
            return false;
        };
        let Some(page) = self.site.document(self.page, path) else {
            return false;
        };
        let label = self.site.labels.find(&page, name);
        label.is_some_and(|label| label.source == page && label.id != name)
    }

    /// A link within the project: to a target, to a page, or to a target on a page.
    fn internal(&mut self, words: &str, address: &str) -> String {
        let labels = &self.site.labels;
        let own = Some(words).filter(|words| !words.is_empty());
        let (path, id) = match address.split_once('#') {
            Some((path, id)) => (path, Some(id)),
            None => (address, None),
        };
        let link = match (path, id) {
            ("", Some(id)) => labels.link(self.page, id, own).or_else(|| {
                let term = format!("term {}", id.to_lowercase());
                labels.link(self.page, &term, own)
            }),
            (path, None) => {
                let page = self.site.document(self.page, path);
                let title = page.as_deref().and_then(|page| labels.title(page));
                let by_title = own.map(str::to_owned).or(title.map(plain_markdown));
                match (page.is_some(), by_title) {
                    (true, Some(words)) => Some(format!("[{words}]({})", written_address(path))),
                    _ => labels.link(self.page, path, own),
                }
            }
            (path, Some(id)) => {
                let page = self.site.document(self.page, path);
                let label = page.as_deref().and_then(|page| labels.find(page, id));
                let label = label.filter(|label| Some(&label.source) == page.as_ref());
                let id = label.map_or(id, |label| label.id.as_str());
                let by_label = label
                    .map(|label| label.words.as_str())
                    .filter(|words| !words.is_empty());
                let words = own.map(str::to_owned).or(by_label.map(plain_markdown));
                words
                    .map(|words| format!("[{words}]({})", written_address(&format!("{path}#{id}"))))
            }
        };
        link.unwrap_or_else(|| {
            let shown = own.map_or_else(
                || plain_markdown(address.trim_start_matches('#')),
                str::to_owned,
            );
            format!("[{shown}]({})", written_address(address))
        })
    }
}

/// Code in a line; attributes behind it say nothing here.
fn code_span(rest: &str, new: &mut String) -> usize {
    let marks = rest.len() - rest.trim_start_matches('`').len();
    let Some(close) = closing_marks(rest, marks) else {
        new.push_str(&rest[..marks]);
        return marks;
    };
    let end = close + marks;
    new.push_str(&rest[..end]);
    let behind = braces_at(&rest[end..]);
    let attributes = behind.filter(|(_, braces)| Attributes::read(braces).is_some());
    end + attributes.map_or(0, |(length, _)| length)
}
