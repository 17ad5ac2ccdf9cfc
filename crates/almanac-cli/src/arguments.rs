//! What may be typed after `almanac`.

// Said, as an example has this file for a module too.
#[path = "arguments/erase.rs"]
mod erase;
#[path = "arguments/keys.rs"]
pub mod keys;
#[path = "arguments/transfer.rs"]
pub mod transfer;
#[path = "arguments/values.rs"]
mod values;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use almanac_model::{Day, LanguageTag};
use almanac_web::TrustedProxy;
use clap::{Args, Parser, Subcommand, ValueEnum};

pub use self::erase::EraseArguments;
use self::keys::KeyCommand;
pub use self::transfer::{ExportArguments, ImportArguments};
use self::values::{base_url, day, language, socket_address};

/// Builds and serves an almanac: an open knowledge base that teaches.
#[derive(Debug, Parser)]
#[command(
    name = "almanac",
    version,
    propagate_version = true,
    max_term_width = 100
)]
#[command(
    after_help = "An almanac is a folder of Markdown with an `almanac.toml`. Make one with `almanac init my-almanac`,\n\
    read it with `almanac serve my-almanac`, and let `almanac check my-almanac` say what is wrong."
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site on this machine, and follow every edit
    Serve(Serve),
    /// Say everything that is wrong, and how to mend it
    Check(CheckArguments),
    /// Write the site as files
    Build(Build),
    /// Explain what a check finds and why it matters
    Explain(Explain),
    /// Make a new almanac
    Init(Init),
    /// Make an almanac of a folder of another program
    Import(ImportArguments),
    /// Write the almanac in a form of others
    Export(ExportArguments),
    /// Make a new entry, thread, path or template
    New(New),
    /// Rename an entry, thread or path, and all that names it
    Rename(Rename),
    /// Find pages by their words
    Search(Search),
    /// Say that a value, a page or a source is still as it is said
    Confirm(Confirm),
    /// Say what a change would touch
    Impact(ImpactArguments),
    /// Show who changed a page, when, why, and what
    History(HistoryArguments),
    /// Decide about the almanac's git remote
    #[command(subcommand)]
    Remote(RemoteCommand),
    /// Say who may write: make, list, revoke and rotate keys
    #[command(subcommand)]
    Key(KeyCommand),
    /// Take words out of what is kept beside the content
    Erase(EraseArguments),
}

/// Which almanac is meant.
#[derive(Debug, Args)]
pub struct Folder {
    /// The almanac's folder [default: the folder we are in]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The almanac's folder, for those who prefer to name it so
    #[arg(long = "dir", value_name = "DIR", conflicts_with = "folder")]
    dir: Option<PathBuf>,
}

impl Folder {
    /// The folder that was named, if one was.
    pub fn named(&self) -> Option<&Path> {
        self.folder.as_deref().or(self.dir.as_deref())
    }
}

/// Which almanac is meant, where other words come first.
#[derive(Debug, Args)]
pub struct DirOption {
    /// The almanac's folder [default: the folder we are in]
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Without a folder, serves the one we are in if it is an almanac, else the almanac inside the binary.\n\
    The address that it prints opens your desk: pages that reload after each edit and show what the compiler found.\n\
    Everybody who comes without its token sees the public site.\n\
    Examples: almanac serve my-almanac --open\n          almanac serve --addr 0.0.0.0:80"
)]
pub struct Serve {
    #[command(flatten)]
    pub folder: Folder,
    /// Where to listen
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:4747", value_parser = socket_address)]
    pub addr: SocketAddr,
    /// Where readers find the site, instead of what `almanac.toml` says
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// Open the desk in the browser (with `--public` the site)
    #[arg(long)]
    pub open: bool,
    /// Serve the public site only: no token, and no desk that it would open
    #[arg(long)]
    pub public: bool,
    /// Write a line for each request to standard output, behind the address
    #[arg(long, value_name = "FORM", value_enum, default_value_t = LogForm::Off)]
    pub log: LogForm,
    /// Write the words of searches into the log too
    #[arg(long)]
    pub log_searches: bool,
    /// Where to answer `/metrics` in the text format of Prometheus; the site's own address never does
    #[arg(long, value_name = "HOST:PORT", value_parser = socket_address)]
    pub metrics_addr: Option<SocketAddr>,
    /// A proxy in front, or a network of them, that is trusted to say who asks (`X-Forwarded-For`, `X-Forwarded-Proto`)
    #[arg(long, value_name = "ADDRESS")]
    pub trusted_proxy: Vec<TrustedProxy>,
    /// The whole as it was in a revision (its first digits, a tag or a branch) or at the end of a day in UTC, read-only
    #[arg(long, value_name = "REV", conflicts_with = "open")]
    pub revision: Option<String>,
    /// How many threads answer requests [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub workers: Option<u16>,
    /// The day to show, instead of today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub today: Option<Day>,
    /// The language of a folder without `almanac.toml` [default: en]
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub language: Option<LanguageTag>,
}

