//! The infobox: what an entry states, each value with its date and source.

use std::borrow::Cow;

use almanac_model::{Fact, Page, Property, Rank};
use rustc_hash::FxHashMap as HashMap;
use serde::Serialize;

use crate::checked::CheckedView;
use crate::dates::unbroken;
use crate::facts::{self, Newest, ValueLinks};
use crate::html::Html;
use crate::isolation::runs_otherwise;
use crate::view::View;
use almanac_locale::words_of;

/// How many values of a property are shown among the current ones and among the earlier ones, and how many
/// properties. The page's JSON has all.
const MOST_VALUES: usize = 100;
const MOST_ROWS: usize = 500;
/// How many properties are shown before the others are folded.
const SHOWN_ROWS: usize = 8;

/// The facts of a page, in the order of `almanac.toml`.
#[derive(Debug, Serialize)]
pub(crate) struct Infobox<'s> {
    /// Those that are shown.
    pub rows: Vec<InfoboxRow<'s>>,
    /// Those that are folded, so that the list of contents and the text are in view.
    pub further: Vec<InfoboxRow<'s>>,
}

/// The facts of one property.
#[derive(Debug, Serialize)]
pub(crate) struct InfoboxRow<'s> {
    /// The fragment by which prose links to it.
    pub anchor: String,
    pub label: Cow<'s, str>,
    /// What is true now; several values if sources disagree or they apply to different things.
    pub current: Vec<FactView<'s>>,
    pub is_contested: bool,
    /// What was true before, the latest first.
    pub earlier: Vec<FactView<'s>>,
    /// How many values there are beside those that are shown.
    pub more: usize,
}

/// One value.
#[derive(Debug, Serialize)]
pub(crate) struct FactView<'s> {
    pub value: Html,
    pub unit: Option<&'s str>,
    /// What stands behind the value to say its unit. It is part of the value where it has to stand within that.
    pub behind: String,
    /// Whether the value or its unit runs another way than the page.
    pub is_isolated: bool,
    pub applies_to: Option<&'s str>,
    pub validity: Option<String>,
    pub stale: Html,
    /// Who last found that the value is still true.
    pub checked: Option<CheckedView<'s>>,
    pub is_deprecated: bool,
    pub sources: Vec<NoteLink<'s>>,
}

/// The mark of a note.
#[derive(Debug, Serialize)]
pub(crate) struct NoteLink<'s> {
    /// What stands between it and the one before.
    pub before: &'static str,
    pub number: usize,
    pub title: Cow<'s, str>,
}

/// The infobox of a page; `None` if it states nothing.
pub(crate) fn infobox<'s>(site: &View<'s>, page: &'s Page) -> Option<Infobox<'s>> {
    let config = site.snapshot().config();
    let declared = config
        .properties
        .iter()
        .map(|property| (property.name.as_str(), Some(property)));
    // What nothing declares is a fault, and shown all the same.
    let mut undeclared: Vec<&str> = page
        .facts
        .iter()
        .map(|fact| fact.property.as_str())
        .collect();
    undeclared.retain(|name| config.property(name).is_none());
    undeclared.sort_unstable();
    undeclared.dedup();
    let collation = site.locale().collation();
    undeclared.sort_by_cached_key(|name| collation.sort_key(name));
    let properties = declared.chain(undeclared.into_iter().map(|name| (name, None)));
    let newest = Newest::of(page);
    let mut rows: Vec<InfoboxRow<'s>> = properties
        .filter_map(|(name, property)| row(site, page, &newest, name, property))
        .take(MOST_ROWS)
        .collect();
    let further = rows.split_off(rows.len().min(SHOWN_ROWS));
    (!rows.is_empty()).then_some(Infobox { rows, further })
}

