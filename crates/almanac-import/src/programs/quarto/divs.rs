//! Fenced blocks by what they are called: boxes, tabs, figures, theorems, what only some outputs have.

use super::blocks::codes_of;
use super::body::Writer;
use crate::remarks::{Topic, kind};
use crate::sites::attributes::Attributes;
use crate::sites::brackets::image_at;
use crate::sites::callouts::Callout;
use crate::sites::figures::{Figure, anchors, written_id};
use crate::sites::lines::lines;
use crate::sites::tabs::tab;

kind!(NOT_SHOWN: Topic::LeftOut, "block that only other outputs show", "blocks that only other outputs show");

/// Blocks with a name and a number, by what their ids begin with and by their classes.
pub const THEOREMS: [(&str, &str, &str); 14] = [
    ("thm", "theorem", "Theorem"),
    ("lem", "lemma", "Lemma"),
    ("cor", "corollary", "Corollary"),
    ("prp", "proposition", "Proposition"),
    ("cnj", "conjecture", "Conjecture"),
    ("def", "definition", "Definition"),
    ("exm", "example", "Example"),
    ("exr", "exercise", "Exercise"),
    ("hyp", "hypothesis", "Hypothesis"),
    ("sol", "solution", "Solution"),
    ("rem", "remark", "Remark"),
    ("alg", "algorithm", "Algorithm"),
    ("prf", "proof", "Proof"),
    ("cnd", "condition", "Condition"),
];

/// Boxes that other styles of these programs have.
const BOXES: [&str; 18] = [
    "note",
    "tip",
    "warning",
    "important",
    "caution",
    "danger",
    "info",
    "hint",
    "rmdnote",
    "rmdtip",
    "rmdwarning",
    "rmdimportant",
    "rmdcaution",
    "rmdinfo",
    "infobox",
    "success",
    "question",
    "error",
];

impl Writer<'_> {
    /// A fenced block in our forms.
    pub fn div(&mut self, attributes: &Attributes, inner: &str) -> String {
        let has = |class: &str| attributes.classes.iter().any(|one| one == class);
        let id = attributes.id.as_deref().unwrap_or_default();
        if id == "refs" && inner.trim().is_empty() {
            return String::new();
        }
        if !self.is_shown(attributes) {
            self.remarks.add(NOT_SHOWN, self.page);
            return String::new();
        }
        let callout = attributes.classes.iter().find_map(|class| {
            let name = class
                .strip_prefix("callout-")
                .or((class == "callout").then_some("note"))?;
            Some(name.to_owned())
        });
        if let Some(name) = callout {
            return self.callout(&name, attributes, inner);
        }
        if has("panel-tabset") || has("tabset") {
            return self.tabs(inner);
        }
        let prefix = id.split(['-', ':']).next().unwrap_or_default();
        let theorem = THEOREMS
            .iter()
            .find(|(short, class, _)| *short == prefix && id.len() > prefix.len() || has(class));
        if let Some((_, class, name)) = theorem {
            return self.theorem(class, name, attributes, inner);
        }
        if matches!(prefix, "fig" | "tbl" | "lst") && id.len() > prefix.len() {
            return self.figure_block(id, attributes, inner);
        }
        let boxed = attributes
            .classes
            .iter()
            .find(|class| BOXES.contains(&class.as_str()));
        if let Some(name) = boxed {
            let name = name.strip_prefix("rmd").unwrap_or(name);
            return self.callout(
                if name == "infobox" { "info" } else { name },
                attributes,
                inner,
            );
        }
        let body = self.blocks(inner);
        let anchor = match attributes.id.as_ref().filter(|id| !id.is_empty()) {
            Some(id) => {
                self.found.push((id.clone(), String::new()));
                format!("{}\n\n", anchors(std::slice::from_ref(id)))
            }
            None => String::new(),
        };
        format!("{anchor}{}\n\n", body.trim_matches('\n'))
    }

    fn callout(&mut self, name: &str, attributes: &Attributes, inner: &str) -> String {
        let (heading, rest) = first_heading(inner);
        let title = attributes.get("title").map(str::to_owned);
        let (title, rest) = match (title, heading) {
            (Some(title), _) => (Some(title), inner),
            (None, heading) => (heading, rest),
        };
        let title = title.map(|title| self.inline(&title));
        let body = self.blocks(rest);
        let fold = attributes.get("collapse").map(|value| value == "false");
        let mut body = body.trim_matches('\n').to_owned();
        if let Some(id) = &attributes.id {
            self.found
                .push((id.clone(), title.clone().unwrap_or_else(|| name.to_owned())));
            body = with_anchor(id, &body);
        }
        let callout = Callout {
            name: name.to_owned(),
            title,
            fold,
        };
        callout.written(&body)
    }

    fn theorem(&mut self, class: &str, name: &str, attributes: &Attributes, inner: &str) -> String {
        let (heading, rest) = first_heading(inner);
        let own = attributes.get("name").or_else(|| attributes.get("title"));
        let (own, rest) = match own {
            Some(own) => (Some(own.to_owned()), inner),
            None => (heading, rest),
        };
        let own = own.map(|own| self.inline(&own));
        let title = match &own {
            Some(own) => format!("{name}: {own}"),
            None => name.to_owned(),
        };
        let body = self.blocks(rest);
        let mut body = body.trim_matches('\n').to_owned();
        if let Some(id) = &attributes.id {
            self.found.push((id.clone(), title.clone()));
            body = with_anchor(id, &body);
        }
        let callout = Callout {
            name: class.to_owned(),
            title: Some(title),
            fold: None,
        };
        callout.written(&body)
    }

    /// A block whose last paragraph is the caption of what stands before it.
    fn figure_block(&mut self, id: &str, attributes: &Attributes, inner: &str) -> String {
        let paragraphs = paragraphs(inner);
        let caption = attributes
            .get("fig-cap")
            .or_else(|| attributes.get("tbl-cap"))
            .or_else(|| attributes.get("lst-cap"));
        let last = paragraphs.last().filter(|last| is_words(last));
        let (rest, caption) = match (caption, last) {
            (Some(caption), _) => (inner.to_owned(), Some(caption.to_owned())),
            (None, Some(last)) if paragraphs.len() > 1 => {
                let end = inner.rfind(last.trim_end()).unwrap_or(inner.len());
                (inner[..end].to_owned(), Some((*last).to_owned()))
            }
            (None, _) => (inner.to_owned(), None),
        };
        let caption = caption.map(|caption| self.inline(caption.trim()));
        self.found
            .push((id.to_owned(), caption.clone().unwrap_or_default()));
        let figure = Figure {
            ids: vec![id.to_owned()],
            inner: self.blocks(&rest),
            caption: caption.unwrap_or_default(),
        };
        figure.written()
    }

    /// Tabs: a heading begins each.
    fn tabs(&mut self, inner: &str) -> String {
        let mut new = String::new();
        for (title, rest) in sections(inner) {
            let body = self.blocks(&rest);
            match title {
                Some(title) => {
                    let title = self.inline(&title);
                    new.push_str(&tab(&title, &body));
                }
                None if body.trim().is_empty() => {}
                None => new.push_str(&format!("{}\n\n", body.trim_matches('\n'))),
            }
        }
        new
    }

    /// Whether a page in HTML shows something.
    pub fn is_shown(&mut self, attributes: &Attributes) -> bool {
        let has = |class: &str| attributes.classes.iter().any(|one| one == class);
        let (visible, hidden) = (has("content-visible"), has("content-hidden"));
        if !visible && !hidden {
            return true;
        }
        let is_html = |formats: &str| {
            let mut names = formats.split([',', ' ']).map(str::trim);
            names.any(|name| name.starts_with("html") || matches!(name, "website" | "book"))
        };
        let mut is_met = true;
        for (key, value) in &attributes.pairs {
            is_met &= match key.as_str() {
                "when-format" => is_html(value),
                "unless-format" => !is_html(value),
                "when-meta" => self.meta_value(value).is_some_and(|value| value != "false"),
                "unless-meta" => self.meta_value(value).is_none_or(|value| value == "false"),
                "when-profile" => false,
                _ => true,
            };
        }
        is_met == visible
    }
}

