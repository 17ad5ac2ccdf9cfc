//! What other programs write among Markdown: components of MDX, outlines of Logseq, links of Dendron.

use almanac_syntax::{Dialect, ForeignForm, Habits, MarkupEvent};
use pulldown_cmark::{Event as Markdown, Tag};

fn notes() -> Dialect {
    Dialect {
        habits: Habits::Notes,
        ..Dialect::default()
    }
}

/// The events of a text in a line: words as they are, code between backticks, marks by a sign.
fn line(text: &str, dialect: Dialect) -> String {
    let events = almanac_syntax::events(text, 0..text.len(), dialect);
    events.map(|(event, _)| sign_of(&event)).collect()
}

fn sign_of(event: &MarkupEvent<'_>) -> String {
    let sign = match event {
        MarkupEvent::StartWikiLink(link) => return format!("<{}:", link.target),
        MarkupEvent::EndWikiLink => ">",
        MarkupEvent::BlockId(_) => "",
        MarkupEvent::Markdown(event) => match event {
            Markdown::Text(words) => return words.to_string(),
            Markdown::Code(words) => return format!("`{words}`"),
            Markdown::Start(Tag::Paragraph) => "P",
            Markdown::Start(Tag::Item) => "I",
            Markdown::Start(Tag::List(Some(_))) => "N",
            Markdown::Start(Tag::List(None)) => "L",
            Markdown::Start(Tag::CodeBlock(_)) => "C",
            Markdown::Html(_) | Markdown::InlineHtml(_) => "H",
            Markdown::SoftBreak => "/",
            Markdown::End(_) => ".",
            _ => "",
        },
        _ => "?",
    };
    sign.to_owned()
}

#[test]
fn components_of_mdx_are_code_and_what_they_hold_is_markdown() {
    let dialect = notes().of_file("a/b.mdx");
    for (text, read) in [
        (
            "import A from './a'\nimport {B} from \"b\"\n\nWords.\n",
            "Cimport A from './a'\nimport {B} from \"b\".PWords..",
        ),
        (
            "export const x = {\n  a: 1,\n\n  b: 2\n}\n\nWords.\n",
            "Cexport const x = {\n  a: 1,\n\n  b: 2\n}.PWords..",
        ),
        (
            "<Tabs kind=\"a > b\">\n\n- one\n\n</Tabs>\n",
            "C<Tabs kind=\"a > b\">.LIone..C</Tabs>.",
        ),
        ("<Note>\nWords\n</Note>\n", "P`<Note>`/Words/`</Note>`."),
        (
            "A {value.of(\"}\")} and <Icon name={x} /> b.\n",
            "PA `{value.of(\"}\")}` and `<Icon name={x} />` b..",
        ),
        ("A{/* not shown */} b\n", "PA b."),
        ("<div className={x}>\n\n- a\n\n</div>\n", "LIa.."),
        (
            "`<Tabs>` and `{x}`\n\n```\n<Tabs>{x}\n```\n",
            "P`<Tabs>` and `{x}`.C<Tabs>{x}\n.",
        ),
        ("a < b and {never closed\n", "Pa < b and {never closed."),
        ("## A {#id}\n", "?A?"),
        ("important from here\n", "Pimportant from here."),
        // The first line of a callout is its own, whatever it holds.
        ("> [!né]{a\n\n> [!note]\nb}\n", "??{a??Pb}.."),
        (
            "> [!note] A {b} and <C/>\n> Words {d}.\n",
            "??A {b} and <C/>?PWords `{d}`..?",
        ),
    ] {
        assert_eq!(line(text, dialect), read, "{text}");
    }
    let document = almanac_syntax::parse("import A from 'a'\n\n<A/>\n\nA {b}.\n", dialect);
    let forms = document.foreign.iter().map(|(form, _)| *form);
    assert_eq!(forms.collect::<Vec<_>>(), [ForeignForm::Component; 3]);
    assert_eq!(line("A {b}\n", notes().of_file("b.md")), "PA {b}.");
}

#[test]
fn properties_of_an_outline_are_a_small_list() {
    let outline = Dialect {
        is_outline: true,
        ..notes()
    };
    for (text, read) in [
        (
            "- a\n  id:: x\n  type:: [[Feature]] b\n  level:: 2\n- c\n",
            "LIaLItype: <Feature:Feature> b.Ilevel: 2...Ic..",
        ),
        ("type:: x\ntitle:: y\n\n- a\n", "LItype: x..LIa.."),
        ("- title:: y\n  type:: x\n- a\n", "LItype: x..LIa.."),
        (
            "- a\n  logseq.order-list-type:: number\n- b\n  logseq.order-list-type:: number\n- c\n",
            "NIa.Ib..LIc..",
        ),
        (
            "- #+BEGIN_SRC rust\n  let a = 1;\n    b\n  #+END_SRC\n- c\n",
            "LIClet a = 1;\n  b\n..Ic..",
        ),
        ("## H\n\t- a\n\t\t- b\n", "?H?LIaLIb...."),
        ("- a\n\t\t- b\n", "LIaLIb...."),
        (
            "- a\n  b\n\t- #+BEGIN_CENTER\n\t  c\n\t  #+END_CENTER\n",
            "LIa/bLIc....",
        ),
        ("- ```\n  a:: b\n  ```\n", "LICa:: b\n..."),
    ] {
        assert_eq!(line(text, outline), read, "{text}");
    }
    let query = "- #+BEGIN_QUERY\n  {:title \"a\"}\n  #+END_QUERY\n";
    let document = almanac_syntax::parse(query, outline);
    assert_eq!(document.foreign[0].0, ForeignForm::Query);
    assert!(document.faults.is_empty(), "{:?}", document.faults);
}

#[test]
fn in_dendron_the_words_of_a_link_come_first() {
    let dendron = Dialect {
        words_first: true,
        ..notes()
    };
    for (text, read) in [
        ("[[grey bird|birds.heron]]", "P<birds.heron:grey bird>."),
        ("[[birds.heron]]", "P<birds.heron:birds.heron>."),
        (
            "[[bird | dendron://v/birds.heron#nest]]",
            "P<birds.heron:bird>.",
        ),
        (
            "[[dendron://v/birds.heron]]",
            "P<birds.heron:dendron://v/birds.heron>.",
        ),
    ] {
        assert_eq!(line(text, dendron), read, "{text}");
    }
    let text = "[[bird|v.heron#nest]]";
    let document = almanac_syntax::parse(text, dendron);
    let (link, _) = &document.links[0];
    assert_eq!(&text[link.target_span.clone()], "v.heron");
    assert_eq!(link.heading.as_deref(), Some("nest"));
}
