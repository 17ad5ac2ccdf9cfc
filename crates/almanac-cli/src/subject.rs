//! What a command is told to work on: a page, a path, an event, a source.

use almanac_model::{
    Level, LinkTarget, NamedWorks, Page, PageIndex, PathIndex, Snapshot, WorkIndex, nearest,
};

/// Something that an almanac has, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// An entry or a thread; of a thread, perhaps one event.
    Page(PageIndex),
    /// An entry or a thread as it is told at a level: `slug/level`.
    Depth(PageIndex, Level),
    /// A path: `path:slug`.
    Path(PathIndex),
    /// A cited work: `source:key`.
    Work(WorkIndex),
}

/// Finds what a name means. What is wrong with one that means nothing, in words.
pub fn find(snapshot: &Snapshot, name: &str) -> Result<Subject, String> {
    if let Some(key) = name.strip_prefix("source:") {
        return find_work(snapshot, key);
    }
    let (name, part) = match name.split_once('/') {
        Some((page, part)) if !name.starts_with("path:") => (page, Some(part)),
        _ => (name, None),
    };
    match snapshot.resolve(name) {
        LinkTarget::Page(page) => match part.map(|part| (part, Level::from_name(part))) {
            Some((_, Some(level))) => find_depth(snapshot, page, level),
            Some((event, None)) => find_event(snapshot, page, event),
            None => Ok(Subject::Page(page)),
        },
        LinkTarget::Path(path) => Ok(Subject::Path(path)),
        LinkTarget::Ambiguous(pages) => {
            let slugs = pages
                .iter()
                .map(|page| format!("`{}`", snapshot.page(*page).slug));
            let slugs: Vec<String> = slugs.collect();
            Err(format!(
                "several pages bear the name `{name}`: {}",
                slugs.join(", ")
            ))
        }
        LinkTarget::File(_) | LinkTarget::Missing => {
            let pages = snapshot.pages().iter().map(|page| page.slug.to_string());
            let paths = snapshot
                .paths()
                .iter()
                .map(|path| format!("path:{}", path.slug));
            let names: Vec<String> = pages.chain(paths).collect();
            let near = nearest(name, names.iter().map(String::as_str));
            Err(not_found("page", name, near))
        }
    }
}

fn find_depth(snapshot: &Snapshot, page: PageIndex, level: Level) -> Result<Subject, String> {
    match text_at(snapshot, page, level) {
        Some(_) => Ok(Subject::Depth(page, level)),
        None => {
            let slug = &snapshot.page(page).slug;
            let level = level.name();
            Err(format!("`{slug}` is not told at the level `{level}`"))
        }
    }
}

/// The text at a level: that of the original, or of one of its depths.
pub fn text_at(snapshot: &Snapshot, page: PageIndex, level: Level) -> Option<&Page> {
    let original = Some(snapshot.page(page)).filter(|page| page.level == Some(level));
    original.or_else(|| snapshot.version(page, Some(level), None))
}

fn find_event(snapshot: &Snapshot, page: PageIndex, event: &str) -> Result<Subject, String> {
    let page_of = snapshot.page(page);
    let name = |event: &str| format!("{}/{event}", page_of.slug);
    let events = page_of.events().iter();
    let names: Vec<String> = events.map(|event| name(event.id.as_str())).collect();
    let wanted = name(event);
    match names.contains(&wanted) {
        true => Ok(Subject::Page(page)),
        false => {
            let near = nearest(&wanted, names.iter().map(String::as_str));
            Err(not_found("event", &wanted, near))
        }
    }
}

fn find_work(snapshot: &Snapshot, key: &str) -> Result<Subject, String> {
    match snapshot.source_named(key) {
        Some(NamedWorks::Work(work)) => Ok(Subject::Work(work)),
        Some(NamedWorks::List(_, works)) => {
            let names = works
                .iter()
                .map(|work| format!("`source:{}`", snapshot.work_name(*work)));
            let names: Vec<String> = names.collect();
            Err(format!(
                "several works have the key `{key}`: {}",
                names.join(", ")
            ))
        }
        None => {
            let keys = snapshot.sources().keys().map(|key| key.as_str());
            Err(not_found("source", key, nearest(key, keys)))
        }
    }
}

/// Says that there is no such thing, and what may have been meant.
pub fn not_found(what: &str, name: &str, near: Option<&str>) -> String {
    match near {
        Some(near) => format!("there is no {what} `{name}`: did you mean `{near}`?"),
        None => format!("there is no {what} `{name}`"),
    }
}
