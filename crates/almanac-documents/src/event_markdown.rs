//! An event as Markdown that stands by itself: what it is in front matter, then its text as it is written.

use std::fmt::Write;

use almanac_locale::Edition;
use almanac_model::{Address, Event, Page, Weight, without_remark_fillers};

use crate::event_json::cited_in;

/// The Markdown of an event.
pub(crate) fn event_markdown(edition: &Edition<'_>, page: &Page, event: &Event) -> Vec<u8> {
    let mut text = String::with_capacity(event.text.len() + 512);
    text.push_str("---\n");
    let mut field = |name: &str, value: &str| {
        // Writing to a string never fails.
        let _ = writeln!(text, "{name}: {}", quoted(value));
    };
    field("title", &event.title);
    field("date", &event.date.to_string());
    field("event", event.id.as_str());
    field("thread", page.slug.as_str());
    if event.weight != Weight::Ordinary {
        field("weight", event.weight.name());
    }
    field(
        "url",
        &edition.full_url_to(&edition.place_of_event(page, event)),
    );
    field("thread_url", &edition.full_url(&Address::of_page(page)));
    push_sources(&mut text, page, event);
    text.push_str("---\n");
    text.push_str(&without_remark_fillers(
        page.text[event.text.clone()].trim(),
    ));
    text.push('\n');
    text.into_bytes()
}

/// Appends the works that the text cites, so that its keys mean something.
fn push_sources(text: &mut String, page: &Page, event: &Event) {
    let cited = cited_in(page, event);
    if cited.is_empty() {
        return;
    }
    text.push_str("sources:\n");
    for cited in cited {
        let source = &cited.source;
        let _ = write!(
            text,
            "  - {{ key: {}, title: {}",
            quoted(source.key.as_str()),
            quoted(&source.title)
        );
        if let Some(url) = &source.url {
            let _ = write!(text, ", url: {}", quoted(url));
        }
        if let Some(date) = source.accessed {
            let _ = write!(text, ", accessed_date: {date}");
        }
        text.push_str(" }\n");
    }
}

/// A text as YAML has it between quotation marks, which is as JSON has it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text can be written as JSON")
}
