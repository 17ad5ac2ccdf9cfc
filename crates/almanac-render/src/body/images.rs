//! Images: those of the almanac are shown, those elsewhere are links.

use super::markup::without_marks;
use super::writer::Writer;
use almanac_model::{ImageSize, media_type, sent_type};
use almanac_syntax::{ShownSize, ShownWidth, image_words};

use crate::html::{Href, Html, html, is_external, is_safe_address};

/// An image while the words that stand in for it are read.
#[derive(Debug, Clone)]
pub(super) struct OpenImage {
    address: String,
    title: String,
    pub(super) alternative: String,
    /// How many images within it are open.
    inner: usize,
}

impl Writer<'_, '_> {
    pub(super) fn start_image(&mut self, address: &str, title: &str) {
        if let Some(image) = &mut self.image {
            image.inner += 1;
            return;
        }
        self.image = Some(OpenImage {
            address: without_marks(address).into_owned(),
            title: without_marks(title).into_owned(),
            alternative: String::new(),
            inner: 0,
        });
    }

    pub(super) fn end_image(&mut self) {
        match &mut self.image {
            Some(image) if image.inner > 0 => {
                image.inner -= 1;
                return;
            }
            _ => {}
        }
        let Some(image) = self.image.take() else {
            return;
        };
        let (words, size) = image_words(&image.alternative);
        if !is_safe_address(&image.address) || self.skips_words {
            self.out.text(&words);
        } else if is_external(&image.address) {
            self.write_remote_image(&image.address, &words);
        } else {
            self.write_file(&image, &words, size);
        }
    }

    /// Shows a file of the almanac as what it is: an image, a sound, a film, or a link to what a page can't show.
    fn write_file(&mut self, image: &OpenImage, words: &str, size: Option<ShownSize>) {
        let (path, fragment) = image
            .address
            .split_once('#')
            .unwrap_or((&image.address, ""));
        let kind = media_type(path).unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or(path);
        // Between double brackets the words are the address, where there are no others.
        let is_named = words.is_empty() || words == image.address;
        let label = if is_named { name } else { words };
        let address = self.resolve_address(path);
        let fragment = place_in_file(fragment);
        let address = match fragment.is_empty() {
            true => address,
            false => format!("{address}#{fragment}").into(),
        };
        let link = html!(
            "<a href=\"{}\">{}</a>",
            Href(&address),
            without_marks(label)
        );
        if kind.starts_with("audio/") {
            let html = html!(
                "<audio controls preload=\"none\" src=\"{}\">{}</audio>",
                Href(&address),
                link
            );
            self.out.insert(html);
        } else if kind.starts_with("video/") {
            let html = html!(
                "<video controls preload=\"metadata\"{} src=\"{}\">{}</video>",
                size.map(shown_size),
                Href(&address),
                link
            );
            self.out.insert(html);
        } else if kind == "application/pdf" || kind.is_empty() && sent_type(path).is_some() {
            match self.is_in_link() || self.is_in_html_link {
                true => self.out.text(label),
                false => self.out.html(&link),
            }
        } else {
            self.write_image(image, path, words, size);
        }
    }

    fn write_image(&mut self, image: &OpenImage, path: &str, words: &str, size: Option<ShownSize>) {
        self.unsized_image = { size.is_none() }.then(|| (image.clone(), words.to_owned()));
        let title = self.set_line(&image.title);
        let title = Some(&*title).filter(|title| !title.is_empty());
        let natural = self.image_size(path);
        let size = match size {
            Some(size) => Some(shown_size(in_proportion(size, natural))),
            None => natural.map(|ImageSize { width, height }| {
                html!(" width=\"{}\" height=\"{}\"", width, height)
            }),
        };
        self.out.html(&html!(
            "<img src=\"{}\" alt=\"{}\"{}{}>",
            Href(&self.resolve_address(path)),
            without_marks(words),
            title.map(|title| html!(" title=\"{}\"", title)),
            size
        ));
    }

    /// Shows the image that was written last in the size that stands behind it, unless its words have given it one.
    pub(super) fn put_image_size(&mut self, size: ShownSize) {
        if let Some((image, words)) = self.unsized_image.take()
            && self.out.drop_tag("<img ")
        {
            self.write_file(&image, &words, Some(size));
        }
    }

    /// A page loads nothing from elsewhere, so an image that is elsewhere is a link.
    pub(super) fn write_remote_image(&mut self, address: &str, alternative: &str) {
        if self.is_in_link() || self.is_in_html_link {
            self.write_remote_words(alternative);
            return;
        }
        self.out.html(&html!(
            "<a class=\"external\" href=\"{}\">",
            Href(&without_marks(&self.resolve_address(address)))
        ));
        self.write_remote_words(alternative);
        self.out.tag("</a>");
    }

    fn write_remote_words(&mut self, alternative: &str) {
        match alternative.trim().is_empty() {
            true => self.out.insert(self.scope.message("image")),
            false => self.out.text(alternative),
        }
    }
}

/// What of a fragment says where in a file something is: the page of a document, the second of a film. How high a viewer is to
/// be is left out.
pub(super) fn place_in_file(fragment: &str) -> String {
    let parts = fragment.split('&');
    let places = parts.filter(|part| !part.starts_with("height=") && !part.starts_with("width="));
    places.collect::<Vec<_>>().join("&")
}

/// The attributes of a size.
fn shown_size(size: ShownSize) -> Html {
    let height = size.height.map(|height| html!(" height=\"{}\"", height));
    match size.width {
        ShownWidth::Pixels(width) => html!(" width=\"{}\"{}", width, height),
        ShownWidth::Percent(width) => html!(" width=\"{}%\"{}", width, height),
    }
}

/// A size with the height that goes with its width, where that is known.
fn in_proportion(size: ShownSize, natural: Option<ImageSize>) -> ShownSize {
    let (ShownWidth::Pixels(width), Some(natural), None) = (size.width, natural, size.height)
    else {
        return size;
    };
    let height = u64::from(natural.height) * u64::from(width) / u64::from(natural.width.max(1));
    ShownSize {
        height: u32::try_from(height).ok().filter(|height| *height > 0),
        ..size
    }
}
