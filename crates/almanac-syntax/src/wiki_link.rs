//! Wiki links.

use percent_encoding::percent_decode_str;
use pulldown_cmark::{LinkType, Tag};

use crate::foreign_form::ForeignForm;
use crate::letters::nfc;
use crate::span::Span;

/// A wiki link: `[[target#heading|text]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WikiLink {
    /// The slug, title or alias that it names, in NFC; `path:slug` for a path. Empty for a heading of its own page.
    pub target: String,
    /// The heading that it names.
    pub heading: Option<String>,
    /// Whether the author gave the words to show.
    pub has_text: bool,
    /// What stands behind the bar. In Dendron that is the target, and the words come first.
    pub behind_bar: Option<String>,
    /// Whether the text of the page is to stand here: `![[target]]`.
    pub is_embed: bool,
    /// Whether that is to stand here without its heading: Foam's `content![[target#heading]]`.
    pub without_heading: bool,
    /// What stands in its place if there is no such page; `None` for a link that asks for one.
    pub instead: Option<Instead>,
    /// The bytes of the target.
    pub target_span: Span,
}

/// What stands in the place of a link that only is one if there is a page for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instead {
    /// A topic: Logseq's `#Heron`, `#[[Grey heron]]` and Dendron's `#birds` lead to the page of the name.
    Topic(String),
    /// The words as they are written: Dendron's `@ann`.
    Words,
}

impl WikiLink {
    /// A link to a block of any page, by its id.
    pub(crate) fn to_block(id: &str, is_embed: bool, has_text: bool, span: Span) -> Self {
        Self {
            target: format!("(({id}))"),
            heading: Some(format!("^{id}")),
            has_text,
            behind_bar: None,
            is_embed,
            without_heading: false,
            instead: None,
            target_span: span,
        }
    }

    /// A link that only is one if there is a page for it, with its own words.
    pub(crate) fn if_there(target: String, instead: Instead, span: Span) -> Self {
        Self {
            target,
            heading: None,
            has_text: true,
            behind_bar: None,
            is_embed: false,
            without_heading: false,
            instead: Some(instead),
            target_span: span,
        }
    }

    /// The note that an image shows by its address, `note.md#heading`, which stands at `place`; `None` if it shows another file.
    pub(crate) fn of_image(address: &str, place: Span) -> Option<Self> {
        let decoded = percent_decode_str(address).decode_utf8().ok()?;
        let (target, heading) = match decoded.split_once('#') {
            Some((target, heading)) => (target, Some(nfc(heading.trim()).into_owned())),
            None => (&*decoded, None),
        };
        let (_, ending) = target.rsplit_once('.')?;
        let is_note = ["md", "markdown", "mdown"]
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known));
        (is_note && !target.contains("://")).then(|| Self {
            target: nfc(target.trim()).into_owned(),
            heading,
            has_text: false,
            behind_bar: None,
            is_embed: true,
            without_heading: false,
            instead: None,
            target_span: place,
        })
    }

    /// What another program makes of it, if it leads to no page: a canvas or a drawing by its name, or a search while it was
    /// written, `[[## words]]`.
    pub fn foreign_form(&self) -> Option<ForeignForm> {
        let heading = self.heading.as_deref().unwrap_or_default();
        let is_of_headings = self.target.is_empty() && heading.starts_with("# ");
        match is_of_headings || self.target.starts_with("^^") {
            true => Some(ForeignForm::Query),
            false => ForeignForm::of_file(&self.target),
        }
    }

    /// Reads the link that stands in a stretch of a text. Its words may come first.
    pub(crate) fn read(text: &str, span: &Span, has_text: bool, is_of_dendron: bool) -> Self {
        let source = &text[span.clone()];
        let is_embed = source.starts_with('!');
        let start = source
            .bytes()
            .take_while(|b| matches!(b, b'[' | b'!'))
            .count();
        let inner = source[start..].trim_end_matches(']');
        let bar = inner.rsplit_once('|').filter(|_| has_text);
        let is_last = is_of_dendron && bar.is_some_and(|(_, last)| !last.trim().is_empty());
        let name = match bar {
            Some((_, last)) if is_last => last,
            Some(_) => inner.split('|').next().unwrap_or(inner),
            None => inner,
        };
        let behind_bar = bar.filter(|_| !is_last);
        let behind_bar = behind_bar.map(|(_, last)| nfc(last.trim()).into_owned());
        let start = start + if is_last { inner.len() - name.len() } else { 0 };
        // Inside a table the bar has to be escaped.
        let name = name.strip_suffix('\\').unwrap_or(name);
        let (name, start) = without_vault(name, start);
        let (target, heading) = match name.split_once('#') {
            Some((target, heading)) => (target, Some(nfc(heading.trim()).into_owned())),
            None => (name, None),
        };
        let target_start = span.start + start + (target.len() - target.trim_start().len());
        let target = target.trim();
        // In Dendron `[[#tag.x]]` is the note about a tag, `tags.tag.x` or `tags.x`.
        let tag = { heading.as_deref() }
            .filter(|_| is_of_dendron && target.is_empty())
            .filter(|heading| heading.starts_with("tag."));
        let (name, behind_bar, heading) = match tag {
            Some(tag) => {
                let other = format!("tags.{}", &tag["tag.".len()..]);
                (format!("tags.{tag}"), Some(other), None)
            }
            None => (nfc(target).into_owned(), behind_bar, heading),
        };
        Self {
            target: name,
            heading,
            has_text,
            behind_bar,
            is_embed,
            without_heading: is_embed && is_without_heading(&text[..span.start]),
            instead: None,
            target_span: target_start..target_start + target.len(),
        }
    }
}

