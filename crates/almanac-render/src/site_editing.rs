//! The pages of a site on which it is changed, and who changes it signs in.

use almanac_model::{
    Address, EditAddress, FilePath, Impact, Output, PastAddress, PastView, Snapshot,
};

use crate::pages::edit::EditPage;
use crate::pages::sign_in::SignInPage;
use crate::pages::{edit, sign_in};
use crate::preview::main_part;
use crate::render::render;
use crate::site::Site;
use crate::view::View;

impl Site<'_> {
    /// The file that is edited at an address, if there is such a page.
    pub fn edited_file(&self, address: &EditAddress) -> Option<FilePath> {
        let page = PastAddress::of(address.page.clone(), PastView::Revisions)?;
        self.past_file(&page)
    }

    /// The form by which a page is changed.
    pub fn edit(&self, shown: &EditPage<'_>) -> Output {
        let page = self.past_link(&shown.address.page);
        edit::edit(self.view(), shown, page)
    }

    /// The page on which somebody signs in or out.
    pub fn sign_in(&self, shown: &SignInPage<'_>) -> Output {
        sign_in::sign_in(self.view(), shown)
    }

    /// The inside of a page's main part as a draft would make it; `None` where the draft makes no such page.
    pub fn draft(&self, draft: &Snapshot, address: &EditAddress) -> Option<String> {
        Some(main_part(&self.draft_page(draft, &address.page)?)?.to_owned())
    }

    /// A page as a draft would make it, without what a server adds around it.
    fn draft_page(&self, draft: &Snapshot, address: &Address) -> Option<String> {
        let view = self.view();
        let mut of_draft = View::new(draft, view.today(), view.for_programs());
        of_draft.set_look(view.look().clone());
        let page = render(&of_draft, address)?;
        String::from_utf8(page.bytes).ok()
    }

    /// What is said of a change that was saved.
    pub fn saved_words(&self) -> &'static str {
        self.view().locale().text("edit-saved")
    }

    /// What a change would touch besides its page, in a sentence.
    pub fn touched_words(&self, impact: &Impact) -> String {
        edit::touched_words(self.view().locale(), impact)
    }
}
