//! Story folders that are empty, huge or not text: the diagnostics about them, and that an earlier
//! build stays unchanged.

use std::fs;
use std::path::Path;

use shanhai_site::basemap::Basemap;
use shanhai_site::diagnostics::{OutputStyle, render};
use shanhai_site::folder::{ReadStory, StoryFolder};
use tempfile::TempDir;

use crate::repository::{shanhai, stories};

/// A copy of the small story, which tests break.
struct Story(TempDir);

impl Story {
    fn small() -> Self {
        let place = tempfile::tempdir().expect("tests may write temporary files");
        for name in ["story.toml", "zh.md", "en.md"] {
            let from = stories().join("small").join(name);
            fs::copy(from, place.path().join(name)).expect("it can be copied");
        }
        Self(place)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).expect("the small story is UTF-8")
    }

    fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        fs::write(self.0.path().join(name), bytes).expect("it can be written");
        self
    }

    /// Replaces `old` with `new` once in one of its files.
    #[track_caller]
    fn with_changed(self, name: &str, old: &str, new: &str) -> Self {
        let text = self.text(name);
        assert!(text.contains(old), "`{old}` stands in {name}");
        self.with(name, text.replacen(old, new, 1))
    }

    fn read(&self) -> Result<ReadStory, String> {
        let folder = StoryFolder::new(self.0.path()).shown_as("story");
        let read = folder.read(&Basemap::china().catalog());
        read.map_err(|diagnostics| render(&diagnostics, OutputStyle::Plain))
    }

    /// Runs `shanhai build`, which must fail and leave existing files alone. Returns its messages.
    #[track_caller]
    fn assert_refused(&self) -> String {
        let place = tempfile::tempdir().expect("tests may write temporary files");
        let dist = place.path().join("dist");
        let older: [(&str, &[u8]); 2] = [("index.html", b"older"), ("story.0123.bin", &[2, 0])];
        fs::create_dir(&dist).expect("it can be made");
        for (name, bytes) in older {
            fs::write(dist.join(name), bytes).expect("it can be written");
        }
        let output = shanhai()
            .arg("build")
            .arg(self.0.path())
            .args(["--app", "nowhere", "--page", "nowhere", "--out"])
            .arg(&dist)
            .output()
            .expect("the command was built with this test");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{stderr}");
        assert_eq!(names(&dist), older.map(|(name, _)| name));
        for (name, bytes) in older {
            assert_eq!(fs::read(dist.join(name)).ok().as_deref(), Some(bytes));
        }
        assert_eq!(names(place.path()), ["dist"], "nothing half-built is left");
        stderr
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("it is there");
    let mut names: Vec<_> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}

/// Checks that `shanhai build` fails with all of these words in its messages.
#[track_caller]
fn check(story: &Story, expected: &[&str]) {
    let output = story.assert_refused();
    for words in expected {
        assert!(output.contains(words), "`{words}` is not in {output}");
    }
}

/// The rendered diagnostics of the small story with `words` in a paragraph.
#[track_caller]
fn told_of_words(words: &str) -> String {
    let story = Story::small().with_changed("zh.md", "牧民们", &["x", words].concat());
    story.read().expect_err("these words are faulty")
}

const TOO_MANY: &str = "more than 1000 errors and warnings; the first are shown above";

#[test]
fn a_story_without_steps_is_reported_and_nothing_is_built() {
    let story = Story::small();
    let text = story.text("story.toml");
    let data = text.split("[[step]]").next().unwrap_or_default();
    check(&story.with("story.toml", data), &["the story has no step"]);
}

#[test]
fn five_hundred_steps_without_text_are_reported_and_nothing_is_built() {
    let story = Story::small();
    let steps = (0..500).map(|step| format!("[[step]]\nid = \"step-{step}\"\n"));
    let data = story.text("story.toml") + &steps.collect::<String>();
    let story = story.with("story.toml", data);
    let words = ["step `step-0` has no text in `zh.md`", "1000 errors"];
    check(&story, &words);
}

#[test]
fn a_story_of_five_hundred_steps_is_read_completely() {
    let story = Story::small();
    let steps =
        (0..500).map(|step| format!("[[step]]\nid = \"step-{step}\"\nlinks = [\"tianzhu\"]\n"));
    let data = story.text("story.toml") + &steps.collect::<String>();
    let mut story = story.with("story.toml", data);
    for (name, credits) in [("zh.md", "## 资料"), ("en.md", "## Sources")] {
        let sections =
            (0..500).map(|step| format!("### 题 {{#step-{step}}}\n\n词。\n\n> Map: 图。\n\n"));
        let sections = sections.collect::<String>() + credits;
        story = story.with_changed(name, credits, &sections);
    }
    let read = story.read().expect("it is sound");
    let steps = read
        .editions
        .iter()
        .map(|edition| edition.story.steps.len());
    assert_eq!(steps.collect::<Vec<_>>(), [503, 503]);
}

