//! What browsers and other clients are answered, over real connections.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod connections;
mod desk;
mod events;
mod files;
mod fixture;
mod forms;
mod freshness;
mod hostile_queries;
mod keeping;
mod live;
mod log;
mod pages;
mod searching;
mod taking_part;
mod tidying;
