//! Callouts with their titles, ids that authors give to blocks, tasks with a sign of their own, and topics among words.

use almanac_model::{Address, block_anchor, slugify};
use almanac_syntax::{Callout, CalloutLook, Fold};

use super::markup::without_marks;
use super::writer::Writer;
use crate::html::{Href, Html, html};
use crate::messages::Messages;

impl Writer<'_, '_> {
    pub(super) fn start_callout(&mut self, callout: &Callout) {
        self.out.newline();
        let id = self.take_block_id();
        let look = match callout.look {
            CalloutLook::Note => "note",
            CalloutLook::Tip => "tip",
            CalloutLook::Important => "important",
            CalloutLook::Warning => "warning",
            CalloutLook::Caution => "caution",
            CalloutLook::Quote => "quote",
        };
        // A title stands in the place of the word, which those who listen still hear.
        let label = callout.title.is_none().then(|| self.label(&callout.name));
        let spoken = callout.title.is_some().then(|| self.spoken(&callout.name));
        self.callouts.push(callout.fold);
        self.out.insert(match callout.fold {
            Fold::Fixed => html!(
                "<div class=\"alert {}\"{}{}>{}\n",
                look,
                id,
                spoken.map(|spoken| html!(" role=\"note\"{}", spoken)),
                label.map(|label| html!("<p class=\"kicker\">{}</p>", label))
            ),
            fold => html!(
                "<details class=\"alert {}\"{}{}{}><summary>{}",
                look,
                id,
                spoken,
                (fold == Fold::Open).then(|| html!(" open")),
                label.map(|label| html!("<span class=\"kicker\">{}</span></summary>\n", label))
            ),
        });
    }

    pub(super) fn end_callout(&mut self) {
        self.out.insert(match self.callouts.pop() {
            Some(Fold::Open | Fold::Closed) => html!("</details>\n"),
            _ => html!("</div>\n"),
        });
    }

    pub(super) fn start_title(&mut self) {
        if matches!(self.callouts.last(), None | Some(Fold::Fixed)) {
            self.out.tag("<p class=\"title\">");
        }
    }

    pub(super) fn end_title(&mut self) {
        match self.callouts.last() {
            Some(Fold::Open | Fold::Closed) => {
                self.out.insert(html!("</summary>\n"));
            }
            _ => self.out.tag("</p>\n"),
        }
    }

    /// What a callout is called: the word of its author, but for the five that every language of the interface has.
    fn label(&self, name: &str) -> Html {
        match known_label(name) {
            Some(known) => self.scope.message(known),
            None => html!("{}", &*without_marks(&with_capital(name))),
        }
    }

    /// The attribute by which that is heard of a callout that shows its title.
    fn spoken(&self, name: &str) -> Html {
        match known_label(name) {
            Some(known) => html!(
                "{} aria-label=\"{}\"",
                self.scope.label_language(),
                self.locale().markup(known)
            ),
            None => html!(" aria-label=\"{}\"", &*without_marks(&with_capital(name))),
        }
    }

    /// The attribute of the element that begins, if its author gave it an id.
    pub(super) fn take_block_id(&mut self) -> Option<Html> {
        let id = self.block_id.take()?;
        Some(html!(" id=\"{}\"", &*without_marks(&block_anchor(&id))))
    }

    /// Writes the id of a block into the tag that was written last.
    pub(super) fn put_block_id(&mut self) {
        if let Some(id) = self.take_block_id() {
            let place = self.out.end_of_tag();
            self.out.put_at(place, &id);
        }
    }

    /// Writes the id of a block that has no tag of its own here.
    pub(super) fn write_block_id(&mut self) {
        if let Some(id) = self.take_block_id() {
            self.out.html(&html!("<span{}></span>", id));
        }
    }

    /// Writes the box of a task whose sign is neither blank nor `x`: it counts as done, and the sign stays.
    pub(super) fn write_signed_task(&mut self, sign: char) {
        self.write_task(true);
        self.out.tag("<small>");
        self.write_words(sign.encode_utf8(&mut [0; 4]));
        self.out.tag("</small> ");
    }

    /// Writes a topic that words name: a link where it has a page.
    pub(super) fn write_topic(&mut self, name: &str, written: &str) {
        let is_link = self.start_topic(name);
        self.write_typed_words(written);
        if is_link {
            self.out.tag("</a>");
        }
    }

    /// Begins the link to a topic by its name, if there is one and a link may stand here.
    pub(super) fn start_topic(&mut self, name: &str) -> bool {
        let site = self.scope.site;
        let slug = slugify(&name.replace('/', "-"));
        let topic = site.snapshot().topic(&slug);
        let is_within = self.is_in_link() || self.is_in_html_link || self.image.is_some();
        let Some(topic) = topic.filter(|_| !is_within) else {
            return false;
        };
        let address = Address::Topic(topic.slug.clone());
        self.out
            .html(&html!("<a href=\"{}\">", Href(&site.url(&address))));
        true
    }

    fn write_typed_words(&mut self, words: &str) {
        self.pass_over_words();
        if !self.passes_over(words) {
            self.write_words(words);
        }
    }
}

/// The message that names one of the five callouts that every language of the interface has.
fn known_label(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "note" => "alert-note",
        "tip" => "alert-tip",
        "important" => "alert-important",
        "warning" => "alert-warning",
        "caution" => "alert-caution",
        _ => return None,
    })
}

/// A word with a capital, its hyphens as spaces. One that is written in capitals, `[!SUMMARY]`, is a word all the same.
fn with_capital(name: &str) -> String {
    let mut name = name.replace(['-', '_'], " ");
    if !name.contains(char::is_lowercase) {
        name = name.to_lowercase();
    }
    let mut letters = name.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
