//! Findings about what a tree has and a compile does not read.

use almanac_model::{Area, FilePath};

use crate::checks::{OVERLOOKED_FOLDER, UNREADABLE_FILE};
use crate::reporter::Finding;
use crate::tree::{Overlooked, OverlookedFolder, PassedOver};

/// Reports a link that is not followed: what it leads to would be published or read as content.
pub(super) fn unfollowed_link(link: &PassedOver) -> Finding {
    let target = match &link.target {
        Some(target) => format!("to `{target}`, which is no file of content"),
        None => "out of the folder".to_owned(),
    };
    let message = format!("the link is not followed: it leads {target}");
    Finding::new(&UNREADABLE_FILE, &link.path, 0..0, message)
        .help("put a copy of the file in its place, or remove the link")
}

/// Reports a file that is Markdown by another ending than `.md`, and so is not read.
pub(super) fn misnamed_file(file: &FilePath) -> Option<Finding> {
    let name = file.as_str().rsplit('/').next()?;
    let (stem, extension) = name.rsplit_once('.')?;
    let is_content = Area::of(file.as_str()).is_some_and(Area::has_pages);
    let is_markdown = MARKDOWN.contains(&&*extension.to_ascii_lowercase());
    (is_content && is_markdown && extension != "md").then(|| {
        let message = format!("a file that ends in `.{extension}` is not read");
        let help = match extension.eq_ignore_ascii_case("mdx") {
            true => format!("take out what is not Markdown (`import`, components), and rename the file to `{stem}.md`"),
            false => format!("rename the file to `{stem}.md`"),
        };
        Finding::new(&UNREADABLE_FILE, file, 0..0, message).help(help)
    })
}

/// The endings of Markdown, in lower case.
const MARKDOWN: [&str; 5] = ["md", "markdown", "mdown", "mkd", "mdx"];

/// Reports a folder that is not read.
pub(super) fn overlooked_folder(folder: &OverlookedFolder) -> Finding {
    let path = &folder.path;
    let (message, help) = match folder.why {
        Overlooked::Link => (
            format!("`{path}` is a link to a folder, whose files are not read"),
            "move the folder to this place, or have the program serve the folder that it leads to"
                .to_owned(),
        ),
        Overlooked::Name(right) => (
            format!("the files of the folder `{path}` are not read"),
            format!("rename the folder to `{right}`"),
        ),
    };
    Finding::new(&OVERLOOKED_FOLDER, &folder.example, 0..0, message).help(help)
}
