//! Addresses that stand among words without any mark, and are links as on GitHub: `https://example.org`,
//! `www.example.org`, `ann@example.org`.
//!
//! The rules are those of GFM's [extended autolinks](https://github.github.com/gfm/#autolinks-extension-) for `http`,
//! `https`, `www.` and e-mail. One thing is added: the full stop and other punctuation of Chinese and Japanese end an
//! address, as no space follows them.

use std::ops::Range;

use memchr::memchr3_iter;

/// An address among words.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BareAddress {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// What a link to it leads to. Of e-mail, the address by itself.
    pub target: String,
    /// Whether it is of e-mail.
    pub is_email: bool,
}

/// The longest address that is made a link, in bytes; what is longer is cut. Few servers take longer ones.
const MAX_LENGTH: usize = 2_000;

/// Finds the addresses in a stretch of a text, in order.
pub(crate) fn bare_addresses(text: &str, range: Range<usize>) -> BareAddresses<'_> {
    BareAddresses {
        text,
        at: range.start,
        end: range.end,
    }
}

/// The addresses that [`bare_addresses`] finds.
pub(crate) struct BareAddresses<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl BareAddresses<'_> {
    /// The place of the next `://`, `www.` or `@`. All of a text is searched once, for bytes that are rare in words: few
    /// of its colons and full stops belong to an address.
    fn next_sign(&self) -> Option<usize> {
        let bytes = &self.text.as_bytes()[..self.end];
        let places = memchr3_iter(b':', b'.', b'@', &bytes[self.at..]);
        places
            .map(|offset| self.at + offset)
            .find_map(|place| match bytes[place] {
                b':' => bytes[place..].starts_with(b"://").then_some(place),
                b'.' => {
                    let is_www = bytes[self.at..place].ends_with(b"www");
                    is_www.then(|| place - b"www".len())
                }
                _ => Some(place),
            })
    }
}

impl Iterator for BareAddresses<'_> {
    type Item = BareAddress;

    fn next(&mut self) -> Option<BareAddress> {
        loop {
            let sign = self.next_sign()?;
            let range = self.at..self.end;
            let found = match self.text.as_bytes()[sign] {
                b':' => with_scheme(self.text, sign, range),
                b'w' => with_www(self.text, sign, self.end),
                _ => email(self.text, sign, range),
            };
            // All signs are of single bytes.
            self.at = found.as_ref().map_or(sign + 1, |found| found.range.end);
            if found.is_some() {
                return found;
            }
        }
    }
}

/// The address whose `://` stands at a place.
fn with_scheme(text: &str, colon: usize, range: Range<usize>) -> Option<BareAddress> {
    let scheme = ["https", "http"].into_iter().find(|scheme| {
        let start = colon
            .checked_sub(scheme.len())
            .filter(|start| *start >= range.start);
        let written = start.and_then(|start| text.get(start..colon));
        written.is_some_and(|written| written.eq_ignore_ascii_case(scheme))
    })?;
    let start = colon - scheme.len();
    let is_within_word = text[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
    let host = colon + "://".len();
    let most = longest(text, host, range.end);
    if is_within_word || host_length(&text[host..most])? == 0 {
        return None;
    }
    let end = end_of(text, start, most);
    (end > host).then(|| BareAddress {
        range: start..end,
        target: text[start..end].to_owned(),
        is_email: false,
    })
}

/// The address that begins with `www.` at a place.
fn with_www(text: &str, start: usize, most: usize) -> Option<BareAddress> {
    let before = text[..start].chars().next_back();
    let most = longest(text, start, most);
    let is_free = before.is_none_or(|c| c.is_whitespace() || "*_~(".contains(c));
    let host = is_free.then(|| host_length(&text[start..most])).flatten()?;
    if host <= "www.".len() {
        return None;
    }
    let end = end_of(text, start, most);
    (end > start + "www.".len()).then(|| BareAddress {
        range: start..end,
        target: format!("http://{}", &text[start..end]),
        is_email: false,
    })
}

/// How long the name of a host is that a text begins with. `None` if one of its last two parts has an underscore.
fn host_length(text: &str) -> Option<usize> {
    let is_of_host = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let length = text.find(|c| !is_of_host(c)).unwrap_or(text.len());
    let mut parts = text[..length].trim_end_matches('.').rsplit('.').take(2);
    (!parts.any(|part| part.contains('_'))).then_some(length)
}

/// How far is looked for the end of an address: a text full of starts is not searched to its end for each.
fn longest(text: &str, start: usize, most: usize) -> usize {
    text.floor_char_boundary(most.min(start + MAX_LENGTH))
}

/// Where an address ends that begins at a place: at a space or a `<`, but before punctuation that belongs to the sentence.
fn end_of(text: &str, start: usize, most: usize) -> usize {
    let address = &text[start..most];
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(c, '<' | '`')
            || "。，、；：！？（）「」『』《》【】“”".contains(c)
    };
    let mut address = &address[..address.find(ends).unwrap_or(address.len())];
    while let Some(last) = address.chars().next_back() {
        let rest = &address[..address.len() - last.len_utf8()];
        let is_sentence = match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' => true,
            ')' => is_unbalanced(address, '(', ')'),
            ']' => is_unbalanced(address, '[', ']'),
            ';' => {
                // `&copy;` is none of the address.
                let name = rest.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
                if name.len() < rest.len() && name.ends_with('&') {
                    address = &name[..name.len() - 1];
                    continue;
                }
                false
            }
            _ => false,
        };
        if !is_sentence {
            break;
        }
        address = rest;
    }
    start + address.len()
}

