//! Which lines two texts have in common.

use std::time::{Duration, Instant};

use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};

/// How long lines are compared. Beyond that fewer of them are found to be the same.
const LONGEST: Duration = Duration::from_millis(500);

/// The places of lines that two texts have in common, in the older and in the newer, in order.
pub(crate) fn line_pairs(old: &[&str], new: &[&str]) -> impl Iterator<Item = (usize, usize)> {
    let deadline = Instant::now() + LONGEST;
    let parts = capture_diff_slices_deadline(Algorithm::Myers, old, new, Some(deadline));
    parts.into_iter().flat_map(|part| {
        let (old, new, length) = match part {
            DiffOp::Equal {
                old_index,
                new_index,
                len,
            } => (old_index, new_index, len),
            _ => (0, 0, 0),
        };
        (0..length).map(move |line| (old + line, new + line))
    })
}
