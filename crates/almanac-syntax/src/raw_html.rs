//! Which of the HTML in a text is markup, and which is words.
//!
//! An author who writes `Put it in a <script> tag.` or `List<String>` means the words. Read as HTML, the first
//! takes the rest of the page with it and the second vanishes. So a tag stays markup only if HTML has such an
//! element, if the tag ends, and if what follows it is still read as markup. All else is shown as it is written,
//! as GFM does with its [disallowed raw HTML](https://github.github.com/gfm/#disallowed-raw-html-extension-).

use std::fmt;
use std::ops::Range;

use crate::html_elements::{
    KEPT_ATTRIBUTES, SWALLOWING_ELEMENTS, WITH_OPTIONAL_END, WITHOUT_END, is_kept,
    is_swallowing_tag, kept_attributes, removed_element,
};

/// How many tags without an end are looked for in a block; each costs a search through the rest of it. Behind the last,
/// no tag of the block is markup.
const MAX_UNENDED: usize = 8;

/// The most attributes of a tag. Browsers and sanitizers compare each with all before it.
const MAX_ATTRIBUTES: usize = 100;

/// What a stretch of raw HTML is made of.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct RawHtml {
    /// The stretches that are words, in order. All else is markup.
    pub words: Vec<Range<usize>>,
    /// What a page may not have, in order, each with the place of its tag.
    pub removed: Vec<(RemovedMarkup, Range<usize>)>,
    /// Where comments begin in which another begins: the first was hardly meant to reach that far.
    pub nested_comments: Vec<usize>,
    /// The tags of kept elements, in order.
    pub tags: Vec<ElementTag>,
}

/// A tag of an element that is kept.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ElementTag {
    /// The element's name, in small letters.
    pub name: String,
    /// Its bytes.
    pub range: Range<usize>,
    /// Whether it is an end tag.
    pub is_end: bool,
    /// Whether the element has an end.
    pub ending: Ending,
}

/// Whether an element has an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It has one.
    Required,
    /// It may be left out.
    Optional,
    /// The element is a tag alone.
    None,
}

impl Ending {
    fn of(element: &str) -> Self {
        if WITHOUT_END.binary_search(&element).is_ok() {
            Self::None
        } else if WITH_OPTIONAL_END.binary_search(&element).is_ok() {
            Self::Optional
        } else {
            Self::Required
        }
    }
}

/// By how much more elements are open behind a piece of HTML, of which all is markup, than before it. Those whose end may
/// be left out don't count.
pub fn opened_elements(html: &str) -> isize {
    let tags = RawHtml::read(html, &mut false).tags.into_iter();
    let counted = tags.filter(|tag| tag.ending == Ending::Required);
    counted.map(|tag| if tag.is_end { -1 } else { 1 }).sum()
}

/// Markup that a page may not have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RemovedMarkup {
    /// An element.
    Element(&'static str),
    /// An attribute, by its name and that of the element.
    Attribute(String, String),
}

impl fmt::Display for RemovedMarkup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Element(name) => write!(f, "`<{name}>`"),
            Self::Attribute(name, element) => write!(f, "`{name}` of `<{element}>`"),
        }
    }
}

impl RawHtml {
    /// Reads a whole block of HTML, or one inline tag. `is_foreign` says whether it stands within `<svg>` or `<math>`,
    /// whose elements have names of their own, and is kept up to date.
    pub fn read(html: &str, is_foreign: &mut bool) -> Self {
        let mut reader = HtmlReader {
            html,
            is_foreign,
            unended: 0,
            read: Self::default(),
        };
        let mut at = 0;
        while let Some(start) = html[at..].find('<').map(|offset| at + offset) {
            at = reader.read_at(start);
        }
        reader.read
    }
}

struct HtmlReader<'h> {
    html: &'h str,
    is_foreign: &'h mut bool,
    /// How many tags and comments had no end.
    unended: usize,
    read: RawHtml,
}

