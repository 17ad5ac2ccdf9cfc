//! Shortcodes that are boxes.

use super::shortcodes::Shortcode;
use crate::sites::callouts::Callout;

/// The box that the themes in wide use mean by a name.
pub fn box_of(name: &str, shortcode: &Shortcode<'_>) -> Option<Callout> {
    const TYPES: [&str; 12] = [
        "note",
        "tip",
        "info",
        "warning",
        "danger",
        "caution",
        "important",
        "success",
        "error",
        "primary",
        "secondary",
        "question",
    ];
    let own = name.to_lowercase();
    let is_generic =
        ["notice", "hint", "callout", "alert", "admonition", "box"].contains(&own.as_str());
    if !is_generic && !TYPES.contains(&own.as_str()) {
        return None;
    }
    let given = shortcode
        .get("type")
        .or(shortcode.get("style"))
        .or(shortcode.get("color"))
        .or(shortcode.get("context"));
    let place = shortcode
        .at(0)
        .filter(|word| is_generic && !word.contains(' '));
    let kind = match is_generic {
        true => given.or(place).unwrap_or("note").to_lowercase(),
        false => own,
    };
    let kind = match kind.as_str() {
        "primary" | "secondary" => "note".to_owned(),
        kind => kind.to_owned(),
    };
    let second = shortcode.at(usize::from(place.is_some()));
    Some(Callout {
        title: shortcode.get("title").or(second).map(str::to_owned),
        name: kind,
        fold: None,
    })
}
