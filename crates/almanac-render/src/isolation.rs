//! Names and values among words that run the other way.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use almanac_locale::{Direction, LetterCount, has_right_to_left};

use crate::html::{Html, html, write_escaped};

/// Whether words hold letters that run another way than the words around them.
pub(crate) fn runs_otherwise(words: &str, around: Direction) -> bool {
    match around {
        Direction::LeftToRight => has_right_to_left(words),
        Direction::RightToLeft => words
            .chars()
            .any(|letter| Direction::of_letter(letter) == Some(Direction::LeftToRight)),
    }
}

/// A name or a value as templates write it. Most names need nothing, and are escaped into the page with no copy made.
pub(crate) enum TemplateWords<'a> {
    /// It runs as the words around it do.
    Plain(Cow<'a, str>),
    /// It, or something in it, is isolated.
    Isolated(Html),
}

impl<'a> TemplateWords<'a> {
    /// A name among words that run some way.
    pub(crate) fn among(words: Cow<'a, str>, around: Direction) -> Self {
        match runs_otherwise(&words, around) {
            true => Self::Isolated(isolated(&words, around)),
            false => Self::Plain(words),
        }
    }
}

impl fmt::Display for TemplateWords<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TemplateWords::Plain(words) => write_escaped(words, |part| f.write_str(part)),
            TemplateWords::Isolated(markup) => f.write_str(markup.as_str()),
        }
    }
}

impl askama::FastWritable for TemplateWords<'_> {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        match self {
            TemplateWords::Plain(words) => write_escaped(words, |part| dest.write_str(part))?,
            TemplateWords::Isolated(markup) => dest.write_str(markup.as_str())?,
        }
        Ok(())
    }
}

impl askama::filters::HtmlSafe for TemplateWords<'_> {}

/// A name or a value as it stands among words that run some way: isolated where it doesn't run as they do, so that
/// neither moves the signs and numbers of the other.
pub(crate) fn isolated(words: &str, around: Direction) -> Html {
    if !runs_otherwise(words, around) {
        return Html::text(words);
    }
    match LetterCount::of(words).direction(around) {
        Some(Direction::RightToLeft) if around == Direction::LeftToRight => {
            html!("<bdi dir=\"rtl\">{}</bdi>", whole(words))
        }
        Some(Direction::RightToLeft) => whole(words),
        _ => html!("<bdi>{}</bdi>", words),
    }
}

/// Words from right to left. Runs in them that would be torn apart are isolated.
fn whole(words: &str) -> Html {
    let mut markup = Html::with_capacity(words.len() + 32);
    let mut written = 0;
    for stretch in torn(words) {
        markup.push_text(&words[written..stretch.start]);
        markup.push(&html!("<bdi dir=\"ltr\">{}</bdi>", words[stretch.clone()]));
        written = stretch.end;
    }
    markup.push_text(&words[written..]);
    markup
}

/// The stretches of some words of a text from right to left that run from left to right and would be torn apart: by the rules of
/// Unicode (UAX #9) a sign or a number at the edge of Latin letters runs as the text around it does, so that `#tag` is
/// shown as `tag#`, and `18 mm` as `mm 18`. Words of letters alone need no help.
pub(crate) fn torn(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let close = |open: &mut Option<Range<usize>>, found: &mut Vec<Range<usize>>| {
        if let Some(core) = open.take().and_then(|run| core(words, run)) {
            found.push(core);
        }
    };
    let start = words.as_ptr() as usize;
    for token in words.split_whitespace() {
        let at = token.as_ptr() as usize - start;
        let (attached, token) = divided(token);
        let at = at + attached.len();
        if !attached.is_empty() {
            close(&mut open, &mut found);
        }
        let runs_left_to_right = has_digit_or_latin(token);
        if !runs_left_to_right {
            close(&mut open, &mut found);
            continue;
        }
        match &mut open {
            Some(run) => run.end = at + token.len(),
            None => open = Some(at..at + token.len()),
        }
        // A sign of the sentence ends the run.
        if token.ends_with(OF_SENTENCE) {
            close(&mut open, &mut found);
        }
    }
    close(&mut open, &mut found);
    found
}

