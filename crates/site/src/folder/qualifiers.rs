//! Finds the qualifier in a figure's wording: over, nearly, about. Chinese and English only.

use shanhai_pages::article::Qualifier;

use super::numerals::KnownLanguage;
use crate::diagnostics::character::seen;

/// The qualifier that the words around a number express.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StatedQualifier {
    /// They express this qualifier.
    Some(Qualifier),
    /// They express no qualifier.
    None,
    /// They may express a qualifier that this module does not know.
    Unknown,
}

impl StatedQualifier {
    /// Returns whether `qualifier` matches the words, or cannot be compared with them. A number
    /// that is "reached" may also be exact.
    pub(super) fn agrees(self, qualifier: Qualifier) -> bool {
        match self {
            Self::Unknown => true,
            Self::None => matches!(qualifier, Qualifier::Exact | Qualifier::Reaching),
            Self::Some(Qualifier::Reaching) => {
                matches!(qualifier, Qualifier::Exact | Qualifier::Reaching)
            }
            Self::Some(stated) => stated == qualifier,
        }
    }
}

/// The qualifier that `before` and `after` express in the language of `subtag`.
pub(super) fn stated_qualifier(subtag: &str, before: &str, after: &str) -> StatedQualifier {
    let Some(language) = KnownLanguage::of(subtag) else {
        return StatedQualifier::Unknown;
    };
    let before = seen(before).trim().to_lowercase();
    let after = seen(after).to_lowercase();
    let (ends, begins, holds) = match language {
        KnownLanguage::Chinese => (CHINESE_BEFORE, CHINESE_AFTER, CHINESE_WITHIN),
        KnownLanguage::English => (ENGLISH_BEFORE, ENGLISH_AFTER, ENGLISH_WITHIN),
    };
    let found = ending(&before, ends, language)
        .or_else(|| ending(&before, SIGNS, KnownLanguage::Chinese))
        .or_else(|| beginning(after.trim_start(), begins))
        .or_else(|| within(&after, holds));
    match found {
        Some(qualifier) => StatedQualifier::Some(qualifier),
        None if before.chars().all(|c| !c.is_alphanumeric()) => StatedQualifier::None,
        None => StatedQualifier::Unknown,
    }
}

use Qualifier::{About, Exact, Nearly, Over, Reaching};

type Markers = &'static [(&'static str, Qualifier)];

const SIGNS: Markers = &[
    ("≥", Over),
    (">", Over),
    ("≤", Nearly),
    ("<", Nearly),
    ("~", About),
    ("≈", About),
    ("±", About),
];

/// Words that end like a marker but are not one (`附近`, `签约`) are listed as `Exact`.
const CHINESE_BEFORE: Markers = &[
    ("不超过", Nearly),
    ("未超过", Nearly),
    ("没超过", Nearly),
    ("不超", Nearly),
    ("不高于", Nearly),
    ("不多于", Nearly),
    ("不大于", Nearly),
    ("不足", Nearly),
    ("不到", Nearly),
    ("未到", Nearly),
    ("不及", Nearly),
    ("不满", Nearly),
    ("低于", Nearly),
    ("少于", Nearly),
    ("小于", Nearly),
    ("至多", Nearly),
    ("最多", Nearly),
    ("附近", Exact),
    ("最近", Exact),
    ("邻近", Exact),
    ("就近", Exact),
    ("近", Nearly),
    ("不低于", Over),
    ("不少于", Over),
    ("不小于", Over),
    ("不下", Over),
    ("不止", Over),
    ("至少", Over),
    ("起码", Over),
    ("高于", Over),
    ("大于", Over),
    ("多于", Over),
    ("超过", Over),
    ("超過", Over),
    ("超出", Over),
    ("超", Over),
    ("逾", Over),
    ("突破", Over),
    ("已过", Over),
    ("近乎", Nearly),
    ("几乎", Nearly),
    ("签约", Exact),
    ("簽約", Exact),
    ("节约", Exact),
    ("集约", Exact),
    ("合约", Exact),
    ("条约", Exact),
    ("公约", Exact),
    ("预约", Exact),
    ("违约", Exact),
    ("履约", Exact),
    ("契约", Exact),
    ("特约", Exact),
    ("约", About),
    ("約", About),
    ("约为", About),
    ("大概", About),
    ("大致", About),
    ("上下", About),
    ("左右", About),
    ("高达", Reaching),
    ("多达", Reaching),
    ("达到", Reaching),
    ("到达", Exact),
    ("抵达", Exact),
    ("达", Reaching),
    ("達", Reaching),
];

const CHINESE_AFTER: Markers = &[("多", Over), ("余", Over), ("餘", Over), ("+", Over)];

const CHINESE_WITHIN: Markers = &[
    ("以上", Over),
    ("有余", Over),
    ("开外", Over),
    ("左右", About),
    ("上下", About),
    ("以下", Nearly),
    ("以内", Nearly),
    ("之多", Reaching),
];

