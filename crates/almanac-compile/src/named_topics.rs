//! Topics that notes name without declaring them: `#birds/herons`, and `tags:` in front matter.

use std::collections::{BTreeMap, BTreeSet};

use almanac_model::{Slug, Topic, slugify};
use almanac_syntax::Document;
use almanac_syntax::yaml::Node;

/// The fields of front matter that name topics in the files of other programs.
pub(crate) const TOPIC_FIELDS: [&str; 6] = [
    "topics",
    "tags",
    "tag",
    "categories",
    "category",
    "keywords",
];

/// The slug of a topic by a name that may have wider ones before it: that of `birds/herons` is `birds-herons`.
pub(crate) fn topic_slug(name: &str) -> Option<Slug> {
    Slug::new(&slugify(&name.replace('/', "-"))).ok()
}

/// All topics of a vault: those that are declared, and those that pages name, each with the wider one that its name
/// begins with. Sorted by slug.
pub(crate) fn with_named_topics<'d>(
    declared: Vec<Topic>,
    documents: impl Iterator<Item = &'d Document>,
) -> Vec<Topic> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for document in documents {
        names.extend(document.topics.iter().map(|(name, _)| name.as_str()));
        let fields = TOPIC_FIELDS.iter();
        let fields = fields.filter_map(|field| Some((*field, document.front_matter.get(field)?)));
        names.extend(fields.flat_map(|(name, value)| topic_words(name, value)));
    }
    let mut topics: BTreeMap<Slug, Topic> = BTreeMap::new();
    for name in names {
        add(name, &mut topics);
    }
    topics.extend(
        declared
            .into_iter()
            .map(|topic| (topic.slug.clone(), topic)),
    );
    topics.into_values().collect()
}

/// The names of topics that a field of another program's front matter gives: of one text, those between commas, and in a
/// field of tags those between blanks, too.
pub(crate) fn topic_words<'n>(field: &str, value: &'n Node) -> Vec<&'n str> {
    let are_tags = field.starts_with("tag");
    let is_between = move |c: char| c == ',' || are_tags && c.is_whitespace();
    let mut words = Vec::new();
    match value.as_sequence() {
        None => words.extend(
            value
                .as_str()
                .into_iter()
                .flat_map(|text| text.split(is_between)),
        ),
        Some(items) => items.iter().filter_map(word_of).for_each(|word| {
            // `#one #two` are two, whatever holds them.
            match word.starts_with('#') {
                true => words.extend(word.split(is_between)),
                false => words.push(word),
            }
        }),
    }
    let words = words.into_iter();
    let words = words.map(|word| word.trim().trim_start_matches('#').trim_matches(['[', ']']));
    words.filter(|word| !word.is_empty()).collect()
}

/// What an item of such a field says: a text, a list of one in place of a link, or something with a label.
fn word_of(item: &Node) -> Option<&str> {
    let inner = || word_of(item.as_sequence()?.first()?);
    let label = || item.get("label").or_else(|| item.get("name"))?.as_str();
    item.as_str().or_else(inner).or_else(label)
}

/// Adds a topic, and the wider ones that its name begins with.
fn add(name: &str, topics: &mut BTreeMap<Slug, Topic>) {
    let mut wider: Option<Slug> = None;
    let name = name.trim_matches('/');
    let ends = name
        .match_indices('/')
        .map(|(at, _)| at)
        .chain([name.len()]);
    for end in ends {
        let Some(slug) = topic_slug(&name[..end]) else {
            continue;
        };
        let title = name[..end].rsplit('/').next().unwrap_or(name);
        let topic = topics.entry(slug.clone()).or_insert_with(|| Topic {
            slug: slug.clone(),
            title: title.to_owned(),
            description: None,
            parents: Vec::new(),
        });
        let is_new = |parent: &Slug| *parent != slug && !topic.parents.contains(parent);
        topic
            .parents
            .extend(wider.replace(slug.clone()).filter(is_new));
    }
}

#[cfg(test)]
mod tests {
    use almanac_syntax::{Dialect, Habits, parse};

    use super::*;

    #[test]
    fn a_topic_has_the_wider_ones_that_its_name_begins_with() {
        let notes = Dialect {
            habits: Habits::Notes,
            ..Dialect::default()
        };
        let text = "---\ntags: [marsh, \"#Birds\"]\n---\nA #birds/herons/grey one.\n";
        let document = parse(text, notes);
        let topics = with_named_topics(Vec::new(), [&document].into_iter());
        let shown = topics.iter().map(|topic| {
            let parents: Vec<&str> = topic.parents.iter().map(Slug::as_str).collect();
            (topic.slug.as_str(), parents)
        });
        assert_eq!(
            shown.collect::<Vec<_>>(),
            [
                ("birds", vec![]),
                ("birds-herons", vec!["birds"]),
                ("birds-herons-grey", vec!["birds-herons"]),
                ("marsh", vec![]),
            ]
        );
    }
}
