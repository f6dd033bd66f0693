//! Who asks, how often, and whether they may: one bucket of tokens for each address.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;

use crate::settings::Rate;

/// So many addresses are remembered, some megabytes; then those that have rested are forgotten.
const MOST_REMEMBERED: usize = 50_000;

/// A bucket of tokens for each address (RFC 2697 has the same with two): each request takes one, and they come
/// back at a steady rate up to the burst.
pub(super) struct Limit {
    rate: Rate,
    buckets: Mutex<BTreeMap<IpAddr, Bucket>>,
}

#[derive(Clone, Copy)]
struct Bucket {
    tokens: f64,
    seen: Instant,
}

impl Limit {
    pub(super) fn new(rate: Rate) -> Self {
        Self {
            rate,
            buckets: Mutex::default(),
        }
    }

    /// Takes a token for a request of this address at this moment.
    ///
    /// # Errors
    /// The whole seconds after which there is one again, when there is none.
    pub(super) fn take(&self, address: IpAddr, now: Instant) -> Result<(), u64> {
        let (full, per_second) = (f64::from(self.rate.burst), f64::from(self.rate.per_second));
        let filled = |bucket: &Bucket| {
            let rested = now.saturating_duration_since(bucket.seen).as_secs_f64();
            (bucket.tokens + rested * per_second).min(full)
        };
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST_REMEMBERED {
            // A full bucket says no more than none.
            buckets.retain(|_, bucket| filled(bucket) < full);
        }
        let bucket = buckets.entry(household(address)).or_insert(Bucket {
            tokens: full,
            seen: now,
        });
        let tokens = filled(bucket);
        let enough = tokens >= 1.0;
        *bucket = Bucket {
            tokens: if enough { tokens - 1.0 } else { tokens },
            seen: now,
        };
        match enough {
            true => Ok(()),
            false => Err(((1.0 - tokens) / per_second).ceil().max(1.0) as u64),
        }
    }
}

/// The addresses that are handed out to one subscriber count as one: of IPv6 the first half.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

/// Who asks: the other end of the connection, or when that is a known proxy, the last address it names that is
/// not a known proxy itself.
pub(super) fn who_asks(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    let known = |address: &IpAddr| proxies.contains(&address.to_canonical());
    if !known(&peer) {
        return peer;
    }
    let named: Vec<IpAddr> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    let asks = named.iter().rev().find(|address| !known(address));
    asks.copied().unwrap_or(peer)
}

/// Whether a request knows the token. Compared in a time that does not tell how much of it is right.
pub(super) fn knows(headers: &HeaderMap, token: &str) -> bool {
    let sent = headers.get(AUTHORIZATION);
    let sent = sent.and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
    let (sent, token) = (sent.unwrap_or_default(), token.as_bytes());
    let differing = sent.iter().zip(token).fold(0, |all, (a, b)| all | (a ^ b));
    sent.len() == token.len() && differing == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn tokens_run_out_and_come_back() {
        let limit = Limit::new(Rate {
            per_second: 2,
            burst: 3,
        });
        let (now, one) = (Instant::now(), address("192.0.2.1"));
        let taken: Vec<_> = (0..4).map(|_| limit.take(one, now)).collect();
        assert_eq!(taken, [Ok(()), Ok(()), Ok(()), Err(1)]);
        assert_eq!(limit.take(address("192.0.2.2"), now), Ok(()));
        let later = now + Duration::from_millis(500);
        assert_eq!(limit.take(one, later), Ok(()));
        assert_eq!(limit.take(one, later), Err(1));
        let rested = now + Duration::from_secs(60);
        let taken: Vec<_> = (0..4).map(|_| limit.take(one, rested).is_ok()).collect();
        assert_eq!(taken, [true, true, true, false]);
    }

    #[test]
    fn one_subscriber_has_one_bucket() {
        let limit = Limit::new(Rate {
            per_second: 1,
            burst: 1,
        });
        let now = Instant::now();
        assert!(limit.take(address("2001:db8:1:2::1"), now).is_ok());
        assert!(limit.take(address("2001:db8:1:2::2"), now).is_err());
        assert!(limit.take(address("2001:db8:1:3::1"), now).is_ok());
        assert!(limit.take(address("::ffff:192.0.2.1"), now).is_ok());
        assert!(limit.take(address("192.0.2.1"), now).is_err());
    }

    #[test]
    fn only_known_proxies_are_believed() {
        let mut headers = HeaderMap::new();
        headers.insert(
            "x-forwarded-for",
            "203.0.113.9, 198.51.100.7, 127.0.0.1"
                .parse()
                .expect("a header"),
        );
        let (proxy, stranger) = (address("127.0.0.1"), address("192.0.2.1"));
        assert_eq!(who_asks(stranger, &headers, &[proxy]), stranger);
        assert_eq!(who_asks(proxy, &headers, &[proxy]), address("198.51.100.7"));
        assert_eq!(who_asks(proxy, &HeaderMap::new(), &[proxy]), proxy);
        assert_eq!(who_asks(proxy, &headers, &[]), proxy);
    }

    #[test]
    fn the_token_is_the_whole_token() {
        let knows = |sent: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(AUTHORIZATION, sent.parse().expect("a header"));
            knows(&headers, "geheim")
        };
        assert!(knows("Bearer geheim"));
        for wrong in [
            "Bearer gehei",
            "Bearer geheimer",
            "geheim",
            "Bearer ",
            "Basic geheim",
        ] {
            assert!(!knows(wrong), "{wrong}");
        }
    }
}
