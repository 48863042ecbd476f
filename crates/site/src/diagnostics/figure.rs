//! Problems with figures: their data, wording and drawing, and the sections that show them.

use super::{diagnostic::diagnostics, quoted::Quoted};

diagnostics! {
    /// A figure's data, wording and drawing contradict each other, or its step.
    pub enum FigureProblem {
        /// The value is not a number, or has too many digits.
        NotANumber {
            /// As the author wrote it.
            written: String,
        } => {
            message: format!("{} is not a number of at most 28 digits", Quoted(written)),
            help: "write the number with ASCII digits, such as 20000 or 16.8",
        }

        /// The wording states another number than `value`.
        OtherValue {
            /// The wording.
            display: String,
            /// The number that it states, in digits.
            counted: String,
        } => {
            message: format!(
                "the text says {}, which is {counted}, but `value` is a different number",
                Quoted(display)
            ),
            help: format!("write `value = {counted}`, or correct the text"),
        }

        /// The wording has another qualifier than the data.
        OtherQualifier {
            /// The wording.
            display: String,
            /// The qualifier of the wording.
            stated: &'static str,
            /// The qualifier of the data.
            written: &'static str,
        } => {
            message: format!(
                "the text says {}, which means `{stated}`, but `qualifier` is `{written}`",
                Quoted(display)
            ),
            help: format!("write `qualifier = \"{stated}\"`, or correct the text"),
        }

        /// The data have a qualifier that the wording does not express.
        QualifierNotStated {
            /// The wording.
            display: String,
            /// The qualifier of the data.
            written: &'static str,
        } => {
            message: format!(
                "`qualifier` is `{written}`, but the text says only {}",
                Quoted(display)
            ),
            help: "write `qualifier = \"exact\"`, or add the qualifying word to `before` or `after`",
        }

        /// The text of a figure's mark differs from its wording.
        FigureText {
            /// The figure's id.
            figure: String,
            /// The text of the mark.
            written: String,
            /// The figure's wording.
            display: String,
        } => {
            message: format!(
                "the text says {}, but the figure is {}",
                Quoted(written),
                Quoted(display)
            ),
            help: format!(
                "write `[{display}](figure:{figure})`, or correct the figure in `story.toml`"
            ),
        }

        /// A step lists a figure that its section does not show.
        FigureNotInWords {
            /// The figure's id.
            figure: String,
            /// The step's id.
            step: String,
            /// The Markdown file.
            file: String,
            /// The figure as the text should write it.
            display: String,
        } => {
            message: format!(
                "the text of {} in {} does not mention figure {}",
                Quoted(step),
                Quoted(file),
                Quoted(figure)
            ),
            help: format!(
                "write `[{display}](figure:{figure})` there, or remove it from `figures`"
            ),
        }

        /// A section shows a figure that its step does not list.
        FigureNotInStep {
            /// The figure's id.
            figure: String,
            /// The step's id.
            step: String,
        } => {
            message: format!("{} does not list figure {}", Quoted(step), Quoted(figure)),
            help: if step == "sources" {
                format!("mention `{figure}` in the text of a step, not in the credits")
            } else {
                format!("add \"{figure}\" to the `figures` of step `{step}`")
            },
        }

        /// The figure is to be drawn as marks but is not a small, exact count.
        NotInUnits {
            /// The largest count that can be drawn.
            most: u64,
        } => {
            message: format!("only an exact whole number from 1 to {most} can be drawn in units"),
            help: "remove `drawn`: the number is clearer",
        }

        /// The figure is to be drawn in dots, but is not a whole number of dots, or of too many.
        NotInDots {
            /// The largest number of dots that can be drawn.
            most: u64,
        } => {
            message: format!("only a whole number of dots from 1 to {most} can be drawn"),
            help: "choose an `each` that divides the `value`, of both figures if there are two",
        }

        /// A negative number is to be drawn as a bar.
        NegativeBar => {
            message: "a number below zero cannot be drawn as a bar",
            help: "remove `drawn`",
        }

        /// A figure is to be drawn with no other figure, with two, or with itself.
        NotOneDrawing => {
            message: "a figure can be drawn in dots, with one other figure, or as a series",
            help: "write `each`, or name another figure in `within`, in `beside` or, with `each`, in `sides`; or write `series` alone",
        }

        /// A point of a series is no year with a number.
        NotAPoint => {
            message: "a point of a series is a year and a number that is not below zero",
            help: "write it as in `[2021, 16.8]`",
        }

        /// A year of a series is not after the one before it.
        NotInOrder => {
            message: "the years of a series must increase",
            help: "sort the points by year, and give each year one point",
        }

        /// A series has too few or too many points.
        NotASeries {
            /// The fewest points.
            least: usize,
            /// The most points.
            most: usize,
        } => {
            message: format!("a series has {least} to {most} points"),
            help: "compare two figures with `beside`, or leave points out",
        }

        /// The last point of a series is not the figure itself.
        OtherEnd {
            /// The year of the last point.
            year: u16,
            /// The figure's value.
            value: String,
        } => {
            message: format!("the series does not end with the figure's `value`, {value}"),
            help: format!("end it with `[{year}, {value}]`, or correct `value`"),
        }

        /// A part is larger than its whole.
        MoreThanWhole {
            /// The part's id.
            part: String,
            /// The whole's id.
            whole: String,
        } => {
            message: format!("{} is more than {}", Quoted(part), Quoted(whole)),
            help: "are the two figures swapped?",
        }

        /// Two figures that share a scale have different units.
        UnlikeUnits {
            /// The unit of the figure that is drawn.
            unit: String,
            /// The unit of the other figure.
            other: String,
        } => {
            message: format!(
                "{} and {} cannot be drawn on one scale",
                Quoted(unit),
                Quoted(other)
            ),
            help: "compare it with a figure in the same unit, or remove `drawn`",
        }

        /// A step does not show a figure directly after the one that it is drawn with.
        DrawnApart {
            /// The figure's id.
            figure: String,
            /// The other figure's id.
            other: String,
        } => {
            message: format!(
                "{} is drawn with {}, which is not directly before it",
                Quoted(figure),
                Quoted(other)
            ),
            help: format!("list \"{other}\" directly before it in `figures`"),
        }
    }
}
