//! A figure that is counted up once: the digits that run over its text, which itself never changes.

use crate::progress::Progress;

/// The number of a figure that is written in digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The digits without their point: 248 for `2.48`.
    digits: u32,
    /// The number of digits after the point.
    decimals: u8,
}

/// A number with more digits than this after the point is not counted.
const MOST_DECIMALS: u8 = 4;

impl Count {
    /// The count of `number`, as the language writes it. `None` if it is not written in digits,
    /// such as `百万` or `四`, or if it is too small to be counted, such as `3`.
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

    /// The text shown in place of `number`, the figure as it is written, after `share` of the
    /// count. It is aligned with the end of `number`, character for character: the same decimal
    /// point, the same grouping. At the end it is `number` itself.
    #[must_use]
    pub fn shown(self, number: &str, share: Progress) -> String {
        // Fast at first, slow at the end, so that the last digits are legible.
        let left = 1.0 - share.ratio();
        let eased = 1.0 - left * left * left;
        // In range: at most `digits`, and not negative.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let mut left = libm::round(f64::from(self.digits) * eased) as u32;
        // At least one digit before the point, and all the digits after it.
        let mut owed = self.decimals + 1;
        let mut text = String::new();
        // From the end, where both texts align. With arithmetic, because writing the digits first
        // and grouping them afterwards would add a kilobyte to the WASM file.
        for letter in number.chars().rev() {
            if left == 0 && owed == 0 {
                break;
            }
            let shown = if letter.is_ascii_digit() {
                let digit = char::from_digit(left % 10, 10).unwrap_or(letter);
                left /= 10;
                owed = owed.saturating_sub(1);
                digit
            } else {
                letter
            };
            text.insert(0, shown);
        }
        text
    }
}

/// Readers grasp a number up to this at a glance, and counting up to it would only delay them.
const LEAST: u32 = 12;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(number: &str, share: f64, expected: &str) {
        let count = Count::of(number).expect("it is a number");
        assert_eq!(count.shown(number, Progress::clamped(share)), expected);
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
    fn a_count_begins_at_zero_with_all_its_decimals() {
        check("2.48", 0.0, "0.00");
        check("800", 0.0, "0");
        check("1,800.5", 0.0, "0.0");
    }

    #[test]
    fn a_count_keeps_the_grouping_of_its_figure() {
        check("120,000", 0.5, "105,000");
        check("120,000", 0.001, "360");
        check("1,20,000", 0.5, "1,05,000");
        check("1,800.25", 0.5, "1,575.22");
    }

    #[test]
    fn a_number_in_chinese_characters_is_not_animated() {
        assert_eq!(Count::of("百万"), None);
        assert_eq!(Count::of("四"), None);
        assert_eq!(Count::of(""), None);
        assert_eq!(Count::of("."), None);
    }

    #[test]
    fn a_small_number_is_not_animated() {
        assert_eq!(Count::of("9"), None);
        assert_eq!(Count::of("12"), None);
        check("13", 1.0, "13");
    }

    #[test]
    fn a_second_point_or_grouping_after_the_point_is_not_a_number() {
        assert_eq!(Count::of("1.23.4"), None);
        assert_eq!(Count::of("1.234,5"), None);
    }

    proptest! {
        #[test]
        fn a_count_never_decreases(digits in 13..900_000_u32, a in 0.0..1.0, b in 0.0..1.0) {
            let number = digits.to_string();
            let count = Count::of(&number).expect("it is a number");
            let shown = |share| count.shown(&number, Progress::clamped(share));
            let value = |share| shown(share).parse::<u32>().expect("it is a number");
            let (less, more) = if a < b { (a, b) } else { (b, a) };
            prop_assert!(value(less) <= value(more));
        }
    }
}
