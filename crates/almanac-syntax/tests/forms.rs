//! Forms that the Markdown parser does not know: callouts, containers, marks, ids of blocks, tasks and topics.

use almanac_syntax::{Dialect, Document, Fold, Habits, MarkupEvent};
use pulldown_cmark::{Event as Markdown, Tag, TagEnd};

const NOTES: Dialect = Dialect {
    habits: Habits::Notes,
    hard_breaks: false,
    is_outline: false,
    words_first: false,
    has_components: false,
};

fn parse(text: &str) -> Document {
    almanac_syntax::parse(text, NOTES)
}

/// The events of a text in a line: words as they are, marks by a sign or a name.
fn line(text: &str, dialect: Dialect) -> String {
    let events = almanac_syntax::events(text, 0..text.len(), dialect);
    events.map(|(event, _)| sign_of(&event)).collect()
}

fn sign_of(event: &MarkupEvent<'_>) -> String {
    match event {
        MarkupEvent::Markdown(event) => markdown_sign(event),
        MarkupEvent::StartCallout(callout) => {
            let fold = match callout.fold {
                Fold::Fixed => "",
                Fold::Open => "+",
                Fold::Closed => "-",
            };
            format!("<{:?} {}{fold}>", callout.look, callout.name)
        }
        MarkupEvent::EndCallout => "</>".to_owned(),
        MarkupEvent::StartTitle => "{".to_owned(),
        MarkupEvent::EndTitle => "}".to_owned(),
        MarkupEvent::StartMark => "«".to_owned(),
        MarkupEvent::EndMark => "»".to_owned(),
        MarkupEvent::BlockId(id) => format!("<{id}>"),
        MarkupEvent::Task(sign) => format!("<{sign}>"),
        MarkupEvent::Topic(name) => format!("<#{name}>"),
        MarkupEvent::StartWikiLink(link) => format!("<{}:", link.target),
        MarkupEvent::EndWikiLink => ">".to_owned(),
        MarkupEvent::StartNote => "(".to_owned(),
        MarkupEvent::EndNote => ")".to_owned(),
        _ => "?".to_owned(),
    }
}

fn markdown_sign(event: &Markdown<'_>) -> String {
    let sign = match event {
        Markdown::Text(words) | Markdown::Code(words) => return words.to_string(),
        Markdown::Start(Tag::Paragraph) => "P",
        Markdown::Start(Tag::Item) => "I",
        Markdown::Start(Tag::List(_)) => "L",
        Markdown::Start(Tag::BlockQuote(None)) => "Q",
        Markdown::Start(Tag::BlockQuote(Some(_))) => "A",
        Markdown::Start(Tag::Table(_)) => "T",
        Markdown::Start(Tag::CodeBlock(_)) => "C",
        Markdown::Start(Tag::Emphasis) | Markdown::End(TagEnd::Emphasis) => "*",
        Markdown::Start(Tag::Strikethrough) | Markdown::End(TagEnd::Strikethrough) => "~",
        Markdown::Start(Tag::Subscript) => "_",
        Markdown::End(TagEnd::Subscript) => "_",
        Markdown::SoftBreak => "/",
        Markdown::End(end) if !matches!(end, TagEnd::Link) => ".",
        _ => "",
    };
    sign.to_owned()
}

#[test]
fn a_container_between_colons_is_a_callout_if_it_is_called_like_one() {
    for (text, read) in [
        ("::: tip\nA\n:::\n", "<Tip tip>PA.</>"),
        (
            "::: tip The *title*\nA\n:::\n",
            "<Tip tip>{The *title*}PA.</>",
        ),
        (
            ":::note[A title]{.wide}\nA\n:::\n",
            "<Note note>{A title}PA.</>",
        ),
        (
            "::: {.callout-warning title=\"T\"}\nA\n:::\n",
            "<Warning warning>{T}PA.</>",
        ),
        (
            "::: details More\nA\n:::\n\nB\n",
            "<Note details->{More}PA.</>PB.",
        ),
        ("::: columns\nA\n:::\n", "PA."),
        ("A\n::: tip\nB\n:::\nC\n", "PA.<Tip tip>PB.</>PC."),
        (
            "::: tip\n- a\n:::\n\n::: x\nB\n:::\n",
            "<Tip tip>LIa..</>PB.",
        ),
        (
            "- a\n  ::: tip\n  b\n  :::\n- c\n",
            "LIPa.<Tip tip>Pb.</>.IPc...",
        ),
        (
            ":::: warning\n::: tip\nA\n:::\n::::\n",
            "<Warning warning><Tip tip>PA.</></>",
        ),
        ("```\n::: tip\n```\n", "C::: tip\n."),
        ("A ::: tip\n", "PA ::: tip."),
        // A list ends with the container that it stands in, and with the line of one that follows.
        (
            ":::tip\n\n- a\n\n:::\n\n:::info\n\n- b\n\n:::\n\n- c\n",
            "<Tip tip>LIa..</><Note info>LIb..</>LIc..",
        ),
        (
            "- a\n\n:::tip\n- b\n:::\n- c\n",
            "LIa..<Tip tip>LIb..</>LIc..",
        ),
        (
            ":::tip\n| a |\n|---|\n| b |\n:::\nA\n",
            "<Tip tip>Ta..b...</>PA.",
        ),
    ] {
        assert_eq!(line(text, Dialect::default()), read, "{text}");
    }
    assert_eq!(parse("::: tip\nA\n").faults.len(), 1);
}

