//! Drawings of figures: marks that can be counted, a part in its whole, two bars on one scale. They
//! add nothing to the text.

use leptos::prelude::*;

use super::dots::parted;
use crate::article::{Article, Decimal, Drawing, Figure, Qualifier};

/// Stripes that get thinner: the end of a bar of unknown length.
const FADE: &str = "m9 0h21m13 0h17m17 0h13m21 0h9";

/// The length of [`FADE`], in thousandths of the column's width.
const FADES: u32 = 120;

/// The length of the longest bar, in the same unit: there is room for [`FADE`] after it.
const LONGEST: u32 = 1000 - FADES;

/// A mark for each item that `figure` counts, if it is drawn that way.
pub(super) fn units(figure: &Figure) -> impl IntoView + use<> {
    // A mark is as wide as it is high, and the gap is half as wide.
    let length = 3 * figure.value.as_count().unwrap_or_default();
    (figure.drawn == Some(Drawing::Units)).then(|| {
        view! {
            <svg class="units" viewBox=format!("0 0 {length} 2") aria-hidden="true">
                <path d=format!("M0 1h{length}") />
            </svg>
        }
    })
}

/// The drawing between `figure` and the figure before it, if it is drawn as a part of that or on one
/// scale with it.
pub(super) fn pair(figure: &Figure, article: &Article) -> Option<AnyView> {
    let drawn = figure.drawn.as_ref()?;
    let other = article.figures.get(drawn.with()?)?;
    match drawn {
        Drawing::DotsWithin { each, .. } => Some(parted(figure, other, *each).into_any()),
        Drawing::Beside(_) => Some(bars("beside", [1, 3], figure, other).into_any()),
        Drawing::Within(_) => Some(bars("within", [1, 1], figure, other).into_any()),
        Drawing::Units | Drawing::Dots { .. } | Drawing::Sides { .. } | Drawing::Series(_) => None,
    }
}

/// `other` and `figure` as bars on one scale, along the lines at `lines`.
fn bars(
    class: &'static str,
    lines: [u8; 2],
    figure: &Figure,
    other: &Figure,
) -> impl IntoView + use<> {
    let most = figure.value.max(other.value);
    let [first, second] = lines;
    view! {
        <svg
            class=class
            viewBox=format!("0 0 1000 {}", second + 1)
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            <path d=bar(first, other, most) />
            <path d=bar(second, figure, most) />
        </svg>
    }
}

/// The bar of `figure` along the line at `y`; `most` is the value of the longest bar.
fn bar(y: u8, figure: &Figure, most: Decimal) -> String {
    let length = figure.value.share(most, LONGEST);
    match figure.qualifier {
        Qualifier::Exact | Qualifier::Reaching => format!("M0 {y}h{length}"),
        Qualifier::Over => format!("M0 {y}h{length}{FADE}"),
        // The bar ends somewhere within its fade.
        Qualifier::About => match length.checked_sub(FADES / 2) {
            Some(sure) => format!("M0 {y}h{sure}{FADE}"),
            None => format!("M0 {y}h{length}"),
        },
        // A bar shorter than its fade is drawn without one.
        Qualifier::Nearly => match length.checked_sub(FADES) {
            Some(sure) => format!("M0 {y}h{sure}{FADE}"),
            None => format!("M0 {y}h{length}"),
        },
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A figure without words.
    pub(in crate::view) fn figure(value: u64, qualifier: Qualifier) -> Figure {
        Figure {
            id: String::new(),
            value: value.into(),
            qualifier,
            before: String::new(),
            number: String::new(),
            after: String::new(),
            unit: String::new(),
            label: String::new(),
            period: String::new(),
            source: 0,
            reading: None,
            drawn: None,
        }
    }

    #[track_caller]
    fn check(value: u64, qualifier: Qualifier, expected: &str) {
        let most = 5_000_000.into();
        assert_eq!(bar(1, &figure(value, qualifier), most), expected);
    }

    #[test]
    fn the_longest_bar_leaves_room_to_fade() {
        check(5_000_000, Qualifier::Exact, "M0 1h880");
    }

    #[test]
    fn a_bar_for_over_fades_after_its_number() {
        check(3_000_000, Qualifier::Over, &format!("M0 1h528{FADE}"));
    }

    #[test]
    fn a_bar_for_nearly_fades_before_its_number() {
        check(3_000_000, Qualifier::Nearly, &format!("M0 1h408{FADE}"));
    }

    #[test]
    fn a_bar_for_about_fades_around_its_number() {
        check(3_000_000, Qualifier::About, &format!("M0 1h468{FADE}"));
    }

    #[test]
    fn a_bar_shorter_than_its_fade_is_drawn_whole() {
        check(500_000, Qualifier::Nearly, "M0 1h88");
    }

    #[test]
    fn two_bars_of_zero_have_no_length() {
        let none = Decimal::default();
        assert_eq!(bar(1, &figure(0, Qualifier::Exact), none), "M0 1h0");
    }

    #[test]
    fn the_fade_has_its_stated_length() {
        let steps = FADE
            .split(['m', 'h', ' '])
            .filter_map(|step| step.parse::<u32>().ok());
        assert_eq!(steps.sum::<u32>(), FADES);
    }
}
