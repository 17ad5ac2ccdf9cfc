//! What stands in lines of Pandoc's Markdown: spans and images with attributes, references, shortcodes, superscripts.

use super::body::Writer;
use super::references::RESERVED;
use crate::remarks::{Topic, kind};
use crate::sites::attributes::Attributes;
use crate::sites::braces::braces_at;
use crate::sites::brackets::{
    Image, bare_address, closing_bracket, closing_marks, closing_parenthesis, html, image_at,
    scanned,
};
use crate::sites::figures::{anchors, image, written_id};

kind!(INLINE_CODE: Topic::Kept, "value that code computes in a line", "values that code computes in lines");
kind!(OTHER_RAW: Topic::LeftOut, "stretch in the form of another output", "stretches in the form of other outputs");

/// How deep brackets may stand in one another.
const MAX_DEPTH: usize = 30;

impl Writer<'_> {
    /// Some lines in our forms.
    pub fn inline(&mut self, text: &str) -> String {
        if self.depth > MAX_DEPTH {
            return text.to_owned();
        }
        self.depth += 1;
        let new = scanned(text, |rest, new| match rest.as_bytes()[0] {
            b'\\' => self.escape(rest, new),
            b'`' => self.code_span(rest, new),
            b'$' => self.formula(rest, new),
            b'<' => html(rest, new),
            b'{' => self.in_braces(rest, new),
            b'!' if rest.starts_with("![") => self.image(rest, new),
            b'[' => self.bracket(rest, new),
            b'@' => self.at_sign(rest, new),
            b'^' => self.caret(rest, new),
            b'-' | b'.' => punctuation(rest, new),
            b'(' if rest.starts_with("(@") => self.example(rest, new),
            b'h' if rest.starts_with("http") => bare_address(rest, new),
            _ => 0,
        });
        self.depth -= 1;
        new
    }

    fn escape(&mut self, rest: &str, new: &mut String) -> usize {
        if self.site.is_bookdown {
            if let Some(length) = self.book_reference(rest, new) {
                return length;
            }
            for (open, close, dollars) in [("\\(", "\\)", "$"), ("\\[", "\\]", "$$")] {
                let Some(inner) = rest.strip_prefix(open) else {
                    continue;
                };
                let end = inner
                    .find(close)
                    .filter(|end| !inner[..*end].contains("\n\n"));
                if let Some(end) = end {
                    let formula = inner[..end].trim();
                    new.push_str(&format!("{dollars}{formula}{dollars}"));
                    return end + 4;
                }
            }
        }
        if rest.starts_with("\\ ") {
            new.push('\u{a0}');
            return 2;
        }
        if let Some(length) = tex_command(rest, new) {
            return length;
        }
        let mut chars = rest.chars();
        chars.next();
        let length = 1 + chars.next().map_or(0, char::len_utf8);
        new.push_str(&rest[..length]);
        length
    }

    /// Code, which may be raw, or computed.
    fn code_span(&mut self, rest: &str, new: &mut String) -> usize {
        let marks = rest.len() - rest.trim_start_matches('`').len();
        let close = closing_marks(rest, marks);
        let Some(close) = close else {
            new.push_str(&rest[..marks]);
            return marks;
        };
        let inner = &rest[marks..close];
        let end = close + marks;
        if let Some((length, braces)) = braces_at(&rest[end..]) {
            if let Some(form) = braces.strip_prefix('=') {
                match form.trim() {
                    "html" | "html5" => new.push_str(inner),
                    "markdown" => new.push_str(inner),
                    _ => self.remarks.add(OTHER_RAW, self.page),
                }
                return end + length;
            }
            if Attributes::read(braces).is_some() {
                new.push_str(&rest[..end]);
                return end + length;
            }
        }
        let words = inner.trim();
        let computed = words.strip_prefix("r ").or_else(|| {
            let (language, code) = words.strip_prefix('{')?.split_once('}')?;
            let is_word = !language.is_empty() && language.chars().all(char::is_alphanumeric);
            (is_word && code.starts_with(' ')).then_some(code)
        });
        if let Some(code) = computed {
            self.remarks.add(INLINE_CODE, self.page);
            let marks = &rest[..marks];
            new.push_str(&format!("{marks}{}{marks}", code.trim()));
            return end;
        }
        new.push_str(&super::shortcodes::unescaped(&rest[..end]));
        end
    }

    fn formula(&mut self, rest: &str, new: &mut String) -> usize {
        if let Some(inner) = rest.strip_prefix("$$") {
            let end = inner
                .find("$$")
                .filter(|end| !inner[..*end].contains("\n\n"));
            let Some(end) = end else { return 0 };
            let length = end + 4;
            let behind = &rest[length..];
            let gap = behind.len() - behind.trim_start_matches([' ', '\t']).len();
            let label = braces_at(&behind[gap..])
                .and_then(|(length, inner)| Some((length, Attributes::read(inner)?.id?)));
            let (formula, book_id) = without_book_label(&rest[2..length - 2]);
            let ids: Vec<String> = label
                .iter()
                .map(|(_, id)| id.clone())
                .chain(book_id)
                .collect();
            self.push_formula(&ids, &formula, new);
            return length + label.map_or(0, |(length, _)| gap + length);
        }
        let inner = &rest[1..];
        if inner.starts_with(|c: char| c.is_whitespace()) {
            return 0;
        }
        let end = end_of_formula(inner);
        match end.filter(|end| !inner[..*end].contains("\n\n")) {
            Some(end) => {
                new.push_str(&rest[..end + 2]);
                end + 2
            }
            None => {
                // A price, which must not begin a formula with another one.
                new.push_str("\\$");
                1
            }
        }
    }

    /// A formula of its own, with the ids that it bears.
    pub fn push_formula(&mut self, ids: &[String], formula: &str, new: &mut String) {
        if !ids.is_empty() {
            for id in ids {
                let number = self
                    .found
                    .iter()
                    .filter(|(id, _)| id.starts_with("eq"))
                    .count()
                    + 1;
                self.found.push((id.clone(), format!("({number})")));
            }
            let indent = new.rsplit('\n').next().unwrap_or_default().to_owned();
            let is_alone = indent.trim_matches([' ', '>']).is_empty();
            new.push_str(&anchors(ids));
            if is_alone {
                new.push_str(&format!("\n{}\n{indent}", indent.trim_end()));
            }
        }
        new.push_str(&format!("$${formula}$$"));
    }

    fn in_braces(&mut self, rest: &str, new: &mut String) -> usize {
        if rest.starts_with("{{{<") {
            let Some(end) = rest.find(">}}}") else {
                return 0;
            };
            new.push_str(&format!("{{{{<{}>}}}}", &rest[4..end]));
            return end + 4;
        }
        let Some(inner) = rest.strip_prefix("{{<") else {
            return 0;
        };
        let Some(end) = inner
            .find(">}}")
            .filter(|end| !inner[..*end].contains("\n\n"))
        else {
            return 0;
        };
        let made = self.shortcode(&inner[..end]);
        new.push_str(&made);
        end + 6
    }

    fn image(&mut self, rest: &str, new: &mut String) -> usize {
        let Some(found) = image_at(rest) else {
            return 0;
        };
        let length = found.length;
        let made = self.image_written(&found);
        if let Some(id) = &found.attributes.id {
            self.found.push((id.clone(), found.alt.to_owned()));
            new.push_str(&anchors(std::slice::from_ref(id)));
        }
        new.push_str(&made);
        length
    }

    /// An image without its caption.
    pub fn image_written(&mut self, found: &Image<'_>) -> String {
        let alt = match found
            .attributes
            .get("fig-alt")
            .or_else(|| found.attributes.get("alt"))
        {
            Some(alt) => alt.to_owned(),
            None => crate::sites::labels::plain_words(found.alt),
        };
        image(&alt, found.address, found.attributes.get("width"))
    }

    /// A link, a span, a citation, a note, or words in brackets.
    fn bracket(&mut self, rest: &str, new: &mut String) -> usize {
        let Some(close) = closing_bracket(rest) else {
            return 0;
        };
        let inner = &rest[1..close];
        let end = close + 1;
        let behind = &rest[end..];
        if inner.starts_with('^') {
            new.push_str(&rest[..end]);
            return end;
        }
        if behind.starts_with('(')
            && let Some(length) = closing_parenthesis(behind)
        {
            let words = self.inline(inner);
            let address = &behind[..length];
            let mut end = end + length;
            if let Some((length, braces)) = braces_at(&rest[end..])
                && let Some(attributes) = crate::sites::braces::read(braces)
            {
                new.push_str(&self.anchor_of(&attributes, &words));
                end += length;
            }
            // In a book of bookdown, all chapters are one document.
            let id = address
                .strip_prefix("(#")
                .and_then(|id| id.strip_suffix(')'));
            let id = id.filter(|_| self.site.is_bookdown);
            match id.and_then(|id| self.site.labels.address(self.page, id)) {
                Some(address) => new.push_str(&format!("[{words}]({address})")),
                None => new.push_str(&format!("[{words}]{address}")),
            }
            return end;
        }
        if let Some((length, braces)) = braces_at(behind)
            && let Some(attributes) = crate::sites::braces::read(braces)
        {
            let made = self.span(inner, &attributes);
            new.push_str(&made);
            return end + length;
        }
        if behind.starts_with('[')
            && let Some(length) = closing_bracket(behind)
        {
            let name = &behind[1..length];
            let name = if name.is_empty() { inner } else { name };
            let words = self.inline(inner);
            match self.heading_called(name) {
                Some(address) => new.push_str(&format!("[{words}]({address})")),
                None => new.push_str(&format!("[{words}]{}", &behind[..=length])),
            }
            return end + length + 1;
        }
        if behind.starts_with(':') {
            new.push_str(&rest[..end]);
            return end;
        }
        if inner.contains('@')
            && let Some(made) = self.citation(inner)
        {
            new.push_str(&made);
            return end;
        }
        if let Some(address) = self.heading_called(inner) {
            let words = self.inline(inner);
            new.push_str(&format!("[{words}]({address})"));
            return end;
        }
        let words = self.inline(inner);
        new.push_str(&format!("[{words}]"));
        end
    }

    fn anchor_of(&mut self, attributes: &Attributes, words: &str) -> String {
        match &attributes.id {
            Some(id) => {
                self.found.push((id.clone(), words.to_owned()));
                anchors(&[written_id(id)])
            }
            None => String::new(),
        }
    }

    fn span(&mut self, inner: &str, attributes: &Attributes) -> String {
        if !self.is_shown(attributes) {
            return String::new();
        }
        let words = self.inline(inner);
        let anchor = self.anchor_of(attributes, &words);
        let has = |class: &str| attributes.classes.iter().any(|one| one == class);
        let words = match words.as_str() {
            "" => words,
            _ if has("mark") || has("highlight") => format!("=={words}=="),
            _ if has("underline") || has("ul") => format!("<u>{words}</u>"),
            _ if has("kbd") => format!("<kbd>{words}</kbd>"),
            _ => words,
        };
        format!("{anchor}{words}")
    }

    fn at_sign(&mut self, rest: &str, new: &mut String) -> usize {
        let is_word = new.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '.'));
        if is_word {
            return 0;
        }
        let key = key_at(&rest[1..]);
        if key.is_empty() {
            return 0;
        }
        let length = key.len() + 1;
        if self.site.keys.contains(key) {
            new.push_str(&rest[..length]);
            return length;
        }
        match self.reference(key, None) {
            Some(made) => new.push_str(&made),
            None => new.push_str(&format!("\\{}", &rest[..length])),
        }
        length
    }

    fn caret(&mut self, rest: &str, new: &mut String) -> usize {
        if rest.starts_with("^[") {
            let Some(close) = closing_bracket(&rest[1..]) else {
                return 0;
            };
            let words = self.inline(&rest[2..close + 1]);
            new.push_str(&format!("^[{words}]"));
            return close + 2;
        }
        let Some(end) = rest[1..].find('^') else {
            return 0;
        };
        let inner = &rest[1..end + 1];
        let is_one = !inner.is_empty()
            && !inner
                .replace("\\ ", "")
                .contains([' ', '\n', '[', ']', '|']);
        if !is_one {
            return 0;
        }
        let words = self.inline(inner);
        new.push_str(&format!("<sup>{words}</sup>"));
        end + 2
    }

    /// The number of an item that is named: `(@good)`.
    fn example(&mut self, rest: &str, new: &mut String) -> usize {
        let Some(end) = rest.find(')') else { return 0 };
        let name = &rest[2..end];
        let Some(place) = self
            .examples
            .iter()
            .position(|one| one == name && !name.is_empty())
        else {
            return 0;
        };
        new.push_str(&format!("({})", place + 1));
        end + 1
    }
}

