//! Parses running text: plain text, emphasis, line breaks and marks.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};
use shanhai_pages::article::{Inline, lowered, raised};

use super::{
    Reader,
    events::is_inline,
    indices::{Piece, pieces},
    literal::{Literal, address_at, literals},
    table::is_dashes,
};
use crate::diagnostics::{
    AddressProblem, DataProblem, Forbidden, MarkProblem, PlainPlace, TableProblem,
    character::problems,
};

/// The deepest nesting of emphasis and strong text. Readers cannot distinguish more levels.
const DEEPEST: usize = 3;

impl Reader<'_, '_, '_> {
    /// Reads running text up to the end of the element that contains it.
    pub(super) fn words(&mut self, depth: usize) -> Vec<Inline> {
        let mut words = Vec::new();
        while let Some((event, span)) = self.events.next_if(is_inline) {
            match event {
                Event::Text(text) => self.push_text(&mut words, &text, span),
                Event::SoftBreak => {
                    let space = self.soft_break();
                    self.push_text(&mut words, space, span);
                }
                Event::Code(text) => {
                    self.check_characters(&text, &span);
                    self.last_character = text.chars().last();
                    words.push(Inline::Code(text.to_string()));
                }
                Event::FootnoteReference(label) => words.push(self.footnote_mark(&label)),
                Event::HardBreak => words.push(Inline::Break),
                Event::Start(Tag::Emphasis) => {
                    words.extend(self.nested(depth, span).map(Inline::Emphasis));
                }
                Event::Start(Tag::Strong) => {
                    words.extend(self.nested(depth, span).map(Inline::Strong));
                }
                Event::Start(Tag::Link {
                    dest_url, title, ..
                }) => words.push(self.mark(&dest_url, &title, span)),
                other => self.forbidden_inline(&other, span),
            }
        }
        words
    }

    /// Reads plain text up to the end of the element that contains it. `place` names that element
    /// in messages.
    pub(super) fn plain_words(&mut self, place: PlainPlace) -> String {
        let mut words = String::new();
        // The number of open marks. They are reported, and their text is kept.
        let mut open = 0_usize;
        while let Some((event, span)) = self
            .events
            .next_if(|event| is_inline(event) || (0 < open && matches!(event, Event::End(_))))
        {
            match event {
                Event::Text(text) => {
                    self.check_characters(&text, &span);
                    if place != PlainPlace::Mark {
                        self.check_literals(&text, &span);
                    }
                    self.check_indices(&text, &span, place);
                    self.last_character = text.chars().last().or(self.last_character);
                    words.push_str(&text);
                }
                Event::SoftBreak => words.push_str(self.soft_break()),
                Event::End(_) => open -= 1,
                Event::HardBreak | Event::Code(_) | Event::FootnoteReference(_) => {
                    self.findings.add(span, MarkProblem::NotPlain(place));
                }
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. }) => {
                    open += 1;
                    self.findings.add(span, MarkProblem::NotPlain(place));
                }
                other => self.forbidden_inline(&other, span),
            }
        }
        words
    }

    /// Reports an element that a story may not contain.
    pub(super) fn not_allowed(&mut self, span: Range<usize>, forbidden: Forbidden) {
        self.findings.add(span, MarkProblem::NotAllowed(forbidden));
    }

    /// Reads the text within emphasis whose start event has been taken.
    fn nested(&mut self, depth: usize, span: Range<usize>) -> Option<Vec<Inline>> {
        if depth == DEEPEST {
            self.findings.add(span, MarkProblem::TooDeep);
            self.events.skip_element();
            return None;
        }
        let words = self.words(depth + 1);
        self.events.next_if(|event| matches!(event, Event::End(_)));
        Some(words)
    }

    fn push_text(&mut self, words: &mut Vec<Inline>, text: &str, span: Range<usize>) {
        self.check_characters(text, &span);
        self.check_literals(text, &span);
        self.last_character = text.chars().last().or(self.last_character);
        for piece in pieces(text, self.is_escaped(&span)) {
            let text = match piece {
                Piece::Superscript(index) => {
                    words.push(Inline::Superscript(index.to_owned()));
                    continue;
                }
                Piece::Subscript(index) => {
                    words.push(Inline::Subscript(index.to_owned()));
                    continue;
                }
                Piece::Text(text) => text,
            };
            match words.last_mut() {
                Some(Inline::Text(before)) => before.push_str(text),
                _ => words.push(Inline::Text(text.to_owned())),
            }
        }
    }

    /// Returns whether the first character of the text at `span` is escaped.
    fn is_escaped(&self, span: &Range<usize>) -> bool {
        let before = self.text.get(..span.start);
        before.is_some_and(|before| before.ends_with('\\'))
    }

    /// Reports sub- and superscripts in a place for plain text, which would show their marks.
    fn check_indices(&mut self, text: &str, span: &Range<usize>, place: PlainPlace) {
        for piece in pieces(text, self.is_escaped(span)) {
            let fixed = match piece {
                Piece::Superscript(index) => raised(index),
                Piece::Subscript(index) => lowered(index),
                Piece::Text(_) => continue,
            };
            let kind = MarkProblem::PlainIndex { place, fixed };
            self.findings.add(span.clone(), kind);
        }
    }

    pub(super) fn check_characters(&mut self, text: &str, span: &Range<usize>) {
        // Text with an escape is longer in the file than when parsed.
        let is_as_written = text.len() == span.len();
        for (offset, character) in problems(text) {
            if character == '\t' {
                continue;
            }
            let start = span.start + offset;
            let place = start..start + character.len_utf8();
            self.findings.add(
                if is_as_written { place } else { span.clone() },
                DataProblem::Character(character),
            );
        }
    }

    /// Reports text that would be printed with its marks: bare addresses, and Markdown of other
    /// programs.
    fn check_literals(&mut self, text: &str, span: &Range<usize>) {
        // If the lengths differ, the text contains an escape: the author means it literally.
        if text.len() != span.len() {
            return;
        }
        let line = self.line_at(span.start);
        if line.start == span.start && is_dashes(self.text.get(line.clone()).unwrap_or_default()) {
            self.findings.add(line, TableProblem::Dashes);
        }
        for (at, _) in text.match_indices('[') {
            let start = span.start + at;
            let rest = self.text.get(start..).unwrap_or_default();
            let line = rest.lines().next().unwrap_or_default();
            // The parser ignores a footnote reference without a definition.
            if let Some(end) = line.find(']').filter(|_| line.starts_with("[^")) {
                self.not_allowed(start..start + end + 1, Forbidden::Footnote);
            }
        }
        // Skip the text within a pair of marks that started in an earlier event.
        let from = span.start.max(self.literals_end.min(span.end));
        let rest = self.text.get(from..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        for (place, literal) in literals(line, line.len().min(span.end - from)) {
            let place = from + place.start..from + place.end;
            match literal {
                Literal::Address => {
                    // The parser may have split the address at a `&` or `_`.
                    let rest = self.text.get(place.start..).unwrap_or_default();
                    let address = address_at(rest);
                    let whole = if address.starts_with("www.") {
                        format!("https://{address}")
                    } else {
                        address.to_owned()
                    };
                    let kind = AddressProblem::Bare(whole);
                    self.findings
                        .add(place.start..place.start + address.len(), kind);
                }
                Literal::Markdown(forbidden) => {
                    self.literals_end = self.literals_end.max(place.end);
                    self.not_allowed(place, forbidden);
                }
            }
        }
    }

    /// The text for a line break in the file: a space, or nothing between Chinese characters.
    fn soft_break(&self) -> &'static str {
        let next = self.events.next_character();
        match (self.last_character, next) {
            (Some(before), Some(after)) if closes_up(before, after) => "",
            _ => " ",
        }
    }

    fn forbidden_inline(&mut self, event: &Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => self.within_words(dest_url, span),
            Event::InlineHtml(_) => self.not_allowed(span, Forbidden::Html),
            Event::TaskListMarker(_) => self.not_allowed(span, Forbidden::TaskList),
            _ => self.not_allowed(span, Forbidden::Other),
        }
        if matches!(event, Event::Start(_)) {
            self.events.skip_element();
        }
    }
}

/// Returns whether a line break between two characters leaves no space: both belong to wide
/// scripts, or one does and the other is a punctuation mark that Chinese shares with English.
pub(in crate::folder) fn closes_up(before: char, after: char) -> bool {
    let is_shared = |character| matches!(character, '“' | '”' | '‘' | '’' | '—' | '…' | '·');
    match (is_wide(before), is_wide(after)) {
        (true, true) => true,
        (true, false) => is_shared(after),
        (false, true) => is_shared(before),
        (false, false) => false,
    }
}

/// Han characters with their punctuation, kana, and full-width forms.
fn is_wide(character: char) -> bool {
    matches!(
        character,
        '\u{2E80}'..='\u{A4CF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FE30}'..='\u{FE4F}'
            | '\u{FF00}'..='\u{FF60}'
            | '\u{20000}'..='\u{3FFFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_between_chinese_characters_adds_no_space() {
        assert!(closes_up('山', '海'));
        assert!(closes_up('。', '海'));
        assert!(closes_up('”', '他'));
    }

    #[test]
    fn a_line_break_between_words_adds_a_space() {
        assert!(!closes_up('a', 'b'));
        assert!(!closes_up('海', 'b'));
        assert!(!closes_up('”', 'b'));
    }
}
