//! The addresses at which a page is edited. Only a server has them, as it has those of a page's past.

use std::fmt;

use super::Address;

/// What stands behind the address of a page where it is edited.
const EDIT: &str = "edit";

/// The address of something by which a page is edited.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EditAddress {
    /// The page: an entry, a thread or a path, or a depth or a translation of one.
    pub page: Address,
    /// What is asked for.
    pub view: EditView,
}

/// What is asked for where a page is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EditView {
    /// The form with its text.
    Form,
    /// What the compiler says of a text, and the page that it makes.
    Check,
    /// What a text would touch besides its page.
    Impact,
    /// Its text as it stands.
    Text,
    /// What may be written at a place: names of pages, facts, sources, headings.
    Complete,
    /// Whether an image of a name is there already.
    Media,
    /// Whether and how it is protected.
    Protect,
}

impl EditView {
    const ALL: [EditView; 7] = [
        EditView::Form,
        EditView::Check,
        EditView::Impact,
        EditView::Text,
        EditView::Complete,
        EditView::Media,
        EditView::Protect,
    ];

    /// What stands behind `edit`.
    fn ending(self) -> &'static str {
        match self {
            EditView::Form => "",
            EditView::Check => "/check",
            EditView::Impact => "/impact",
            EditView::Text => "/text",
            EditView::Complete => "/complete",
            EditView::Media => "/media",
            EditView::Protect => "/protect",
        }
    }
}

impl EditAddress {
    /// Where what is at an address is edited, if it is a file. An event is edited with its thread, and a step as the page that it
    /// shows.
    pub fn of(page: &Address) -> Option<Self> {
        let page = match page.original() {
            Address::Event(thread, _) => {
                Address::Thread(thread.clone()).in_language(page.language())
            }
            _ => page.clone(),
        };
        is_file(&page).then_some(Self {
            page,
            view: EditView::Form,
        })
    }

    /// Reads an address, without a leading slash; one at the end makes no difference.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_suffix('/').unwrap_or(text);
        EditView::ALL.into_iter().find_map(|view| {
            let rest = text.strip_suffix(view.ending())?;
            let page = rest.strip_suffix(EDIT)?.strip_suffix('/')?;
            let page = Address::parse(page).filter(is_file)?;
            Some(Self { page, view })
        })
    }
}

/// Whether what is at an address is what a file of content says.
fn is_file(address: &Address) -> bool {
    match address.original() {
        Address::Depth(_, original) => {
            matches!(**original, Address::Entry(_) | Address::Thread(_))
        }
        Address::Entry(_) | Address::Thread(_) | Address::Path(_) => true,
        _ => false,
    }
}

impl fmt::Display for EditAddress {
    /// Writes the address as it stands in links, without a leading slash.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{EDIT}{}", self.page, self.view.ending())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_is_written() {
        for text in [
            "entries/x/edit",
            "threads/x/edit/check",
            "paths/x/edit/complete",
            "entries/x/edit/media",
            "threads/x/edit/protect",
            "de/entries/x/edit/impact",
            "entries/x/advanced/edit",
            "de/threads/x/introductory/edit",
            "entries/edit/edit",
            "entries/check/edit/check",
        ] {
            let address = EditAddress::parse(text);
            assert_eq!(address.map(|it| it.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_no_file_is_not_edited() {
        for text in [
            "edit",
            "entries/edit",
            "entries/x/edit/more",
            "paths/x/2/edit",
            "topics/x/edit",
            "sources/x/edit",
            "entries/x/xedit",
        ] {
            assert_eq!(EditAddress::parse(text), None, "{text}");
        }
        let event = Address::parse("de/threads/x/some-event").unwrap();
        let edit = EditAddress::of(&event).unwrap();
        assert_eq!(edit.to_string(), "de/threads/x/edit");
    }
}
