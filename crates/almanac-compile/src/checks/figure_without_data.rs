//! `figure-without-data`: finds a figure that names nothing to draw, or something that is not there.

use almanac_model::{LinkTarget, PageIndex, Severity};
use almanac_syntax::BlockKind;
use almanac_syntax::yaml::{self, Content, Node};

use super::{CheckInfo, stated};
use crate::context::{Context, Finding, Reporter};

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
    for own in context.snapshot.page_indexes() {
        let (page, read) = (context.snapshot.page(own), context.read_page(own));
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
                None => missing(context, own, &node),
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

fn missing(context: &Context<'_>, own: PageIndex, figure: &Node) -> Option<(String, &'static str)> {
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
    let properties = names(figure.get("property").or_else(|| figure.get("properties")));
    if properties.is_empty() {
        return Some((
            "the figure names no data".to_owned(),
            "add `property:` and `entries:`, or `thread:`, or `data:`",
        ));
    }
    let is_unknown = |name: &&str| context.config().property(name).is_none();
    match properties.iter().copied().find(is_unknown) {
        Some(unknown) => Some((
            format!("the property `{unknown}` is not declared"),
            "name a property that `almanac.toml` declares",
        )),
        None => missing_values(context, own, names(figure.get("entries")), &properties),
    }
}

/// What is wrong with the pages whose facts a figure draws: those that it names, or its own.
fn missing_values(
    context: &Context<'_>,
    own: PageIndex,
    entries: Vec<&str>,
    properties: &[&str],
) -> Option<(String, &'static str)> {
    let mut pages = Vec::new();
    for entry in &entries {
        match context.snapshot.resolve(entry) {
            LinkTarget::Page(page) => pages.push(page),
            _ => {
                let message = format!("there is no entry or thread `{entry}`");
                return Some((message, "name entries by their slugs"));
            }
        }
    }
    if entries.is_empty() {
        pages.push(own);
    }
    // A value that could not be read has been reported for that.
    let has_value = |page: &PageIndex| {
        let read = context.read_page(*page);
        read.broken
            || properties
                .iter()
                .any(|property| stated::states(read, property))
    };
    if pages.iter().any(has_value) {
        return None;
    }
    let names = properties.join("` or `");
    let whose = if entries.is_empty() {
        "this page"
    } else {
        "none of the pages named"
    };
    let has = if entries.is_empty() {
        "has no value of"
    } else {
        "has a value of"
    };
    Some((
        format!("{whose} {has} `{names}`"),
        "state the values under `facts:`, or name the pages that have them under `entries:`",
    ))
}

/// A name, or several.
fn names(node: Option<&Node>) -> Vec<&str> {
    match node.map(|node| &node.content) {
        Some(Content::Scalar(name)) => vec![name.as_str()],
        Some(Content::Sequence(items)) => items.iter().filter_map(Node::as_str).collect(),
        _ => Vec::new(),
    }
}
