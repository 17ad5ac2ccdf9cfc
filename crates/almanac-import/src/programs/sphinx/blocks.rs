//! The blocks of MyST: directives, code, and the lines between them.

use std::borrow::Cow;

use super::body::{Writer, id_of};
use super::directives::{Directive, directive_of, fence_at};
use crate::programs::quarto::put;
use crate::remarks::{Topic, kind};
use crate::sites::attributes::Attributes;
use crate::sites::braces::braces_at;
use crate::sites::figures::anchors;
use crate::sites::lines::{comment_end, lines, outside_code, prefix_length};

kind!(ENVIRONMENT: Topic::Changed, "formula of LaTeX stands between dollars", "formulas of LaTeX stand between dollars");

const MAX_DEPTH: usize = 40;

impl Writer<'_> {
    /// A text in our forms.
    pub fn blocks(&mut self, text: &str) -> String {
        if self.depth > MAX_DEPTH {
            return text.to_owned();
        }
        self.depth += 1;
        let mut new = String::with_capacity(text.len());
        let mut prose = String::new();
        let mut at = 0;
        while at < text.len() {
            let line = lines(&text[at..]).next().unwrap_or_default();
            if line.trim_start().starts_with("<!--") {
                self.flush(&mut prose, &mut new);
                let end = comment_end(text, at);
                new.push_str(&text[at..end]);
                at = end;
                continue;
            }
            let Some(fence) = fence_at(text, at) else {
                prose.push_str(line);
                at += line.len();
                continue;
            };
            self.flush(&mut prose, &mut new);
            at += fence.whole.len();
            match directive_of(&fence) {
                Some(directive) => {
                    let made = self.directive(&directive, &fence);
                    put(&mut new, fence.prefix, &made);
                }
                None if fence.sign == ':' => {
                    let title = fence.info.trim_matches(['{', '}', '.']);
                    let made = self.wrapper(title, &fence.inner);
                    put(&mut new, fence.prefix, &made);
                }
                None => {
                    self.put_waiting(&mut new);
                    let language = fence.info.split([' ', '{', ',']).next().unwrap_or_default();
                    match language == fence.info {
                        true => new.push_str(fence.whole),
                        false => new.push_str(&fence.whole.replacen(fence.info, language, 1)),
                    }
                }
            }
        }
        self.flush(&mut prose, &mut new);
        self.depth -= 1;
        new
    }

    fn flush(&mut self, prose: &mut String, new: &mut String) {
        if !prose.is_empty() {
            let prose = std::mem::take(prose);
            let lines = self.lines(&prose);
            let made = self.inline(&lines);
            new.push_str(&made);
        }
    }

    /// The anchors of the names that wait for what they name.
    pub fn waiting_anchors(&mut self) -> String {
        let names = std::mem::take(&mut self.waiting);
        for name in &names {
            self.found.push((name.clone(), String::new()));
        }
        anchors(&names.iter().map(|name| id_of(name, "")).collect::<Vec<_>>())
    }

    fn put_waiting(&mut self, new: &mut String) {
        if !self.waiting.is_empty() {
            let anchors = self.waiting_anchors();
            if !new.is_empty() && !new.ends_with("\n\n") {
                new.push('\n');
            }
            new.push_str(&format!("{anchors}\n\n"));
        }
    }

    /// The lines between blocks, those that say something of others read.
    fn lines(&mut self, prose: &str) -> String {
        let all: Vec<&str> = lines(prose).collect();
        let mut new = String::with_capacity(prose.len());
        let mut at = 0;
        while at < all.len() {
            let line = &*self.with_quotes(all[at]);
            let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
            let words = line.trim();
            at += 1;
            if words.starts_with('%') && indent.len() < 4 {
                continue;
            }
            if words == "+++" || words.starts_with("+++ {") || words.starts_with("+++ ") {
                new.push('\n');
                continue;
            }
            if let Some(name) = target(words) {
                self.waiting.push(name.to_owned());
                if !new.is_empty() && !new.ends_with("\n\n") {
                    new.push('\n');
                }
                continue;
            }
            if let Some(attributes) = attributes_alone(words) {
                at = self.attribute_line(&attributes, &all, at, &mut new);
                continue;
            }
            if words.starts_with("$$") || self.begins_environment(words) {
                at = self.formula_block(&all, at - 1, &mut new);
                continue;
            }
            if let Some((name, value)) = field(words).filter(|_| self.site.settings.has_fields) {
                new.push_str(&format!("{indent}{name}\n{indent}: {value}\n\n"));
                continue;
            }
            if self.waiting.is_empty() || words.is_empty() {
                new.push_str(line);
                continue;
            }
            self.named_line(line, all.get(at).copied(), &mut new);
        }
        new
    }

    /// A heading as it is printed.
    fn with_quotes<'l>(&self, line: &'l str) -> Cow<'l, str> {
        let is_heading = line.starts_with('#') && line.contains('\'');
        if !is_heading || !self.site.settings.has_quotes {
            return Cow::Borrowed(line);
        }
        let mut new = String::with_capacity(line.len());
        outside_code(line, &mut new, &mut |words| {
            let mut before = ' ';
            let printed = words.chars().map(|c| {
                let is_inner = c == '\'' && before.is_alphanumeric();
                before = c;
                if is_inner { '’' } else { c }
            });
            printed.collect()
        });
        Cow::Owned(new)
    }

    /// A line that begins what some names were waiting for.
    fn named_line(&mut self, line: &str, next: Option<&str>, new: &mut String) {
        let start = prefix_length(line);
        let (prefix, words) = line.trim_end().split_at(start.min(line.trim_end().len()));
        let is_underlined = next.is_some_and(|next| {
            let next = next.trim();
            !next.is_empty() && (next.chars().all(|c| c == '=') || next.chars().all(|c| c == '-'))
        });
        let is_heading =
            words.starts_with('#') && words.trim_start_matches('#').starts_with([' ', '\t']);
        if is_heading || is_underlined && !words.contains('|') {
            // The heading says the words, so they are not said here.
            let names = std::mem::take(&mut self.waiting);
            // What a heading is called stands in its anchors; other spellings of a name lead to it as well.
            let mut ids: Vec<String> = names.iter().map(|name| id_of(name, "")).collect();
            ids.dedup();
            self.found
                .extend(names.iter().map(|name| (name.clone(), String::new())));
            let anchors = anchors(&ids);
            new.push_str(&format!(
                "{prefix}{}{anchors}\n",
                words.trim_end_matches('#').trim_end()
            ));
            return;
        }
        let is_words = words.starts_with(|c: char| c.is_alphanumeric() || "*_[`\"'({“".contains(c))
            && prefix.trim().is_empty();
        let anchors = self.waiting_anchors();
        match is_words {
            true => new.push_str(&format!("{prefix}{anchors}{words}\n")),
            false => new.push_str(&format!("{anchors}\n\n{line}")),
        }
    }

    /// A line of attributes: ids are for what stands below, and who said a quotation stands at its end.
    fn attribute_line(
        &mut self,
        attributes: &Attributes,
        all: &[&str],
        start: usize,
        new: &mut String,
    ) -> usize {
        self.waiting.extend(attributes.id.clone());
        if attributes.classes.iter().any(|class| class == "glossary") {
            let is_of = |at: usize| {
                let next = all.get(at + 1).map_or("", |line| line.trim_start());
                let line = all.get(at).map_or("", |line| *line);
                line.trim().is_empty()
                    || line.starts_with([':', ' ', '\t'])
                    || next.starts_with(": ")
            };
            let end = (start..all.len())
                .find(|at| !is_of(*at))
                .unwrap_or(all.len());
            let one = Directive {
                body: all[start..end].concat(),
                ..Directive::default()
            };
            new.push_str(&self.glossary(&one));
            return end;
        }
        let Some(who) = attributes.get("attribution") else {
            return start;
        };
        let mut at = start;
        while let Some(line) = all
            .get(at)
            .filter(|line| line.trim_start().starts_with('>'))
        {
            new.push_str(line);
            at += 1;
        }
        if at > start {
            new.push_str(&format!(">\n> — {who}\n"));
        }
        at
    }

    fn begins_environment(&self, words: &str) -> bool {
        const NAMES: [&str; 8] = [
            "equation", "align", "gather", "multline", "eqnarray", "alignat", "flalign", "math",
        ];
        let name = words
            .strip_prefix("\\begin{")
            .and_then(|rest| rest.split('}').next());
        self.site.settings.has_environments
            && name.is_some_and(|name| NAMES.contains(&name.trim_end_matches('*')))
    }

    /// A formula of its own, with the name behind it; returns the line behind it.
    fn formula_block(&mut self, all: &[&str], start: usize, new: &mut String) -> usize {
        let first = all[start].trim();
        let is_environment = first.starts_with('\\');
        let close = match is_environment {
            true => "\\end{",
            false => "$$",
        };
        let mut end = start;
        let is_one_line = !is_environment && first.len() > 2 && first[2..].contains("$$");
        if !is_one_line {
            end += usize::from(!is_environment);
            while all.get(end).is_some_and(|line| !line.contains(close)) {
                end += 1;
            }
        }
        let Some(last) = all
            .get(end)
            .filter(|_| self.site.settings.has_dollars || is_environment)
        else {
            new.push_str(all[start]);
            return start + 1;
        };
        let whole: String = all[start..=end].concat();
        let (whole, label) = without_label(&whole);
        if is_environment {
            self.remarks.add(ENVIRONMENT, self.page);
            self.numbered_formula(label, &format!("$$\n{}\n$$\n", whole.trim()), new);
            new.push('\n');
            return end + 1;
        }
        let length = whole.rfind("$$").map_or(whole.len(), |at| at + 2);
        let tail = last[last.rfind("$$").unwrap_or(0) + 2..].trim();
        let name = tail
            .strip_prefix('(')
            .and_then(|tail| tail.strip_suffix(')'));
        match name {
            Some(name) => {
                let formula = format!("{}\n", &whole[..length]);
                self.numbered_formula(Some(name.to_owned()), &formula, new);
            }
            None => self.numbered_formula(label, &whole, new),
        }
        end + 1
    }

    /// A formula with its label, which is referred to by its number, and with the names that wait for it.
    fn numbered_formula(&mut self, label: Option<String>, formula: &str, new: &mut String) {
        self.put_waiting(new);
        if let Some(label) = label {
            let before = self
                .found
                .iter()
                .filter(|(_, words)| words.starts_with('('));
            let words = format!("({})", before.count() + 1);
            let id = id_of(&label, &words);
            self.found.push((label, words));
            new.push_str(&format!("\n{}\n\n", anchors(&[id])));
        } else if formula.starts_with("$$\n\\begin") {
            new.push('\n');
        }
        new.push_str(formula);
    }

    /// A block whose kind is not known keeps what it holds.
    pub fn wrapper(&mut self, title: &str, inner: &str) -> String {
        let body = self.blocks(inner);
        let is_name = title
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '.'));
        let body = body.trim_matches('\n');
        match title.is_empty() || is_name {
            true => format!("{body}\n\n"),
            false => format!("**{title}**\n\n{body}\n\n"),
        }
    }

    /// Takes note of the names of a block that has some words; returns the ids.
    pub fn names_of(&mut self, own: Option<&str>, words: &str) -> Vec<String> {
        let mut names = std::mem::take(&mut self.waiting);
        names.extend(own.map(str::to_owned));
        names.retain(|name| !name.trim().is_empty());
        for name in &names {
            self.found.push((name.clone(), words.to_owned()));
        }
        let mut ids: Vec<String> = names.iter().map(|name| id_of(name, words)).collect();
        // Exercises and theorems bear their labels as they are written.
        ids.extend(own.filter(|own| is_plain_id(own)).map(str::to_owned));
        ids.dedup();
        ids
    }
}

