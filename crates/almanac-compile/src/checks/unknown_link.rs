//! `unknown-link`: finds a name that no page, path or topic bears: in a link, a prerequisite, a topic or a fact.

use almanac_model::Severity;

use super::CheckInfo;
use crate::context::{Context, Finding, Reporter};
use almanac_model::{Edit, FilePath, Link, LinkTarget, Value};

use super::names::Names;

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

pub(super) fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let names = Names::new(context.snapshot);
    for page in context.snapshot.pages() {
        links(context, &names, &page.file, &page.links, reporter);
        for required in &page.requires {
            if context.snapshot.resolve(required.page.as_str()) == LinkTarget::Missing {
                let what = format!("the prerequisite `{}` is not written yet", required.page);
                unknown(
                    &names,
                    &page.file,
                    required.span.clone(),
                    required.page.as_str(),
                    what,
                    reporter,
                );
            }
        }
        for fact in &page.facts {
            if let Value::Entry(slug) = &fact.value
                && context.snapshot.resolve(slug.as_str()) == LinkTarget::Missing
            {
                let what = format!(
                    "`{slug}`, the value of `{}`, is not written yet",
                    fact.property
                );
                reporter.report(
                    Finding::new(&UNKNOWN_LINK, &page.file, fact.span.clone(), what).help(REQUEST),
                );
            }
        }
    }
    for path in context.snapshot.paths() {
        links(context, &names, &path.file, &path.links, reporter);
    }
    topics(context, reporter);
}

/// What to do where no name is near.
const REQUEST: &str =
    "write it, or leave it: what is linked to and not written yet is listed as requested";

fn links(
    context: &Context<'_>,
    names: &Names<'_>,
    file: &FilePath,
    links: &[Link],
    reporter: &mut Reporter,
) {
    for link in links {
        if !link.target.is_empty() && context.snapshot.resolve(&link.target) == LinkTarget::Missing
        {
            let what = format!("`{}` is not written yet", link.target);
            unknown(
                names,
                file,
                link.target_span.clone(),
                &link.target,
                what,
                reporter,
            );
        }
    }
}

fn unknown(
    names: &Names<'_>,
    file: &FilePath,
    span: std::ops::Range<usize>,
    name: &str,
    message: String,
    reporter: &mut Reporter,
) {
    let finding = Finding::new(&UNKNOWN_LINK, file, span.clone(), message);
    reporter.report(match names.near(name).as_slice() {
        [] => finding.help(REQUEST),
        [only] => {
            let edit = Edit {
                file: file.clone(),
                span,
                text: (*only).to_owned(),
            };
            finding
                .help(format!("did you mean `{only}`?"))
                .fix(format!("replace with `{only}`"), vec![edit])
        }
        several => finding.help(format!("did you mean `{}`?", several.join("` or `"))),
    });
}

fn topics(context: &Context<'_>, reporter: &mut Reporter) {
    let pages = context
        .snapshot
        .pages()
        .iter()
        .zip(context.pages)
        .map(|(page, read)| (&page.file, &page.topics, read));
    let paths = context
        .snapshot
        .paths()
        .iter()
        .zip(context.paths)
        .map(|(path, read)| (&path.file, &path.topics, read));
    for (file, topics, read) in pages.chain(paths) {
        for topic in topics
            .iter()
            .filter(|topic| context.snapshot.topic(topic.as_str()).is_none())
        {
            let span = read
                .document
                .front_matter
                .get("topics")
                .map_or(read.head.clone(), |node| node.span.clone());
            let message = format!("the topic `{topic}` is not declared");
            let help = format!("add `{topic}:` with a `title` to `topics.yaml`");
            reporter.report(Finding::new(&UNKNOWN_LINK, file, span, message).help(help));
        }
    }
}
