//! Figures: what the almanac knows, drawn when a page is made.
//!
//! A figure is drawn twice, for wide and for narrow screens, and the style sheet
//! shows one of them. Every point leads to its source; the data stands beneath
//! as a table and is served as SVG, CSV and JSON.

mod bars;
mod break_even;
mod data;
mod export;
mod matrix;
mod plot;
mod scale;
mod svg;
mod timeline;

use std::collections::HashSet;

use almanac_model::{Address, Date, FigureForm, FigureIds, Level, Output, Page, Slug};
use almanac_syntax::{BlockKind, Dialect, FigureBlock, FigureType, MAX_FIGURES, MarkupEvent, yaml};

use crate::dialect::dialect;
use crate::html::{Href, Html, html};
use crate::isolation::isolated;
use crate::messages::Messages;
use crate::plain_line::plain_line;
use crate::tongues::{language_alone, tongue};
use crate::view::View;
use almanac_locale::{Argument, Locale};
use break_even::BreakEven;
use data::{Data, Point};
use svg::Svg;

/// The widths that figures are drawn at, in pixels: that of the text, and that of a phone.
const WIDE: f64 = 576.0;
const NARROW: f64 = 350.0;
/// How many sources are named beneath a figure.
const SOURCES: usize = 6;

/// What an author wrote above a figure, as it stands on the page.
pub(crate) struct Caption {
    /// What the figure shows.
    pub title: Html,
    /// What is measured, if the author says it.
    pub subtitle: Option<Html>,
}

/// A figure with its data.
pub(crate) struct Figure {
    /// Its name within its page.
    id: Slug,
    block: FigureBlock,
    /// Its title and subtitle in words without marks.
    title: String,
    subtitle: Option<String>,
    data: Data,
    break_even: Option<BreakEven>,
    /// How many values it draws.
    pub(crate) size: usize,
    /// Whether there are more than it draws.
    is_cut: bool,
}

/// The attribute of a table whose label is the interface's, where that speaks another language than the page.
fn label_language(site: &View<'_>) -> Html {
    match site.locale().speaks() {
        true => Html::default(),
        false => language_alone(site.locale().tag(), site.shown_language()),
    }
}

/// The attributes of the words in it.
fn within_label(site: &View<'_>) -> Html {
    match site.locale().speaks() {
        true => Html::default(),
        false => tongue(site.shown_language(), site.locale().tag()),
    }
}

impl Figure {
    /// Gathers the data of a block that stands on a page under a name.
    pub(crate) fn new(site: &View<'_>, own: Option<&Page>, block: FigureBlock, id: Slug) -> Self {
        let assumed = block.break_even.as_ref();
        let break_even = assumed.and_then(|assumed| BreakEven::gather(site, own, assumed));
        let data = match &break_even {
            Some(break_even) => break_even.data(),
            None => Data::gather(site, own, &block),
        };
        let (size, is_cut) = match block.kind {
            FigureType::Matrix => matrix::size(site, own, &block),
            _ => (data.points.len(), data.is_cut),
        };
        Self {
            size,
            is_cut,
            id,
            title: plain_line(site, own, &block.title).into_owned(),
            subtitle: match &block.subtitle {
                Some(words) => Some(plain_line(site, own, words).into_owned()),
                None => measured(site, &block),
            },
            data,
            break_even,
            block,
        }
    }

    /// Sets the punctuation of what is drawn and tabled. Files of data keep what is typed.
    fn set_lines(&mut self, site: &View<'_>) {
        site.set_in_place(&mut self.title);
        if let Some(subtitle) = &mut self.subtitle {
            site.set_in_place(subtitle);
        }
        self.data.set_lines(site);
    }

