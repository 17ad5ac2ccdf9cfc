//! `missing-evidence`: finds a claim whose citation quotes no passage of its source.

use almanac_model::{Claims, FilePath, LinkTarget, Page, Severity, Value};
use almanac_syntax::last_sentence;

use crate::check::{Check, Find, Scope};
use crate::context::{Context, ReadFile};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};
use crate::role::CONFIG_FILE;

/// Finds a claim whose citation quotes no passage of its source.
pub(crate) static MISSING_EVIDENCE: Check = Check {
    code: "A0226",
    name: "missing-evidence",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InBoth(find, find_names),
    explanation: r##"Finds a claim whose citation quotes no passage of its source.

Evidence is the exact words of a source that support a claim, quoted at the end of a citation. Whoever reads the claim can
look at them at once. A quotation shows that the words are there; whether they support the claim, a person has to judge.

It is off until `almanac.toml` asks for it, since not every source has words that can be quoted. A source that has none says
`evidence: unavailable`, and is not asked for again. `for` says which claims are looked at: `facts` (the values in front
matter), `numbers` (values that are numbers, and sentences with a number that cite a source) or `all` (all values, and
everything that cites a source). `pages` names the pages by their slugs, and by `path:slug` the steps of a path.

```toml
[checks]
missing-evidence = { severity = "warning", for = "numbers", pages = ["path:open-vs-closed-ai"] }
```

For example:

```
The museum had 40,000 visitors.[@report, p. 12]
```

Better:

```
The museum had 40,000 visitors.[@report, p. 12, "some 40,000 people visited the museum"]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `missing-evidence = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    let config = context.config();
    if config.checks.get(MISSING_EVIDENCE.name) == Some(&None) {
        return;
    }
    let wanted = &config.evidence;
    let is_wanted = |page: &Page| {
        let mut pages = wanted.pages.iter();
        pages.len() == 0 || pages.any(|(name, _)| is_meant(context, page, name))
    };
    for (page, _) in context.originals().filter(|(page, _)| is_wanted(page)) {
        find_in_facts(context, page, wanted.claims, reporter);
    }
    if wanted.claims == Claims::Facts {
        return;
    }
    for (page, read) in context.every_page().filter(|(page, _)| is_wanted(page)) {
        find_in_text(context, page, read, wanted.claims, reporter);
    }
}

/// Reports names in `almanac.toml` that no page or path bears.
fn find_names(context: &Context<'_>, reporter: &mut Reporter) {
    for (name, place) in &context.config().evidence.pages {
        if matches!(
            context.snapshot.resolve(name),
            LinkTarget::Page(_) | LinkTarget::Path(_)
        ) {
            continue;
        }
        let message = format!("`pages` names `{name}`, which no page bears");
        let file = FilePath::from(CONFIG_FILE);
        let finding = Finding::new(&MISSING_EVIDENCE, &file, place.clone(), message);
        let help = "write the slug of a page, or `path:slug` for the steps of a path";
        reporter.report(finding.help(help));
    }
}

/// Whether a name in `almanac.toml` is that of a page, or of a path that it is a step of.
fn is_meant(context: &PageContext<'_>, page: &Page, name: &str) -> bool {
    match name.strip_prefix("path:") {
        Some(path) => context.is_step_of(page, path),
        None => match context.resolve(name) {
            LinkTarget::Page(index) => context.front_matter(index).slug() == &page.slug,
            _ => false,
        },
    }
}

fn find_in_facts(context: &PageContext<'_>, page: &Page, claims: Claims, reporter: &mut Reporter) {
    for fact in &page.facts {
        let is_claim = match (&fact.value, claims) {
            (Value::Unknown, _) => false,
            (Value::Quantity(_) | Value::Money(_), _) => true,
            (_, claims) => claims != Claims::Numbers,
        };
        let mut keys = fact.sources.iter().map(|key| key.as_str());
        // That it has no source at all is another fault.
        if is_claim
            && keys.len() > 0
            && !fact.has_evidence()
            && !keys.all(|key| has_none(context, page, key))
        {
            let message = format!(
                "no passage of a source supports the value of `{}`",
                fact.property
            );
            let finding = Finding::new(&MISSING_EVIDENCE, &page.file, fact.span.clone(), message);
            let help = "quote the words: `sources: ['[@key, p. 3, \"the exact words\"]']`; or write `evidence: unavailable` at the source";
            reporter.report(finding.help(help));
        }
    }
}

fn find_in_text(
    context: &PageContext<'_>,
    page: &Page,
    read: &ReadFile,
    claims: Claims,
    reporter: &mut Reporter,
) {
    for citation in &read.document.citations {
        let mut works = citation.works.iter();
        let is_answered = works.clone().any(|work| !work.passages.is_empty())
            || works.all(|work| has_none(context, page, &work.key));
        let before = page
            .text
            .get(citation.block..citation.span.start)
            .unwrap_or_default();
        if is_answered || claims == Claims::Numbers && !has_number(before) {
            continue;
        }
        let message = "this citation quotes no passage of its source";
        let finding = Finding::new(
            &MISSING_EVIDENCE,
            &page.file,
            citation.span.clone(),
            message,
        );
        let help = "quote the words that support the claim: `[@key, p. 3, \"the exact words\"]`; or write `evidence: unavailable` at the source";
        reporter.report(finding.help(help));
    }
}

/// Whether the source of a key says that its words can't be had. One that is unknown is reported as such.
fn has_none(context: &PageContext<'_>, page: &Page, key: &str) -> bool {
    let source = context.source(Some(page), key);
    source.is_none_or(|source| source.is_without_evidence)
}

/// Whether there is a number in the last sentence of a text, in its words: not in the address of a link or another citation.
fn has_number(before: &str) -> bool {
    let sentence = &before[last_sentence(before)..];
    let mut depth = 0_usize;
    let mut last = ' ';
    sentence.chars().any(|character| {
        match character {
            '(' if last == ']' || depth > 0 => depth += 1,
            '[' if depth > 0 => depth += 1,
            '@' if last == '[' => depth = 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        last = character;
        depth == 0 && character.is_numeric()
    })
}

#[cfg(test)]
mod tests {
    use super::has_number;

    #[test]
    fn numbers_are_those_of_the_sentence_and_its_words() {
        for text in [
            "It had 40,000 visitors",
            "It had ٤٠ visitors",
            "One. [Of 2](x)",
        ] {
            assert!(has_number(text), "{text}");
        }
        for text in [
            "In 1999. It had many",
            "See [it](https://e.org/2024)",
            "So [@a, p. 3] it",
        ] {
            assert!(!has_number(text), "{text}");
        }
    }
}
