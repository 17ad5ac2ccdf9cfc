//! A figure's data for programs: comma-separated values and JSON.

use serde_json::{Value, json};

use super::Figure;
use super::data::{AxisValue, Point};

/// The data as a table: label, series, place, value as a number and in words, date, sources.
pub(super) fn csv(figure: &Figure) -> String {
    let mut text = String::from("label,series,x,value,shown,as_of,sources\n");
    for point in &figure.data.points {
        let fields = [
            point.label.clone(),
            series(figure, point).unwrap_or_default().to_owned(),
            place(point).unwrap_or_default(),
            point.y.map(|value| value.to_string()).unwrap_or_default(),
            point.shown.clone(),
            point.as_of.map(|date| date.to_string()).unwrap_or_default(),
            point
                .sources
                .iter()
                .map(|one| one.key.as_str())
                .collect::<Vec<_>>()
                .join(" "),
        ];
        text.push_str(&fields.map(|field| quoted(&field)).join(","));
        text.push('\n');
    }
    text
}

/// The data with what it is, and the works that it is from.
pub(super) fn json(figure: &Figure) -> String {
    let points: Vec<Value> = figure
        .data
        .points
        .iter()
        .map(|point| {
            json!({
                "label": point.label,
                "series": series(figure, point),
                "x": place(point),
                "value": point.y,
                "shown": point.shown,
                "as_of": point.as_of.map(|date| date.to_string()),
                "stale": point.is_stale,
                "sources": point.sources.iter().map(|one| one.key.as_str()).collect::<Vec<_>>(),
            })
        })
        .collect();
    let sources: Vec<Value> = figure
        .data
        .sources()
        .map(|(key, source)| json!({ "key": key.as_str(), "title": source.title, "url": source.url }))
        .collect();
    let whole = json!({
        "id": figure.id.as_str(),
        "type": figure.block.kind.name(),
        "title": figure.block.title,
        "subtitle": figure.subtitle,
        "points": points,
        "sources": sources,
    });
    format!("{whole:#}\n")
}

fn series<'f>(figure: &'f Figure, point: &Point) -> Option<&'f str> {
    figure.data.series.get(point.series).map(String::as_str)
}

fn place(point: &Point) -> Option<String> {
    point.x.map(|place| match place {
        AxisValue::Date(date) => date.to_string(),
        AxisValue::Number(number) => number.to_string(),
    })
}

/// A field as RFC 4180 has it.
fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_with_commas_and_quotes_are_quoted() {
        assert_eq!(quoted("plain"), "plain");
        assert_eq!(quoted("a, \"b\""), "\"a, \"\"b\"\"\"");
    }
}
