//! `foreign-form`: finds what other programs compute or draw, and is shown as it is written.

use std::collections::BTreeMap;
use std::ops::Range;

use almanac_model::{ContentSyntax, FactReference, FilePath, Link, LinkTarget, Page, Severity};
use almanac_syntax::ForeignForm;

use crate::check::{Check, Find, Scope};
use crate::context::Context;
use crate::context::ReadFile;
use crate::load::is_other_markup;
use crate::reporter::{Finding, Reporter};

/// Finds what other programs compute or draw, and is shown as it is written.
pub(crate) static FOREIGN_FORM: Check = Check {
    code: "A0644",
    name: "foreign-form",
    default: Severity::Remark,
    scope: Scope::Whole,
    find: Find::InWhole(find),
    explanation: r##"Finds what other programs compute or draw, and is shown as it is written: diagrams in words (Mermaid), queries (Dataview), what templates fill in (`{{date}}`), canvases, players, components of MDX. In notes and sites it also finds links whose words stand before their targets, fields that are called as ours and mean something else, files in other languages of markup (`.org`, `.rst`), and folders of templates that are left out.

Nothing is lost: readers see the source. Each sort is counted, and said once with its first place.

For example:

```
A block of code of the language `mermaid`.
```

Better:

```
A picture that was made of it: `![How water flows](flow.svg)`.
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `foreign-form = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// How often a sort stands in an almanac, and where first.
type Counts = BTreeMap<ForeignForm, (usize, FilePath, Range<usize>)>;

fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let mut counts = Counts::new();
    let mut count = |form: ForeignForm, file: &FilePath, span: &Range<usize>| {
        let first = || (0, file.clone(), span.clone());
        counts.entry(form).or_insert_with(first).0 += 1;
    };
    let are_braces_foreign = context.config().content.syntax != ContentSyntax::Almanac;
    for (page, read) in context.every_page() {
        for (form, span) in &read.document.foreign {
            count(*form, &page.file, span);
        }
        for span in foreign_braces(context, page, read).filter(|_| are_braces_foreign) {
            count(ForeignForm::Template, &page.file, span);
        }
    }
    for (path, read) in context.every_path() {
        for (form, span) in &read.document.foreign {
            count(*form, &path.file, span);
        }
    }
    for (form, (number, file, span)) in counts {
        let finding = Finding::new(&FOREIGN_FORM, &file, span, words(form, number));
        let finding = finding.help(match form {
            ForeignForm::Player => "a page loads nothing from elsewhere: the link leads there",
            _ => "another program computes or draws it: put its result here if readers need it",
        });
        reporter.report(finding.standing_for(number));
    }
    report_turned_links(context, reporter);
    report_fields(context, reporter);
    report_files(context, reporter);
}

/// Reports links whose words stand before their targets, as Dendron has them: `[[words|page]]`.
fn report_turned_links(context: &Context<'_>, reporter: &mut Reporter) {
    let snapshot = context.snapshot;
    if !snapshot.finds_files() {
        return;
    }
    let is_turned = |page: &Page, link: &Link| {
        let Some(behind) = link.behind_bar.as_deref() else {
            return false;
        };
        let parts = (link.target.as_str(), Some(behind));
        let (file, language) = (&page.file, page.language());
        let is_missing = snapshot.resolve_from(file, &link.target, language) == LinkTarget::Missing;
        let other = is_missing.then(|| snapshot.other_reading(file, parts, language));
        other.flatten().is_some_and(|other| other.words.is_some())
    };
    let links = context.every_page().flat_map(|(page, _)| {
        let links = page.links.iter();
        links.filter_map(move |link| is_turned(page, link).then_some((page, link)))
    });
    let mut links = links.peekable();
    let Some((page, link)) = links.peek().copied() else {
        return;
    };
    let number = links.count();
    let message = match number {
        1 => "the words of a link stand before the page that it leads to".to_owned(),
        _ => format!("the words of {number} links stand before the pages that they lead to"),
    };
    let finding = Finding::new(&FOREIGN_FORM, &page.file, link.span.clone(), message);
    let help = "write `[[page|words]]`: where both are pages, the first one is meant";
    reporter.report(finding.help(help).standing_for(number));
}

/// Reports the fields that are called as ours and mean something else.
fn report_fields(context: &Context<'_>, reporter: &mut Reporter) {
    let mut fields: BTreeMap<&str, (usize, &FilePath, &Range<usize>)> = BTreeMap::new();
    for (page, read) in context.every_page() {
        for (name, span) in &read.foreign_fields {
            let first = (0, &page.file, span);
            fields.entry(name).or_insert(first).0 += 1;
        }
    }
    for (name, (number, file, span)) in fields {
        let message = match number {
            1 => format!("a field `{name}` is another program\u{2019}s, and is not read"),
            _ => format!("{number} fields `{name}` are another program\u{2019}s, and are not read"),
        };
        let finding = Finding::new(&FOREIGN_FORM, file, span.clone(), message);
        let help = format!(
            "`{name}` has a meaning of its own here: see what `almanac explain invalid-front-matter` says"
        );
        reporter.report(finding.help(help).standing_for(number));
    }
}

/// Reports files in other languages of markup, by their endings.
fn report_files(context: &Context<'_>, reporter: &mut Reporter) {
    if !context.layout().is_plain() {
        return;
    }
    let mut endings: BTreeMap<String, (usize, &FilePath)> = BTreeMap::new();
    for file in context.files {
        let name = file.as_str().rsplit('/').next().unwrap_or_default();
        let ending = name
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_lowercase());
        if let Some(ending) = ending.filter(|ending| is_other_markup(ending)) {
            endings.entry(ending).or_insert((0, file)).0 += 1;
        }
    }
    for (ending, (number, file)) in endings {
        let message = match number {
            1 => format!("a file ends in `.{ending}`, and is no page"),
            _ => format!("{number} files end in `.{ending}`, and are no pages"),
        };
        let finding = Finding::new(&FOREIGN_FORM, file, 0..0, message);
        let help = "only Markdown is read: convert what readers need";
        reporter.report(finding.help(help).standing_for(number));
    }
}

/// The braces of a page that insert no fact.
fn foreign_braces<'r>(
    context: &'r Context<'_>,
    page: &'r Page,
    read: &'r ReadFile,
) -> impl Iterator<Item = &'r Range<usize>> {
    let inserts = read.document.facts.iter();
    let graph = context.config().content.outline.as_ref();
    let foreign = inserts.filter(move |(insert, _)| {
        if graph.is_some_and(|graph| graph.expanded(&insert.reference).is_some()) {
            return false;
        }
        let reference = FactReference::parse(&insert.reference);
        !reference.is_ok_and(|reference| context.snapshot.fact(page, &reference).is_some())
    });
    foreign.map(|(_, span)| span)
}

fn words(form: ForeignForm, number: usize) -> String {
    let (one, many) = match form {
        ForeignForm::Diagram => ("a diagram is", "diagrams are"),
        ForeignForm::Query => ("a query is", "queries are"),
        ForeignForm::Template => ("a template\u{2019}s word is", "words of templates are"),
        ForeignForm::Board => ("a canvas or drawing is", "canvases and drawings are"),
        ForeignForm::Component => ("a component is", "components are"),
        ForeignForm::Player => ("a player is", "players are"),
    };
    let how = match form {
        ForeignForm::Player if number == 1 => "shown as a link",
        ForeignForm::Player => "shown as links",
        _ => "shown as written",
    };
    match number {
        1 => format!("{one} {how}"),
        _ => format!("{number} {many} {how}"),
    }
}
