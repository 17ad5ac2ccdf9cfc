//! Where a body's markup is gathered, and made safe where authors wrote HTML of their own.
//!
//! Without raw HTML all markup is ours, and nothing has to be sanitized. With
//! it, the whole is sanitized at the end, and not each stretch of HTML as it comes: a tag may open in one
//! event and close in another, and only the whole shows whether they match. What we write ourselves and the
//! sanitizer would spoil (figures, MathML, ids of our own) is kept apart meanwhile, a placeholder in its stead.
//!
//! Placeholders are made of two private-use characters, which are taken out
//! of everything that an author can write. The sanitizer drops attributes that have
//! them, so that a placeholder that an unclosed attribute has swallowed is
//! never filled.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use almanac_model::{WrittenAddress, is_free_id};
use almanac_syntax::{KEPT_ATTRIBUTES, KEPT_ELEMENTS, kept_attributes};

use crate::html::{Html, SAFE_SCHEMES, find_byte, push_escaped};

const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';
const MARKS: [char; 2] = [OPEN, CLOSE];

/// A body's markup while it is written.
#[derive(Debug, Default)]
pub(super) struct Markup {
    html: String,
    /// What is kept apart from the sanitizer, if there is raw HTML.
    inserts: Option<Vec<Html>>,
}

impl Markup {
    /// Starts a body that has raw HTML or has none.
    pub(super) fn new(has_raw_html: bool) -> Self {
        Self {
            html: String::new(),
            inserts: has_raw_html.then(Vec::new),
        }
    }

    /// Makes room for a text of so many bytes with its tags.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.html.reserve(bytes + bytes / 2);
    }

    /// Writes a tag that the sanitizer leaves as it is.
    pub(super) fn tag(&mut self, tag: &'static str) {
        self.html.push_str(tag);
    }

    /// Writes markup that the sanitizer leaves as it is.
    pub(super) fn html(&mut self, html: &Html) {
        self.html.push_str(html.as_str());
    }

    /// Writes words.
    pub(super) fn text(&mut self, text: &str) {
        push_escaped(&mut self.html, &without_marks(text));
    }

    /// Writes markup of ours that the sanitizer would spoil.
    pub(super) fn insert(&mut self, markup: Html) {
        let markup = html_without_marks(markup);
        match &mut self.inserts {
            Some(inserts) => {
                let number = inserts.len().to_string();
                self.html.push(OPEN);
                self.html.push_str(&number);
                self.html.push(CLOSE);
                inserts.push(markup);
            }
            None => self.html.push_str(markup.as_str()),
        }
    }

    /// Writes HTML as an author wrote it.
    pub(super) fn raw(&mut self, html: &str) {
        match self.inserts {
            Some(_) => self
                .html
                .push_str(&without_mark_references(&without_marks(html))),
            // Nothing of this body will be sanitized.
            None => self.text(html),
        }
    }

    /// Whether markup that is written next starts a line.
    pub(super) fn newline(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    /// Writes one tag instead of another, if that was written last; whether it was.
    pub(super) fn replace_end(&mut self, tag: &Html, other: &'static str) -> bool {
        let tag = tag.as_str();
        let is_last = self.html.ends_with(tag);
        if is_last {
            self.html.truncate(self.html.len() - tag.len());
            self.html.push_str(other);
        }
        is_last
    }

    /// Where an attribute of the tag that was written last goes.
    pub(super) fn end_of_tag(&self) -> AttributePlace {
        AttributePlace(self.html.rfind('>').unwrap_or(self.html.len()))
    }

    /// Writes an attribute into a tag that was written before.
    pub(super) fn put_at(&mut self, place: AttributePlace, attribute: &Html) {
        self.html.insert_str(place.0, attribute.as_str());
    }

    /// Takes what was written so far out, to be put back in another place.
    pub(super) fn take(&mut self) -> Unfinished {
        Unfinished(std::mem::take(&mut self.html))
    }

    /// Puts back what [`Markup::take`] took out.
    pub(super) fn put(&mut self, markup: &Unfinished) {
        self.html.push_str(&markup.0);
    }

    /// Puts back what [`Markup::take`] took out, where nothing was written since; it is not copied.
    pub(super) fn restore(&mut self, markup: Unfinished) {
        debug_assert!(self.html.is_empty(), "something was written since");
        self.html = markup.0;
    }

    /// Takes the white space off the end.
    pub(super) fn trim_end(&mut self) {
        self.html.truncate(self.html.trim_end().len());
    }

    /// Ends the body.
    pub(super) fn finish(self) -> Html {
        Html::of_body(match self.inserts {
            Some(inserts) => fill(&SANITIZER.clean(&self.html).to_string(), &inserts),
            None => self.html,
        })
    }
}

/// Where an attribute of a tag goes. It is right as long as nothing is written before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct AttributePlace(usize);

/// A stretch of a body that was taken out while it is written: an author's HTML in it is not sanitized yet.
#[derive(Debug, Default)]
pub(super) struct Unfinished(String);

impl Unfinished {
    /// The same without the tag at its end and the white space behind it; and whether it was there.
    pub(super) fn without_last(mut self, tag: &str) -> (Self, bool) {
        let text = self.0.trim_end();
        let shortened = text.strip_suffix(tag);
        let (length, is_there) = (shortened.unwrap_or(text).len(), shortened.is_some());
        self.0.truncate(length);
        (self, is_there)
    }
}

