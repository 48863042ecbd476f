//! Promises of the flagship's scenes: at every size everything that a step narrates is in sight,
//! and each step matches its golden file.
//!
//! `UPDATE_GOLDEN=1` rewrites the golden files; review their differences as you would a picture.

use std::fmt::Write;
use std::path::Path;
use std::sync::OnceLock;
use std::{env, fs};

use proptest::prelude::*;
use shanhai_site::basemap::Basemap;
use shanhai_site::folder::StoryFolder;
use shanhai_story::explore::Choice;
use shanhai_story::flow::curves;
use shanhai_story::label::Label;
use shanhai_story::plane::{MapPoint, ScreenBox, Viewport};
use shanhai_story::progress::{Motion, Progress, StoryPosition};
use shanhai_story::scene::{LinkPicture, LinkState, RegionState, Scene, areas_at, scene_at};
use shanhai_story::story::{Fit, Kind, Story};

/// The stage on readers' screens, in CSS pixels: upright phones show it above the words, the rest
/// beside them.
const STAGES: [(f64, f64); 7] = [
    (320.0, 248.0),
    (360.0, 276.0),
    (390.0, 371.0),
    (412.0, 405.0),
    (464.0, 390.0),
    (768.0, 340.0),
    (792.0, 866.0),
];

fn story() -> &'static Story {
    static STORY: OnceLock<Story> = OnceLock::new();
    STORY.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("stories/east-west");
        let read = StoryFolder::new(folder)
            .read(&Basemap::china().catalog())
            .expect("the story has no errors");
        read.editions
            .into_iter()
            .next()
            .expect("it has a language")
            .story
    })
}

fn halfway(step: usize) -> StoryPosition {
    StoryPosition {
        step,
        progress: Progress::clamped(0.5),
    }
}

/// Those stages with labels of the usual size, and half as large again.
fn viewports() -> impl Iterator<Item = Viewport> {
    let sizes = [Viewport::TEXT, Viewport::TEXT * 1.5];
    STAGES.into_iter().flat_map(move |(width, height)| {
        sizes.map(|text| Viewport::new(width, height).with_text(text))
    })
}

/// The scene halfway through each step on a stage, with the step's id and index.
fn scenes(viewport: Viewport) -> impl Iterator<Item = (&'static str, usize, Scene)> {
    let steps = story().steps.iter().enumerate();
    steps.map(move |(step, it)| {
        let scene = scene_at(
            story(),
            &Choice::NONE,
            halfway(step),
            viewport,
            Motion::Full,
        );
        (it.id.as_str(), step, scene)
    })
}

/// Checks that `point` is on the stage, at least `margin` CSS pixels from its edge.
#[track_caller]
fn check_in_sight(what: &str, point: MapPoint, scene: &Scene, viewport: Viewport, margin: f64) {
    let at = scene.camera.on_screen(point, viewport);
    let is_within =
        |along: f64, length: f64| margin - 1e-6 <= along && along <= length - margin + 1e-6;
    assert!(
        is_within(at.x, viewport.width) && is_within(at.y, viewport.height),
        "{what} is at {at:?} on a stage of {} by {}",
        viewport.width,
        viewport.height
    );
}

#[test]
fn both_ends_of_every_highlighted_link_are_in_sight_or_named_at_the_edge() {
    for viewport in viewports() {
        for (id, step, scene) in scenes(viewport) {
            let is_listed = matches!(story().steps[step].fit, Fit::Listed { .. });
            let is_national = story().steps[step].fit == Fit::Nation;
            for &link in &story().steps[step].links {
                let link = &story().links[link];
                for end in [link.from, link.to] {
                    let place = &story().places[end];
                    let margin = if is_national {
                        0.0
                    } else {
                        viewport.text * 2.0
                    };
                    let what = format!("{} in {id}", place.id);
                    let is_marked = scene.nodes.iter().any(|node| node.id == place.id);
                    if is_listed && !is_marked {
                        let mut labels = scene.labels.iter();
                        let is_named = labels.any(|label| label.text.starts_with(&place.name));
                        // In large letters there may be no room for it on a small stage.
                        let is_large = Viewport::TEXT * 1.2 < viewport.text;
                        assert!(
                            is_named || is_large,
                            "{what} is neither in sight nor named: {viewport:?}"
                        );
                        continue;
                    }
                    check_in_sight(&what, place.at, &scene, viewport, margin);
                }
            }
        }
    }
}

