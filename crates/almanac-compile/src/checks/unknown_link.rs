//! `unknown-link`: finds a name that no page, path or topic bears: in a link, a prerequisite, a topic or a fact.

use std::ops::Range;

use almanac_model::{Edit, FilePath, LinkTarget, Severity, Slug, Value};

use super::CheckInfo;
use super::names::Names;
use super::unread::Unread;
use crate::context::{Context, Finding, Reporter};

/// Finds a name that no page, path or topic bears: in a link, a prerequisite, a topic or a fact.
pub(crate) static UNKNOWN_LINK: CheckInfo = CheckInfo {
    code: "A0102",
    name: "unknown-link",
    default: Severity::Warning,
    explanation: r##"Finds a name that no page, path or topic bears: in a link, a prerequisite, a topic or a fact.

A link to what is not written yet is a request for it, and is listed as one. If it is a slip, the reader is led nowhere.

For example:

```
See [[open-wieghts]].
```

Better:

```
See [[open-weights]].
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unknown-link = "error"`, `"warning"` or `"off"`.
"##,
};

/// What to do where no name is near.
const REQUEST: &str =
    "write it, or leave it: what is linked to and not written yet is listed as requested";

pub(super) fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let names = Names::new(context.snapshot);
    let unread = Unread::default();
    let mut check =
        |file: &FilePath, span: &Range<usize>, name: &str, message: &dyn Fn() -> String| {
            let is_missing = context.snapshot.resolve(name) == LinkTarget::Missing;
            if !name.is_empty() && is_missing && !unread.may_bear(context, name) {
                let finding = Finding::new(&UNKNOWN_LINK, file, span.clone(), message());
                reporter.report(with_help(context, finding, &names, (file, span, name)));
            }
        };
    for (file, link) in context.links() {
        let message = || format!("`{}` is not written yet", link.target);
        check(file, &link.target_span, &link.target, &message);
    }
    for page in context.snapshot.pages() {
        for required in &page.requires {
            let name = required.page.as_str();
            let message = || format!("the prerequisite `{name}` is not written yet");
            check(&page.file, &required.span, name, &message);
        }
        for fact in &page.facts {
            if let Value::Entry(slug) = &fact.value {
                let of = &fact.property;
                let message = || format!("`{slug}`, the value of `{of}`, is not written yet");
                check(&page.file, &fact.span, slug.as_str(), &message);
            }
        }
    }
    topics(context, reporter);
}

/// Says what may have been meant. Only one near name, in a stretch that is nothing but the name,
/// can be put right without a person.
fn with_help(
    context: &Context<'_>,
    finding: Finding,
    names: &Names<'_>,
    (file, span, name): (&FilePath, &Range<usize>, &str),
) -> Finding {
    let near = names.near(name);
    let only = match near.as_slice() {
        [] => return finding.help(REQUEST),
        [only] => *only,
        several => return finding.help(format!("did you mean `{}`?", several.join("` or `"))),
    };
    let finding = finding.help(format!("did you mean `{only}`?"));
    let written = context
        .texts
        .get(file)
        .and_then(|text| text.get(span.clone()));
    if written.map(|text| text.trim_matches(['"', '\''])) != Some(name) {
        return finding;
    }
    let edit = Edit {
        file: file.clone(),
        span: span.clone(),
        text: only.to_owned(),
    };
    finding.fix(format!("replace with `{only}`"), vec![edit])
}

fn topics(context: &Context<'_>, reporter: &mut Reporter) {
    let pages = context.snapshot.pages().iter().map(|page| &page.topics);
    let paths = context.snapshot.paths().iter().map(|path| &path.topics);
    for ((file, read), topics) in context.read_files().zip(pages.chain(paths)) {
        let is_unknown = |topic: &&Slug| context.snapshot.topic(topic.as_str()).is_none();
        for topic in topics.iter().filter(is_unknown) {
            let node = read.document.front_matter.get("topics");
            let span = node.map_or(read.head.clone(), |node| node.span.clone());
            let message = format!("the topic `{topic}` is not declared");
            let help = format!("add `{topic}:` with a `title` to `topics.yaml`");
            reporter.report(Finding::new(&UNKNOWN_LINK, file, span, message).help(help));
        }
    }
}
