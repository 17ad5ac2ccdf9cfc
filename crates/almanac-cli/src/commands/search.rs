//! `almanac search`: what the search of the site finds, in a terminal.

use std::io::Write;
use std::process::ExitCode;
use std::sync::mpsc;

use almanac_documents::Documents;
use almanac_render::{
    SearchParameters, Site, WordedAnswer, WordedHit, WordedPassage, WordedResults,
};
use almanac_search::{LiveIndex, QueryNote, missed_words};
use almanac_workspace::Almanac;
use anstyle::Style;
use anyhow::{Result, bail};

use crate::almanac;
use crate::arguments::Search;
use crate::failure::say;
use crate::own_folder;
use crate::search_home;

/// Searches, and exits with 1 where nothing was found.
pub fn run(arguments: &Search) -> Result<ExitCode> {
    let almanac = almanac::to_read(arguments.folder.dir.as_deref(), None)?;
    let today = arguments.today.unwrap_or_else(almanac::today);
    let snapshot = almanac::compile_dated(&almanac, today, None)?.snapshot;
    let index = LiveIndex::start(search_home::of(&almanac), || {}, say);
    index.show(snapshot.clone(), 0);
    let (sender, ready) = mpsc::channel();
    index.when_ready(0, move || {
        let _ = sender.send(());
    });
    if ready.recv().is_err() {
        bail!("the search index can't be made");
    }
    if arguments.misses {
        return write_misses(arguments, &almanac, &index, &snapshot.config().language);
    }
    let asked = parameters(arguments);
    let request = asked.request(&snapshot.config().language);
    let found = index.search(&request);
    let results = found.map(|(_, results)| results).unwrap_or_default();
    let site = Site::new(&snapshot, today, &Documents);
    let mut out = anstream::stdout().lock();
    if arguments.json {
        out.write_all(&site.search_data(&asked, &results).bytes)?;
    } else {
        write_results(&mut out, &site.in_words(&asked, &results))?;
    }
    Ok(match results.total {
        0 => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    })
}

/// Writes the words that readers have not found, without those that are found by now.
fn write_misses(
    arguments: &Search,
    almanac: &Almanac,
    index: &LiveIndex,
    language: &str,
) -> Result<ExitCode> {
    let folder = own_folder::of(almanac);
    let mut words = folder.map_or_else(|| Ok(Vec::new()), |folder| missed_words(&folder))?;
    words.retain(|words| {
        let request = SearchParameters::of_query(words).request(language);
        let found = index.search(&request);
        found.is_none_or(|(_, results)| results.total == 0)
    });
    let mut out = anstream::stdout().lock();
    if arguments.json {
        writeln!(out, "{}", serde_json::to_string(&words)?)?;
    } else {
        words
            .iter()
            .try_for_each(|words| writeln!(out, "{words}"))?;
    }
    Ok(match words.is_empty() {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    })
}

/// What is asked for, as an address of the site would have it.
fn parameters(arguments: &Search) -> SearchParameters {
    let mut asked = SearchParameters::of_query(&arguments.query.join(" "));
    asked.page = arguments.page.max(1);
    for (name, value) in [
        ("kind", &arguments.kind),
        ("level", &arguments.level),
        ("topic", &arguments.topic),
        ("in", &arguments.within),
        ("language", &arguments.language),
    ] {
        if let Some(value) = value
            && let Some(narrowed) = asked.clone().narrowed(name, value)
        {
            asked = narrowed;
        }
    }
    asked
}

fn write_results(out: &mut impl Write, results: &WordedResults) -> Result<()> {
    for note in &results.notes {
        writeln!(out, "{}", words_of(note))?;
    }
    if let Some(answer) = &results.answer {
        write_answer(out, answer)?;
    }
    match (results.total, results.pages) {
        (0, _) => writeln!(out, "Nothing was found.")?,
        (1, _) => writeln!(out, "1 page found")?,
        (total, 0 | 1) => writeln!(out, "{total} pages found")?,
        (total, pages) => writeln!(out, "{total} pages found, page {} of {pages}", results.page)?,
    }
    for hit in &results.hits {
        write_hit(out, hit)?;
    }
    for (words, links) in [
        ("Near titles", &results.near),
        ("Not written yet", &results.requested),
    ] {
        if !links.is_empty() {
            let titles: Vec<&str> = links.iter().map(|link| &*link.title).collect();
            writeln!(out, "{words}: {}", titles.join(", "))?;
        }
    }
    Ok(())
}

fn write_answer(out: &mut impl Write, answer: &WordedAnswer) -> Result<()> {
    for value in &answer.values {
        let of = value.applies_to.iter().chain(&value.validity);
        let of: Vec<&str> = of.map(String::as_str).collect();
        let of = if of.is_empty() {
            String::new()
        } else {
            format!(" ({})", of.join(", "))
        };
        let WordedAnswer { title, label, .. } = answer;
        writeln!(out, "{title} · {label}: {}{of}", bold(&value.value))?;
        for source in &value.sources {
            writeln!(out, "  {}", source.title)?;
        }
    }
    writeln!(out)?;
    Ok(())
}

fn write_hit(out: &mut impl Write, hit: &WordedHit) -> Result<()> {
    writeln!(out, "\n{}  {}", marked(&hit.marked_title), hit.label)?;
    if let Some(passage) = hit.passages.first() {
        writeln!(out, "  {}", passage_line(passage))?;
    }
    writeln!(out, "  {}", hit.href)?;
    Ok(())
}

fn passage_line(passage: &WordedPassage) -> String {
    let words = marked(&passage.marked);
    match &passage.heading {
        Some(heading) => format!("{heading}: {words}"),
        None => words,
    }
}

/// Pieces of which every second one matched, those in bold. Where the output is no terminal, it is plain text.
fn marked(pieces: &[String]) -> String {
    let pieces = pieces.iter().enumerate();
    let pieces = pieces.map(|(number, piece)| match number % 2 {
        1 => bold(piece),
        _ => piece.clone(),
    });
    pieces.collect()
}

fn bold(words: &str) -> String {
    const BOLD: Style = Style::new().bold();
    format!("{BOLD}{words}{BOLD:#}")
}

fn words_of(note: &QueryNote) -> String {
    match note {
        QueryNote::NearWords { typed, taken } => {
            format!(
                "No page has “{typed}”. Showing results for {}.",
                quoted(taken)
            )
        }
        QueryNote::LeftOut { words } => {
            format!("No page has all words. Left out: {}.", quoted(words))
        }
        QueryNote::MayBeMissing { words } => format!("Some pages are without {}.", quoted(words)),
        QueryNote::OnlyExclusions => {
            "Only words to leave out were given: give a word to look for as well.".to_owned()
        }
        QueryNote::CutOff { last } => {
            format!("The query is longer than what is looked for: it ends behind “{last}”.")
        }
        QueryNote::UnknownValue { name, value } => format!("No page has the {name} “{value}”."),
    }
}

fn quoted(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
    words.join(", ")
}
