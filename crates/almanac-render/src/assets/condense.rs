//! Modules and style sheets without what only those who write them need.

use std::borrow::Cow;

/// Modules and style sheets without comments and indentation, which browsers need not be sent.
/// What is more than a line is a comment only where it begins its line, in both.
pub(super) fn condensed(extension: &str, bytes: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).ok();
    let Some(text) = text.filter(|_| ["css", "js"].contains(&extension)) else {
        return bytes.to_vec();
    };
    let mut condensed = String::with_capacity(text.len());
    let mut is_in_comment = false;
    // An import that is written over several lines becomes one, as modules are joined by such (`modules.rs`).
    let text = with_imports_on_one_line(text);
    for line in text.lines().map(str::trim) {
        let begins = line.starts_with("/*");
        let is_comment = is_in_comment || begins || (extension == "js" && line.starts_with("//"));
        is_in_comment = (is_in_comment || begins) && !line.ends_with("*/");
        if is_comment || line.is_empty() {
            continue;
        }
        match extension {
            "css" => push_style(line, &mut condensed),
            _ => {
                condensed.push_str(line);
                condensed.push('\n');
            }
        }
    }
    condensed.into_bytes()
}

/// A module with each import on a line of its own.
fn with_imports_on_one_line(text: &str) -> Cow<'_, str> {
    if !text.contains("import {\n") {
        return text.into();
    }
    let mut parts = text.split("import {\n");
    let mut joined = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (names, rest) = part.split_once('}').unwrap_or((part, ""));
        let names: Vec<&str> = names.split(',').map(str::trim).collect();
        let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
        joined.extend(["import { ", &names.join(", "), " }", rest]);
    }
    joined.into()
}

/// Adds a line of a style sheet without the spaces and the end of the line that only people need.
fn push_style(line: &str, condensed: &mut String) {
    let is_name = |name: &str| {
        name.bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    };
    match line.split_once(": ") {
        Some((name, value)) if is_name(name) => {
            condensed.extend([name, ":", value]);
        }
        _ => match line.strip_suffix(" {") {
            Some(selector) => condensed.extend([selector, "{"]),
            None => condensed.push_str(line),
        },
    }
    if !line.ends_with(['{', '}', ';', ',']) {
        condensed.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_are_not_sent() {
        let module =
            "// Why.\n\n/**\n * What.\n */\nexport function a() {\n  return 1; // one\n}\n";
        assert_eq!(
            condensed("js", module.as_bytes()),
            b"export function a() {\nreturn 1; // one\n}\n"
        );
        let style = "/* What\n   it is. */\na {\n  color: red;\n}\n";
        assert_eq!(condensed("css", style.as_bytes()), b"a{color:red;}");
        assert_eq!(condensed("svg", b"  <svg/>"), b"  <svg/>");
        let import = "import {\n  a,\n  b,\n} from \"./c.js\";\n";
        assert_eq!(
            condensed("js", import.as_bytes()),
            b"import { a, b } from \"./c.js\";\n"
        );
    }
}
