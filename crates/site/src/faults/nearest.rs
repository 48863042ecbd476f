//! "Did you mean": the known word that an unknown one was probably to be.

use super::character::seen;

/// What to say to an author who wrote an unknown word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nearest {
    /// One known word is close.
    One(String),
    /// None is close; these are known.
    Some {
        /// The first few, in their own order.
        first: Vec<String>,
        /// How many there are besides.
        more: usize,
    },
    /// Nothing is known at all.
    Nothing,
    /// Others are known, and none of them can stand here.
    NoOther,
    /// There are too many faults for any to be compared.
    Unsought,
}

/// More known words than this make no list that anyone reads.
const LISTED: usize = 10;
/// Longer words are not compared: the work grows with the square of the length.
const LONGEST: usize = 64;
/// More characters that nobody sees hardly come into a word by mistake.
const HIDDEN: usize = 8;
/// More known words than this are not compared one by one.
const COMPARED: usize = 1_000;

impl Nearest {
    /// That one of `known` is meant, and it is not clear which.
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

    /// What to say about `word` where only `known` words may stand.
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
}

/// How many letters set the two apart, if they are few enough for a slip: a third of the longer
/// word. A different case, `_` for `-`, full-width letters and characters that nobody sees are no
/// distance at all. Names with different numbers in them are different things: 2020 is not meant
/// where 2021 is written, nor one region's code where another's is.
fn distance_if_close(word: &str, candidate: &str) -> Option<usize> {
    let (written, meant) = (word.chars().count(), candidate.chars().count());
    let (shorter, longer) = (written.min(meant), written.max(meant));
    // Characters that nobody sees may be many of those that are written.
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
    fn a_slip_of_one_letter_finds_the_word() {
        check("tianzuh", &["tianjin", "tianzhu", "ankang"], "tianzhu");
    }

    #[test]
    fn the_nearest_of_several_is_meant() {
        check("tianzhu2", &["tianzhu1a", "tianzhu"], "tianzhu");
    }

    #[test]
    fn of_two_equally_near_the_first_is_meant() {
        check("gansa", &["gansu", "gansi"], "gansu");
    }

    #[test]
    fn case_and_underscores_do_not_count() {
        check("East_To_West", &["both", "east-to-west"], "east-to-west");
    }

    #[test]
    fn what_nobody_sees_does_not_count() {
        check("tian\u{200B}zhu", &["tianzhu"], "tianzhu");
        check("ｔｉａｎｚｈｕ", &["tianzhu"], "tianzhu");
    }

    #[test]
    fn a_different_number_is_a_different_thing() {
        check_none("510100", &["150100", "510823"]);
        check_none("jobs-2021", &["jobs-2020"]);
    }

    #[test]
    fn a_wholly_different_word_is_not_guessed_at() {
        check_none("beijing", &["ankang", "tianzhu"]);
    }

    #[test]
    fn a_word_of_two_letters_may_be_one_letter_off() {
        check("zj", &["zh", "en"], "zh");
    }

    #[test]
    fn long_lists_are_cut() {
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
    fn with_nothing_known_there_is_nothing_to_guess() {
        assert_eq!(Nearest::to("x", []), Nearest::Nothing);
    }
}
