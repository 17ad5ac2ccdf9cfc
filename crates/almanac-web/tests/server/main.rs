//! What browsers and other clients are answered, over real connections.

mod connections;
mod fixture;
mod freshness;
mod live;
mod pages;
