//! Dates in the format of HTML's `time` element: a year, a month or a day.

/// Returns whether `text` is a valid year `1996`, month `2021-08` or day `2021-02-25`.
pub(super) fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let Some(year) = year
        .and_then(|year| number(year, 4))
        .filter(|&year| 0 < year)
    else {
        return false;
    };
    if parts.next().is_some() {
        return false;
    }
    match (
        month.map(|month| number(month, 2)),
        day.map(|day| number(day, 2)),
    ) {
        (None, _) => true,
        (Some(Some(month)), None) => (1..=12).contains(&month),
        (Some(Some(month)), Some(Some(day))) => (1..=days(year, month)).contains(&day),
        _ => false,
    }
}

/// Returns whether `words` are consistent with `date`. Only numbers in digits are compared: a year
/// of four digits, a month before `月` and a day before `日`.
pub(super) fn agrees(words: &str, date: &str) -> bool {
    let parts: Vec<&str> = date.split('-').collect();
    let mut numbers = words.split(|c: char| !c.is_ascii_digit());
    let year = numbers.find(|number| number.len() == 4);
    let before = |mark: char| {
        let (head, _) = words.split_once(mark)?;
        let digits = head.trim_end_matches(|c: char| c.is_ascii_digit());
        head[digits.len()..].parse::<u32>().ok()
    };
    let is = |at: usize, number: Option<u32>| {
        let known = parts.get(at).and_then(|part| part.parse().ok());
        number.is_none() || known.is_none() || number == known
    };
    is(0, year.and_then(|year| year.parse().ok())) && is(1, before('月')) && is(2, before('日'))
}

/// Parses a number of exactly `digits` digits.
fn number(text: &str, digits: usize) -> Option<u32> {
    let is_plain = text.len() == digits && text.chars().all(|c| c.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

/// The number of days in the month, or 0 if there is no such month.
fn days(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_months_and_days_are_dates() {
        for text in ["1996", "2021-08", "2021-02-25", "2024-02-29", "2000-02-29"] {
            assert!(is_date(text), "{text}");
        }
    }

    #[test]
    fn an_impossible_day_is_not_a_date() {
        for text in [
            "2023-02-29",
            "1900-02-29",
            "2021-04-31",
            "2021-13",
            "2021-00",
            "0000",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn a_text_with_another_date_does_not_agree() {
        for (words, date, expected) in [
            ("2019年9月", "2019-09", true),
            ("2019年9月", "2018-09", false),
            ("2019年9月", "2019-08", false),
            ("9月3日", "2019-09-03", true),
            ("9月3日", "2019-09-04", false),
            ("June 16, 2026", "2026-06-16", true),
            ("June 16, 2025", "2026-06-16", false),
            ("那一年", "2026", true),
        ] {
            assert_eq!(agrees(words, date), expected, "{words} {date}");
        }
    }

    #[test]
    fn other_date_notations_are_not_known() {
        for text in [
            "",
            "96",
            "1996年",
            "2021-8",
            "2021/08",
            "25-02-2021",
            "+996",
            "2021-02-25-1",
            "2021-",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }
}
