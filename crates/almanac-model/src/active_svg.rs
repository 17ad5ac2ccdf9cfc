//! What an SVG does beside being a picture: run scripts, hold pages, load from elsewhere.
//!
//! As an image of a page an SVG does nothing of this. Opened by its own address it is a page of the site, with all that
//! a reader may do there, and a site made of files may have no server that forbids it. What is read here is what a browser
//! reads as XML; the file may be hostile, so names are taken without prefixes, and entities and escapes are resolved first.

use std::borrow::Cow;

/// Something that an SVG does beside being a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivePart {
    /// What it is: `a script`.
    pub what: &'static str,
    /// The line, from 1.
    pub line: usize,
}

impl ActivePart {
    /// Stands for what is in a file of which nobody looks at the whole.
    pub const UNSEEN: Self = Self {
        what: "more bytes than are looked at",
        line: 1,
    };
}

const SCRIPT: &str = "a script";
const HANDLER: &str = "an event handler";
const SCRIPT_LINK: &str = "a link that runs a script";
const FOREIGN: &str = "elements of other documents (`<foreignObject>`)";
const ELSEWHERE: &str = "something from elsewhere";
const DECLARATIONS: &str = "declarations that stand for markup";

/// How many entities are known: with many more, each reference would take long to resolve.
const MOST_ENTITIES: usize = 100;

/// How many bytes the name of an entity has at most that is resolved.
const LONGEST_REFERENCE: usize = 64;

/// Elements that are, or hold, something else than a drawing.
const FOREIGN_ELEMENTS: [&str; 14] = [
    "applet",
    "audio",
    "base",
    "body",
    "embed",
    "foreignobject",
    "form",
    "frame",
    "html",
    "iframe",
    "link",
    "meta",
    "object",
    "video",
];

/// Finds what an SVG does beside being a picture: the first part of each kind, in order.
pub fn active_parts(bytes: &[u8]) -> Vec<ActivePart> {
    let text = decoded(bytes);
    let mut reader = SvgReader {
        text: &text,
        entities: Vec::new(),
        found: Vec::new(),
    };
    let mut at = 0;
    while let Some(start) = text[at..].find('<').map(|offset| at + offset) {
        at = reader.read_at(start).max(start + 1);
    }
    reader.found
}

/// The text of a file as a browser decodes it: UTF-16 by its mark or its zeros, else UTF-8.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let pairs = |read: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
        char::decode_utf16(units)
            .map(|letter| letter.unwrap_or('\u{fffd}'))
            .collect::<String>()
    };
    match bytes {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => pairs(u16::from_le_bytes).into(),
        [0xfe, 0xff, ..] | [0, b'<', ..] => pairs(u16::from_be_bytes).into(),
        _ => String::from_utf8_lossy(bytes),
    }
}

struct SvgReader<'t> {
    text: &'t str,
    /// The entities that the file declares, which are words alone.
    entities: Vec<(&'t str, &'t str)>,
    found: Vec<ActivePart>,
}

impl<'t> SvgReader<'t> {
    /// Notes something, if nothing of its kind is noted.
    fn note(&mut self, what: &'static str, at: usize) {
        if !self.found.iter().any(|part| part.what == what) {
            let line = self.text[..at].matches('\n').count() + 1;
            self.found.push(ActivePart { what, line });
        }
    }

    /// Reads what begins with `<` at a place, and says where it ends.
    fn read_at(&mut self, start: usize) -> usize {
        let rest = &self.text[start..];
        let until = |end: &str| {
            rest.find(end)
                .map_or(self.text.len(), |at| start + at + end.len())
        };
        if rest.starts_with("<!--") {
            until("-->")
        } else if rest.starts_with("<![CDATA[") {
            until("]]>")
        } else if rest.starts_with("<?") {
            if rest.starts_with("<?xml-stylesheet") {
                self.note(ELSEWHERE, start);
            }
            until("?>")
        } else if rest.starts_with("<!") {
            self.read_declarations(start)
        } else if rest.starts_with("</") {
            until(">")
        } else {
            self.read_tag(start)
        }
    }

