//! Reads git's log of the almanac that ships, while the program is built: when each of its files was last changed.
//!
//! This file is part of the build script. The program itself has it for its tests alone.

use std::collections::{BTreeMap, HashSet};

/// The day on which each file was last changed, and the moment in seconds since 1970, by a log with a null byte before the
/// name, the day and the moment of each commit; or `None` where that can't be known: the oldest commits of a shallow clone
/// seem to have made all files that they have.
pub fn last_days(log: &str, boundary: &HashSet<&str>) -> BTreeMap<String, Option<(String, i64)>> {
    let mut days = BTreeMap::new();
    for commit in log.split('\0').skip(1) {
        let mut lines = commit.lines();
        let Some((name, day, moment)) = lines.next().and_then(named_commit) else {
            continue;
        };
        let day = (!boundary.contains(name)).then(|| (day.to_owned(), moment));
        for file in lines.filter(|line| !line.is_empty()) {
            // Newer commits come first.
            days.entry(file.to_owned()).or_insert_with(|| day.clone());
        }
    }
    days
}

/// The name of a commit, its day and its moment.
fn named_commit(line: &str) -> Option<(&str, &str, i64)> {
    let mut parts = line.split(' ');
    Some((parts.next()?, parts.next()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_oldest_commit_of_a_shallow_clone_has_is_of_unknown_day() {
        let log = "\0c2 2024-05-06 1714987800\n\nentries/a.md\n\0c1 2023-04-05 1680687000\n\nentries/a.md\nentries/b.md\n";
        let (may, april) = (1_714_987_800, 1_680_687_000);
        let day = |day: &str, moment: i64| Some((day.to_owned(), moment));
        let whole = last_days(log, &HashSet::new());
        assert_eq!(whole["entries/a.md"], day("2024-05-06", may));
        assert_eq!(whole["entries/b.md"], day("2023-04-05", april));
        let shallow = last_days(log, &HashSet::from(["c1"]));
        assert_eq!(shallow["entries/a.md"], day("2024-05-06", may));
        assert_eq!(shallow["entries/b.md"], None);
    }
}
