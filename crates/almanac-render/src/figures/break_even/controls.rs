//! What moves a case. It is hidden until the module that listens to it runs.

use super::formula::Assumptions;
use super::words::Words;
use crate::html::{Html, html};
use crate::messages::Messages;

/// How many places a slider has; between two neighbours the value grows by the same factor.
const PLACES: f64 = 200.0;

/// A form with a slider for each part of the case.
pub(super) fn markup(
    words: &Words<'_>,
    case: &Assumptions,
    ranges: &[(f64, f64); 4],
    id: &str,
) -> Html {
    let tokens_per_second = case.tokens_per_second;
    let sliders = [
        (
            "tokens",
            "break-even-tokens",
            case.tokens_per_day,
            words.number(case.tokens_per_day),
        ),
        (
            "price",
            "break-even-price",
            case.price,
            words.money(case.price),
        ),
        (
            "hour",
            "break-even-hour",
            case.machine_hour,
            words.money(case.machine_hour),
        ),
        (
            "speed",
            "break-even-speed",
            tokens_per_second,
            words.number(tokens_per_second),
        ),
    ];
    let sliders = sliders.into_iter().zip(ranges);
    let sliders = sliders.map(|((name, label, value, shown), (from, to))| {
        let place = ((value / from).ln() / (to / from).ln() * PLACES).round();
        html!(
            "<p><label for=\"{0}\">{1}</label> <output for=\"{0}\" aria-live=\"off\">{2}</output>\
             <input type=\"range\" id=\"{0}\" name=\"{3}\" min=\"0\" max=\"{4}\" value=\"{5}\" \
             data-from=\"{6}\" data-to=\"{7}\" data-value=\"{8}\" aria-valuetext=\"{2}\"></p>",
            format!("{id}-{name}"),
            words.locale.markup(label),
            shown,
            name,
            PLACES,
            place,
            *from,
            *to,
            value
        )
    });
    let sliders: Html = sliders.collect();
    html!(
        "<form class=\"moves\" aria-label=\"{}\" data-money=\"{}\" hidden>{}\
         <button type=\"reset\" class=\"plain\">{}</button></form>",
        words.locale.text("break-even-move"),
        words.money_form(),
        sliders,
        words.locale.markup("break-even-reset")
    )
}
