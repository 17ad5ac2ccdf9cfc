//! What somebody typed into a text box, as the file that they began from has it.
//!
//! A text box knows one end of a line, and sends another; it has no byte that stands for nothing, and may lose a mark at the
//! beginning. So lines that were not touched are taken from the file, byte for byte, and new ones end as most of its
//! lines do.

use crate::line_pairs::line_pairs;

/// The mark that some editors put at the beginning of a file.
const MARK: char = '\u{feff}';

/// The text of a file that is to have what was typed where it had `before`.
pub(crate) fn typed(before: &str, typed: &str) -> String {
    let typed = typed.replace("\r\n", "\n").replace('\r', "\n");
    let typed = typed.strip_prefix(MARK).unwrap_or(&typed);
    let (mark, body) = match before.strip_prefix(MARK) {
        Some(body) => (&before[..MARK.len_utf8()], body),
        None => ("", before),
    };
    let old: Vec<&str> = lines(body).collect();
    let shown: Vec<String> = old.iter().map(|line| as_shown(line)).collect();
    let new: Vec<&str> = typed.split_inclusive('\n').collect();
    let end = usual_end(&old);
    let mut text = mark.to_owned();
    for (line, kept) in new.iter().zip(kept(&shown, &new)) {
        match kept {
            Some(at) => text.push_str(old[at]),
            None => match line.strip_suffix('\n') {
                Some(line) => text.extend([line, end]),
                None => text.push_str(line),
            },
        }
    }
    text
}

/// Which old line each new one is, if it is one. What takes too long to compare counts as new, which changes no words.
fn kept(old: &[String], new: &[&str]) -> Vec<Option<usize>> {
    let old: Vec<&str> = old.iter().map(String::as_str).collect();
    let mut kept = vec![None; new.len()];
    for (old, new) in line_pairs(&old, new) {
        kept[new] = Some(old);
    }
    kept
}

/// The lines of a text with their ends, be they `\n`, `\r\n` or `\r`.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = match rest.find(['\n', '\r']) {
            Some(at) if rest[at..].starts_with("\r\n") => at + 2,
            Some(at) => at + 1,
            None if rest.is_empty() => return None,
            None => rest.len(),
        };
        let (line, after) = rest.split_at(end);
        rest = after;
        Some(line)
    })
}

/// A line as a text box gives it back.
fn as_shown(line: &str) -> String {
    let body = line.trim_end_matches(['\n', '\r']);
    let end = if body.len() < line.len() { "\n" } else { "" };
    // What stands for nothing is shown as what can't be read.
    format!("{}{end}", body.replace('\0', "\u{fffd}"))
}

/// How most lines of a text end.
fn usual_end(lines: &[&str]) -> &'static str {
    let count = |end: &str, but: &str| {
        let with = lines.iter().filter(|line| line.ends_with(end));
        with.filter(|line| but.is_empty() || !line.ends_with(but))
            .count()
    };
    let (crlf, lf, cr) = (count("\r\n", ""), count("\n", "\r\n"), count("\r", ""));
    match () {
        () if crlf > lf && crlf >= cr => "\r\n",
        () if cr > lf => "\r",
        () => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a browser sends of a text that it was given.
    fn sent(text: &str) -> String {
        let shown = text.replace("\r\n", "\n").replace('\r', "\n");
        shown.replace('\0', "\u{fffd}").replace('\n', "\r\n")
    }

    #[test]
    fn what_was_not_touched_stays_byte_for_byte() {
        for text in [
            "",
            "one\ntwo\n",
            "one\r\ntwo\r\n",
            "one\r\ntwo\nthree\rfour",
            "\u{feff}---\r\ntitle: x\r\n---\r\n",
            "a\0b\n",
            "\n\nbegins with empty lines",
            "no end",
            "é\u{301}👩‍👩‍👧\r\n",
        ] {
            assert_eq!(typed(text, &sent(text)), text, "{text:?}");
            let without_mark = sent(text.trim_start_matches(MARK));
            assert_eq!(typed(text, &without_mark), text, "{text:?}");
        }
    }

    #[test]
    fn a_new_line_ends_as_the_others_do() {
        assert_eq!(
            typed("a\r\nb\r\n", "a\r\nnew\r\nb\r\n"),
            "a\r\nnew\r\nb\r\n"
        );
        assert_eq!(typed("a\nb\n", "a\r\nnew\r\nb\r\n"), "a\nnew\nb\n");
        assert_eq!(typed("a\rb\r", "a\nb\nnew\n"), "a\rb\rnew\r");
        assert_eq!(typed("", "a\r\nb"), "a\nb");
    }

    #[test]
    fn only_the_line_that_was_changed_is_another() {
        let before = "one\r\ntwo\nthree\r\nfour\nfive\r\n";
        let after = typed(before, &sent("one\ntwo!\nthree\nfour\nsix\nfive\n"));
        assert_eq!(after, "one\r\ntwo!\r\nthree\r\nfour\nsix\r\nfive\r\n");
    }
}
