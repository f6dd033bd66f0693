//! The address of the client behind the proxies.

use std::net::{IpAddr, Ipv6Addr};

use axum::http::{HeaderMap, HeaderName};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address of the client: the peer of the connection, or if that is one of the trusted `proxies`, the last address
/// in `X-Forwarded-For` that is not. Addresses before it were sent by the client and may be invented.
pub(super) fn client_address(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    let is_trusted = |address: &IpAddr| proxies.contains(&address.to_canonical());
    if !is_trusted(&peer) {
        return peer;
    }
    let forwarded: Vec<IpAddr> = headers
        .get_all(X_FORWARDED_FOR)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|address| address.trim().parse().ok())
        .collect();
    let client = forwarded.iter().rev().find(|address| !is_trusted(address));
    client.copied().unwrap_or(peer)
}

/// The prefix of an address that one subscriber has: all of an IPv4 address, the first 64 bits of an IPv6 address. An
/// IPv4 address mapped into IPv6 counts as IPv4.
pub(super) fn client_prefix(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn trusts_only_known_proxies() {
        let forwarded = "203.0.113.9, 198.51.100.7, 127.0.0.1";
        let forwarded = forwarded.parse().expect("a header value");
        let headers = HeaderMap::from_iter([(X_FORWARDED_FOR, forwarded)]);
        let (proxy, stranger) = (address("127.0.0.1"), address("192.0.2.1"));
        assert_eq!(client_address(stranger, &headers, &[proxy]), stranger);
        assert_eq!(
            client_address(proxy, &headers, &[proxy]),
            address("198.51.100.7")
        );
        assert_eq!(client_address(proxy, &HeaderMap::new(), &[proxy]), proxy);
        assert_eq!(client_address(proxy, &headers, &[]), proxy);
    }

    #[test]
    fn subscriber_has_64_bits_of_ipv6() {
        let prefix = |text| client_prefix(address(text));
        assert_eq!(prefix("2001:db8:1:2::1"), prefix("2001:db8:1:2:ffff::2"));
        assert_ne!(prefix("2001:db8:1:2::1"), prefix("2001:db8:1:3::1"));
        assert_eq!(prefix("::ffff:192.0.2.1"), address("192.0.2.1"));
    }
}
