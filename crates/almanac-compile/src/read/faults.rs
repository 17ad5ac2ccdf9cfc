//! What is wrong with a file's syntax, and what helps.

use almanac_model::{Edit, FilePath};
use almanac_syntax::{Fault, FaultKind, control_character};

use crate::check::Check;
use crate::checks;
use crate::reporter::Finding;

/// What helps where a passage never ends.
pub(super) const PASSAGE_HELP: &str =
    "end it with the partner of its mark, right before the `]` or `;` that ends the citation";

/// Says what is wrong with a file's syntax.
pub(crate) fn fault_findings(file: &FilePath, faults: &[Fault]) -> impl Iterator<Item = Finding> {
    faults.iter().map(move |fault| {
        let (check, help) = check_and_help(fault);
        let finding = Finding::new(check, file, fault.span.clone(), fault.message.clone());
        let finding = finding.help(help);
        let FaultKind::BarInCell { bar } = fault.kind else {
            return finding;
        };
        let edit = Edit {
            file: file.clone(),
            span: bar..bar,
            text: "\\".to_owned(),
        };
        finding.fix("escape the bar", vec![edit])
    })
}

/// Says what is wrong with a file of data: with its syntax, and with its characters.
pub(super) fn data_findings(file: &FilePath, text: &str, faults: &[Fault]) -> Vec<Finding> {
    let control = control_character(text);
    // Once a file is enough: an escape may have made another one.
    let is_first = |fault: &&Fault| control.is_none() || fault.kind != FaultKind::ControlCharacter;
    let faults: Vec<Fault> = faults.iter().filter(is_first).cloned().collect();
    let faults = fault_findings(file, &faults);
    faults
        .chain(fault_findings(file, control.as_slice()))
        .collect()
}

/// Says whether a text of another format has a character that no reader sees.
pub(crate) fn control_finding(file: &FilePath, text: &str) -> Option<Finding> {
    let control = control_character(text);
    fault_findings(file, control.as_slice()).next()
}

/// The check that a fault belongs to, and what helps.
fn check_and_help(fault: &Fault) -> (&'static Check, &'static str) {
    let says = |words: &str| fault.message.contains(words);
    match fault.kind {
        FaultKind::BarInCell { .. } => (
            &checks::UNCLOSED_BLOCK,
            "write the bar as `\\|`: in a table a plain one ends the cell",
        ),
        FaultKind::InvalidYaml => {
            let help = if says("aliases") {
                "write the value out in each place"
            } else if says("recursion limit") || says("too deeply") {
                "put lists and mappings into each other at most 32 deep"
            } else {
                "check the quotes, the colons and the indentation: a value with `: ` or `#` in it needs quotes"
            };
            (&checks::INVALID_FRONT_MATTER, help)
        }
        FaultKind::ForeignFrontMatter => (
            &checks::INVALID_FRONT_MATTER,
            "write lines of `name = \"value\"`, or YAML between two lines `---`",
        ),
        FaultKind::TooDeep => (
            &checks::DEEP_NESTING,
            "make it flatter: what is deeper is shown without its marks",
        ),
        FaultKind::TooMany => (
            &checks::OVERSIZED_CONTENT,
            "split the page: what is beyond is shown as it is written",
        ),
        FaultKind::UnclosedElement => (
            &checks::UNCLOSED_ELEMENT,
            "end it with its end tag; if it is meant as words, write it as code: between backticks",
        ),
        FaultKind::RemovedMarkup => (
            &checks::REMOVED_MARKUP,
            "use Markdown instead, or, if the tag is meant as words, write it as code: between backticks",
        ),
        FaultKind::UnreadCitation => (
            &checks::UNREAD_CITATION,
            "write `[@key, p. 3; see @other]`, with a key in every part, or `\\@` for a plain sign",
        ),
        FaultKind::UnclosedPassage => (&checks::UNCLOSED_PASSAGE, PASSAGE_HELP),
        FaultKind::UnknownFootnote => (
            &checks::UNKNOWN_FOOTNOTE,
            "write the note as a paragraph: `[^name]: Its words.`; or write `\\[` for a plain bracket",
        ),
        FaultKind::UnusedFootnote => (
            &checks::UNUSED_FOOTNOTE,
            "name it where it belongs, as `[^name]`, with a name that no other note has, or take it out",
        ),
        FaultKind::NearLink => {
            let help = if says("space") {
                "put the address between `<` and `>`"
            } else if says("hold a link") {
                "take the inner link out of the words"
            } else {
                "add a line `[label]: address`, write `[words](address)`, or `\\[` for a plain bracket"
            };
            (&checks::NEAR_LINK, help)
        }
        FaultKind::EmptyLink if says("`<a>`") => (
            &checks::EMPTY_LINK,
            "write its words before `</a>`, or take the link out",
        ),
        FaultKind::EmptyLink if says("words") => (
            &checks::EMPTY_LINK,
            "write its words between the first brackets, or take the link out",
        ),
        FaultKind::EmptyLink => (
            &checks::EMPTY_LINK,
            "write the name of a page between the brackets, or `\\[` for a plain bracket",
        ),
        FaultKind::UnusedReference => (
            &checks::UNUSED_REFERENCE,
            "name it as `[words][label]`, give it a label of its own, or take it out",
        ),
        FaultKind::ControlCharacter => (
            &checks::CONTROL_CHARACTER,
            "take it out: most such characters come from copying",
        ),
        FaultKind::UnreadFormula => (
            &checks::UNREAD_FORMULA,
            "write it in LaTeX without packages, or `\\$` for a dollar that is one",
        ),
        FaultKind::ExtraCells => (
            &checks::EXTRA_CELLS,
            "give the head as many cells, or write a bar within a cell as `\\|`",
        ),
        FaultKind::NearHeading => {
            let help = if says("no words") {
                "give it words, or take its `#` away"
            } else if says("six") {
                "begin it with fewer `#`"
            } else {
                "write an ordinary space behind the `#`, or `\\#` if it is meant as words"
            };
            (&checks::NEAR_HEADING, help)
        }
        FaultKind::Unclosed => {
            let help = if says("{{") {
                "close it with `}}` in the same paragraph, or write `\\{{` for plain braces"
            } else if says("HTML") {
                "end a comment with `-->`, and an element with its end tag; if it is meant as words, write it as code: between backticks"
            } else if says("remark") {
                "end it with another `%%`, or write `\\%%` for plain signs"
            } else if says("TOML") {
                "end it with a line `+++`"
            } else if says("front matter") {
                "end it with a line `---`"
            } else {
                "end it with a line of the same fence that it began with; if another block is shown in it, make its own fences longer"
            };
            (&checks::UNCLOSED_BLOCK, help)
        }
    }
}
