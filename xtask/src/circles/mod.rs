//! `cargo xtask circles`: which files of a crate import each other in a circle.
//!
//! A circle is a set of files in which each leads to every other one by its imports and paths. None of
//! them can be understood, moved or tested without all the others, so the suite holds how large one
//! may be. Tests are left out: they may look at whatever they like.

mod components;
mod modules;
mod reader;
mod resolve;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::outcome::Outcome;
use crate::project::{Project, say};
use modules::Crate;
use resolve::Import;

/// How many files a circle may have at most: as many as can still be read as one thing.
const MOST_FILES: usize = 8;

/// The files of a circle, and the imports by which it holds together.
struct Circle {
    files: Vec<PathBuf>,
    imports: Vec<String>,
}

/// Prints every circle with the imports that tie it; fails where one is too large.
pub(crate) fn run(project: &Project) -> Result<ExitCode> {
    let circles = circles(project)?;
    for circle in &circles {
        say(&format!("\na circle of {} files", circle.files.len()));
        circle.imports.iter().for_each(|import| say(import));
    }
    say(&summary(&circles));
    Ok(ExitCode::from(u8::from(largest(&circles) > MOST_FILES)))
}

/// The step of the suite: no circle is larger than it may be.
pub(crate) fn check(project: &Project) -> Result<Outcome> {
    let circles = circles(project)?;
    say(&summary(&circles));
    for circle in circles.iter().filter(|it| it.files.len() > MOST_FILES) {
        say("too large, see `cargo xtask circles`:");
        circle.files.iter().for_each(|file| say(&shown(file)));
    }
    Ok(Outcome::check(largest(&circles) <= MOST_FILES))
}

fn largest(circles: &[Circle]) -> usize {
    circles.iter().map(|it| it.files.len()).max().unwrap_or(0)
}

fn summary(circles: &[Circle]) -> String {
    format!(
        "{} circles, the largest of {} files (at most {MOST_FILES})",
        circles.len(),
        largest(circles)
    )
}

/// The circles of all crates, the largest first.
fn circles(project: &Project) -> Result<Vec<Circle>> {
    let mut circles = Vec::new();
    for root in crate_roots(&project.root)? {
        circles.extend(circles_of(&reader::read(&root)?, &project.root));
    }
    circles.sort_by(|one, other| {
        (other.files.len(), &one.files).cmp(&(one.files.len(), &other.files))
    });
    Ok(circles)
}

/// `lib.rs` and `main.rs` of every member of the workspace.
fn crate_roots(root: &Path) -> Result<Vec<PathBuf>> {
    let crates = root.join("crates");
    let mut folders = vec![root.join("xtask")];
    for item in std::fs::read_dir(&crates).with_context(|| crates.display().to_string())? {
        folders.push(item?.path());
    }
    folders.sort();
    let roots = folders
        .iter()
        .flat_map(|folder| ["src/lib.rs", "src/main.rs"].map(|file| folder.join(file)));
    Ok(roots.filter(|file| file.is_file()).collect())
}

fn circles_of(source: &Crate, root: &Path) -> Vec<Circle> {
    let imports = resolve::imports(source);
    let edges: Vec<(usize, usize)> = imports.iter().map(|it| (it.from, it.to)).collect();
    let relative = |file: usize| {
        let path = &source.files[file];
        path.strip_prefix(root).unwrap_or(path).to_owned()
    };
    let mut circles = Vec::new();
    for members in components::circles(source.files.len(), &edges) {
        let inside = |it: &&Import| members.contains(&it.from) && members.contains(&it.to);
        let line = |it: &Import| {
            let (from, to) = (shown(&relative(it.from)), shown(&relative(it.to)));
            format!("  {from}:{} → {to}: {}", it.line, it.path)
        };
        circles.push(Circle {
            imports: imports.iter().filter(inside).map(line).collect(),
            files: members.iter().map(|file| relative(*file)).collect(),
        });
    }
    circles
}

fn shown(file: &Path) -> String {
    file.display().to_string()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// The circles of a crate with these files, as names of files.
    fn circles_of_files(name: &str, files: &[(&str, &str)]) -> Vec<Vec<String>> {
        let folder = std::env::temp_dir().join(format!("circles-{name}-{}", std::process::id()));
        for (file, text) in files {
            let file = folder.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let source = reader::read(&folder.join("lib.rs")).unwrap();
        let circles = circles_of(&source, &folder);
        fs::remove_dir_all(&folder).unwrap();
        let names = |circle: &Circle| circle.files.iter().map(|file| shown(file)).collect();
        circles.iter().map(names).collect()
    }

    #[test]
    fn files_that_import_each_other_are_a_circle() {
        let files = [
            ("lib.rs", "mod a;\nmod b;\nmod c;"),
            ("a.rs", "use crate::b::{self, Two};\npub struct One(Two);"),
            ("b.rs", "pub struct Two;\nfn f() { super::c::g(); }"),
            ("c.rs", "pub fn g() { println!(\"{}\", crate::a::ONE); }"),
        ];
        assert_eq!(circles_of_files("each", &files), [["a.rs", "b.rs", "c.rs"]]);
    }

    #[test]
    fn a_name_is_looked_for_where_it_is_defined_and_not_where_it_is_shown() {
        let files = [
            (
                "lib.rs",
                "mod a;\nmod deep;\npub use deep::*;\npub use a::One;",
            ),
            ("a.rs", "use crate::Inner;\npub struct One(Inner);"),
            ("deep/mod.rs", "mod inner;\npub use inner::Inner;"),
            ("deep/inner.rs", "pub struct Inner;"),
        ];
        assert_eq!(circles_of_files("shown", &files), Vec::<Vec<String>>::new());
    }

    #[test]
    fn what_a_parent_defines_ties_it_to_the_child_that_it_shows() {
        let files = [
            ("lib.rs", "mod a;\npub use a::One;\npub struct Options;"),
            ("a.rs", "use super::Options;\npub struct One(Options);"),
        ];
        assert_eq!(circles_of_files("parent", &files), [["lib.rs", "a.rs"]]);
    }

    #[test]
    fn tests_tie_nothing() {
        let files = [
            ("lib.rs", "mod a;\nmod b;"),
            (
                "a.rs",
                "pub struct One;\n#[cfg(test)]\nmod tests { use crate::b::Two; }",
            ),
            (
                "b.rs",
                "use crate::a::One;\npub struct Two(One);\n#[cfg(test)]\nimpl Two { fn f() { crate::a::g() } }",
            ),
        ];
        assert_eq!(circles_of_files("tests", &files), Vec::<Vec<String>>::new());
    }
}