/// The form of the log of requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogForm {
    /// No log: nothing about readers is written down
    Off,
    /// The common log format of web servers
    Common,
    /// A JSON object a line, with the id of the request and its time
    Json,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Exits with 0 if there are no errors, 1 if there are, 2 if it could not check.\n\
    Examples: almanac check --fix\n          almanac check my-almanac --deny-warnings --format github"
)]
pub struct CheckArguments {
    #[command(flatten)]
    pub folder: Folder,
    /// The form of the report
    #[arg(long, value_name = "FORM", value_enum, default_value_t = ReportForm::Human)]
    pub format: ReportForm,
    /// The same as `--format json`
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// Only what this check finds, by its name or code; may be given several times
    #[arg(long, value_name = "CHECK")]
    pub only: Vec<String>,
    /// Show all findings, and not only the first ones of each check
    #[arg(long)]
    pub all: bool,
    /// Mend what can be mended for certain
    #[arg(long)]
    pub fix: bool,
    /// With `--fix`: show what would be changed, and change nothing
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// Check again after every edit
    #[arg(long, conflicts_with = "fix")]
    pub watch: bool,
    /// Fail on warnings too
    #[arg(long)]
    pub deny_warnings: bool,
    /// The day on which facts are fresh or stale, instead of today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub today: Option<Day>,
    /// The language of a folder without `almanac.toml` [default: en]
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub language: Option<LanguageTag>,
}

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportForm {
    /// For people
    Human,
    /// For programs
    Json,
    /// For code scanning services
    Sarif,
    /// For GitHub Actions
    Github,
}

#[derive(Debug, Args)]
#[command(
    after_help = "With errors nothing is written. Of a site that was built before, only the files that `build` wrote are replaced or removed.\n\
    Example: almanac build my-almanac --out site"
)]
pub struct Build {
    #[command(flatten)]
    pub folder: Folder,
    /// The folder to write to; made if it is not there
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Where the site is published, instead of what `almanac.toml` says
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// Build the almanac inside the program
    #[arg(long, conflicts_with_all = ["folder", "dir"])]
    pub from_embedded: bool,
    /// Write the site even if there are errors
    #[arg(long)]
    pub allow_errors: bool,
    /// Write only a part: `pages` leaves out the search index and the forms for programs
    #[arg(long, value_name = "PART", value_enum)]
    pub only: Option<SitePart>,
    /// The day to show, instead of today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub today: Option<Day>,
    /// The language of a folder without `almanac.toml` [default: en]
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub language: Option<LanguageTag>,
    /// Write what was built as JSON
    #[arg(long)]
    pub json: bool,
}

