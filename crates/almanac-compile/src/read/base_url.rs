//! The address that a site is published at.

use url::{ParseError, Url};

const NO_HOST: &str = "must name a host: `https://example.org/`";

/// Reads the address of a site, as `base_url` and `--base-url` give it: with `/` at its end, and its host and path as
/// machines write them (punycode, percent-encoding), so that all files of a site name it alike.
///
/// # Errors
/// Gives the reason why a text is no such address, as a sentence without its subject.
pub fn read_base_url(text: &str) -> Result<String, &'static str> {
    let begins = |scheme: &str| {
        let start = text.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    if !begins("https://") && !begins("http://") {
        return Err("must begin with `https://` or `http://`");
    }
    if text.contains(|letter: char| letter.is_whitespace() || letter.is_control() || letter == '\\')
    {
        return Err("must hold no space and no backslash");
    }
    let host = text.split("://").nth(1).unwrap_or_default();
    // A browser takes `https:///a` for the host `a`, and a name with an empty part for a host that nobody can have.
    if host.starts_with('/') || host.split('/').next().is_some_and(has_empty_label) {
        return Err(NO_HOST);
    }
    if has_broken_escape(text) {
        return Err("must have two hexadecimal digits behind each `%`");
    }
    let url = Url::parse(text).map_err(|error| match error {
        ParseError::InvalidPort => "must have a port below 65536, or none",
        _ => NO_HOST,
    })?;
    if url.query().is_some() || url.fragment().is_some() {
        return Err("must end before `?` and `#`: pages are found below it");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("must hold no name and no password: it is written into every page");
    }
    Ok(format!("{}/", url.as_str().trim_end_matches('/')))
}

/// Whether there is nothing before, between or behind two dots of a host. One dot behind its whole name may stand there.
fn has_empty_label(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    !host.starts_with('[') && (name.starts_with('.') || name.contains(".."))
}

fn has_broken_escape(text: &str) -> bool {
    let mut escapes = text.split('%').skip(1);
    escapes.any(|behind| {
        let digits = behind.bytes().take(2);
        digits.filter(u8::is_ascii_hexdigit).count() < 2
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_written_as_machines_write_it() {
        for (text, read) in [
            ("https://example.org", "https://example.org/"),
            ("HTTPS://Example.org:443/a//", "https://example.org/a/"),
            ("http://localhost:8000/a/b", "http://localhost:8000/a/b/"),
            ("http://[::1]:80/a..b", "http://[::1]/a..b/"),
            (
                "https://例え.example/ü/",
                "https://xn--r8jz45g.example/%C3%BC/",
            ),
        ] {
            assert_eq!(read_base_url(text).as_deref(), Ok(read));
        }
    }

    #[test]
    fn what_is_no_address_of_a_site_is_refused() {
        for text in [
            "",
            "example.org",
            "ftp://example.org/",
            "https://",
            "https:///",
            "http:///example.org/",
            "https://.example.org/",
            "https://example..org:80/",
            "https://example.org/%zz/",
            "https://example.org/a%2",
            "https://exa mple.org/",
            "https://example.org/a b/",
            "https://example.org\\a/",
            "https://example.org/?a=b",
            "https://example.org/#a",
            "https://ada:secret@example.org/",
            "https://example.org:99999/",
        ] {
            assert!(read_base_url(text).is_err(), "{text}");
        }
    }
}
