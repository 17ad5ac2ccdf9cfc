//! Headings, and the events of a thread under theirs.

use std::ops::Range;

use almanac_locale::Argument;
use almanac_model::{Date, Event, Page, Weight};

use super::scope::BodyScope;
use super::writer::Writer;
use crate::dates;
use crate::html::{Href, Html, html};
use crate::messages::Messages;

/// The timeline of a thread while its text is written.
pub(super) struct Timeline<'s> {
    scope: BodyScope<'s>,
    page: &'s Page,
    events: &'s [Event],
    /// Whether it stands in a step of a path.
    is_step: bool,
    /// What is said beside the heading of the state of play, if the thread has one.
    state: Option<String>,
    /// The year that was written last.
    year: Option<i16>,
    /// Whether the state of play or an event is open.
    is_open: bool,
    /// How many bytes of the next words are the date of the event and the mark behind it.
    date_length: usize,
}

impl<'s> Timeline<'s> {
    pub(super) fn new(
        scope: BodyScope<'s>,
        page: &'s Page,
        state: Option<&str>,
        is_step: bool,
    ) -> Self {
        Self {
            scope,
            page,
            events: page.events(),
            is_step,
            state: state.map(str::to_owned),
            year: None,
            is_open: state.is_some(),
            date_length: 0,
        }
    }

    /// The markup before the text.
    pub(super) fn opening(&self) -> Html {
        match &self.state {
            Some(said) => html!(
                "<div class=\"state\"><h2 id=\"state-of-play:\">{}</h2>{}\n",
                self.scope.message("state-of-play"),
                (!said.is_empty()).then(|| html!("<p class=\"as-of\">{}</p>", said))
            ),
            None => Html::default(),
        }
    }

    /// The markup after the text.
    pub(super) fn closing(&self) -> Html {
        match self.is_open {
            true => html!("</div>\n"),
            false => Html::default(),
        }
    }

    /// The events, if some of them are folded.
    pub(super) fn folded_events(&self) -> Option<&'s [Event]> {
        (self.is_step && self.page.folds_events()).then_some(self.events)
    }

    /// The markup before events that are folded.
    pub(super) fn start_fold(&mut self, year: i16, events: usize) -> Html {
        let locale = self.scope.site.locale();
        let words = locale.say(
            "folded-events",
            &[
                ("number", Argument::from(events)),
                ("year", Argument::Words(&locale.ungrouped(year))),
            ],
        );
        html!(
            "{}<details class=\"fold\"><summary{}>{}</summary>\n",
            self.end_event(),
            self.scope.interface(),
            words
        )
    }

    /// The markup behind them.
    pub(super) fn end_fold(&mut self) -> Html {
        html!("{}</details>\n", self.end_event())
    }

    fn end_event(&mut self) -> Html {
        let closing = self.closing();
        self.is_open = false;
        closing
    }

    /// How many bytes of the next words are a date, which has the form that the almanac's language gives it.
    pub(super) fn date_length(&self) -> usize {
        self.date_length
    }

    /// Takes the date off the front of an event's heading.
    pub(super) fn without_date<'t>(&mut self, text: &'t str) -> &'t str {
        let mut length = self.date_length.min(text.len());
        while !text.is_char_boundary(length) {
            length += 1;
        }
        self.date_length = self.date_length.saturating_sub(length);
        &text[length..]
    }

    /// The markup between what came before and the heading that starts at `span`.
    fn before_heading(&mut self, span: &Range<usize>, page: Option<&Page>) -> Html {
        let mut markup = self.end_event();
        let events = self.events;
        // In a long thread each heading would be compared with each event.
        let place = events.binary_search_by_key(&span.start, |event| event.heading.start);
        if let Some(event) = place.ok().map(|place| &events[place]) {
            markup.push_literal(match event.weight {
                Weight::Major => "<div class=\"event major\">",
                Weight::Minor => "<div class=\"event minor\">",
                Weight::Ordinary => "<div class=\"event\">",
            });
            markup.push(&self.date(event));
            self.is_open = true;
            self.date_length = page.map_or(0, |page| date_length(page, event));
        }
        markup
    }

    /// The date as a calendar prints it: the year once, then month and day.
    fn date(&mut self, event: &Event) -> Html {
        let date = event.date;
        let is_same_year = self.year.replace(date.year()) == Some(date.year());
        // A date that is known to the year has nothing else to show.
        let hides_year = is_same_year && date.month().is_some();
        let site = self.scope.site;
        let day = site.locale().day_and_month(&date);
        let href = match self.is_step {
            true => format!("#{}", event.id),
            false => site.url_to(&site.place_of_event(self.page, event)),
        };
        let expected = event.is_expected(site.today()).then(|| {
            html!(
                " <span class=\"imprecise\">{}</span>",
                self.scope.message("expected")
            )
        });
        html!(
            "<p class=\"date\"><a href=\"{}\"><time datetime=\"{}\"><span class=\"{}\">{}</span>{}</time></a>{}{}</p>\n",
            Href(&href),
            dates::machine(&date),
            if hides_year { "year again" } else { "year" },
            self.scope.site.locale().ungrouped(date.year()),
            day.map(|day| html!(" <span class=\"day\">{}</span>", day)),
            imprecision(self.scope, &date),
            expected
        )
    }
}