impl HtmlReader<'_> {
    /// Reads what begins with the `<` at a place, and returns where to go on.
    fn read_at(&mut self, start: usize) -> usize {
        let rest = &self.html[start + 1..];
        if rest.starts_with("!--") {
            return self.read_comment(start);
        }
        let name_start = start + 1 + usize::from(rest.starts_with('/'));
        match self.html[name_start..].chars().next() {
            Some(c) if c.is_ascii_alphabetic() => self.read_tag(start, name_start),
            // Browsers take `<!…>`, `<?…>` and `</ …>` for comments.
            Some('!' | '?') => self.read_words(start, name_start + 1),
            Some(_) if name_start > start + 1 => self.read_words(start, name_start),
            _ => start + 1,
        }
    }

    fn read_comment(&mut self, start: usize) -> usize {
        // `<!-->` and `<!--->` are whole comments.
        let end = |mark: &str, from: usize| {
            let rest = self.html.get(from..)?;
            rest.find(mark).map(|offset| from + offset + mark.len())
        };
        let ends =
            (self.unended < MAX_UNENDED).then(|| [end("-->", start + 2), end("--!>", start + 4)]);
        match ends.into_iter().flatten().flatten().min() {
            Some(end) => {
                let inner = self.html.get(start + "<!--".len()..end);
                if inner.is_some_and(|inner| inner.contains("<!--")) {
                    self.read.nested_comments.push(start);
                }
                end
            }
            None => {
                self.unended += 1;
                self.read_words(start, start + "<!--".len())
            }
        }
    }

    /// Takes a stretch for words, up to the `>` on its line, if there is one.
    fn read_words(&mut self, start: usize, from: usize) -> usize {
        let end = match self.unended < MAX_UNENDED {
            true => self.html[from..].find(['>', '<', '\n']),
            false => None,
        };
        let end = end.map(|offset| from + offset);
        let end = end.map_or(from, |end| {
            end + usize::from(self.html[end..].starts_with('>'))
        });
        self.read.words.push(start..end);
        end
    }

    fn read_tag(&mut self, start: usize, name_start: usize) -> usize {
        let rest = &self.html[name_start..];
        let length = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '<'));
        let name_end = name_start + length.unwrap_or(rest.len());
        let name = self.html[name_start..name_end].to_ascii_lowercase();
        let end = (self.unended < MAX_UNENDED).then(|| tag_end(self.html, name_end));
        let Some(end) = end.flatten() else {
            self.unended += 1;
            self.read.words.push(start..name_end);
            return name_end;
        };
        let is_end_tag = name_start > start + 1;
        let hides_another = self.html[start + 1..end]
            .split('<')
            .skip(1)
            .any(is_swallowing_tag);
        if hides_another || SWALLOWING_ELEMENTS.contains(&&*name) {
            self.read.words.push(start..end);
        } else if let Some(removed) = removed_element(&name) {
            if matches!(removed, "svg" | "math") {
                *self.is_foreign = !is_end_tag;
            }
            if !is_end_tag {
                let removed = RemovedMarkup::Element(removed);
                self.read.removed.push((removed, start..end));
            }
        } else if is_kept(&name) {
            self.read_kept(name, start..end, is_end_tag);
        } else if !*self.is_foreign {
            self.read.words.push(start..end);
        }
        end
    }
}

impl HtmlReader<'_> {
    /// Reads a tag of an element that is kept.
    fn read_kept(&mut self, name: String, range: Range<usize>, is_end: bool) {
        if !is_end {
            let inner = &self.html[range.start + 1 + name.len()..range.end - 1];
            let attributes = attribute_names(inner);
            if attributes.len() > MAX_ATTRIBUTES {
                self.read.words.push(range);
                return;
            }
            for attribute in attributes {
                let attribute = attribute.to_ascii_lowercase();
                let is_kept = |kept: &[&str]| kept.contains(&&*attribute);
                if !is_kept(&KEPT_ATTRIBUTES) && !is_kept(kept_attributes(&name)) {
                    let removed = RemovedMarkup::Attribute(attribute, name.clone());
                    self.read.removed.push((removed, range.clone()));
                }
            }
        }
        let ending = Ending::of(&name);
        self.read.tags.push(ElementTag {
            name,
            range,
            is_end,
            ending,
        });
    }
}

/// The names of the attributes between the name of a tag and its `>`, as HTML divides them.
fn attribute_names(tag: &str) -> Vec<&str> {
    let is_space = |c: char| c.is_ascii_whitespace() || c == '/';
    let mut names = Vec::new();
    let mut rest = tag.trim_start_matches(is_space);
    while !rest.is_empty() {
        let ends = |(index, c): &(usize, char)| *index > 0 && *c == '=' || is_space(*c);
        let length = rest
            .char_indices()
            .find(ends)
            .map_or(rest.len(), |(index, _)| index);
        names.push(&rest[..length]);
        rest = rest[length..].trim_start_matches(|c: char| c.is_ascii_whitespace());
        if let Some(value) = rest.strip_prefix('=') {
            rest = behind_value(value.trim_start_matches(|c: char| c.is_ascii_whitespace()));
        }
        rest = rest.trim_start_matches(is_space);
    }
    names
}

