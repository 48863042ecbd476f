//! Numbers that the build writes itself.

use super::Locale;

impl Locale {
    /// Writes a whole number: with the word for a power of ten if it is a multiple of one, otherwise
    /// with commas between thousands.
    pub(crate) fn number(&self, number: u64) -> String {
        let mut powers = self.powers.iter();
        let power = powers.find(|(power, _)| number != 0 && number.is_multiple_of(*power));
        let (number, word) = match power {
            Some((power, word)) => (number / power, *word),
            None => (number, ""),
        };
        let digits = number.to_string();
        let grouped = digits.char_indices().map(|(at, digit)| {
            let is_after_group = 0 < at && (digits.len() - at).is_multiple_of(3);
            [
                if is_after_group { "," } else { "" },
                digit.encode_utf8(&mut [0; 4]),
            ]
            .concat()
        });
        [&*grouped.collect::<String>(), word].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_its_language_does() {
        let written = |language, number| Locale::of(language).number(number);
        assert_eq!(
            [100, 100_000].map(|it| written("zh-CN", it)),
            ["100", "10万"]
        );
        assert_eq!(
            [100, 100_000].map(|it| written("en", it)),
            ["100", "100,000"]
        );
    }
}
