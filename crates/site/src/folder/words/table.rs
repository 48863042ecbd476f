//! Parses tables: `| a | b |`, a line of dashes, then the rows.

use std::ops::Range;

use pulldown_cmark::{Alignment as Written, Event, Tag, TagEnd};
use shanhai_pages::article::{Alignment, Block, Column, Inline, Table};

use super::Reader;
use crate::diagnostics::TableProblem;

/// The most columns and rows that can be read beside a map, and on a phone as cards.
const MOST_COLUMNS: usize = 6;
const MOST_ROWS: usize = 20;

impl Reader<'_, '_, '_> {
    /// Reads a table whose start event has been taken.
    pub(super) fn table(&mut self, alignments: &[Written], span: Range<usize>) -> Block {
        let headings = self.headings();
        if headings.len() < 2 || MOST_COLUMNS < headings.len() {
            let (found, most) = (headings.len(), MOST_COLUMNS);
            let kind = TableProblem::Columns { found, most };
            self.findings.add(self.line_at(span.start), kind);
        }
        let mut rows = Vec::new();
        while let Some((_, row)) = self
            .events
            .next_if(|event| matches!(event, Event::Start(Tag::TableRow)))
        {
            rows.push(self.row(headings.len(), row.start));
        }
        self.end(TagEnd::Table);
        if rows.is_empty() {
            self.findings.add(span, TableProblem::NoRows);
        } else if MOST_ROWS < rows.len() {
            let (found, most) = (rows.len(), MOST_ROWS);
            let kind = TableProblem::Rows { found, most };
            self.findings.add(self.line_at(span.start), kind);
        }
        let alignments = alignments.iter().copied().map(alignment);
        let columns = headings.into_iter().zip(alignments);
        let columns = columns.map(|(heading, alignment)| Column { heading, alignment });
        Block::Table(Table {
            columns: columns.collect(),
            rows,
        })
    }

    fn headings(&mut self) -> Vec<Vec<Inline>> {
        let is_head = |event: &Event<'_>| matches!(event, Event::Start(Tag::TableHead));
        self.events.next_if(is_head);
        let cells = self.cells();
        self.end(TagEnd::TableHead);
        for (heading, span) in cells.iter().skip(1) {
            if heading.is_empty() {
                self.findings.add(span.clone(), TableProblem::EmptyHeading);
            }
        }
        cells.into_iter().map(|(heading, _)| heading).collect()
    }

    /// Reads the row of the line that contains the byte `start`.
    fn row(&mut self, expected: usize, start: usize) -> Vec<Vec<Inline>> {
        let cells = self.cells();
        self.end(TagEnd::TableRow);
        let line = self.line_at(start);
        // The parser drops and adds cells so that each row has as many as the header.
        let found = cells_in(self.text.get(line.clone()).unwrap_or_default());
        if found != expected {
            let kind = TableProblem::Cells { found, expected };
            self.findings.add(line, kind);
        } else if cells.first().is_some_and(|(name, _)| name.is_empty()) {
            self.findings.add(line, TableProblem::NamelessRow);
        }
        cells.into_iter().map(|(words, _)| words).collect()
    }

    fn cells(&mut self) -> Vec<(Vec<Inline>, Range<usize>)> {
        let mut cells = Vec::new();
        while let Some((_, span)) = self
            .events
            .next_if(|event| matches!(event, Event::Start(Tag::TableCell)))
        {
            self.last_character = None;
            cells.push((self.words(0), span));
            self.end(TagEnd::TableCell);
        }
        cells
    }

    /// The span of the line that contains the byte `at`, without the space around its text.
    pub(super) fn line_at(&self, at: usize) -> Range<usize> {
        let before = self.text.get(..at).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let rest = self.text.get(start..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let indent = line.len() - line.trim_start().len();
        start + indent..start + line.trim_end().len().max(indent)
    }
}

/// Returns whether `line` consists of dashes for the columns of a table.
pub(super) fn is_dashes(line: &str) -> bool {
    line.contains('|') && line.contains('-') && line.chars().all(|c| "|-: \t".contains(c))
}

/// The number of cells in the line of a row.
fn cells_in(line: &str) -> usize {
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = 1;
    let mut is_escaped = false;
    // After the last mark a cell begins only if text follows.
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        cells += usize::from(c == '|' && !is_escaped && rest.peek().is_some());
        is_escaped = c == '\\' && !is_escaped;
    }
    cells
}

fn alignment(written: Written) -> Option<Alignment> {
    match written {
        Written::None => None,
        Written::Left => Some(Alignment::Start),
        Written::Center => Some(Alignment::Center),
        Written::Right => Some(Alignment::End),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cells_of_a_line_are_counted_with_and_without_outer_marks() {
        for (line, expected) in [
            ("| a | b |", 2),
            ("a | b", 2),
            ("| a | b", 2),
            ("| a | |", 2),
            ("| | |", 2),
            (r"| a \| b | c |", 2),
            (r"| `a\|b` | c \\|", 2),
            ("words", 1),
        ] {
            assert_eq!(cells_in(line), expected, "{line}");
        }
    }

    #[test]
    fn dashes_of_a_table_contain_a_mark_between_columns() {
        for line in ["|---|---|", "| :-- | --: |", "---|---", "|-"] {
            assert!(is_dashes(line), "{line}");
        }
        for line in ["---", "||", "| a | - |", "a|-"] {
            assert!(!is_dashes(line), "{line}");
        }
    }
}