    /// The figure as it stands on the page.
    pub(crate) fn markup(mut self, site: &View<'_>, own: Option<&Page>, caption: Caption) -> Html {
        self.set_lines(site);
        let subtitle = caption.subtitle.or_else(|| {
            let words = self.subtitle.as_deref()?;
            Some(Html::text(words))
        });
        let subtitle = subtitle.map(|words| html!("<span class=\"measured\">{}</span>", words));
        let drawing = if self.block.kind == FigureType::Matrix {
            matrix::markup(site, own, &self.block)
        } else {
            let title = &self.title;
            let drawings = [(WIDE, "wide"), (NARROW, "narrow")];
            let drawings =
                drawings.map(|(width, class)| self.draw(site, width).inline(class, title));
            drawings.into_iter().collect()
        };
        let sentence = self.break_even.as_ref();
        let sentence = sentence.map(|figure| figure.telling(site, self.id.as_str()));
        let around = site.interface_among(site.shown_language());
        // The words in and below this one are all of the interface.
        let drawing = match sentence {
            Some(sentence) if around.is_empty() => html!("{}{}", drawing, sentence),
            Some(sentence) => html!("<div{}>{}{}</div>", around, drawing, sentence),
            None => drawing,
        };
        html!(
            "<figure class=\"figure\" id=\"{}\"><figcaption>{}{}</figcaption>{}{}</figure>\n",
            self.id.as_str(),
            caption.title,
            subtitle,
            drawing,
            self.foot(site, own)
        )
    }

    /// A note instead of a figure that a page has no room for.
    pub(crate) fn without_drawing(site: &View<'_>, caption: &Caption) -> Html {
        html!(
            "<figure class=\"figure\"><figcaption>{}</figcaption><p class=\"origin\"{}>{}</p></figure>\n",
            caption.title,
            site.interface_among(site.shown_language()),
            site.locale().count("figure-not-drawn", MAX_FIGURES)
        )
    }

    fn draw(&self, site: &View<'_>, width: f64) -> Svg {
        let locale = site.locale();
        let is_logarithmic = self.block.is_logarithmic;
        match self.block.kind {
            FigureType::Bar | FigureType::Matrix => {
                bars::draw(locale, &self.data, is_logarithmic, width)
            }
            FigureType::Line => plot::draw(locale, &self.data, is_logarithmic, true, width),
            FigureType::Scatter => plot::draw(locale, &self.data, is_logarithmic, false, width),
            FigureType::Timeline => timeline::draw(locale, &self.data, width),
            FigureType::BreakEven => match &self.break_even {
                Some(break_even) => break_even.draw(site, width),
                None => Svg::new(width, 0.0),
            },
        }
    }

    /// What stands beneath: sources, date, the data.
    fn foot(&self, site: &View<'_>, own: Option<&Page>) -> Html {
        let locale = site.locale();
        let cut = self.is_cut.then(|| locale.count("figure-cut", self.size));
        let parts = [
            cut.map(|words| Html::text(&words)),
            self.source_line(site),
            self.date_line(site).map(|words| Html::text(&words)),
            own.map(|page| self.links(site, page)),
        ];
        let parts: Vec<Html> = parts.into_iter().flatten().collect();
        let table = match (&self.break_even, self.block.kind) {
            (Some(break_even), _) => break_even.table(site),
            (None, FigureType::Matrix) => Html::default(),
            (None, _) => self.table(site),
        };
        html!(
            "<p class=\"origin\"{}>{}</p>{}",
            site.interface_among(site.shown_language()),
            Html::join(&parts, &html!(" ")),
            table
        )
    }

    /// Links to the forms in which a figure of a page can be had by itself.
    fn links(&self, site: &View<'_>, page: &Page) -> Html {
        let link = |(form, words): (FigureForm, &str)| {
            let address = address_of(page, self.id.clone(), form);
            html!("<a href=\"{}\">{}</a>", Href(&site.url(&address)), words)
        };
        let links = [
            (FigureForm::Csv, "CSV"),
            (FigureForm::Json, "JSON"),
            (FigureForm::Svg, "SVG"),
        ];
        let locale = site.locale();
        html!(
            "{} {}",
            locale.markup("figure-data"),
            Html::join(&links.map(link), &Html::text(locale.list_separator()))
        )
    }

