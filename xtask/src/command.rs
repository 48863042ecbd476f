//! Calls of other programs, with errors that show the whole call.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

use crate::runner::{Runner, Timed};

/// Runs a call to its end; it shares our standard streams.
pub(crate) fn run(call: &mut Command) -> Result<()> {
    let status = call.status().with_context(|| cannot_start(call))?;
    check(call, status)
}

/// The standard output of a call.
pub(crate) fn output(call: &mut Command) -> Result<String> {
    let output = call
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| cannot_start(call))?;
    check(call, output.status)?;
    String::from_utf8(output.stdout).with_context(|| format!("`{}` is not UTF-8", line(call)))
}

/// The standard output of a call, or `None` if it cannot run or fails.
pub(crate) fn answer(call: &mut Command) -> Option<String> {
    let output = call.stderr(Stdio::null()).output().ok()?;
    let is_text = output.status.success();
    is_text.then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The parts of a runner's output that [`run_reading`] keeps.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// The lines that summarise the run, each once.
    pub(crate) summary: Vec<String>,
    /// The tests that ran.
    pub(crate) tests: Vec<Timed>,
}

impl Kept {
    /// Appends the output that came after it.
    pub(crate) fn append(&mut self, later: Self) {
        self.summary.extend(later.summary);
        self.tests.extend(later.tests);
    }
}

/// Runs a call to its end, forwards its output, and keeps the lines that `runner` recognises, even
/// if the call fails.
pub(crate) fn run_reading(call: &mut Command, runner: Runner) -> (Kept, Result<()>) {
    let started = call.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = match started.with_context(|| cannot_start(call)) {
        Ok(child) => child,
        Err(fault) => return (Kept::default(), Err(fault)),
    };
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let on_err = thread::spawn(move || pass_on(err, std::io::stderr(), runner));
    let mut kept = pass_on(out, std::io::stdout(), runner);
    kept.append(on_err.join().unwrap_or_default());
    let status = child.wait().with_context(|| cannot_start(call));
    (kept, status.and_then(|status| check(call, status)))
}

/// The call as a user would type it.
pub(crate) fn line(call: &Command) -> String {
    let mut words = vec![call.get_program().to_string_lossy()];
    words.extend(call.get_args().map(|word| word.to_string_lossy()));
    words.join(" ")
}

fn pass_on(from: Option<impl Read>, mut to: impl Write, runner: Runner) -> Kept {
    let mut kept = Kept::default();
    let Some(from) = from else { return kept };
    for read in BufReader::new(from).split(b'\n') {
        let Ok(bytes) = read else { break };
        // After the terminal has closed, keep reading without showing.
        _ = to.write_all(&bytes).and_then(|()| to.write_all(b"\n"));
        let plain = without_colours(&String::from_utf8_lossy(&bytes));
        let plain = plain.trim_end();
        if (runner.is_summary)(plain) && !kept.summary.iter().any(|line| line == plain) {
            kept.summary.push(plain.to_owned());
        }
        kept.tests.extend((runner.test)(plain));
    }
    kept
}

/// Drops the escape sequences that colour a terminal: `ESC [`, parameters, a letter.
fn without_colours(text: &str) -> String {
    let mut plain = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            characters.find(char::is_ascii_alphabetic);
        } else {
            plain.push(character);
        }
    }
    plain
}

fn check(call: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("`{}` failed: {status}", line(call));
    }
    Ok(())
}

fn cannot_start(call: &Command) -> String {
    format!("cannot start `{}`", line(call))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_dropped_and_words_stay() {
        let coloured = "\u{1b}[32;1m     Summary\u{1b}[0m [   0.1s] \u{1b}[1m3\u{1b}[0m tests run";
        assert_eq!(
            without_colours(coloured),
            "     Summary [   0.1s] 3 tests run"
        );
    }

    #[test]
    fn an_escape_without_an_end_takes_the_rest() {
        assert_eq!(without_colours("done \u{1b}[32"), "done ");
    }
}
