//! Tests of names at the edge of the stage.

use super::*;

#[test]
fn a_place_beyond_the_stage_has_its_name_and_distance_where_its_line_leaves() {
    let mut story = story();
    story.links[0].away = ", 800 km".to_owned();
    story.steps[0].fit = Fit::Listed {
        links: vec![],
        regions: vec![],
        places: vec![1],
    };
    let middle = StoryPosition {
        step: 0,
        progress: Progress::clamped(0.5),
    };
    let viewport = Viewport::new(400.0, 300.0);
    let scene = scene_at(&story, &Choice::NONE, middle, viewport, Motion::Full);
    let ids: Vec<&str> = scene.nodes.iter().map(|node| &*node.id).collect();
    assert_eq!(ids, ["ankang"], "only what is on the stage has a mark");
    let edge = scene.labels.iter().find(|it| it.text == "jiangsu, 800 km");
    let edge = edge.expect("the line leads there");
    assert!(250.0 < edge.at.x, "the line leaves to the east: {edge:?}");
    story.steps[0].links.clear();
    let scene = scene_at(&story, &Choice::NONE, middle, viewport, Motion::Full);
    assert!(scene.labels.is_empty(), "no line leads there");
}
