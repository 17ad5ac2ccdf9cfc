//! Where a body's markup is gathered, and made safe where authors wrote HTML of their own.
//!
//! Without raw HTML all markup is ours, and nothing has to be sanitized. With it, each block that has some is sanitized by
//! itself, from its first word to its last, so that nothing that stands outside of it can be changed by it. Where an
//! element stays open over several blocks, as `<details>` may, all of them are one stretch: only the whole shows whether
//! tags match. What we write ourselves and the sanitizer would spoil (figures, MathML, ids of our own) is kept apart
//! meanwhile, a placeholder in its stead.
//!
//! Placeholders are made of two private-use characters, which are taken out
//! of everything that an author can write. The sanitizer drops attributes that have
//! them, so that a placeholder that an unclosed attribute has swallowed is
//! never filled.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use almanac_model::{WrittenAddress, is_free_id};
use almanac_syntax::{
    HtmlAddressKind, KEPT_ATTRIBUTES, KEPT_ELEMENTS, MarkupEvent, candidates, html_address_kind,
    kept_attributes,
};
use pulldown_cmark::Event as Markdown;

use crate::html::{Html, SAFE_SCHEMES, find_byte, push_escaped};

const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';
const MARKS: [char; 2] = [OPEN, CLOSE];

/// A body's markup while it is written.
#[derive(Debug, Default)]
pub(super) struct Markup {
    draft: UnfinishedMarkup,
    /// What is kept apart from the sanitizer, if there is raw HTML.
    inserts: Option<Vec<Html>>,
}

/// Finished markup in which an author's HTML is not sanitized yet.
#[derive(Debug, Default)]
struct UnfinishedMarkup {
    html: String,
    /// The stretches that have to be sanitized, in order.
    stretches: Vec<Range<usize>>,
    /// The stretch that is being written, once there is HTML in it.
    open: Option<OpenStretch>,
    /// How many blocks are open.
    level: usize,
    /// Where the words begin that are being written.
    block_start: usize,
}

/// A stretch that has to be sanitized, while it is written.
#[derive(Debug)]
struct OpenStretch {
    start: usize,
    /// How many blocks were open at its start.
    level: usize,
    /// How many elements of an author's HTML are open.
    elements: isize,
}

impl UnfinishedMarkup {
    /// Ends the stretch that is open.
    fn end_stretch(&mut self) {
        if let Some(open) = self.open.take() {
            self.stretches.push(open.start..self.html.len());
        }
    }

    /// Cuts the end off.
    fn truncate(&mut self, length: usize) {
        self.html.truncate(length);
        for stretch in &mut self.stretches {
            stretch.start = stretch.start.min(length);
            stretch.end = stretch.end.min(length);
        }
    }
}

impl Markup {
    /// Starts a body that has raw HTML or has none.
    pub(super) fn new(has_raw_html: bool) -> Self {
        Self {
            draft: UnfinishedMarkup::default(),
            inserts: has_raw_html.then(Vec::new),
        }
    }

