//! What has to change in all files when a page or path gets another slug.

use almanac_model::{Edit, FilePath, Link, PageIndex, Slug, Snapshot};
use almanac_syntax::yaml::{Content, Node};

/// The edits that rename `old` (`path:SLUG` for a path) to `new`: links,
/// prerequisites, steps, facts in prose and of the type entry, and the old slug
/// as an alias. Sorted by file, within a file from the back to the front.
pub fn rename_edits(snapshot: &Snapshot, old: &str, new: &Slug) -> Vec<Edit> {
    let mut edits = Vec::new();
    let path = old.strip_prefix("path:");
    let own_page = if path.is_some() {
        None
    } else {
        snapshot.page_by_slug(old)
    };
    for page in snapshot.pages() {
        links(&page.file, &page.links, old, new, &mut edits);
        if own_page.is_some() {
            fact_references(&page.file, &page.text, old, new, &mut edits);
            for required in page
                .requires
                .iter()
                .filter(|required| required.page.as_str() == old)
            {
                edits.push(replace(
                    &page.file,
                    &page.text,
                    required.span.clone(),
                    old,
                    new.as_str(),
                ));
            }
            entry_facts(&page.file, &page.text, old, new, &mut edits);
        }
    }
    for path in snapshot.paths() {
        let body_links: Vec<Link> = path
            .links
            .iter()
            .filter(|l| l.span.start >= path.introduction.start)
            .cloned()
            .collect();
        links(&path.file, &body_links, old, new, &mut edits);
        reasons(
            &path.file,
            &path.text,
            path.introduction.start,
            old,
            new,
            &mut edits,
        );
        for step in path
            .steps
            .iter()
            .filter(|step| own_page.is_some() && step.read == old)
        {
            edits.push(replace(
                &path.file,
                &path.text,
                step.span.clone(),
                old,
                new.as_str(),
            ));
        }
    }
    edits.extend(alias(snapshot, own_page, path, old));
    edits.sort_by(|a, b| a.file.cmp(&b.file).then(b.span.start.cmp(&a.span.start)));
    edits.dedup();
    edits
}

fn links(file: &FilePath, links: &[Link], old: &str, new: &Slug, edits: &mut Vec<Edit>) {
    for link in links.iter().filter(|link| link.target == old) {
        let prefix = if old.starts_with("path:") {
            "path:"
        } else {
            ""
        };
        edits.push(Edit {
            file: file.clone(),
            span: link.target_span.clone(),
            text: format!("{prefix}{new}"),
        });
    }
}

/// `{{old/property}}` in prose and in questions.
fn fact_references(file: &FilePath, text: &str, old: &str, new: &Slug, edits: &mut Vec<Edit>) {
    for (open, _) in text.match_indices("{{") {
        let inner = open + 2;
        let start = inner + text[inner..].len() - text[inner..].trim_start().len();
        if text[start..]
            .strip_prefix(old)
            .is_some_and(|rest| rest.trim_start().starts_with('/'))
        {
            edits.push(Edit {
                file: file.clone(),
                span: start..start + old.len(),
                text: new.to_string(),
            });
        }
    }
}

/// Links in the reasons of steps, which stand in the front matter.
fn reasons(file: &FilePath, text: &str, end: usize, old: &str, new: &Slug, edits: &mut Vec<Edit>) {
    let prefix = if old.starts_with("path:") {
        "path:"
    } else {
        ""
    };
    for (open, _) in text[..end].match_indices("[[") {
        let start = open + 2;
        if text[start..end]
            .strip_prefix(old)
            .is_some_and(|rest| rest.starts_with([']', '|', '#']))
        {
            edits.push(Edit {
                file: file.clone(),
                span: start..start + old.len(),
                text: format!("{prefix}{new}"),
            });
        }
    }
}

/// Facts whose value is the entry.
fn entry_facts(file: &FilePath, text: &str, old: &str, new: &Slug, edits: &mut Vec<Edit>) {
    let document = almanac_syntax::parse(text);
    let Some(facts) = document
        .front_matter
        .get("facts")
        .and_then(Node::as_mapping)
    else {
        return;
    };
    for (_, node) in facts {
        let items = match &node.content {
            Content::Sequence(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        for item in items {
            let value = item.get("value").unwrap_or(item);
            if value.as_str() == Some(old) {
                edits.push(replace(file, text, value.span.clone(), old, new.as_str()));
            }
        }
    }
}

/// Replaces a name within a stretch that may have quotes around it.
fn replace(
    file: &FilePath,
    text: &str,
    span: std::ops::Range<usize>,
    old: &str,
    new: &str,
) -> Edit {
    let start = text
        .get(span.clone())
        .and_then(|part| part.find(old))
        .map_or(span.start, |at| span.start + at);
    Edit {
        file: file.clone(),
        span: start..(start + old.len()).min(text.len()),
        text: new.to_owned(),
    }
}

/// Leaves the old slug as an alias, so that old addresses and links still lead to the page.
fn alias(
    snapshot: &Snapshot,
    page: Option<PageIndex>,
    path: Option<&str>,
    old: &str,
) -> Option<Edit> {
    let (file, text) = match (page, path) {
        (Some(page), _) => (&snapshot.page(page).file, &snapshot.page(page).text),
        (None, Some(slug)) => {
            let path = snapshot.path(snapshot.path_by_slug(slug)?);
            (&path.file, &path.text)
        }
        (None, None) => return None,
    };
    let name = old.strip_prefix("path:").unwrap_or(old);
    let document = almanac_syntax::parse(text);
    let edit = |at: usize, text: String| {
        Some(Edit {
            file: file.clone(),
            span: at..at,
            text,
        })
    };
    match document.front_matter.get("aliases") {
        Some(aliases) if text[aliases.span.clone()].starts_with('[') => {
            let is_empty = aliases.as_sequence().is_none_or(<[Node]>::is_empty);
            edit(
                aliases.span.start + 1,
                if is_empty {
                    name.to_owned()
                } else {
                    format!("{name}, ")
                },
            )
        }
        Some(Node {
            content: Content::Sequence(items),
            ..
        }) => {
            let last = items.last()?;
            let line = text[..last.span.start]
                .rfind('\n')
                .map_or(0, |newline| newline + 1);
            let indent: String = text[line..].chars().take_while(|c| *c == ' ').collect();
            edit(last.span.end, format!("\n{indent}- {name}"))
        }
        Some(only) => edit(only.span.start, format!("[{name}, ")).map(|mut edit| {
            edit.text
                .push_str(&format!("{}]", &text[only.span.clone()]));
            edit.span = only.span.clone();
            edit
        }),
        None => edit(
            document.front_matter_span.map_or(0, |span| span.start),
            format!("aliases: [{name}]\n"),
        ),
    }
}
