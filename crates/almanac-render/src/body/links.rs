//! Wiki links and Markdown links.

use std::borrow::Cow;

use almanac_model::{
    Address, Heading, LanguageTag, LinkTarget, Page, PageIndex, PageOrPath, WrittenAddress,
    block_anchor, names_day,
};
use almanac_syntax::{Instead, WikiLink};
use pulldown_cmark::LinkType;

use super::images::place_in_file;
use super::markup::without_marks;
use super::percent::{escape_fragment, escape_path};
use super::writer::Writer;
use crate::html::{Html, html, is_external, is_safe_address};
use crate::messages::Messages;
use crate::view::View;
use almanac_locale::{Locale, Punctuation, page_link_words, words_of};

/// What ends a link that was begun.
#[derive(Debug)]
pub(super) enum OpenLink {
    /// It was not written: it stands in another, or leads where no link may.
    Unwritten,
    /// It leads to a page.
    Written,
    /// It leads to a page that is not written yet.
    Missing,
    /// Several pages bear its name.
    Ambiguous,
    /// A picture stands in its place.
    Picture,
}

/// Where a wiki link leads.
struct WikiTarget<'s> {
    address: String,
    /// The words of the link, if its author gave none.
    title: Option<Cow<'s, str>>,
    open: OpenLink,
    /// The language of what is there, if that is another than the text's.
    language: Option<&'s str>,
}

impl Writer<'_, '_> {
    pub(super) fn start_link(&mut self, kind: LinkType, address: &str, title: &str) {
        self.end_html();
        let address = without_marks(address);
        let address = match kind {
            LinkType::Email => format!("mailto:{address}"),
            _ => address.into_owned(),
        };
        if self.is_in_link() || self.image.is_some() || !is_safe_address(&address) {
            self.links.push(OpenLink::Unwritten);
            return;
        }
        self.is_in_address = matches!(kind, LinkType::Autolink | LinkType::Email);
        let resolved = self.resolve_address(&address);
        if resolved.starts_with("obsidian:") {
            // What it opens is not here, and nobody but its author has it.
            self.links.push(OpenLink::Unwritten);
            return;
        }
        let mut tag = opened(&resolved);
        if is_external(&address) {
            tag.push_literal(" class=\"external\"");
        }
        if !title.is_empty() {
            tag.push_literal(" title=\"");
            tag.push_text(&self.set_line(&without_marks(title)));
            tag.push_literal("\"");
        }
        tag.push_literal(">");
        self.out.html(&tag);
        self.links.push(OpenLink::Written);
    }

    pub(super) fn end_link(&mut self) {
        self.skips_words = false;
        self.is_in_address = false;
        match self.links.pop() {
            None | Some(OpenLink::Unwritten) => {}
            Some(OpenLink::Written) => {
                self.out.tag("</a>");
                if let Some(cut) = self.cut.take() {
                    self.write_cut(cut);
                }
            }
            Some(OpenLink::Missing) => {
                self.insert_note("not-written-yet-note");
                self.out.tag("</a>");
            }
            Some(OpenLink::Picture) => self.end_image(),
            Some(OpenLink::Ambiguous) => {
                self.insert_note("several-pages");
            }
        }
    }

    /// Tells readers who listen what a mark shows.
    fn insert_note(&mut self, id: &str) {
        let (around, note) = (self.scope.interface(), self.locale().markup(id));
        self.out
            .insert(html!("<span class=\"vh\"{}> ({})</span>", around, note));
    }

    pub(super) fn is_in_link(&self) -> bool {
        self.links
            .iter()
            .any(|link| !matches!(link, OpenLink::Unwritten | OpenLink::Picture))
    }

