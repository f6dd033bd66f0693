//! Which addresses may be asked: http and https only, and none inside a private network.
//!
//! An address in a list or a redirect may point at this machine or at the network behind it (server-side request
//! forgery). A name is resolved here and the connection goes to the addresses that were checked, so that a name
//! which resolves to another address a moment later gains nothing.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::{Host, Url};

use crate::harvest::Reason;

/// An address that does not lie on the public internet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{host} lies in a private network")]
pub(super) struct PrivateAddress {
    /// The name or number that was asked for.
    pub(super) host: String,
}

/// The hosts that may be asked although they lie in a private network, in lower case.
#[derive(Clone, Debug, Default)]
pub(super) struct PrivateHosts(pub(super) Vec<String>);

impl PrivateHosts {
    fn contains(&self, host: &str) -> bool {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        self.0
            .iter()
            .any(|allowed| allowed.eq_ignore_ascii_case(bare))
    }

    /// Checks scheme and host of an address; a name is looked up only when the connection is made.
    ///
    /// # Errors
    /// [`Reason::Address`] for what is no address of the web, [`Reason::Private`] for a number in a private range.
    pub(super) fn check(&self, url: &str) -> Result<Url, Reason> {
        let parsed = Url::parse(url).map_err(|_| Reason::Address)?;
        let named = parsed
            .host()
            .filter(|_| matches!(parsed.scheme(), "http" | "https"));
        let host = named.ok_or(Reason::Address)?;
        // `url` has read forms such as 0x7f.1 and 2130706433 into the number that they mean.
        let number = match host {
            Host::Domain(_) => None,
            Host::Ipv4(address) => Some(IpAddr::V4(address)),
            Host::Ipv6(address) => Some(IpAddr::V6(address)),
        };
        match number {
            Some(number) if !is_public(number) && !self.contains(&host.to_string()) => {
                Err(Reason::Private {
                    host: host.to_string(),
                })
            }
            _ => Ok(parsed),
        }
    }
}

/// Resolves names, and refuses those of which any address is private.
pub(super) struct PublicResolver {
    pub(super) allowed: PrivateHosts,
    inner: DefaultResolver,
}

impl PublicResolver {
    pub(super) fn new(allowed: PrivateHosts) -> Self {
        Self {
            allowed,
            inner: DefaultResolver::default(),
        }
    }
}

impl fmt::Debug for PublicResolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PublicResolver").finish_non_exhaustive()
    }
}

impl Resolver for PublicResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let host = uri.host().unwrap_or_default();
        // One private address among public ones is enough: the connector may choose that one.
        if !self.allowed.contains(host) && found.iter().any(|one| !is_public(one.ip())) {
            let host = host.to_owned();
            return Err(ureq::Error::Other(Box::new(PrivateAddress { host })));
        }
        Ok(found)
    }
}

/// Whether an address is reachable over the public internet, by the special-purpose registries of IANA (RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let protocol = a == 192 && b == 0 && c == 0;
    let benchmarking = a == 198 && (b == 18 || b == 19);
    !(a == 0
        || a >= 240
        || shared
        || protocol
        || benchmarking
        || address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast())
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let [first, second, ..] = segments;
    let embedded = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    // Forms that carry an IPv4 address, which then decides: mapped, NAT64 and 6to4.
    if let Some(mapped) = address.to_ipv4_mapped() {
        return is_public_v4(mapped);
    }
    if segments[..6] == [0x64, 0xff9b, 0, 0, 0, 0] {
        return is_public_v4(embedded(segments[6], segments[7]));
    }
    if first == 0x2002 {
        return is_public_v4(embedded(second, segments[2]));
    }
    // Global unicast is 2000::/3; of that, 2001::/23 are protocols and 2001:db8::/32 is for documentation.
    let protocols = first == 0x2001 && (second < 0x200 || second == 0xdb8);
    (0x2000..0x4000).contains(&first) && !protocols
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_ranges_are_refused_in_every_spelling() {
        let none = PrivateHosts::default();
        for url in [
            "http://127.0.0.1/",
            "http://10.1.2.3/x.pdf",
            "http://172.16.0.1/",
            "http://192.168.1.1/",
            "http://169.254.169.254/latest/meta-data",
            "http://100.64.0.1/",
            "http://0.0.0.0/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://[64:ff9b::a00:1]/",
            "http://[2002:a00:1::]/",
            "http://[fd00::1]/",
            "http://[fe80::1]/",
            "http://255.255.255.255/",
        ] {
            let refused = none.check(url).expect_err(url);
            assert!(
                matches!(refused, Reason::Private { .. }),
                "{url}: {refused:?}"
            );
        }
        for url in [
            "ftp://a.nl/",
            "file:///etc/passwd",
            "gopher://a/",
            "x",
            "data:,a",
        ] {
            assert_eq!(none.check(url).expect_err(url), Reason::Address, "{url}");
        }
        for url in [
            "https://8.8.8.8/",
            "http://[2a02:10::1]/",
            "https://www.example.nl/a",
        ] {
            assert!(none.check(url).is_ok(), "{url}");
        }
        assert!(
            PrivateHosts(vec!["127.0.0.1".into()])
                .check("http://127.0.0.1:8/")
                .is_ok()
        );
    }
}
