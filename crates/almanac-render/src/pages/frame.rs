//! What stands around every page: head, navigation, the editor's banner, foot.

use almanac_model::{
    Address, Diagnostic, EditAddress, FilePath, PastAddress, PastView, Report, Severity,
};
use serde::Serialize;

use super::head::Head;
use super::languages::{LanguageVersion, versions};
use super::theme::{self, Icon};
use crate::assets::{asset_name, words_asset};
use crate::html::Html;
use crate::messages::with_code;
use crate::past_band::PastBand;
use crate::policy::{policy_in_page, policy_of_lost_page, root_script};
use crate::query_words::in_query;
use crate::tongues::tongue;
use crate::view::{View, Whole};
use almanac_locale::{Argument, Direction, Locale};

/// What stands around a page.
#[derive(Debug, Serialize)]
pub(crate) struct Frame {
    /// The language of the page: of what it shows, or of the almanac.
    pub language: String,
    /// Which way it runs.
    pub direction: &'static str,
    /// The attributes of the interface, where it doesn't speak that language.
    pub interface: Html,
    /// The attributes of what the almanac says, among words of the interface.
    pub names: Html,
    /// The module of its words.
    pub words: &'static str,
    /// The title of the document: the page's, then the almanac's.
    pub title: String,
    /// The almanac's title.
    pub site: String,
    pub description: Option<String>,
    pub canonical: Option<String>,
    /// What the head says to programs.
    pub head: Head,
    /// What the page shows in each language that there is, if it is several.
    pub versions: Vec<LanguageVersion>,
    /// What every address on the site begins with, and what those of pages without a slash of their own end in.
    pub base: String,
    pub ending: &'static str,
    /// The page of search, in the language of the interface.
    pub search: String,
    /// Whether there is search: a site made of files may have been built without.
    pub is_searchable: bool,
    /// What sort of page it is; the modules and the style sheet go by it.
    pub page: &'static str,
    /// What it may load, as it says itself.
    pub policy: &'static str,
    /// The script that finds the site's root, in a page that is sent for any address.
    pub root_script: Option<Html>,
    /// The style sheets, in the order in which they are laid over each other.
    pub stylesheets: Vec<String>,
    /// The addresses of the fonts that are fetched before the style sheet asks for them.
    pub fonts: Vec<String>,
    pub icon: Icon,
    /// What sets the page as its reader wants it before it is shown, and fetches the rest once it is.
    pub early_script: &'static str,
    pub live_script: Option<&'static str>,
    pub navigation: Vec<NavigationLink>,
    pub licence: Option<String>,
    /// The address of the image that stands for the almanac's title.
    pub logo: Option<String>,
    /// Where the history of what the page shows is, on a server.
    pub history: Option<String>,
    /// Where what the page shows is changed, on a server.
    pub edit: Option<String>,
    /// Where readers say what is wrong in the page, on a server.
    pub report: Option<String>,
    /// Whether the page shows what was, and what is said of that.
    pub is_past: bool,
    pub past: Option<PastBand>,
    /// What is said where the whole site is as of a revision.
    pub whole: Option<String>,
    /// The almanac's own words at the foot.
    pub footer: Option<Html>,
    pub banner: Option<Banner>,
}

/// A link of the navigation.
#[derive(Debug, Serialize)]
pub(crate) struct NavigationLink {
    pub href: String,
    pub words: &'static str,
    /// Whether it leads to the page that is shown.
    pub is_page: bool,
    /// Whether it leads to the list that the page belongs to.
    pub is_section: bool,
}

/// What the compiler said, for those who edit.
#[derive(Debug, Serialize)]
pub(crate) struct Banner {
    /// `The compiler found 2 errors and 1 warning.`
    pub summary: String,
    /// Whether there are errors, so that the page shown may be an older one.
    pub has_errors: bool,
    /// What is shown of it: errors anywhere, and what was said about the page's own file.
    pub shown: Vec<ShownFinding>,
    /// How many more there are.
    pub more: usize,
    /// The same, in words.
    pub more_words: Html,
}

/// A diagnostic in the banner.
#[derive(Debug, Serialize)]
pub(crate) struct ShownFinding {
    pub severity: &'static str,
    pub name: &'static str,
    pub place: String,
    pub message: String,
    pub help: Option<String>,
}

/// How many diagnostics the banner shows at most.
const MOST_SHOWN: usize = 8;

