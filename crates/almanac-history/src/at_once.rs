//! Work for the disk, done at once: it makes many files durable in about the time that one takes.

use std::io;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// How many pieces are done at a time at most.
const AT_A_TIME: usize = 16;

/// Something to be done with the disk.
pub type DiskJob<'j> = Box<dyn FnOnce() -> io::Result<()> + Send + 'j>;

/// Does all of some work for the disk, several pieces at a time. A disk that is asked to keep many files writes them
/// down together.
///
/// # Errors
/// Fails with the first error, when everything that was begun has ended.
pub fn all_at_once(jobs: Vec<DiskJob<'_>>) -> io::Result<()> {
    if jobs.len() < 2 {
        return jobs.into_iter().try_for_each(|job| job());
    }
    let threads = jobs.len().min(AT_A_TIME);
    let waiting = Mutex::new(jobs.into_iter());
    let next = || {
        let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.next()
    };
    let work = || -> io::Result<()> {
        let mut done = Ok(());
        while let Some(job) = next() {
            done = done.and(job());
        }
        done
    };
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let own = work();
        others.into_iter().fold(own, |done, other| {
            let other = other
                .join()
                .unwrap_or_else(|_| Err(io::Error::other("a thread that wrote has failed")));
            done.and(other)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn all_is_done_and_the_first_error_is_told() {
        let done = AtomicUsize::new(0);
        let job = |fails: bool| -> DiskJob<'_> {
            let done = &done;
            Box::new(move || {
                done.fetch_add(1, Ordering::Relaxed);
                match fails {
                    true => Err(io::Error::other("full")),
                    false => Ok(()),
                }
            })
        };
        assert!(all_at_once(Vec::new()).is_ok());
        assert!(all_at_once((0..100).map(|_| job(false)).collect()).is_ok());
        let failed = all_at_once((0..100).map(|at| job(at == 7)).collect());
        assert_eq!(failed.unwrap_err().to_string(), "full");
        assert_eq!(done.load(Ordering::Relaxed), 200);
    }
}
