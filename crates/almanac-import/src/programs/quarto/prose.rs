//! What stands between blocks, paragraph by paragraph: tables with captions, figures, lines that keep their ends.

use super::body::Writer;
use super::divs::heading_words;
use super::drawn_tables::{is_rule_of_dashes, text_table};
use super::inline::without_book_label;
use crate::remarks::{Topic, kind};
use crate::sites::attributes::Attributes;
use crate::sites::brackets::image_at;
use crate::sites::figures::{Figure, anchors};
use crate::sites::lines::{blank_marks, lines, prefix_length, without_prefix};
use crate::sites::tables::grid_table;

kind!(RAW_TEX: Topic::LeftOut, "command of LaTeX that a page does not show", "commands of LaTeX that a page does not show");
kind!(PART: Topic::Changed, "heading that begins a part is none of the page", "headings that begin parts are none of their pages");

/// Formulas that stand by themselves.
const FORMULAS: [&str; 12] = [
    "equation",
    "equation*",
    "align",
    "align*",
    "gather",
    "gather*",
    "multline",
    "multline*",
    "eqnarray",
    "eqnarray*",
    "alignat",
    "alignat*",
];

impl Writer<'_> {
    /// Some lines without fenced blocks.
    pub fn prose(&mut self, text: &str) -> String {
        let pieces = pieces_of(text);
        let mut new = String::with_capacity(text.len());
        let mut at = 0;
        while at < pieces.len() {
            let piece = &pieces[at];
            if piece.trim().is_empty() {
                new.push_str(piece);
                at += 1;
                continue;
            }
            // A table and its caption, in either order, with the blank lines between them.
            let next = pieces
                .get(at + 1..at + 3)
                .filter(|next| next[0].trim().is_empty());
            let next = next.map(|next| next[1].as_str());
            if let Some(next) = next {
                let pair = match (caption_of(piece), caption_of(next)) {
                    (None, Some(_)) if self.is_table(piece) => Some((piece.as_str(), next)),
                    (Some(_), None) if self.is_table(next) => Some((next, piece.as_str())),
                    _ => None,
                };
                if let Some((table, caption)) = pair {
                    self.captioned_table(table, caption, &mut new);
                    at += 3;
                    continue;
                }
            }
            self.piece(piece, &mut new);
            at += 1;
        }
        new
    }

    fn is_table(&self, piece: &str) -> bool {
        let all: Vec<&str> = piece.lines().map(str::trim_start).collect();
        is_pipe_table(piece) || grid_table(&all).is_some() || text_table(piece).is_some()
    }

    fn captioned_table(&mut self, table: &str, caption: &str, new: &mut String) {
        let indent = &caption[..caption.len() - caption.trim_start().len()];
        let words = caption_of(caption).unwrap_or_default();
        let (words, attributes) = with_attributes(words);
        let (words, book_id) = without_book_label(words);
        let caption = self.inline(words.trim());
        let id = attributes.and_then(|attributes| attributes.id).or(book_id);
        let ids: Vec<String> = id.into_iter().collect();
        for id in &ids {
            self.found.push((id.clone(), caption.clone()));
        }
        let text = match self.site.texts.get(caption.trim()) {
            Some(text) => self.inline(&text.clone()),
            None => caption,
        };
        let line = format!("{}{text}", anchors(&ids));
        if !line.trim().is_empty() {
            new.push_str(&format!("{indent}{line}\n\n"));
        }
        self.piece(table, new);
        if !new.ends_with("\n\n") {
            new.push('\n');
        }
    }

    fn piece(&mut self, piece: &str, new: &mut String) {
        let prefix = &piece[..piece.len() - piece.trim_start_matches([' ', '\t']).len()];
        let bare: Vec<&str> = piece
            .lines()
            .map(|line| without_prefix(line, prefix))
            .collect();
        if let Some(mut table) = grid_table(&bare) {
            for cell in table.rows.iter_mut().flatten() {
                *cell = self.blocks(cell).trim().to_owned();
            }
            return super::blocks::put(new, prefix, &table.written());
        }
        if let Some(mut table) = text_table(piece).filter(|_| prefix.len() < 4) {
            for cell in table.rows.iter_mut().flatten() {
                *cell = self.inline(cell);
            }
            return super::blocks::put(new, "", &table.written());
        }
        if let Some(made) = self.figure(piece.trim()) {
            return super::blocks::put(new, prefix, &made);
        }
        if self.tex(piece.trim(), new) {
            return;
        }
        if is_line_block(piece) {
            let kept = lines(piece).map(|line| {
                let line = line.trim_end();
                let words = line.trim_start().strip_prefix('|').unwrap_or(line);
                let words = words.strip_prefix(' ').unwrap_or(words);
                let indent = words.len() - words.trim_start().len();
                format!("{}{}", "\u{a0}".repeat(indent), words.trim_start())
            });
            let kept: Vec<String> = kept.collect();
            let made = self.inline(&kept.join("\\\n"));
            new.push_str(&format!("{made}\n"));
            return;
        }
        let kept = self.special_lines(piece);
        match is_indented_code(piece, new) {
            true => new.push_str(&kept),
            false => {
                let made = self.inline(&kept);
                new.push_str(&made);
            }
        }
    }

    /// An image that is alone in its paragraph is a figure, and its words are the caption.
    fn figure(&mut self, words: &str) -> Option<String> {
        let found = image_at(words).filter(|image| image.length == words.len())?;
        let ids: Vec<String> = found.attributes.id.clone().into_iter().collect();
        let caption = self.inline(found.alt);
        let caption = match self.site.texts.get(caption.trim()) {
            Some(text) => self.inline(&text.clone()),
            None => caption,
        };
        for id in &ids {
            self.found.push((id.clone(), caption.clone()));
        }
        let figure = Figure {
            ids,
            inner: self.image_written(&found),
            caption,
        };
        Some(figure.written())
    }

    /// Formulas of LaTeX are formulas; its other commands say nothing here.
    fn tex(&mut self, words: &str, new: &mut String) -> bool {
        let Some(rest) = words.strip_prefix('\\') else {
            return false;
        };
        if let Some(name) = rest
            .strip_prefix("begin{")
            .and_then(|rest| rest.split('}').next())
        {
            let end = format!("\\end{{{name}}}");
            if !FORMULAS.contains(&name) || !words.ends_with(&end) {
                return false;
            }
            let (formula, id) = without_book_label(words);
            let formula = match name.trim_end_matches('*') {
                // These have no rows: what they hold is a formula.
                "equation" => {
                    let start = format!("\\begin{{{name}}}");
                    let inner = formula
                        .trim()
                        .strip_prefix(&start)
                        .unwrap_or(&formula)
                        .to_owned();
                    inner
                        .trim_end()
                        .strip_suffix(&end)
                        .unwrap_or(&inner)
                        .trim()
                        .to_owned()
                }
                _ => formula.trim().to_owned(),
            };
            let formula = without_empty_lines(&formula);
            let ids: Vec<String> = id.into_iter().collect();
            self.push_formula(&ids, &format!("\n{formula}\n"), new);
            new.push('\n');
            return true;
        }
        const COMMANDS: [&str; 16] = [
            "newpage",
            "pagebreak",
            "clearpage",
            "cleardoublepage",
            "mainmatter",
            "frontmatter",
            "backmatter",
            "appendix",
            "printindex",
            "tableofcontents",
            "listoffigures",
            "listoftables",
            "vspace",
            "setcounter",
            "bigskip",
            "noindent",
        ];
        let name: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
        let is_alone = words.lines().count() == 1 && rest.len() - name.len() <= 24;
        if !COMMANDS.contains(&name.as_str()) || !is_alone {
            return false;
        }
        self.remarks.add(RAW_TEX, self.page);
        true
    }

    /// Lines that are read by themselves: headings of parts, texts that captions name, items that are counted.
    fn special_lines(&mut self, piece: &str) -> String {
        let mut new = String::with_capacity(piece.len());
        for line in lines(piece) {
            let start = prefix_length(line).min(line.len());
            let words = line[start..].trim_end();
            if self.site.is_bookdown {
                if part_of(words).is_some() {
                    self.remarks.add(PART, self.page);
                    continue;
                }
                if words.starts_with("(ref:") && text_of(words).is_some() {
                    continue;
                }
            }
            if let Some((_, rest)) = example_of(words) {
                self.seen_examples += 1;
                new.push_str(&format!(
                    "{}{}.{rest}\n",
                    &line[..start],
                    self.seen_examples
                ));
                continue;
            }
            // Markdown is read in blocks of HTML.
            let is_tag = |tag: &str| {
                words.starts_with(tag) && words.ends_with('>') && words.matches('<').count() == 1
            };
            if is_tag("<div") || is_tag("<section") {
                new.push_str(&format!("{line}\n"));
                continue;
            }
            if is_tag("</div") || is_tag("</section") {
                new.push_str(&format!("\n{line}"));
                continue;
            }
            if let Some(made) = heading_cleaned(words) {
                new.push_str(&format!("{}{made}\n", &line[..start]));
                continue;
            }
            match words.strip_prefix("#. ") {
                Some(rest) => new.push_str(&format!("{}1. {rest}\n", &line[..start])),
                None => new.push_str(line),
            }
        }
        new
    }

    /// Finds the items that are counted through a page.
    pub fn count_examples(&mut self, text: &str) {
        if !text.contains("(@") {
            return;
        }
        for line in lines(text) {
            if let Some((name, _)) = example_of(line.trim()) {
                self.examples.push(name.to_owned());
            }
        }
    }
}

