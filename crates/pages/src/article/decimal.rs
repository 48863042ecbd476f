//! The value of a figure: an exact decimal number.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A decimal number of at most 28 digits, without rounding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decimal {
    /// The digits as one integer. If there are decimals, the last digit is not 0.
    digits: i128,
    /// The number of decimals among the digits.
    decimals: u32,
}

/// The text is not a decimal number of at most 28 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADecimal;

/// More digits than any figure has. Products with powers of ten still fit `i128`.
const MOST_DIGITS: u32 = 28;

impl Decimal {
    /// The number with these digits, the last `decimals` of them after the point; `None` if there
    /// are too many digits.
    #[must_use]
    pub fn new(digits: i128, decimals: u32) -> Option<Self> {
        let (mut digits, mut decimals) = (digits, decimals);
        while 0 < decimals && digits % 10 == 0 {
            digits /= 10;
            decimals -= 1;
        }
        let is_short = digits.unsigned_abs() < 10_u128.pow(MOST_DIGITS);
        (is_short && decimals <= MOST_DIGITS).then_some(Self { digits, decimals })
    }

    /// The product with an integer; `None` if it has too many digits.
    #[must_use]
    pub fn times(self, factor: i128) -> Option<Self> {
        Self::new(self.digits.checked_mul(factor)?, self.decimals)
    }

    /// The quotient by a power of ten; `None` if it has too many decimals.
    #[must_use]
    pub fn over(self, power: u32) -> Option<Self> {
        Self::new(self.digits, self.decimals.checked_add(power)?)
    }

    /// The number as an integer; `None` if it has decimals or is negative.
    #[must_use]
    pub fn as_count(self) -> Option<u64> {
        let is_whole = self.decimals == 0;
        u64::try_from(self.digits).ok().filter(|_| is_whole)
    }

    /// Returns whether the number is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// Returns whether this is `other` times a power of ten.
    #[must_use]
    pub fn is_scaled(self, other: Self) -> bool {
        let significant = |mut digits: i128| {
            while digits != 0 && digits % 10 == 0 {
                digits /= 10;
            }
            digits
        };
        significant(self.digits) == significant(other.digits)
    }

    /// The number of parts, out of `parts` for the whole of `whole`, that this number makes up:
    /// rounded down, at most `parts`, and 0 for a negative number.
    #[must_use]
    pub fn share(self, whole: Self, parts: u32) -> u32 {
        let scale = self.decimals.max(whole.decimals);
        let at_scale = |one: Self| {
            let factor = 10_i128.checked_pow(scale - one.decimals)?;
            one.digits.checked_mul(factor)
        };
        let share = at_scale(self)
            .zip(at_scale(whole))
            .and_then(|(part, whole)| part.max(0).checked_mul(parts.into())?.checked_div(whole));
        let share = share.and_then(|share| u32::try_from(share).ok());
        share.unwrap_or(0).min(parts)
    }
}

impl From<u64> for Decimal {
    fn from(count: u64) -> Self {
        Self {
            digits: count.into(),
            decimals: 0,
        }
    }
}

impl FromStr for Decimal {
    type Err = NotADecimal;

    /// Parses a number as TOML writes it: `16.8`, `-3`, `1.5e6`.
    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let plain = text.replace('_', "");
        let (number, exponent) = plain.split_once(['e', 'E']).unwrap_or((&plain, "0"));
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let (sign, whole) = match whole.as_bytes().first() {
            Some(b'-') => (-1, &whole[1..]),
            Some(b'+') => (1, &whole[1..]),
            _ => (1, whole),
        };
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole) || !is_digits(part) {
            return Err(NotADecimal);
        }
        let digits: i128 = [whole, part].concat().parse().map_err(|_| NotADecimal)?;
        let exponent: i32 = exponent.parse().map_err(|_| NotADecimal)?;
        let decimals = i32::try_from(part.len()).map_err(|_| NotADecimal)?;
        let decimals = decimals.checked_sub(exponent).ok_or(NotADecimal)?;
        let padded = 10_i128.checked_pow(decimals.min(0).unsigned_abs());
        let digits = padded.and_then(|factor| digits.checked_mul(factor));
        let decimals = u32::try_from(decimals.max(0)).map_err(|_| NotADecimal)?;
        digits
            .and_then(|digits| Self::new(sign * digits, decimals))
            .ok_or(NotADecimal)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        // There are at most 28 digits and decimals. If a product would not fit, the integer parts
        // already differ.
        let whole = |one: &Self| one.digits / 10_i128.pow(one.decimals);
        whole(self).cmp(&whole(other)).then_with(|| {
            let part = |one: &Self| {
                (one.digits % 10_i128.pow(one.decimals)) * 10_i128.pow(MOST_DIGITS - one.decimals)
            };
            part(self).cmp(&part(other))
        })
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    /// As HTML and TOML write numbers: `-16.8`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.decimals == 0 {
            return write!(f, "{}", self.digits);
        }
        let power = 10_u128.pow(self.decimals);
        let digits = self.digits.unsigned_abs();
        let sign = if self.digits < 0 { "-" } else { "" };
        let width = self.decimals as usize;
        write!(f, "{sign}{}.{:0width$}", digits / power, digits % power)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Decimal {
        text.parse().expect("it is a decimal number")
    }

    #[test]
    fn a_number_is_shown_as_it_is() {
        for (text, shown) in [
            ("20", "20"),
            ("16.80", "16.8"),
            ("-0.05", "-0.05"),
            ("+3.0", "3"),
            ("1.5e6", "1500000"),
            ("1e-3", "0.001"),
            ("-0.0", "0"),
            ("1_000.5", "1000.5"),
            ("18446744073709551615", "18446744073709551615"),
        ] {
            assert_eq!(read(text).to_string(), shown);
        }
    }

    #[test]
    fn an_invalid_number_is_not_parsed() {
        for text in ["", "-", "nan", "inf", "1,5", "1.2.3", "1e999", "--1", ".5"] {
            assert_eq!(text.parse::<Decimal>(), Err(NotADecimal), "{text}");
        }
        let long = "9".repeat(29);
        assert_eq!(long.parse::<Decimal>(), Err(NotADecimal));
    }

    #[test]
    fn numbers_compare_by_value() {
        assert!(read("16.8") < read("20"));
        assert!(read("-3") < read("-2.9"));
        assert!(read("0.1") < read("0.11"));
        assert_eq!(read("2.50"), read("2.5"));
        let most = "9".repeat(28);
        assert!(read("0.0000000000000000000000000001") < read(&most));
    }

    #[test]
    fn a_share_is_rounded_down_and_never_negative() {
        assert_eq!(read("16.8").share(read("100"), 880), 147);
        assert_eq!(read("-1").share(read("2"), 880), 0);
        assert_eq!(read("0").share(read("0"), 880), 0);
    }

    #[test]
    fn a_power_of_ten_is_recognised() {
        assert!(read("1500000").is_scaled(read("1.5")));
        assert!(!read("1500000").is_scaled(read("1.6")));
    }
}
