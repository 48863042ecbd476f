//! Tests videos and recordings as an author builds them: their files, and how pages show them.

use std::fs;
use std::path::{Path, PathBuf};

use scraper::{ElementRef, Html, Selector};
use shanhai_site::parts::APP_FILES;
use tempfile::TempDir;

use crate::repository::{root, shanhai, stories};

const TABLES: &str = r#"
[publication]
published = "2026-09-01T08:00:00+08:00"

[[video]]
file = "media/good.mp4"
poster = "media/good.png"
captions = { zh = "media/good.zh.vtt", en = "media/good.en.vtt" }
transcript = { zh = "海岸。", en = """
The coast.

Then the
islands.
""" }
credit = { zh = "马发英", en = "Ma Faying" }
licence = "CC BY 4.0"

[[audio]]
file = "media/good.mp3"
transcript = { zh = "点。", en = "Clicks." }
credit = "马发英"

[[step]]"#;

/// A folder with a minimal app and with the small story, which shows a video and a recording.
fn place() -> TempDir {
    let place = tempfile::tempdir().expect("the system has a place for temporary files");
    let app = place.path().join("app");
    fs::create_dir(&app).expect("it can be made");
    for name in APP_FILES {
        let text = if name.ends_with("css") { "" } else { name };
        fs::write(app.join(name), text).expect("it can be written");
    }
    let story = place.path().join("story");
    fs::create_dir_all(story.join("media")).expect("it can be made");
    for name in [
        "good.mp4",
        "good.mp3",
        "good.png",
        "good.zh.vtt",
        "good.en.vtt",
    ] {
        let file = fixtures().join(name);
        fs::copy(file, story.join("media").join(name)).expect("it can be copied");
    }
    let marks = |video: &str, sound: &str| {
        format!("\n![{video}](media/good.mp4 \"Day\")\n\n![{sound}](media/good.mp3)\n\n> ")
    };
    for (name, before, after) in [
        ("story.toml", "\n[[step]]", TABLES.to_owned()),
        ("zh.md", "\n> ", marks("飞行", "声音")),
        ("en.md", "\n> ", marks("A flight", "Clicks")),
    ] {
        let text = fs::read_to_string(stories().join("small").join(name)).expect("it is there");
        assert!(text.contains(before), "{name}");
        let text = text.replacen(before, &after, 1);
        fs::write(story.join(name), text).expect("it can be written");
    }
    place
}

fn fixtures() -> PathBuf {
    stories().join("faulty/media/media")
}

/// Builds `story` with `more` arguments; the messages.
fn build(place: &TempDir, story: &Path, more: &[&str]) -> String {
    let output = shanhai()
        .current_dir(place.path())
        .env("XDG_CACHE_HOME", place.path().join("cache"))
        .arg("build")
        .arg(story)
        .args(["--app", "app", "--page"])
        .arg(root())
        .args(more)
        .output()
        .expect("the command runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    said
}

/// Builds the story with the video as a site; the messages.
fn build_site(place: &TempDir) -> String {
    let site = ["--no-pictures", "--address", "https://example.org/"];
    build(place, Path::new("story"), &site)
}

fn page(place: &TempDir, path: &str) -> Html {
    let page = fs::read_to_string(place.path().join(path)).expect("it was built");
    Html::parse_document(&page)
}

fn only<'p>(page: &'p Html, selector: &str) -> ElementRef<'p> {
    let parsed = Selector::parse(selector).expect("it is a selector");
    let mut found = page.select(&parsed);
    let first = found.next();
    assert!(found.next().is_none(), "there is one {selector}");
    first.unwrap_or_else(|| panic!("there is a {selector}"))
}

#[track_caller]
fn check_attributes(element: ElementRef<'_>, expected: &[(&str, &str)]) {
    for (attribute, value) in expected {
        assert_eq!(element.attr(attribute), Some(*value), "{attribute}");
    }
}

/// Checks that the file at the address that `element` gives is the fixture `name`, under a hashed
/// name that begins with `start`.
#[track_caller]
fn check_file(place: &TempDir, element: ElementRef<'_>, start: &str, name: &str) {
    let address = element.attr("src").expect("it has an address");
    assert!(
        address.starts_with(&["../media/", start, "."].concat()),
        "{address}"
    );
    let file = fs::read(place.path().join("dist/en").join(address)).expect("it was built");
    let original = fs::read(fixtures().join(name)).expect("it is there");
    assert_eq!(file, original, "{name}");
}

