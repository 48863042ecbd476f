//! Tests share pictures, drawn with the open fonts of this machine.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use resvg::usvg::fontdb::{Database, Source};
use shanhai_site::basemap::Basemap;
use shanhai_site::build::{BuildOptions, Fonts, pictures_of};
use shanhai_site::folder::StoryFolder;
use shanhai_site::parts::{APP_FILES, Parts};
use tempfile::TempDir;

use crate::repository::{root, shanhai, stories};

/// Some programs leave out larger share pictures.
const LIMIT: usize = 300_000;

/// A private-use character, which no font has.
const NOBODYS: char = '\u{E000}';

/// Pictures by name without the hash, and the languages without pictures, with the reason.
type Drawn = (BTreeMap<String, Vec<u8>>, Vec<(String, String)>);

fn draw(story: &Path, fonts: Option<Fonts>) -> Drawn {
    let basemap = Basemap::china();
    let read = StoryFolder::new(story).read(&basemap.catalog());
    let options = BuildOptions {
        parts: Parts::of(Some(PathBuf::new()), Some(root())).expect("both are named"),
        address: None,
        fonts,
        out: PathBuf::new(),
    };
    let drawn = pictures_of(&options, &read.expect("it has no errors"), &basemap);
    let (files, without) = drawn.expect("the page's style is there");
    let stem = |name: String| {
        name.split('.')
            .next()
            .map(str::to_owned)
            .unwrap_or_default()
    };
    let files = files.into_iter().map(|(name, bytes)| (stem(name), bytes));
    let without = without.into_iter();
    let without = without.map(|(language, reason)| (language, reason.to_string()));
    (files.collect(), without.collect())
}

fn of_machine() -> Fonts {
    Fonts::of_machine(&[]).expect("no file was named")
}

fn small() -> PathBuf {
    stories().join("small")
}

/// The width and the height in the first chunk of a PNG.
fn size(picture: &[u8]) -> [u32; 2] {
    assert_eq!(&picture[..8], b"\x89PNG\r\n\x1a\n");
    [16, 20].map(|at| {
        let number = picture[at..].first_chunk().expect("it is whole");
        u32::from_be_bytes(*number)
    })
}

/// The width and the height of a JPEG.
fn size_of_photo(picture: &[u8]) -> [usize; 2] {
    let frame = picture.windows(2).position(|marker| marker == [0xff, 0xc0]);
    let frame = &picture[frame.expect("it is a JPEG")..];
    let number = |at| usize::from(u16::from_be_bytes([frame[at], frame[at + 1]]));
    [number(7), number(5)]
}

#[test]
fn a_photo_in_place_of_the_map_is_the_card_of_its_chapter() {
    let (files, _) = draw(&root().join("stories/map"), Some(of_machine()));
    for (name, expected) in [
        ("share/height", [1200, 630]),
        ("share/height-square", [1080, 1080]),
    ] {
        let file = &files[name];
        assert_eq!(size_of_photo(file), expected, "{name}");
        assert!(file.len() < LIMIT, "{name} has {} bytes", file.len());
    }
    assert_eq!(size(&files["share/scale"]), [1200, 630]);
}

/// A copy of the small story with a character in a heading that no font has.
fn with_a_letter_of_nobodys() -> TempDir {
    let copy = tempfile::tempdir().expect("the system has a place for temporary files");
    let small = stories().join("small");
    for entry in fs::read_dir(small).expect("it is there") {
        let path = entry.expect("it can be read").path();
        let text = fs::read_to_string(&path).expect("it is text");
        let text = text.replace("## 天祝 ", &format!("## 天祝{NOBODYS} "));
        let name = path.file_name().expect("a file has a name");
        fs::write(copy.path().join(name), text).expect("it can be written");
    }
    copy
}

/// The machine's fonts, renamed to a font whose glyphs may not be published.
fn as_simsun() -> Database {
    let mut machine = Database::new();
    machine.load_system_fonts();
    let mut renamed = Database::new();
    for face in machine.faces() {
        let mut face = face.clone();
        for (name, _) in &mut face.families {
            "SimSun".clone_into(name);
        }
        renamed.push_face_info(face);
    }
    renamed
}

#[test]
fn the_story_and_each_chapter_have_light_pictures_in_each_language() {
    let chapters = ["industry", "livelihood", "complement", "ningxia", "flower"];
    let mut expected = BTreeMap::new();
    for folder in ["share/", "en/share/"] {
        let mut add = |name: &str, size: [u32; 2]| expected.insert([folder, name].concat(), size);
        add("story", [1200, 630]);
        add("story-square", [1080, 1080]);
        add("story-4x3", [1200, 900]);
        add("story-16x9", [1200, 675]);
        for chapter in chapters {
            add(&format!("chapter-{chapter}"), [1200, 630]);
            add(&format!("chapter-{chapter}-square"), [1080, 1080]);
        }
    }
    let (pictures, _) = draw(&root().join("stories/east-west"), Some(of_machine()));
    let sizes = pictures
        .iter()
        .map(|(name, picture)| (name.clone(), size(picture)));
    assert_eq!(sizes.collect::<BTreeMap<_, _>>(), expected);
    for (name, picture) in &pictures {
        // A picture of less than ten thousand bytes has no map on it.
        let weight = picture.len();
        assert!((10_000..LIMIT).contains(&weight), "{name}: {weight} bytes");
    }
}

