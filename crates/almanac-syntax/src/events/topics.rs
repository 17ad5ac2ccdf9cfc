//! Topics that notes name among their words: `#birds`, `#birds/herons`.

use memchr::memchr_iter;

use super::Events;
use crate::dialect::Habits;
use crate::span::Span;

/// The topics that some words name, each with its sign, in order. One begins a line or follows a blank, and has a letter. Of
/// several words, as Bear has them, it ends with a sign as well.
pub(super) fn topics(text: &str, words: Span) -> impl Iterator<Item = Span> + '_ {
    let mut from = words.start;
    let signs = memchr_iter(b'#', text[words.clone()].as_bytes());
    signs.filter_map(move |at| {
        let sign = words.start + at;
        let found = topic_of_words(text, sign, words.end)
            .or_else(|| topic_at(text, sign, words.end))
            .filter(|_| sign >= from)?;
        from = found.end;
        Some(found)
    })
}

/// The most bytes of a topic of several words.
const MAX_BYTES: usize = 60;

/// The topic of several words whose first sign stands at a place: `#grey herons#`.
fn topic_of_words(text: &str, sign: usize, end: usize) -> Option<Span> {
    let first = topic_at(text, sign, end)?;
    let rest = &text[first.end..end];
    let length = rest.find('#').filter(|length| *length <= MAX_BYTES)?;
    let (more, behind) = (&rest[..length], &rest[length + 1..]);
    let is_name = more.starts_with(' ')
        && !more.ends_with(' ')
        && more.chars().all(|c| c == ' ' || is_of_topic(c));
    // `C#` and `F#` are names of languages.
    let last = more.rsplit(' ').next().unwrap_or_default();
    let is_language = last.len() == 1;
    let is_ended = !behind.starts_with(|c: char| is_of_topic(c) || c == '#');
    (is_name && !is_language && is_ended).then_some(first.start..first.end + length + 1)
}

/// The topic whose sign stands at a place.
fn topic_at(text: &str, sign: usize, end: usize) -> Option<Span> {
    let before = text[..sign].chars().next_back();
    if before.is_some_and(|before| !before.is_whitespace()) {
        return None;
    }
    let rest = &text[sign + 1..end];
    let length = rest.find(|c: char| !is_of_topic(c)).unwrap_or(rest.len());
    let name = rest[..length].trim_end_matches('/');
    let has_letter = name.contains(char::is_alphabetic);
    let has_other_than_digits = name.contains(|c: char| !c.is_ascii_digit());
    // What only letters of other signs make would have no address.
    (has_letter && has_other_than_digits).then_some(sign..sign + 1 + name.len())
}

/// A topic with the parts that dots add to it, as Dendron has them: `#birds.herons`.
pub(super) fn with_dots(text: &str, topic: Span, end: usize) -> Span {
    let mut topic = topic;
    while let Some(part) = text[topic.end..end].strip_prefix('.')
        && part.starts_with(is_of_topic)
    {
        let length = part.find(|c: char| !is_of_topic(c)).unwrap_or(part.len());
        topic.end += 1 + length;
    }
    topic
}

fn is_of_topic(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '/') || is_joined(c) || is_emoji(c)
}

/// Whether a sign belongs to the letter before it.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{200c}' | '\u{200d}' | '\u{fe0f}')
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}')
}

impl Events<'_> {
    /// Whether a topic begins at a place.
    pub(super) fn begins_topic(&self, place: usize) -> bool {
        self.dialect.habits == Habits::Notes && topic_at(self.text, place, self.range.end).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::topics;

    #[test]
    fn a_topic_stands_by_itself_and_has_a_letter() {
        for (text, named) in [
            ("#birds and #birds/herons.", vec!["birds", "birds/herons"]),
            ("(#a) a#b \\#c #12 ## #-", vec![]),
            (
                "#v2 #2024-plan #日本 #a_b, #a/",
                vec!["v2", "2024-plan", "日本", "a_b", "a"],
            ),
            ("#grey herons# #b", vec!["grey herons#", "b"]),
            ("#use of C# and #one and #two.", vec!["use", "one", "two"]),
        ] {
            let found = topics(text, 0..text.len());
            let found: Vec<&str> = found
                .map(|place| &text[place.start + 1..place.end])
                .collect();
            assert_eq!(found, named, "{text}");
        }
    }
}