/// A name without the vault of Dendron's that it is in: `dendron://vault/note`. All are one almanac.
fn without_vault(name: &str, start: usize) -> (&str, usize) {
    let blanks = name.len() - name.trim_start().len();
    let inner = name[blanks..].strip_prefix("dendron://");
    match inner.and_then(|inner| inner.split_once('/')) {
        Some((_, note)) => (note, start + name.len() - note.len()),
        None => (name, start),
    }
}

/// What Logseq writes before a link whose page it embeds.
pub(crate) const EMBED: &str = "{{embed ";

/// What Foam writes right before an embed, to say how much of a note is shown, and how.
const MODIFIERS: [&str; 9] = [
    "full-inline",
    "full-card",
    "content-inline",
    "content-card",
    "full",
    "content",
    "inline",
    "card",
    "nohover",
];

/// How long the word is at the end of some words that says how the embed behind them is shown.
pub(crate) fn modifier_length(before: &str) -> usize {
    let is_apart = |rest: &str| rest.is_empty() || rest.ends_with(char::is_whitespace);
    let mut known = MODIFIERS.iter();
    let found = known.find(|word| before.strip_suffix(**word).is_some_and(is_apart));
    found.map_or(0, |word| word.len())
}

fn is_without_heading(before: &str) -> bool {
    let start = before.len() - modifier_length(before);
    before[start..].starts_with("content")
}

/// If a tag begins a wiki link, whether that has words of its own. `![[page]]` is one as well;
/// `![[media/office.jpg]]` is an image, and so are other files that a page shows.
pub(crate) fn wiki_link_of(tag: &Tag<'_>) -> Option<bool> {
    let (link_type, is_link) = match tag {
        Tag::Link { link_type, .. } => (link_type, true),
        Tag::Image {
            link_type,
            dest_url,
            ..
        } => (link_type, !is_image_file(dest_url)),
        _ => return None,
    };
    match link_type {
        LinkType::WikiLink { has_pothole } => is_link.then_some(*has_pothole),
        _ => None,
    }
}

/// The address of an image between double brackets. In a table the bar behind it has a backslash in front.
pub(crate) fn address_in_brackets(written: &str) -> &str {
    let written = written.trim();
    written.strip_suffix('\\').unwrap_or(written).trim_end()
}

fn is_image_file(address: &str) -> bool {
    const EXTENSIONS: [&str; 21] = [
        "avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp", "flac", "m4a", "mp3", "ogg",
        "wav", "3gp", "mkv", "mov", "mp4", "ogv", "webm", "opus", "pdf",
    ];
    // `#dark` is for style sheets, `#page=3` for a viewer.
    let (address, _) = address.split_once('#').unwrap_or((address, ""));
    let address = address_in_brackets(address);
    let extension = address
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension);
    EXTENSIONS
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}
