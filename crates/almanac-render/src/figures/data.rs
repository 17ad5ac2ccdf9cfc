//! What a figure draws: points gathered from facts, from a thread's events or from a file of data.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use almanac_model::{
    Cell, DataTable, Date, Fact, Form, LinkTarget, NamedWorks, Page, PageIndex, Source, SourceKey,
    Value,
};
use almanac_syntax::{FigureBlock, FigureType, MAX_SERIES, MAX_VALUES};

use crate::facts::{self, Newest};
use crate::view::View;

/// One value.
#[derive(Debug, Clone, Default)]
pub(super) struct Point {
    pub label: String,
    /// Which series it belongs to, from 0.
    pub series: usize,
    pub x: Option<AxisValue>,
    pub y: Option<f64>,
    /// The value in words.
    pub shown: String,
    pub as_of: Option<Date>,
    /// The date in words.
    pub dated: Option<String>,
    pub sources: Vec<PointSource>,
    /// The titles of its sources, one behind the other, as a drawing shows them.
    pub source_titles: String,
    /// Where its source is shown.
    pub href: String,
    pub is_stale: bool,
}

impl Point {
    /// Sets the punctuation of its words.
    fn set_lines(&mut self, site: &View<'_>) {
        site.set_in_place(&mut self.label);
        site.set_in_place(&mut self.shown);
        let sources = self.sources.iter().filter_map(|of| of.source.as_ref());
        let titles: Vec<Cow<'_, str>> =
            sources.map(|source| site.set_line(&source.title)).collect();
        self.source_titles = titles.join(" · ");
    }
}

/// A source of a value.
#[derive(Debug, Clone)]
pub(super) struct PointSource {
    /// The key that the value's page gives it; where a key means several works on several pages, the
    /// name of this one in addresses.
    pub key: SourceKey,
    /// The source; `None` if there is none of the key, which has been reported.
    pub source: Option<Arc<Source>>,
}

/// A place along the horizontal axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum AxisValue {
    Date(Date),
    Number(f64),
}

impl AxisValue {
    /// A number that places can be compared by: a date's middle, in days.
    pub fn number(self) -> f64 {
        match self {
            AxisValue::Number(number) => number,
            AxisValue::Date(date) => {
                (day_number(date.earliest()) + day_number(date.latest())) / 2.0
            }
        }
    }
}

/// A day as a number of days.
pub(super) fn day_number(day: almanac_model::Day) -> f64 {
    let start = almanac_model::Day::constant(1970, 1, 1);
    start
        .until(day)
        .map_or(0.0, |span| f64::from(span.get_days()))
}

/// All points of a figure, and the names of its series.
#[derive(Debug, Default)]
pub(super) struct Data {
    pub points: Vec<Point>,
    pub series: Vec<String>,
    /// Whether there is more than a figure draws.
    pub is_cut: bool,
}

impl Data {
    /// Gathers what a block asks for; what can't be read is left out, and has been reported.
    pub fn gather(site: &View<'_>, own: Option<&Page>, block: &FigureBlock) -> Self {
        if let Some(table) = block.data.as_deref().map(|file| site.snapshot().data(file)) {
            return table.map_or_else(Self::default, |table| of_table(site, own, table, block));
        }
        if let Some(thread) = &block.thread {
            return of_thread(site, thread);
        }
        of_facts(site, &pages(site, own, block), block)
    }

    /// Sets the punctuation of all words for a drawing.
    pub fn set_lines(&mut self, site: &View<'_>) {
        for point in &mut self.points {
            point.set_lines(site);
        }
        for name in &mut self.series {
            site.set_in_place(name);
        }
    }

    /// The sources of all points, each once, in the order of the points.
    pub fn sources(&self) -> impl Iterator<Item = (&SourceKey, &Source)> {
        let mut seen = HashSet::new();
        let all = self.points.iter().flat_map(|point| &point.sources);
        let all = all.filter(move |one| seen.insert(&one.key));
        all.filter_map(|one| Some((&one.key, one.source.as_deref()?)))
    }
}

/// The pages that a figure names, those of the kind that it names, or the one that it stands on.
pub(super) fn pages<'s>(
    site: &View<'s>,
    own: Option<&'s Page>,
    block: &FigureBlock,
) -> Vec<&'s Page> {
    let snapshot = site.snapshot();
    let named = block.entries.iter().map(|name| snapshot.resolve(name));
    let mut indexes: Vec<PageIndex> = named
        .filter_map(|target| match target {
            LinkTarget::Page(index) => Some(index),
            _ => None,
        })
        .collect();
    if let Some(kind) = &block.of {
        let is_of = |index: &PageIndex| matches!(&snapshot.page(*index).form, Form::Entry { kind: of, .. } if of == kind);
        let is_listed = |index: &PageIndex| !snapshot.page(*index).is_unlisted;
        let others = snapshot.page_indexes().filter(is_of).filter(is_listed);
        let named: HashSet<PageIndex> = indexes.iter().copied().collect();
        indexes.extend(site.by_title(others.filter(|index| !named.contains(index))));
    }
    if indexes.is_empty() && block.entries.is_empty() && block.of.is_none() {
        return own.into_iter().collect();
    }
    indexes.into_iter().map(|index| site.page(index)).collect()
}

