//! Whether an edit of a page or a path tells readers something new.
//!
//! To confirm, to repair and to rename say nothing new. So the two texts are compared without `checked`, without permanent
//! ids and without the hash that a version names its original's text by, and where a page was renamed, its old name
//! counts as its new one. All else counts: a value, a source, a comma.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use almanac_model::{EditJudge, Moves, Renaming, TextHead, Visibility, is_index, slugify};
use almanac_syntax::Dialect;
use almanac_syntax::yaml::Node;

mod what_it_says;

use what_it_says::said;

/// Judges edits of Markdown by what it says.
#[derive(Debug, Clone, Copy, Default)]
pub struct ContentJudge;

impl EditJudge for ContentJudge {
    fn is_judged(&self, file: &str) -> bool {
        file.ends_with(".md")
    }

    /// A file was renamed as `almanac rename` does it if it has the name of a removed one as an alias. The files of its other
    /// versions moved with it: those that differ in that name alone.
    fn moves(&self, removed: &[&str], added: &[(&str, &str)]) -> Moves {
        let mut by_name: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for file in removed {
            by_name
                .entry(FileName::of(file).slug)
                .or_default()
                .push(file);
        }
        let mut renamed: BTreeMap<String, String> = BTreeMap::new();
        for (file, text) in added.iter().filter(|(file, _)| self.is_judged(file)) {
            let name = FileName::of(file);
            let former = aliases_of(text).into_iter().map(|alias| slugify(&alias));
            let former = former.filter(|alias| *alias != name.slug && by_name.contains_key(alias));
            for old in former {
                renamed.insert(name.slug.clone(), old);
            }
        }
        let mut files = HashMap::new();
        for (file, _) in added {
            let name = FileName::of(file);
            let old = renamed.get(&name.slug).unwrap_or(&name.slug);
            let mut candidates = by_name.get(old).into_iter().flatten();
            if let Some(from) = candidates.find(|from| FileName::of(from).endings == name.endings) {
                files.insert((*file).to_owned(), (*from).to_owned());
            }
        }
        let renamings = renamed.into_iter();
        Moves {
            renamings: renamings.map(|(new, old)| Renaming { old, new }).collect(),
            files,
        }
    }

    fn head(&self, text: &str) -> TextHead {
        // Asked of every text that ever was, so that only front matter is parsed, and only where there may be something.
        let front_matter = &text[..front_matter_end(text).unwrap_or_default()];
        let fields = ["id", "article_id", "draft", "unlisted"];
        if !fields.iter().any(|field| front_matter.contains(field)) {
            return TextHead::default();
        }
        let fields = almanac_syntax::parse(front_matter, Dialect::default()).front_matter;
        let is_true = |field: &str| fields.get(field).and_then(Node::as_str) == Some("true");
        let id = fields.get("id").or_else(|| fields.get("article_id"));
        let id = id.and_then(Node::as_str).map(str::trim);
        TextHead {
            id: id.filter(|id| !id.is_empty()).map(str::to_owned),
            visibility: match (is_true("draft"), is_true("unlisted")) {
                (true, _) => Visibility::Draft,
                (false, true) => Visibility::Unlisted,
                (false, false) => Visibility::Public,
            },
        }
    }

    fn says_the_same(&self, before: &str, after: &str, renamings: &[Renaming]) -> bool {
        if before == after {
            return true;
        }
        if renamings.is_empty() && plainly_differ(before, after) {
            return false;
        }
        let (before, after) = (said(before, renamings), said(after, renamings));
        is_same_but_for(&before, &after, renamings)
    }
}

/// Where the front matter of a text ends, if it has some: behind the line that closes it.
fn front_matter_end(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_first = at == 0;
        at += line.len();
        let is_mark = line.trim_start_matches('\u{feff}').trim_end() == "---";
        match (is_first, is_mark) {
            (true, false) => return None,
            (false, true) => return Some(at),
            (true, true) | (false, false) => {}
        }
    }
    None
}

/// What the name of a file says: the slug that is made of it, and what stands behind that: `.de.md`.
struct FileName<'f> {
    slug: String,
    endings: &'f str,
}

impl<'f> FileName<'f> {
    fn of(file: &'f str) -> Self {
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        let (stem, endings) = name.split_once('.').unwrap_or((name, ""));
        let of_folder = folder.rsplit('/').next().unwrap_or_default();
        Self {
            slug: slugify(if is_index(stem) { of_folder } else { stem }),
            endings,
        }
    }
}