    /// Makes room for a text of so many bytes with its tags.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.draft.html.reserve(bytes + bytes / 2);
    }

    /// Writes a tag that the sanitizer leaves as it is.
    pub(super) fn tag(&mut self, tag: &'static str) {
        self.draft.html.push_str(tag);
    }

    /// Writes markup that the sanitizer leaves as it is.
    pub(super) fn html(&mut self, html: &Html) {
        self.draft.html.push_str(html.as_str());
    }

    /// Writes words.
    pub(super) fn text(&mut self, text: &str) {
        push_escaped(&mut self.draft.html, &without_marks(text));
    }

    /// Writes markup of ours that the sanitizer would spoil.
    pub(super) fn insert(&mut self, markup: Html) {
        let markup = html_without_marks(markup);
        match &mut self.inserts {
            Some(inserts) => {
                let number = inserts.len().to_string();
                self.draft.html.push(OPEN);
                self.draft.html.push_str(&number);
                self.draft.html.push(CLOSE);
                inserts.push(markup);
            }
            None => self.draft.html.push_str(markup.as_str()),
        }
    }

    /// Writes HTML as an author wrote it.
    pub(super) fn raw(&mut self, html: &str) {
        if self.inserts.is_none() {
            // Nothing of this body will be sanitized.
            return self.text(html);
        }
        let draft = &mut self.draft;
        let stretch = OpenStretch {
            start: draft.block_start,
            level: draft.level,
            elements: 0,
        };
        draft.open.get_or_insert(stretch);
        let html = without_marks(html);
        draft.html.push_str(&without_mark_references(&html));
    }

    /// By how much more of an author's elements are open behind the HTML that was written last than before it.
    pub(super) fn count_opened(&mut self, elements: isize) {
        if let Some(open) = &mut self.draft.open {
            open.elements += elements;
        }
    }

    /// A block begins or ends here.
    pub(super) fn block_boundary(&mut self) {
        let draft = &mut self.draft;
        let is_whole = |open: &OpenStretch| open.elements <= 0 && open.level >= draft.level;
        if draft.open.as_ref().is_some_and(is_whole) {
            draft.end_stretch();
        }
        draft.block_start = draft.html.len();
    }

    /// A block with words or blocks in it has begun.
    pub(super) fn enter_block(&mut self) {
        self.draft.level += 1;
        self.block_boundary();
    }

    /// A block with words or blocks in it has ended.
    pub(super) fn leave_block(&mut self) {
        self.draft.level = self.draft.level.saturating_sub(1);
        self.block_boundary();
    }

    /// Whether markup that is written next starts a line.
    pub(super) fn newline(&mut self) {
        if !self.draft.html.is_empty() && !self.draft.html.ends_with('\n') {
            self.draft.html.push('\n');
        }
    }

    /// Writes one tag instead of another, if that was written last; whether it was.
    pub(super) fn replace_end(&mut self, tag: &Html, other: &'static str) -> bool {
        let tag = tag.as_str();
        let is_last = self.draft.html.ends_with(tag);
        if is_last {
            self.draft.html.truncate(self.draft.html.len() - tag.len());
            self.draft.html.push_str(other);
        }
        is_last
    }

    /// Whether something was written last.
    pub(super) fn ends_with(&self, end: &str) -> bool {
        self.draft.html.ends_with(end)
    }

    /// Takes the start of a paragraph back of which nothing but line ends was written; whether that was so. An author's own
    /// tags are left to the sanitizer.
    pub(super) fn drop_empty_paragraph(&mut self) -> bool {
        if self.draft.open.is_some() {
            return false;
        }
        let mut rest = self.draft.html.trim_ascii_end();
        while let Some(before) = rest.strip_suffix("<br>") {
            rest = before.trim_ascii_end();
        }
        let Some(length) = rest.strip_suffix("<p>").map(str::len) else {
            return false;
        };
        self.draft.truncate(length);
        self.draft.block_start = self.draft.block_start.min(length);
        true
    }

    /// Takes the tag back that was written last, if it begins so; whether it does.
    pub(super) fn drop_tag(&mut self, start: &str) -> bool {
        let html = &self.draft.html;
        let is_it = |at: &usize| html[*at..].starts_with(start) && html.ends_with('>');
        let Some(length) = html.rfind('<').filter(is_it) else {
            return false;
        };
        self.draft.truncate(length);
        true
    }

    /// Where an attribute of the tag that was written last goes.
    pub(super) fn end_of_tag(&self) -> AttributePlace {
        AttributePlace(self.draft.html.rfind('>').unwrap_or(self.draft.html.len()))
    }

    /// Writes an attribute into a tag that was written before.
    pub(super) fn put_at(&mut self, place: AttributePlace, attribute: &Html) {
        let (draft, length) = (&mut self.draft, attribute.as_str().len());
        draft.html.insert_str(place.0, attribute.as_str());
        let move_on = |at: &mut usize| *at += if *at > place.0 { length } else { 0 };
        for stretch in &mut draft.stretches {
            move_on(&mut stretch.start);
            move_on(&mut stretch.end);
        }
        if let Some(open) = &mut draft.open {
            move_on(&mut open.start);
        }
        move_on(&mut draft.block_start);
    }

    /// Takes what was written so far out, to be put back in another place.
    pub(super) fn take(&mut self) -> TakenMarkup {
        TakenMarkup(std::mem::take(&mut self.draft))
    }

    /// Puts in what [`Markup::take`] took out, which is whole.
    pub(super) fn put(&mut self, mut markup: TakenMarkup) {
        markup.0.end_stretch();
        self.draft.end_stretch();
        let start = self.draft.html.len();
        let stretches = markup.0.stretches.into_iter();
        let moved = stretches.map(|stretch| start + stretch.start..start + stretch.end);
        self.draft.stretches.extend(moved);
        self.draft.html.push_str(&markup.0.html);
        self.draft.block_start = self.draft.html.len();
    }

    /// Continues with what [`Markup::take`] took out, without copying it if nothing was written since.
    pub(super) fn restore(&mut self, markup: TakenMarkup) {
        debug_assert!(self.draft.html.is_empty(), "something was written since");
        self.draft = markup.0;
    }

    /// Takes the white space off the end.
    pub(super) fn trim_end(&mut self) {
        self.draft.truncate(self.draft.html.trim_end().len());
    }

    /// Ends the body.
    pub(super) fn finish(mut self) -> Html {
        self.draft.end_stretch();
        Html::of_body(match self.inserts {
            Some(inserts) => fill(&sanitized(&self.draft), &inserts),
            None => self.draft.html,
        })
    }
}

