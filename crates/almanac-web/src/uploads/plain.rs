//! The image of a form that works without scripts: one file, with what is said of it, beside the text.

use almanac_model::{Area, Layout, is_device_name};

use super::image_sort::ImageSort;
use super::{Upload, image, is_mark, is_name};
use crate::forms::Form;

/// How many signs the stem of a name has that is made of a file's.
const LONGEST_STEM: usize = 80;

/// What a form says of an image.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ImageFields {
    /// What it shows.
    pub alternative: String,
    pub licence: String,
    pub attribution: String,
    pub origin: String,
    /// What its file is to be called; else it is called as it was sent.
    pub name: String,
    /// Whether it is to take the place of another of its name.
    pub replaces: bool,
}

impl ImageFields {
    /// What a form says.
    pub fn of(form: &Form) -> Self {
        Self {
            alternative: form.line("image-alt"),
            licence: form.line("image-licence"),
            attribution: form.line("image-attribution"),
            origin: form.line("image-origin"),
            name: form.line("image-name"),
            replaces: form.field("image-replace") == "true",
        }
    }
}

/// The image that a form holds, of so many bytes at most, with the text that shows it: where it does so already, or else at
/// its end. Without an image the text is as it was.
///
/// # Errors
/// Says, in words, why the image can't be taken.
pub(crate) fn with_image(
    form: &Form,
    layout: &Layout,
    text: &str,
    most: u64,
) -> Result<(String, Option<Upload>), String> {
    let Some(file) = form.file("image") else {
        return Ok((text.to_owned(), None));
    };
    let Some(folder) = layout.folder(Area::Media) else {
        return Err("this almanac has no folder for images".to_owned());
    };
    let fields = ImageFields::of(form);
    if fields.alternative.is_empty() || fields.licence.is_empty() {
        return Err("say what the image shows, and under which licence it is".to_owned());
    }
    let called = match fields.name.is_empty() {
        true => &file.name,
        false => &fields.name,
    };
    let Some(sort) = ImageSort::of_bytes(&file.bytes) else {
        return Err("the file is no image that a page can show".to_owned());
    };
    let name = media_name(called, sort);
    if !is_name(&name) {
        return Err(format!("`{name}` is no name for an image"));
    }
    let upload = Upload {
        bytes: image(&name, most, &file.bytes)?,
        licence: fields.licence,
        attribution: fields.attribution,
        origin: fields.origin,
        replaces: fields.replaces,
        name,
    };
    let place = format!("{folder}{}", upload.name);
    let text = match text.contains(&place) {
        true => text.to_owned(),
        false => shown(text, &fields.alternative, &place),
    };
    Ok((text, Some(upload)))
}

/// A text with an image at its end.
fn shown(text: &str, alternative: &str, place: &str) -> String {
    let mut words = String::new();
    for sign in alternative.chars() {
        if matches!(sign, '[' | ']' | '\\') {
            words.push('\\');
        }
        words.push(sign);
    }
    format!("{}\n\n![{words}]({place})\n", text.trim_end())
}

/// A name for a file among the media: in small letters, with hyphens, and with the ending that says what it is.
fn media_name(called: &str, sort: ImageSort) -> String {
    let called = called.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = called.rsplit_once('.').map_or(called, |(stem, _)| stem);
    let is_letter = |sign: char| sign.is_alphanumeric() || is_mark(sign);
    let words: Vec<String> = stem
        .split(|sign| !is_letter(sign))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let stem: String = words.join("-").chars().take(LONGEST_STEM).collect();
    let stem = match &*stem {
        "" => "image".to_owned(),
        // Windows takes these for its own.
        device if is_device_name(device) => format!("{device}-image"),
        _ => stem,
    };
    format!("{stem}.{}", sort.ending())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_what_the_file_is_called_and_what_it_is() {
        for (called, name) in [
            ("My Comb.PNG", "my-comb.png"),
            ("C:\\fakepath\\a.b.html", "a-b.png"),
            ("../../.git/config", "config.png"),
            ("", "image.png"),
            ("NUL.png", "nul-image.png"),
            ("قارب 2.jpg", "قارب-2.png"),
            ("\u{202e}gnp.exe", "gnp.png"),
        ] {
            assert_eq!(media_name(called, ImageSort::Png), name, "{called}");
        }
    }

    #[test]
    fn an_image_stands_at_the_end_of_a_text() {
        let text = shown("Words.\n\n", "A [comb]", "media/comb.png");
        assert_eq!(text, "Words.\n\n![A \\[comb\\]](media/comb.png)\n");
    }
}
