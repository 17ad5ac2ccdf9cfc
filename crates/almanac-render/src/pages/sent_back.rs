//! What somebody sent by a form and nothing was done with: why, and all that they wrote, to be sent again.
//!
//! Forms that have a page of their own with the words in it (a page's text, a proposal) answer by that. This one is for all other
//! answers: nothing that somebody wrote is lost, whatever refuses it.

use almanac_model::Output;
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use crate::filters;
use crate::look::PageTemplate;
use crate::view::View;

/// How long an escape of a sign is at most, its end included.
const LONGEST_ESCAPE: usize = 10;

/// What was sent, and why nothing was done with it.
#[derive(Debug)]
pub struct SentBackPage<'p> {
    /// Why.
    pub why: SentBack,
    /// The same in the words of whoever refused it, which are English; empty where there are none.
    pub said: &'p str,
    /// Where it was sent to, as a browser asks for it.
    pub action: &'p str,
    /// Whether its form can hold files.
    pub has_parts: bool,
    /// The fields of the form, with what stands in them.
    pub fields: Vec<(&'p str, &'p str)>,
}

/// Why nothing was done with what was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentBack {
    /// Whoever sent it is not signed in, or not any more.
    SignedOut,
    /// They may not do that.
    NotPermitted,
    /// It comes from a page of another site.
    OtherSite,
    /// What it is about is not there, or not any more.
    NotThere,
    /// Something else stands by now.
    Stale,
    /// It is longer than what is taken.
    TooLong,
    /// Too much came in a short time.
    TooMany,
    /// It can't be done at this moment.
    Later,
    /// Something is wrong with it.
    Refused,
}

impl SentBack {
    fn words(self) -> &'static str {
        match self {
            Self::SignedOut => "sent-back-signed-out",
            Self::NotPermitted => "sent-back-not-permitted",
            Self::OtherSite => "sent-back-other-site",
            Self::NotThere => "sent-back-not-there",
            Self::Stale => "sent-back-stale",
            Self::TooLong => "sent-back-too-long",
            Self::TooMany => "sent-back-too-many",
            Self::Later => "sent-back-later",
            Self::Refused => "sent-back-refused",
        }
    }
}

#[derive(Debug, Template, Serialize)]
#[template(path = "sent_back.html")]
struct SentBackTemplate<'p> {
    frame: Frame,
    notice: &'static str,
    said: &'p str,
    /// What becomes of the words.
    kept: &'static str,
    signs_in: bool,
    /// What is said of its images.
    images: Option<&'static str>,
    /// Where it is seen how things stand now, if that is why.
    now: Option<&'p str>,
    /// Whether all of it is there to be sent again.
    is_whole: bool,
    action: &'p str,
    has_parts: bool,
    written: Vec<WrittenView<'p>>,
    hidden: Vec<HiddenView<'p>>,
}

impl PageTemplate for SentBackTemplate<'_> {
    const NAME: &'static str = "sent_back.html";
}

/// What somebody wrote into a field.
#[derive(Debug, Serialize)]
struct WrittenView<'p> {
    name: &'p str,
    label: &'static str,
    value: &'p str,
    /// Whether it may have more than a line.
    is_long: bool,
}

/// What a form says of itself.
#[derive(Debug, Serialize)]
struct HiddenView<'p> {
    name: &'p str,
    value: &'p str,
}

pub(crate) fn sent_back(site: &View<'_>, shown: &SentBackPage<'_>) -> Output {
    let locale = site.locale();
    let (mut written, mut hidden) = (Vec::new(), Vec::new());
    for &(name, value) in &shown.fields {
        match label_of(name).filter(|_| !value.is_empty()) {
            Some((label, is_long)) => written.push(WrittenView {
                name,
                label: locale.text(label),
                value,
                is_long: is_long || value.contains('\n'),
            }),
            None => hidden.push(HiddenView { name, value }),
        }
    }
    // A key stands on no page, and without it nothing of its form can be sent again.
    let has_key = shown.fields.iter().any(|(name, _)| *name == "key");
    let is_whole = !shown.fields.is_empty() && !has_key;
    let title = locale.text("sent-back");
    site.fill(&SentBackTemplate {
        frame: Frame::new(site, "report", title, None, None, None),
        notice: locale.text(shown.why.words()),
        said: shown.said,
        kept: locale.text(match (is_whole, written.is_empty()) {
            (true, false) => "sent-back-kept",
            (true, true) => "sent-back-nothing-written",
            (false, _) => "sent-back-in-the-browser",
        }),
        images: (is_whole && shown.has_parts).then(|| locale.text("sent-back-images")),
        signs_in: shown.why == SentBack::SignedOut,
        now: (shown.why == SentBack::Stale).then_some(shown.action),
        is_whole,
        action: shown.action,
        has_parts: shown.has_parts,
        written,
        hidden,
    })
}

/// What is asked for in a field that people write in, and whether it is more than a line; `None` of one that only programs and forms fill.
fn label_of(name: &str) -> Option<(&'static str, bool)> {
    Some(match name {
        "text" => ("edit-text", true),
        "words" => ("sent-back-words", true),
        "summary" => ("edit-summary", false),
        "why" => ("contributor-why", false),
        "title" => ("new-title", false),
        "passage" => ("report-passage", false),
        "address" => ("report-address", false),
        "until" => ("protect-until", false),
        "image-alt" => ("editor-image-alt", false),
        "image-licence" => ("editor-image-licence", false),
        "image-attribution" => ("editor-image-attribution", false),
        "image-origin" => ("editor-image-origin", false),
        "image-name" => ("edit-image-name", false),
        name if name.starts_with("own-") => ("conflict-own", true),
        _ => return None,
    })
}

/// Whether a page has all words in it that somebody wrote into the fields of a form.
///
/// Letters and digits are compared alone: templates escape signs in their own ways, and endpoints take out what nobody sees.
pub fn has_words<'p>(page: &str, fields: impl Iterator<Item = (&'p str, &'p str)>) -> bool {
    let mut shown = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, behind)) = rest.split_once('&') {
        shown.extend(before.chars().filter(|sign| sign.is_alphanumeric()));
        let end = behind
            .bytes()
            .take(LONGEST_ESCAPE)
            .position(|byte| byte == b';');
        rest = end.map_or(behind, |end| &behind[end + 1..]);
    }
    shown.extend(rest.chars().filter(|sign| sign.is_alphanumeric()));
    let mut written = fields.filter(|(name, _)| label_of(name).is_some());
    written.all(|(_, value)| {
        let words: String = value
            .chars()
            .filter(|sign| sign.is_alphanumeric())
            .collect();
        shown.contains(&words)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_however_they_are_escaped() {
        let page = "<textarea>\na &#60;b&#62; &amp;amp; c\r\n d</textarea>";
        for (words, is_there) in [
            ("a <b> &amp; c\n d", true),
            ("b > c", false),
            ("e", true),
            ("abampce", false),
            ("?!", true),
        ] {
            let fields = [("words", words)];
            assert_eq!(has_words(page, fields.into_iter()), is_there, "{words}");
        }
        assert!(has_words(
            page,
            [("tip", "nothing"), ("key", "secret")].into_iter()
        ));
        assert!(has_words("&", [("words", "")].into_iter()));
        assert!(!has_words("&é\u{1f41d};", [("words", "x")].into_iter()));
    }
}
