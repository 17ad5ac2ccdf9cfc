//! Reads literals out of configurations of any form, without running or wholly understanding them.

/// What a line `key: value` of YAML says, if it begins its line.
pub(super) fn yaml_line<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    text.lines().find_map(|line| yaml_value(line, key))
}

/// What a line `key: value` says that is indented below a line `section:`.
pub(super) fn yaml_line_in<'t>(text: &'t str, section: &str, key: &str) -> Option<&'t str> {
    lines_below(text, section).find_map(|line| yaml_value(line.trim_start(), key))
}

/// The items of a list below a line `key:` or behind it in brackets, or the lines of the text there.
pub(super) fn yaml_items<'t>(text: &'t str, key: &str) -> Vec<&'t str> {
    let behind = text.lines().find_map(|line| {
        let value = line.strip_prefix(key)?.trim_start().strip_prefix(':')?;
        value.trim_start().strip_prefix('[')?.split_once(']')
    });
    if let Some((inner, _)) = behind {
        let items = inner.split(',').map(unquoted);
        return items.filter(|item| !item.is_empty()).collect();
    }
    let items = lines_below(text, key).map(|line| line.trim().trim_start_matches("- "));
    let items = items.map(unquoted);
    items
        .filter(|item| !item.is_empty() && !item.starts_with('#'))
        .collect()
}

/// The indented lines below a line that begins with a key, and the items of a list that is not indented.
fn lines_below<'t>(text: &'t str, key: &str) -> impl Iterator<Item = &'t str> {
    let starts = |line: &str| {
        let rest = line.strip_prefix(key);
        rest.is_some_and(|rest| rest.trim_start().starts_with(':'))
    };
    let mut lines = text.lines();
    let found = lines.by_ref().any(starts);
    let is_below = |line: &&str| line.trim().is_empty() || line.starts_with([' ', '\t', '-']);
    lines.take_while(is_below).filter(move |_| found)
}

fn yaml_value<'t>(line: &'t str, key: &str) -> Option<&'t str> {
    let value = line.strip_prefix(key)?.trim_start().strip_prefix(':')?;
    literal(value)
}

/// What follows `key = ` or `key: ` anywhere, if it is a text in quotation marks: of TOML, JavaScript or JSON.
pub(super) fn quoted_value<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    quoted_values(text, key).first().copied()
}

/// All that follow such a key.
pub(super) fn quoted_values<'t>(text: &'t str, key: &str) -> Vec<&'t str> {
    let places = text.match_indices(key);
    let values = places.filter_map(|(at, _)| {
        let is_whole = !text[..at].ends_with(|c: char| c.is_alphanumeric() || "_-.$".contains(c));
        let rest = text[at + key.len()..].trim_start_matches(['"', '\'']);
        let rest = rest.trim_start().strip_prefix(['=', ':'])?.trim_start();
        let mark = rest.chars().next().filter(|mark| "\"'`".contains(*mark))?;
        let value = &rest[1..];
        let value = &value[..value.find(mark)?];
        let is_plain = !value.contains('\n') && !value.contains("${");
        (is_whole && is_plain && !value.is_empty()).then_some(value)
    });
    values.collect()
}

/// The texts in the list that follows `key: `, if they are written out.
pub(super) fn quoted_items<'t>(text: &'t str, key: &str) -> Vec<&'t str> {
    let mut places = text.match_indices(key);
    let list = places.find_map(|(at, _)| {
        let is_whole = !text[..at].ends_with(|c: char| c.is_alphanumeric() || "_-.$".contains(c));
        let rest = text[at + key.len()..].trim_start_matches(['"', '\'']);
        let rest = rest.trim_start().strip_prefix(['=', ':'])?.trim_start();
        let list = rest.strip_prefix('[')?;
        is_whole.then(|| list.split(']').next().unwrap_or_default())
    });
    let mut items = Vec::new();
    let mut rest = list.unwrap_or_default();
    while let Some(start) = rest.find(['"', '\'', '`']) {
        let mark = &rest[start..=start];
        let behind = &rest[start + 1..];
        let Some(end) = behind.find(mark) else { break };
        items.push(&behind[..end]);
        rest = &behind[end + 1..];
    }
    items
}

/// The texts behind a line `key:` of YAML, however deep it stands: one, or several in brackets or below it.
pub(super) fn yaml_texts<'t>(text: &'t str, key: &str) -> Vec<&'t str> {
    let mut lines = text
        .lines()
        .skip_while(|line| yaml_rest(line.trim_start(), key).is_none());
    let Some(first) = lines.next() else {
        return Vec::new();
    };
    let own = yaml_rest(first.trim_start(), key).unwrap_or_default();
    if own.is_empty() {
        let items = lines.map_while(|line| line.trim_start().strip_prefix("- "));
        return items.map(unquoted).collect();
    }
    let own = own.trim_start_matches('[').trim_end_matches(']').split(',');
    own.map(unquoted).filter(|one| !one.is_empty()).collect()
}

fn yaml_rest<'t>(line: &'t str, key: &str) -> Option<&'t str> {
    let line = line.strip_prefix("- ").unwrap_or(line);
    Some(line.strip_prefix(key)?.strip_prefix(':')?.trim())
}

/// The texts in quotation marks of a list `key = [ … ]` of Python.
pub(super) fn python_items<'t>(text: &'t str, key: &str) -> Vec<&'t str> {
    let mut places = text.match_indices(key).map(|(at, _)| at);
    let inner = places.find_map(|at| {
        let is_start = at == 0 || text[..at].ends_with('\n');
        let rest = text[at + key.len()..].trim_start();
        let rest = rest.strip_prefix("+=").or(rest.strip_prefix('='))?;
        let rest = rest.trim_start().strip_prefix(['[', '('])?;
        let end = rest.find([']', ')'])?;
        is_start.then_some(&rest[..end])
    });
    let mut found = Vec::new();
    let mut rest = inner.unwrap_or_default();
    while let Some(start) = rest.find(['"', '\'']) {
        // What stands behind a remark's sign up to the end of its line is none of it.
        if let Some(sign) = rest[..start]
            .rfind('#')
            .filter(|sign| !rest[*sign..start].contains('\n'))
        {
            let line = rest[sign..].find('\n').map_or(rest.len(), |end| sign + end);
            rest = &rest[line..];
            continue;
        }
        let mark = &rest[start..=start];
        let Some(length) = rest[start + 1..].find(mark) else {
            break;
        };
        found.push(&rest[start + 1..start + 1 + length]);
        rest = &rest[start + length + 2..];
    }
    found
}

/// A scalar that is written out: without quotation marks and remarks; nothing of a tag like `!ENV`.
fn literal(value: &str) -> Option<&str> {
    let value = value.trim();
    if value.starts_with(['"', '\'']) {
        let mark = &value[..1];
        return value[1..]
            .split(mark)
            .next()
            .filter(|text| !text.is_empty());
    }
    let value = value.split(" #").next()?.trim();
    let is_literal = !value.is_empty() && !value.starts_with(['!', '[', '{', '&', '*', '|', '>']);
    is_literal.then_some(value)
}

fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let marks = ['"', '\''];
    text.strip_prefix(marks)
        .and_then(|text| text.strip_suffix(marks))
        .unwrap_or(text)
}
