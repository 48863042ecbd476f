//! The headings: those of the story, in its order, each different from all others.

use std::collections::BTreeSet;

use scraper::ElementRef;

use crate::{pages, select, text};

fn level(heading: ElementRef) -> u8 {
    let name = heading.value().name();
    name[1..].parse().expect("a heading has its level")
}

#[test]
fn the_headings_of_the_steps_are_those_of_the_story_in_order() {
    for page in pages() {
        let html = page.parsed();
        let sections = select(&html, "section[data-step]");
        let ids: Vec<_> = sections.iter().map(|it| it.attr("id")).collect();
        let steps = page.story().steps.iter().map(|step| Some(&*step.id));
        assert_eq!(ids, steps.collect::<Vec<_>>());
        let headings = select(&html, "section[data-step] :is(h1, h2, h3, h4, h5, h6)");
        let headings: Vec<_> = headings
            .into_iter()
            .map(|it| (level(it), text(it)))
            .collect();
        let written = page.article().sections.iter();
        let written = written.map(|it| (it.level, it.heading.clone()));
        assert_eq!(headings, written.collect::<Vec<_>>());
    }
}

#[test]
fn there_is_one_first_level_heading_and_no_level_is_skipped() {
    for page in pages() {
        let html = page.parsed();
        let levels: Vec<_> = select(&html, "h1, h2, h3, h4, h5, h6")
            .into_iter()
            .map(level)
            .collect();
        assert_eq!(levels.first(), Some(&1));
        assert!(levels[1..].iter().all(|&level| 1 < level), "{levels:?}");
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{levels:?}");
        }
    }
}

#[test]
fn no_two_headings_are_the_same() {
    for page in pages() {
        let html = page.parsed();
        let mut seen = BTreeSet::new();
        for heading in select(&html, "h1, h2, h3, h4, h5, h6") {
            assert!(seen.insert(text(heading)), "{}", text(heading));
        }
    }
}

#[test]
fn each_page_has_a_title_of_its_own() {
    let titles: BTreeSet<_> = pages().iter().map(|page| &page.article().title).collect();
    assert_eq!(titles.len(), pages().len());
    for page in pages() {
        let heading = &page.article().sections[0].heading;
        let title = &page.article().title;
        assert!(title.starts_with(heading), "{title} begins with {heading}");
    }
}