fn aliases_of(text: &str) -> Vec<String> {
    if !text.contains("aliases") {
        return Vec::new();
    }
    let front_matter = almanac_syntax::front_matter(text);
    let Some(aliases) = front_matter.get("aliases") else {
        return Vec::new();
    };
    let items = aliases
        .as_sequence()
        .unwrap_or(std::slice::from_ref(aliases));
    items
        .iter()
        .filter_map(Node::as_str)
        .map(str::to_owned)
        .collect()
}

/// Whether what two texts differ in has nothing in it that could be left out of account, so that nothing need be parsed. Most
/// edits are such.
fn plainly_differ(before: &str, after: &str) -> bool {
    let (old, new) = differing_lines(before, after);
    let is_in_body = |text: &str, lines: &Range<usize>| {
        let front_matter = text.starts_with("---").then(|| text[3..].find("\n---"));
        match front_matter {
            Some(Some(end)) => lines.start > end + 3,
            Some(None) => false,
            None => true,
        }
    };
    let is_words = |text: &str, lines: Range<usize>| {
        let words = &text[lines];
        !["id:", "{#", "\r"].iter().any(|sign| words.contains(sign))
    };
    is_in_body(before, &old)
        && is_in_body(after, &new)
        && is_words(before, old)
        && is_words(after, new)
}

/// The whole lines in which two texts differ: from the first that is another to the last.
fn differing_lines(before: &str, after: &str) -> (Range<usize>, Range<usize>) {
    let same_start = common_prefix(before, after);
    let start = before[..same_start].rfind('\n').map_or(0, |end| end + 1);
    let (old, new) = (&before[start..], &after[start..]);
    let ends = old.bytes().rev().zip(new.bytes().rev());
    let same_end = ends.take_while(|(one, other)| one == other).count();
    let end_of = |text: &str| {
        let end = text.ceil_char_boundary(text.len() - same_end);
        text[end..].find('\n').map_or(text.len(), |line| end + line)
    };
    (start..start + end_of(old), start..start + end_of(new))
}

/// How many bytes two texts begin with alike, up to a whole character.
fn common_prefix(one: &str, other: &str) -> usize {
    let same = one.bytes().zip(other.bytes());
    let same = same.take_while(|(one, other)| one == other).count();
    one.floor_char_boundary(same)
}

/// Whether two texts differ in nothing but that one has the old names of some pages where the other has the new ones.
fn is_same_but_for(mut before: &str, mut after: &str, renamings: &[Renaming]) -> bool {
    loop {
        let common = common_prefix(before, after);
        if common == before.len() && common == after.len() {
            return true;
        }
        let renamed = renamings.iter().find_map(|Renaming { old, new }| {
            // Both names begin before the first difference, by what they have in common.
            let start = common.checked_sub(common_prefix(old, new))?;
            Some((behind(before, start, old)?, behind(after, start, new)?))
        });
        let Some((old, new)) = renamed else {
            return false;
        };
        (before, after) = (old, new);
    }
}

/// What stands behind a name that begins at a place of a text, and is no part of a longer one.
fn behind<'t>(text: &'t str, start: usize, name: &str) -> Option<&'t str> {
    let rest = text.get(start..)?.strip_prefix(name)?;
    let is_part = text[..start].ends_with(is_of_slug) || rest.starts_with(is_of_slug);
    (!is_part).then_some(rest)
}

