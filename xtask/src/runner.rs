//! Reads the output of test runners and checkers: the lines that summarise a run, and each test's
//! time.

use std::time::Duration;

/// A runner, by the format of its lines. Lines have no colours.
#[derive(Clone, Copy)]
pub(crate) struct Runner {
    /// Set to repeat the line at the end of the whole run.
    pub(crate) is_summary: fn(&str) -> bool,
    /// The test that the line reports.
    pub(crate) test: fn(&str) -> Option<Timed>,
}

/// A test and its duration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Timed {
    pub(crate) name: String,
    pub(crate) time: Duration,
}

/// cargo's own test runner, which prints no times.
pub(crate) const CARGO: Runner = Runner {
    is_summary: |line| line.starts_with("test result: "),
    test: |_| None,
};

/// cargo-deny ends with one line for all its checks: `bans ok, licenses ok, sources ok`.
pub(crate) const DENY: Runner = Runner {
    is_summary: |line| line.starts_with("bans "),
    test: |_| None,
};

pub(crate) const NEXTEST: Runner = Runner {
    is_summary: |line| {
        let line = line.trim_start();
        line.starts_with("Summary [") || line.starts_with("FAIL [")
    },
    test: nextest_test,
};

pub(crate) const PLAYWRIGHT: Runner = Runner {
    is_summary: is_playwright_summary,
    test: playwright_test,
};

pub(crate) const NODE: Runner = Runner {
    is_summary: is_node_summary,
    test: node_test,
};

/// Cargo's clippy wrapper names each crate that has warnings at the end of its output.
pub(crate) const CLIPPY: Runner = Runner {
    is_summary: |line| line.starts_with("warning: `") && line.contains(" generated "),
    test: |_| None,
};

/// Playwright ends with a line for each outcome, `  12 passed (3.4s)`, each followed by the tests
/// that did not pass: `    [phone] › walk.spec.ts:3:1 › down the page`.
fn is_playwright_summary(line: &str) -> bool {
    let outcomes = ["passed", "failed", "flaky", "skipped", "interrupted", "did"];
    line.starts_with("    [") || is_counted(line, 0, &outcomes)
}

/// Node ends with a line for each outcome, `ℹ pass 12`, then the failed tests: `✖ a test (3ms)`.
fn is_node_summary(line: &str) -> bool {
    let outcomes = ["tests", "pass", "fail", "cancelled", "skipped", "todo"];
    let counted = line.strip_prefix("ℹ ");
    line.starts_with("✖ ") || counted.is_some_and(|line| is_counted(line, 1, &outcomes))
}

/// Returns whether the line begins with a number, at this index of 0 and 1, and one of `words`.
fn is_counted(line: &str, number: usize, words: &[&str]) -> bool {
    let first: Vec<_> = line.split_whitespace().take(2).collect();
    first.len() == 2 && first[number].parse::<u32>().is_ok() && words.contains(&first[1 - number])
}

/// Reads `        PASS [   0.004s] (  1/573) shanhai-story scene::tests::name`.
fn nextest_test(line: &str) -> Option<Timed> {
    let (mark, rest) = line.trim_start().split_once(" [")?;
    let (time, name) = rest.split_once("s] ")?;
    let name = name.split_once(") ").map_or(name, |(_, name)| name);
    if ["PASS", "FAIL"].contains(&mark.trim()) {
        return timed(name, time.trim(), 1.0);
    }
    None
}

/// Reads `  ✓  1 [phone] › walk.spec.ts:3:1 › down the page (1.2s)`.
fn playwright_test(line: &str) -> Option<Timed> {
    let rest = line.trim_start().strip_prefix(['✓', '✘'])?.trim_start();
    let (_, name) = rest.split_once(' ')?;
    let (name, time) = name.strip_suffix(')')?.rsplit_once(" (")?;
    for (unit, seconds) in [("ms", 0.001), ("s", 1.0), ("m", 60.0)] {
        if let Some(time) = time.strip_suffix(unit) {
            return timed(name.trim_start_matches(' '), time, seconds);
        }
    }
    None
}

