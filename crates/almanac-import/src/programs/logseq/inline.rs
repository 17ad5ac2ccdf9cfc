//! What stands in the lines of a block: references, macros, marks of Org, sizes of pictures.

use std::collections::BTreeSet;

use super::Graph;
use super::blocks::follow_fence;
use crate::prose::{Edits, Literals};
use crate::remarks::{Kind, Remarks, Topic, kind};
use crate::wiki::{bar_at, wiki_links};

kind!(REFERENCE: Topic::Changed, "reference to a block is a link", "references to blocks are links");
kind!(LOST: Topic::Kept, "reference to a block that is not there", "references to blocks that are not there");
kind!(EMBED: Topic::Changed, "embed is written as `![[…]]`", "embeds are written as `![[…]]`");
kind!(LINK: Topic::Changed, "link by title names its file", "links by titles name their files");
kind!(TAG: Topic::Changed, "tag leads to its page", "tags lead to their pages");
kind!(PLAYER: Topic::Changed, "player is a link", "players are links");
kind!(CLOZE: Topic::Changed, "hidden word is shown", "hidden words are shown");
kind!(MACRO: Topic::Changed, "macro is filled in", "macros are filled in");
kind!(COMPUTED: Topic::Kept, "query or other macro that Logseq computes", "queries and other macros that Logseq computes");
kind!(SIZE: Topic::Changed, "size stands in its picture", "sizes stand in their pictures");
kind!(MARK: Topic::Changed, "mark is written as `==…==`", "marks are written as `==…==`");
kind!(BOX: Topic::Changed, "block of Org is a box, a quotation or code", "blocks of Org are boxes, quotations or code");
kind!(ORG_BLOCK: Topic::Kept, "block of Org that is not known", "blocks of Org that are not known");
kind!(HICCUP: Topic::Kept, "element in hiccup", "elements in hiccup");
kind!(HTML: Topic::Changed, "HTML in marks of Org is HTML", "HTML in marks of Org is HTML");

/// The ids of all blocks that a text refers to.
pub fn block_references(text: &str) -> BTreeSet<String> {
    let found = text.match_indices("((").filter_map(|(at, _)| {
        let at = at + usize::from(text[at..].starts_with("((("));
        let (id, _) = text[at + 2..].split_once("))")?;
        is_id(id).then(|| id.to_owned())
    });
    found.collect()
}

fn is_id(text: &str) -> bool {
    text.len() == 36
        && text
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// A line as words: without the brackets and addresses of links, and without marks that would end another link.
pub fn plain_words(line: &str) -> String {
    let mut words = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['[', '(', '{']) {
        words.push_str(&rest[..at]);
        let from = &rest[at..];
        if let Some((inner, behind)) = from
            .strip_prefix("[[")
            .and_then(|inner| inner.split_once("]]"))
        {
            words.push_str(inner);
            rest = behind;
        } else if let Some((_, behind)) = from
            .strip_prefix("((")
            .and_then(|inner| inner.split_once("))"))
        {
            rest = behind;
        } else if let Some((_, behind)) = from
            .strip_prefix("{{")
            .and_then(|inner| inner.split_once("}}"))
        {
            rest = behind;
        } else if let Some((inner, behind)) = from
            .strip_prefix('[')
            .and_then(|inner| inner.split_once("]("))
        {
            words.push_str(inner);
            rest = behind.split_once(')').map_or("", |(_, behind)| behind);
        } else {
            words.push_str(&from[..1]);
            rest = &from[1..];
        }
    }
    words.push_str(rest);
    let words = words
        .replace(['[', ']', '|'], " ")
        .replace("**", "")
        .replace("==", "")
        .replace("^^", "");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        "…".to_owned()
    } else {
        words
    }
}

