//! Parses the block quotes that describe a section's map. Each starts with a label that says so.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Reader, heading::Heading};
use crate::{
    diagnostics::{MarkProblem, PlainPlace, QuoteProblem, SectionProblem},
    folder::located::Located,
};

/// The label at the start of a description of the map, in the language of a file.
#[derive(Debug)]
pub(super) struct Label {
    /// The label as help shows it.
    shown: String,
    /// Every accepted label, in lower case, without the colon.
    words: Vec<String>,
}

impl Label {
    /// Returns whether `text` starts with the label.
    fn begins(&self, text: &str) -> bool {
        label_of(text).is_some_and(|label| self.words.contains(&label.to_lowercase()))
    }
}

/// The label in the language of `subtag`. Every language accepts `Map:`. Chinese and English have
/// their own labels; in any other language the label is the text before the colon with which most
/// block quotes of `text` start.
pub(super) fn label(text: &str, subtag: &str) -> Label {
    let (shown, words): (&str, &[&str]) = match subtag {
        "zh" => ("地图：", &["地图", "地圖", "map"]),
        "en" => ("Map:", &["map"]),
        _ => {
            let usual = usual(text).unwrap_or("Map");
            return Label {
                shown: format!("{usual}:"),
                words: vec![usual.to_lowercase(), "map".to_owned()],
            };
        }
    };
    Label {
        shown: shown.to_owned(),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
    }
}

/// The most frequent label of the block quotes in `text`; of equally frequent ones, the first.
fn usual(text: &str) -> Option<&str> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let labels: Vec<&str> = text
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix('>'))
        .filter_map(label_of)
        .collect();
    for label in &labels {
        *counts.entry(label.to_lowercase()).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    labels
        .into_iter()
        .find(|label| counts.get(&label.to_lowercase()) == Some(&most))
}

/// The longest label, in characters: longer than the word for "map" in any language.
const LONGEST: usize = 24;

/// The text before the first colon of `text`, if it is short and contains no other punctuation.
fn label_of(text: &str) -> Option<&str> {
    let end = text.find([':', '：', '︓'])?;
    let label = text[..end].trim();
    let is_odd = |c: char| "，。,.;；!！?？“”\"「」『』«»()（）".contains(c);
    let is_label = !label.is_empty() && label.chars().count() <= LONGEST && !label.contains(is_odd);
    is_label.then_some(label)
}

impl Reader<'_, '_, '_> {
    /// Reads the plain text of a block quote whose start event has been taken; empty if it has
    /// none.
    pub(super) fn quote(&mut self, quote: Range<usize>) -> Located<String> {
        let mut paragraphs: Vec<String> = Vec::new();
        let mut is_nested = false;
        while let Some((event, span)) = self.events.take() {
            match event {
                Event::End(TagEnd::BlockQuote(_)) => break,
                Event::Start(Tag::Paragraph) => {
                    self.last_character = None;
                    let text = self.plain_words(PlainPlace::MapText);
                    self.end(TagEnd::Paragraph);
                    if !paragraphs.is_empty() {
                        self.misquoted(span.clone(), QuoteProblem::SecondParagraph);
                    } else if self.label.begins(&text) {
                        self.check_lines(&span);
                    }
                    paragraphs.push(text);
                }
                Event::Start(Tag::BlockQuote(_)) => {
                    is_nested = true;
                    self.misquoted(span, QuoteProblem::Nested);
                    self.events.skip_element();
                }
                other => {
                    let kind = MarkProblem::NotPlain(PlainPlace::MapText);
                    self.findings.add(span, kind);
                    if matches!(other, Event::Start(_)) {
                        self.events.skip_element();
                    }
                }
            }
        }
        let text = paragraphs.into_iter().next().unwrap_or_default();
        // The nested quote has been reported; a non-empty text prevents a second error about
        // missing text.
        let is_known = is_nested && text.is_empty();
        if !text.trim().is_empty() && !self.label.begins(&text) {
            let label = self.label.shown.clone();
            self.misquoted(quote.clone(), QuoteProblem::WithoutLabel { label });
        }
        let text = if is_known { "-".to_owned() } else { text };
        Located::new(text, quote)
    }

    /// Reports lines in the description's paragraph that probably do not belong to it.
    fn check_lines(&mut self, paragraph: &Range<usize>) {
        let Some(written) = self.text.get(paragraph.clone()) else {
            return;
        };
        let mut start = paragraph.start;
        let mut before = "";
        for line in written.split_inclusive('\n') {
            let text = line.trim();
            let place = start..start + line.trim_end().len();
            start += line.len();
            let is_first = before.is_empty();
            let unmarked = text.strip_prefix('>').map(str::trim_start);
            let problem = match unmarked {
                _ if is_first || text.is_empty() => None,
                None => Some(QuoteProblem::LineWithoutMark),
                Some(words) if words.starts_with(['—', '–', '―']) || words.starts_with("--") => {
                    Some(QuoteProblem::Attribution)
                }
                Some(words) => {
                    let is_begun = words.starts_with(['“', '"', '「', '『', '«', '„', '‘']);
                    let is_ended = before.ends_with(['。', '！', '？', '.', '!', '?', '…']);
                    (is_begun && is_ended).then_some(QuoteProblem::Quotation)
                }
            };
            if let Some(problem) = problem {
                self.misquoted(place, problem);
            }
            before = text;
        }
    }

    /// The description of a section's map. Reports a missing or a second description.
    /// [`Reader::quote`] has reported quotes without a label.
    pub(super) fn map_text(&mut self, heading: &Heading, quotes: Vec<Located<String>>) -> String {
        let mut written = quotes
            .into_iter()
            .filter(|quote| !quote.value.trim().is_empty());
        let all: Vec<Located<String>> = written.by_ref().collect();
        if all.is_empty() {
            let step = heading.name().to_owned();
            let kind = SectionProblem::NoMapText { step };
            self.findings.add(heading.span.clone(), kind);
            return String::new();
        }
        let mut labelled = all
            .into_iter()
            .filter(|quote| self.label.begins(&quote.value));
        let Some(first) = labelled.next() else {
            return String::new();
        };
        for other in labelled {
            let first = first.span.clone();
            self.findings
                .add(other.span, SectionProblem::SecondMapText { first });
        }
        first.value
    }

    pub(super) fn misquoted(&mut self, span: Range<usize>, problem: QuoteProblem) {
        self.findings.add(span, problem);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_english_have_fixed_labels() {
        assert!(label("", "zh").begins("Map: China."));
        let (zh, en) = (label("", "zh"), label("", "en"));
        for text in [
            "地图：全国。",
            "地图:全国。",
            "地圖：全國。",
            "地图 ：全国。",
        ] {
            assert!(zh.begins(text), "{text}");
        }
        for text in ["Map: China.", "map : China.", "MAP：China."] {
            assert!(en.begins(text), "{text}");
        }
        for text in [
            "“地图：全国。”",
            "他说：地图",
            "Maps: two",
            "全国地图。",
            "地图上，他说：好",
        ] {
            assert!(!zh.begins(text) && !en.begins(text), "{text}");
        }
    }

    #[test]
    fn another_language_uses_the_most_common_label() {
        let text = "> Il a dit : oui\n\n> Carte : la Chine.\n\n> Carte : le Sichuan.\n";
        let fr = label(text, "fr");
        assert!(fr.begins("Carte : la Chine."));
        assert!(!fr.begins("Il a dit : oui"));
        assert_eq!(fr.shown, "Carte:");
    }
}
