//! Dates that the build writes itself.

use std::fmt;

use super::Locale;

/// A day where the story is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// The year.
    pub year: u16,
    /// The month, 1–12.
    pub month: u8,
    /// The day of the month, 1–31.
    pub day: u8,
}

impl fmt::Display for Day {
    /// Formats it as in ISO 8601: `2026-09-01`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Locale {
    /// Writes a day in full.
    pub(crate) fn day(&self, Day { year, month, day }: Day) -> String {
        let month = self
            .months
            .get(usize::from(month.saturating_sub(1)))
            .unwrap_or(&"");
        let [year, day] = [year.to_string(), day.to_string()];
        self.day
            .replace("{year}", &year)
            .replace("{month}", month)
            .replace("{day}", &day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_its_language_does() {
        let day = Day {
            year: 2026,
            month: 9,
            day: 1,
        };
        assert_eq!(Locale::of("zh-CN").day(day), "2026年9月1日");
        assert_eq!(Locale::of("en").day(day), "1 September 2026");
    }
}