fn with_anchor(id: &str, body: &str) -> String {
    let begins_words = body.starts_with(|c: char| c.is_alphabetic() || c == '*' || c == '[');
    let between = if begins_words { "" } else { "\n\n" };
    format!("<a id=\"{}\"></a>{between}{body}", written_id(id))
}

/// The words of the heading that a text begins with, and what stands behind it.
fn first_heading(text: &str) -> (Option<String>, &str) {
    let start = text.len() - text.trim_start_matches('\n').len();
    let line = lines(&text[start..]).next().unwrap_or_default();
    match heading_words(line) {
        Some((_, words)) => (Some(words), &text[start + line.len()..]),
        None => (None, text),
    }
}

/// The depth of a heading and its words, without attributes.
pub fn heading_words(line: &str) -> Option<(usize, String)> {
    let depth = line.len() - line.trim_start_matches('#').len();
    let words = line[depth..].trim();
    if depth == 0 || depth > 6 || !line[depth..].starts_with([' ', '\t']) {
        return None;
    }
    let words = match words.rfind('{') {
        Some(at) if words.ends_with('}') => words[..at].trim_end(),
        _ => words,
    };
    Some((depth, words.trim_end_matches('#').trim_end().to_owned()))
}

/// A text by the headings of its first depth; what stands before them has none.
fn sections(text: &str) -> Vec<(Option<String>, String)> {
    let codes = codes_of(text);
    let mut found: Vec<(Option<String>, String)> = vec![(None, String::new())];
    let mut depth = None;
    let mut open = 0_usize;
    let mut at = 0;
    while at < text.len() {
        let (piece, is_code) = match codes.get(&at) {
            Some(code) => (code.whole, true),
            None => (lines(&text[at..]).next().unwrap_or_default(), false),
        };
        at += piece.len();
        let colons = piece.len() - piece.trim_start_matches(':').len();
        if !is_code && colons > 2 {
            match piece[colons..].trim().is_empty() {
                true => open = open.saturating_sub(1),
                false => open += 1,
            }
        }
        let heading = heading_words(piece).filter(|_| !is_code && open == 0);
        match heading {
            Some((own, words)) if depth.is_none_or(|depth| depth == own) => {
                depth = Some(own);
                found.push((Some(words), String::new()));
            }
            _ => {
                if let Some((_, text)) = found.last_mut() {
                    text.push_str(piece);
                }
            }
        }
    }
    found
}

/// Stretches between blank lines, code among them.
fn paragraphs(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in lines(text) {
        if line.trim().is_empty() {
            if !text[start..at].trim().is_empty() {
                found.push(&text[start..at]);
            }
            start = at + line.len();
        }
        at += line.len();
    }
    if !text[start..].trim().is_empty() {
        found.push(&text[start..]);
    }
    found
}

/// Whether a paragraph has words, and is no image, table, list or block.
fn is_words(paragraph: &str) -> bool {
    let words = paragraph.trim();
    let is_image = image_at(words).is_some_and(|image| image.length == words.len());
    let is_linked = words.starts_with("[![");
    !is_image
        && !is_linked
        && !words.starts_with([':', '`', '~', '|', '+', '<', '#', '-'])
        && !words.starts_with("{{<")
}