    pub(super) fn start_wiki_link(&mut self, link: &WikiLink) {
        let site = self.scope.site;
        if WrittenAddress::read(&link.target).is_web() {
            return self.start_web_link(link);
        }
        if let Some(form) = link.foreign_form() {
            return self.start_board(link, form);
        }
        let mut target = match link.target.is_empty() {
            true => self.own_target(),
            false => Some(site.resolve_from(self.scope.file, &link.target)),
        };
        let mut own_words =
            site.note_link_words(self.scope.file, &link.target, link.heading.as_deref());
        let other = self.other_reading(link, target.as_ref());
        let link = match &other {
            Some((found, other)) => {
                target = Some(found.clone());
                own_words = link.has_text.then(|| link.target.clone());
                other
            }
            None => link,
        };
        let mut destination = match target {
            Some(LinkTarget::Page(index)) if self.shows_only_head(link) => {
                to_whole_page(site, index, link)
            }
            Some(LinkTarget::Page(index)) => {
                let page = match self.scope.page.filter(|_| link.target.is_empty()) {
                    Some(own) => own,
                    None => site.linked_text(index, link.heading.as_deref()),
                };
                if link.is_embed {
                    let (is_written, cut) = self.write_embed(link, page);
                    if is_written {
                        self.skips_words = true;
                        self.links.push(OpenLink::Unwritten);
                        return;
                    }
                    self.cut = cut;
                }
                let named = link.heading.as_deref();
                let heading = named.and_then(|heading| page.heading(heading));
                let text = self.scope.linked_text(page, named);
                let place = named.and_then(|heading| text.heading(heading));
                WikiTarget {
                    address: self.page_address(text, link, place),
                    // The sentence was written with the title of the page in mind.
                    title: match link.target.starts_with("((") {
                        true => named.and_then(|id| page.words_of_block(id)).map(Cow::Owned),
                        false => {
                            page_link_words(page, &link.target, link.heading.is_some(), heading)
                        }
                    },
                    open: OpenLink::Written,
                    language: other_language(site, page.language()),
                }
            }
            Some(LinkTarget::Path(index)) => {
                let path = site.path(index);
                let heading = link.heading.as_deref();
                let heading = heading.and_then(|heading| path.heading(heading));
                WikiTarget {
                    address: match heading {
                        Some(heading) => {
                            let page = site.url(&path.address_of(heading));
                            format!("{page}#{}", escape_fragment(&heading.anchor))
                        }
                        None => site.url(&Address::of_path(path)),
                    },
                    title: Some(Cow::Borrowed(&path.title)),
                    open: OpenLink::Written,
                    language: other_language(site, path.language()),
                }
            }
            Some(LinkTarget::File(file)) => {
                let address = site.snapshot().address_of_file(file.as_str());
                let address = address.unwrap_or_default();
                let place = link.heading.as_deref().map(place_in_file);
                let place = place.filter(|place| place.contains('='));
                let place = place.map(|place| format!("#{}", escape_fragment(&place)));
                let place = place.unwrap_or_default();
                WikiTarget {
                    address: format!("{}{}{place}", site.base(), escape_path(address)),
                    title: None,
                    open: OpenLink::Written,
                    language: None,
                }
            }
            Some(LinkTarget::Ambiguous(_)) => WikiTarget {
                address: String::new(),
                title: None,
                open: OpenLink::Ambiguous,
                language: None,
            },
            Some(LinkTarget::Missing) if let Some(instead) = &link.instead => {
                return self.start_instead(instead);
            }
            // Nobody is asked to write about a day.
            Some(LinkTarget::Missing)
                if site.snapshot().finds_files() && names_day(&link.target) =>
            {
                return self.links.push(OpenLink::Unwritten);
            }
            // A block that is nowhere stands as it is written.
            Some(LinkTarget::Missing) if link.target.starts_with("((") => {
                return self.links.push(OpenLink::Unwritten);
            }
            Some(LinkTarget::Missing) | None => WikiTarget {
                address: site.requested_url(&link.target),
                title: Some(words_of(&link.target).into()),
                open: OpenLink::Missing,
                language: None,
            },
        };
        if let Some(words) = own_words.filter(|_| !link.target.starts_with("((")) {
            destination.title = Some(words.into());
        }
        self.open_wiki_link(link, destination);
    }

    /// Begins what stands in the place of a link that is none: the link to a topic, or nothing around its words.
    fn start_instead(&mut self, instead: &Instead) {
        let begun = match instead {
            Instead::Topic(name) => self.start_topic(name),
            Instead::Words => false,
        };
        self.links.push(match begun {
            true => OpenLink::Written,
            false => OpenLink::Unwritten,
        });
    }

    /// Whether a link to another page shows nothing of its text: it names no part of it, and leads to no depth.
    fn shows_only_head(&self, link: &WikiLink) -> bool {
        let names_page = !link.target.is_empty() && !link.target.starts_with("((");
        names_page && link.heading.is_none() && !link.is_embed && self.scope.depth.is_none()
    }

    /// A link whose first part nothing bears and which means something else: what that leads to, and the link as it is read.
    fn other_reading(
        &self,
        link: &WikiLink,
        target: Option<&LinkTarget>,
    ) -> Option<(LinkTarget, WikiLink)> {
        if target != Some(&LinkTarget::Missing) || link.is_embed {
            return None;
        }
        let (snapshot, language) = (self.scope.site.snapshot(), self.scope.site.language());
        let parts = (link.target.as_str(), link.behind_bar.as_deref());
        let other = snapshot.other_reading(self.scope.file, parts, language)?;
        let read = WikiLink {
            heading: other.heading.map(str::to_owned),
            has_text: link.has_text && other.words.is_none(),
            ..link.clone()
        };
        Some((other.target, read))
    }

