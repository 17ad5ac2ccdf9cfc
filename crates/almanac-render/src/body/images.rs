//! Images: those of the almanac are shown, those elsewhere are links.

use super::markup::without_marks;
use super::writer::Writer;
use almanac_model::ImageSize;

use crate::html::{Href, html, is_external, is_safe_address};

/// An image while the words that stand in for it are read.
#[derive(Debug)]
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
        if !is_safe_address(&image.address) || self.skips_words {
            self.out.text(&image.alternative);
        } else if is_external(&image.address) {
            self.write_remote_image(&image.address, &image.alternative);
        } else {
            let title = self.set_line(&image.title);
            let title = Some(&*title).filter(|title| !title.is_empty());
            self.out.html(&html!(
                "<img src=\"{}\" alt=\"{}\"{}{}>",
                Href(&self.resolve_address(&image.address)),
                without_marks(&image.alternative),
                title.map(|title| html!(" title=\"{}\"", title)),
                self.image_size(&image.address)
                    .map(|ImageSize { width, height }| html!(
                        " width=\"{}\" height=\"{}\"",
                        width,
                        height
                    ))
            ));
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
