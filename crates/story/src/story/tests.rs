//! Words of the story's vocabulary, and references that lead nowhere.

use super::*;

#[test]
fn sides_kinds_and_directions_have_the_words_of_files_and_style_sheets() {
    let sides = [Side::East, Side::West, Side::Neither];
    assert_eq!(sides.map(Side::word), ["east", "west", "none"]);
    assert_eq!(
        Kind::ALL.map(Kind::word),
        [
            "industry",
            "jobs",
            "education",
            "health",
            "digital",
            "science",
            "market",
            "pair"
        ]
    );
    assert_eq!(
        Direction::ALL.map(Direction::word),
        ["east-to-west", "west-to-east", "both"]
    );
}

fn place(region: Option<usize>, members: &[usize]) -> Place {
    Place {
        id: "ankang".to_owned(),
        name: "安康".to_owned(),
        at: MapPoint::new(3075.0, 2382.0),
        region,
        members: members.to_vec(),
        area: None,
    }
}

fn link(from: usize, to: usize) -> Link {
    Link {
        id: "tea".to_owned(),
        kind: Kind::Market,
        direction: Direction::WestToEast,
        from,
        to,
        away: String::new(),
        bow: 20,
        width: 0,
        badge: String::new(),
        drawing: String::new(),
    }
}

fn step(links: &[usize], regions: &[usize], places: &[usize]) -> Step {
    Step {
        id: "tea".to_owned(),
        fit: Fit::Nation,
        links: links.to_vec(),
        regions: regions.to_vec(),
        places: places.to_vec(),
        is_bundled: false,
    }
}

fn fitted(links: &[usize], regions: &[usize], places: &[usize]) -> Step {
    Step {
        fit: Fit::Listed {
            links: links.to_vec(),
            regions: regions.to_vec(),
            places: places.to_vec(),
        },
        ..step(&[], &[], &[])
    }
}

/// One link, two places and three regions: the last of each is 0, 1 and 2.
fn story() -> Story {
    let region = Region {
        code: 610_000,
        side: Side::West,
        bounds: MapRect::EMPTY,
    };
    Story {
        places: vec![place(Some(2), &[]), place(None, &[0, 2])],
        links: vec![link(0, 1)],
        regions: vec![region.clone(), region.clone(), region],
        ..Story::default()
    }
}

#[track_caller]
fn check_step(step: Step, expected: Option<&str>) {
    let steps = vec![step];
    assert_eq!(Story { steps, ..story() }.dangling(), expected);
}

#[test]
fn a_step_may_refer_to_the_last_of_each_list_and_no_further() {
    check_step(step(&[0], &[2], &[1]), None);
    check_step(step(&[1], &[2], &[1]), Some("steps"));
    check_step(step(&[0], &[3], &[1]), Some("steps"));
    check_step(step(&[0], &[2], &[2]), Some("steps"));
}

#[test]
fn a_camera_may_frame_the_last_of_each_list_and_no_further() {
    check_step(fitted(&[0], &[2], &[1]), None);
    check_step(fitted(&[1], &[2], &[1]), Some("steps"));
    check_step(fitted(&[0], &[3], &[1]), Some("steps"));
    check_step(fitted(&[0], &[2], &[2]), Some("steps"));
}

#[test]
fn a_reference_far_beyond_its_list_is_dangling_too() {
    check_step(step(&[9], &[], &[]), Some("steps"));
    check_step(step(&[], &[9], &[]), Some("steps"));
    check_step(step(&[], &[], &[9]), Some("steps"));
}

#[track_caller]
fn check_place(place: Place, expected: Option<&str>) {
    let mut story = story();
    story.places[0] = place;
    assert_eq!(story.dangling(), expected);
}

#[test]
fn the_region_and_the_members_of_a_place_must_exist() {
    check_place(place(Some(2), &[0, 1, 2]), None);
    check_place(place(Some(3), &[0, 1, 2]), Some("places"));
    check_place(place(Some(2), &[0, 3, 2]), Some("places"));
}

#[track_caller]
fn check_link(link: Link, expected: Option<&str>) {
    let links = vec![link];
    assert_eq!(Story { links, ..story() }.dangling(), expected);
}

#[test]
fn the_places_of_a_link_must_exist() {
    check_link(link(1, 0), None);
    check_link(link(2, 0), Some("links"));
    check_link(link(0, 2), Some("links"));
}

#[test]
fn a_place_belongs_to_its_region_and_a_group_to_none() {
    let story = story();
    assert_eq!(
        [0, 1, 2].map(|at| story.region_of(at)),
        [Some(2), None, None]
    );
}

#[test]
fn the_table_lists_every_link_except_pairs_with_its_index() {
    let mut story = story();
    story.links.insert(0, link(1, 0));
    story.links[0].kind = Kind::Pair;
    let tabled: Vec<_> = story.tabled().collect();
    assert_eq!(tabled, [(1, &link(0, 1))]);
}
