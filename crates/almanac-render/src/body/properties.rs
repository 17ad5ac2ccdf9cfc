//! What holds of every text: no markup reaches a reader that could run something.

use std::cell::RefCell;

use almanac_model::{Config, FilePath, day_from_ymd};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, Token, TokenSink, TokenSinkResult, Tokenizer};
use proptest::prelude::*;

use super::conformance::empty;
use super::{BodyScope, NoteReferences, render_blocks, render_line};
use crate::view::View;

/// Gathers the tags that a browser would see.
#[derive(Default)]
struct Tags(RefCell<Vec<Tag>>);

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token {
            self.0.borrow_mut().push(tag);
        }
        TokenSinkResult::Continue
    }
}

fn tags(html: &str) -> Vec<Tag> {
    let tokenizer = Tokenizer::new(Tags::default(), Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

const FORBIDDEN_TAGS: [&str; 22] = [
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "form",
    "base",
    "meta",
    "link",
    "svg",
    "template",
    "noscript",
    "textarea",
    "title",
    "xmp",
    "plaintext",
    "noembed",
    "noframes",
    "frame",
    "portal",
    "select",
    "button",
];

/// What a tag has that no reader may be given, if anything.
fn fault(tag: &Tag) -> Option<String> {
    if FORBIDDEN_TAGS.contains(&&*tag.name) {
        return Some(format!("<{}>", tag.name));
    }
    tag.attrs.iter().find_map(|attribute| {
        let name = &*attribute.name.local;
        let value: String = attribute
            .value
            .chars()
            .filter(|c| !c.is_whitespace() && !c.is_control())
            .collect();
        let value = value.to_ascii_lowercase();
        let runs = ["javascript:", "data:", "vbscript:", "file:"]
            .iter()
            .any(|scheme| value.starts_with(scheme));
        let is_address = [
            "href",
            "src",
            "action",
            "formaction",
            "xlink:href",
            "poster",
            "cite",
        ]
        .contains(&name);
        let leads_off = ["http:", "https:", "//", "/\\", "\\"]
            .iter()
            .any(|start| value.starts_with(start));
        let loads = tag.name == *"img" && name == "src" && leads_off;
        let is_wrong = name.starts_with("on")
            || name == "style"
            || name == "srcdoc"
            || (is_address && runs)
            || loads;
        is_wrong.then(|| format!("{name}={:?} on <{}>", attribute.value, tag.name))
    })
}

/// What is written of an entry in an almanac without any.
fn of_example<T>(write: impl FnOnce(BodyScope<'_>) -> T) -> T {
    let snapshot = empty(Config::with_title("Empty"));
    let site = View::new(
        &snapshot,
        day_from_ymd(2026, 11, 24).unwrap(),
        &almanac_documents::Documents,
    );
    let file = FilePath::from("entries/example.md");
    write(BodyScope::of_file(&site, &file))
}

fn check(text: &str) {
    let written = of_example(|scope| {
        [
            render_blocks(scope, text, 0..text.len(), &mut NoteReferences::default()),
            render_line(scope, text),
        ]
    });
    for html in written {
        let faults: Vec<String> = tags(html.as_str()).iter().filter_map(fault).collect();
        assert!(faults.is_empty(), "{faults:?}\nin {html}\nof {text:?}");
        assert!(
            !html.as_str().contains('\u{e000}'),
            "a placeholder in {html}\nof {text:?}"
        );
    }
}

/// The body of a text.
fn body(text: &str) -> String {
    of_example(|scope| render_blocks(scope, text, 0..text.len(), &mut NoteReferences::default()))
        .into_string()
}

/// What a browser makes of markup, without its attributes.
fn in_browser(html: &str) -> String {
    let mut browser = ammonia::Builder::empty();
    let own = ["input", "math", "section"].into_iter();
    browser.tags(own.chain(almanac_syntax::KEPT_ELEMENTS).collect());
    browser.clean(html).to_string()
}

/// Checks that what stands behind some text is shown as if it stood alone, by us and by a browser.
fn check_behind(before: &str, behind: &str) {
    let (alone, both) = (body(behind), body(&format!("{before}\n\n{behind}")));
    let both = both
        .split("<div class=\"footnotes\">")
        .next()
        .unwrap_or_default();
    assert!(both.ends_with(&alone), "{both}\nof {before:?}");
    let (alone, both) = (in_browser(&alone), in_browser(both));
    assert!(
        both.ends_with(&alone),
        "a browser shows {both}\nof {before:?}"
    );
}

/// Pieces of raw HTML that are never closed, close nothing, or may be read in more ways than one.
const HTML_PIECES: [&str; 64] = [
    "<b>",
    "</b>",
    "<i>",
    "<small>",
    "<a href=\"b.md\">",
    "</a>",
    "<a>",
    "<details>",
    "</details>",
    "<summary>",
    "<div>",
    "</div>",
    "<article>",
    "</article>",
    "<p>",
    "</p>",
    "<ul>",
    "</ul>",
    "<li>",
    "</li>",
    "</ol>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<caption>",
    "<col>",
    "<dl>",
    "<dt>",
    "</dd>",
    "<h2>",
    "</h2>",
    "<pre>",
    "</pre>",
    "<code>",
    "<blockquote>",
    "</blockquote>",
    "<ruby>",
    "<rt>",
    "<hr>",
    "<svg>",
    "</svg>",
    "<math>",
    "<mi>",
    "<title>",
    "<style>",
    "<plaintext>",
    "<noscript>",
    "<template>",
    "<select>",
    "<option>",
    "<form>",
    "<button>",
    "<object>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?php",
    "<!DOCTYPE",
    "<div title=\"",
    "<a title='>",
    "<video src=x>",
];

/// A heading, words and a list that nothing before may change.
const BEHIND: &str = "# Behind\n\nWords **here**.\n\n- one\n- two\n";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn html_in_a_paragraph_changes_nothing_behind_it(
        parts in prop::collection::vec(prop::sample::select(&HTML_PIECES[..]), 0..6),
        form in prop::sample::select(&["x @", "- x @\n- y", "> x @\n>\n> y", "1. x\n\n   y @\n2. z", "| x @ |\n|---|\n| y @ |\n| z |", "x\n: y @\n: z", "## x @", "x ^[y @] z"][..]),
    ) {
        let text = form.replace('@', &parts.join(" y "));
        check_behind(&text, "Words **here**.\n\n## Behind\n\n- one\n- two\n");
        // Nor what stands beside it in its list, quote or table.
        let (own, plain) = (in_browser(&body(&text)), in_browser(&body(&form.replace('@', ""))));
        let last = plain.rfind("</").map_or("", |_| plain.trim_end());
        let tail = &last[last.rfind(['y', 'z']).map_or(0, |at| at.saturating_sub(4))..];
        if form.contains("\n") {
            prop_assert!(own.trim_end().ends_with(tail), "{own}\nand not {tail}\nof {text:?}");
        }
    }

    #[test]
    fn html_in_blocks_changes_nothing_behind_its_section(
        parts in prop::collection::vec(prop::sample::select(&HTML_PIECES[..]), 0..8),
        ends in prop::collection::vec(prop::sample::select(&["\n", "\n\n", " y "][..]), 8),
    ) {
        let pieces = parts.iter().zip(&ends).flat_map(|(part, end)| [*part, *end]);
        check_behind(pieces.collect::<String>().trim(), BEHIND);
    }
}

/// Pieces that attacks are made of, among those that texts are made of.
const PIECES: [&str; 60] = [
    "<script>",
    "</script>",
    "alert(1)",
    "<img src=x onerror=alert(1)>",
    "<a href=\"",
    "<div title=\"",
    "\">",
    "\"",
    "'",
    ">",
    "<",
    "</",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<svg onload=x>",
    "<math><mtext>",
    "<style>",
    "</style>",
    "<iframe srcdoc=\"",
    "<xmp>",
    "<noscript>",
    "<textarea>",
    "<plaintext>",
    "<table>",
    "<tr><td>",
    "</table>",
    "<b style=\"x:y\">",
    "</b>",
    "javascript:",
    "data:text/html,",
    "[a](",
    ")",
    "[x]: ",
    "![b](",
    "https://x",
    "//x/y",
    "<https://e>",
    "`",
    "```html\n",
    "```\n",
    "$",
    "$x<y$",
    "$$\\color{red}",
    "\\text{<b>}",
    "[[",
    "]]",
    "[@a]",
    "{{f}}",
    "&#",
    "xE000;",
    "\u{e000}0\u{e001}",
    "&#xE000;0&#xE001;",
    "\n",
    "\n\n",
    "> ",
    "| a |\n|--|\n",
    "[^1]",
    "\n[^1]: ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn nothing_that_runs_is_made_of_pieces(parts in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..30)) {
        check(&parts.concat());
    }

    #[test]
    fn nothing_that_runs_is_made_of_any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn nothing_that_runs_is_made_of_markup(text in "[<>a-c\"'=/& \n!\\-\\[\\]()`$*_#:;{}|\\\\]{0,80}") {
        check(&text);
    }
}
