//! Bytes as they are kept and sent: compressed, tagged, revalidated.

use std::io::{Cursor, Read};
use std::pin::Pin;
use std::sync::OnceLock;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use flate2::read::GzDecoder;
use hyper::body::{Frame, SizeHint};

use crate::coding::{self, Coding, Effort};
use crate::response::{has_tag, set, status};

/// How browsers may keep an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// They ask each time whether it has changed.
    Revalidate,
    /// For ever: its address changes with its bytes.
    Forever,
}

/// The end of the entity tag of the smallest form, which is another sequence of bytes than that of [`Coding::Brotli`].
const DENSER_TAG: &str = "-brd";

/// Bytes to be sent again and again.
#[derive(Clone)]
pub(crate) struct Stored {
    content_type: &'static str,
    keep: Keep,
    form: StoredForm,
    /// Differs wherever the bytes differ.
    tag: String,
}

#[derive(Clone)]
enum StoredForm {
    /// As they are: they are compressed already.
    Plain(Bytes),
    Compressed {
        gzip: Bytes,
        /// Made when a client first takes it.
        brotli: OnceLock<Bytes>,
        /// Made once it turns out that many take it. It is then sent instead.
        denser: OnceLock<Bytes>,
        /// How many bytes there are before compression.
        length: u64,
    },
}

impl Stored {
    /// Compresses bytes that browsers may keep so, unless their type says that they are compressed.
    pub fn compress(content_type: &'static str, bytes: &[u8], keep: Keep) -> Self {
        Self::tagged(content_type, bytes, keep, hash_of(bytes))
    }

    /// The same, with a tag that is known to differ wherever the bytes do.
    pub fn tagged(content_type: &'static str, bytes: &[u8], keep: Keep, tag: String) -> Self {
        let form = if coding::is_worth_compressing(content_type) {
            StoredForm::Compressed {
                gzip: coding::gzip(bytes).into(),
                brotli: OnceLock::new(),
                denser: OnceLock::new(),
                length: bytes.len() as u64,
            }
        } else {
            StoredForm::Plain(bytes.to_vec().into())
        };
        Self {
            content_type,
            keep,
            form,
            tag,
        }
    }

    /// The same, if these are its bytes: to compress takes longer than to find that out.
    pub fn again_if_of(&self, content_type: &'static str, bytes: &[u8]) -> Option<Self> {
        let is_same = self.content_type == content_type && self.tag == hash_of(bytes);
        is_same.then(|| self.clone())
    }

    /// How many bytes are kept at most, once all forms are made.
    pub fn size(&self) -> usize {
        let bytes = match &self.form {
            StoredForm::Plain(bytes) => bytes.len(),
            StoredForm::Compressed { gzip, .. } => 5 * gzip.len() / 2,
        };
        size_of::<Self>() + bytes + self.tag.len()
    }

    /// Whether a form is at hand, or will never be.
    pub fn has(&self, coding: Coding) -> bool {
        match &self.form {
            StoredForm::Compressed { brotli, .. } => {
                coding != Coding::Brotli || brotli.get().is_some()
            }
            StoredForm::Plain(_) => true,
        }
    }

    /// Makes the form that is sent most. It takes its time.
    pub fn prepare(&self) {
        if let StoredForm::Compressed { gzip, brotli, .. } = &self.form {
            let effort = match self.keep {
                Keep::Forever => Effort::Most,
                Keep::Revalidate => Effort::Quick,
            };
            brotli.get_or_init(|| coding::brotli(&coding::unzip(gzip), effort).into());
        }
    }

    /// Makes a smaller form of what is compressed by Brotli already. It takes tenths of a second.
    pub fn make_denser(&self) {
        if let StoredForm::Compressed { gzip, denser, .. } = &self.form
            && self.keep == Keep::Revalidate
        {
            denser.get_or_init(|| coding::brotli(&coding::unzip(gzip), Effort::Most).into());
        }
    }

    /// The answer to a request with these headers: what was asked for, or that it has not changed. It
    /// is given in the smallest form that is at hand and that the client takes.
    pub fn answer(&self, request: &HeaderMap) -> Response {
        let coding = match &self.form {
            StoredForm::Plain(_) => Coding::Identity,
            StoredForm::Compressed { .. } => Coding::taken_of(request, |coding| self.has(coding)),
        };
        let mut tag = format!("\"{}{}\"", self.tag, coding.tag());
        // What has the quick form need not load the denser one: it holds the same words.
        let mut has_it = has_tag(request, &tag);
        let denser = self
            .denser()
            .filter(|_| coding == Coding::Brotli && !has_it);
        if denser.is_some() {
            tag = format!("\"{}{DENSER_TAG}\"", self.tag);
            has_it = has_tag(request, &tag);
        }
        let mut response = if has_it {
            status(StatusCode::NOT_MODIFIED, Body::empty())
        } else {
            let body = denser.map_or_else(|| self.body(coding), |bytes| Body::from(bytes.clone()));
            let mut response = status(StatusCode::OK, body);
            set(&mut response, header::CONTENT_TYPE, self.content_type);
            if let Some(name) = coding.name() {
                set(&mut response, header::CONTENT_ENCODING, name);
            }
            response
        };
        if matches!(self.form, StoredForm::Compressed { .. }) {
            set(&mut response, header::VARY, "accept-encoding");
        }
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

    /// Whether both have the same bytes in the same place.
    #[cfg(test)]
    pub fn shares_bytes_with(&self, other: &Self) -> bool {
        match (&self.form, &other.form) {
            (StoredForm::Plain(one), StoredForm::Plain(other)) => one.as_ptr() == other.as_ptr(),
            (
                StoredForm::Compressed { gzip: one, .. },
                StoredForm::Compressed { gzip: other, .. },
            ) => one.as_ptr() == other.as_ptr(),
            _ => false,
        }
    }

    fn denser(&self) -> Option<&Bytes> {
        match &self.form {
            StoredForm::Compressed { denser, .. } => denser.get(),
            StoredForm::Plain(_) => None,
        }
    }

    fn body(&self, coding: Coding) -> Body {
        match &self.form {
            StoredForm::Plain(bytes) => Body::from(bytes.clone()),
            StoredForm::Compressed {
                gzip,
                brotli,
                length,
                ..
            } => match (coding, brotli.get()) {
                (Coding::Brotli, Some(brotli)) => Body::from(brotli.clone()),
                (Coding::Identity, _) if *length <= UNZIPPED_AT_ONCE => {
                    Body::from(coding::unzip(gzip))
                }
                (Coding::Identity, _) => Body::new(Unzipped::new(gzip.clone(), *length)),
                _ => Body::from(gzip.clone()),
            },
        }
    }
}

/// Differs wherever the bytes differ.
pub(crate) fn hash_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().as_str()[..24].to_owned()
}

