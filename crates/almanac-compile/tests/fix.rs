//! What `almanac check --fix` makes of files.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::BTreeMap;

use almanac_compile::{MemoryTree, Options, compile, fixed_files};
use almanac_model::{Day, FilePath};

type Files = BTreeMap<String, String>;

/// Mends once. Returns the files that change.
fn fix_once(files: &Files) -> Files {
    let tree: MemoryTree = files.iter().collect();
    let options = Options::for_day(Day::constant(2026, 11, 24));
    let compiled = compile(&tree, &options).unwrap();
    let read = |file: &FilePath| files.get(file.as_str()).cloned();
    let fixed = fixed_files(&compiled, &read);
    fixed
        .into_iter()
        .map(|(file, text)| (file.to_string(), text))
        .collect()
}

/// Mends until nothing changes, and returns the text of one file.
fn fixed(file: &str, text: &str) -> String {
    let config = ("almanac.toml".to_owned(), "title = \"A\"\n".to_owned());
    let mut files = Files::from([config, (file.to_owned(), text.to_owned())]);
    for _ in 0..4 {
        let changed = fix_once(&files);
        if changed.is_empty() {
            return files.remove(file).unwrap();
        }
        files.extend(changed);
    }
    panic!("fixing never comes to an end: {}", files[file]);
}

#[test]
fn a_page_without_an_id_gets_one_that_stays_the_same() {
    let text = "---\ntitle: Lab\n---\nA lab.\n";
    let once = fixed("entries/lab.md", text);
    let id = once
        .strip_prefix("---\nid: ")
        .unwrap()
        .split('\n')
        .next()
        .unwrap();
    assert_eq!(id.len(), 6);
    assert!(
        id.bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()),
        "{id}"
    );
    assert_eq!(once, text.replace("title", &format!("id: {id}\ntitle")));
    assert_eq!(fixed("entries/lab.md", text), once);
    assert_ne!(
        fixed("entries/other.md", text),
        once,
        "another page, another id"
    );
}

#[test]
fn ids_that_are_there_are_left_alone() {
    for text in [
        "---\nid: x\ntitle: Lab\n---\nA lab.\n",
        "---\ntitle: Lab\narticle_id: x\n---\nA lab.\n",
    ] {
        assert_eq!(fixed("entries/lab.md", text), text);
    }
}

/// Where the front matter can't be read, its id may be among what was not read.
#[test]
fn front_matter_that_cannot_be_read_is_left_alone() {
    for text in [
        "---\ntitle: \"Lab\nid: x\n---\nA lab.\n",
        "---\ntitle: Lab\n",
        "A lab.\n",
        "",
        "---\n{ title: Lab\n---\nA lab.\n",
        "---\n- a list\n---\nA lab.\n",
        "---\njust words\n---\nA lab.\n",
    ] {
        assert_eq!(fixed("entries/lab.md", text), text);
    }
}

#[test]
fn lines_end_as_the_others_of_the_file_do() {
    let text =
        "---\r\nid: x\r\ntitle: Lab\r\n---\r\n```question\r\nask: Why?\r\nanswer: So.\r\n```\r\n";
    let wanted = text.replace("ask", "id: lab-q1\r\nask");
    assert_eq!(fixed("entries/lab.md", text), wanted);
    let text = "---\r\ntitle: Lab\r\n---\r\nA lab.\r\n";
    assert_eq!(
        fixed("entries/lab.md", text).replace("\r\n", "").find('\n'),
        None
    );
}

#[test]
fn events_get_an_id_of_their_title_alone() {
    for (heading, wanted) in [
        ("## 2019 · One", "## 2019 · One {#one}"),
        ("## 2019 · One {#one}", "## 2019 · One {#one}"),
        ("## 2019 · One ##", "## 2019 · One {#one} ##"),
        ("2019 · One\n---", "2019 · One {#one}\n---"),
        ("## 2019 · One {.major}", "## 2019 · One {#one .major}"),
        (
            "## 2019 · One { .a .b } ##",
            "## 2019 · One {#one  .a .b } ##",
        ),
        ("## 2019 · One {.a #one}", "## 2019 · One {.a #one}"),
        ("2019 · One {.major}\n---", "2019 · One {#one .major}\n---"),
        ("## 2019 · Set {a, b}", "## 2019 · Set {a, b} {#set-a-b}"),
        ("## 2019 · One \\{.a}", "## 2019 · One \\{.a} {#one-a}"),
        ("## 2019 · One {}", "## 2019 · One {} {#one}"),
        ("## *2019 · One*", "## *2019 · One* {#one}"),
        ("## 2019: One  ", "## 2019: One {#one}  "),
        (
            "## 2019 · Größe & [[x|Co]]",
            "## 2019 · Größe & [[x|Co]] {#größe-co}",
        ),
        ("## No event", "## No event"),
    ] {
        let page =
            |heading: &str| format!("---\nid: x\ntitle: T\n---\nText.\n\n{heading}\n\nMore.\n");
        assert_eq!(
            fixed("threads/t.md", &page(heading)),
            page(wanted),
            "{heading}"
        );
    }
}

