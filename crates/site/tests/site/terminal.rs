//! Tests the output of the author's command for unusual folder names and output channels.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::repository::{SHANHAI, shanhai};

fn call(folder: &Path, arguments: &[&str]) -> Command {
    let mut call = shanhai();
    call.current_dir(folder).args(arguments);
    call
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&[&*output.stdout, &*output.stderr].concat()).into_owned()
}

#[test]
fn the_command_printed_by_new_can_be_pasted() {
    let place = tempfile::tempdir().expect("the system has a place for temporary files");
    for name in [
        "Panda Story",
        "it's",
        "$HOME",
        "-x",
        "a;b",
        "山 海",
        "tab\there",
        "e\u{1b}[31m",
    ] {
        let begun = call(place.path(), &["new", "--", name])
            .output()
            .expect("it runs");
        assert!(begun.status.success(), "{}", stderr(&begun));
        let text = stderr(&begun);
        let line = text
            .lines()
            .last()
            .and_then(|line| line.split("browser:  ").nth(1));
        let line = line
            .expect("it says what comes next")
            .replace("shanhai serve", "\"$SHANHAI\" check");
        let pasted = Command::new("bash")
            .current_dir(place.path())
            .args(["-c", &line])
            .env("SHANHAI", SHANHAI)
            .output()
            .expect("bash runs");
        assert!(pasted.status.success(), "{line}: {}", stderr(&pasted));
    }
}

#[test]
fn no_folder_name_controls_the_terminal() {
    let place = tempfile::tempdir().expect("the system has a place for temporary files");
    let name = "e\u{1b}]0;x\u{7}\u{202e}\u{9b}";
    let story = place.path().join(name);
    for arguments in [
        &["new", name][..],
        &["new", name],
        &["check", name],
        &["check", "gone\u{1b}"],
        &["build", name, "--app", "gone\u{1b}"],
        &["build", name, "--app", ".", "--out", name],
        &["build", name, "--app", ".", "--font", "gone\u{1b}"],
        &["deploy", "gone\u{1b}", "www"],
        &["host", "netlify", "gone\u{1b}"],
        &["serve", name, "--app", ".", "--out", &[name, "/x"].concat()],
        &["gone\u{1b}\u{202e}"],
        &["check", "--gone\u{1b}"],
    ] {
        let output = call(place.path(), arguments).output().expect("it runs");
        let stderr = stderr(&output);
        let is_unsafe = |c: char| shanhai_site::terminal::is_unsafe(c) && c != '\n';
        assert!(
            !stderr.is_empty() && !stderr.contains(is_unsafe),
            "{arguments:?}: {stderr:?}"
        );
    }
    fs::write(story.join("zh.md"), "no heading").expect("it can be written");
    let output = call(place.path(), &["check", name])
        .output()
        .expect("it runs");
    let text = stderr(&output);
    assert!(
        text.contains("\\u{1b}") && !text.contains('\u{1b}') && !text.contains('\u{202e}'),
        "{text:?}"
    );
}

#[test]
fn a_closed_or_full_output_does_not_panic() {
    let place = tempfile::tempdir().expect("the system has a place for temporary files");
    let begun = call(place.path(), &["new", "story"])
        .output()
        .expect("it runs");
    assert!(begun.status.success());
    for arguments in [
        &["check", "story"][..],
        &["host", "nginx"],
        &["licenses"],
        &["--help"],
        &["--version"],
        &["help", "build"],
    ] {
        let full = File::options()
            .write(true)
            .open("/dev/full")
            .expect("it is there");
        let output = call(place.path(), arguments)
            .stdout(full)
            .output()
            .expect("it runs");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(
            stderr(&output).contains("cannot write the output"),
            "{arguments:?}"
        );
        // Both ends of the pipe are closed before the command writes.
        let (reader, writer) = std::io::pipe().expect("the machine has one");
        drop(reader);
        let output = call(place.path(), arguments)
            .stdout(writer)
            .stderr(Stdio::piped())
            .output();
        let output = output.expect("it runs");
        assert_eq!(
            (output.status.code(), &*stderr(&output)),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
    let full = File::options()
        .write(true)
        .open("/dev/full")
        .expect("it is there");
    let status = call(place.path(), &["check", "gone"])
        .stderr(full)
        .status()
        .expect("it runs");
    assert_eq!(status.code(), Some(1));
}
