//! The names of figures within their page.

use std::collections::HashSet;

use crate::{Heading, Slug, is_device_name, slugify};

/// Gives the figures of a page names that no heading and no other figure of it has.
///
/// Headings come first, wherever they stand: their anchors are what others link to.
#[derive(Debug, Default)]
pub struct FigureIds {
    taken: HashSet<String>,
}

impl FigureIds {
    /// For the figures of a text with headings.
    pub fn beside(headings: &[Heading]) -> Self {
        Self {
            taken: headings
                .iter()
                .map(|heading| heading.anchor.clone())
                .collect(),
        }
    }

    /// The name of the next figure: the id that it is given, or one made of its title, with a number behind it if
    /// that is taken or if Windows can't hold a file of that name.
    pub fn take(&mut self, id: Option<&str>, title: &str) -> Slug {
        let mut made = id.into_iter().chain([title]).map(slugify);
        let wanted = made.find(|name| !name.is_empty());
        let wanted = wanted.unwrap_or_else(|| "figure".to_owned());
        let numbered = (1..).map(|number| format!("{wanted}-{number}"));
        let own = Some(wanted.clone()).filter(|name| !is_device_name(name));
        let mut names = own.into_iter().chain(numbered);
        let free = names.find(|name| self.taken.insert(name.clone()));
        Slug::new(&free.unwrap_or(wanted)).expect("a slug with a number behind it is one")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_things_of_a_page_have_one_name() {
        let heading = Heading {
            depth: 2,
            text: "价格".to_owned(),
            anchor: "价格".to_owned(),
            marked: None,
            generated: None,
            span: 0..0,
        };
        let mut ids = FigureIds::beside(&[heading]);
        let mut take = |id, title| ids.take(id, title).to_string();
        assert_eq!(take(None, "模型"), "模型");
        assert_eq!(take(None, "价格"), "价格-1");
        assert_eq!(take(None, "模型"), "模型-1");
        assert_eq!(take(Some("模型-1"), "Models"), "模型-1-1");
        assert_eq!(take(None, "!"), "figure");
        assert_eq!(take(Some("?"), "الأسعار"), "الأسعار");
        assert_eq!(take(None, "Con"), "con-1");
    }
}
