//! What moves a case. It is hidden until the module that listens to it runs.

use std::fmt::Write;

use super::formula::Case;
use super::words::Words;
use crate::html::escaped;
use crate::messages::Messages;

/// How many places a slider has; between two neighbours the value grows by the same factor.
const PLACES: f64 = 200.0;

/// A form with a slider for each part of the case.
pub(super) fn markup(words: &Words<'_>, case: &Case, ranges: &[(f64, f64); 4], id: &str) -> String {
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
    let mut form = format!(
        "<form class=\"moves\" aria-label=\"{}\" data-money=\"{}\" hidden>",
        escaped(words.locale.text("break-even-move")),
        escaped(&words.money_form())
    );
    for ((name, label, value, shown), (from, to)) in sliders.into_iter().zip(ranges) {
        let place = ((value / from).ln() / (to / from).ln() * PLACES).round();
        let id = escaped(&format!("{id}-{name}"));
        // Writing to a string never fails.
        let _ = write!(
            form,
            "<p><label for=\"{id}\">{}</label> <output for=\"{id}\" aria-live=\"off\">{shown}</output>\
             <input type=\"range\" id=\"{id}\" name=\"{name}\" min=\"0\" max=\"{PLACES}\" value=\"{place}\" \
             data-from=\"{from}\" data-to=\"{to}\" data-value=\"{value}\" aria-valuetext=\"{shown}\"></p>",
            words.locale.markup(label),
            shown = escaped(&shown)
        );
    }
    let reset = words.locale.markup("break-even-reset");
    form + &format!("<button type=\"reset\" class=\"plain\">{reset}</button></form>")
}
