//! A folder of Markdown that no program made.

use std::collections::BTreeMap;

use crate::front_matter::FrontMatter;
use crate::notes::{Notes, look_at_notes, place_all};
use crate::remarks::{Remarks, Topic, kind};
use crate::source::SourceFolder;
use crate::survey::{Config, Survey};

kind!(OF_GENERATOR: Topic::Notice, "configuration of a generator of sites, whose pages come in as plain Markdown", "configurations of generators of sites, whose pages come in as plain Markdown");

/// The configurations of generators whose sites are not read as such yet.
const CONFIGURATIONS: [&str; 2] = ["_config.yml", "conf.py"];

/// All files go over with their names and folders.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    for configuration in CONFIGURATIONS.iter().filter(|name| folder.has(name)) {
        remarks.add(OF_GENERATOR, configuration);
    }
    Survey {
        config: Config {
            language: language(folder),
            ..Config::of_notes(folder)
        },
        files: place_all(folder, &[], remarks),
        converter: Box::new(Notes::default()),
    }
}

/// The language that most notes with `lang:` name.
pub fn language(folder: &SourceFolder) -> String {
    let named = look_at_notes(folder, |_, text| {
        let head = FrontMatter::read(text);
        let language = head.text("lang").or_else(|| head.text("language"))?;
        let tag = almanac_model::LanguageTag::new(language).ok()?;
        Some(tag.as_str().to_owned())
    });
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for language in &named {
        *counts.entry(language).or_default() += 1;
    }
    let most = counts
        .into_iter()
        .max_by_key(|(language, count)| (*count, std::cmp::Reverse(*language)));
    most.map_or_else(|| "en".to_owned(), |(language, _)| language.clone())
}
