//! Parses block quotes that begin with a quotation mark: what somebody said or wrote, and who.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};
use shanhai_pages::article::{Block, Inline};

use super::Reader;
use crate::diagnostics::QuoteProblem;

/// The marks that begin a quotation.
const OPENING: [char; 7] = ['“', '"', '「', '『', '«', '„', '‘'];

/// The marks that end one. In German, `“` does.
const CLOSING: [char; 7] = ['”', '"', '」', '』', '»', '“', '’'];

impl Reader<'_, '_, '_> {
    /// Returns whether the block quote at `quote` begins with a quotation mark.
    pub(super) fn is_quotation(&self, quote: &Range<usize>) -> bool {
        let written = self
            .text
            .get(quote.clone())
            .unwrap_or_default()
            .trim_start();
        let words = written.strip_prefix('>').unwrap_or_default();
        words
            .trim_start_matches([' ', '\t', '*', '_'])
            .starts_with(OPENING)
    }

    /// Reads a quotation whose start event has been taken. After the closing mark, or in a line of
    /// its own, a dash leads to the speaker.
    pub(super) fn quotation(&mut self, quote: Range<usize>) -> Block {
        let mut words: Vec<Vec<Inline>> = Vec::new();
        while let Some((event, span)) = self.events.take() {
            match event {
                Event::End(TagEnd::BlockQuote(_)) => break,
                Event::Start(Tag::Paragraph) => {
                    self.last_character = None;
                    words.push(self.words(0));
                    self.end(TagEnd::Paragraph);
                }
                Event::Start(Tag::BlockQuote(_)) => {
                    self.misquoted(span, QuoteProblem::Nested);
                    self.events.skip_element();
                }
                other => self.forbidden_block(&other, span),
            }
        }
        self.check_marks_of_lines(&quote);
        let speaker = words.last_mut().and_then(split_speaker);
        words.retain(|words| !words.is_empty());
        if speaker.as_ref().is_some_and(Vec::is_empty) {
            self.misquoted(quote.clone(), QuoteProblem::NoSpeaker);
        }
        if !words.last().is_some_and(|words| ends_closed(words)) {
            self.misquoted(quote, QuoteProblem::Unclosed);
        }
        let speaker = speaker.unwrap_or_default();
        Block::Quotation { words, speaker }
    }

    /// Reports lines without `>`, which probably do not belong to the quotation.
    fn check_marks_of_lines(&mut self, quote: &Range<usize>) {
        let written = self.text.get(quote.clone()).unwrap_or_default();
        let mut start = quote.start;
        for line in written.split_inclusive('\n') {
            let text = line.trim();
            if !text.is_empty() && !text.starts_with('>') {
                let line = start..start + line.trim_end().len();
                self.misquoted(line, QuoteProblem::LineWithoutMark);
            }
            start += line.len();
        }
    }
}

/// Removes the dash and the speaker at the end of a quotation's last paragraph, and returns the
/// speaker. `None` without a dash after a closing mark or at the paragraph's beginning.
fn split_speaker(words: &mut Vec<Inline>) -> Option<Vec<Inline>> {
    let (at, dash) = words.iter().enumerate().rev().find_map(|(at, word)| {
        let Inline::Text(text) = word else {
            return None;
        };
        let dash = dash_of(text, ends_closed(words.get(..at)?))?;
        Some((at, dash))
    })?;
    let rest = words.split_off(at + 1);
    let Some(Inline::Text(text)) = words.pop() else {
        return None;
    };
    let before = text[..dash.start].trim_end();
    if !before.is_empty() {
        words.push(Inline::Text(before.to_owned()));
    }
    let after = text[dash.end..].trim_start();
    let name = (!after.is_empty()).then(|| Inline::Text(after.to_owned()));
    Some(name.into_iter().chain(rest).collect())
}

/// The last dash of `text` that follows a closing mark. At the beginning of `text`,
/// `follows_mark` says whether it does.
fn dash_of(text: &str, follows_mark: bool) -> Option<Range<usize>> {
    let is_dash = |c: char| "—–―-".contains(c);
    let dashes = text.match_indices(is_dash).rev();
    dashes
        .map(|(start, _)| {
            let rest = text[start..].trim_start_matches(is_dash);
            start..text.len() - rest.len()
        })
        .find(|dash| {
            let before = text[..dash.start].trim_end();
            let follows = match before {
                "" => follows_mark,
                _ => before.ends_with(CLOSING),
            };
            // A single hyphen is no dash.
            follows && &text[dash.clone()] != "-"
        })
}

/// Returns whether `words` end with a closing mark, but for a footnote's; also if they are empty.
fn ends_closed(words: &[Inline]) -> bool {
    let mut words = words.iter().rev();
    let last = words.find(|word| !matches!(word, Inline::Footnote(_)));
    last.is_none_or(is_closed)
}

/// Returns whether a piece of text ends with a closing mark.
fn is_closed(word: &Inline) -> bool {
    match word {
        Inline::Text(text) => text.trim_end().ends_with(CLOSING),
        Inline::Emphasis(words) | Inline::Strong(words) => words.last().is_some_and(is_closed),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: &str, speaker: Option<&str>) {
        let mut read = vec![Inline::Text(text.to_owned())];
        let name = split_speaker(&mut read);
        let of = |text: &str| match text {
            "" => Vec::new(),
            _ => vec![Inline::Text(text.to_owned())],
        };
        assert_eq!((read, name), (of(words), speaker.map(of)));
    }

    #[test]
    fn a_dash_after_the_closing_mark_leads_to_the_speaker() {
        check("“来了。” —— 马发英", "“来了。”", Some("马发英"));
        check("“来了。”——马发英", "“来了。”", Some("马发英"));
        check("“We came.” — Ma Faying", "“We came.”", Some("Ma Faying"));
        check(
            "\"We came.\" -- Ma Faying",
            "\"We came.\"",
            Some("Ma Faying"),
        );
        check("«Oui.» – Li", "«Oui.»", Some("Li"));
        check("—— 马发英", "", Some("马发英"));
        check("“来了。” ——", "“来了。”", Some(""));
    }

    #[test]
    fn a_dash_within_the_quotation_belongs_to_it() {
        check("“山——还有海。”", "“山——还有海。”", None);
        check("“A well-known road.”", "“A well-known road.”", None);
        check("“山——还有海。”——李二", "“山——还有海。”", Some("李二"));
    }
}
