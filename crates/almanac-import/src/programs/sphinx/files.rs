//! Files that pages include: as Markdown, and as code.

use super::body::Writer;
use super::directives::{Directive, Fence};
use super::write::fenced;
use crate::front_matter::FrontMatter;
use crate::remarks::{Topic, kind};
use crate::sites::includes::{dedented, rebased_where};

kind!(RST: Topic::Kept, "include in reStructuredText, shown as code", "includes in reStructuredText, shown as code");

impl Writer<'_> {
    fn path_of(&self, named: &str) -> Option<String> {
        match named.strip_prefix('/') {
            Some(rest) => Some(format!("{}{rest}", self.site.root)),
            None => self.includes.path(named),
        }
    }

    /// The part of a file that a directive names; `None` where it has none, which is said.
    fn part(&mut self, one: &Directive) -> Option<(String, String)> {
        let path = self.path_of(one.argument.trim())?;
        let file = path.clone();
        let text = self
            .includes
            .put(Some(path), self.remarks, |_, text, _| part_of(text, one))?;
        Some((file, text))
    }

    /// A file that stands in the place of a directive.
    pub fn include(&mut self, one: &Directive) -> String {
        let Some(path) = self.path_of(one.argument.trim()) else {
            return as_written(one);
        };
        let is_rst = path.ends_with(".rst")
            || one
                .get("parser")
                .is_some_and(|parser| parser.contains("rst"));
        let language = one.get("code").map(str::to_owned);
        let is_literal = language.is_some() || one.is_on("literal") || is_rst;
        if is_literal {
            let Some((_, text)) = self.part(one) else {
                return as_written(one);
            };
            if is_rst {
                self.remarks.add(RST, self.page);
            }
            let language = language.unwrap_or_default();
            return format!("{}\n", fenced(&no_fence(), &language, &text));
        }
        let page = self.page;
        let file = path.clone();
        let of_docs = one.get("relative-docs").map(str::to_owned);
        let of_images = one.get("relative-images").is_some();
        // What is included may include further files, so it is read while it is open.
        let mut includes = std::mem::replace(
            &mut self.includes,
            crate::sites::includes::Includes::of(&self.site.folder, page),
        );
        let mut heard = std::mem::take(self.remarks);
        let made = includes.put(Some(path), &mut heard, |includes, text, remarks| {
            let body = FrontMatter::read(text).body();
            let text = part_of(&text[body..], one)?;
            let text = rebased(&text, (&file, page), of_docs.as_deref(), of_images);
            let text = shifted(&text, one.get("heading-offset"));
            std::mem::swap(includes, &mut self.includes);
            std::mem::swap(remarks, self.remarks);
            let made = self.blocks(&text);
            std::mem::swap(includes, &mut self.includes);
            std::mem::swap(remarks, self.remarks);
            Some(made)
        });
        self.includes = includes;
        *self.remarks = heard;
        match made {
            Some(made) => format!("{}\n\n", made.trim_matches('\n')),
            None => as_written(one),
        }
    }

    /// Code that lies in a file.
    pub fn literal_include(&mut self, one: &Directive) -> String {
        let Some((file, mut text)) = self.part(one) else {
            return as_written(one);
        };
        if one.get("dedent").is_some() {
            text = dedented(&text);
        }
        for (name, is_before) in [("prepend", true), ("append", false)] {
            if let Some(line) = one.get(name) {
                text = match is_before {
                    true => format!("{line}\n{text}"),
                    false => format!("{}\n{line}", text.trim_end_matches('\n')),
                };
            }
        }
        let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
        let language = one.get("language").unwrap_or(match ending {
            "txt" | "text" => "",
            "yml" => "yaml",
            ending => ending,
        });
        let caption = match one.get("caption") {
            Some("") => Some(format!("`{}`", one.argument.trim())),
            caption => caption.map(str::to_owned),
        };
        self.code_with_caption(one, &no_fence(), language, caption, &text)
    }
}

fn no_fence() -> Fence<'static> {
    Fence {
        prefix: "",
        sign: '`',
        count: 3,
        info: "",
        inner: String::new(),
        whole: "",
    }
}

/// A directive that could not be followed.
fn as_written(one: &Directive) -> String {
    format!("`{{{}}} {}`\n\n", one.name, one.argument.replace('`', "'"))
}

/// A text of one file as it stands in another: addresses that begin as the option says lead to where they led, and so do
/// those of images, where that is asked for.
fn rebased(text: &str, (from, to): (&str, &str), of_docs: Option<&str>, of_images: bool) -> String {
    let is_doc =
        |path: &str| of_docs.is_some_and(|prefix| !prefix.is_empty() && path.starts_with(prefix));
    let is_image = |path: &str| {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        ["png", "jpg", "jpeg", "gif", "svg", "webp"].contains(&ending)
    };
    rebased_where(text, from, to, |path| {
        !path.starts_with('/') && (is_doc(path) || of_images && is_image(path))
    })
}

/// Headings that stand some levels further in.
fn shifted(text: &str, by: Option<&str>) -> String {
    let by: usize = by.and_then(|by| by.parse().ok()).unwrap_or(0);
    if by == 0 {
        return text.to_owned();
    }
    crate::sites::lines::prose_changed(text, |prose| {
        let shifted = prose.split_inclusive('\n').map(|line| {
            let depth = line.len() - line.trim_start_matches('#').len();
            let is_heading = depth > 0 && line[depth..].starts_with(' ');
            match is_heading {
                true => format!("{}{}", "#".repeat((depth + by).min(6)), &line[depth..]),
                false => line.to_owned(),
            }
        });
        shifted.collect()
    })
}

