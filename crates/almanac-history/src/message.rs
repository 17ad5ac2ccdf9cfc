//! What a commit says of itself: who, when and why.

use std::borrow::Cow;

use almanac_model::{Author, Person};
use encoding_rs::Encoding;
use gix::ObjectId;
use gix::actor::SignatureRef;
use gix::bstr::{BStr, ByteSlice};
use gix::objs::commit::MessageRef;

use crate::trailers::{ACCEPTED_BY, PROGRAM, PROPOSAL, Trailers, WRITE};
use crate::{HistoryError, Repository};

/// The last second of the year 9999.
const LAST_SECOND: i64 = 253_402_300_799;

/// How many bytes of a message are read.
const MOST_BYTES: usize = 64 << 10;

/// How many characters of a message's first paragraph are shown in a line.
const MOST_IN_SUMMARY: usize = 300;

/// What a commit says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitWords {
    /// The author, then those that wrote it with them.
    pub authors: Vec<Person>,
    /// Who recorded it.
    pub committer: Person,
    /// When it was written, if that can be read.
    pub written: Option<Moment>,
    /// When it was recorded.
    pub recorded: Option<Moment>,
    /// The program that wrote it, where one says so.
    pub program: Option<String>,
    /// The first paragraph of the message, in one line.
    pub summary: String,
    /// The rest of it.
    pub rest: String,
}

impl Repository {
    /// What a commit says of itself; `None` where there is no such commit.
    ///
    /// # Errors
    /// Fails where it can't be read.
    pub fn commit_words(&self, name: &str) -> Result<Option<CommitWords>, HistoryError> {
        Ok(self.words_of(&[name])?.pop().flatten())
    }

    /// Somebody as the newest `.mailmap` has them.
    pub fn known_as(&self, author: &Author) -> Person {
        person(&author.to_string(), &self.inner.open_mailmap())
    }

    /// What some commits say of themselves.
    ///
    /// # Errors
    /// As [`Repository::commit_words`].
    pub fn words_of(&self, names: &[&str]) -> Result<Vec<Option<CommitWords>>, HistoryError> {
        let people = self.inner.open_mailmap();
        let read = |name: &&str| {
            let Ok(id) = ObjectId::from_hex(name.as_bytes()) else {
                return Ok(None);
            };
            let object = self.inner.try_find_object(id);
            let Some(object) = object.map_err(HistoryError::unreadable)? else {
                return Ok(None);
            };
            let Ok(commit) = object.try_into_commit() else {
                return Ok(None);
            };
            Ok(Some(words(&CommitText::of(&commit.data), &people)))
        };
        names.iter().map(read).collect()
    }
}

/// The parts of a commit that say who, when and why. gix reads none of them where one can't be read, and a date that is
/// broken shall cost no more than itself.
#[derive(Default)]
pub(crate) struct CommitText<'c> {
    author: &'c [u8],
    pub committer: &'c [u8],
    encoding: Option<&'c [u8]>,
    message: &'c [u8],
}

impl<'c> CommitText<'c> {
    pub fn of(commit: &'c [u8]) -> Self {
        let mut text = Self::default();
        let mut rest = commit;
        while let Some((line, after)) = rest.split_once_str("\n") {
            rest = after;
            match line.split_once_str(" ") {
                _ if line.is_empty() => {
                    text.message = rest;
                    break;
                }
                Some((b"author", value)) => text.author = value,
                Some((b"committer", value)) => text.committer = value,
                Some((b"encoding", value)) => text.encoding = Some(value),
                _ => {}
            }
        }
        text
    }
}

fn words(commit: &CommitText<'_>, people: &gix::mailmap::Snapshot) -> CommitWords {
    let encoding = commit.encoding;
    let message = &commit.message[..commit.message.len().min(MOST_BYTES)];
    let message = readable(&decoded(message, encoding));
    let body = MessageRef::from_bytes(message.as_bytes());
    let trailers = body.body().map(|body| body.trailers());
    let mut authors = vec![person(&decoded(commit.author, encoding), people)];
    let mut program = None;
    for trailer in trailers.into_iter().flatten() {
        let value = trailer.value.to_str_lossy();
        if trailer.token.eq_ignore_ascii_case(b"co-authored-by") {
            let other = person(&value, people);
            if !authors.contains(&other) {
                authors.push(other);
            }
        } else if trailer.token.eq_ignore_ascii_case(PROGRAM.as_bytes()) {
            program = Some(value.trim().to_owned()).filter(|name| !name.is_empty());
        }
    }
    // A program is named by whoever answers for it, who may have another name by now.
    let author = decoded(commit.author, encoding);
    let written = author.split('<').next().unwrap_or_default().trim();
    if program.as_deref() == Some(written) {
        program = Some(authors[0].name.clone());
    }
    let message = without_own_trailers(&message);
    let message = message.trim();
    let (summary, rest) = message.split_once("\n\n").unwrap_or((message, ""));
    let summary = summary.split_whitespace().collect::<Vec<&str>>().join(" ");
    let (summary, rest) = match summary.char_indices().nth(MOST_IN_SUMMARY) {
        Some((end, _)) => (format!("{}…", &summary[..end]), message.to_owned()),
        None => (summary, rest.trim().to_owned()),
    };
    CommitWords {
        authors,
        committer: person(&decoded(commit.committer, encoding), people),
        written: moment_of(commit.author),
        recorded: moment_of(commit.committer),
        program,
        summary,
        rest,
    }
}

