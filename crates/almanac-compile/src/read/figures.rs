//! What is wrong with the fields of a figure, whatever it draws.

use almanac_model::FilePath;
use almanac_syntax::yaml::{Content, Node};
use almanac_syntax::{Assumption, AssumptionName, FigureBlock, FigureType, SCALES};

use super::fields::{Fields, list_names};
use crate::checks::UNKNOWN_FIELD;
use crate::reporter::Finding;

/// Looks for fields that a figure doesn't have, and for values that can't be read.
pub(crate) fn figure_fields(file: &FilePath, node: &Node, figure: &FigureBlock) -> Vec<Finding> {
    let mut fields = Fields::new(file, node, "a figure");
    unread_fields(&mut fields, figure);
    for name in FigureBlock::fields(figure.kind) {
        let Some(value) = fields.node(name) else {
            continue;
        };
        let is_assumed = AssumptionName::ALL
            .iter()
            .any(|assumed| assumed.name() == name);
        match &value.content {
            Content::Mapping(_) if figure.kind == FigureType::BreakEven && is_assumed => {
                let mut inner = Fields::new(file, value, "an assumption");
                inner.ignore(&Assumption::FIELDS);
                let found = inner.finish();
                fields.findings.extend(found);
            }
            // What can be moved is said where the figure is checked.
            Content::Mapping(_) if name == "ranges" => {}
            Content::Sequence(items)
                if is_list(name) && items.iter().all(|item| item.as_str().is_some()) => {}
            Content::Scalar(text) if name == "scale" && !SCALES.contains(&text.as_str()) => {
                fields.invalid(value, format!("`{text}` is not a scale"));
                fields.help(format!("write {}", list_names(&SCALES)));
            }
            Content::Scalar(_) | Content::Null => {}
            _ if is_list(name) => {
                fields.invalid(value, format!("`{name}` must be a text or a list of texts"))
            }
            _ => fields.invalid(value, format!("`{name}` must be a text")),
        }
    }
    fields.finish()
}

/// Says which fields are passed over, as the figure's type or another field leaves no use for them.
fn unread_fields(fields: &mut Fields<'_>, figure: &FigureBlock) {
    if figure.kind == FigureType::BreakEven {
        return;
    }
    for (name, instead) in figure.unread_fields() {
        let Some((key, _)) = fields.pair(name) else {
            continue;
        };
        let message = match instead {
            Some(instead) => format!("`{name}` is not read beside `{instead}`"),
            None => {
                let kind = figure.kind.name();
                format!("a figure of the type `{kind}` does not read `{name}`")
            }
        };
        let finding = Finding::new(&UNKNOWN_FIELD, fields.file, key.span.clone(), message);
        let finding = finding.help(match instead {
            Some(instead) => format!("take out `{name}`, or `{instead}`"),
            None => "take it out, or write another type".to_owned(),
        });
        fields.findings.push(finding);
    }
}

/// Whether a field may name several things.
fn is_list(name: &str) -> bool {
    matches!(name, "property" | "properties" | "entries" | "y")
}
