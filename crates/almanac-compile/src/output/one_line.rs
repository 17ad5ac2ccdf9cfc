//! What `annotate-snippets` would write, without colours, of a diagnostic that points to a stretch of one short line.
//!
//! Nearly all of a large report is of this kind, and the library takes ten times as long over it as finding the fault
//! takes: it lays out a canvas of single characters. Anything else is left to it. That both write the same is held by a
//! property test.

use almanac_model::{Diagnostic, Severity};
use memchr::{memchr, memrchr};

/// The longest line, in bytes. The library cuts lines from about 130 characters on.
const MAX_LINE: usize = 120;

/// How far a line may be indented: the library cuts space in front of what stands far to the right.
const MAX_INDENT: usize = 16;

/// Lays a diagnostic out, with an empty line behind it; `None` if it is not of this kind. `text` is that of its file.
pub(super) fn render(diagnostic: &Diagnostic, text: &str) -> Option<String> {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Remark => return None,
    };
    let place = &diagnostic.place;
    let (file, span) = (place.file.as_str(), &place.span);
    let help = diagnostic.help.as_deref();
    let words = [file, &diagnostic.message, help.unwrap_or_default()];
    let marked = text.get(span.clone()).filter(|marked| !marked.is_empty())?;
    if !diagnostic.labels.is_empty() || !words.into_iter().all(is_written_as_it_is) {
        return None;
    }
    let start = memrchr(b'\n', &text.as_bytes()[..span.start]).map_or(0, |end| end + 1);
    let end = memchr(b'\n', &text.as_bytes()[span.start..]);
    let line = &text[start..end.map_or(text.len(), |length| span.start + length)];
    let column = span.start - start;
    let is_within = column + marked.len() <= line.len();
    if !is_within || line.len() > MAX_LINE || !is_plain(line) {
        return None;
    }
    let number = place.start.line.to_string();
    let margin = " ".repeat(number.len());
    let help = help.map(|help| [&margin, " = help: ", help, "\n"].concat());
    let parts = [
        &[
            level,
            "[",
            diagnostic.code,
            "]: ",
            &diagnostic.message,
            "\n",
        ][..],
        &[&margin, "--> ", file, ":", &number, ":"],
        &[&(column + 1).to_string(), "\n", &margin, " |\n"],
        &[&number, " | ", line, "\n"],
        &[
            &margin,
            " | ",
            &" ".repeat(column),
            &"^".repeat(marked.len()),
        ],
        &["\n", &margin, " |\n", help.as_deref().unwrap_or_default()],
        &[
            &margin,
            " = note: `almanac explain ",
            diagnostic.name,
            "` says more\n\n",
        ],
    ];
    Some(parts.concat().concat())
}

/// Whether a text is in one line, and has no character that the library writes otherwise: controls, joiners and marks of
/// direction.
fn is_written_as_it_is(text: &str) -> bool {
    let is_format = |c| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
    is_printable(text) || !text.contains(|c: char| c.is_control() || is_format(c))
}

/// Whether each byte of a line is one character that takes one column, and not too many of them are spaces in front.
fn is_plain(line: &str) -> bool {
    is_printable(line) && line.len() - line.trim_start_matches(' ').len() <= MAX_INDENT
}

fn is_printable(text: &str) -> bool {
    let bytes = text.bytes();
    bytes.fold(true, |are, byte| are & (b' '..=b'~').contains(&byte))
}

#[cfg(test)]
mod tests {
    use almanac_model::{FilePath, Place, Position};
    use annotate_snippets::Renderer;
    use proptest::prelude::*;
    use rustc_hash::FxHashMap as HashMap;

    use super::super::human::groups;
    use super::*;

    /// A diagnostic about `marked`, which stands once in a text.
    fn diagnostic(text: &str, marked: &str, message: &str, help: Option<&str>) -> Diagnostic {
        let start = text.find(marked).unwrap();
        let line = text[..start].matches('\n').count() as u32 + 1;
        let position = Position { line, column: 1 };
        Diagnostic {
            code: "A0102",
            name: "unknown-link",
            severity: Severity::Warning,
            place: Place {
                file: FilePath::from("entries/a.md"),
                span: start..start + marked.len(),
                start: position,
                end: position,
            },
            message: message.to_owned(),
            labels: Vec::new(),
            help: help.map(str::to_owned),
            fix: None,
            stands_for: 0,
        }
    }

    fn by_library(diagnostic: &Diagnostic, text: &str) -> String {
        let texts = HashMap::from_iter([(&diagnostic.place.file, text.to_owned())]);
        Renderer::plain().render(&groups(diagnostic, &texts)) + "\n\n"
    }

    #[test]
    fn what_points_to_a_short_line_is_laid_out_here() {
        let text = "---\ntitle: A\n---\n\nSee [[bee]] – or not.\nSee [[ant]].\n";
        let of_line = |marked| {
            render(
                &diagnostic(text, marked, "`ant` is not written yet", None),
                text,
            )
        };
        assert!(of_line("[[ant]]").is_some());
        assert_eq!(of_line("[[bee]]"), None);
    }

    proptest! {
        #[test]
        fn it_is_laid_out_as_the_library_does(
            before in "(\\PC{0,5}\n){0,12}",
            line in " {0,24}[ -~]{0,50}@@[ -~]{1,40}@@[ -~é\t\r]{0,40}",
            length in 1_usize..60,
            behind in "(\n\\PC{0,9}){0,3}",
            message in "[ -~]{0,9}[a–。\t\u{200d}\u{202e}]{0,2}",
            help in proptest::option::of("[ -~]{1,9}[a–。\n]{0,2}"),
        ) {
            let text = format!("{before}{line}{behind}");
            let mut diagnostic = diagnostic(&text, "@@", &message, help.as_deref());
            let start = diagnostic.place.span.start;
            diagnostic.place.span.end = text.floor_char_boundary(start + length);
            if let Some(ours) = render(&diagnostic, &text) {
                prop_assert_eq!(ours, by_library(&diagnostic, &text));
            }
        }
    }
}
