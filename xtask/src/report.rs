//! What `cargo xtask test` says at its end: how each stage went, and the runners' own closing lines.

use std::time::Duration;

use crate::stages::Stage;

/// What is said at the end.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) ended: Vec<(Stage, Duration)>,
    pub(crate) failed: Option<Stage>,
    pub(crate) not_run: Vec<Stage>,
    pub(crate) closing: Vec<String>,
}

impl Report {
    pub(crate) fn text(&self) -> String {
        let mut lines = Vec::new();
        for &(stage, time) in &self.ended {
            let word = if self.failed == Some(stage) {
                "FAILED"
            } else {
                "passed"
            };
            lines.push(format!(
                "{:<14} {word} {:>8.1} s",
                stage.name(),
                time.as_secs_f64()
            ));
        }
        for stage in &self.not_run {
            lines.push(format!("{:<14} not run", stage.name()));
        }
        let whole: Duration = self.ended.iter().map(|(_, time)| *time).sum();
        lines.push(format!(
            "{:<14}        {:>8.1} s\n",
            "all",
            whole.as_secs_f64()
        ));
        lines.extend(self.closing.iter().cloned());
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_names_what_failed_and_what_was_left() {
        let report = Report {
            ended: vec![
                (Stage::Format, Duration::from_millis(1_240)),
                (Stage::HostTests, Duration::from_secs(61)),
            ],
            failed: Some(Stage::HostTests),
            not_run: vec![Stage::Build],
            closing: vec!["     Summary [   0.1s] 3 tests run: 2 passed, 1 failed".to_owned()],
        };
        assert_eq!(
            report.text(),
            "format         passed      1.2 s\n\
             host-tests     FAILED     61.0 s\n\
             build          not run\n\
             all                       62.2 s\n\n     \
             Summary [   0.1s] 3 tests run: 2 passed, 1 failed"
        );
    }
}
