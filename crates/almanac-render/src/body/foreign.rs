//! What other programs draw or compute: shown as it is written, with a word about it.

use almanac_model::{Destination, LocalAddress, WrittenAddress};
use almanac_syntax::{ForeignForm, WikiLink, exported_pictures};

use super::links::OpenLink;
use super::writer::Writer;
use crate::html::{Html, html};
use crate::messages::Messages;

/// What readers are told of a sort.
fn message(form: ForeignForm) -> &'static str {
    match form {
        ForeignForm::Diagram => "written-diagram",
        ForeignForm::Query | ForeignForm::Template => "written-query",
        ForeignForm::Board => "written-board",
        ForeignForm::Component | ForeignForm::Player => "written-component",
    }
}

impl Writer<'_, '_> {
    /// The line above a block of code that another program draws or computes.
    pub(super) fn word_about(&self, form: ForeignForm) -> Html {
        let (around, words) = (self.scope.interface(), self.locale().markup(message(form)));
        html!("<p class=\"kicker written\"{}>{}</p>\n", around, words)
    }

    /// Begins a link to a canvas or a drawing: the picture that was exported of it, if there is one, else its name.
    pub(super) fn start_board(&mut self, link: &WikiLink, form: ForeignForm) {
        let pictures = exported_pictures(&link.target);
        let found = pictures.into_iter().find(|name| self.is_file(name));
        if let Some(picture) = found.filter(|_| link.is_embed) {
            self.start_image(&picture, "");
            self.links.push(OpenLink::Picture);
            return;
        }
        self.links.push(OpenLink::Unwritten);
        if !link.is_embed {
            return;
        }
        self.skips_words = true;
        if self.image.is_some() {
            return;
        }
        let words = self.locale().markup(message(form));
        let around = self.scope.interface();
        self.out.tag("<code>");
        self.out.text(&link.target);
        self.out.tag("</code>");
        self.out
            .insert(html!(" <small{}>({})</small>", around, words));
    }

    /// Whether an address leads to a file that is shown.
    fn is_file(&self, name: &str) -> bool {
        let WrittenAddress::Local(address) = WrittenAddress::read(name) else {
            return false;
        };
        let (snapshot, file) = (self.scope.site.snapshot(), self.scope.file);
        let found = |address: &LocalAddress| snapshot.at_address(file, None, address);
        matches!(found(&address), Destination::File(_))
    }
}
