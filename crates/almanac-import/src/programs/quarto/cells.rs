//! Blocks of code: those that are run, those in the form of another output, and those that are shown.

use serde_json::Value;

use super::body::Writer;
use super::divs::THEOREMS;
use super::inline::is_reserved;
use super::shortcodes::unescaped;
use crate::remarks::{Topic, kind};
use crate::sites::attributes::Attributes;
use crate::sites::braces::{braces_at, read as attributes_of};
use crate::sites::figures::{Figure, anchors, image};
use crate::sites::includes::Includes;
use crate::sites::lines::{FencedCode, lines};
use crate::sites::settings::{is_false, yaml_settings};

kind!(NOT_RUN: Topic::Notice, "block of code that was run and is not run here", "blocks of code that were run and are not run here");
kind!(HIDDEN: Topic::Notice, "hidden block of code is shown", "hidden blocks of code are shown");
kind!(OTHER_FORM: Topic::LeftOut, "block in the form of another output", "blocks in the form of other outputs");

/// The signs of remarks before which options of a block of code stand.
const OPTIONS: [&str; 8] = ["#|", "//|", "--|", "%%|", "%|", ";;|", "!|", "'|"];

/// A block of code that is run.
#[derive(Debug, Default)]
struct Cell {
    language: String,
    label: Option<String>,
    options: Vec<(String, String)>,
    code: String,
}

impl Cell {
    fn get(&self, name: &str) -> Option<&str> {
        let same = |key: &str| key.replace(['.', '_'], "-") == name;
        let mut options = self.options.iter().rev();
        options
            .find(|(key, _)| same(key))
            .map(|(_, value)| value.as_str())
    }

    fn is_off(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| {
            matches!(value.to_lowercase().as_str(), "false" | "f" | "no" | "0")
        })
    }
}

