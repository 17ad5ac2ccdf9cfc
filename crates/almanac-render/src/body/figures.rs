//! Figures: the table of what they show, under their title.

use std::ops::Range;

use almanac_model::{LinkTarget, Page};
use almanac_syntax::yaml::{self, Node};

use super::writer::Writer;
use crate::facts;
use crate::html::escaped;

impl Writer<'_, '_> {
    pub(super) fn write_figure(&mut self, text: &str, content: Range<usize>) {
        let (node, _) = yaml::parse(text, content);
        let title = node
            .get("title")
            .and_then(Node::as_str)
            .unwrap_or(self.locale().text("figure"));
        let mut markup = format!("<figure><figcaption>{}</figcaption>", escaped(title));
        if let Some(table) = self.figure_table(&node) {
            markup.push_str(&table);
        }
        markup.push_str("</figure>\n");
        self.out.newline();
        self.out.insert(&markup);
    }

    /// The table of one property over several pages.
    fn figure_table(&self, node: &Node) -> Option<String> {
        let site = self.scope.site;
        let property = node.get("property")?.as_str()?;
        let label = site
            .snapshot()
            .config()
            .property(property)
            .map_or(property, |p| p.label.as_str());
        let mut rows = String::new();
        for page in self.figure_pages(node) {
            for fact in page.facts_of(property).into_iter().rev() {
                let date = fact
                    .as_of
                    .map_or(String::new(), |date| self.locale().date(&date));
                rows.push_str(&format!(
                    "<tr><th scope=\"row\">{}</th><td>{}</td><td>{date}</td></tr>",
                    escaped(&page.title),
                    facts::value(site, fact, facts::Links::Without)
                ));
            }
        }
        if rows.is_empty() {
            return None;
        }
        Some(format!(
            "<div class=\"table\" role=\"group\" aria-label=\"{}\" tabindex=\"0\"><table><thead><tr><td></td>\
             <th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>{rows}</tbody></table></div>",
            self.locale().markup("table"),
            escaped(label),
            self.locale().markup("as-of-column")
        ))
    }

    /// The pages that a figure names, or the one that it stands on.
    fn figure_pages(&self, node: &Node) -> Vec<&Page> {
        let snapshot = self.scope.site.snapshot();
        let Some(entries) = node.get("entries") else {
            return self.scope.page.into_iter().collect();
        };
        let names = entries.as_sequence().unwrap_or_default();
        let named = names
            .iter()
            .filter_map(Node::as_str)
            .map(|name| snapshot.resolve(name));
        named
            .filter_map(|target| match target {
                LinkTarget::Page(index) => Some(snapshot.page(index)),
                _ => None,
            })
            .collect()
    }
}
