//! What has to change in all files when a page or path gets another slug.

mod renamed;

use std::ops::Range;

use almanac_model::{
    Edit, FilePath, LanguageTag, Link, LinkForm, LinkTarget, Page, Slug, Snapshot, is_index,
};
use almanac_syntax::Dialect;
use almanac_syntax::yaml::{Content, Node};

use crate::dialect::dialect;
use crate::role::CONFIG_FILE;
use renamed::Renamed;

/// The edits that rename `old` (`path:SLUG` for a path) to `new`: links,
/// prerequisites, steps, facts in prose and of the type entry, the old slug
/// as an alias, and as the id if there is none. Sorted by file, within a file from the back to the front.
/// `None` if the front matter of what is renamed can't be read.
pub fn rename_edits(snapshot: &Snapshot, old: &str, new: &Slug) -> Option<Vec<Edit>> {
    let dialect = dialect(snapshot.config());
    let mut edits = Vec::new();
    let path = old.strip_prefix("path:");
    let own_page = if path.is_some() {
        None
    } else {
        snapshot.page_by_slug(old)
    };
    let renamed = match path {
        Some(path) => snapshot.path_by_slug(path).map(LinkTarget::Path),
        None => own_page.map(LinkTarget::Page),
    };
    if let Some(renamed) = &renamed {
        let edit = |named| edit_of_link(snapshot, named, (old, renamed, new));
        for content in snapshot.content_files() {
            let (file, language) = (&content.file, content.language());
            let named = content.links.iter().map(|link| {
                let written = &content.text[link.target_span.clone()];
                (file, language, link, written)
            });
            edits.extend(named.filter_map(edit));
        }
        let config = FilePath::from(CONFIG_FILE);
        let footer = snapshot.config().theme.footer_links.iter();
        let named = footer.map(|(link, written)| (&config, None, link, written.as_str()));
        edits.extend(named.filter_map(edit));
    }
    for page in snapshot.pages().iter().chain(snapshot.versions()) {
        if own_page.is_some() {
            fact_references(page, dialect, old, new, &mut edits);
        }
        // A translation has all else of its original, where it stands.
        if own_page.is_some() && page.version.is_none() {
            for required in page
                .requires
                .iter()
                .filter(|required| required.page.as_str() == old)
            {
                let span = required.span.clone();
                edits.extend(replace(&page.file, &page.text, span, old, new));
            }
            entry_facts(&page.file, &page.text, old, new, &mut edits);
        }
    }
    for path in snapshot.paths().iter().chain(snapshot.path_translations()) {
        for step in path
            .steps
            .iter()
            // A translation need not name every step.
            .filter(|step| own_page.is_some() && step.read == old)
        {
            edits.extend(replace(&path.file, &path.text, step.span.clone(), old, new));
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

/// The edit of a link that names what is renamed by its present slug. What names it otherwise still
/// leads there.
fn edit_of_link(
    snapshot: &Snapshot,
    (file, language, link, written): (&FilePath, Option<&LanguageTag>, &Link, &str),
    (old, renamed, new): (&str, &LinkTarget, &Slug),
) -> Option<Edit> {
    let slug = old.strip_prefix("path:").unwrap_or(old);
    let start = link.target_span.start;
    let place = match link.form {
        LinkForm::Name if written == old => old.len() - slug.len()..old.len(),
        LinkForm::Name if !written.contains('/') && !written.ends_with(".md") => return None,
        LinkForm::Name | LinkForm::Address
            if snapshot.link_target(file, language, link) == *renamed =>
        {
            part_of_address(written, slug)?
        }
        _ => return None,
    };
    Some(Edit {
        file: file.clone(),
        span: start + place.start..start + place.end,
        text: new.to_string(),
    })
}

/// Where the slug of a page stands in an address: `../entries/SLUG.md#heading`. A file that is named by its folder gets a
/// name of its own, so there it is that of the file: `../labs/index.md`.
fn part_of_address(address: &str, slug: &str) -> Option<Range<usize>> {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let file = address[..end].rfind('/').map_or(0, |slash| slash + 1);
    let stem = &address[file..end];
    let stem = stem.strip_suffix(".md").unwrap_or(stem);
    if is_index(stem) {
        return Some(file..file + stem.len());
    }
    let is_slug = |part: &str| {
        part.strip_prefix(slug)
            .is_some_and(|form| ["", ".md", ".json"].contains(&form))
    };
    let mut found = None;
    let mut start = 0;
    for part in address[..end].split('/') {
        if is_slug(part) {
            found = Some(start..start + slug.len());
        }
        start += part.len() + 1;
    }
    found
}

/// `{{old/property}}` in prose, in questions, above figures and in front matter. In code it inserts nothing, and stays.
fn fact_references(page: &Page, dialect: Dialect, old: &str, new: &Slug, edits: &mut Vec<Edit>) {
    let text = &page.text;
    let named = text.match_indices("{{").filter_map(|(open, _)| {
        let start = text.len() - text[open + 2..].trim_start().len();
        let rest = text[start..].strip_prefix(old)?;
        rest.trim_start().starts_with('/').then_some(start)
    });
    let named: Vec<usize> = named.collect();
    if named.is_empty() {
        return;
    }
    let document = almanac_syntax::parse(text, dialect);
    let inserts = document
        .facts
        .iter()
        .map(|(insert, _)| &insert.reference_span);
    let blocks = document.blocks.iter();
    let front_matter = 0..document.body.start;
    let stretches: Vec<&Range<usize>> = inserts
        .chain(blocks.map(|(block, _)| &block.content))
        .chain([&front_matter])
        .collect();
    let is_meant = |start: &usize| stretches.iter().any(|stretch| stretch.contains(start));
    edits.extend(named.into_iter().filter(is_meant).map(|start| Edit {
        file: page.file.clone(),
        span: start..start + old.len(),
        text: new.to_string(),
    }));
}

/// Facts whose value is the entry.
fn entry_facts(file: &FilePath, text: &str, old: &str, new: &Slug, edits: &mut Vec<Edit>) {
    let front_matter = almanac_syntax::front_matter(text);
    let Some(facts) = front_matter.get("facts").and_then(Node::as_mapping) else {
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
                edits.extend(replace(file, text, value.span.clone(), old, new));
            }
        }
    }
}

/// Replaces a name within a stretch that may have quotes around it. One that is written otherwise, with an escape,
/// stays: the old name is an alias of the new one.
fn replace(file: &FilePath, text: &str, span: Range<usize>, old: &str, new: &Slug) -> Option<Edit> {
    let start = span.start + text.get(span)?.find(old)?;
    Some(Edit {
        file: file.clone(),
        span: start..start + old.len(),
        text: new.to_string(),
    })
}
