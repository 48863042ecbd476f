//! Figures in dots, each of which stands for a number of items.
//!
//! Dots have a distance of 1. A line of dots is one line of dashes without length and with round
//! ends, so that a hundred of them take as many bytes as one.

use std::ops::Range;

use leptos::prelude::*;

use shanhai_story::story::Side;

use crate::article::{Article, Drawing, Figure, Qualifier};

/// The most dots in a row: on the narrowest phones they are still apart.
const IN_ROW: u64 = 25;

/// The most dots in a row of a whole, a part of which has a colour of its own: rows are tens, and can be
/// compared.
const IN_ROW_OF_WHOLE: u64 = 10;

/// The dots in a column on one of two sides.
const IN_COLUMN: u64 = 5;

/// `figure` in rows of dots, if it is drawn that way.
pub(super) fn dots(figure: &Figure) -> Option<impl IntoView + use<>> {
    let Some(Drawing::Dots { each }) = figure.drawn else {
        return None;
    };
    let count = Count::of(figure, each);
    let rows = Rows::of(count, IN_ROW);
    Some(view! {
        <svg class="dots" width=width(rows.width) viewBox=view_box(0, rows.width, rows.count) aria-hidden="true">
            <path d=rows.line(0..count.sure) />
            <path d=rows.line(count.sure..count.all()) />
        </svg>
    })
}

/// `part` in rows of dots, as the first of those of `whole`.
pub(super) fn parted(part: &Figure, whole: &Figure, each: u64) -> impl IntoView + use<> {
    let [part, whole] = [part, whole].map(|figure| Count::of(figure, each));
    let rows = Rows::of(whole, IN_ROW_OF_WHOLE);
    view! {
        <svg
            class="dots"
            width=width(rows.width)
            viewBox=view_box(0, rows.width, rows.count)
            aria-hidden="true"
        >
            <path d=rows.line(0..part.sure) />
            <path d=rows.line(part.sure..part.all()) />
            <path d=rows.line(part.all()..whole.sure) />
            <path d=rows.line(whole.sure..whole.all()) />
        </svg>
    }
}

/// `figure` in columns of dots that grow away from the figure on the other side, if it is drawn that
/// way: both as wide as `widest` of the two.
pub(super) fn side(figure: &Figure, opposite: &Opposite<'_>) -> impl IntoView + use<> {
    let [own, other] = [figure, opposite.other].map(|figure| Count::of(figure, opposite.each));
    let columns = own.all().max(other.all()).div_ceil(IN_COLUMN);
    let (sign, left) = match opposite.side {
        Side::West => ("-", columns),
        _ => ("", 0),
    };
    view! {
        <svg
            class="dots"
            width=width(columns)
            viewBox=view_box(left, columns, IN_COLUMN)
            aria-hidden="true"
        >
            <path d=in_columns(0..own.sure, sign) />
            <path d=in_columns(own.sure..own.all(), sign) />
        </svg>
    }
}

/// The drawing of a figure on one side, opposite another figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opposite<'a> {
    /// The side of the figure itself.
    pub side: Side,
    /// The other figure.
    pub other: &'a Figure,
    /// The number of items that one dot stands for.
    pub each: u64,
}

impl<'a> Opposite<'a> {
    /// The drawing of `figure` opposite another; `None` if it is not drawn so.
    pub(super) fn of(figure: &'a Figure, article: &'a Article) -> Option<Self> {
        let west = article.connecting(figure)?;
        let Some(Drawing::Sides { east, each }) = west.drawn else {
            return None;
        };
        let (side, other) = if west.id == figure.id {
            (Side::West, article.figures.get(east)?)
        } else {
            (Side::East, west)
        };
        Some(Self { side, other, each })
    }
}

/// The dots of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Count {
    /// Those that are certain.
    sure: u64,
    /// Those that the qualifier leaves open, and that are paler.
    open: u64,
}

impl Count {
    /// `each` divides the value.
    fn of(figure: &Figure, each: u64) -> Self {
        let count = figure.value.as_count().unwrap_or_default();
        let dots = count.checked_div(each).unwrap_or_default();
        match figure.qualifier {
            Qualifier::Exact | Qualifier::Reaching => Self {
                sure: dots,
                open: 0,
            },
            Qualifier::Over => Self {
                sure: dots,
                open: 1,
            },
            Qualifier::Nearly | Qualifier::About => Self {
                sure: dots.saturating_sub(1),
                open: 1,
            },
        }
    }

