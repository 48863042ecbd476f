//! A table in the words.

use shanhai_story::vocabulary;

use super::Inline;

/// A small table: the first column names its rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Its columns; at least two.
    pub columns: Vec<Column>,
    /// Its rows, each with one cell for each column.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// Its heading; only that of the first column may be empty.
    pub heading: Vec<Inline>,
    /// Where its cells stand, if the author says so.
    pub alignment: Option<Alignment>,
}

vocabulary! {
    /// Where the text of a column's cells stands.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Alignment {
        /// `:---`
        Start = "start",
        /// `:---:`
        Center = "center",
        /// `---:`
        End = "end",
    }
    /// Every alignment.
    pub const ALL;
    /// Its value in CSS.
    pub fn word;
}

impl Table {
    /// The headings and cells with text, in reading order.
    pub(super) fn cells(&self) -> impl Iterator<Item = &[Inline]> {
        let headings = self.columns.iter().map(|column| &column.heading);
        let cells = headings.chain(self.rows.iter().flatten());
        cells.map(Vec::as_slice).filter(|words| !words.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Block;

    #[test]
    fn what_looks_for_words_finds_those_of_headings_and_cells() {
        let text = |text: &str| vec![Inline::Text(text.to_owned())];
        let link = |id: &str| Inline::Link {
            id: id.to_owned(),
            text: "tea".to_owned(),
        };
        let column = |heading| Column {
            heading,
            alignment: None,
        };
        let table = Block::Table(Table {
            columns: vec![column(Vec::new()), column(text("From"))],
            rows: vec![vec![text("a"), vec![Inline::Strong(vec![link("tea")])]]],
        });
        let lines: Vec<_> = table.lines().collect();
        assert_eq!(lines[..2], [text("From"), text("a")]);
        assert!(table.mentions("tea") && !table.mentions("silk"));
    }
}
