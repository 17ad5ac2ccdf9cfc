//! Addresses of posts, by the patterns that the configuration or a post gives: `/:year/:title/`, `pretty`.

use almanac_model::{Day, ENGLISH_MONTHS};
use serde_json::Value;

use super::Said;
use crate::sites::settings::{text_at, texts};

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// The address of a post that lies in some folders, by its day and its name.
pub fn post_address(
    settings: &Value,
    said: &Said,
    folders: &[&str],
    day: &str,
    name: &str,
) -> String {
    let own = said
        .text("permalink")
        .or_else(|| text_at(settings, "collections.posts.permalink"))
        .or_else(|| text_at(settings, "permalink"))
        .unwrap_or("date");
    let template = match own {
        "date" => "/:categories/:year/:month/:day/:title.html",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "none" => "/:categories/:title.html",
        "ordinal" => "/:categories/:year/:y_day/:title.html",
        "weekdate" => "/:categories/:year/W:week/:short_day/:title.html",
        own => own,
    };
    let written = said.text("date").and_then(|date| date.get(..10));
    let is_day = |date: &&str| {
        date.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-')
    };
    let day = written.filter(is_day).unwrap_or(day);
    let title = said.text("slug").unwrap_or(name);
    let categories = categories(said, folders);
    let address = filled(template, &|name| match name {
        "categories" | "slugified_categories" => Some(categories.clone()),
        "title" | "slug" | "name" => Some(title.to_owned()),
        "output_ext" => Some(".html".to_owned()),
        "collection" => Some("posts".to_owned()),
        name => of_day(day, name),
    });
    let parts = address.split('/').filter(|part| !part.is_empty());
    let address = parts.collect::<Vec<_>>().join("/");
    match template.ends_with('/') {
        true => format!("{address}/"),
        false => address,
    }
}

fn categories(said: &Said, folders: &[&str]) -> String {
    let mut categories: Vec<String> = folders.iter().map(|part| (*part).to_owned()).collect();
    for key in ["categories", "category"] {
        match said.fields.get(key) {
            Some(Value::String(text)) => {
                categories.extend(text.split_whitespace().map(str::to_owned));
            }
            Some(value) => categories.extend(texts(value)),
            None => {}
        }
    }
    categories.join("/").to_lowercase()
}

/// A pattern with its names filled in; one that is not known stays.
fn filled(template: &str, value_of: &dyn Fn(&str) -> Option<String>) -> String {
    let mut pieces = template.split(':');
    let mut address = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let is_name = |c: char| c.is_ascii_lowercase() || c == '_';
        let most = piece.find(|c| !is_name(c)).unwrap_or(piece.len());
        // `:title_x` is the title and `_x`.
        let mut ends = (1..=most).rev();
        let found = ends.find_map(|end| Some((end, value_of(&piece[..end])?)));
        match found {
            Some((end, value)) => address.extend([value.as_str(), &piece[end..]]),
            None => address.extend([":", piece]),
        }
    }
    address
}

/// What a name means of a day that is written as `2024-03-09`.
fn of_day(day: &str, name: &str) -> Option<String> {
    let mut parts = day.splitn(3, '-');
    let (year, month, of_month) = (parts.next()?, parts.next()?, parts.next()?);
    let short = |number: &str| number.trim_start_matches('0').to_owned();
    let known = || day.parse::<Day>().ok();
    let month_name = || ENGLISH_MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?);
    let weekday = || {
        let number = known()?.weekday().to_monday_zero_offset();
        WEEKDAYS.get(usize::try_from(number).ok()?)
    };
    Some(match name {
        "year" => year.to_owned(),
        "short_year" => year.get(2..)?.to_owned(),
        "month" => month.to_owned(),
        "i_month" => short(month),
        "short_month" => month_name()?.get(..3)?.to_owned(),
        "long_month" => (*month_name()?).to_owned(),
        "day" => of_month.to_owned(),
        "i_day" => short(of_month),
        "y_day" => format!("{:03}", known()?.day_of_year()),
        "w_day" => known()?.weekday().to_monday_one_offset().to_string(),
        "short_day" => weekday()?.get(..3)?.to_owned(),
        "long_day" => (*weekday()?).to_owned(),
        "week" => format!("{:02}", known()?.iso_week_date().week()),
        "w_year" => known()?.iso_week_date().year().to_string(),
        "hour" | "minute" | "second" => "00".to_owned(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_filled_in() {
        let said = Said::default();
        for (pattern, address) in [
            ("date", "a/2024/03/09/x.html"),
            ("ordinal", "a/2024/069/x.html"),
            ("weekdate", "a/2024/W10/Sat/x.html"),
            ("pretty", "a/2024/03/09/x/"),
            (
                "/:short_year/:i_month-:i_day/:long_month/:title:output_ext",
                "24/3-9/March/x.html",
            ),
            ("/p/:title_1/:none", "p/x_1/:none"),
        ] {
            let settings = serde_json::json!({ "permalink": pattern });
            let found = post_address(&settings, &said, &["a"], "2024-03-09", "x");
            assert_eq!(found, address, "{pattern}");
        }
    }
}