/// The label of a property.
pub(super) fn property_label(site: &View<'_>, property: &str) -> String {
    let declared = site.snapshot().config().property(property);
    declared.map_or_else(|| property.to_owned(), |declared| declared.label.clone())
}

fn of_facts(site: &View<'_>, pages: &[&Page], block: &FigureBlock) -> Data {
    let is_plot = matches!(block.kind, FigureType::Line | FigureType::Scatter);
    let properties = if block.y.is_empty() {
        &block.properties
    } else {
        &block.y
    };
    let (properties, is_cut) = at_most(properties, MAX_SERIES);
    let mut points = Vec::new();
    let facts = pages.iter().flat_map(|page| {
        // Gathered once for a page, which may have thousands.
        let places = block.x.as_deref().map(|x| page.facts_of(x));
        let of_page = Rc::new((places, Newest::of(page)));
        let properties = properties.iter().enumerate();
        properties.flat_map(move |(series, property)| {
            let facts = page.facts_of(property).into_iter().rev();
            let of_page = of_page.clone();
            facts.map(move |fact| (*page, series, fact, of_page.clone()))
        })
    });
    let mut facts = facts.fuse();
    for (page, series, fact, of_page) in facts.by_ref().take(MAX_VALUES) {
        let (places, newest) = &*of_page;
        let x = is_plot.then(|| place(fact, places.as_deref())).flatten();
        points.push(Point {
            is_stale: facts::stale_since(site, fact, || newest.is_current(fact)).is_some(),
            ..point(site, page, fact, series, x)
        });
    }
    tell_apart(site, &mut points);
    Data {
        points,
        series: properties
            .iter()
            .map(|property| property_label(site, property))
            .collect(),
        is_cut: is_cut || facts.next().is_some(),
    }
}

/// The first of some items, and whether there are others.
pub(super) fn at_most<T>(items: &[T], most: usize) -> (&[T], bool) {
    (&items[..items.len().min(most)], items.len() > most)
}

/// Where a fact stands along the horizontal axis: at the value of another property, for the same
/// part if it is stated for parts, or else at its own date.
fn place(fact: &Fact, others: Option<&[&Fact]>) -> Option<AxisValue> {
    let Some(others) = others else {
        return fact.as_of.map(AxisValue::Date);
    };
    let same_part = others
        .iter()
        .find(|other| other.applies_to == fact.applies_to);
    match &same_part.or(others.first())?.value {
        Value::Date(date) => Some(AxisValue::Date(*date)),
        value => value.number().map(AxisValue::Number),
    }
}

fn point(site: &View<'_>, page: &Page, fact: &Fact, series: usize, x: Option<AxisValue>) -> Point {
    let sources = point_sources(site, Some(page), &fact.sources);
    Point {
        label: label_of(page, fact),
        series,
        x,
        y: fact.value.number(),
        shown: facts::words(site, fact),
        as_of: fact.as_of,
        dated: fact.as_of.map(|date| site.locale().date(&date)),
        href: source_address(site, sources.first()).unwrap_or_else(|| {
            format!(
                "{}#{}",
                site.page_url(page),
                facts::anchor(fact.property.as_str())
            )
        }),
        sources,
        ..Point::default()
    }
}

/// A page's title with the part that a fact applies to, without saying a word twice:
/// `DeepSeek V4` and `V4-Pro` make `DeepSeek V4-Pro`.
pub(super) fn label_of(page: &Page, fact: &Fact) -> String {
    let Some(part) = &fact.applies_to else {
        return page.title.clone();
    };
    if part.starts_with(page.title.as_str()) {
        return part.clone();
    }
    match page.title.rsplit_once(' ') {
        Some((before, last)) if part.starts_with(last) => format!("{before} {part}"),
        _ => format!("{}, {part}", page.title),
    }
}

/// Puts the date into labels that would be the same without.
fn tell_apart(site: &View<'_>, points: &mut [Point]) {
    let mut counts: HashMap<(String, usize), usize> = HashMap::new();
    for point in points.iter() {
        *counts
            .entry((point.label.clone(), point.series))
            .or_default() += 1;
    }
    for point in points.iter_mut() {
        let key = (point.label.clone(), point.series);
        let is_shared = counts.get(&key).is_some_and(|count| *count > 1);
        if let Some(date) = point.dated.as_ref().filter(|_| is_shared) {
            point.label = site.locale().clauses(&[&point.label, date]);
        }
    }
}

/// Where a source of a value is shown.
pub(super) fn source_address(site: &View<'_>, source: Option<&PointSource>) -> Option<String> {
    Some(site.source_url(source?.source.as_deref()?))
}

