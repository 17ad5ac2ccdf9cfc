//! What a figure draws: points gathered from facts, from a thread's events or from a file of data.

use almanac_model::{
    Address, DataTable, Date, Fact, Form, LinkTarget, Page, PageIndex, Quantity, SourceKey, Value,
};
use almanac_syntax::{FigureBlock, FigureType};

use crate::facts;
use crate::view::View;

/// One value.
#[derive(Debug, Clone)]
pub(super) struct Point {
    pub label: String,
    /// Which series it belongs to, from 0.
    pub series: usize,
    pub x: Option<Place>,
    pub y: Option<f64>,
    /// The value in words.
    pub shown: String,
    pub as_of: Option<Date>,
    /// The date in words.
    pub dated: Option<String>,
    pub sources: Vec<SourceKey>,
    /// Where its source is shown.
    pub href: String,
    pub is_stale: bool,
}

/// A place along the horizontal axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Place {
    Date(Date),
    Number(f64),
}

impl Place {
    /// A number that places can be compared by: a date's middle, in days.
    pub fn number(self) -> f64 {
        match self {
            Place::Number(number) => number,
            Place::Date(date) => (day_number(date.earliest()) + day_number(date.latest())) / 2.0,
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
}

impl Data {
    /// Gathers what a block asks for; what can't be read is left out, and has been reported.
    pub fn gather(site: &View<'_>, own: Option<&Page>, block: &FigureBlock) -> Self {
        if let Some(table) = block.data.as_deref().map(|file| site.snapshot().data(file)) {
            return table.map_or_else(Self::default, |table| of_table(site, table, block));
        }
        if let Some(thread) = &block.thread {
            return of_thread(site, thread);
        }
        of_facts(site, &pages(site, own, block), block)
    }

    /// The sources of all points, each once, in the order of the points.
    pub fn sources(&self) -> Vec<&SourceKey> {
        let mut sources: Vec<&SourceKey> = Vec::new();
        for key in self.points.iter().flat_map(|point| &point.sources) {
            if !sources.contains(&key) {
                sources.push(key);
            }
        }
        sources
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
        let others = snapshot.page_indexes().filter(is_of);
        let others: Vec<PageIndex> = others.filter(|index| !indexes.contains(index)).collect();
        indexes.extend(others);
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
    let mut points = Vec::new();
    for page in pages {
        for (series, property) in properties.iter().enumerate() {
            for fact in page.facts_of(property).into_iter().rev() {
                let x = is_plot
                    .then(|| place(page, fact, block.x.as_deref()))
                    .flatten();
                points.push(point(site, page, fact, series, x));
            }
        }
    }
    tell_apart(site, &mut points);
    Data {
        points,
        series: properties
            .iter()
            .map(|property| property_label(site, property))
            .collect(),
    }
}

/// Where a fact stands along the horizontal axis: at the value of another property, for the same
/// part if it is stated for parts, or else at its own date.
fn place(page: &Page, fact: &Fact, property: Option<&str>) -> Option<Place> {
    let Some(property) = property else {
        return fact.as_of.map(Place::Date);
    };
    let others = page.facts_of(property);
    let same_part = others
        .iter()
        .find(|other| other.applies_to == fact.applies_to);
    match &same_part.or(others.first())?.value {
        Value::Date(date) => Some(Place::Date(*date)),
        value => value.number().map(Place::Number),
    }
}

fn point(site: &View<'_>, page: &Page, fact: &Fact, series: usize, x: Option<Place>) -> Point {
    Point {
        label: label_of(page, fact),
        series,
        x,
        y: fact.value.number(),
        shown: facts::words(site, fact),
        as_of: fact.as_of,
        dated: fact.as_of.map(|date| site.locale().date(&date)),
        sources: fact.sources.clone(),
        href: source_address(site, fact.sources.first()).unwrap_or_else(|| {
            format!(
                "{}#{}",
                site.page_url(page),
                facts::anchor(fact.property.as_str())
            )
        }),
        is_stale: facts::stale_since(site, page, fact).is_some(),
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
    let labels: Vec<(String, usize)> = points
        .iter()
        .map(|point| (point.label.clone(), point.series))
        .collect();
    for point in points.iter_mut() {
        let key = (point.label.clone(), point.series);
        let is_shared = labels.iter().filter(|label| **label == key).count() > 1;
        if let Some(date) = point.dated.as_ref().filter(|_| is_shared) {
            point.label = site.locale().list(&[&point.label, date]);
        }
    }
}

pub(super) fn source_address(site: &View<'_>, key: Option<&SourceKey>) -> Option<String> {
    let key = key.filter(|key| site.snapshot().source(key).is_some())?;
    Some(site.url(&Address::Source(key.clone())))
}

fn of_thread(site: &View<'_>, thread: &str) -> Data {
    let LinkTarget::Page(index) = site.snapshot().resolve(thread) else {
        return Data::default();
    };
    let page = site.page(index);
    let event = |event: &almanac_model::Event| Point {
        label: event.title.clone(),
        series: 0,
        x: Some(Place::Date(event.date)),
        y: None,
        shown: site.locale().date(&event.date),
        as_of: None,
        dated: None,
        sources: Vec::new(),
        href: format!("{}#{}", site.page_url(page), event.id),
        is_stale: false,
    };
    Data {
        points: page.events().iter().map(event).collect(),
        series: vec![page.title.clone()],
    }
}

fn of_table(site: &View<'_>, table: &DataTable, block: &FigureBlock) -> Data {
    let columns = block.columns();
    let x = matches!(
        block.kind,
        FigureType::Line | FigureType::Scatter | FigureType::Timeline
    )
    .then(|| columns.get(1).copied())
    .flatten();
    let ys: Vec<&str> = columns
        .iter()
        .skip(1 + usize::from(x.is_some()))
        .copied()
        .collect();
    let mut points = Vec::new();
    for row in &table.rows {
        let field = |name: &str| {
            table
                .column(name)
                .and_then(|at| row.get(at))
                .map(String::as_str)
        };
        let sources: Vec<SourceKey> = field("source")
            .map(|keys| keys.split_whitespace().map(SourceKey::from).collect())
            .unwrap_or_default();
        let place = x.and_then(field).and_then(|text| {
            let date = Date::parse(text).ok().map(Place::Date);
            date.or_else(|| {
                Quantity::parse(text)
                    .ok()
                    .map(|number| Place::Number(number.number))
            })
        });
        let as_of = field("as_of").and_then(|text| Date::parse(text).ok());
        let base = Point {
            label: field("label").unwrap_or_default().to_owned(),
            series: 0,
            x: place,
            y: None,
            shown: x.and_then(field).unwrap_or_default().to_owned(),
            as_of,
            dated: as_of.map(|date| site.locale().date(&date)),
            href: source_address(site, sources.first()).unwrap_or_default(),
            sources,
            is_stale: false,
        };
        if ys.is_empty() {
            points.push(base);
            continue;
        }
        for (series, name) in ys.iter().enumerate() {
            let text = field(name).unwrap_or_default();
            let Ok(number) = Quantity::parse(text) else {
                continue;
            };
            points.push(Point {
                series,
                y: Some(number.number),
                shown: site.locale().value(&Value::Quantity(number)),
                ..base.clone()
            });
        }
    }
    Data {
        points,
        series: ys.into_iter().map(str::to_owned).collect(),
    }
}
