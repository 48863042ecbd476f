//! The measurements that `tests/browser/bench/bench.ts` prints.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::figures::{Figure, figures};

/// The screens that are measured, in the order of the table's columns.
pub(super) const SCREENS: [&str; 2] = ["phone", "desk"];

/// The figures of every run on every screen.
pub(super) struct Measured {
    /// The browser's version.
    pub(super) browser: String,
    pub(super) cores: u64,
    screens: BTreeMap<&'static str, Screen>,
}

struct Screen {
    /// Every figure of each run, by its key.
    runs: Vec<BTreeMap<&'static str, f64>>,
    notes: Vec<String>,
}

/// A figure over all runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spread {
    pub(super) least: f64,
    pub(super) median: f64,
    pub(super) most: f64,
}

impl Measured {
    /// Reads the output of the measuring program.
    pub(super) fn read(json: &str) -> Result<Self> {
        let all: Value = serde_json::from_str(json)?;
        let browser = all["browser"].as_str().context("it names no browser")?;
        let screens = SCREENS
            .map(|name| Ok((name, Screen::read(&all["screens"][name]).context(name)?)))
            .into_iter()
            .collect::<Result<_>>()?;
        Ok(Self {
            browser: browser.to_owned(),
            cores: all["cores"].as_u64().context("it counts no cores")?,
            screens,
        })
    }

    /// A figure on one screen, or `None` if no run has it.
    pub(super) fn figure(&self, screen: &str, figure: &Figure) -> Option<Spread> {
        let screen = self.screens.get(screen)?;
        let values = screen.runs.iter().filter_map(|run| run.get(figure.key));
        Spread::of(values.copied().collect())
    }

    /// Notes on single runs.
    pub(super) fn notes(&self) -> impl Iterator<Item = &str> {
        let screens = SCREENS.iter().filter_map(|name| self.screens.get(name));
        screens.flat_map(|screen| screen.notes.iter().map(String::as_str))
    }

    /// Every figure whose median breaks its limit, in words.
    pub(super) fn over_limit(&self) -> Vec<String> {
        let of_screen = |screen: &'static str| {
            figures().filter_map(move |figure| {
                let Spread { median, .. } = self.figure(screen, figure)?;
                let Figure { key, limit, .. } = figure;
                let told = || format!("{screen} {key} {median:.1}, limit {}", limit.text());
                (!limit.holds(median)).then(told)
            })
        };
        SCREENS.into_iter().flat_map(of_screen).collect()
    }
}

impl Screen {
    fn read(screen: &Value) -> Result<Self> {
        let runs = screen["figures"].as_array().context("no figures")?;
        if runs.is_empty() {
            bail!("no run");
        }
        let notes = screen["notes"].as_array().context("no notes")?;
        Ok(Self {
            runs: runs.iter().map(run).collect::<Result<_>>()?,
            notes: notes
                .iter()
                .filter_map(|note| note.as_str().map(str::to_owned))
                .collect(),
        })
    }
}

fn run(run: &Value) -> Result<BTreeMap<&'static str, f64>> {
    figures()
        .filter(|figure| !figure.is_ratio || !run[figure.key].is_null())
        .map(|&Figure { key, .. }| {
            let value = run[key].as_f64();
            Ok((key, value.with_context(|| format!("a run lacks `{key}`"))?))
        })
        .collect()
}

impl Spread {
    /// `None` without values. With an even number of runs, the median is the lower of the two
    /// middle values: one that was measured.
    fn of(mut values: Vec<f64>) -> Option<Self> {
        values.sort_by(f64::total_cmp);
        Some(Self {
            least: *values.first()?,
            median: *values.get((values.len() - 1) / 2)?,
            most: *values.last()?,
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Two screens, each with a run per value, in which every figure has that value.
    pub(in crate::bench) fn alike(values: &[f64]) -> Measured {
        let run = |value: f64| figures().map(|&Figure { key, .. }| (key, value)).collect();
        let screen = |name| {
            let runs = values.iter().map(|&value| run(value)).collect();
            let notes = vec![format!("{name}, run 1: calm")];
            (name, Screen { runs, notes })
        };
        Measured {
            browser: "1.2.3".to_owned(),
            cores: 2,
            screens: SCREENS.map(screen).into_iter().collect(),
        }
    }

    #[track_caller]
    fn check(values: &[f64], expected: Option<[f64; 3]>) {
        let found = Spread::of(values.to_vec());
        let found = found.map(
            |Spread {
                 least,
                 median,
                 most,
             }| [least, median, most],
        );
        assert_eq!(found, expected);
    }

    #[test]
    fn the_median_stands_in_the_middle_whatever_the_order() {
        check(&[9.0, 1.0, 2.0], Some([1.0, 2.0, 9.0]));
    }

    #[test]
    fn of_two_runs_the_median_is_one_that_was_seen() {
        check(&[4.0, 1.0], Some([1.0, 1.0, 4.0]));
    }

    #[test]
    fn no_run_has_no_figure() {
        check(&[], None);
    }

    #[test]
    fn a_run_that_lacks_a_figure_is_told_with_its_screen() {
        let fault = Measured::read(
            r#"{ "browser": "1", "cores": 2, "screens": { "phone": { "figures": [{}], "notes": [] } } }"#,
        );
        let fault = fault.map(|_| ()).expect_err("the run is empty");
        assert_eq!(format!("{fault:#}"), "phone: a run lacks `load.first.kib`");
    }

    #[test]
    fn only_figures_over_their_limits_are_told() {
        let over = alike(&[0.0]).over_limit();
        assert_eq!(
            over,
            [
                "phone scroll.frames 0.0, limit ≥ 55",
                "phone read.frames 0.0, limit ≥ 55",
                "desk scroll.frames 0.0, limit ≥ 55",
                "desk read.frames 0.0, limit ≥ 55"
            ]
        );
    }
}