    /// Reads a document type. Drawing programs declare namespaces in it as entities, which are words; what stands for
    /// markup, is read from elsewhere or gives elements attributes could hide anything.
    fn read_declarations(&mut self, start: usize) -> usize {
        let rest = &self.text[start..];
        let close = rest.find('>').unwrap_or(rest.len());
        let Some(open) = rest[..close].find('[') else {
            return (start + close + 1).min(self.text.len());
        };
        let end = rest.find("]>").map_or(rest.len(), |at| at + 2);
        let declared = &rest[open.min(end)..end];
        if declared.contains("<!ATTLIST") {
            self.note(DECLARATIONS, start);
        }
        for entity in declared.split("<!ENTITY").skip(1) {
            let entity = entity.trim_start();
            let (name, value) = entity
                .split_once(|c: char| c.is_whitespace())
                .unwrap_or((entity, ""));
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let value = quote.and_then(|quote| value[1..].split(quote).next());
            match value.filter(|value| name != "%" && !value.contains(['<', '&', '%'])) {
                Some(value) if self.entities.len() < MOST_ENTITIES => {
                    self.entities.push((name, value))
                }
                _ => self.note(DECLARATIONS, start),
            }
        }
        start + end
    }

    /// Reads a start tag, and with that of a style its content.
    fn read_tag(&mut self, start: usize) -> usize {
        let mut at = start + 1;
        let name = local(self.word(&mut at)).to_ascii_lowercase();
        match &*name {
            "" => return at,
            "script" | "handler" | "listener" => self.note(SCRIPT, start),
            name if FOREIGN_ELEMENTS.contains(&name) => self.note(FOREIGN, start),
            _ => {}
        }
        let mut is_empty = false;
        loop {
            let skipped = self.text[at..].find(|c: char| !c.is_whitespace());
            let Some(next) = skipped.map(|offset| at + offset) else {
                return self.text.len();
            };
            at = next;
            match self.text.as_bytes()[at] {
                b'>' => break,
                b'<' => return at,
                b'/' => {
                    is_empty = true;
                    at += 1;
                }
                _ => {
                    is_empty = false;
                    self.read_attribute(&name, &mut at);
                }
            }
        }
        at += 1;
        if name != "style" || is_empty {
            return at;
        }
        let end = self.text[at..]
            .find("</")
            .map_or(self.text.len(), |offset| at + offset);
        let style = self.resolved(&self.text[at..end]);
        if loads_from_elsewhere(&style) {
            self.note(ELSEWHERE, start);
        }
        end
    }

    /// A name at a place, behind which the place is then.
    fn word(&self, at: &mut usize) -> &'t str {
        let rest = &self.text[*at..];
        let ends = |c: char| c.is_whitespace() || matches!(c, '=' | '/' | '>' | '<' | '"' | '\'');
        let end = rest.find(ends).unwrap_or(rest.len());
        *at += end;
        &rest[..end]
    }

    fn read_attribute(&mut self, element: &str, at: &mut usize) {
        let start = *at;
        let name = self.word(at).to_ascii_lowercase();
        if *at == start {
            // A sign that begins no name.
            *at += self.text[start..].chars().next().map_or(1, char::len_utf8);
            return;
        }
        let rest = &self.text[*at..];
        let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else {
            return self.look_at(element, &name, "", start);
        };
        let place = self.text.len() - value.len();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, end) = match quote {
            Some(quote) => {
                let length = value[1..].find(quote).unwrap_or(value.len() - 1);
                (
                    &value[1..=length],
                    (place + length + 2).min(self.text.len()),
                )
            }
            None => {
                let ends = |c: char| c.is_whitespace() || c == '>';
                let length = value.find(ends).unwrap_or(value.len());
                (&value[..length], place + length)
            }
        };
        *at = end;
        let value = self.resolved(value);
        self.look_at(element, &name, &value, start);
    }

    /// Notes what an attribute does.
    fn look_at(&mut self, element: &str, name: &str, value: &str, at: usize) {
        if name.starts_with("on") {
            self.note(HANDLER, at);
        }
        match local(name) {
            // Animations may give a link its address.
            "to" | "from" | "by" | "values" if value.split(';').any(runs_script) => {
                self.note(SCRIPT_LINK, at)
            }
            "attributename" if local(value.trim()).starts_with("on") => self.note(HANDLER, at),
            "href" | "src" | "action" | "data" if runs_script(value) => self.note(SCRIPT_LINK, at),
            // A link leads elsewhere only once a reader follows it.
            "href" if element == "a" && scheme_of(value).as_deref() != Some("data") => {}
            "href" if element == "a" => self.note(SCRIPT_LINK, at),
            "href" | "src" | "base" if is_elsewhere(value) => self.note(ELSEWHERE, at),
            _ if loads_from_elsewhere(value) => self.note(ELSEWHERE, at),
            _ => {}
        }
    }

    /// A value with its entities and character references resolved.
    fn resolved<'v>(&self, value: &'v str) -> Cow<'v, str> {
        if !value.contains('&') {
            return value.into();
        }
        let mut resolved = String::with_capacity(value.len());
        let mut rest = value;
        while let Some((before, reference)) = rest.split_once('&') {
            resolved.push_str(before);
            let end = reference
                .bytes()
                .take(LONGEST_REFERENCE)
                .position(|byte| byte == b';');
            let (name, after) =
                end.map_or(("", ""), |end| (&reference[..end], &reference[end + 1..]));
            match self.reference(name) {
                Some(meant) => {
                    resolved.push_str(&meant);
                    rest = after;
                }
                None => rest = reference,
            }
        }
        resolved.push_str(rest);
        resolved.into()
    }

    fn reference(&self, name: &str) -> Option<Cow<'t, str>> {
        let number = |digits: &str, radix| {
            let code = u32::from_str_radix(digits, radix).ok()?;
            Some(char::from_u32(code)?.to_string().into())
        };
        match name {
            "amp" => Some("&".into()),
            "lt" => Some("<".into()),
            "gt" => Some(">".into()),
            "quot" => Some("\"".into()),
            "apos" => Some("'".into()),
            _ => match name.strip_prefix('#') {
                Some(code) => match code.strip_prefix(['x', 'X']) {
                    Some(digits) => number(digits, 16),
                    None => number(code, 10),
                },
                None => {
                    let mut entities = self.entities.iter();
                    let found = entities.find(|(entity, _)| *entity == name)?;
                    Some(found.1.into())
                }
            },
        }
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// An address as browsers read it: without spaces at its ends, and without tabs and line breaks.
fn bare(address: &str) -> String {
    let letters = address.trim_matches(|c: char| c <= ' ').chars();
    letters
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect()
}

