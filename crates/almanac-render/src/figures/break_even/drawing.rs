//! A break-even drawn: what the API costs, what one's own machines cost, and where the lines cross.
//!
//! Both scales are logarithmic. What changes with the case stands in parts with
//! names, which `assets/scripts/break-even.js` draws anew by the same rules.

use super::formula::Assumptions;
use super::words::Words;
use crate::figures::scale::{Scale, tick_words};
use crate::figures::svg::{Anchor, Ink, LINE, Svg, width_of};

const HEIGHT: f64 = 360.0;
const ABOVE: f64 = 30.0;
const BELOW: f64 = 50.0;
const BEHIND: f64 = 12.0;
const RADIUS: f64 = 4.5;
/// More steps than this look like a line.
const STEPS: usize = 300;
/// How far along its line the name of the API's stands.
const NAME_AT: f64 = 0.12;

/// Where what lies in the drawing.
struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    tokens: (f64, f64),
    cost: (f64, f64),
}

impl Plot {
    fn x(&self, tokens: f64) -> f64 {
        self.left + share(self.tokens, tokens) * (self.right - self.left)
    }

    fn y(&self, cost: f64) -> f64 {
        self.bottom - share(self.cost, cost) * (self.bottom - self.top)
    }

    fn at(&self, tokens: f64, cost: f64) -> (f64, f64) {
        (self.x(tokens), self.y(cost))
    }
}

/// How far along a logarithmic scale a value lies, from 0 to 1.
fn share((low, high): (f64, f64), value: f64) -> f64 {
    ((value / low).ln() / (high / low).ln()).clamp(0.0, 1.0)
}

/// Draws a case at a width, over a range of tokens a day.
pub(super) fn draw(words: &Words<'_>, case: &Assumptions, range: (f64, f64), width: f64) -> Svg {
    let mut svg = Svg::new(width, HEIGHT);
    let plot = draw_axes(&mut svg, words, case, range);
    svg.start_plot(&[
        plot.left,
        plot.right,
        plot.top,
        plot.bottom,
        plot.tokens.0,
        plot.tokens.1,
        plot.cost.0,
        plot.cost.1,
    ]);
    let chosen = plot.x(case.tokens_per_day);
    svg.start_part("chosen", true);
    svg.line((chosen, plot.top), (chosen, plot.bottom), Ink::Quiet);
    svg.end_part();
    draw_api(&mut svg, words, case, &plot);
    draw_own(&mut svg, words, case, &plot);
    draw_crossing(&mut svg, words, case, &plot);
    svg.end_part();
    svg
}

fn draw_axes(svg: &mut Svg, words: &Words<'_>, case: &Assumptions, (from, to): (f64, f64)) -> Plot {
    let horizontal = Scale::logarithmic(&[from, to]);
    let costs = [
        case.api_cost(from),
        case.own_cost(from),
        case.api_cost(to),
        case.own_cost(to),
    ];
    let vertical = Scale::logarithmic(&costs);
    let ends = |scale: &Scale| (scale.ticks[0], scale.ticks[scale.ticks.len() - 1]);
    let money = vertical.ticks.iter().map(|tick| words.round_money(*tick));
    let money: Vec<String> = money.collect();
    let widest = |texts: &[String]| texts.iter().map(|text| width_of(text)).fold(0.0, f64::max);
    let plot = Plot {
        left: widest(&money) + 10.0,
        right: svg.width - BEHIND,
        top: ABOVE,
        bottom: HEIGHT - BELOW,
        tokens: ends(&horizontal),
        cost: ends(&vertical),
    };
    let locale = words.locale;
    let caption = locale.text("break-even-cost-axis");
    svg.text((0.0, 12.0), Anchor::Start, Ink::Quiet, caption);
    for (tick, said) in vertical.ticks.iter().zip(&money) {
        let y = plot.y(*tick);
        svg.line((plot.left, y), (plot.right, y), Ink::Rule);
        svg.text((plot.left - 8.0, y + 4.5), Anchor::End, Ink::Quiet, said);
    }
    let ticks = horizontal.ticks.iter();
    let said: Vec<String> = ticks.map(|tick| tick_words(locale, *tick)).collect();
    let room = (plot.right - plot.left) / (said.len() - 1) as f64;
    let every = ((widest(&said) + 12.0) / room).ceil().max(1.0) as usize;
    for (tick, said) in horizontal.ticks.iter().zip(&said).step_by(every) {
        let x = plot.x(*tick).min(svg.width - width_of(said) / 2.0);
        let y = plot.bottom + LINE;
        svg.text((x, y), Anchor::Middle, Ink::Quiet, said);
    }
    let middle = f64::midpoint(plot.left, plot.right);
    let caption = locale.text("break-even-tokens-axis");
    svg.text((middle, HEIGHT - 8.0), Anchor::Middle, Ink::Quiet, caption);
    plot
}

