//! The address that a site is published at.

use url::Url;

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
    let url = Url::parse(text).map_err(|_| "must name a host: `https://example.org/`")?;
    if url.query().is_some() || url.fragment().is_some() {
        return Err("must end before `?` and `#`: pages are found below it");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("must hold no name and no password: it is written into every page");
    }
    Ok(format!("{}/", url.as_str().trim_end_matches('/')))
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
