//! What there is at the addresses of an almanac's site.

use almanac_model::{FilePath, Letter, WORKS_A_PAGE, is_page_file};

use crate::local::{LocalAddress, folder_of};
use crate::near_names::Names;
use crate::page_context::PageContext;

/// The pages that every site has.
const OF_EVERY_SITE: [&str; 16] = [
    "",
    "changes",
    "entries",
    "feed.xml",
    "llms.txt",
    "paths",
    "progress",
    "requested",
    "robots.txt",
    "search",
    "search.json",
    "site.webmanifest",
    "sitemap.xml",
    "sources",
    "threads",
    "topics",
];

/// An almanac, by the addresses of its pages.
pub(super) struct LocalSite<'c> {
    context: &'c PageContext<'c>,
}

impl<'c> LocalSite<'c> {
    /// The site of an almanac.
    pub fn new(context: &'c PageContext<'c>) -> Self {
        Self { context }
    }

    /// Whether an address leads to something.
    pub fn has(&self, address: &LocalAddress) -> bool {
        let Some(path) = address.path.as_deref() else {
            return false;
        };
        let page = without_form(path);
        OF_EVERY_SITE.contains(&path)
            || self.context.targets().at(path).is_some()
            || self.context.targets().at(page).is_some()
            || self.has_below(path)
            || self.is_unread(path)
            || self.is_unread(&format!("{page}.md"))
    }

    /// Whether there is a topic, a source, a step or a figure at a path.
    fn has_below(&self, path: &str) -> bool {
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["topics", topic] | ["topics", topic, "feed.xml"] => self.context.has_topic(topic),
            // A key with signs in it is written in a form of its own.
            ["sources", key] => key.contains('~') || self.context.is_source_name(key),
            ["sources", "by", letter, number] => {
                let works = Letter::parse(letter).map_or(0, |letter| self.context.works_of(letter));
                let parts = works.div_ceil(WORKS_A_PAGE);
                number
                    .parse()
                    .is_ok_and(|number| (1..=parts).contains(&number))
            }
            ["threads", thread, "feed.xml"] => self
                .context
                .targets()
                .at(&format!("threads/{thread}"))
                .is_some(),
            ["paths", path, step] => self.context.steps_of_path(path).is_some_and(|steps| {
                *step == "end" || step.parse().is_ok_and(|step| (1..=steps).contains(&step))
            }),
            ["figures", page, _] => self.context.page_by_slug(page).is_some(),
            ["progress", "titles.json"] => true,
            _ => false,
        }
    }

    /// Whether a path is that of content which could not be read, which has been reported.
    fn is_unread(&self, path: &str) -> bool {
        is_page_file(path) && self.context.has_file(path)
    }

    /// The addresses that may have been meant, written as the author wrote theirs.
    pub fn near(
        &self,
        names: &Names<'_>,
        file: &FilePath,
        written: &str,
        address: &LocalAddress,
    ) -> Vec<String> {
        let path = address.path.as_deref().unwrap_or(written);
        let end = written.find(['?', '#']).unwrap_or(written.len());
        let rest = &written[end..];
        let name = without_form(path).rsplit('/').next().unwrap_or_default();
        let near = names.near(name).into_iter();
        let pages = near.filter_map(|slug| self.context.page_by_slug(slug));
        let addresses = pages.map(|page| {
            let page = self.context.page(page);
            let target = match path.ends_with(".md") {
                true => page.file.to_string(),
                false => format!("{}/{}", folder_of(page), page.slug),
            };
            if written.starts_with('/') {
                format!("/{target}{rest}")
            } else {
                format!("{}{rest}", relative(file.as_str(), &target))
            }
        });
        addresses.collect()
    }
}

/// The address of a page, of one of its forms for programs.
fn without_form(path: &str) -> &str {
    let mut forms = [".md", ".json", ".png"].iter();
    forms
        .find_map(|form| path.strip_suffix(form))
        .unwrap_or(path)
}

/// The path to a file from the folder of another.
fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let folders = from.len() - 1;
    let pairs = from[..folders].iter().zip(&to[..to.len() - 1]);
    let shared = pairs.take_while(|(one, other)| one == other).count();
    format!(
        "{}{}",
        "../".repeat(folders - shared),
        to[shared..].join("/")
    )
}