    fn all(self) -> u64 {
        self.sure + self.open
    }
}

/// Rows of dots, as full as possible. A dot that the figure leaves open hangs at the end of the last
/// row, so that the others can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rows {
    /// The number of rows.
    count: u64,
    /// The number of dots in each row but the last.
    length: u64,
    /// The number of dots in the longest row.
    width: u64,
}

impl Rows {
    /// Rows of at most `most` dots.
    fn of(dots: Count, most: u64) -> Self {
        let count = dots.sure.div_ceil(most).max(1);
        let length = dots.sure.div_ceil(count).max(1);
        let last = dots.all() - (count - 1) * length;
        Self {
            count,
            length,
            width: last.max(length),
        }
    }

    /// The dots of `range`, counted along the rows.
    fn line(self, range: Range<u64>) -> String {
        let lines = lines(range, self.length, self.count);
        let lines = lines.map(|(row, from, to)| format!("M{from} {row}h{}.1", to - from));
        lines.collect()
    }
}

/// The width at which dots are as far apart as the font is high.
fn width(columns: u64) -> String {
    format!("{columns}em")
}

/// `left` is the number of columns up to the one at 0, if that is the last.
fn view_box(left: u64, columns: u64, rows: u64) -> String {
    format!("-{}.5 -.5 {columns} {rows}", left.saturating_sub(1))
}

/// The dots of `range`, counted along columns from 0 in the direction of `sign`.
fn in_columns(range: Range<u64>, sign: &str) -> String {
    let columns = lines(range, IN_COLUMN, u64::MAX);
    let columns =
        columns.map(|(column, from, to)| format!("M{sign}{column} {from}v{}.1", to - from));
    columns.collect()
}

/// The lines of `length` dots that `range` touches: their numbers, and their first and last dots.
/// The last of `count` lines takes all that are left.
fn lines(range: Range<u64>, length: u64, count: u64) -> impl Iterator<Item = (u64, u64, u64)> {
    let Range { start, end } = range;
    let line_of = move |dot: u64| (dot / length).min(count - 1);
    let lines = if start < end {
        line_of(start)..line_of(end - 1) + 1
    } else {
        0..0
    };
    lines.map(move |line| {
        let first = start.saturating_sub(line * length);
        let last = end - 1 - line * length;
        let is_last = line + 1 == count;
        (
            line,
            first,
            if is_last { last } else { last.min(length - 1) },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::drawing::tests::figure;

    #[track_caller]
    fn check_rows(sure: u64, open: u64, expected: [u64; 3]) {
        let Rows {
            count,
            length,
            width,
        } = Rows::of(Count { sure, open }, IN_ROW);
        assert_eq!([count, length, width], expected);
    }

    #[test]
    fn rows_are_as_full_as_possible_and_an_open_dot_hangs_at_their_end() {
        check_rows(12, 0, [1, 12, 12]);
        check_rows(50, 1, [2, 25, 26]);
        check_rows(65, 1, [3, 22, 22]);
    }

    #[test]
    fn a_range_continues_in_the_row_where_the_one_before_ended() {
        let rows = Rows::of(Count { sure: 50, open: 1 }, IN_ROW);
        assert_eq!(rows.line(0..30), "M0 0h24.1M0 1h4.1");
        assert_eq!(rows.line(30..50), "M5 1h19.1");
        assert_eq!(rows.line(50..51), "M25 1h0.1");
        assert_eq!(rows.line(50..50), "");
    }

    #[test]
    fn columns_grow_away_from_the_other_side() {
        assert_eq!(in_columns(0..6, "-"), "M-0 0v4.1M-1 0v0.1");
    }

    #[track_caller]
    fn check(qualifier: Qualifier, expected: [u64; 2]) {
        let figure = figure(6_500, qualifier);
        let [sure, open] = expected;
        assert_eq!(Count::of(&figure, 100), Count { sure, open });
    }

    #[test]
    fn no_dot_says_more_than_its_figure() {
        check(Qualifier::Exact, [65, 0]);
        check(Qualifier::Over, [65, 1]);
        check(Qualifier::Nearly, [64, 1]);
    }
}
