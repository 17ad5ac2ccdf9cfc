//! How bytes are compressed on their way, as client and server agree on it (RFC 9110, 12.5.3).

use std::io::{Read, Write};

use axum::http::{HeaderMap, header};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

/// The level of gzip: what most servers use.
const GZIP_LEVEL: u32 = 6;

/// How hard Brotli tries to make bytes small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    /// While somebody waits for them.
    Quick,
    /// Once for as long as the server runs.
    Most,
}

impl Effort {
    /// The level of Brotli. Above the quick one pages hardly get smaller before the last two, which take thirty times as long.
    fn level(self) -> u32 {
        match self {
            Self::Quick => 6,
            Self::Most => 11,
        }
    }
}

/// The window of Brotli, as the power of two: more than a page is long.
const BROTLI_WINDOW: u32 = 20;

/// How the bytes of an answer are compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coding {
    /// Not at all.
    Identity,
    /// By gzip (RFC 1952), which every client and proxy knows.
    Gzip,
    /// By Brotli (RFC 7932), which makes pages about a fifth smaller than gzip does.
    Brotli,
}

impl Coding {
    /// The smallest form that a client takes: one that it names, or any by `*`, but not with the weight 0.
    pub fn taken_by(request: &HeaderMap) -> Self {
        Self::taken_of(request, |_| true)
    }

    /// The same of those that are at hand.
    pub fn taken_of(request: &HeaderMap, is_at_hand: impl Fn(Self) -> bool) -> Self {
        let named = [(Self::Brotli, "br"), (Self::Gzip, "gzip")];
        let mut named = named.into_iter();
        let taken = named.find(|(coding, name)| is_at_hand(*coding) && takes(request, name));
        taken.map_or(Self::Identity, |(coding, _)| coding)
    }

    /// What `Content-Encoding` calls it; nothing for what is not compressed.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }

    /// The end of an entity tag: each form is another sequence of bytes, so a strong tag tells them apart.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Identity => "",
            Self::Gzip => "-gz",
            Self::Brotli => "-br",
        }
    }
}

fn takes(request: &HeaderMap, wanted: &str) -> bool {
    let values = request.get_all(header::ACCEPT_ENCODING).iter();
    let values = values.filter_map(|value| value.to_str().ok());
    let mut any = false;
    for coding in values.flat_map(|value| value.split(',')) {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        // Names and the letter are read without case (RFC 9110, 8.4.1 and 12.4.2).
        let weight = weight.trim().strip_prefix(['q', 'Q']);
        let weight = weight.and_then(|weight| weight.trim_start().strip_prefix('='));
        let weight = weight.and_then(|weight| weight.trim().parse::<f32>().ok());
        let is_taken = weight != Some(0.0);
        match name.trim() {
            name if name.eq_ignore_ascii_case(wanted) => return is_taken,
            "*" => any = is_taken,
            _ => {}
        }
    }
    any
}

/// Whether bytes of a media type get smaller: those of most images, fonts and films are compressed already.
pub(crate) fn is_worth_compressing(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or(content_type);
    kind.starts_with("text/")
        || ["+xml", "+json"].iter().any(|end| kind.ends_with(end))
        || matches!(
            kind,
            "application/json"
                | "application/xml"
                | "application/wasm"
                | "font/otf"
                | "font/ttf"
                | "image/x-icon"
        )
}

/// Compresses bytes by gzip.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let compressed = Vec::with_capacity(bytes.len() / 3);
    let mut encoder = GzEncoder::new(compressed, Compression::new(GZIP_LEVEL));
    // Writing to memory cannot fail.
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.unwrap_or_default()
}

/// The bytes that [`gzip`] compressed.
pub(crate) fn unzip(gzip: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(gzip.len() * 4);
    match GzDecoder::new(gzip).read_to_end(&mut bytes) {
        Ok(_) => bytes,
        Err(error) => unreachable!("we compressed it ourselves: {error}"),
    }
}

/// Compresses bytes by Brotli.
pub(crate) fn brotli(bytes: &[u8], effort: Effort) -> Vec<u8> {
    let compressed = Vec::with_capacity(bytes.len() / 4);
    let mut encoder =
        brotli::CompressorWriter::new(compressed, 1 << 16, effort.level(), BROTLI_WINDOW);
    // Writing to memory cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn the_smallest_form_is_sent_that_the_client_takes() {
        for (value, coding) in [
            ("gzip, deflate, br", Coding::Brotli),
            ("br;q=1.0, gzip;q=0.8", Coding::Brotli),
            ("gzip, deflate", Coding::Gzip),
            ("GZIP", Coding::Gzip),
            ("gzip;q=0", Coding::Identity),
            ("gzip;Q=0", Coding::Identity),
            ("br;q=0, gzip", Coding::Gzip),
            ("*", Coding::Brotli),
            ("br;q=0, *;q=0.5", Coding::Gzip),
            ("zstd", Coding::Identity),
            ("", Coding::Identity),
        ] {
            let headers =
                HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))]);
            assert_eq!(Coding::taken_by(&headers), coding, "{value}");
        }
        assert_eq!(Coding::taken_by(&HeaderMap::new()), Coding::Identity);
    }

    #[test]
    fn what_was_compressed_reads_back() {
        let words = b"Words, words, words. ".repeat(500);
        assert_eq!(unzip(&gzip(&words)), words);
        for effort in [Effort::Quick, Effort::Most] {
            let mut read = Vec::new();
            let compressed = brotli(&words, effort);
            brotli::Decompressor::new(compressed.as_slice(), 1 << 12)
                .read_to_end(&mut read)
                .unwrap();
            assert_eq!(read, words);
        }
    }
}
