//! `prerequisite-cycle`: finds pages that require each other, directly or through others.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};
use crate::context::Context;
use crate::reporter::{Finding, Reporter};
use almanac_model::{LinkTarget, Page, PageIndex};

/// Finds pages that require each other, directly or through others.
pub(crate) static PREREQUISITE_CYCLE: Check = Check {
    code: "A0407",
    name: "prerequisite-cycle",
    default: Severity::Error,
    scope: Scope::Whole,
    find: Find::InWhole(find),
    explanation: r##"Finds pages that require each other, directly or through others.

Nobody could begin with any of them.

For example:

```yaml
# entries/a.md
requires: [b]
# entries/b.md
requires: [a]
```

Better:

```yaml
# entries/b.md
requires: [a]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `prerequisite-cycle = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let edges: Vec<Vec<(PageIndex, usize)>> = context
        .snapshot
        .pages()
        .iter()
        .map(|page| required(context, page))
        .collect();
    let mut state = vec![Visit::New; edges.len()];
    for start in context.snapshot.page_indexes() {
        follow(context, &edges, start, &mut state, reporter);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Visit {
    New,
    Open,
    Done,
}

/// The pages that a page requires, with the place of each in its list.
fn required(context: &Context<'_>, page: &Page) -> Vec<(PageIndex, usize)> {
    let resolve = |slug: &str| match context.snapshot.resolve(slug) {
        LinkTarget::Page(index) => Some(index),
        _ => None,
    };
    let indexed = page.requires.iter().enumerate();
    indexed
        .filter_map(|(place, required)| Some((resolve(required.page.as_str())?, place)))
        .collect()
}

/// Walks what is required from a page, with a stack of its own: chains may be long.
fn follow(
    context: &Context<'_>,
    edges: &[Vec<(PageIndex, usize)>],
    start: PageIndex,
    state: &mut [Visit],
    reporter: &mut Reporter,
) {
    if state[start.0 as usize] != Visit::New {
        return;
    }
    let mut stack = vec![(start, 0)];
    state[start.0 as usize] = Visit::Open;
    while let Some((page, next)) = stack.last_mut() {
        let page = *page;
        let Some((target, place)) = edges[page.0 as usize].get(*next).copied() else {
            state[page.0 as usize] = Visit::Done;
            stack.pop();
            continue;
        };
        *next += 1;
        match state[target.0 as usize] {
            Visit::New => {
                state[target.0 as usize] = Visit::Open;
                stack.push((target, 0));
            }
            Visit::Open => {
                let from = stack
                    .iter()
                    .position(|(page, _)| *page == target)
                    .unwrap_or_default();
                let cycle: Vec<PageIndex> = stack[from..].iter().map(|(page, _)| *page).collect();
                report(context, &cycle, page, place, reporter);
            }
            Visit::Done => {}
        }
    }
}

/// How many pages of a circle are named. All pages of an almanac may be in one, each time with another page.
const MAX_NAMED: usize = 10;

fn report(
    context: &Context<'_>,
    cycle: &[PageIndex],
    page: PageIndex,
    place: usize,
    reporter: &mut Reporter,
) {
    let name_of = |index: &PageIndex| context.snapshot.page(*index).slug.as_str();
    let mut names: Vec<&str> = cycle.iter().take(MAX_NAMED).map(name_of).collect();
    if cycle.len() > MAX_NAMED {
        names.push("…");
    }
    names.extend(names.first().copied());
    let page = context.snapshot.page(page);
    let message = format!(
        "the prerequisites go round in a circle: `{}`",
        names.join("` → `")
    );
    let span = page.requires[place].span.clone();
    let finding = Finding::new(&PREREQUISITE_CYCLE, &page.file, span, message);
    reporter
        .report(finding.help("take one of them out: a page requires only what comes before it"));
}
