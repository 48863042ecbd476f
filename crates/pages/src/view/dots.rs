//! Figures in dots, each of which stands for a number of items.
//!
//! Dots have a distance of 1. A line of dots is one line of dashes without length and with round
//! ends, so that a hundred of them take as many bytes as one.

use std::ops::Range;

use leptos::prelude::*;

use shanhai_story::story::Side;

use crate::article::{Article, Drawing, Figure, Qualifier};

/// The most dots in a row: on the narrowest phones they are still apart.
const IN_ROW: u64 = 26;

/// The dots in a column on one of two sides.
const IN_COLUMN: u64 = 5;

/// `figure` in rows of dots, if it is drawn that way.
pub(super) fn dots(figure: &Figure) -> Option<impl IntoView + use<>> {
    let Some(Drawing::Dots { each }) = figure.drawn else {
        return None;
    };
    let count = Count::of(figure, each);
    let columns = columns(count.all());
    let rows = count.all().div_ceil(columns);
    Some(view! {
        <svg class="dots" width=width(columns) viewBox=view_box(0, columns, rows) aria-hidden="true">
            <path d=in_rows(0..count.sure, columns) />
            <path d=in_rows(count.sure..count.all(), columns) />
        </svg>
    })
}

/// `part` in rows of dots, as the first of those of `whole`.
pub(super) fn parted(part: &Figure, whole: &Figure, each: u64) -> impl IntoView + use<> {
    let [part, whole] = [part, whole].map(|figure| Count::of(figure, each));
    let columns = columns(whole.all());
    let rows = whole.all().div_ceil(columns);
    view! {
        <svg class="dots parted" width=width(columns) viewBox=view_box(0, columns, rows) aria-hidden="true">
            <path d=in_rows(0..part.sure, columns) />
            <path d=in_rows(part.sure..part.all(), columns) />
            <path d=in_rows(part.all()..whole.sure, columns) />
            <path d=in_rows(whole.sure..whole.all(), columns) />
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

/// How a figure is drawn opposite another.
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
    /// How `figure` is drawn opposite another, if it is.
    pub(super) fn of(figure: &Figure, article: &'a Article) -> Option<Self> {
        if let Some(Drawing::Sides { east, each }) = figure.drawn {
            let other = article.figures.get(east)?;
            return Some(Self {
                side: Side::West,
                other,
                each,
            });
        }
        article.figures.iter().find_map(|other| match other.drawn? {
            Drawing::Sides { east, each } if article.figures.get(east)?.id == figure.id => {
                Some(Self {
                    side: Side::East,
                    other,
                    each,
                })
            }
            _ => None,
        })
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

/// The number of columns for `count` dots in rows that are as full as possible.
fn columns(count: u64) -> u64 {
    let rows = count.div_ceil(IN_ROW).max(1);
    count.div_ceil(rows).max(1)
}

/// Where there is room, dots are as far apart as the font is high.
fn width(columns: u64) -> String {
    format!("{columns}em")
}

/// `left` is the number of columns up to the one at 0, if that is the last.
fn view_box(left: u64, columns: u64, rows: u64) -> String {
    format!("-{}.5 -.5 {columns} {rows}", left.saturating_sub(1))
}

/// The dots of `range`, counted along rows.
fn in_rows(range: Range<u64>, columns: u64) -> String {
    let rows =
        lines(range, columns).map(|(row, from, to)| format!("M{from} {row}h{}.1", to - from));
    rows.collect()
}

/// The dots of `range`, counted along columns from 0 in the direction of `sign`.
fn in_columns(range: Range<u64>, sign: &str) -> String {
    let columns = lines(range, IN_COLUMN);
    let columns =
        columns.map(|(column, from, to)| format!("M{sign}{column} {from}v{}.1", to - from));
    columns.collect()
}

/// The lines of `length` dots that `range` touches: their numbers, and their first and last dots.
fn lines(range: Range<u64>, length: u64) -> impl Iterator<Item = (u64, u64, u64)> {
    let Range { start, end } = range;
    let lines = start / length..end.div_ceil(length);
    let lines = lines.filter(move |_| start < end);
    lines.map(move |line| {
        let first = start.saturating_sub(line * length);
        let last = (end - line * length).min(length) - 1;
        (line, first, last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_as_full_as_possible() {
        assert_eq!([12, 26, 51, 65].map(columns), [12, 26, 26, 22]);
    }

    #[test]
    fn a_range_continues_in_the_row_where_the_one_before_ended() {
        assert_eq!(in_rows(0..30, 26), "M0 0h25.1M0 1h3.1");
        assert_eq!(in_rows(30..51, 26), "M4 1h20.1");
        assert_eq!(in_rows(50..50, 26), "");
    }

    #[test]
    fn columns_grow_away_from_the_other_side() {
        assert_eq!(in_columns(0..6, "-"), "M-0 0v4.1M-1 0v0.1");
    }

    #[track_caller]
    fn check(qualifier: Qualifier, expected: [u64; 2]) {
        let figure = Figure {
            id: String::new(),
            value: 6_500.into(),
            qualifier,
            before: String::new(),
            number: String::new(),
            after: String::new(),
            unit: String::new(),
            label: String::new(),
            period: String::new(),
            source: 0,
            reading: None,
            drawn: None,
        };
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