/// The part of a file that options name.
fn part_of(text: &str, one: &Directive) -> Option<String> {
    let mut all: Vec<&str> = text.split_inclusive('\n').collect();
    if let Some(object) = one.get("pyobject") {
        all = object_of(&all, object)?;
    }
    let number = |name: &str| one.get(name).and_then(|value| value.parse::<i64>().ok());
    let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let place = |number: i64| {
        let place = if number < 0 { count + number } else { number };
        usize::try_from(place.clamp(0, count)).unwrap_or(0)
    };
    let from = number("start-line").map_or(0, place);
    let to = number("end-line").map_or(all.len(), place);
    all = all.get(from..to.max(from)).unwrap_or_default().to_vec();
    if let Some(wanted) = one.get("lines") {
        all = lines_of(&all, wanted)?;
    }
    let whole_lines = one.name == "literalinclude";
    for (name, is_with) in [("start-at", true), ("start-after", false)] {
        let Some(mark) = one.get(name) else { continue };
        match whole_lines {
            true => {
                let at = all.iter().position(|line| line.contains(mark))?;
                all.drain(..at + usize::from(!is_with));
            }
            false => {
                let text = all.concat();
                let at = text.find(mark)? + mark.len();
                return ended(&text[at..], one);
            }
        }
    }
    for (name, is_with) in [("end-at", true), ("end-before", false)] {
        let Some(mark) = one.get(name) else { continue };
        if !whole_lines {
            return ended(&all.concat(), one);
        }
        let at = all.iter().position(|line| line.contains(mark))?;
        all.truncate(at + usize::from(is_with));
    }
    Some(all.concat())
}

fn ended(text: &str, one: &Directive) -> Option<String> {
    match one.get("end-before") {
        Some(mark) => text.find(mark).map(|at| text[..at].to_owned()),
        None => Some(text.to_owned()),
    }
}

/// Lines by their numbers: `1,3,5-10,20-`.
fn lines_of<'l>(all: &[&'l str], wanted: &str) -> Option<Vec<&'l str>> {
    let mut found = Vec::new();
    for part in wanted
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let (from, to) = match part.split_once('-') {
            Some((from, to)) => (from.trim(), to.trim()),
            None => (part, part),
        };
        let from: usize = if from.is_empty() {
            1
        } else {
            from.parse().ok()?
        };
        let to: usize = if to.is_empty() {
            all.len()
        } else {
            to.parse().ok()?
        };
        let from = from.max(1) - 1;
        found.extend(
            all.get(from..to.min(all.len()).max(from))
                .unwrap_or_default(),
        );
    }
    Some(found)
}

/// The lines of a class or a function of Python: `Class.method`.
fn object_of<'l>(all: &[&'l str], name: &str) -> Option<Vec<&'l str>> {
    let mut part: &[&'l str] = all;
    for name in name.split('.') {
        let is_it = |line: &&str| {
            let words = line.trim_start();
            let words = words.strip_prefix("async ").unwrap_or(words);
            let rest = words
                .strip_prefix("class ")
                .or_else(|| words.strip_prefix("def "));
            rest.and_then(|rest| rest.strip_prefix(name))
                .is_some_and(|rest| rest.starts_with(['(', ':', ' ', '[']))
        };
        let start = part.iter().position(is_it)?;
        let indent = |line: &str| line.len() - line.trim_start().len();
        let own = indent(part[start]);
        let behind = &part[start + 1..];
        let end = behind
            .iter()
            .position(|line| !line.trim().is_empty() && indent(line) <= own)
            .unwrap_or(behind.len());
        let decorators = part[..start]
            .iter()
            .rev()
            .take_while(|line| line.trim_start().starts_with('@'))
            .count();
        part = &part[start - decorators..start + 1 + end];
    }
    let length = part
        .iter()
        .rposition(|line| !line.trim().is_empty())
        .map_or(0, |at| at + 1);
    Some(part[..length].to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &str, options: &[(&str, &str)]) -> Option<String> {
        let one = Directive {
            name: name.into(),
            options: options
                .iter()
                .map(|(key, value)| ((*key).into(), (*value).into()))
                .collect(),
            ..Directive::default()
        };
        part_of(
            "import x\n\nclass A:\n    def f(self):\n        return 1\n\n    def g(self):\n        pass\n\nend\n",
            &one,
        )
    }

    #[test]
    fn parts_are_named_by_lines_by_marks_and_by_objects() {
        let code = "literalinclude";
        assert_eq!(
            part(code, &[("lines", "1,9-")]).unwrap(),
            "import x\n\nend\n"
        );
        assert_eq!(
            part(code, &[("start-at", "class"), ("end-before", "return")]).unwrap(),
            "class A:\n    def f(self):\n"
        );
        assert_eq!(
            part(code, &[("pyobject", "A.g")]).unwrap(),
            "    def g(self):\n        pass\n"
        );
        assert_eq!(
            part("include", &[("start-after", "def f"), ("end-before", ":")]).unwrap(),
            "(self)"
        );
        assert_eq!(part("include", &[("start-line", "-1")]).unwrap(), "end\n");
        for (name, value) in [
            ("pyobject", "B"),
            ("start-after", "nothing"),
            ("lines", "x"),
        ] {
            assert_eq!(part(code, &[(name, value)]), None, "{name}");
        }
    }
}
