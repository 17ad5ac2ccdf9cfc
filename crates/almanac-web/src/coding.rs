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
    /// The form that a client prefers by the weights that it gives, of those that it prefers alike the smallest.
    pub fn taken_by(request: &HeaderMap) -> Self {
        Self::taken_of(request, |_| true)
    }

    /// The same of those that are at hand.
    pub fn taken_of(request: &HeaderMap, is_at_hand: impl Fn(Self) -> bool) -> Self {
        let weights = Weights::of(request);
        // Bytes as they are are always taken, but preferred only where the client says so.
        let mut best = (Self::Identity, weights.named(&["identity"]).unwrap_or(0.0));
        // Of two alike the later one is taken: it is smaller.
        for (coding, names) in [
            (Self::Gzip, &["gzip", "x-gzip"][..]),
            (Self::Brotli, &["br"]),
        ] {
            let weight = weights.named(names).or(weights.any).unwrap_or(0.0);
            if is_at_hand(coding) && weight > 0.0 && weight >= best.1 {
                best = (coding, weight);
            }
        }
        best.0
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

/// How much a client wants each coding, between 0 (not at all) and 1.
struct Weights<'r> {
    named: Vec<(&'r str, f32)>,
    /// That of all that are not named.
    any: Option<f32>,
}

impl<'r> Weights<'r> {
    fn of(request: &'r HeaderMap) -> Self {
        let values = request.get_all(header::ACCEPT_ENCODING).iter();
        let values = values.filter_map(|value| value.to_str().ok());
        let named: Vec<(&str, f32)> = values
            .flat_map(|value| value.split(','))
            .map(|coding| {
                let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
                (name.trim(), read_weight(weight))
            })
            .collect();
        let any = named.iter().find(|(name, _)| *name == "*");
        let any = any.map(|(_, weight)| *weight);
        Self { named, any }
    }

    /// The weight of a coding that is named by one of its names, which are read without case (RFC 9110, 8.4.1).
    fn named(&self, names: &[&str]) -> Option<f32> {
        let is_wanted = |name: &str| names.iter().any(|wanted| name.eq_ignore_ascii_case(wanted));
        let mut named = self.named.iter();
        named
            .find(|(name, _)| is_wanted(name))
            .map(|(_, weight)| *weight)
    }
}

/// The weight that `q=0.5` gives, 1 where it gives none. The letter is read without case (RFC 9110, 12.4.2).
fn read_weight(weight: &str) -> f32 {
    let weight = weight.trim().strip_prefix(['q', 'Q']);
    let weight = weight.and_then(|weight| weight.trim_start().strip_prefix('='));
    let weight = weight.and_then(|weight| weight.trim().parse::<f32>().ok());
    weight.unwrap_or(1.0)
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
            ("br;q=0.1, gzip;q=1", Coding::Gzip),
            ("gzip;q=0.5, identity;q=0.9", Coding::Identity),
            ("identity;q=0.5, gzip;q=0.9", Coding::Gzip),
            ("gzip, identity", Coding::Gzip),
            ("x-gzip", Coding::Gzip),
            ("*;q=0", Coding::Identity),
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