/// Reads `    ✔ Firefox: the words are there (12.3ms)`, the line of a test or a group of tests.
/// Lines with less indentation are about a whole file or an engine.
fn node_test(line: &str) -> Option<Timed> {
    let rest = line
        .strip_prefix("    ")?
        .trim_start()
        .strip_prefix(['✔', '✖'])?;
    let (name, time) = rest.trim().strip_suffix("ms)")?.rsplit_once(" (")?;
    timed(name, time, 0.001)
}

fn timed(name: &str, time: &str, seconds: f64) -> Option<Timed> {
    let time = Duration::try_from_secs_f64(time.parse::<f64>().ok()? * seconds).ok()?;
    let name = name.to_owned();
    Some(Timed { name, time })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(runner: Runner, line: &str, name: &str, ms: u64) {
        let time = Duration::from_millis(ms);
        let name = name.to_owned();
        assert_eq!((runner.test)(line), Some(Timed { name, time }), "{line:?}");
    }

    #[test]
    fn a_run_of_playwright_is_summed_up_by_its_outcomes_and_the_tests_that_did_not_pass() {
        let is_summary = PLAYWRIGHT.is_summary;
        assert!(is_summary("  12 passed (3.4s)"));
        assert!(is_summary("  2 did not run"));
        assert!(is_summary("    [phone] › walk.spec.ts:3:1 › down the page"));
        assert!(!is_summary("Running 12 tests using 2 workers"));
        assert!(!is_summary("  ✓  1 walk.spec.ts:3:1 › 12 passed (1s)"));
    }

    #[test]
    fn a_run_of_node_is_summed_up_by_its_outcomes_and_the_tests_that_failed() {
        let is_summary = NODE.is_summary;
        assert!(is_summary("ℹ tests 39"));
        assert!(is_summary("ℹ fail 0"));
        assert!(is_summary("✖ Firefox: it lives (3.2ms)"));
        assert!(!is_summary("ℹ duration_ms 54975.406933"));
        assert!(!is_summary("    ✔ Firefox: tests 3 (12ms)"));
    }

    #[test]
    fn clippy_is_summed_up_by_the_crates_that_have_warnings() {
        let is_summary = CLIPPY.is_summary;
        assert!(is_summary("warning: `shanhai` (lib) generated 1 warning"));
        assert!(!is_summary("warning: unused variable: `x`"));
    }

    #[test]
    fn the_time_of_a_test_is_read_from_its_line() {
        let line = "        PASS [   1.250s] (  1/573) shanhai-story scene::tests::name";
        check(NEXTEST, line, "shanhai-story scene::tests::name", 1_250);
        let line = "  ✓    60 [phone] › built.spec.ts:85:1 › a title (in brackets) (850ms)";
        check(
            PLAYWRIGHT,
            line,
            "[phone] › built.spec.ts:85:1 › a title (in brackets)",
            850,
        );
        let line = "  ✘  7 [desk] › a.spec.ts:1:1 › slow (1.5m)";
        check(PLAYWRIGHT, line, "[desk] › a.spec.ts:1:1 › slow", 90_000);
        check(
            NODE,
            "    ✔ Firefox: it lives (12.0ms)",
            "Firefox: it lives",
            12,
        );
    }

    #[test]
    fn other_lines_report_no_test() {
        assert_eq!(
            (NEXTEST.test)("     Summary [   0.1s] 3 tests run: 3 passed"),
            None
        );
        assert_eq!(
            (PLAYWRIGHT.test)("  -  3 [desk] › a.spec.ts:1:1 › skipped"),
            None
        );
        assert_eq!((PLAYWRIGHT.test)("  12 passed (3.4s)"), None);
        assert_eq!((NODE.test)("  ✔ Firefox (12.3ms)"), None);
    }
}
