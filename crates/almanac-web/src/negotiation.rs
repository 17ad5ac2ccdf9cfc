//! Which form of a page a client would rather have (RFC 9110, 12.5.1).

use axum::http::{HeaderMap, header};

/// Whether the client would rather have Markdown than HTML: it names `text/markdown`, and
/// gives it no less weight than HTML. Wildcards alone, as browsers send them, mean HTML.
pub(crate) fn prefers_markdown(request: &HeaderMap) -> bool {
    let ranges = ranges(request);
    let weight = |name: &str| {
        let named = ranges.iter().find(|(range, _)| range == name);
        named.map(|(_, weight)| *weight)
    };
    let html = ["text/html", "text/*", "*/*"].into_iter().find_map(weight);
    weight("text/markdown")
        .is_some_and(|markdown| markdown > 0.0 && markdown >= html.unwrap_or(0.0))
}

/// The media ranges that the client accepts, in lower case, each with its weight. Of their parameters
/// only the weight counts; one that is no number counts as none given.
fn ranges(request: &HeaderMap) -> Vec<(String, f32)> {
    let values = request.get_all(header::ACCEPT).iter();
    let values = values.filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .map(|range| {
            let mut parts = range.split(';').map(str::trim);
            let name = parts.next().unwrap_or_default().to_ascii_lowercase();
            let weight = parts.find_map(|part| {
                let (key, value) = part.split_once('=')?;
                (key.trim().eq_ignore_ascii_case("q")).then(|| value.trim().parse().ok())?
            });
            (name, weight.unwrap_or(1.0))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn markdown_is_for_who_names_it() {
        for (accept, markdown) in [
            ("text/markdown", true),
            ("Text/Markdown; variant=GFM; Q=0.5", true),
            ("text/markdown, text/html, */*", true),
            ("text/markdown;q=0.9, text/html;q=0.8", true),
            ("text/html;q=0.5, text/*;q=0.9, text/markdown;q=0.7", true),
            ("text/markdown;q=0.8, */*;q=0.9", false),
            ("text/markdown;q=0.8, text/*;q=0.9", false),
            ("text/html, text/markdown;q=0.9", false),
            ("text/markdown;q=0", false),
            ("text/*", false),
            ("*/*", false),
            ("", false),
            // What Chromium and Firefox send.
            (
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8",
                false,
            ),
            (
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                false,
            ),
        ] {
            let headers =
                HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(accept))]);
            assert_eq!(prefers_markdown(&headers), markdown, "{accept}");
        }
        assert!(!prefers_markdown(&HeaderMap::new()));
    }

    #[test]
    fn several_headers_are_read_as_one() {
        let mut headers = HeaderMap::new();
        headers.append(header::ACCEPT, HeaderValue::from_static("text/html;q=0.5"));
        headers.append(header::ACCEPT, HeaderValue::from_static("text/markdown"));
        assert!(prefers_markdown(&headers));
    }
}
