//! Bytes as they are kept and sent: compressed, tagged, revalidated.

use std::io::{Read, Write};

use almanac_render::CONTENT_SECURITY_POLICY;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

/// How browsers may keep an answer.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Keep {
    /// They ask each time whether it has changed.
    Revalidate,
    /// For ever: its address changes with its bytes.
    Forever,
}

/// Bytes, kept compressed.
pub(crate) struct Stored {
    content_type: &'static str,
    gzip: Vec<u8>,
    /// The hash of the bytes before compression.
    hash: String,
}

impl Stored {
    /// Compresses bytes.
    pub fn compress(content_type: &'static str, bytes: &[u8]) -> Self {
        let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::new(6));
        // Writing to memory cannot fail.
        let gzip = encoder
            .write_all(bytes)
            .and_then(|()| encoder.finish())
            .unwrap_or_default();
        Self {
            content_type,
            gzip,
            hash: blake3::hash(bytes).to_hex().as_str()[..24].to_owned(),
        }
    }

    /// How many bytes are kept.
    pub fn size(&self) -> usize {
        self.gzip.len() + self.content_type.len() + self.hash.len()
    }

    /// The answer to a request with these headers: what was asked for, or that it has not changed.
    pub fn answer(&self, request: &HeaderMap, keep: Keep) -> Response<Body> {
        let gzip = accepts_gzip(request);
        let tag = if gzip {
            format!("\"{}-gz\"", self.hash)
        } else {
            format!("\"{}\"", self.hash)
        };
        let mut response = if has_tag(request, &tag) {
            status(StatusCode::NOT_MODIFIED, Body::empty())
        } else {
            let mut response = status(StatusCode::OK, self.body(gzip));
            set(&mut response, header::CONTENT_TYPE, self.content_type);
            if gzip {
                set(&mut response, header::CONTENT_ENCODING, "gzip");
            }
            response
        };
        set(&mut response, header::VARY, "accept-encoding");
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        let caching = match keep {
            Keep::Revalidate => "no-cache",
            Keep::Forever => "public, max-age=31536000, immutable",
        };
        set(&mut response, header::CACHE_CONTROL, caching);
        response
    }

    fn body(&self, gzip: bool) -> Body {
        if gzip {
            return Body::from(self.gzip.clone());
        }
        let mut bytes = Vec::with_capacity(self.gzip.len() * 4);
        // We compressed it ourselves, so it can be read back.
        match GzDecoder::new(self.gzip.as_slice()).read_to_end(&mut bytes) {
            Ok(_) => Body::from(bytes),
            Err(_) => Body::empty(),
        }
    }
}

/// Whether the client takes gzip: it names it, or `*`, and not with the weight 0.
fn accepts_gzip(request: &HeaderMap) -> bool {
    let values = request
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut any = None;
    for coding in values.flat_map(|value| value.split(',')) {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let refused = weight
            .trim()
            .strip_prefix("q=")
            .and_then(|q| q.trim().parse::<f32>().ok())
            == Some(0.0);
        match name.trim() {
            "gzip" | "x-gzip" => return !refused,
            "*" => any = Some(!refused),
            _ => {}
        }
    }
    any.unwrap_or(false)
}

/// Whether the client has what the tag names. Weak tags compare equal here (RFC 9110, 13.1.2).
fn has_tag(request: &HeaderMap, tag: &str) -> bool {
    let values = request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut tags = values.flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

/// A response with a status and a body.
pub(crate) fn status(status: StatusCode, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}

/// A response that sends the client elsewhere for good.
pub(crate) fn moved(location: &str) -> Response<Body> {
    let mut response = status(StatusCode::PERMANENT_REDIRECT, Body::empty());
    if let Ok(location) = HeaderValue::from_str(location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    set(&mut response, header::CACHE_CONTROL, "no-cache");
    response
}

/// A response of words.
pub(crate) fn words(
    code: StatusCode,
    content_type: &'static str,
    bytes: Vec<u8>,
) -> Response<Body> {
    let mut response = status(code, Body::from(bytes));
    set(&mut response, header::CONTENT_TYPE, content_type);
    set(&mut response, header::CACHE_CONTROL, "no-cache");
    response
}

/// Sets a header to a value of ours.
pub(crate) fn set(response: &mut Response<Body>, name: HeaderName, value: &'static str) {
    response
        .headers_mut()
        .insert(name, HeaderValue::from_static(value));
}

/// Sets the headers that every answer has: what keeps pages from harm. Fonts, modules and style
/// sheets are no documents; on them a policy would only take room.
pub(crate) fn protect(mut response: Response<Body>) -> Response<Body> {
    set(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    if is_part(&response) {
        return response;
    }
    set(
        &mut response,
        header::CONTENT_SECURITY_POLICY,
        CONTENT_SECURITY_POLICY,
    );
    set(
        &mut response,
        header::REFERRER_POLICY,
        "strict-origin-when-cross-origin",
    );
    set(
        &mut response,
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    response
}

/// Whether an answer is a part of pages that can't be opened as a document of its own.
fn is_part(response: &Response<Body>) -> bool {
    let content_type = response.headers().get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    content_type.is_some_and(|name| {
        ["text/css", "text/javascript", "font/"]
            .iter()
            .any(|part| name.starts_with(part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn gzip_is_sent_to_who_takes_it() {
        for (value, taken) in [
            ("gzip, deflate, br", true),
            ("br;q=1.0, gzip;q=0.8", true),
            ("gzip;q=0", false),
            ("*", true),
            ("br", false),
            ("", false),
        ] {
            assert_eq!(
                accepts_gzip(&headers(header::ACCEPT_ENCODING, value)),
                taken,
                "{value}"
            );
        }
        assert!(!accepts_gzip(&HeaderMap::new()));
    }

    #[test]
    fn what_the_client_has_is_not_sent_again() {
        let stored = Stored::compress("text/plain", b"words");
        let first = stored.answer(&HeaderMap::new(), Keep::Revalidate);
        let tag = first.headers()[header::ETAG].clone();
        let again = stored.answer(
            &HeaderMap::from_iter([(header::IF_NONE_MATCH, tag.clone())]),
            Keep::Revalidate,
        );
        assert_eq!(
            (again.status(), &again.headers()[header::ETAG]),
            (StatusCode::NOT_MODIFIED, &tag)
        );
        // The compressed form is another one, so a strong tag must tell them apart.
        let gzip = stored.answer(&headers(header::ACCEPT_ENCODING, "gzip"), Keep::Revalidate);
        assert_ne!(gzip.headers()[header::ETAG], tag);
    }
}
