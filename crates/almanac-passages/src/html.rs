//! Raw HTML, of which only the words are read.

use almanac_syntax::{HtmlPart, HtmlTag, html_parts};

use crate::raised::Height;
use crate::reader::TextReader;

/// An element whose content is no text. Its tags come as words, as a page shows them so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SkippedElement {
    Script,
    Style,
}

impl SkippedElement {
    fn name(self) -> &'static str {
        match self {
            Self::Script => "script",
            Self::Style => "style",
        }
    }

    /// Whether some words are a tag of such an element, or in one.
    pub fn follow(open: &mut Option<Self>, words: &str, is_in_html_block: bool) -> bool {
        if !is_in_html_block || !words.starts_with('<') {
            return open.is_some();
        }
        let is_tag = |mark: &str, element: &Self| {
            let name = words.strip_prefix(mark);
            let name = name.and_then(|tag| tag.get(..element.name().len()));
            name.is_some_and(|name| name.eq_ignore_ascii_case(element.name()))
        };
        if open.is_some_and(|element| is_tag("</", &element)) {
            *open = None;
            return true;
        }
        let begun = [Self::Script, Self::Style].into_iter();
        *open = open.or_else(|| { begun }.find(|element| is_tag("<", element)));
        open.is_some()
    }
}

impl TextReader<'_, '_> {
    /// Reads the HTML that was gathered.
    pub(crate) fn end_html(&mut self) {
        let html = std::mem::take(&mut self.html);
        if self.skipped.is_none() {
            self.read_html(&html);
        }
    }

    /// Reads a piece of HTML in which every tag is markup.
    pub(crate) fn read_html(&mut self, html: &str) {
        for part in html_parts(html) {
            match part {
                HtmlPart::Words(words) => self.push_other(&words.replace('\n', " ")),
                HtmlPart::Start(tag) => self.start_element(&tag),
                HtmlPart::End(name) => self.end_element(&name),
            }
        }
    }

    fn start_element(&mut self, tag: &HtmlTag<'_>) {
        let attribute = |name: &str| tag.attribute(name).map(|found| &*found.value);
        match &*tag.name {
            "br" => self.push(" "),
            "img" => self.push_other(attribute("alt").unwrap_or_default()),
            "td" | "th" => self.start_cell(),
            name @ ("sup" | "sub") => self.height = Height::of(name),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_block();
                let id = attribute("id").filter(|id| !id.is_empty());
                self.start_titled(id.map(str::to_owned));
            }
            name if is_block(name) => self.end_block(),
            _ => {}
        }
    }

    fn end_element(&mut self, name: &str) {
        match name {
            "sup" | "sub" => self.height = None,
            "td" | "th" => {}
            name if is_block(name) => self.end_block(),
            _ => {}
        }
    }
}

/// Whether an element is set off from the words around it.
fn is_block(element: &str) -> bool {
    const BLOCKS: [&str; 34] = [
        "article",
        "aside",
        "blockquote",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "thead",
        "tr",
        "ul",
    ];
    BLOCKS.binary_search(&element).is_ok()
}
