//! What differs between two texts, line by line, as `diff -U0` writes it.

use std::fmt::Write;

/// Up to how many pairs of lines the shortest difference is looked for. Beyond, all that lies between the first and the
/// last line that differ is shown as changed.
const MOST_PAIRS: usize = 4_000_000;

/// The difference of a file's text before and after, with no lines around it.
pub fn line_diff(file: &str, before: &str, after: &str) -> String {
    let mut diff = format!("--- {file}\n+++ {file}\n");
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let is_same = |(one, other): &(&&str, &&str)| one == other;
    let start = old.iter().zip(&new).take_while(is_same).count();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let end = old_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(is_same)
        .count();
    let old = &old_rest[..old_rest.len() - end];
    let new = &new_rest[..new_rest.len() - end];
    let common = match old.len() * new.len() <= MOST_PAIRS {
        true => common_lines(old, new),
        false => Vec::new(),
    };
    let (mut at_old, mut at_new) = (0, 0);
    for (next_old, next_new) in common.into_iter().chain([(old.len(), new.len())]) {
        let (gone, come) = (&old[at_old..next_old], &new[at_new..next_new]);
        if !gone.is_empty() || !come.is_empty() {
            let before = range(start + at_old, gone.len());
            let _ = writeln!(
                diff,
                "@@ -{before} +{} @@",
                range(start + at_new, come.len())
            );
            gone.iter().for_each(|line| {
                let _ = writeln!(diff, "-{line}");
            });
            come.iter().for_each(|line| {
                let _ = writeln!(diff, "+{line}");
            });
        }
        (at_old, at_new) = (next_old + 1, next_new + 1);
    }
    diff
}

/// A range as a hunk names it: its first line counted from 1, or the line before where it is empty; and its length.
fn range(start: usize, length: usize) -> String {
    let first = if length == 0 { start } else { start + 1 };
    format!("{first},{length}")
}

/// The pairs of lines of a longest common subsequence.
fn common_lines(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    // How many lines are common from two places on.
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    for (i, line) in old.iter().enumerate().rev() {
        for (j, other) in new.iter().enumerate().rev() {
            let (below, beside) = ((i + 1) * width + j, i * width + j + 1);
            lengths[i * width + j] = match line == other {
                true => lengths[below + 1] + 1,
                false => lengths[below].max(lengths[beside]),
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_and_went_is_shown_by_its_lines() {
        let diff = line_diff(
            "a.md",
            "one\ntwo\nthree\nfour\n",
            "zero\none\ntwo\n3\nfour\n",
        );
        assert_eq!(
            diff,
            "--- a.md\n+++ a.md\n@@ -0,0 +1,1 @@\n+zero\n@@ -3,1 +4,1 @@\n-three\n+3\n"
        );
        let diff = line_diff("a.md", "one\ntwo\n", "one\n");
        assert_eq!(diff, "--- a.md\n+++ a.md\n@@ -2,1 +1,0 @@\n-two\n");
    }
}
