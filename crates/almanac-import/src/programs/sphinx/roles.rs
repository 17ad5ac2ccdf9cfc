//! Roles: `` {ref}`target` ``, `` {doc}`words <page>` ``, `` {math}`x` ``.

use super::body::{Writer, term_id};
use crate::remarks::{Topic, kind};
use crate::sites::figures::written_address;
use crate::sites::labels::plain_words;
use crate::sites::navigation::plain_markdown;

kind!(UNKNOWN_ROLE: Topic::Kept, "role whose words are shown as code", "roles whose words are shown as code");
kind!(NO_TARGET: Topic::Kept, "reference to a target that is not there", "references to targets that are not there");
kind!(ICON: Topic::LeftOut, "icon of a font", "icons of fonts");

impl Writer<'_> {
    /// What a role with some words is here.
    pub fn role(&mut self, name: &str, content: &str) -> String {
        let (words, target) = with_target(content);
        match name {
            "ref" | "std:ref" | "numref" | "std:numref" => self.reference(words, target),
            "prf:ref" | "proof:ref" | "exercise:ref" => self.reference(words, target),
            "button" => self.inline(&format!("[{}](<{target}>)", words.unwrap_or_default())),
            "eq" | "math:numref" => self.reference(None, target),
            "doc" | "std:doc" => self.document_link(words, target),
            "term" | "std:term" => self.term(words, target),
            "any" | "xref" => self.any(words, target, content),
            "cite" | "cite:p" | "cite:ps" | "cite:cite" | "citep" | "footcite" | "footcite:p"
            | "cite:alp" | "cite:author" | "cite:authors" | "cite:year" | "cite:label"
            | "cite:labelpar" | "cite:empty" | "footcite:ps" => self.cited(content, false),
            "cite:t" | "cite:ts" | "citet" | "footcite:t" | "cite:text" | "cite:ct" => {
                self.cited(content, true)
            }
            "math" => format!("${content}$"),
            "sub" | "subscript" => format!("<sub>{}</sub>", plain_markdown(content)),
            "sup" | "superscript" => format!("<sup>{}</sup>", plain_markdown(content)),
            "emphasis" | "dfn" | "title-reference" | "title" => format!("*{content}*"),
            "strong" | "guilabel" => format!("**{}**", content.replace('&', "")),
            "menuselection" => format!("**{}**", content.replace("-->", "→").replace('&', "")),
            "underline" | "u" => format!("<u>{}</u>", plain_markdown(content)),
            "del" | "strike" | "deleted" => format!("~~{content}~~"),
            "smallcaps" | "sc" | "span" | "div" => self.inline(content),
            "kbd" | "keyboard" => {
                let keys = content.split(['+', '-']).filter(|key| !key.is_empty());
                let keys: Vec<String> = keys
                    .map(|key| format!("<kbd>{}</kbd>", key.trim()))
                    .collect();
                keys.join("+")
            }
            "abbr" | "abbreviation" => abbreviation(content),
            "download" | "nb-download" | "file-link" => {
                let words = words.unwrap_or(target);
                format!("[{}]({})", plain_markdown(words), written_address(target))
            }
            "pep" | "rfc" => numbered(name, words, target),
            "sub-ref" | "substitution-reference" => match self.substitution(content) {
                Some(made) => made,
                None => format!("`{content}`"),
            },
            "octicon" | "fas" | "fab" | "far" | "fa" | "material-regular" | "material-outlined"
            | "material-round" | "material-sharp" | "material-twotone" | "opticon" => {
                self.remarks.add(ICON, self.page);
                String::new()
            }
            "index" => self.inline(words.unwrap_or_else(|| index_words(content))),
            _ if name.starts_with("bdg-ref") => self.reference(words, target),
            _ if name.starts_with("bdg-link") => {
                format!(
                    "[{}]({})",
                    plain_markdown(words.unwrap_or(target)),
                    written_address(target)
                )
            }
            _ if name.starts_with("bdg") => plain_markdown(content),
            _ => self.code_words(name, words, target),
        }
    }

    /// Names of code, of files and of what a program is called by.
    fn code_words(&mut self, name: &str, words: Option<&str>, target: &str) -> String {
        const KNOWN: [&str; 16] = [
            "code",
            "literal",
            "file",
            "samp",
            "command",
            "program",
            "option",
            "envvar",
            "token",
            "makevar",
            "regexp",
            "mimetype",
            "mailheader",
            "newsgroup",
            "manpage",
            "keyword",
        ];
        let is_of_domain = name.contains(':')
            || matches!(
                name,
                "func" | "class" | "meth" | "mod" | "attr" | "exc" | "obj" | "data" | "const"
            );
        if !KNOWN.contains(&name) && !is_of_domain {
            self.remarks.add(UNKNOWN_ROLE, self.page);
        }
        let shown = words.unwrap_or_else(|| {
            let target = target.trim_start_matches('!');
            match target.strip_prefix('~') {
                Some(rest) => rest.rsplit('.').next().unwrap_or(rest),
                None => target,
            }
        });
        match shown.contains('`') {
            true => format!("`` {shown} ``"),
            false => format!("`{shown}`"),
        }
    }

    fn reference(&mut self, words: Option<&str>, target: &str) -> String {
        let labels = &self.site.labels;
        let known = labels
            .find(self.page, target)
            .or_else(|| labels.find(self.page, &target.to_lowercase()));
        let Some(label) = known.cloned() else {
            self.remarks.add(NO_TARGET, self.page);
            return match words {
                Some(words) => self.inline(words),
                None => format!("`{target}`"),
            };
        };
        // Numbers are not counted here: the words of the target say which it is.
        let words = words.map(|words| {
            let said = plain_markdown(&label.words);
            words
                .replace("%s", &said)
                .replace("{number}", "")
                .replace("{name}", &said)
        });
        let own = words
            .as_deref()
            .map(str::trim)
            .filter(|words| !words.is_empty());
        let name = match labels.find(self.page, target) {
            Some(_) => target.to_owned(),
            None => target.to_lowercase(),
        };
        let of_page = labels
            .title(&label.source)
            .filter(|_| own.is_none() && label.words.is_empty());
        let of_page = of_page.map(plain_markdown);
        let link = labels.link(self.page, &name, own.or(of_page.as_deref()));
        link.unwrap_or_else(|| format!("`{target}`"))
    }

    fn document_link(&mut self, words: Option<&str>, target: &str) -> String {
        let Some(page) = self.site.document(self.page, target) else {
            self.remarks.add(NO_TARGET, self.page);
            return words.map_or_else(|| format!("`{target}`"), str::to_owned);
        };
        let title = self.site.labels.title(&page).unwrap_or(target);
        let words = words.map_or_else(|| plain_markdown(title), str::to_owned);
        {
            let way = crate::links::relative(self.page, &page);
            format!("[{words}]({})", written_address(&way))
        }
    }

    fn term(&mut self, words: Option<&str>, target: &str) -> String {
        let name = format!("term {}", target.to_lowercase());
        let shown = words.unwrap_or(target);
        let link = self.site.labels.link(self.page, &name, Some(shown));
        link.unwrap_or_else(|| {
            self.remarks.add(NO_TARGET, self.page);
            shown.to_owned()
        })
    }

    fn any(&mut self, words: Option<&str>, target: &str, content: &str) -> String {
        if self.site.labels.find(self.page, target).is_some() {
            return self.reference(words, target);
        }
        match self.site.document(self.page, target) {
            Some(_) => self.document_link(words, target),
            None => self.code_words("any:", words, content),
        }
    }

    fn cited(&mut self, content: &str, in_text: bool) -> String {
        let keys: Vec<&str> = content
            .split(',')
            .map(str::trim)
            .filter(|key| !key.is_empty())
            .collect();
        if keys.is_empty() || !keys.iter().all(|key| self.site.keys.contains(*key)) {
            self.remarks.add(NO_TARGET, self.page);
            return format!("`{content}`");
        }
        let all: Vec<String> = keys.iter().map(|key| format!("@{key}")).collect();
        match in_text {
            true => all.join(", "),
            false => format!("[{}]", all.join("; ")),
        }
    }
}