#[test]
fn a_quotation_with_a_type_is_a_callout_and_its_first_line_the_title() {
    for (text, read) in [
        (
            "> [!faq] Why *so*?\n> Because.\n",
            "<Note faq>{Why *so*?}PBecause..</>",
        ),
        ("> [!FAQ]- [[A]]\n> - b\n", "<Note FAQ->{<A:A>}LIb..</>"),
        ("> [!tip]+\n> a\n", "<Tip tip+>Pa.</>"),
        ("> [!bug] Only\n", "<Caution bug>{Only}</>"),
        ("> [!my type|wide]\n>a\n", "<Note my type>Pa.</>"),
        ("> [!quote] 1. One\n> ---\n", "<Quote quote>{1. One}</>"),
        ("> [!todo] A\n> | a |\n> |---|\n", "<Note todo>{A}Ta...</>"),
        (
            ">[!info] A\n>> [!todo] B\n>> c\n",
            "<Note info>{A}<Note todo>{B}Pc.</></>",
        ),
        ("> [!NOTE]\n> a\n", "APa.."),
        ("> [!NOTE] A\n> a\n", "<Note NOTE>{A}Pa.</>"),
        ("> [!x](y) a\n", "QP!x a.."),
        ("> a\n> [!tip] b\n", "QPa/[!tip] b.."),
        ("```\n> [!tip] b\n```\n", "C> [!tip] b\n."),
        ("- > [!tip] a\n  > b\n", "LI<Tip tip>{a}Pb.</>.."),
        ("> [!tip] > [!tip] a\n> b\n", "<Tip tip>{> [!tip] a}Pb.</>"),
    ] {
        assert_eq!(line(text, Dialect::default()), read, "{text}");
    }
}

#[test]
fn words_are_marked_and_lowered_where_their_signs_pair() {
    for (text, read) in [
        ("a ==b *c*== d", "Pa «b *c*» d."),
        ("a == b == c", "Pa == b == c."),
        ("==a===b== c", "P«a===b» c."),
        ("*a ==b* c==", "P*a ==b* c==."),
        ("`==a==` \\==b==", "P==a== ==b==."),
        ("==a^[b== c]==", "P«a(b== c)»."),
        ("==a", "P==a."),
        (
            "H~2~O, CO~2~ and ~a~ b~c d~ ~~e~~",
            "PH_2_O, CO_2_ and ~a~ b~c d~ ~e~.",
        ),
        ("| ==a== |\n|---|\n", "T«a»..."),
    ] {
        assert_eq!(line(text, Dialect::default()), read, "{text}");
    }
    assert_eq!(line("^^a^^", NOTES), "P«a».");
    assert_eq!(line("^^a^^", Dialect::default()), "P^^a^^.");
}

#[test]
fn an_id_belongs_to_the_block_that_it_ends_or_stands_behind() {
    for (text, read) in [
        ("a b ^one\n", "<^one>Pa b."),
        ("a\nb ^one\n\nc\n", "<^one>Pa/b.Pc."),
        ("- a ^one\n  - b\n- c\n", "L<^one>IaLIb...Ic.."),
        ("- a\n\n  b ^one\n", "L<^one>IPa.Pb..."),
        ("- a\n- b\n\n^one\n\nc\n", "<^one>LIa.Ib..Pc."),
        ("- a\n- b\n^one\n", "<^one>LIa.Ib.."),
        ("- a\n  - b\n\n  ^one\n", "LIa<^one>LIb...."),
        ("> a\n\n^one\n", "<^one>QPa.."),
        ("> [!tip] A\n> b\n\n^one\n", "<^one><Tip tip>{A}Pb.</>"),
        ("| a |\n|---|\n| b |\n^one\n", "<^one>Ta..b..."),
        ("```\na ^one\n```\n", "Ca ^one\n."),
        ("a ^one b\n", "Pa ^one b."),
        ("a ^2\nb\n", "Pa ^2/b."),
    ] {
        assert_eq!(line(text, Dialect::default()), read, "{text}");
    }
    let ids = parse("a ^one\n").ids;
    assert_eq!(ids, [("^one".to_owned(), 2..6)]);
}

#[test]
fn notes_have_topics_and_tasks_of_any_sign() {
    assert_eq!(line("#a/b at #c.", NOTES), "P<#a/b> at <#c>..");
    assert_eq!(line("[#a](b) `#c`", NOTES), "P#a #c.");
    assert_eq!(line("- [/] a\n- [>] [[b]]\n", NOTES), "LI</>a.I<>><b:b>..");
    assert_eq!(line("- [x] a\n- [/ b\n", NOTES), "LIa.I[/ b..");
    assert_eq!(line("- [/] a #b\n", Dialect::default()), "LI[/] a #b..");
    assert_eq!(parse("#a\n").faults, []);
}
