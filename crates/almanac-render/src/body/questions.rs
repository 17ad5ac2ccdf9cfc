//! Review questions: the answer a click away.

use std::ops::Range;

use almanac_model::{Page, Question};

use super::writer::Writer;
use super::{BodyScope, NoteReferences, render_answer, render_line_with};
use crate::html::{Html, html};
use crate::messages::Messages;

/// A question as templates show it.
#[derive(Debug, Clone, serde::Serialize)]
pub(crate) struct QuestionView {
    /// Its permanent id.
    pub id: String,
    /// What is asked.
    pub ask: Html,
    /// The answer.
    pub answer: Html,
}

impl QuestionView {
    /// The question for a document in which its page's notes do not stand, but others do.
    pub(crate) fn away_from_home(
        scope: BodyScope<'_>,
        question: &Question,
        references: &mut NoteReferences,
    ) -> Self {
        Self::new(scope.away(), question, references)
    }

    fn new(scope: BodyScope<'_>, question: &Question, references: &mut NoteReferences) -> Self {
        Self {
            id: question.id.to_string(),
            ask: render_line_with(scope, &question.ask, references),
            answer: render_answer(scope, &question.answer, references),
        }
    }

    /// The markup of the question.
    pub(crate) fn markup(&self, scope: BodyScope<'_>) -> Html {
        let locale = scope.site.locale();
        let within = scope.within_label();
        let ask = match within.is_empty() {
            true => self.ask.clone(),
            false => html!("<span{}>{}</span>", within, self.ask),
        };
        html!(
            "<details class=\"question\" id=\"q:{}\"><summary{} data-show=\"{}\" data-hide=\"{}\">\
             <span class=\"kicker\"{}>{}</span> {}</summary>\
             <div class=\"answer\">{}</div></details>\n",
            self.id,
            scope.label_language(),
            locale.markup("show-answer"),
            locale.markup("hide-answer"),
            scope.interface(),
            locale.markup("question"),
            ask,
            self.answer
        )
    }
}

impl Writer<'_, '_> {
    /// Writes the question whose block lies at `span`; one that could not be read has a
    /// diagnostic and no place on the page.
    pub(super) fn write_question(&mut self, span: &Range<usize>) {
        let asked_here = |page: &&Page| {
            page.questions
                .iter()
                .find(|question| question.span.start == span.start)
                .cloned()
        };
        let Some(question) = self.scope.page.as_ref().and_then(asked_here) else {
            return;
        };
        let view = QuestionView::new(self.scope, &question, self.references);
        self.out.newline();
        self.out.insert(view.markup(self.scope));
    }
}
