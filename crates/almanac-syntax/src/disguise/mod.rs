//! What the Markdown parser is given in place of a text that it would misread.
//!
//! pulldown-cmark has no options for some of our rules: a dollar before a price is none of a formula, a colon with words
//! right behind it defines no term, punctuation of
//! Chinese and Japanese doesn't keep stars from being emphasis, and HTML that is never closed doesn't take the rest of the
//! page, and a carriage return ends a line. So where a text needs one of them, which is rare, the parser reads a copy of it. In the copy, a character that
//! decides is replaced by one of the same length that leads the parser to the right reading: `$` by another sign, `中` by
//! some symbol. As places stay what they are, spans are those of the text, and whatever the parser gives back is turned
//! back: a stretch of the copy to the same stretch of the text, and all else character by character, which is possible as
//! the characters that are put in stand nowhere in the text.

mod addresses;
mod colons;
mod dollars;
mod emphasis;
mod html;
mod passages;
mod plan;
mod signs;
mod wiki_links;

use std::collections::BTreeMap;

use pulldown_cmark::{CodeBlockKind, CowStr, Event as Markdown, Tag};

use self::html::NeverClosed;
use self::plan::{Guise, Plan};
use self::signs::Signs;
use crate::span::Span;

/// What stands otherwise in a copy, whatever it is in the text.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Stretches<'s> {
    /// What is blank.
    pub blanks: &'s [Span],
    /// What is a word.
    pub words: &'s [Span],
    /// Lines of at least three bytes that end what stands before them, even a list. Each is a block of HTML in the copy, which
    /// must be taken out of its events.
    pub breaks: &'s [Span],
}

impl Stretches<'_> {
    /// The shortest block of HTML that ends on its line.
    const BREAK: &'static str = "<?>";

    fn is_empty(&self) -> bool {
        self.blanks.is_empty() && self.words.is_empty() && self.breaks.is_empty()
    }
}

/// A text, and the copy of it that is parsed.
pub(crate) struct Disguise<'t> {
    text: &'t str,
    copy: String,
    /// The characters that were put in, with those that they stand for.
    stand_ins: Vec<(char, char)>,
    /// The places of the `<` of HTML that is never closed.
    unclosed: Vec<usize>,
}

impl<'t> Disguise<'t> {
    /// The copy of a text that is to be parsed, in which some stretches are blank; `None` if the text is read rightly as
    /// it is.
    pub fn of(text: &'t str, blanks: &[Span]) -> Option<Self> {
        let stretches = Stretches {
            blanks,
            ..Stretches::default()
        };
        Self::with(text, stretches)
    }

    /// The same, with all kinds of stretches.
    pub fn with(text: &'t str, stretches: Stretches<'_>) -> Option<Self> {
        let signs = Signs::of(text);
        let mut plan = Plan::new();
        if signs.has_dollars() {
            dollars::plan(text, &mut plan);
        }
        if signs.has_other_scripts() {
            emphasis::plan(text, &mut plan);
        }
        if signs.has_address_marks() {
            addresses::plan(text, &mut plan);
        }
        colons::plan(text, &mut plan);
        passages::plan(text, &mut plan);
        wiki_links::plan(text, &mut plan);
        if signs.has_returns() {
            plan_line_ends(text, &mut plan);
        }
        let unclosed = match signs.may_have_html() {
            true => html::never_closed(text),
            false => NeverClosed::default(),
        };
        plan.extend(
            unclosed
                .places
                .iter()
                .map(|place| (*place, Guise::Punctuation)),
        );
        if plan.is_empty() && unclosed.end_tags.is_empty() && stretches.is_empty() {
            return None;
        }
        let mut disguise = Self {
            text,
            copy: String::new(),
            stand_ins: Vec::new(),
            unclosed: unclosed.places,
        };
        disguise.put_on(&plan);
        for tag in unclosed.end_tags {
            let lower = disguise.copy[tag.clone()].to_ascii_lowercase();
            disguise.copy.replace_range(tag, &lower);
        }
        disguise.put_on_stretches(stretches);
        Some(disguise)
    }

    /// The text that the copy is of.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The copy.
    pub fn copy(&self) -> &str {
        &self.copy
    }

    /// The places of the `<` of HTML that is never closed, in order.
    pub fn into_unclosed(self) -> Vec<usize> {
        self.unclosed
    }

    fn put_on_stretches(&mut self, stretches: Stretches<'_>) {
        let blanks = stretches.blanks.iter().map(|blank| (blank, "", " "));
        let words = stretches.words.iter().map(|word| (word, "", "x"));
        let breaks = stretches.breaks.iter();
        let breaks = breaks.map(|line| (line, Stretches::BREAK, " "));
        for (stretch, first, sign) in blanks.chain(words).chain(breaks) {
            let rest = stretch.len().saturating_sub(first.len());
            let signs = format!("{first}{}", sign.repeat(rest));
            self.copy.replace_range(stretch.clone(), &signs);
        }
    }

    fn put_on(&mut self, plan: &Plan) {
        let mut pool = Pool::default();
        let mut at = 0;
        self.copy.reserve(self.text.len());
        for (place, guise) in plan {
            let Some(original) = self.text[*place..].chars().next() else {
                continue;
            };
            let Some(stand_in) = pool.stand_in(self.text, original, *guise) else {
                continue;
            };
            self.copy.push_str(&self.text[at..*place]);
            self.copy.push(stand_in);
            at = place + original.len_utf8();
        }
        self.copy.push_str(&self.text[at..]);
        self.stand_ins = pool
            .taken
            .into_iter()
            .map(|((original, _), stand_in)| (stand_in, original))
            .collect();
    }

