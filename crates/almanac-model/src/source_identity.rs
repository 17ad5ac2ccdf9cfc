//! Which work a source is, whatever it is called.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::{FilePath, SourceKey};

/// What tells one work from another: its DOI, else its ISBN-13, else its address, else the file
/// and the key that define it. Two sources of one identity are one work.
///
/// Written as `doi:10.1000/182`, `isbn:9780306406157`, `https://example.org/page` or
/// `file:sources.yaml#key`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceIdentity(Arc<str>);

impl SourceIdentity {
    /// The identity of a work, by what its description gives.
    ///
    /// A DOI or an ISBN that is none does not count. A DOI counts however it is written: by itself,
    /// behind `doi:`, or as an address of doi.org, be that in `doi` or in `url`.
    pub fn new(
        doi: Option<&str>,
        isbn: Option<&str>,
        url: Option<&str>,
        (file, key): (&FilePath, &SourceKey),
    ) -> Self {
        // Nearly every source has an address, and only that: it is taken apart once.
        let address = url.map(|url| SourceAddress::read(url.trim()));
        let of_address = || address.as_ref().and_then(SourceAddress::doi);
        let text = { doi.and_then(read_doi).or_else(of_address) }
            .map(|doi| format!("doi:{doi}"))
            .or_else(|| Some(format!("isbn:{}", isbn.and_then(read_isbn)?)))
            .or_else(|| address.as_ref().and_then(SourceAddress::normalized))
            .unwrap_or_else(|| format!("file:{file}#{key}"));
        Self(Arc::from(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourceIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SourceIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

/// The address at doi.org of a DOI, in whatever form that is written.
pub fn doi_address(doi: &str) -> Option<String> {
    read_doi(doi).map(|doi| format!("https://doi.org/{doi}"))
}

/// Reads a DOI: by itself, behind `doi:`, or as an address of doi.org.
fn read_doi(text: &str) -> Option<String> {
    let text = text.trim();
    SourceAddress::read(text).doi().or_else(|| bare_doi(text))
}

/// Reads a DOI that stands by itself. Letters of ASCII make no difference in case (DOI handbook, 2.4).
fn bare_doi(text: &str) -> Option<String> {
    let (prefix, suffix) = text.split_once('/')?;
    let is_doi =
        prefix.starts_with("10.") && !suffix.is_empty() && !text.contains(char::is_whitespace);
    is_doi.then(|| text.to_ascii_lowercase())
}

/// Reads an ISBN of 13 digits, or of 10, which stands for one of 13. Hyphens and spaces make no
/// difference; the last digit must be the sum that it has to be (ISO 2108).
fn read_isbn(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = match text.get(..4) {
        Some(name) if name.eq_ignore_ascii_case("isbn") => text[4..].trim_start_matches(':'),
        _ => text,
    };
    let is_between = |c: &char| c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}');
    let digits: String = digits.chars().filter(|c| !is_between(c)).collect();
    let body = match (digits.len(), digits.is_ascii()) {
        (13, true) if digits.starts_with("978") || digits.starts_with("979") => {
            digits[..12].to_owned()
        }
        (10, true) if digits.ends_with(check_digit_of_10(&digits[..9])?) => {
            format!("978{}", &digits[..9])
        }
        _ => return None,
    };
    let whole = format!("{body}{}", check_digit_of_13(&body)?);
    (digits.len() == 10 || digits == whole).then_some(whole)
}

fn check_digit_of_13(body: &str) -> Option<u32> {
    let sum = body.chars().zip([1, 3].into_iter().cycle());
    let sum: Option<u32> = sum.map(|(c, weight)| Some(c.to_digit(10)? * weight)).sum();
    sum.map(|sum| (10 - sum % 10) % 10)
}

/// The last sign of an ISBN of ten, in either case where it is a letter.
fn check_digit_of_10(body: &str) -> Option<&'static [char]> {
    const SIGNS: [[char; 2]; 11] = [
        ['0', '0'],
        ['1', '1'],
        ['2', '2'],
        ['3', '3'],
        ['4', '4'],
        ['5', '5'],
        ['6', '6'],
        ['7', '7'],
        ['8', '8'],
        ['9', '9'],
        ['x', 'X'],
    ];
    let sum = body.chars().zip((2..=10).rev());
    let sum: Option<u32> = sum.map(|(c, weight)| Some(c.to_digit(10)? * weight)).sum();
    sum.map(|sum| &SIGNS[((11 - sum % 11) % 11) as usize][..])
}

/// An address as it is written, without space around it.
enum SourceAddress<'u> {
    /// It names a host.
    Web(WebAddress<'u>),
    /// Any other text.
    Other(&'u str),
}

impl<'u> SourceAddress<'u> {
    fn read(url: &'u str) -> Self {
        WebAddress::read(url).map_or(Self::Other(url), Self::Web)
    }

    /// The DOI that an address of doi.org leads to, or one that an address of the scheme `doi` names.
    fn doi(&self) -> Option<String> {
        match self {
            Self::Web(web) => {
                let is_resolver =
                    ["doi.org", "www.doi.org", "dx.doi.org"].contains(&&*web.authority);
                is_resolver.then(|| bare_doi(&percent_decoded(web.path.trim_matches('/'))))?
            }
            Self::Other(url) => {
                let scheme = url.get(..4)?;
                let is_doi = scheme.eq_ignore_ascii_case("doi:");
                is_doi.then(|| bare_doi(url[scheme.len()..].trim_start()))?
            }
        }
    }

    /// The form in which equal addresses are equal: host in lower case, `http` as `https`, without fragment, default port
    /// and final slash. The query is kept. `None` for an empty one.
    fn normalized(&self) -> Option<String> {
        match self {
            Self::Web(web) => {
                let path = web.path.strip_suffix('/').unwrap_or(web.path);
                Some([&web.scheme, "://", &web.authority, path, web.query].concat())
            }
            Self::Other(url) => {
                let bare = url.split_once('#').map_or(*url, |(address, _)| address);
                let bare = bare.strip_suffix('/').unwrap_or(bare);
                (!bare.is_empty()).then(|| bare.to_owned())
            }
        }
    }
}

/// The parts of an address that names a host.
struct WebAddress<'u> {
    /// In lower case; `https` where `http` is written.
    scheme: Cow<'u, str>,
    /// Host and port, the host in lower case, a default port left out.
    authority: Cow<'u, str>,
    path: &'u str,
    /// With its question mark, if there is one.
    query: &'u str,
}

impl<'u> WebAddress<'u> {
    fn read(url: &'u str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
        if !is_scheme {
            return None;
        }
        let rest = rest.split_once('#').map_or(rest, |(address, _)| address);
        let (authority, rest) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        let (path, query) = rest.split_at(rest.find('?').unwrap_or(rest.len()));
        let user = authority.rfind('@').map_or(0, |sign| sign + 1);
        let (user, host) = authority.split_at(user);
        if host.is_empty() {
            return None;
        }
        let scheme = in_lower_case(scheme);
        let default_port = match &*scheme {
            "http" => ":80",
            "https" => ":443",
            _ => "",
        };
        let host = in_lower_case(host);
        let length = host.strip_suffix(default_port).unwrap_or(&host).len();
        let length = host[..length].strip_suffix(':').map_or(length, str::len);
        Some(Self {
            authority: match host {
                Cow::Borrowed(_) => Cow::Borrowed(&authority[..user.len() + length]),
                Cow::Owned(host) => Cow::Owned(format!("{user}{}", &host[..length])),
            },
            scheme: match &*scheme {
                "http" => Cow::Borrowed("https"),
                _ => scheme,
            },
            path,
            query,
        })
    }
}

fn in_lower_case(text: &str) -> Cow<'_, str> {
    let is_lower = text
        .bytes()
        .all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    match is_lower {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.to_lowercase()),
    }
}