fn is_of_slug(character: char) -> bool {
    character == '-' || character.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "---\ntitle: Bee # so\nfacts:\n  wings: 4\n  legs: { value: 6, sources: [book] }\n\
        sources:\n  - { key: book, title: Book }\n---\nIt lives in a [[hive]], says [one](hive.md#x).\n\n\
        ## 2020 · It flew {.major}\n\nSo.\n\n```question\nask: How?\nanswer: \"{{hive/size}}\"\n```\n";

    fn edited(edits: &[(&str, &str)]) -> String {
        let mut text = PAGE.to_owned();
        for (old, new) in edits {
            assert!(text.contains(old), "{old}");
            text = text.replacen(old, new, 1);
        }
        text
    }

    fn says_the_same(edits: &[(&str, &str)]) -> bool {
        ContentJudge.says_the_same(PAGE, &edited(edits), &[])
    }

    const CHECKED: &str = "checked: { on: 2026-11-28, by: Ada }";

    #[test]
    fn a_page_has_the_id_of_its_front_matter() {
        let id = |text: &str| ContentJudge.head(text).id;
        assert_eq!(id("---\ntitle: A\nid: x7\n---\n"), Some("x7".into()));
        assert_eq!(
            id("\u{feff}---\r\nid: \"x7\"\r\n---\r\nText"),
            Some("x7".into())
        );
        assert_eq!(id("---\narticle_id: old\n---\n"), Some("old".into()));
        let without = [
            "",
            "id: x7",
            "---\ntitle: A\n---\n\nid: x7\n",
            "---\nid: x7\n",
            "---\nidea: 1\n---\n",
        ];
        assert!(without.iter().all(|text| id(text).is_none()));
        let seen_by = |text: &str| ContentJudge.head(text).visibility;
        assert_eq!(
            seen_by("---\ndraft: true\nunlisted: true\n---\n"),
            Visibility::Draft
        );
        assert_eq!(seen_by("---\nunlisted: true\n---\n"), Visibility::Unlisted);
        assert_eq!(
            seen_by("---\ndraft: false\n---\ndraft: true"),
            Visibility::Public
        );
    }

    #[test]
    fn to_confirm_and_to_repair_says_nothing_new() {
        let value = format!("wings: {{ value: 4, {CHECKED} }}");
        let listed = format!("sources: [book], {CHECKED} }}");
        let source = format!("title: Book, {CHECKED} }}");
        for edits in [
            &[("---\ntitle", &*format!("---\n{CHECKED}\ntitle"))][..],
            &[("wings: 4", &value)],
            &[("sources: [book] }", &listed)],
            &[("title: Book }", &source)],
            &[("---\ntitle", "---\nid: a1b2c3\ntitle")],
            &[("{.major}", "{#flight .major}"), ("ask:", "id: q1\nask:")],
            &[(" # so", "")],
        ] {
            assert!(says_the_same(edits), "{edits:?}");
        }
        assert!(ContentJudge.says_the_same(PAGE, &PAGE.replace('\n', "\r\n"), &[]));
        let plain = PAGE.replace(" {.major}", "");
        let with_id = PAGE.replace("{.major}", "{#flight}");
        assert!(ContentJudge.says_the_same(&plain, &with_id, &[]));
    }

    #[test]
    fn all_else_is_new() {
        for edit in [
            ("wings: 4", "wings: 5"),
            ("wings: 4", "wings: { value: 4, as_of: 2020 }"),
            ("title: Bee", "title: Bees"),
            ("[book]", "[book, other]"),
            ("lives", "lived"),
            ("[[hive]]", "[[home]]"),
            ("{.major}", "{.minor}"),
            ("{.major}", "{.major #x} again"),
            ("So.", "So. An id: one"),
            ("ask: How?", "ask: Who?"),
            ("title: Bee", "aliases: [fly]\ntitle: Bee"),
        ] {
            assert!(!says_the_same(&[edit]), "{edit:?}");
        }
    }

    #[test]
    fn what_was_renamed_is_known_by_its_alias_and_says_the_same_under_its_new_name() {
        let hive = "---\ntitle: Hive\n---\nA home. See [[hive-box]].\n";
        let home = "---\ntitle: Hive\naliases: [hive]\nid: hive\n---\nA home. See [[hive-box]].\n";
        let removed = ["entries/hive.md", "entries/hive.de.md", "entries/gone.md"];
        let added = [
            ("entries/home.md", home),
            ("entries/home.de.md", "---\ntitle: Stock\n---\n"),
            ("entries/new.md", "---\ntitle: New\naliases: [older]\n---\n"),
        ];
        let moves = ContentJudge.moves(&removed, &added);
        let renaming = Renaming {
            old: "hive".to_owned(),
            new: "home".to_owned(),
        };
        assert_eq!(moves.renamings, [renaming]);
        assert_eq!(moves.files.len(), 2);
        assert_eq!(moves.files["entries/home.de.md"], "entries/hive.de.md");
        let same =
            |before: &str, after: &str| ContentJudge.says_the_same(before, after, &moves.renamings);
        assert!(same(hive, home));
        assert!(!same(hive, &home.replace("hive-box", "home-box")));
        let links = edited(&[
            ("[[hive]]", "[[home]]"),
            ("hive.md#x", "home.md#x"),
            ("{{hive/", "{{home/"),
        ]);
        assert!(same(PAGE, &links));
        assert!(!same(PAGE, &links.replace("lives", "lived")));
        assert!(!same(&links, PAGE));
    }
}
