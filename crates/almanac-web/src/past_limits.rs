//! How much of the past one address may ask for: robots that follow every link between revisions would have all of them compared
//! with all others.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// How many pages may be asked for at once.
const BURST: f64 = 120.0;

/// How many more come with each second.
const A_SECOND: f64 = 4.0;

/// How many addresses are remembered. Those that asked longest ago are forgotten first.
const MOST_ADDRESSES: usize = 10_000;

/// What each address may still ask for.
#[derive(Default)]
pub(crate) struct PastLimits(Mutex<HashMap<IpAddr, Left>>);

#[derive(Clone, Copy)]
struct Left {
    pages: f64,
    at: Instant,
}

impl Left {
    fn at(self, now: Instant) -> f64 {
        let waited = now.saturating_duration_since(self.at).as_secs_f64();
        (self.pages + waited * A_SECOND).min(BURST)
    }
}

impl PastLimits {
    /// Whether an address may ask for one more page.
    pub fn admits(&self, address: IpAddr, now: Instant) -> bool {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let left = all.get(&network(address));
        left.is_none_or(|left| left.at(now) >= 1.0)
    }

    /// Counts a page that was made for an address.
    pub fn count(&self, address: IpAddr, now: Instant) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_ADDRESSES {
            all.retain(|_, left| left.at(now) < BURST);
        }
        if all.len() >= MOST_ADDRESSES {
            all.clear();
        }
        let left = all.entry(network(address)).or_insert(Left {
            pages: BURST,
            at: now,
        });
        *left = Left {
            pages: left.at(now) - 1.0,
            at: now,
        };
    }
}

/// An address, or the network that one household has of the longer ones.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(long) => {
            let mut segments = long.segments();
            segments[4..].fill(0);
            IpAddr::from(segments)
        }
        short => short,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn who_asks_too_much_waits_and_others_do_not() {
        let limits = PastLimits::default();
        let now = Instant::now();
        let robot: IpAddr = "2001:db8::1".parse().unwrap();
        for _ in 0..120 {
            assert!(limits.admits(robot, now));
            limits.count(robot, now);
        }
        assert!(!limits.admits(robot, now));
        assert!(!limits.admits("2001:db8::ffff".parse().unwrap(), now));
        assert!(limits.admits("2001:db8:0:1::1".parse().unwrap(), now));
        assert!(limits.admits(robot, now + Duration::from_millis(300)));
    }
}
