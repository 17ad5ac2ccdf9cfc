//! What `almanac.toml` declares.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::{
    AnchorRule, Day, GraphSettings, LanguageTag, Layout, PropertyName, Severity, Theme, nfc,
};

/// What `almanac.toml` declares, with defaults filled in.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Config {
    /// The almanac's name.
    pub title: String,
    /// One or two sentences about it, plain text.
    pub description: Option<String>,
    /// The address that it is published at, ending in `/`; may have a path.
    pub base_url: Option<String>,
    /// The language of the content, as a BCP 47 tag.
    pub language: String,
    /// The languages that it is translated into.
    pub languages: Vec<LanguageTag>,
    /// The licence of the content.
    pub licence: Option<String>,
    /// Reading speed, in words a minute.
    pub words_per_minute: u32,
    /// Whether quotation marks, apostrophes, dashes and ellipses are set as the language has them.
    pub smart_punctuation: bool,
    /// Whether words that readers search for and don't find are kept.
    pub count_misses: bool,
    /// Who may change what.
    pub contributions: Contributions,
    /// Where content lies, and how the texts of pages are read.
    pub content: ContentConfig,
    /// The kinds of entries: name → label. `concept` is always there.
    pub kinds: BTreeMap<String, String>,
    /// The properties of facts, in the order of the file, which is the order of the infobox.
    pub properties: Vec<Property>,
    /// How the site is to look.
    pub theme: Theme,
    /// Which severities hold where nothing else is said.
    pub preset: Preset,
    /// Severities that differ from those of the preset: check → severity, `None` for off.
    pub checks: BTreeMap<String, Option<Severity>>,
    /// What is to have evidence, where `missing-evidence` is on.
    pub evidence: WantedEvidence,
}

/// What `[contributions]` says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Contributions {
    /// Whose changes wait for an editor.
    pub review: Review,
    /// How many bytes a file has at most that somebody sends.
    pub max_upload: u64,
}

impl Default for Contributions {
    fn default() -> Self {
        Self {
            review: Review::default(),
            max_upload: 10_000_000,
        }
    }
}

/// Whose changes wait for an editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Review {
    /// Those of writers: they propose.
    #[default]
    Required,
    /// Nobody's: writers write.
    Open,
    /// Only editors write, and nobody proposes.
    Closed,
}

impl Review {
    /// All of them, in the order in which they are documented.
    pub const ALL: [Review; 3] = [Review::Required, Review::Open, Review::Closed];

    /// The name as `almanac.toml` gives it.
    pub fn name(self) -> &'static str {
        match self {
            Review::Required => "required",
            Review::Open => "open",
            Review::Closed => "closed",
        }
    }

    /// Finds that of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|review| review.name() == name)
    }
}

/// What `[content]` says.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct ContentConfig {
    /// In which folders content lies.
    pub layout: Layout,
    /// What is left out, in the patterns of `.gitignore`.
    pub ignore: Vec<String>,
    /// The git remote that is followed and written to.
    pub remote: Option<String>,
    /// Whose habits of writing are read.
    pub syntax: ContentSyntax,
    /// Whether the end of a line within a paragraph is shown as one.
    pub hard_breaks: bool,
    /// The settings of a graph of Logseq that is read as it is: its texts are outlines.
    pub outline: Option<GraphSettings>,
    /// How the generator makes the ids of headings whose site is read as it is.
    pub anchors: Option<AnchorRule>,
    /// Whether the words of wiki links stand before their targets, as in a folder of Dendron that is read as it is.
    pub words_first: bool,
    /// What has an address and stands in no list, in the patterns of `.gitignore`, as a vault says that it excludes it.
    pub unlisted: Vec<String>,
}

impl ContentConfig {
    /// What holds for a folder without `almanac.toml`.
    pub fn plain() -> Self {
        Self {
            layout: Layout::plain(),
            syntax: ContentSyntax::Notes,
            ..Self::default()
        }
    }
}

