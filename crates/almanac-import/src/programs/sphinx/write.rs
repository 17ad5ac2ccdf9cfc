//! What each directive is here.

use super::body::Writer;
use super::directives::{Directive, Fence};
use crate::remarks::{Topic, kind};
use crate::sites::callouts::Callout;
use crate::sites::figures::{anchors, image, written_address};
use crate::sites::lines::lines;
use crate::sites::tabs::tab;

kind!(TOCTREE: Topic::Changed, "list of further pages is no part of its page", "lists of further pages are no parts of their pages");
kind!(NOT_RUN: Topic::Notice, "block of code that was run and is not run here", "blocks of code that were run and are not run here");
kind!(HIDDEN: Topic::Notice, "hidden block of code is shown", "hidden blocks of code are shown");
kind!(DROPPED: Topic::LeftOut, "directive that says nothing on a page", "directives that say nothing on a page");
kind!(OTHER_FORM: Topic::LeftOut, "block in the form of another output", "blocks in the form of other outputs");

/// Boxes by their names.
const BOXES: [&str; 12] = [
    "note",
    "tip",
    "warning",
    "danger",
    "error",
    "hint",
    "important",
    "caution",
    "attention",
    "seealso",
    "todo",
    "info",
];

impl Writer<'_> {
    /// A directive in our forms, without what stands before its lines.
    pub fn directive(&mut self, one: &Directive, fence: &Fence<'_>) -> String {
        let name = one.name.to_lowercase();
        match name.as_str() {
            "seealso" => self.admonition(one, "seealso", Some("See also"), &one.words()),
            name if BOXES.contains(&name) => self.admonition(one, name, None, &one.words()),
            "admonition" => {
                let class = one
                    .classes()
                    .find(|class| BOXES.contains(class))
                    .unwrap_or("note")
                    .to_owned();
                self.admonition(one, &class, Some(&one.argument), &one.body)
            }
            "dropdown" | "toggle" | "details" => self.folded(one),
            "versionadded" | "version-added" => self.version(one, "note", "Added in version"),
            "versionchanged" | "version-changed" => self.version(one, "note", "Changed in version"),
            "versionremoved" => self.version(one, "warning", "Removed in version"),
            "deprecated" => self.version(one, "warning", "Deprecated since version"),
            "topic" | "sidebar" | "card" | "grid-item-card" | "aside" | "margin" | "block" => {
                self.titled(one)
            }
            "tab-item" | "tab" | "group-tab" | "code-tab" => self.tab(one, &name, fence),
            "code-block" | "code" | "sourcecode" | "prompt" | "parsed-literal" | "code-example" => {
                self.code(one, fence)
            }
            "code-cell" | "jupyter-execute" | "ipython" | "thebe-button" | "replite"
            | "exec_code" => self.cell(one, fence),
            "mermaid" | "graphviz" | "digraph" | "uml" | "plantuml" => {
                self.diagram(one, &name, fence)
            }
            "include" | "mdinclude" => self.include(one),
            "literalinclude" => self.literal_include(one),
            "image" | "figure" | "figure-md" | "carousel" => self.picture(one, &name),
            "math" => self.math(one),
            "list-table" => self.list_table(one),
            "csv-table" => self.csv_table(one),
            "table" => self.captioned(one),
            "glossary" => self.glossary(one),
            "toctree" | "tableofcontents" | "contents" | "local-toc" | "bibliography"
            | "footbibliography" | "genindex" => {
                if name == "toctree" {
                    self.remarks.add(TOCTREE, self.page);
                }
                self.only_names(one)
            }
            "index" | "highlight" | "meta" | "sectionauthor" | "codeauthor" | "tags"
            | "currentmodule" | "module" | "py:currentmodule" | "py:module" | "default-role"
            | "role" | "title" | "tabularcolumns" | "nb-exec-table" | "comment" => {
                self.remarks.add(DROPPED, self.page);
                self.only_names(one)
            }
            "only" | "ifconfig" => self.only(one),
            "raw" => self.raw(one),
            "exercise-start" => self.begun(one, "Exercise"),
            "solution-start" => self.begun(one, "Solution"),
            "rubric" | "centered" => format!("**{}**\n\n", self.inline(&one.argument)),
            "epigraph" | "pull-quote" | "highlights" | "blockquote" | "quote" => {
                self.quotation(one)
            }
            "button-link" | "button-ref" => self.button(one, &name),
            "video" | "iframe" | "youtube" | "vimeo" | "embed" => self.player(one, &name),
            "line-block" => self.line_block(one),
            "div" | "container" | "compound" | "class" | "grid" | "grid-item" | "tab-set"
            | "tabs" | "card-carousel" | "hlist" | "dropdowns" | "tab-set-code" | "cssclass"
            | "rst-class" | "grid-child" | "code-group" | "sidebars" | "exercise-end"
            | "solution-end" => self.plain(one),
            "myst-example" | "syntax-example" | "example-md" | "myst" => {
                let source = fenced(fence, "markdown", &one.body);
                format!("{source}\n{}", self.plain(one))
            }
            _ => self.other(one, &name, fence),
        }
    }

    pub(super) fn boxed(&mut self, one: &Directive, callout: Callout, body: &str) -> String {
        let words = callout
            .title
            .clone()
            .unwrap_or_else(|| callout.name.clone());
        let ids = self.names_of(one.get("name").or_else(|| one.get("label")), &words);
        let body = self.blocks(body);
        let body = body.trim_matches('\n');
        let body = match ids.is_empty() {
            true => body.to_owned(),
            false => format!("{}\n\n{body}", anchors(&ids)),
        };
        callout.written(&body)
    }

    fn admonition(
        &mut self,
        one: &Directive,
        name: &str,
        title: Option<&str>,
        body: &str,
    ) -> String {
        let folds = one
            .classes()
            .any(|class| class == "dropdown" || class == "toggle")
            || one.get("collapsible").is_some()
            || one.get("open").is_some();
        let is_open =
            one.is_on("open") || one.get("collapsible").is_some_and(|value| value == "open");
        let title = title.map(str::trim).filter(|title| !title.is_empty());
        let title = title.map(|title| self.inline(title));
        let callout = Callout {
            name: name.to_owned(),
            title,
            fold: folds.then_some(is_open),
        };
        self.boxed(one, callout, body)
    }

    fn folded(&mut self, one: &Directive) -> String {
        let title = match one.argument.trim() {
            "" => "Details".to_owned(),
            title => self.inline(title),
        };
        let callout = Callout {
            name: "details".to_owned(),
            title: Some(title),
            fold: Some(one.is_on("open") || one.is_on("show")),
        };
        self.boxed(one, callout, &one.body)
    }

    fn version(&mut self, one: &Directive, look: &str, words: &str) -> String {
        let (version, rest) = one
            .argument
            .trim()
            .split_once(' ')
            .unwrap_or((&one.argument, ""));
        let callout = Callout {
            name: look.to_owned(),
            title: Some(format!("{words} {version}")),
            fold: None,
        };
        let body = format!("{rest}\n\n{}", one.body);
        self.boxed(one, callout, body.trim_start())
    }

    /// A block with a title, which may lead somewhere.
    pub(super) fn titled(&mut self, one: &Directive) -> String {
        let title = self.inline(one.argument.trim());
        let ids = self.names_of(one.get("name"), &title);
        let kept = lines(&one.body).map(|line| match line.trim() {
            "^^^" | "+++" => "\n",
            _ => line,
        });
        let body = self.blocks(&kept.collect::<String>());
        let mut new = anchors(&ids);
        let title = match one.get("link") {
            Some(target) if !title.is_empty() => self.linked(&title, target, one.get("link-type")),
            _ => title,
        };
        if !title.is_empty() {
            new.push_str(&format!("**{title}**"));
        }
        if let Some(picture) = one.get("img-top").or_else(|| one.get("img-bottom")) {
            let alt = one.get("img-alt").unwrap_or_default();
            new.push_str(&format!(
                "\n\n{}",
                image(alt, &self.file_named(picture), None)
            ));
        }
        format!("{}\n\n{}\n\n", new.trim_start(), body.trim_matches('\n'))
    }

    fn linked(&mut self, words: &str, target: &str, kind: Option<&str>) -> String {
        match kind {
            Some("ref" | "any") => self.role("ref", &format!("{words} <{target}>")),
            Some("doc") => self.role("doc", &format!("{words} <{target}>")),
            _ => format!("[{words}]({})", written_address(target)),
        }
    }

    fn tab(&mut self, one: &Directive, name: &str, fence: &Fence<'_>) -> String {
        if name == "code-tab" {
            let (language, title) = one
                .argument
                .split_once(' ')
                .unwrap_or((&one.argument, &one.argument));
            return tab(title, &fenced(fence, language, &one.body));
        }
        let ids = self.names_of(one.get("name"), &one.argument);
        let title = self.inline(one.argument.trim());
        let body = self.blocks(&one.body);
        format!("{}{}", anchors(&ids), tab(&title, &body))
    }

    fn code(&mut self, one: &Directive, fence: &Fence<'_>) -> String {
        let language = one.argument.split([' ', ',']).next().unwrap_or_default();
        let caption = one
            .get("caption")
            .or_else(|| one.get("filename"))
            .map(str::to_owned);
        self.code_with_caption(one, fence, language, caption, &one.body)
    }

    /// Code with its caption above it, and its names.
    pub fn code_with_caption(
        &mut self,
        one: &Directive,
        fence: &Fence<'_>,
        language: &str,
        caption: Option<String>,
        code: &str,
    ) -> String {
        let caption = caption
            .map(|caption| self.inline(&caption))
            .unwrap_or_default();
        let ids = self.names_of(one.get("name").or_else(|| one.get("label")), &caption);
        let above = format!("{}{caption}", anchors(&ids));
        let above = if above.is_empty() {
            above
        } else {
            format!("{above}\n\n")
        };
        format!("{above}{}\n", fenced(fence, language, code))
    }

    fn cell(&mut self, one: &Directive, fence: &Fence<'_>) -> String {
        self.remarks.add(NOT_RUN, self.page);
        let tags = one.get("tags").unwrap_or_default();
        if ["hide", "remove"].iter().any(|tag| tags.contains(tag)) {
            self.remarks.add(HIDDEN, self.page);
        }
        let language = match one.argument.trim() {
            "ipython3" | "ipython" | "python3" => "python",
            language => language,
        };
        let code = lines(&one.body).skip_while(|line| line.starts_with("#| "));
        let code: String = code.collect();
        let caption = one.get("caption").map(str::to_owned);
        self.code_with_caption(one, fence, language, caption, &code)
    }

    fn diagram(&mut self, one: &Directive, name: &str, fence: &Fence<'_>) -> String {
        let language = if matches!(name, "graphviz" | "digraph") {
            "dot"
        } else {
            name
        };
        let caption = one.get("caption").map(str::to_owned);
        self.code_with_caption(one, fence, language, caption, &one.body)
    }

    fn math(&mut self, one: &Directive) -> String {
        let number = self
            .found
            .iter()
            .filter(|(_, words)| words.starts_with('('))
            .count()
            + 1;
        let own = one
            .get("label")
            .or_else(|| one.get("name"))
            .map(str::to_owned);
        let ids = match own.is_some() || !self.waiting.is_empty() {
            true => self.names_of(own.as_deref(), &format!("({number})")),
            false => Vec::new(),
        };
        let mut new = anchors(&ids);
        if !ids.is_empty() {
            new.push_str("\n\n");
        }
        let words = one.words();
        let formulas = words
            .split("\n\n")
            .map(str::trim)
            .filter(|formula| !formula.is_empty());
        for formula in formulas {
            let is_many = formula.contains("\\\\") && !formula.contains("\\begin");
            let formula = match is_many {
                true => format!("\\begin{{aligned}}\n{formula}\n\\end{{aligned}}"),
                false => formula.to_owned(),
            };
            new.push_str(&format!("$$\n{formula}\n$$\n\n"));
        }
        new
    }

    /// A block with a caption above it.
    fn captioned(&mut self, one: &Directive) -> String {
        let caption = self.inline(one.argument.trim());
        let ids = self.names_of(one.get("name").or_else(|| one.get("label")), &caption);
        let body = self.blocks(&one.body);
        let above = format!("{}{caption}", anchors(&ids));
        format!("{above}\n\n{}\n\n", body.trim_matches('\n'))
            .trim_start()
            .to_owned()
    }

    fn only_names(&mut self, one: &Directive) -> String {
        let ids = self.names_of(one.get("name"), "");
        match ids.is_empty() {
            true => String::new(),
            false => format!("{}\n\n", anchors(&ids)),
        }
    }

    fn only(&mut self, one: &Directive) -> String {
        let wanted = one.argument.to_lowercase();
        let is_other = |word: &str| {
            matches!(
                word,
                "latex" | "pdf" | "epub" | "man" | "text" | "texinfo" | "gettext"
            )
        };
        let mut words = wanted.split(|c: char| !c.is_alphanumeric());
        let is_shown = wanted.contains("html") && !wanted.contains("not html")
            || !words.any(is_other)
            || wanted.contains("not ");
        if is_shown {
            return self.plain(one);
        }
        self.remarks.add(OTHER_FORM, self.page);
        String::new()
    }

    fn raw(&mut self, one: &Directive) -> String {
        if one.argument.trim().eq_ignore_ascii_case("html") {
            return format!("{}\n\n", one.body.trim_matches('\n'));
        }
        self.remarks.add(OTHER_FORM, self.page);
        String::new()
    }

    fn quotation(&mut self, one: &Directive) -> String {
        let body = self.blocks(&one.words());
        let mut new = String::new();
        for line in body.trim_matches('\n').lines() {
            new.push_str(format!("> {line}").trim_end());
            new.push('\n');
        }
        new.push('\n');
        new
    }

    fn button(&mut self, one: &Directive, name: &str) -> String {
        let target = one.argument.trim();
        let words = self.inline(one.body.trim());
        match (name, words.is_empty()) {
            ("button-ref", true) => format!("{}\n\n", self.role("any", target)),
            ("button-ref", false) => {
                format!("{}\n\n", self.role("any", &format!("{words} <{target}>")))
            }
            (_, true) => format!("<{target}>\n\n"),
            _ => format!("[{words}]({})\n\n", written_address(target)),
        }
    }

    fn line_block(&mut self, one: &Directive) -> String {
        let kept: Vec<&str> = one.body.trim_matches('\n').lines().collect();
        format!("{}\n\n", self.inline(&kept.join("\\\n")))
    }

    /// The title of what ends at another directive.
    fn begun(&mut self, one: &Directive, word: &str) -> String {
        let ids = self.names_of(one.get("label").or_else(|| one.get("name")), word);
        format!("{}**{word}**\n\n", anchors(&ids))
    }

    pub(super) fn plain(&mut self, one: &Directive) -> String {
        let ids = self.names_of(one.get("name"), "");
        let body = self.blocks(&one.body);
        let anchor = if ids.is_empty() {
            String::new()
        } else {
            format!("{}\n\n", anchors(&ids))
        };
        format!("{anchor}{}\n\n", body.trim_matches('\n'))
    }
}

/// A block of code between fences that it can't close.
pub fn fenced(fence: &Fence<'_>, language: &str, inner: &str) -> String {
    let longest = inner.lines().map(|line| {
        let line = line.trim_start();
        line.len() - line.trim_start_matches('`').len()
    });
    let least = if fence.sign == '`' { fence.count } else { 3 };
    let marks = "`".repeat(least.max(longest.max().unwrap_or(0) + 1).max(3));
    let inner = inner.trim_matches('\n');
    format!("{marks}{language}\n{inner}\n{marks}\n")
}