/// Replaces the marks of placeholders in what an author wrote.
pub(super) fn without_marks(text: &str) -> Cow<'_, str> {
    // Both marks begin with this byte, which few texts have.
    let may_have_marks = find_byte(text, |byte| byte == 0xEE).is_some();
    if may_have_marks && text.contains(MARKS) {
        Cow::Owned(text.replace(MARKS, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Replaces the marks of placeholders in markup of ours that holds what an author wrote.
fn html_without_marks(html: Html) -> Html {
    let clean = match without_marks(html.as_str()) {
        Cow::Owned(clean) => Some(Html::of_body(clean)),
        Cow::Borrowed(_) => None,
    };
    clean.unwrap_or(html)
}

/// Replaces the marks of placeholders where they are written as numeric character references.
fn without_mark_references(html: &str) -> Cow<'_, str> {
    if !html.contains("&#") {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("&#") {
        out.push_str(&rest[..at]);
        let reference = &rest[at + 2..];
        let (digits, radix) = match reference.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16),
            None => (reference, 10),
        };
        let length = digits
            .find(|c: char| !c.is_digit(radix))
            .unwrap_or(digits.len());
        let significant = digits[..length].trim_start_matches('0');
        let number = u32::from_str_radix(significant, radix).ok();
        if number
            .and_then(char::from_u32)
            .is_some_and(|c| MARKS.contains(&c))
        {
            out.push('\u{fffd}');
            let after = &digits[length..];
            rest = after.strip_prefix(';').unwrap_or(after);
        } else {
            out.push_str("&#");
            rest = reference;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Puts what was kept apart in the place of its placeholders.
fn fill(html: &str, inserts: &[Html]) -> String {
    let mut out = String::with_capacity(html.len() * 2);
    let mut rest = html;
    while let Some(at) = rest.find(OPEN) {
        out.push_str(&rest[..at]);
        rest = &rest[at + OPEN.len_utf8()..];
        let Some(end) = rest.find(CLOSE) else { break };
        let insert = rest[..end]
            .parse()
            .ok()
            .and_then(|index: usize| inserts.get(index));
        out.push_str(insert.map_or("", Html::as_str));
        rest = &rest[end + CLOSE.len_utf8()..];
    }
    out.push_str(rest);
    out
}

/// The classes that the tags we write may have.
fn classes() -> HashMap<&'static str, HashSet<&'static str>> {
    HashMap::from([
        ("a", HashSet::from(["missing", "external"])),
        ("td", HashSet::from(["left", "center", "right"])),
        ("th", HashSet::from(["left", "center", "right"])),
        ("li", HashSet::from(["task"])),
        ("ul", HashSet::from(["tasks"])),
    ])
}

static SANITIZER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::default();
    let attributes = KEPT_ELEMENTS.map(|element| {
        let kept = kept_attributes(element).iter().copied();
        (element, kept.collect::<HashSet<_>>())
    });
    builder
        .tags(HashSet::from(KEPT_ELEMENTS))
        .tag_attributes(HashMap::from(attributes))
        .generic_attributes(HashSet::from(KEPT_ATTRIBUTES))
        .url_schemes(HashSet::from(SAFE_SCHEMES))
        .allowed_classes(classes())
        .link_rel(None)
        .attribute_filter(|element, attribute, value| {
            // A page loads nothing from elsewhere.
            let address = || WrittenAddress::read(value);
            let loads_from_elsewhere = element == "img"
                && attribute == "src"
                && !matches!(address(), WrittenAddress::Local(_));
            // The ids of headings are made by the compiler, or were given to it.
            let is_heading = matches!(element, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
            let is_id = matches!(attribute, "id" | "name");
            let is_taken = is_id && !is_heading && !is_free_id(value);
            let is_kept = !value.contains(MARKS) && !loads_from_elsewhere && !is_taken;
            is_kept.then_some(Cow::Borrowed(value))
        });
    builder
});

#[cfg(test)]
mod tests {
    use super::*;

    fn body(parts: impl FnOnce(&mut Markup)) -> String {
        let mut markup = Markup::new(true);
        parts(&mut markup);
        markup.finish().into_string()
    }

    #[test]
    fn what_we_insert_survives_and_what_authors_forge_does_not() {
        let html = body(|markup| {
            markup.insert(Html::literal("<sup class=\"note\">1</sup>"));
            markup.raw("<b onclick=\"x\">\u{e000}0\u{e001}&#xE000;0&#57345;&#x000e000;</b><script>x</script>");
            markup.text("\u{e000}0\u{e001}<");
        });
        assert_eq!(
            html,
            "<sup class=\"note\">1</sup><b>\u{fffd}0\u{fffd}\u{fffd}0\u{fffd}\u{fffd}</b>\u{fffd}0\u{fffd}&lt;"
        );
    }

    #[test]
    fn references_cannot_be_nested_into_marks() {
        let html = body(|markup| markup.raw("<i>&#&#xE000;xE000;0&#xE&#xE000;001;</i>"));
        assert!(
            !html.contains(MARKS) && html.contains("&amp;#\u{fffd}xE000;"),
            "{html}"
        );
    }

    #[test]
    fn an_attribute_that_swallows_an_insert_is_dropped() {
        let html = body(|markup| {
            markup.raw("<div title=\"");
            markup.insert(Html::literal("<a href=\"/x\">\" onclick=\"alert(1)</a>"));
            markup.raw("\">a</div>");
        });
        assert_eq!(html, "<div>a</div>");
    }
}
