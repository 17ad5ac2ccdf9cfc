//! Things in the words of schema.org.

use almanac_model::{Changed, LearningPath, Page, ReadingTime, Slug, Source, SourceType, Step};
use serde_json::{Value, json};

use crate::Address;
use crate::dates::machine;
use crate::site::{Site, address_of_page, address_of_path, address_of_step};
use crate::words::words_of;

/// The site as a whole, and where it is searched.
pub(super) fn website(site: &Site<'_>) -> Value {
    let config = site.snapshot().config();
    let home = site.full_url(&Address::Home);
    json!({
        "@type": "WebSite",
        "name": config.title,
        "url": home,
        "description": config.description,
        "inLanguage": config.language,
        "license": licence(site),
        "potentialAction": {
            "@type": "SearchAction",
            "target": { "@type": "EntryPoint", "urlTemplate": format!("{home}search?q={{search_term_string}}") },
            "query-input": "required name=search_term_string",
        },
    })
}

/// A path, with its steps.
pub(super) fn course(site: &Site<'_>, path: &LearningPath) -> Value {
    let steps = path.steps.iter().enumerate();
    let parts: Vec<Value> = steps
        .map(|(index, step)| part(site, path, index + 1, step))
        .collect();
    let time = duration(path.reading_time);
    json!({
        "@type": ["Course", "LearningResource"],
        "name": path.title,
        "url": site.full_url(&address_of_path(path)),
        "description": path.summary,
        "timeRequired": time,
        "educationalLevel": path.level.name(),
        "learningResourceType": "learning path",
        "about": topics(site, &path.topics),
        "hasPart": parts,
        "hasCourseInstance": { "@type": "CourseInstance", "courseMode": "Online", "courseWorkload": time },
        "isAccessibleForFree": true,
        "inLanguage": site.language_of(path.translation.as_ref()),
        "translationOfWork": original(site, &address_of_path(path)),
        "license": licence(site),
        "dateModified": modified(path.changed.as_ref()),
        "provider": publisher(site),
    })
}

/// A step of a path, as a page of its own.
pub(super) fn step(site: &Site<'_>, path: &LearningPath, number: usize) -> Option<Value> {
    let step = path.steps.get(number.checked_sub(1)?)?;
    let mut data = part(site, path, number, step);
    data["isPartOf"] = path_reference(site, path);
    data["isAccessibleForFree"] = json!(true);
    if let Some(index) = step.page {
        let page = address_of_page(site.page(index));
        data["mainEntityOfPage"] = json!(site.full_url(&page));
    }
    Some(data)
}

fn part(site: &Site<'_>, path: &LearningPath, number: usize, step: &Step) -> Value {
    let page = step.page.map(|index| site.page(index));
    json!({
        "@type": "LearningResource",
        "position": number,
        "name": page.map_or_else(|| words_of(&step.read), |page| page.title.clone()),
        "url": site.full_url(&address_of_step(path, number)),
        "description": page.and_then(|page| page.summary.as_ref()),
        "timeRequired": page.map(|page| duration(page.reading_time)),
        "educationalLevel": page.and_then(|page| page.level).map(|level| level.name()),
    })
}

/// A path, named.
pub(super) fn path_reference(site: &Site<'_>, path: &LearningPath) -> Value {
    let url = site.full_url(&address_of_path(path));
    json!({ "@type": "Course", "name": path.title, "url": url })
}

/// An entry or a thread, with what it cites.
pub(super) fn article(site: &Site<'_>, page: &Page) -> Value {
    let url = site.full_url(&address_of_page(page));
    let sources = site.snapshot().sources();
    let cited = page
        .cited
        .iter()
        .filter_map(|key| sources.get(key).map(AsRef::as_ref));
    let mut about = topics(site, &page.topics);
    if !page.is_thread() {
        let names = (!page.aliases.is_empty()).then_some(&page.aliases);
        about.insert(
            0,
            json!({ "@type": "Thing", "name": page.title, "alternateName": names }),
        );
    }
    json!({
        "@type": "Article",
        "headline": page.title,
        "url": url,
        "mainEntityOfPage": url,
        "description": page.summary,
        "about": about,
        "timeRequired": duration(page.reading_time),
        "educationalLevel": page.level.map(|level| level.name()),
        "isAccessibleForFree": true,
        "inLanguage": site.language_of(page.translation.as_ref()),
        "translationOfWork": original(site, &address_of_page(page)),
        "license": licence(site),
        "dateModified": modified(page.changed.as_ref()),
        "publisher": publisher(site),
        "citation": cited.map(source_work).collect::<Vec<Value>>(),
    })
}

/// The original of a translation.
fn original(site: &Site<'_>, address: &Address) -> Option<Value> {
    let url = site.full_url(address.original());
    address
        .language()
        .map(|_| json!({ "@type": "CreativeWork", "url": url }))
}

/// A cited work.
pub(super) fn source_work(source: &Source) -> Value {
    let person = |name: &String| json!({ "@type": "Person", "name": name });
    let organization = |name: &String| json!({ "@type": "Organization", "name": name });
    json!({
        "@type": work_type(source.kind),
        "name": source.title,
        "url": source.url,
        "author": source.authors.iter().map(person).collect::<Vec<Value>>(),
        "publisher": source.publisher.as_ref().map(organization),
        "datePublished": source.published.as_ref().map(machine),
    })
}

fn work_type(kind: SourceType) -> &'static str {
    match kind {
        SourceType::Paper => "ScholarlyArticle",
        SourceType::News => "NewsArticle",
        SourceType::Law => "Legislation",
        SourceType::Dataset => "Dataset",
        SourceType::Code => "SoftwareSourceCode",
        SourceType::Book => "Book",
        SourceType::ModelCard
        | SourceType::Licence
        | SourceType::Filing
        | SourceType::Post
        | SourceType::Docs
        | SourceType::Web => "CreativeWork",
    }
}

fn topics(site: &Site<'_>, slugs: &[Slug]) -> Vec<Value> {
    let declared = slugs
        .iter()
        .filter_map(|slug| site.snapshot().topic(slug.as_str()));
    declared
        .map(|topic| {
            let url = site.full_url(&Address::Topic(topic.slug.clone()));
            json!({ "@type": "Thing", "name": topic.title, "url": url })
        })
        .collect()
}

fn publisher(site: &Site<'_>) -> Value {
    let name = &site.snapshot().config().title;
    json!({ "@type": "Organization", "name": name, "url": site.full_url(&Address::Home) })
}

/// The licence: by its address in the SPDX list, if it is named as there.
fn licence(site: &Site<'_>) -> Option<Value> {
    let licence = site.snapshot().config().licence.as_deref()?;
    let is_id = |byte: u8| byte.is_ascii_alphanumeric() || b"-.+".contains(&byte);
    Some(if licence.bytes().all(is_id) {
        json!(format!("https://spdx.org/licenses/{licence}.html"))
    } else {
        json!({ "@type": "CreativeWork", "name": licence })
    })
}

fn modified(changed: Option<&Changed>) -> Option<String> {
    changed.map(|changed| machine(&changed.date))
}

/// A time as ISO 8601 writes it: `PT42M`.
fn duration(time: ReadingTime) -> String {
    format!("PT{}M", time.minutes())
}
