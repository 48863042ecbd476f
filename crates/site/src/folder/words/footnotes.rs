//! Parses footnotes: `[^1]` in the words, and `[^1]: text` in a line of its own.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};
use shanhai_pages::article::Inline;

use super::Reader;
use crate::diagnostics::Forbidden;
use crate::folder::located::Located;

/// The footnotes of a file.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// Their labels, in the order in which the words lead to them.
    led_to: Vec<String>,
    /// Their texts by their labels, in file order.
    texts: Vec<(Located<String>, Vec<Inline>)>,
}

impl Reader<'_, '_, '_> {
    /// The mark that leads to the footnote called `label`.
    pub(super) fn footnote_mark(&mut self, label: &str) -> Inline {
        let known = self.footnotes.led_to.iter().position(|it| it == label);
        let index = known.unwrap_or_else(|| {
            self.footnotes.led_to.push(label.to_owned());
            self.footnotes.led_to.len() - 1
        });
        Inline::Footnote(index)
    }

    /// Reads the text of a footnote whose start event has been taken: one paragraph.
    pub(super) fn footnote(&mut self, label: String, span: Range<usize>) {
        let mut text: Option<Vec<Inline>> = None;
        while let Some((event, place)) = self.events.take() {
            self.last_character = None;
            match event {
                Event::End(TagEnd::FootnoteDefinition) => break,
                Event::Start(Tag::Paragraph) => {
                    let words = self.words(0);
                    self.end(TagEnd::Paragraph);
                    if text.is_some() {
                        self.not_allowed(place, Forbidden::LongFootnote);
                    }
                    text.get_or_insert(words);
                }
                other => self.forbidden_block(&other, place),
            }
        }
        let label = Located::new(label, span);
        self.footnotes.texts.push((label, text.unwrap_or_default()));
    }

    /// The texts of the footnotes, in the order in which the words lead to them. Reports those to
    /// which no words lead.
    pub(super) fn footnotes(&mut self) -> Vec<Vec<Inline>> {
        let Footnotes { led_to, mut texts } = std::mem::take(&mut self.footnotes);
        let found = led_to.iter().filter_map(|label| {
            let at = texts.iter().position(|(it, _)| it.value == *label)?;
            Some(texts.remove(at).1)
        });
        let found = found.collect();
        for (label, _) in texts {
            self.not_allowed(label.span, Forbidden::IdleFootnote);
        }
        found
    }
}
