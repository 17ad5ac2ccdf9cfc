//! What a change would touch: the pages that show something, what in them shows it, and the paths that lead through these.
//!
//! Only what shows a thing is named, and the paths that show that; who merely links to a page, or uses another property
//! of it, is not. Otherwise everything would depend on everything.

mod change;
mod gathered;
mod shown;

use almanac_model::{Level, PageIndex, PathIndex, Snapshot, WorkIndex};

pub use almanac_model::{Impact, TouchedContent, TouchedPart};

pub use change::impact_of_change;
use gathered::Gathered;
use shown::ShownFacts;

/// What a change is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImpactSubject {
    /// An entry or a thread: of it all facts, or those of one property.
    Page {
        /// Which.
        page: PageIndex,
        /// The property, if only its values are meant.
        property: Option<String>,
    },
    /// The text of an entry or a thread at a level.
    Depth(PageIndex, Level),
    /// A path.
    Path(PathIndex),
    /// A cited work.
    Work(WorkIndex),
}

/// What a change of something would touch, as the almanac is now.
pub fn impact(snapshot: &Snapshot, subject: &ImpactSubject) -> Impact {
    let mut gathered = Gathered::new(snapshot);
    match subject {
        ImpactSubject::Page { page, property } => {
            if property.is_none() {
                gathered.add_versions(snapshot.page(*page), &TouchedPart::Text);
                gathered.add_drawn_threads(&[*page]);
            }
            gathered.add_shown(&[ShownFacts {
                owner: snapshot.page(*page),
                property: property.clone(),
            }]);
        }
        ImpactSubject::Depth(page, level) => gathered.add_depth(*page, *level),
        ImpactSubject::Path(path) => {
            gathered.add_path(snapshot.path(*path), Some(&TouchedPart::Text));
        }
        ImpactSubject::Work(work) => gathered.add_citing(*work),
    }
    gathered.into_impact()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use almanac_model::Day;

    use super::*;
    use crate::{MemoryTree, Options, compile};

    const CONFIG: (&str, &str) = (
        "almanac.toml",
        "title = \"A\"\nlanguages = [\"de\"]\n[kinds]\nlab = \"Lab\"\n[properties.staff]\ntype = \"quantity\"\n[properties.motto]\n",
    );

    const FILES: [(&str, &str); 8] = [
        (
            "entries/lab.md",
            "---\ntitle: Lab\nkind: lab\nfacts:\n  staff: { value: 3, sources: [s] }\n  motto: { value: Be }\nsources: [{ key: s, title: S, url: \"https://e.org\" }]\n---\nIt has {{staff}}.\n\n```question\nid: q1\nask: How many?\nanswer: \"{{staff}}\"\n```\n",
        ),
        (
            "entries/lab.de.md",
            "---\ntitle: Labor\n---\nEs hat {{staff}}.\n",
        ),
        (
            "entries/uses.md",
            "---\ntitle: Uses\n---\nThe lab has {{lab/staff}}; see [[lab]].\n",
        ),
        (
            "entries/other.md",
            "---\ntitle: Other\n---\nIts motto is {{lab/motto}}, see [[lab]].\n",
        ),
        (
            "entries/drawn.md",
            "---\ntitle: Drawn\n---\n```figure\ntype: bar\ntitle: All\nproperty: staff\nof: lab\n```\n",
        ),
        (
            "entries/code.md",
            "---\ntitle: Code\n---\nWrite `{{lab/staff}}` for it.\n",
        ),
        (
            "paths/way.md",
            "---\ntitle: Way\nsteps: [{ read: uses, why: First. }]\n---\nIn.\n",
        ),
        (
            "paths/far.md",
            "---\ntitle: Far\nsteps: [{ read: other, why: First. }]\n---\nIn.\n",
        ),
    ];

    fn snapshot(changes: &[(&str, &str)]) -> std::sync::Arc<Snapshot> {
        let files = FILES.iter().chain([&CONFIG]).map(|(file, text)| {
            let changed = changes.iter().find(|(name, _)| name == file);
            (*file, changed.map_or(*text, |(_, text)| *text))
        });
        let tree: MemoryTree = files.collect();
        compile(&tree, &Options::for_day(Day::constant(2026, 11, 24)))
            .unwrap()
            .snapshot
    }

    fn touched_files(touched: &[TouchedContent]) -> Vec<&str> {
        touched.iter().map(|one| one.file.as_str()).collect()
    }

    #[test]
    fn what_shows_a_value_is_touched_and_what_merely_links_is_not() {
        let snapshot = snapshot(&[]);
        let page = snapshot.page_by_slug("lab").unwrap();
        let property = Some("staff".to_owned());
        let found = impact(&snapshot, &ImpactSubject::Page { page, property });
        assert_eq!(
            touched_files(&found.pages),
            [
                "entries/drawn.md",
                "entries/lab.de.md",
                "entries/lab.md",
                "entries/uses.md"
            ]
        );
        assert_eq!(touched_files(&found.paths), ["paths/way.md"]);
        assert_eq!(
            found.pages[0].parts,
            [TouchedPart::Figure("All".to_owned())].into()
        );
        let own = &found.pages[2].parts;
        assert!(
            own.contains(&TouchedPart::Facts)
                && own.contains(&TouchedPart::Question("q1".to_owned()))
        );
        assert_eq!(found.paths[0].minutes, 1);
        assert_eq!(found.paths[0].minutes_after, None);
    }

    #[test]
    fn a_work_touches_those_that_cite_it_and_a_path_itself() {
        let snapshot = snapshot(&[]);
        let source = snapshot.source(None, "s").unwrap();
        let work = snapshot.work_of(source).unwrap();
        let found = impact(&snapshot, &ImpactSubject::Work(work));
        assert_eq!(
            touched_files(&found.pages),
            ["entries/lab.de.md", "entries/lab.md"]
        );
        let path = snapshot.path_by_slug("far").unwrap();
        let found = impact(&snapshot, &ImpactSubject::Path(path));
        assert_eq!(
            (touched_files(&found.pages), touched_files(&found.paths)),
            (vec![], vec!["paths/far.md"])
        );
    }

    #[test]
    fn a_change_has_minutes_before_and_after_and_says_what_will_lag() {
        let (_, lab) = FILES[0];
        let longer = format!(
            "{}{}\n",
            lab.replace("value: 3", "value: 4"),
            "word ".repeat(2_000)
        );
        let (before, after) = (snapshot(&[]), snapshot(&[("entries/lab.md", &longer)]));
        let found = impact_of_change(&before, &after);
        let lab = found
            .pages
            .iter()
            .find(|one| one.file == "entries/lab.md".into())
            .unwrap();
        assert!(lab.minutes < 3 && lab.minutes_after > Some(7), "{lab:?}");
        let translation = found
            .pages
            .iter()
            .find(|one| one.file == "entries/lab.de.md".into());
        assert!(translation.unwrap().lags);
        assert!(touched_files(&found.pages).contains(&"entries/uses.md"));
        assert!(!touched_files(&found.pages).contains(&"entries/other.md"));
        assert_eq!(impact_of_change(&after, &after), Impact::default());
    }
    #[test]
    fn a_change_of_a_work_of_data_or_of_a_thread_touches_what_shows_it() {
        let files = [
            ("almanac.toml", "title = \"A\"\n"),
            ("data/x.csv", "year,n\n2020,1\n2021,2\n"),
            (
                "sources.yaml",
                "- { key: s-one, title: S, url: \"https://e.org\" }\n",
            ),
            (
                "threads/t.md",
                "---\ntitle: T\n---\nState.\n\n## 2020 · One {#one}\n\n1.\n\n## 2021 · Two {#two}\n\n2.\n",
            ),
            ("entries/cites.md", "---\ntitle: Cites\n---\nSo.[@s-one]\n"),
            (
                "entries/drawn.md",
                "---\ntitle: Drawn\n---\n```figure\ntype: line\ntitle: Numbers\ndata: data/x.csv\nx: year\ny: n\n```\n\n```figure\ntype: timeline\ntitle: Times\nthread: t\n```\n",
            ),
            (
                "entries/other.md",
                "---\ntitle: Other\n---\nSee [[drawn]], [[t]], [[cites]].\n",
            ),
        ];
        let with = |changes: &[(&str, &str)]| {
            let files = files.iter().map(|(file, text)| {
                let changed = changes.iter().find(|(name, _)| name == file);
                (*file, changed.map_or(*text, |(_, text)| *text))
            });
            let tree: MemoryTree = files.filter(|(_, text)| !text.is_empty()).collect();
            let options = Options::for_day(Day::constant(2026, 11, 24));
            compile(&tree, &options).unwrap().snapshot
        };
        let before = with(&[]);
        let found = |file: &str, old: &str, new: &str| {
            let (_, text) = files.iter().find(|(name, _)| *name == file).unwrap();
            impact_of_change(&before, &with(&[(file, &text.replace(old, new))])).pages
        };
        let figure = |title: &str| BTreeSet::from([TouchedPart::Figure(title.to_owned())]);
        let of_data = found("data/x.csv", "2021,2", "2021,3");
        assert_eq!(touched_files(&of_data), ["entries/drawn.md"]);
        assert_eq!(of_data[0].parts, figure("Numbers"));
        let of_work = found("sources.yaml", "title: S", "title: T");
        assert_eq!(touched_files(&of_work), ["entries/cites.md"]);
        assert_eq!(of_work[0].parts, BTreeSet::from([TouchedPart::Sources]));
        let checked = "title: S, checked: { on: 2026-11-01, by: A }";
        assert_eq!(found("sources.yaml", "title: S", checked), []);
        let of_event = found("threads/t.md", "Two", "Three");
        let drawn = ["entries/drawn.md", "threads/t.md"];
        assert_eq!(touched_files(&of_event), drawn);
        assert_eq!(of_event[0].parts, figure("Times"));
        let of_state = found("threads/t.md", "State.", "Otherwise.");
        assert_eq!(touched_files(&of_state), ["threads/t.md"]);
    }

    #[test]
    fn a_page_that_is_removed_or_renamed_is_named_with_its_minutes() {
        let tree = |changes: &[(&str, &str)]| {
            let gone = |file: &&str| {
                changes
                    .iter()
                    .any(|(name, new)| name == file && new.is_empty())
            };
            let kept = FILES
                .iter()
                .chain([&CONFIG])
                .filter(|(file, _)| !gone(file));
            let tree: MemoryTree = kept
                .copied()
                .chain(changes.iter().copied().filter(|(_, text)| !text.is_empty()))
                .collect();
            compile(&tree, &Options::for_day(Day::constant(2026, 11, 24)))
                .unwrap()
                .snapshot
        };
        let before = tree(&[]);
        let removed = impact_of_change(
            &before,
            &tree(&[("entries/lab.md", ""), ("entries/lab.de.md", "")]),
        );
        let touched = [
            "entries/drawn.md",
            "entries/lab.de.md",
            "entries/lab.md",
            "entries/uses.md",
        ];
        let named = touched_files(&removed.pages);
        assert!(touched.iter().all(|file| named.contains(file)), "{named:?}");
        assert!(!named.contains(&"entries/code.md"), "{named:?}");
        let lab = &removed.pages[2];
        assert_eq!((lab.minutes, lab.minutes_after), (1, Some(0)));
        assert_eq!(
            touched_files(&removed.paths),
            ["paths/far.md", "paths/way.md"]
        );
    }
}
