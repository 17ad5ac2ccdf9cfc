//! Configurations in JavaScript and TypeScript, as far as they are plain literals. Read by Docusaurus, VitePress, VuePress
//! and Starlight. Nothing is run: a call, a condition or an import is nothing.

mod literals;
mod reader;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use self::reader::Reader;

/// How often a script is read for what its names stand for.
const MAX_ROUNDS: usize = 6;

/// The key under which an object keeps the order of its keys, where that is asked for.
const ORDER: &str = "\u{0}order";

/// What a script exports, as far as it is written out.
pub fn exported(text: &str) -> Value {
    without_order(exported_in_order(text))
}

/// The same, whose objects know the order of their keys: see [`in_order`].
pub fn exported_in_order(text: &str) -> Value {
    let mut reader = Reader::with_names(text, BTreeMap::new());
    let exported = reader.statements();
    match exported.is_null() {
        true => reader
            .names
            .values()
            .find(|value| value.is_object())
            .cloned()
            .unwrap_or_default(),
        false => exported,
    }
}

/// The pairs of an object, in the order in which they are written if that is known.
pub fn in_order(pairs: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut found: Vec<(&String, &Value)> = pairs.iter().filter(|(key, _)| *key != ORDER).collect();
    if let Some(Value::Array(order)) = pairs.get(ORDER) {
        let place = |key: &str| order.iter().position(|one| one.as_str() == Some(key));
        found.sort_by_cached_key(|(key, _)| place(key).unwrap_or(usize::MAX));
    }
    found
}

/// A value whose objects are as they are written.
pub fn without_order(value: Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().map(without_order).collect()),
        Value::Object(pairs) => {
            let pairs = pairs.into_iter().filter(|(key, _)| key != ORDER);
            Value::Object(
                pairs
                    .map(|(key, value)| (key, without_order(value)))
                    .collect(),
            )
        }
        value => value,
    }
}

/// What scripts that lie beside one another say by names: what each exports, what it imports from the others put in.
/// Scripts are named by their paths without their endings.
pub fn with_imports(scripts: &BTreeMap<String, String>) -> BTreeMap<String, Imported> {
    let mut known: BTreeMap<String, Imported> = BTreeMap::new();
    for _ in 0..MAX_ROUNDS {
        let before = known.clone();
        for (path, text) in scripts {
            let names = imported_names(path, text, &known);
            let mut reader = Reader::with_names(text, names.clone());
            let default = reader.statements();
            let own = Imported {
                imports: names,
                default,
                names: reader.names,
            };
            known.insert(path.clone(), own);
        }
        if known == before {
            break;
        }
    }
    known
}

/// What a script exports, and what it imports.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Imported {
    /// What the names stand for that it imports.
    pub imports: BTreeMap<String, Value>,
    /// What it exports by default.
    pub default: Value,
    /// What its names stand for.
    pub names: BTreeMap<String, Value>,
}

/// What the names stand for that a script imports from others that are known.
fn imported_names(
    path: &str,
    text: &str,
    known: &BTreeMap<String, Imported>,
) -> BTreeMap<String, Value> {
    let mut names = BTreeMap::new();
    let statements = text.match_indices("import ").map(|(at, _)| &text[at + 7..]);
    for statement in statements {
        let Some((clause, rest)) = statement.split_once(" from ") else {
            continue;
        };
        let rest = rest.trim_start();
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            continue;
        };
        let from = rest[1..].split(quote).next().unwrap_or_default();
        let beside = almanac_model::FilePath::from(path).resolve(from);
        let Some(module) = beside.filter(|_| from.starts_with('.')).and_then(|place| {
            let stem = place
                .rsplit_once('.')
                .filter(|(_, ending)| !ending.contains('/'));
            let stem = stem.map_or(place.as_str(), |(stem, _)| stem);
            let mut places = [place.clone(), stem.to_owned(), format!("{place}/index")].into_iter();
            places.find_map(|place| known.get(&place))
        }) else {
            continue;
        };
        let (default, named) = match clause.split_once('{') {
            Some((default, named)) => (default, named.split('}').next().unwrap_or_default()),
            None => (clause, ""),
        };
        let default = default.trim().trim_end_matches(',').trim();
        let is_name =
            |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        if is_name(default) {
            names.insert(default.to_owned(), module.default.clone());
        }
        for named in named.split(',') {
            let (name, own) = named.split_once(" as ").unwrap_or((named, named));
            let (name, own) = (name.trim(), own.trim());
            for call in ["", "()"] {
                if let Some(value) = module.names.get(&format!("{name}{call}")) {
                    names.insert(format!("{own}{call}"), value.clone());
                }
            }
        }
    }
    names
}

/// The values that are bound to a name anywhere in a script: `sidebar: […]`.
pub fn values_of(text: &str, key: &str) -> Vec<Value> {
    let values = values_with(text, key, &BTreeMap::new()).into_iter();
    values.map(without_order).collect()
}

