//! Tests photos as an author builds them: their files, and how pages show them.

use std::fs;
use std::io::BufWriter;
use std::path::Path;

use scraper::{ElementRef, Html, Selector};
use shanhai_site::parts::APP_FILES;
use tempfile::TempDir;

use crate::repository::{root, shanhai, stories};

/// A folder with a minimal app and with the small story, which shows a photo of 1000 × 500 pixels.
fn place() -> TempDir {
    let place = tempfile::tempdir().expect("the system has a place for temporary files");
    let app = place.path().join("app");
    fs::create_dir(&app).expect("it can be made");
    for name in APP_FILES {
        let text = if name.ends_with("css") { "" } else { name };
        fs::write(app.join(name), text).expect("it can be written");
    }
    let story = place.path().join("story");
    fs::create_dir_all(story.join("photos")).expect("it can be made");
    let photo =
        "[[photo]]\nfile = \"photos/yak.png\"\ncredit = \"马发英\"\nlicence = \"CC BY 4.0\"\n\n";
    for (name, before, after) in [
        ("story.toml", "[[step]]", [photo, "[[step]]"].concat()),
        (
            "zh.md",
            "\n> ",
            "\n![牦牛](photos/yak.png \"雪地\")\n\n> ".to_owned(),
        ),
        (
            "en.md",
            "\n> ",
            "\n![A yak](photos/yak.png \"Snow\")\n\n> ".to_owned(),
        ),
    ] {
        let text = fs::read_to_string(stories().join("small").join(name)).expect("it is there");
        assert!(text.contains(before), "{name}");
        let text = text.replacen(before, &after, 1);
        fs::write(story.join(name), text).expect("it can be written");
    }
    write_png(&story.join("photos/yak.png"));
    place
}

/// A picture of 1000 × 500 pixels of one colour, `#336699`.
fn write_png(path: &Path) {
    let file = fs::File::create(path).expect("it can be made");
    let mut encoder = png::Encoder::new(BufWriter::new(file), 1000, 500);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("it can be written");
    let pixels = [0x33, 0x66, 0x99].repeat(1000 * 500);
    writer.write_image_data(&pixels).expect("it can be written");
}

