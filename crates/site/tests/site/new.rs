//! Tests `shanhai new` as an author runs it.

use std::fs;
use std::process::Output;

use crate::repository::run;

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&[&*output.stdout, &*output.stderr].concat()).into_owned()
}

#[track_caller]
fn check_sound(arguments: &[&str], expected: &str) {
    let place = tempfile::tempdir().expect("the system has a place for temporary files");
    let created = run(place.path(), &[&["new", "letters"], arguments].concat());
    assert!(created.status.success(), "{}", stderr(&created));
    let checked = run(place.path(), &["check", "letters"]);
    assert_eq!(stderr(&checked).trim(), expected);
}

#[test]
fn a_new_story_has_no_diagnostics() {
    check_sound(
        &[],
        "letters: 3 steps, 2 places, 1 link, 1 figure, in zh-CN, en",
    );
}

#[test]
fn a_new_story_in_one_language_has_no_diagnostics() {
    let rest = "letters: 3 steps, 2 places, 1 link, 1 figure, in ";
    for language in ["zh-CN", "en"] {
        check_sound(&["--languages", language], &[rest, language].concat());
    }
}

#[test]
fn the_first_language_named_is_the_main_one() {
    check_sound(
        &["--languages", "en,zh-CN"],
        "letters: 3 steps, 2 places, 1 link, 1 figure, in en, zh-CN",
    );
}

#[test]
fn existing_files_are_not_overwritten() {
    let place = tempfile::tempdir().expect("the system has a place for temporary files");
    fs::write(place.path().join("zh.md"), "mine").expect("it can be written");
    let output = run(place.path(), &["new", "."]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        stderr(&output).trim(),
        "`./zh.md` already exists; name another folder, or move the file"
    );
    assert!(!place.path().join("story.toml").exists());
    let kept = fs::read_to_string(place.path().join("zh.md")).expect("it is there");
    assert_eq!(kept, "mine");
}