/// How many bytes are unzipped in one go. It takes some tenths of a millisecond.
const UNZIPPED_AT_ONCE: u64 = 64 << 10;

/// The bytes of a page for a client that takes no compression: unzipped piece by piece as the client
/// takes them, so that however many such clients there are, each needs the room of a piece.
struct Unzipped {
    decoder: GzDecoder<Cursor<Bytes>>,
    left: u64,
}

impl Unzipped {
    fn new(gzip: Bytes, length: u64) -> Self {
        Self {
            decoder: GzDecoder::new(Cursor::new(gzip)),
            left: length,
        }
    }
}

impl hyper::body::Body for Unzipped {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let size = self.left.min(UNZIPPED_AT_ONCE) as usize;
        if size == 0 {
            return Poll::Ready(None);
        }
        let mut bytes = vec![0; size];
        let read = self.decoder.read_exact(&mut bytes);
        self.left -= size as u64;
        Poll::Ready(Some(read.map(|()| Frame::data(bytes.into()))))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use axum::http::HeaderName;

    use super::*;

    fn headers(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[tokio::test]
    async fn a_client_without_compression_is_sent_a_large_page_piece_by_piece() {
        let words = "Words, words, words. ".repeat(50_000);
        let stored = Stored::compress("text/plain", words.as_bytes(), Keep::Revalidate);
        let mut body = stored.answer(&HeaderMap::new()).into_body();
        let mut all = Vec::new();
        loop {
            let left = hyper::body::Body::size_hint(&body).exact();
            assert_eq!(left, Some((words.len() - all.len()) as u64));
            let frame =
                poll_fn(|context| hyper::body::Body::poll_frame(Pin::new(&mut body), context));
            let Some(frame) = frame.await else { break };
            let piece = frame.unwrap().into_data().unwrap();
            assert!(piece.len() as u64 <= UNZIPPED_AT_ONCE);
            all.extend_from_slice(&piece);
        }
        assert!(all == words.as_bytes());
    }

    #[test]
    fn what_is_compressed_already_is_sent_as_it_is() {
        let stored = Stored::compress("image/png", b"not really", Keep::Revalidate);
        stored.prepare();
        let answer = stored.answer(&headers(header::ACCEPT_ENCODING, "br, gzip"));
        assert!(!answer.headers().contains_key(header::CONTENT_ENCODING));
        assert!(!answer.headers().contains_key(header::VARY));
    }

    #[test]
    fn what_is_the_same_is_not_compressed_again() {
        let stored = Stored::compress("text/plain", b"words", Keep::Revalidate);
        assert!(stored.again_if_of("text/plain", b"words").is_some());
        assert!(stored.again_if_of("text/html", b"words").is_none());
        assert!(stored.again_if_of("text/plain", b"other").is_none());
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
        stored.prepare();
        for coding in ["gzip", "br"] {
            let request = headers(header::ACCEPT_ENCODING, coding);
            let compressed = stored.answer(&request);
            assert_ne!(compressed.headers()[header::ETAG], tag);
            assert_eq!(compressed.headers()[header::CONTENT_ENCODING], coding);
        }
    }

    #[test]
    fn the_denser_form_is_sent_once_it_is_there_and_not_to_what_has_the_quick_one() {
        let words = include_str!("stored.rs");
        let stored = Stored::compress("text/plain", words.as_bytes(), Keep::Revalidate);
        stored.prepare();
        let request = headers(header::ACCEPT_ENCODING, "br");
        let length = |answer: &Response| {
            let length = hyper::body::Body::size_hint(answer.body()).exact();
            length.expect("its length is known")
        };
        let quick = stored.answer(&request);
        stored.make_denser();
        let denser = stored.answer(&request);
        assert!(length(&denser) < length(&quick));
        assert_eq!(denser.headers()[header::CONTENT_ENCODING], "br");
        let (quick, denser) = (
            &quick.headers()[header::ETAG],
            &denser.headers()[header::ETAG],
        );
        assert_ne!(quick, denser);
        for tag in [quick, denser] {
            let mut again = request.clone();
            again.insert(header::IF_NONE_MATCH, tag.clone());
            let answer = stored.answer(&again);
            assert_eq!(
                (answer.status(), &answer.headers()[header::ETAG]),
                (StatusCode::NOT_MODIFIED, tag)
            );
        }
    }
}
