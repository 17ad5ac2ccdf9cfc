//! How much one address, and one contributor, may send: bounded, so that nobody guesses keys or fills a disk.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::past_limits::network;

/// After how many requests those are forgotten that have not come for long.
const TIDIED_AFTER: usize = 10_000;

/// What is counted by address: by the network that one household has.
type ByAddress = DefaultKeyedRateLimiter<IpAddr>;

/// What is counted by contributor.
type ByContributor = DefaultKeyedRateLimiter<i64>;

/// How much of each may be done in a minute.
pub(crate) struct ContributionLimits {
    /// Keys that are tried.
    keys: ByAddress,
    /// Forms that are sent without a session.
    forms: ByAddress,
    /// What readers say is wrong.
    reports: ByAddress,
    /// Changes that are saved or proposed.
    changes: ByContributor,
    /// Texts that are checked: as somebody types.
    checks: ByContributor,
}

impl Default for ContributionLimits {
    fn default() -> Self {
        Self {
            keys: RateLimiter::keyed(a_minute(10)),
            forms: RateLimiter::keyed(a_minute(30)),
            reports: RateLimiter::keyed(a_minute(6)),
            changes: RateLimiter::keyed(a_minute(60)),
            checks: RateLimiter::keyed(a_minute(1_200)),
        }
    }
}

fn a_minute(most: u32) -> Quota {
    Quota::per_minute(NonZeroU32::new(most).unwrap_or(NonZeroU32::MIN))
}

impl ContributionLimits {
    /// Whether a key may be tried from an address. Each is counted.
    pub fn admits_key(&self, address: IpAddr) -> bool {
        admits(&self.keys, network(address))
    }

    /// Whether a form may be sent from an address without a session. Each is counted.
    pub fn admits_form(&self, address: IpAddr) -> bool {
        admits(&self.forms, network(address))
    }

    /// Whether something may be reported from an address. Each is counted.
    pub fn admits_report(&self, address: IpAddr) -> bool {
        admits(&self.reports, network(address))
    }

    /// Whether a contributor may change something. Each is counted.
    pub fn admits_change(&self, contributor: i64) -> bool {
        admits(&self.changes, contributor)
    }

    /// Whether a contributor may have a text checked. Each is counted.
    pub fn admits_check(&self, contributor: i64) -> bool {
        admits(&self.checks, contributor)
    }
}

fn admits<K: std::hash::Hash + Eq + Clone>(limiter: &DefaultKeyedRateLimiter<K>, key: K) -> bool {
    if limiter.len() > TIDIED_AFTER {
        limiter.retain_recent();
    }
    limiter.check_key(&key).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_tries_many_keys_waits_and_others_do_not() {
        let limits = ContributionLimits::default();
        let robot: IpAddr = "2001:db8::1".parse().unwrap();
        for _ in 0..10 {
            assert!(limits.admits_key(robot));
        }
        assert!(!limits.admits_key(robot));
        assert!(!limits.admits_key("2001:db8::ffff".parse().unwrap()));
        assert!(limits.admits_key("2001:db8:0:1::1".parse().unwrap()));
        assert!(limits.admits_form(robot));
    }
}
