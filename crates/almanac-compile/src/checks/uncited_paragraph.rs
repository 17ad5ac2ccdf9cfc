//! `uncited-paragraph`: finds a paragraph of at least twelve words with neither a citation nor an inserted fact, and a takeaway with neither these nor a link to the section that proves it. A page that cites nothing at all is reported once.

use almanac_model::{Link, Page, Severity, Takeaway};
use almanac_syntax::{Document, Paragraph, Span, count_words};

use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds a paragraph of at least twelve words with neither a citation nor an inserted fact, and a takeaway with neither these nor a link to the section that proves it. A page that cites nothing at all is reported once.
pub(crate) static UNCITED_PARAGRAPH: Check = Check {
    code: "A0205",
    name: "uncited-paragraph",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds a paragraph of at least twelve words with neither a citation nor an inserted fact, and a takeaway with neither these nor a link to the section that proves it. A page that cites nothing at all is reported once.

A reader should be able to see for every claim what it rests on.

For example:

```
The company was founded in 2016 by three people who had worked on a chat bot for teenagers.
```

Better:

```
The company was founded in 2016 by three people who had worked on a chat bot for teenagers.[@hf-about]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `uncited-paragraph = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// Shorter paragraphs lead from one thing to the next more often than they claim anything.
const MIN_WORDS: usize = 12;

/// The signs, in any script, that end a question or lead on to what follows. Greek's question mark is a semicolon in
/// NFC, which English uses otherwise.
const ASKS_OR_LEADS: [char; 8] = ['?', '？', '؟', '⁇', '՞', '፧', ':', '：'];

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (page, read) in context.every_page() {
        if page.stub || read.broken {
            continue;
        }
        let document = &read.document;
        for takeaway in page
            .takeaways
            .iter()
            .filter(|one| !rests(page, document, one))
        {
            let message = "this takeaway cites no source";
            let span = takeaway.span.clone();
            let finding = Finding::new(&UNCITED_PARAGRAPH, &page.file, span, message);
            reporter.report(finding.help(
                "add `[@key]`, insert a fact, or link to the section that proves it: `[[#heading]]`",
            ));
        }
        let is_uncited = |paragraph: &&Paragraph| {
            !paragraph.cites
                && !has_fact(document, paragraph)
                && states_something(document, paragraph, &page.text)
        };
        let mut uncited = document.paragraphs.iter().filter(is_uncited).peekable();
        if page.cited.is_empty() && document.citations.is_empty() && uncited.peek().is_some() {
            let message = "the page cites no source";
            let finding = Finding::new(&UNCITED_PARAGRAPH, &page.file, read.head.clone(), message)
                .help("list what it rests on under `sources:`, and cite it with `[@key]`");
            reporter.report(finding);
            continue;
        }
        for paragraph in uncited {
            let text = &page.text[paragraph.span.clone()];
            let line = paragraph.span.start + text.find('\n').unwrap_or(text.len());
            let span = paragraph.span.start..line;
            let message = "this paragraph cites no source";
            let finding = Finding::new(&UNCITED_PARAGRAPH, &page.file, span, message)
                .help("add `[@key]` behind the sentence that the source supports");
            reporter.report(finding);
        }
    }
}

fn lies_in(span: &Span, paragraph: &Paragraph) -> bool {
    paragraph.span.start <= span.start && span.end <= paragraph.span.end
}

/// Whether a fact is inserted, which brings its own sources.
/// Whether a takeaway cites, inserts a fact, or leads to the section of its page that proves it.
fn rests(page: &Page, document: &Document, takeaway: &Takeaway) -> bool {
    let within = |span: &Span| takeaway.span.contains(&span.start);
    let leads = |link: &&Link| link.target.is_empty() && link.heading.is_some();
    document
        .citations
        .iter()
        .any(|citation| within(&citation.span))
        || document.facts.iter().any(|(_, span)| within(span))
        || page
            .links
            .iter()
            .filter(leads)
            .any(|link| within(&link.span))
}

fn has_fact(document: &Document, paragraph: &Paragraph) -> bool {
    document
        .facts
        .iter()
        .any(|(_, fact)| lies_in(fact, paragraph))
}

/// Whether a paragraph is long enough to state something, and neither asks nor leads to a list.
fn states_something(document: &Document, paragraph: &Paragraph, text: &str) -> bool {
    // The words that stand in for an image are not the paragraph's.
    let images = document
        .images
        .iter()
        .filter(|image| lies_in(&image.span, paragraph));
    let in_images: usize = images
        .map(|image| count_words(&image.alternative) as usize)
        .sum();
    let words = (paragraph.words as usize).saturating_sub(in_images);
    words >= MIN_WORDS
        && !text[paragraph.span.clone()]
            .trim_end()
            .ends_with(ASKS_OR_LEADS)
}
