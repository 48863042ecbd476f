//! Numbers as words write them, in Chinese and in English: whether a figure says what it counts.

/// The number that `number` and the words after it make, where they make a whole one: 5,000,000 of
/// `500` and `万千瓦`, of `5` and ` million kW`, of `百万` and `只`. None for what is written otherwise.
pub(super) fn counted(number: &str, after: &str) -> Option<u64> {
    let number = number.replace([',', '，', ' ', '\u{a0}', '\u{202f}'], "");
    let (mantissa, rest) = mantissa(&number)?;
    let text = [rest, after].concat();
    let factor = if rest.is_empty() && mantissa.is_written {
        factor_in_chinese(after).or_else(|| factor_in_english(after))
    } else {
        // All of the number itself must be understood.
        let read: String = rest.chars().filter(|sign| power(*sign).is_some()).collect();
        (read == rest).then(|| factor_in_chinese(&text)).flatten()
    };
    let value = mantissa.digits.checked_mul(factor.unwrap_or(1))?;
    let is_understood = factor.is_some() || rest.is_empty();
    let divisor = 10_u64.checked_pow(mantissa.decimals)?;
    (is_understood && value.is_multiple_of(divisor)).then(|| value / divisor)
}

/// What stands before any `万` or `million`.
struct Mantissa {
    digits: u64,
    /// How many of the digits stand behind the point.
    decimals: u32,
    /// Whether there are digits, or a number in words.
    is_written: bool,
}

/// Numbers in words, as far as they are written so.
const WORDS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];
const CHINESE: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];

fn mantissa(number: &str) -> Option<(Mantissa, &str)> {
    let end = number.find(|sign: char| !sign.is_ascii_digit() && sign != '.');
    let (written, rest) = number.split_at(end.unwrap_or(number.len()));
    if !written.is_empty() {
        let (whole, part) = written.split_once('.').unwrap_or((written, ""));
        let mantissa = Mantissa {
            digits: [whole, part].concat().parse().ok()?,
            decimals: u32::try_from(part.len()).ok()?,
            is_written: true,
        };
        return Some((mantissa, rest));
    }
    let in_words = |list: &[&str]| {
        list.iter()
            .position(|word| number.eq_ignore_ascii_case(word))
    };
    let said = |at: usize, rest| {
        let mantissa = Mantissa {
            digits: u64::try_from(at).ok()? + 1,
            decimals: 0,
            is_written: true,
        };
        Some((mantissa, rest))
    };
    if let Some(at) = in_words(&WORDS) {
        return said(at, "");
    }
    let mut signs = number.chars();
    let first = signs.next()?.to_string();
    if let Some(at) = CHINESE.iter().position(|sign| *sign == first) {
        return said(at, signs.as_str());
    }
    // `百万` is one of them.
    let alone = Mantissa {
        digits: 1,
        decimals: 0,
        is_written: false,
    };
    Some((alone, number))
}

fn power(sign: char) -> Option<u64> {
    Some(match sign {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// Units that begin as a number does.
const UNITS: [&str; 9] = [
    "千瓦", "千米", "千克", "千伏", "千卡", "千赫", "千字", "百分", "十字",
];

/// What the signs at the beginning of `text` multiply by; none where there is none.
fn factor_in_chinese(text: &str) -> Option<u64> {
    // `20多万`, `3余万`
    let mut rest = text.strip_prefix(['多', '余', '几']).unwrap_or(text);
    let mut factor: Option<u64> = None;
    while !UNITS.iter().any(|unit| rest.starts_with(unit)) {
        let mut signs = rest.chars();
        let Some(power) = signs.next().and_then(power) else {
            break;
        };
        factor = Some(factor.unwrap_or(1).checked_mul(power)?);
        rest = signs.as_str();
    }
    factor
}

fn factor_in_english(text: &str) -> Option<u64> {
    let word = text.split_whitespace().next()?;
    Some(match word {
        "hundred" => 100,
        "thousand" => 1_000,
        "million" => 1_000_000,
        "billion" => 1_000_000_000,
        "trillion" => 1_000_000_000_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(number: &str, after: &str, expected: impl Into<Option<u64>>) {
        assert_eq!(counted(number, after), expected.into(), "{number}{after}");
    }

    #[test]
    fn chinese_numbers_count_in_ten_thousands() {
        check("2", "万人", 20_000);
        check("500", "万千瓦", 5_000_000);
        check("1.5", "亿元", 150_000_000);
        check("百万", "只", 1_000_000);
        check("百", "亿元", 10_000_000_000);
        check("千", "元", 1_000);
        check("三", "万余人", 30_000);
        check("20", "多万人次", 200_000);
    }

    #[test]
    fn a_unit_that_begins_as_a_number_is_none() {
        check("500", "千瓦", 500);
        check("1432", "千米", 1_432);
        check("3", "百分点", 3);
        check("12", "余页", 12);
    }

    #[test]
    fn english_numbers_count_in_thousands() {
        check("5", " million kW", 5_000_000);
        check("1.25", " billion yuan", 1_250_000_000);
        check("1,000", " yuan", 1_000);
        check("three", " corridors", 3);
        check("30", " years", 30);
    }

    #[test]
    fn what_is_written_otherwise_is_not_guessed() {
        for number in ["三十五", "dozens", "a hundred", "3–5", ""] {
            check(number, "", None);
        }
        check("1.55", "", None);
    }
}
