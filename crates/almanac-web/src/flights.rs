//! Many who want one thing have it made once.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

/// The values that are being made, each once for all callers that wait for it.
pub(crate) struct Flights<K, V>(Mutex<HashMap<K, watch::Receiver<Option<V>>>>);

impl<K, V> Default for Flights<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K, V> Flights<K, V>
where
    K: Hash + Eq + Clone + Send + 'static,
    V: Clone + Send + Sync + 'static,
{
    /// Waits for the value that is being made under a key, or begins to make it. The work goes on if all callers leave,
    /// because they may ask again at once. `None` if it failed.
    pub async fn join(
        self: &Arc<Self>,
        key: K,
        make: impl Future<Output = V> + Send + 'static,
    ) -> Option<V> {
        let mut made = self.board(key, make);
        let made = made.wait_for(Option::is_some).await.ok()?;
        made.clone()
    }

    fn board(
        self: &Arc<Self>,
        key: K,
        make: impl Future<Output = V> + Send + 'static,
    ) -> watch::Receiver<Option<V>> {
        let mut flights = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = flights.get(&key) {
            return made.clone();
        }
        let (sender, made) = watch::channel(None);
        flights.insert(key.clone(), made.clone());
        let landing = Landing {
            flights: self.clone(),
            key,
        };
        tokio::spawn(async move {
            let _landing = landing;
            let made = make.await;
            sender.send_replace(Some(made));
        });
        made
    }
}

/// Takes a flight from the board when it ends, also where it fails.
struct Landing<K: Hash + Eq, V> {
    flights: Arc<Flights<K, V>>,
    key: K,
}

impl<K: Hash + Eq, V> Drop for Landing<K, V> {
    fn drop(&mut self) {
        let flights = self.flights.0.lock();
        flights
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&self.key);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    async fn what_many_want_is_made_once_even_if_the_first_of_them_leaves() {
        let flights: Arc<Flights<u8, usize>> = Arc::default();
        let times = Arc::new(AtomicUsize::new(0));
        let (go, gone) = watch::channel(false);
        let make = || {
            let (times, mut gone) = (times.clone(), gone.clone());
            async move {
                let _ = gone.wait_for(|gone| *gone).await;
                times.fetch_add(1, Ordering::Relaxed) + 1
            }
        };
        let first = {
            let (flights, make) = (flights.clone(), make());
            tokio::spawn(async move { flights.join(1, make).await })
        };
        tokio::task::yield_now().await;
        first.abort();
        let others = [flights.board(1, make()), flights.board(1, make())];
        go.send_replace(true);
        for mut other in others {
            assert_eq!(*other.wait_for(Option::is_some).await.unwrap(), Some(1));
        }
        // The next is made anew.
        tokio::task::yield_now().await;
        assert_eq!(flights.join(1, make()).await, Some(2));
    }

    #[tokio::test]
    async fn what_fails_is_not_waited_for_for_ever() {
        let flights: Arc<Flights<u8, ()>> = Arc::default();
        let failed = flights.join(1, async { panic!("a fault of ours") }).await;
        assert_eq!(failed, None);
        assert_eq!(flights.join(1, async {}).await, Some(()));
    }
}
