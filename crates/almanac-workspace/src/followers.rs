//! Those who follow what is served.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use almanac_model::{Follower, Following, Served};

use crate::workspace::lock;

/// The followers, in the order in which they came.
#[derive(Default)]
pub(crate) struct Followers {
    all: Mutex<BTreeMap<u64, Arc<Follower>>>,
}

impl Followers {
    /// Adds one, until what is returned is dropped.
    pub fn add(self: &Arc<Self>, follower: Follower) -> Following {
        let mut all = lock(&self.all);
        let place = all.last_key_value().map_or(0, |(last, _)| last + 1);
        all.insert(place, Arc::new(follower));
        let followers = self.clone();
        Following::until_dropped(move || drop(lock(&followers.all).remove(&place)))
    }

    /// Tells all of them what is served now.
    pub fn tell(&self, now: &Arc<Served>) {
        // Not under the lock: a follower may leave while it is called, or add another.
        let all: Vec<Arc<Follower>> = lock(&self.all).values().cloned().collect();
        all.iter().for_each(|follower| follower(now));
    }
}