/// What keys name on a page, or where no page is meant.
pub(super) fn point_sources(
    site: &View<'_>,
    page: Option<&Page>,
    keys: &[SourceKey],
) -> Vec<PointSource> {
    let snapshot = site.snapshot();
    let sources = keys.iter().map(|key| {
        let source = snapshot.source(page, key.as_str()).cloned();
        let work = source.as_ref().and_then(|source| snapshot.work_of(source));
        let named = snapshot.source_named(key.as_str());
        let key = match work.filter(|work| named != Some(NamedWorks::Work(*work))) {
            Some(work) => snapshot.work_name(work),
            None => key,
        };
        PointSource {
            key: key.clone(),
            source,
        }
    });
    sources.collect()
}

fn of_thread(site: &View<'_>, thread: &str) -> Data {
    let LinkTarget::Page(index) = site.snapshot().resolve(thread) else {
        return Data::default();
    };
    let page = site.page(index);
    let event = |event: &almanac_model::Event| Point {
        label: event.title.clone(),
        series: 0,
        x: Some(AxisValue::Date(event.date)),
        y: None,
        shown: site.locale().date(&event.date),
        href: format!("{}#{}", site.page_url(page), event.id),
        ..Point::default()
    };
    let (events, is_cut) = at_most(page.events(), MAX_VALUES);
    Data {
        points: events.iter().map(event).collect(),
        series: vec![page.title.clone()],
        is_cut,
    }
}

fn of_table(site: &View<'_>, own: Option<&Page>, table: &DataTable, block: &FigureBlock) -> Data {
    let columns = block.columns();
    let x = matches!(
        block.kind,
        FigureType::Line | FigureType::Scatter | FigureType::Timeline
    )
    .then(|| columns.get(1).copied())
    .flatten();
    let ys = columns.get(1 + usize::from(x.is_some())..).unwrap_or(&[]);
    let (ys, is_cut) = at_most(ys, MAX_SERIES);
    // A file may have thousands of columns: each is looked for once, not once in each row.
    let column = |name: &str| table.column(name);
    let reader = RowReader {
        site,
        own,
        label: column("label"),
        source: column("source"),
        as_of: column("as_of"),
        x: x.and_then(column),
        has_dates: block.kind == FigureType::Timeline
            || x.and_then(column).is_some_and(|x| table.has_dates(x)),
    };
    let y_columns: Vec<Option<usize>> = ys.iter().map(|name| column(name)).collect();
    let mut points = table.rows.iter().flat_map(|row| {
        let base = reader.point(row);
        if y_columns.is_empty() {
            return vec![base];
        }
        let values = y_columns.iter().enumerate();
        let values = values.filter_map(|(series, column)| {
            let Ok(Cell::Number(number, sign)) = Cell::parse(field(row, *column)) else {
                return None;
            };
            let y = Some(number.number);
            let shown = site.locale().value(&Value::Quantity(number));
            Some(Point {
                series,
                y,
                shown: sign.map_or(shown.clone(), |sign| site.locale().with_sign(&shown, &sign)),
                ..base.clone()
            })
        });
        values.collect()
    });
    Data {
        points: points.by_ref().take(MAX_VALUES).collect(),
        series: ys.iter().map(|name| (*name).to_owned()).collect(),
        is_cut: is_cut || points.next().is_some(),
    }
}

/// Reads the rows of a table; each field by the place of its column, if there is one.
struct RowReader<'v, 's> {
    site: &'v View<'s>,
    /// The page that the figure stands on.
    own: Option<&'v Page>,
    label: Option<usize>,
    source: Option<usize>,
    as_of: Option<usize>,
    x: Option<usize>,
    /// Whether dates stand along the horizontal axis, and not numbers.
    has_dates: bool,
}

impl RowReader<'_, '_> {
    /// What a row says of all of its values.
    fn point(&self, row: &[String]) -> Point {
        let keys = field(row, self.source).split_whitespace();
        let keys: Vec<SourceKey> = keys.map(SourceKey::from).collect();
        let sources = point_sources(self.site, self.own, &keys);
        let as_of = Date::parse(field(row, self.as_of)).ok();
        let x = field(row, self.x);
        Point {
            label: field(row, self.label).to_owned(),
            series: 0,
            x: place_of(x, self.has_dates),
            y: None,
            shown: x.to_owned(),
            as_of,
            dated: as_of.map(|date| self.site.locale().date(&date)),
            href: source_address(self.site, sources.first()).unwrap_or_default(),
            sources,
            ..Point::default()
        }
    }
}

/// A field of a row; empty if there is none.
fn field(row: &[String], column: Option<usize>) -> &str {
    let field = column.and_then(|column| row.get(column));
    field.map_or("", String::as_str)
}

/// The place that a field of a table names.
fn place_of(text: &str, is_date: bool) -> Option<AxisValue> {
    if is_date {
        return Date::parse(text).ok().map(AxisValue::Date);
    }
    match Cell::parse(text) {
        Ok(Cell::Number(number, _)) => Some(AxisValue::Number(number.number)),
        _ => None,
    }
}
