//! Promises of the lines on the map, in every step of both stories, on a phone and on a desktop: no
//! two run side by side, and no badge covers a name, a mark or another badge.

use std::path::Path;

use shanhai_site::basemap::Basemap;
use shanhai_site::folder::StoryFolder;
use shanhai_story::explore::{Choice, EXPLORE};
use shanhai_story::plane::{ScreenBox, ScreenPoint, Viewport};
use shanhai_story::progress::{Motion, StoryPosition};
use shanhai_story::scene::{Scene, scene_at};
use shanhai_story::story::Story;

/// The stage of a phone, above the words, and that of a desktop, beside them, in CSS pixels.
const STAGES: [(f64, f64, f64); 2] = [(390.0, 371.0, 14.0), (792.0, 866.0, 16.0)];

/// Lines that are closer than this look like one, in CSS pixels.
const CLOSE: f64 = 14.0;

/// The same for bundles in a view of the whole country, which has no room for more.
const CLOSE_BUNDLES: f64 = 6.0;

/// Points along a line that are compared with other lines.
const SAMPLES: u8 = 40;

fn stories() -> Vec<(&'static str, Story)> {
    let read = |name| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("stories")
            .join(name);
        let read = StoryFolder::new(folder)
            .read(&Basemap::china().catalog())
            .expect("the story has no errors");
        let editions = read.editions.into_iter();
        editions
            .map(move |edition| (name, edition.story))
            .collect::<Vec<_>>()
    };
    ["east-west", "lamp"].into_iter().flat_map(read).collect()
}

/// Calls `check` with the scene of every step, and its name for messages.
fn for_each_scene(check: impl Fn(&str, &Story, &Scene, Viewport)) {
    for (name, story) in stories() {
        for (width, height, text) in STAGES {
            let viewport = Viewport::new(width, height).with_text(text);
            for (step, it) in story.steps.iter().enumerate() {
                let position = StoryPosition::at(step);
                let scene = scene_at(&story, &Choice::NONE, position, viewport, Motion::Reduced);
                check(
                    &format!("{name} {} {width}", it.id),
                    &story,
                    &scene,
                    viewport,
                );
            }
        }
    }
}

/// The points along each curve of a line's path data: `M0 1Q2 3 4 5`, once or twice.
fn points(line: &str) -> Vec<Vec<ScreenPoint>> {
    let curve = |text: &str| {
        let numbers = text
            .split(['Q', ' '])
            .filter_map(|number| number.parse().ok());
        let [ax, ay, bx, by, cx, cy]: [f64; 6] = numbers
            .collect::<Vec<_>>()
            .try_into()
            .expect("a curve has three points");
        let at = |t: f64| {
            let u = 1.0 - t;
            let mixed = |a: f64, b: f64, c: f64| u * u * a + 2.0 * u * t * b + t * t * c;
            ScreenPoint::new(mixed(ax, bx, cx), mixed(ay, by, cy))
        };
        (0..=SAMPLES)
            .map(|sample| at(f64::from(sample) / f64::from(SAMPLES)))
            .collect()
    };
    line.split('M')
        .filter(|text| !text.is_empty())
        .map(curve)
        .collect()
}

/// Returns whether the pieces `a` and `b` cross.
fn do_cross(a: &[ScreenPoint], b: &[ScreenPoint]) -> bool {
    let turn = |p: ScreenPoint, q: ScreenPoint, r: ScreenPoint| {
        (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)
    };
    turn(a[0], a[1], b[0]) * turn(a[0], a[1], b[1]) < 0.0
        && turn(b[0], b[1], a[0]) * turn(b[0], b[1], a[1]) < 0.0
}