/// The same in a script of which it is known what the names that it imports stand for. Objects know their order.
pub fn values_with(text: &str, key: &str, imports: &BTreeMap<String, Value>) -> Vec<Value> {
    if !text.contains(key) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    let mut reader = Reader::with_names(text, imports.clone());
    while let Some(next) = text[at..].find(key) {
        let start = at + next;
        at = start + key.len();
        let is_whole = !text[..start].ends_with(|c: char| c.is_alphanumeric() || "_$.".contains(c));
        let rest = text[at..].trim_start_matches(['"', '\'']).trim_start();
        if let Some(rest) = rest.strip_prefix([':', '=']).filter(|_| is_whole) {
            reader.at = text.len() - rest.len();
            let value = match ["const ", "let ", "var "]
                .iter()
                .any(|word| text[..start].ends_with(word))
            {
                // A type may stand before the value.
                true => reader.names.get(key).cloned().unwrap_or_default(),
                false => reader.value(0),
            };
            if !value.is_null() {
                found.push(value);
            }
        } else if is_whole && rest.starts_with([',', '}']) && !text[..start].ends_with(['"', '\''])
        {
            // A name alone in an object stands for itself; in the braces of an import it is none.
            let is_in_object = text[..start].trim_end().ends_with(['{', ',']);
            let imported = imports
                .get(key)
                .filter(|_| is_in_object && !is_in_import(text, start));
            found.extend(imported.cloned());
        }
    }
    found
}

/// Whether a place is in the braces of an import.
fn is_in_import(text: &str, at: usize) -> bool {
    let open = text[..at].rfind('{').unwrap_or(0);
    text[..open].trim_end().ends_with("import") || text[..open].trim_end().ends_with("type")
}

/// The length of the words that begin a function.
fn function_word(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("async").unwrap_or(text).trim_start();
    let behind = rest.strip_prefix("function")?;
    let is_word = behind.starts_with([' ', '(', '*', '\n']);
    is_word.then_some(text.len() - behind.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_read_and_all_else_is_nothing() {
        let text = "import x from 'y'\n// a = {}\nconst items = ['a', `b`, run()]\nconst config: Config = {\n  title: 'It\\'s', /* no */ url: `x${y}`,\n  list: [...items, 'c', {n: 3, ok: true}],\n  items,\n  made: items.map(x => ({ y: 1 })),\n  'quoted-key': \"v\" as const,\n  f() { return { a: 1 } },\n  last: 'z',\n} satisfies Config\nexport default config\n";
        let read = exported(text);
        let expected = serde_json::json!({
            "title": "It's", "url": null, "list": ["a", "b", null, "c", {"n": 3.0, "ok": true}],
            "items": ["a", "b", null], "made": null, "quoted-key": "v", "last": "z"
        });
        assert_eq!(read, expected);
        assert_eq!(
            exported("export default defineConfig({ a: [1, ] })"),
            serde_json::json!({"a": [1.0]})
        );
        assert_eq!(
            exported("module.exports = { a: { b: 'c' } };"),
            serde_json::json!({"a": {"b": "c"}})
        );
    }

    #[test]
    fn functions_parentheses_and_patterns_stand_in_the_way_of_nothing() {
        let expected = serde_json::json!({"a": "xy", "b": ["c", null]});
        for text in [
            "/** @type {T} */\nmodule.exports = ({ a: 'x' + \"y\", b: [require.resolve('c'), ...more()] })",
            "export default async function make() {\n  const b = ['c', run()];\n  return { a: 'xy', b };\n}",
            "export default ({ mode }) => ({ skip: /['{]\\/x/g, a: ('xy'), b: ['c', f] }).x",
        ] {
            let read = exported(text);
            assert_eq!(
                (&read["a"], &read["b"]),
                (&expected["a"], &expected["b"]),
                "{text}"
            );
        }
    }

    #[test]
    fn scripts_beside_one_another_say_what_they_import() {
        let scripts = [
            (
                "c/config",
                "import side, { nav as top } from './side.mts'\nimport { list } from '../lists'\nexport default { sidebar: side, nav: top, more: list() }",
            ),
            (
                "c/side",
                "export const nav = ['n']\nexport default ['s', ...nav]",
            ),
            ("lists/index", "export function list() { return ['l'] }"),
        ];
        let scripts = scripts.map(|(path, text)| (path.to_owned(), text.to_owned()));
        let known = with_imports(&BTreeMap::from(scripts));
        let expected = serde_json::json!({"sidebar": ["s", "n"], "nav": ["n"], "more": ["l"]});
        let default = known["c/config"].default.clone();
        let keys = in_order(default.as_object().unwrap()).into_iter();
        assert!(
            keys.map(|(key, _)| key.as_str())
                .eq(["sidebar", "nav", "more"])
        );
        assert_eq!(without_order(default), expected);
        let imports = &known["c/config"].imports;
        let text = "import { side } from './x'\nx({ a, side })";
        assert_eq!(
            values_with(text, "side", imports),
            [serde_json::json!(["s", "n"])]
        );
    }

    #[test]
    fn values_are_found_by_their_keys() {
        let text = "function s() { return { sidebar: { '/a/': ['b'] } } }";
        assert_eq!(
            values_of(text, "sidebar"),
            [serde_json::json!({"/a/": ["b"]})]
        );
    }

    #[test]
    fn functions_that_only_give_a_value_back_stand_for_it() {
        let text = "export const sidebar: T['a'] = { '/a/': part(), '/b/': made(1), '/c/': late() }\nfunction part(): Item[] {\n  return ['x', inner()]\n}\nfunction inner() { return 'y' }\nfunction made(n) { return ['z'] }\nfunction late() { return ['u'].map((one) => one) }\nexport default defineConfig({ themeConfig: { sidebar } })";
        let sidebar = serde_json::json!({"/a/": ["x", "y"], "/b/": null, "/c/": null});
        assert_eq!(values_of(text, "sidebar"), std::slice::from_ref(&sidebar));
        assert_eq!(exported(text)["themeConfig"]["sidebar"], sidebar);
    }

    #[test]
    fn no_text_stops_the_reading() {
        for text in [
            "export default {",
            "const a = [",
            "module.exports = '",
            "export default {{[(]})",
            "const = ;",
            "export default -",
        ] {
            exported(text);
            values_of(text, "a");
        }
    }
}
