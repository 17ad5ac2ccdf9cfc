//! Modules that are sent together, made one file: a page then asks for fewer, and less is sent.
//!
//! It takes the modules as ours are written: an import is one line that names what it takes, an export stands before what
//! it declares, and no two modules of a file give one name to two things. Tests hold them to it.

use std::collections::{BTreeMap, BTreeSet};

/// Makes one module of several, each after those that it imports. What one of the `others` imports of them is still
/// exported.
pub(crate) fn joined(modules: &[(&str, &str)], others: &[&str]) -> String {
    let mut bodies = String::new();
    let mut imports: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, text) in modules {
        let quoted = format!("\"./{name}.js\"");
        let is_imported = others.iter().any(|other| other.contains(&quoted));
        for line in text.lines() {
            if let Some((names, from)) = import(line) {
                // What another module of this file declares is at hand.
                if !modules.iter().any(|(name, _)| *name == from) {
                    imports.entry(from).or_default().extend(names);
                }
                continue;
            }
            let inner = line.strip_prefix("export ").filter(|_| !is_imported);
            bodies.push_str(inner.unwrap_or(line));
            bodies.push('\n');
        }
    }
    let import = |(from, names): (&str, BTreeSet<&str>)| {
        let names: Vec<&str> = names.into_iter().collect();
        format!("import {{ {} }} from \"./{from}.js\";\n", names.join(", "))
    };
    imports.into_iter().map(import).chain([bodies]).collect()
}

/// The names that a line imports, and the module that they are of.
pub(crate) fn import(line: &str) -> Option<(impl Iterator<Item = &str>, &str)> {
    let (names, from) = line.strip_prefix("import { ")?.split_once(" } from \"./")?;
    Some((names.split(", "), from.strip_suffix(".js\";")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIDE: (&str, &str) = (
        "tide-table",
        "import { say } from \"./words.js\";\n\nexport const TIDE_HOURS = 12;\nexport async function tell() {\nsay(TIDE_HOURS);\n}",
    );
    const HARBOUR: (&str, &str) = (
        "harbour",
        "import { tell, TIDE_HOURS } from \"./tide-table.js\";\nimport { number, say } from \"./words.js\";\ntell(say(number(TIDE_HOURS)));",
    );

    #[test]
    fn modules_become_one_that_imports_each_name_once() {
        insta::assert_snapshot!(joined(&[TIDE, HARBOUR], &[]), @r#"
        import { number, say } from "./words.js";

        const TIDE_HOURS = 12;
        async function tell() {
        say(TIDE_HOURS);
        }
        tell(say(number(TIDE_HOURS)));
        "#);
    }

    #[test]
    fn what_other_files_import_is_still_exported() {
        let (_, others) = HARBOUR;
        let whole = joined(&[TIDE, ("moon", "export const MOON_DAYS = 29;")], &[others]);
        assert!(whole.contains("export const TIDE_HOURS = 12;"), "{whole}");
        assert!(whole.contains("\nconst MOON_DAYS = 29;"), "{whole}");
    }
}
