//! Numbers in digits: minus signs, separators, and the digits of other scripts.

use shanhai_pages::article::Decimal;

/// Characters that mark a number as negative.
const MINUS: [char; 4] = ['-', '−', '－', '﹣'];

/// Words before a number that mark it as negative.
const MINUS_WORDS: [&str; 6] = ["负", "負", "零下", "minus", "negative", "−"];

/// Returns whether the number is negative, and the number without its sign.
pub(super) fn sign<'n>(before: &str, number: &'n str) -> (bool, &'n str) {
    if let Some(rest) = number.strip_prefix(MINUS).or(number.strip_prefix('负')) {
        return (true, rest);
    }
    let before = before.trim_end().to_lowercase();
    let is_negative =
        before.ends_with(MINUS) || MINUS_WORDS.iter().any(|word| before.ends_with(word));
    (is_negative, number)
}

/// The number at the start of `text`, as written in Chinese or English, and the text after it.
/// `None` if there are no digits, or if their separators are not those of these languages.
pub(super) fn leading(text: &str) -> Option<(Decimal, &str)> {
    let is_part = |c: char| c.is_ascii_digit() || is_separator(c);
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let written = text[..end].trim_end_matches(is_separator);
    let rest = &text[written.len()..];
    let (whole, part) = match written.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (written, None),
    };
    let whole = grouped(whole, |c| is_separator(c) && c != '.')?;
    let number = match part {
        Some(part) if !part.bytes().all(|byte| byte.is_ascii_digit()) => return None,
        Some(part) => format!("{whole}.{part}"),
        None => whole,
    };
    Some((number.parse().ok()?, rest))
}

fn is_separator(character: char) -> bool {
    matches!(
        character,
        '.' | ',' | ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}' | '\'' | '’'
    )
}

/// The digits of `text` without group separators. `None` if the groups do not have valid lengths.
fn grouped(text: &str, is_separator: impl Fn(char) -> bool) -> Option<String> {
    let groups: Vec<&str> = text.split(is_separator).collect();
    let is_digits =
        |group: &&str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    if !groups.iter().all(is_digits) {
        return None;
    }
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let is_sound = match lengths.as_slice() {
        [_] => true,
        [first, others @ ..] if others.iter().all(|length| *length == 3) => (1..=3).contains(first),
        [first, others @ ..] if others.iter().all(|length| *length == 4) => (1..=4).contains(first),
        // Indian grouping: 15,00,000.
        [first, middle @ .., 3] => {
            (1..=2).contains(first) && middle.iter().all(|length| *length == 2)
        }
        _ => false,
    };
    is_sound.then(|| groups.concat())
}

/// The zeros of scripts that have their own digits.
const ZEROS: [u32; 19] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
    0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810, 0xFF10,
];

fn ascii_digit(character: char) -> char {
    let code = u32::from(character);
    let value = ZEROS.iter().find_map(|zero| {
        code.checked_sub(*zero)
            .filter(|value| *value < 10)
            .and_then(|value| char::from_digit(value, 10))
    });
    value.unwrap_or(character)
}

/// The number that `text` means in every language, under any convention for separators. `None` if
/// it has two readings, as `1.000` does.
pub(super) fn in_any_language(text: &str) -> Option<Decimal> {
    let text: String = text.trim().chars().map(ascii_digit).collect();
    let (is_negative, text) = sign("", &text);
    // The Arabic separators have one meaning each.
    let text = text.replace('٬', " ").replace('٫', "·");
    let separators: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    if !separators.iter().all(|c| is_separator(*c) || *c == '·') {
        return None;
    }
    let read = match decimal_separator(&text, &separators)? {
        None => grouped(&text, is_separator)?.parse().ok()?,
        Some(at) => {
            let (whole, part) = text.split_at(at);
            let part: String = part.chars().skip(1).collect();
            let whole = grouped(whole, is_separator)?;
            format!("{whole}.{part}").parse::<Decimal>().ok()?
        }
    };
    if is_negative {
        read.times(-1)
    } else {
        Some(read)
    }
}

/// The byte index of the decimal separator, or an inner `None` if there is none. The outer `None`
/// means that it is ambiguous.
#[expect(clippy::option_option, reason = "not clear, none, or one")]
fn decimal_separator(text: &str, separators: &[char]) -> Option<Option<usize>> {
    let Some(&last) = separators.last() else {
        return Some(None);
    };
    let at = text.rfind(last)?;
    let is_space = |c: char| !matches!(c, '.' | ',' | '·');
    let is_once = separators.iter().filter(|one| **one == last).count() == 1;
    let (whole, part) = (&text[..at], &text[at + last.len_utf8()..]);
    if is_space(last) || !is_once {
        return Some(None);
    }
    if last == '·' || 1 < separators.len() {
        // 15,00,000 has one kind of separator; 1.234,5 has two, and the last is the decimal one.
        return Some(Some(at));
    }
    match part.len() {
        // This may mean a thousand or one.
        3 if whole != "0" => None,
        _ => Some(Some(at)),
    }
}