    fn source_line(&self, site: &View<'_>) -> Option<Html> {
        let locale = site.locale();
        let mut seen = HashSet::new();
        let mut shown: Vec<Html> = self
            .data
            .sources()
            .filter(|(_, source)| seen.insert(&source.identity))
            .map(|(_, source)| {
                html!(
                    "<a href=\"{}\">{}</a>",
                    Href(&site.source_url(source)),
                    isolated(&site.set_line(&source.title), locale.direction())
                )
            })
            .collect();
        if shown.is_empty() {
            return None;
        }
        let more = shown.len().saturating_sub(SOURCES);
        shown.truncate(SOURCES);
        if more > 0 {
            shown.push(Html::text(&locale.count("figure-more-sources", more)));
        }
        Some(html!(
            "{} {}{}",
            locale.markup("figure-sources"),
            Html::join(&shown, &Html::text(locale.list_separator())),
            locale.text("full-stop").trim_end()
        ))
    }

    /// The days that the values are of.
    fn date_line(&self, site: &View<'_>) -> Option<String> {
        let mut dates: Vec<Date> = self
            .data
            .points
            .iter()
            .filter_map(|point| point.as_of)
            .collect();
        dates.sort_by_key(Date::sort_key);
        let (first, last) = (dates.first()?, dates.last()?);
        let locale = site.locale();
        if !locale.speaks() {
            let until = Some(last).filter(|last| *last != first);
            return locale.validity(Some(first), until);
        }
        let last = locale.date(last);
        let words = if locale.date(first) == last {
            locale.say("figure-as-of", &[("date", Argument::Words(&last))])
        } else {
            let first = locale.date(first);
            let values = [
                ("from", Argument::Words(&first)),
                ("to", Argument::Words(&last)),
            ];
            locale.say("figure-dates", &values)
        };
        Some(words)
    }

    fn table(&self, site: &View<'_>) -> Html {
        let locale = site.locale();
        let has_series = self.data.series.len() > 1;
        let has_value = self.data.points.iter().any(|point| point.y.is_some());
        let around = &site.interface_among(site.shown_language());
        let columns: &[&str] = match has_value {
            true => &["figure-value", "as-of-column"],
            false => &["figure-when"],
        };
        let columns = has_series
            .then_some("figure-series")
            .into_iter()
            .chain(columns.iter().copied());
        let head: Html = columns
            .map(|id| html!("<th scope=\"col\"{}>{}</th>", around, locale.markup(id)))
            .collect();
        let rows = self.data.points.iter();
        let rows: Html = rows
            .map(|point| self.row(locale, point, has_series, has_value))
            .collect();
        html!(
            "<details class=\"data\"><summary{}>{}</summary><div class=\"table\" role=\"group\"{} aria-label=\"{}\" tabindex=\"0\">\
             <table{}><thead><tr><td></td>{}</tr></thead><tbody>{}</tbody></table></div></details>",
            around,
            locale.markup("figure-table"),
            label_language(site),
            locale.markup("table"),
            within_label(site),
            head,
            rows
        )
    }

    /// A point as a row of the table.
    fn row(&self, locale: &Locale, point: &Point, has_series: bool, has_value: bool) -> Html {
        let words = |words: &str| isolated(words, locale.direction());
        let label = match point.href.is_empty() {
            true => words(&point.label),
            false => html!(
                "<a href=\"{}\">{}</a>",
                Href(&point.href),
                words(&point.label)
            ),
        };
        let series = self
            .data
            .series
            .get(point.series)
            .map_or("", String::as_str);
        let series = has_series.then(|| html!("<td>{}</td>", words(series)));
        let date = point.dated.as_deref().unwrap_or_default();
        let date = has_value.then(|| html!("<td>{}</td>", date));
        html!(
            "<tr><th scope=\"row\">{}</th>{}<td>{}</td>{}</tr>",
            label,
            series,
            words(&point.shown),
            date
        )
    }

