//! Reads `sources.bib`: BibTeX or BibLaTeX.

mod dates;
mod entries;
mod fields;
mod parents;
mod strings;
#[cfg(test)]
mod tests;
mod tex;
mod work;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use almanac_model::{FilePath, Source};
use biblatex::{Bibliography, Entry, RawBibliography, RawEntry, Spanned};

use self::entries::{BibliographyPiece, describe, in_braces, split};
use self::parents::{Parents, forget_parents, use_own_keys};
use self::strings::Strings;
use self::work::OwnFields;
use crate::checks::{INCOMPLETE_SOURCE, INVALID_FRONT_MATTER, UNKNOWN_FIELD};
use crate::reporter::Finding;

/// Reads a bibliography. What is wrong with an entry is reported, and the others are read all the same.
pub(crate) fn read_bibliography(file: &FilePath, text: &str) -> (Vec<Arc<Source>>, Vec<Finding>) {
    let text = &*in_braces(text);
    let mut reader = BibliographyReader {
        file,
        findings: Vec::new(),
    };
    let (mut entries, mut strings) = reader.read_entries(text);
    for (span, reason) in strings.write_out() {
        reader.report(span, format!("this abbreviation can't be used: {reason}"));
    }
    for entry in &mut entries {
        let span = entry.key_span();
        for field in &mut entry.raw.fields {
            if let Err(reason) = strings.apply(&mut field.value.v) {
                reader.report(span.clone(), reason);
            }
        }
        fields::name_months(&mut entry.raw);
    }
    let keys: HashSet<&str> = entries.iter().map(|entry| entry.raw.key.v).collect();
    let own_keys = entries.iter().flat_map(|entry| {
        let others = entry.other_keys.iter().filter(|key| !keys.contains(*key));
        others.map(|key| (*key, entry.raw.key.v))
    });
    let own_keys: HashMap<&str, &str> = own_keys.collect();
    for entry in &mut entries {
        use_own_keys(&mut entry.raw, &own_keys);
    }
    let mut parents = Parents::new(entries.iter().map(|entry| &entry.raw));
    let mut sources = Vec::with_capacity(entries.len());
    for mut entry in entries {
        let other_keys = std::mem::take(&mut entry.other_keys);
        let Some(source) = reader.read_source(entry, &mut parents) else {
            continue;
        };
        // Of one identity, they are one work.
        let others = other_keys.into_iter().map(|key| Source {
            key: key.into(),
            ..source.clone()
        });
        let others: Vec<Arc<Source>> = others.map(Arc::new).collect();
        sources.push(Arc::new(source));
        sources.extend(others);
    }
    (sources, reader.findings)
}

/// An entry of which the parts are known, and nothing is resolved.
struct PlacedEntry<'s> {
    raw: RawEntry<'s>,
    /// By which it may be cited beside its own.
    other_keys: Vec<&'s str>,
    /// Where it begins in the file. Its own spans count from there.
    start: usize,
}

impl PlacedEntry<'_> {
    fn key_span(&self) -> Range<usize> {
        self.place(&self.raw.key.span)
    }

    /// A span of the entry as one of the file.
    fn place(&self, span: &Range<usize>) -> Range<usize> {
        span.start + self.start..span.end + self.start
    }
}

struct BibliographyReader<'f> {
    file: &'f FilePath,
    findings: Vec<Finding>,
}

impl<'f> BibliographyReader<'f> {
    fn report(&mut self, span: Range<usize>, message: String) {
        let finding = Finding::new(&INVALID_FRONT_MATTER, self.file, span, message);
        self.findings.push(finding);
    }