/// Whose habits of writing are read in the texts of pages. This is about what is read and shown, and has nothing to do
/// with what is reported: stricter checks must not publish a private remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ContentSyntax {
    /// Those of an almanac.
    #[default]
    Almanac,
    /// Those of a vault of notes: `%%remark%%`, `#tag`, and `{{…}}` of other programs, which stands as written.
    Notes,
    /// Those of a documentation site: `{{…}}` of other programs stands as written, `%%` and `#tag` are text.
    Sites,
}

impl ContentSyntax {
    /// All of them, in the order in which they are documented.
    pub const ALL: [ContentSyntax; 3] = [
        ContentSyntax::Almanac,
        ContentSyntax::Notes,
        ContentSyntax::Sites,
    ];

    /// Whether it is that of other programs, in which files are found by their names.
    pub fn is_foreign(self) -> bool {
        self != ContentSyntax::Almanac
    }

    /// The name as `almanac.toml` gives it.
    pub fn name(self) -> &'static str {
        match self {
            ContentSyntax::Almanac => "almanac",
            ContentSyntax::Notes => "notes",
            ContentSyntax::Sites => "sites",
        }
    }

    /// Finds that of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|syntax| syntax.name() == name)
    }
}

/// Which severities checks have where `almanac.toml` says nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Preset {
    /// Those of an almanac.
    #[default]
    Almanac,
    /// Those of notes: only what is broken is reported, and it stops nothing.
    Notes,
}

impl Preset {
    /// All of them, in the order in which they are documented.
    pub const ALL: [Preset; 2] = [Preset::Almanac, Preset::Notes];

    /// The name as `almanac.toml` gives it.
    pub fn name(self) -> &'static str {
        match self {
            Preset::Almanac => "almanac",
            Preset::Notes => "notes",
        }
    }

    /// Finds that of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.name() == name)
    }
}

/// What is to have evidence.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct WantedEvidence {
    /// Which claims.
    pub claims: Claims,
    /// On which pages: slugs, and `path:slug` for the steps of a path, each with its place in `almanac.toml`; on all if empty.
    pub pages: Vec<(String, Range<usize>)>,
}

/// Some of the claims that a page makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Claims {
    /// The values of facts.
    #[default]
    Facts,
    /// Values that are numbers, and sentences with a number in them that cite something.
    Numbers,
    /// All values, and all that cites something.
    All,
}

impl Claims {
    /// All of them, in the order in which they are documented.
    pub const ALL: [Claims; 3] = [Claims::Facts, Claims::Numbers, Claims::All];

    /// The name as `almanac.toml` gives it.
    pub fn name(self) -> &'static str {
        match self {
            Claims::Facts => "facts",
            Claims::Numbers => "numbers",
            Claims::All => "all",
        }
    }

    /// Finds those of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|claims| claims.name() == name)
    }
}

/// A property that facts may have.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Property {
    /// Its name, as facts give it.
    pub name: PropertyName,
    /// Its label, as readers see it.
    pub label: String,
    /// What its values are.
    pub kind: PropertyType,
    /// The unit of its quantities, in the plural.
    pub unit: Option<String>,
    /// The kinds of entries on which it may stand; any if empty.
    pub kinds: Vec<String>,
    /// How long its values may stand unreviewed.
    pub review: Option<Interval>,
}

/// What the values of a property are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PropertyType {
    /// A date, possibly imprecise.
    Date,
    /// A number, with a unit or without.
    Quantity,
    /// An amount of money.
    Money,
    /// Words.
    Text,
    /// An address.
    Link,
    /// Another entry or thread.
    Entry,
    /// Yes or no.
    Boolean,
}

impl PropertyType {
    /// All types, in the order in which they are documented.
    pub const ALL: [PropertyType; 7] = [
        PropertyType::Date,
        PropertyType::Quantity,
        PropertyType::Money,
        PropertyType::Text,
        PropertyType::Link,
        PropertyType::Entry,
        PropertyType::Boolean,
    ];

