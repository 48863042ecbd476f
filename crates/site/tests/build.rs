//! `shanhai build` as an author calls it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use shanhai_site::parts::APP_FILES;
use tempfile::TempDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A place to build in, with an app that is small and does nothing.
fn place() -> TempDir {
    let place = tempfile::tempdir().expect("the system has a place for temporary files");
    let app = place.path().join("app");
    fs::create_dir(&app).expect("it can be made");
    for name in APP_FILES {
        // Of each file its own name, which is no style sheet.
        let text = if name.ends_with("css") { "" } else { name };
        fs::write(app.join(name), text).expect("it can be written");
    }
    place
}

fn build(place: &TempDir, story: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shanhai"))
        .arg("build")
        .arg(root().join("tests/stories").join(story))
        .arg("--app")
        .arg(place.path().join("app"))
        .arg("--page")
        .arg(root())
        // Those have tests of their own.
        .arg("--no-pictures")
        .arg("--out")
        .arg(place.path().join("dist"))
        .output()
        .expect("the command runs")
}

fn names(place: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(place.path().join("dist")).expect("it was built");
    let mut names: Vec<_> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}

#[test]
fn a_sound_story_becomes_a_page_in_each_of_its_languages() {
    let place = place();
    let output = build(&place, "small");
    assert!(output.status.success(), "{output:?}");
    let dist = place.path().join("dist");
    let chinese = fs::read_to_string(dist.join("index.html")).expect("it is there");
    assert!(chinese.contains("<html lang=\"zh"));
    let english = fs::read_to_string(dist.join("en/index.html")).expect("it is there");
    assert!(english.contains("<html lang=\"en"));
}

#[test]
fn every_name_but_the_pages_and_the_loaders_carries_a_hash() {
    let place = place();
    build(&place, "small");
    let is_hash = |part: &str| part.len() == 12 && part.bytes().all(|b| b.is_ascii_hexdigit());
    for name in names(&place) {
        // What other pages name must keep its name.
        let stays =
            ["index.html", "embed.html", "embed.js", "share"].map(|known| name.starts_with(known));
        assert!(
            stays.contains(&true) || name == "en" || name.split('.').any(is_hash),
            "{name}"
        );
    }
}

#[test]
fn no_address_in_a_page_begins_at_the_root_of_a_host() {
    let place = place();
    build(&place, "small");
    for name in ["index.html", "embed.html", "en/embed.html"] {
        let page = place.path().join("dist").join(name);
        let page = fs::read_to_string(page).expect("it is there");
        for attribute in ["href=\"/", "src=\"/", "data-wasm=\"/"] {
            assert!(!page.contains(attribute), "{name}: {attribute}");
        }
    }
}

#[test]
fn each_language_has_a_picture_that_needs_no_file_beside_it() {
    let place = place();
    build(&place, "small");
    for name in ["share/poster.svg", "en/share/poster.svg"] {
        let picture = place.path().join("dist").join(name);
        let picture = fs::read_to_string(picture).expect("it is there");
        assert!(picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
        for outside in [
            "href=\"h", "href=\"/", "url(h", "@import", "<script", "var(",
        ] {
            assert!(!picture.contains(outside), "{name}: {outside}");
        }
    }
}

#[test]
fn the_page_in_a_folder_finds_the_files_beside_the_first() {
    let place = place();
    build(&place, "small");
    let dist = place.path().join("dist");
    let page = fs::read_to_string(dist.join("en/index.html")).expect("it is there");
    let style = page.split("rel=\"stylesheet\" crossorigin href=\"").nth(1);
    let style = style
        .and_then(|rest| rest.split('"').next())
        .expect("it has a style sheet");
    assert!(dist.join("en").join(style).exists(), "{style}");
}

#[test]
fn the_table_of_connections_stands_beside_the_page() {
    let place = place();
    build(&place, "small");
    let names = names(&place);
    let tables: Vec<_> = names.iter().filter(|name| name.ends_with("csv")).collect();
    assert_eq!(tables.len(), 2, "one for each language: {names:?}");
    let page = fs::read_to_string(place.path().join("dist/index.html")).expect("it is there");
    assert!(tables.iter().any(|table| page.contains(&***table)));
}

#[test]
fn a_story_without_a_map_for_the_reader_brings_none() {
    let place = place();
    build(&place, "small");
    let names = names(&place);
    assert!(
        !names.iter().any(|name| name.starts_with("explore")),
        "{names:?}"
    );
}

#[test]
fn the_same_story_gives_the_same_names_and_bytes() {
    let (one, other) = (place(), place());
    build(&one, "small");
    build(&other, "small");
    assert_eq!(names(&one), names(&other));
    for name in names(&one).iter().filter(|name| *name != "en") {
        let bytes = |place: &TempDir| fs::read(place.path().join("dist").join(name)).ok();
        assert_eq!(bytes(&one), bytes(&other), "{name}");
    }
}

#[test]
fn a_story_with_faults_leaves_an_older_build_as_it_was() {
    let place = place();
    build(&place, "small");
    let before = names(&place);
    let output = build(&place, "faulty/unknown-names");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean"));
    assert_eq!(names(&place), before);
}

#[test]
fn an_app_that_is_not_there_is_named() {
    let place = place();
    fs::remove_file(place.path().join("app/boot.js")).expect("it was there");
    let output = build(&place, "small");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("boot.js"));
}
