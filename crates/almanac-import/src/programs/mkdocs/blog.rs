//! The addresses of the posts of Material's blog, which are made of their days and their titles.

use std::collections::BTreeMap;

use serde_json::Value;

use super::folder_named;
use crate::front_matter::FrontMatter;
use crate::notes::look_at_notes;
use crate::sites::anchors::{AnchorRule, Anchors};
use crate::sites::headings::first_title;
use crate::sites::pages::SitePage;
use crate::sites::settings::{listed, text_at};
use crate::source::{SourceFolder, markdown_stem, split_path};

/// What a post says of where it is.
struct Post {
    day: Option<String>,
    title: Option<String>,
    slug: Option<String>,
    categories: Vec<String>,
}

/// The settings of one blog.
struct Blog<'s> {
    /// The folder of the blog below that of all pages, with its final slash.
    folder: String,
    /// The folder of its posts, likewise.
    posts: String,
    address: &'s str,
    day: &'s str,
    max_categories: usize,
}

impl<'s> Blog<'s> {
    fn read(settings: &'s Value) -> Option<Self> {
        let plugins = &settings["plugins"];
        let options = listed(plugins, "blog").or_else(|| listed(plugins, "material/blog"))?;
        let folder = folder_named(text_at(options, "blog_dir").unwrap_or("blog"));
        let posts = text_at(options, "post_dir").unwrap_or("{blog}/posts");
        let posts = folder_named(&posts.replace("{blog}", folder.trim_end_matches('/')));
        Some(Self {
            folder,
            posts,
            address: text_at(options, "post_url_format").unwrap_or("{date}/{slug}"),
            day: text_at(options, "post_url_date_format").unwrap_or("yyyy/MM/dd"),
            max_categories: text_at(options, "post_url_max_categories")
                .and_then(|number| number.parse().ok())
                .unwrap_or(1),
        })
    }

    /// The address of a post, without an ending.
    fn address_of(&self, post: &Post, stem: &str) -> Option<String> {
        let title = post.title.as_deref().unwrap_or(stem);
        let slug = post.slug.clone().unwrap_or_else(|| slug_of(title));
        let categories = post.categories.iter().take(self.max_categories);
        let categories: Vec<String> = categories.map(|name| slug_of(name)).collect();
        let day = match self.address.contains("{date}") {
            true => written_day(post.day.as_deref()?, self.day)?,
            false => String::new(),
        };
        let address = self
            .address
            .replace("{date}", &day)
            .replace("{slug}", &slug)
            .replace("{categories}", &categories.join("/"))
            .replace("{file}", split_path(stem).1);
        let parts = address.split('/').filter(|part| !part.is_empty());
        let parts: Vec<&str> = parts.collect();
        Some(format!("{}{}", self.folder, parts.join("/")))
    }
}

fn slug_of(words: &str) -> String {
    let rule = AnchorRule::Pymdown {
        separator: "-".to_owned(),
        is_lower: true,
    };
    Anchors::new(&rule).of(words)
}

/// A day as a pattern writes it: `yyyy/MM/dd`.
fn written_day(day: &str, pattern: &str) -> Option<String> {
    let mut parts = day.get(..10)?.split('-');
    let (year, month, date) = (parts.next()?, parts.next()?, parts.next()?);
    let short = |number: &str| number.trim_start_matches('0').to_owned();
    let mut written = String::new();
    let mut rest = pattern;
    while let Some(sign) = rest.chars().next() {
        let length = rest.len() - rest.trim_start_matches(sign).len();
        written.push_str(&match (sign, length) {
            ('y', 2) => year.get(2..)?.to_owned(),
            ('y', _) => year.to_owned(),
            ('M', 1) => short(month),
            ('M', 2) => month.to_owned(),
            ('d', 1) => short(date),
            ('d', 2) => date.to_owned(),
            _ => rest[..length].to_owned(),
        });
        rest = &rest[length..];
    }
    Some(written)
}

/// Gives posts the addresses that they have in the blog.
pub fn place(
    folder: &SourceFolder,
    settings: &Value,
    (docs, is_flat): (&str, bool),
    pages: &mut [SitePage],
) {
    let Some(blog) = Blog::read(settings) else {
        return;
    };
    let start = format!("{docs}{}", blog.posts);
    let posts = look_at_notes(folder, |path, text| {
        path.starts_with(&start)
            .then(|| (path.to_owned(), post_of(text)))
    });
    let posts: BTreeMap<String, Post> = posts.into_iter().collect();
    for page in pages {
        let Some(post) = posts.get(&page.source) else {
            continue;
        };
        let stem = markdown_stem(&page.source).unwrap_or(&page.source);
        if let Some(address) = blog.address_of(post, stem) {
            page.address = match is_flat {
                true => format!("{address}.html"),
                false => format!("{address}/"),
            };
        }
    }
}

fn post_of(text: &str) -> Post {
    let head = FrontMatter::read(text);
    let created = head
        .get("date")
        .and_then(|date| date.get("created")?.as_str().map(str::to_owned));
    Post {
        day: created.or_else(|| head.text("date").map(str::to_owned)),
        title: head
            .text("title")
            .map(str::to_owned)
            .or_else(|| first_title(&text[head.body()..])),
        slug: head.text("slug").map(str::to_owned),
        categories: head.texts("categories"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_lie_where_their_settings_say() {
        let text = "---\ndate: 2024-03-02\ncategories: [Über Bees]\n---\n# On `bees` & more\n";
        let post = post_of(text);
        for (settings, address) in [
            ("[blog]", Some("blog/2024/03/02/on-bees--more")),
            (
                "[{blog: {blog_dir: ., post_url_date_format: yy-M-d}}]",
                Some("24-3-2/on-bees--more"),
            ),
            (
                "[{material/blog: {post_url_format: '{categories}/{file}'}}]",
                Some("blog/über-bees/x"),
            ),
        ] {
            let settings = crate::sites::settings::yaml_settings(&format!("plugins: {settings}\n"));
            let blog = Blog::read(&settings).unwrap();
            assert_eq!(
                blog.address_of(&post, "docs/blog/posts/x").as_deref(),
                address
            );
        }
        assert_eq!(written_day("2024-3", "yyyy"), None);
    }
}
