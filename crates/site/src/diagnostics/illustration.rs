//! Problems with drawings: their paths, and the SVG files.

use super::{diagnostic::diagnostics, quoted::Quoted};

diagnostics! {
    /// A drawing cannot be shown.
    pub enum IllustrationProblem {
        /// The value is not the path of an SVG file.
        NotAnSvg {
            /// As the author wrote it.
            name: String,
        } => {
            message: format!("{} is not the path of an SVG file in the story’s folder", Quoted(name)),
            help: "name a file such as `drawings/yak.svg`, with letters, digits, `-` and `_`",
        }

        /// The folder has no such file.
        NoFile {
            /// Its path within the folder.
            name: String,
        } => {
            message: format!("the folder has no file {}", Quoted(name)),
            help: "add the file, or remove `drawing`",
        }

        /// The file is too large.
        TooLarge {
            /// The size limit, in kibibytes.
            kib: usize,
        } => {
            message: format!("a drawing has at most {kib} KiB"),
            help: "simplify its paths, and round their numbers to one decimal",
        }

        /// The file is no XML.
        NotXml {
            /// The parser's message.
            reason: String,
        } => {
            message: format!("the file is not XML: {reason}"),
            help: "export the drawing as SVG again",
        }

        /// The root element is not `svg`.
        OtherRoot => {
            message: "the file is not an SVG: its root element is not `svg` of \
                      http://www.w3.org/2000/svg",
            help: "export the drawing as SVG again",
        }

        /// The drawing has no size.
        NoSize => {
            message: "the drawing has no size",
            help: "give its `svg` a `viewBox` such as `0 0 96 96`",
        }

        /// An element that a drawing may not have.
        Element {
            /// The name of the element.
            element: String,
        } => {
            message: format!("a drawing cannot have {}", Quoted(element)),
            help: match &**element {
                "text" | "tspan" => "convert the text to paths",
                "style" => "write the colours as attributes of the shapes",
                "use" | "symbol" | "clipPath" | "mask" => "convert it to a path",
                _ => "leave only paths and other plain shapes",
            },
        }

        /// An attribute that a drawing may not have.
        Attribute {
            /// The name of the attribute.
            attribute: String,
        } => {
            message: format!("a drawing cannot have the attribute {}", Quoted(attribute)),
            help: "a drawing has no scripts and no addresses: remove it",
        }

        /// A shape has another colour than the shapes before it.
        SecondColour {
            /// The colour.
            colour: String,
            /// The colour of the others.
            first: String,
        } => {
            message: format!(
                "a drawing has one colour, but this is {} and another is {}",
                Quoted(colour),
                Quoted(first)
            ),
            help: "give all shapes the same colour; pages show it in a colour of their own",
        }

        /// A gradient or a pattern.
        Pattern {
            /// As the author wrote it.
            colour: String,
        } => {
            message: format!("a drawing has one colour, but this is {}", Quoted(colour)),
            help: "give the shape a plain colour",
        }
    }
}
