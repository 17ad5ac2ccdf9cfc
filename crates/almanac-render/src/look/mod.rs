//! How an almanac looks: its style sheet, and its templates where it has some of its own.

mod bounds;
mod built_in;
mod dialect;
mod environment;
mod faults;
mod stylesheet;
mod templates;
mod writing;

use std::collections::BTreeSet;
use std::sync::Arc;

use almanac_model::{Snapshot, TemplateFault};
use askama::Template;
use serde::Serialize;

use crate::assets::{Asset, asset_name};
use almanac_locale::Locale;
use templates::OwnTemplates;

pub use built_in::{built_in_template, built_in_templates};
pub(crate) use stylesheet::address as font_address;

/// The sorts of page that are read from beginning to end. They do without the style sheet of the pages that lead there.
const READING: [&str; 4] = ["entry", "event", "step", "thread"];

/// How an almanac looks. Made once for a snapshot and shared by its sites, as
/// [`Site::with_look`](crate::Site::with_look) has it.
pub struct Look {
    /// The style sheet, if it differs from the one that is built in.
    stylesheet: Option<Asset>,
    /// The style sheet for scripts other than Latin, if pages are in one.
    writing: Option<&'static str>,
    /// The templates, if the almanac has some of its own: for each language of the interface that
    /// its pages are in.
    templates: Vec<(&'static Locale, OwnTemplates)>,
}

/// A page that is made by a template.
pub(crate) trait PageTemplate: Template + Serialize {
    /// The name of the template.
    const NAME: &'static str;
}

impl Look {
    /// How the almanac of a snapshot looks.
    pub fn of(snapshot: &Snapshot) -> Arc<Self> {
        let config = snapshot.config();
        let own = &snapshot.appearance().templates;
        let templates = locales(snapshot).into_iter().filter(|_| !own.is_empty());
        Arc::new(Self {
            stylesheet: stylesheet::themed(&config.theme),
            writing: writing::is_needed(config).then(|| asset_name("writing", ".css")),
            templates: templates
                .map(|locale| {
                    (
                        locale,
                        OwnTemplates::new(own, locale, config.smart_punctuation),
                    )
                })
                .collect(),
        })
    }

    /// The assets that this look adds to those that are built in.
    pub fn assets(&self) -> impl Iterator<Item = &Asset> {
        self.stylesheet.iter()
    }

    /// What was wrong with the almanac's own templates so far: those that can't be read, and those
    /// that failed to make a page.
    pub fn faults(&self) -> Vec<TemplateFault> {
        let templates = self.templates.iter();
        let faults: BTreeSet<TemplateFault> = templates
            .flat_map(|(_, templates)| templates.faults())
            .collect();
        faults.into_iter().collect()
    }

    /// The names of the style sheets of a sort of page, in the order in which they are laid over each other.
    pub(crate) fn stylesheets(&self, page: &str) -> Vec<String> {
        let front = (!READING.contains(&page)).then(|| asset_name("front", ".css"));
        let every = match &self.stylesheet {
            Some(asset) => &asset.name,
            None => asset_name("almanac", ".css"),
        };
        let results = (page == "search").then(|| asset_name("results", ".css"));
        let events = matches!(page, "event" | "events").then(|| asset_name("events", ".css"));
        let history = matches!(
            page,
            "changes" | "edit" | "history" | "proposals" | "protect" | "report" | "undo"
        )
        .then(|| asset_name("history", ".css"));
        let forms = matches!(
            page,
            "edit" | "new" | "proposals" | "protect" | "report" | "sign-in" | "undo"
        )
        .then(|| asset_name("forms", ".css"));
        let editor = (page == "edit").then(|| asset_name("editor", ".css"));
        let sheets = [
            front,
            Some(every),
            results,
            events,
            history,
            forms,
            editor,
            self.writing,
        ];
        let sheets = sheets.into_iter().flatten();
        sheets.map(str::to_owned).collect()
    }

    /// The page, if a template of the almanac's own has a part in it and does not fail.
    pub(crate) fn page<P: PageTemplate>(&self, locale: &Locale, page: &P) -> Option<String> {
        let mut templates = self.templates.iter();
        let (_, templates) = templates.find(|(known, _)| known.tag() == locale.tag())?;
        templates.page(P::NAME, page)
    }
}

/// The languages of the interface that the pages of an almanac are in, its own first.
fn locales(snapshot: &Snapshot) -> Vec<&'static Locale> {
    let mut locales = vec![Locale::of(&snapshot.config().language)];
    let translated = snapshot.versions_with_originals();
    for language in translated.filter_map(|(translation, _)| translation.language()) {
        let locale = Locale::of(language.as_str());
        if locales.iter().all(|known| known.tag() != locale.tag()) {
            locales.push(locale);
        }
    }
    locales
}
