//! An almanac that is edited step by step is at each step what a fresh compile makes of its files.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod edits;

use std::collections::BTreeSet;

use almanac_compile::{Compiled, Compiler, Touched, compile};
use almanac_documents::Documents;
use almanac_model::Address;
use almanac_render::Site;

use edits::{Edited, with_sequences};

/// An almanac on its way, with the compiler that follows it.
struct Followed {
    edited: Edited,
    compiler: Compiler,
}

impl Followed {
    fn begin() -> Self {
        Self {
            edited: Edited::begin(),
            compiler: Compiler::default(),
        }
    }

    /// What the compiler makes of it that knows it, which must be what one makes that doesn't.
    fn compare(&mut self, touched: &Touched) -> (Compiled, Compiled) {
        let tree = self.edited.tree();
        let again = self.compiler.compile(&tree, &self.edited.options, touched);
        let fresh = compile(&tree, &self.edited.options);
        let (again, fresh) = (again.unwrap(), fresh.unwrap());
        assert_eq!(again.report, fresh.report);
        assert_eq!(again.files, fresh.files);
        let (one, other) = (&again.snapshot, &fresh.snapshot);
        assert_eq!(one.hash(), other.hash());
        assert_eq!(one.pages(), other.pages());
        assert_eq!(one.paths(), other.paths());
        assert_eq!(one.versions(), other.versions());
        assert_eq!(one.path_translations(), other.path_translations());
        assert_eq!(one.sources(), other.sources());
        assert_eq!(one.topics(), other.topics());
        assert_eq!(one.requested(), other.requested());
        assert!(one.events().eq(other.events()));
        for page in one.page_indexes() {
            assert_eq!(one.backlinks(page), other.backlinks(page));
            assert_eq!(one.memberships(page), other.memberships(page));
            assert!(one.events_naming(page).eq(other.events_naming(page)));
            for event in one.page(page).events() {
                let related = one.related_events(page, &event.id);
                assert_eq!(related, other.related_events(page, &event.id));
            }
            assert_eq!(one.related(page), other.related(page));
        }
        for (work, _) in one.sources().works() {
            assert_eq!(one.citing(work), other.citing(work));
            assert_eq!(one.paths_citing(work), other.paths_citing(work));
            assert_eq!(one.work_name(work), other.work_name(work));
        }
        (again, fresh)
    }

    /// The same of every page and file of the site, byte for byte.
    fn compare_pages(&mut self) {
        let (again, fresh) = self.compare(&Touched::Files(BTreeSet::new()));
        let today = self.edited.options.today;
        let one = Site::new(&again.snapshot, today, &Documents).live(&again.report);
        let other = Site::new(&fresh.snapshot, today, &Documents).live(&fresh.report);
        assert_eq!(one.addresses(), other.addresses());
        assert_eq!(one.source_tables(), other.source_tables());
        for key in again.snapshot.sources().keys() {
            let address = Address::Source(key.clone());
            assert_eq!(
                one.redirect(&address),
                other.redirect(&address),
                "{address}"
            );
        }
        // A card shows but titles, which are in the pages, and takes longer to draw than all of them.
        let is_text = |address: &&Address| !address.to_string().ends_with(".png");
        for address in one.addresses().iter().chain(&one.files()).filter(is_text) {
            assert_eq!(one.render(address), other.render(address), "{address}");
        }
    }
}

#[test]
fn editing_step_by_step_comes_to_what_a_fresh_compile_makes() {
    with_sequences(100, |sequence| {
        let mut followed = Followed::begin();
        followed.compare(&Touched::Anything);
        for edit in sequence {
            let touched = followed.edited.make(edit);
            followed.compare(&Touched::Files(touched));
        }
        followed.compare_pages();
    });
}