/// Where a formula between single dollars ends: a dollar behind a blank ends none, and so there is none.
fn end_of_formula(inner: &str) -> Option<usize> {
    for (at, _) in inner.match_indices('$') {
        let before = &inner[..at];
        if before.ends_with('\\') {
            continue;
        }
        if at == 0 || before.ends_with(char::is_whitespace) {
            return None;
        }
        if !inner[at + 1..].starts_with(|c: char| c.is_ascii_digit()) {
            return Some(at);
        }
    }
    None
}

/// A command of LaTeX among words: what it marks up stays, and what only an index or a printer reads goes.
fn tex_command(rest: &str, new: &mut String) -> Option<usize> {
    let name: String = rest[1..]
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect();
    let end = 1 + name.len();
    if matches!(name.as_str(), "LaTeX" | "TeX" | "LaTeXe") {
        new.push_str(name.trim_end_matches('e'));
        let braces = rest[end..].starts_with("{}");
        return Some(end + if braces { 2 } else { 0 });
    }
    let close = rest[end..].strip_prefix('{')?.find('}')?;
    let inner = &rest[end + 1..end + 1 + close];
    match name.as_str() {
        "index" | "label" | "vspace" | "hspace" | "mbox" => {}
        "textbf" => new.push_str(&format!("**{inner}**")),
        "emph" | "textit" => new.push_str(&format!("*{inner}*")),
        "texttt" => new.push_str(&format!("`{inner}`")),
        _ => return None,
    }
    Some(end + close + 2)
}

