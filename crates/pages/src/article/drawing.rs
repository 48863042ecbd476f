use super::{Article, Decimal, Figure};

/// A drawing of a figure, whose text already says the same. Other figures are given by their indices
/// in [`Article::figures`](super::Article::figures).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// A mark for each item counted.
    Units,
    /// A dot for `each` items.
    Dots {
        /// The number of items that one dot stands for.
        each: u64,
    },
    /// A bar, as a part of another figure.
    Within(usize),
    /// Dots, as a part of the dots of another figure.
    DotsWithin {
        /// The whole.
        whole: usize,
        /// The number of items that one dot stands for.
        each: u64,
    },
    /// A bar on one scale with the bar of another figure.
    Beside(usize),
    /// Dots to the left of a line, opposite the dots of another figure.
    Sides {
        /// The figure on the right.
        east: usize,
        /// The number of items that one dot stands for.
        each: u64,
    },
    /// A line over time, whose last point is the figure.
    Series(Vec<Point>),
}

/// A point of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The year.
    pub year: u16,
    /// The number in that year, not below zero, in the unit of the figure's value.
    pub value: Decimal,
}

impl Drawing {
    /// The figure that this one is drawn with, by its index in [`Article::figures`](super::Article::figures).
    #[must_use]
    pub fn with(&self) -> Option<usize> {
        match self {
            Self::Units | Self::Dots { .. } | Self::Series(_) => None,
            Self::Within(other)
            | Self::Beside(other)
            | Self::DotsWithin { whole: other, .. }
            | Self::Sides { east: other, .. } => Some(*other),
        }
    }

    /// The number of items that one dot stands for, if it is drawn in dots.
    #[must_use]
    pub fn each(&self) -> Option<u64> {
        match self {
            Self::Dots { each } | Self::DotsWithin { each, .. } | Self::Sides { each, .. } => {
                Some(*each)
            }
            Self::Units | Self::Within(_) | Self::Beside(_) | Self::Series(_) => None,
        }
    }
}

impl Article {
    /// The figure whose drawing connects `figure` with another: `figure` itself, or else the first that
    /// is drawn with it.
    #[must_use]
    pub fn connecting<'a>(&'a self, figure: &'a Figure) -> Option<&'a Figure> {
        let other = |it: &Figure| self.figures.get(it.drawn.as_ref()?.with()?);
        let is_drawn_with = |it: &&Figure| other(it).is_some_and(|other| other.id == figure.id);
        let own = other(figure).map(|_| figure);
        own.or_else(|| self.figures.iter().find(is_drawn_with))
    }
}
