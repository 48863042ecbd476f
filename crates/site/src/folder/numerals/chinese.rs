//! Numbers as written in Chinese: 2万, 百亿, 三十五.

use shanhai_pages::article::Decimal;

use super::digits::leading;

/// The number that `number` and the text `after` it state.
pub(super) fn counted(before: &str, number: &str, after: &str) -> Option<Decimal> {
    if is_uncertain_before(before) {
        return None;
    }
    let (value, rest) = match leading(number) {
        Some(read) => read,
        None => (in_words(number.trim_end_matches(MORE))?, ""),
    };
    // The rest of `number` itself must be understood as well: `20多`, `3万`, `5%`.
    let (_, left) = factor(rest)?;
    if !left.trim_start_matches(['%', '‰', '+']).is_empty() {
        return None;
    }
    let text = [rest, after].concat();
    let (factor, rest) = factor(&text)?;
    let is_uncertain = AFTER.iter().any(|word| rest.starts_with(word))
        || rest.starts_with(|c: char| c.is_ascii_digit() || digit(c).is_some() || c == '/');
    (!is_uncertain).then(|| value.times(factor)).flatten()
}

/// Characters that mean "a little more". They stand between a number and its unit.
const MORE: [char; 3] = ['多', '余', '餘'];

/// Returns whether the text before the number contains the beginning of it: `几百`, `数十`, `三分之`.
fn is_uncertain_before(before: &str) -> bool {
    let before = before.trim_end();
    let last = before.chars().last();
    let is_number = |c: char| "几幾数數半".contains(c) || power(c).is_some() || digit(c).is_some();
    last.is_some_and(is_number) || before.ends_with("分之") && !before.ends_with("百分之")
}

/// Words after a number that change it.
const AFTER: [&str; 16] = [
    "几", "幾", "数", "半", "个半", "年半", "分之", "成", "折", "点", "又", "比", "兆", "千吨",
    "—", "至",
];

/// Units that begin with a character that would otherwise multiply.
const UNITS: [&str; 16] = [
    "千瓦", "千米", "千克", "千伏", "千卡", "千赫", "千字", "千帕", "千焦", "千兆", "千吨", "百分",
    "百货", "百姓", "十字", "万向",
];

/// The product of the multiplying characters at the start of `text`, and the text that follows
/// them.
fn factor(text: &str) -> Option<(i128, &str)> {
    let mut rest = text.trim_start();
    let mut factor: i128 = 1;
    loop {
        // `20多万`, `1.5个亿`, `万余人`
        let passed = rest.strip_prefix(MORE).unwrap_or(rest);
        let passed = match passed.strip_prefix(['个', '個']) {
            Some(behind) if behind.starts_with(['万', '亿', '萬', '億']) => behind,
            _ => passed,
        };
        if UNITS.iter().any(|unit| passed.starts_with(unit)) {
            return Some((factor, passed));
        }
        let mut characters = passed.chars();
        let Some(power) = characters.next().and_then(power) else {
            return Some((factor, passed));
        };
        factor = factor.checked_mul(power)?;
        rest = characters.as_str();
    }
}

fn power(character: char) -> Option<i128> {
    Some(match character {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => return None,
    })
}

fn digit(character: char) -> Option<i128> {
    if matches!(character, '两' | '兩') {
        return Some(2);
    }
    let at = "〇一二三四五六七八九"
        .chars()
        .position(|c| c == character)?;
    i128::try_from(at).ok()
}

/// Parses a number in words: 三十五, 两千一百, 百亿. `None` for anything else, such as 一二 (one or two).
fn in_words(text: &str) -> Option<Decimal> {
    let (mut whole, mut section, mut pending) = (0_i128, 0_i128, None);
    if text.is_empty() || text.contains("零零") {
        return None;
    }
    for character in text.chars() {
        if character == '零' {
            continue;
        }
        if let Some(value) = digit(character) {
            if pending.replace(value).is_some() {
                return None;
            }
            continue;
        }
        let power = power(character)?;
        if power < 10_000 {
            section += pending.take().unwrap_or(1) * power;
        } else {
            let below = section + pending.take().unwrap_or(0);
            let below = if below == 0 && whole == 0 { 1 } else { below };
            whole = (whole + below).checked_mul(power)?;
            section = 0;
        }
    }
    Decimal::new(whole + section + pending.unwrap_or(0), 0)
}