impl Writer<'_> {
    /// A block of code in our forms, without what stands before its lines.
    pub fn code(&mut self, code: &FencedCode<'_>) -> String {
        let inner = lines(code.inner).map(|line| code.bare(line));
        let inner = unescaped(&inner.collect::<String>());
        let info = code.info;
        let fenced = |language: &str, inner: &str| fenced(code.fence, language, inner);
        if let Some(escaped) = info.strip_prefix("{{") {
            let name = escaped.split("}}").next().unwrap_or_default();
            let marks = "`".repeat(code.fence.len());
            return fenced("markdown", &format!("{marks}{{{name}}}\n{inner}{marks}\n"));
        }
        let Some(at) = info.find('{') else {
            return fenced(info.split([' ', ',']).next().unwrap_or_default(), &inner);
        };
        let Some((_, braces)) = braces_at(&info[at..]) else {
            return fenced(
                info.trim_matches(['{', '}', '.', '='])
                    .split([' ', ','])
                    .next()
                    .unwrap_or_default(),
                &inner,
            );
        };
        if let Some(form) = braces.strip_prefix('=') {
            return match form.trim() {
                "html" | "html5" => format!("{}\n\n", inner.trim_matches('\n')),
                "markdown" | "md" => self.blocks(&inner),
                _ => {
                    self.remarks.add(OTHER_FORM, self.page);
                    String::new()
                }
            };
        }
        let is_shown =
            at > 0 || braces.trim_start().starts_with(['.', '#']) || braces.trim().is_empty();
        if is_shown && let Some(attributes) = attributes_of(braces) {
            return self.shown_code(code.fence, info[..at].trim(), &attributes, &inner);
        }
        let cell = cell_of(braces, &inner);
        self.cell(code.fence, cell)
    }

    fn shown_code(
        &mut self,
        fence: &str,
        named: &str,
        attributes: &Attributes,
        inner: &str,
    ) -> String {
        let first = attributes.classes.first().map(String::as_str);
        let language = if named.is_empty() {
            first.unwrap_or_default()
        } else {
            named
        };
        let language = match language {
            "cell-code" | "sourceCode" | "numberLines" => "",
            language => language,
        };
        let title = attributes
            .get("filename")
            .or_else(|| attributes.get("code-filename"));
        let title = title.map(|title| format!("`{}`\n\n", title.replace('`', "")));
        let block = format!(
            "{}{}",
            title.unwrap_or_default(),
            fenced(fence, language, inner)
        );
        let caption = attributes.get("lst-cap").map(str::to_owned);
        self.captioned(attributes.id.clone(), caption, block)
    }

    /// Something with the id and the caption that it bears.
    fn captioned(&mut self, id: Option<String>, caption: Option<String>, block: String) -> String {
        let caption = caption.map(|caption| self.caption_words(&caption));
        if let Some(id) = &id {
            self.found
                .push((id.clone(), caption.clone().unwrap_or_default()));
        }
        let ids: Vec<String> = id.into_iter().collect();
        match (ids.is_empty(), caption) {
            (true, None) => format!("{block}\n"),
            (false, None) => format!("{}\n\n{block}\n", anchors(&ids)),
            (_, Some(caption)) => format!("{block}\n{}{}\n\n", anchors(&ids), caption.trim()),
        }
    }

    /// A caption in Markdown; `(ref:name)` names a text.
    fn caption_words(&mut self, caption: &str) -> String {
        let text = self.site.texts.get(caption.trim()).cloned();
        let text = text.unwrap_or_else(|| caption.to_owned());
        self.inline(text.trim())
    }

    fn cell(&mut self, fence: &str, cell: Cell) -> String {
        match cell.language.as_str() {
            "asis" => return self.blocks(&cell.code),
            "block" | "block2" => {
                let class = cell.get("type").unwrap_or("note").to_owned();
                let attributes = Attributes {
                    classes: vec![class],
                    ..Attributes::default()
                };
                return self.div(&attributes, &cell.code);
            }
            _ => {}
        }
        let theorem = THEOREMS
            .iter()
            .find(|(_, class, _)| *class == cell.language);
        if let Some((short, class, _)) = theorem.filter(|_| self.site.is_bookdown) {
            return self.book_theorem(short, class, &cell);
        }
        if let Some(child) = cell.get("child").map(str::to_owned) {
            return self.child(&child, fence, &cell);
        }
        self.remarks.add(NOT_RUN, self.page);
        let is_hidden = cell.is_off("echo") || cell.is_off("include") || self.site.hides_code();
        let images = images_of(&cell.code);
        let is_picture = !images.is_empty() && is_hidden && is_one_call(&cell.code);
        if is_hidden && !is_picture {
            self.remarks.add(HIDDEN, self.page);
        }
        let mut block = match cell.get("filename") {
            Some(title) => format!("`{}`\n\n", title.replace('`', "")),
            None => String::new(),
        };
        if !is_picture && !cell.code.trim().is_empty() {
            block.push_str(&fenced(fence, &cell.language, &cell.code));
        }
        self.with_output(&cell, &images, block)
    }

    /// Code with the pictures that it shows and the captions of what it draws.
    fn with_output(&mut self, cell: &Cell, images: &[String], block: String) -> String {
        let caption = ["fig-cap", "tbl-cap", "lst-cap", "tab-cap"]
            .iter()
            .find_map(|name| cell.get(name));
        let caption = caption.filter(|caption| !matches!(*caption, "NULL" | "NA" | ""));
        let of_table = table_caption(&cell.code);
        let label = cell.label.clone();
        let id = match self.site.is_bookdown {
            true => label
                .clone()
                .map(|label| match caption.is_none() && of_table.is_some() {
                    true => format!("tab:{label}"),
                    false => format!("fig:{label}"),
                }),
            false => label.filter(|label| is_reserved(label)),
        };
        let has_caption = caption.is_some() || of_table.is_some();
        let id = id.filter(|_| has_caption || !self.site.is_bookdown);
        let caption = caption.map(str::to_owned).or(of_table);
        if images.is_empty() {
            return self.captioned(id, caption, block);
        }
        let caption = caption.map(|caption| self.caption_words(&caption));
        let alt = cell.get("fig-alt").map(str::to_owned);
        let alt = alt.or_else(|| caption.as_deref().map(crate::sites::labels::plain_words));
        let alt = alt.unwrap_or_default();
        if let Some(id) = &id {
            self.found
                .push((id.clone(), caption.clone().unwrap_or_default()));
        }
        let width = cell
            .get("out-width")
            .map(|width| width.trim_matches(['"', '\'']).to_owned());
        let shown = images
            .iter()
            .map(|path| image(&alt, path, width.as_deref()));
        let figure = Figure {
            ids: id.into_iter().collect(),
            inner: shown.collect::<Vec<_>>().join("\n\n"),
            caption: caption.unwrap_or_default(),
        };
        let blank = if block.is_empty() { "" } else { "\n" };
        format!("{block}{blank}{}", figure.written())
    }

    fn book_theorem(&mut self, short: &str, class: &str, cell: &Cell) -> String {
        let mut pairs = Vec::new();
        if let Some(name) = cell.get("name") {
            pairs.push(("name".to_owned(), name.to_owned()));
        }
        let attributes = Attributes {
            id: cell.label.as_ref().map(|label| format!("{short}:{label}")),
            classes: vec![class.to_owned()],
            pairs,
        };
        self.div(&attributes, &cell.code)
    }

    /// Another file that stands in the place of a block.
    fn child(&mut self, file: &str, fence: &str, cell: &Cell) -> String {
        let site = self.site;
        let mut includes = Includes::of(&site.folder, self.page);
        let path = includes.path(file.trim_matches(['"', '\'']));
        let made = includes.put(path, self.remarks, |_, text, _| {
            let body = crate::front_matter::FrontMatter::read(text).body();
            Some(text[body..].to_owned())
        });
        match made {
            // What a child holds counts as the page's own; its children are not read.
            Some(text) if self.depth < 8 => {
                self.depth += 4;
                let body = self.blocks(&text);
                self.depth -= 4;
                format!("{}\n\n", body.trim_matches('\n'))
            }
            _ => fenced(fence, &cell.language, &cell.code),
        }
    }
}

