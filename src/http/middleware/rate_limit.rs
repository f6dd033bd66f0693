//! The rate limit for each client: a token bucket, by the generic cell rate algorithm (crate `governor`).

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

use super::client_address::client_prefix;
use crate::settings::Rate;

/// Clients that are remembered, some megabytes. Beyond it, those whose bucket is full again are forgotten.
const MAX_CLIENTS: usize = 50_000;

/// A bucket for each client: a request takes a token, and they come back at a steady rate up to the burst.
pub(super) struct ClientRateLimiter<C: Clock = DefaultClock> {
    limiter: RateLimiter<IpAddr, HashMapStateStore<IpAddr>, C, NoOpMiddleware<C::Instant>>,
}

impl ClientRateLimiter {
    pub(super) fn new(rate: Rate) -> Self {
        Self::with_clock(rate, DefaultClock::default())
    }
}

impl<C: Clock> ClientRateLimiter<C> {
    fn with_clock(rate: Rate, clock: C) -> Self {
        // A quota takes no 0, which would let nobody in.
        let at_least_one = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_second(at_least_one(rate.per_second));
        // A page asks for several things at once, which the burst allows.
        let quota = quota.allow_burst(at_least_one(rate.burst));
        Self {
            limiter: RateLimiter::hashmap_with_clock(quota, clock),
        }
    }

    /// Takes a token for a request from this address. Addresses of one subscriber share a bucket.
    ///
    /// # Errors
    /// The time until there is a token again, if there is none.
    pub(super) fn check(&self, address: IpAddr) -> Result<(), Duration> {
        // Checked on every request, since an attack may bring a new address with each.
        if self.limiter.len() >= MAX_CLIENTS {
            self.limiter.retain_recent();
        }
        // By prefix, or a subscriber with IPv6 would have a bucket for each of its addresses.
        let checked = self.limiter.check_key(&client_prefix(address));
        checked.map_err(|not_until| not_until.wait_time_from(self.limiter.clock().now()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use governor::clock::FakeRelativeClock;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn tokens_run_out_and_come_back() {
        let rate = Rate {
            per_second: 2,
            burst: 3,
        };
        let clock = FakeRelativeClock::default();
        let limiter = ClientRateLimiter::with_clock(rate, clock.clone());
        let client = address("192.0.2.1");
        let half_second = Duration::from_millis(500);
        let checked: Vec<_> = (0..4).map(|_| limiter.check(client)).collect();
        assert_eq!(checked, [Ok(()), Ok(()), Ok(()), Err(half_second)]);
        assert_eq!(limiter.check(address("192.0.2.2")), Ok(()));
        clock.advance(half_second);
        assert_eq!(limiter.check(client), Ok(()));
        assert_eq!(limiter.check(client), Err(half_second));
        clock.advance(Duration::from_secs(60));
        let checked: Vec<_> = (0..4).map(|_| limiter.check(client).is_ok()).collect();
        assert_eq!(checked, [true, true, true, false]);
    }

    #[test]
    fn addresses_of_one_subscriber_share_a_bucket() {
        let limiter = ClientRateLimiter::new(Rate {
            per_second: 1,
            burst: 1,
        });
        assert!(limiter.check(address("2001:db8:1:2::1")).is_ok());
        assert!(limiter.check(address("2001:db8:1:2::2")).is_err());
        assert!(limiter.check(address("2001:db8:1:3::1")).is_ok());
        assert!(limiter.check(address("::ffff:192.0.2.1")).is_ok());
        assert!(limiter.check(address("192.0.2.1")).is_err());
    }
}