#[test]
fn an_event_gets_no_id_that_is_taken_or_reserved() {
    for (before, title, id) in [
        ("", "At", "at-1"),
        ("", "History!", "history-1"),
        ("## Notes {#one}\n\n", "One", "one-1"),
        ("<a id=\"One\"></a>\n\n", "One", "one-1"),
        ("", "…", "event"),
    ] {
        let page = |id: &str| {
            format!("---\nid: x\ntitle: T\n---\nText.\n\n{before}## 2019 · {title}{id}\n\nMore.\n")
        };
        let wanted = page(&format!(" {{#{id}}}"));
        assert_eq!(fixed("threads/t.md", &page("")), wanted);
    }
}

#[test]
fn the_anchor_that_an_event_had_stays_where_links_lead_to_it() {
    let page = |heading: &str| {
        format!("---\nid: x\ntitle: T\n---\nSee [[#2019--one]].\n\n{heading}\n\nMore.\n")
    };
    for (heading, wanted) in [
        (
            "## 2019 · One",
            "## 2019 · One <a id=\"2019--one\"></a> {#one}",
        ),
        (
            "## 2019 · One {.major}",
            "## 2019 · One <a id=\"2019--one\"></a> {#one .major}",
        ),
    ] {
        assert_eq!(fixed("threads/t.md", &page(heading)), page(wanted));
    }
}

#[test]
fn two_events_with_the_same_words_get_two_ids() {
    let text = "---\nid: x\ntitle: T\n---\n\n## 2019 · One\n\n## 2019 · One\n";
    let wanted = "---\nid: x\ntitle: T\n---\n\n## 2019 · One {#one}\n\n## 2019 · One {#one-1}\n";
    assert_eq!(fixed("threads/t.md", text), wanted);
}

#[test]
fn a_question_gets_no_id_that_another_has() {
    let text = "---\nid: x\ntitle: T\n---\n```question\nask: A?\nanswer: A.\n```\n\n\
        ```question\nid: t-q1\nask: B?\nanswer: B.\n```\n";
    let fixed = fixed("entries/t.md", text);
    assert_eq!(fixed.matches("id: t-q1\n").count(), 1, "{fixed}");
    assert_eq!(fixed.matches("\nid: ").count(), 3, "{fixed}");
}

#[test]
fn an_indented_question_is_indented_still() {
    let text =
        "---\nid: x\ntitle: T\n---\n- Item\n\n  ```question\n  ask: A?\n  answer: A.\n  ```\n";
    let wanted = text.replace("  ask", "  id: t-q1\n  ask");
    assert_eq!(fixed("entries/t.md", text), wanted);
}

#[test]
fn several_faults_of_a_file_are_mended_together() {
    let files = Files::from([
        ("almanac.toml".to_owned(), "title = \"A\"\n".to_owned()),
        ("entries/mistral-ai.md".to_owned(), "---\nid: m\ntitle: Mistral AI\n---\nA lab.\n".to_owned()),
        (
            "threads/t.md".to_owned(),
            "---\ntitle: T\n---\nSee [[MistralAI]].\n\n## 2020 · Two\n\n[[mistralAI]]\n\n## 2019 · One\n".to_owned(),
        ),
    ]);
    let mut files = files;
    while let changed @ 1.. = {
        let changed = fix_once(&files);
        let number = changed.len();
        files.extend(changed);
        number
    } {
        assert_eq!(changed, 1, "only the thread has faults");
    }
    let (front_matter, body) = files["threads/t.md"].split_once("title: T\n---\n").unwrap();
    assert!(front_matter.starts_with("---\nid: "));
    assert_eq!(
        body,
        "See [[mistral-ai]].\n\n## 2019 · One {#one}\n\n## 2020 · Two {#two}\n\n[[mistral-ai]]\n"
    );
}

#[test]
fn an_id_is_written_however_the_fields_are_written() {
    for (text, expected) in [
        (
            "---\n{ title: A }\n---\nA.\n",
            "---\n{id: ID,  title: A }\n---\nA.\n",
        ),
        (
            "---\nid:\ntitle: A\n---\nA.\n",
            "---\nid: ID\ntitle: A\n---\nA.\n",
        ),
        (
            "---\ntitle: A\nid: ~\n---\nA.\n",
            "---\ntitle: A\nid: ID\n---\nA.\n",
        ),
        (
            "---\ntitle: \"A\\b\"\n---\nA.\n",
            "---\nid: ID\ntitle: \"A\\b\"\n---\nA.\n",
        ),
        (
            "---\ntitle: A\u{2028}b\n---\nA.\n",
            "---\nid: ID\ntitle: A\u{2028}b\n---\nA.\n",
        ),
        (
            "---\nid: ID\ntitle: A\n---\n```question\n{ ask: Why?, answer: So. }\n```\n",
            "---\nid: ID\ntitle: A\n---\n```question\n{id: a-q1,  ask: Why?, answer: So. }\n```\n",
        ),
    ] {
        let text = fixed("entries/a.md", text);
        let id = text.split("id: ").nth(1).unwrap();
        let id = &id[..id.find(['\n', ',']).unwrap()];
        assert!(!id.is_empty(), "{text}");
        assert_eq!(text.replacen(id, "ID", 1), expected);
    }
}
