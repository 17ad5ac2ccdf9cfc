//! Parts of files (RFC 9110, 14).

use axum::http::{HeaderMap, header};

/// What part of a file a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RequestedPart {
    /// All of it.
    Whole,
    /// As many bytes from a place on.
    Range {
        /// Where it begins.
        start: u64,
        /// How many bytes it has, at least one.
        length: u64,
    },
    /// A part that it hasn't.
    Unsatisfiable,
}

impl RequestedPart {
    /// What part of `length` bytes a request asks for, whose strong tag now is `tag`. Several ranges,
    /// and what is no range, count as none: a server may send all.
    pub fn asked_for(request: &HeaderMap, length: u64, tag: &str) -> Self {
        let text = |name| request.get(name).and_then(|value| value.to_str().ok());
        let Some(range) = text(header::RANGE).and_then(|range| range.strip_prefix("bytes=")) else {
            return Self::Whole;
        };
        // The client has a part already, and wants the rest only if it is of the same.
        if text(header::IF_RANGE).is_some_and(|known| known != tag) {
            return Self::Whole;
        }
        let Some((first, last)) = range.split_once('-') else {
            return Self::Whole;
        };
        let numbers = (number(first), number(last));
        match numbers {
            (Some(Some(start)), Some(None)) => Self::from_to(start, u64::MAX, length),
            (Some(Some(start)), Some(Some(end))) if start <= end => {
                Self::from_to(start, end, length)
            }
            (Some(None), Some(Some(0))) => Self::Unsatisfiable,
            (Some(None), Some(Some(last))) => {
                Self::from_to(length.saturating_sub(last), u64::MAX, length)
            }
            _ => Self::Whole,
        }
    }

    /// The bytes from a place to another, both of them in it.
    fn from_to(start: u64, end: u64, length: u64) -> Self {
        if start >= length {
            return Self::Unsatisfiable;
        }
        let end = end.min(length - 1);
        Self::Range {
            start,
            length: end - start + 1,
        }
    }
}

/// Reads a number of bytes: `Some(None)` where there is none, `None` where it is something else.
fn number(text: &str) -> Option<Option<u64>> {
    let text = text.trim();
    match text.bytes().all(|byte| byte.is_ascii_digit()) {
        true if text.is_empty() => Some(None),
        // What is longer than any number is beyond any file.
        true => Some(Some(text.parse().unwrap_or(u64::MAX))),
        false => None,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn ranges_are_read_as_they_are_meant() {
        let range = |start, length| RequestedPart::Range { start, length };
        for (text, part) in [
            ("bytes=0-0", range(0, 1)),
            ("bytes=2-4", range(2, 3)),
            ("bytes=2-", range(2, 8)),
            ("bytes=9-99", range(9, 1)),
            ("bytes=-3", range(7, 3)),
            ("bytes=-99", range(0, 10)),
            ("bytes=10-", RequestedPart::Unsatisfiable),
            ("bytes=-0", RequestedPart::Unsatisfiable),
            (
                "bytes=99999999999999999999999-",
                RequestedPart::Unsatisfiable,
            ),
            ("bytes=4-2", RequestedPart::Whole),
            ("bytes=-", RequestedPart::Whole),
            ("bytes=1-2,4-5", RequestedPart::Whole),
            ("bytes=a-b", RequestedPart::Whole),
            ("bytes=+1-2", RequestedPart::Whole),
            ("lines=1-2", RequestedPart::Whole),
            ("", RequestedPart::Whole),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::RANGE, HeaderValue::from_static(text));
            assert_eq!(
                RequestedPart::asked_for(&headers, 10, "\"a\""),
                part,
                "{text}"
            );
            headers.insert(header::IF_RANGE, HeaderValue::from_static("\"a\""));
            assert_eq!(
                RequestedPart::asked_for(&headers, 10, "\"a\""),
                part,
                "{text}"
            );
            let whole = RequestedPart::asked_for(&headers, 10, "\"b\"");
            assert_eq!(whole, RequestedPart::Whole, "{text}");
        }
        let mut empty = HeaderMap::new();
        empty.insert(header::RANGE, HeaderValue::from_static("bytes=0-"));
        assert_eq!(
            RequestedPart::asked_for(&empty, 0, ""),
            RequestedPart::Unsatisfiable
        );
    }
}
