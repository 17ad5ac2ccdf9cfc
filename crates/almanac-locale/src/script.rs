//! The words of the modules: a module of its own for each language, made of
//! the messages that the other modules say.
//!
//! A message becomes a list of parts: a text; `{"$": variable}`; or a choice by
//! a number, `{"$": variable, "one": parts, "other": parts}`. `words.js` writes them.

use std::collections::BTreeMap;

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};
use serde_json::{Value, json};

use super::Locale;

/// The ids that a module says.
pub fn module_messages(module: &str) -> impl Iterator<Item = &str> {
    let calls = module.split("say(\"").skip(1);
    calls.filter_map(|call| call.split('"').next())
}

/// The module that holds the words of a language that `ids` name; `further` is the name of another one with those that few
/// readers need, which is loaded when they do.
pub fn words_module(locale: &Locale, ids: &[&str], further: Option<&str>) -> String {
    let resource =
        fluent_syntax::parser::parse(locale.messages).expect("a test reads every file of messages");
    let mut messages: BTreeMap<&str, Value> = BTreeMap::new();
    for entry in &resource.body {
        if let Entry::Message(message) = entry
            && let Some(pattern) = &message.value
            && ids.contains(&message.id.name)
        {
            messages.insert(message.id.name, parts(pattern));
        }
    }
    let further = further.map_or_else(String::new, |name| {
        format!(", () => import(\"./{name}.js\")")
    });
    format!(
        "// Made of the messages in `{}.ftl`.\n\nimport {{ speak }} from \"./words.js\";\n\nspeak({}, {}{further});\n",
        locale.tag(),
        json!(locale.intl()),
        json!(messages)
    )
}

fn parts(pattern: &Pattern<&str>) -> Value {
    Value::Array(pattern.elements.iter().map(part).collect())
}

fn part(element: &PatternElement<&str>) -> Value {
    match element {
        PatternElement::TextElement { value } => json!(value),
        PatternElement::Placeable { expression } => expression_part(expression),
    }
}

fn expression_part(expression: &Expression<&str>) -> Value {
    match expression {
        Expression::Inline(inline) => inline_part(inline),
        Expression::Select { selector, variants } => {
            let mut choice = inline_part(selector);
            if let Value::Object(choice) = &mut choice {
                choice.extend(variants.iter().map(variant));
            }
            choice
        }
    }
}

fn inline_part(expression: &InlineExpression<&str>) -> Value {
    match expression {
        InlineExpression::VariableReference { id } => json!({ "$": id.name }),
        InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
            json!(value)
        }
        // Messages that refer to others, and functions, are kept out by a test.
        _ => json!(""),
    }
}

fn variant(variant: &Variant<&str>) -> (String, Value) {
    let key = match &variant.key {
        VariantKey::Identifier { name } => name,
        VariantKey::NumberLiteral { value } => value,
    };
    ((*key).to_owned(), parts(&variant.value))
}
