//! The words of Almanac as types.
//!
//! This crate owns what an almanac *is* once it has been read: entries,
//! threads, learning paths, facts, sources, topics; the immutable
//! [`Snapshot`] that ties them together; the [`Diagnostic`]s that a compile
//! reports; and the traits [`Reading`], [`Writing`] and [`History`] through which
//! a server sees an almanac that changes. It does no I/O, knows no file format, and reads no
//! clock: the day is always a parameter.

mod active_svg;
mod address;
mod amended;
mod anchor_rule;
mod areas;
mod cited_sources;
mod collation;
mod config;
mod content_file;
mod data;
mod date;
mod date_forms;
mod day;
mod destination;
mod diagnostic;
mod digests;
mod edit_judge;
mod event;
mod event_heading;
mod event_table;
mod evidence;
mod fact;
mod figure_ids;
mod file_dates;
mod file_index;
mod file_names;
mod former_paths;
mod graph_settings;
mod heading_periods;
mod history;
mod image_size;
mod impact;
mod indexes;
mod language;
mod layout;
mod letter;
mod level;
mod link;
mod local_address;
mod media_type;
mod names;
mod near;
mod new_page;
mod news;
mod number;
mod output;
mod page;
mod page_part;
mod path;
mod proposing;
mod publication_date;
mod reading;
mod reads;
mod remarks;
mod site_map;
mod site_place;
mod snapshot;
mod snapshot_parts;
mod source;
mod source_identity;
mod source_names;
mod source_place;
mod sources;
mod special;
mod spelling;
mod tables;
mod telling;
mod theme;
mod title_keys;
mod undoing;
mod value;
mod version;
mod workspace;
mod writing;
mod written_date;

pub use active_svg::{ActivePart, active_parts};
pub use address::{
    Address, EditAddress, EditView, EventName, EventNameError, FeedFormat, FigureForm, Format,
    PastAddress, PastTime, PastView, RevisionName, Subject, href, own, own_address, push_href,
};
pub use anchor_rule::{AnchorRule, Anchors, fragment_key};
pub use areas::{Area, SharedFile};
pub use cited_sources::CitedSources;
pub use collation::{Collation, SortKey};
pub use config::{
    Claims, Config, ContentConfig, ContentSyntax, Contributions, Interval, Preset, Property,
    PropertyType, Review, WantedEvidence,
};
pub use content_file::{Changed, ContentFile, SlugClaim};
pub use data::{Cell, DataTable, NumberSign, is_gap};
pub use date::{Date, DateError, day_after, day_from_ymd};
pub use date_forms::DateForms;
pub use day::Day;
pub use destination::{Destination, OtherReading};
pub use diagnostic::{Diagnostic, Edit, Fix, Label, Place, Position, Report, Severity};
pub use edit_judge::{EditJudge, EveryEdit, Moves, Renaming, TextHead, Visibility};
pub use event::{Event, EventFilter, MovedEvent, Weight, is_expected, latest_event};
pub use event_heading::{EventHeading, UndatedHeading, event_heading};
pub use event_table::ListedEvent;
pub use evidence::{Confirmation, Evidence, FactCitation};
pub use fact::{Fact, FactReference, FactReferenceError, Rank, fact_key};
pub use figure_ids::FigureIds;
pub use file_dates::{EventDates, FileDates, HistoryGap, PartDates, UnknownDates};
pub use file_names::{
    UnportableName, bounded_name, is_device_name, is_index, name_in_path, slug_and_version,
    slug_of_name, unportable_name,
};
pub use former_paths::path_of_alias;
pub use graph_settings::GraphSettings;
pub use history::{
    AsOf, ChangedPage, Deed, FormerPage, History, NoHistory, PageAsOf, PageRevisions, PastPage,
    PastPages, Person, RecordedChange, RecordedChanges, Removal, Revision, UnreadableHistory,
};
pub use image_size::ImageSize;
pub use impact::{Impact, TouchedContent, TouchedPart};
pub use indexes::{LinkTarget, Members, PageIndex, PathIndex, Requested};
pub use language::{LanguageTag, LanguageTagError};
pub use layout::{Layout, PAGE_ENDINGS, page_stem, read_folder};
pub use letter::Letter;
pub use level::Level;
pub use link::{Link, LinkForm, names_day};
pub use local_address::{LocalAddress, SAFE_SCHEMES, WrittenAddress, decode};
pub use media_type::{media_type, sent_type, static_media_type};
pub use names::{ContentHash, ContentId, FilePath, PropertyName, Slug, SlugError, SourceKey};
pub use near::{edits_to, has_same_digits, most_edits, nearest};
pub use new_page::{NewPage, NewPageError, NewPageKind};
pub use news::{ChangeKey, News};
pub use output::Output;
pub use page::{
    Form, Heading, NamedBlock, Page, PageHead, Prerequisite, Question, Takeaway, block_anchor,
    is_free_id, marked_words, parts_of_heading,
};
pub use path::{LearningPath, PathLevel, Step};
pub use proposing::{ConflictingTexts, MergeOutcome, MergedProposal, Proposed, Proposing};
pub use publication_date::{PublicationDate, Season, UNPUBLISHED};
pub use reading::{ReadingTime, TextMeasure};
pub use reads::Trace;
pub use remarks::without_remark_fillers;
pub use site_place::{SitePlace, fragment_in_list};
pub use snapshot::{PageOrPath, Snapshot};
pub use snapshot_parts::{SnapshotParts, Topic};
pub use source::{CitedSource, Creator, Creators, Source, SourceType, SourceUse, WorkDetails};
pub use source_identity::{SourceIdentity, doi_address};
pub use source_names::{NamedWorks, RESERVED_KEY};
pub use source_place::SourcePlace;
pub use sources::{Sources, WORKS_A_PAGE, Work, WorkIndex};
pub use special::{find_byte, stands_in_xml};
pub use spelling::{bare_letters, nfc, normalize_title, same_file_name, slugify, width_of};
pub use telling::Telling;
pub use theme::{Appearance, Colour, FontFile, TemplateFault, Theme};
pub use undoing::{KeptEdit, Undo, Undoing, UndoneRevision, WhyKept};
pub use value::{Bound, ENGLISH_MONTHS, Money, Quantity, Value, ValueError};
pub use version::{Version, VersionKey};
pub use workspace::{
    Follower, Following, OpenFile, ReadSeek, Reading, RemoteState, RemoteStatus, Served, WithDrafts,
};
pub use writing::{
    AcceptedProposal, Applied, ApplyError, Author, AuthorError, ChangeSet, CheckedDraft,
    FileChange, MAX_MESSAGE, StandingFile, WhyNotWritten, WriteId, Writing,
};
