//! Tests `shanhai check` as an author runs it: its output and its exit code.

use std::process::Output;

use crate::repository::{root, run, stories};

#[track_caller]
fn check(output: &Output, status: i32, stdout: &str, stderr: &str) {
    assert_eq!(String::from_utf8_lossy(&output.stderr), stderr);
    assert_eq!(String::from_utf8_lossy(&output.stdout), stdout);
    assert_eq!(output.status.code(), Some(status));
}

#[test]
fn a_valid_story_is_summarised_in_one_line() {
    let line = "small: 3 steps, 3 places, 2 links, 2 figures, in zh-CN, en\n";
    check(&run(stories(), &["check", "small"]), 0, line, "");
}

#[test]
fn the_default_folder_is_the_current_one() {
    let line = "small: 3 steps, 3 places, 2 links, 2 figures, in zh-CN, en\n";
    check(&run(stories().join("small"), &["check"]), 0, line, "");
}

#[test]
fn a_faulty_story_fails_with_every_diagnostic_and_their_count() {
    let expected = "\
error: `basemap` cannot be `chinna`
 --> faulty/windows/story.toml:2:11
  |
2 | basemap = \"chinna\"
  |           ^^^^^^^^
  |
  = help: did you mean `china`?

error: unknown step `covr`
 --> faulty/windows/zh.md:1:7
  |
1 | # 题 {#covr}
  |        ^^^^
  |
  = help: did you mean `cover`?

2 errors
";
    check(
        &run(stories(), &["check", "faulty/windows"]),
        1,
        "",
        expected,
    );
}

#[test]
fn files_of_the_current_folder_are_named_without_a_folder() {
    let output = run(stories().join("faulty/windows"), &["check"]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("--> story.toml:2:11"), "{stderr}");
}

#[test]
fn warnings_are_printed_and_do_not_fail_the_check() {
    let place = tempfile::tempdir().expect("the system has a place for temporary files");
    for name in ["story.toml", "zh.md", "en.md"] {
        let text = std::fs::read_to_string(stories().join("small").join(name));
        let text = text.expect("the small story is there");
        let text = text.replace(
            "## 资料 {#sources}\n",
            "## 资料 {#sources}\n\n[局](http://a.cn/)\n",
        );
        std::fs::write(place.path().join(name), text).expect("it can be written");
    }
    let output = run(place.path(), &["check"]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(
        stderr.starts_with("warning: the connection to `http://a.cn/`"),
        "{stderr}"
    );
    assert!(stderr.ends_with("1 warning\n"), "{stderr}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_finished_stories_have_no_warnings() {
    for name in ["east-west", "lamp", "map"] {
        let output = run(root().join("stories"), &["check", name]);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{name}");
        assert_eq!(output.status.code(), Some(0), "{name}");
    }
}

#[test]
fn an_area_far_from_its_place_is_an_error() {
    let place = tempfile::tempdir().expect("the system has a place for temporary files");
    let folder = place.path().join("lamp");
    std::fs::create_dir(&folder).expect("it can be made");
    for name in ["story.toml", "zh.md", "en.md"] {
        let text = std::fs::read_to_string(stories().join("small").join(name));
        let text = text.expect("the small story is there");
        let text = text.replacen(
            "region = \"620000\"",
            "region = \"620000\"\narea = \"620100\"",
            1,
        );
        let text = text.replace("[103.126, 37.136]", "[98.5, 39.7]");
        std::fs::write(folder.join(name), text).expect("it can be written");
    }
    let output = run(place.path(), &["check", "lamp"]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(
        stderr.contains("this point is far outside county or city `620100`"),
        "{stderr}"
    );
}

#[test]
fn a_usage_error_has_its_own_exit_status() {
    let output = run(stories(), &["check", "small", "faulty"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_place_outside_its_region_is_reported() {
    let place = tempfile::tempdir().expect("the system has a place for temporary files");
    let folder = place.path().join("letters");
    let languages = ["zh-CN".to_owned()];
    shanhai_site::starter::create(&folder, &languages).expect("it can be written");
    let file = folder.join("story.toml");
    let story = std::fs::read_to_string(&file).expect("it is there");
    let story = story.replace("\nregion = \"530000\"", "\nregion = \"510000\"");
    std::fs::write(&file, story).expect("it can be written");
    let output = run(place.path(), &["check", "letters"]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(
        stderr.starts_with("error: this point is in region `530000`, not in `510000`"),
        "{stderr}"
    );
}
