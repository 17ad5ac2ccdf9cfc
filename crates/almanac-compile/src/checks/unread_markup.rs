//! `unread-markup`: finds links, citations and inserted facts in a field that is plain text.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds links, citations and inserted facts in a field that is plain text. It is found while files are read.
pub(crate) static UNREAD_MARKUP: Check = Check {
    code: "A0415",
    name: "unread-markup",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds links, citations and inserted facts in a field that is plain text: a title, a summary, a description, the note of a source, a publisher, a label, an attribution.

Such a field is shown in lists, previews, feeds and pictures, where nothing can be pressed. Readers see the brackets and braces as they are written.

For example:

```yaml
summary: The [[hub]] keeps {{models}} models.[@hub-count]
```

Better:

```yaml
summary: The hub keeps some two million models.
```

The text of the page, `takeaways`, the reasons of `requires` and of steps, and questions are Markdown.

To change how grave it is, write under `[checks]` in `almanac.toml`: `unread-markup = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// The fields that are shown as they are written.
const PLAIN: [&str; 10] = [
    "alt",
    "attribution",
    "description",
    "label",
    "note",
    "origin",
    "publisher",
    "summary",
    "title",
    "value",
];

/// What of a field would be read in a text of Markdown, and is shown as it stands here: `[[page]]`, `[words](address)`,
/// `[@key]`, `{{fact}}`. `None` where the field is Markdown, or nothing is.
pub(crate) fn markup_in(name: &str, text: &str) -> Option<String> {
    if !PLAIN.contains(&name) {
        return None;
    }
    let closed = |open: &str, close: &str| {
        let start = text.find(open)?;
        let inner = start + open.len();
        let end = inner + text[inner..].find(close)?;
        let words = &text[inner..end];
        let is_one = !words.trim().is_empty() && !words.contains(['\n', '[', '{']);
        is_one.then(|| text[start..end + close.len()].to_owned())
    };
    let address = || {
        let link = closed("](", ")")?;
        let address = link[2..].trim_end_matches(')');
        let is_address = address.contains("://") || address.ends_with(".md");
        is_address.then_some(link)
    };
    let citation = || closed("[@", "]").or_else(|| closed("[-@", "]"));
    closed("[[", "]]")
        .or_else(citation)
        .or_else(|| closed("{{", "}}"))
        .or_else(address)
}
