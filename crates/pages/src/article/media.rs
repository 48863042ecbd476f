//! A video or a sound recording, apart from its file.

use super::Credit;

/// The media types of the formats, by the extensions of files.
pub const MEDIA_TYPES: [(&str, &str); 5] = [
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("ogg", "audio/ogg"),
];

/// A video or a sound recording with its text alternatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// Its path within the story's folder.
    pub file: String,
    /// The poster and the captions of a video; `None` for sound.
    pub video: Option<VideoParts>,
    /// What is seen and said, in paragraphs.
    pub transcript: Vec<String>,
    /// Who made it, and its licence.
    pub credit: Credit,
}

impl Media {
    /// The media type of the file, by its name.
    #[must_use]
    pub fn media_type(&self) -> &'static str {
        let extension = self.file.rsplit('.').next().unwrap_or_default();
        let known = MEDIA_TYPES
            .iter()
            .find(|(end, _)| extension.eq_ignore_ascii_case(end));
        known.map_or("", |(_, media_type)| media_type)
    }
}

/// What only a video has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VideoParts {
    /// The path of the picture that is shown before it plays.
    pub poster: String,
    /// The path of its captions in the language of the page.
    pub captions: String,
}
