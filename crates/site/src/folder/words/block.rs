//! Parses the blocks under a heading: paragraphs, lists, tables, quotations, and the block quote that
//! describes the map.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};
use shanhai_pages::article::{Block, Inline};

use super::{Reader, events::is_inline};
use crate::{
    diagnostics::{Forbidden, SectionProblem},
    folder::located::Located,
};

/// The blocks of a section.
#[derive(Default)]
pub(super) struct Body {
    pub(super) words: Vec<Block>,
    /// Every block quote that is not a quotation. A valid section has one.
    pub(super) quotes: Vec<Located<String>>,
}

impl Reader<'_, '_, '_> {
    /// Reads the blocks up to the next heading.
    pub(super) fn body(&mut self) -> Body {
        let mut body = Body::default();
        while let Some((event, span)) = self.events.next_if(|event| !is_heading(event)) {
            self.last_character = None;
            match event {
                Event::Start(Tag::Paragraph) if self.is_photo() => {
                    body.words.extend(self.photo());
                }
                Event::Start(Tag::Paragraph) => {
                    body.words.push(Block::Paragraph(self.words(0)));
                    self.end(TagEnd::Paragraph);
                }
                Event::Start(Tag::List(first)) => {
                    let items = self.list(first.is_some());
                    body.words.push(Block::List { items, first });
                }
                Event::Start(Tag::Table(alignments)) => {
                    let table = self.table(&alignments, span);
                    body.words.push(table);
                }
                Event::Start(Tag::BlockQuote(_)) if self.is_quotation(&span) => {
                    body.words.push(self.quotation(span));
                }
                Event::Start(Tag::BlockQuote(_)) => body.quotes.push(self.quote(span)),
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    self.footnote(label.to_string(), span);
                }
                other => self.forbidden_block(&other, span),
            }
        }
        body
    }

    /// Reports and skips everything before the first heading.
    pub(super) fn words_before_heading(&mut self) {
        let Some((_, span)) = self.events.peek().filter(|(event, _)| !is_heading(event)) else {
            return;
        };
        let kind = SectionProblem::WordsBeforeHeading;
        self.findings.add(span.clone(), kind);
        while self.events.next_if(|event| !is_heading(event)).is_some() {}
    }

    /// Reads the entries of a list whose start event has been taken.
    fn list(&mut self, is_numbered: bool) -> Vec<Vec<Inline>> {
        let mut entries = Vec::new();
        while self
            .events
            .next_if(|event| matches!(event, Event::Start(Tag::Item)))
            .is_some()
        {
            entries.push(self.list_entry());
        }
        self.end(TagEnd::List(is_numbered));
        entries
    }

    fn list_entry(&mut self) -> Vec<Inline> {
        let mut entry: Option<Vec<Inline>> = None;
        while let Some((event, span)) = self.events.peek().cloned() {
            self.last_character = None;
            let words = match event {
                Event::End(TagEnd::Item) => break,
                Event::Start(Tag::Paragraph) => {
                    self.events.take();
                    let words = self.words(0);
                    self.end(TagEnd::Paragraph);
                    words
                }
                event if is_inline(&event) => self.words(0),
                Event::Start(Tag::List(_)) => {
                    self.events.take();
                    self.not_allowed(span, Forbidden::NestedList);
                    self.events.skip_element();
                    continue;
                }
                other => {
                    self.events.take();
                    self.forbidden_block(&other, span);
                    continue;
                }
            };
            match entry {
                None => entry = Some(words),
                Some(_) => self.not_allowed(span, Forbidden::LongListEntry),
            }
        }
        self.end(TagEnd::Item);
        entry.unwrap_or_default()
    }

    /// Reports a block that a story may not contain. Skips the block if `event` is its start.
    pub(super) fn forbidden_block(&mut self, event: &Event<'_>, span: Range<usize>) {
        let forbidden = match event {
            Event::Start(tag) => match tag {
                Tag::CodeBlock(_) => Forbidden::Code,
                Tag::HtmlBlock => Forbidden::Html,
                Tag::Table(_) => Forbidden::Table,
                Tag::FootnoteDefinition(_) => Forbidden::Footnote,
                Tag::Heading { .. } => Forbidden::HeadingWithin,
                Tag::BlockQuote(_) => Forbidden::QuoteWithin,
                _ => Forbidden::Other,
            },
            Event::Rule => Forbidden::Rule,
            Event::Html(_) => Forbidden::Html,
            _ => Forbidden::Other,
        };
        self.not_allowed(span, forbidden);
        if matches!(event, Event::Start(_)) {
            self.events.skip_element();
        }
    }

    /// Takes the end event of an element.
    pub(super) fn end(&mut self, end: TagEnd) {
        let is_end = |event: &Event<'_>| *event == Event::End(end);
        self.events.next_if(is_end);
    }
}

fn is_heading(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::Heading { .. }))
}
