//! Findings about what a tree has and a compile does not read.

use std::borrow::Cow;

use almanac_model::{Area, FilePath, Layout, PAGE_ENDINGS};

use crate::checks::{FOREIGN_FORM, OVERLOOKED_FOLDER, UNREADABLE_FILE};
use crate::listed::MAX_FOLDER_DEPTH;
use crate::reporter::Finding;
use crate::tree::{Overlooked, OverlookedFolder, PassedOver, WhyPassedOver};

/// Reports what stands where content is looked for, and is not read: readers would miss it, and nobody would notice.
pub(super) fn passed_over(found: &PassedOver) -> Finding {
    let (message, help) = words_for(&found.why);
    Finding::new(&UNREADABLE_FILE, &found.path, 0..0, message).help(help)
}

/// Why something is not read, and what mends that.
fn words_for(why: &WhyPassedOver) -> (Cow<'static, str>, Cow<'static, str>) {
    let link = |target: &str| format!("the link is not followed: it leads {target}").into();
    let copy = "put a copy of the file in its place, or remove the link".into();
    match why {
        WhyPassedOver::LinkWithin(target) => (
            link(&format!("to `{target}`, which is no file of content")),
            copy,
        ),
        WhyPassedOver::LinkOut => (link("out of the folder"), copy),
        WhyPassedOver::LinkToNothing => (link("to no file"), copy),
        WhyPassedOver::Name => (
            "what has this name is not read: the name is no UTF-8".into(),
            "rename it, with letters that all systems can write".into(),
        ),
        WhyPassedOver::NoFile => (
            "this is no file but a pipe, a socket or a device, and is not read".into(),
            "put a file in its place, or remove it".into(),
        ),
        WhyPassedOver::Folder => (
            "this is a folder, and a file of this name would be read".into(),
            "rename the folder".into(),
        ),
        WhyPassedOver::File => (
            "this is a file, and the files in a folder of this name would be read".into(),
            "rename the file".into(),
        ),
        WhyPassedOver::TooDeep => (
            format!(
                "the files of this folder are not read: it lies in more than {MAX_FOLDER_DEPTH} others"
            )
            .into(),
            "move it up".into(),
        ),
        WhyPassedOver::AlmostShared(right) => (
            "the file is not read: its name is not quite the one that is looked for".into(),
            format!("rename it to `{right}`").into(),
        ),
    }
}

/// Reports a file among pages that is written in a language of markup and is not read: Markdown by another ending
/// than `.md`, or another language.
pub(super) fn misnamed_file(file: &FilePath, layout: &Layout) -> Option<Finding> {
    let is_among_pages = layout.area_of(file.as_str()).is_some_and(Area::has_pages);
    if !is_among_pages || layout.is_page_file(file.as_str()) {
        return None;
    }
    let name = file.as_str().rsplit('/').next()?;
    let (stem, extension) = name
        .rsplit_once('.')
        .filter(|(_, ending)| *ending != "md")?;
    let help = match &*extension.to_ascii_lowercase() {
        "mdx" => format!(
            "take out what is not Markdown (`import`, components), and rename the file to `{stem}.md`"
        ),
        ending if MARKDOWN.contains(&ending) => format!("rename the file to `{stem}.md`"),
        ending if MARKUP.contains(&ending) => {
            format!("convert it to Markdown, and call the file `{stem}.md`")
        }
        _ => return None,
    };
    let message = format!("a file that ends in `.{extension}` is not read");
    Some(Finding::new(&UNREADABLE_FILE, file, 0..0, message).help(help))
}

/// The endings of Markdown, in lower case.
const MARKDOWN: [&str; 10] = [
    "md", "markdown", "mdown", "mdwn", "mkd", "mkdn", "mdtext", "mdtxt", "qmd", "rmd",
];

/// Whether an ending in lower case is that of a text in a language of markup that is not read. A page of HTML may be one
/// that a page shows or links to.
pub(crate) fn is_other_markup(ending: &str) -> bool {
    let is_known = MARKUP.contains(&ending) || MARKDOWN.contains(&ending);
    is_known && !["htm", "html", "xhtml"].contains(&ending) && !PAGE_ENDINGS.contains(&ending)
}

/// The endings of other languages of markup, in lower case.
const MARKUP: [&str; 15] = [
    "adoc",
    "asciidoc",
    "creole",
    "htm",
    "html",
    "ipynb",
    "mediawiki",
    "org",
    "rst",
    "tex",
    "textile",
    "typ",
    "wiki",
    "wikitext",
    "xhtml",
];

/// Reports a folder that is not read.
pub(super) fn overlooked_folder(folder: &OverlookedFolder) -> Finding {
    let path = &folder.path;
    let (message, help) = match &folder.why {
        Overlooked::Link => (
            format!("`{path}` is a link to a folder, whose files are not read"),
            "move the folder to this place, or have the program serve the folder that it leads to"
                .to_owned(),
        ),
        Overlooked::Name(right) => (
            format!("the files of the folder `{path}` are not read"),
            format!("rename the folder to `{right}`"),
        ),
        Overlooked::Templates => {
            let message = format!("the folder `{path}` is left out, as templates are no pages");
            let help = "give it another name if readers are to see what is in it";
            let finding = Finding::new(&FOREIGN_FORM, &folder.example, 0..0, message);
            return finding.help(help).standing_for(1);
        }
        Overlooked::Elsewhere => (
            format!(
                "`{}` is not read, and the almanac has no page",
                folder.example
            ),
            "move entries to `entries/`, threads to `threads/` and paths to `paths/`".to_owned(),
        ),
    };
    Finding::new(&OVERLOOKED_FOLDER, &folder.example, 0..0, message).help(help)
}
