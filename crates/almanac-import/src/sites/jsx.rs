//! Tags of HTML whose attributes are written as scripts have them: `<div style={{width: 1}} className="x">`. Read by
//! Docusaurus. VitePress has its own ones, which are taken out by the same piece of code.

use super::components::{Component, code_of, tag_at};

/// A text whose tags of HTML have plain attributes. What a script would compute goes.
pub fn plain_tags(text: &str) -> String {
    if !text.contains("={") && !text.contains("className=") {
        return text.to_owned();
    }
    with_attributes(text, &mut |tag| {
        let is_html =
            tag.name.starts_with(char::is_lowercase) && !["img", "a", "iframe"].contains(&tag.name);
        let is_plain = |(key, value): &(&str, &str)| !value.starts_with('{') && *key != "className";
        if !is_html || tag.attributes.iter().all(is_plain) {
            return None;
        }
        let attributes = tag.attributes.iter().filter_map(|(key, value)| {
            let key = match *key {
                "className" => "class",
                "htmlFor" => "for",
                key => key,
            };
            let words = match value.starts_with('{') {
                true => tag.text(key)?,
                false => value,
            };
            Some(format!(" {key}=\"{}\"", words.replace('"', "&quot;")))
        });
        Some(attributes.collect())
    })
}

/// A text some of whose tags, outside of code, have other attributes: those that `attributes` gives, each with a blank before it.
pub fn with_attributes(
    text: &str,
    attributes: &mut dyn FnMut(&Component<'_>) -> Option<String>,
) -> String {
    let code = code_of(text);
    let mut new = String::with_capacity(text.len());
    let (mut at, mut looked) = (0, 0);
    while let Some(found) = text[looked..].find('<') {
        let start = looked + found;
        looked = start + 1;
        if let Some(span) = code.iter().find(|span| span.contains(&start)) {
            looked = span.end;
            continue;
        }
        let Some((tag, end, is_closed)) = tag_at(text, start) else {
            continue;
        };
        let Some(attributes) = attributes(&tag) else {
            continue;
        };
        let close = if is_closed { " /" } else { "" };
        new.push_str(&text[at..start]);
        new.push_str(&format!("<{}{attributes}{close}>", tag.name));
        at = end;
        looked = end;
    }
    new.push_str(&text[at..]);
    new
}

#[cfg(test)]
mod tests {
    use super::plain_tags;

    #[test]
    fn what_a_script_would_compute_goes() {
        assert_eq!(
            plain_tags(
                "<p style={{a: '}>'}} className=\"b\" id={'c'}>d</p> <br className=\"e\"/> `<p a={b}>` <X a={b}/>"
            ),
            "<p class=\"b\" id=\"c\">d</p> <br class=\"e\" /> `<p a={b}>` <X a={b}/>"
        );
    }
}