impl Frame {
    /// The frame of a page; `file` is the one file that it shows, if it shows one.
    pub(crate) fn new(
        site: &View<'_>,
        page: &'static str,
        title: &str,
        description: Option<&str>,
        address: Option<&Address>,
        file: Option<&FilePath>,
    ) -> Self {
        let config = site.snapshot().config();
        let locale = site.locale();
        let language = address.map_or(&*config.language, |address| {
            site.language_of_address(address)
        });
        let is_home = matches!(address, Some(Address::Home));
        let shown = site.set_line(title);
        let frame = Self {
            direction: Direction::of(language).name(),
            interface: site.interface_among(language),
            names: tongue(&config.language, locale.tag()),
            language: language.to_owned(),
            words: words_asset(locale),
            title: if is_home {
                shown.into_owned()
            } else {
                format!("{shown} · {}", site.set_line(&config.title))
            },
            site: site.set_line(&config.title).into_owned(),
            description: description.map(str::to_owned),
            canonical: address.and_then(|address| site.whole_url(address)),
            head: Head::new(site, address, title, description),
            versions: address.map_or_else(Vec::new, |address| versions(site, address)),
            base: site.base().to_owned(),
            ending: if site.is_files() { "/" } else { "" },
            search: site.url(&site.search()),
            is_searchable: site.is_searchable(),
            page,
            root_script: None,
            policy: policy_in_page(),
            stylesheets: stylesheets(site, page),
            fonts: theme::fonts(site),
            icon: Icon::of(site),
            early_script: asset_name("early", ".js"),
            // Whoever is writing is not interrupted: the editor hears of changes by itself.
            live_script: site
                .report()
                .filter(|_| page != "edit")
                .map(|_| asset_name("live", ".js")),
            navigation: navigation(site, address),
            licence: config.licence.clone(),
            logo: theme::logo(site),
            history: address.and_then(|address| history_of(site, address)),
            edit: address.and_then(|address| edit_of(site, address)),
            report: address.and_then(|address| report_of(site, address)),
            is_past: false,
            past: None,
            whole: site.whole().map(|whole| whole_words(site.locale(), whole)),
            footer: theme::footer(site),
            banner: site
                .report_for(file)
                .and_then(|report| banner(site.locale(), report, file)),
        };
        match site.past() {
            Some(band) => frame.of_past(band),
            None => frame,
        }
    }

    /// Has the page find the site's root by itself, as it is sent for addresses at any depth.
    pub(crate) fn finds_root(&mut self) {
        self.policy = policy_of_lost_page();
        self.root_script = Some(root_script());
    }

    /// Says which page is the one to find for what is shown here too.
    pub(crate) fn canonical_is(mut self, site: &View<'_>, address: &Address) -> Self {
        self.canonical = site.whole_url(address);
        self
    }
}

/// The style sheets of a sort of page. Where the whole site is as of a revision, the band of that has its look from the pages of
/// history, so that no other page carries it.
fn stylesheets(site: &View<'_>, page: &str) -> Vec<String> {
    let mut sheets = site.look().stylesheets(page);
    let history = asset_name("history", ".css").to_owned();
    if site.whole().is_some() && !sheets.contains(&history) {
        sheets.push(history);
    }
    sheets
}

/// What every page says of a site that is shown as a revision has it.
fn whole_words(locale: &Locale, whole: Whole<'_>) -> String {
    let revision: String = whole.revision.chars().take(12).collect();
    let date = whole.recorded.map(|date| locale.date(&date));
    let name = match date {
        Some(date) => locale.clauses(&[&*revision, &*date]),
        None => revision,
    };
    locale.named("whole-as-of", &name)
}

/// The address of the history of what is at an address.
fn history_of(site: &View<'_>, address: &Address) -> Option<String> {
    let page = match address {
        Address::Home => {
            let home = site.snapshot().page(site.snapshot().home()?);
            Address::Entry(home.slug.clone())
        }
        address => address.clone(),
    };
    let past = PastAddress::of(page, PastView::Revisions).filter(|_| site.has_past())?;
    Some(format!("{}{past}", site.snapshot().config().base_path()))
}

/// The address where what is at an address is changed.
pub(super) fn edit_of(site: &View<'_>, address: &Address) -> Option<String> {
    let page = match address {
        Address::Home => {
            let home = site.snapshot().page(site.snapshot().home()?);
            &Address::Entry(home.slug.clone())
        }
        address => address,
    };
    let edit = EditAddress::of(page).filter(|_| site.is_edited())?;
    Some(format!("{}{edit}", site.snapshot().config().base_path()))
}