/// The words of a role and what it leads to: `words <target>`.
pub fn with_target(content: &str) -> (Option<&str>, &str) {
    let read = content
        .strip_suffix('>')
        .and_then(|rest| rest.rsplit_once('<'));
    match read {
        Some((words, target)) if !words.trim().is_empty() => (Some(words.trim()), target.trim()),
        Some((_, target)) if content.starts_with('<') => (None, target.trim()),
        _ => (None, content.trim()),
    }
}

/// What a mark for the index shows of its own words.
fn index_words(content: &str) -> &str {
    let kinds = ["single:", "pair:", "triple:", "see:"];
    let rest = kinds.iter().find_map(|kind| content.strip_prefix(kind));
    rest.unwrap_or(content).trim()
}

fn abbreviation(content: &str) -> String {
    let read = content
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('));
    match read {
        Some((short, long)) => {
            let long = long
                .trim()
                .replace('&', "&amp;")
                .replace('"', "&quot;")
                .replace('<', "&lt;");
            format!(
                "<abbr title=\"{long}\">{}</abbr>",
                plain_markdown(short.trim())
            )
        }
        None => plain_words(content),
    }
}

fn numbered(name: &str, words: Option<&str>, target: &str) -> String {
    let (number, fragment) = target.split_once('#').unwrap_or((target, ""));
    let fragment = if fragment.is_empty() {
        String::new()
    } else {
        format!("#{fragment}")
    };
    let address = match name {
        "pep" => format!("https://peps.python.org/pep-{number:0>4}/{fragment}"),
        _ => format!("https://datatracker.ietf.org/doc/html/rfc{number}{fragment}"),
    };
    let words = words.map_or_else(
        || format!("{} {number}", name.to_uppercase()),
        str::to_owned,
    );
    format!("[{words}]({address})")
}

/// The anchor of a term.
pub fn term_anchor(term: &str) -> String {
    format!("<a id=\"{}\"></a>", term_id(term))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_may_say_its_words() {
        assert_eq!(with_target("a b <c d>"), (Some("a b"), "c d"));
        assert_eq!(with_target("List<int>"), (Some("List"), "int"));
        assert_eq!(with_target("a"), (None, "a"));
        assert_eq!(
            abbreviation("HTML (Hyper Text)"),
            "<abbr title=\"Hyper Text\">HTML</abbr>"
        );
        assert_eq!(
            numbered("pep", None, "8"),
            "[PEP 8](https://peps.python.org/pep-0008/)"
        );
        assert_eq!(term_anchor("My term (x)"), "<a id=\"term-My-term-x\"></a>");
    }
}
