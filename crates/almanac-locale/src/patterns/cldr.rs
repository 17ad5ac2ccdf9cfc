//! The tables are what the Unicode CLDR has, of whose files `cargo xtask test` installs those that are named in
//! `tests/package.json`.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Patterns, tables};

/// The files of a language in a package; `None` if the package is not installed, which in the continuous build is a failure.
fn languages(package: &str) -> Option<Vec<(String, PathBuf)>> {
    let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/node_modules");
    let folder = packages.join(package).join("main");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        assert!(
            std::env::var_os("CI").is_none(),
            "{} is missing: `npm ci` in `tests`",
            folder.display()
        );
        eprintln!("skipped, as `{package}` is not installed: `npm ci` in `tests`");
        return None;
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    let languages = paths.map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        (name.to_owned(), path)
    });
    // The root is no language.
    Some(languages.filter(|(name, _)| name != "und").collect())
}

/// What a file says of a language, below a key.
fn read(folder: &Path, language: &str, file: &str, key: &str) -> Value {
    let text = std::fs::read_to_string(folder.join(file)).unwrap();
    let mut value: Value = serde_json::from_str(&text).unwrap();
    value["main"][language][key].take()
}

/// A pattern of a number with `#` for the number: `#,##0.00 ¤` becomes `# ¤`.
fn of_number(pattern: &Value) -> String {
    let positive = pattern.as_str().unwrap().split(';').next().unwrap();
    let is_digit = |c: char| matches!(c, '#' | '0' | ',' | '.');
    let (start, end) = (positive.find(is_digit), positive.rfind(is_digit));
    let (before, behind) = (&positive[..start.unwrap()], &positive[end.unwrap() + 1..]);
    format!("{before}#{behind}")
}

#[test]
fn money_shares_and_signs_are_those_of_the_cldr() {
    let Some(languages) = languages("cldr-numbers-full") else {
        return;
    };
    assert!(languages.len() > 700);
    for (language, folder) in languages {
        let numbers = read(&folder, &language, "numbers.json", "numbers");
        let system = numbers["defaultNumberingSystem"].as_str().unwrap();
        let of_system = |kind: &str| &numbers[&format!("{kind}-numberSystem-{system}")];
        let own = Patterns::of(&language);
        let money = of_number(&of_system("currencyFormats")["standard"]);
        assert_eq!(own.money, money, "{language}");
        let share = of_number(&of_system("percentFormats")["standard"]);
        assert_eq!(own.share, share, "{language}");
        // What the CLDR has in Wolof is a minus.
        if language != "wo" {
            let near = of_system("symbols")["approximatelySign"].as_str();
            assert_eq!(Some(own.near.trim_end()), near, "{language}");
        }
        let currencies = read(&folder, &language, "currencies.json", "numbers");
        let sign = |code: &str| match &currencies["currencies"][code]["symbol"] {
            Value::String(sign) => sign.clone(),
            _ => code.to_owned(),
        };
        assert_eq!(own.dollar, sign("USD"), "{language}");
        for (own_sign, code, of) in tables::OWN_SIGNS {
            if super::names(of, &language) {
                assert_eq!(*own_sign, sign(code), "{language}");
            }
        }
    }
}

#[test]
fn quotation_marks_are_those_of_the_cldr() {
    for (language, folder) in languages("cldr-misc-full").unwrap_or_default() {
        let marks = read(&folder, &language, "delimiters.json", "delimiters");
        let [start, end] = ["quotationStart", "quotationEnd"].map(|key| marks[key].as_str());
        let quoted = format!("{}#{}", start.unwrap(), end.unwrap());
        // It leaves out the spaces that French has within them.
        let own = Patterns::of(&language).quoted.replace('\u{a0}', "");
        assert_eq!(own, quoted, "{language}");
        let keys = ["alternateQuotationStart", "alternateQuotationEnd"];
        let [start, end] = keys.map(|key| marks[key].as_str());
        let within = format!("{}#{}", start.unwrap(), end.unwrap());
        let own = Patterns::of(&language).quoted_within;
        assert_eq!(own, within, "{language}");
    }
}

#[test]
fn answers_are_those_of_the_cldr() {
    for (language, folder) in languages("cldr-misc-full").unwrap_or_default() {
        let own = tables::ANSWERS.iter().find(|(of, ..)| *of == language);
        let Some((_, yes, no)) = own else {
            continue;
        };
        let answers = read(&folder, &language, "posix.json", "posix");
        // Behind a colon stands what is typed.
        let [cldr_yes, cldr_no] = ["yesstr", "nostr"].map(|key| {
            let answer = answers["messages"][key].as_str().unwrap();
            answer.split(':').next().unwrap()
        });
        // It has `hayir`, in letters of ASCII.
        assert_eq!(*yes, cldr_yes, "{language}");
        assert_eq!(no.replace("hayır", "hayir"), cldr_no, "{language}");
    }
}
