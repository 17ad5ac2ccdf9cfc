//! The calendar day.

/// A calendar day, as passed to everything that depends on the day.
pub use jiff::civil::Date as Day;