/// The lines of a block with their forms in ours.
pub fn converted(
    graph: &Graph,
    path: &str,
    lines: &[String],
    remarks: &mut Remarks,
) -> Vec<String> {
    if lines.is_empty() {
        return Vec::new();
    }
    let text = org_blocks(&lines.join("\n"), path, remarks);
    let literals = Literals::of(&text, 0);
    let mut inline = Inline {
        graph,
        path,
        text: &text,
        literals: &literals,
        edits: Edits::default(),
        remarks,
    };
    inline.macros();
    inline.references();
    inline.links();
    inline.tags();
    inline.sizes();
    inline.marks();
    let edits = inline.edits;
    let new = edits.apply(&text, 0..text.len()).unwrap_or(text);
    new.split('\n').map(str::to_owned).collect()
}

struct Inline<'i> {
    graph: &'i Graph,
    path: &'i str,
    text: &'i str,
    literals: &'i Literals,
    edits: Edits,
    remarks: &'i mut Remarks,
}

impl Inline<'_> {
    fn replace(&mut self, kind: Kind, span: std::ops::Range<usize>, new: impl Into<String>) {
        self.remarks.add(kind, self.path);
        self.edits.replace(span, new);
    }

    /// `{{name argument}}`.
    fn macros(&mut self) {
        let text = self.text;
        for (at, _) in text.match_indices("{{") {
            if self.literals.holds(at) {
                continue;
            }
            let Some(length) = text[at + 2..].find("}}") else {
                continue;
            };
            let inner = &text[at + 2..at + 2 + length];
            let span = at..at + 4 + length;
            let (name, argument) = inner
                .trim()
                .split_once([' ', '\n'])
                .unwrap_or((inner.trim(), ""));
            let argument = argument.trim();
            match name {
                "embed" => self.embed(span, argument),
                "youtube" | "video" | "tweet" | "twitter" | "bilibili" | "vimeo"
                    if argument.contains("://") =>
                {
                    self.replace(PLAYER, span, format!("<{argument}>"));
                }
                "youtube" if !argument.is_empty() => {
                    self.replace(
                        PLAYER,
                        span,
                        format!("<https://www.youtube.com/watch?v={argument}>"),
                    );
                }
                "cloze" => {
                    let shown = argument.split("\\\\").next().unwrap_or(argument).trim();
                    self.replace(CLOZE, span, shown);
                }
                _ => match self.graph.settings.expanded(inner.trim()) {
                    Some(filled) => self.replace(MACRO, span, filled),
                    None => self.remarks.add(COMPUTED, self.path),
                },
            }
        }
    }

    fn embed(&mut self, span: std::ops::Range<usize>, argument: &str) {
        let block = argument
            .strip_prefix("((")
            .and_then(|rest| rest.strip_suffix("))"));
        let page = argument
            .strip_prefix("[[")
            .and_then(|rest| rest.strip_suffix("]]"));
        match (block.map(|id| (id, self.graph.blocks.get(id))), page) {
            (Some((id, Some(known))), _) => {
                let part = known.heading.clone().unwrap_or_else(|| format!("^{id}"));
                let new = format!("![[{}#{part}]]", known.page);
                self.replace(EMBED, span, new);
            }
            (Some(_), _) => self.remarks.add(LOST, self.path),
            (None, Some(page)) => {
                let target = self.graph.page(page).unwrap_or(page).to_owned();
                self.replace(EMBED, span, format!("![[{target}]]"));
            }
            (None, None) => self.remarks.add(COMPUTED, self.path),
        }
    }

    /// `((id))` and `[words](((id)))`.
    fn references(&mut self) {
        let text = self.text;
        for (at, _) in text.match_indices("((") {
            // `[words](((id)))` has one bracket more in front.
            let at = at + usize::from(text[at..].starts_with("((("));
            let Some((id, _)) = text[at + 2..].split_once("))") else {
                continue;
            };
            if self.literals.holds(at) || !is_id(id) || text[..at].ends_with("{{embed ") {
                continue;
            }
            let Some(known) = self.graph.blocks.get(id) else {
                self.remarks.add(LOST, self.path);
                continue;
            };
            let end = at + 4 + id.len();
            let before = text[..at]
                .strip_suffix("](")
                .filter(|_| text[end..].starts_with(')'));
            let (span, words) = match before.and_then(|before| Some((before, before.rfind('[')?))) {
                Some((before, open)) => (open..end + 1, before[open + 1..].to_owned()),
                None => (at..end, known.words.clone()),
            };
            let part = known.heading.clone().unwrap_or_else(|| format!("^{id}"));
            let bar = bar_at(text, at);
            let new = format!("[[{}#{part}{bar}{words}]]", known.page);
            self.replace(REFERENCE, span, new);
        }
    }

    /// `[[Title]]` names its file, where that is called otherwise, and `[words]([[Title]])` is one link.
    fn links(&mut self) {
        let text = self.text;
        for link in wiki_links(text, 0, self.literals) {
            let before = &text[..link.span.start];
            if before.ends_with("{{embed ") {
                continue;
            }
            let title = &text[link.inner.clone()];
            let stem = self.graph.page(title);
            let bar = bar_at(text, link.span.start);
            if before.ends_with('#') && !before.ends_with("##") {
                let span = link.span.start - 1..link.span.end;
                match stem {
                    Some(stem) => {
                        let new = format!("[[{stem}{bar}#{title}]]");
                        self.replace(TAG, span, new);
                    }
                    None => {
                        let tag: String = title.split_whitespace().collect::<Vec<_>>().join("-");
                        self.replace(TAG, span, format!("#{tag}"));
                    }
                }
                continue;
            }
            let words = before
                .strip_suffix("](")
                .filter(|_| text[link.span.end..].starts_with(')'));
            if let Some((before, open)) =
                words.and_then(|before| Some((before, before.rfind('[')?)))
            {
                let new = format!("[[{}{bar}{}]]", stem.unwrap_or(title), &before[open + 1..]);
                self.replace(LINK, open..link.span.end + 1, new);
            } else if let Some(stem) =
                stem.filter(|stem| crate::source::split_path(stem).1 != title)
            {
                let new = format!("[[{stem}{bar}{title}]]");
                self.replace(LINK, link.span, new);
            }
        }
    }

    /// `#tag` leads to the page of its name, if there is one.
    fn tags(&mut self) {
        let text = self.text;
        for (at, _) in text.match_indices('#') {
            let is_begun = text[..at]
                .chars()
                .next_back()
                .is_none_or(char::is_whitespace);
            let length = text[at + 1..]
                .find(|c: char| c.is_whitespace() || ",.;:!?'\"()[]{}#`".contains(c))
                .unwrap_or(text.len() - at - 1);
            let tag = &text[at + 1..at + 1 + length];
            if !is_begun || tag.is_empty() || self.literals.holds(at) {
                continue;
            }
            if let Some(stem) = self.graph.page(tag) {
                let new = format!("[[{stem}|#{tag}]]");
                self.replace(TAG, at..at + 1 + length, new);
            }
        }
    }

    /// `![a](b.png){:height 9, :width 30}`.
    fn sizes(&mut self) {
        let text = self.text;
        for (at, _) in text.match_indices("){:") {
            let Some((inner, _)) = text[at + 2..].split_once('}') else {
                continue;
            };
            let span = at + 1..at + 3 + inner.len();
            let number = |name: &str| {
                let (_, behind) = inner.split_once(name)?;
                let digits: String = behind
                    .trim_start()
                    .chars()
                    .take_while(char::is_ascii_digit)
                    .collect();
                (!digits.is_empty()).then_some(digits)
            };
            let size = match (number(":width"), number(":height")) {
                (Some(width), Some(height)) => format!("{}{width}x{height}", bar_at(text, at)),
                (Some(width), None) => format!("{}{width}", bar_at(text, at)),
                _ => String::new(),
            };
            let Some(middle) = text[..at].rfind("](") else {
                continue;
            };
            if self.literals.holds(at) || !text[..middle].contains("![") {
                continue;
            }
            self.edits.replace(middle..middle, size);
            self.replace(SIZE, span, "");
        }
    }

    /// `^^mark^^`, `@@html: <b>@@`, `[:b "x"]`.
    fn marks(&mut self) {
        let text = self.text;
        let places: Vec<usize> = text
            .match_indices("^^")
            .map(|(at, _)| at)
            .filter(|at| !self.literals.holds(*at))
            .collect();
        for pair in places.chunks_exact(2) {
            self.edits.replace(pair[0]..pair[0] + 2, "==");
            self.replace(MARK, pair[1]..pair[1] + 2, "==");
        }
        for (at, opening) in text.match_indices("@@html:") {
            if let Some((inner, _)) = text[at + opening.len()..].split_once("@@") {
                let end = at + opening.len() + inner.len() + 2;
                self.replace(HTML, at..end, inner.trim());
            }
        }
        let hiccups = text
            .match_indices("[:")
            .filter(|(at, _)| !self.literals.holds(*at))
            .count();
        (0..hiccups).for_each(|_| self.remarks.add(HICCUP, self.path));
    }
}