/// A heading that keeps of its attributes the id alone; `None` for a line that needs no change.
fn heading_cleaned(line: &str) -> Option<String> {
    let (_, words) = heading_words(line)?;
    let at = line.rfind('{').filter(|_| line.ends_with('}'))?;
    let attributes = crate::sites::braces::read(&line[at + 1..line.len() - 1])?;
    let marks = &line[..line.find(&words)?];
    Some(match attributes.id {
        Some(id) => format!("{marks}{words} {{#{id}}}"),
        None => format!("{marks}{words}"),
    })
}

/// The name of an item that is counted through a page, and its words: `(@good) Words`.
fn example_of(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.strip_prefix("(@")?.split_once(')')?;
    let is_name = name
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    (is_name && rest.starts_with([' ', '\t'])).then_some((name, rest))
}

/// The title of the part that a heading of bookdown begins.
pub fn part_of(line: &str) -> Option<String> {
    let words = line.trim().strip_prefix('#')?.trim_start();
    let rest = ["(PART)", "(PART\\*)", "(PART*)", "(APPENDIX)"]
        .iter()
        .find_map(|sign| words.strip_prefix(sign))?;
    let rest = rest.split('{').next().unwrap_or_default();
    Some(rest.trim().to_owned())
}

/// The name and the words of a text that captions name.
pub fn text_of(line: &str) -> Option<(&str, &str)> {
    let end = line.strip_prefix("(ref:")?.find(')')? + "(ref:".len() + 1;
    let (name, words) = line.split_at(end);
    (words.starts_with([' ', '\t']) && !words.trim().is_empty()).then(|| (name, words.trim()))
}

