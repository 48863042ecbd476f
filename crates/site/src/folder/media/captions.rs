//! Captions in `WebVTT` (W3C, "`WebVTT`: The Web Video Text Tracks Format", section 4).

use std::ops::Range;

use crate::diagnostics::{Findings, MediaProblem};

const ARROW: &str = "-->";

/// Blocks that hold no caption begin with one of these words.
const OTHERS: [&str; 3] = ["NOTE", "STYLE", "REGION"];

/// Reports what players would leave out of the captions in `text`.
pub(super) fn check(text: &str, findings: &mut Findings) {
    let mut blocks = blocks(text).into_iter();
    let head = text.lines().next().unwrap_or_default();
    let is_head = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    if !head.strip_prefix("WEBVTT").is_some_and(is_head) {
        findings.add(0..head.len(), MediaProblem::NoHeader);
        return;
    }
    blocks.next();
    let mut count = 0;
    for block in blocks {
        let Some(first) = block.first() else {
            continue;
        };
        let word = text[first.clone()].split([' ', '\t']).next();
        if word.is_some_and(|word| OTHERS.contains(&word)) {
            continue;
        }
        count += 1;
        // A caption may have a name in the line above its times.
        let mut lines = block.iter().take(2);
        let times = lines.find(|line| text[(*line).clone()].contains(ARROW));
        let problem = match times {
            Some(line) => problem_of(&text[line.clone()]),
            None => Some(MediaProblem::NoTimes),
        };
        if let Some(problem) = problem {
            findings.add(times.unwrap_or(first).clone(), problem);
        }
    }
    if count == 0 {
        findings.add(0..head.len(), MediaProblem::NoCues);
    }
}

/// The blocks of lines, which empty lines separate, as spans without line ends.
fn blocks(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut blocks = Vec::new();
    let mut block = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        if start < end {
            block.push(start..end);
        } else if !block.is_empty() {
            blocks.push(std::mem::take(&mut block));
        }
        start += line.len();
    }
    if !block.is_empty() {
        blocks.push(block);
    }
    blocks
}

/// The problem with a line of times: `00:01.000 --> 00:04.000 line:0`.
fn problem_of(line: &str) -> Option<MediaProblem> {
    let times = line.split_once(ARROW).and_then(|(start, end)| {
        let end = end.split_whitespace().next()?;
        Some((milliseconds(start.trim())?, milliseconds(end)?))
    });
    match times {
        Some((start, end)) if start < end => None,
        Some(_) => Some(MediaProblem::EndsTooEarly),
        None => Some(MediaProblem::BadTimes),
    }
}

/// The time `hh:mm:ss.ttt` or `mm:ss.ttt`.
fn milliseconds(time: &str) -> Option<u64> {
    let (time, fraction) = time.split_once('.')?;
    let parts: Vec<_> = time.split(':').collect();
    let (hours, minutes, seconds) = match *parts {
        [hours, minutes, seconds] if 2 <= hours.len() => (hours, minutes, seconds),
        [minutes, seconds] => ("00", minutes, seconds),
        _ => return None,
    };
    let below_sixty = |text: &str| number(text, 2).filter(|number| *number < 60);
    // More digits than these are more hours than any video has.
    let hours = number(hours, hours.len().min(6))?;
    let seconds = (hours * 60 + below_sixty(minutes)?) * 60 + below_sixty(seconds)?;
    Some(seconds * 1000 + number(fraction, 3)?)
}

/// The number that consists of this many digits.
fn number(text: &str, digits: usize) -> Option<u64> {
    let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_minutes_seconds_and_milliseconds() {
        assert_eq!(milliseconds("00:01.250"), Some(1250));
        assert_eq!(milliseconds("01:00:00.000"), Some(3_600_000));
        assert_eq!(milliseconds("100:59:59.999"), Some(363_599_999));
        for other in [
            "",
            "1",
            "00:01",
            "0:01.000",
            "00:60.000",
            "00:01.5",
            "00:01,500",
            "1:00:00.000",
            "00:00:00:00.000",
            "-0:01.000",
            "9999999:00:00.000",
            "零:01.000",
        ] {
            assert_eq!(milliseconds(other), None, "{other}");
        }
    }

    #[test]
    fn settings_may_follow_the_times() {
        assert_eq!(
            problem_of("00:01.000 --> 00:02.000 line:0 align:left"),
            None
        );
        assert_eq!(problem_of("00:01.000-->00:02.000"), None);
        assert_eq!(
            problem_of("00:02.000 --> 00:02.000"),
            Some(MediaProblem::EndsTooEarly)
        );
        assert_eq!(problem_of("00:02.000 -->"), Some(MediaProblem::BadTimes));
    }
}
