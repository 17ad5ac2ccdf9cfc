//! What has to change in all files when a page or path gets another slug.

mod renamed;

use almanac_model::{Edit, FilePath, Link, Slug, Snapshot};
use almanac_syntax::yaml::{Content, Node};

use renamed::Renamed;

/// The edits that rename `old` (`path:SLUG` for a path) to `new`: links,
/// prerequisites, steps, facts in prose and of the type entry, the old slug
/// as an alias, and as the id if there is none. Sorted by file, within a file from the back to the front.
/// `None` if the front matter of what is renamed can't be read.
pub fn rename_edits(snapshot: &Snapshot, old: &str, new: &Slug) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    let path = old.strip_prefix("path:");
    let own_page = if path.is_some() {
        None
    } else {
        snapshot.page_by_slug(old)
    };
    for page in snapshot.pages().iter().chain(snapshot.translations()) {
        links((&page.file, &page.text), &page.links, old, new, &mut edits);
        if own_page.is_some() {
            fact_references(&page.file, &page.text, old, new, &mut edits);
        }
        // A translation has all else of its original, where it stands.
        if own_page.is_some() && page.translation.is_none() {
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
    for path in snapshot.paths().iter().chain(snapshot.path_translations()) {
        let body_links: Vec<Link> = path
            .links
            .iter()
            .filter(|l| l.span.start >= path.introduction.start)
            .cloned()
            .collect();
        links((&path.file, &path.text), &body_links, old, new, &mut edits);
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
            // A translation need not name every step.
            .filter(|step| path.text[step.span.clone()].contains(old))
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
    if let Some(renamed) = Renamed::find(snapshot, own_page, path) {
        if !renamed.is_read() {
            return None;
        }
        edits.extend(renamed.edits(old));
    }
    edits.sort_by(|a, b| a.file.cmp(&b.file).then(b.span.start.cmp(&a.span.start)));
    edits.dedup();
    Some(edits)
}

fn links(
    (file, text): (&FilePath, &str),
    links: &[Link],
    old: &str,
    new: &Slug,
    edits: &mut Vec<Edit>,
) {
    let slug = old.strip_prefix("path:").unwrap_or(old);
    for link in links.iter().filter(|link| link.target == old) {
        let start = link.target_span.start;
        let written = &text[link.target_span.clone()];
        // A wiki link is nothing but the name; a Markdown link has the slug within its address.
        let (span, prefix) = if written == old {
            (link.target_span.clone(), &old[..old.len() - slug.len()])
        } else if let Some(at) = part_of_address(written, slug) {
            (start + at..start + at + slug.len(), "")
        } else {
            continue;
        };
        edits.push(Edit {
            file: file.clone(),
            span,
            text: format!("{prefix}{new}"),
        });
    }
}

/// Where the slug of a page stands in an address: `../entries/SLUG.md#heading`.
fn part_of_address(address: &str, slug: &str) -> Option<usize> {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let is_slug = |part: &str| {
        part.strip_prefix(slug)
            .is_some_and(|form| ["", ".md", ".json"].contains(&form))
    };
    let mut found = None;
    let mut start = 0;
    for part in address[..end].split('/') {
        if is_slug(part) {
            found = Some(start);
        }
        start += part.len() + 1;
    }
    found
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
