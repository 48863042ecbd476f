//! A story that is sound with harmless words, with a place for hostile texts wherever its author
//! writes words.

use std::fs;

use shanhai_site::folder::{ReadStory, StoryFolder};

use super::BASEMAP;

/// The files of the photo, the video and the recording.
const FILES: [(&str, &[u8]); 4] = [
    (
        "photo.png",
        include_bytes!("../../stories/faulty/photos/photos/good.png"),
    ),
    (
        "video.mp4",
        include_bytes!("../../stories/faulty/media/media/good.mp4"),
    ),
    (
        "video.vtt",
        include_bytes!("../../stories/faulty/media/media/good.zh.vtt"),
    ),
    (
        "audio.mp3",
        include_bytes!("../../stories/faulty/media/media/good.mp3"),
    ),
];

/// `story.toml` with `text` as all its words, and with the explorer.
pub(super) fn data(text: &str) -> String {
    let text = in_toml(text);
    [map(&text), works(&text), steps(&text)].concat()
}

/// The story itself, its places and its link.
fn map(text: &str) -> String {
    format!(
        r#"
id = "hostile"
basemap = "china"
languages = ["zh-CN", "en"]
title = {{ zh = {text}, en = {text} }}
description = {{ zh = {text}, en = {text} }}
source = [{{ id = "report", name = {{ zh = {text}, en = {text} }} }}]
correction = [{{ date = 2026-09-01, text = {{ zh = {text}, en = {text} }} }}]
[[place]]
id = "tianjin"
name = {{ zh = {text}, en = {text} }}
at = [117.332, 39.292]
region = "120000"
[[place]]
id = "tianzhu"
name = {{ zh = {text}, en = {text} }}
at = [103.126, 37.136]
region = "620000"
[[link]]
id = "tea"
kind = "market"
direction = "west-to-east"
from = "tianzhu"
to = "tianjin"
note = {{ zh = {text}, en = {text} }}
"#
    )
}

/// A photo, a video and a recording.
fn works(text: &str) -> String {
    format!(
        r#"
[[photo]]
file = "photo.png"
credit = {text}
licence = {text}
[[video]]
file = "video.mp4"
poster = "photo.png"
captions = {{ zh = "video.vtt", en = "video.vtt" }}
transcript = {{ zh = {text}, en = {text} }}
credit = {text}
licence = {text}
[[audio]]
file = "audio.mp3"
transcript = {{ zh = {text}, en = {text} }}
credit = {{ zh = {text}, en = {text} }}
licence = {text}
"#
    )
}

/// Figures, and steps that show them.
fn steps(text: &str) -> String {
    format!(
        r#"
[[reading]]
id = "copy"
printed = {text}
note = {{ zh = {text}, en = {text} }}
[[figure]]
id = "tea"
value = 5
qualifier = "exact"
source = "report"
reading = "copy"
link = "tea"
drawn = "units"
zh = {{ before = {text}, number = {text}, after = {text}, unit = {text}, label = {text}, period = {text} }}
en = {{ before = {text}, number = {text}, after = {text}, unit = {text}, label = {text}, period = {text} }}
[[figure]]
id = "less"
value = 3
qualifier = "exact"
source = "report"
drawn = {{ beside = "tea" }}
zh = {{ number = {text}, unit = {text}, label = {text} }}
en = {{ number = {text}, unit = {text}, label = {text} }}
[[step]]
id = "cover"
links = ["tea"]
figures = ["tea", "less"]
[[step]]
id = "explore"
links = ["tea"]
"#
    )
}

/// A text as a basic string of TOML.
fn in_toml(text: &str) -> String {
    let escaped = |character: char| match character {
        '"' | '\\' => format!("\\{character}"),
        _ if character.is_control() => format!("\\u{:04x}", u32::from(character)),
        _ => character.to_string(),
    };
    let escaped: String = text.chars().map(escaped).collect();
    ["\"", &escaped, "\""].concat()
}

/// A text as Markdown that means this text: every possible mark is escaped.
pub(super) fn in_markdown(text: &str) -> String {
    let escaped = |character: char| {
        let backslash = character.is_ascii_punctuation().then_some('\\');
        backslash.into_iter().chain([character])
    };
    text.chars().flat_map(escaped).collect()
}

/// The words with `text`, which is Markdown, in each of their places; `figures` are the texts of
/// the figures' marks.
pub(super) fn words(text: &str, figures: [&str; 2]) -> String {
    let [tea, less] = figures;
    format!(
        "# {text} {{#cover}}\n\n\
         {text}\n\n\
         [{text}](date:1996), [{text}](link:tea), [{text}](reading:copy), [{tea}](figure:tea), \
         [{less}](figure:less), *a{text}a*, **a{text}a**, [{text}](https://example.org/), \
         [{text}](mailto:desk@example.org), [{text}](#link-tea), `a`, 10^6^, H~2~O, [^1]\n\n\
         - {text}\n\n\
         1. {text}\n\n\
         | a{text}a | a{text}a |\n|:-:|--:|\n| a{text}a | *a{text}a* 10^6^ |\n\n\
         > “a{text}a” —— a{text}a\n\n\
         ![a{text}a](photo.png \"{text}\")\n\n\
         ![a{text}a](video.mp4 \"{text}\")\n\n\
         ![a{text}a](audio.mp3 \"{text}\")\n\n\
         [^1]: {text}\n\n\
         > Map: {text}\n\n\
         ## {text} {{#explore}}\n\n{text}\n\n> Map: {text}\n\n\
         ## {text} {{#sources}}\n\n{text}\n"
    )
}

/// Writes and reads a story's folder; `None` if it has errors.
pub(super) fn read(data: &str, words: &str) -> Option<ReadStory> {
    let folder = tempfile::tempdir().expect("tests may write temporary files");
    let files = [("story.toml", data), ("zh.md", words), ("en.md", words)];
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("it can be written");
    }
    for (name, bytes) in FILES {
        fs::write(folder.path().join(name), bytes).expect("it can be written");
    }
    StoryFolder::new(folder.path())
        .read(&BASEMAP.catalog())
        .ok()
}
