//! Finds runs of another language's letters in a text, so that the page can mark them for screen
//! readers.

use std::ops::Range;

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'t> {
    /// Its text.
    pub text: &'t str,
    /// True if its script differs from that of the page's language.
    pub is_foreign: bool,
}

/// Returns whether a language is written in Chinese characters, alone or together with other
/// scripts.
#[must_use]
pub fn is_written_in_han(language: &str) -> bool {
    let subtag = language.split('-').next().unwrap_or_default();
    matches!(subtag, "zh" | "yue" | "lzh" | "ja" | "ko")
}

/// Returns whether `character` is a Chinese character.
#[must_use]
pub fn is_han(character: char) -> bool {
    matches!(
        character,
        '々' | '〇'
            | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}'
    )
}

/// The runs of a text on a page in `language`: Chinese characters among letters, or English words
/// among Chinese characters. Abbreviations such as AI belong to Chinese.
#[must_use]
pub fn runs<'t>(text: &'t str, language: &str) -> Vec<Run<'t>> {
    let foreign = if is_written_in_han(language) {
        join_runs(&english_words(text), text, |between| {
            matches!(between, " " | "-" | "’" | "'")
        })
    } else {
        join_runs(&han(text), text, |between| {
            between.chars().all(is_chinese_punctuation)
        })
    };
    let mut runs = Vec::new();
    let mut at = 0;
    let mut push = |range: Range<usize>, is_foreign| {
        let text = text.get(range).unwrap_or_default();
        if !text.is_empty() {
            runs.push(Run { text, is_foreign });
        }
    };
    for run in foreign {
        push(at..run.start, false);
        at = run.end;
        push(run, true);
    }
    push(at..text.len(), false);
    runs
}

/// Returns whether the character is punctuation that may join Chinese characters into one run.
fn is_chinese_punctuation(c: char) -> bool {
    matches!(c, '—' | '…' | '·' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF60}')
}

/// The byte ranges of single Chinese characters.
fn han(text: &str) -> Vec<Range<usize>> {
    let characters = text.char_indices().filter(|&(_, c)| is_han(c));
    characters.map(|(at, c)| at..at + c.len_utf8()).collect()
}

/// The byte ranges of words that an English voice would read: more than one letter, and not all
/// capitals.
fn english_words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric() || is_han(c)) {
        let letters = word.trim_end_matches(|c: char| !c.is_alphanumeric() || is_han(c));
        let is_word = 1 < letters.len()
            && letters.bytes().all(|letter| letter.is_ascii_alphabetic())
            && letters.bytes().any(|letter| letter.is_ascii_lowercase());
        if is_word {
            words.push(at..at + letters.len());
        }
        at += word.len();
    }
    words
}

/// Merges neighbours among `runs` that are separated only by text that `joins` accepts.
fn join_runs(runs: &[Range<usize>], text: &str, joins: fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(last) if text.get(last.end..run.start).is_some_and(joins) => last.end = run.end,
            _ => joined.push(run.clone()),
        }
    }
    joined
}

/// The characters of a story's name if there are four, all of them Chinese: a seal shows them in two
/// columns.
pub(crate) fn seal(name: &str) -> Option<[char; 4]> {
    let letters: Vec<char> = name.chars().collect();
    let letters = <[char; 4]>::try_from(letters).ok()?;
    letters.iter().all(|&it| is_han(it)).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In `expected`, brackets mark the foreign runs.
    #[track_caller]
    fn check(language: &str, text: &str, expected: &str) {
        let runs = runs(text, language).into_iter().map(|run| {
            if run.is_foreign {
                format!("[{}]", run.text)
            } else {
                run.text.to_owned()
            }
        });
        assert_eq!(runs.collect::<String>(), expected);
    }

    #[test]
    fn chinese_characters_are_foreign_in_latin_text() {
        check("en", "白 must be 日: the two", "[白] must be [日]: the two");
    }

    #[test]
    fn chinese_punctuation_belongs_to_the_chinese_text_around_it() {
        check("en", "(同心共奋进——观察)", "([同心共奋进——观察])");
        check("en", "《西鸽》, a winery", "《[西鸽]》, a winery");
    }

    #[test]
    fn english_words_are_foreign_in_chinese_text() {
        check(
            "zh-CN",
            "晕渲：Natural Earth；坐标",
            "晕渲：[Natural Earth]；坐标",
        );
        check("zh-CN", "据GeoNames的坐标", "据[GeoNames]的坐标");
    }

    #[test]
    fn abbreviations_and_single_letters_are_not_foreign_in_chinese() {
        check(
            "zh-CN",
            "AI芯片（CC BY 4.0），“S”当是“5”",
            "AI芯片（CC BY 4.0），“S”当是“5”",
        );
    }

    #[test]
    fn a_pinyin_syllable_with_its_tone_is_not_an_english_word() {
        check("zh-CN", "熺读xī", "熺读xī");
    }

    #[test]
    fn a_text_without_letters_has_no_runs() {
        check("en", "", "");
        assert_eq!(runs("", "zh-CN"), Vec::new());
    }
}
