//! What addresses are, and what is none.

use super::*;

/// An address of every sort, translations among them.
pub(super) fn one_of_each() -> Vec<Address> {
    let slug = || Slug::new("open-vs-closed-ai").unwrap();
    let translated =
        |tag, address: Address| address.in_language(LanguageTag::new(tag).ok().as_ref());
    vec![
        Address::Home,
        Address::Paths,
        Address::Path(slug()),
        Address::Step(slug(), 7),
        Address::End(slug()),
        Address::Entry(slug()),
        Address::Thread(slug()),
        Address::Event(slug(), EventName::new("gpt-3.5_b").unwrap()),
        Address::Events,
        Address::EventsOfYear(2024),
        Address::EventsOfYear(44),
        Address::EventsOfMonth(2024, 5),
        Address::EntryEvents(slug()),
        Address::TopicEvents(slug()),
        Address::EventsFeed(FeedFormat::Atom),
        Address::EventsFeed(FeedFormat::Json),
        Address::EntryEventsFeed(slug()),
        Address::TopicEventsFeed(slug()),
        Address::Form(
            Subject::Event(slug(), EventName::new("a.b").unwrap()),
            Format::Json,
        ),
        Address::Form(
            Subject::Event(slug(), EventName::new("a").unwrap()),
            Format::Card,
        ),
        translated("de", Address::Event(slug(), EventName::new("x").unwrap())),
        translated("de", Address::Events),
        translated("de", Address::EventsOfYear(2024)),
        translated("de", Address::EventsOfMonth(2024, 5)),
        translated("de", Address::EntryEvents(slug())),
        translated("de", Address::TopicEvents(slug())),
        Address::Topic(slug()),
        Address::SourcesBy(Letter::Letter('a'), 1),
        Address::SourcesBy(Letter::Letter('ж'), 12),
        Address::SourcesBy(Letter::Digit, 2),
        Address::Source(SourceKey::from("a:b/ü.c~")),
        Address::Source(SourceKey::from("../..")),
        Address::Requested,
        Address::Progress,
        Address::Figure(slug(), slug(), FigureForm::Csv),
        Address::Titles,
        Address::Form(Subject::Thread(slug()), Format::Markdown),
        Address::Form(Subject::Path(slug()), Format::Json),
        Address::Feed,
        Address::ThreadFeed(slug()),
        Address::TopicFeed(slug()),
        Address::Sitemap,
        Address::SitemapPart(12),
        Address::Robots,
        Address::Llms,
        Address::Manifest,
        translated("ar", Address::Step(slug(), 7)),
        translated("pt-BR", Address::Entry(slug())),
        translated("de", Address::Form(Subject::Path(slug()), Format::Json)),
        translated("de", Address::Figure(slug(), slug(), FigureForm::Csv)),
        Address::Entries,
        Address::Threads,
        Address::Topics,
        Address::Sources,
        Address::Changes,
        Address::Search,
        Address::SearchData,
        translated("de", Address::Search),
        translated("pt-BR", Address::SearchData),
        Address::Entry(slug()).at_depth(Some(Level::Introductory)),
        Address::Thread(slug()).at_depth(Some(Level::Advanced)),
        Address::Step(slug(), 7).at_depth(Some(Level::Intermediate)),
        Address::Form(Subject::Entry(slug()), Format::Json).at_depth(Some(Level::Advanced)),
        Address::Figure(slug(), slug(), FigureForm::Csv).at_depth(Some(Level::Advanced)),
        translated(
            "de",
            Address::Entry(slug()).at_depth(Some(Level::Introductory)),
        ),
    ]
}

#[test]
fn every_address_is_read_as_it_is_written() {
    let slug = || Slug::new("open-vs-closed-ai").unwrap();
    for address in one_of_each() {
        assert_eq!(Address::parse(&address.to_string()), Some(address));
    }
    assert_eq!(
        Address::Step(slug(), 7).file(),
        "paths/open-vs-closed-ai/7/index.html"
    );
    assert_eq!(Address::Home.file(), "index.html");
    assert_eq!(Address::Titles.file(), "progress/titles.json");
    let outside = Address::Source(SourceKey::from("../../etc"));
    assert_eq!(outside.file(), "sources/~2e.~2f..~2fetc/index.html");
}

#[test]
fn a_host_of_files_answers_for_a_page_at_its_folder() {
    for address in one_of_each() {
        let mut url = String::new();
        address.push_in_files_to(&mut url);
        let file = address.file();
        assert_eq!(file.strip_suffix("index.html").unwrap_or(&file), url);
    }
}

#[test]
fn an_address_of_thousands_of_languages_is_refused_and_not_recursed_into() {
    assert_eq!(Address::parse(&"ar/".repeat(100_000)), None);
    let behind = format!("{}entries/x", "ar/".repeat(100_000));
    assert_eq!(Address::parse(&behind), None);
}

#[test]
fn what_is_no_address_is_refused() {
    for text in [
        "paths/x/0",
        "paths/x/01",
        "paths/x/+1",
        "entries/A",
        "nothing",
        "paths/x/1/2",
        "paths/x/1/introductory/advanced",
        "paths/x/introductory",
        "paths/x/end/advanced",
        "paths/x/introductory.md",
        "topics/x/advanced",
        "entries/x/easy",
        "entries/x/Advanced",
        "entries/x/advanced/2",
        "entries/x/advanced.png",
        "figures/x/easy/y.svg",
        "sources/~zz",
        "sources/a~62",
        "sources/by/a",
        "sources/by/A/1",
        "sources/by/a/0",
        "sources/by/abcd/1",
        "sources/by/a/1/2",
        "entries/x.txt",
        "entries/x/feed.xml",
        "threads/x/at",
        "threads/x/feed",
        "threads/x/a/b",
        "threads/x/a.txt/b",
        "threads/x/.md",
        "events/2024/13",
        "events/2024/00",
        "events/20240",
        "events/2024/05/01",
        "events/feed",
        "de/events/feed.xml",
        "de/entries/x/events.xml",
        "sitemap-0.xml",
        "sitemap-01.xml",
        "entries/.md",
        "paths/x/1.md",
        "ar",
        "ar/",
        "ar/entries",
        "ar/de/entries/x",
        "ar/topics/x",
        "ar/threads/x/feed.xml",
        "ar/entries/x.png",
        "ar/entries/x//",
        "xx/entries/x",
    ] {
        assert_eq!(Address::parse(text), None, "{text}");
    }
}
