//! Addresses as authors write them, read as browsers read them.

/// An address as an author writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrittenAddress {
    /// It leads out of the site: it names a scheme or a host.
    Elsewhere,
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

impl WrittenAddress {
    /// Reads an address.
    pub fn read(address: &str) -> Self {
        if is_elsewhere(address) {
            return Self::Elsewhere;
        }
        let (before, fragment) = match address.split_once('#') {
            Some((before, fragment)) => (before, Some(fragment)),
            None => (address, None),
        };
        let end = before.find('?').unwrap_or(before.len());
        let (path, query) = before.split_at(end);
        Self::Local(LocalAddress {
            path: decode(path),
            query: query.to_owned(),
            fragment: fragment.filter(|text| !text.is_empty()).map(str::to_owned),
        })
    }
}

impl LocalAddress {
    /// The heading that the fragment names, its escapes resolved.
    pub fn heading(&self) -> Option<String> {
        self.fragment.as_deref().map(decode)
    }
}

/// Whether an address names a scheme or a host: it leads off the site.
pub fn is_elsewhere(address: &str) -> bool {
    // Browsers take a backslash for a slash.
    let is_slash = |byte: &u8| matches!(byte, b'/' | b'\\');
    let names_host = address.bytes().take_while(is_slash).count() >= 2;
    names_host || scheme(address).is_some()
}

/// The scheme that an address names, as RFC 3986 has it.
pub fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    is_scheme.then_some(scheme)
}

/// Resolves the escapes of an address: `%20` is a space. What is then no UTF-8 stays as it is.
fn decode(text: &str) -> String {
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
