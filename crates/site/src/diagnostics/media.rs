//! Problems with videos and recordings: their files, their captions and their place in the words.

use super::{Severity, diagnostic::diagnostics, nearest::Nearest, quoted::Quoted, subject::Entity};

diagnostics! {
    /// A video or a recording cannot be shown, or not to everyone.
    pub enum MediaProblem {
        /// The value is not the path of such a file.
        NotMedia {
            /// A video or a recording.
            entity: Entity,
            /// As the author wrote it.
            name: String,
        } => {
            written: name,
            message: format!("{} is not the path of {entity} in the story’s folder", Quoted(name)),
            help: match entity {
                Entity::Video => "name an MP4 or WebM file such as `media/flight.mp4`, with letters, \
                                  digits, `-` and `_`",
                _ => "name an MP3, M4A or OGG file such as `media/song.mp3`, with letters, digits, \
                      `-` and `_`",
            },
        }

        /// The value is not the path of captions.
        NotCaptions {
            /// As the author wrote it.
            name: String,
        } => {
            written: name,
            message: format!("{} is not the path of captions in the story’s folder", Quoted(name)),
            help: "name a WebVTT file such as `media/flight.en.vtt`, with letters, digits, `-` and `_`",
        }

        /// The folder has no such file.
        NoFile {
            /// Its path within the folder.
            name: String,
        } => {
            message: format!("the folder has no file {}", Quoted(name)),
            help: "add the file, or correct its name",
        }

        /// The words show a file that `story.toml` does not list.
        NotListed {
            /// A video or a recording.
            entity: Entity,
            /// The path that the words give.
            name: String,
            /// The files that `story.toml` lists.
            nearest: Nearest,
        } => {
            written: name,
            message: format!("`story.toml` lists no {} {}", entity.noun(), Quoted(name)),
            help: match nearest {
                Nearest::One(other) => format!("did you mean {}?", Quoted(other)),
                _ => format!("add `[[{}]]` with `file = \"{name}\"`", key(*entity)),
            },
        }

        /// The file is too large.
        TooLargeFile {
            /// The size limit, in mebibytes.
            mib: u64,
        } => {
            message: format!("the file is larger than {mib} MiB"),
            help: "encode it smaller (720 pixels high is enough), or show a shorter part",
        }

        /// The file has no content.
        EmptyFile => {
            message: "the file is empty",
            help: "copy it again, or export it again",
        }

        /// The file's content is not what its name says.
        OtherFormat {
            /// The format that it has, if it is known.
            found: Option<&'static str>,
        } => {
            message: match found {
                Some(format) => format!("the file is {format}, which its name does not say"),
                None => "the file is neither video nor sound".to_owned(),
            },
            help: "export it as MP4 or WebM, sound as MP3, M4A or OGG; renaming changes no format",
        }

        /// The file ends too early.
        Truncated => {
            message: "the file ends before the recording does",
            help: "copy it again, or export it again",
        }

        /// The file says where it was recorded.
        Position {
            /// Its name.
            name: String,
        } => {
            message: "the file says where it was recorded",
            help: format!("remove that: `ffmpeg -i {name} -map_metadata -1 -c copy new-{name}`"),
        }

        /// Captions do not begin as they must.
        NoHeader => {
            message: "captions begin with a line `WEBVTT`",
            help: "write `WEBVTT` there, and an empty line below",
        }

        /// A file of captions has none.
        NoCues => {
            message: "the file has no captions",
            help: "add what is said, with its times: `00:01.000 --> 00:04.000`",
        }

        /// A line is not the time span of captions.
        BadTimes => {
            message: "this is no time span of a caption",
            help: "write it as `00:01.000 --> 00:04.000`",
        }

        /// Words have no time span.
        NoTimes => {
            message: "this caption has no time span",
            help: "write one above it, as `00:01.000 --> 00:04.000`",
        }

        /// A caption ends before it begins, or then.
        EndsTooEarly => {
            message: "this caption does not end after it begins",
            help: "correct one of the two times",
        }

        /// A video or a recording without a name.
        NoName {
            /// A video or a recording.
            entity: Entity,
        } => {
            message: format!("this {} has no name for people who cannot see the page", entity.noun()),
            help: "say between the brackets what it shows: `![a flight over the coast](...)`",
        }

        /// The name is that of the file.
        NameOfFile {
            /// A video or a recording.
            entity: Entity,
        } => {
            message: format!("this is the name of a file, not what the {} shows", entity.noun()),
            help: "say between the brackets what it shows: `![a flight over the coast](...)`",
        }

        /// The name repeats the caption.
        CaptionAsName {
            /// A video or a recording.
            entity: Entity,
        } => {
            severity: Severity::Warning,
            message: format!("the caption says the same as the name of the {}", entity.noun()),
            help: "let the brackets say what it shows, and the caption what one does not see",
        }

        /// A video or a recording within text.
        WithinWords {
            /// A video or a recording.
            entity: Entity,
        } => {
            message: format!("{entity} stands in a paragraph of its own"),
            help: "put an empty line before and after it",
        }

        /// The text of no language shows it.
        Unused {
            /// Its path.
            name: String,
        } => {
            severity: Severity::Warning,
            message: format!("no text shows {}", Quoted(name)),
            help: format!("write `![what it shows]({name})` in a section, or remove its table"),
        }

        /// Some languages show it, but this one does not.
        NotInLanguage {
            /// Its path.
            name: String,
            /// The text without it.
            file: String,
        } => {
            severity: Severity::Warning,
            message: format!("`{file}` does not show {}", Quoted(name)),
            help: format!("write `![what it shows]({name})` there, as in the other text"),
        }

        /// A file beside the others is none of them.
        UnusedFile => {
            severity: Severity::Warning,
            message: "`story.toml` does not name this file",
            help: "remove it, or add `[[video]]` or `[[audio]]` with this file",
        }
    }
}

/// The key of the tables about `entity`.
fn key(entity: Entity) -> &'static str {
    match entity {
        Entity::Video => "video",
        _ => "audio",
    }
}
