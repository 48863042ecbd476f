//! Problems with photos: their files, their credits and their place in the words.

use super::{Severity, diagnostic::diagnostics, nearest::Nearest, quoted::Quoted};

diagnostics! {
    /// A photo cannot be shown, or not well.
    pub enum PhotoProblem {
        /// The value is not the path of a photo.
        NotAPhoto {
            /// As the author wrote it.
            name: String,
        } => {
            written: name,
            message: format!("{} is not the path of a photo in the story’s folder", Quoted(name)),
            help: "name a JPEG, PNG, WebP or SVG file such as `photos/yak.jpg`, with letters, \
                   digits, `-` and `_`",
        }

        /// The folder has no such file.
        NoFile {
            /// Its path within the folder.
            name: String,
        } => {
            message: format!("the folder has no file {}", Quoted(name)),
            help: "add the file, or correct its name",
        }

        /// The words show a photo that `story.toml` does not list.
        NoCredit {
            /// The path that the words give.
            name: String,
            /// The photos that `story.toml` lists.
            nearest: Nearest,
        } => {
            written: name,
            message: format!("`story.toml` names nobody who made {}", Quoted(name)),
            help: match nearest {
                Nearest::One(other) => format!("did you mean {}?", Quoted(other)),
                _ => format!("add `[[photo]]` with `file = \"{name}\"` and its `credit`"),
            },
        }

        /// The point to crop around is no point of the photo.
        NotAFocus => {
            message: "`focus` is not a point of the photo",
            help: "give two numbers from 0 to 1, from the left and from the top: `focus = [0.5, 0.3]`",
        }

        /// The file is too large.
        TooLargeFile {
            /// The size limit, in mebibytes.
            mib: u64,
        } => {
            message: format!("the file is larger than {mib} MiB"),
            help: "export the photo as JPEG, 1600 to 4000 pixels wide",
        }

        /// The file's content is not what its name says.
        OtherFormat {
            /// The format that it has, if it is an image at all.
            found: Option<&'static str>,
        } => {
            message: match found {
                Some(format) => format!("the file is {format}, which its name does not say"),
                None => "the file is no image".to_owned(),
            },
            help: match found {
                Some("JPEG" | "PNG" | "WebP") => "rename it",
                _ => "export the photo as JPEG, PNG or WebP",
            },
        }

        /// An SVG file has more than shapes.
        NotOnlyShapes {
            /// The first element or attribute that is none.
            what: String,
        } => {
            message: format!("the file contains {}, but a photo has shapes only", Quoted(what)),
            help: "export it without scripts, effects and linked files, and with its letters as outlines",
        }

        /// The file ends too early.
        Truncated => {
            message: "the file ends before the picture does",
            help: "copy it again, or export it again",
        }

        /// The file cannot be decoded.
        Damaged {
            /// The decoder's reason.
            reason: String,
        } => {
            message: format!("the file is damaged: {reason}"),
            help: "export the photo again",
        }

        /// The picture has too many pixels.
        TooManyPixels {
            /// Its width and height, in pixels.
            size: [u32; 2],
        } => {
            message: format!(
                "the photo has {} × {} pixels: at most {} million can be decoded, and {} along a side",
                size[0],
                size[1],
                shanhai_photos::MOST_PIXELS / 1_000_000,
                shanhai_photos::LARGEST_SIDE,
            ),
            help: "export it 1600 to 4000 pixels wide: pages show it at 1600",
        }

        /// The picture has too few pixels.
        TooFewPixels {
            /// Its width and height, in pixels.
            size: [u32; 2],
        } => {
            message: format!(
                "the photo has {} × {} pixels: at least {} along a side are needed",
                size[0],
                size[1],
                shanhai_photos::LEAST_SIDE,
            ),
            help: "export it 1600 to 4000 pixels wide",
        }

        /// The picture is narrower than the column of a phone, in its pixels.
        Blurred {
            /// Its width, in pixels.
            width: u32,
            /// The least that is sharp, in pixels.
            least: u32,
        } => {
            severity: Severity::Warning,
            message: format!("the photo is {width} pixels wide, so it will look blurred"),
            help: format!("export it 1600 pixels wide, or at least {least}"),
        }

        /// A photo without text alternative.
        NoAlternative => {
            message: "this photo has no text for people who cannot see it",
            help: "say between the brackets what it shows: `![a white yak on a slope](...)`",
        }

        /// The text alternative is the file's name.
        NameAsAlternative => {
            message: "this is the name of a file, not what the photo shows",
            help: "say between the brackets what it shows: `![a white yak on a slope](...)`",
        }

        /// The text alternative repeats the caption.
        CaptionAsAlternative => {
            severity: Severity::Warning,
            message: "the caption says the same as the text for people who cannot see the photo",
            help: "let the brackets say what it shows, and the caption what one does not see",
        }

        /// A photo within text.
        WithinWords => {
            message: "a photo stands in a paragraph of its own",
            help: "put an empty line before and after it",
        }

        /// The text of no language shows the photo.
        Unused {
            /// Its path.
            name: String,
        } => {
            severity: Severity::Warning,
            message: format!("no text shows {}", Quoted(name)),
            help: format!("write `![what it shows]({name})` in a section, or remove the photo"),
        }

        /// Some languages show the photo, but this one does not.
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

        /// A file beside the photos is none of them.
        UnusedFile => {
            severity: Severity::Warning,
            message: "no `[[photo]]` names this file",
            help: "remove it, or add `[[photo]]` with its `file` and `credit`",
        }
    }
}
