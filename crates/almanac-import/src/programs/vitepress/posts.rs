//! The posts of VuePress's blogs: `_posts/2019-02-03-x.md`, with the day in the name.

use crate::front_matter::FrontMatter;
use crate::source::markdown_stem;

/// The day and the rest of a post's name, by its path below the pages.
fn day_and_name(below: &str) -> Option<(&str, &str)> {
    let stem = markdown_stem(below)?;
    let in_posts = stem.split('/').rev().skip(1).any(|part| part == "_posts");
    let folder = stem.rsplit_once('/').map_or(stem, |(folder, _)| folder);
    let name = match stem.rsplit('/').next()? {
        // A post may have a folder of its own.
        "README" | "index" => folder.rsplit('/').next()?,
        name => name,
    };
    let (day, rest) = (name.get(..10)?, name.get(10..)?.strip_prefix('-')?);
    let is_day = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    (in_posts && is_day && !rest.is_empty()).then_some((day, rest))
}

/// The address that a post has in a blog.
pub fn address_of(below: &str) -> Option<String> {
    let (day, name) = day_and_name(below)?;
    Some(format!("/{}/{name}/", day.replace('-', "/")))
}

/// What a post is called by its name.
pub fn title_of(below: &str) -> Option<String> {
    let (_, name) = day_and_name(below)?;
    Some(name.replace(['-', '_'], " "))
}

/// Says the day of a post in its front matter.
pub fn fields(below: &str, head: &mut FrontMatter<'_>) {
    if let Some((day, _)) = day_and_name(below).filter(|_| head.get("date").is_none()) {
        head.set("date", day);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_have_their_day_in_their_names() {
        assert_eq!(
            day_and_name("_posts/2019-02-03-x-y.md"),
            Some(("2019-02-03", "x-y"))
        );
        assert_eq!(
            day_and_name("blog/_posts/a/2019-02-03-x/README.md"),
            Some(("2019-02-03", "x"))
        );
        assert_eq!(day_and_name("2019-02-03-x.md"), None);
        assert_eq!(day_and_name("_posts/2019-2-3-x.md"), None);
        assert_eq!(
            address_of("_posts/2019-02-03-x.md").as_deref(),
            Some("/2019/02/03/x/")
        );
    }
}
