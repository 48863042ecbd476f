//! The words contain everything that the map shows.

use std::collections::BTreeSet;

use shanhai_story::explore::Choice;
use shanhai_story::plane::Viewport;
use shanhai_story::progress::{Motion, Progress, StoryPosition};
use shanhai_story::scene::scene_at;
use shanhai_story::story::Story;

use crate::{pages, select, text};

/// Stages from a small phone's to a desktop's, in CSS pixels.
const STAGES: [(f64, f64); 4] = [
    (320.0, 248.0),
    (390.0, 371.0),
    (768.0, 340.0),
    (792.0, 866.0),
];

/// The names on the map of a step, on every stage, at both text sizes and at four points of
/// progress.
fn names(story: &Story, step: usize) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (width, height) in STAGES {
        for text in [Viewport::TEXT, Viewport::TEXT * 1.5] {
            for progress in [0.0, 0.3, 0.6, 1.0] {
                let viewport = Viewport::new(width, height).with_text(text);
                let progress = Progress::clamped(progress);
                let position = StoryPosition { step, progress };
                let scene = scene_at(story, &Choice::NONE, position, viewport, Motion::Full);
                names.extend(scene.labels.into_iter().map(|label| label.text.clone()));
            }
        }
    }
    names
}

#[test]
fn every_name_on_the_map_is_in_the_text_of_its_step() {
    let mut missing = Vec::new();
    let mut many = 0;
    for page in pages() {
        let html = page.parsed();
        for (step, it) in page.story().steps.iter().enumerate() {
            let heard = format!("section[data-step='{}'] > :not(.still-frame)", it.id);
            let heard = format!("{heard}, section[data-step='{}'] .map-text", it.id);
            let words = select(&html, &heard).into_iter().map(text);
            let words = words.collect::<Vec<_>>().join("\n");
            for name in names(page.story(), step) {
                many += 1;
                // A place beyond the map's edge has its distance behind its name.
                let mut parts = name.split(['\u{3000}', '~']).map(str::trim);
                if !parts.all(|part| words.contains(part)) {
                    missing.push(format!("{} in {}", name, it.id));
                }
            }
        }
    }
    assert!(100 < many, "only {many} names");
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_step_has_one_picture_and_describes_it() {
    for page in pages() {
        let html = page.parsed();
        for section in &page.article().sections {
            let figure = format!("section[data-step='{}'] > figure", section.id);
            let still = format!("{figure} > svg[data-still='{}']", section.id);
            assert_eq!(select(&html, &still).len(), 1, "{}", section.id);
            let captions = select(&html, &format!("{figure} > figcaption"));
            let captions: Vec<_> = captions.into_iter().map(text).collect();
            assert_eq!(captions, std::slice::from_ref(&section.map_text));
        }
    }
}