fn is_unbalanced(address: &str, open: char, close: char) -> bool {
    address.matches(close).count() > address.matches(open).count()
}

/// The address of e-mail whose `@` stands at a place.
fn email(text: &str, sign: usize, range: Range<usize>) -> Option<BareAddress> {
    let is_of_name = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '-' | '_');
    let before = text[range.start..sign].chars().rev();
    let mut start = sign - before.take_while(is_of_name).count();
    let scheme = text[range.start..start]
        .rsplit(|c: char| !c.is_ascii_alphabetic() && c != ':')
        .next();
    let host = &text[sign + 1..longest(text, sign + 1, range.end)];
    let is_of_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let host = &host[..host.find(|c| !is_of_host(c)).unwrap_or(host.len())];
    let host = host.trim_end_matches('.');
    let is_host =
        host.contains('.') && !host.split('.').any(str::is_empty) && !host.ends_with(['-', '_']);
    let end = sign + 1 + host.len();
    let goes_on = text[end..range.end].starts_with('@');
    let has_name = text[start..].starts_with(|c: char| c.is_ascii_alphanumeric());
    // `mailto:` before it is part of the link; `xmpp:` makes it an address of another kind.
    let is_scheme = |name: &str| scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(name));
    let (is_mailto, is_other) = (is_scheme("mailto:"), is_scheme("xmpp:"));
    if is_mailto {
        start -= "mailto:".len();
    }
    (has_name && is_host && !goes_on && !is_other).then(|| BareAddress {
        range: start..end,
        target: text[start..end].to_owned(),
        is_email: !is_mailto,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(text: &str) -> Vec<(&str, String)> {
        let found = bare_addresses(text, 0..text.len());
        found
            .map(|address| (&text[address.range], address.target))
            .collect()
    }

    #[test]
    fn addresses_are_found_as_on_github() {
        for (text, found) in [
            ("see www.example.org.", "www.example.org"),
            ("(www.example.org/a_(b))", "www.example.org/a_(b)"),
            (
                "https://example.org/?q=(a)&b=1, and",
                "https://example.org/?q=(a)&b=1",
            ),
            ("https://example.org/a&copy;", "https://example.org/a"),
            ("HTTP://localhost:80/a<b", "HTTP://localhost:80/a"),
            ("\"https://example.org\"", "https://example.org"),
            ("[https://example.org]", "https://example.org"),
            ("请看https://example.org/港。谢谢", "https://example.org/港"),
            ("ask ann.b+c@mail.example.org.", "ann.b+c@mail.example.org"),
            ("(mailto:ann@example.org)", "mailto:ann@example.org"),
            ("Contact:ann@example.org", "ann@example.org"),
        ] {
            let addresses: Vec<&str> = addresses(text)
                .into_iter()
                .map(|(address, _)| address)
                .collect();
            assert_eq!(addresses, [found], "{text}");
        }
        assert_eq!(addresses("www.a.b")[0].1, "http://www.a.b");
        assert_eq!(addresses("www.a.b https://c.d e@f.g").len(), 3);
    }

    #[test]
    fn what_is_no_address_is_none() {
        for text in [
            "www.",
            "xwww.a.b",
            "http://",
            "xhttp://a.b",
            "ftp://a.b",
            "https:// a.b",
            "http://a_b.c",
            "www.a_b",
            "@key",
            "a@b",
            "a@b.c-",
            "a@b.c_",
            "a@b..c",
            "@a.b",
            "+@a.b",
            "xmpp:a@b.c",
            "http://.",
            "://",
            "w@",
        ] {
            assert_eq!(addresses(text), [], "{text}");
        }
    }

    #[test]
    fn signs_that_begin_no_address_cost_little_time() {
        let start = std::time::Instant::now();
        for piece in ["www.", "://", "@", "a@", "http://", "www.a)", "http://a_b."] {
            addresses(&piece.repeat(20_000));
        }
        assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    }
}
