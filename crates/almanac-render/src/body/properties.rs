//! What holds of every text: no markup reaches a reader that could run something.

use std::cell::RefCell;

use almanac_model::{FilePath, day_from_ymd};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, Token, TokenSink, TokenSinkResult, Tokenizer};
use proptest::prelude::*;

use super::conformance::empty;
use super::{BodyScope, render_blocks, render_line};
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

fn check(text: &str) {
    let snapshot = empty();
    let site = View::new(
        &snapshot,
        day_from_ymd(2026, 11, 24).unwrap(),
        &almanac_documents::Documents,
    );
    let file = FilePath::from("entries/example.md");
    let scope = BodyScope::of_file(&site, &file);
    for html in [
        render_blocks(scope, text, 0..text.len()),
        render_line(scope, text),
    ] {
        let faults: Vec<String> = tags(html.as_str()).iter().filter_map(fault).collect();
        assert!(faults.is_empty(), "{faults:?}\nin {html}\nof {text:?}");
        assert!(
            !html.as_str().contains('\u{e000}'),
            "a placeholder in {html}\nof {text:?}"
        );
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