/// What stands behind the value of an attribute.
fn behind_value(value: &str) -> &str {
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let end = match quote {
        Some(quote) => value[1..].find(quote).map(|length| 1 + length + 1),
        None => value.find(|c: char| c.is_ascii_whitespace()),
    };
    &value[end.unwrap_or(value.len())..]
}

/// Where a tag ends, behind its `>`, from the end of its name on: a `>` in a quoted value doesn't end it.
fn tag_end(html: &str, name_end: usize) -> Option<usize> {
    let bytes = html.as_bytes();
    let mut at = name_end;
    let mut is_value = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return Some(at + 1),
            b'=' => is_value = true,
            quote @ (b'"' | b'\'') if is_value => {
                let rest = &bytes[at + 1..];
                at += 1 + rest.iter().position(|byte| byte == quote)?;
                is_value = false;
            }
            byte if byte.is_ascii_whitespace() => {}
            _ => is_value = false,
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What of a piece of HTML is words.
    fn words(html: &str) -> Vec<&str> {
        let read = RawHtml::read(html, &mut false);
        read.words.into_iter().map(|range| &html[range]).collect()
    }

    #[test]
    fn a_tag_of_more_attributes_than_anybody_writes_is_words() {
        let with = |count: usize| {
            let attributes: Vec<_> = (0..count).map(|n| format!("title{n}=x")).collect();
            format!("<a {}>", attributes.join(" "))
        };
        assert_eq!(words(&with(MAX_ATTRIBUTES)), Vec::<&str>::new());
        let tag = with(MAX_ATTRIBUTES + 1);
        assert_eq!(words(&tag), [tag.as_str()]);
    }

    #[test]
    fn what_people_write_as_markup_is_markup() {
        for html in [
            "<b>x</b>",
            "<details open>\n<summary>More</summary>\n",
            "<img src='a>b.png' alt=\"x > y\">",
            "<!-- a <script> that is commented out -->",
            "<!-->",
            "<br/>",
            "1 < 2",
        ] {
            assert_eq!(words(html), Vec::<&str>::new(), "{html}");
        }
    }

    #[test]
    fn tags_that_would_take_what_follows_are_words() {
        assert_eq!(
            words("<p><script async>x</SCRIPT></p>"),
            ["<script async>", "</SCRIPT>"]
        );
        assert_eq!(words("<title>"), ["<title>"]);
        assert_eq!(words("<a title=\"<script>\">"), ["<a title=\"<script>\">"]);
        assert_eq!(
            words("<div>\n<!-- never closed\n</div>"),
            ["<!-- never closed"]
        );
        assert_eq!(words("<div title=\"never closed>\n</div>"), ["<div"]);
        assert_eq!(
            words("<?php echo 1 ?> <!DOCTYPE html>"),
            ["<?php echo 1 ?>", "<!DOCTYPE html>"]
        );
    }

    #[test]
    fn what_html_has_no_element_for_is_words() {
        assert_eq!(words("List<String>"), ["<String>"]);
        assert_eq!(words("<your-name>"), ["<your-name>"]);
        assert_eq!(words("<svg><path d=\"M0\"/></svg><path>"), ["<path>"]);
    }

    #[test]
    fn elements_that_a_page_may_not_have_are_named() {
        let read = RawHtml::read("<font size=1>x</font>", &mut false);
        assert_eq!(read.removed, [(RemovedMarkup::Element("font"), 0..13)]);
    }

    #[test]
    fn attributes_that_a_page_may_not_have_are_named() {
        let removed = |html: &str| -> Vec<String> {
            let read = RawHtml::read(html, &mut false).removed.into_iter();
            read.map(|(removed, _)| removed.to_string()).collect()
        };
        assert_eq!(
            removed("<b STYLE='a: \"b\"' onclick=x class = y dir=rtl lang=\"de\">"),
            ["`style` of `<b>`", "`onclick` of `<b>`", "`class` of `<b>`"]
        );
        assert_eq!(
            removed("<img src=\"a b\" alt='c=d' width=3/>"),
            Vec::<String>::new()
        );
        assert_eq!(
            removed("<details open><h2 id=a></h2 class=x>"),
            Vec::<String>::new()
        );
        assert_eq!(
            removed("<br/class=x><a =href>"),
            ["`class` of `<br>`", "`=href` of `<a>`"]
        );
    }

    #[test]
    fn unended_tags_cost_no_more_than_their_number() {
        let start = std::time::Instant::now();
        for piece in ["<a b=\">", "<a ", "<!--", "<!x", "<a b='", "<a b=\"'"] {
            RawHtml::read(&piece.repeat(20_000), &mut false);
        }
        assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    }
}