#[test]
fn every_highlighted_region_is_in_sight_at_every_size() {
    for viewport in viewports() {
        // A step with a list as its `fit` shows no more than that.
        let is_listed = |step: usize| matches!(story().steps[step].fit, Fit::Listed { .. });
        let scenes = scenes(viewport).filter(|(_, step, _)| !is_listed(*step));
        for (id, _, scene) in scenes {
            let shown = story().regions.iter().zip(&scene.regions);
            for (region, _) in shown.filter(|(_, state)| **state == RegionState::Highlighted) {
                let what = format!("{} in {id}", region.code);
                check_in_sight(&what, region.bounds.least, &scene, viewport, 0.0);
                check_in_sight(&what, region.bounds.most, &scene, viewport, 0.0);
            }
        }
    }
}

#[test]
fn no_camera_looks_wider_than_the_nation() {
    for viewport in viewports() {
        let nation = shanhai_story::camera::Camera::fitting(story().nation, viewport);
        for (id, _, scene) in scenes(viewport) {
            assert!(scene.camera.span <= nation.span, "{id}");
        }
    }
}

#[test]
fn an_arrow_to_a_group_of_regions_ends_at_its_name_in_the_national_view() {
    let mut groups = 0;
    for viewport in viewports() {
        let national = scenes(viewport).filter(|(_, _, scene)| scene.is_national);
        for (id, step, scene) in national {
            let links = story().steps[step].links.iter();
            let ends = links.flat_map(|&link| [story().links[link].from, story().links[link].to]);
            for end in ends {
                let place = &story().places[end];
                groups += usize::from(!place.members.is_empty());
                let is_named = scene.labels.iter().any(|label| label.text == place.name);
                assert!(
                    place.members.is_empty() || is_named,
                    "{} in {id} on a stage of {} by {}",
                    place.id,
                    viewport.width,
                    viewport.height
                );
            }
        }
    }
    assert!(0 < groups, "the story has such arrows");
}

#[test]
fn no_name_covers_another_or_the_mark_of_a_place() {
    for viewport in viewports() {
        for (id, _, scene) in scenes(viewport) {
            let names = scene
                .labels
                .iter()
                .map(|label| (&label.text, name_box(label, viewport)));
            let names: Vec<_> = names.collect();
            for (index, (text, place)) in names.iter().enumerate() {
                for (other, beside) in &names[index + 1..] {
                    assert!(!place.overlaps(*beside), "{text} and {other} in {id}");
                }
                for node in scene.nodes.iter().filter(|node| 0.0 < node.radius) {
                    let mark = ScreenBox::centered(node.at, node.radius, node.radius);
                    assert!(!place.overlaps(mark), "{text} and {} in {id}", node.id);
                }
            }
        }
    }
}

/// The box of a name's letters, without the halo around them.
fn name_box(label: &Label, viewport: Viewport) -> ScreenBox {
    let letters = label.text.chars().map(|letter| match letter {
        letter if letter.is_ascii() => 0.6,
        _ => 1.0,
    });
    let size = label.size(viewport.text);
    ScreenBox::centered(label.at, letters.sum::<f64>() * size, size)
}

#[test]
fn no_arc_of_a_national_view_touches_taiwan_or_the_sea_beyond() {
    let map = Basemap::china();
    let taiwan = map
        .region_shapes()
        .iter()
        .find(|shape| shape.code == 710_000);
    let taiwan = taiwan.expect("the map has Taiwan").bounds;
    // South of Hainan and east of Taiwan there are only islands and dashes.
    let sea = |point: MapPoint| taiwan.contains(point) || 4000.0 < point.y || 4600.0 < point.x;
    let national = story().steps.iter().filter(|step| step.fit == Fit::Nation);
    for link in national.flat_map(|step| &step.links) {
        let link = &story().links[*link];
        for curve in curves(story(), link) {
            for sample in 0..=50 {
                let point = curve.point(f64::from(sample) / 50.0);
                assert!(!sea(point), "{} at {point:?}", link.id);
            }
        }
    }
}

