//! `figure-without-data`: finds a figure that names nothing to draw, or something that is not there.

use almanac_model::Severity;

use super::CheckInfo;
use crate::context::{Context, Finding, Reporter};
use almanac_model::LinkTarget;
use almanac_syntax::BlockKind;
use almanac_syntax::yaml::{self, Content, Node};

/// Finds a figure that names nothing to draw, or something that is not there.
pub(crate) static FIGURE_WITHOUT_DATA: CheckInfo = CheckInfo {
    code: "A0307",
    name: "figure-without-data",
    default: Severity::Error,
    explanation: r##"Finds a figure that names nothing to draw, or something that is not there.

A figure without data would be an empty frame.

For example:

````
```figure
type: bar
title: Models hosted
```
````

Better:

````
```figure
type: bar
title: Models hosted
property: models-hosted
entries: [hugging-face]
```
````

To change how grave it is, write under `[checks]` in `almanac.toml`: `figure-without-data = "error"`, `"warning"` or `"off"`.
"##,
};

pub(super) fn find(context: &Context<'_>, reporter: &mut Reporter) {
    for (page, read) in context.snapshot.pages().iter().zip(context.pages) {
        for (block, span) in read
            .document
            .blocks
            .iter()
            .filter(|(block, _)| block.kind == BlockKind::Figure)
        {
            let (node, faults) = yaml::parse(&page.text, block.content.clone());
            let problem = match faults.first() {
                Some(fault) => Some((
                    fault.message.clone(),
                    "a figure is written as lines of `name: value`",
                )),
                None => missing(context, &node),
            };
            if let Some((message, help)) = problem {
                reporter.report(
                    Finding::new(&FIGURE_WITHOUT_DATA, &page.file, span.clone(), message)
                        .help(help),
                );
            }
        }
    }
}

fn missing(context: &Context<'_>, figure: &Node) -> Option<(String, &'static str)> {
    let text = |name: &str| figure.get(name).and_then(Node::as_str);
    if let Some(data) = text("data") {
        let file = if data.starts_with("data/") {
            data.to_owned()
        } else {
            format!("data/{data}")
        };
        return (!context.has_file(&file)).then(|| {
            (
                format!("there is no file `{file}`"),
                "put the data under `data/`",
            )
        });
    }
    if let Some(thread) = text("thread") {
        let is_thread = matches!(context.snapshot.resolve(thread), LinkTarget::Page(page) if context.snapshot.page(page).is_thread());
        return (!is_thread).then(|| {
            (
                format!("there is no thread `{thread}`"),
                "name a thread by its slug",
            )
        });
    }
    let named = figure.get("property").or_else(|| figure.get("properties"));
    let properties = match named.map(|node| &node.content) {
        Some(Content::Scalar(name)) => vec![name.as_str()],
        Some(Content::Sequence(items)) => items.iter().filter_map(Node::as_str).collect(),
        _ => {
            return Some((
                "the figure names no data".to_owned(),
                "add `property:` and `entries:`, or `thread:`, or `data:`",
            ));
        }
    };
    let unknown = properties
        .into_iter()
        .find(|name| context.config().property(name).is_none())?;
    Some((
        format!("the property `{unknown}` is not declared"),
        "name a property that `almanac.toml` declares",
    ))
}