/// The highlighted lines of a scene: the link's id, its ends, and its curves.
fn lines<'a>(story: &'a Story, scene: &Scene) -> Vec<(&'a str, [usize; 2], Vec<ScreenPoint>)> {
    let links = story.links.iter().zip(&scene.links);
    let shown = links
        .filter(|(_, picture)| !picture.line.is_empty() && picture.state.word() == Some("lit"));
    shown
        .flat_map(|(link, picture)| {
            let curves = points(&picture.line).into_iter();
            curves.map(|curve| (link.id.as_str(), [link.from, link.to], curve))
        })
        .collect()
}

#[test]
fn no_two_lines_of_a_step_run_side_by_side() {
    for_each_scene(|name, story, scene, _| {
        if name.contains(EXPLORE) {
            return;
        }
        let has_bundles = scene.links.iter().any(|link| link.width != 0);
        let close = if has_bundles { CLOSE_BUNDLES } else { CLOSE };
        let lines = lines(story, scene);
        for (index, (one_id, _, one)) in lines.iter().enumerate() {
            for (other_id, _, other) in lines[index + 1..].iter().filter(|(id, ..)| id != one_id) {
                let close = one.iter().filter(|point| {
                    let nearest = other.iter().map(|other| other.distance(**point));
                    nearest.fold(f64::INFINITY, f64::min) < close
                });
                let share = close.count() * 100 / one.len();
                assert!(
                    share <= 50,
                    "{share} % of {one_id} is beside {other_id} in {name}"
                );
            }
        }
    });
}

#[test]
fn lines_with_a_common_end_do_not_cross() {
    for_each_scene(|name, story, scene, _| {
        if name.contains(EXPLORE) {
            return;
        }
        let lines = lines(story, scene);
        for (index, (one_id, ends, one)) in lines.iter().enumerate() {
            let beside = lines[index + 1..].iter().filter(|(id, ..)| id != one_id);
            for (other_id, _, other) in
                beside.filter(|(_, others, _)| ends.iter().any(|end| others.contains(end)))
            {
                let crosses = one
                    .windows(2)
                    .any(|a| other.windows(2).any(|b| do_cross(a, b)));
                assert!(!crosses, "{one_id} crosses {other_id} in {name}");
            }
        }
    });
}

#[test]
fn no_badge_covers_a_name_a_mark_or_another_badge() {
    for_each_scene(|name, story, scene, viewport| {
        let badges = story.links.iter().zip(&scene.links);
        let badges = badges.filter_map(|(link, picture)| Some((link.id.as_str(), picture.badge?)));
        let badges: Vec<_> = badges
            .map(|(id, badge)| {
                let side = badge.radius * 2.0;
                (id, ScreenBox::centered(badge.at, side, side))
            })
            .collect();
        for (index, (id, badge)) in badges.iter().enumerate() {
            for node in &scene.nodes {
                let mark = ScreenBox::centered(node.at, node.radius * 2.0, node.radius * 2.0);
                assert!(!badge.overlaps(mark), "{id} covers {} in {name}", node.id);
            }
            for label in &scene.labels {
                let letters = label
                    .text
                    .chars()
                    .map(|it| if it.is_ascii() { 0.5 } else { 1.0 });
                let width = letters.sum::<f64>() * viewport.text;
                let text = ScreenBox::centered(label.at, width, viewport.text);
                assert!(
                    !badge.overlaps(text),
                    "{id} covers {} in {name}",
                    label.text
                );
            }
            for (other, beside) in &badges[index + 1..] {
                assert!(
                    !badge.overlaps(*beside),
                    "{id} covers the badge of {other} in {name}"
                );
            }
        }
    });
}

#[test]
fn every_link_of_a_step_has_its_badge() {
    for_each_scene(|name, story, scene, _| {
        for (link, picture) in story.links.iter().zip(&scene.links) {
            let is_shown = picture.state.word() == Some("lit") && !name.contains(EXPLORE);
            let has_room = link.badge.is_empty() || picture.badge.is_some();
            assert!(!is_shown || has_room, "{} has none in {name}", link.id);
        }
    });
}
