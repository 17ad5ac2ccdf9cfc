//! `embed-cycle`: finds texts that stand in each other, directly or through others.

use std::collections::HashMap;
use std::ops::Range;

use almanac_model::{Destination, FilePath, Page, Severity};

use crate::check::{Check, Find, Scope};
use crate::context::Context;
use crate::reporter::{Finding, Reporter};

/// Finds texts that stand in each other, directly or through others.
pub(crate) static EMBED_CYCLE: Check = Check {
    code: "A0107",
    name: "embed-cycle",
    default: Severity::Warning,
    scope: Scope::Whole,
    find: Find::InWhole(find),
    explanation: r##"Finds texts that stand in each other, directly or through others.

A page can't hold a text that holds that page. The circle is cut where it closes: readers see a link there. Two parts of one page in each other's page are no circle, nor is one part that stands twice.

For example:

```
<!-- entries/heron.md -->
![[nest]]
<!-- entries/nest.md -->
![[heron]]
```

Better:

```
<!-- entries/nest.md -->
[[heron]]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `embed-cycle = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// How many embeds are followed; behind that, circles are only cut.
const MAX_FOLLOWED: usize = 1_000_000;

/// How many texts of a circle are named.
const MAX_NAMED: usize = 10;

fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let embeds = |page: &Page| page.links.iter().any(|link| link.is_embed);
    let mut walk = Walk {
        context,
        states: HashMap::new(),
        left: MAX_FOLLOWED,
        stack: Vec::new(),
        found: Vec::new(),
    };
    for (page, _) in context.every_page().filter(|(page, _)| embeds(page)) {
        walk.follow(Part {
            page,
            range: page.text_below_title(),
        });
    }
    for finding in walk.found {
        reporter.report(finding);
    }
}

/// A text that may stand in another: a page, or a part of one.
#[derive(Clone)]
struct Part<'c> {
    page: &'c Page,
    range: Range<usize>,
}

impl<'c> Part<'c> {
    fn key(&self) -> (&'c FilePath, Range<usize>) {
        (&self.page.file, self.range.clone())
    }

    /// The texts that stand in this one, each with the place of the embed.
    fn inner(&self, context: &Context<'c>) -> Vec<(Part<'c>, Range<usize>)> {
        let links = &self.page.links;
        let first = links.partition_point(|link| link.span.start < self.range.start);
        let within = links[first..]
            .iter()
            .take_while(|link| link.span.start < self.range.end);
        let embeds = within.filter(|link| link.is_embed);
        let parts = embeds.filter_map(|link| {
            let (file, language) = (&self.page.file, self.page.language());
            let Destination::Page(page) = context.snapshot.destination(file, language, link) else {
                return None;
            };
            let range = page.part(link.heading.as_deref())?;
            Some((Part { page, range }, link.span.clone()))
        });
        parts.collect()
    }
}

/// A way from text to text, with a stack of its own: chains may be long.
struct Walk<'w, 'c> {
    context: &'w Context<'c>,
    /// Whether each text that was met is on the way.
    states: HashMap<(&'c FilePath, Range<usize>), bool>,
    left: usize,
    stack: Vec<Open<'c>>,
    found: Vec<Finding>,
}

/// A text on the way, with those in it that are still to come.
struct Open<'c> {
    part: Part<'c>,
    inner: std::vec::IntoIter<(Part<'c>, Range<usize>)>,
}

impl<'c> Walk<'_, 'c> {
    fn follow(&mut self, start: Part<'c>) {
        if self.states.contains_key(&start.key()) {
            return;
        }
        self.open(start);
        while let Some(open) = self.stack.last_mut() {
            let Some((part, place)) = open.inner.next().filter(|_| self.left > 0) else {
                self.states.insert(open.part.key(), false);
                self.stack.pop();
                continue;
            };
            self.left -= 1;
            match self.states.get(&part.key()) {
                None => self.open(part),
                Some(true) => self.report(&part, place),
                Some(false) => {}
            }
        }
    }

    fn open(&mut self, part: Part<'c>) {
        self.states.insert(part.key(), true);
        let inner = part.inner(self.context).into_iter();
        self.stack.push(Open { part, inner });
    }

    /// Reports the circle that the embed closes at a place in the text that is open.
    fn report(&mut self, part: &Part<'c>, place: Range<usize>) {
        let is_same = |open: &Open<'_>| open.part.key() == part.key();
        let from = self.stack.iter().position(is_same).unwrap_or_default();
        let circle = self.stack[from..].iter();
        let mut names: Vec<&str> = { circle.take(MAX_NAMED) }
            .map(|open| open.part.page.slug.as_str())
            .collect();
        if self.stack.len() - from > MAX_NAMED {
            names.push("…");
        }
        names.extend(names.first().copied());
        let message = format!("the embeds go round in a circle: `{}`", names.join("` → `"));
        let Some(open) = self.stack.last() else {
            return;
        };
        let finding = Finding::new(&EMBED_CYCLE, &open.part.page.file, place, message);
        let finding = finding.help("write a link in its place: `[[…]]` without the `!`");
        self.found.push(finding);
    }
}
