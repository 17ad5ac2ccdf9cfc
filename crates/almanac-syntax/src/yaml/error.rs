//! Where a text is no YAML. The library says where it noticed, which is often behind what is wrong.

use super::{Builder, OpenCollection};
use crate::fault::{Fault, FaultKind};
use crate::span::Span;

/// The fault that made the library give up at a place, where it is.
pub(super) fn fault(builder: &Builder<'_>, noticed: usize, info: &str) -> Fault {
    let text = &builder.text[..builder.range.end];
    let (span, message) = tab(text, &builder.range, noticed, info)
        .or_else(|| open_bracket(builder, noticed))
        .or_else(|| bare_name(text, &builder.range, noticed, info))
        .unwrap_or_else(|| (rest_of_line(text, noticed), info));
    Fault::new(
        FaultKind::InvalidYaml,
        span,
        format!("not valid YAML: {message}"),
    )
}

/// A tab where YAML wants spaces. The library notices some at the text before them.
fn tab(text: &str, range: &Span, noticed: usize, info: &str) -> Option<(Span, &'static str)> {
    const MESSAGE: &str = "there is a tab where only spaces may stand";
    if text[range.start..noticed].ends_with('\t') && info.contains("whitespace") {
        return Some((noticed - 1..noticed, MESSAGE));
    }
    let line = start_of_line(text, range, noticed);
    let is_indent = |(at, _): &(usize, &str)| {
        let start = start_of_line(text, range, *at);
        text[start..*at]
            .bytes()
            .all(|byte| matches!(byte, b' ' | b'-'))
    };
    let tab = || {
        let mut tabs = text[line..]
            .match_indices('\t')
            .map(|(at, tab)| (line + at, tab));
        tabs.find(is_indent)
    };
    let (at, _) = info.contains("tab").then(tab)??;
    Some((at..at + 1, MESSAGE))
}

/// A list or a mapping in brackets that began on an earlier line and is still open.
fn open_bracket(builder: &Builder<'_>, noticed: usize) -> Option<(Span, &'static str)> {
    let text = builder.text;
    let is_flow =
        |open: &&OpenCollection| matches!(text.as_bytes().get(open.start), Some(b'[' | b'{'));
    let start = builder.open.iter().find(is_flow)?.start;
    let is_earlier = text.get(start..noticed)?.contains('\n');
    is_earlier.then_some((start..start + 1, "the bracket is not closed"))
}

/// A line that ought to be a name with a value. The library notices at the line that follows.
fn bare_name(text: &str, range: &Span, noticed: usize, info: &str) -> Option<(Span, &'static str)> {
    if !info.contains("simple key expect") {
        return None;
    }
    let before = text[range.start..noticed].trim_end();
    let start = start_of_line(text, range, range.start + before.len());
    let line = text[start..range.start + before.len()].trim_start();
    let start = range.start + before.len() - line.len();
    let message = "there is no `: ` behind the name, or no `- ` before the value";
    (!line.is_empty()).then_some((start..start + line.len(), message))
}

fn start_of_line(text: &str, range: &Span, at: usize) -> usize {
    let line = text[range.start..at].rfind('\n');
    line.map_or(range.start, |newline| range.start + newline + 1)
}

fn rest_of_line(text: &str, at: usize) -> Span {
    let end = text[at..].find('\n');
    at..end.map_or(text.len(), |offset| at + offset)
}

#[cfg(test)]
mod tests {
    use crate::yaml::parse;

    #[test]
    fn a_fault_is_placed_where_it_is_and_not_where_it_is_noticed() {
        for (text, place) in [
            ("a: A\n\tb: 1\n", "\t"),
            ("a: A\nb:\n  c:\n\t  d: 1\n", "\t"),
            ("a: A\nb: a long\n\tline\n", "\t"),
            ("a:\tA\nb: 1\n", "\t"),
            ("a: x\ty\nb: [\n\tc ]\n", "\t"),
            ("a: A\nb: [c, d\ne: 1\n", "["),
            ("a: A\nb: { c: 1\nd: 2\n", "{"),
            ("a: A\nlevel\nb: x\n", "level"),
            ("a: A\nlevel advanced\n\n", "level advanced"),
            ("a:\n  - b\n  c\n  - d\n", "c"),
            ("a: b: c\nd: e\n", ": c"),
        ] {
            let (_, faults) = parse(text, 0..text.len());
            let places: Vec<&str> = faults
                .iter()
                .map(|fault| &text[fault.span.clone()])
                .collect();
            assert_eq!(places, [place], "{text:?} {faults:?}");
        }
        let text = "a: x\ty\nb: [\n\tc ]\n";
        assert_eq!(parse(text, 0..text.len()).1[0].span.start, 12);
    }
}
