//! The feed of what changed in an almanac: one entry for each revision, whatever its pages are called since.

use almanac_locale::Edition;
use almanac_model::{Day, Output, RecordedChange, Snapshot, day_after, href};

use crate::atom::{midnight, tag};
use crate::xml::escaped;

/// What a feed of changes tells of a revision.
#[derive(Debug, Clone)]
pub struct FedChange {
    /// The revision.
    pub change: RecordedChange,
    /// What it changed, page by page, each with its title and in words.
    pub lines: Vec<String>,
}

/// Which part of the changes a feed has.
#[derive(Debug, Clone)]
pub struct FeedPart {
    /// The newest revision.
    pub tip: String,
    /// The query of this part; empty of the newest.
    pub query: String,
    /// That of the next, if there is one.
    pub next: Option<String>,
}

/// The feed of some changes, the one that was recorded last first.
pub fn change_feed(
    (snapshot, today): (&Snapshot, Day),
    part: &FeedPart,
    changes: &[FedChange],
) -> Output {
    let edition = &Edition::new(snapshot, today);
    let config = edition.snapshot().config();
    let root = config.base_url.as_deref().unwrap_or(config.base_path());
    let feed = |query: &str| match query.is_empty() {
        true => format!("{root}changes/feed.xml"),
        false => format!("{root}changes/feed.xml?{query}"),
    };
    let moments = moments(edition.today(), changes);
    let newest = moments.first().cloned();
    let title = format!("{} · {}", config.title, edition.locale().text("changes"));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{}</id>\n<title>{}</title>\n<subtitle>{}</subtitle>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
        escaped(&config.language),
        href(&tag(edition, &["changes"])),
        escaped(&title),
        escaped(&(edition.locale()).named("history-up-to", short(&part.tip))),
        escaped(&href(&feed(&part.query))),
        href(&format!("{root}changes")),
    );
    if let Some(next) = &part.next {
        let next = escaped(&href(&feed(next)));
        out.push_str(&format!("<link rel=\"next\" href=\"{next}\"/>\n"));
    }
    let updated = newest.unwrap_or_else(|| midnight(edition.today()));
    out.push_str(&format!(
        "<updated>{updated}</updated>\n<author><name>{}</name></author>\n",
        escaped(&config.title)
    ));
    for (change, moment) in changes.iter().zip(&moments) {
        push_entry(&mut out, edition, root, change, moment);
    }
    out.push_str("</feed>\n");
    Output {
        content_type: "application/atom+xml; charset=utf-8",
        bytes: out.into_bytes(),
    }
}

fn push_entry(out: &mut String, edition: &Edition<'_>, root: &str, fed: &FedChange, moment: &str) {
    let revision = &fed.change.revision;
    let title = match revision.summary.is_empty() {
        true => edition.locale().text("history-what-changed"),
        false => &revision.summary,
    };
    out.push_str(&format!(
        "<entry>\n<id>{}</id>\n<title>{}</title>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
         <updated>{moment}</updated>\n<published>{moment}</published>\n",
        href(&tag(edition, &["changes", &revision.revision])),
        escaped(title),
        href(&format!("{root}changes/{}", revision.revision)),
    ));
    for person in &revision.authors {
        // An element without words is none that Atom allows.
        let name = match person.name.trim() {
            "" => "?",
            name => name,
        };
        out.push_str(&format!(
            "<author><name>{}</name></author>\n",
            escaped(name)
        ));
    }
    let paragraphs = revision.message.split("\n\n").map(str::trim);
    let paragraphs = paragraphs.filter(|text| !text.is_empty());
    let mut content = String::new();
    for text in paragraphs {
        content.push_str(&format!("<p>{}</p>\n", escaped(text)));
    }
    content.push_str("<ul>\n");
    for line in &fed.lines {
        content.push_str(&format!("<li>{}</li>\n", escaped(line)));
    }
    content.push_str("</ul>\n");
    out.push_str(&format!(
        "<content type=\"html\">{}</content>\n</entry>\n",
        escaped(&content)
    ));
}

/// When each change was recorded, as feeds write it. One of which that can't be known counts as recorded when the one that was
/// recorded before it was; nothing is recorded after today.
fn moments(today: Day, changes: &[FedChange]) -> Vec<String> {
    let latest = day_after(today, 1);
    let mut known = midnight(Day::constant(1970, 1, 1));
    let mut moments: Vec<String> = changes
        .iter()
        .rev()
        .map(|fed| {
            let moment = fed.change.revision.moment;
            if let Some(written) = moment.and_then(|moment| written(moment, latest)) {
                known = written;
            }
            known.clone()
        })
        .collect();
    moments.reverse();
    moments
}

fn written(moment: i64, latest: Day) -> Option<String> {
    let days = i32::try_from(moment.div_euclid(86_400)).ok()?;
    let in_range = (-100_000..=1_000_000).contains(&days);
    let day = in_range.then(|| day_after(Day::constant(1970, 1, 1), days))?;
    let seconds = moment.rem_euclid(86_400);
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    (day <= latest).then(|| format!("{day}T{hours:02}:{minutes:02}:{:02}Z", seconds % 60))
}

fn short(revision: &str) -> &str {
    revision.get(..12).unwrap_or(revision)
}
