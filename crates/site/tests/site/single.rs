//! Tests `shanhai build --single` as an author runs it.

use std::fs;
use std::io::Read;
use std::process::Output;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};
use shanhai_site::parts::APP_FILES;
use tempfile::TempDir;

use crate::repository::{root, shanhai, stories};

/// A temporary folder with a minimal app that does nothing.
fn place() -> TempDir {
    let place = tempfile::tempdir().expect("the system has a place for temporary files");
    let app = place.path().join("app");
    fs::create_dir(&app).expect("it can be made");
    for name in APP_FILES {
        let text = match name {
            "explore.css" => "p::after{content:\"</style>\"}",
            "single.js" => "f(\"{{land}}\",\"{{print}}\");",
            _ if name.ends_with("css") => "",
            _ => name,
        };
        fs::write(app.join(name), text).expect("it can be written");
    }
    fs::create_dir(place.path().join("out")).expect("it can be made");
    place
}

fn build(place: &TempDir, story: &str, more: &[&str]) -> Output {
    shanhai()
        .current_dir(place.path().join("out"))
        .arg("build")
        .arg(stories().join(story))
        .args(["--app", "../app", "--single", "--page"])
        .arg(root())
        .args(more)
        .output()
        .expect("the command runs")
}

/// The names of the written files, sorted.
fn names(place: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(place.path().join("out")).expect("it was made");
    let mut names: Vec<_> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}

fn page(place: &TempDir, name: &str) -> String {
    fs::read_to_string(place.path().join("out").join(name)).expect("it was written")
}

/// The text between the first `begin` and the next `end`.
#[track_caller]
fn between<'a>(text: &'a str, begin: &str, end: &str) -> &'a str {
    let rest = text.split_once(begin).map(|(_, rest)| rest);
    let within = rest.and_then(|rest| rest.split_once(end));
    within.unwrap_or_else(|| panic!("there is no {begin}")).0
}

#[test]
fn each_language_is_one_file_without_others() {
    let place = place();
    let output = build(&place, "small", &["--out", "story.html"]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(names(&place), ["story.en.html", "story.html"]);
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "story.html\nstory.en.html\n"
    );
    assert!(page(&place, "story.html").contains("<html lang=\"zh"));
    assert!(page(&place, "story.en.html").contains("<html lang=\"en"));
}

#[test]
fn a_file_without_a_name_is_named_after_the_story() {
    let place = place();
    build(&place, "small", &[]);
    assert_eq!(names(&place), ["small.en.html", "small.html"]);
}

#[test]
fn a_single_file_refers_to_no_other_file() {
    let place = place();
    build(&place, "small", &["--out", "story.html"]);
    for name in names(&place) {
        let page = page(&place, &name);
        for way in [" src=", "srcset", "hreflang", "@import", "integrity"] {
            assert!(!page.contains(way), "{name}: {way}");
        }
        for address in page.split("url(").skip(1) {
            let address = address.trim_start_matches('"');
            let is_within = address.starts_with('#') || address.starts_with("data:");
            assert!(is_within, "{name}: {address:.60}");
        }
        for address in page.split(" href=\"").skip(1) {
            let is_within = address.starts_with('#') || address.starts_with("data:");
            let is_for_the_reader = address.starts_with("http") || address.starts_with("mailto:");
            assert!(is_within || is_for_the_reader, "{name}: {address:.60}");
        }
        // Links that browsers follow automatically are `data:` addresses.
        for link in page.split("<link").skip(1) {
            let link = link.split('>').next().unwrap_or_default();
            assert!(link.contains("href=\"data:"), "{name}: {link}");
        }
    }
}

#[test]
fn its_policy_allows_only_its_own_script_and_style() {
    let place = place();
    build(&place, "small", &["--out", "story.html"]);
    let page = page(&place, "story.html");
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    let script = hash(between(&page, "<script>", "</script>"));
    let style = hash(between(&page, "<style>", "</style>"));
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\"");
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; script-src 'sha256-{script}' 'wasm-unsafe-eval'; \
             style-src 'sha256-{style}'; img-src data:; base-uri 'none'; form-action 'none'; \
             object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
        )
    );
}

#[test]
fn a_closing_tag_in_a_style_does_not_end_the_element() {
    let place = place();
    build(&place, "small", &["--out", "story.html"]);
    let page = page(&place, "story.html");
    let style = between(&page, "<style>", "</style>");
    assert!(style.contains("content:\"<\\/style>\""));
}

#[test]
fn the_page_contains_the_files_of_the_app_unchanged() {
    let place = place();
    build(&place, "small", &["--out", "story.html"]);
    let page = page(&place, "story.html");
    let block = between(
        &page,
        "<script type=\"application/wasm\" data-file=\"wasm\">",
        "</script>",
    );
    let packed = STANDARD.decode(block).expect("it is base64");
    let mut plain = String::new();
    let read = GzDecoder::new(&*packed).read_to_string(&mut plain);
    read.expect("it is gzip");
    assert_eq!(plain, "shanhai_bg.wasm");
    // The other blocks that the script finds by name.
    for name in ["pack", "land-0", "land-1", "relief"] {
        assert!(page.contains(&format!(" data-file=\"{name}\">")), "{name}");
    }
    assert!(page.contains("f(\"land-0 land-1\",\"print\");"));
}

#[test]
fn the_same_story_gives_the_same_bytes() {
    let (one, other) = (place(), place());
    for place in [&one, &other] {
        build(place, "small", &["--out", "story.html"]);
    }
    for name in ["story.html", "story.en.html"] {
        assert!(page(&one, name) == page(&other, name), "{name}");
    }
}

#[test]
fn a_story_with_errors_leaves_an_older_file_unchanged() {
    let place = place();
    build(&place, "small", &["--out", "story.html"]);
    let before = page(&place, "story.html");
    let output = build(&place, "faulty/unknown-names", &["--out", "story.html"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean"));
    assert!(page(&place, "story.html") == before);
    assert_eq!(names(&place), ["story.en.html", "story.html"]);
}

#[test]
fn a_folder_in_place_of_the_file_is_reported_and_stays() {
    for folder in ["story.html", "story.en.html"] {
        let place = place();
        fs::create_dir(place.path().join("out").join(folder)).expect("it can be made");
        let output = build(&place, "small", &["--out", "story.html"]);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(
            String::from_utf8_lossy(&output.stderr),
            format!("`{folder}` is a folder; name a file in it, such as `{folder}/story.html`\n")
        );
        assert_eq!(names(&place), [folder]);
    }
}

#[test]
fn a_single_file_has_no_address_option() {
    let place = place();
    let output = build(&place, "small", &["--address", "https://example.com/"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8_lossy(&output.stderr)
            .contains("the argument '--single' cannot be used with '--address <URL>'")
    );
}
