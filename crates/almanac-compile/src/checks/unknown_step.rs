//! `unknown-step`: finds a step that names no entry or thread, or a depth at which that is not told.

use almanac_model::{Edit, FilePath, LinkTarget, PageIndex, Severity, Step};

use crate::check::{Check, Find, Scope};
use crate::context::Context;
use crate::near_names::is_same_but_for_form;
use crate::reporter::{Finding, Reporter};
use crate::unread;

/// Finds a step that names no entry or thread, or a depth at which that is not told.
pub(crate) static UNKNOWN_STEP: Check = Check {
    code: "A0501",
    name: "unknown-step",
    default: Severity::Error,
    scope: Scope::Whole,
    find: Find::InWhole(find),
    explanation: r##"Finds a step that names no entry or thread, or a depth at which that is not told.

The path would have a gap, or show another text than it insists on.

For example:

```yaml
steps:
  - { read: huging-face, why: "…" }
```

Better:

```yaml
steps:
  - { read: hugging-face, why: "…" }
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unknown-step = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let names = context.names();
    for path in context.snapshot.paths() {
        let without_depth = path
            .steps
            .iter()
            .filter_map(|step| without_depth(context, step));
        for (step, page) in without_depth {
            reporter.report(missing_depth(context, &path.file, step, page));
        }
        let is_unknown =
            |step: &&Step| step.page.is_none() && !unread::may_bear(context, &step.read);
        for step in path.steps.iter().filter(is_unknown) {
            let message = match context.snapshot.resolve(&step.read) {
                LinkTarget::Ambiguous(_) => format!("`{}` is the name of several pages", step.read),
                _ => format!("there is no entry or thread `{}`", step.read),
            };
            let finding = Finding::new(&UNKNOWN_STEP, &path.file, step.span.clone(), message);
            reporter.report(match names.near(&step.read).as_slice() {
                [] if let Some(page) = without_heading(context, &step.read) => {
                    finding.help(format!("a step is a whole page: write `{page}`"))
                }
                [] => finding
                    .help("name an entry or thread by its slug; `almanac new entry` makes one"),
                [only] if !is_same_but_for_form(&step.read, only) => {
                    finding.help(format!("did you mean `{only}`?"))
                }
                [only] => {
                    let edit = Edit {
                        file: path.file.clone(),
                        span: step.span.clone(),
                        text: (*only).to_owned(),
                    };
                    finding
                        .help(format!("did you mean `{only}`?"))
                        .fix(format!("replace with `{only}`"), vec![edit])
                }
                several => finding.help(format!("did you mean `{}`?", several.join("` or `"))),
            });
        }
    }
}

/// A step that insists on a depth which its page does not have, with that page.
fn without_depth<'s>(context: &Context<'_>, step: &'s Step) -> Option<(&'s Step, PageIndex)> {
    let (page, depth) = (step.page?, step.depth?);
    let is_own = context.snapshot.page(page).level == Some(depth);
    let is_there = is_own || context.snapshot.version(page, Some(depth), None).is_some();
    (!is_there).then_some((step, page))
}

fn missing_depth(context: &Context<'_>, file: &FilePath, step: &Step, page: PageIndex) -> Finding {
    let depth = step.depth.map_or("", |depth| depth.name());
    let slug = &context.snapshot.page(page).slug;
    let own = context.snapshot.page(page).level.into_iter();
    let levels = own.chain(
        context
            .snapshot
            .depths(page)
            .filter_map(|text| text.depth()),
    );
    let levels: Vec<String> = levels.map(|level| format!("`{}`", level.name())).collect();
    let message = format!("`{slug}` is not told at the level `{depth}`");
    let help = match levels.is_empty() {
        true => format!("take `depth` out, or make it with `almanac new depth {slug} {depth}`"),
        false => format!(
            "write {}, or make it with `almanac new depth {slug} {depth}`",
            levels.join(" or ")
        ),
    };
    Finding::new(&UNKNOWN_STEP, file, step.span.clone(), message).help(help)
}

/// The page that a step names together with a heading: `lab#history`.
fn without_heading<'s>(context: &Context<'_>, read: &'s str) -> Option<&'s str> {
    let (page, _) = read.split_once('#')?;
    let target = context.snapshot.resolve(page);
    matches!(target, LinkTarget::Page(_)).then_some(page)
}
