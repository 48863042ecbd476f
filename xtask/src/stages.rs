//! `cargo xtask test`: everything that must hold, in order, in one call.

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use crate::build;
use crate::closing;
use crate::command;
use crate::house::House;
use crate::machine::{self, Need};
use crate::missing::{self, Missing};
use crate::package::{self, Purpose};
use crate::report::{End, Report};

/// A part of the whole test, which can also be run alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// The code is formatted.
    Format,
    /// Lints of everything that runs on the host.
    Lints,
    /// Lints of the app as it runs in the browser.
    WasmLints,
    /// Licences, bans and sources of what is depended on.
    Supply,
    /// The documentation builds without a warning.
    Docs,
    /// Tests on the host.
    HostTests,
    /// The site builds.
    Build,
    /// The author's command is one program.
    Package,
    /// Tests of the built pages in Chromium.
    BrowserTests,
    /// The story, and whatever befalls it, in three engines.
    Engines,
}

/// How much of everything a run covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Scope {
    /// What a developer runs before a commit: one walk, one failure and one embed in one browser.
    Quick,
    /// Sizes, languages, themes and ways to read by pairs.
    #[default]
    Pairs,
    /// Every combination of them.
    Full,
}

impl Scope {
    fn stages(self) -> Vec<Stage> {
        match self {
            Self::Quick => vec![
                Stage::Format,
                Stage::Lints,
                Stage::HostTests,
                Stage::Build,
                Stage::BrowserTests,
            ],
            Self::Pairs | Self::Full => Stage::value_variants().to_vec(),
        }
    }
}

impl Scope {
    /// The program that is tested. The one that is given away takes ten minutes to compile.
    fn program(self) -> Purpose {
        match self {
            Self::Quick | Self::Pairs => Purpose::Test,
            Self::Full => Purpose::Release,
        }
    }
}

/// Runs the stages of `scope`, or only the one named, and reports at the end how each went. A stage
/// that fails leaves out those that need it, and no others.
pub(crate) fn run(
    house: &House,
    only: Option<Stage>,
    scope: Scope,
    missing: Missing,
) -> Result<()> {
    let stages = only.map_or_else(|| scope.stages(), |stage| vec![stage]);
    missing::settle(house, &needs_of(&stages), missing)?;
    let mut report = Report::default();
    for stage in &stages {
        if !stage.follows().iter().all(|before| report.allows(*before)) {
            report.ended.push((*stage, End::NotRun));
            continue;
        }
        println!("\n== {} ==", stage.name());
        let started = Instant::now();
        let outcome = stage.run(house, scope);
        let time = started.elapsed();
        report.closing.extend(outcome.closing);
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
    let file = house.target.join("test-report.txt");
    fs::write(&file, text + "\n").with_context(|| format!("cannot write {}", file.display()))?;
    let failed: Vec<_> = report.failed().into_iter().map(Stage::name).collect();
    if !failed.is_empty() {
        bail!("xtask test: {} failed", failed.join(", "));
    }
    println!("xtask test: {0} of {0} stages passed", stages.len());
    Ok(())
}

/// How a stage went, and the closing lines of the test runner that it called.
struct Outcome {
    closing: Vec<String>,
    result: Result<()>,
}

impl From<Result<()>> for Outcome {
    fn from(result: Result<()>) -> Self {
        Self {
            closing: Vec::new(),
            result,
        }
    }
}

impl From<(Vec<String>, Result<()>)> for Outcome {
    fn from((closing, result): (Vec<String>, Result<()>)) -> Self {
        Self { closing, result }
    }
}

impl Stage {
    /// The word that `--only` takes.
    pub(crate) fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// The stages whose results it uses.
    fn follows(self) -> &'static [Self] {
        match self {
            Self::BrowserTests => &[Self::Build, Self::Package],
            Self::Engines => &[Self::Build],
            _ => &[],
        }
    }

    fn needs(self) -> &'static [Need] {
        match self {
            Self::Format => &[Need::Rustfmt],
            Self::Lints => &[Need::Clippy],
            Self::WasmLints => &[Need::Clippy, Need::WasmTarget],
            Self::Supply => &[Need::Deny],
            Self::Docs => &[],
            // Pictures for sharing are drawn with it.
            Self::HostTests => &[Need::ChineseFont],
            Self::Build => &[Need::WasmTarget, Need::ChineseFont],
            Self::Package => &[Need::WasmTarget],
            Self::BrowserTests => &Need::TO_TEST_PAGES,
            Self::Engines => &[
                Need::Chromium,
                Need::Chromedriver,
                Need::Firefox,
                Need::Geckodriver,
                Need::WebKitDriver,
                Need::Xvfb,
                Need::ChineseFont,
                Need::Node,
                Need::NpmPackages,
            ],
        }
    }

    fn run(self, house: &House, scope: Scope) -> Outcome {
        match self {
            Self::Format => command::run(house.cargo().args(["fmt", "--all", "--check"])).into(),
            Self::Lints => lints(house).into(),
            Self::WasmLints => wasm_lints(house).into(),
            Self::Supply => supply(house),
            Self::Docs => docs(house).into(),
            Self::HostTests => host_tests(house),
            Self::Build => build::build(house, &build::Options::default()).into(),
            Self::Package => package::package(house, scope.program()).into(),
            Self::BrowserTests => browser_tests(house, scope),
            Self::Engines => engines(house),
        }
    }
}