    /// An event of the copy as one of the text.
    pub fn taken_off(&self, event: Markdown<'_>, span: &Span) -> Markdown<'t> {
        let verbatim = |words: &str| {
            let is_same = words == &self.copy[span.clone()] && !words.contains('\n');
            is_same.then(|| CowStr::Borrowed(&self.text[span.clone()]))
        };
        let words = |words: CowStr<'_>| verbatim(&words).unwrap_or_else(|| self.original(&words));
        match event {
            Markdown::Text(text) => Markdown::Text(words(text)),
            Markdown::Html(html) => Markdown::Html(words(html)),
            Markdown::InlineHtml(html) => Markdown::InlineHtml(words(html)),
            Markdown::Code(code) => Markdown::Code(self.original(&code)),
            Markdown::InlineMath(formula) => Markdown::InlineMath(self.original(&formula)),
            Markdown::DisplayMath(formula) => Markdown::DisplayMath(self.original(&formula)),
            Markdown::FootnoteReference(label) => {
                Markdown::FootnoteReference(self.original(&label))
            }
            Markdown::Start(tag) => Markdown::Start(self.tag(tag)),
            other => other.into_static(),
        }
    }

    fn tag(&self, tag: Tag<'_>) -> Tag<'t> {
        match tag {
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => Tag::Link {
                link_type,
                dest_url: self.original(&dest_url),
                title: self.original(&title),
                id: self.original(&id),
            },
            Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            } => Tag::Image {
                link_type,
                dest_url: self.original(&dest_url),
                title: self.original(&title),
                id: self.original(&id),
            },
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                Tag::CodeBlock(CodeBlockKind::Fenced(self.original(&info)))
            }
            Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(self.original(&label)),
            other => other.into_static(),
        }
    }

    /// Puts the characters of the text back.
    fn original(&self, words: &str) -> CowStr<'t> {
        let back = |c: char| {
            let stand_in = self.stand_ins.iter().find(|(stand_in, _)| *stand_in == c);
            stand_in.map_or(c, |(_, original)| *original)
        };
        CowStr::from(words.chars().map(back).collect::<String>())
    }
}

fn plan_line_ends(text: &str, plan: &mut Plan) {
    let returns = text.match_indices('\r').map(|(place, _)| place);
    let lone = returns.filter(|place| !text[place + 1..].starts_with('\n'));
    plan.extend(lone.map(|place| (place, Guise::LineFeed)));
}

/// Characters that stand nowhere in a text.
#[derive(Default)]
struct Pool {
    taken: BTreeMap<(char, bool), char>,
}

impl Pool {
    /// A character as long as another one, always the same for the same; `None` if all are used up.
    fn stand_in(&mut self, text: &str, original: char, guise: Guise) -> Option<char> {
        if guise == Guise::LineFeed {
            return Some('\n');
        }
        let key = (original, guise == Guise::Letter);
        if let Some(known) = self.taken.get(&key) {
            return Some(*known);
        }
        // In turn: signs that begin nothing in Markdown, then control characters; Braille patterns and alchemical
        // symbols, which are symbols to Unicode; private use, which are neither symbols nor punctuation.
        let control = '\u{1}'..='\u{8}';
        let candidates: Vec<char> = match (original.len_utf8(), guise) {
            (1, Guise::Punctuation) => ['%', '+'].into_iter().chain(control).collect(),
            (1, Guise::Letter) => control.collect(),
            (3, Guise::Punctuation) => ('\u{2801}'..='\u{28ff}').collect(),
            (3, Guise::Letter) => ('\u{f000}'..='\u{f0ff}').collect(),
            (4, Guise::Punctuation) => ('\u{1f700}'..='\u{1f73f}').collect(),
            _ => Vec::new(),
        };
        let is_free = |c: &char| !self.taken.values().any(|taken| taken == c) && !text.contains(*c);
        let stand_in = candidates.into_iter().find(is_free)?;
        self.taken.insert(key, stand_in);
        Some(stand_in)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_that_is_read_rightly_needs_none() {
        for text in [
            "",
            "It costs $5.",
            "$x$ and **中文**",
            "<!-- a -->\n\nb",
            "é **b.** c",
        ] {
            assert!(Disguise::of(text, &[]).is_none(), "{text}");
        }
    }

    #[test]
    fn characters_are_put_back_wherever_the_parser_gives_them() {
        let text = "$5-$10 **。**中 `**。**中`";
        let disguise = Disguise::of(text, &[]).unwrap();
        assert_ne!(disguise.copy(), text);
        assert_eq!(&*disguise.original(disguise.copy()), text);
    }

    proptest! {
        #[test]
        fn a_copy_has_the_places_of_its_text(text in "[$%*0-9a。中」 \\n<!>?]{0,60}") {
            if let Some(disguise) = Disguise::of(&text, &[]) {
                let places = |text: &str| text.char_indices().map(|(place, _)| place).collect::<Vec<_>>();
                prop_assert_eq!(places(disguise.copy()), places(&text));
                prop_assert_eq!(&*disguise.original(disguise.copy()), text.as_str());
            }
        }
    }
}
