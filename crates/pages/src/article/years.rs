//! The years that a story is about.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::{Article, Block, Inline};

/// The fewest years that make a scale.
const FEWEST: usize = 3;

impl Article {
    /// From the first to the last year of the dates in its sections, or `None` if they are of fewer
    /// than three years.
    #[must_use]
    pub fn years(&self) -> Option<RangeInclusive<i32>> {
        let mut years = BTreeSet::new();
        let blocks = self.sections.iter().flat_map(|section| &section.words);
        for words in blocks.flat_map(Block::lines) {
            collect(words, &mut years);
        }
        let is_scale = FEWEST <= years.len();
        is_scale.then_some(*years.first()?..=*years.last()?)
    }
}

fn collect(words: &[Inline], years: &mut BTreeSet<i32>) {
    for word in words {
        match word {
            Inline::Emphasis(words) | Inline::Strong(words) => collect(words, years),
            Inline::Date { iso, .. } => {
                let year = iso
                    .split('-')
                    .next()
                    .and_then(|year| year.parse::<i32>().ok());
                years.extend(year);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Section;
    use super::*;

    #[track_caller]
    fn check(dates: &[&str], expected: Option<RangeInclusive<i32>>) {
        let date = |iso: &&str| Inline::Date {
            iso: (*iso).to_owned(),
            text: String::new(),
        };
        let words = vec![Inline::Strong(dates.iter().map(date).collect())];
        let section = Section {
            words: vec![Block::Paragraph(words)],
            ..Section::default()
        };
        let article = Article {
            sections: vec![section],
            ..Article::default()
        };
        assert_eq!(article.years(), expected);
    }

    #[test]
    fn three_years_make_a_scale_and_two_do_not() {
        check(&["2021-02-25", "1996", "2026-05"], Some(1996..=2026));
        check(&["1996", "2021-02", "2021-08"], None);
    }
}