#[test]
fn each_picture_names_the_source_of_its_map() {
    for (name, picture) in draw(&small(), Some(of_machine())).0 {
        let says = |words: &[u8]| picture.windows(words.len()).any(|window| window == words);
        assert!(says(b"iTXtSource") && says(b"Natural Earth"), "{name}");
    }
}

#[test]
fn the_same_fonts_give_the_same_bytes() {
    let [first, second] = [(); 2].map(|()| draw(&small(), Some(of_machine())));
    assert!(!first.0.is_empty());
    assert!(first == second, "they differ");
}

#[test]
fn without_fonts_no_pictures_are_drawn_and_nothing_is_noted() {
    assert_eq!(draw(&small(), None), Drawn::default());
}

#[track_caller]
fn check_without(story: &Path, fonts: Fonts, expected: &[(&str, &str)]) {
    let (_, without) = draw(story, Some(fonts));
    let expected = expected.iter();
    let expected = expected.map(|&(language, reason)| (language.to_owned(), reason.to_owned()));
    assert_eq!(without, expected.collect::<Vec<_>>());
}

/// The message if no open font is found.
const NO_FONT: &str = "found no font with an open licence; \
    run `apt install fonts-noto-cjk`, or name a font file with `--font`";

#[test]
fn without_an_open_font_each_language_is_noted() {
    let none = Fonts::among(&Database::new(), &[]).expect("no file was named");
    check_without(&small(), none, &[("zh-CN", NO_FONT), ("en", NO_FONT)]);
}

#[test]
fn a_font_that_is_not_open_is_not_used() {
    let fonts = Fonts::among(&as_simsun(), &[]).expect("no file was named");
    check_without(&small(), fonts, &[("zh-CN", NO_FONT), ("en", NO_FONT)]);
}

#[test]
fn letters_missing_from_all_fonts_are_noted() {
    let reason = format!(
        "neither `Noto Serif CJK SC` nor any other open font has `{NOBODYS}`; \
         run `apt install fonts-noto-cjk`, or name a font file with `--font`"
    );
    let story = with_a_letter_of_nobodys();
    check_without(story.path(), of_machine(), &[("zh-CN", &reason)]);
}

#[test]
fn a_font_named_by_the_author_is_preferred() {
    let mut machine = Database::new();
    machine.load_system_fonts();
    let sans = machine
        .faces()
        .find(|face| face.post_script_name == "NotoSansCJKsc-Bold");
    let sans = sans.expect("fonts-noto-cjk is installed");
    let Source::File(file) = &sans.source else {
        panic!("a font of the system is a file");
    };
    let named = Fonts::of_machine(std::slice::from_ref(file)).expect("it is a font");
    let [named, other] = [named, of_machine()].map(|fonts| draw(&small(), Some(fonts)).0);
    assert!(named.keys().eq(other.keys()));
    assert!(named.iter().all(|(name, picture)| other[name] != *picture));
}

#[test]
fn a_file_that_is_not_a_font_is_refused() {
    let file = root().join("Cargo.toml");
    let error = Fonts::of_machine(std::slice::from_ref(&file)).expect_err("it is no font");
    assert_eq!(
        error.to_string(),
        format!(
            "`{}`: this is not a font; name a TrueType or OpenType file",
            file.display()
        )
    );
}

/// A temporary folder with an app that does nothing.
fn place() -> TempDir {
    let place = tempfile::tempdir().expect("the system has a place for temporary files");
    for name in APP_FILES {
        let text = if name.ends_with("css") { "" } else { name };
        fs::write(place.path().join(name), text).expect("it can be written");
    }
    place
}

#[test]
fn the_command_names_languages_without_pictures() {
    let (place, story) = (place(), with_a_letter_of_nobodys());
    let output = shanhai()
        .arg("build")
        .arg(story.path())
        .arg("--app")
        .arg(place.path())
        .arg("--page")
        .arg(root())
        .arg("--out")
        .arg(place.path().join("dist"))
        .output()
        .expect("the command runs");
    assert!(output.status.success(), "{output:?}");
    let stderr = String::from_utf8_lossy(&output.stderr);
    let message = "note: no share pictures in `zh-CN`: neither `";
    assert!(stderr.contains(message), "{stderr}");
    assert!(place.path().join("dist/en/share").is_dir());
}
