//! Tags of HTML whose attributes are written as scripts have them: `<div style={{width: 1}} className="x">`. Read by
//! Docusaurus.

use super::components::with_attributes;

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
