//! `duplicate-id`: finds a permanent id that two entries, threads or paths have, or two questions.

use almanac_model::Severity;

use super::CheckInfo;
use crate::context::{Context, Finding, Reporter};
use std::collections::HashMap;

use almanac_model::FilePath;

use crate::context::ReadFile;

/// Finds a permanent id that two entries, threads or paths have, or two questions.
pub(crate) static DUPLICATE_ID: CheckInfo = CheckInfo {
    code: "A0405",
    name: "duplicate-id",
    default: Severity::Error,
    explanation: r##"Finds a permanent id that two entries, threads or paths have, or two questions.

Learners’ records hold ids. If two pages share one, having read the first counts as having read the second. A copied file keeps the id of its model: give it one of its own, or take the line out and let `almanac check --fix` make one.

For example:

```yaml
# in two files
id: 7qk2m9
```

Better:

```yaml
id: 7qk2m9
# and in the other file
id: p4x8k2
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `duplicate-id = "error"`, `"warning"` or `"off"`.
"##,
};

pub(super) fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let snapshot = context.snapshot;
    let mut owners: HashMap<&str, Claim<'_>> = HashMap::new();
    let pages = snapshot.pages().iter().zip(context.pages);
    let pages = pages.map(|(page, read)| (page.id.as_str(), Claim::of(&page.file, read)));
    let paths = snapshot.paths().iter().zip(context.paths);
    let paths = paths.map(|(path, read)| (path.id.as_str(), Claim::of(&path.file, read)));
    for (id, claim) in pages.chain(paths).filter(|(_, claim)| claim.given) {
        match owners.get(id) {
            Some(owner) => report(id, &claim, owner, reporter),
            None => drop(owners.insert(id, claim)),
        }
    }
    let mut questions: HashMap<&str, Claim<'_>> = HashMap::new();
    for page in snapshot.pages() {
        for question in &page.questions {
            let claim = Claim {
                file: &page.file,
                span: question.span.clone(),
                given: true,
            };
            match questions.get(question.id.as_str()) {
                Some(owner) => report(question.id.as_str(), &claim, owner, reporter),
                None => drop(questions.insert(question.id.as_str(), claim)),
            }
        }
    }
}

/// Who has an id, and whether its author gave it.
struct Claim<'c> {
    file: &'c FilePath,
    span: std::ops::Range<usize>,
    given: bool,
}

impl<'c> Claim<'c> {
    fn of(file: &'c FilePath, read: &ReadFile) -> Self {
        let front_matter = &read.document.front_matter;
        let node = front_matter
            .get("id")
            .or_else(|| front_matter.get("article_id"));
        Self {
            file,
            span: node.map_or(read.head.clone(), |node| node.span.clone()),
            given: node.is_some(),
        }
    }
}

fn report(id: &str, claim: &Claim<'_>, owner: &Claim<'_>, reporter: &mut Reporter) {
    let finding = Finding::new(
        &DUPLICATE_ID,
        claim.file,
        claim.span.clone(),
        format!("the id `{id}` is taken already"),
    )
    .label(owner.file, owner.span.clone(), "it stands here first")
    .help(
        "an id is never used twice: take this one out, and let `almanac check --fix` make another",
    );
    reporter.report(finding);
}
