//! Things in the words of schema.org.

use almanac_model::{
    Address, ContentFile, Creator, Date, Event, LearningPath, Level, Page, PublicationDate,
    ReadingTime, Slug, Source, SourceType, Step,
};

use crate::dates::{machine_change, machine_past};
use crate::event_json::cited_in;
use crate::thing::Thing;
use almanac_locale::Edition;
use almanac_locale::machine_date as machine;
use almanac_locale::words_of;

/// The site as a whole, and where it is searched.
pub(crate) fn website(edition: &Edition<'_>) -> Thing {
    let config = edition.snapshot().config();
    let home = edition.full_url(&Address::Home);
    let search = edition.full_url(&Address::Search);
    let query = format!("{search}?q={{search_term_string}}");
    let target = Thing::new("EntryPoint").with("urlTemplate", &*query);
    let action = Thing::new("SearchAction")
        .thing("target", target)
        .with("query-input", "required name=search_term_string");
    let data = Thing::new("WebSite")
        .with("name", &*config.title)
        .with("url", &*home)
        .with("description", config.description.as_deref())
        .with("inLanguage", &*config.language);
    licensed(data, edition).thing("potentialAction", action)
}

/// A path, with its steps.
pub(crate) fn course(edition: &Edition<'_>, path: &LearningPath) -> Thing {
    let steps = path.steps.iter().enumerate();
    let parts = steps.map(|(index, step)| part(edition, path, (index + 1, None), step));
    let time = duration(path.reading_time);
    let instance = Thing::new("CourseInstance")
        .with("courseMode", "Online")
        .with("courseWorkload", &*time);
    let data = Thing::of_types(["Course", "LearningResource"])
        .with("name", &*path.title)
        .with("url", &*edition.full_url(&Address::of_path(path)))
        .with("description", path.summary.as_deref())
        .with("timeRequired", &*time)
        .with("educationalLevel", path.level.name())
        .with("learningResourceType", "learning path")
        .things("about", topics(edition, &path.topics))
        .things("hasPart", parts)
        .thing("hasCourseInstance", instance)
        .is("isAccessibleForFree")
        .with("inLanguage", edition.language_of(path.version.as_ref()))
        .thing(
            "translationOfWork",
            original(edition, &Address::of_path(path)),
        )
        .with(
            "dateModified",
            machine_change(edition, path.changed.as_ref()).as_deref(),
        )
        .thing("provider", publisher(edition));
    licensed(with_origin(data, edition, path), edition)
}

/// A step of a path, as a page of its own: at a depth, where that is not the path's own.
pub(crate) fn step(
    edition: &Edition<'_>,
    path: &LearningPath,
    (number, depth): (usize, Option<Level>),
) -> Option<Thing> {
    let step = path.steps.get(number.checked_sub(1)?)?;
    let page = shown_by(edition, step, depth).map(Address::of_page);
    let page = page.map(|address| edition.full_url(&address));
    Some(
        part(edition, path, (number, depth), step)
            .thing("isPartOf", path_reference(edition, path))
            .is("isAccessibleForFree")
            .with("mainEntityOfPage", page.as_deref()),
    )
}

fn shown_by<'s>(edition: &Edition<'s>, step: &Step, depth: Option<Level>) -> Option<&'s Page> {
    match depth {
        Some(depth) => edition.step_at(step, depth),
        None => edition.step(step),
    }
}

fn part(
    edition: &Edition<'_>,
    path: &LearningPath,
    (number, depth): (usize, Option<Level>),
    step: &Step,
) -> Thing {
    let page = shown_by(edition, step, depth);
    let name = page.map_or_else(|| words_of(&step.read), |page| page.title.clone());
    let level = page.and_then(|page| page.level);
    let time = page.map(|page| duration(page.time_as_step()));
    Thing::new("LearningResource")
        .number("position", number)
        .with("name", &*name)
        .with(
            "url",
            &*edition.full_url(&Address::of_step(path, number, depth)),
        )
        .with("description", page.and_then(|page| page.summary.as_deref()))
        .with("timeRequired", time.as_deref())
        .with("educationalLevel", level.map(|level| level.name()))
}

/// A path, named.
pub(crate) fn path_reference(edition: &Edition<'_>, path: &LearningPath) -> Thing {
    let url = edition.full_url(&Address::of_path(path));
    Thing::new("Course")
        .with("name", &*path.title)
        .with("url", &*url)
}

/// An entry or a thread, with what it cites.
pub(crate) fn article(edition: &Edition<'_>, page: &Page) -> Thing {
    let url = edition.full_url(&Address::of_page(page));
    let cited = page.cited.notes().map(|note| &*note.source);
    let thing = || {
        Thing::new("Thing")
            .with("name", &*page.title)
            .with_all("alternateName", &page.aliases)
    };
    let about = (!page.is_thread()).then(thing).into_iter();
    let data = Thing::new("Article")
        .with("headline", &*page.title)
        .with("url", &*url)
        .with("mainEntityOfPage", &*url)
        .with("description", page.summary.as_deref())
        .things("about", about.chain(topics(edition, &page.topics)))
        .with("timeRequired", &*duration(page.reading_time))
        .with("educationalLevel", page.level.map(|level| level.name()))
        .is("isAccessibleForFree")
        .with("inLanguage", edition.language_of(page.version.as_ref()))
        .thing(
            "translationOfWork",
            original(edition, &Address::of_page(page)),
        )
        .with(
            "dateModified",
            machine_change(edition, page.changed.as_ref()).as_deref(),
        )
        .thing("publisher", publisher(edition))
        .things("citation", cited.map(source_work));
    licensed(with_origin(data, edition, page), edition)
}