/// Builds the story with `more` arguments; the messages.
fn build(place: &TempDir, more: &[&str]) -> String {
    let output = shanhai()
        .current_dir(place.path())
        .env("XDG_CACHE_HOME", place.path().join("cache"))
        .args(["build", "story", "--app", "app", "--page"])
        .arg(root())
        .args(more)
        .output()
        .expect("the command runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    said
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

/// The photos of a build, without their hashes.
fn photos(place: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(place.path().join("dist/photos")).expect("there are photos");
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<_> = names
        .map(|name| {
            let parts: Vec<_> = name.split('.').collect();
            [parts[0], ".", parts[parts.len() - 1]].concat()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn a_photo_becomes_files_at_each_width_and_pages_name_them() {
    let place = place();
    let said = build(
        &place,
        &["--no-pictures", "--address", "https://example.org/"],
    );
    assert!(said.contains("1 photo in AVIF: "), "{said}");
    let expected = [
        "yak-1000.avif",
        "yak-1000.jpg",
        "yak-1000.webp",
        "yak-480.avif",
        "yak-480.webp",
        "yak-960.avif",
        "yak-960.webp",
    ];
    assert_eq!(photos(&place), expected);
    let page = page(&place, "dist/en/index.html");
    let image = only(&page, ".photo img");
    for (attribute, value) in [
        ("alt", "A yak"),
        ("width", "1000"),
        ("height", "500"),
        ("loading", "lazy"),
    ] {
        assert_eq!(image.attr(attribute), Some(value), "{attribute}");
    }
    let mut files = vec![image.attr("src").expect("it has a file").to_owned()];
    for (format, widths) in [("avif", [480, 960, 1000]), ("webp", [480, 960, 1000])] {
        let source = only(&page, &format!("source[type='image/{format}']"));
        let set = source.attr("srcset").expect("it has files");
        let set = set.split(", ").zip(widths).map(|(file, width)| {
            let (file, end) = file.split_once(' ').expect("it has a width");
            assert_eq!(end, format!("{width}w"));
            file.to_owned()
        });
        files.extend(set);
    }
    assert_eq!(files.len(), expected.len());
    for file in &files {
        assert!(place.path().join("dist/en").join(file).is_file(), "{file}");
    }
    let link = only(&page, ".photo > a");
    assert_eq!(link.attr("href"), image.attr("src"));
    assert_eq!(only(&page, ".photo svg").attr("fill"), Some("#336699"));
    let caption: String = only(&page, ".photo > figcaption").text().collect();
    assert_eq!(caption, "Snow 马发英 · CC BY 4.0");
    let licence = only(&page, ".photo small a").attr("href");
    assert_eq!(
        licence,
        Some("https://creativecommons.org/licenses/by/4.0/")
    );
}

#[test]
fn search_engines_learn_who_made_a_photo_and_its_licence() {
    let place = place();
    build(
        &place,
        &["--no-pictures", "--address", "https://example.org/"],
    );
    let page = page(&place, "dist/index.html");
    let data: String = only(&page, "[type='application/ld+json']").text().collect();
    let data: serde_json::Value = serde_json::from_str(&data).expect("it is JSON");
    let photo = &data["image"][0];
    let src = only(&page, ".photo img")
        .attr("src")
        .expect("it has a file");
    assert_eq!(photo["@type"], "ImageObject");
    assert_eq!(photo["contentUrl"], ["https://example.org/", src].concat());
    assert_eq!(photo["creditText"], "马发英");
    let terms = "https://creativecommons.org/licenses/by/4.0/";
    assert_eq!(photo["license"], terms);
}

#[test]
fn the_next_build_makes_no_photo_again() {
    let place = place();
    build(&place, &["--no-pictures"]);
    let before = photos(&place);
    let cached = |place: &TempDir| {
        let entries = fs::read_dir(place.path().join("cache/shanhai/pictures"));
        let entries = entries.expect("there is a cache").map(|entry| {
            let entry = entry.expect("it can be listed");
            entry.file_name()
        });
        let mut names: Vec<_> = entries.collect();
        names.sort();
        names
    };
    // The facts about the photo, and seven files.
    let names = cached(&place);
    assert_eq!(names.len(), 8);
    // What is in the cache is believed: a result that is made again would be another.
    build(&place, &["--no-pictures"]);
    assert_eq!((photos(&place), cached(&place)), (before, names));
}

#[test]
fn a_story_of_one_file_has_its_photos_within_and_says_what_they_weigh() {
    let place = place();
    let said = build(&place, &["--single", "--out", "story.html"]);
    assert!(said.contains("each file has 1 photo within, "), "{said}");
    let page = page(&place, "story.en.html");
    let image = only(&page, ".photo img");
    let src = image.attr("src").expect("it has an address");
    assert!(src.starts_with("data:image/webp;base64,"), "{src:.40}");
    assert_eq!(
        [image.attr("width"), image.attr("height")],
        [Some("960"), Some("480")]
    );
    assert_eq!(only(&page, ".photo > a").attr("href"), None);
}

#[test]
fn pages_without_photos_have_no_style_for_them() {
    let place = place();
    build(&place, &["--no-pictures"]);
    let with = fs::read_to_string(place.path().join("dist/index.html")).expect("it was built");
    assert!(with.contains(".photo"));
    let output = shanhai()
        .current_dir(place.path())
        .arg("build")
        .arg(stories().join("small"))
        .args([
            "--app",
            "app",
            "--no-pictures",
            "--out",
            "without",
            "--page",
        ])
        .arg(root())
        .output()
        .expect("the command runs");
    assert!(output.status.success());
    let without = fs::read_to_string(place.path().join("without/index.html"));
    assert!(!without.expect("it was built").contains(".photo"));
}