    /// The figure by itself, in a form that programs take.
    fn output(mut self, site: &View<'_>, form: FigureForm) -> Output {
        let (content_type, text) = match form {
            FigureForm::Svg => {
                self.set_lines(site);
                let figure = self.break_even.as_ref();
                let sentence = figure.map(|figure| figure.sentence(site));
                let description: Vec<String> =
                    self.subtitle.clone().into_iter().chain(sentence).collect();
                (
                    "image/svg+xml",
                    self.draw(site, WIDE)
                        .standalone(&self.title, &description.join(". "))
                        .into_string(),
                )
            }
            FigureForm::Csv => ("text/csv; charset=utf-8", export::csv(&self)),
            FigureForm::Json => ("application/json", export::json(&self)),
        };
        Output {
            content_type,
            bytes: text.into_bytes(),
        }
    }
}

/// The figures of a page that are drawn, in order.
fn blocks(page: &Page, dialect: Dialect) -> impl Iterator<Item = FigureBlock> + '_ {
    let events = almanac_syntax::events(&page.text, page.body.clone(), dialect);
    let blocks = events.filter_map(|(event, _)| match event {
        MarkupEvent::Block(block) if block.kind == BlockKind::Figure => {
            Some(FigureBlock::read(&yaml::parse(&page.text, block.content).0))
        }
        _ => None,
    });
    blocks.take(MAX_FIGURES)
}

/// Where the figures of a page are by themselves.
pub(crate) fn addresses(page: &Page, dialect: Dialect) -> Vec<Address> {
    let text = &page.text[page.body.clone()];
    if !["```figure", "~~~figure"]
        .iter()
        .any(|fence| text.contains(fence))
    {
        return Vec::new();
    }
    let forms = |(_, id): (_, Slug)| FigureForm::ALL.map(|form| address_of(page, id.clone(), form));
    named_blocks(page, dialect).flat_map(forms).collect()
}

/// Where a form of a figure of a page, or of a translation of one, is by itself.
fn address_of(page: &Page, figure: Slug, form: FigureForm) -> Address {
    let figure = Address::Figure(page.slug.clone(), figure, form);
    figure.at_depth(page.depth()).in_language(page.language())
}

/// A figure of a page by itself, at the depth at which the page is told.
pub(crate) fn figure(
    site: &View<'_>,
    page: &Slug,
    depth: Option<Level>,
    (id, form): (&Slug, FigureForm),
) -> Option<Output> {
    let index = site.snapshot().page_by_slug(page.as_str())?;
    let page = site.page_at(index, depth)?;
    let dialect = dialect(site.snapshot().config()).of_file(page.file.as_str());
    let (block, id) = named_blocks(page, dialect).find(|(_, name)| name == id)?;
    Some(Figure::new(site, Some(page), block, id).output(site, form))
}

/// The figures of a page that are drawn, in order, each with its name.
fn named_blocks(page: &Page, dialect: Dialect) -> impl Iterator<Item = (FigureBlock, Slug)> + '_ {
    let mut ids = FigureIds::beside(&page.outline);
    blocks(page, dialect).map(move |block| {
        let id = ids.take(block.id.as_deref(), &block.title);
        (block, id)
    })
}

/// What a figure of facts measures, if its author does not say: the property and its unit.
fn measured(site: &View<'_>, block: &FigureBlock) -> Option<String> {
    let [property] = block.properties.as_slice() else {
        return None;
    };
    let declared = site.snapshot().config().property(property)?;
    Some(match &declared.unit {
        Some(unit) if !declared.label.to_lowercase().contains(&unit.to_lowercase()) => {
            site.locale().measured_in(&declared.label, unit)
        }
        _ => declared.label.clone(),
    })
}