const ENGLISH_BEFORE: Markers = &[
    ("no more than", Nearly),
    ("not more than", Nearly),
    ("not over", Nearly),
    ("at most", Nearly),
    ("less than", Nearly),
    ("fewer than", Nearly),
    ("nearly", Nearly),
    ("almost", Nearly),
    ("close to", Nearly),
    ("just under", Nearly),
    ("under", Nearly),
    ("below", Nearly),
    ("not quite", Nearly),
    ("approaching", Nearly),
    ("just short of", Nearly),
    ("no less than", Over),
    ("no fewer than", Over),
    ("not less than", Over),
    ("at least", Over),
    ("more than", Over),
    ("greater than", Over),
    ("higher than", Over),
    ("over", Over),
    ("above", Over),
    ("exceeding", Over),
    ("exceeded", Over),
    ("in excess of", Over),
    ("upwards of", Over),
    ("upward of", Over),
    ("beyond", Over),
    ("topping", Over),
    ("about", About),
    ("around", About),
    ("roughly", About),
    ("approximately", About),
    ("approx.", About),
    ("approx", About),
    ("circa", About),
    ("ca.", About),
    ("c.", About),
    ("some", About),
    ("reaching", Reaching),
    ("reached", Reaching),
    ("as many as", Reaching),
    ("as much as", Reaching),
    ("up to", Reaching),
];

const ENGLISH_AFTER: Markers = &[
    ("+", Over),
    ("-plus", Over),
    ("plus ", Over),
    ("-odd", Over),
    ("odd ", Over),
];

const ENGLISH_WITHIN: Markers = &[
    (" or more", Over),
    (" and more", Over),
    (" or so", About),
    (" more or less", About),
    (" or fewer", Nearly),
    (" or less", Nearly),
    (" at least", Over),
    (" at most", Nearly),
];

/// The qualifier of the longest marker that `text` ends with.
fn ending(text: &str, markers: Markers, language: KnownLanguage) -> Option<Qualifier> {
    let text = text.strip_suffix('了').unwrap_or(text);
    // A currency sign may follow the marker: `over ¥`, `超$`.
    let text = text.trim_end_matches(|c: char| "$¥￥€£ ".contains(c));
    let text = text.strip_suffix("了").unwrap_or(text);
    let is_word = |marker: &str| {
        let head = text.strip_suffix(marker);
        head.is_some_and(|head| {
            language == KnownLanguage::Chinese || !head.ends_with(char::is_alphanumeric)
        })
    };
    let found = markers.iter().filter(|(marker, _)| is_word(marker));
    let longest = found.max_by_key(|(marker, _)| marker.len());
    longest
        .map(|(_, qualifier)| *qualifier)
        .filter(|it| *it != Exact)
}

/// The marker that `text` begins with, after characters that multiply: `万余人`.
fn beginning(text: &str, markers: Markers) -> Option<Qualifier> {
    let text = text.strip_prefix(['个', '個']).unwrap_or(text);
    let text = text.trim_start_matches(['十', '百', '千', '万', '亿', '萬', '億']);
    let words = ["hundred", "thousand", "million", "billion", "trillion"];
    let text = words
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .map_or(text, str::trim_start);
    let found = markers.iter().find(|(marker, _)| text.starts_with(marker));
    found.map(|(_, qualifier)| *qualifier)
}

fn within(text: &str, markers: Markers) -> Option<Qualifier> {
    // An English marker must end at the end of a word.
    let is_there = |marker: &str| {
        let behind = text.split_once(marker).map(|(_, behind)| behind);
        let is_chinese = !marker.is_ascii();
        behind.is_some_and(|behind| is_chinese || !behind.starts_with(char::is_alphanumeric))
    };
    let found = markers.iter().find(|(marker, _)| is_there(marker));
    found.map(|(_, qualifier)| *qualifier)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(subtag: &str, before: &str, after: &str, expected: StatedQualifier) {
        assert_eq!(
            stated_qualifier(subtag, before, after),
            expected,
            "{before}…{after}"
        );
    }

    #[test]
    fn chinese_qualifying_words_are_recognised() {
        for (before, after, expected) in [
            ("超", "元", Over),
            ("总额已超过", "元", Over),
            ("突破了", "元", Over),
            ("", "余家", Over),
            ("", "多亿元", Over),
            ("", "万余人", Over),
            ("", "人以上", Over),
            ("≥", "人", Over),
            ("近", "万人", Nearly),
            ("不超过", "人", Nearly),
            ("不足", "人", Nearly),
            ("约", "人", About),
            ("", "人左右", About),
            ("达", "元", Reaching),
        ] {
            check("zh", before, after, StatedQualifier::Some(expected));
        }
    }

    #[test]
    fn english_qualifying_words_are_recognised() {
        for (before, after, expected) in [
            ("over ", "", Over),
            ("more than ¥", "", Over),
            ("no more than ", "", Nearly),
            ("at least ", "", Over),
            ("", " or more people", Over),
            ("", "+", Over),
            ("nearly ", " people", Nearly),
            ("about ", " people", About),
            ("", " or so", About),
            ("reaching ", " billion", Reaching),
        ] {
            check("en", before, after, StatedQualifier::Some(expected));
        }
    }

    #[test]
    fn a_word_that_ends_like_a_marker_is_not_a_marker() {
        check("zh", "签约", "个项目", StatedQualifier::Unknown);
        check("zh", "附近", "个村", StatedQualifier::Unknown);
        check("en", "a makeover ", "", StatedQualifier::Unknown);
        check("en", "", " or morels", StatedQualifier::None);
    }

    #[test]
    fn a_bare_number_has_no_qualifier() {
        check("zh", "", "家", StatedQualifier::None);
        check("en", "¥", " million", StatedQualifier::None);
    }

    #[test]
    fn other_languages_are_not_judged() {
        check("es", "más de ", "", StatedQualifier::Unknown);
        check("ja", "約", "人", StatedQualifier::Unknown);
    }
}
