//! What `sources.yaml` may say in the fields of Hayagriva, where these are other than ours
//! (<https://github.com/typst/hayagriva/blob/main/docs/file-format.md>).

use almanac_model::{Creator, Creators, PublicationDate, SourceType, WorkDetails};
use almanac_syntax::yaml::{Content, Node};

use super::fields::{Fields, PlacedText};
use super::work_details::{edition, page_range};

/// Fields that nothing of ours shows. That a work has them is no slip.
const NOT_SHOWN: [&str; 9] = [
    "abstract",
    "affiliated",
    "archive",
    "archive-location",
    "call-number",
    "genre",
    "parent",
    "runtime",
    "time-range",
];

/// The other fields of what a work is part of.
const OF_PARENT: [&str; 19] = [
    "author",
    "chapter",
    "date",
    "edition",
    "editor",
    "issue",
    "language",
    "location",
    "note",
    "organization",
    "page-range",
    "page-total",
    "publisher",
    "serial-number",
    "title",
    "type",
    "url",
    "volume",
    "volume-total",
];

/// How many works may be part of each other in a row; the rest is not read.
const MAX_PARENTS: usize = 8;

/// Says that Hayagriva's other fields exist, and looks through those of what a work is part of.
pub(super) fn ignore_others(fields: &mut Fields<'_>) {
    fields.ignore(&NOT_SHOWN);
    for parent in parents(fields) {
        let mut inner = Fields::new(fields.file, parent, "what a work is part of");
        inner.ignore(&NOT_SHOWN);
        inner.ignore(&OF_PARENT);
        let findings = inner.finish();
        fields.findings.extend(findings);
    }
}

/// A field that is a text, or a mapping that has the text as it is usually written.
pub(super) fn text(fields: &mut Fields<'_>, name: &'static str) -> Option<String> {
    match fields.peek(name) {
        Some(node) if node.as_mapping().is_some() => formatted(fields.node(name)?),
        Some(node) if node.as_str().is_some_and(|text| text.contains('{')) => {
            formatted(fields.node(name)?)
        }
        _ => fields.text(name),
    }
}

/// The title, or that of what the work is part of if it has none: a chapter may go by its number alone.
pub(super) fn title(fields: &mut Fields<'_>) -> Option<String> {
    text(fields, "title").or_else(|| of_parents(fields, "title"))
}

/// The words of a text that may have other forms beside: `{ value: …, short: … }`; of a publisher, its name. Braces, which
/// keep letters from being changed to small ones, are left out.
fn formatted(node: &Node) -> Option<String> {
    let value = node.as_str().or_else(|| node.get("value")?.as_str());
    let text = value.or_else(|| node.get("name")?.as_str())?;
    Some(text.replace(['{', '}'], "").trim().to_owned())
}

/// What a work is part of, the nearest first: each work that is named, and what that is part of in turn.
fn parents<'n>(fields: &Fields<'n>) -> Vec<&'n Node> {
    let mut found: Vec<&Node> = Vec::new();
    let mut next = fields.peek("parent");
    while let Some(node) = next {
        found.extend(items(node));
        found.truncate(MAX_PARENTS);
        next = items(node).first().and_then(|first| first.get("parent"));
        if found.len() == MAX_PARENTS {
            break;
        }
    }
    found
}

/// The first text that a field has of those that a work is part of.
fn of_parents(fields: &Fields<'_>, name: &str) -> Option<String> {
    let parents = parents(fields).into_iter();
    let mut texts = parents.filter_map(|parent| formatted(parent.get(name)?));
    texts.next()
}

/// Where the publisher of a work is, or that of what it is part of, else where the work itself was made or presented.
fn location(fields: &Fields<'_>, own: Option<String>) -> Option<String> {
    let of_publisher = |node: &Node| formatted(node.get("location")?);
    let publisher = fields.peek("publisher").and_then(of_publisher);
    let of_parents = || {
        let parents = parents(fields).into_iter();
        let mut locations = parents.filter_map(|parent| {
            let publisher = parent.get("publisher").and_then(of_publisher);
            publisher.or_else(|| formatted(parent.get("location")?))
        });
        locations.next()
    };
    publisher.or(own).or_else(of_parents)
}

