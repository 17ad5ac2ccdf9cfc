//! Directives of extensions: theorems, what makes text of programs, and those that nobody knows.

use super::body::Writer;
use super::directives::{Directive, Fence};
use super::write::fenced;
use crate::remarks::{Topic, kind};
use crate::sites::callouts::Callout;
use crate::sites::figures::anchors;

kind!(API: Topic::Kept, "directive that makes text of a program, shown as code", "directives that make text of programs, shown as code");
kind!(UNKNOWN: Topic::Kept, "directive that is not known, of which the inside stays", "directives that are not known, of which the inside stays");

/// Boxes that have a title of their own.
const THEOREMS: [&str; 17] = [
    "theorem",
    "proof",
    "lemma",
    "corollary",
    "proposition",
    "definition",
    "example",
    "exercise",
    "solution",
    "remark",
    "axiom",
    "algorithm",
    "conjecture",
    "criterion",
    "observation",
    "property",
    "assumption",
];

impl Writer<'_> {
    /// Theorems, what makes text of programs, and what nobody knows.
    pub fn other(&mut self, one: &Directive, name: &str, fence: &Fence<'_>) -> String {
        let short = name.rsplit(':').next().unwrap_or(name);
        if THEOREMS.contains(&short) {
            let mut chars = short.chars();
            let first = chars
                .next()
                .map(|c| c.to_uppercase().collect::<String>())
                .unwrap_or_default();
            let word = format!("{first}{}", chars.as_str());
            let own = self.inline(one.argument.trim());
            let callout = Callout {
                name: short.to_owned(),
                title: Some(if own.is_empty() {
                    word
                } else {
                    format!("{word}: {own}")
                }),
                fold: one
                    .classes()
                    .any(|class| class == "dropdown")
                    .then_some(false),
            };
            let with_label = Directive {
                options: one.options.clone(),
                ..Directive::default()
            };
            return self.boxed(&with_label, callout, &one.body);
        }
        const MADE: [&str; 14] = [
            "auto",
            "eval-rst",
            "eval_rst",
            "click",
            "argparse",
            "program-output",
            "plot",
            "doctest",
            "testcode",
            "testsetup",
            "testoutput",
            "altair",
            "autodoc2",
            "command-output",
        ];
        let is_made = MADE.iter().any(|start| name.starts_with(start));
        let is_api = name.contains(':')
            && !one.argument.trim().is_empty()
            && !one.body.trim().is_empty()
            && !is_made;
        if is_api {
            self.remarks.add(UNKNOWN, self.page);
            let body = self.blocks(&one.body);
            let signature = fenced(fence, "", &format!("{}\n", one.argument));
            let object = one.argument.split(['(', ' ']).next().unwrap_or_default();
            let name = format!("object {object}");
            let ids = self.names_of(Some(&name), object);
            return format!(
                "{}\n\n{signature}\n{}\n\n",
                anchors(&ids),
                body.trim_matches('\n')
            );
        }
        if is_made || one.body.trim().is_empty() {
            self.remarks.add(API, self.page);
            let code = format!("{{{}}} {}\n{}", one.name, one.argument, fence.inner);
            return fenced(fence, "", &code);
        }
        self.remarks.add(UNKNOWN, self.page);
        self.titled(one)
    }
}
