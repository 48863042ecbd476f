//! `cargo xtask test`: runs every check, in order, in one call.

use std::fs;
use std::mem;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::browsers;
use crate::build;
use crate::command::{self, Kept};
use crate::docs;
use crate::missing::{self, Missing};
use crate::package;
use crate::report::{End, Report};
use crate::runner;
use crate::scripts;
use crate::stage::{Scope, Stage, needs_of};
use crate::workspace::Workspace;

/// Runs the stages of `scope`, or only the named one, and reports at the end how each went. After a
/// failure, only the stages that need the failed one are left out.
pub(crate) fn run(
    workspace: &Workspace,
    only: Option<Stage>,
    scope: Scope,
    missing: Missing,
) -> Result<()> {
    let stages = only.map_or_else(|| scope.stages(), |stage| vec![stage]);
    missing::settle(workspace, &needs_of(&stages), missing)?;
    let mut report = Report::default();
    for stage in &stages {
        if !stage.follows().iter().all(|before| report.allows(*before)) {
            report.ended.push((*stage, End::NotRun));
            continue;
        }
        println!("\n== {} ==", stage.name());
        let started = Instant::now();
        let outcome = stage.run(workspace, scope);
        let time = started.elapsed();
        report.kept.append(outcome.kept);
        let end = match outcome.result {
            Ok(()) => End::Passed(time),
            Err(error) => {
                eprintln!("\n{error:#}");
                End::Failed(time)
            }
        };
        report.ended.push((*stage, end));
    }
    let text = report.text();
    println!("\n{text}");
    let file = workspace.target.join("test-report.txt");
    fs::write(&file, text + "\n").with_context(|| format!("cannot write {}", file.display()))?;
    let failed: Vec<_> = report.failed().into_iter().map(Stage::name).collect();
    if !failed.is_empty() {
        bail!("xtask test: {} failed", failed.join(", "));
    }
    println!("xtask test: {0} of {0} stages passed", stages.len());
    Ok(())
}

/// The outcome of a stage, and the report of its test runner.
struct Outcome {
    kept: Kept,
    result: Result<()>,
}

impl From<Result<()>> for Outcome {
    fn from(result: Result<()>) -> Self {
        (Kept::default(), result).into()
    }
}

impl From<(Kept, Result<()>)> for Outcome {
    fn from((kept, result): (Kept, Result<()>)) -> Self {
        Self { kept, result }
    }
}

impl Outcome {
    /// Adds a later run; the result is the first failure.
    fn then(&mut self, (kept, result): (Kept, Result<()>)) {
        self.kept.append(kept);
        let before = mem::replace(&mut self.result, Ok(()));
        self.result = before.and(result);
    }
}

impl Stage {
    fn run(self, workspace: &Workspace, scope: Scope) -> Outcome {
        match self {
            Self::Format => {
                command::run(workspace.cargo().args(["fmt", "--all", "--check"])).into()
            }
            Self::Lints => lints(workspace).into(),
            Self::Supply => supply(workspace),
            Self::Docs => docs::check(workspace, SELECTIONS[0]).into(),
            Self::HostTests => host_tests(workspace),
            Self::Build => build::build(
                workspace,
                &build::Options::default(),
                Workspace::linted_cargo,
            )
            .into(),
            Self::Package => package::package(workspace, scope.program()).into(),
            Self::BrowserTests => browsers::specs(workspace, scope).into(),
            Self::Engines => browsers::engines(workspace, scope).into(),
        }
    }
}

/// The packages, in two selections. xtask is compiled alone before it runs; selected together with
/// the others it would get other features, and its dependencies would be compiled twice.
const SELECTIONS: [&[&str]; 2] = [
    &["--workspace", "--exclude", "xtask"],
    &["--package", "xtask"],
];

fn lints(workspace: &Workspace) -> Result<()> {
    scripts::check(workspace)?;
    let mut warned = Vec::new();
    for selection in SELECTIONS {
        let mut call = workspace.linted_cargo();
        call.arg("test").args(selection);
        call.args(["--no-run", "--all-targets", "--locked"]);
        let (kept, result) = command::run_reading(&mut call, runner::CLIPPY);
        result?;
        warned.extend(kept.summary);
    }
    if !warned.is_empty() {
        bail!("{}", warned.join("\n"));
    }
    Ok(())
}

/// Checks the dependencies against `deny.toml`. Known vulnerabilities are in a separate database,
/// which no registry holds: the summary says that it was not checked, so that nobody assumes it
/// was.
fn supply(workspace: &Workspace) -> Outcome {
    let mut call = workspace.cargo();
    call.args(["deny", "--locked", "check", "--hide-inclusion-graph"]);
    call.args(["licenses", "bans", "sources"]);
    let mut outcome = Outcome::from(command::run_reading(&mut call, runner::DENY));
    let unchecked = "advisories were not checked: their database is fetched from elsewhere";
    outcome.kept.summary.push(unchecked.to_owned());
    outcome
}

/// Runs the host tests, with nextest if it is installed: it runs the tests of many crates at once.
fn host_tests(workspace: &Workspace) -> Outcome {
    let has_nextest = command::answer(workspace.cargo().args(["nextest", "--version"])).is_some();
    let (runner, test) = if has_nextest {
        (runner::NEXTEST, ["nextest", "run"].as_slice())
    } else {
        (runner::CARGO, ["test"].as_slice())
    };
    let mut outcome = Outcome::from(Ok(()));
    for selection in SELECTIONS {
        let mut call = workspace.linted_cargo();
        call.args(test).args(selection);
        call.args(["--all-targets", "--no-fail-fast", "--locked"]);
        outcome.then(command::run_reading(&mut call, runner));
    }
    outcome
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_program_and_its_tests_share_every_crate() {
        let workspace = Workspace::here().expect("this is the workspace");
        let crates = |selection: &[&str]| -> BTreeSet<String> {
            let mut call = workspace.cargo();
            call.args([
                "tree", "--locked", "--prefix", "none", "--format", "{p} {f}",
            ]);
            let tree = command::output(call.args(selection)).expect("cargo lists them");
            tree.lines().map(|line| line.replace(" (*)", "")).collect()
        };
        let program = crates(&["--package", "shanhai-site", "--edges", "normal,build"]);
        let tests = crates(&[SELECTIONS[0], &["--edges", "normal,build,dev"]].concat());
        let twice: Vec<_> = program.difference(&tests).collect();
        assert!(
            twice.is_empty(),
            "compiled once more, with features that tests add; turn these on in crates/site/Cargo.toml: {twice:?}"
        );
    }
}
