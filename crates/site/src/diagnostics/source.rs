//! A file of a story, to which diagnostics refer.

/// The path and the text of a file.
#[derive(Debug, PartialEq)]
pub struct SourceFile {
    path: String,
    text: String,
    /// The byte offsets of all line starts except the first.
    line_starts: Vec<usize>,
}

impl SourceFile {
    /// A file that messages show as `path`. A file that could not be read has an empty text.
    #[must_use]
    pub fn new(path: String, text: String) -> Self {
        let line_starts = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        Self {
            path,
            text,
            line_starts,
        }
    }

    /// The path as messages show it.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text. Spans are byte ranges in it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and the column of the character at the byte `offset`, both from 1. Columns count
    /// characters. An offset past the end counts as the end.
    #[must_use]
    pub fn line_and_column(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset);
        let earlier = self.line_starts.partition_point(|&start| start <= offset);
        let line_start = self.line_starts[..earlier]
            .last()
            .copied()
            .unwrap_or_default();
        let column = self.text[line_start..offset].chars().count() + 1;
        (earlier + 1, column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, offset: usize, expected: (usize, usize)) {
        let file = SourceFile::new(String::new(), text.to_owned());
        assert_eq!(file.line_and_column(offset), expected);
    }

    #[test]
    fn lines_and_columns_are_counted_from_one() {
        check("", 0, (1, 1));
        check("ab\ncd", 4, (2, 2));
    }

    #[test]
    fn a_column_counts_characters() {
        check("山海x", 6, (1, 3));
    }

    #[test]
    fn an_offset_within_a_character_counts_as_its_start() {
        check("山海x", 4, (1, 2));
    }

    #[test]
    fn an_offset_past_the_end_counts_as_the_end() {
        check("ab\n", 99, (2, 1));
    }
}
