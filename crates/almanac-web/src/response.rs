//! Bytes as they are kept and sent: compressed, tagged, revalidated.

use std::sync::OnceLock;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};

use crate::coding::{self, Coding, Effort};

/// How browsers may keep an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// They ask each time whether it has changed.
    Revalidate,
    /// For ever: its address changes with its bytes.
    Forever,
}

/// Bytes, kept compressed.
pub(crate) struct Stored {
    content_type: &'static str,
    keep: Keep,
    gzip: Bytes,
    /// Made when a client first takes it.
    brotli: OnceLock<Bytes>,
    /// The hash of the bytes before compression.
    hash: String,
}

impl Stored {
    /// Compresses bytes that browsers may keep so.
    pub fn compress(content_type: &'static str, bytes: &[u8], keep: Keep) -> Self {
        Self {
            content_type,
            keep,
            gzip: coding::gzip(bytes).into(),
            brotli: OnceLock::new(),
            hash: blake3::hash(bytes).to_hex().as_str()[..24].to_owned(),
        }
    }

    /// How many bytes are kept at most, once all forms are made.
    pub fn size(&self) -> usize {
        2 * self.gzip.len() + self.content_type.len() + self.hash.len()
    }

    /// Makes the form that is sent most before somebody waits for it.
    pub fn prepare(&self) {
        self.bytes(Coding::Brotli);
    }

    /// The answer to a request with these headers: what was asked for, or that it has not changed.
    pub fn answer(&self, request: &HeaderMap) -> Response<Body> {
        let coding = Coding::taken_by(request);
        let tag = format!("\"{}{}\"", self.hash, coding.tag());
        let mut response = if has_tag(request, &tag) {
            status(StatusCode::NOT_MODIFIED, Body::empty())
        } else {
            let mut response = status(StatusCode::OK, Body::from(self.bytes(coding)));
            set(&mut response, header::CONTENT_TYPE, self.content_type);
            if let Some(name) = coding.name() {
                set(&mut response, header::CONTENT_ENCODING, name);
            }
            response
        };
        set(&mut response, header::VARY, "accept-encoding");
        if self.keep == Keep::Revalidate
            && let Ok(tag) = HeaderValue::from_str(&tag)
        {
            response.headers_mut().insert(header::ETAG, tag);
        }
        let caching = match self.keep {
            Keep::Revalidate => "no-cache",
            Keep::Forever => "max-age=31536000, immutable",
        };
        set(&mut response, header::CACHE_CONTROL, caching);
        response
    }

    fn bytes(&self, coding: Coding) -> Bytes {
        match coding {
            Coding::Identity => coding::unzip(&self.gzip).into(),
            Coding::Gzip => self.gzip.clone(),
            Coding::Brotli => {
                // Fonts and images are compressed already.
                let is_text = self.content_type.starts_with("text/");
                let effort = match self.keep {
                    Keep::Forever if is_text => Effort::Most,
                    _ => Effort::Quick,
                };
                let make = || coding::brotli(&coding::unzip(&self.gzip), effort).into();
                self.brotli.get_or_init(make).clone()
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn what_the_client_has_is_not_sent_again() {
        let stored = Stored::compress("text/plain", b"words", Keep::Revalidate);
        let first = stored.answer(&HeaderMap::new());
        let tag = first.headers()[header::ETAG].clone();
        let again = stored.answer(&HeaderMap::from_iter([(
            header::IF_NONE_MATCH,
            tag.clone(),
        )]));
        assert_eq!(
            (again.status(), &again.headers()[header::ETAG]),
            (StatusCode::NOT_MODIFIED, &tag)
        );
        // The compressed form is another one, so a strong tag must tell them apart.
        for coding in ["gzip", "br"] {
            let request = headers(header::ACCEPT_ENCODING, coding);
            let compressed = stored.answer(&request);
            assert_ne!(compressed.headers()[header::ETAG], tag);
            assert_eq!(compressed.headers()[header::CONTENT_ENCODING], coding);
        }
    }
}
