//! Problems with steps and their sections.

use super::{Severity, diagnostic::diagnostics, quoted::Quoted};

diagnostics! {
    /// The steps do not agree with the sections, or with the map.
    pub enum StepProblem {
        /// The story has no step.
        NoSteps => {
            message: "the story has no step",
            help: "add a `[[step]]` for each section of the text",
        }

        /// A Markdown file has no section.
        NoSections => {
            message: "the file has no section",
            help: "write a section for each step, under a heading such as `# 题 {#cover}`",
        }

        /// A step has no section in a Markdown file.
        StepWithoutWords {
            /// The step's id.
            step: String,
            /// The Markdown file.
            file: String,
        } => {
            message: format!("step {} has no text in {}", Quoted(step), Quoted(file)),
            help: format!("add a section for it, with `{{#{step}}}` after the heading"),
        }

        /// A section comes after that of a later step.
        StepOutOfOrder {
            /// The step's id.
            step: String,
            /// The later step, whose section comes first.
            later: String,
        } => {
            message: format!(
                "the text of {} comes after that of {}, but the steps are in the opposite order",
                Quoted(step),
                Quoted(later)
            ),
            help: "move the text, or the `[[step]]`",
        }

        /// A step with a photo in place of the map shows something on the map.
        MapBehindPhoto {
            /// The key that does.
            key: &'static str,
        } => {
            message: format!("`{key}` shows something on the map, but this step has a photo in its place"),
            help: format!("remove `{key}`, or `photo`: the words can show a photo beside the map"),
        }

        /// The cover or the reader's own map has a photo in place of the map.
        PhotoWithoutPlace {
            /// The step's id.
            step: String,
        } => {
            message: format!("step {} needs its map, so no photo can stand in its place", Quoted(step)),
            help: "remove `photo`: the words can show a photo beside the map",
        }

        /// The words of a step do not show the photo that stands in place of its map.
        PhotoNotInWords {
            /// The photo's path.
            name: String,
        } => {
            message: format!("the section does not show {}, which stands in place of its map", Quoted(name)),
            help: format!("add `![what it shows]({name} \"caption\")` in a line of its own"),
        }

        /// The step `explore` is the first step or not the last.
        ExploreNotLast {
            /// The step after it, or `None` if `explore` is the first step.
            next: Option<String>,
        } => {
            message: match next {
                Some(next) => {
                    format!("step `explore` must be the last, but {} follows", Quoted(next))
                }
                None => "step `explore` cannot be the first: that is the cover".to_owned(),
            },
            help: match next {
                Some(_) => "move its `[[step]]` and its section after all others",
                None => "add a step for the cover before it",
            },
        }

        /// The map has no room for the name of a place.
        NoRoom {
            /// The name.
            name: String,
            /// The step's id.
            step: String,
            /// The sizes of the map at which it does not fit, in CSS pixels, as `390x371`.
            sizes: Vec<String>,
        } => {
            severity: Severity::Warning,
            message: format!(
                "the map of step {} has no room for the name {} at {}",
                Quoted(step),
                Quoted(name),
                sizes.join(", ")
            ),
            help: "shorten the name, show fewer places in the step, or bring its `fit` closer",
        }
    }
}
