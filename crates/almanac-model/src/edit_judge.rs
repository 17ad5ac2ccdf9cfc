//! Whether an edit of a file tells readers something new.

use std::collections::HashMap;

/// A page or path that a revision gave another name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renaming {
    /// Its slug before.
    pub old: String,
    /// Its slug since.
    pub new: String,
}

/// What a revision moved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moves {
    /// The pages and paths that got another name.
    pub renamings: Vec<Renaming>,
    /// The files that moved, by their new names: what each was called before.
    pub files: HashMap<String, String>,
}

/// What the head of a text says of its page, for those who look at each that ever was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextHead {
    /// The permanent id that it gives its page, if it does.
    pub id: Option<String>,
    /// Who may see it.
    pub visibility: Visibility,
}

/// Who may see a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Visibility {
    /// Everybody.
    #[default]
    Public,
    /// Who knows its address: it is in no list.
    Unlisted,
    /// The desk: it is a draft.
    Draft,
}

/// Tells the edits that say something new to readers from those that don't: that somebody confirmed what stands there, that
/// it got a permanent id, or that something else was renamed.
///
/// History asks it for the day on which a file last said something new. Only that day is shown, so that nobody is told of a
/// change who would find none.
pub trait EditJudge: Sync {
    /// Whether edits of a file are judged. All edits of other files say something new.
    fn is_judged(&self, file: &str) -> bool;

    /// What a revision moved that removed some files, and added others with these texts.
    fn moves(&self, removed: &[&str], added: &[(&str, &str)]) -> Moves;

    /// What the head of a file's text says of its page.
    fn head(&self, text: &str) -> TextHead;

    /// Whether two texts of a file say the same, where the revision between them renamed some pages.
    fn says_the_same(&self, before: &str, after: &str, renamings: &[Renaming]) -> bool;
}

/// For whom every edit says something new.
#[derive(Debug, Clone, Copy, Default)]
pub struct EveryEdit;

impl EditJudge for EveryEdit {
    fn is_judged(&self, _file: &str) -> bool {
        false
    }

    fn moves(&self, _removed: &[&str], _added: &[(&str, &str)]) -> Moves {
        Moves::default()
    }

    fn head(&self, _text: &str) -> TextHead {
        TextHead::default()
    }

    fn says_the_same(&self, before: &str, after: &str, _renamings: &[Renaming]) -> bool {
        before == after
    }
}