fn fenced(fence: &str, language: &str, inner: &str) -> String {
    let sign = fence.chars().next().unwrap_or('`');
    let runs = inner.lines().map(|line| {
        let line = line.trim_start();
        line.len() - line.trim_start_matches(sign).len()
    });
    let most = runs.max().unwrap_or(0);
    let marks = sign.to_string().repeat(fence.len().max(most + 1).max(3));
    let end = if inner.is_empty() || inner.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    format!("{marks}{language}\n{inner}{end}{marks}\n")
}

/// A block of code from what stands in its braces and its lines.
fn cell_of(braces: &str, inner: &str) -> Cell {
    let mut cell = Cell::default();
    let braces = braces.trim();
    let end = braces.find([' ', ',']).unwrap_or(braces.len());
    braces[..end].clone_into(&mut cell.language);
    for item in items_of(&braces[end..]) {
        match item.split_once('=') {
            Some((key, value)) => {
                let value = unquoted(value.trim());
                match key.trim() {
                    "label" => cell.label = Some(value),
                    "engine" => cell.language = value,
                    key => cell.options.push((key.to_owned(), value)),
                }
            }
            None if cell.label.is_none() => cell.label = Some(item.to_owned()),
            None => {}
        }
    }
    let mut settings = String::new();
    let mut rest = String::new();
    for line in lines(inner) {
        let option = OPTIONS
            .iter()
            .find_map(|sign| line.trim_start().strip_prefix(sign));
        match option.filter(|_| rest.is_empty()) {
            Some(option) => settings.push_str(option.strip_prefix(' ').unwrap_or(option)),
            None => rest.push_str(line),
        }
    }
    cell.code = rest;
    if let Value::Object(pairs) = yaml_settings(&settings) {
        for (key, value) in pairs {
            let value = match value {
                Value::String(text) => text.trim().to_owned(),
                Value::Array(items) => {
                    let words: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
                    words.join(". ")
                }
                value if is_false(&value) => "false".to_owned(),
                _ => continue,
            };
            match key.as_str() {
                "label" => cell.label = Some(value),
                _ => cell.options.push((key, value)),
            }
        }
    }
    cell
}