#[test]
fn every_link_of_a_step_is_whole_halfway_through_it() {
    for (id, step, scene) in scenes(Viewport::new(390.0, 371.0)) {
        for &link in &story().steps[step].links {
            let picture = &scene.links[link];
            assert_eq!(picture.state, LinkState::Highlighted, "{id}");
            assert_eq!(picture.drawn.hundredths(), 100, "{id}");
            assert!(!picture.line.is_empty(), "{id}");
            let has_head = story().links[link].kind != Kind::Pair && picture.width == 0;
            assert_eq!(!picture.head.is_empty(), has_head, "{id}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn no_scene_contains_nan(
        step in 0..40_usize,
        progress in -0.5..1.5,
        width in -10.0..3000.0,
        height in -10.0..3000.0,
        is_still: bool,
    ) {
        let position = StoryPosition { step, progress: Progress::clamped(progress) };
        let motion = if is_still { Motion::Reduced } else { Motion::Full };
        let scene = scene_at(story(), &Choice::NONE, position, Viewport::new(width, height), motion);
        prop_assert!(scene.camera.span.is_finite() && 0.0 < scene.camera.span);
        prop_assert!(scene.camera.center.x.is_finite() && scene.camera.center.y.is_finite());
        for node in &scene.nodes {
            prop_assert!(node.at.x.is_finite() && node.at.y.is_finite());
        }
        for label in &scene.labels {
            prop_assert!(label.at.x.is_finite() && label.at.y.is_finite());
        }
    }
}

/// A scene as text: what a reviewer would look at.
fn rendered(step: usize, scene: &Scene) -> String {
    let mut text = String::new();
    let camera = scene.camera;
    let mut line = |line: String| text.push_str(&(line + "\n"));
    line(format!(
        "camera {:.0} {:.0} span {:.0}",
        camera.center.x, camera.center.y, camera.span
    ));
    let regions = story().regions.iter().zip(&scene.regions);
    for (region, state) in regions.filter(|(_, state)| **state != RegionState::Rest) {
        line(format!(
            "region {} {} {}",
            region.code,
            region.side.word(),
            state.word()
        ));
    }
    for area in areas_at(story(), &Choice::NONE, step) {
        line(format!("area {} {}", area.code, area.side.word()));
    }
    let links = story().links.iter().zip(&scene.links);
    for (link, picture) in links {
        match picture.state {
            LinkState::Hidden => {}
            LinkState::Past => line(format!("ghost {}", link.id)),
            LinkState::Highlighted => {
                let LinkPicture {
                    line: d,
                    head,
                    head_back,
                    width,
                    badge,
                    ..
                } = picture;
                let badge = badge.map(|it| format!(" badge {:.0} {:.0}", it.at.x, it.at.y));
                let width = (*width != 0).then(|| format!(" width {width}"));
                line(format!(
                    "link {} {} {d} {head} {head_back}{}{}",
                    link.id,
                    link.kind.word(),
                    badge.unwrap_or_default(),
                    width.unwrap_or_default(),
                ));
            }
        }
    }
    for node in &scene.nodes {
        line(format!(
            "node {} {:.0} {:.0}",
            node.id, node.at.x, node.at.y
        ));
    }
    for label in &scene.labels {
        line(format!(
            "label {} {:.0} {:.0}",
            label.text, label.at.x, label.at.y
        ));
    }
    text
}

#[test]
fn each_step_matches_its_golden_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rust/scenes");
    let is_update = env::var_os("UPDATE_GOLDEN").is_some();
    let mut different = String::new();
    for (id, step, scene) in scenes(Viewport::new(390.0, 371.0)) {
        let path = folder.join(format!("{id}.txt"));
        let text = rendered(step, &scene);
        if is_update {
            fs::create_dir_all(&folder).expect("the folder can be made");
            fs::write(&path, &text).expect("the file can be written");
        }
        let golden = fs::read_to_string(&path).unwrap_or_default();
        for (at, (golden, now)) in golden.lines().zip(text.lines()).enumerate() {
            if golden != now {
                _ = writeln!(different, "{id}.txt:{}: `{golden}` is now `{now}`", at + 1);
            }
        }
        if golden.lines().count() != text.lines().count() {
            _ = writeln!(different, "{id}.txt: another number of lines");
        }
    }
    assert!(
        different.is_empty(),
        "UPDATE_GOLDEN=1 rewrites these:\n{different}"
    );
}