/// A part of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SitePart {
    /// The pages that people read
    Pages,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Finds what the search of the site finds. The last word may be a beginning. “A phrase” stands in quotation marks,\n\
    -word leaves pages out, and kind:, level:, topic:, in: and language: narrow as the options do.\n\
    Exits with 0 if something was found, 1 if nothing was, 2 if it could not search.\n\
    Examples: almanac search \"who owns hugging face\"\n          almanac search mistral --kind organisation --json"
)]
pub struct Search {
    /// What to look for
    #[arg(value_name = "QUERY", required_unless_present = "misses")]
    pub query: Vec<String>,
    /// Write the words that readers of the served site searched for and that still find nothing (`count_misses` in
    /// `almanac.toml`)
    #[arg(long, conflicts_with = "query")]
    pub misses: bool,
    /// Only entries of a kind; `thread`, `path`, `topic` or `source` for other pages
    #[arg(long)]
    pub kind: Option<String>,
    /// Only pages of a level: introductory, intermediate or advanced
    #[arg(long)]
    pub level: Option<String>,
    /// Only pages of a topic, by its slug
    #[arg(long)]
    pub topic: Option<String>,
    /// Only what is in a thread or entry, by its slug, or in a path, as `path:SLUG`
    #[arg(long = "in", value_name = "SLUG")]
    pub within: Option<String>,
    /// Only texts in a language, by its BCP 47 tag
    #[arg(long)]
    pub language: Option<String>,
    /// Which page of the results
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub page: usize,
    #[command(flatten)]
    pub folder: DirOption,
    /// Write what `/search.json` answers
    #[arg(long)]
    pub json: bool,
    /// The day to show, instead of today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub today: Option<Day>,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: almanac explain unknown-source")]
pub struct Explain {
    /// The check's name or code, as reports give it; all are listed without one
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
    /// Accepted for the sake of scripts; the checks are the same for every almanac
    #[arg(long, value_name = "DIR", hide = true)]
    pub dir: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples: almanac init my-almanac\n          almanac init --from-embedded my-copy"
)]
pub struct Init {
    #[command(flatten)]
    pub folder: Folder,
    /// Begin with a copy of the almanac inside the binary
    #[arg(long)]
    pub from_embedded: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples: almanac new entry \"Open weights\" --kind concept\n          almanac new depth open-weights introductory\n          almanac new translation open-weights de\n          almanac new translation open-weights/introductory de\n          almanac new template entry.html"
)]
pub struct New {
    /// What to make
    #[arg(value_enum)]
    pub what: NewKind,
    /// Its title; for a depth or a translation the slug of its original (`path:SLUG` for a path, `SLUG/LEVEL` for a depth), for a template the name of the built-in one that it overrides
    pub title: String,
    /// The level of a depth; the language of a translation, as a BCP 47 tag
    #[arg(value_name = "LEVEL|LANGUAGE")]
    pub level_or_language: Option<String>,
    /// The kind of an entry, as `almanac.toml` names it
    #[arg(long)]
    pub kind: Option<String>,
    #[command(flatten)]
    pub folder: DirOption,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

/// What can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NewKind {
    /// A page about one thing
    Entry,
    /// A storyline kept current
    Thread,
    /// An ordered list of steps
    Path,
    /// An entry or a thread told at another level
    Depth,
    /// One of these in another language
    Translation,
    /// A copy of a built-in template, to be changed
    Template,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Links, prerequisites and steps are rewritten, and the old name stays as an alias.\n\
    Example: almanac rename open-weights open-weight-models"
)]
pub struct Rename {
    /// Its slug now; `path:SLUG` for a path
    pub old: String,
    /// The slug it is to have
    pub new: String,
    #[command(flatten)]
    pub folder: DirOption,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Writes `checked: { on: …, by: … }` with today's date, and nothing else. One value, page or source at a time: \n\
    look it up first. To confirm a page says that its text holds; it makes none of its facts fresh.\n\
    Examples: almanac confirm hugging-face models-hosted\n          almanac confirm source:hf-about --by \"Ada\""
)]
pub struct Confirm {
    /// The slug of an entry or a thread; `SLUG/LEVEL` for a depth, `LANGUAGE/SLUG` for a translation, `path:SLUG` for a path,
    /// `source:KEY` for a source
    #[arg(value_name = "SLUG")]
    pub what: String,
    /// The property whose current value is confirmed, instead of the text
    pub property: Option<String>,
    /// Which of several current values, by what it applies to
    #[arg(long = "for", value_name = "APPLIES_TO", requires = "property")]
    pub applies_to: Option<String>,
    /// Who says so [default: git's `user.name`]
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[command(flatten)]
    pub folder: DirOption,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Names what shows it: pages, figures, questions, translations, and the paths that lead through them with\n\
    their minutes. Without a name, says what the edits since the last commit touch, with the minutes before and after.\n\
    Examples: almanac impact hugging-face models-hosted\n          almanac impact source:hf-about --json"
)]
pub struct ImpactArguments {
    /// The slug of an entry or a thread; `path:SLUG` for a path, `THREAD/EVENT`, or `source:KEY`
    #[arg(value_name = "SLUG")]
    pub what: Option<String>,
    /// The property whose values are meant
    #[arg(requires = "what")]
    pub property: Option<String>,
    #[command(flatten)]
    pub folder: DirOption,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

/// What `history` is given.
#[derive(Debug, Args)]
#[command(
    after_help = "Lists the commits that changed the page, its depths or its translations, the newest first: the day when each was recorded (in UTC), \
    who wrote it, the first paragraph of its message, and what it changed. A page is known through time by its `id`, under \
    whatever names it had.\n\
    Examples: almanac history hugging-face\n          almanac history hugging-face --json"
)]
pub struct HistoryArguments {
    /// The slug of an entry or a thread, or `path:SLUG` for a path
    #[arg(value_name = "SLUG")]
    pub what: String,
    #[command(flatten)]
    pub folder: DirOption,
    /// How many revisions are listed
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    pub most: usize,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

/// What may be decided about a remote.
#[derive(Debug, Subcommand)]
pub enum RemoteCommand {
    /// Follow the remote as it is now, though it was rewritten or has lost pages
    #[command(
        after_help = "A server follows and pushes to the remote that `[content] remote` in `almanac.toml` names. It waits where the remote's \
        branch has not all that it had before, or lacks more than a tenth of its pages: nothing is overwritten there, and `/healthz` says why. \
        This fetches the remote, and has the server follow what it has now within a few seconds, or at its next start. After a rewrite, changes \
        that were not pushed yet become proposals (`git for-each-ref refs/almanac/proposals`).\n\
        Example: almanac remote accept --dir /srv/almanac"
    )]
    Accept(DirOption),
}