    /// The name as `almanac.toml` gives it.
    pub fn name(self) -> &'static str {
        match self {
            PropertyType::Date => "date",
            PropertyType::Quantity => "quantity",
            PropertyType::Money => "money",
            PropertyType::Text => "text",
            PropertyType::Link => "link",
            PropertyType::Entry => "entry",
            PropertyType::Boolean => "boolean",
        }
    }

    /// Finds the type of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A length of time in whole days, weeks, months or years: `6 months`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    days: u32,
    months: u32,
}

/// More than anyone needs, and few enough that the calendar never overflows.
const LONGEST_INTERVAL: u32 = 1000;

impl Interval {
    /// Reads `N days`, `N weeks`, `N months` or `N years`, from 1 to 1,000 of them (singular too).
    pub fn parse(text: &str) -> Option<Self> {
        let (count, unit) = text.trim().split_once(' ')?;
        let count: u32 = count
            .parse()
            .ok()
            .filter(|n| (1..=LONGEST_INTERVAL).contains(n))?;
        let (days, months) = match unit.trim().trim_end_matches('s') {
            "day" => (count, 0),
            "week" => (count * 7, 0),
            "month" => (0, count),
            "year" => (0, count * 12),
            _ => return None,
        };
        Some(Self { days, months })
    }

    /// The day that lies one interval after `day`; the last day of the calendar if there is none.
    pub fn after(self, day: Day) -> Day {
        let span = jiff::Span::new()
            .months(i64::from(self.months))
            .days(i64::from(self.days));
        day.checked_add(span).unwrap_or(Day::MAX)
    }
}

impl Config {
    /// The configuration of an almanac whose `almanac.toml` says nothing but its title.
    pub fn with_title(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            description: None,
            base_url: None,
            language: "en".to_owned(),
            languages: Vec::new(),
            licence: None,
            words_per_minute: 238,
            smart_punctuation: true,
            count_misses: false,
            contributions: Contributions::default(),
            content: ContentConfig::default(),
            kinds: BTreeMap::from([("concept".to_owned(), "Concept".to_owned())]),
            properties: Vec::new(),
            theme: Theme::default(),
            preset: Preset::default(),
            // Not every source has words that can be quoted: who wants them asks for it.
            checks: BTreeMap::from([("missing-evidence".to_owned(), None)]),
            evidence: WantedEvidence::default(),
        }
    }

    /// Finds a declared property.
    pub fn property(&self, name: &str) -> Option<&Property> {
        let name = &*nfc(name);
        self.properties
            .iter()
            .find(|property| property.name.as_str() == name)
    }

    /// The path of `base_url`, starting and ending with `/`: the prefix of every address on the site.
    pub fn base_path(&self) -> &str {
        let after_scheme = self
            .base_url
            .as_deref()
            .and_then(|url| url.split_once("://"));
        match after_scheme.and_then(|(_, rest)| rest.find('/').map(|slash| &rest[slash..])) {
            Some(path) if path.ends_with('/') => path,
            _ => "/",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_counted_by_the_calendar() {
        let start = Day::new(2024, 1, 31).unwrap();
        assert_eq!(
            Interval::parse("1 month").unwrap().after(start),
            Day::new(2024, 2, 29).unwrap()
        );
        assert_eq!(
            Interval::parse("2 weeks").unwrap().after(start),
            Day::new(2024, 2, 14).unwrap()
        );
        for bad in ["", "6", "0 months", "6 moons", "-1 days", "1001 years"] {
            assert_eq!(Interval::parse(bad), None, "{bad}");
        }
        assert_eq!(
            Interval::parse("1000 years").unwrap().after(Day::MAX),
            Day::MAX
        );
    }

    #[test]
    fn the_base_path_is_that_of_the_base_url() {
        let mut config = Config::with_title("x");
        assert_eq!(config.base_path(), "/");
        config.base_url = Some("https://example.org/almanac/".to_owned());
        assert_eq!(config.base_path(), "/almanac/");
    }
}