/// `#+BEGIN_TIP … #+END_TIP` and its like, as boxes, quotations and code.
fn org_blocks(text: &str, path: &str, remarks: &mut Remarks) -> String {
    let mut new: Vec<String> = Vec::new();
    let mut fence = None;
    let mut lines = text.split('\n');
    while let Some(line) = lines.next() {
        follow_fence(line, &mut fence);
        let opened = begin_of(line).filter(|_| fence.is_none());
        let Some((name, argument)) = opened else {
            new.push(line.to_owned());
            continue;
        };
        let end = format!("#+END_{name}");
        let inner: Vec<&str> = lines
            .by_ref()
            .take_while(|line| !line.trim().eq_ignore_ascii_case(&end))
            .collect();
        match box_of(&name, argument, &inner) {
            Some(lines) => {
                remarks.add(BOX, path);
                new.extend(lines);
            }
            None => {
                remarks.add(ORG_BLOCK, path);
                let whole = [&[line], &inner[..], &[end.as_str()]].concat();
                new.extend(fenced("", &whole));
            }
        }
    }
    new.join("\n")
}

/// A block of Org in our form; `None` for one that we have none for.
fn box_of(name: &str, argument: &str, inner: &[&str]) -> Option<Vec<String>> {
    let quoted = inner
        .iter()
        .map(|line| format!("> {line}").trim_end().to_owned());
    Some(match name {
        "QUOTE" => quoted.collect(),
        "TIP" | "NOTE" | "IMPORTANT" | "WARNING" | "CAUTION" | "PINNED" => {
            let title = format!("> [!{}]", name.to_lowercase());
            std::iter::once(title).chain(quoted).collect()
        }
        "SRC" | "EXAMPLE" => fenced(
            argument.split_whitespace().next().unwrap_or_default(),
            inner,
        ),
        "CENTER" => inner.iter().map(|line| (*line).to_owned()).collect(),
        _ => return None,
    })
}

/// Lines as a block of code, with a fence that none of them ends.
fn fenced(word: &str, lines: &[&str]) -> Vec<String> {
    let runs = lines.iter().map(|line| {
        line.trim_start()
            .bytes()
            .take_while(|byte| *byte == b'`')
            .count()
    });
    let fence = "`".repeat(runs.max().unwrap_or(0).max(2) + 1);
    let lines = lines.iter().map(|line| (*line).to_owned());
    std::iter::once(format!("{fence}{word}"))
        .chain(lines)
        .chain([fence.clone()])
        .collect()
}

/// The name of a block of Org in capitals, and what stands behind it.
fn begin_of(line: &str) -> Option<(String, &str)> {
    let words = line.trim();
    let rest = words
        .get(..8)
        .filter(|start| start.eq_ignore_ascii_case("#+BEGIN_"))
        .map(|_| &words[8..])?;
    let (name, argument) = rest.split_once(' ').unwrap_or((rest, ""));
    Some((name.to_uppercase(), argument))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_as_words_has_nothing_that_ends_a_link() {
        assert_eq!(plain_words("A [[B/C]] and [d](e) | **f**"), "A B/C and d f");
        assert_eq!(plain_words("{{query x}}"), "…");
    }
}
