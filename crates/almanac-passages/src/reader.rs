//! A text as its reader reads it, passage by passage.

use std::ops::Range;

use almanac_locale::{Edition, Punctuation};
use almanac_model::{Event, LearningPath, Page};
use almanac_syntax::{
    Block, BlockKind, FigureBlock, MarkupEvent, events, is_inline, with_definitions,
    without_blocks, without_control_characters, yaml,
};
use pulldown_cmark::{Event as Markdown, LinkType, Tag, TagEnd};

use crate::cuts;
use crate::dialect::dialect;
use crate::footnotes::Footnotes;
use crate::html::SkippedElement;
use crate::passage::{Field, Passage};
use crate::raised::Height;

/// What stands between the cells of a row, and other words of a line that belong less together than a sentence.
const BETWEEN_CELLS: &str = " · ";

/// Stand around what is compared as a whole: private-use characters, which no text has.
pub(crate) const WHOLE_START: &str = "\u{f8f0}";
pub(crate) const WHOLE_END: &str = "\u{f8f1}";

/// Whose text it is.
#[derive(Debug, Clone, Copy)]
pub enum TextOwner<'s> {
    /// An entry or a thread, whose facts the text inserts.
    Page(&'s Page),
    /// A path, which has no facts of its own.
    Path(&'s LearningPath),
}

/// Reads one text.
///
/// The events of almanac-syntax come once and in order. The words of a block are gathered, and become passages where it
/// ends: a heading, an item of a list, a row of a table is a block. Notes are gathered apart, as they are read at the foot
/// of the page.
pub struct TextReader<'e, 's> {
    pub(crate) edition: &'e Edition<'s>,
    pub(crate) owner: TextOwner<'s>,
    passages: Vec<Passage>,
    /// The words of the block that is open.
    pub(crate) words: String,
    field: Field,
    /// The fragment of the nearest heading above. If that is an event, its page below that of the thread: `/name`.
    pub(crate) anchor: Option<String>,
    notes: Footnotes,
    /// The note that is being read.
    note: Option<usize>,
    /// The blocks that notes interrupt, with the notes in which these are.
    interrupted: Vec<(String, Field, Option<usize>)>,
    /// The events of a thread that are still to come.
    events: &'s [Event],
    /// How many bytes of the next words are the date of an event, which was written already.
    date_length: usize,
    /// Whether words are passed over because a link shows a title instead.
    pub(crate) skips_words: bool,
    is_in_code: bool,
    /// Whether the words are to be compared with those of another version.
    is_compared: bool,
    is_in_html_block: bool,
    /// Whether the link that is open shows its address.
    is_in_address: bool,
    /// How the words that follow stand to the line.
    pub(crate) height: Option<Height>,
    /// The raw HTML of the open block, up to where words interrupt it.
    pub(crate) html: String,
    /// The element of raw HTML whose content nobody reads.
    pub(crate) skipped: Option<SkippedElement>,
    /// Sets the punctuation of words, unless the almanac wants it as it is typed.
    pub(crate) punctuation: Option<Punctuation>,
}

impl<'e, 's> TextReader<'e, 's> {
    /// Reads a text of an owner. The edition is in the language of the text.
    pub fn new(edition: &'e Edition<'s>, owner: TextOwner<'s>) -> Self {
        let is_set = edition.snapshot().config().smart_punctuation;
        Self {
            edition,
            owner,
            passages: Vec::new(),
            words: String::new(),
            field: Field::Text,
            anchor: None,
            notes: Footnotes::default(),
            note: None,
            interrupted: Vec::new(),
            events: match owner {
                TextOwner::Page(page) => page.events(),
                TextOwner::Path(_) => &[],
            },
            date_length: 0,
            skips_words: false,
            is_in_code: false,
            is_compared: false,
            is_in_html_block: false,
            is_in_address: false,
            height: None,
            html: String::new(),
            skipped: None,
            punctuation: is_set.then(|| Punctuation::new(edition.locale())),
        }
    }

    /// Has formulas read as they are written, and what is compared as a whole stand between [`WHOLE_START`] and [`WHOLE_END`]:
    /// formulas and code. A block is one passage, however long.
    #[must_use]
    pub(crate) fn compared(self) -> Self {
        Self {
            is_compared: true,
            ..self
        }
    }

    /// The passages of the Markdown in a range of a text.
    pub fn read(mut self, text: &str, range: Range<usize>) -> Vec<Passage> {
        let file = match self.owner {
            TextOwner::Page(page) => &page.file,
            TextOwner::Path(path) => &path.file,
        };
        let dialect = dialect(self.edition.snapshot().config()).of_file(file.as_str());
        for (event, span) in events(text, range, dialect) {
            self.accept(event, span, text);
        }
        self.end_block();
        self.passages.extend(self.notes.into_passages());
        self.passages
    }

    /// The words of a short Markdown text beside the body, in which no block begins, in one line.
    pub fn read_line(edition: &'e Edition<'s>, owner: TextOwner<'s>, text: &str) -> String {
        Self::read_short(edition, owner, &without_blocks(text))
    }

    /// The same of a text in which blocks may stand, as in the answer to a question.
    fn read_short(edition: &'e Edition<'s>, owner: TextOwner<'s>, text: &str) -> String {
        let file = match owner {
            TextOwner::Page(page) => &page.content,
            TextOwner::Path(path) => &path.content,
        };
        let text = with_definitions(text, &file.definitions, &file.text);
        let passages = Self::new(edition, owner).read(&text, 0..text.len());
        let words: Vec<&str> = { passages.iter() }.map(|passage| &*passage.text).collect();
        words.join(" ")
    }

    fn accept(&mut self, event: MarkupEvent<'_>, span: Range<usize>, text: &str) {
        match event {
            MarkupEvent::Markdown(Markdown::Text(words)) => self.push_typed(&words, span, text),
            MarkupEvent::Markdown(markdown) => self.accept_markdown(markdown),
            MarkupEvent::StartHeading { anchor, .. } => self.start_heading(anchor, &span),
            MarkupEvent::EndHeading { .. } => {
                self.end_block();
                self.date_length = 0;
            }
            MarkupEvent::StartWikiLink(link) => self.start_wiki_link(&link),
            MarkupEvent::EndWikiLink => self.skips_words = false,
            MarkupEvent::Citation(citation) => self.push_citation(&citation, text),
            MarkupEvent::StartNote => {
                let note = self.notes.begin_in_line();
                self.interrupt(note);
            }
            MarkupEvent::EndNote => self.resume(),
            MarkupEvent::StartCallout(_)
            | MarkupEvent::EndCallout
            | MarkupEvent::StartTitle
            | MarkupEvent::EndTitle => self.end_block(),
            MarkupEvent::StartMark
            | MarkupEvent::EndMark
            | MarkupEvent::BlockId(_)
            | MarkupEvent::ImageSize(_)
            | MarkupEvent::Task(_) => {}
            MarkupEvent::Topic(_) => self.push_other(&text[span]),
            MarkupEvent::Fact(fact) => self.push_fact(&fact.reference, &text[span]),
            MarkupEvent::Block(block) => {
                self.end_block();
                self.read_own_block(&block, &span, text);
            }
        }
    }

    fn accept_markdown(&mut self, event: Markdown<'_>) {
        match event {
            Markdown::Start(tag) => self.start(&tag),
            Markdown::End(end) => self.end(end),
            Markdown::Text(words) => self.push(&words),
            Markdown::Code(code) if self.is_compared => self.push_whole(&code),
            Markdown::Code(code) => self.push_other(&code),
            Markdown::InlineMath(formula) | Markdown::DisplayMath(formula) if self.is_compared => {
                self.push_whole(&formula);
            }
            Markdown::InlineMath(formula) | Markdown::DisplayMath(formula) => {
                // Who searches types what is seen, and not the commands that set it.
                self.push_other(if is_plain(&formula) { &formula } else { "…" });
            }
            Markdown::Html(html) => self.html.push_str(&html),
            Markdown::InlineHtml(html) => self.read_html(&html),
            Markdown::FootnoteReference(label) if !self.skips_words => self.notes.refer(&label),
            Markdown::SoftBreak | Markdown::HardBreak => {
                if let Some(punctuation) = &mut self.punctuation {
                    punctuation.pass_over(' ');
                }
                self.push(" ");
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::TableCell => self.start_cell(),
            Tag::Link { link_type, .. } => {
                self.is_in_address = matches!(link_type, LinkType::Autolink | LinkType::Email);
            }
            Tag::HtmlBlock => {
                self.end_block();
                self.is_in_html_block = true;
            }
            Tag::FootnoteDefinition(label) => {
                let note = self.notes.begin(label);
                self.interrupt(note);
            }
            Tag::CodeBlock(_) => {
                self.end_block();
                self.is_in_code = true;
                if self.is_compared {
                    self.push_other(WHOLE_START);
                }
            }
            tag if !is_inline(tag.to_end()) => self.end_block(),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::TableCell => {}
            TagEnd::Link => self.is_in_address = false,
            TagEnd::FootnoteDefinition => self.resume(),
            TagEnd::HtmlBlock => {
                self.end_html();
                self.is_in_html_block = false;
                self.skipped = None;
                self.end_block();
            }
            TagEnd::CodeBlock => {
                if self.is_compared {
                    self.push_other(WHOLE_END);
                }
                self.end_block();
                self.is_in_code = false;
            }
            end if !is_inline(end) => self.end_block(),
            _ => {}
        }
    }

    /// Sets a cell off from the one before in its row.
    pub(crate) fn start_cell(&mut self) {
        if !self.words.is_empty() && !self.words.ends_with(BETWEEN_CELLS) {
            self.words.push_str(BETWEEN_CELLS);
        }
    }

    fn start_heading(&mut self, anchor: String, span: &Range<usize>) {
        self.end_block();
        self.start_titled(Some(anchor));
        let later = self.events.iter();
        let passed = later.take_while(|event| event.heading.start < span.start);
        self.events = &self.events[passed.count()..];
        if let (TextOwner::Page(page), Some(event)) = (self.owner, self.events.first())
            && event.heading.start == span.start
        {
            // An event is the original's: a depth that tells it anew leads to its own words.
            if let Some(name) = event.name().filter(|_| page.depth().is_none()) {
                self.anchor = Some(format!("/{name}"));
            }
            self.date_length = date_length(page, event);
            self.words = format!("{} · ", self.edition.locale().date(&event.date));
        }
    }

    /// Begins a heading.
    pub(crate) fn start_titled(&mut self, anchor: Option<String>) {
        self.field = Field::Heading;
        if anchor.is_some() {
            self.anchor = anchor;
        }
    }

    /// Sets the open block aside for the text of a note.
    fn interrupt(&mut self, note: usize) {
        let words = std::mem::take(&mut self.words);
        let field = std::mem::replace(&mut self.field, Field::Text);
        self.interrupted
            .push((words, field, self.note.replace(note)));
    }

    /// Ends a note, and goes on with the block that it has interrupted.
    fn resume(&mut self) {
        self.end_block();
        if let Some((words, field, note)) = self.interrupted.pop() {
            (self.words, self.field, self.note) = (words, field, note);
            // A space stands before the mark of a note now and then, and behind it another one.
            self.words.truncate(self.words.trim_end().len());
        }
    }

    /// Ends the block that is open: its words become passages.
    pub(crate) fn end_block(&mut self) {
        let field = std::mem::replace(&mut self.field, Field::Text);
        self.height = None;
        if let Some(punctuation) = &mut self.punctuation {
            punctuation.start_block();
        }
        if self.words.is_empty() {
            return;
        }
        let words = std::mem::take(&mut self.words);
        self.push_passages(field, words.trim_end_matches(BETWEEN_CELLS));
        self.words = words;
        self.words.clear();
    }

    fn push_passages(&mut self, field: Field, words: &str) {
        let words = without_control_characters(words);
        let pieces = match self.is_compared {
            true => std::iter::once(0..words.len()).collect(),
            false => cuts::pieces(&words),
        };
        for piece in pieces {
            let passage = Passage {
                field,
                anchor: self.anchor.clone(),
                text: words[piece].to_owned(),
            };
            match self.note {
                Some(note) => self.notes.push(note, passage),
                None => self.passages.push(passage),
            }
        }
    }

    /// Reads a block that Almanac gives a meaning.
    fn read_own_block(&mut self, block: &Block, span: &Range<usize>, text: &str) {
        let TextOwner::Page(page) = self.owner else {
            return;
        };
        let line = |text: &str| Self::read_line(self.edition, self.owner, text);
        let (field, words) = match block.kind {
            BlockKind::Question => {
                let mut questions = page.questions.iter();
                let asked = questions.find(|question| question.span.start == span.start);
                let Some(question) = asked else { return };
                let words = [&question.ask, &question.answer];
                let words = words.map(|text| Self::read_short(self.edition, self.owner, text));
                (Field::Question, words.join(" "))
            }
            BlockKind::Figure => {
                let (node, _) = yaml::parse(text, block.content.clone());
                let figure = FigureBlock::read(&node);
                let caption = [Some(figure.title), figure.subtitle].into_iter().flatten();
                let caption: Vec<String> = caption.map(|text| line(&text)).collect();
                (Field::Text, caption.join(" · "))
            }
        };
        self.push_passages(field, &words);
    }

    /// Adds words as their author typed them at a place of the text, their punctuation set.
    fn push_typed(&mut self, words: &str, span: Range<usize>, text: &str) {
        if !self.html.is_empty() {
            self.end_html();
        }
        if SkippedElement::follow(&mut self.skipped, words, self.is_in_html_block) {
            return;
        }
        // What a reference stands for (`&quot;`) and what is behind a backslash is meant as it is.
        let is_typed = text.get(span.clone()) == Some(words);
        let mut date = self.date_length.min(words.len());
        while !words.is_char_boundary(date) {
            date += 1;
        }
        self.date_length = self.date_length.saturating_sub(date);
        let words = &words[date..];
        let Some(punctuation) = self.punctuation.as_mut() else {
            return self.push(words);
        };
        if self.is_in_code || self.is_in_address || !is_typed {
            punctuation.pass_over(words.chars().next_back().unwrap_or(' '));
            return self.push(words);
        }
        let is_escaped = text[..span.start].ends_with('\\');
        let first = words.chars().next().filter(|_| is_escaped);
        let kept = first.map_or(0, char::len_utf8);
        first.inspect(|first| punctuation.pass_over(*first));
        let set = punctuation.set(&words[kept..], || in_paragraph(&text[span.end..]));
        self.push(&words[..kept]);
        self.push(&set);
    }

    /// Adds words to the open block, unless they are passed over.
    pub(crate) fn push(&mut self, words: &str) {
        if self.skips_words {
            return;
        }
        match self.height {
            Some(height) => self.words.push_str(&height.set(words)),
            None => self.words.push_str(words),
        }
    }

    /// Adds what is compared as a whole.
    fn push_whole(&mut self, words: &str) {
        self.push_other(WHOLE_START);
        self.push_other(words);
        self.push_other(WHOLE_END);
    }

    /// Adds what is no typed words: code, a value, a title.
    pub(crate) fn push_other(&mut self, words: &str) {
        if let Some(punctuation) = &mut self.punctuation {
            punctuation.pass_over('x');
        }
        self.push(words);
    }
}

/// How many bytes of the heading of an event are its date and what stands between that and the title.
fn date_length(page: &Page, event: &Event) -> usize {
    let headings = &page.outline;
    let place = headings.partition_point(|heading| heading.span.start < event.heading.start);
    let heading = headings.get(place).map_or("", |heading| &heading.text);
    heading.len().saturating_sub(event.title.len())
}

/// Whether the source of a formula is what its reader sees.
fn is_plain(formula: &str) -> bool {
    !formula.contains(['\\', '^', '_', '{', '}', '&', '~'])
}

/// The rest of the paragraph that a text begins with.
fn in_paragraph(text: &str) -> &str {
    /// A quotation that is longer is none that the end of is looked for.
    const LONGEST: usize = 2000;
    let text = &text[..text.floor_char_boundary(LONGEST.min(text.len()))];
    &text[..text.find("\n\n").unwrap_or(text.len())]
}
