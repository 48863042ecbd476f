//! The events of the Markdown parser, each with its span.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::repair::Repaired;
use crate::diagnostics::{Findings, Forbidden, MarkProblem};

/// An event and its span in the original text.
pub(super) type Placed = (Event<'static>, Range<usize>);

/// The events of a file, in order.
pub(super) struct Events {
    list: Vec<Placed>,
    next: usize,
}

impl Events {
    /// Parses `text`, and reports what the parser would silently ignore.
    ///
    /// Some extensions that a story may not use are enabled so that they are recognised and
    /// reported; otherwise the page would print their marks. Only extensions that plain text cannot
    /// trigger are enabled. Strikethrough, sub- and superscript are not: `~` between numbers is a
    /// range in Chinese. `indices` finds the latter two.
    pub(super) fn parse(text: &str, findings: &mut Findings) -> Self {
        let options = Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_TASKLISTS;
        let repaired = Repaired::headings_of(text, findings);
        let mut broken: Vec<Range<usize>> = Vec::new();
        let mut on_broken = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
            broken.push(link.span);
            None
        };
        let parser =
            Parser::new_with_broken_link_callback(repaired.text(), options, Some(&mut on_broken))
                .into_offset_iter();
        for (_, definition) in parser.reference_definitions().iter() {
            let kind = MarkProblem::NotAllowed(Forbidden::AddressApart);
            findings.add(repaired.place_of(&definition.span), kind);
        }
        let list = parser
            .map(|(event, span)| (event.into_static(), repaired.place_of(&span)))
            .collect();
        for span in &mut broken {
            *span = repaired.place_of(span);
        }
        broken.sort_by_key(|span| (span.start, span.end));
        broken.dedup();
        for span in broken {
            let words = text.get(span.clone()).unwrap_or_default().to_owned();
            let is_doubled = text[..span.start].ends_with('[') && text[span.end..].starts_with(']');
            let kind = if is_doubled {
                MarkProblem::NotAllowed(Forbidden::WikiLink)
            } else if words.starts_with("[^") {
                MarkProblem::NotAllowed(Forbidden::Footnote)
            } else {
                MarkProblem::NoTarget { words }
            };
            findings.add(span, kind);
        }
        Self { list, next: 0 }
    }

    /// The next event, without taking it.
    pub(super) fn peek(&self) -> Option<&Placed> {
        self.list.get(self.next)
    }

    /// Takes the next event if it is `wanted`.
    pub(super) fn next_if(&mut self, wanted: impl Fn(&Event<'_>) -> bool) -> Option<Placed> {
        let found = self.peek().filter(|(event, _)| wanted(event)).cloned();
        self.next += usize::from(found.is_some());
        found
    }

    /// Takes the next event.
    pub(super) fn take(&mut self) -> Option<Placed> {
        self.next_if(|_| true)
    }

    /// Returns whether every event has been taken.
    pub(super) fn is_over(&self) -> bool {
        self.peek().is_none()
    }

    /// Skips the rest of an element whose start event has been taken, including its end.
    pub(super) fn skip_element(&mut self) {
        let mut depth = 1_usize;
        while let Some((event, _)) = self.take() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// The first character of the text that comes next in this block, looking past the start and
    /// end of marks only. Looking past line breaks as well would take quadratic time in a block of
    /// many lines without text.
    pub(super) fn next_character(&self) -> Option<char> {
        let rest = self.list.get(self.next..).unwrap_or_default();
        let (event, _) = rest.iter().find(|(event, _)| !is_edge_of_mark(event))?;
        match event {
            Event::Text(text) | Event::Code(text) => text.chars().next(),
            _ => None,
        }
    }
}

/// Returns whether an event is the start or the end of emphasis or of a mark.
fn is_edge_of_mark(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link)
    )
}

/// Returns whether an event is part of running text, not a block.
pub(super) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
                | Tag::Link { .. }
                | Tag::Image { .. }
        ),
        Event::End(_) | Event::Html(_) | Event::Rule => false,
        _ => true,
    }
}
