//! Files of content that could not be read, which has been reported.

use almanac_model::{
    Area, FilePath, Layout, SharedFile, name_in_path, page_stem, slug_of_name, slugify,
};
use almanac_syntax::yaml;
use rustc_hash::FxHashSet as HashSet;

use crate::context::Context;

/// Whether a name that nothing bears may be that of a file that could not be read, or that is a draft.
pub(crate) fn may_bear(context: &Context<'_>, name: &str) -> bool {
    let slugs = context.tables.unread.get_or_init(|| gather(context));
    let name = name.strip_prefix("path:").unwrap_or(name);
    let slug = slugify(name);
    slugs.contains(&slug) || context.tables.drafts.contains(&slug)
}

fn gather(context: &Context<'_>) -> HashSet<String> {
    let read: HashSet<&FilePath> = context.whole().read_files().map(|(file, _)| file).collect();
    let unread = context.files.iter().filter(|file| !read.contains(file));
    unread
        .filter_map(|file| slug_of(file.as_str(), context.layout()))
        .collect()
}

/// What the slug of a file of content would be.
fn slug_of(file: &str, layout: &Layout) -> Option<String> {
    let is_among_pages = layout.area_of(file).is_some_and(Area::has_pages);
    let is_markdown = is_among_pages && page_stem(file).is_some();
    is_markdown.then(|| slug_of_name(name_in_path(file)))
}

/// Whether some file that all pages share, written in YAML, could not be read. What it says is not known then.
pub(crate) fn is_unread_list(context: &Context<'_>, list: SharedFile) -> bool {
    match context.texts.get(list.name()) {
        Some(text) => yaml::is_cut(&yaml::parse(text, 0..text.len()).1),
        None => context.unreadable.contains(list.name()),
    }
}

/// Whether a page, a path or a translation could not be read, so that what it names is not known.
pub(crate) fn has_unread_pages(context: &Context<'_>) -> bool {
    let mut files = context.unreadable.iter();
    files.any(|file| context.layout().is_page_file(file.as_str()))
}

/// Whether a list of sources that all pages share could not be decoded.
pub(crate) fn has_unread_sources(context: &Context<'_>) -> bool {
    let lists = [SharedFile::Sources, SharedFile::Bibliography];
    lists
        .iter()
        .any(|list| context.unreadable.contains(list.name()))
}

/// The texts that could not be read and may define sources, which has been reported.
pub(crate) fn unread_definitions<'c>(context: &Context<'c>) -> Vec<&'c str> {
    let mut unread = broken_front_matter(context);
    let shared = context.texts.get(SharedFile::Sources.name());
    let is_unread = |text: &&str| yaml::is_cut(&yaml::parse(text, 0..text.len()).1);
    unread.extend(shared.map(|text| &**text).filter(is_unread));
    unread
}

/// Front matter that could not be read: it may define and cite anything that is named in it.
pub(crate) fn broken_front_matter<'c>(context: &Context<'c>) -> Vec<&'c str> {
    let broken = context.whole().read_files().filter(|(_, read)| read.broken);
    let texts = broken.filter_map(|(file, read)| {
        let text = context.texts.get(file.as_str())?;
        let front_matter = read.document.front_matter_span.clone();
        text.get(front_matter.unwrap_or(0..text.len()))
    });
    texts.collect()
}

/// Whether the shared bibliography has an entry of a key that no source has: one that could not be read, which has been
/// reported.
pub(crate) fn is_unread_key(context: &Context<'_>, key: &str) -> bool {
    let keys = context.tables.bibliography_keys.get_or_init(|| {
        let text = context.texts.get(SharedFile::Bibliography.name());
        let text = text.map_or("", |text| &**text);
        let entries = text.match_indices('@').map(|(at, _)| &text[at + 1..]);
        entries
            .filter_map(key_of_entry)
            .map(str::to_owned)
            .collect()
    });
    keys.contains(key)
}

/// The key of an entry, of which the text behind its `@` is given. What is no work has none that could be cited.
fn key_of_entry(text: &str) -> Option<&str> {
    let (kind, rest) = text.split_once(['{', '('])?;
    let kind = kind.trim_end();
    let is_work = !["comment", "preamble", "set", "string", "xdata"]
        .iter()
        .any(|other| kind.eq_ignore_ascii_case(other));
    let is_kind = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let rest = rest.trim_start();
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | '}' | '=' | '{'))?;
    (is_kind && is_work && end > 0).then_some(&rest[..end])
}
