//! Every language has every message, with the same variables; what is said exists, and what exists is said.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use almanac_model::{Level, PathLevel, SourceType};
use fluent_syntax::ast::{Entry, VariantKey};
use fluent_syntax::parser::parse;

use super::*;

/// A message's variables, and the plural forms that it tells apart.
#[derive(Debug, Default)]
struct Shape {
    variables: BTreeSet<String>,
    choices: Vec<BTreeSet<String>>,
    text: String,
}

impl Shape {
    fn read(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text.push_str(value),
                PatternElement::Placeable { expression } => self.read_expression(expression),
            }
        }
    }

    fn read_expression(&mut self, expression: &Expression<&str>) {
        let (inline, variants) = match expression {
            Expression::Inline(inline) => (inline, &[][..]),
            Expression::Select { selector, variants } => (selector, &variants[..]),
        };
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::StringLiteral { .. } => {}
            other => panic!("messages neither refer to others nor call: {other:?}"),
        }
        if variants.is_empty() {
            return;
        }
        let keys = variants.iter().map(|variant| match variant.key {
            VariantKey::Identifier { name } => name.to_owned(),
            VariantKey::NumberLiteral { value } => value.to_owned(),
        });
        self.choices.push(keys.collect());
        for variant in variants {
            self.read(&variant.value);
        }
    }
}

fn shapes(locale: &Locale) -> BTreeMap<String, Shape> {
    let resource = parse(locale.messages).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let mut shapes = BTreeMap::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else {
            assert!(
                !matches!(entry, Entry::Junk { .. } | Entry::Term(_)),
                "{entry:?}"
            );
            continue;
        };
        let mut shape = Shape::default();
        shape.read(message.value.as_ref().unwrap());
        let former = shapes.insert(message.id.name.to_owned(), shape);
        assert!(former.is_none(), "`{}` stands twice", message.id.name);
    }
    shapes
}

#[test]
fn every_language_has_the_same_messages_with_the_same_variables() {
    let english = shapes(Locale::of("en"));
    for locale in Locale::all() {
        let shapes = shapes(locale);
        let ids =
            |shapes: &BTreeMap<String, Shape>| -> Vec<String> { shapes.keys().cloned().collect() };
        assert_eq!(ids(&shapes), ids(&english), "{}", locale.tag);
        for (id, shape) in &shapes {
            assert_eq!(
                shape.variables, english[id].variables,
                "`{id}` in {}",
                locale.tag
            );
        }
    }
}

#[test]
fn the_short_way_to_fill_a_message_says_what_fluent_says() {
    let arguments = [
        Argument::Number(1234.5),
        Argument::from(7),
        Argument::Name("Tide & Time"),
        Argument::Words("in June"),
    ];
    let mut compared = 0;
    for locale in Locale::all() {
        for (id, shape) in shapes(locale) {
            for argument in &arguments {
                let variables = shape.variables.iter();
                let values: Vec<(&'static str, Argument<'_>)> = variables
                    .map(|name| (&*name.clone().leak(), argument.clone()))
                    .collect();
                let message = locale.bundle.get_message(&id).unwrap();
                let pattern = message.value().unwrap();
                if let Some(text) = locale.filled(pattern, &values) {
                    assert_eq!(text, locale.formatted(pattern, &values), "`{id}`");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 100);
}

#[test]
fn messages_hold_no_markup_and_pair_their_brackets_and_backticks() {
    for locale in Locale::all() {
        for (id, shape) in shapes(locale) {
            let count = |mark: char| shape.text.matches(mark).count();
            assert!(
                !shape.text.contains(['<', '>', '&', '"']),
                "`{id}` in {}",
                locale.tag
            );
            assert_eq!(count('['), count(']'), "`{id}` in {}", locale.tag);
            assert_eq!(count('`') % 2, 0, "`{id}` in {}", locale.tag);
            let in_english = shapes_of_english(&id);
            assert_eq!(shape.text.contains('['), in_english.contains('['), "`{id}`");
        }
    }
}

fn shapes_of_english(id: &str) -> String {
    shapes(Locale::of("en"))[id].text.clone()
}

#[test]
fn choices_name_every_plural_form_of_their_language() {
    for (tag, forms) in [
        ("en", vec!["one", "other"]),
        ("ar", vec!["few", "many", "one", "other", "two", "zero"]),
    ] {
        let forms: BTreeSet<String> = forms.into_iter().map(str::to_owned).collect();
        for (id, shape) in shapes(Locale::of(tag)) {
            for choice in shape.choices {
                assert_eq!(choice, forms, "`{id}` in {tag}");
            }
        }
    }
}

/// The texts of the files below a folder that end in `extension`, this one aside.
fn sources(folder: &str, extension: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension)
                && !path.ends_with("locale/tests.rs")
            {
                texts.push(fs::read_to_string(path).unwrap());
            }
        }
    }
    texts
}

