//! The files of a synthetic almanac.

use std::fmt::Write;

use super::plan::{AlmanacPlan, MadeUpName};
use super::prose::{date, entry_body, own_sources, paragraph, source, source_keys};
use super::random::Random;

const LEVELS: [&str; 3] = ["introductory", "intermediate", "advanced"];
const KINDS: [&str; 4] = ["organisation", "model", "concept", "person"];

/// `almanac.toml`.
pub(super) fn config(plan: &AlmanacPlan) -> String {
    let count = plan.entries.len();
    format!(
        r#"title = "A synthetic almanac of {count} entries"
language = "en"
licence = "CC0-1.0"

[kinds]
organisation = "Organisation"
model = "Model"
concept = "Concept"
person = "Person"

[properties.founded]
label = "Founded"
type = "date"

[properties.users]
label = "Users"
type = "quantity"
unit = "people"
review = "12 months"

[properties.revenue]
label = "Revenue"
type = "money"

[properties.rival]
label = "Rival"
type = "entry"
"#
    )
}

/// `topics.yaml`: each topic has an earlier one above it.
pub(super) fn topics(plan: &AlmanacPlan) -> String {
    (0..plan.topics).fold(String::new(), |mut text, number| {
        let mut random = plan.random("topic", number);
        let title = plan.words.name(&mut random);
        let _ = writeln!(text, "topic-{number}:\n  title: {title} T{number}");
        if number > 0 {
            let _ = writeln!(text, "  parents: [topic-{}]", random.popular(number));
        }
        text
    })
}

/// `sources.yaml`: the sources that pages share.
pub(super) fn shared_sources(plan: &AlmanacPlan) -> String {
    (0..plan.shared_sources).fold(String::new(), |mut text, number| {
        let mut random = plan.random("source", number);
        let line = source(plan, &format!("shared-{number}"), &mut random);
        let _ = writeln!(text, "- {line}");
        text
    })
}

/// An entry.
pub(super) fn entry(plan: &AlmanacPlan, number: usize) -> String {
    let name = &plan.entries[number];
    let mut random = plan.random("entry text", number);
    let keys = source_keys(plan, &name.slug, &mut random);
    let level = plan.shape.has_depths(number).then_some(LEVELS[1]);
    let head = head(plan, name, level, &mut random);
    let kind = random.one_of(&KINDS);
    let facts = facts(plan, &keys, &mut random);
    let sources = own_sources(plan, &keys, &mut random);
    let body = entry_body(plan, &keys, &mut random);
    format!("---\n{head}kind: {kind}\n{facts}{sources}---\n{body}")
}

/// The other depths of an entry, each with the end of its file's name: as long as the entry, with the same sources.
pub(super) fn depths(plan: &AlmanacPlan, number: usize) -> Vec<(&'static str, String)> {
    if !plan.shape.has_depths(number) {
        return Vec::new();
    }
    let name = &plan.entries[number];
    let keys = source_keys(plan, &name.slug, &mut plan.random("entry text", number));
    let depth = |level: &'static str| {
        let mut random = plan.random(level, number);
        let summary = plan.words.sentence(12, &mut random);
        let body = entry_body(plan, &keys, &mut random);
        let title = &name.title;
        let text = format!("---\ntitle: {title}, {level}\nsummary: \"{summary}.\"\n---\n{body}");
        (level, text)
    };
    [LEVELS[0], LEVELS[2]].map(depth).into()
}

/// What entries and threads have in front alike.
fn head(
    plan: &AlmanacPlan,
    name: &MadeUpName,
    own_level: Option<&str>,
    random: &mut Random,
) -> String {
    let chance = *random.one_of(&LEVELS);
    let level = own_level.unwrap_or(chance);
    let summary = plan.words.sentence(random.between(8, 18), random);
    let topic = random.popular(plan.topics);
    format!(
        "id: {}\ntitle: {}\nlevel: {level}\nsummary: \"{summary}.\"\ntopics: [topic-{topic}]\n",
        name.slug, name.title
    )
}

