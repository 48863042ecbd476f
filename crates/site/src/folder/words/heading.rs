//! A heading: its level, its plain words, and the id of its step.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::Reader;
use crate::{
    faults::{FaultKind, Forbidden, PlainPlace},
    folder::{ids::bad_id, located::Located},
};

/// A heading of a section.
pub(super) struct Heading {
    /// 1 for the cover, 2 for a chapter, 3 for a section within one.
    pub(super) level: u8,
    pub(super) id: Option<Located<String>>,
    pub(super) text: String,
    pub(super) span: Range<usize>,
}

impl Heading {
    /// The id, empty where none is given.
    pub(super) fn id_text(&self) -> &str {
        self.id.as_ref().map_or("", |id| &id.value)
    }

    /// What messages call the section.
    pub(super) fn name(&self) -> &str {
        self.id.as_ref().map_or(&self.text, |id| &id.value)
    }

    /// Where the id is, or else the heading.
    pub(super) fn place(&self) -> Range<usize> {
        self.id.as_ref().map_or(&self.span, |id| &id.span).clone()
    }
}

impl Reader<'_, '_, '_> {
    /// The heading that comes next; none at the end of the file.
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
            self.findings.add(span.clone(), FaultKind::EmptyHeading);
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

    /// Where `id` is written in the braces at the heading's end.
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
