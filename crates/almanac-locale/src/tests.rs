//! Every language has every message, with the same variables.

use std::collections::{BTreeMap, BTreeSet};

use almanac_model::{Level, PathLevel, SourceType};
use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser::parse;

use super::*;

/// A message's variables, and the plural forms that it tells apart.
#[derive(Debug, Default)]
struct MessageShape {
    variables: BTreeSet<String>,
    choices: Vec<BTreeSet<String>>,
    text: String,
}

impl MessageShape {
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

fn shapes(locale: &Locale) -> BTreeMap<String, MessageShape> {
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
        let mut shape = MessageShape::default();
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
        let ids = |shapes: &BTreeMap<String, MessageShape>| -> Vec<String> {
            shapes.keys().cloned().collect()
        };
        assert_eq!(ids(&shapes), ids(&english), "{}", locale.tag());
        for (id, shape) in &shapes {
            assert_eq!(
                shape.variables,
                english[id].variables,
                "`{id}` in {}",
                locale.tag()
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
                locale.tag()
            );
            assert_eq!(count('['), count(']'), "`{id}` in {}", locale.tag());
            assert_eq!(count('`') % 2, 0, "`{id}` in {}", locale.tag());
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
        ("de", vec!["one", "other"]),
        ("zh", vec!["other"]),
    ] {
        let forms: BTreeSet<String> = forms.into_iter().map(str::to_owned).collect();
        for (id, shape) in shapes(Locale::of(tag)) {
            for choice in shape.choices {
                assert_eq!(choice, forms, "`{id}` in {tag}");
            }
        }
    }
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
        ("ar-Arab-SD", "ar"),
        ("ar-MA", "ar-MA"),
        ("ar-AE", "ar-MA"),
        ("ar-Arab-TN", "ar-MA"),
        ("de", "de"),
        ("de-AT", "de"),
        ("zh-Hans-CN", "zh"),
        ("zh-TW", "zh"),
        ("pl", "en"),
        ("no language", "en"),
    ] {
        assert_eq!(Locale::of(wanted).tag(), found, "{wanted}");
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
fn messages_have_the_digits_of_the_region() {
    for (language, steps, number) in [
        ("ar", "٣ خطوات", "٣"),
        ("ar-EG", "٣ خطوات", "٣"),
        ("ar-MA", "3 خطوات", "3"),
        ("ar-AE", "3 خطوات", "3"),
    ] {
        let locale = Locale::of(language);
        let written = (locale.count("steps", 3), locale.number(3));
        assert_eq!(written, (steps.to_owned(), number.to_owned()), "{language}");
    }
}

#[test]
fn names_are_isolated_where_they_or_the_language_run_the_other_way() {
    let english = |name| Locale::of("en").named("facts-about", name);
    assert_eq!(english("GPT-4"), "Facts about GPT-4");
    assert_eq!(english("א!"), "Facts about \u{2068}א!\u{2069}");
    let arabic = Locale::of("ar").named("facts-about", "GPT-4");
    assert_eq!(arabic, "حقائق عن \u{2068}GPT-4\u{2069}");
}

#[test]
fn modules_get_the_messages_that_they_say_and_no_others() {
    let module = words_module(
        Locale::of("en"),
        &["all-read", "number-read", "steps-read"],
        None,
    );
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
