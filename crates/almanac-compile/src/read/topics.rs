//! Reads `topics.yaml` and `media.yaml`.

use std::collections::BTreeMap;
use std::ops::Range;

use almanac_model::{Area, FilePath, Layout, Slug, Topic, is_device_name, nearest, nfc};
use almanac_syntax::yaml::{self, Content, Node};

use super::data_findings;
use super::fields::{Fields, PlacedText};
use crate::checks::{DUPLICATE_SLUG, INVALID_FRONT_MATTER, UNKNOWN_LINK, UNPORTABLE_NAME};
use crate::reporter::{Finding, MAX_FINDINGS};

/// Reads the topics: a mapping from slug to title, description and parents.
pub(crate) fn read_topics(file: &FilePath, text: &str) -> (Vec<Topic>, Vec<Finding>) {
    let (node, faults) = yaml::parse(text, 0..text.len());
    let mut findings = data_findings(file, text, &faults);
    let mut topics: BTreeMap<Slug, Topic> = BTreeMap::new();
    let mut named = Vec::new();
    for (key, value) in topic_pairs(file, &node, &mut findings) {
        let (key, place) = key;
        let slug = match Slug::new(&key) {
            Ok(slug) => slug,
            Err(error) => {
                let message = format!("`{key}` is not a slug");
                let help = error.suggestion.map(|slug| format!("write `{slug}`"));
                let finding = Finding::new(&INVALID_FRONT_MATTER, file, place, message);
                findings.push(finding.maybe_help(help));
                continue;
            }
        };
        if is_device_name(slug.as_str()) {
            let message =
                format!("Windows can't hold a folder `{slug}`, where this topic would be built");
            let finding = Finding::new(&UNPORTABLE_NAME, file, place.clone(), message);
            findings.push(finding.help(format!("name it otherwise: `{slug}-topic`")));
        }
        let mut fields = Fields::new(file, value, "a topic");
        let title = fields
            .text("title")
            .unwrap_or_else(|| slug.as_str().replace('-', " "));
        let description = fields.text("description");
        let above = fields.texts("parents");
        let parents = above
            .iter()
            .filter_map(|(name, _)| Slug::new(name).ok())
            .collect();
        named.extend(above);
        fields.ignore(&["slug"]);
        findings.extend(fields.finish());
        if topics
            .insert(
                slug.clone(),
                Topic {
                    slug: slug.clone(),
                    title,
                    description,
                    parents,
                },
            )
            .is_some()
        {
            let message = format!("the topic `{slug}` stands twice");
            findings.push(Finding::new(&DUPLICATE_SLUG, file, place, message));
        }
    }
    findings.extend(unknown_parents(file, &topics, named));
    (topics.into_values().collect(), findings)
}

/// Reports topics that are named as parents and not declared.
fn unknown_parents(
    file: &FilePath,
    topics: &BTreeMap<Slug, Topic>,
    named: Vec<PlacedText>,
) -> Vec<Finding> {
    let unknown = named
        .into_iter()
        .filter(|(name, _)| !topics.contains_key(name.as_str()));
    let finding = |(index, (name, span)): (usize, PlacedText)| {
        // To find a near name takes a look at all topics: only for findings that will be reported.
        let is_reported = index < MAX_FINDINGS;
        let near = is_reported.then(|| nearest(&name, topics.keys().map(Slug::as_str)));
        let help = match near.flatten() {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("add `{name}:` with a `title` to `topics.yaml`"),
        };
        let message = format!("the topic `{name}` is not declared");
        Finding::new(&UNKNOWN_LINK, file, span, message).help(help)
    };
    unknown.enumerate().map(finding).collect()
}

/// A name, and where it stands.
type PlacedName = (String, Range<usize>);

/// The topics as pairs: of a mapping, or of a list whose items have a `slug`.
fn topic_pairs<'n>(
    file: &FilePath,
    node: &'n Node,
    findings: &mut Vec<Finding>,
) -> Vec<(PlacedName, &'n Node)> {
    let pairs: Vec<(Option<&Node>, &Node)> = match &node.content {
        Content::Mapping(pairs) => pairs
            .iter()
            .map(|(key, value)| (Some(key), value))
            .collect(),
        Content::Sequence(items) => items.iter().map(|item| (item.get("slug"), item)).collect(),
        Content::Null => Vec::new(),
        Content::Scalar(_) => vec![(None, node)],
    };
    let mut named = Vec::new();
    for (key, value) in pairs {
        match key.and_then(|key| Some((key.as_str()?.to_owned(), key.span.clone()))) {
            Some(name) => named.push((name, value)),
            None => {
                let message = "topics must be a mapping from slugs to titles and descriptions";
                let place = key.unwrap_or(value).span.clone();
                findings.push(Finding::new(&INVALID_FRONT_MATTER, file, place, message));
            }
        }
    }
    named
}

/// Reads `media.yaml`: which images have their licence given.
pub(crate) fn read_media(
    file: &FilePath,
    text: &str,
    layout: &Layout,
) -> (BTreeMap<FilePath, bool>, Vec<Finding>) {
    let (node, faults) = yaml::parse(text, 0..text.len());
    let mut findings = data_findings(file, text, &faults);
    let mut media = BTreeMap::new();
    if !node.is_null() && node.as_mapping().is_none() && faults.is_empty() {
        let message = "`media.yaml` must be a mapping from files to their licences";
        findings.push(Finding::new(
            &INVALID_FRONT_MATTER,
            file,
            node.span.clone(),
            message,
        ));
    }
    for (name, value) in node.as_mapping().unwrap_or_default() {
        let Some(name) = name.as_str() else {
            let message = "the name of a file must be a text";
            findings.push(Finding::new(
                &INVALID_FRONT_MATTER,
                file,
                name.span.clone(),
                message,
            ));
            continue;
        };
        let mut fields = Fields::new(file, value, "an image");
        let licensed = fields
            .text("licence")
            .is_some_and(|licence| !licence.is_empty());
        fields.ignore(&["attribution", "origin"]);
        findings.extend(fields.finish());
        let folder = layout.folder(Area::Media).unwrap_or_default();
        let path = match layout.may_be_sent(name) {
            true => name.to_owned(),
            false => format!("{folder}{name}"),
        };
        media.insert(FilePath::from(&*nfc(&path)), licensed);
    }
    (media, findings)
}
