//! Which marks among words are formulas, emphasis and addresses, and which are words.

use almanac_syntax::{Dialect, Document, MarkupEvent};

fn events(text: &str, range: std::ops::Range<usize>) -> almanac_syntax::Events<'_> {
    almanac_syntax::events(text, range, Dialect::default())
}

fn parse(text: &str) -> Document {
    almanac_syntax::parse(text, Dialect::default())
}

#[test]
fn dollars_in_prose_are_not_math() {
    let text = "It cost \\$5 and \\$10.";
    let math = events(text, 0..text.len())
        .filter(|(event, _)| {
            matches!(
                event,
                MarkupEvent::Markdown(pulldown_cmark::Event::InlineMath(_))
            )
        })
        .count();
    assert_eq!(math, 0);
}

/// The words of each piece of a text that is read as a formula, in order.
fn formulas(text: &str) -> Vec<String> {
    let formulas = events(text, 0..text.len()).filter_map(|(event, _)| match event {
        MarkupEvent::Markdown(
            pulldown_cmark::Event::InlineMath(formula)
            | pulldown_cmark::Event::DisplayMath(formula),
        ) => Some(formula.to_string()),
        _ => None,
    });
    formulas.collect()
}

#[test]
fn dollars_before_prices_are_words_and_others_make_formulas() {
    for prices in [
        "$5-$10",
        "$0.15/$0.60",
        "US$5 and $6",
        "US$5, US$6",
        "\\$5 and \\$6",
        "from $5,$10 to $15",
        "x$a$5",
    ] {
        assert_eq!(formulas(prices), Vec::<String>::new(), "{prices}");
        assert_eq!(
            parse(prices).plain_text,
            prices.replace('\\', ""),
            "{prices}"
        );
    }
    // What stands between the dollars is Markdown.
    let document = parse("**$5**-**$10**, [$1-$2](https://example.org/$1-$2) `$3-$4`\n");
    assert_eq!(document.plain_text, "$5-$10, $1-$2 $3-$4");
    assert_eq!(document.hyperlinks[0].address, "https://example.org/$1-$2");
    assert_eq!(
        formulas("$x$, $5-$10, $`a$b`$3 and $$y$$"),
        ["x", "a$b", "y"]
    );
    assert_eq!(formulas("$`\\sqrt{2}`$3 is $y$."), ["\\sqrt{2}", "y"]);
    assert_eq!(formulas("> ```math\n> a\n> b\n> ```\n"), ["a\nb\n"]);
}

/// A text with its emphasis in brackets: `*` is `()`, `**` is `[]`, `~~` is `{}`.
fn emphasized(text: &str) -> String {
    use pulldown_cmark::{Event as Markdown, Tag, TagEnd};
    let mut shown = String::new();
    for (event, _) in events(text, 0..text.len()) {
        match event {
            MarkupEvent::Markdown(Markdown::Text(words) | Markdown::Code(words)) => {
                shown.push_str(&words)
            }
            MarkupEvent::Markdown(Markdown::Start(Tag::Emphasis)) => shown.push('('),
            MarkupEvent::Markdown(Markdown::End(TagEnd::Emphasis)) => shown.push(')'),
            MarkupEvent::Markdown(Markdown::Start(Tag::Strong)) => shown.push('['),
            MarkupEvent::Markdown(Markdown::End(TagEnd::Strong)) => shown.push(']'),
            MarkupEvent::Markdown(Markdown::Start(Tag::Strikethrough)) => shown.push('{'),
            MarkupEvent::Markdown(Markdown::End(TagEnd::Strikethrough)) => shown.push('}'),
            _ => {}
        }
    }
    shown
}

#[test]
fn punctuation_of_languages_without_spaces_does_not_end_emphasis() {
    for (text, shown) in [
        ("**这是重点。**然后", "[这是重点。]然后"),
        ("他说**“你好”**就走了", "他说[“你好”]就走了"),
        ("**重要（必读）**内容", "[重要（必读）]内容"),
        (
            "これは**「強調」**です。**文。**次",
            "これは[「強調」]です。[文。]次",
        ),
        ("**한국어(Korean)**은", "[한국어(Korean)]은"),
        ("**`代码`**之后和*[链接](/a)*吧", "[代码]之后和(链接)吧"),
        ("~~删除。~~之后", "{删除。}之后"),
        ("**你好。**world", "[你好。]world"),
        ("这**100%**的", "这[100%]的"),
        ("`**。**中` **。**中", "**。**中 [。]中"),
        // Other scripts keep CommonMark's rule.
        ("a**(b)**c **й.**я \\*。*中", "a**(b)**c **й.**я *。*中"),
    ] {
        assert_eq!(emphasized(text), shown, "{text}");
    }
    let text = "**这样。**[[港口]]\n";
    let (link, span) = &parse(text).links[0];
    assert_eq!((&*link.target, &text[span.clone()]), ("港口", "[[港口]]"));
}

#[test]
fn addresses_among_words_are_links() {
    let addresses = |text: &str| -> Vec<String> {
        let links = parse(text).hyperlinks.into_iter();
        links.map(|link| link.address).collect()
    };
    for (text, found) in [
        (
            "See https://example.org/a_b and www.example.org.",
            vec!["https://example.org/a_b", "http://www.example.org"],
        ),
        (
            "## At https://example.org/__init__.py*\n",
            vec!["https://example.org/__init__.py"],
        ),
        (
            "*https://example.org/_a_*, {{x}} https://b.org/$a$",
            vec!["https://example.org/_a", "https://b.org/$a$"],
        ),
        (
            "| www.a.b |\n|---|\n| https://c.d |\n",
            vec!["http://www.a.b", "https://c.d"],
        ),
        (
            "`https://a.b` <kbd>https://a.b</kbd> <a>https://a.b</a> ![https://a.b](x.png)",
            vec![],
        ),
        ("    https://a.b\n\n<div>\nhttps://a.b\n</div>\n", vec![]),
        (
            "[www.a.b](/c) [[a|www.a.b]] [*www.a.b*][d]\n\n[d]: /e_f_*g*\n",
            vec!["/c", "/e_f_*g*"],
        ),
        (
            "<https://a.b/_c_>, [x](https://a.b/__c__)",
            vec!["https://a.b/_c_", "https://a.b/__c__"],
        ),
        ("[@key] mail ann@example.org", vec![]),
    ] {
        assert_eq!(addresses(text), found, "{text}");
    }
    let text = "Mail ann@example.org now";
    let email = events(text, 0..text.len()).find_map(|(event, span)| match event {
        MarkupEvent::Markdown(pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link {
            link_type,
            dest_url,
            ..
        })) => Some((link_type, dest_url.to_string(), span)),
        _ => None,
    });
    assert_eq!(
        email,
        Some((
            pulldown_cmark::LinkType::Email,
            "ann@example.org".to_owned(),
            5..20
        ))
    );
    assert_eq!(parse("See www.a.b/c.").plain_text, "See www.a.b/c.");
}
