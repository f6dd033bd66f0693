//! The address of the client behind the proxies.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::{HeaderMap, HeaderName};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Client {
    pub(super) address: IpAddr,
    /// Whether it is a program on this machine that asks for itself: no header field can make it so.
    pub(super) is_local: bool,
}

/// The client of a request: the peer of the connection, or if that is this machine or one of the trusted `proxies`, the
/// last address in `X-Forwarded-For` that is not a trusted one.
///
/// The field is read from its end, since addresses before the first untrusted one were sent by the client and may be
/// invented. Reading ends at the first entry that is no address, with or without a port: what stands before it is not
/// known to come from a proxy.
pub(super) fn client_address(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> Client {
    // IPv4 addresses may arrive mapped into IPv6.
    let is_trusted = |address: &IpAddr| proxies.contains(&address.to_canonical());
    let remote = |address| Client {
        address,
        is_local: false,
    };
    let is_loopback = peer.to_canonical().is_loopback();
    // From the end, where the nearest proxy wrote.
    let mut lines = headers.get_all(X_FORWARDED_FOR).iter().rev().peekable();
    if lines.peek().is_none() {
        return Client {
            address: peer,
            is_local: is_loopback,
        };
    }
    // A proxy on this machine need not be named: whoever can connect from here could as well leave the field out.
    if !(is_loopback || is_trusted(&peer)) {
        // An untrusted peer may claim anything in the field.
        return remote(peer);
    }
    let entries = lines.flat_map(|line| {
        // A line that is not ASCII parses as no entry, and ends the reading.
        let line = line.to_str().unwrap_or_default();
        line.rsplit(',').map(parse_entry)
    });
    let known = entries.map_while(|entry| entry);
    // If all entries are trusted, the first of them asked.
    let mut last = peer;
    for address in known {
        last = address;
        if !is_trusted(&address) {
            break;
        }
    }
    remote(last)
}

/// An entry of `X-Forwarded-For`: an address, in brackets or not, with a port or not.
fn parse_entry(entry: &str) -> Option<IpAddr> {
    // The standard field `Forwarded` has quotes, and some proxies use them here too.
    let entry = entry.trim().trim_matches('"');
    let bare = entry
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let address = bare.unwrap_or(entry).parse().ok();
    // A port follows the address; in IPv6 the brackets tell it apart.
    let address = address.or_else(|| Some(entry.parse::<SocketAddr>().ok()?.ip()));
    address.map(|address| address.to_canonical())
}

/// The prefix of an address that one subscriber has: all of an IPv4 address, the first 64 bits of an IPv6 address. An
/// IPv4 address mapped into IPv6 counts as IPv4.
pub(super) fn client_prefix(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            // A subscriber has a whole /64, and would otherwise have as many buckets as addresses.
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

    fn forwarded(lines: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(X_FORWARDED_FOR, line.parse().expect("a header value"));
        }
        headers
    }

    #[test]
    fn trusts_only_known_proxies() {
        let (proxy, stranger) = (address("198.51.100.1"), address("192.0.2.1"));
        let headers = forwarded(&["203.0.113.9, 198.51.100.7, 198.51.100.1"]);
        let client = |peer, headers: &HeaderMap| client_address(peer, headers, &[proxy]);
        assert_eq!(client(stranger, &headers).address, stranger);
        assert_eq!(client(proxy, &headers).address, address("198.51.100.7"));
        assert_eq!(client(proxy, &HeaderMap::new()).address, proxy);
        assert_eq!(client_address(proxy, &headers, &[]).address, proxy);
    }

    #[test]
    fn reads_from_the_right_up_to_the_first_entry_that_is_no_address() {
        let peer = address("127.0.0.1");
        for (lines, expected) in [
            (&["9.9.9.9, 203.0.113.7:5123"][..], "203.0.113.7"),
            (&["9.9.9.9", "203.0.113.7"][..], "203.0.113.7"),
            (&["9.9.9.9, [2001:db8::1]:443"][..], "2001:db8::1"),
            (&["9.9.9.9, [2001:db8::1]"][..], "2001:db8::1"),
            (&["2001:db8::1"][..], "2001:db8::1"),
            (&["::ffff:203.0.113.7"][..], "203.0.113.7"),
            (&["9.9.9.9, unknown"][..], "127.0.0.1"),
            (&["9.9.9.9, unknown, 198.51.100.1"][..], "198.51.100.1"),
            (&["9.9.9.9,"][..], "127.0.0.1"),
            (&["9.9.9.9, 203.0.113.7:port"][..], "127.0.0.1"),
            (&["9.9.9.9, 203.0.113.7:99999"][..], "127.0.0.1"),
        ] {
            let proxies = [address("198.51.100.1")];
            let client = client_address(peer, &forwarded(lines), &proxies);
            assert_eq!(client.address, address(expected), "{lines:?}");
            assert!(!client.is_local, "{lines:?}");
        }
    }

    #[test]
    fn no_field_makes_a_client_local() {
        let local = |peer: &str, lines: &[&str]| {
            client_address(address(peer), &forwarded(lines), &[address("127.0.0.1")]).is_local
        };
        assert!(local("127.0.0.1", &[]) && local("::1", &[]) && local("::ffff:127.0.0.1", &[]));
        for lines in [
            &["127.0.0.1"][..],
            &["::1"],
            &["127.0.0.1:80"],
            &["x"],
            &[""],
        ] {
            assert!(!local("127.0.0.1", lines), "{lines:?}");
        }
        assert!(!local("192.0.2.1", &[]));
    }

    #[test]
    fn subscriber_has_64_bits_of_ipv6() {
        let prefix = |text| client_prefix(address(text));
        assert_eq!(prefix("2001:db8:1:2::1"), prefix("2001:db8:1:2:ffff::2"));
        assert_ne!(prefix("2001:db8:1:2::1"), prefix("2001:db8:1:3::1"));
        assert_eq!(prefix("::ffff:192.0.2.1"), address("192.0.2.1"));
    }
}