/// Paragraphs and the blank lines between them.
fn pieces_of(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut was_blank = None;
    let mut in_table = false;
    let mut at = 0;
    for line in lines(text) {
        let here = at;
        at += line.len();
        let is_blank = line.trim().is_empty();
        if let Some(last) = found.last_mut() {
            let begins = was_blank == Some(true) && is_rule_of_dashes(line);
            // A table of several lines a row has blank lines in it.
            let goes_on = in_table || was_blank == Some(is_blank);
            if in_table && is_rule_of_dashes(line) && !line.trim().contains(' ') {
                in_table = false;
            } else if begins && is_long_table(&text[here..]) {
                in_table = true;
            }
            if goes_on {
                last.push_str(line);
                was_blank = Some(is_blank);
                continue;
            }
        }
        found.push(line.to_owned());
        was_blank = Some(is_blank);
    }
    found
}

/// Whether a text begins with a rule that another one below a blank line answers, as tables of several lines a row have.
fn is_long_table(text: &str) -> bool {
    let mut all = text.lines();
    let first = all.next().unwrap_or_default();
    let is_whole = |line: &str| is_rule_of_dashes(line) && !line.trim().contains(' ');
    if !is_whole(first) {
        return false;
    }
    let all: Vec<&str> = all.take(400).collect();
    let has_columns = all
        .iter()
        .take(6)
        .any(|line| is_rule_of_dashes(line) && line.trim().contains(' '));
    has_columns && all.iter().any(|line| is_whole(line))
}

fn is_pipe_table(piece: &str) -> bool {
    let mut all = piece.lines();
    let second = all.nth(1).unwrap_or_default().trim();
    second.contains('-')
        && second.contains(['|', '+'])
        && second
            .chars()
            .all(|c| matches!(c, '|' | '-' | ':' | ' ' | '+'))
}

/// The words of a line that is the caption of a table.
fn caption_of(piece: &str) -> Option<&str> {
    let words = piece.trim();
    let rest = ["Table:", "table:", ": "]
        .iter()
        .find_map(|sign| words.strip_prefix(sign))?;
    Some(rest.trim())
}

/// Words and the attributes behind them.
fn with_attributes(words: &str) -> (&str, Option<Attributes>) {
    let read = words
        .rfind('{')
        .filter(|_| words.ends_with('}'))
        .and_then(|at| {
            let inner = &words[at + 1..words.len() - 1];
            Some((at, crate::sites::braces::read(inner)?))
        });
    match read {
        Some((at, attributes)) => (words[..at].trim_end(), Some(attributes)),
        None => (words, None),
    }
}

fn is_line_block(piece: &str) -> bool {
    let is_one = |line: &str| {
        let line = line.trim();
        line.starts_with("| ") && !line.ends_with('|') || line == "|"
    };
    piece.lines().next().is_some_and(is_one)
        && piece
            .lines()
            .all(|line| is_one(line) || line.starts_with(' '))
        && !is_pipe_table(piece)
}

fn is_indented_code(piece: &str, before: &str) -> bool {
    let is_deep = piece.starts_with("    ") || piece.starts_with('\t');
    let last = before.trim_end().rsplit('\n').next().unwrap_or_default();
    let is_item = last.starts_with([' ', '\t'])
        || blank_marks(&last[..prefix_length(last)]) != last[..prefix_length(last)];
    is_deep && !is_item && !last.trim_start().starts_with([':', '~'])
}

fn without_empty_lines(text: &str) -> String {
    let kept: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    kept.join("\n")
}
