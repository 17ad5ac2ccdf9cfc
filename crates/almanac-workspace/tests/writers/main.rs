//! Whole writers: many at once, killed at any moment, on a disk that takes no more.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod almanac;
#[cfg(target_os = "linux")]
mod full_disk;
#[cfg(unix)]
mod killed;
mod many;
#[cfg(unix)]
mod other_owner;
#[cfg(unix)]
mod slow_hook;