    /// Begins a wiki link whose name is the address of something on the web. It has the fragment that looks like a heading.
    fn start_web_link(&mut self, link: &WikiLink) {
        if self.is_in_link() || self.image.is_some() {
            return self.links.push(OpenLink::Unwritten);
        }
        let fragment = link.heading.as_ref().map(|heading| format!("#{heading}"));
        let address = format!("{}{}", link.target, fragment.unwrap_or_default());
        let mut tag = opened(&address);
        tag.push_literal(" class=\"external\">");
        self.out.html(&tag);
        self.links.push(OpenLink::Written);
    }

    /// The entry, thread or path that the text belongs to.
    fn own_target(&self) -> Option<LinkTarget> {
        let snapshot = self.scope.site.snapshot();
        match (self.scope.page, snapshot.of_file(self.scope.file.as_str())) {
            (Some(page), _) | (None, Some(PageOrPath::Page(page))) => snapshot
                .page_by_slug(page.slug.as_str())
                .map(LinkTarget::Page),
            (None, Some(PageOrPath::Path(path))) => snapshot
                .path_by_slug(path.slug.as_str())
                .map(LinkTarget::Path),
            (None, None) => None,
        }
    }

    fn open_wiki_link(&mut self, link: &WikiLink, destination: WikiTarget<'_>) {
        let open = destination.open;
        let is_plain =
            self.is_in_link() || self.image.is_some() || matches!(open, OpenLink::Ambiguous);
        if !is_plain {
            let mut tag = opened(&destination.address);
            if let Some(language) = destination.language {
                tag.push_literal(" hreflang=\"");
                tag.push_text(language);
                tag.push_literal("\"");
            }
            if matches!(open, OpenLink::Missing) {
                tag.push_literal(" class=\"missing\" title=\"");
                tag.push(self.locale().markup("not-written-yet-note"));
                tag.push_literal("\"");
            }
            tag.push_literal(">");
            self.out.html(&tag);
        }
        if !link.has_text
            && let Some(title) = destination.title
        {
            if !self.passes_over(&title) {
                self.write_title(&title);
            }
            self.skips_words = true;
        }
        let is_written = !is_plain || matches!(open, OpenLink::Ambiguous);
        self.links.push(if is_written {
            open
        } else {
            OpenLink::Unwritten
        });
    }

    /// Writes a title of another page. One that runs the other way than the text is isolated.
    fn write_title(&mut self, title: &str) {
        let isolates = self.directions.isolates(title);
        if isolates {
            self.out.tag("<bdi>");
        }
        let title = self.set_line(title);
        self.write_words(&title);
        if isolates {
            self.out.tag("</bdi>");
        }
    }

    /// Words that stand by themselves, with the punctuation of the text's language set.
    pub(super) fn set_line<'t>(&self, words: &'t str) -> Cow<'t, str> {
        let locale = Locale::of(self.scope.language());
        Punctuation::line(locale, words, self.punctuation.is_some())
    }

    /// Where the page of an embed leads, or the part of it.
    pub(super) fn address_of_embed(&self, page: &Page, link: &WikiLink) -> String {
        let named = link.heading.as_deref();
        let first = named.map(|named| named.split(":#").next().unwrap_or(named));
        let link = WikiLink {
            heading: first.map(str::to_owned),
            ..link.clone()
        };
        let heading = first.and_then(|first| page.heading(first));
        self.page_address(page, &link, heading)
    }

    fn page_address(&self, page: &Page, link: &WikiLink, heading: Option<&Heading>) -> String {
        let mut address = match link.target.is_empty() && self.scope.is_at_home {
            true => String::new(),
            false => self.scope.site.page_url(page),
        };
        let block = || page.own_id(link.heading.as_deref()?);
        let anchor = heading.map(|heading| &*heading.anchor).or_else(block);
        if let Some(anchor) = anchor {
            address.push('#');
            address.push_str(&escape_fragment(&block_anchor(anchor)));
        }
        address
    }
}

/// A link to the whole of a page. That is read by its head alone, so that this page is kept while the text of that one is edited.
fn to_whole_page<'s>(site: &'s View<'_>, index: PageIndex, link: &WikiLink) -> WikiTarget<'s> {
    let page = site.head(index);
    WikiTarget {
        address: site.page_url(page),
        title: page_link_words(page, &link.target, false, None),
        open: OpenLink::Written,
        language: other_language(site, page.language()),
    }
}

/// The start of a link's tag.
fn opened(address: &str) -> Html {
    let mut tag = Html::with_capacity(address.len() + 40);
    tag.push_literal("<a href=\"");
    tag.push_href(address);
    tag.push_literal("\"");
    tag
}

/// The language of a link's target, if that is another than the text's: what is not translated is
/// shown in its original.
fn other_language<'s>(site: &'s View<'_>, language: Option<&LanguageTag>) -> Option<&'s str> {
    let is_other = site.language().is_some() && language.is_none();
    is_other.then(|| site.language_of(None))
}