/// Items between commas, outside of quotation marks and parentheses.
fn items_of(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut quote = None;
    let mut depth = 0_i32;
    let mut start = 0;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open && !text[..at].ends_with('\\') => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth -= 1,
            (None, ',') if depth <= 0 => {
                found.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&text[start..]);
    found
        .into_iter()
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .collect()
}

/// A text of R or Python without its quotation marks and escapes.
fn unquoted(value: &str) -> String {
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote.and_then(|quote| value[1..].strip_suffix(quote)) {
        Some(inner) => inner
            .replace("\\\"", "\"")
            .replace("\\'", "'")
            .replace("\\\\", "\\"),
        None => value.to_owned(),
    }
}

/// The files of the pictures that some code shows.
fn images_of(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, call) in code.match_indices("include_graphics(") {
        let inner = &code[at + call.len()..];
        let end = crate::sites::brackets::closing_parenthesis(&code[at + call.len() - 1..]);
        let inner = &inner[..end.map_or(inner.len(), |end| end - 2)];
        let inner = inner.trim().trim_start_matches("path =").trim();
        let list = inner
            .strip_prefix("c(")
            .and_then(|list| list.split(')').next());
        let items = items_of(list.unwrap_or(inner));
        let count = if list.is_some() { items.len() } else { 1 };
        for item in items.into_iter().take(count) {
            let path = unquoted(item);
            if path != item && !path.contains(['"', '\n']) {
                found.push(path);
            }
        }
    }
    found
}

/// Whether some code does nothing else than to show pictures.
fn is_one_call(code: &str) -> bool {
    let code = code.trim();
    let start = code.strip_prefix("knitr::").unwrap_or(code);
    start.starts_with("include_graphics(") && code.ends_with(')') && code.matches("(").count() <= 2
}

/// The caption that a call of `kable` has.
fn table_caption(code: &str) -> Option<String> {
    let at = code.find("kable(").or_else(|| code.find("gt("))?;
    let rest = &code[at..];
    let value = rest[rest.find("caption")? + "caption".len()..]
        .trim_start()
        .strip_prefix('=')?
        .trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let end = value[1..].find(quote)?;
    Some(value[1..=end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_stand_in_braces_and_in_remarks() {
        let cell = cell_of(
            "r my-plot, fig.cap='It''s, one', echo = FALSE, out.width=\"70%\"",
            "#| fig-cap: |\n#|   Two\n#| echo: true\nplot(1)\n#| no\n",
        );
        assert_eq!(
            (cell.language.as_str(), cell.label.as_deref()),
            ("r", Some("my-plot"))
        );
        assert_eq!(cell.get("fig-cap"), Some("Two"));
        assert!(!cell.is_off("echo"));
        assert_eq!(cell.get("out-width"), Some("70%"));
        assert_eq!(cell.code, "plot(1)\n#| no\n");
    }

    #[test]
    fn pictures_are_named_by_literals() {
        assert_eq!(
            images_of("knitr::include_graphics(\"a/b.png\", dpi = 270)"),
            ["a/b.png"]
        );
        assert_eq!(
            images_of("include_graphics(c('a.png', 'b.png'))"),
            ["a.png", "b.png"]
        );
        assert!(images_of("include_graphics(path)").is_empty());
        assert!(is_one_call("knitr::include_graphics(\"a.png\")"));
        assert_eq!(
            table_caption("knitr::kable(x, caption = 'A b')").as_deref(),
            Some("A b")
        );
    }
}