#[test]
fn a_video_is_copied_unchanged_and_its_player_loads_nothing() {
    let place = place();
    let said = build_site(&place);
    assert!(
        said.contains("1 video: 1 KiB; 1 recording: 1 KiB"),
        "{said}"
    );
    assert!(!said.contains("AVIF"), "{said}");
    let page = page(&place, "dist/en/index.html");
    let video = only(&page, ".video video");
    check_attributes(
        video,
        &[
            ("controls", ""),
            ("preload", "none"),
            ("playsinline", ""),
            ("width", "64"),
            ("height", "48"),
            ("aria-label", "A flight"),
        ],
    );
    let poster = video.attr("poster").expect("it has one");
    assert!(poster.starts_with("data:"), "{poster}");
    for absent in ["autoplay", "src"] {
        assert_eq!(video.attr(absent), None, "{absent}");
    }
    let source = only(&page, "video > source");
    check_attributes(source, &[("type", "video/mp4")]);
    check_file(&place, source, "good", "good.mp4");
    let track = only(&page, "video > track");
    let expected = [
        ("kind", "captions"),
        ("srclang", "en"),
        ("label", "English"),
        ("default", ""),
    ];
    check_attributes(track, &expected);
    check_file(&place, track, "good-en", "good.en.vtt");
    let poster = only(&page, ".video img");
    check_attributes(
        poster,
        &[
            ("alt", ""),
            ("loading", "lazy"),
            ("width", "64"),
            ("height", "48"),
        ],
    );
    let sound = only(&page, ".audio > audio");
    check_attributes(
        sound,
        &[
            ("controls", ""),
            ("preload", "none"),
            ("aria-label", "Clicks"),
        ],
    );
    let source = only(&page, "audio > source");
    check_attributes(source, &[("type", "audio/mpeg")]);
    check_file(&place, source, "good", "good.mp3");
}

#[test]
fn captions_and_transcripts_are_those_of_the_page() {
    let place = place();
    build_site(&place);
    let page = page(&place, "dist/en/index.html");
    let caption: String = only(&page, ".video > figcaption").text().collect();
    assert_eq!(caption, "Day Ma Faying · CC BY 4.0");
    let transcript = only(&page, ".video + .transcript").html();
    assert_eq!(
        transcript,
        "<details class=\"transcript\"><summary>Transcript</summary><p>The coast.</p>\
         <p>Then the islands.</p></details>"
    );
    assert!(
        only(&page, ".audio + .transcript")
            .html()
            .contains("Clicks.")
    );
}

#[test]
fn search_engines_learn_of_a_video_and_a_recording() {
    let place = place();
    build_site(&place);
    let page = page(&place, "dist/en/index.html");
    let data: String = only(&page, "[type='application/ld+json']").text().collect();
    let data: serde_json::Value = serde_json::from_str(&data).expect("it is JSON");
    let of_site = |element: ElementRef<'_>| {
        let address = element.attr("src").expect("it has an address");
        address.replacen("../", "https://example.org/", 1)
    };
    let video = &data["video"][0];
    assert_eq!(video["@type"], "VideoObject");
    assert_eq!(video["name"], "A flight");
    assert_eq!(video["description"], "Day");
    assert_eq!(video["contentUrl"], of_site(only(&page, "video > source")));
    assert_eq!(video["thumbnailUrl"], of_site(only(&page, ".video img")));
    assert_eq!(video["uploadDate"], "2026-09-01T08:00:00+08:00");
    assert_eq!(video["transcript"], "The coast.\n\nThen the islands.");
    assert_eq!(
        video["license"],
        "https://creativecommons.org/licenses/by/4.0/"
    );
    let sound = &data["audio"][0];
    assert_eq!(sound["@type"], "AudioObject");
    assert_eq!(sound["contentUrl"], of_site(only(&page, "audio > source")));
    assert_eq!(data["image"], serde_json::Value::Null);
}

#[test]
fn a_story_of_one_file_has_the_poster_and_the_transcript() {
    let place = place();
    let said = build(
        &place,
        Path::new("story"),
        &["--single", "--out", "story.html"],
    );
    let note =
        "left out, but for posters, captions and transcripts: 1 video: 1 KiB; 1 recording: 1 KiB";
    assert!(said.contains(note), "{said}");
    let page = page(&place, "story.en.html");
    let poster = only(&page, ".video img");
    check_attributes(poster, &[("alt", "A flight")]);
    assert!(
        poster
            .attr("src")
            .is_some_and(|it| it.starts_with("data:image/webp;base64,"))
    );
    let players = Selector::parse("video, audio, track").expect("it is a selector");
    assert_eq!(page.select(&players).count(), 0);
    // Without a player its name is shown.
    let caption: String = only(&page, ".audio > figcaption").text().collect();
    assert_eq!(caption, "Clicks 马发英");
    assert!(
        only(&page, ".video + .transcript")
            .html()
            .contains("The coast.")
    );
}

#[test]
fn pages_without_videos_have_neither_their_style_nor_their_policy() {
    let place = place();
    build_site(&place);
    let page = |path: &str| fs::read_to_string(place.path().join(path)).expect("it was built");
    let with = page("dist/index.html");
    build(
        &place,
        &stories().join("small"),
        &["--no-pictures", "--out", "without"],
    );
    let without = page("without/index.html");
    let is_of_media = |text: &&str| text.contains(".transcript") || text.contains("media-src");
    assert!(is_of_media(&&*with) && with.contains("data:; media-src 'self'; font-src"));
    assert!(!is_of_media(&&*without) && without.contains("data:; font-src"));
    // Posters are no photos.
    assert!(!with.contains(".photo"));
}