/// Dashes and dots that are one sign in print.
fn punctuation(rest: &str, new: &mut String) -> usize {
    let sign = rest.chars().next().unwrap_or_default();
    let count = rest.len() - rest.trim_start_matches(sign).len();
    let before = new.chars().next_back();
    let behind = &rest[count..];
    let is_begun = before.is_none_or(|c| c == '\n' || c == '|' || c == ':');
    let is_drawn = is_begun || behind.is_empty() || behind.starts_with(['\n', '|', '>', ':', '-']);
    match (sign, count) {
        ('-', 2) if !is_drawn => new.push('–'),
        ('-', 3) if !is_drawn => new.push('—'),
        ('.', 3) => new.push('…'),
        _ => new.push_str(&rest[..count]),
    }
    count
}

/// A formula without the label that bookdown has in it, and the label.
pub fn without_book_label(formula: &str) -> (String, Option<String>) {
    let found = formula.find("(\\#").and_then(|start| {
        let length = formula[start..].find(')')?;
        let id = formula[start + 3..start + length].to_owned();
        let rest = format!("{}{}", &formula[..start], &formula[start + length + 1..]);
        Some((rest, Some(id)))
    });
    found.unwrap_or_else(|| (formula.to_owned(), None))
}

/// The key that some words begin with.
pub fn key_at(text: &str) -> &str {
    let is_of =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.' | '/' | '+' | '#');
    let end = text.find(|c| !is_of(c)).unwrap_or(text.len());
    let key = text[..end].trim_end_matches(|c: char| !c.is_alphanumeric());
    match key.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
        true => key,
        false => "",
    }
}

/// Whether a key begins as those of references do.
pub fn is_reserved(key: &str) -> bool {
    let lower = key.to_lowercase();
    RESERVED.iter().any(|prefix| {
        lower
            .strip_prefix(prefix)
            .is_some_and(|rest| rest.starts_with('-'))
    })
}
