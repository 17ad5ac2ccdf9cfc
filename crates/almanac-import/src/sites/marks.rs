//! Marks in lines of prose: emoji and icons, keys, insertions, superscripts and what an editor changed. Read by MkDocs;
//! emoji by VitePress, Hugo and Jekyll too.

use super::headings::unnamed;
use super::lines::{Part, code_spans, lines, parts, prose_changed};

/// A text with the names of emoji as their signs.
pub fn emoji(text: &str) -> String {
    match text.contains(':') {
        true => prose_changed(text, |prose| named(prose, false)),
        false => text.to_owned(),
    }
}

/// The same, where a sign in a heading is no part of its id.
pub fn emoji_beside_ids(text: &str) -> String {
    match text.contains(':') {
        true => prose_changed(text, |prose| {
            let new = lines(prose).map(|line| match line.starts_with('#') {
                true => line.split_inclusive(' ').map(sign_beside_id).collect(),
                false => named(line, false),
            });
            new.collect()
        }),
        false => text.to_owned(),
    }
}

/// A word of a heading, as a sign of which no id is made if it is the name of one.
fn sign_beside_id(word: &str) -> String {
    let bare = word.trim_end();
    let new = named(bare, false);
    match new == bare {
        true => word.to_owned(),
        false => format!("{}{}", unnamed(&new), &word[bare.len()..]),
    }
}

/// The same, without icons.
pub fn emoji_and_icons(text: &str) -> String {
    match text.contains(':') {
        true => prose_changed(text, |prose| named(prose, true)),
        false => text.to_owned(),
    }
}

fn named(prose: &str, has_icons: bool) -> String {
    const ICONS: [&str; 5] = [
        "material-",
        "fontawesome-",
        "octicons-",
        "simple-",
        "custom-",
    ];
    let mut new = String::with_capacity(prose.len());
    let mut rest = prose;
    while let Some(start) = rest.find(':') {
        let behind = &rest[start + 1..];
        let end =
            behind.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+')));
        let name = end.filter(|end| *end > 0 && behind[*end..].starts_with(':'));
        let name = name.map(|end| &behind[..end]);
        let is_word = rest[..start].ends_with(char::is_alphanumeric);
        let sign = name.filter(|_| !is_word).and_then(emojis::get_by_shortcode);
        let is_icon =
            has_icons && name.is_some_and(|name| ICONS.iter().any(|icon| name.starts_with(icon)));
        match (name, sign) {
            (Some(name), Some(sign)) => {
                new.push_str(&rest[..start]);
                new.push_str(sign.as_str());
                rest = &behind[name.len() + 1..];
            }
            (Some(name), None) if is_icon => {
                new.push_str(&rest[..start]);
                rest = &behind[name.len() + 1..];
                rest = without_attributes(rest);
                if new.is_empty() || new.ends_with([' ', '\n']) {
                    rest = rest.strip_prefix(' ').unwrap_or(rest);
                }
            }
            _ => {
                new.push_str(&rest[..=start]);
                rest = behind;
            }
        }
    }
    new.push_str(rest);
    new
}

fn without_attributes(text: &str) -> &str {
    super::attributes::attributes_at(text).map_or(text, |(length, _)| &text[length..])
}

/// Keys between double plus signs: `++ctrl+c++`.
pub fn keys(text: &str) -> String {
    between_all(text, "++", |inner| {
        let is_key = |key: &str| {
            !key.is_empty()
                && (key.starts_with('"') && key.ends_with('"')
                    || key
                        .chars()
                        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')))
        };
        let keys: Vec<&str> = inner.split('+').collect();
        keys.iter().all(|key| is_key(key)).then(|| {
            let keys: Vec<String> = keys
                .iter()
                .map(|key| format!("<kbd>{}</kbd>", key_name(key)))
                .collect();
            keys.join("+")
        })
    })
}

fn key_name(key: &str) -> String {
    const NAMES: [(&str, &str); 16] = [
        ("ctrl", "Ctrl"),
        ("cmd", "Cmd"),
        ("esc", "Esc"),
        ("del", "Del"),
        ("ins", "Ins"),
        ("num-lock", "Num Lock"),
        ("caps-lock", "Caps Lock"),
        ("page-up", "Page Up"),
        ("page-down", "Page Down"),
        ("arrow-up", "Up"),
        ("arrow-down", "Down"),
        ("arrow-left", "Left"),
        ("arrow-right", "Right"),
        ("plus", "+"),
        ("minus", "-"),
        ("comma", ","),
    ];
    if let Some(written) = key.strip_prefix('"') {
        return written.trim_end_matches('"').to_owned();
    }
    if let Some((_, name)) = NAMES.iter().find(|(short, _)| *short == key) {
        return (*name).to_owned();
    }
    let words = key.split('-').map(|word| {
        let mut chars = word.chars();
        let first = chars.next().map(|c| c.to_uppercase().collect::<String>());
        format!("{}{}", first.unwrap_or_default(), chars.as_str())
    });
    words.collect::<Vec<String>>().join(" ")
}

/// Insertions and superscripts between carets: `^^u^^`, `x^2^`.
pub fn carets(text: &str) -> String {
    let inserted = between_all(text, "^^", |inner| {
        (!inner.starts_with(' ') && !inner.ends_with(' ')).then(|| format!("<ins>{inner}</ins>"))
    });
    between_all(&inserted, "^", |inner| {
        let is_one = !inner.contains([' ', '\n', '[', ']', '^', '|']);
        is_one.then(|| format!("<sup>{inner}</sup>"))
    })
}

/// What an editor changed, as it is after the change: `{++a++}`, `{--a--}`, `{~~a~>b~~}`, `{==a==}`, `{>>a<<}`.
pub fn critic(text: &str) -> String {
    if !["{++", "{--", "{~~", "{==", "{>>"]
        .iter()
        .any(|mark| text.contains(mark))
    {
        return text.to_owned();
    }
    let mut new = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            Part::Code(code) => new.push_str(code.whole),
            Part::Prose(prose) => new.push_str(&changed(prose, 0)),
        }
    }
    new
}

