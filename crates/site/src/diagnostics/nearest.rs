//! Suggestions ("did you mean …?"): the known word that the author of an unknown one probably
//! meant.

use super::{character::seen, quoted::Quoted};

/// A suggestion for an unknown word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nearest {
    /// One known word is similar.
    One(String),
    /// No known word is similar; these are known.
    Some {
        /// The first few, in their original order.
        first: Vec<String>,
        /// The number of the others.
        more: usize,
    },
    /// No words are known.
    Nothing,
    /// Words are known, but none of them is allowed here.
    NoOther,
    /// Not compared, because there are too many diagnostics.
    NotCompared,
}

/// At most this many known words are listed: nobody reads a longer list.
const LISTED: usize = 10;
/// Longer words are not compared, because the work grows with the square of the length.
const LONGEST: usize = 64;
/// More invisible characters than this rarely get into a word by mistake.
const HIDDEN: usize = 8;
/// At most this many known words are compared.
const COMPARED: usize = 1_000;

impl Nearest {
    /// A list of `known` words, without a guess which one is meant.
    #[must_use]
    pub fn among<'k>(known: impl IntoIterator<Item = &'k str>) -> Self {
        let mut known = known.into_iter().map(str::to_owned);
        let first: Vec<String> = known.by_ref().take(LISTED).collect();
        if first.is_empty() {
            return Self::Nothing;
        }
        let more = known.count();
        Self::Some { first, more }
    }

    /// The suggestion for the unknown `word` where only `known` words are allowed.
    #[must_use]
    pub fn to<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Self {
        let mut all = 0;
        let mut first = Vec::new();
        let mut best: Option<(usize, &str)> = None;
        for candidate in known {
            if all < LISTED {
                first.push(candidate.to_owned());
            }
            if all < COMPARED
                && let Some(distance) = distance_if_close(word, candidate)
                && best.is_none_or(|(least, _)| distance < least)
            {
                best = Some((distance, candidate));
            }
            all += 1;
        }
        match best {
            Some((_, candidate)) => Self::One(candidate.to_owned()),
            None if all == 0 => Self::Nothing,
            None => Self::Some {
                more: all - first.len(),
                first,
            },
        }
    }

    /// The suggestion as a question, or a list of the known words after `introduction`.
    pub(super) fn help(&self, introduction: &str) -> String {
        match self {
            Self::One(word) => format!("did you mean {}?", Quoted(word)),
            Self::Some { first, more } => {
                let list: Vec<String> = first.iter().map(|word| Quoted(word).to_string()).collect();
                let rest = match more {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                format!("{introduction} {}{rest}", list.join(", "))
            }
            Self::Nothing => "the story has none yet".to_owned(),
            Self::NoOther => "the story has no other".to_owned(),
            Self::NotCompared => "fix the errors above first".to_owned(),
        }
    }
}

/// The edit distance between the two words in characters, or `None` if it is more than a third of
/// the longer word and so hardly a typing mistake. Case, `_` for `-`, full-width letters and
/// invisible characters do not count. Words that contain different numbers are never similar:
/// `2020` is not meant by `2021`, nor one region's code by another's.
fn distance_if_close(word: &str, candidate: &str) -> Option<usize> {
    let (written, meant) = (word.chars().count(), candidate.chars().count());
    let (shorter, longer) = (written.min(meant), written.max(meant));
    // Many of the written characters may be invisible.
    if LONGEST < longer || longer.max(3) / 3 + HIDDEN < longer - shorter {
        return None;
    }
    let plain = |text: &str| seen(text).to_lowercase().replace('_', "-");
    let (word, candidate) = (plain(word), plain(candidate));
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let (written, meant) = (digits(&word), digits(&candidate));
    if !written.is_empty() && !meant.is_empty() && written != meant {
        return None;
    }
    let (written, meant) = (word.chars().count(), candidate.chars().count());
    let (shorter, longer) = (written.min(meant), written.max(meant));
    let allowed = longer.max(3) / 3;
    if LONGEST < longer || allowed < longer - shorter {
        return None;
    }
    let distance = strsim::damerau_levenshtein(&word, &candidate);
    (distance <= allowed).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, known: &[&str], expected: &str) {
        let nearest = Nearest::to(word, known.iter().copied());
        assert_eq!(nearest, Nearest::One(expected.to_owned()));
    }

    #[track_caller]
    fn check_none(word: &str, known: &[&str]) {
        let nearest = Nearest::to(word, known.iter().copied());
        assert!(matches!(nearest, Nearest::Some { .. }), "{nearest:?}");
    }

    #[test]
    fn a_word_with_one_wrong_letter_is_found() {
        check("tianzuh", &["tianjin", "tianzhu", "ankang"], "tianzhu");
    }

    #[test]
    fn the_nearest_of_several_words_is_suggested() {
        check("tianzhu2", &["tianzhu1a", "tianzhu"], "tianzhu");
    }

    #[test]
    fn of_two_equally_near_words_the_first_is_suggested() {
        check("gansa", &["gansu", "gansi"], "gansu");
    }

    #[test]
    fn case_and_underscores_do_not_count() {
        check("East_To_West", &["both", "east-to-west"], "east-to-west");
    }

    #[test]
    fn invisible_characters_do_not_count() {
        check("tian\u{200B}zhu", &["tianzhu"], "tianzhu");
        check("ｔｉａｎｚｈｕ", &["tianzhu"], "tianzhu");
    }

    #[test]
    fn words_with_different_numbers_are_not_similar() {
        check_none("510100", &["150100", "510823"]);
        check_none("jobs-2021", &["jobs-2020"]);
    }

    #[test]
    fn a_wholly_different_word_has_no_suggestion() {
        check_none("beijing", &["ankang", "tianzhu"]);
    }

    #[test]
    fn a_word_of_two_letters_may_be_one_letter_off() {
        check("zj", &["zh", "en"], "zh");
    }

    #[test]
    fn long_lists_are_shortened() {
        let known: Vec<String> = (0..20)
            .map(|number| format!("place-number-{number}"))
            .collect();
        let nearest = Nearest::to("x", known.iter().map(String::as_str));
        let Nearest::Some { first, more } = nearest else {
            panic!("`x` is near to nothing");
        };
        assert_eq!((first.len(), more), (10, 10));
    }

    #[test]
    fn a_word_of_a_million_letters_is_not_compared() {
        check_none(&"x".repeat(1_000_000), &["x"]);
    }

    #[test]
    fn without_known_words_there_is_no_suggestion() {
        assert_eq!(Nearest::to("x", []), Nearest::Nothing);
    }
}
