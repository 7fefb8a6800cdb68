//! What is wrong with a query, and where.

use std::ops::Range;

use crate::base::text::SafeText;
use crate::base::width::width;

/// A part of a query that means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Which part of the text, in bytes.
    pub span: Range<usize>,
    /// What is wrong with it.
    pub message: SafeText,
    /// The way out.
    pub hint: Option<SafeText>,
}

impl Flaw {
    pub(super) fn new(span: &Range<usize>, message: impl AsRef<str>) -> Self {
        Self { span: span.clone(), message: SafeText::line(message.as_ref()), hint: None }
    }

    pub(super) fn hint(mut self, hint: impl AsRef<str>) -> Self {
        self.hint = Some(SafeText::line(hint.as_ref()));
        self
    }

    /// The flaw in lines: the sentence, the text it speaks of, a mark under the wrong part, the way out.
    #[must_use]
    pub fn report(&self, text: &str) -> String {
        let cells = |part: Option<&str>| width(&SafeText::line(part.unwrap_or_default()));
        let before = cells(text.get(..self.span.start));
        let marks = cells(text.get(self.span.clone())).max(1);
        let text = SafeText::line(text);
        let hint = self.hint.as_ref().map(|hint| format!("\n  {hint}")).unwrap_or_default();
        format!("{}\n  {text}\n  {}{}{hint}", self.message, " ".repeat(before), "^".repeat(marks))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_marks_the_wrong_part() {
        let flaw = Flaw::new(&(4..10), "no field `statsu`").hint("did you mean `status`?");
        let report = "no field `statsu`\n  kub statsu:x\n      ^^^^^^\n  did you mean `status`?";
        assert_eq!(flaw.report("kub statsu:x"), report);
    }
}
