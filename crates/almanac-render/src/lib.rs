//! A snapshot to HTML pages and assets.
//!
//! This crate owns what a reader sees. [`Site`] is the pages of one snapshot on one day:
//! [`Site::addresses`] names them all, [`Site::files`] the files beside them, and [`Site::render`] makes
//! one. What is for programs is made by almanac-documents, which is given to a site as a
//! [`ForPrograms`](almanac_locale::ForPrograms). A page is a pure function of the snapshot, the day and
//! the address. [`assets`] are the style sheet and the modules that pages load; everything works
//! without the modules.
//!
//! Bodies are Markdown that others wrote: raw HTML in them is sanitized, and
//! [`CONTENT_SECURITY_POLICY`] forbids whatever would slip through.

mod assets;
mod banners;
mod basis;
mod body;
mod checked;
mod completions;
mod dates;
mod dialect;
mod drawn_data;
mod facts;
mod figures;
mod filters;
mod host_headers;
mod html;
mod isolation;
mod look;
mod messages;
mod modules;
mod names;
mod pages;
mod passages;
mod past_band;
mod plain_line;
mod policy;
mod preview;
mod probe;
mod query_words;
mod render;
mod results;
mod search_facts;
mod search_labels;
mod search_parameters;
mod site;
mod site_editing;
mod site_past;
mod source_tables;
mod tongues;
mod view;

pub use assets::{Asset, assets};
pub use basis::{Basis, Findings};
pub use body::highlight_ahead;
pub use completions::{Completion, CompletionSort};
pub use drawn_data::drawn_data;
pub use host_headers::HOST_HEADERS_FILE;
pub use look::{Look, built_in_template, built_in_templates};
pub use names::SiteNames;
pub use pages::conflicts::{ConflictSide, ConflictingPlace};
pub use pages::contributors::{ContributorPage, ListedContributor};
pub use pages::edit::{EditNotice, EditPage, EditedImage, EditorStanding, ReplacedLines};
pub use pages::log::{ChangeKind, Log, LogFilter, LoggedChange, LoggedPage, PageSort};
pub use pages::missed::MissedSearches;
pub use pages::new_page::{NewPageForm, NewPageNotice};
pub use pages::proposals::{
    ConflictingFile, ListedProposal, ProposalNotice, ProposalPage, ProposalsPage, ProposedChange,
};
pub use pages::protect::{ListedProtection, ProtectNotice, ProtectPage};
pub use pages::reports::{ListedReport, ReportNotice, ReportPage};
pub use pages::sent_back::{SentBack, SentBackPage, has_words};
pub use pages::sign_in::{SignInNotice, SignInPage};
pub use pages::undo::{KeptPlace, UndoNotice, UndoPage, UndoSubject};
pub use policy::{CONTENT_SECURITY_POLICY, HEADERS_OF_ALL, HEADERS_OF_DOCUMENTS, HEADERS_OF_PAGES};
pub use probe::template_faults;
pub use results::{
    WordedAnswer, WordedDepth, WordedFacetValue, WordedFacets, WordedHit, WordedLink,
    WordedPassage, WordedResults, WordedValue,
};
pub use search_parameters::SearchParameters;
pub use site::Site;
