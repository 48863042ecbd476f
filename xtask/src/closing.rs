//! The lines with which test runners and checkers close, which are said again at the end.

pub(crate) fn is_cargo_summary(line: &str) -> bool {
    line.starts_with("test result: ")
}

/// cargo-deny closes with one line for all it checked: `bans ok, licenses ok, sources ok`.
pub(crate) fn is_deny_summary(line: &str) -> bool {
    line.starts_with("bans ")
}

pub(crate) fn is_nextest_summary(line: &str) -> bool {
    line.trim_start().starts_with("Summary [")
}

/// Playwright closes with a line for each outcome: `  12 passed (3.4s)`.
pub(crate) fn is_playwright_summary(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let is_counted = words
        .next()
        .is_some_and(|count| count.parse::<u32>().is_ok());
    let outcomes = ["passed", "failed", "flaky", "skipped", "interrupted", "did"];
    is_counted
        && words
            .next()
            .is_some_and(|outcome| outcomes.contains(&outcome))
}

/// Node closes with a line for each outcome: `ℹ pass 12`.
pub(crate) fn is_node_summary(line: &str) -> bool {
    let outcomes = ["tests", "pass", "fail", "cancelled", "skipped", "todo"];
    let words = line.strip_prefix("ℹ ").map(str::split_whitespace);
    words.is_some_and(|mut words| {
        let is_named = words.next().is_some_and(|word| outcomes.contains(&word));
        is_named
            && words
                .next()
                .is_some_and(|count| count.parse::<u32>().is_ok())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_closing_lines_of_playwright_are_kept() {
        assert!(is_playwright_summary("  12 passed (3.4s)"));
        assert!(is_playwright_summary("  2 did not run"));
        assert!(!is_playwright_summary("Running 12 tests using 2 workers"));
        assert!(!is_playwright_summary(
            "  ✓  1 walk.spec.ts:3:1 › 12 passed (1s)"
        ));
    }

    #[test]
    fn only_the_closing_lines_of_node_are_kept() {
        assert!(is_node_summary("ℹ tests 39"));
        assert!(is_node_summary("ℹ fail 0"));
        assert!(!is_node_summary("ℹ duration_ms 54975.406933"));
        assert!(!is_node_summary("    ✔ Firefox: tests 3 (12ms)"));
    }
}