/// Resolves the escapes of an address: `%2F` is a slash. What is no text then stays as it is.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digit = |byte: &u8| char::from(*byte).to_digit(16);
        let escaped = match (first, after) {
            (b'%', [high, low, ..]) => digit(high).zip(digit(low)),
            _ => None,
        };
        match escaped {
            Some((high, low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn identity(doi: Option<&str>, isbn: Option<&str>, url: Option<&str>) -> String {
        let (file, key) = (FilePath::from("entries/x.md"), SourceKey::from("k"));
        SourceIdentity::new(doi, isbn, url, (&file, &key)).to_string()
    }

    fn of_url(url: &str) -> String {
        identity(None, None, Some(url))
    }

    #[test]
    fn one_address_in_several_forms_is_one_work() {
        for url in [
            "https://example.org/A/b",
            "http://example.org/A/b",
            "HTTPS://EXAMPLE.org/A/b/",
            "https://example.org:443/A/b#part-2",
            "http://example.org:80/A/b/#part",
            " https://example.org/A/b ",
        ] {
            assert_eq!(of_url(url), "https://example.org/A/b", "{url}");
        }
        assert_eq!(of_url("http://example.org"), of_url("https://Example.org/"));
        assert_eq!(of_url("https://x.org/?a=1"), of_url("https://x.org?a=1"));
    }

    #[test]
    fn what_leads_elsewhere_is_another_work() {
        for (one, other) in [
            ("https://x.org/a?v=1", "https://x.org/a?v=2"),
            ("https://x.org/a?v=1", "https://x.org/a"),
            ("https://x.org/a?q=b/", "https://x.org/a?q=b"),
            ("https://x.org/a", "https://x.org/A"),
            ("https://x.org:8080/a", "https://x.org/a"),
            ("https://x.org:80/a", "https://x.org/a"),
            ("https://x.org/a", "https://www.x.org/a"),
            ("ftp://x.org/a", "https://x.org/a"),
        ] {
            assert_ne!(of_url(one), of_url(other), "{one} {other}");
        }
    }

    #[test]
    fn a_doi_is_one_in_whatever_form() {
        let doi = "doi:10.1016/j.jml.2019.104047";
        for written in [
            "10.1016/j.jml.2019.104047",
            "10.1016/J.JML.2019.104047",
            "doi:10.1016/j.jml.2019.104047",
            "DOI: 10.1016/j.jml.2019.104047",
            "https://doi.org/10.1016/j.jml.2019.104047",
            "http://dx.doi.org/10.1016/j.jml.2019.104047",
        ] {
            assert_eq!(identity(Some(written), None, None), doi, "{written}");
        }
        assert_eq!(of_url("https://doi.org/10.1016%2Fj.jml.2019.104047#x"), doi);
        assert_eq!(of_url("doi:10.1016/j.jml.2019.104047"), doi);
        let elsewhere = identity(Some("10.1/x"), None, Some("https://x.org/paper"));
        assert_eq!(elsewhere, "doi:10.1/x");
        // What is none is passed over.
        assert_eq!(
            identity(Some("n/a"), None, Some("https://x.org")),
            "https://x.org"
        );
        assert_eq!(of_url("https://doi.org/about"), "https://doi.org/about");
        assert_eq!(of_url("doi:doi:doi:"), "doi:doi:doi:");
    }

    #[test]
    fn an_isbn_of_ten_digits_is_that_of_thirteen() {
        let book = "isbn:9780306406157";
        for written in [
            "978-0-306-40615-7",
            "9780306406157",
            "0-306-40615-2",
            "ISBN 0306406152",
        ] {
            assert_eq!(identity(None, Some(written), Some("https://x.org")), book);
        }
        assert_eq!(
            identity(None, Some("080442957X"), None),
            "isbn:9780804429573"
        );
        assert_eq!(
            identity(None, Some("080442957x"), None),
            "isbn:9780804429573"
        );
        for none in ["9780306406158", "0306406153", "", "९७८०३०६४०६१५७", "isbn"]
        {
            assert_eq!(
                identity(None, Some(none), Some("https://x.org")),
                "https://x.org"
            );
        }
        let both = identity(Some("10.1/x"), Some("9780306406157"), None);
        assert_eq!(both, "doi:10.1/x");
    }

    #[test]
    fn what_has_no_name_in_the_world_has_that_of_its_file() {
        assert_eq!(identity(None, None, None), "file:entries/x.md#k");
        assert_eq!(of_url(" "), "file:entries/x.md#k");
        assert_eq!(of_url("#part"), "file:entries/x.md#k");
    }

    proptest! {
        #[test]
        fn any_text_has_an_identity(doi in ".{0,40}", isbn in ".{0,20}", url in ".{0,60}") {
            prop_assert!(!identity(Some(&doi), Some(&isbn), Some(&url)).is_empty());
        }

        #[test]
        fn scheme_fragment_and_case_of_the_host_make_no_difference(
            host in "[a-zA-Z][a-zA-Z0-9.-]{0,12}",
            path in "(/[a-zA-Z0-9%._~-]{1,6}){0,3}",
            query in "(\\?[a-zA-Z0-9=&/]{0,8})?",
            fragment in "(#[a-z/]{0,6})?",
            slash in any::<bool>(),
        ) {
            let plain = of_url(&format!("https://{}{path}{query}", host.to_lowercase()));
            let slash = if slash { "/" } else { "" };
            let other = format!("HTTP://{host}:80{path}{slash}{query}{fragment}");
            prop_assert_eq!(plain, of_url(&other));
        }
    }
}
