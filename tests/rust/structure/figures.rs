//! Figures and their drawings, and the openings of chapters.

use crate::{pages, select, text};

#[test]
fn a_section_lists_its_first_figure_above_its_words_and_the_others_below() {
    for page in pages() {
        let html = page.parsed();
        for section in page.article().sections.iter().skip(1) {
            let listed = |place: &str| {
                let figures = format!("#{} > {place} > .figure", section.id);
                select(&html, &figures).len()
            };
            let above = listed(".hero:has(~ .words)");
            let below = listed(".words ~ .figures");
            assert_eq!(above + below, section.figures.len(), "{}", section.id);
            assert_eq!(0 < above, !section.figures.is_empty(), "{}", section.id);
        }
        // With the figure that is drawn as a part of it, or opposite it.
        for (section, above) in [("labour", 2), ("pairing", 2), ("ankang", 1)] {
            let figures = format!("#{section} > .hero > .figure");
            assert_eq!(select(&html, &figures).len(), above, "{section}");
        }
    }
}

#[test]
fn a_figure_in_dots_says_what_one_of_them_stands_for() {
    for (page, [people, schools]) in pages().iter().zip([
        ["每点10万人", "每点100所"],
        ["each dot: 100,000 people", "each dot: 100 institutions"],
    ]) {
        let html = page.parsed();
        for (figure, dots) in [("labour.poverty", people), ("pairing.west", schools)] {
            let figure = format!("[data-figure='{figure}']");
            assert_eq!(
                select(
                    &html,
                    &format!("{figure} > .dots, {figure} .amount > .dots")
                )
                .len(),
                1
            );
            let note = select(&html, &format!("{figure} .period[aria-hidden]"));
            assert_eq!(note.into_iter().map(text).collect::<Vec<_>>(), [dots]);
        }
    }
}

#[test]
fn a_chapter_that_has_sections_opens_with_a_seal_in_chinese() {
    for page in pages() {
        let html = page.parsed();
        let openings = select(&html, ".opening > h2, .opening > hgroup > h2");
        assert_eq!(openings.len(), 5);
        for heading in openings {
            let seal = page.is_chinese().then_some("山海同心");
            assert_eq!(heading.attr("data-seal"), seal);
        }
    }
}
