//! Two save one page at once, and one of them has no scripts: the texts are made one, and where both have changed one place,
//! the form asks.

use crate::editing::{Answered, Fixture, ask};
use crate::fixture::Folder;

const PAGE: &str = "entries/comb";
const FRONT: &str = "---\r\nid: comb01\r\ntitle: Comb\r\nsummary: Of wax.\r\n---\r\n";

/// The text of the page with three paragraphs.
fn text(paragraphs: [&str; 3]) -> String {
    format!("{FRONT}{}\r\n", paragraphs.join("\r\n\r\n"))
}

/// An almanac with the page, and the form of its text as it is at first.
struct Joining {
    fixture: Fixture,
    form: Answered,
}

impl Joining {
    fn begin() -> Self {
        let folder = Folder::almanac();
        folder.write("entries/comb.md", &text(["One.", "Two.", "Three."]));
        folder.make_repository();
        let fixture = Fixture::of(folder, &["--public"]);
        let authorization = fixture.authorization();
        let form = ask(
            &fixture.server,
            &format!("{PAGE}/edit"),
            &["-H", &authorization],
        );
        Self { fixture, form }
    }

    /// Sends the form with a text and some more fields, as a browser sends its text box.
    fn send(&self, form: &Answered, text: &str, more: &[(&str, &str)]) -> Answered {
        let authorization = self.fixture.authorization();
        let field = |name: &str| (name.to_owned(), form.hidden(name));
        let mut fields = vec![field("base"), field("id")];
        fields.push(("text".to_owned(), text.to_owned()));
        fields.extend({ more.iter() }.map(|(name, words)| (name.to_string(), words.to_string())));
        let fields: Vec<String> = { fields.iter() }
            .map(|(name, words)| format!("{name}={words}"))
            .collect();
        let mut arguments = vec!["-H", &*authorization];
        for field in &fields {
            arguments.extend(["--data-urlencode", field.as_str()]);
        }
        ask(&self.fixture.server, &format!("{PAGE}/edit"), &arguments)
    }

    /// Somebody else saves a text, from a form of their own.
    fn another_saves(&self, text: &str) {
        let authorization = self.fixture.authorization();
        let arguments = ["-H", &*authorization];
        let form = ask(&self.fixture.server, &format!("{PAGE}/edit"), &arguments);
        let saved = self.send(&form, text, &[]);
        assert_eq!(saved.code, 303, "{saved:?}");
    }

    fn saved(&self) -> String {
        self.fixture.folder.read("entries/comb.md")
    }
}

impl Fixture {
    fn authorization(&self) -> String {
        format!("authorization: Bearer {}", self.editor)
    }
}

#[test]
fn what_each_has_changed_elsewhere_is_one_text_that_is_looked_at_and_saved() {
    let joining = Joining::begin();
    joining.another_saves(&text(["One, by another.", "Two.", "Three."]));
    let stale = joining.send(&joining.form, &text(["One.", "Two.", "Three, by me."]), &[]);
    assert_eq!(stale.code, 412, "{stale:?}");
    let words = "Their changes and yours are at different places";
    assert!(stale.body.contains(words), "{}", stale.body);
    let changed = "<del dir=\"auto\">One.\r\n</del><ins dir=\"auto\">One, by another.\r\n</ins>";
    assert!(stale.body.contains(changed), "{}", stale.body);
    let both = text(["One, by another.", "Two.", "Three, by me."]);
    assert!(stale.body.contains(&both[FRONT.len()..]), "{}", stale.body);
    let saved = joining.send(&stale, &both, &[]);
    assert_eq!(saved.code, 303, "{saved:?}");
    assert_eq!(joining.saved(), both);
}

