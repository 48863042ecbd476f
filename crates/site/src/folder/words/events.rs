//! The events of the Markdown parser, each with its place.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::repair::Repaired;
use crate::faults::{FaultKind, Findings, Forbidden};

/// An event and the text that it comes from.
pub(super) type Placed = (Event<'static>, Range<usize>);

/// The events of a file, in order.
pub(super) struct Events {
    list: Vec<Placed>,
    next: usize,
}

impl Events {
    /// Parses `text`, and finds what the parser would pass over in silence.
    ///
    /// What a story cannot hold is switched on all the same where plain words cannot be taken for
    /// it: else it would be printed with its marks, and not be found. (`~` is left alone, which
    /// stands between numbers in Chinese.)
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
            let kind = FaultKind::NotAllowed(Forbidden::AddressApart);
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
                FaultKind::NotAllowed(Forbidden::WikiLink)
            } else if words.starts_with("[^") {
                FaultKind::NotAllowed(Forbidden::Footnote)
            } else {
                FaultKind::NoTarget { words }
            };
            findings.add(span, kind);
        }
        Self { list, next: 0 }
    }

    /// The next event, which stays the next.
    pub(super) fn peek(&self) -> Option<&Placed> {
        self.list.get(self.next)
    }

    /// The next event, if it is what `wanted` says.
    pub(super) fn next_if(&mut self, wanted: impl Fn(&Event<'_>) -> bool) -> Option<Placed> {
        let found = self.peek().filter(|(event, _)| wanted(event)).cloned();
        self.next += usize::from(found.is_some());
        found
    }

    /// The next event.
    pub(super) fn take(&mut self) -> Option<Placed> {
        self.next_if(|_| true)
    }

    /// Whether every event is taken.
    pub(super) fn is_over(&self) -> bool {
        self.peek().is_none()
    }

    /// Passes over the rest of an element whose start has been taken, and its end.
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

    /// The first character of the words that follow in this block, if they follow at once or
    /// behind the beginnings and ends of marks. Looking further, past other line breaks, would take
    /// the square of the time for a block of many lines without words.
    pub(super) fn next_character(&self) -> Option<char> {
        let rest = self.list.get(self.next..).unwrap_or_default();
        let (event, _) = rest.iter().find(|(event, _)| !is_edge_of_mark(event))?;
        match event {
            Event::Text(text) | Event::Code(text) => text.chars().next(),
            _ => None,
        }
    }
}

/// Whether an event is where emphasis or a mark begins or ends.
fn is_edge_of_mark(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link)
    )
}

/// Whether an event is a piece of running words, rather than a block.
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
