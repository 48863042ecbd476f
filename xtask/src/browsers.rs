//! The stages that open browsers.

use std::path::PathBuf;

use anyhow::Result;

use crate::command::{self, Kept};
use crate::machine;
use crate::package;
use crate::runner;
use crate::stage::Scope;
use crate::workspace::Workspace;

/// Runs the tests of the built pages in Chromium, with Playwright.
pub(crate) fn specs(workspace: &Workspace, scope: Scope) -> (Kept, Result<()>) {
    let mut tests = workspace.program("node");
    tests
        .current_dir(workspace.browser_tests())
        .args(["../../node_modules/@playwright/test/cli.js", "test"])
        .env("SHANHAI", package::program(workspace, scope.program()));
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
    command::run_reading(&mut tests, runner::PLAYWRIGHT)
}

/// Runs the engine tests with Node's test runner: each file's tests in all engines at the same
/// time, the files one after the other.
pub(crate) fn engines(workspace: &Workspace, scope: Scope) -> (Kept, Result<()>) {
    let mut tests = workspace.typescript();
    tests
        .args(["--test", "--test-reporter=spec", "--test-concurrency=1"])
        .args(ENGINE_TESTS.map(|name| format!("tests/browser/engines/{name}.test.ts")))
        .env("SHANHAI", package::program(workspace, scope.program()));
    if scope == Scope::Full {
        tests.env("FULL", "1");
    }
    tests.envs(found([
        ("CHROMIUM", machine::chromium()),
        ("CHROMEDRIVER", machine::chromedriver()),
        ("FIREFOX", machine::firefox()),
        ("GECKODRIVER", machine::geckodriver()),
        ("WEBKIT_DRIVER", machine::webkit_driver()),
    ]));
    command::run_reading(&mut tests, runner::NODE)
}

/// The environment variables that tell a test where each of these programs is, for those found.
fn found<const N: usize>(
    programs: [(&str, Option<PathBuf>); N],
) -> impl Iterator<Item = (&str, PathBuf)> {
    let named = programs.into_iter();
    named.filter_map(|(variable, program)| Some((variable, program?)))
}

/// The test files for other engines, by name; the first needs no engine.
const ENGINE_TESTS: [&str; 13] = [
    "dialects",
    "hosts",
    "frames",
    "embed",
    "embed-page",
    "walk",
    "odd-hosts",
    "single",
    "photos",
    "picture",
    "jumps",
    "change",
    "faults",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_tests_for_engines_is_run() {
        let workspace = Workspace::here().expect("this is the workspace");
        let folder = workspace.browser_tests().join("engines");
        let entries = std::fs::read_dir(folder).expect("it is there");
        let files = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut in_folder: Vec<_> = files
            .filter_map(|file| file.strip_suffix(".test.ts").map(str::to_owned))
            .collect();
        let mut listed = ENGINE_TESTS.map(str::to_owned).to_vec();
        in_folder.sort();
        listed.sort();
        assert_eq!(in_folder, listed);
    }
}
