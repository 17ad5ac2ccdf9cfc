//! The desk: the almanac as those see it who run the server, and nobody else.
//!
//! A browser that opened an address with the token of the server is at the desk. It is given a cookie, so that it stays
//! there. At the desk pages reload after an edit and show what the compiler said. Everybody else sees the public site.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, header};

use crate::authority::Authority;

/// For how long a browser that opened the desk stays there, in seconds: 400 days, the most that browsers keep a cookie.
const COOKIE_LIFETIME: u32 = 400 * 24 * 60 * 60;

/// Who asks for a page: the same address shows each of them something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Those who run the server.
    Desk,
    /// Everybody else.
    Public,
}

/// Who may see the desk of a server, and at which names of the server.
#[derive(Clone)]
pub struct Desk {
    /// The hash of the token: to compare hashes takes the same time whatever is compared.
    token: blake3::Hash,
    cookie: String,
    bound: IpAddr,
}

impl Desk {
    /// The desk that a token opens, of a server that listens at an address.
    pub fn new(token: &str, bound: SocketAddr) -> Self {
        let hash = blake3::hash(token.as_bytes());
        Self {
            token: hash,
            // Browsers keep the cookies of all ports of a host together: two almanacs on one machine must not take each
            // other's away.
            cookie: format!("almanac-desk-{}", &hash.to_hex()[..8]),
            bound: bound.ip(),
        }
    }

    /// Whether this is the token. It takes the same time for each that is wrong.
    pub(crate) fn opens_with(&self, token: &[u8]) -> bool {
        // Hashes are compared in constant time.
        blake3::hash(token) == self.token
    }

    /// Whether a request has the cookie of a browser that opened the desk.
    pub(crate) fn is_shown_to(&self, headers: &HeaderMap) -> bool {
        let cookies = headers.get_all(header::COOKIE).iter();
        let mut values = cookies
            .flat_map(|cookies| cookies.as_bytes().split(|byte| *byte == b';'))
            .filter_map(|cookie| {
                let value = cookie.trim_ascii().strip_prefix(self.cookie.as_bytes())?;
                value.strip_prefix(b"=")
            });
        values.any(|value| self.opens_with(value))
    }

    /// The header that gives a browser the cookie, for the site below a path.
    pub(crate) fn set_cookie(&self, token: &str, path: &str, is_secure: bool) -> String {
        let secure = if is_secure { "; Secure" } else { "" };
        format!(
            "{}={token}; Path={path}; Max-Age={COOKIE_LIFETIME}; HttpOnly; SameSite=Strict{secure}",
            self.cookie
        )
    }

    /// Whether the desk may be seen at a name of the server: this machine, the address that it listens at, or the host of
    /// the site's own address. Else a page of another site could have its own name lead here, and read the desk.
    pub(crate) fn is_at(&self, host: &Authority, site: Option<&Authority>) -> bool {
        let is_site = site.is_some_and(|site| site.host == host.host);
        is_site || host.host == "localhost" || host.ip().is_some_and(|ip| self.is_own(ip))
    }

    fn is_own(&self, ip: IpAddr) -> bool {
        // Who listens at all addresses is reached at any of them. An address is no name that could lead elsewhere.
        ip.is_loopback() || ip == self.bound || self.bound.is_unspecified()
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn desk(bound: &str) -> Desk {
        Desk::new("secret", bound.parse().unwrap())
    }

    fn is_at(desk: &Desk, host: &str) -> bool {
        let site = Authority::of_url("https://Almanac.example:8443/bees/").unwrap();
        desk.is_at(&Authority::parse(host).unwrap(), Some(&site))
    }

    #[test]
    fn the_desk_is_at_this_machine_and_at_the_sites_own_name() {
        let desk = desk("192.168.1.5:4747");
        for host in [
            "localhost",
            "LOCALHOST:4747",
            "localhost.",
            "127.0.0.1:80",
            "127.8.9.10",
            "[::1]:4747",
            "192.168.1.5",
            "almanac.example",
        ] {
            assert!(is_at(&desk, host), "{host}");
        }
        for host in [
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "192.168.1.6",
            "sub.almanac.example",
        ] {
            assert!(!is_at(&desk, host), "{host}");
        }
    }

    #[test]
    fn a_server_that_listens_everywhere_is_reached_at_any_address_but_at_no_strange_name() {
        let desk = desk("0.0.0.0:4747");
        assert!(is_at(&desk, "192.168.1.6:4747"));
        assert!(!is_at(&desk, "evil.example:4747"));
    }

    #[test]
    fn only_the_cookie_with_the_token_opens_the_desk() {
        let desk = desk("127.0.0.1:1");
        let given = desk.set_cookie("secret", "/", false);
        let (name, _) = given.split_once('=').unwrap();
        let shown = |cookie: &str| {
            let value = HeaderValue::from_str(cookie).unwrap();
            desk.is_shown_to(&HeaderMap::from_iter([(header::COOKIE, value)]))
        };
        assert!(shown(&format!("{name}=secret")));
        assert!(shown(&format!("other=1; {name}=old; {name}=secret")));
        assert!(!shown(&format!("{name}=secre")));
        assert!(!shown(&format!("{name}=")));
        assert!(!shown(&format!("x{name}=secret")));
        assert!(!shown("secret"));
    }
}
