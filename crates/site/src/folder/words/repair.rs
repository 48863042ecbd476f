//! Repairs headings without a space after their `#`, which Markdown parses as paragraphs, and ids
//! in full-width braces, which it parses as text. After the repair each mistake causes only one
//! error.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostics::{Findings, SectionProblem};

/// A text with valid Markdown headings, and the mapping of its bytes to the original.
pub(super) struct Repaired<'t> {
    text: Cow<'t, str>,
    edits: Vec<Edit>,
}

/// A replaced part of the original.
struct Edit {
    /// Its span in the repaired text.
    repaired: Range<usize>,
    /// Its span in the original.
    original: Range<usize>,
}

impl<'t> Repaired<'t> {
    /// `text` with its headings repaired. Reports each repair as an error.
    pub(super) fn headings_of(text: &'t str, findings: &mut Findings) -> Self {
        let mut repaired = String::new();
        let mut edits = Vec::new();
        let (mut start, mut copied) = (0, 0);
        for line in text.split_inclusive('\n') {
            for (place, fixed, kind) in fixes(line, start == 0) {
                let original = start + place.start..start + place.end;
                repaired.push_str(&text[copied..original.start]);
                let from = repaired.len();
                repaired.push_str(&fixed);
                copied = original.end;
                findings.add(original.clone(), kind);
                edits.push(Edit {
                    repaired: from..repaired.len(),
                    original,
                });
            }
            start += line.len();
        }
        if edits.is_empty() {
            return Self {
                text: Cow::Borrowed(text),
                edits,
            };
        }
        repaired.push_str(&text[copied..]);
        Self {
            text: Cow::Owned(repaired),
            edits,
        }
    }

    /// The repaired text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The span in the original of a span in the repaired text.
    pub(super) fn place_of(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.offset_of(span.start, |edit| edit.original.start);
        let end = self.offset_of(span.end, |edit| edit.original.end);
        start..end.max(start)
    }

    fn offset_of(&self, offset: usize, within: fn(&Edit) -> usize) -> usize {
        let earlier = self
            .edits
            .partition_point(|edit| edit.repaired.start < offset);
        match self.edits[..earlier].last() {
            None => offset,
            Some(edit) if offset < edit.repaired.end => within(edit),
            Some(edit) => edit.original.end + (offset - edit.repaired.end),
        }
    }
}

/// The fixes for a heading's line: the span in the line, the new text and the diagnostic.
fn fixes(
    line: &str,
    is_first: bool,
) -> impl Iterator<Item = (Range<usize>, String, SectionProblem)> {
    let space = unspaced(line, is_first).map(|(mark, hashes)| {
        let fixed = format!("{hashes} ");
        (mark, fixed, SectionProblem::HeadingWithoutSpace { hashes })
    });
    let id = wide_id(line).map(|(place, fixed)| {
        let kind = SectionProblem::WideHeadingId {
            fixed: fixed.clone(),
        };
        (place, fixed, kind)
    });
    space.into_iter().chain(id)
}

/// The id at the end of a heading, with its braces, if one of the braces or the `#` is full-width;
/// and its correct form.
fn wide_id(line: &str) -> Option<(Range<usize>, String)> {
    let written = line.trim_end();
    let inner = written.strip_suffix(['}', '｝'])?;
    let start = inner.rfind(['{', '｛'])?;
    let id = inner[start..]
        .trim_start_matches(['{', '｛'])
        .strip_prefix(['#', '＃'])?;
    let fixed = format!("{{#{id}}}");
    let is_heading = line.trim_start_matches(' ').starts_with(['#', '＃']);
    (is_heading && written[start..] != fixed).then_some((start..written.len(), fixed))
}

