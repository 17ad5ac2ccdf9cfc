//! A workspace of Dendron: notes whose names say where they stand, and links whose words come first.

use std::collections::{BTreeMap, BTreeSet};

use almanac_model::slugify;

use crate::front_matter::{FrontMatter, yaml_list, yaml_text};
use crate::notes::{Notes, look_at_notes, place_all, remark_foreign_forms};
use crate::prose::{Edits, Literals};
use crate::remarks::{Remarks, Topic, kind};
use crate::source::{SourceFolder, markdown_stem, split_path};
use crate::survey::{Config, Convert, PlannedFile, Survey};
use crate::wiki::{Wiki, bar_at, split_heading, wiki_links};

kind!(WORDS_FIRST: Topic::Changed, "link has its words behind the name", "links have their words behind the names");
kind!(TITLED: Topic::Changed, "link without words shows the title that it leads to", "links without words show the titles that they lead to");
kind!(VAULT: Topic::Changed, "link names no vault", "links name no vaults");
kind!(TAG: Topic::Changed, "tag or name of a person leads to its note", "tags and names of people lead to their notes");
kind!(FILLED: Topic::Changed, "value of the front matter is filled in", "values of the front matter are filled in");
kind!(FIELDS: Topic::Changed, "front matter has our words", "front matters have our words");
kind!(PARENTS: Topic::Changed, "note has the names above it as topics", "notes have the names above them as topics");
kind!(CHILDREN: Topic::Kept, "embed of all notes below one", "embeds of all notes below one");

/// The file of its settings.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    let files = ["dendron.yml", "dendron.yaml"].into_iter();
    let mut there = files.filter(|file| folder.has(file));
    there.next().map(|file| format!("it has a file `{file}`"))
}

/// All files go over with their names and folders. What stands above a note in its name is a topic.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    let titles = look_at_notes(folder, |path, text| {
        let stem = markdown_stem(path)?;
        let name = split_path(stem).1.to_owned();
        let title = FrontMatter::read(text).text("title").map(str::to_owned);
        Some((name, title))
    });
    let titles: BTreeMap<String, Option<String>> = titles.into_iter().collect();
    let mut files = place_all(folder, &[], remarks);
    files.extend(topics(&titles));
    let mut config = Config::of_notes(folder);
    // Without it `a.de.md` would be no translation either, but nobody who looks at the file would know.
    config.language = "en".to_owned();
    Survey {
        files,
        converter: Box::new(Dendron {
            titles,
            notes: Notes::default(),
        }),
        config,
    }
}

struct Dendron {
    /// The titles of all notes, by name.
    titles: BTreeMap<String, Option<String>>,
    notes: Notes,
}

/// The names above a note: of `a.b.c` they are `a` and `a.b`.
fn parents(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices('.')
        .map(|(at, _)| &name[..at])
        .filter(|parent| !parent.is_empty())
}

/// The topics of all notes, with their titles and what they belong to.
fn topics(titles: &BTreeMap<String, Option<String>>) -> Option<PlannedFile> {
    let names: BTreeSet<&str> = titles.keys().flat_map(|name| parents(name)).collect();
    let mut text = String::new();
    let mut slugs = BTreeSet::new();
    for name in names {
        let slug = slugify(name);
        if slug.is_empty() || !slugs.insert(slug.clone()) {
            continue;
        }
        let title = titles.get(name).cloned().flatten();
        let title = title.unwrap_or_else(|| name.rsplit('.').next().unwrap_or(name).to_owned());
        text.push_str(&format!(
            "{}:\n  title: {}\n",
            yaml_text(&slug),
            yaml_text(&title)
        ));
        if let Some(parent) = parents(name)
            .last()
            .map(slugify)
            .filter(|parent| !parent.is_empty())
        {
            text.push_str(&format!("  parents: {}\n", yaml_list(&[parent])));
        }
    }
    (!text.is_empty()).then(|| PlannedFile::written("topics.yaml", text))
}

impl Convert for Dendron {
    fn convert(&self, path: &str, text: &str, remarks: &mut Remarks) -> Option<String> {
        let mut head = FrontMatter::read(text);
        let start = head.body();
        let literals = Literals::of(text, start);
        remark_foreign_forms(path, text, &literals, start, remarks);
        self.notes.read_fields(path, &mut head, remarks);
        read_fields(path, &mut head, remarks);
        let mut body = Body {
            dendron: self,
            path,
            text,
            literals: &literals,
            edits: Edits::default(),
            remarks,
        };
        for link in wiki_links(text, start, &literals) {
            body.link(&link);
        }
        body.tags(start);
        body.values(start, &head);
        let edits = body.edits;
        let new = edits.apply(text, start..text.len());
        head.finish(new)
    }
}