fn draw_api(svg: &mut Svg, words: &Words<'_>, case: &Assumptions, plot: &Plot) {
    let tokens_for = |cost: f64| cost / case.api_cost(1.0);
    let from = plot.tokens.0.max(tokens_for(plot.cost.0));
    let to = plot.tokens.1.min(tokens_for(plot.cost.1));
    let ends = [from, to].map(|tokens| plot.at(tokens, case.api_cost(tokens)));
    svg.start_part("api", true);
    svg.trace(&ends, Ink::First);
    let chosen = plot.at(case.tokens_per_day, case.api_cost(case.tokens_per_day));
    svg.dot(chosen, RADIUS, Ink::First, false);
    let [start, end] = ends;
    let along = |from: f64, to: f64| from + (to - from) * NAME_AT;
    let place = (along(start.0, end.0) + 8.0, along(start.1, end.1) + 16.0);
    let name = words.locale.text("break-even-api-line");
    svg.text(place, Anchor::Start, Ink::First, name);
    svg.end_part();
}

fn draw_own(svg: &mut Svg, words: &Words<'_>, case: &Assumptions, plot: &Plot) {
    svg.start_part("own", true);
    svg.trace(&steps(case, plot), Ink::Second);
    let chosen = plot.at(case.tokens_per_day, case.own_cost(case.tokens_per_day));
    svg.dot(chosen, RADIUS, Ink::Second, false);
    let (x, y) = plot.at(plot.tokens.0, case.own_cost(plot.tokens.0));
    let name = words.locale.text("break-even-own-line");
    svg.text((x + 6.0, y + LINE), Anchor::Start, Ink::Second, name);
    svg.end_part();
}

/// What one's own machines cost: flat as long as they do, then a step up for one more.
fn steps(case: &Assumptions, plot: &Plot) -> Vec<(f64, f64)> {
    let (mut start, last) = plot.tokens;
    let mut points = Vec::new();
    let mut machines = case.machines(start);
    while start < last && points.len() < 2 * STEPS {
        let end = (machines * case.capacity()).min(last);
        let cost = machines * case.machine_day();
        points.extend([plot.at(start, cost), plot.at(end, cost)]);
        (start, machines) = (end, machines + 1.0);
    }
    if start < last {
        points.push(plot.at(last, case.own_cost(last)));
    }
    points
}

/// Marks where both cost the same. If that is nowhere, what marks it is there all the same, and not shown.
fn draw_crossing(svg: &mut Svg, words: &Words<'_>, case: &Assumptions, plot: &Plot) {
    let even = case.break_even();
    let is_shown = even.is_some_and(|even| plot.tokens.0 <= even && even <= plot.tokens.1);
    let tokens = even.unwrap_or(plot.tokens.0);
    let (x, y) = plot.at(tokens, case.machine_day());
    svg.start_part("even", is_shown);
    svg.dot((x, y), RADIUS + 2.0, Ink::Text, true);
    let (place, anchor) = if x > f64::midpoint(plot.left, plot.right) {
        ((x - 10.0, y - 12.0), Anchor::End)
    } else {
        ((x + 10.0, y + LINE + 6.0), Anchor::Start)
    };
    svg.text(place, anchor, Ink::Text, &words.same_cost(tokens));
    svg.end_part();
}
