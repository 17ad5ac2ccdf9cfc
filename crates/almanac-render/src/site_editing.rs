//! The pages of a site on which it is changed, and who changes it signs in.

use almanac_locale::words_of;
use almanac_model::{
    Address, Area, EditAddress, FilePath, Impact, LinkTarget, Output, PastAddress, PastView,
    Snapshot, is_device_name, is_index,
};

use crate::pages::contributors::{ContributorPage, ListedContributor};
use crate::pages::edit::EditPage;
use crate::pages::missed::MissedSearches;
use crate::pages::new_page::NewPageForm;
use crate::pages::proposals::{ProposalPage, ProposalsPage};
use crate::pages::protect::ProtectPage;
use crate::pages::reports::{ListedReport, ReportPage};
use crate::pages::sent_back::SentBackPage;
use crate::pages::sign_in::SignInPage;
use crate::pages::undo::UndoPage;
use crate::pages::{
    contributors, edit, missed, new_page, proposals, protect, reports, sent_back, sign_in, undo,
};
use crate::preview::preview;
use crate::render::render;
use crate::site::Site;
use crate::view::View;

impl Site<'_> {
    /// The file that is edited at an address, if there is such a page.
    pub fn edited_file(&self, address: &EditAddress) -> Option<FilePath> {
        let page = PastAddress::of(address.page.clone(), PastView::Revisions)?;
        self.past_file(&page)
    }

    /// The file of the page that may be begun at an address, and what it may be called; `None` where there is one, or can be none.
    pub fn new_file(&self, address: &EditAddress) -> Option<(FilePath, String)> {
        let snapshot = self.view().snapshot();
        let (slug, area, is_taken) = match &address.page {
            Address::Entry(slug) | Address::Thread(slug) => {
                let area = match address.page {
                    Address::Thread(_) => Area::Threads,
                    _ => Area::Entries,
                };
                let found = snapshot.resolve(slug.as_str());
                (slug, area, matches!(found, LinkTarget::Page(_)))
            }
            Address::Path(slug) => {
                let found = snapshot.path_by_name(slug.as_str());
                (slug, Area::Paths, found.is_some())
            }
            _ => return None,
        };
        let layout = &snapshot.config().content.layout;
        let folder = layout.folder(area).filter(|_| !is_taken)?;
        // A file of such a name would be its folder, or something else on some systems.
        if is_device_name(slug.as_str()) || is_index(slug.as_str()) {
            return None;
        }
        let file = format!("{folder}{slug}.md").as_str().into();
        Some((file, words_of(slug.as_str())))
    }

    /// The form by which a page is changed.
    pub fn edit(&self, shown: &EditPage<'_>) -> Output {
        let page = self.past_link(&shown.address.page);
        edit::edit(self.view(), shown, page)
    }

    /// The page on which something is taken back.
    pub fn undo(&self, shown: &UndoPage<'_>) -> Output {
        undo::undo(self, self.view(), shown)
    }

    /// The page on which a page is protected.
    pub fn protect(&self, shown: &ProtectPage<'_>) -> Output {
        let page = self.past_link(&shown.address.page);
        protect::protect(self.view(), shown, page)
    }

    /// The page on which a new page is begun.
    pub fn new_page(&self, shown: &NewPageForm<'_>) -> Output {
        new_page::new_page(self, self.view(), shown)
    }

    /// The page of searches that found nothing.
    pub fn missed(&self, shown: MissedSearches<'_>) -> Output {
        missed::missed(self.view(), shown)
    }

    /// What is said of a change that is a proposal because its page is protected.
    pub fn protected_words(&self, why: &str) -> String {
        self.view().locale().named("edit-protected", why)
    }

    /// The form by which a reader says what is wrong.
    pub fn report(&self, shown: &ReportPage<'_>) -> Output {
        reports::report(self.view(), shown)
    }

    /// The list of what readers said; without it, the page that says who sees it.
    pub fn reports(&self, listed: Option<&[ListedReport<'_>]>) -> Output {
        reports::reports(self.view(), listed)
    }

    /// What the page at an address is called, if it is one that readers may say something about.
    pub fn title_at(&self, address: &Address) -> Option<String> {
        let snapshot = self.view().snapshot();
        match address.of_original() {
            Address::Entry(_) | Address::Thread(_) | Address::Path(_) | Address::Event(..) => {
                let page = PastAddress::of(address.clone(), PastView::Revisions)?;
                self.past_file(&page)?;
                Some(self.past_link(address).title)
            }
            Address::Step(slug, _) | Address::End(slug) => {
                let path = snapshot.path_by_slug(slug.as_str())?;
                Some(snapshot.path(path).title.clone())
            }
            Address::Topic(slug) => Some(snapshot.topic(slug.as_str())?.title.clone()),
            Address::Home
            | Address::Paths
            | Address::Entries
            | Address::Threads
            | Address::Topics
            | Address::Events
            | Address::Sources
            | Address::Changes
            | Address::Requested => Some(snapshot.config().title.clone()),
            _ => None,
        }
    }

    /// The page of all who may change the almanac.
    pub fn contributors(&self, listed: &[ListedContributor<'_>]) -> Output {
        contributors::contributors(self.view(), listed)
    }

    /// The page of one of them.
    pub fn contributor(&self, shown: &ContributorPage<'_>) -> Output {
        contributors::contributor(self.view(), shown)
    }

    /// The page of all proposals.
    pub fn proposals(&self, shown: &ProposalsPage<'_>) -> Output {
        proposals::proposals(self.view(), shown)
    }

    /// The page of one proposal.
    pub fn proposal(&self, shown: &ProposalPage<'_>) -> Output {
        proposals::proposal(self.view(), shown)
    }

    /// Where the page of a permanent id is, below the site's root.
    ///
    /// One that was proposed when it was not there has its address with a slash before it in place of an id.
    pub fn place_of_id(&self, id: &str) -> Option<String> {
        if let Some(place) = id.strip_prefix('/') {
            let address = Address::parse(place)?;
            return self.title_at(&address).map(|_| address.to_string());
        }
        let mut files = self.view().snapshot().content_files();
        let content = files.find(|content| content.id.as_str() == id)?;
        Some(self.address_of_file(&content.file)?.to_string())
    }

    /// The permanent id and the title of the page in a file.
    pub fn id_and_title(&self, file: &FilePath) -> Option<(String, String)> {
        let mut files = self.view().snapshot().content_files();
        let content = files.find(|content| content.file == *file)?;
        Some((content.id.as_str().to_owned(), content.title.clone()))
    }

    /// What is said of a change that was proposed.
    pub fn proposed_words(&self, number: u32) -> String {
        self.view()
            .locale()
            .named("edit-proposed", &number.to_string())
    }

    /// The page of what somebody sent and nothing was done with.
    pub fn sent_back(&self, shown: &SentBackPage<'_>) -> Output {
        sent_back::sent_back(self.view(), shown)
    }

    /// The page on which somebody signs in or out.
    pub fn sign_in(&self, shown: &SignInPage<'_>) -> Output {
        sign_in::sign_in(self.view(), shown)
    }

    /// The inside of a page's main part as a draft would make it, or that it is too long to be shown; `None` where the draft makes no
    /// such page.
    pub fn draft(&self, draft: &Snapshot, address: &EditAddress) -> Option<String> {
        let page = self.draft_page(draft, &address.page)?;
        Some(preview(self.view().locale(), &page)?.into_string())
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