/// For a heading whose `#` marks are full-width or not followed by a plain space: the span of the
/// marks and of any other space after them, and the correct marks. `None` for any other line.
///
/// A line with a single `#` may be a paragraph (`#1`, `#话题#`). It counts as a heading if it ends
/// with an id or is the first line of the file.
fn unspaced(line: &str, is_first: bool) -> Option<(Range<usize>, String)> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let is_hash = |c: char| matches!(c, '#' | '＃');
    let rest = line.get(indent..).filter(|_| indent <= 3)?;
    let marks = &rest[..rest.len() - rest.trim_start_matches(is_hash).len()];
    let behind = &rest[marks.len()..];
    let count = marks.chars().count();
    let is_ascii = marks.bytes().all(|byte| byte == b'#');
    let next = behind.chars().next()?;
    let is_sound = is_ascii && matches!(next, ' ' | '\t' | '\n' | '\r');
    if !(1..=6).contains(&count) || is_sound || behind.trim().is_empty() {
        return None;
    }
    let ends_as_heading =
        line.trim_end().ends_with('}') && line.contains("{#") || wide_id(line).is_some();
    let is_heading = is_first || 1 < count || ends_as_heading;
    let odd: &str = {
        let is_odd =
            |c: char| c.is_whitespace() && c != '\n' || matches!(c, '\u{200B}' | '\u{FEFF}');
        &behind[..behind.len() - behind.trim_start_matches(is_odd).len()]
    };
    is_heading.then(|| (indent..indent + marks.len() + odd.len(), "#".repeat(count)))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostics::SourceFile;

    fn repaired(text: &str) -> (String, usize) {
        let file = Arc::new(SourceFile::new("zh.md".to_owned(), text.to_owned()));
        let mut findings = Findings::of(file);
        let repaired = Repaired::headings_of(text, &mut findings);
        (repaired.text().to_owned(), findings.in_file_order().len())
    }

    #[test]
    fn a_missing_space_in_a_heading_is_added() {
        for (text, expected) in [
            ("##五一棚 {#x}\n", "## 五一棚 {#x}\n"),
            ("##\u{3000}五一棚 {#x}\n", "## 五一棚 {#x}\n"),
            ("##\u{A0}五一棚 {#x}\n", "## 五一棚 {#x}\n"),
            ("＃＃ 五一棚 {#x}\n", "## 五一棚 {#x}\n"),
            ("x\n###Title\n", "x\n### Title\n"),
            ("#题 {#cover}", "# 题 {#cover}"),
        ] {
            assert_eq!(repaired(text), (expected.to_owned(), 1), "{text:?}");
        }
    }

    #[test]
    fn an_id_in_full_width_braces_is_read() {
        for text in [
            "## 题 ｛#x｝\n",
            "## 题 {＃x}\r\n",
            "## 题 {#x｝",
            "## 题 ｛＃x} \n",
        ] {
            let (read, diagnostics) = repaired(text);
            assert_eq!(
                (read.trim_end(), diagnostics),
                ("## 题 {#x}", 1),
                "{text:?}"
            );
        }
        assert_eq!(repaired("＃题 ｛＃x｝\n"), ("# 题 {#x}\n".to_owned(), 2));
    }

    #[test]
    fn text_that_is_not_a_heading_is_unchanged() {
        for text in [
            "## 题 {#x}\n",
            "话｛#x｝\n",
            "## 题｛一｝\n",
            "x\n\n#1 of all\n",
            "x\n\n#话题#\n",
            "x\n##\n",
            "    ##x\n",
        ] {
            assert_eq!(repaired(text), (text.to_owned(), 0), "{text:?}");
        }
    }

    #[test]
    fn positions_refer_to_the_original_text() {
        let text = "##五 {#a}\n\n##\u{A0}一 {#b}\nend";
        let file = Arc::new(SourceFile::new("zh.md".to_owned(), text.to_owned()));
        let repaired = Repaired::headings_of(text, &mut Findings::of(file));
        for word in ["五", "{#a}", "一", "{#b}", "end"] {
            let at = repaired.text().find(word).expect("it is there");
            let place = repaired.place_of(&(at..at + word.len()));
            assert_eq!(&text[place], word);
        }
    }
}