fn lints(house: &House) -> Result<()> {
    let mut call = house.cargo();
    call.args(["clippy", "--workspace", "--all-targets", "--locked"]);
    command::run(call.args(["--", "--deny", "warnings"]))
}

fn wasm_lints(house: &House) -> Result<()> {
    let mut call = house.cargo();
    call.args([
        "clippy",
        "--package",
        "shanhai",
        "--lib",
        "--features",
        "csr",
    ])
    .args(["--target", machine::WASM_TARGET, "--locked"]);
    command::run(call.args(["--", "--deny", "warnings"]))
}

/// By the rules of `deny.toml`. What is known to be weak stands in a database of its own, which no
/// registry holds: that it was not asked is said, so that nobody takes it for granted.
fn supply(house: &House) -> Outcome {
    let mut call = house.cargo();
    call.args(["deny", "--locked", "check", "--hide-inclusion-graph"]);
    call.args(["licenses", "bans", "sources"]);
    let (mut closing, result) = command::run_keeping(&mut call, closing::is_deny_summary);
    closing
        .push("advisories were not checked: their database is fetched from elsewhere".to_owned());
    Outcome { closing, result }
}

fn docs(house: &House) -> Result<()> {
    let mut call = house.cargo();
    call.args([
        "doc",
        "--workspace",
        "--no-deps",
        "--document-private-items",
        "--locked",
    ]);
    command::run(call.env("RUSTDOCFLAGS", "--deny warnings"))
}

/// Nextest where it is installed, which runs the tests of all crates at once; it leaves out the
/// examples in the documentation.
fn host_tests(house: &House) -> Outcome {
    let has_nextest = command::answer(house.cargo().args(["nextest", "--version"])).is_some();
    let mut tests = house.cargo();
    if !has_nextest {
        tests.args(["test", "--workspace", "--locked"]);
        return command::run_keeping(&mut tests, closing::is_cargo_summary).into();
    }
    tests.args([
        "nextest",
        "run",
        "--workspace",
        "--locked",
        "--no-tests",
        "pass",
    ]);
    let (closing, result) = command::run_keeping(&mut tests, closing::is_nextest_summary);
    let result = result.and_then(|()| {
        command::run(
            house
                .cargo()
                .args(["test", "--workspace", "--doc", "--locked", "--quiet"]),
        )
    });
    Outcome { closing, result }
}

fn browser_tests(house: &House, scope: Scope) -> Outcome {
    let mut tests = house.program("node");
    tests
        .current_dir(house.browser_tests())
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .env("SHANHAI", package::program(house, scope.program()));
    match scope {
        Scope::Quick => _ = tests.args(["--project", "phone", "--grep", "@quick"]),
        Scope::Pairs => {}
        Scope::Full => _ = tests.env("FULL", "1"),
    }
    tests.envs(found([
        ("CHROMIUM", machine::chromium()),
        ("NGINX", machine::nginx()),
        ("CADDY", machine::caddy()),
    ]));
    command::run_keeping(&mut tests, closing::is_playwright_summary).into()
}

/// By Node's own runner. Each file's tests run in all engines at the same time, the files one after
/// the other.
fn engines(house: &House) -> Outcome {
    let mut tests = house.program("node");
    tests
        .current_dir(house.browser_tests())
        .args(["--test", "--test-reporter=spec", "--test-concurrency=1"])
        .args(ENGINE_TESTS.map(|name| format!("engines/{name}.test.mjs")));
    tests.envs(found([
        ("CHROMIUM", machine::chromium()),
        ("CHROMEDRIVER", machine::chromedriver()),
        ("FIREFOX", machine::firefox()),
        ("GECKODRIVER", machine::geckodriver()),
        ("WEBKIT_DRIVER", machine::webkit_driver()),
    ]));
    command::run_keeping(&mut tests, closing::is_node_summary).into()
}

/// Variables that tell a test where each program is.
fn found<const N: usize>(
    programs: [(&str, Option<PathBuf>); N],
) -> impl Iterator<Item = (&str, PathBuf)> {
    let named = programs.into_iter();
    named.filter_map(|(variable, program)| Some((variable, program?)))
}

/// What is tried in every engine, by the names of its files; the first needs none.
const ENGINE_TESTS: [&str; 12] = [
    "dialects",
    "hosts",
    "frames",
    "embed",
    "embed-page",
    "walk",
    "odd-hosts",
    "single",
    "picture",
    "jumps",
    "change",
    "faults",
];

fn needs_of(stages: &[Stage]) -> Vec<Need> {
    let mut needs = Vec::new();
    for need in stages.iter().flat_map(|stage| stage.needs()) {
        if !needs.contains(need) {
            needs.push(*need);
        }
    }
    needs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_tests_for_engines_is_run() {
        let house = House::here().expect("this is the workspace");
        let folder = house.browser_tests().join("engines");
        let entries = std::fs::read_dir(folder).expect("it is there");
        let files = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut in_folder: Vec<_> = files
            .filter_map(|file| file.strip_suffix(".test.mjs").map(str::to_owned))
            .collect();
        let mut listed = ENGINE_TESTS.map(str::to_owned).to_vec();
        in_folder.sort();
        listed.sort();
        assert_eq!(in_folder, listed);
    }

    #[test]
    fn what_several_stages_need_is_asked_for_once() {
        let needs = needs_of(&[Stage::WasmLints, Stage::Build]);
        let expected = [Need::Clippy, Need::WasmTarget, Need::ChineseFont];
        assert_eq!(needs, expected);
    }
}
