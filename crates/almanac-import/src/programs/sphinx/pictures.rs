//! Pictures with their captions, and players.

use super::body::Writer;
use super::directives::Directive;
use crate::sites::figures::{Figure, anchors, image, written_address};
use crate::sites::labels::plain_words;
use crate::sites::navigation::plain_markdown;

impl Writer<'_> {
    pub fn picture(&mut self, one: &Directive, name: &str) -> String {
        let body = one.body.trim_matches('\n');
        let width = one.get("width").or_else(|| one.get("w"));
        let (shown, rest) = match name {
            // What is shown stands in it, and the caption behind that.
            _ if one.argument.trim().is_empty() => {
                let (shown, rest) = match body.rsplit_once("\n\n") {
                    Some((shown, rest)) if !rest.trim_start().starts_with(['!', ':', '`', '|']) => {
                        (shown, rest)
                    }
                    _ => (body, ""),
                };
                (self.blocks(shown), rest.to_owned())
            }
            // The picture is the first paragraph.
            "figure-md" => {
                let (first, rest) = body.split_once("\n\n").unwrap_or((body, ""));
                (self.blocks(first), rest.to_owned())
            }
            _ => {
                let alt = one.get("alt").map(str::to_owned);
                let alt = alt
                    .unwrap_or_else(|| plain_words(body.split("\n\n").next().unwrap_or_default()));
                let address = one.argument.trim();
                let picture = match address.starts_with('#') {
                    true => String::new(),
                    false => image(&alt, &self.file_named(address), width),
                };
                let picture = match one.get("target") {
                    Some(target) if !picture.is_empty() => {
                        format!("[{picture}]({})", written_address(target))
                    }
                    _ => picture,
                };
                (picture, body.to_owned())
            }
        };
        let own = match name {
            "figure-md" => Some(one.argument.trim()).filter(|own| !own.is_empty()),
            _ => one.get("name").or_else(|| one.get("label")),
        };
        let caption = self.blocks(&rest);
        let first = caption
            .trim_start()
            .split("\n\n")
            .next()
            .unwrap_or_default()
            .to_owned();
        let figure = Figure {
            ids: self.names_of(own.or_else(|| one.get("name")), &first),
            inner: shown,
            caption,
        };
        figure.written()
    }

    /// The path of an image; one for several forms of a picture ends in a star.
    pub fn file_named(&self, address: &str) -> String {
        let Some(stem) = address.strip_suffix(".*") else {
            return address.to_owned();
        };
        let endings = ["svg", "png", "jpg", "jpeg", "gif", "webp"].iter();
        let mut names = endings.map(|ending| format!("{stem}.{ending}"));
        let is_there = |name: &String| self.site.document(self.page, name).is_some();
        names.find(is_there).unwrap_or_else(|| address.to_owned())
    }

    pub fn player(&mut self, one: &Directive, name: &str) -> String {
        let target = one.argument.trim();
        if let Some(link) = target
            .strip_prefix('#')
            .and_then(|id| self.site.labels.link(self.page, id, None))
        {
            return format!("{link}\n\n");
        }
        let address = match name {
            "youtube" => format!("https://www.youtube.com/watch?v={target}"),
            "vimeo" => format!("https://vimeo.com/{target}"),
            _ => target.to_owned(),
        };
        let caption = self.blocks(&one.body);
        let ids = self.names_of(one.get("name"), &caption);
        let title = one.get("title").or_else(|| one.get("alt"));
        let title = title.map_or_else(|| plain_markdown(&address), plain_markdown);
        let sign = if address.contains("://") || address.starts_with('#') {
            ""
        } else {
            "!"
        };
        let address = written_address(&address);
        format!(
            "{}{sign}[{title}]({address})\n\n{}\n\n",
            anchors(&ids),
            caption.trim_matches('\n')
        )
    }
}
