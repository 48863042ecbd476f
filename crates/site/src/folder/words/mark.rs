//! Parses marks, `[words](scheme:target)`, which refer to figures, links and other entries.

use std::ops::Range;

use pulldown_cmark::TagEnd;
use shanhai_pages::article::Inline;
use shanhai_pages::letters::is_han;

use super::{
    Reader,
    date::{agrees, is_date},
};
use crate::{
    address::{is_plain, link_problem},
    diagnostics::{
        AddressProblem, DiagnosticKind, FigureProblem, Forbidden, MarkProblem, NameProblem,
        Nearest, PlainPlace,
    },
    folder::{data::StoryData, ids::Ids, language::Language, located::Located},
};

/// The schemes that a mark's address may have.
const SCHEMES: [&str; 10] = [
    "figure:", "date:", "link:", "reading:", "ruby:", "lang:", "https:", "http:", "mailto:", "#",
];

/// A mark's parts as written.
struct MarkSource<'m> {
    /// The text between the brackets.
    words: Located<String>,
    /// The address after the scheme.
    target: Located<&'m str>,
}

impl Reader<'_, '_, '_> {
    /// Reads a mark whose start event has been taken. `address` is its full address.
    pub(super) fn mark(&mut self, address: &str, title: &str, span: Range<usize>) -> Inline {
        let words = self.mark_words(&span);
        if !title.is_empty() {
            self.not_allowed(span.clone(), Forbidden::LinkTitle);
        }
        if words.value.trim().is_empty() {
            self.findings.add(span.clone(), MarkProblem::EmptyMark);
        }
        let whole = self.address_span(&span, address);
        let (scheme, target) = split(address);
        let start = whole.end.saturating_sub(target.len()).max(whole.start);
        let written = MarkSource {
            words,
            target: Located::new(target, start..whole.end),
        };
        match scheme {
            "figure:" => self.figure(written),
            "date:" => self.date(written),
            "link:" => self.link(written),
            "reading:" => self.reading(written),
            "ruby:" => self.ruby(written),
            "lang:" => self.foreign(written),
            "#" => {
                let anchor = Located::new(address.to_owned(), whole);
                self.anchors.push(anchor);
                address_inline(address, written.words)
            }
            "https:" | "http:" => {
                if let Some(problem) = link_problem(address) {
                    self.findings.add(whole, problem);
                }
                address_inline(address, written.words)
            }
            "mailto:" if is_mail_address(target) => address_inline(address, written.words),
            _ => {
                self.findings
                    .add(whole, unknown_target(address, scheme, &written.words.value));
                Inline::Text(written.words.value)
            }
        }
    }

    fn mark_words(&mut self, mark: &Range<usize>) -> Located<String> {
        let text = self.plain_words(PlainPlace::Mark);
        self.end(TagEnd::Link);
        // The text starts directly after the bracket.
        let start = mark.start + 1;
        let written = self.text.get(start..mark.end).unwrap_or_default();
        let length = written.find("](").unwrap_or(text.len());
        Located::new(text, start..start + length)
    }

    /// The span of `address` within the mark.
    pub(super) fn address_span(&self, mark: &Range<usize>, address: &str) -> Range<usize> {
        let written = self.text.get(mark.clone()).unwrap_or_default();
        match written.rfind(address) {
            Some(at) if !address.is_empty() => {
                let start = mark.start + at;
                start..start + address.len()
            }
            _ => mark.clone(),
        }
    }

    fn figure(&mut self, mark: MarkSource<'_>) -> Inline {
        let Some(data) = self.references.data else {
            return Inline::Text(mark.words.value);
        };
        let Some(figure) = data.ids.figures.find(&mark.target, self.findings) else {
            return Inline::Text(mark.words.value);
        };
        let display = data
            .figures
            .get(figure)
            .and_then(|figure| figure.display(self.references.language))
            // A mark without text has been reported as an empty mark.
            .filter(|display| *display != mark.words.value && !mark.words.value.is_empty());
        if let Some(display) = display {
            let kind = FigureProblem::FigureText {
                figure: mark.target.value.to_owned(),
                written: mark.words.value,
                display,
            };
            self.findings.add(mark.words.span, kind);
        }
        self.figures.push(Located::new(figure, mark.target.span));
        Inline::Figure(figure)
    }

    fn date(&mut self, mark: MarkSource<'_>) -> Inline {
        if is_date(mark.target.value) && !agrees(&mark.words.value, mark.target.value) {
            let kind = MarkProblem::OtherDate {
                words: mark.words.value.clone(),
                date: mark.target.value.to_owned(),
            };
            self.findings.add(mark.words.span.clone(), kind);
        }
        Inline::Date {
            iso: self.target(mark.target, is_date, |date| MarkProblem::BadDate { date }),
            text: mark.words.value,
        }
    }

    fn link(&mut self, mark: MarkSource<'_>) -> Inline {
        _ = self.position(&mark.target, |data| &data.ids.links);
        Inline::Link {
            id: mark.target.value.to_owned(),
            text: mark.words.value,
        }
    }

    fn reading(&mut self, mark: MarkSource<'_>) -> Inline {
        let reading = self.position(&mark.target, |data| &data.ids.readings);
        Inline::Reading {
            reading: reading.unwrap_or_default(),
            text: mark.words.value,
        }
    }

    fn ruby(&mut self, mark: MarkSource<'_>) -> Inline {
        let bad = |written| MarkProblem::BadPronunciation { written };
        Inline::Ruby {
            pronunciation: self.target(mark.target, is_pronunciation, bad),
            text: mark.words.value,
        }
    }

    fn foreign(&mut self, mark: MarkSource<'_>) -> Inline {
        let is_tag = |tag: &str| Language::parse(tag).is_some();
        Inline::Foreign {
            language: self.target(mark.target, is_tag, |tag| NameProblem::BadLanguage { tag }),
            text: mark.words.value,
        }
    }

    /// The text of a target. If it is invalid, reports the diagnostic that `diagnostic` returns.
    fn target<F: Into<DiagnosticKind>>(
        &mut self,
        target: Located<&str>,
        is_sound: impl Fn(&str) -> bool,
        diagnostic: impl Fn(String) -> F,
    ) -> String {
        if !is_sound(target.value) {
            let diagnostic = diagnostic(target.value.to_owned());
            self.findings.add(target.span, diagnostic);
        }
        target.value.to_owned()
    }

    fn position(&mut self, id: &Located<&str>, ids: fn(&StoryData) -> &Ids) -> Option<usize> {
        let data = self.references.data?;
        ids(data).find(id, self.findings)
    }
}

