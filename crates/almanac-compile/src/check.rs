//! What a check is.

use almanac_model::{Preset, Severity};

use crate::context::Context;
use crate::page_context::PageContext;
use crate::reporter::Reporter;

/// A check: what it is called, how grave its findings are, its page, and how it finds them.
#[derive(Debug)]
pub struct Check {
    /// Its stable code, like `A0201`.
    pub code: &'static str,
    /// Its name, after the fault that it finds.
    pub name: &'static str,
    /// How grave its findings are unless `almanac.toml` says otherwise.
    pub default: Severity,
    /// The user's page about it, in Markdown: what, why, a failing and a passing example.
    pub explanation: &'static str,
    /// What its findings follow from.
    pub(crate) scope: Scope,
    /// How it finds them.
    pub(crate) find: Find,
}

/// The checks whose findings are reported of notes: what is broken, and not what an almanac has and notes need not have.
const BROKEN_IN_NOTES: [&str; 15] = [
    "broken-template",
    "duplicate-slug",
    "embed-cycle",
    "hidden-address",
    "imported-reason",
    "invalid-front-matter",
    "low-contrast",
    "missing-media",
    "overlooked-folder",
    "removed-markup",
    "unclosed-block",
    "unclosed-passage",
    "unknown-heading",
    "unknown-link",
    "unreadable-file",
];

/// What the findings of a check about a page follow from. The short way of an edit rests on it: it looks again at the
/// page that was edited and at those that name it or are named by it, and keeps what was found from further away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// From the page itself, from what it names, and from the front matter of all.
    Page,
    /// From others too that it doesn't name.
    Whole,
}

/// How a check finds faults.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Find {
    /// They are found while files are read and linked.
    WhileReading,
    /// It looks at some pages and paths at a time.
    InPages(LookAtPages),
    /// It looks at all at once.
    InWhole(LookAtWhole),
    /// It does both.
    InBoth(LookAtPages, LookAtWhole),
}

/// Looks at some pages and paths, and reports what is wrong.
pub(crate) type LookAtPages = fn(&PageContext<'_>, &mut Reporter);

/// Looks at an almanac, and reports what is wrong.
pub(crate) type LookAtWhole = fn(&Context<'_>, &mut Reporter);

impl Check {
    /// How grave its findings are where a preset holds; `None` if they are not reported.
    pub(crate) fn severity(&self, preset: Preset) -> Option<Severity> {
        match preset {
            Preset::Almanac => Some(self.default),
            Preset::Notes if self.default == Severity::Remark => Some(Severity::Remark),
            Preset::Notes => {
                let is_broken = BROKEN_IN_NOTES.contains(&self.name);
                is_broken.then_some(Severity::Warning)
            }
        }
    }

    /// How it looks at some pages, if it does.
    pub(crate) fn in_pages(&self) -> Option<LookAtPages> {
        match self.find {
            Find::InPages(find) | Find::InBoth(find, _) => Some(find),
            Find::WhileReading | Find::InWhole(_) => None,
        }
    }

    /// How it looks at the whole, if it does.
    pub(crate) fn in_whole(&self) -> Option<LookAtWhole> {
        match self.find {
            Find::InWhole(find) | Find::InBoth(_, find) => Some(find),
            Find::WhileReading | Find::InPages(_) => None,
        }
    }
}
