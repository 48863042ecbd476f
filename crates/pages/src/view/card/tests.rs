//! Cards: their note, their seal, their names and their lines.

use std::collections::BTreeMap;
use std::sync::Arc;

use shanhai_story::plane::{MapPoint, MapRect};
use shanhai_story::story::{Direction, Fit, Link, Place, Step};

use super::panel::Line;
use super::*;
use crate::article::{Article, Section};
use crate::view::{Files, Land};

fn page(language: &str, heading: &str) -> Page {
    let section = Section {
        heading: heading.to_owned(),
        ..Section::default()
    };
    let step = Step {
        id: "cover".to_owned(),
        fit: Fit::Nation,
        links: Vec::new(),
        regions: Vec::new(),
        places: Vec::new(),
        is_bundled: false,
    };
    let nation = MapRect::between(MapPoint::new(-150.0, -90.0), MapPoint::new(4950.0, 5830.0));
    Page {
        article: Article {
            language: language.to_owned(),
            sections: vec![section.clone(), section],
            ..Article::default()
        },
        story: Arc::new(Story {
            steps: vec![step.clone(), step],
            nation,
            ..Story::default()
        }),
        land: Land::default(),
        attribution: String::new(),
        review_number: None,
        instance: Instance::new("c"),
        others: Vec::new(),
        download: String::new(),
        files: Files::default(),
        drawings: BTreeMap::new(),
        keepsake: None,
    }
}

fn drawn(page: &Page, step: usize, size: [u16; 2]) -> String {
    card(Card {
        page,
        step,
        size,
        land: &CardLand::default(),
        style: "",
        width_of: &|text| f64::from(u16::try_from(text.len()).unwrap_or(u16::MAX)) / 2.0,
    })
}

#[test]
fn every_card_says_that_its_map_was_not_reviewed() {
    for size in [[1200, 630], [1080, 1080]] {
        let chinese = drawn(&page("zh-CN", "山海同心"), 0, size);
        assert!(chinese.contains("示意图，底图未经审核"), "{chinese}");
        let english = drawn(&page("en", "Mountains and Sea"), 1, size);
        assert!(english.contains("Schematic, not reviewed"), "{english}");
    }
}

#[test]
fn a_line_with_a_drawing_has_its_character() {
    let mut page = page("en", "Toys");
    let story = Arc::make_mut(&mut page.story);
    let place = |x| Place {
        id: String::new(),
        name: String::new(),
        at: MapPoint::new(x, 3000.0),
        region: None,
        members: Vec::new(),
        area: None,
    };
    story.places = vec![place(4000.0), place(1500.0)];
    story.links = vec![Link {
        id: "toys".to_owned(),
        kind: Kind::Industry,
        direction: Direction::EastToWest,
        from: 0,
        to: 1,
        away: String::new(),
        bow: 20,
        width: 0,
        badge: "I".to_owned(),
        drawing: "d0".to_owned(),
    }];
    story.steps[1].links = vec![0];
    let card = drawn(&page, 1, [1200, 630]);
    assert!(!card.contains("-d0"), "a card has no drawings: {card}");
    assert!(card.contains("class=\"glyph\""), "{card}");
}

#[test]
fn a_chapter_shows_a_name_of_four_characters_as_a_seal() {
    let seals = |page: &Page, step| {
        drawn(page, step, [1200, 630])
            .matches("class=\"seal\"")
            .count()
    };
    let four = page("zh-CN", "山海同心");
    assert_eq!(seals(&four, 1), 1);
    assert_eq!(seals(&four, 0), 0, "the story's own card bears its name");
    assert_eq!(seals(&page("zh-CN", "山海"), 1), 0);
}

#[test]
fn the_storys_name_covers_no_heading() {
    let headings = [
        "一句话",
        "一个很长很长的章节标题要分成几列",
        "A chapter of many words, one after the other",
    ];
    let names = [
        "山海",
        "三十年来东西部协作的人与事以及一路上的风景",
        "A story whose name takes more than one line on any card that is drawn of it",
    ];
    for (language, size, heading, name) in ["zh-CN", "en"].into_iter().flat_map(|language| {
        [[1200, 630], [1080, 1080]]
            .into_iter()
            .flat_map(move |size| {
                headings
                    .into_iter()
                    .flat_map(move |heading| names.map(|name| (language, size, heading, name)))
            })
    }) {
        let mut page = page(language, heading);
        page.article.sections[0].heading = name.to_owned();
        let panel = Panel::of(Card {
            page: &page,
            step: 1,
            size,
            land: &CardLand::default(),
            style: "",
            width_of: &|text| f64::from(u16::try_from(text.len()).unwrap_or(u16::MAX)) / 2.0,
        });
        let (titles, names): (Vec<_>, Vec<_>) =
            panel.texts.iter().partition(|line| line.class == "title");
        assert!(!names.is_empty());
        for (title, name) in titles
            .iter()
            .flat_map(|title| names.iter().map(move |name| (title, name)))
        {
            assert!(
                is_apart(title, name),
                "{language} {size:?}: {} over {}",
                title.text,
                name.text
            );
            assert!(0.0 < title.size && 0.0 < name.size);
        }
    }
}

/// Returns whether the lower one of two lines begins below the upper one's end.
fn is_apart(one: &Line, other: &Line) -> bool {
    let [above, below] = if one.at[1] < other.at[1] {
        [one, other]
    } else {
        [other, one]
    };
    let bottom = above.at[1]
        + if above.is_upright {
            above.length()
        } else {
            0.0
        };
    let top = below.at[1]
        - if below.is_upright {
            0.0
        } else {
            below.size * 0.84
        };
    bottom < top + 1.0
}

#[test]
fn markup_in_a_heading_is_escaped() {
    let hostile = drawn(&page("en", "</text><script>"), 0, [1200, 630]);
    assert!(!hostile.contains("<script"), "{hostile}");
}
