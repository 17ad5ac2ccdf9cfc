//! How a language writes the dates of headings, as far as it names the months.

use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use almanac_model::{DateForms, LanguageTag};
use icu_calendar::{Date, Gregorian};
use icu_datetime::fieldsets::{M, YM, YMD};
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter as Formatter};
use icu_locale_core::Locale as Tag;

use crate::months::of_month;

/// The forms of languages that were asked for.
static KNOWN: LazyLock<RwLock<HashMap<String, &'static DateForms>>> =
    LazyLock::new(RwLock::default);

static NONE: DateForms = DateForms::NONE;

/// How many languages are kept. Each is kept for good, and an almanac has a few.
const MOST: usize = 100;

/// A date whose parts can't be confused, so that the day and the year can be found in what a formatter writes.
const SAMPLE: (i32, u8) = (1999, 28);

/// How a language writes dates with the names of months, by the CLDR. A tag that is none has no forms.
pub fn date_forms(language: &str) -> &'static DateForms {
    // The forms of English are known to whoever reads a heading.
    if language == "en" || language.starts_with("en-") {
        return &NONE;
    }
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(forms) = known.get(language) {
        return forms;
    }
    let is_full = known.len() >= MOST;
    drop(known);
    let tag = Tag::try_from_str(language).ok();
    let (Some(tag), false) = (tag, is_full || LanguageTag::new(language).is_err()) else {
        return &NONE;
    };
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    let forms = known.entry(language.to_owned());
    forms.or_insert_with(|| Box::leak(Box::new(made(&tag))))
}

fn made(tag: &Tag) -> DateForms {
    const COMPILED: &str = "the data of all languages is compiled in";
    let preferences = DateTimeFormatterPreferences::from(tag);
    let of_day = [YMD::long(), YMD::medium()]
        .map(|fields| Formatter::<Gregorian, _>::try_new(preferences, fields).expect(COMPILED));
    let of_month = [YM::long(), YM::medium()].map(|fields| of_month(preferences, fields));
    let alone = [M::long(), M::medium()]
        .map(|fields| Formatter::<Gregorian, _>::try_new(preferences, fields).expect(COMPILED));
    let mut forms = DateForms::default();
    for month in 1..=12_u8 {
        let Ok(date) = Date::try_new_gregorian(SAMPLE.0, month, SAMPLE.1) else {
            continue;
        };
        let number = month.cast_signed();
        for formatter in &of_day {
            forms.add(number, &formatter.format(&date).to_string(), SAMPLE);
        }
        for formatter in &of_month {
            forms.add(number, &formatter.format(&date).to_string(), SAMPLE);
        }
        for formatter in &alone {
            forms.add_name(number, &formatter.format(&date).to_string());
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use almanac_model::event_heading;

    use super::*;

    #[test]
    fn headings_begin_with_dates_as_each_language_writes_them() {
        for (language, heading, date, title) in [
            ("de", "März 2019 · Der Plan", "2019-03", "Der Plan"),
            ("de", "14. März 2019: Der Plan", "2019-03-14", "Der Plan"),
            ("de-AT", "Jänner 2019 – Der Plan", "2019-01", "Der Plan"),
            ("fr", "14 février 2019 · Le plan", "2019-02-14", "Le plan"),
            ("fr", "Août 2019 – Le plan", "2019-08", "Le plan"),
            (
                "es",
                "14 de marzo de 2019 · El plan",
                "2019-03-14",
                "El plan",
            ),
            ("es", "Marzo 2019 · El plan", "2019-03", "El plan"),
            ("pt", "março de 2019 · O plano", "2019-03", "O plano"),
            ("it", "14 marzo 2019 · Il piano", "2019-03-14", "Il piano"),
            ("pl", "14 marca 2019 · Plan", "2019-03-14", "Plan"),
            ("pl", "marzec 2019 · Plan", "2019-03", "Plan"),
            ("ru", "14 марта 2019 г. · План", "2019-03-14", "План"),
            ("ru", "Март 2019 · План", "2019-03", "План"),
            ("tr", "14 Mart 2019 · Plan", "2019-03-14", "Plan"),
            ("vi", "tháng 3 năm 2019 · Kế hoạch", "2019-03", "Kế hoạch"),
            ("zh", "2019年3月 · 发布", "2019-03", "发布"),
            ("ko", "2019년 3월 14일 · 출시", "2019-03-14", "출시"),
            ("ar", "١٤ مارس ٢٠١٩ · الخطة", "2019-03-14", "الخطة"),
            ("ar", "مارس 2019 · الخطة", "2019-03", "الخطة"),
            ("he", "14 במרץ 2019 · תוכנית", "2019-03-14", "תוכנית"),
            ("hi", "14 मार्च 2019 · योजना", "2019-03-14", "योजना"),
            ("th", "14 มีนาคม 2019 · แผน", "2019-03-14", "แผน"),
            ("el", "14 Μαρτίου 2019 · Σχέδιο", "2019-03-14", "Σχέδιο"),
            ("ar", "٢٠١٩-٠٣ · الخطة", "2019-03", "الخطة"),
            ("de", "March 2019 · x", "2019-03", "x"),
        ] {
            let read = event_heading(heading, date_forms(language));
            let read = read.and_then(Result::ok);
            let read = read.map(|heading| (heading.date.to_string(), heading.title));
            assert_eq!(
                read,
                Some((date.to_owned(), title)),
                "{language}: {heading}"
            );
        }
    }

    #[test]
    fn words_that_only_begin_like_a_month_are_words() {
        for (language, heading) in [
            ("de", "Mai und Juni"),
            ("de", "Marktlage"),
            ("fr", "Mars, la planète"),
            ("es", "Marzo"),
            ("tr", "Martı 3"),
        ] {
            assert_eq!(
                event_heading(heading, date_forms(language)),
                None,
                "{heading}"
            );
        }
    }

    #[test]
    fn a_year_of_another_calendar_is_none_of_ours() {
        for (language, heading) in [
            ("fa", "۱۴۰۳ · طرح"),
            ("th", "๒๕๖๒ · แผน"),
            ("th", "14 มีนาคม 2562 · แผน"),
            ("th", "มีนาคม 2562 · แผน"),
        ] {
            let read = event_heading(heading, date_forms(language));
            assert!(matches!(read, Some(Err(_))), "{heading}: {read:?}");
        }
    }
}