/// Prose after the changes that are marked in it. A change may hold code and paragraphs; marks in code are none.
fn changed(prose: &str, depth: usize) -> String {
    const MAX_DEPTH: usize = 8;
    let code = code_spans(prose);
    let is_code = |at: usize| code.iter().any(|span| span.contains(&at));
    let mut new = String::with_capacity(prose.len());
    let (mut at, mut looked) = (0, 0);
    while let Some(next) = prose[looked..].find('{') {
        let start = looked + next;
        looked = start + 1;
        let close = match prose.get(start + 1..start + 3) {
            Some("++") => "++}",
            Some("--") => "--}",
            Some("~~") => "~~}",
            Some("==") => "==}",
            Some(">>") => "<<}",
            _ => continue,
        };
        if is_code(start) || prose[..start].ends_with('\\') || depth > MAX_DEPTH {
            continue;
        }
        let mut closes = prose[start + 3..].match_indices(close);
        let Some((length, _)) = closes.find(|(at, _)| !is_code(start + 3 + at)) else {
            continue;
        };
        let inner = &prose[start + 3..start + 3 + length];
        let kept = match close {
            "++}" | "==}" => changed(inner, depth + 1),
            "~~}" => match inner.split_once("~>") {
                Some((_, after)) => changed(after, depth + 1),
                None => continue,
            },
            _ => String::new(),
        };
        new.push_str(&prose[at..start]);
        new.push_str(&kept);
        at = start + 3 + length + close.len();
        looked = at;
    }
    new.push_str(&prose[at..]);
    new
}

/// Signs that stand for others: `(c)`, `+/-`, `-->`.
pub fn smart_symbols(text: &str) -> String {
    const SIGNS: [(&str, &str); 9] = [
        ("<-->", "↔"),
        ("-->", "→"),
        ("<--", "←"),
        ("(tm)", "™"),
        ("(c)", "©"),
        ("(r)", "®"),
        ("c/o", "℅"),
        ("+/-", "±"),
        ("=/=", "≠"),
    ];
    // A comment of HTML begins and ends with such signs, and code in it hides which.
    let has_comments = text.contains("<!--");
    prose_changed(text, |prose| {
        let signs = SIGNS.iter();
        let signs = signs.filter(|(sign, _)| !has_comments || !sign.contains("--"));
        signs.fold(prose.to_owned(), |words, (sign, with)| {
            words.replace(sign, with)
        })
    })
}

/// What stands between two marks of a kind in a paragraph, written otherwise.
fn between_all(text: &str, mark: &str, new: impl Fn(&str) -> Option<String>) -> String {
    match text.contains(mark) {
        true => prose_changed(text, |prose| pairs(prose, (mark, mark), &new)),
        false => text.to_owned(),
    }
}

fn pairs(text: &str, (open, close): (&str, &str), new: impl Fn(&str) -> Option<String>) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        let behind = &rest[start + open.len()..];
        let end = behind
            .find(close)
            .filter(|end| *end > 0 && !behind[..*end].contains("\n\n"));
        let made = end.and_then(|end| new(&behind[..end]).map(|made| (made, end)));
        match made.filter(|_| !rest[..start].ends_with('\\')) {
            Some((made, end)) => {
                written.push_str(&rest[..start]);
                written.push_str(&made);
                rest = &behind[end + close.len()..];
            }
            None => {
                written.push_str(&rest[..start + open.len()]);
                rest = behind;
            }
        }
    }
    written.push_str(rest);
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_emoji_are_signs_and_icons_go() {
        assert_eq!(
            emoji(":smile: 12:30:45 `:smile:` :nothing-such: a:b:"),
            "😄 12:30:45 `:smile:` :nothing-such: a:b:"
        );
        assert_eq!(
            emoji_and_icons("- :material-cog:{ .lg } **Cog** x :octicons-x-24:"),
            "- **Cog** x "
        );
    }

    #[test]
    fn keys_carets_and_changes_are_read() {
        assert_eq!(
            keys("++ctrl+alt+\"x\"++ and i++ more"),
            "<kbd>Ctrl</kbd>+<kbd>Alt</kbd>+<kbd>x</kbd> and i++ more"
        );
        assert_eq!(
            carets("x^2^ and ^^u v^^ [^1] a ^ b"),
            "x<sup>2</sup> and <ins>u v</ins> [^1] a ^ b"
        );
        assert_eq!(
            critic("{++a++}{--b--}{~~c~>d~~}{==e==}{>>f<<} `{--g--}`"),
            "ade `{--g--}`"
        );
        assert_eq!(smart_symbols("(c) a --> b +/- `(c)`"), "© a → b ± `(c)`");
        assert_eq!(smart_symbols("(c) <!-- `x` -->"), "© <!-- `x` -->");
    }
}