#[test]
fn ten_megabytes_of_text_are_reported_and_nothing_is_built() {
    let words = "词".repeat(10_000_000 / 3);
    let story = Story::small().with_changed("zh.md", "牧民们", &words);
    check(&story, &["zh.md", "the file is larger than 4 MiB"]);
}

#[test]
fn ten_megabytes_of_data_are_reported_and_nothing_is_built() {
    let comment = "# ".to_owned() + &"x".repeat(10_000_000);
    let story = Story::small().with("story.toml", comment);
    check(&story, &["story.toml", "the file is larger than 4 MiB"]);
}

#[test]
fn text_of_the_maximum_length_is_read() {
    let words = "词".repeat(3_900_000 / 3);
    let story = Story::small().with_changed("zh.md", "牧民们", &words);
    let read = story.read().expect("it is sound");
    let article = format!("{:?}", read.editions[0].article.sections[1].words);
    assert!(words.len() < article.len());
}

/// Quadratic time would be minutes.
#[test]
fn the_time_per_blank_line_does_not_grow_with_their_number() {
    assert!(told_of_words(&"\n<b>".repeat(250_000)).contains(TOO_MANY));
    assert!(told_of_words(&"\n![](x)".repeat(100_000)).contains(TOO_MANY));
}

/// Comparing each with a thousand known words would take hours.
#[test]
fn the_time_per_unknown_word_does_not_grow_with_their_number() {
    let story = Story::small();
    let links = (0..1_000).map(|link| format!("[[link]]\nid = \"link-number-{link}\"\n"));
    let unknown = (0..100_000).map(|link| format!("\"link-numbre-{link}\","));
    let step = format!(
        "[[step]]\nid = \"x\"\nlinks = [{}]\n",
        unknown.collect::<String>()
    );
    let data = story.text("story.toml") + &links.collect::<String>() + &step;
    let output = story.with("story.toml", data).read();
    let output = output.expect_err("it is faulty");
    assert!(output.contains(TOO_MANY) && output.contains("fix the errors above first"));
}

/// Each language requires every text, and a file of its own.
#[test]
fn the_number_of_languages_is_limited() {
    let letters = || 'a'..='z';
    let tags = letters().flat_map(|one| letters().map(move |other| format!("\"{one}{other}\",")));
    let languages = format!("languages = [{}]", tags.collect::<String>());
    let story =
        Story::small().with_changed("story.toml", "languages = [\"zh-CN\", \"en\"]", &languages);
    check(&story, &["a story can have at most 64 languages"]);
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    let story = Story::small();
    let before = story.read();
    let data = "\u{feff}".to_owned() + &story.text("story.toml");
    let words = "\u{feff}".to_owned() + &story.text("zh.md");
    let story = story.with("story.toml", data).with("zh.md", words);
    assert!(before.is_ok());
    assert_eq!(story.read(), before);
}

#[test]
fn a_second_byte_order_mark_is_reported_and_nothing_is_built() {
    let story = Story::small();
    let words = "\u{feff}\u{feff}".to_owned() + &story.text("zh.md");
    let position = "zh.md:1:1";
    check(&story.with("zh.md", words), &[position]);
}

#[test]
fn lone_surrogates_in_a_file_are_reported_and_nothing_is_built() {
    for name in ["story.toml", "zh.md"] {
        let story = Story::small();
        let bytes = [story.text(name).as_bytes(), b"\xED\xA0\x80"].concat();
        check(&story.with(name, bytes), &[name, "the file is not UTF-8"]);
    }
}

#[test]
fn an_escaped_surrogate_is_reported_and_nothing_is_built() {
    for escape in ["\\ud800", "\\uDFFF", "\\U0000d800", "\\U00110000"] {
        let story = Story::small().with_changed("story.toml", "一条线", escape);
        check(&story, &["story.toml:8:"]);
    }
}

#[test]
fn nan_is_reported_and_nothing_is_built() {
    for number in ["nan", "-nan", "inf", "-inf", "1e999"] {
        let at = format!("[117.332, {number}]");
        let story = Story::small().with_changed("story.toml", "[117.332, 39.292]", &at);
        check(&story, &["story.toml:27:", number]);
        let value = format!("value = {number}");
        let story = Story::small().with_changed("story.toml", "value = 30", &value);
        check(&story, &["is not a number"]);
    }
}

#[test]
fn binary_files_are_reported_and_nothing_is_built() {
    for bytes in [&b"\0\0\0\0"[..], b"\xff\xfe#\0", b"PK\x03\x04", b""] {
        for name in ["story.toml", "zh.md"] {
            check(&Story::small().with(name, bytes), &[name]);
        }
    }
}