/// The ids that stand between `before` and a quotation mark with `after` behind it.
fn ids_between(text: &str, before: &str, after: &str) -> BTreeSet<String> {
    let starts = text.match_indices(before).map(|(at, _)| at + before.len());
    let ids = starts.filter_map(|start| {
        let (id, rest) = text[start..].split_once('"')?;
        let is_id = id.bytes().all(is_id_byte) && rest.starts_with(after);
        is_id.then(|| id.to_owned())
    });
    ids.collect()
}

fn is_id_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

#[test]
fn what_is_said_exists_and_what_exists_is_said() {
    let english = shapes(Locale::of("en"));
    let ids: BTreeSet<String> = english.keys().cloned().collect();
    let mut said = BTreeSet::new();
    for template in sources("templates", "html") {
        said.extend(ids_between(&template, "\"", "|"));
    }
    for module in sources("assets/scripts", "js") {
        said.extend(ids_between(&module, "say(\"", ""));
    }
    let code = sources("src", "rs");
    for text in &code {
        for call in [
            "text", "markup", "say", "count", "count_of", "named", "dated",
        ] {
            said.extend(ids_between(text, &format!(".{call}(\""), ""));
        }
    }
    let unknown: Vec<_> = said.difference(&ids).collect();
    assert!(unknown.is_empty(), "said and not in the files: {unknown:?}");
    // Code may choose an id before it says it.
    said.extend(code.iter().flat_map(|text| ids_between(text, "\"", "")));
    said.extend(
        (1..=12).flat_map(|month| [format!("month-{month}"), format!("short-month-{month}")]),
    );
    let unsaid: Vec<_> = ids.difference(&said).collect();
    assert!(unsaid.is_empty(), "in the files and never said: {unsaid:?}");
}

#[test]
fn every_level_and_type_has_a_word() {
    for locale in Locale::all() {
        for level in Level::ALL {
            assert!(!locale.level(level).is_empty());
            assert!(locale.path_level(PathLevel::All(level)).is_some());
        }
        for kind in SourceType::ALL {
            assert!(!locale.source_type(kind).is_empty());
        }
    }
}

#[test]
fn the_nearest_language_is_found() {
    for (wanted, found) in [
        ("en", "en"),
        ("en-GB", "en"),
        ("ar", "ar"),
        ("ar-EG", "ar"),
        ("ar-Arab-MA", "ar"),
        ("de", "en"),
        ("no language", "en"),
    ] {
        assert_eq!(Locale::of(wanted).tag, found, "{wanted}");
    }
    assert_eq!(Direction::of("fa"), Direction::RightToLeft);
    assert_eq!(Direction::of("uz-Arab"), Direction::RightToLeft);
    assert_eq!(Direction::of("de"), Direction::LeftToRight);
}

#[test]
fn arabic_counts_in_six_ways() {
    let arabic = Locale::of("ar");
    let steps = [0, 1, 2, 3, 11, 100].map(|number| arabic.count("steps", number));
    assert_eq!(
        steps,
        [
            "لا خطوات",
            "خطوة واحدة",
            "خطوتان",
            "٣ خطوات",
            "١١ خطوة",
            "١٠٠ خطوة"
        ]
    );
}

#[test]
fn names_are_isolated_where_the_language_runs_the_other_way() {
    assert_eq!(Locale::of("en").named("facts-about", "א"), "Facts about א");
    let arabic = Locale::of("ar").named("facts-about", "GPT-4");
    assert_eq!(arabic, "حقائق عن \u{2068}GPT-4\u{2069}");
}

#[test]
fn modules_get_the_messages_that_they_say_and_no_others() {
    let module = words_module(Locale::of("en"), &["all-read", "number-read", "steps-read"]);
    assert_eq!(
        module,
        "// Made of the messages in `en.ftl`.\n\nimport { speak } from \"./words.js\";\n\n\
         speak(\"en-GB\", {\"all-read\":[\"all read\"],\
         \"number-read\":[{\"$\":\"number\"},\" of \",{\"$\":\"of\"},\" read\"],\
         \"steps-read\":[{\"$\":\"of\",\
         \"one\":[{\"$\":\"number\"},\" of \",{\"$\":\"of\"},\" step read\"],\
         \"other\":[{\"$\":\"number\"},\" of \",{\"$\":\"of\"},\" steps read\"]}]});\n"
    );
}
