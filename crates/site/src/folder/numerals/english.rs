//! Numbers as written in English: 5 million, three, 15 lakh.

use shanhai_pages::article::Decimal;

use super::digits::leading;

/// The number that `number` and the text `after` it state.
pub(super) fn counted(before: &str, number: &str, after: &str) -> Option<Decimal> {
    if PARTS
        .iter()
        .any(|part| words(before).any(|word| word == *part))
    {
        return None;
    }
    let (value, rest) = match leading(number) {
        Some(read) => read,
        None => (in_words(number)?, ""),
    };
    // The rest of `number` itself must be understood as well: `5 million`, `5%`.
    let left = rest.trim_matches(['%', '‰', '+', ' ']);
    if !left.is_empty() && !words(left).all(|word| multiplier(&word).is_some()) {
        return None;
    }
    let text = [rest, after].concat();
    let mut factor: i128 = 1;
    for word in words(&text) {
        match multiplier(&word) {
            Some(power) => factor = factor.checked_mul(power)?,
            None if UNCERTAIN.contains(&&*word) => return None,
            None => break,
        }
    }
    value.times(factor)
}

/// The words of `text`, in lower case.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| c.is_whitespace() || ",.()".contains(c))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// Words before a number that make it a fraction.
const PARTS: [&str; 6] = ["half", "third", "thirds", "quarter", "quarters", "fifth"];

/// Words after a number that may multiply or continue it.
const UNCERTAIN: [&str; 20] = [
    "k", "m", "b", "t", "g", "mn", "mln", "mil", "mio", "bn", "bln", "tn", "mm", "thou", "mrd",
    "and", "score", "gross", "in", "to",
];

fn multiplier(word: &str) -> Option<i128> {
    Some(match word {
        "dozen" | "dozens" => 12,
        "hundred" | "hundreds" => 100,
        "thousand" | "thousands" => 1_000,
        "lakh" | "lakhs" => 100_000,
        "million" | "millions" => 1_000_000,
        "crore" | "crores" => 10_000_000,
        "billion" | "billions" => 1_000_000_000,
        "trillion" | "trillions" => 1_000_000_000_000,
        _ => return None,
    })
}

const WORDS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

fn in_words(text: &str) -> Option<Decimal> {
    let mut list = WORDS.iter();
    let at = list.position(|word| text.eq_ignore_ascii_case(word))?;
    Decimal::new(i128::try_from(at).ok()?, 0)
}
