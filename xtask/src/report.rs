//! The report at the end of `cargo xtask test`: how each stage ended, the summaries of the test
//! runners, and the slowest tests.

use std::cmp::Reverse;
use std::time::Duration;

use crate::command::Kept;
use crate::stage::Stage;

/// The number of slowest tests in the report.
const SLOWEST: usize = 40;

/// The outcome of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Everything in it holds.
    Passed(Duration),
    /// Something in it does not hold.
    Failed(Duration),
    /// It needs a stage that did not pass.
    NotRun,
}

/// The stages of a run in their order, the runners' summaries, and the tests that ran.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) ended: Vec<(Stage, End)>,
    pub(crate) kept: Kept,
}

impl Report {
    /// Whether `stage` has passed, or is not part of the run.
    pub(crate) fn allows(&self, stage: Stage) -> bool {
        let end = self.ended.iter().find(|(other, _)| *other == stage);
        end.is_none_or(|(_, end)| matches!(end, End::Passed(_)))
    }

    /// The stages that failed.
    pub(crate) fn failed(&self) -> Vec<Stage> {
        let failed = |(stage, end): &(Stage, End)| matches!(end, End::Failed(_)).then_some(*stage);
        self.ended.iter().filter_map(failed).collect()
    }

    /// A line for each stage, their sum, the slowest tests, and the summaries.
    pub(crate) fn text(&self) -> String {
        let mut whole = Duration::ZERO;
        let mut lines = Vec::new();
        for &(stage, end) in &self.ended {
            let (word, time) = match end {
                End::Passed(time) => ("passed ", Some(time)),
                End::Failed(time) => ("FAILED ", Some(time)),
                End::NotRun => ("not run", None),
            };
            whole += time.unwrap_or_default();
            lines.push(line(&stage.name(), word, time));
        }
        lines.push(line("all", "", Some(whole)) + "\n");
        lines.extend(self.slowest());
        lines.extend(self.kept.summary.iter().cloned());
        lines.join("\n")
    }

    /// The slowest tests, slowest first, below a line with the sum of all.
    fn slowest(&self) -> Vec<String> {
        let tests = &self.kept.tests;
        if tests.is_empty() {
            return Vec::new();
        }
        let whole: Duration = tests.iter().map(|test| test.time).sum();
        let mut slowest: Vec<_> = tests.iter().collect();
        slowest.sort_by_key(|test| Reverse(test.time));
        let (many, seconds) = (tests.len(), whole.as_secs());
        let mut lines = vec![format!("slowest of {many} tests, {seconds} s in all:")];
        let listed = slowest.into_iter().take(SLOWEST);
        lines
            .extend(listed.map(|test| format!("{:8.1} s  {}", test.time.as_secs_f64(), test.name)));
        lines.push(String::new());
        lines
    }
}

fn line(name: &str, word: &str, time: Option<Duration>) -> String {
    let seconds = time.map(|time| format!("{:8.1} s", time.as_secs_f64()));
    format!("{name:<14} {word:<7}{}", seconds.unwrap_or_default())
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runner::Timed;

    fn timed((name, ms): (&str, u64)) -> Timed {
        let (name, time) = (name.to_owned(), Duration::from_millis(ms));
        Timed { name, time }
    }

    #[test]
    fn the_report_names_the_stages_that_failed_and_those_that_need_them() {
        let report = Report {
            ended: vec![
                (Stage::Format, End::Passed(Duration::from_millis(1_240))),
                (Stage::HostTests, End::Failed(Duration::from_secs(61))),
                (Stage::Build, End::Failed(Duration::from_secs(2))),
                (Stage::BrowserTests, End::NotRun),
            ],
            kept: Kept {
                summary: vec!["     Summary [   0.1s] 3 tests run: 2 passed, 1 failed".to_owned()],
                tests: [("a", 1_200), ("b", 60_000)].map(timed).to_vec(),
            },
        };
        assert_eq!(report.failed(), [Stage::HostTests, Stage::Build]);
        assert_eq!(
            report.text(),
            "format         passed      1.2 s\n\
             host-tests     FAILED     61.0 s\n\
             build          FAILED      2.0 s\n\
             browser-tests  not run\n\
             all                       64.2 s\n\n\
             slowest of 2 tests, 61 s in all:\n    \
             60.0 s  b\n     \
             1.2 s  a\n\n     \
             Summary [   0.1s] 3 tests run: 2 passed, 1 failed"
        );
    }

    #[test]
    fn a_stage_may_run_unless_what_it_needs_has_failed() {
        let report = Report {
            ended: vec![
                (Stage::Lints, End::Passed(Duration::ZERO)),
                (Stage::Build, End::Failed(Duration::ZERO)),
            ],
            ..Report::default()
        };
        assert!(report.allows(Stage::Lints));
        assert!(report.allows(Stage::Package), "it is no part of the run");
        assert!(!report.allows(Stage::Build));
    }
}