#[test]
fn what_both_have_changed_is_asked_about_place_by_place() {
    let joining = Joining::begin();
    joining.another_saves(&text(["One, by another.", "Two.", "Three, by another."]));
    let mine = text(["One, by me.", "Two.", "Three, by me."]);
    let asked = joining.send(&joining.form, &mine, &[]);
    assert_eq!(asked.code, 412, "{asked:?}");
    for words in ["Place 1 of 2", "Place 2 of 2", "Take theirs", "Keep mine"] {
        assert!(asked.body.contains(words), "{words}: {}", asked.body);
    }
    // Half an answer is none, and what was chosen comes back.
    let began = asked.hidden("began");
    let half = joining.send(
        &asked,
        &mine,
        &[("began", &began), ("choice-0-0", "proposed")],
    );
    assert_eq!(half.code, 412, "{half:?}");
    let chosen = "name=\"choice-0-0\" value=\"proposed\" checked";
    assert!(half.body.contains(chosen), "{}", half.body);
    let choices = [
        ("began", &*began),
        ("choice-0-0", "proposed"),
        ("choice-0-1", "own"),
        ("own-0-1", "Three, by us."),
    ];
    let saved = joining.send(&half, &mine, &choices);
    assert_eq!(saved.code, 303, "{saved:?}");
    assert_eq!(
        joining.saved(),
        text(["One, by me.", "Two.", "Three, by us."])
    );
}

#[test]
fn choices_are_asked_for_again_where_a_third_has_saved_meanwhile() {
    let joining = Joining::begin();
    joining.another_saves(&text(["One, by another.", "Two.", "Three."]));
    let mine = text(["One, by me.", "Two.", "Three."]);
    let asked = joining.send(&joining.form, &mine, &[]);
    let third = text(["One, by a third.", "Two.", "Three."]);
    joining.another_saves(&third);
    let began = asked.hidden("began");
    let choices = [("began", &*began), ("choice-0-0", "proposed")];
    let again = joining.send(&asked, &mine, &choices);
    assert_eq!(again.code, 412, "{again:?}");
    assert!(again.body.contains("One, by a third."), "{}", again.body);
    assert_eq!(joining.saved(), third);
    let saved = joining.send(&again, &mine, &choices);
    assert_eq!(saved.code, 303, "{saved:?}");
    assert_eq!(joining.saved(), mine);
}

#[test]
fn where_nobody_knows_what_it_was_made_of_both_texts_are_shown() {
    let joining = Joining::begin();
    let mine = text(["One.", "Two.", "Three, by me."]);
    let authorization = joining.fixture.authorization();
    let sent = format!("text={mine}");
    let fields = [
        "--data-urlencode",
        &sent,
        "-d",
        "base=0123456789abcdef0123456789abcdef",
    ];
    let arguments = [&["-H", &*authorization][..], &fields].concat();
    let stale = ask(&joining.fixture.server, &format!("{PAGE}/edit"), &arguments);
    assert_eq!(stale.code, 412, "{stale:?}");
    assert!(stale.body.contains("is not kept"), "{}", stale.body);
    assert!(
        stale.body.contains("As the page stands now"),
        "{}",
        stale.body
    );
}

#[test]
fn a_page_that_is_not_there_is_offered_to_those_who_may_begin_it() {
    let offered = |review: &str, arguments: &[&str]| {
        let folder = Folder::almanac();
        let settings = folder.read("almanac.toml");
        let review = format!("{settings}\n[contributions]\nreview = \"{review}\"\n");
        folder.write("almanac.toml", &review);
        folder.make_repository();
        let fixture = Fixture::of(folder, arguments);
        let there = |path: &str| {
            let shown = ask(&fixture.server, path, &[]);
            shown.body.contains("/new?title=")
        };
        [
            there("entries/royal-jelly"),
            there("threads/royal-jelly"),
            there("search?q=royaljelly"),
            there("proposals/99"),
            there("assets/royal-jelly"),
        ]
    };
    assert_eq!(
        offered("required", &["--public"]),
        [true, true, true, false, false]
    );
    assert_eq!(
        offered("open", &["--public"]),
        [true, true, true, false, false]
    );
    assert_eq!(offered("closed", &["--public"]), [false; 5]);
}
