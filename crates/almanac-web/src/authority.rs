//! The host and port of a server as addresses and headers write them.

use std::net::{IpAddr, Ipv6Addr};

use axum::http::uri;

/// A host in lower case, and the port where one is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Authority {
    pub host: String,
    port: Option<u16>,
}

impl Authority {
    /// Reads what a `Host` header holds; `None` if it is malformed.
    pub fn parse(text: &str) -> Option<Self> {
        let read: uri::Authority = text.parse().ok()?;
        // More is allowed in addresses, such as the name of a user, but no server is called so.
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%:[]".contains(&byte);
        let is_plain = text.bytes().all(is_plain) && !text.ends_with(':');
        let host = read.host().to_ascii_lowercase();
        let host = host.strip_suffix('.').unwrap_or(&host);
        let has_odd_port = read.port().is_none() && text.len() > read.host().len();
        if !is_plain || host.is_empty() || has_odd_port {
            return None;
        }
        Some(Self {
            host: host.to_owned(),
            port: read.port_u16(),
        })
    }

    /// That of an address with a scheme, with the scheme's own port where none is written.
    pub fn of_url(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let authority = Self::parse(&rest[..end])?;
        let port = if scheme.eq_ignore_ascii_case("https") {
            443
        } else {
            80
        };
        Some(Self {
            port: authority.port.or(Some(port)),
            ..authority
        })
    }

    /// The address, if the host is one.
    pub fn ip(&self) -> Option<IpAddr> {
        let bracketed = self
            .host
            .strip_prefix('[')
            .and_then(|host| host.strip_suffix(']'));
        match bracketed {
            Some(address) => address.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
            None => self.host.parse().ok(),
        }
    }

    /// Whether the other one, which an address with a scheme names, is the same server. A port that is not written is the
    /// scheme's own.
    pub fn is_named_by(&self, url: &Self) -> bool {
        self.host == url.host
            && self
                .port
                .map_or(matches!(url.port, Some(80 | 443)), |port| {
                    url.port == Some(port)
                })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_host_is_none() {
        for text in [
            "", "a b", "a/b", "a@b", "a:", "a:x", "a:99999", "a,b", "[::1", "::1", "a:1:2", "é",
        ] {
            assert_eq!(Authority::parse(text), None, "{text}");
        }
        let parse = |text| Authority::parse(text).map(|read| (read.host, read.port));
        assert_eq!(parse("A.Example.:80"), Some(("a.example".into(), Some(80))));
        assert_eq!(parse("[::1]:1"), Some(("[::1]".into(), Some(1))));
    }

    #[test]
    fn an_origin_names_the_server_with_its_port() {
        let host = Authority::parse("localhost:4747").unwrap();
        let is_named = |url| host.is_named_by(&Authority::of_url(url).unwrap());
        assert!(is_named("http://localhost:4747"));
        assert!(!is_named("http://localhost:3000"));
        assert!(!is_named("http://localhost"));
        let bare = Authority::parse("almanac.example").unwrap();
        let is_named = |url| bare.is_named_by(&Authority::of_url(url).unwrap());
        assert!(is_named("https://almanac.example"));
        assert!(!is_named("https://almanac.example:8443"));
    }
}
