//! Proxies in front of the server, which are trusted to say who asks.

use std::net::IpAddr;
use std::str::FromStr;

use axum::http::HeaderMap;

/// The addresses of a proxy whose word is taken: one, or a network as `10.0.0.0/8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrustedProxy {
    network: u128,
    /// How many bits of an address, as one of IPv6, must be those of the network.
    bits: u32,
}

/// An address as one of IPv6, so that there is but one sort.
fn bits_of(ip: IpAddr) -> u128 {
    match ip {
        IpAddr::V4(ip) => ip.to_ipv6_mapped().to_bits(),
        IpAddr::V6(ip) => ip.to_bits(),
    }
}

impl FromStr for TrustedProxy {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!("`{text}` is neither an address nor a network: write 10.0.0.1 or 10.0.0.0/8")
        };
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u32>().map_err(|_| wrong())?)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let longest = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(longest);
        if bits > longest {
            return Err(wrong());
        }
        Ok(Self {
            network: bits_of(address),
            bits: bits + 128 - longest,
        })
    }
}

impl TrustedProxy {
    fn is(self, ip: IpAddr) -> bool {
        let differing = bits_of(ip) ^ self.network;
        differing.leading_zeros() >= self.bits
    }
}

/// Who asks: the peer, or whom trusted proxies name in `X-Forwarded-For`. Each proxy adds whom it was asked by at the
/// end, so that only what stands behind the last address that is not trusted can be believed.
pub(crate) fn client(trusted: &[TrustedProxy], peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    let is_trusted = |ip: IpAddr| trusted.iter().any(|proxy| proxy.is(ip));
    let mut client = peer.to_canonical();
    let values: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    for value in values.iter().rev() {
        let named = value.trim().parse::<IpAddr>();
        match named {
            Ok(named) if is_trusted(client) => client = named.to_canonical(),
            _ => break,
        }
    }
    client
}

/// Whether a trusted proxy says that the browser came by HTTPS.
pub(crate) fn is_by_https(trusted: &[TrustedProxy], peer: IpAddr, headers: &HeaderMap) -> bool {
    let proto = headers.get("x-forwarded-proto");
    trusted.iter().any(|proxy| proxy.is(peer)) && proto.is_some_and(|proto| proto == "https")
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn client_of(peer: &str, forwarded: &'static str) -> String {
        let trusted = ["127.0.0.1", "10.0.0.0/8", "fd00::/8"].map(|proxy| proxy.parse().unwrap());
        let name = HeaderName::from_static("x-forwarded-for");
        let headers = HeaderMap::from_iter([(name, HeaderValue::from_static(forwarded))]);
        client(&trusted, peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(client_of("192.0.2.1", "198.51.100.7"), "192.0.2.1");
        assert_eq!(client_of("127.0.0.1", "198.51.100.7"), "198.51.100.7");
        assert_eq!(
            client_of("::ffff:127.0.0.1", "198.51.100.7"),
            "198.51.100.7"
        );
        assert_eq!(client_of("fd12::1", "2001:db8::1"), "2001:db8::1");
        // What the client itself wrote stands in front of what its proxy added.
        assert_eq!(
            client_of("127.0.0.1", "1.2.3.4, 198.51.100.7, 10.9.9.9"),
            "198.51.100.7"
        );
        assert_eq!(client_of("127.0.0.1", "unknown"), "127.0.0.1");
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in ["", "localhost", "10.0.0.0/33", "10.0.0.0/x", "::1/129"] {
            assert!(text.parse::<TrustedProxy>().is_err(), "{text}");
        }
    }
}