/// The diagnostic for an `address` that leads nowhere.
fn unknown_target(address: &str, scheme: &str, words: &str) -> DiagnosticKind {
    let address = address.to_owned();
    if address.is_empty() {
        let words = words.to_owned();
        return MarkProblem::NoTarget { words }.into();
    }
    if SCHEMES.contains(&scheme) {
        return AddressProblem::NotWhole(address).into();
    }
    // Do not suggest a scheme with which the address would be invalid: `data:text/html`.
    let (_, target) = split(&address);
    let is_sound = |scheme: &str| match scheme {
        "date:" => is_date(target),
        "https:" | "http:" => target.starts_with("//"),
        "mailto:" => is_mail_address(target),
        _ => !target.is_empty(),
    };
    let nearest = match Nearest::to(scheme, SCHEMES) {
        Nearest::One(scheme) if !is_sound(&scheme) => Nearest::among(SCHEMES),
        nearest => nearest,
    };
    MarkProblem::UnknownScheme { address, nearest }.into()
}

/// Splits an address into its scheme, with the colon, and the rest.
fn split(address: &str) -> (&str, &str) {
    let end = if address.starts_with('#') {
        1
    } else {
        address.find(':').map_or(address.len(), |colon| colon + 1)
    };
    address.split_at(end)
}

fn address_inline(href: &str, words: Located<String>) -> Inline {
    Inline::Address {
        href: href.to_owned(),
        text: words.value,
    }
}

/// Returns whether `text` can be a pronunciation: it has letters, but no Han characters.
fn is_pronunciation(text: &str) -> bool {
    text.contains(char::is_alphabetic) && !text.contains(is_han)
}

/// Returns whether `rest`, the text after `mailto:`, is a single address.
fn is_mail_address(rest: &str) -> bool {
    let parts = rest.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty()) && is_plain(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_address_has_a_name_and_a_host() {
        assert!(is_mail_address("desk@example.org"));
        for rest in ["", "desk", "@example.org", "desk@", "a b@example.org"] {
            assert!(!is_mail_address(rest), "{rest}");
        }
    }

    #[test]
    fn a_pronunciation_is_written_in_letters() {
        for spelt in ["xī", "Suōchē", "xi1", "ㄒㄧ", "シー"] {
            assert!(is_pronunciation(spelt), "{spelt}");
        }
        for text in ["", "1", "-", "希", "xī希"] {
            assert!(!is_pronunciation(text), "{text}");
        }
    }

    #[test]
    fn an_address_is_split_after_its_first_colon() {
        assert_eq!(split("figure:a.b"), ("figure:", "a.b"));
        assert_eq!(split("#figure-a:b"), ("#", "figure-a:b"));
        assert_eq!(split("tianzhu"), ("tianzhu", ""));
    }
}
