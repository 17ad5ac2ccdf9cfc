//! `figure-without-data`: finds a figure that names nothing to draw, something that is not there, or data that can't be read.

use almanac_model::{LinkTarget, PageIndex, Severity};
use almanac_syntax::yaml::{self, Node};
use almanac_syntax::{BlockKind, FaultKind, FigureBlock};

use super::figure_problem::FigureProblem;
use super::figure_values;
use super::{break_even, table_cells};
use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::read::{fault_findings, figure_fields};
use crate::reporter::{Finding, Reporter};

/// Finds a figure that names nothing to draw, something that is not there, or data that can't be read.
pub(crate) static FIGURE_WITHOUT_DATA: Check = Check {
    code: "A0307",
    name: "figure-without-data",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::InBoth(find, table_cells::find),
    explanation: r##"Finds a figure that names nothing to draw, something that is not there, or data that can't be read.

A figure without data would be an empty frame. A figure also has nothing to draw where its type can't show a value: a number that is not above zero on a logarithmic scale, a value without a date over time, a property that has no numbers as bars, amounts in several currencies side by side.

A figure from which a row is missing would say something false. So each cell of a file of data that a figure draws must be a number (or a date, where dates are drawn), and each row must have a cell for each column. A cell that is empty, or says `n/a`, `NA`, `-`, `…`, `?`, `null`, `none` or `unknown`, is a gap. `5%`, `$3`, `3 €`, `1 200`, `+5` and `1e12` are read if all cells of their column have the same sign. `1,5` is not: it is one and a half in half of the world, so write `1.5`.

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

To change how grave it is, write under `[checks]` in `almanac.toml`: `figure-without-data = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (page, read) in context.every_page() {
        let Some(own) = context.page_by_slug(page.slug.as_str()) else {
            continue;
        };
        for (block, span) in read
            .document
            .blocks
            .iter()
            .filter(|(block, _)| block.kind == BlockKind::Figure && block.is_closed)
        {
            let (node, faults) = yaml::parse(&page.text, block.content.clone());
            let (faults, unseen): (Vec<_>, Vec<_>) = faults
                .into_iter()
                .partition(|fault| fault.kind != FaultKind::ControlCharacter);
            fault_findings(&page.file, &unseen).for_each(|finding| reporter.report(finding));
            let problem = match faults.first() {
                Some(fault) => Some(FigureProblem {
                    message: fault.message.clone(),
                    help: "a figure is written as lines of `name: value`".to_owned(),
                    place: Some(fault.span.clone()),
                }),
                None => {
                    let figure = FigureBlock::read(&node);
                    let found = figure_fields(&page.file, &node, &figure);
                    found
                        .into_iter()
                        .for_each(|finding| reporter.report(finding));
                    problem(context, own, &node, &figure)
                }
            };
            if let Some(FigureProblem {
                message,
                help,
                place,
            }) = problem
            {
                let place = place.unwrap_or_else(|| span.clone());
                let finding = Finding::new(&FIGURE_WITHOUT_DATA, &page.file, place, message);
                reporter.report(finding.help(help));
            }
        }
    }
}

fn problem(
    context: &PageContext<'_>,
    own: PageIndex,
    node: &Node,
    figure: &FigureBlock,
) -> Option<FigureProblem> {
    match &figure.break_even {
        Some(block) => break_even::problem(context, &context.front_matter(own), node, block),
        None => missing(context, own, node, figure),
    }
}

fn missing(
    context: &PageContext<'_>,
    own: PageIndex,
    node: &Node,
    figure: &FigureBlock,
) -> Option<FigureProblem> {
    if let Some(unknown) = &figure.unknown_type {
        let message = format!("there is no figure of the type `{unknown}`");
        let help = "the types are `bar`, `line`, `scatter`, `timeline`, `matrix` and `break-even`";
        return Some(FigureProblem::new(message, help).at(node, &["type"], None));
    }
    if let Some(problem) = figure_values::misfit(node, figure) {
        return Some(problem);
    }
    if let Some(file) = &figure.data {
        return missing_columns(context, file, node, figure);
    }
    if let Some(thread) = &figure.thread {
        let is_thread = matches!(context.resolve(thread), LinkTarget::Page(page) if context.front_matter(page).is_thread());
        let is_missing = !is_thread && !context.may_be_unread(thread);
        return is_missing.then(|| {
            let message = format!("there is no thread `{thread}`");
            FigureProblem::new(message, "name a thread by its slug").at(node, &["thread"], None)
        });
    }
    let axes = figure.x.iter().chain(&figure.y);
    let properties: Vec<&str> = figure
        .properties
        .iter()
        .chain(axes)
        .map(String::as_str)
        .collect();
    if properties.is_empty() {
        return Some(FigureProblem::new(
            "the figure names no data",
            "add `property:` and `entries:`, or `thread:`, or `data:`",
        ));
    }
    let is_declared = |name: &&str| context.config().property(name).is_some();
    let is_unknown =
        |name: &&str| !is_declared(name) && !states_undeclared(context, own, figure, name);
    match properties.iter().copied().find(is_unknown) {
        Some(unknown) => {
            let message = format!("the property `{unknown}` is not declared");
            let help = "name a property that `almanac.toml` declares";
            Some(FigureProblem::new(message, help).at(node, &PROPERTY_FIELDS, Some(unknown)))
        }
        None if !properties.iter().all(is_declared) => None,
        None => missing_values(context, own, node, figure, &properties),
    }
}

/// The fields in which a figure names properties.
const PROPERTY_FIELDS: [&str; 4] = ["property", "properties", "y", "x"];

/// Whether a page that a figure draws states values of a property that is not declared: that has been said there.
fn states_undeclared(
    context: &PageContext<'_>,
    own: PageIndex,
    figure: &FigureBlock,
    property: &str,
) -> bool {
    let named = figure
        .entries
        .iter()
        .filter_map(|entry| match context.resolve(entry) {
            LinkTarget::Page(page) => Some(page),
            _ => None,
        });
    let mut pages = named.chain([own]);
    pages.any(|page| context.front_matter(page).states(property))
}

/// Which column of its file a figure misses.
fn missing_columns(
    context: &PageContext<'_>,
    file: &str,
    node: &Node,
    figure: &FigureBlock,
) -> Option<FigureProblem> {
    if !context.has_file(file) {
        let message = format!("there is no file `{file}`");
        let problem = FigureProblem::new(message, "put the data under `data/`");
        return Some(problem.at(node, &["data"], None));
    }
    let Some(table) = context.data(file) else {
        if file.ends_with(".csv") {
            // It could not be read, which has been said.
            return None;
        }
        let message = format!("`{file}` is not a file of comma-separated values");
        let problem = FigureProblem::new(message, "name a file that ends in `.csv`");
        return Some(problem.at(node, &["data"], None));
    };
    let columns = figure.columns();
    // A first line that could not be read has been reported; an empty file has no fault but this.
    let is_empty = || context.text(file).is_none_or(|text| text.trim().is_empty());
    if table.columns.is_empty() && !is_empty() {
        return None;
    }
    let missing = columns.iter().find(|name| table.column(name).is_none())?;
    let problem = FigureProblem::new(
        format!("`{file}` has no column `{missing}`"),
        "name the columns in the file's first line, or others under `x:` and `y:`",
    );
    let is_named = figure.x.iter().chain(&figure.y).any(|name| name == missing);
    let fields: &[&str] = if is_named { &["y", "x"] } else { &["data"] };
    Some(problem.at(node, fields, Some(missing)))
}

/// What is wrong with the pages whose facts a figure draws: those that it names, or its own.
fn missing_values(
    context: &PageContext<'_>,
    own: PageIndex,
    node: &Node,
    figure: &FigureBlock,
    properties: &[&str],
) -> Option<FigureProblem> {
    let mut pages = Vec::new();
    for entry in &figure.entries {
        match context.resolve(entry) {
            LinkTarget::Page(page) => pages.push(page),
            LinkTarget::Missing if context.may_be_unread(entry) => return None,
            _ => {
                let message = format!("there is no entry or thread `{entry}`");
                let problem = FigureProblem::new(message, "name entries by their slugs");
                return Some(problem.at(node, &["entries"], Some(entry)));
            }
        }
    }
    let names_pages = !figure.entries.is_empty() || figure.of.is_some();
    if !names_pages {
        pages.push(own);
    }
    // A value that could not be read has been reported for that.
    let has_value = |page: PageIndex| {
        let page = context.front_matter(page);
        page.is_broken() || properties.iter().any(|property| page.states(property))
    };
    let of_kind = figure
        .of
        .iter()
        .flat_map(|kind| context.pages_of_kind(kind));
    pages.extend(of_kind);
    if pages.iter().copied().any(has_value) {
        return figure_values::unshown(context, &pages, node, figure);
    }
    let names = properties.join("` or `");
    let (whose, has) = if names_pages {
        ("none of the pages named", "has a value of")
    } else {
        ("this page", "has no value of")
    };
    let problem = FigureProblem::new(
        format!("{whose} {has} `{names}`"),
        "state the values under `facts:`, or name the pages that have them under `entries:`",
    );
    Some(problem.at(node, &PROPERTY_FIELDS, None))
}
