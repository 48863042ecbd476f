//! A figure that is counted up once: what runs over its text, which never changes.

use serde::{Deserialize, Serialize};

use crate::progress::Progress;

/// The number of a figure, as far as digits write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The digits without their point: 248 of `2.48`.
    digits: u32,
    /// How many of them stand behind the point.
    decimals: u8,
}

/// The most digits behind a point that a story's figure has.
const MOST_DECIMALS: u8 = 4;

impl Count {
    /// The count of `number` as the language writes it; none where no digits do, as in `百万`,
    /// and none for what is too small to be counted, as in `四` or `3`.
    #[must_use]
    pub fn of(number: &str) -> Option<Self> {
        let mut count = Self {
            digits: 0,
            decimals: 0,
        };
        let mut has_point = false;
        for letter in number.chars() {
            match (letter, letter.to_digit(10)) {
                ('.', _) if !has_point => has_point = true,
                (',', _) if !has_point => {}
                (_, Some(digit)) => {
                    count.digits = count.digits.checked_mul(10)?.checked_add(digit)?;
                    count.decimals += u8::from(has_point);
                }
                _ => return None,
            }
        }
        (LEAST < count.digits && count.decimals <= MOST_DECIMALS).then_some(count)
    }

    /// What is shown after `share` of the counting, grouped by `separator`: as many digits behind
    /// the point as the figure has, the figure itself at the end.
    #[must_use]
    pub fn shown(self, share: Progress, separator: Option<char>) -> String {
        // Fast at first, slow at the end: the last digits can be read.
        let left = 1.0 - share.ratio();
        let eased = 1.0 - left * left * left;
        let part = 10_u32.pow(u32::from(self.decimals.min(MOST_DECIMALS)));
        // In range: at most `digits`, and not negative.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let digits = libm::round(f64::from(self.digits) * eased) as u32;
        let (whole, rest) = (digits / part, digits % part);
        let mut text = grouped(whole, separator);
        if 0 < self.decimals {
            let width = usize::from(self.decimals);
            let digits = rest.to_string();
            text.push('.');
            text.extend(std::iter::repeat_n('0', width.saturating_sub(digits.len())));
            text.push_str(&digits);
        }
        text
    }
}

/// Up to here a number is seen at a glance, and counting to it would only delay it.
const LEAST: u32 = 12;

fn grouped(number: u32, separator: Option<char>) -> String {
    let digits = number.to_string();
    let Some(separator) = separator else {
        return digits;
    };
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if 0 < index && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(number: &str, share: f64, expected: &str) {
        let count = Count::of(number).expect("it is a number");
        let separator = number.contains(',').then_some(',');
        assert_eq!(count.shown(Progress::clamped(share), separator), expected);
    }

    #[test]
    fn a_count_ends_at_the_figure_itself() {
        check("800", 1.0, "800");
        check("2.48", 1.0, "2.48");
        check("76.8", 1.0, "76.8");
        check("1,800", 1.0, "1,800");
        check("120,000", 1.0, "120,000");
    }

    #[test]
    fn a_count_begins_at_nothing_with_all_its_decimals() {
        check("2.48", 0.0, "0.00");
        check("800", 0.0, "0");
    }

    #[test]
    fn a_number_in_characters_is_not_counted() {
        assert_eq!(Count::of("百万"), None);
        assert_eq!(Count::of("四"), None);
        assert_eq!(Count::of(""), None);
        assert_eq!(Count::of("."), None);
    }

    #[test]
    fn what_is_seen_at_a_glance_is_not_counted() {
        assert_eq!(Count::of("9"), None);
    }

    proptest! {
        #[test]
        fn a_count_never_runs_back(digits in 13..900_000_u32, a in 0.0..1.0, b in 0.0..1.0) {
            let count = Count::of(&digits.to_string()).expect("it is a number");
            let shown = |share| count.shown(Progress::clamped(share), None);
            let value = |share| shown(share).parse::<u32>().expect("it is a number");
            let (less, more) = if a < b { (a, b) } else { (b, a) };
            prop_assert!(value(less) <= value(more));
        }
    }
}
