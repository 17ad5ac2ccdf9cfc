//! How large an author wants an image: `|300x200` behind its words, and what other programs write behind it.

use std::borrow::Cow;

/// How large an image is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownSize {
    /// How wide it is.
    pub width: ShownWidth,
    /// How many pixels it is high, if that is said.
    pub height: Option<u32>,
}

/// How wide an image is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownWidth {
    /// So many pixels.
    Pixels(u32),
    /// So many hundredths of the width that there is.
    Percent(u32),
}

/// The words by which style sheets of vaults are told where an image is to stand.
const WORDS_OF_THEMES: [&str; 7] = [
    "left",
    "right",
    "center",
    "centre",
    "inline",
    "float-left",
    "float-right",
];

/// The words that stand in for an image, and the last size that bars part from them: `The marsh|300x200`. Words that are
/// only a size are no words, and one that tells a theme where the image stands is none beside others.
pub fn image_words(words: &str) -> (Cow<'_, str>, Option<ShownSize>) {
    // In a table of Markdown the bar is escaped, and elsewhere it may be.
    let parts = words.split('|').map(|part| part.trim_end_matches('\\'));
    let mut parts: Vec<&str> = parts.map(str::trim).collect();
    let number = parts.len();
    let place = parts.iter().rposition(|part| size_of(part).is_some());
    let size = place.and_then(|place| size_of(parts.remove(place)));
    let is_of_theme = |part: &&str| WORDS_OF_THEMES.contains(part);
    if !parts.iter().all(is_of_theme) {
        parts.retain(|part| !is_of_theme(part));
    }
    match parts.len() == number {
        true => (words.into(), None),
        false => (parts.join("|").into(), size),
    }
}

/// Reads `300`, `300x200` or `50%`.
fn size_of(text: &str) -> Option<ShownSize> {
    if let Some(percent) = text.strip_suffix('%') {
        let width = number(percent).filter(|percent| *percent <= 100)?;
        return Some(ShownSize {
            width: ShownWidth::Percent(width),
            height: None,
        });
    }
    let (width, height) = match text.split_once(['x', '×']) {
        Some((width, height)) => (width, Some(number(height)?)),
        None => (text, None),
    };
    Some(ShownSize {
        width: ShownWidth::Pixels(number(width)?),
        height,
    })
}

/// A number of pixels that a page may show.
fn number(text: &str) -> Option<u32> {
    let is_short = (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = is_short.then(|| text.parse().ok()).flatten();
    number.filter(|number| *number > 0)
}

/// The size that another program writes behind an image, and how long that is: Logseq's `{:height 9, :width 30}`.
pub(crate) fn size_behind(text: &str) -> Option<(ShownSize, usize)> {
    let inner = text.strip_prefix("{:")?;
    let length = inner.find('}')?;
    let field = |name: &str| {
        let behind = &inner[..length][inner[..length].find(name)? + name.len()..];
        let digits = behind.trim_start_matches([' ', ':']);
        let end = digits.find(|c: char| !c.is_ascii_digit());
        number(&digits[..end.unwrap_or(digits.len())])
    };
    let size = ShownSize {
        width: ShownWidth::Pixels(field("width")?),
        height: field("height"),
    };
    Some((size, "{:".len() + length + "}".len()))
}

/// The size that Bear writes behind an image, in a comment: `<!-- {"width":300} -->`.
pub(crate) fn size_in_comment(html: &str) -> Option<ShownSize> {
    let fields = html.strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    let behind = fields.strip_prefix('{')?.split("\"width\"").nth(1)?;
    let digits = behind.trim_start_matches([' ', ':', '"']);
    let end = digits.find(|c: char| !c.is_ascii_digit());
    Some(ShownSize {
        width: ShownWidth::Pixels(number(&digits[..end.unwrap_or(digits.len())])?),
        height: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_stands_behind_the_last_bar() {
        let pixels = |width, height| ShownSize {
            width: ShownWidth::Pixels(width),
            height,
        };
        for (words, read) in [
            ("280", ("", Some(pixels(280, None)))),
            ("300x200", ("", Some(pixels(300, Some(200))))),
            (
                "The old marsh|301",
                ("The old marsh", Some(pixels(301, None))),
            ),
            ("The old marsh", ("The old marsh", None)),
            ("a|right", ("a", None)),
            ("right", ("right", None)),
            (
                "300x200|The marsh",
                ("The marsh", Some(pixels(300, Some(200)))),
            ),
            ("left|The marsh|30", ("The marsh", Some(pixels(30, None)))),
            ("this | or that", ("this | or that", None)),
            ("1984 and after", ("1984 and after", None)),
        ] {
            let (kept, size) = image_words(words);
            assert_eq!((&*kept, size), read, "{words}");
        }
        assert_eq!(
            image_words("50%").1.map(|size| size.width),
            Some(ShownWidth::Percent(50))
        );
        assert_eq!(
            size_behind("{:height 9, :width 30} a"),
            Some((pixels(30, Some(9)), 22))
        );
        assert_eq!(
            size_in_comment("<!-- {\"width\":300} -->"),
            Some(pixels(300, None))
        );
    }
}
