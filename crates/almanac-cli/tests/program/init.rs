//! `almanac init`.

use insta::assert_snapshot;

use crate::fixture::Folder;

#[test]
fn a_new_almanac_is_right_in_every_way() {
    let folder = Folder::empty();
    assert_snapshot!(folder.run(&["init", "mine"]), @"
    exit 0
    --- err
    Made an almanac in mine
    Read it:  almanac serve mine
    Check it: almanac check mine
    ");
    assert_snapshot!(folder.run(&["check", "mine", "--deny-warnings"]), @"
    exit 0
    --- out
    no errors, no warnings in 6 files (1 entry, 1 thread, 1 path), N ms
    ");
    assert_eq!(folder.run(&["build", "mine", "--out", "site"]).code, 0);
    assert!(folder.read("mine/.gitignore").contains(".almanac/"));
    assert!(folder.has("mine/README.md"));
}

#[test]
fn editors_find_the_schemas() {
    let folder = Folder::empty();
    folder.run(&["init"]);
    let settings: serde_json::Value =
        serde_json::from_str(&folder.read(".vscode/settings.json")).unwrap();
    let mut named = Vec::new();
    collect_schemas(&settings, &mut named);
    assert!(!named.is_empty());
    for name in named {
        let schema: serde_json::Value = serde_json::from_str(&folder.read(&name)).unwrap();
        assert!(schema["$schema"].is_string(), "{name}");
    }
}

#[test]
fn a_fresh_copy_gets_the_schemas_that_git_does_not_hold() {
    let folder = Folder::almanac();
    assert_eq!(folder.run(&["check"]).code, 0);
    assert!(!folder.has(".almanac"), "git would list them as new");
    folder.write(".gitignore", "/.almanac/\n");
    folder.write(".almanac/schemas/entry.schema.json", "{}");
    assert_eq!(folder.run(&["check"]).code, 0);
    for (name, schema) in almanac_compile::schemas() {
        assert_eq!(folder.read(&format!(".almanac/schemas/{name}")), *schema);
    }
    folder.remove(".almanac/schemas/entry.schema.json");
    std::fs::remove_dir_all(folder.path().join(".almanac")).unwrap();
    folder.write(".almanac", "in the way");
    assert_eq!(folder.run(&["check"]).code, 0);
}

fn collect_schemas(value: &serde_json::Value, names: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                names.extend(schema_name(key));
                collect_schemas(value, names);
            }
        }
        serde_json::Value::Array(items) => {
            items.iter().for_each(|item| collect_schemas(item, names));
        }
        serde_json::Value::String(text) => names.extend(schema_name(text)),
        _ => {}
    }
}

fn schema_name(text: &str) -> Option<String> {
    text.strip_prefix("./")
        .filter(|name| name.ends_with(".json"))
        .map(ToOwned::to_owned)
}

#[test]
fn the_almanac_in_the_binary_can_be_copied_out() {
    let folder = Folder::empty();
    let run = folder.run(&["init", "--from-embedded", "copy"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(folder.has("copy/almanac.toml") && folder.has("copy/paths/open-vs-closed-ai.md"));
    let check = folder.run(&["check", "copy", "--json"]);
    assert!(check.json()["summary"]["errors"].is_u64(), "{check}");
}

#[test]
fn nothing_is_written_over() {
    let folder = Folder::almanac();
    folder.write(".gitignore", "/private");
    let before = folder.tree("");
    assert_snapshot!(folder.run(&["init"]), @"
    exit 2
    --- err
    error: `.` has the file `almanac.toml` already. Choose an empty folder for the new almanac
    ");
    assert!(folder.tree("") == before);
}

#[test]
fn what_a_folder_has_already_stays() {
    let folder = Folder::empty();
    folder.write("README.md", "Mine.");
    folder.write(".gitignore", "/private");
    assert_eq!(folder.run(&["init"]).code, 0);
    assert_eq!(folder.read("README.md"), "Mine.");
    folder.write("copy/LICENSE", "Mine.");
    assert_eq!(folder.run(&["init", "--from-embedded", "copy"]).code, 0);
    assert_eq!(folder.read("copy/LICENSE"), "Mine.");
    let ignored = folder.read(".gitignore");
    assert!(
        ignored.starts_with("/private\n") && ignored.contains("\n.almanac/\n"),
        "{ignored}"
    );
}
