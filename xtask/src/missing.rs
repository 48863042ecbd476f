//! Lists everything that is missing for a command at once, and installs it on request.

use std::process::Command;
use std::thread;

use anyhow::{Result, bail};

use crate::command;
use crate::machine::{self, Need, Recommended, Remedy};
use crate::workspace::Workspace;

/// Makes sure that all of `needs` are on the machine.
///
/// Lists everything that is missing, each with the line that installs it; with [`Missing::Install`]
/// it also runs these lines.
pub(crate) fn settle(workspace: &Workspace, needs: &[Need], missing: Missing) -> Result<()> {
    let lacking = unmet(workspace, needs);
    if lacking.is_empty() {
        return Ok(());
    }
    let listed: Vec<_> = lacking
        .iter()
        .map(|need| (need.name(), need.remedy()))
        .collect();
    println!("{}", told(&listed));
    if missing == Missing::Tell {
        bail!(
            "{} missing on this machine; `--install` runs these lines",
            lacking.len()
        );
    }
    install(workspace, &lacking)?;
    let left = unmet(workspace, &lacking);
    if !left.is_empty() {
        let names: Vec<_> = left.iter().map(|need| need.name()).collect();
        bail!("still missing: {}", names.join(", "));
    }
    Ok(())
}

/// The treatment of missing programs and packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// Print how to install them.
    Tell,
    /// Install them.
    Install,
}

fn unmet(workspace: &Workspace, needs: &[Need]) -> Vec<Need> {
    let is_unmet = |need: &Need| !need.is_met(workspace);
    needs.iter().copied().filter(is_unmet).collect()
}

/// Installs everything, Debian packages in a thread of their own: their download and unpacking
/// leave the processors free to compile the rest.
fn install(workspace: &Workspace, lacking: &[Need]) -> Result<()> {
    let remedies: Vec<_> = lacking.iter().map(|need| need.remedy()).collect();
    let run_each = |lines: Vec<String>| -> Result<()> {
        for line in lines {
            println!("$ {line}");
            command::run(&mut call(workspace, &line))?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let packages = scope.spawn(|| run_each(package_lines(&remedies)));
        let others = run_each(other_lines(&remedies));
        let packages = packages.join();
        packages.unwrap_or_else(|_| bail!("the installation of packages panicked"))?;
        others
    })
}

/// One line for all Debian packages with recommended packages, and one for all without.
fn package_lines(remedies: &[Remedy]) -> Vec<String> {
    let mut lines = Vec::new();
    for recommends in Recommended::ALL {
        let named = remedies.iter().filter_map(|remedy| match remedy {
            Remedy::Packages(names, theirs) if *theirs == recommends => Some(*names),
            _ => None,
        });
        let named: Vec<_> = named.collect();
        if !named.is_empty() {
            lines.push(machine::apt_install(&named.join(" "), recommends));
        }
    }
    if !lines.is_empty() {
        lines.insert(0, machine::as_root("apt-get update"));
    }
    lines
}

fn other_lines(remedies: &[Remedy]) -> Vec<String> {
    let lines = remedies.iter().filter_map(|remedy| match remedy {
        Remedy::Line(line) => Some(line.clone()),
        Remedy::Packages(..) | Remedy::ByHand(_) => None,
    });
    lines.collect()
}

/// The call for a line. Our own lines need no quotes.
fn call(workspace: &Workspace, line: &str) -> Command {
    let mut words = line.split(' ');
    let program = match words.next() {
        // On Windows npm is a script, which only its full name starts.
        Some("npm") if cfg!(windows) => "npm.cmd",
        program => program.unwrap_or_default(),
    };
    let mut call = workspace.program(program);
    call.args(words).env("DEBIAN_FRONTEND", "noninteractive");
    call
}

fn told(missing: &[(&str, Remedy)]) -> String {
    let width = missing
        .iter()
        .map(|(name, _)| name.len())
        .max()
        .unwrap_or(0);
    let mut lines = vec!["missing on this machine:".to_owned()];
    lines.extend(missing.iter().map(|(name, remedy)| match remedy {
        Remedy::Line(line) => format!("  {name:width$}  {line}"),
        Remedy::Packages(names, recommended) => {
            let line = machine::apt_install(names, *recommended);
            format!("  {name:width$}  {line}")
        }
        Remedy::ByHand(words) => format!("  {name:width$}  (by hand) {words}"),
    }));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_missing_thing_stands_beside_the_line_that_gets_it() {
        let missing = [
            (
                "Chromium",
                Remedy::Line("cargo install chromium".to_owned()),
            ),
            (
                "Node.js 20 or newer",
                Remedy::ByHand("install it: https://nodejs.org/"),
            ),
        ];
        assert_eq!(
            told(&missing),
            "missing on this machine:\n  \
             Chromium             cargo install chromium\n  \
             Node.js 20 or newer  (by hand) install it: https://nodejs.org/"
        );
    }

    #[test]
    fn packages_are_installed_in_as_few_calls_as_they_can_be() {
        let remedies = [
            Remedy::Packages("chromium", Recommended::Yes),
            Remedy::Line("npm ci".to_owned()),
            Remedy::Packages("caddy", Recommended::No),
            Remedy::Packages("xvfb", Recommended::Yes),
        ];
        let lines = package_lines(&remedies);
        let ends = [
            "update",
            "--yes chromium xvfb",
            "--no-install-recommends caddy",
        ];
        assert_eq!(lines.len(), ends.len(), "{lines:?}");
        for (line, end) in lines.iter().zip(ends) {
            assert!(line.ends_with(end), "{line:?}");
        }
        assert_eq!(other_lines(&remedies), ["npm ci"]);
    }
}
