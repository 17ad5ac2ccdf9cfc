//! The text of a page: headings, paragraphs, links and citations, and the sources behind them.

use std::fmt::Write;

use super::plan::AlmanacPlan;
use super::random::Random;
use super::shape::Shape;

/// The running text of an entry, in words, on average; with headings and links it comes to 771.
pub(super) const ENTRY_WORDS: usize = 732;
pub(super) const LINKS: usize = 8;

/// A day of these years, as sources and events have them.
pub(super) fn date(random: &mut Random) -> String {
    let (year, month, day) = (
        random.between(2015, 2026),
        random.between(1, 13),
        random.between(1, 29),
    );
    format!("{year}-{month:02}-{day:02}")
}

/// The keys that a page cites: some of its own, and some that pages share.
pub(super) fn source_keys(plan: &AlmanacPlan, slug: &str, random: &mut Random) -> Vec<String> {
    let mut keys = vec![format!("{slug}-1")];
    let most = match plan.shape {
        Shape::Plain => plan.shape.references().min(plan.shared_sources + 1),
        Shape::AsAi | Shape::Depths | Shape::Vault => plan.shape.references(),
    };
    while keys.len() < most {
        let is_own = matches!(plan.shape, Shape::AsAi | Shape::Depths) && !random.once_in(10);
        let key = if is_own {
            format!("{slug}-{}", keys.len() + 1)
        } else {
            format!("shared-{}", random.popular(plan.shared_sources))
        };
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// The front matter of the page's own sources.
pub(super) fn own_sources(plan: &AlmanacPlan, keys: &[String], random: &mut Random) -> String {
    let own = keys.iter().filter(|key| !key.starts_with("shared-"));
    own.fold("sources:\n".to_owned(), |text, key| {
        format!("{text}  - {}\n", source(plan, key, random))
    })
}

/// A source as a YAML mapping in one line.
pub(super) fn source(plan: &AlmanacPlan, key: &str, random: &mut Random) -> String {
    let title = plan.words.sentence(random.between(3, 9), random);
    let publisher = plan.words.name(random);
    let published = date(random);
    format!(
        "{{ key: {key}, url: \"https://example.org/{key}\", title: \"{title}\", publisher: {publisher}, \
         published: {published}, accessed_date: 2026-11-20 }}"
    )
}

/// A value of a mapping that [`source`] wrote.
pub(super) fn value<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    let (_, rest) = line.split_once(&format!("{name}: "))?;
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split([',', '}']).next().map(str::trim_end),
    }
}

/// The body of an entry: so many words that entries have [`ENTRY_WORDS`] on average.
pub(super) fn entry_body(plan: &AlmanacPlan, keys: &[String], random: &mut Random) -> String {
    let words = random.between(ENTRY_WORDS / 2, ENTRY_WORDS * 3 / 2);
    let paragraphs = words.div_ceil(80).max(plan.shape.references());
    let mut text = String::new();
    let mut links = 0;
    for number in 0..paragraphs {
        if number > 0 && number % 3 == 0 {
            let heading = plan.words.sentence(random.between(1, 4), random);
            let _ = write!(text, "## {heading}\n\n");
        }
        // The links are spread evenly over the paragraphs.
        let due = LINKS * (number + 1) / paragraphs;
        let key = &keys[number % keys.len()];
        text.push_str(&paragraph(
            plan,
            words / paragraphs,
            due - links,
            key,
            random,
        ));
        text.push_str("\n\n");
        links = due;
    }
    text
}

/// A paragraph of so many words and links, with a citation at its end.
pub(super) fn paragraph(
    plan: &AlmanacPlan,
    words: usize,
    links: usize,
    key: &str,
    random: &mut Random,
) -> String {
    let mut text = String::new();
    let mut written = 0;
    while written + 8 < words {
        let length = random.between(8, 25).min(words - written);
        text.push_str(&plan.words.sentence(length, random));
        text.push_str(". ");
        written += length;
    }
    for _ in 0..links {
        let page = plan.popular_page(random);
        let lead = plan.words.sentence(2, random);
        if random.once_in(2) {
            let _ = write!(text, "{lead} [[{}]]. ", page.slug);
        } else {
            let _ = write!(text, "{lead} [[{}|{}]]. ", page.slug, page.title);
        }
    }
    let last = plan.words.sentence(3, random);
    let _ = write!(text, "{last}.[@{key}]");
    text
}
