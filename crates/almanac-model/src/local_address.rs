//! Addresses as authors write them, read as browsers read them.

use std::borrow::Cow;
use std::ops::Range;

use crate::special::find_byte;

/// An address as an author writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrittenAddress<'a> {
    /// It names nothing: it is empty, or `#` alone.
    Nothing,
    /// It leads out of the site: it names a host, or a scheme that may be followed. This is how it is
    /// followed.
    Elsewhere(Cow<'a, str>),
    /// It names a scheme that may run something, or one that nobody knows: no page has it.
    Unsafe,
    /// It leads to something of the site, or of the almanac's folder.
    Local(LocalAddress),
}

/// An address that stays on the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalAddress {
    /// The path, its escapes resolved: relative to the file that it stands in, or from the root if
    /// it begins with `/`. Empty for the page itself.
    pub path: String,
    /// What stands from `?` on, up to `#`.
    pub query: String,
    /// What stands behind `#`, as written; `None` where nothing does.
    pub fragment: Option<String>,
}

/// The schemes that links may have, sorted: what they name is opened by a program that the reader
/// has chosen for it, and nothing is run.
pub const SAFE_SCHEMES: [&str; 22] = [
    "doi", "ftp", "ftps", "gemini", "geo", "gopher", "http", "https", "im", "ipfs", "ipns", "irc",
    "ircs", "magnet", "mailto", "news", "sip", "sips", "sms", "tel", "urn", "xmpp",
];

impl<'a> WrittenAddress<'a> {
    /// Reads an address.
    pub fn read(address: &'a str) -> Self {
        let address = normalized(address);
        if let Some(note) = note_of_obsidian(&address) {
            return Self::Local(note);
        }
        if let Some(scheme) = scheme(&address) {
            return match is_one_of(scheme, &SAFE_SCHEMES) {
                true => Self::Elsewhere(address),
                false => Self::Unsafe,
            };
        }
        if address.starts_with("//") {
            return Self::Elsewhere(address);
        }
        if matches!(&*address, "" | "#") {
            return Self::Nothing;
        }
        let (before, fragment) = match address.split_once('#') {
            Some((before, fragment)) => (before, Some(fragment)),
            None => (&*address, None),
        };
        let end = before.find('?').unwrap_or(before.len());
        let (path, query) = before.split_at(end);
        Self::Local(LocalAddress {
            path: decode(path),
            query: query.to_owned(),
            fragment: fragment.filter(|text| !text.is_empty()).map(str::to_owned),
        })
    }

    /// Whether it is the whole address of something on the web.
    pub fn is_web(&self) -> bool {
        let Self::Elsewhere(address) = self else {
            return false;
        };
        let schemes = ["http", "https"];
        scheme(address).is_some_and(|scheme| is_one_of(scheme, &schemes))
    }

    /// Whether it leads out of the site.
    pub fn is_elsewhere(&self) -> bool {
        matches!(self, Self::Elsewhere(_))
    }
}

impl LocalAddress {
    /// The heading that the fragment names, its escapes resolved.
    pub fn heading(&self) -> Option<String> {
        self.fragment.as_deref().map(decode)
    }
}

/// An address as browsers see it before they look at its parts, as the
/// [URL standard](https://url.spec.whatwg.org/#url-parsing) has it: without space and controls around
/// it, without tabs and line ends in it, and with slashes for backslashes.
fn normalized(address: &str) -> Cow<'_, str> {
    let address = address.trim_matches(|c: char| c <= ' ');
    let is_left_out = |c: char| matches!(c, '\t' | '\n' | '\r');
    let has_left_out = find_byte(address, |byte| is_left_out(char::from(byte))).is_some();
    let mut address = match has_left_out {
        true => Cow::Owned(address.replace(is_left_out, "")),
        false => Cow::Borrowed(address),
    };
    let slashes = place_of_slashes(&address);
    if address[slashes.clone()].contains('\\') {
        let path = address[slashes.clone()].replace('\\', "/");
        address.to_mut().replace_range(slashes, &path);
    }
    address
}

/// Where in an address a backslash is a slash. Behind a scheme it matters only before the host: what
/// follows it leads elsewhere either way.
fn place_of_slashes(address: &str) -> Range<usize> {
    const SPECIAL: [&str; 6] = ["file", "ftp", "http", "https", "ws", "wss"];
    let Some(scheme) = scheme(address) else {
        return 0..address.find(['?', '#']).unwrap_or(address.len());
    };
    let start = scheme.len() + 1;
    let host = address[start..].trim_start_matches(['/', '\\']);
    match is_one_of(scheme, &SPECIAL) {
        true => start..address.len() - host.len(),
        false => start..start,
    }
}

