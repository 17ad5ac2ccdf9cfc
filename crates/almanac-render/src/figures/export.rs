//! A figure's data for programs: comma-separated values and JSON.

use almanac_model::stands_in_xml;
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
        text.push_str(&fields.map(|field| cell(&field)).join(","));
        text.push('\n');
    }
    text
}

/// The data, what they are, and the works that they come from.
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
        "title": figure.title,
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

/// A field as RFC 4180 has it, which no spreadsheet runs.
///
/// A spreadsheet takes a cell that begins with certain signs for a formula, quoted or not. The usual rule
/// (OWASP, "CSV Injection") puts an apostrophe before it, and spreadsheets show the rest as text.
fn cell(field: &str) -> String {
    let clean: String = field
        .chars()
        .filter(|letter| stands_in_xml(*letter))
        .collect();
    // Some leave out spaces and marks of the byte order before they look.
    let seen =
        clean.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    let is_run = clean.starts_with(RUN) || seen.starts_with(RUN);
    let mut cell = match is_run && !is_number(&clean) {
        true => format!("'{clean}"),
        false => clean,
    };
    if cell.contains([',', '"', '\n', '\r']) {
        cell = format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell
}

/// What a cell begins with that a spreadsheet runs; the wide forms are run where one writes Chinese or Japanese.
const RUN: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a field is a number with its sign, which a spreadsheet reads as that and runs nothing.
fn is_number(field: &str) -> bool {
    let digits = field.trim_start_matches(['+', '-']);
    let is_signed_once = field.len() - digits.len() <= 1;
    is_signed_once
        && digits.starts_with(|letter: char| letter.is_ascii_digit())
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_with_commas_and_quotes_are_quoted() {
        assert_eq!(cell("plain"), "plain");
        assert_eq!(cell("a, \"b\""), "\"a, \"\"b\"\"\"");
    }

    #[test]
    fn no_spreadsheet_runs_a_field() {
        for (field, safe) in [
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("+1+cmd|'/c calc'!A0", "'+1+cmd|'/c calc'!A0"),
            ("-2+3", "'-2+3"),
            ("--5", "'--5"),
            ("-0044-03-15", "'-0044-03-15"),
            ("-x", "'-x"),
            ("@SUM(1)", "'@SUM(1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("＝1+1", "'＝1+1"),
            (" =1", "' =1"),
            ("\u{feff}\u{a0}=1", "'\u{feff}\u{a0}=1"),
            // What begins with a character that is left out begins with the next one.
            ("\u{0}=1+1", "'=1+1"),
            // Numbers stay numbers.
            ("-5", "-5"),
            ("-2.5", "-2.5"),
            ("+7", "+7"),
            ("-1,500", "\"-1,500\""),
            ("5-3", "5-3"),
        ] {
            assert_eq!(cell(field), safe, "{field:?}");
        }
    }
}