fn row<'s>(
    site: &View<'s>,
    page: &'s Page,
    newest: &Newest<'_>,
    name: &str,
    property: Option<&'s Property>,
) -> Option<InfoboxRow<'s>> {
    let facts = page.facts_of(name);
    if facts.is_empty() {
        return None;
    }
    // The facts come in the order in which they are current, so that the first is the newest of its part.
    let mut first_of_part: HashMap<Option<&str>, &Fact> = HashMap::default();
    for fact in &facts {
        first_of_part
            .entry(fact.applies_to.as_deref())
            .or_insert(fact);
    }
    let is_first = |fact: &Fact| is_first(fact, first_of_part[&fact.applies_to.as_deref()]);
    let has_ended = |fact: &Fact| {
        fact.until
            .is_some_and(|until| until.latest() < site.today())
    };
    // What has ended is earlier than whatever holds, be that of another part. If nothing holds, the last that did is shown.
    let some_hold = facts.iter().any(|fact| is_first(fact) && !has_ended(fact));
    let (current, earlier): (Vec<&'s Fact>, Vec<&'s Fact>) = facts
        .iter()
        .copied()
        .partition(|fact| is_first(fact) && !(some_hold && has_ended(fact)));
    let view = |fact: &&'s Fact| view(site, page, newest, property, fact);
    let more = |facts: &[&Fact]| facts.len().saturating_sub(MOST_VALUES);
    Some(InfoboxRow {
        anchor: facts::anchor(name),
        label: property.map_or_else(
            || words_of(name).into(),
            |property| (*property.label).into(),
        ),
        is_contested: current
            .iter()
            .filter(|fact| fact.rank == Rank::Contested)
            .count()
            > 1,
        current: current.iter().take(MOST_VALUES).map(view).collect(),
        earlier: earlier.iter().take(MOST_VALUES).map(view).collect(),
        more: more(&current) + more(&earlier),
    })
}

/// Whether a fact is one to show first: the newest that applies to the same is not more
/// current, or it is contested along with that one.
fn is_first(fact: &Fact, first: &Fact) -> bool {
    let are_contested = first.rank == Rank::Contested && fact.rank == Rank::Contested;
    are_contested || fact.currency_key() == first.currency_key()
}

fn view<'s>(
    site: &View<'s>,
    page: &'s Page,
    newest: &Newest<'_>,
    property: Option<&'s Property>,
    fact: &'s Fact,
) -> FactView<'s> {
    let locale = site.locale();
    let cited = fact.sources.iter();
    let mut cited: Vec<_> = cited.filter_map(|key| page.cited(key.as_str())).collect();
    cited.sort_by_key(|cited| cited.number);
    let cited = cited.into_iter();
    let sources = cited.enumerate().map(|(place, cited)| NoteLink {
        before: if place == 0 {
            ""
        } else {
            locale.list_separator()
        },
        number: cited.number as usize,
        title: site.set_line(&cited.source.title),
    });
    let unit = facts::unit(property, fact);
    let around = site.locale().direction();
    let words = facts::words(site, fact);
    let with_unit = unit.map(|unit| site.locale().value_with_unit(&fact.value, unit));
    let with_unit = with_unit.as_deref().unwrap_or(&words);
    let behind = with_unit.strip_prefix(&*words);
    let value = match behind {
        Some(_) => facts::value(site, fact, ValueLinks::With),
        None => facts::value_in_words(site, fact, ValueLinks::With, with_unit),
    };
    FactView {
        value,
        is_isolated: runs_otherwise(&words, around)
            || unit.is_some_and(|unit| runs_otherwise(unit, around)),
        unit,
        behind: behind.unwrap_or_default().to_owned(),
        applies_to: fact.applies_to.as_deref(),
        validity: facts::validity(locale, fact).map(|words| {
            let dates = [fact.as_of, fact.until].into_iter().flatten();
            unbroken(words, dates.map(|date| locale.date(&date)))
        }),
        stale: facts::stale_mark(site, fact, || newest.is_current(fact)),
        checked: CheckedView::new(site, fact.counted_confirmation(site.today())),
        is_deprecated: fact.rank == Rank::Deprecated,
        sources: sources.collect(),
    }
}
