//! What `sources.yaml` may say in the fields of Hayagriva, where these are other than ours
//! (<https://github.com/typst/hayagriva/blob/main/docs/file-format.md>).

use almanac_model::{Creator, Date, SourceType};
use almanac_syntax::yaml::{Content, Node};

use super::fields::Fields;

/// Fields that nothing of ours shows. That a work has them is no slip.
const NOT_SHOWN: [&str; 18] = [
    "abstract",
    "affiliated",
    "archive",
    "archive-location",
    "call-number",
    "chapter",
    "edition",
    "genre",
    "issue",
    "language",
    "location",
    "page-range",
    "page-total",
    "parent",
    "runtime",
    "time-range",
    "volume",
    "volume-total",
];

/// Says that Hayagriva's other fields exist.
pub(super) fn ignore_others(fields: &mut Fields<'_>) {
    fields.ignore(&NOT_SHOWN);
}

/// A field that is a text, or a mapping that has the text as it is usually written.
pub(super) fn text(fields: &mut Fields<'_>, name: &'static str) -> Option<String> {
    match fields.peek(name) {
        Some(node) if node.as_mapping().is_some() => formatted(fields.node(name)?),
        _ => fields.text(name),
    }
}

/// The words of a text that may have other forms beside: `{ value: …, short: … }`; of a publisher, its name.
fn formatted(node: &Node) -> Option<String> {
    let value = node.as_str().or_else(|| node.get("value")?.as_str());
    value
        .or_else(|| node.get("name")?.as_str())
        .map(str::to_owned)
}

/// What a work is part of: the first that is named.
fn parent<'n>(fields: &Fields<'n>) -> Option<&'n Node> {
    items(fields.peek("parent")?).first()
}

/// Where a work came out: what it is part of, and who published either of them.
pub(super) fn origin(fields: &mut Fields<'_>) -> Option<String> {
    let own = text(fields, "publisher").or_else(|| text(fields, "organization"));
    let parent = parent(fields);
    let of_parent = |name: &str| formatted(parent?.get(name)?);
    let publisher = own
        .or_else(|| of_parent("publisher"))
        .or_else(|| of_parent("organization"));
    let parts: Vec<String> = of_parent("title").into_iter().chain(publisher).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// When what a work is part of came out, which is when the work did.
pub(super) fn date_of_parent(fields: &Fields<'_>) -> Option<Date> {
    Date::parse(parent(fields)?.get("date")?.as_str()?).ok()
}

/// Who made a work, its editors if no author is named.
pub(super) fn creators(fields: &mut Fields<'_>) -> Vec<Creator> {
    let (authors, editors) = (fields.node("author"), fields.node("editor"));
    let people = authors.or(editors).map_or(&[][..], items);
    people.iter().filter_map(creator).collect()
}

/// A person as `Family, Given`, `Family, Suffix, Given` or in parts; anything else is a name as it is shown.
fn creator(node: &Node) -> Option<Creator> {
    let part = |name: &str| node.get(name).and_then(Node::as_str);
    let (family, given, suffix) = match node.as_str() {
        Some(text) => {
            let mut parts = text.split(',').map(str::trim);
            match (parts.next()?, parts.next(), parts.next()) {
                (family, Some(suffix), Some(given)) => {
                    (family.to_owned(), Some(given), Some(suffix))
                }
                (family, given, _) => (family.to_owned(), given, None),
            }
        }
        None => {
            let names = part("prefix").into_iter().chain([part("name")?]);
            let family = names.collect::<Vec<_>>().join(" ");
            (family, part("given-name"), part("suffix"))
        }
    };
    if family.is_empty() {
        return None;
    }
    let mut name = given.map_or_else(|| family.clone(), |given| format!("{given} {family}"));
    if let Some(suffix) = suffix {
        name = format!("{name}, {suffix}");
    }
    let family = given.is_some().then_some(family);
    Some(Creator { name, family })
}

fn items(node: &Node) -> &[Node] {
    match &node.content {
        Content::Sequence(items) => items,
        _ => std::slice::from_ref(node),
    }
}

/// The type of ours that is nearest to one of Hayagriva's.
pub(super) fn source_type(name: &str) -> Option<SourceType> {
    match name.to_ascii_lowercase().as_str() {
        "article" | "conference" | "proceedings" | "report" | "thesis" | "manuscript" => {
            Some(SourceType::Paper)
        }
        "book" | "chapter" | "anthology" | "anthos" | "reference" | "scene" => {
            Some(SourceType::Book)
        }
        "newspaper" | "periodical" => Some(SourceType::News),
        "repository" => Some(SourceType::Code),
        "legislation" | "case" => Some(SourceType::Law),
        "blog" | "post" => Some(SourceType::Post),
        "patent" => Some(SourceType::Filing),
        "artwork" | "audio" | "entry" | "exhibition" | "misc" | "original" | "performance"
        | "thread" | "video" => Some(SourceType::Web),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sources::read_shared_sources;

    #[test]
    fn what_a_work_is_part_of_and_who_made_it_is_kept() {
        let text = r#"
harbour-tides:
  type: Article
  title: { value: Tides in small harbours, short: Tides }
  author: ["van der Berg, Ann", { name: Lucas, given-name: Robert, suffix: Jr. }, Harbour Office]
  page-range: 12-34
  serial-number: { doi: 10.1000/tides }
  parent:
    type: Periodical
    title: Journal of Harbours
    publisher: { name: Example Press, location: Lisbon }
    date: 2019-05
    volume: 3
harbour-essays:
  type: Anthology
  title: Essays on harbours
  editor: Quay, Mary
  publisher: Example Press
  date: 2001
"#;
        let (sources, findings) = read_shared_sources(&"sources.yaml".into(), text);
        assert!(findings.is_empty(), "{findings:?}");
        let shown = sources.iter().map(|source| {
            let authors: Vec<&str> = source.authors.iter().map(AsRef::as_ref).collect();
            let published = source.published.as_ref().map(ToString::to_string);
            (
                source.title.clone(),
                authors.join("; "),
                source.publisher.clone(),
                published,
            )
        });
        let wanted = [
            (
                "Tides in small harbours".to_owned(),
                "Ann van der Berg; Robert Lucas, Jr.; Harbour Office".to_owned(),
                Some("Journal of Harbours, Example Press".to_owned()),
                Some("2019-05".to_owned()),
            ),
            (
                "Essays on harbours".to_owned(),
                "Mary Quay".to_owned(),
                Some("Example Press".to_owned()),
                Some("2001".to_owned()),
            ),
        ];
        assert_eq!(shown.collect::<Vec<_>>(), wanted);
        assert_eq!(sources[0].authors[0].short_name(), "van der Berg");
    }
}
