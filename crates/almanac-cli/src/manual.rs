//! The commands in the manual, which are those that the program takes.

use std::fs;
use std::path::PathBuf;

use clap::Parser;
use clap::error::ErrorKind;

use crate::arguments::Arguments;

/// The languages of blocks that hold commands, or files with commands.
const WITH_COMMANDS: [&str; 5] = ["sh", "console", "yaml", "ini", "dockerfile"];

const COMMANDS: [&str; 11] = [
    "serve", "check", "build", "explain", "init", "import", "export", "key", "new", "rename",
    "help",
];

/// The pages of the manual, each with its name and text.
fn pages() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/entries");
    let items = fs::read_dir(folder).unwrap();
    let page = |path: PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    items.map(|item| page(item.unwrap().path())).collect()
}

/// The fenced blocks of a page, each with its language.
fn blocks(text: &str) -> Vec<(&str, String)> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.trim_start().strip_prefix("```") {
            let content = lines
                .by_ref()
                .take_while(|line| !line.trim_start().starts_with("```"));
            let content: Vec<&str> = content.collect();
            blocks.push((language, content.join("\n")));
        }
    }
    blocks
}

/// The words of a line, as a shell divides it, up to what begins another command.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (word, after) = match quote {
            Some(quote) => rest[1..].split_once(quote).unwrap_or((&rest[1..], "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        if quote.is_none() && ["|", "||", "&&", ";", ">", "&"].contains(&word)
            || word.starts_with('#')
        {
            break;
        }
        // What a host fills in is an address.
        let word = if word.starts_with('$') {
            "https://host.example/"
        } else {
            word
        };
        words.push(word.to_owned());
        rest = after.trim_start();
    }
    words
}

/// The commands of the program in a block, each as its words.
fn commands(block: &str) -> Vec<Vec<String>> {
    let joined = block.replace("\\\n", " ");
    let mut found = Vec::new();
    for line in joined.lines() {
        if let Some(list) = line.strip_prefix("CMD ") {
            let mut command: Vec<String> = serde_json::from_str(list).unwrap();
            command.insert(0, "almanac".to_owned());
            found.push(command);
            continue;
        }
        let words = words(line);
        let is_program = |word: &str| word.rsplit(['/', '=']).next() == Some("almanac");
        let starts = words
            .windows(2)
            .position(|pair| is_program(&pair[0]) && COMMANDS.contains(&pair[1].as_str()));
        found.extend(starts.map(|start| words[start..].to_vec()));
    }
    found
}

#[test]
fn every_command_in_the_manual_is_one_that_the_program_takes() {
    let mut count = 0;
    for (page, text) in pages() {
        let blocks = blocks(&text).into_iter();
        for (_, block) in blocks.filter(|(language, _)| WITH_COMMANDS.contains(language)) {
            for command in commands(&block) {
                count += 1;
                let parsed = Arguments::try_parse_from(&command);
                let is_right = parsed
                    .as_ref()
                    .map_or_else(|error| error.kind() == ErrorKind::DisplayHelp, |_| true);
                assert!(is_right, "{page}: {command:?}: {parsed:?}");
            }
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
fn the_workflows_are_what_their_hosts_read() {
    let pages = pages();
    let (_, text) = pages
        .iter()
        .find(|(name, _)| name == "pages-workflows.md")
        .unwrap();
    let workflows: Vec<String> = blocks(text)
        .into_iter()
        .filter(|(language, _)| *language == "yaml")
        .map(|(_, block)| block)
        .collect();
    for (workflow, job) in workflows.iter().zip(["jobs", "pages"]) {
        let document = almanac_syntax::parse(
            &format!("---\n{workflow}\n---\n"),
            almanac_syntax::Dialect::default(),
        );
        assert!(document.front_matter.get(job).is_some(), "{workflow}");
        assert!(document.faults.is_empty(), "{:?}", document.faults);
        let commands = commands(workflow);
        let names: Vec<&str> = commands.iter().map(|command| &*command[1]).collect();
        assert_eq!(names, ["check", "build"], "{workflow}");
    }
    assert_eq!(workflows.len(), 2);
}

#[test]
fn the_container_file_has_only_instructions_that_there_are() {
    const INSTRUCTIONS: [&str; 8] = [
        "FROM",
        "COPY",
        "RUN",
        "EXPOSE",
        "STOPSIGNAL",
        "ENTRYPOINT",
        "CMD",
        "USER",
    ];
    let pages = pages();
    let (_, text) = pages
        .iter()
        .find(|(name, _)| name == "container.md")
        .unwrap();
    let blocks = blocks(text);
    let (_, file) = blocks
        .iter()
        .find(|(language, _)| *language == "dockerfile")
        .unwrap();
    let joined = file.replace("\\\n", " ");
    for line in joined.lines() {
        let (instruction, rest) = line.split_once(' ').unwrap();
        assert!(INSTRUCTIONS.contains(&instruction), "{line}");
        if ["ENTRYPOINT", "CMD"].contains(&instruction) {
            let list: Vec<String> = serde_json::from_str(rest).unwrap();
            assert!(!list.is_empty(), "{line}");
        }
    }
    assert!(joined.starts_with("FROM "));
}
