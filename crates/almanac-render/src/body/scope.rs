//! Whose text is rendered, and where it will stand.

use almanac_locale::Direction;
use almanac_model::{ContentFile, FilePath, LearningPath, Level, Page};
use almanac_syntax::Dialect;

use crate::dialect::dialect;
use crate::html::{Html, html};
use crate::messages::Messages;
use crate::tongues::{language_alone, tongue};
use crate::view::View;

/// Whose text is rendered, and where it will stand.
#[derive(Clone, Copy)]
pub(crate) struct BodyScope<'s> {
    /// The site that it is rendered for.
    pub site: &'s View<'s>,
    /// The page whose facts and notes the text uses.
    pub page: Option<&'s Page>,
    /// The file that relative links are relative to.
    pub file: &'s FilePath,
    /// The content file whose link definitions are known in its Markdown beside the body.
    pub content: Option<&'s ContentFile>,
    /// Whether the page's infobox and notes stand in the same document.
    pub is_at_home: bool,
    /// The depth to which links lead where there is one: that of a step of a path which is shown at another depth than its page's
    /// own.
    pub depth: Option<Level>,
}

impl<'s> BodyScope<'s> {
    /// The text of a page, standing with its infobox and notes.
    pub(crate) fn of_page(site: &'s View<'s>, page: &'s Page) -> Self {
        Self {
            site,
            page: Some(page),
            file: &page.file,
            content: Some(page),
            is_at_home: true,
            depth: None,
        }
    }

    /// The same where the page is a step of a path.
    pub(crate) fn of_step(site: &'s View<'s>, page: &'s Page) -> Self {
        Self {
            depth: page.depth(),
            ..Self::of_page(site, page)
        }
    }

    /// The text of a page that a link leads to, at a heading if it names one: that at the depth of the step, if there is one in
    /// the same language which has the heading. So a path is read at one depth.
    pub(crate) fn linked_text(self, page: &'s Page, heading: Option<&str>) -> &'s Page {
        let index = self.site.snapshot().page_by_slug(page.slug.as_str());
        let Some((depth, index)) = self.depth.zip(index) else {
            return page;
        };
        // A link that names a depth leads there.
        let names_depth =
            page.depth().is_some() && !std::ptr::eq(page, self.site.linked_text(index, heading));
        let text = Some(self.site.text(index, Some(depth))).filter(|_| !names_depth);
        let text = text.filter(|text| text.language() == page.language());
        let text = text.filter(|text| heading.is_none_or(|name| text.heading(name).is_some()));
        text.unwrap_or(page)
    }

    /// The text of a path, which has no facts of its own.
    pub(crate) fn of_path(site: &'s View<'s>, path: &'s LearningPath) -> Self {
        Self {
            content: Some(path),
            ..Self::of_file(site, &path.file)
        }
    }

    /// The text of a file that has no facts of its own.
    pub(crate) fn of_file(site: &'s View<'s>, file: &'s FilePath) -> Self {
        Self {
            site,
            page: None,
            file,
            content: None,
            is_at_home: false,
            depth: None,
        }
    }

    /// How the text is read.
    pub(super) fn dialect(self) -> Dialect {
        dialect(self.site.snapshot().config()).of_file(self.file.as_str())
    }

    /// The language of the text.
    pub(super) fn language(self) -> &'s str {
        let translation = self.page.and_then(|page| page.version.as_ref());
        match (translation, self.site.language()) {
            (None, Some(_)) if self.page.is_none() => self.site.shown_language(),
            _ => self.site.language_of(translation),
        }
    }

    /// Which way the language of the text runs.
    pub(crate) fn direction(self) -> Direction {
        Direction::of(self.language())
    }

    /// The attributes of words of the interface in the text: none if the interface speaks the language of the text.
    pub(crate) fn interface(self) -> Html {
        self.site.interface_among(self.language())
    }

    /// The attribute of an element of the text with a label of the interface: none if the interface speaks the text's language.
    pub(crate) fn label_language(self) -> Html {
        let locale = self.site.locale();
        match locale.speaks() {
            true => Html::default(),
            false => language_alone(locale.tag(), self.language()),
        }
    }

    /// The attributes of words of the text within an element that has [`BodyScope::label_language`].
    pub(crate) fn within_label(self) -> Html {
        let locale = self.site.locale();
        match locale.speaks() {
            true => Html::default(),
            false => tongue(self.language(), locale.tag()),
        }
    }

    /// A message in the text.
    pub(crate) fn message(self, id: &str) -> Html {
        let words = self.site.locale().markup(id);
        match self.interface() {
            around if around.is_empty() => words.clone(),
            around => html!("<span{}>{}</span>", around, words),
        }
    }

    /// The same in a document that does not hold its notes.
    pub(crate) fn away(self) -> Self {
        Self {
            is_at_home: false,
            ..self
        }
    }
}