    /// Reads each entry by itself.
    fn read_entries<'s>(&mut self, text: &'s str) -> (Vec<PlacedEntry<'s>>, Strings<'s>) {
        let mut entries = Vec::new();
        let mut strings = Strings::default();
        for piece in split(text) {
            let range = match piece {
                BibliographyPiece::Entry(range) if entries::says_nothing(&text[range.clone()]) => {
                    continue;
                }
                BibliographyPiece::Entry(range) => range,
                BibliographyPiece::Unclosed(range) => {
                    let line = head_of(text, &range);
                    self.report(line, "this entry is never closed, and not read".to_owned());
                    continue;
                }
                BibliographyPiece::Stray(at) => {
                    let message = "there is a `}` too many: the entry before ends too early";
                    self.report(at..at + 1, message.to_owned());
                    continue;
                }
            };
            let start = range.start;
            match entries::read(&text[range.clone()]) {
                Ok(RawBibliography {
                    entries: read,
                    abbreviations,
                    ..
                }) => {
                    for raw in read {
                        let mut raw = raw.v;
                        for field in fields::other_makers(&raw) {
                            let place = field.start + start..field.end + start;
                            self.report_makers(&text[place.clone()], place);
                        }
                        let other_keys = fields::take_other_keys(&mut raw);
                        fields::keep_shown(&mut raw);
                        entries.push(PlacedEntry {
                            raw,
                            other_keys,
                            start,
                        });
                    }
                    for pair in abbreviations {
                        let span = pair.key.span.start + start..pair.key.span.end + start;
                        strings.define(pair.key.v, pair.value.v, span);
                    }
                }
                Err((span, reason)) => {
                    let message = format!("this entry is not valid BibTeX, and not read: {reason}");
                    self.report(span.start + start..span.end + start, message);
                }
            }
        }
        (entries, strings)
    }

    fn read_source<'s>(
        &mut self,
        mut entry: PlacedEntry<'s>,
        parents: &mut Parents<'s>,
    ) -> Option<Source> {
        match &*entry.raw.kind.v.to_ascii_lowercase() {
            // What others take their fields from is no work itself.
            "xdata" => return None,
            "set" => {
                self.report_set(&entry);
                return None;
            }
            _ => {}
        }
        let is_own = |field: &str| {
            let mut fields = entry.raw.fields.iter();
            fields.any(|own| own.key.v.eq_ignore_ascii_case(field))
        };
        let own = OwnFields {
            doi: is_own("doi"),
            isbn: is_own("isbn"),
            url: is_own("url") || is_own("eprint"),
            pagetotal: is_own("pagetotal"),
        };
        if entry.raw.key.v.is_empty() {
            self.report_nameless(&entry);
            return None;
        }
        for name in parents.missing(&entry.raw) {
            let message = format!(
                "`{}` takes from `{name}`, which is no entry of the file",
                entry.raw.key.v
            );
            self.report(entry.key_span(), message);
        }
        let fields = entry.raw.fields.iter();
        let places: Vec<(String, Range<usize>)> = fields
            .map(|field| {
                (
                    field.key.v.to_ascii_lowercase(),
                    entry.place(&field.key.span),
                )
            })
            .collect();
        let key_span = entry.key_span();
        let place_of = |field: &str| {
            let place = places.iter().find(|(name, _)| name == field);
            place.map_or(key_span.clone(), |(_, place)| place.clone())
        };
        let parents = parents.of(&entry.raw).unwrap_or_else(|reason| {
            self.report(entry.key_span(), reason);
            Vec::new()
        });
        if parents.is_empty() {
            forget_parents(&mut entry.raw);
        }
        let mut entries = vec![entry.raw.clone()];
        entries.extend(parents);
        let resolved = resolve(entries).or_else(|_| self.resolve_without_faults(&mut entry));
        match resolved {
            Ok(resolved) => Some(work::source(
                self.file,
                entry.key_span(),
                &resolved,
                own,
                place_of,
                &mut self.findings,
            )),
            Err(error) => {
                let message = format!(
                    "this entry is not valid BibTeX, and not read: {}",
                    describe(&error)
                );
                self.report(entry.key_span(), message);
                None
            }
        }
    }

    fn report_nameless(&mut self, entry: &PlacedEntry<'_>) {
        let start = entry.start..entry.key_span().end;
        let finding = Finding::new(&INCOMPLETE_SOURCE, self.file, start, "a source has no key");
        let help = "write it behind the brace, with a comma: `@book{key,`";
        self.findings.push(finding.help(help));
    }

    fn report_makers(&mut self, field: &str, place: Range<usize>) {
        let message = format!("nobody sees whom `{field}` names");
        let finding = Finding::new(&UNKNOWN_FIELD, self.file, place, message);
        let help = "name those whom readers should see under `author`, `editor` or `translator`, or in `note`";
        self.findings.push(finding.help(help));
    }

    /// Says of a set that it is not read: its works have keys of their own.
    fn report_set(&mut self, entry: &PlacedEntry<'_>) {
        let message = format!("the set `{}` is not read", entry.raw.key.v);
        let finding = Finding::new(&UNKNOWN_FIELD, self.file, entry.key_span(), message);
        let help = "cite the entries that it names, each by its own key";
        self.findings.push(finding.help(help));
    }

    /// Resolves an entry without the fields that can't be read, which are reported.
    fn resolve_without_faults(
        &mut self,
        entry: &mut PlacedEntry<'_>,
    ) -> Result<Entry, biblatex::ParseError> {
        forget_parents(&mut entry.raw);
        let fields = std::mem::take(&mut entry.raw.fields);
        // A dollar that begins no formula is meant as one.
        let literal: Vec<Vec<String>> = fields
            .iter()
            .map(|field| fields::with_literal_dollars(&field.value.v))
            .collect();
        let alone = |field| RawEntry {
            fields: vec![field],
            ..entry.raw.clone()
        };
        let mut kept = Vec::with_capacity(fields.len());
        for (field, literal) in fields.iter().zip(&literal) {
            let literal = fields::with_texts(field, literal);
            match resolve(vec![alone(field.clone())]) {
                Ok(_) => kept.push(field.clone()),
                Err(_) if resolve(vec![alone(literal.clone())]).is_ok() => kept.push(literal),
                Err(error) => {
                    let message = format!("`{}` can't be read: {}", field.key.v, describe(&error));
                    self.report(entry.place(&field.key.span), message);
                }
            }
        }
        resolve(vec![RawEntry {
            fields: kept,
            ..entry.raw.clone()
        }])
    }
}

/// The first line of a stretch of a text.
fn head_of(text: &str, range: &Range<usize>) -> Range<usize> {
    let line = text[range.clone()].lines().next().unwrap_or_default();
    range.start..range.start + line.len()
}

/// Resolves the first of some entries, of which it may take something from the others.
fn resolve(entries: Vec<RawEntry<'_>>) -> Result<Entry, biblatex::ParseError> {
    let raw = RawBibliography {
        preamble: String::new(),
        entries: entries.into_iter().map(Spanned::detached).collect(),
        abbreviations: Vec::new(),
    };
    let resolved = Bibliography::from_raw(raw)?;
    Ok(resolved.into_vec().swap_remove(0))
}
