//! The text of an event in the file of a thread, without reading the whole page: a thread has many revisions.

use almanac_model::{EventName, slugify};

/// The heading of an event with its text, up to the next one. Where no id is written, its heading makes it.
pub(super) fn event_text<'t>(text: &'t str, event: &EventName) -> Option<&'t str> {
    let starts = heading_starts(text);
    let of_event = starts.iter().enumerate().find(|(_, start)| {
        let line = text[**start..].lines().next().unwrap_or_default();
        is_of(line, event)
    });
    let (place, start) = of_event?;
    let end = starts.get(place + 1).copied().unwrap_or(text.len());
    Some(&text[*start..end])
}

/// What an event is called, by its text: what stands behind the date in its heading.
pub(super) fn title_of_event(text: &str) -> Option<String> {
    let heading = text.lines().next()?.trim_start_matches('#').trim();
    let words = heading
        .rsplit_once('{')
        .map_or(heading, |(words, _)| words)
        .trim();
    let is_of_date = |letter: char| letter.is_ascii_digit() || "-~?% ·:–—".contains(letter);
    let title = words.trim_start_matches(is_of_date).trim();
    (!title.is_empty()).then(|| title.to_owned())
}

/// Where headings of the second level begin, outside of code.
fn heading_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut fence: Option<&str> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let marks = ["```", "~~~"];
        let mark = marks.into_iter().find(|mark| words.starts_with(mark));
        match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, Some(mark)) => fence = Some(mark),
            (None, None) if line.starts_with("## ") => starts.push(at),
            _ => {}
        }
        at += line.len();
    }
    starts
}

fn is_of(heading: &str, event: &EventName) -> bool {
    let heading = heading.trim_start_matches('#').trim();
    let (words, written) = match heading.rsplit_once('{') {
        Some((words, attributes)) => (words, attributes.trim_end_matches('}')),
        None => (heading, ""),
    };
    let is_name = |id: &str| EventName::new(id).is_ok_and(|id| id.is_same_file(event));
    let mut ids = written
        .split_whitespace()
        .filter_map(|part| part.strip_prefix('#'));
    let has_id = written.contains('#');
    let anchors = heading.split("<a id=\"").skip(1);
    let mut anchors = anchors.filter_map(|rest| rest.split('"').next());
    ids.any(is_name) || anchors.any(is_name) || !has_id && slugify(words) == event.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    const THREAD: &str = "---\ntitle: T\n---\nState.\n\n\
        ## 2019-02-14 · First {#first .major}\n\nText.\n\n```\n## 2020 · no event {#first}\n```\n\n\
        ## 2020 · Second thing\n\nMore.\n";

    fn found(name: &str) -> Option<&'static str> {
        event_text(THREAD, &EventName::new(name).unwrap())
    }

    #[test]
    fn an_event_reaches_from_its_heading_to_the_next() {
        let first = found("First").unwrap();
        assert!(first.starts_with("## 2019") && first.ends_with("```\n\n"));
        assert!(found("2020-second-thing").unwrap().ends_with("More.\n"));
        assert_eq!(title_of_event(first).as_deref(), Some("First"));
        assert_eq!(found("third"), None);
    }
}