/// Divides a word behind its last letter that runs from right to left: short words such as “and” and “the” are written
/// together with what they belong to, in Hebrew often with a hyphen.
fn divided(word: &str) -> (&str, &str) {
    let is_right_to_left =
        |letter: char| Direction::of_letter(letter) == Some(Direction::RightToLeft);
    let Some(last) = word.rfind(is_right_to_left) else {
        return ("", word);
    };
    let rest = word[last..].trim_start_matches(is_right_to_left);
    let rest = rest.trim_start_matches(|sign: char| {
        sign == '-' || !sign.is_ascii() && !sign.is_alphanumeric()
    });
    word.split_at(word.len() - rest.len())
}

/// Signs that belong to the sentence around, at the end of a word and before one.
const OF_SENTENCE: [char; 14] = [
    '.', ',', ':', ';', '!', '?', '…', '،', '؛', '؟', '»', '”', '’', '"',
];
const BEFORE: [char; 6] = ['«', '“', '‘', '"', '\'', '('];

/// A run without the signs of the sentence around it, if it would be torn apart.
fn core(words: &str, run: Range<usize>) -> Option<Range<usize>> {
    let text = &words[run.clone()];
    let begun = text.trim_start_matches(BEFORE);
    let mut kept = begun.trim_end_matches(OF_SENTENCE);
    // A bracket belongs to the run if it is opened there.
    while kept.ends_with(')') && kept.matches(')').count() > kept.matches('(').count() {
        kept = kept[..kept.len() - 1].trim_end_matches(OF_SENTENCE);
    }
    let is_letter = |letter: char| Direction::of_letter(letter) == Some(Direction::LeftToRight);
    let has_letter = kept.chars().any(is_letter);
    let is_torn = !kept.starts_with(is_letter)
        || kept.ends_with(|last: char| !is_letter(last) && !last.is_numeric());
    let start = run.start + (text.len() - begun.len());
    (has_letter && is_torn).then(|| start..start + kept.len())
}

fn has_digit_or_latin(token: &str) -> bool {
    token.chars().any(|letter| {
        letter.is_numeric() || Direction::of_letter(letter) == Some(Direction::LeftToRight)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_runs_otherwise_is_isolated() {
        let among = |words, around| isolated(words, around).into_string();
        assert_eq!(
            among("Ports & quays", Direction::LeftToRight),
            "Ports &amp; quays"
        );
        assert_eq!(
            among("נמל!", Direction::LeftToRight),
            "<bdi dir=\"rtl\">נמל!</bdi>"
        );
        assert_eq!(among("18 mm", Direction::RightToLeft), "<bdi>18 mm</bdi>");
        assert_eq!(among("ميناء ١٨", Direction::RightToLeft), "ميناء ١٨");
    }

    #[test]
    fn a_name_that_runs_as_the_words_around_keeps_what_is_whole_in_it() {
        let name = isolated("GPT-2 ومرفأ C++", Direction::RightToLeft).into_string();
        assert_eq!(name, "GPT-2 ومرفأ <bdi dir=\"ltr\">C++</bdi>");
    }

    #[test]
    fn what_would_be_torn_apart_is_found() {
        for (words, expected) in [
            ("الوسم #tag هنا", &["#tag"][..]),
            ("طوله 18 mm تقريبا", &["18 mm"]),
            ("لغة C++ ولغة C#.", &["C++", "C#"]),
            ("انظر (@key)، ثم", &["@key"]),
            ("الخيار --verbose يطبع", &["--verbose"]),
            ("نموذج 3D و 2-bit", &["3D", "2-bit"]),
            ("نموذج GPT-4 Turbo، ثم BERT.", &[]),
            ("عام 2024 وعام ٢٠٢٥", &[]),
            ("נמל f(x) שם", &["f(x)"]),
            ("(GPT-4) הוא", &[]),
            ("لغة C++ والوسم و#tag.", &["C++", "#tag"]),
            ("בשפת ה-C++ וב#תג", &["C++"]),
            ("وGPT-4 هنا", &[]),
            ("", &[]),
        ] {
            let found: Vec<&str> = torn(words).into_iter().map(|run| &words[run]).collect();
            assert_eq!(found, expected, "{words}");
        }
    }
}
