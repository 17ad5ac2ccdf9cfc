//! What kinds, topics and paths are called where a site without a server is searched.

use almanac_locale::own_name;
use almanac_model::{Form, Level};
use almanac_search::{FactQuestions, RequestedPage, SearchLabels};

use crate::results::{WordedLink, facet_label, requested_links};
use crate::search_parameters::FilterName;
use crate::site::Site;
use crate::view::View;

impl Site<'_> {
    /// Whether pages show quotation marks and apostrophes as their language has them.
    pub fn sets_punctuation(&self) -> bool {
        self.view().snapshot().config().smart_punctuation
    }

    /// The labels in each language of the site, its own first.
    pub fn search_labels(&self, questions: &FactQuestions<'_>) -> Vec<SearchLabels> {
        let snapshot = self.view().snapshot();
        let translated = snapshot.config().languages.iter().map(Some);
        std::iter::once(None)
            .chain(translated)
            .map(|language| {
                let view = self.view_from_root().in_language(language);
                SearchLabels {
                    question: questions.words(),
                    ..labels(&view)
                }
            })
            .collect()
    }
}

fn labels(view: &View<'_>) -> SearchLabels {
    let (snapshot, locale) = (view.snapshot(), view.locale());
    let config = snapshot.config();
    let used = snapshot.pages().iter().filter_map(|page| match &page.form {
        Form::Entry { kind } => Some(kind),
        Form::Thread { .. } => None,
    });
    // Whoever narrows to a kind of which there is no page yet is not told that there is no such kind.
    let kinds = config.kinds.keys().chain(used).map(|kind| {
        let label = facet_label(view, FilterName::Kind, kind);
        (kind.clone(), label)
    });
    let own = std::iter::once(&*config.language);
    let languages = own.chain(config.languages.iter().map(|tag| tag.as_str()));
    // The same words as those of the table of addresses for the other sorts of pages.
    let sorts = [
        ("thread", "thread"),
        ("path", "learning-path"),
        ("topic", "topic"),
        ("source", "source"),
    ];
    let sorts = sorts.map(|(sort, message)| (sort.to_owned(), locale.text(message).to_owned()));
    let topics = snapshot.topics().iter();
    let paths = snapshot.paths().iter();
    SearchLabels {
        language: view.shown_language().to_owned(),
        kind: kinds.chain(sorts).collect(),
        level: Level::ALL
            .map(|level| (level.name().to_owned(), locale.level(level).to_owned()))
            .into(),
        languages: languages
            .map(|tag| (tag.to_owned(), own_name(tag)))
            .collect(),
        topic: topics
            .map(|topic| (topic.slug.to_string(), topic.title.clone()))
            .collect(),
        within: paths
            .filter_map(|path| {
                let index = snapshot.path_by_slug(path.slug.as_str())?;
                let title = view.path(index).title.clone();
                Some((format!("path:{}", path.slug), title))
            })
            .collect(),
        question: None,
        requested: requested_links(view)
            .map(|WordedLink { title, href }| RequestedPage { title, href })
            .collect(),
    }
}
