//! Parses a heading: its level, its plain text and the id of its step.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::Reader;
use crate::{
    diagnostics::{Forbidden, PlainPlace, SectionProblem},
    folder::{ids::bad_id, located::Located},
};

/// A heading of a section.
pub(super) struct Heading {
    /// 1 for the cover, 2 for a chapter, 3 for a section within a chapter.
    pub(super) level: u8,
    pub(super) id: Option<Located<String>>,
    pub(super) text: String,
    pub(super) span: Range<usize>,
}

impl Heading {
    /// The id, or an empty text if the heading has none.
    pub(super) fn id_text(&self) -> &str {
        self.id.as_ref().map_or("", |id| &id.value)
    }

    /// The section's name in messages: its id, or else the heading's text.
    pub(super) fn name(&self) -> &str {
        self.id.as_ref().map_or(&self.text, |id| &id.value)
    }

    /// The span of the id, or else of the heading.
    pub(super) fn place(&self) -> Range<usize> {
        self.id.as_ref().map_or(&self.span, |id| &id.span).clone()
    }
}

impl Reader<'_, '_, '_> {
    /// Reads the next heading, or returns `None` at the end of the file.
    pub(super) fn heading(&mut self) -> Option<Heading> {
        let (event, span) = self.events.take()?;
        let Event::Start(Tag::Heading {
            level,
            id,
            classes,
            attrs,
        }) = event
        else {
            return None;
        };
        let id = id.map(|id| Located::new(id.to_string(), self.id_span(&span, &id)));
        if let Some(id) = &id
            && let Some(kind) = bad_id(&id.value, |_| true)
        {
            self.findings.add(id.span.clone(), kind);
        }
        if !classes.is_empty() || !attrs.is_empty() {
            self.not_allowed(span.clone(), Forbidden::HeadingAttribute);
        }
        let text = self.plain_words(PlainPlace::Heading);
        self.events
            .next_if(|event| matches!(event, Event::End(TagEnd::Heading(_))));
        if text.trim().is_empty() {
            self.findings
                .add(span.clone(), SectionProblem::EmptyHeading);
        }
        Some(Heading {
            level: self.level(level, &span),
            id,
            text,
            span,
        })
    }

    fn level(&mut self, level: HeadingLevel, span: &Range<usize>) -> u8 {
        match level {
            HeadingLevel::H1 => 1,
            HeadingLevel::H2 => 2,
            HeadingLevel::H3 => 3,
            _ => {
                self.not_allowed(span.clone(), Forbidden::DeepHeading);
                4
            }
        }
    }

    /// The span of `id` in the braces at the end of the heading.
    fn id_span(&self, heading: &Range<usize>, id: &str) -> Range<usize> {
        let written = self.text.get(heading.clone()).unwrap_or_default();
        match written.rfind(&format!("#{id}")) {
            Some(at) => {
                let start = heading.start + at + 1;
                start..start + id.len()
            }
            None => heading.clone(),
        }
    }
}