/// The note that an address opens in Obsidian, `obsidian://open?vault=V&file=Heron`: it is found by its name, as all are.
fn note_of_obsidian(address: &str) -> Option<LocalAddress> {
    let query = address.strip_prefix("obsidian://open?")?;
    let mut fields = query.split('&').filter_map(|field| field.split_once('='));
    let (_, file) = fields.find(|(name, _)| *name == "file")?;
    let file = decode(file);
    let (path, heading) = match file.split_once('#') {
        Some((path, heading)) => (path.to_owned(), Some(heading.to_owned())),
        None => (file, None),
    };
    Some(LocalAddress {
        path,
        query: String::new(),
        fragment: heading,
    })
}

/// The scheme that an address names, as RFC 3986 has it.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    is_scheme.then_some(scheme)
}

/// Whether a scheme is among some, in letters of whatever case.
fn is_one_of(scheme: &str, schemes: &[&str]) -> bool {
    let mut schemes = schemes.iter();
    schemes.any(|known| known.eq_ignore_ascii_case(scheme))
}

/// Resolves the escapes of an address: `%20` is a space. What is then no UTF-8 stays as it is.
pub fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = match (byte, after) {
            (b'%', [high, low, ..]) => hex_digit(*high).zip(hex_digit(*low)),
            _ => None,
        };
        match escaped {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use url::Url;

    fn path(address: &str) -> String {
        match WrittenAddress::read(address) {
            WrittenAddress::Local(local) => local.path,
            other => panic!("{address:?}: {other:?}"),
        }
    }

    #[test]
    fn addresses_are_taken_apart_and_their_escapes_resolved() {
        let read = WrittenAddress::read("big%20labs/a.md?x=%20#Real%20one");
        let WrittenAddress::Local(local) = read else {
            panic!("{read:?}")
        };
        assert_eq!(local.path, "big labs/a.md");
        assert_eq!(local.query, "?x=%20");
        assert_eq!(local.heading().as_deref(), Some("Real one"));
        assert_eq!(path("a\\b.md"), "a/b.md");
        assert_eq!(path(" \n a.md\t"), "a.md");
        assert_eq!(path("100%"), "100%");
    }

    #[test]
    fn what_hides_a_host_or_a_scheme_leads_elsewhere_all_the_same() {
        for elsewhere in [
            " https://x.example/p.png",
            "\t//x.example/p",
            "/\\x.example",
            "\\\\x.example",
            "/\n/x.example",
            "ht\ntps://x.example",
            "tel:+49",
            "DOI:10.1000/1",
            "\u{1}mailto:a@b.example",
        ] {
            assert!(
                WrittenAddress::read(elsewhere).is_elsewhere(),
                "{elsewhere:?}"
            );
        }
    }

    #[test]
    fn schemes_that_run_something_are_unsafe() {
        for address in [
            "javascript:x",
            " java\nscript:x",
            "DATA:text/html,x",
            "vbscript:x",
            "file:///etc",
            "\u{1}javascript:x",
        ] {
            assert_eq!(
                WrittenAddress::read(address),
                WrittenAddress::Unsafe,
                "{address:?}"
            );
        }
        for address in ["a", "/a:b", "#a:b", "?a:b", "a/b:c", "a):b", "1:2"] {
            let read = WrittenAddress::read(address);
            assert!(matches!(read, WrittenAddress::Local(_)), "{address}");
        }
    }

    #[test]
    fn what_names_nothing_is_nothing() {
        for address in ["", "#", " ", "\t#\n"] {
            assert_eq!(WrittenAddress::read(address), WrittenAddress::Nothing);
        }
    }

    #[test]
    fn schemes_are_sorted() {
        assert!(SAFE_SCHEMES.is_sorted());
    }

    proptest! {
        /// What stays on the site by our reading does so by that of a browser, and the reverse.
        #[test]
        fn addresses_are_read_as_browsers_read_them(address in "[ \\t\\n\u{1}]{0,2}(tel|https|HTTP|javascript|a)?:?[/\\\\]{0,3}[a-z.:@?# \\t\\\\/]{0,12}") {
            let base = Url::parse("gopher2://site.invalid/entries/x").unwrap();
            let special = Url::parse("https://site.invalid/entries/x").unwrap();
            let is_local = !matches!(
                WrittenAddress::read(&address),
                WrittenAddress::Elsewhere(_) | WrittenAddress::Unsafe
            );
            // The scheme of the base by itself (`https:a`) is a relative address to browsers, and would
            // be no fault; a base of another scheme has none of it.
            let by_scheme = base.join(&address).map_or(true, |url| url.scheme() != base.scheme());
            let by_host = special.join(&address).map_or(true, |url| url.host_str() != special.host_str());
            prop_assert_eq!(is_local, !by_scheme && !by_host, "{:?}", address);
        }
    }
}