fn facts(plan: &AlmanacPlan, keys: &[String], random: &mut Random) -> String {
    let key = random.one_of(keys).clone();
    let mut text = format!(
        "facts:\n  founded: {{ value: {}, sources: [{key}] }}\n  users:\n",
        date(random)
    );
    for year in 2027 - random.between(1, 5)..2027 {
        let value = random.between(1_000, 90_000_000);
        let _ = writeln!(
            text,
            "    - {{ value: {value}, as_of: {year}-06, sources: [{key}] }}"
        );
    }
    if random.once_in(2) {
        let value = random.between(1, 900);
        let _ = writeln!(
            text,
            "  revenue: {{ value: USD {value} million, as_of: 2025, sources: [{key}] }}"
        );
    }
    if random.once_in(3) {
        let rival = &plan.popular_page(random).slug;
        let _ = writeln!(text, "  rival: {{ value: {rival}, sources: [{key}] }}");
    }
    text
}

/// A thread of at most 40 events, and of so many that each of its sources is cited; or one that tells so many of each of its
/// entries as the shape wants, every tenth of them major.
pub(super) fn thread(plan: &AlmanacPlan, number: usize) -> String {
    let name = &plan.threads[number];
    let mut random = plan.random("thread text", number);
    let keys = source_keys(plan, &name.slug, &mut random);
    let head = head(plan, name, None, &mut random);
    let sources = own_sources(plan, &keys, &mut random);
    let mut text = format!("---\n{head}{sources}---\n");
    text.push_str(&paragraph(plan, 80, 1, &keys[0], &mut random));
    let own = plan.shape.events_of_an_entry();
    let entries = plan.entries.len() / plan.threads.len().max(1);
    let events = match own {
        Some(each) => each * entries,
        None => random.between(plan.shape.references(), 41),
    };
    let mut dates: Vec<String> = (0..events).map(|_| date(&mut random)).collect();
    dates.sort();
    for (event, date) in dates.iter().enumerate() {
        let heading = plan.words.sentence(random.between(3, 8), &mut random);
        let key = &keys[event % keys.len()];
        let words = random.between(20, 60);
        let links = usize::from(random.once_in(2));
        let told = paragraph(plan, words, links, key, &mut random);
        let (mut weight, mut named) = ("", String::new());
        if let Some(each) = own {
            weight = if event % 10 == 0 { " .major" } else { "" };
            named = format!(
                "[[{}]] ",
                plan.entries[number * entries + event / each].slug
            );
        }
        let _ = write!(
            text,
            "\n\n## {date} · {heading} {{#event-{event}{weight}}}\n\n{named}{told}"
        );
    }
    text.push('\n');
    text
}

/// A path of 5 to 12 steps.
pub(super) fn path(plan: &AlmanacPlan, number: usize) -> String {
    let name = &plan.paths[number];
    let mut random = plan.random("path text", number);
    let summary = plan.words.sentence(12, &mut random);
    let mut text = format!(
        "---\nid: {}\ntitle: {}\nsummary: \"{summary}.\"\nsteps:\n",
        name.slug, name.title
    );
    let mut steps: Vec<&str> = Vec::new();
    for _ in 0..random.between(5, 13) {
        let slug = &plan.popular_page(&mut random).slug;
        if !steps.contains(&slug.as_str()) {
            steps.push(slug);
        }
    }
    for step in steps {
        let why = plan.words.sentence(random.between(8, 20), &mut random);
        let _ = writeln!(text, "  - {{ read: {step}, why: \"{why}.\" }}");
    }
    let introduction = plan.words.sentence(30, &mut random);
    let closing = plan.words.sentence(30, &mut random);
    let _ = write!(text, "---\n{introduction}.\n\n# Closing\n\n{closing}.\n");
    text
}

/// The text of the entry or thread of this name.
pub(super) fn text_of(plan: &AlmanacPlan, slug: &str) -> String {
    // Slugs end in a letter for what they are, and its number.
    let (_, mark) = slug.rsplit_once('-').unwrap_or(("", slug));
    let number = mark.get(1..).and_then(|number| number.parse().ok());
    match (mark.chars().next(), number) {
        (Some('t'), Some(number)) => thread(plan, number),
        (_, number) => entry(plan, number.unwrap_or(0)),
    }
}
