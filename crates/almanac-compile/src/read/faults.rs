//! What is wrong with a file's syntax, and what helps.

use almanac_model::{Edit, FilePath};
use almanac_syntax::{Fault, FaultKind};

use crate::checks;
use crate::reporter::Finding;

/// Says what is wrong with a file's syntax.
pub(super) fn fault_findings(file: &FilePath, faults: &[Fault]) -> impl Iterator<Item = Finding> {
    faults.iter().map(move |fault| match fault.kind {
        FaultKind::BarInCell { bar } => {
            let edit = Edit { file: file.clone(), span: bar..bar, text: "\\".to_owned() };
            Finding::new(&checks::UNCLOSED_BLOCK, file, fault.span.clone(), fault.message.clone())
                .help("write the bar as `\\|`: in a table a plain one ends the cell")
                .fix("escape the bar", vec![edit])
        }
        FaultKind::InvalidYaml => {
            let help = if fault.message.contains("aliases") {
                "write the value out in each place"
            } else if fault.message.contains("recursion limit") || fault.message.contains("too deeply") {
                "put lists and mappings into each other at most 32 deep"
            } else {
                "check the quotes, the colons and the indentation: a value with `: ` or `#` in it needs quotes"
            };
            Finding::new(&checks::INVALID_FRONT_MATTER, file, fault.span.clone(), fault.message.clone()).help(help)
        }
        FaultKind::ForeignFrontMatter => {
            Finding::new(&checks::INVALID_FRONT_MATTER, file, fault.span.clone(), fault.message.clone())
                .help("write it as YAML, lines of `name: value` between two lines `---`")
        }
        FaultKind::TooDeep => {
            Finding::new(&checks::DEEP_NESTING, file, fault.span.clone(), fault.message.clone())
                .help("make it flatter: what is deeper is shown without its marks")
        }
        FaultKind::TooMany => {
            Finding::new(&checks::OVERSIZED_CONTENT, file, fault.span.clone(), fault.message.clone())
                .help("split the page: what is beyond is shown as it is written")
        }
        FaultKind::UnclosedElement => {
            let help = "end it with its end tag; if it is meant as words, write it as code: between backticks";
            Finding::new(&checks::UNCLOSED_ELEMENT, file, fault.span.clone(), fault.message.clone()).help(help)
        }
        FaultKind::RemovedMarkup => {
            Finding::new(&checks::REMOVED_MARKUP, file, fault.span.clone(), fault.message.clone())
                .help("use Markdown instead, or, if the tag is meant as words, write it as code: between backticks")
        }
        FaultKind::UnreadCitation => {
            Finding::new(&checks::UNREAD_CITATION, file, fault.span.clone(), fault.message.clone())
                .help("write `[@key, p. 3; see @other]`, with a key in every part, or `\\@` for a plain sign")
        }
        FaultKind::UnknownFootnote => {
            Finding::new(&checks::UNKNOWN_FOOTNOTE, file, fault.span.clone(), fault.message.clone())
                .help("write the note as a paragraph: `[^name]: Its words.`; or write `\\[` for a plain bracket")
        }
        FaultKind::UnusedFootnote => {
            Finding::new(&checks::UNUSED_FOOTNOTE, file, fault.span.clone(), fault.message.clone())
                .help("name it where it belongs, as `[^name]`, with a name that no other note has, or take it out")
        }
        FaultKind::UnreadFormula => {
            Finding::new(&checks::UNREAD_FORMULA, file, fault.span.clone(), fault.message.clone())
                .help("write it in LaTeX without packages, or `\\$` for a dollar that is one")
        }
        FaultKind::ExtraCells => {
            Finding::new(&checks::EXTRA_CELLS, file, fault.span.clone(), fault.message.clone())
                .help("give the head as many cells, or write a bar within a cell as `\\|`")
        }
        FaultKind::NearHeading => {
            let help = if fault.message.contains("no words") {
                "give it words, or take its `#` away"
            } else if fault.message.contains("six") {
                "begin it with fewer `#`"
            } else {
                "write an ordinary space behind the `#`, or `\\#` if it is meant as words"
            };
            Finding::new(&checks::NEAR_HEADING, file, fault.span.clone(), fault.message.clone()).help(help)
        }
        FaultKind::Unclosed => {
            let closing = if fault.message.contains("{{") {
                "close it with `}}` in the same paragraph, or write `\\{{` for plain braces"
            } else if fault.message.contains("HTML") {
                "end a comment with `-->`, and an element with its end tag; if it is meant as words, write it as code: between backticks"
            } else if fault.message.contains("front matter") {
                "end it with a line `---`"
            } else {
                "end it with a line of the same fence that it began with; if another block is shown in it, make its own fences longer"
            };
            Finding::new(&checks::UNCLOSED_BLOCK, file, fault.span.clone(), fault.message.clone()).help(closing)
        }
    })
}