/// Where a work came out: what it is part of, and who published either of them.
pub(super) fn origin(fields: &mut Fields<'_>) -> Option<String> {
    let own = text(fields, "publisher").or_else(|| text(fields, "organization"));
    let publisher = own
        .or_else(|| of_parents(fields, "publisher"))
        .or_else(|| of_parents(fields, "organization"));
    // A work without a title takes that of the work that it is part of, which is then not repeated as its container.
    let container = fields
        .peek("title")
        .and_then(|_| of_parents(fields, "title"));
    let parts: Vec<String> = container.into_iter().chain(publisher).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Adds what stands under Hayagriva's own names, of the work itself or of what it is part of.
pub(super) fn complete_details(fields: &mut Fields<'_>, details: &mut WorkDetails) {
    let own = (text(fields, "issue"), text(fields, "page-range"));
    let or_parents = |own: Option<String>, name: &str| own.or_else(|| of_parents(fields, name));
    details.edition = or_parents(details.edition.take(), "edition").map(edition);
    details.volume = or_parents(details.volume.take(), "volume");
    details.number = or_parents(details.number.take().or(own.0), "issue");
    let total = |fields: &mut Fields<'_>, name: &'static str| {
        text(fields, name).or_else(|| of_parents(fields, name))
    };
    details.volume_total = details
        .volume_total
        .take()
        .or_else(|| total(fields, "volume-total"));
    // A chapter has not as many pages as its book.
    details.page_total = details
        .page_total
        .take()
        .or_else(|| text(fields, "page-total"));
    details.location = location(fields, details.location.take());
    details.pages = details.pages.take().or(own.1).map(page_range);
}

/// When what a work is part of came out, which is when the work did.
pub(super) fn date_of_parent(fields: &Fields<'_>) -> Option<PublicationDate> {
    PublicationDate::parse(&edtf(&of_parents(fields, "date")?))
}

/// A date of Hayagriva, whose sign for an approximate one stands before it, as EDTF.
pub(super) fn edtf(date: &str) -> String {
    match date.strip_prefix('~') {
        Some(date) => format!("{date}~"),
        None => date.to_owned(),
    }
}

/// The address of what a work is part of. Which work it is, that doesn't say.
pub(super) fn address_of_parent(fields: &Fields<'_>) -> Option<String> {
    let parents = parents(fields).into_iter();
    let mut addresses = parents.filter_map(|parent| formatted(parent.get("url")?));
    addresses.next()
}

/// The address of a work in the archive that has it under a number: `serial-number: { arxiv: … }`.
pub(super) fn address_of_number(fields: &Fields<'_>) -> Option<String> {
    let numbers = fields.peek("serial-number")?;
    let number = |name: &str| numbers.get(name)?.as_str().map(str::trim);
    let arxiv = number("arxiv").map(|number| {
        let number = number.trim_start_matches("arXiv:");
        format!("https://arxiv.org/abs/{number}")
    });
    let pubmed =
        || number("pmid").map(|number| format!("https://pubmed.ncbi.nlm.nih.gov/{number}/"));
    let central = || {
        number("pmcid").map(|number| format!("https://www.ncbi.nlm.nih.gov/pmc/articles/{number}/"))
    };
    arxiv.or_else(pubmed).or_else(central)
}

/// Who made a work of sound or pictures, the first that there is.
const MAKERS: [&str; 6] = [
    "director",
    "writer",
    "executive-producer",
    "producer",
    "composer",
    "narrator",
];

/// Who wrote a work: its authors, of a chapter without any those of the whole, of a film its director.
pub(super) fn authors(fields: &mut Fields<'_>) -> Creators {
    let own = creators(fields.node("author"));
    if !own.is_empty() || fields.peek("editor").is_some() {
        return own;
    }
    let mut makers = MAKERS.iter().map(|role| affiliated(fields, role));
    if let Some(makers) = makers.find(|makers| !makers.is_empty()) {
        return makers;
    }
    let kind = fields.peek("type").and_then(Node::as_str);
    let is_chapter = kind.is_some_and(|kind| kind.eq_ignore_ascii_case("chapter"));
    match is_chapter || fields.peek("title").is_none() {
        true => creators(
            parents(fields)
                .iter()
                .find_map(|parent| parent.get("author")),
        ),
        false => own,
    }
}

/// Who edited a work, or what it is part of.
pub(super) fn editors(fields: &mut Fields<'_>) -> Creators {
    let own = fields.node("editor");
    let of_parent = || {
        parents(fields)
            .iter()
            .find_map(|parent| parent.get("editor"))
    };
    match own.or_else(of_parent) {
        Some(editors) => creators(Some(editors)),
        None => affiliated(fields, "compiler"),
    }
}

/// Who translated a work.
pub(super) fn translators(fields: &Fields<'_>) -> Creators {
    affiliated(fields, "translator")
}

/// Those who had a part in a work that is neither an author's nor an editor's.
fn affiliated(fields: &Fields<'_>, role: &str) -> Creators {
    let groups = fields.peek("affiliated").map_or(&[][..], items);
    let is_meant = |group: &&Node| {
        let named = group.get("role").and_then(Node::as_str);
        named.is_some_and(|named| named.eq_ignore_ascii_case(role))
    };
    let groups = groups.iter().filter(is_meant);
    groups.fold(Creators::default(), |mut all, group| {
        let creators = creators(group.get("names"));
        all.named.extend(creators.named);
        all.has_more |= creators.has_more;
        all
    })
}

fn creators(people: Option<&Node>) -> Creators {
    let people = people.map_or(&[][..], items);
    let named: Vec<Creator> = people.iter().filter_map(creator).collect();
    with_others(named)
}

/// How lists of names end that leave out the rest: as in BibTeX, and as in footnotes.
const OTHERS: [&str; 4] = ["and others", "others", "et al.", "et al"];

/// Those who are named, and whether it says behind them that there are more.
fn with_others(mut named: Vec<Creator>) -> Creators {
    let last = named.pop();
    let rest = last.as_ref().and_then(|last| without_others(&last.name));
    let has_more = rest.is_some();
    match rest.map(str::to_owned) {
        Some(name) if name.is_empty() => {}
        Some(name) => named.extend(last.map(|last| Creator { name, ..last })),
        None => named.extend(last),
    }
    Creators { named, has_more }
}

/// A name without the words behind it that say that there are more; `None` if there are none such.
fn without_others(name: &str) -> Option<&str> {
    let rest = OTHERS.iter().find_map(|others| name.strip_suffix(others))?;
    let is_word = rest.is_empty() || rest.ends_with(' ');
    is_word.then(|| rest.trim_end_matches([' ', ',']))
}

/// Names of ours, which are written as they are shown.
pub(super) fn plain_names(names: Vec<PlacedText>) -> Creators {
    let named = names.into_iter().map(|(name, _)| Creator::from(name));
    with_others(named.collect())
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
        | "thread" | "video" | "web" => Some(SourceType::Web),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sources::read_shared_sources;

    #[test]
    fn who_is_not_named_is_no_person_called_others() {
        let of = |authors: &str| {
            let text = format!("tides:\n  title: T\n  url: https://e.example\n  {authors}\n");
            let (sources, findings) = read_shared_sources(&"sources.yaml".into(), &text);
            assert!(findings.is_empty(), "{findings:?}");
            let authors = &sources[0].authors;
            let names = authors.named.iter().map(|author| author.name.clone());
            (names.collect::<Vec<_>>().join("; "), authors.has_more)
        };
        for left_out in [
            "authors: [Ann Berg, others]",
            "authors: [Ann Berg, et al.]",
            "authors: [Ann Berg et al.]",
            "authors: Ann Berg and others",
            "author: [\"Berg, Ann\", others]\n  type: Article",
        ] {
            assert_eq!(of(left_out), ("Ann Berg".to_owned(), true), "{left_out}");
        }
        for whole in ["Ann Brothers", "Office for Others", "Moet al"] {
            assert_eq!(
                of(&format!("authors: [{whole}]")),
                (whole.to_owned(), false)
            );
        }
    }

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
    issue: 2
harbour-essays:
  type: Anthology
  title: Essays on harbours
  editor: Quay, Mary
  publisher: Example Press
  location: Porto
  page-total: 300
  volume-total: 2
  date: 2001
"#;
        let (sources, findings) = read_shared_sources(&"sources.yaml".into(), text);
        assert!(findings.is_empty(), "{findings:?}");
        let shown = sources.iter().map(|source| {
            let authors: Vec<&str> = source.authors.named.iter().map(AsRef::as_ref).collect();
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
                String::new(),
                Some("Example Press".to_owned()),
                Some("2001".to_owned()),
            ),
        ];
        assert_eq!(shown.collect::<Vec<_>>(), wanted);
        let details = sources[0].details.as_deref().unwrap();
        assert_eq!(details.volume.as_deref(), Some("3"));
        assert_eq!(details.number.as_deref(), Some("2"));
        assert_eq!(details.pages.as_deref(), Some("12–34"));
        assert_eq!(details.location.as_deref(), Some("Lisbon"));
        let details = sources[1].details.as_deref().unwrap();
        assert_eq!(details.location.as_deref(), Some("Porto"));
        assert_eq!(details.page_total.as_deref(), Some("300"));
        assert_eq!(details.volume_total.as_deref(), Some("2"));
        assert_eq!(sources[0].authors.named[0].short_name(), "van der Berg");
        assert_eq!(sources[1].editors.named[0].name, "Mary Quay");
    }
}
