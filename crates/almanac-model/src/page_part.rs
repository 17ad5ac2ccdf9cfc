//! Which part of a page a link names: all of it, a section, a block, or what lies between two places.

use std::ops::Range;

use crate::{AnchorRule, Heading, Page};

impl Page {
    /// The bytes of its text but for a first heading that only repeats its title. That is among them below other text, and
    /// where the anchor of a heading is counted from its own (`a`, `a-1`): what is read from there on would count anew.
    pub fn text_below_title(&self) -> Range<usize> {
        let start = self.body.start;
        let is_first = |heading: &&Heading| self.text[start..heading.span.start].trim().is_empty();
        let is_counted_from = |title: &&Heading| {
            self.outline.iter().any(|heading| {
                let is_other = heading.anchor != title.anchor;
                is_other
                    && heading.anchor.starts_with(&*title.anchor)
                    && AnchorRule::GitHub.id_of(&heading.text) == title.anchor
            })
        };
        let title = self.repeated_title().filter(is_first);
        let title = title.filter(|title| !is_counted_from(title));
        title.map_or(start, |heading| heading.span.end)..self.body.end
    }

    /// The bytes of the part that a link names, if there is one: a section with what is below it, a block by its id, or
    /// from one place to another, as Dendron writes it (`from:#to`, `from:#*`, `from,1`). Without a name it is all the text.
    pub fn part(&self, named: Option<&str>) -> Option<Range<usize>> {
        let Some(named) = named.map(str::trim).filter(|named| !named.is_empty()) else {
            return Some(self.text_below_title());
        };
        let (from, to) = match named.split_once(":#") {
            Some((from, to)) => (from, Some(to)),
            None => (named, None),
        };
        let begun = self.beginning_with(from)?;
        let end = match to.map(str::trim) {
            None => begun.end,
            Some("*") => self.next_heading(begun.start),
            Some("^end") => self.body.end,
            Some(to) if to.starts_with('^') => self.block(to)?.end,
            Some(to) => self.heading(to)?.span.start,
        };
        (begun.start < end).then_some(begun.start..end)
    }

    /// The part that begins at a place with a name, to where it ends by itself.
    fn beginning_with(&self, name: &str) -> Option<Range<usize>> {
        if name.eq_ignore_ascii_case("^begin") {
            return Some(self.text_below_title());
        }
        if name.starts_with('^') {
            return self.block(name);
        }
        if let Some(heading) = self.heading(name) {
            return Some(self.section(heading));
        }
        let (name, skipped) = name.rsplit_once(',')?;
        let skipped: usize = skipped.trim().parse().ok()?;
        let whole = self.beginning_with(name.trim())?;
        let lines = self.text[whole.clone()].split_inclusive('\n');
        let length: usize = lines.take(skipped).map(str::len).sum();
        Some(whole.start + length..whole.end)
    }

    /// A heading and what is below it: to the next one of its depth or a higher one.
    fn section(&self, heading: &Heading) -> Range<usize> {
        let mut later =
            { self.outline.iter() }.filter(|other| other.span.start > heading.span.start);
        let next = later.find(|other| other.depth <= heading.depth);
        heading.span.start..next.map_or(self.body.end, |next| next.span.start)
    }

    fn next_heading(&self, place: usize) -> usize {
        let mut later = { self.outline.iter() }.filter(|other| other.span.start > place);
        later.next().map_or(self.body.end, |next| next.span.start)
    }

    /// The first words of a block, as a link to it shows them.
    pub fn words_of_block(&self, id: &str) -> Option<String> {
        let span = self.block(id)?;
        let line = self.text[span].lines().next()?;
        let line = line.trim_start_matches(['-', '*', '+', '>', '#', ' ', '\t']);
        let line = line.replace("[[", "").replace("]]", "").replace("**", "");
        let words = line
            .split(" ^")
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned();
        (!words.is_empty()).then_some(words)
    }

    fn block(&self, id: &str) -> Option<Range<usize>> {
        let exact = self.blocks.iter().find(|block| block.id == id);
        let found = exact.or_else(|| {
            let mut blocks = self.blocks.iter();
            blocks.find(|block| block.id.eq_ignore_ascii_case(id))
        });
        found.map(|block| block.span.clone())
    }
}
