//! Tests `shanhai build` as an author runs it.

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use shanhai_site::parts::APP_FILES;
use tempfile::TempDir;

use crate::repository::{root, shanhai, stories};

/// A temporary folder with a minimal app that does nothing.
fn place() -> TempDir {
    let place = tempfile::tempdir().expect("the system has a place for temporary files");
    let app = place.path().join("app");
    fs::create_dir(&app).expect("it can be made");
    for name in APP_FILES {
        // Each file contains its own name, which is not valid CSS.
        let text = if name.ends_with("css") { "" } else { name };
        fs::write(app.join(name), text).expect("it can be written");
    }
    place
}

fn build(place: &TempDir, story: &str) -> Output {
    shanhai()
        .arg("build")
        .arg(stories().join(story))
        .arg("--app")
        .arg(place.path().join("app"))
        .arg("--page")
        .arg(root())
        // Share pictures have their own tests.
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

fn names_of(place: &TempDir, stem: &str, end: &str) -> Vec<String> {
    let names = names(place).into_iter();
    names
        .filter(|name| name.starts_with(stem) && name.ends_with(end))
        .collect()
}

/// The path of every built file.
fn paths(place: &TempDir) -> Vec<PathBuf> {
    let dist = place.path().join("dist");
    let (mut paths, mut folders) = (Vec::new(), vec![dist.clone()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("it was built") {
            let path = entry.expect("it can be read").path();
            let list = if path.is_dir() {
                &mut folders
            } else {
                &mut paths
            };
            list.push(path);
        }
    }
    let within = |path: PathBuf| path.strip_prefix(&dist).expect("it lies there").to_owned();
    let mut paths: Vec<_> = paths.into_iter().map(within).collect();
    paths.sort();
    paths
}

#[test]
fn a_valid_story_becomes_a_page_in_each_language() {
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
fn every_file_name_except_pages_and_loaders_has_a_hash() {
    let place = place();
    build(&place, "small");
    let is_hash = |part: &str| part.len() == 12 && part.bytes().all(|b| b.is_ascii_hexdigit());
    for name in names(&place) {
        // Other pages refer to these names, so they must not change.
        let stays = [
            "index.html",
            "embed.html",
            "embed.js",
            "favicon.ico",
            "NOTICE.txt",
            "share",
        ]
        .map(|known| name.starts_with(known));
        assert!(
            stays.contains(&true) || name == "en" || name.split('.').any(is_hash),
            "{name}"
        );
    }
}

#[test]
fn all_addresses_in_a_page_are_relative() {
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
fn each_language_has_a_self_contained_poster() {
    let place = place();
    build(&place, "small");
    for name in ["share/poster.svg", "en/share/poster.svg"] {
        let picture = place.path().join("dist").join(name);
        let picture = fs::read_to_string(picture).expect("it is there");
        assert!(picture.starts_with("\u{feff}<svg xmlns=\"http://www.w3.org/2000/svg\""));
        for outside in [
            "href=\"h", "href=\"/", "url(h", "@import", "<script", "var(",
        ] {
            assert!(!picture.contains(outside), "{name}: {outside}");
        }
    }
}

#[test]
fn a_page_in_a_folder_refers_to_the_files_at_the_root() {
    let place = place();
    build(&place, "small");
    let dist = place.path().join("dist");
    let page = fs::read_to_string(dist.join("en/index.html")).expect("it is there");
    let style = page
        .split("rel=\"stylesheet\" media=\"print\" crossorigin href=\"")
        .nth(1);
    let style = style
        .and_then(|rest| rest.split('"').next())
        .expect("it has a style sheet");
    assert!(dist.join("en").join(style).exists(), "{style}");
}

#[test]
fn the_table_of_connections_is_a_file_of_the_site() {
    let place = place();
    build(&place, "small");
    let names = names(&place);
    let tables: Vec<_> = names.iter().filter(|name| name.ends_with("csv")).collect();
    assert_eq!(tables.len(), 2, "one for each language: {names:?}");
    let page = fs::read_to_string(place.path().join("dist/index.html")).expect("it is there");
    assert!(tables.iter().any(|table| page.contains(&***table)));
}

#[test]
fn a_story_without_an_explorer_has_no_files_for_one() {
    let place = place();
    build(&place, "small");
    let names = names(&place);
    assert!(
        !names.iter().any(|name| name.starts_with("explore")),
        "{names:?}"
    );
}

#[test]
fn a_story_can_rename_sides_directions_and_kinds() {
    let place = place();
    let folder = place.path().join("power");
    shanhai_site::starter::create(&folder, &["zh-CN".to_owned()]).expect("it can be written");
    let names = "\n[names]\neducation = { zh = \"输电\" }\neast = { zh = \"受电\" }\nwest = { zh = \"送电\" }\n";
    let mut file = fs::OpenOptions::new();
    let file = file.append(true).open(folder.join("story.toml"));
    std::io::Write::write_all(&mut file.expect("it is there"), names.as_bytes())
        .expect("it can be written");
    assert!(
        build(&place, folder.to_str().expect("it is UTF-8"))
            .status
            .success()
    );
    let dist = place.path().join("dist");
    let page = fs::read_to_string(dist.join("index.html")).expect("it is there");
    assert!(page.contains("输电 · 上海") && !page.contains("教育"));
    let facts = names_of(&place, "explore", "json");
    let facts = fs::read_to_string(dist.join(&facts[0])).expect("it is there");
    assert!(!facts.contains("[\"west-to-east\","), "{facts}");
    for text in [
        "\"输电\"",
        "\"east\":\"受电\"",
        "[\"east-to-west\",\"受电 → 送电\"]",
    ] {
        assert!(facts.contains(text), "{text}: {facts}");
    }
}

#[test]
fn the_same_story_gives_the_same_names_and_bytes() {
    let (one, other) = (place(), place());
    build(&one, "small");
    build(&other, "small");
    let paths = paths(&one);
    assert_eq!(paths, self::paths(&other));
    assert!(paths.iter().any(|path| path.ends_with("en/index.html")));
    for path in paths {
        let bytes = |place: &TempDir| fs::read(place.path().join("dist").join(&path)).ok();
        assert_eq!(bytes(&one), bytes(&other), "{}", path.display());
    }
}

#[test]
fn a_story_with_errors_leaves_an_older_build_unchanged() {
    let place = place();
    build(&place, "small");
    let before = names(&place);
    let output = build(&place, "faulty/unknown-names");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean"));
    assert_eq!(names(&place), before);
}

#[test]
fn files_that_others_add_to_a_build_stay() {
    let place = place();
    build(&place, "small");
    let file = place.path().join("dist/CNAME");
    fs::write(&file, "story.example").expect("it can be written");
    assert!(build(&place, "small").status.success());
    assert_eq!(
        fs::read_to_string(&file).ok().as_deref(),
        Some("story.example")
    );
}

#[track_caller]
fn check_occupied(name: &str) {
    let place = place();
    let dist = place.path().join("dist");
    fs::create_dir(&dist).expect("it can be made");
    fs::write(dist.join(name), "mine").expect("it can be written");
    let output = build(&place, "small");
    assert_eq!(output.status.code(), Some(1));
    let stderr = String::from_utf8_lossy(&output.stderr);
    let message = format!(
        "{name}` already exists and is not from a build; choose another folder with `--out`"
    );
    assert!(stderr.contains(&message), "{stderr}");
    assert_eq!(
        fs::read_to_string(dist.join(name)).ok().as_deref(),
        Some("mine")
    );
    assert!(!dist.join("index.html").exists());
}

#[test]
fn a_folder_with_other_content_is_not_overwritten() {
    check_occupied("notes.txt");
}

#[test]
fn a_story_is_not_overwritten_by_its_own_site() {
    check_occupied("story.toml");
}

#[test]
fn the_message_names_a_missing_app() {
    let place = place();
    fs::remove_file(place.path().join("app/boot.js")).expect("it was there");
    let output = build(&place, "small");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("boot.js"));
}

#[test]
fn text_is_decoded_correctly_under_any_declared_charset() {
    let place = place();
    let output = build(&place, "small");
    assert!(output.status.success(), "{output:?}");
    let mut pages = 0;
    for path in paths(&place) {
        let bytes = fs::read(place.path().join("dist").join(&path)).expect("it can be read");
        match path.extension().and_then(|end| end.to_str()) {
            Some("html" | "svg" | "txt" | "csv") => {
                pages += 1;
                let is_safe = bytes.is_ascii() || bytes.starts_with(b"\xef\xbb\xbf");
                assert!(is_safe, "{}", path.display());
            }
            Some("js" | "css") => assert!(bytes.is_ascii(), "{}", path.display()),
            _ => {}
        }
    }
    assert!(2 < pages);
}