/// How many bytes of the heading of an event are its date and what stands between that and the title.
fn date_length(page: &Page, event: &Event) -> usize {
    let headings = &page.outline;
    let start = event.heading.start;
    let index = headings.partition_point(|heading| heading.span.start < start);
    let heading = headings.get(index).map_or("", |heading| &heading.text);
    heading.len().saturating_sub(event.title.len())
}

/// Says in words how imprecise a date is.
fn imprecision(scope: BodyScope<'_>, date: &Date) -> Html {
    let locale = scope.site.locale();
    if !locale.speaks() {
        let near = date.approximate.then_some(locale.near_sign());
        let signs: String = near
            .into_iter()
            .chain(date.uncertain.then_some("?"))
            .collect();
        return match signs.is_empty() {
            true => Html::default(),
            false => html!(" <span class=\"imprecise\">{}</span>", signs),
        };
    }
    let unknown = match (date.month(), date.day()) {
        (None, _) => Some("month-not-known"),
        (Some(_), None) => Some("day-not-known"),
        _ => None,
    };
    let ids = [
        date.approximate.then_some("approximate"),
        unknown,
        date.uncertain.then_some("uncertain"),
    ];
    let words: Vec<&Html> = ids
        .into_iter()
        .flatten()
        .map(|id| locale.markup(id))
        .collect();
    if words.is_empty() {
        return Html::default();
    }
    html!(
        " <span class=\"imprecise\"{}>{}</span>",
        scope.interface(),
        Html::join(&words, &Html::text(locale.clause_separator()))
    )
}

impl Writer<'_, '_> {
    pub(super) fn start_heading(&mut self, depth: u8, anchor: &str, span: &Range<usize>) {
        if depth <= 2
            && let Some(timeline) = &mut self.timeline
        {
            let markup = timeline.before_heading(span, self.scope.page);
            self.out.insert(markup);
        }
        let depth = self.shown_depth(depth);
        self.out.newline();
        let anchor_text = super::markup::without_marks(anchor);
        self.out.html(&html!("<h{} id=\"{}\">", depth, anchor_text));
        self.directions.start(&self.out);
        self.anchor = anchor.to_owned();
    }

    pub(super) fn end_heading(&mut self, depth: u8) {
        let depth = self.shown_depth(depth);
        // Readers who listen or use the keyboard reach a section by the list of contents.
        let link = html!(
            "<a class=\"self\" href=\"#{}\" tabindex=\"-1\" aria-hidden=\"true\"> #</a>",
            Href(&self.anchor)
        );
        self.out.insert(link);
        self.directions.end(&mut self.out);
        self.out.html(&html!("</h{}>\n", depth));
        if let Some(timeline) = &mut self.timeline {
            timeline.date_length = 0;
        }
    }
}
