//! Formulas as MathML.

use std::collections::HashSet;
use std::sync::LazyLock;

use almanac_syntax::read_formula;
use pulldown_latex::config::DisplayMode;
use pulldown_latex::{RenderConfig, Storage, push_mathml};

use super::writer::Writer;
use crate::html::{Html, html};

impl Writer<'_, '_> {
    pub(super) fn write_math(&mut self, formula: &str, is_display: bool) {
        if self.passes_over(formula) {
            return;
        }
        let html = mathml(formula, is_display).unwrap_or_else(|| {
            html!(
                "<code class=\"formula\">{}</code><span class=\"mark\"> ({})</span>",
                formula,
                self.scope.message("formula-unread")
            )
        });
        self.out.insert(html);
    }
}

/// Renders a formula; `None` if it is not understood.
fn mathml(formula: &str, is_display: bool) -> Option<Html> {
    let storage = Storage::new();
    let events = read_formula(formula, &storage).ok()?;
    let display_mode = if is_display {
        DisplayMode::Block
    } else {
        DisplayMode::Inline
    };
    // The library writes the annotation as it is given.
    let source = Html::text(formula);
    let config = RenderConfig {
        display_mode,
        annotation: Some(source.as_str()),
        ..RenderConfig::default()
    };
    let events = events.into_iter().map(Ok::<_, std::convert::Infallible>);
    let mut html = String::new();
    push_mathml(&mut html, events, config).ok()?;
    // Colours and the like come as `style`, which the content security policy forbids.
    Some(Html::sanitized(&SANITIZER.clean(&html)))
}

const TAGS: [&str; 29] = [
    "math",
    "semantics",
    "annotation",
    "mrow",
    "mi",
    "mn",
    "mo",
    "ms",
    "mtext",
    "mspace",
    "msup",
    "msub",
    "msubsup",
    "mover",
    "munder",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mfrac",
    "msqrt",
    "mroot",
    "mtable",
    "mtr",
    "mtd",
    "mstyle",
    "mpadded",
    "mphantom",
    "menclose",
    "none",
];

const ATTRIBUTES: [&str; 30] = [
    "class",
    "display",
    "displaystyle",
    "scriptlevel",
    "encoding",
    "mathvariant",
    "stretchy",
    "fence",
    "separator",
    "form",
    "lspace",
    "rspace",
    "largeop",
    "movablelimits",
    "symmetric",
    "minsize",
    "maxsize",
    "accent",
    "accentunder",
    "linethickness",
    "width",
    "height",
    "depth",
    "voffset",
    "columnspan",
    "rowspan",
    "columnalign",
    "rowspacing",
    "notation",
    "intent",
];

static SANITIZER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(HashSet::from(TAGS))
        .generic_attributes(HashSet::from(ATTRIBUTES))
        // It is there to be copied (code.css), and said by the formula itself.
        .set_tag_attribute_value("annotation", "aria-hidden", "true");
    builder
});

#[cfg(test)]
mod tests {
    use super::*;

    /// `<i>` in a formula is a letter between two signs, and none of the page's markup.
    #[test]
    fn the_source_of_a_formula_is_text_in_its_annotation() {
        let sources = [
            ("u<i>w", "u&lt;i&gt;w"),
            ("a & b", "a &amp; b"),
            ("x < y </annotation>", "x &lt; y &lt;/annotation&gt;"),
        ];
        for (source, escaped) in sources {
            let Some(mathml) = mathml(source, false) else {
                continue;
            };
            let annotation = format!("\">{escaped}</annotation>");
            assert!(mathml.as_str().contains(&annotation), "{mathml}");
            assert!(!mathml.as_str().contains("<i>"), "{mathml}");
        }
        assert!(mathml("u<i>w", true).is_some());
    }
}
