//! Requests at fixed times, however late the one before was answered. A closed loop would wait with the server, and not
//! see it stand still.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::http::Connection;

/// How many requests are due, over how many connections, and for how long.
#[derive(Debug, Clone, Copy)]
pub(super) struct OpenLoop {
    pub requests_a_second: u32,
    pub connections: u32,
    pub duration: Duration,
}

impl OpenLoop {
    /// Milliseconds within which 99 of 100 requests were answered, from when they were due.
    pub fn ninety_ninth(&self, address: &str, paths: &[String]) -> Result<f64> {
        let begun = Instant::now();
        let all: Vec<Result<Vec<Duration>>> = thread::scope(|scope| {
            let ask = |number| move || self.answers(address, paths, number, begun);
            let clients: Vec<_> = (0..self.connections)
                .map(|it| scope.spawn(ask(it)))
                .collect();
            let joined = clients.into_iter().map(|client| client.join());
            joined
                .map(|times| times.unwrap_or_else(|_| bail!("a client stopped")))
                .collect()
        });
        let mut times: Vec<Duration> = Vec::new();
        for answered in all {
            times.extend(answered?);
        }
        Ok(ninety_ninth(times))
    }

    /// How long each request of one connection took; each has its share of the due times.
    fn answers(
        &self,
        address: &str,
        paths: &[String],
        number: u32,
        begun: Instant,
    ) -> Result<Vec<Duration>> {
        let mut connection = Connection::open(address)?;
        let mut times = Vec::new();
        for turn in 0.. {
            let request = turn * self.connections + number;
            let due = Duration::from_secs(1) * request / self.requests_a_second;
            if due >= self.duration {
                break;
            }
            thread::sleep(due.saturating_sub(begun.elapsed()));
            connection.get(&paths[request as usize % paths.len()])?;
            times.push(begun.elapsed().saturating_sub(due));
        }
        Ok(times)
    }
}

/// Milliseconds within which 99 of 100 of these were done.
pub(super) fn ninety_ninth(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    let place = (times.len() * 99 / 100).min(times.len().saturating_sub(1));
    times
        .get(place)
        .map_or(0.0, |time| time.as_secs_f64() * 1e3)
}