fn is_plain_id(name: &str) -> bool {
    let is_of = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    !name.is_empty() && name.chars().all(is_of)
}

/// A formula without the label that LaTeX has in it, and the label.
fn without_label(formula: &str) -> (String, Option<String>) {
    let found = formula.find("\\label{").and_then(|start| {
        let length = formula[start..].find('}')?;
        let name = formula[start + "\\label{".len()..start + length].to_owned();
        let rest = format!("{}{}", &formula[..start], &formula[start + length + 1..]);
        Some((rest, Some(name)))
    });
    found.unwrap_or_else(|| (formula.to_owned(), None))
}

/// The name of the target that a line is: `(name)=`.
fn target(words: &str) -> Option<&str> {
    let name = words.strip_prefix('(')?.strip_suffix(")=")?;
    (!name.is_empty() && !name.contains(['(', ')', '\n'])).then_some(name.trim())
}

fn attributes_alone(words: &str) -> Option<Attributes> {
    let (length, inner) = braces_at(words)?;
    let is_whole = length == words.len() && !inner.trim().is_empty() && !words.starts_with("{{");
    is_whole.then(|| Attributes::read(inner))?
}

fn field(words: &str) -> Option<(&str, &str)> {
    let (name, value) = words.strip_prefix(':')?.split_once(": ")?;
    let is_name = !name.is_empty() && !name.contains([':', '`']) && name.len() < 60;
    is_name.then(|| (name, value.trim()))
}