/// What was written, an author's HTML sanitized.
fn sanitized(draft: &UnfinishedMarkup) -> String {
    let html = &draft.html;
    let mut out = String::with_capacity(html.len());
    let mut at = 0;
    for stretch in &draft.stretches {
        out.push_str(&html[at..stretch.start]);
        out.push_str(&SANITIZER.clean(&html[stretch.clone()]).to_string());
        at = stretch.end;
    }
    out.push_str(&html[at..]);
    out
}

/// Where an attribute of a tag goes. It is right as long as nothing is written before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct AttributePlace(usize);

/// A stretch of a body that was taken out while it is written: an author's HTML in it is not sanitized yet.
#[derive(Debug, Default)]
pub(super) struct TakenMarkup(UnfinishedMarkup);

impl TakenMarkup {
    /// The same without the tag at its end and the white space behind it; and whether it was there.
    pub(super) fn without_last(mut self, tag: &str) -> (Self, bool) {
        let text = self.0.html.trim_end();
        let shortened = text.strip_suffix(tag);
        let (length, is_there) = (shortened.unwrap_or(text).len(), shortened.is_some());
        self.0.truncate(length);
        (self, is_there)
    }
}

/// Whether an event is HTML that an author wrote.
pub(super) fn is_raw_html(event: &MarkupEvent<'_>) -> bool {
    matches!(
        event,
        MarkupEvent::Markdown(Markdown::Html(_) | Markdown::InlineHtml(_))
    )
}

/// Replaces the marks of placeholders in what an author wrote.
///
/// A separator of lines of Unicode, which no browser shows as one, becomes a space.
pub(super) fn without_marks(text: &str) -> Cow<'_, str> {
    // The marks and the separators begin with these bytes, which few texts have.
    let may_have_some = find_byte(text, |byte| matches!(byte, 0xE2 | 0xEE)).is_some();
    if may_have_some && text.contains(MARKS) {
        return Cow::Owned(text.replace(MARKS, "\u{fffd}").replace(SEPARATORS, " "));
    }
    match may_have_some && text.contains(SEPARATORS) {
        true => Cow::Owned(text.replace(SEPARATORS, " ")),
        false => Cow::Borrowed(text),
    }
}

/// The separators of lines and of paragraphs of Unicode.
const SEPARATORS: [char; 2] = ['\u{2028}', '\u{2029}'];

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

/// Replaces the placeholders by the markup that was kept apart.
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
            // A page loads nothing from elsewhere, and leads to no address that may run something.
            let is_local =
                |address: &str| matches!(WrittenAddress::read(address), WrittenAddress::Local(_));
            let is_refused = match html_address_kind(element, attribute) {
                None => false,
                // The sanitizer looks at the schemes of links alone, and `cite` is followed too.
                Some(HtmlAddressKind::Followed) => {
                    matches!(WrittenAddress::read(value), WrittenAddress::Unsafe)
                }
                Some(HtmlAddressKind::Candidates) => {
                    let all = candidates(value);
                    all.is_empty() || !all.iter().all(|(address, _)| is_local(address))
                }
                Some(_) => !is_local(value),
            };
            // The ids of headings are made by the compiler, or were given to it.
            let is_heading = matches!(element, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
            let is_id = matches!(attribute, "id" | "name");
            let is_taken = is_id && !is_heading && !is_free_id(value);
            let is_kept = !value.contains(MARKS) && !is_refused && !is_taken;
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