/// Says in our words what the front matter says.
fn read_fields(path: &str, head: &mut FrontMatter<'_>, remarks: &mut Remarks) {
    let mut is_changed = false;
    if head.get("desc").is_some()
        && head.get("summary").is_none()
        && head.get("description").is_none()
    {
        match head.text("desc") {
            Some(_) => head.rename("desc", "summary"),
            None => head.remove("desc"),
        }
        is_changed = true;
    }
    for (theirs, ours) in [("created", "published"), ("updated", "updated")] {
        let day = head.text(theirs).and_then(day_of_milliseconds);
        if let Some(day) = day {
            match theirs == ours {
                true => head.set(ours, day),
                false => head.become_field(theirs, ours, day),
            }
            is_changed = true;
        }
    }
    if is_changed {
        remarks.add(FIELDS, path);
    }
    let name = markdown_stem(path).map_or("", |stem| split_path(stem).1);
    let above: Vec<String> = parents(name)
        .map(slugify)
        .filter(|slug| !slug.is_empty())
        .collect();
    if !above.is_empty() {
        remarks.add(PARENTS, path);
        let field = match head.get("topics").is_none() && head.get("tags").is_some() {
            true => "tags",
            false => "topics",
        };
        head.add_texts(field, &above);
    }
}

/// The day of a moment that is counted in milliseconds, by Universal Time.
pub fn day_of_milliseconds(text: &str) -> Option<String> {
    let milliseconds: i64 = text.trim().parse().ok()?;
    // A year by itself is no moment.
    if milliseconds < 100_000_000_000 {
        return None;
    }
    let days = milliseconds.div_euclid(86_400_000);
    let epoch = almanac_model::Day::constant(1970, 1, 1);
    let day = almanac_model::day_after(epoch, i32::try_from(days).ok()?);
    Some(day.to_string())
}

struct Body<'b> {
    dendron: &'b Dendron,
    path: &'b str,
    text: &'b str,
    literals: &'b Literals,
    edits: Edits,
    remarks: &'b mut Remarks,
}

impl Body<'_> {
    /// Puts the words of a link behind the name, and takes the vault out of it.
    fn link(&mut self, link: &Wiki) {
        let (first, rest) = link.parts(self.text);
        let bar = link.bar(self.text);
        let (words, target) = match rest {
            // The text of a note is shown under its own name.
            Some(target) if link.is_embed => (None, target),
            Some(target) => (Some(first), target),
            _ => (None, first),
        };
        let name = target
            .trim()
            .strip_prefix("dendron://")
            .map(|rest| rest.split_once('/').map_or(rest, |(_, name)| name));
        let is_in_vault = name.is_some();
        let target = name.unwrap_or(target.trim());
        let (name, heading) = split_heading(target);
        if link.is_embed && name.ends_with('*') {
            self.remarks
                .add_at(CHILDREN, self.path, self.text, link.span.start);
        }
        if is_in_vault {
            self.remarks
                .add_at(VAULT, self.path, self.text, link.span.start);
        }
        // `[[#tag.x]]` names the note `tags.tag.x`, or `tags.x`.
        let tag = heading
            .strip_prefix("#tag.")
            .filter(|_| name.is_empty())
            .map(|tag| {
                let whole = format!("tags.tag.{tag}");
                match self.dendron.titles.contains_key(&whole) {
                    true => whole,
                    false => format!("tags.{tag}"),
                }
            });
        let title = self.dendron.titles.get(name).and_then(Option::as_ref);
        let new = match (words, title, tag) {
            (_, _, Some(tag)) => format!("{tag}{bar}{}", words.unwrap_or(heading)),
            (Some(words), ..) => {
                self.remarks
                    .add_at(WORDS_FIRST, self.path, self.text, link.span.start);
                format!("{target}{bar}{}", words.trim())
            }
            (None, Some(title), _)
                if !link.is_embed && heading.is_empty() && !title.contains(['|', ']', '[']) =>
            {
                self.remarks
                    .add_at(TITLED, self.path, self.text, link.span.start);
                format!("{target}{bar}{title}")
            }
            (None, ..) if is_in_vault || rest.is_some() => target.to_owned(),
            _ => return,
        };
        self.edits.replace(link.inner.clone(), new);
    }

    /// `#tag` and `@person` lead to their notes, where these are there.
    fn tags(&mut self, start: usize) {
        for (sign, folder) in [('#', "tags."), ('@', "user.")] {
            for (at, _) in self.text[start..].match_indices(sign) {
                let at = start + at;
                let is_begun = self.text[start..at]
                    .chars()
                    .next_back()
                    .is_none_or(|c| c.is_whitespace() || c == '(');
                let word: String = self.text[at + 1..]
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
                    .collect();
                let word = word.trim_end_matches('.');
                let note = format!("{folder}{word}");
                if !is_begun
                    || word.is_empty()
                    || self.literals.holds(at)
                    || !self.dendron.titles.contains_key(&note)
                {
                    continue;
                }
                self.remarks.add_at(TAG, self.path, self.text, at);
                self.edits.replace(at..at + 1 + word.len(), {
                    let bar = bar_at(self.text, at);
                    format!("[[{note}{bar}{sign}{word}]]")
                });
            }
        }
    }

    /// Values of the front matter that are inserted by name.
    fn values(&mut self, start: usize, head: &FrontMatter<'_>) {
        for (at, opening) in self.text[start..].match_indices("{{") {
            let at = start + at;
            let Some((inner, _)) = self.text[at + opening.len()..].split_once("}}") else {
                continue;
            };
            let name = inner.trim().strip_prefix("fm.");
            if let Some(value) = name.and_then(|name| head.text(name))
                && !self.literals.holds(at)
            {
                self.remarks.add_at(FILLED, self.path, self.text, at);
                let end = at + 2 + inner.len() + 2;
                self.edits.replace(at..end, value);
            }
        }
    }
}