/// The address where readers say what is wrong in what is at an address.
pub(super) fn report_of(site: &View<'_>, address: &Address) -> Option<String> {
    let base = site.snapshot().config().base_path();
    let place = in_query(&address.to_string());
    site.is_edited()
        .then(|| format!("{base}report?page={place}"))
}

fn navigation(site: &View<'_>, here: Option<&Address>) -> Vec<NavigationLink> {
    let section = here.map(section_of);
    let lists = [
        (Address::Paths, "paths"),
        (Address::Entries, "entries"),
        (Address::Threads, "threads"),
        (Address::Topics, "topics"),
        (Address::Progress, "progress"),
    ];
    // A folder without `almanac.toml` can have neither paths nor threads.
    let is_plain = site.is_plain();
    let is_there = |(address, _): &(Address, &str)| match address {
        Address::Paths | Address::Threads => !is_plain,
        Address::Topics => !is_plain || !site.snapshot().topics().is_empty(),
        _ => true,
    };
    let link = |(address, id)| NavigationLink {
        href: site.url(&address),
        words: site.locale().text(id),
        is_page: here == Some(&address),
        is_section: here != Some(&address) && section.as_ref() == Some(&address),
    };
    lists.into_iter().filter(is_there).map(link).collect()
}

/// The list that a page belongs to.
fn section_of(address: &Address) -> Address {
    match address.of_original() {
        Address::Path(_) | Address::Step(..) | Address::End(_) => Address::Paths,
        Address::Entry(_) => Address::Entries,
        Address::Thread(_)
        | Address::Event(..)
        | Address::Events
        | Address::EventsOfYear(_)
        | Address::EventsOfMonth(..) => Address::Threads,
        Address::EntryEvents(_) => Address::Entries,
        Address::TopicEvents(_) => Address::Topics,
        Address::Topic(_) => Address::Topics,
        other => other.clone(),
    }
}

/// The banner of a page: what was said about its own file, and errors wherever
/// they are. Warnings about other files can wait; without anything else there is no banner.
fn banner(locale: &'static Locale, report: &Report, file: Option<&FilePath>) -> Option<Banner> {
    let is_here = |diagnostic: &&Diagnostic| Some(&diagnostic.place.file) == file;
    let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
    // Remarks are about the almanac as a whole, and nothing that a reader of a page could mend.
    let is_remark = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Remark;
    let diagnostics = report
        .diagnostics
        .iter()
        .filter(|diagnostic| !is_remark(diagnostic));
    let here = diagnostics.clone().filter(is_here);
    let elsewhere = diagnostics.filter(|diagnostic| is_error(diagnostic) && !is_here(diagnostic));
    let shown: Vec<ShownFinding> = here
        .chain(elsewhere)
        .take(MOST_SHOWN)
        .map(|diagnostic| finding_view(locale, diagnostic))
        .collect();
    if shown.is_empty() {
        return None;
    }
    let errors = report.errors();
    let more = report.diagnostics.len() - report.remarks() - shown.len();
    Some(Banner {
        summary: summary(locale, errors, report.warnings()),
        has_errors: errors > 0,
        more,
        more_words: with_code(&locale.count("more-findings", more)),
        shown,
    })
}

/// What was found, in words.
fn summary(locale: &Locale, errors: usize, warnings: usize) -> String {
    let say_errors = || locale.count("errors", errors);
    let say_warnings = || locale.count("warnings", warnings);
    let findings = match (errors, warnings) {
        (_, 0) => say_errors(),
        (0, _) => say_warnings(),
        _ => locale.say(
            "errors-and-warnings",
            &[
                ("errors", Argument::Words(&say_errors())),
                ("warnings", Argument::Words(&say_warnings())),
            ],
        ),
    };
    locale.say(
        "compiler-found",
        &[("findings", Argument::Words(&findings))],
    )
}

pub(super) fn finding_view(locale: &'static Locale, diagnostic: &Diagnostic) -> ShownFinding {
    ShownFinding {
        severity: locale.text(match diagnostic.severity {
            Severity::Error => "severity-error",
            Severity::Warning | Severity::Remark => "severity-warning",
        }),
        name: diagnostic.name,
        place: format!("{}:{}", diagnostic.place.file, diagnostic.place.start.line),
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone(),
    }
}