/// A message without the lines that are told as who wrote it, which hold addresses that nobody needs to read, and without those
/// that we add. What a writer wrote that looks like ours stands before the last paragraph, and is text.
fn without_own_trailers(message: &str) -> String {
    let message = message.trim_end();
    let last = message.rfind("\n\n").map_or(message.len(), |end| end + 2);
    let is_ours = Trailers::of(message).write.is_some();
    let mut at = 0;
    let mut kept = Vec::new();
    for line in message.split('\n') {
        let token = line.split(':').next().unwrap_or_default().trim();
        let is = |own: &[&str]| own.iter().any(|own| token.eq_ignore_ascii_case(own));
        let is_added =
            at >= last && (is(&[PROGRAM, WRITE]) || is_ours && is(&[PROPOSAL, ACCEPTED_BY]));
        if !is_added && !is(&["co-authored-by"]) {
            kept.push(line);
        }
        at += line.len() + 1;
    }
    kept.join("\n")
}

/// The text of some bytes: by the encoding that the commit names, else UTF-8, and what neither is, replaced.
fn decoded<'t>(bytes: &'t [u8], encoding: Option<&[u8]>) -> Cow<'t, str> {
    let named = encoding.and_then(Encoding::for_label);
    match named {
        Some(encoding) => encoding.decode_without_bom_handling(bytes).0,
        None => String::from_utf8_lossy(bytes),
    }
}

/// Who a line such as `Ada <ada@example.org> 1612396800 +0000` names. The time may be absent.
fn person(line: &str, people: &gix::mailmap::Snapshot) -> Person {
    let (name, rest) = line.split_once('<').unwrap_or((line, ""));
    let (name, email) = (
        name.trim(),
        rest.split('>').next().unwrap_or_default().trim(),
    );
    let signature = SignatureRef {
        name: name.into(),
        email: email.into(),
        time: "0 +0000",
    };
    let mapped = people.try_resolve_ref(signature);
    let or_own = |mapped: Option<&BStr>, own: &str| match mapped {
        Some(mapped) => mapped.to_str_lossy().into_owned(),
        None => own.to_owned(),
    };
    Person {
        name: readable(&or_own(
            mapped.as_ref().and_then(|mapped| mapped.name),
            name,
        )),
        email: readable(&or_own(
            mapped.as_ref().and_then(|mapped| mapped.email),
            email,
        )),
    }
}

/// A text without what a page, a feed or a terminal must not be sent: control characters, and those that turn the direction
/// of what stands behind.
fn readable(text: &str) -> String {
    let is_turn = |character: char| matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let text = text.replace("\r\n", "\n");
    let kept = text.chars().map(|character| match character {
        '\t' | '\u{c}' | '\u{b}' | '\r' => ' ',
        other => other,
    });
    kept.filter(|character| *character == '\n' || !character.is_control() && !is_turn(*character))
        .filter(|character| !matches!(character, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

/// When somebody did something, by their own clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Seconds since 1970 in UTC.
    pub seconds: i64,
    /// How many seconds their clock was ahead of UTC; nought where that can't be read.
    pub offset: i32,
}

/// When the author or the committer of a commit, as its header names them, did it. `None` if that is no time before the year
/// 10000: one that can't be read costs itself only.
pub(crate) fn moment_of(signature: &[u8]) -> Option<Moment> {
    let (_, time) = signature.rsplit_once_str(">")?;
    let mut words = time.to_str().ok()?.split_ascii_whitespace();
    let seconds: i64 = words.next()?.parse().ok()?;
    (-LAST_SECOND..=LAST_SECOND)
        .contains(&seconds)
        .then(|| Moment {
            seconds,
            offset: words.next().and_then(offset_of).unwrap_or_default(),
        })
}

/// The seconds of a zone such as `-0530`.
fn offset_of(zone: &str) -> Option<i32> {
    let sign = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits = zone.get(1..).filter(|digits| digits.len() == 4)?;
    let number: i32 = digits.parse().ok()?;
    let (hours, minutes) = (number / 100, number % 100);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Option<Moment> {
        moment_of(text.as_bytes())
    }

    #[test]
    fn what_we_add_to_a_message_is_no_part_of_it_and_what_looks_like_it_is() {
        let ours = "Fix\n\nProposal: 7\nAlmanac-Program: X\n\nAlmanac-Write: w1\nAlmanac-Program: Robot\nProposal: 8";
        let kept = without_own_trailers(ours);
        assert_eq!(kept.trim(), "Fix\n\nProposal: 7\nAlmanac-Program: X");
        let foreign = "Fix\n\nProposal: 7\nCo-authored-by: Bo <bo@x>";
        assert_eq!(without_own_trailers(foreign), "Fix\n\nProposal: 7");
    }

    #[test]
    fn a_time_is_read_behind_whatever_a_name_is() {
        let ada = moment("Ada > Co <ada@example.org> 1612396800 -0530");
        let expected = Moment {
            seconds: 1_612_396_800,
            offset: -19_800,
        };
        assert_eq!(ada, Some(expected));
    }

    #[test]
    fn what_can_not_be_a_time_is_none_and_a_zone_that_can_not_be_is_nought() {
        for text in [
            "Ada <a>",
            "Ada <a> ",
            "Ada <a> x +0000",
            "Ada",
            "Ada <a> 18446744073709551615 +0000",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
        for zone in ["-13068837", "+9999", "", "0100", "+01é"] {
            let found = moment(&format!("Ada <a> 7 {zone}"));
            assert_eq!(found.map(|moment| moment.offset), Some(0), "{zone}");
        }
    }
}
