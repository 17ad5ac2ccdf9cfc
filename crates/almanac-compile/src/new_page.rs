//! New pages, from the templates that `almanac new` and the browser begin them with.

use almanac_model::{
    Day, LinkTarget, NewPage, NewPageError, NewPageKind, Slug, Snapshot, is_device_name, is_index,
    slugify,
};

use crate::new_id;

/// A page to begin on a day: its file, and the text of a stub.
///
/// # Errors
/// Fails where there can be no such page: its name is taken, or none; its kind is not declared, or has no folder.
pub fn new_page(
    snapshot: &Snapshot,
    kind: NewPageKind<'_>,
    title: &str,
    today: Day,
) -> Result<NewPage, NewPageError> {
    // What ends a line, or is nothing that anybody sees, would end the field of the title.
    let title: String = title
        .chars()
        .map(|sign| if sign.is_control() { ' ' } else { sign })
        .collect();
    let title = title.trim();
    let slug = Slug::new(&name_of(title)).map_err(|_| NewPageError::NoName(title.to_owned()))?;
    let taken = match kind {
        NewPageKind::Path => snapshot
            .path_by_name(slug.as_str())
            .map(|path| snapshot.path(path).file.clone()),
        _ => match snapshot.resolve(slug.as_str()) {
            LinkTarget::Page(page) => Some(snapshot.page(page).file.clone()),
            _ => None,
        },
    };
    if let Some(file) = taken {
        return Err(NewPageError::Taken { slug, file });
    }
    let kinds = &snapshot.config().kinds;
    if let NewPageKind::Entry(kind) = kind
        && !kinds.contains_key(kind)
    {
        let known: Vec<&str> = kinds.keys().map(String::as_str).collect();
        return Err(NewPageError::NoKind {
            kind: kind.to_owned(),
            known: known.join(", "),
        });
    }
    let area = kind.area();
    let Some(folder) = snapshot.config().content.layout.folder(area) else {
        let area = area.folder().trim_end_matches('/').to_owned();
        return Err(NewPageError::NoFolder(area));
    };
    let seed = format!("{slug} {today} {}", snapshot.hash());
    let id = new_id(snapshot, &seed);
    // A path must have something to read.
    let first = snapshot.pages().first().map_or(&slug, |page| &page.slug);
    let text = stub(kind, title, id.as_str(), first);
    Ok(NewPage {
        file: format!("{folder}{slug}.md").as_str().into(),
        id: id.as_str().to_owned(),
        slug,
        text,
    })
}

/// The name that a title makes, of a file that every system can hold and that stands for itself: Windows takes `con.md` for a device,
/// and `index.md` is its folder.
fn name_of(title: &str) -> String {
    let name = slugify(title);
    match is_device_name(&name) || is_index(&name) {
        true => format!("{name}-1"),
        false => name,
    }
}

/// The text to begin with.
fn stub(kind: NewPageKind<'_>, title: &str, id: &str, first: &Slug) -> String {
    let title = title.replace('\\', "\\\\").replace('"', "\\\"");
    match kind {
        NewPageKind::Entry(kind) => format!(
            "---\nid: {id}\ntitle: \"{title}\"\nkind: {kind}\nlevel: introductory\nsummary: \"\"\ntopics: []\n\
             stub: true\nfacts: {{}}\nsources: []\n---\n"
        ),
        NewPageKind::Thread => format!(
            "---\nid: {id}\ntitle: \"{title}\"\nlevel: introductory\nsummary: \"\"\ntopics: []\nstub: true\n\
             sources: []\n---\nThe state of play.\n"
        ),
        NewPageKind::Path => format!(
            "---\nid: {id}\ntitle: \"{title}\"\nsummary: \"\"\naudience: \"\"\ntopics: []\n\
             steps:\n  - {{ read: {first}, why: \"Say why it comes here.\" }}\n---\nThe introduction.\n\n# Closing\n\nWhat remains.\n"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_makes_a_name_that_every_system_can_hold() {
        for (title, name) in [
            ("Royal jelly", "royal-jelly"),
            ("CON", "con-1"),
            (" aux. ", "aux-1"),
            ("Com1", "com1-1"),
            ("Index", "index-1"),
            ("README", "readme-1"),
            ("Nul values", "nul-values"),
        ] {
            assert_eq!(name_of(title), name, "{title}");
        }
    }
}
