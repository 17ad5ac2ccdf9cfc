//! What is made from all of a snapshot, kept from one generation to the next.

use std::sync::{Arc, Mutex, PoisonError};

use almanac_model::Snapshot;

use crate::flights::Flights;
use crate::generation::Generation;
use crate::workers::{Refusal, Workers};

/// Something that is made from all of a snapshot when it is first needed after an edit, out of the
/// newest that there was before.
pub(crate) struct Newest<T> {
    kept: Arc<Mutex<Option<Numbered<T>>>>,
    flights: Arc<Flights<u64, Result<Arc<T>, Refusal>>>,
}

/// With the number of the generation that it is of.
type Numbered<T> = (u64, Arc<T>);

impl<T> Default for Newest<T> {
    fn default() -> Self {
        Self {
            kept: Arc::default(),
            flights: Arc::default(),
        }
    }
}

impl<T: Send + Sync + 'static> Newest<T> {
    /// That of a generation: as it is kept, or made by `make` from the one before, once for all who want it.
    pub async fn of(
        &self,
        generation: &Arc<Generation>,
        workers: &Arc<Workers>,
        make: fn(Option<&T>, &Snapshot) -> T,
    ) -> Result<Arc<T>, Refusal> {
        let number = generation.number();
        let newest = lock(&self.kept).clone();
        if let Some((of, kept)) = &newest
            && *of == number
        {
            return Ok(kept.clone());
        }
        let (generation, workers) = (generation.clone(), workers.clone());
        let all = self.kept.clone();
        let made = self.flights.join(number, async move {
            let before = newest.map(|(_, kept)| kept);
            let make = move || make(before.as_deref(), generation.snapshot());
            let made = Arc::new(workers.work(make).await?);
            let mut kept = lock(&all);
            if kept.as_ref().is_none_or(|(of, _)| *of < number) {
                *kept = Some((number, made.clone()));
            }
            Ok(made)
        });
        made.await.unwrap_or(Err(Refusal::Failed))
    }
}

fn lock<T>(kept: &Mutex<Option<Numbered<T>>>) -> std::sync::MutexGuard<'_, Option<Numbered<T>>> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}
