//! Parses numbers as the text writes them, to check that a figure's wording states its value.
//!
//! Number words are known in Chinese and English only. In other languages, a number with any word
//! around it is not checked, nor is one whose separators can be read in two ways.

mod chinese;
mod digits;
mod english;

use shanhai_pages::article::Decimal;

use crate::diagnostics::character::seen;

/// The number that a figure's wording states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// Exactly this number.
    Number(Decimal),
    /// This number, or this number times a power of ten that the unit may contain (`Mio. €`).
    Scaled(Decimal),
}

impl Counted {
    /// Returns whether `value` is the number that the wording states.
    pub(super) fn agrees(self, value: Decimal) -> bool {
        match self {
            Self::Number(number) => number == value,
            Self::Scaled(number) => value == number || value.is_scaled(number),
        }
    }

    /// The number as stated.
    pub(super) fn number(self) -> Decimal {
        match self {
            Self::Number(number) | Self::Scaled(number) => number,
        }
    }
}

/// A language whose number words are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KnownLanguage {
    Chinese,
    English,
}

impl KnownLanguage {
    /// The language of a subtag, if its number words are known.
    pub(super) fn of(subtag: &str) -> Option<Self> {
        match subtag {
            "zh" => Some(Self::Chinese),
            "en" => Some(Self::English),
            _ => None,
        }
    }
}

/// The number that `before`, `number` and `after` state in the language of `subtag`: 5,000,000 for
/// `500` and `万千瓦`, or for `5` and ` million kW`. `None` if it is uncertain.
pub(super) fn counted(subtag: &str, before: &str, number: &str, after: &str) -> Option<Counted> {
    let Some(language) = KnownLanguage::of(subtag) else {
        let is_alone = before.trim().is_empty() && after.trim().is_empty();
        let read = digits::in_any_language(number)?;
        return is_alone.then_some(Counted::Scaled(read));
    };
    let (before, number, after) = (seen(before), seen(number), seen(after));
    let after_number = after.trim_start();
    let is_part = before.contains(|c: char| c.is_ascii_digit())
        || after_number.starts_with(|c: char| c.is_ascii_digit() || "½¼¾/:/–~-".contains(c));
    if is_part && !is_compound(after_number) {
        return None;
    }
    let (negative, number) = digits::sign(&before, number.trim());
    let read = match language {
        KnownLanguage::Chinese => chinese::counted(&before, number, after_number),
        KnownLanguage::English => english::counted(&before, number, &after),
    };
    let read = if negative { read?.times(-1) } else { read };
    read.map(Counted::Number)
}

/// Returns whether `after` begins with a compound, as in `-odd` and `-plus`: its hyphen is neither
/// a minus sign nor a range.
fn is_compound(after: &str) -> bool {
    let word = after.strip_prefix('-').unwrap_or_default();
    word.starts_with(|c: char| c.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_in(subtag: &str, [before, number, after]: [&str; 3], expected: &str) {
        let counted = counted(subtag, before, number, after);
        let counted = counted.map_or("?".to_owned(), |counted| counted.number().to_string());
        assert_eq!(counted, expected, "{before}{number}{after}");
    }

    #[track_caller]
    fn check_zh(number: &str, after: &str, expected: &str) {
        check_in("zh", ["", number, after], expected);
    }

    #[track_caller]
    fn check_en(number: &str, after: &str, expected: &str) {
        check_in("en", ["", number, after], expected);
    }

    #[test]
    fn chinese_numbers_use_units_of_ten_thousand() {
        check_zh("2", "万人", "20000");
        check_zh("500", "万千瓦", "5000000");
        check_zh("1.5", "亿元", "150000000");
        check_zh("1.5", "个亿", "150000000");
        check_zh("百万", "只", "1000000");
        check_zh("百", "亿元", "10000000000");
        check_zh("千", "元", "1000");
        check_zh("三", "万余人", "30000");
        check_zh("三十五", "个", "35");
        check_zh("两千一百", "人", "2100");
        check_zh("20", "多万人次", "200000");
        check_zh("3", "萬億元", "3000000000000");
    }

    #[test]
    fn a_unit_that_starts_like_a_number_is_not_a_number() {
        check_zh("500", "千瓦", "500");
        check_zh("1432", "千米", "1432");
        check_zh("3", "个百分点", "3");
        check_zh("12", "余页", "12");
    }

    #[test]
    fn english_numbers_use_units_of_a_thousand() {
        check_en("5", " million kW", "5000000");
        check_en("1.25", " billion yuan", "1250000000");
        check_en("2", " hundred thousand", "200000");
        check_en("1,000", " yuan", "1000");
        check_en("15", " lakh", "1500000");
        check_en("three", " corridors", "3");
        check_en("30", " years", "30");
    }

    #[test]
    fn percentages_and_fractions_are_numbers() {
        check_zh("16.8", "%", "16.8");
        check_zh("16．8", "％", "16.8");
        check_zh("2.5", "个百分点", "2.5");
        check_en("16.8", "%", "16.8");
        check_en("0.5", " percentage points", "0.5");
        check_in("zh", ["百分之", "16.8", ""], "16.8");
    }

    #[test]
    fn negative_numbers_are_numbers() {
        check_zh("-3.2", "%", "-3.2");
        check_zh("−3.2", "%", "-3.2");
        check_in("zh", ["零下", "20", "摄氏度"], "-20");
        check_in("zh", ["负", "3", "℃"], "-3");
        check_in("en", ["minus ", "3", " degrees"], "-3");
    }

    #[test]
    fn other_notations_are_not_guessed() {
        for number in [
            "几十", "十几", "3—5", "3~5", "1:2", "", "1,5", "1.2.3", "三成",
        ] {
            check_zh(number, "", "?");
        }
        for number in ["dozens", "a hundred", "3–5", "1/2", "1,5"] {
            check_en(number, "", "?");
        }
        check_zh("1", "亿2000万", "?");
        check_zh("3", "个半月", "?");
        check_zh("3", "成", "?");
        check_zh("三", "分之一", "?");
        check_en("1", " and a half million", "?");
        check_en("5", "m", "?");
        check_en("5", "bn yuan", "?");
        check_in("en", ["half of ", "30", ""], "?");
        check_in("zh", ["几", "百", "人"], "?");
    }

    #[test]
    fn number_words_of_other_languages_are_not_guessed() {
        for (subtag, number, after) in [
            ("es", "1,5", " millones"),
            ("de", "1,5", " Mio."),
            ("hi", "15", " लाख"),
            ("ko", "150", "만"),
            ("ja", "15", "万人"),
            ("vi", "1,5", " triệu"),
            ("de", "1.000", ""),
            ("ar", "خمسة", ""),
        ] {
            check_in(subtag, ["", number, after], "?");
        }
    }

    #[test]
    fn unambiguous_digits_are_read_in_any_language() {
        for (number, expected) in [
            ("16.8", "16.8"),
            ("16,8", "16.8"),
            ("1.234.567", "1234567"),
            ("1 234 567", "1234567"),
            ("1.234,5", "1234.5"),
            ("0,125", "0.125"),
            ("१५", "15"),
            ("١٢٫٥", "12.5"),
            ("15,00,000", "1500000"),
            ("-3", "-3"),
        ] {
            check_in("hi", ["", number, ""], expected);
        }
    }

    #[test]
    fn a_unit_of_another_language_may_contain_a_power_of_ten() {
        let counted = counted("de", "", "1,5", "").expect("it is a number");
        assert!(counted.agrees("1500000".parse().expect("it is a number")));
        assert!(!counted.agrees("1600000".parse().expect("it is a number")));
    }
}
