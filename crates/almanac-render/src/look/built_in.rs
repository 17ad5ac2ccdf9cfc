//! The templates that are built in, as an almanac's own templates may name them.

use std::sync::LazyLock;

use super::dialect::to_jinja;

/// What stands before the name of a template to name the one that is built in, overridden or not.
pub(super) const BUILT_IN: &str = "built-in/";

/// A template in the dialect of the almanac's own.
pub(super) struct BuiltIn {
    /// `entry.html`.
    pub name: &'static str,
    /// `built-in/entry.html`.
    pub full_name: String,
    pub text: String,
}

macro_rules! sources {
    ($($name:literal),* $(,)?) => {
        /// The templates as they are compiled, by name.
        const SOURCES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../templates/", $name)))),*];
    };
}

sources!(
    "base.html",
    "change.html",
    "changes.html",
    "cite.html",
    "closing.html",
    "contributor.html",
    "contributors.html",
    "edit.html",
    "entries.html",
    "entry.html",
    "event.html",
    "events.html",
    "head.html",
    "history.html",
    "home.html",
    "log.html",
    "missed.html",
    "new.html",
    "not_found.html",
    "parts.html",
    "path.html",
    "paths.html",
    "progress.html",
    "proposal.html",
    "proposals.html",
    "protect.html",
    "reader.html",
    "report.html",
    "reports.html",
    "requested.html",
    "search.html",
    "sent_back.html",
    "sign_in.html",
    "source.html",
    "sources.html",
    "threads.html",
    "topic.html",
    "topics.html",
    "undo.html",
);

static TEMPLATES: LazyLock<Vec<BuiltIn>> = LazyLock::new(|| {
    let template = |(name, source): &(&'static str, &str)| BuiltIn {
        name,
        full_name: format!("{BUILT_IN}{name}"),
        text: to_jinja(source),
    };
    SOURCES.iter().map(template).collect()
});

pub(super) fn all() -> &'static [BuiltIn] {
    &TEMPLATES
}

/// The names of the templates that an almanac may override.
pub fn built_in_templates() -> impl Iterator<Item = &'static str> {
    SOURCES.iter().map(|(name, _)| *name)
}

/// The text of a built-in template, in the form in which an almanac may override it.
pub fn built_in_template(name: &str) -> Option<&'static str> {
    let found = all().iter().find(|template| template.name == name);
    found.map(|template| template.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_of_the_folder_may_be_overridden() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|item| item.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        assert_eq!(files, built_in_templates().collect::<Vec<_>>());
    }
}