/// An event of a thread: the article that tells of it, and what happened, with a date as precise as it is known.
pub(crate) fn event(edition: &Edition<'_>, page: &Page, event: &Event) -> Thing {
    let url = edition.full_url_to(&edition.place_of_event(page, event));
    let thread = Thing::new("Article")
        .with("name", &*page.title)
        .with("url", &*edition.full_url(&Address::of_page(page)));
    let happened = Thing::new("Event").with("name", &*event.title).with(
        "startDate",
        Some(&*machine(&event.date)).filter(|_| is_certain(&event.date)),
    );
    let data = Thing::new("Article")
        .with("headline", &*event.title)
        .with("url", &*url)
        .with("mainEntityOfPage", &*url)
        .things(
            "about",
            std::iter::once(happened).chain(topics(edition, &page.topics)),
        )
        .with("timeRequired", &*duration(event.reading_time))
        .is("isAccessibleForFree")
        .with("inLanguage", edition.language_of(page.version.as_ref()))
        .with(
            "dateModified",
            machine_change(edition, page.changed.as_ref()).as_deref(),
        )
        .thing("isPartOf", thread)
        .thing("publisher", publisher(edition))
        .things(
            "citation",
            cited_in(page, event)
                .into_iter()
                .map(|cited| source_work(&cited.source)),
        );
    licensed(data, edition)
}

/// Whether a date can be given in a form that knows neither “about” nor “perhaps”.
fn is_certain(date: &Date) -> bool {
    !date.approximate && !date.uncertain
}

/// The original of a translation.
fn original(edition: &Edition<'_>, address: &Address) -> Option<Thing> {
    address.language()?;
    let url = edition.full_url(address.original());
    Some(Thing::new("CreativeWork").with("url", &*url))
}

/// A cited work.
pub(crate) fn source_work(source: &Source) -> Thing {
    let person = |maker: &Creator| Thing::new("Person").with("name", &*maker.name);
    // A range and words are no date there.
    let published = source.published.as_ref().and_then(PublicationDate::single);
    let details = |kind| source.details.as_deref().filter(|_| source.kind == kind);
    // Only these types have them.
    let edition = details(SourceType::Book).and_then(|details| details.edition.as_deref());
    let pages = details(SourceType::Paper).and_then(|details| details.pages.as_deref());
    let page_total = details(SourceType::Book).and_then(|details| details.page_total.as_deref());
    let version = source
        .details
        .as_deref()
        .and_then(|details| details.version.as_deref());
    let organization = |name: &String| Thing::new("Organization").with("name", &**name);
    Thing::new(work_type(source.kind))
        .with("name", &*source.title)
        .with("url", source.url.as_deref())
        .things("author", source.authors.named.iter().map(person))
        .things("editor", source.editors.named.iter().map(person))
        .things("translator", source.translators.named.iter().map(person))
        .thing("publisher", source.publisher.as_ref().map(organization))
        .with("datePublished", published.as_ref().map(machine).as_deref())
        .with("bookEdition", edition)
        .with("numberOfPages", page_total)
        .with("pagination", pages)
        .with("version", version)
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

fn topics(edition: &Edition<'_>, slugs: &[Slug]) -> impl Iterator<Item = Thing> {
    let declared = slugs
        .iter()
        .filter_map(|slug| edition.snapshot().topic(slug.as_str()));
    declared.map(|topic| {
        let url = edition.full_url(&Address::Topic(topic.slug.clone()));
        Thing::new("Thing")
            .with("name", &*topic.title)
            .with("url", &*url)
    })
}

fn publisher(edition: &Edition<'_>) -> Thing {
    Thing::new("Organization")
        .with("name", &*edition.snapshot().config().title)
        .with("url", &*edition.full_url(&Address::Home))
}

/// With the licence of the content: by its address in the SPDX list, if it is named as there.
fn licensed(data: Thing, edition: &Edition<'_>) -> Thing {
    let Some(licence) = edition.snapshot().config().licence.as_deref() else {
        return data;
    };
    let is_id = |byte: u8| byte.is_ascii_alphanumeric() || b"-.+".contains(&byte);
    if licence.bytes().all(is_id) {
        data.with(
            "license",
            &*format!("https://spdx.org/licenses/{licence}.html"),
        )
    } else {
        data.thing("license", Thing::new("CreativeWork").with("name", licence))
    }
}

/// Who wrote something and when it was published, as far as it says so.
fn with_origin(data: Thing, edition: &Edition<'_>, content: &ContentFile) -> Thing {
    let person = |name: &String| Thing::new("Person").with("name", &**name);
    data.things("author", content.authors.iter().map(person))
        .with(
            "datePublished",
            machine_past(edition, content.published.as_ref()).as_deref(),
        )
}

/// A time as ISO 8601 writes it: `PT42M`.
fn duration(time: ReadingTime) -> String {
    format!("PT{}M", time.minutes())
}
