//! Wiki links.

use pulldown_cmark::{LinkType, Tag};

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
    /// The bytes of the target.
    pub target_span: Span,
}

impl WikiLink {
    /// Reads the link that stands in a stretch of a text.
    pub(crate) fn read(text: &str, span: &Span, has_text: bool) -> Self {
        let source = &text[span.clone()];
        let start = source
            .bytes()
            .take_while(|b| matches!(b, b'[' | b'!'))
            .count();
        let inner = source[start..].trim_end_matches(']');
        let name = if has_text {
            inner.split('|').next().unwrap_or(inner)
        } else {
            inner
        };
        // Inside a table the bar has to be escaped.
        let name = name.strip_suffix('\\').unwrap_or(name);
        let (target, heading) = match name.split_once('#') {
            Some((target, heading)) => (target, Some(nfc(heading.trim()).into_owned())),
            None => (name, None),
        };
        let target_start = span.start + start + (target.len() - target.trim_start().len());
        let target = target.trim();
        Self {
            target: nfc(target).into_owned(),
            heading,
            has_text,
            target_span: target_start..target_start + target.len(),
        }
    }
}

/// If a tag begins a wiki link, whether that has words of its own. `![[page]]` is one as well, as
/// pages are not embedded; `![[media/office.jpg]]` is an image, and so are other files that a page shows.
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

fn is_image_file(address: &str) -> bool {
    const EXTENSIONS: [&str; 21] = [
        "avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp", "flac", "m4a", "mp3", "ogg",
        "wav", "3gp", "mkv", "mov", "mp4", "ogv", "webm", "opus", "pdf",
    ];
    // `#dark` is for style sheets, `#page=3` for a viewer.
    let (address, _) = address.split_once('#').unwrap_or((address, ""));
    let extension = address
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension);
    EXTENSIONS
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}
