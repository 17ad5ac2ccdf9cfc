//! What a server counts of itself, in the text format of Prometheus.
//!
//! Counting is adding to numbers that all threads share, without a lock. The text is made when somebody asks for it, on
//! a listener of its own: behind a proxy everybody comes from this machine, so that the site's own port can't tell an
//! operator from a reader.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use almanac_model::own;
use axum::http::StatusCode;

use crate::cache::Pages;
use crate::generation::Generation;

/// What requests are about.
const KINDS: [&str; 6] = ["page", "file", "asset", "media", "search", "live"];

/// The classes of statuses: the first digit of each.
const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// Up to how many microseconds the intervals of a histogram reach; the last has no end.
const INTERVALS: [u64; 11] = [
    250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 100_000, 500_000, 2_500_000, 10_000_000,
];

/// What a server counts of itself.
#[derive(Debug, Default)]
pub struct Metrics {
    requests: [[AtomicU64; CLASSES.len()]; KINDS.len()],
    answers: [Histogram; KINDS.len()],
    compiles: Histogram,
}

/// How long things took.
#[derive(Debug, Default)]
struct Histogram {
    /// How many took as long as each interval says, and longer than the one before.
    intervals: [AtomicU64; INTERVALS.len() + 1],
    microseconds: AtomicU64,
}

impl Histogram {
    fn add(&self, took: Duration) {
        let took = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let interval = INTERVALS.partition_point(|end| *end < took);
        self.intervals[interval].fetch_add(1, Ordering::Relaxed);
        self.microseconds.fetch_add(took, Ordering::Relaxed);
    }

    /// Writes it as Prometheus has histograms: each interval counts those before it too.
    fn write(&self, text: &mut String, name: &str, label: &str) {
        let mut count = 0;
        let separator = if label.is_empty() { "" } else { "," };
        let ends = INTERVALS.iter().map(|end| (*end as f64 / 1e6).to_string());
        for (interval, end) in self.intervals.iter().zip(ends.chain(["+Inf".to_owned()])) {
            count += interval.load(Ordering::Relaxed);
            let _ = writeln!(
                text,
                "{name}_bucket{{{label}{separator}le=\"{end}\"}} {count}"
            );
        }
        let labels = if label.is_empty() {
            String::new()
        } else {
            format!("{{{label}}}")
        };
        let seconds = self.microseconds.load(Ordering::Relaxed) as f64 / 1e6;
        let _ = writeln!(
            text,
            "{name}_sum{labels} {seconds}\n{name}_count{labels} {count}"
        );
    }
}

impl Metrics {
    /// Counts a compile.
    pub fn add_compile(&self, took: Duration) {
        self.compiles.add(took);
    }

    /// Counts a request at a path below the almanac's own.
    pub(crate) fn add_request(
        &self,
        path: &str,
        is_page: bool,
        status: StatusCode,
        took: Duration,
    ) {
        let kind = kind_of(path, is_page);
        let class = usize::from(status.as_u16() / 100).clamp(1, CLASSES.len()) - 1;
        self.requests[kind][class].fetch_add(1, Ordering::Relaxed);
        self.answers[kind].add(took);
    }

    /// The text that Prometheus reads.
    pub(crate) fn text(&self, current: &Generation, pages: &[&Pages]) -> String {
        let mut text = String::new();
        head(
            &mut text,
            "almanac_requests_total",
            "counter",
            "Requests that were answered.",
        );
        for (kind, of_kind) in KINDS.iter().zip(&self.requests) {
            for (class, count) in CLASSES.iter().zip(of_kind) {
                let count = count.load(Ordering::Relaxed);
                let _ = writeln!(
                    text,
                    "almanac_requests_total{{kind=\"{kind}\",status=\"{class}\"}} {count}"
                );
            }
        }
        let name = "almanac_request_seconds";
        head(
            &mut text,
            name,
            "histogram",
            "Seconds until an answer began.",
        );
        for (kind, answers) in KINDS.iter().zip(&self.answers) {
            answers.write(&mut text, name, &format!("kind=\"{kind}\""));
        }
        let name = "almanac_compile_seconds";
        head(
            &mut text,
            name,
            "histogram",
            "Seconds from the notice of an edit until it was served.",
        );
        self.compiles.write(&mut text, name, "");
        let sum = |of: fn(&Pages) -> u64| pages.iter().map(|pages| of(pages)).sum::<u64>();
        one(
            &mut text,
            "almanac_cache_hits_total",
            "counter",
            "Pages that were kept and still right.",
            sum(Pages::hits),
        );
        one(
            &mut text,
            "almanac_cache_misses_total",
            "counter",
            "Pages that had to be made or compared.",
            sum(Pages::misses),
        );
        one(
            &mut text,
            "almanac_cache_bytes",
            "gauge",
            "Bytes of pages that are kept.",
            sum(Pages::bytes),
        );
        let name = "almanac_diagnostics";
        head(
            &mut text,
            name,
            "gauge",
            "What the compiler found in what is there now.",
        );
        let report = current.report();
        for (severity, count) in [
            ("error", report.errors()),
            ("warning", report.warnings()),
            ("remark", report.remarks()),
        ] {
            let _ = writeln!(text, "{name}{{severity=\"{severity}\"}} {count}");
        }
        let entries = current.snapshot().pages().len() as u64;
        one(
            &mut text,
            "almanac_pages",
            "gauge",
            "Entries and threads.",
            entries,
        );
        text
    }
}

/// The index of what a request is about.
fn kind_of(path: &str, is_page: bool) -> usize {
    let path = path.trim_start_matches('/');
    let kind = match path {
        "search" | "search.json" => "search",
        own::LIVE => "live",
        _ if path.starts_with(own::ASSETS) => "asset",
        _ if path.starts_with("media/") => "media",
        _ if is_page => "page",
        _ => "file",
    };
    let index = KINDS.iter().position(|known| *known == kind);
    index.expect("every kind is listed")
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

fn one(text: &mut String, name: &str, kind: &str, help: &str, value: u64) {
    head(text, name, kind, help);
    let _ = writeln!(text, "{name} {value}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_histogram_counts_all_that_took_no_longer() {
        let histogram = Histogram::default();
        for milliseconds in [1, 2, 20_000] {
            histogram.add(Duration::from_millis(milliseconds));
        }
        let mut text = String::new();
        histogram.write(&mut text, "x", "");
        for line in [
            "x_bucket{le=\"0.0005\"} 0",
            "x_bucket{le=\"0.001\"} 1",
            "x_bucket{le=\"0.0025\"} 2",
            "x_bucket{le=\"10\"} 2",
            "x_bucket{le=\"+Inf\"} 3",
            "x_sum 20.003",
            "x_count 3",
        ] {
            assert!(
                text.lines().any(|written| written == line),
                "{line} in {text}"
            );
        }
    }

    #[test]
    fn a_request_is_of_the_kind_that_its_address_says() {
        for (path, is_page, kind) in [
            ("/entries/hive", true, "page"),
            ("/feed.xml", false, "file"),
            ("/search", true, "search"),
            ("/assets/a.css", false, "asset"),
            ("/media/bee.png", false, "media"),
            ("/_live", false, "live"),
        ] {
            assert_eq!(KINDS[kind_of(path, is_page)], kind, "{path}");
        }
    }
}
