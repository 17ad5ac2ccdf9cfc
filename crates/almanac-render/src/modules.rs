//! Modules that every page loads, made one file: a page then asks for fewer, and less is sent.
//!
//! It takes the modules as ours are written: an import is one line that names what it takes, an export stands before what
//! it declares.

use std::collections::BTreeSet;
use std::fmt::Write;

/// Makes one module of several, each after those that it imports. Each becomes a function that is called once and gives what it
/// exports, so that their names stay their own.
pub(crate) fn joined(modules: &[(&str, &str)]) -> String {
    let mut bodies = String::new();
    let mut elsewhere = BTreeSet::new();
    for (name, text) in modules {
        let mut exports = Vec::new();
        // Writing to a string never fails.
        let _ = writeln!(bodies, "const {} = (() => {{", identifier(name));
        for line in text.lines() {
            if let Some((names, from)) = import(line) {
                let _ = writeln!(bodies, "const {names} = {};", identifier(from));
                if !modules.iter().any(|(name, _)| *name == from) {
                    elsewhere.insert(from);
                }
            } else if let Some(declaration) = line.strip_prefix("export ") {
                exports.extend(declared(declaration));
                let _ = writeln!(bodies, "{declaration}");
            } else {
                let _ = writeln!(bodies, "{line}");
            }
        }
        let _ = writeln!(bodies, "return {{ {} }};\n}})();", exports.join(", "));
    }
    let import = |from| format!("import * as {} from \"./{from}.js\";\n", identifier(from));
    elsewhere.into_iter().map(import).chain([bodies]).collect()
}

/// What a line imports, as a pattern that takes it out of an object, and the module that it is of.
fn import(line: &str) -> Option<(String, &str)> {
    let (names, from) = line.strip_prefix("import ")?.split_once(" from ")?;
    let from = from.strip_prefix("\"./")?.strip_suffix(".js\";")?;
    Some((names.replace(" as ", ": "), from))
}

/// The name that a declaration gives.
fn declared(declaration: &str) -> Option<&str> {
    let keywords = ["async", "function", "class", "const"];
    let mut words = declaration.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    words.find(|word| !keywords.contains(word))
}

/// The name of a module among those of what it declares, which have no such sign.
fn identifier(module: &str) -> String {
    format!("${}", module.replace('-', "_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_become_functions_that_give_what_they_export() {
        let tide = "import { say } from \"./words.js\";\n\nexport const TIDE_HOURS = 12;\nexport async function tell() {\nsay(TIDE_HOURS);\n}";
        let page = "import { TIDE_HOURS, tell as tellTide } from \"./tide-table.js\";\ntellTide(TIDE_HOURS);";
        insta::assert_snapshot!(joined(&[("tide-table", tide), ("page", page)]), @r#"
        import * as $words from "./words.js";
        const $tide_table = (() => {
        const { say } = $words;

        const TIDE_HOURS = 12;
        async function tell() {
        say(TIDE_HOURS);
        }
        return { TIDE_HOURS, tell };
        })();
        const $page = (() => {
        const { TIDE_HOURS, tell: tellTide } = $tide_table;
        tellTide(TIDE_HOURS);
        return {  };
        })();
        "#);
    }
}