/// The scheme of an address, in small letters.
fn scheme_of(address: &str) -> Option<String> {
    let address = bare(address);
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

fn runs_script(address: &str) -> bool {
    scheme_of(address)
        .is_some_and(|scheme| matches!(&*scheme, "javascript" | "vbscript" | "livescript"))
}

/// Whether what an address names is loaded from elsewhere, or is another document within the address.
fn is_elsewhere(address: &str) -> bool {
    let bare = bare(address);
    match scheme_of(address).as_deref() {
        Some("data") => {
            let kind = bare
                .get("data:".len()..)
                .unwrap_or_default()
                .to_ascii_lowercase();
            !["image/", "font/", "application/font", "application/x-font"]
                .iter()
                .any(|safe| kind.starts_with(safe))
        }
        Some(_) => true,
        None => bare.replace('\\', "/").starts_with("//"),
    }
}

/// Whether a style loads something from elsewhere.
fn loads_from_elsewhere(style: &str) -> bool {
    if !style.contains(['(', '@', '\\']) {
        return false;
    }
    let style = without_escapes(style).to_ascii_lowercase();
    let address_in = |rest: &str| {
        let rest = rest.trim_start().trim_start_matches(['"', '\'']);
        let end = rest.find(['"', '\'', ')']).unwrap_or(rest.len());
        is_elsewhere(&rest[..end])
    };
    let functions = ["url(", "src(", "image(", "image-set("];
    style.contains("@import")
        || functions
            .iter()
            .any(|function| style.split(function).skip(1).any(address_in))
}

/// A style with its escapes (`\75 rl`) resolved.
fn without_escapes(style: &str) -> Cow<'_, str> {
    if !style.contains('\\') {
        return style.into();
    }
    let mut plain = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, escape)) = rest.split_once('\\') {
        plain.push_str(before);
        let digits = escape
            .bytes()
            .take(6)
            .take_while(u8::is_ascii_hexdigit)
            .count();
        let code = u32::from_str_radix(&escape[..digits], 16).ok();
        plain.extend(code.and_then(char::from_u32));
        let after = &escape[digits..];
        rest = match digits {
            0 => after,
            _ => after.strip_prefix([' ', '\t', '\n']).unwrap_or(after),
        };
    }
    plain.push_str(rest);
    plain.into()
}

#[cfg(test)]
mod tests;
