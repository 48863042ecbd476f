//! A figure over time: a line through its points, with their years and numbers.
//!
//! One unit of the drawing is as long as the font is high. It has its colours from the figure.

use leptos::prelude::*;

use crate::article::{Decimal, Drawing, Figure, Point};
use crate::locale::Locale;

/// From the first to the last year, in ems.
const WIDTH: u32 = 16;

/// From zero to the largest number, in ems.
const HEIGHT: u32 = 4;

/// A label is at most this wide, in hundredths of an em: labels closer together are left out, but
/// for the first and the last.
const LABEL: u32 = 250;

/// `figure` over time, if it is drawn that way.
pub(super) fn series(figure: &Figure, locale: &Locale) -> Option<impl IntoView + use<>> {
    let Some(Drawing::Series(points)) = &figure.drawn else {
        return None;
    };
    let power = power(figure);
    let places = places(points);
    let text = points
        .iter()
        .map(|point| format!("{}: {}", point.year, number(point.value, power, locale)));
    let text = text.collect::<Vec<_>>().join(", ");
    let labels = labelled(&places).into_iter().filter_map(|at| {
        let (point, (x, y)) = (points.get(at)?, places.get(at)?);
        Some(view! {
            <text x=ems(*x) y=ems(*y) dy="-.6">
                {number(point.value, power, locale)}
            </text>
            <text x=ems(*x) y=HEIGHT dy="1.1">
                {point.year}
            </text>
        })
    });
    let labels: Vec<_> = labels.collect();
    let (width, height) = (WIDTH + 4, HEIGHT + 3);
    Some(view! {
        <svg
            class="series"
            width=format!("{width}em")
            viewBox=format!("-2 -1.5 {width} {height}")
            role="img"
            aria-label=text
            fill="none"
            stroke="currentColor"
            stroke-linecap="round"
            stroke-linejoin="round"
        >
            <path d=format!("M0 {HEIGHT}h{WIDTH}") stroke-width=".04" />
            <path d=line(&places) stroke-width=".14" />
            <path d=dots(&places) stroke-width=".5" />
            <g fill="currentColor" stroke="none" font-size=".75" text-anchor="middle">
                {labels}
            </g>
        </svg>
    })
}

/// The places of the points, in hundredths of an em from the upper left.
fn places(points: &[Point]) -> Vec<(u32, u32)> {
    let most = points.iter().map(|point| point.value).max();
    let most = most.unwrap_or_default();
    let first = points.first().map_or(0, |point| point.year);
    let years = points.last().map_or(0, |point| point.year - first).max(1);
    let place = |point: &Point| {
        let x = 100 * WIDTH * u32::from(point.year - first) / u32::from(years);
        let height = 100 * HEIGHT;
        (x, height - point.value.share(most, height))
    };
    points.iter().map(place).collect()
}

/// The indices of the points with labels.
fn labelled(places: &[(u32, u32)]) -> Vec<usize> {
    let end = places.len().saturating_sub(1);
    let mut labelled = Vec::new();
    let mut free = 0;
    for (at, &(x, _)) in places.iter().enumerate() {
        if at == end || free <= x && x + LABEL <= 100 * WIDTH {
            labelled.push(at);
            free = x + LABEL;
        }
    }
    labelled
}

fn line(places: &[(u32, u32)]) -> String {
    let points = places
        .iter()
        .map(|(x, y)| format!("{} {}", ems(*x), ems(*y)));
    ["M", &points.collect::<Vec<_>>().join("L")].concat()
}

/// A line without length and with round ends is a dot.
fn dots(places: &[(u32, u32)]) -> String {
    let dots = places
        .iter()
        .map(|(x, y)| format!("M{} {}h0", ems(*x), ems(*y)));
    dots.collect()
}

fn ems(hundredths: u32) -> String {
    Decimal::new(hundredths.into(), 2)
        .unwrap_or_default()
        .to_string()
}

/// The power of ten that the figure's words leave out of its number: 4 in `number = "16"`,
/// `after = "万人"`.
fn power(figure: &Figure) -> u32 {
    let shown: Option<Decimal> = figure.number.replace(',', "").parse().ok();
    let is_power = |power: &u32| {
        let factor = 10_i128.pow(*power);
        shown.and_then(|shown| shown.times(factor)) == Some(figure.value)
    };
    (0..=12).find(is_power).unwrap_or_default()
}

/// `value` as the figure's words would write it.
fn number(value: Decimal, power: u32, locale: &Locale) -> String {
    match value.as_count() {
        Some(count) if power == 0 => locale.number(count),
        _ => value.over(power).unwrap_or(value).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Qualifier;
    use crate::view::drawing::tests::figure;
    use crate::view::html_of;

    #[test]
    fn a_series_has_a_label_for_each_point_and_all_of_them_as_its_text() {
        let mut figure = figure(16_000, Qualifier::Exact);
        figure.number = "1.6".into();
        let points = points(&[(2020, 3_000), (2021, 8_500), (2022, 16_000)]);
        figure.drawn = Some(Drawing::Series(points));
        let html = html_of(|| series(&figure, &Locale::of("zh-CN")));
        let text = "role=\"img\" aria-label=\"2020: 0.3, 2021: 0.85, 2022: 1.6\"";
        assert!(html.contains(text), "{html}");
        for label in [">0.3<", ">0.85<", ">1.6<", ">2020<", ">2021<", ">2022<"] {
            assert!(html.contains(label), "{label} in {html}");
        }
    }

    fn points(values: &[(u16, u64)]) -> Vec<Point> {
        let point = |&(year, value): &(u16, u64)| Point {
            year,
            value: value.into(),
        };
        values.iter().map(point).collect()
    }

    #[test]
    fn years_are_as_far_apart_as_they_are_and_heights_begin_at_zero() {
        let places = places(&points(&[(2000, 0), (2005, 50), (2020, 100)]));
        assert_eq!(places, [(0, 400), (400, 200), (1600, 0)]);
        assert_eq!(line(&places), "M0 4L4 2L16 0");
        assert_eq!(dots(&places), "M0 4h0M4 2h0M16 0h0");
    }

    #[test]
    fn a_series_of_zeros_lies_on_its_line() {
        let flat = places(&points(&[(2000, 0), (2001, 0), (2002, 0)]));
        assert!(flat.iter().all(|(_, y)| *y == 400), "{flat:?}");
    }

    #[test]
    fn labels_that_would_touch_are_left_out_but_for_the_ends() {
        let x = [0, 100, 300, 1400, 1600].map(|x| (x, 0));
        assert_eq!(labelled(&x), [0, 2, 4]);
    }

    #[test]
    fn numbers_are_written_in_the_unit_of_the_words() {
        let mut figure = figure(248_000_000, Qualifier::Reaching);
        figure.number = "2.48".into();
        assert_eq!(power(&figure), 8);
        let chinese = Locale::of("zh-CN");
        assert_eq!(number(190_000_000.into(), 8, &chinese), "1.9");
        figure.number = "百".into();
        assert_eq!(power(&figure), 0);
        assert_eq!(number(1_000_000.into(), 0, &chinese), "100万");
    }
}
