//! Reads the questions of a page.

use almanac_model::{ContentId, PropertyName, Question};
use almanac_syntax::{BlockKind, Document, needs_parsing, yaml};

use super::fields::{Fields, PlacedText};
use super::{FileText, fault_findings};
use crate::checks::INVALID_FRONT_MATTER;
use crate::reporter::Finding;

/// Reads the question blocks of a page. One without an id gets its place as
/// one, until `almanac check --fix` writes a permanent id. Adds what they ask and answer to the
/// Markdown of the page.
pub(crate) fn read_questions(
    file: &FileText,
    document: &Document,
    markdown: &mut Vec<PlacedText>,
    findings: &mut Vec<Finding>,
) -> Vec<Question> {
    let mut questions = Vec::new();
    for (block, span) in &document.blocks {
        if block.kind != BlockKind::Question {
            continue;
        }
        let (node, mut faults) = yaml::parse(&file.text, block.content.clone());
        if !block.is_closed {
            faults.clear();
        }
        let broken = !block.is_closed || yaml::is_cut(&faults);
        findings.extend(fault_findings(&file.file, &faults));
        let mut fields = Fields::new(&file.file, &node, "a question");
        let id = fields
            .text("id")
            .unwrap_or_else(|| format!("{}-q{}", file.slug, questions.len() + 1));
        let ask = fields.placed_text("ask");
        let answer = fields.placed_text("answer");
        let facts = fields
            .texts("facts")
            .into_iter()
            .map(|(name, _)| PropertyName::from(name))
            .collect();
        if (ask.is_none() || answer.is_none()) && !broken && fields.findings.is_empty() {
            let missing = if ask.is_none() { "ask" } else { "answer" };
            if fields.misspells(missing) {
                findings.extend(fields.finish());
                continue;
            }
            let message = format!("a question has no `{missing}`");
            let finding = Finding::new(&INVALID_FRONT_MATTER, &file.file, span.clone(), message)
                .help(format!("add a line `{missing}: …` to the block"));
            fields.findings.push(finding);
        }
        if block.is_closed {
            findings.extend(fields.finish());
        }
        if let (Some(ask), Some(answer)) = (ask, answer) {
            let named = [&ask, &answer]
                .into_iter()
                .filter(|text| needs_parsing(&text.0));
            markdown.extend(named.cloned());
            questions.push(Question {
                id: ContentId::from(id),
                ask: ask.0,
                answer: answer.0,
                facts,
                span: span.clone(),
            });
        }
    }
    questions
}
