//! Listings with their captions, as the preprocessor of the Rust book has them: `<Listing number="2-1" caption="…">`.

use almanac_syntax::html_tags;

use crate::sites::lines::{Part, lines, parts};

/// A text whose listings have the name of their file before them, and their caption behind.
pub fn written(text: &str) -> String {
    let mut new = String::with_capacity(text.len());
    let mut caption = String::new();
    for part in parts(text) {
        match part {
            Part::Code(code) => new.push_str(code.whole),
            Part::Prose(prose) => {
                for line in lines(prose) {
                    match line.trim() {
                        "</Listing>" => new.push_str(&std::mem::take(&mut caption)),
                        words if words.starts_with("<Listing") => {
                            let (before, behind) = around(words);
                            new.push_str(&before);
                            caption = behind;
                        }
                        _ => new.push_str(line),
                    }
                }
            }
        }
    }
    new
}

/// What stands before a listing and behind it, by its tag.
fn around(tag: &str) -> (String, String) {
    let tags = html_tags(tag);
    let value = |name: &str| {
        let attribute = tags.first()?.attribute(name)?;
        Some(attribute.value.trim().to_owned()).filter(|value| !value.is_empty())
    };
    let file = value("file-name").map(|file| format!("Filename: {file}\n\n"));
    let number = value("number").map(|number| format!("Listing {number}"));
    let words: Vec<String> = number.into_iter().chain(value("caption")).collect();
    let caption = match words.is_empty() {
        true => String::new(),
        false => format!("\n{}\n", words.join(": ")),
    };
    (file.unwrap_or_default(), caption)
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn the_words_of_a_tag_stay() {
        let text = "<Listing number=\"2-1\" file-name=\"a.rs\" caption=\"With `b`\">\n\n```rust\nc\n```\n\n</Listing>\n\nd\n";
        assert_eq!(
            written(text),
            "Filename: a.rs\n\n\n```rust\nc\n```\n\n\nListing 2-1: With `b`\n\nd\n"
        );
    }
}
