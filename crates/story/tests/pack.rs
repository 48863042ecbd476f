//! Packs that nobody wrote: of another version, cut, changed, or no packs at all.

use shanhai_story::explore::Choice;
use shanhai_story::pack::{PackError, VERSION, pack, unpack};
use shanhai_story::plane::{MapPoint, MapRect, Viewport};
use shanhai_story::progress::{Motion, StoryPosition};
use shanhai_story::scene::scene_at;
use shanhai_story::story::{Direction, Fit, Kind, Link, Place, Region, Side, Step, Story};

/// A story with an entry in every list.
fn story() -> Story {
    let place = |id: &str, x: f64| Place {
        id: id.to_owned(),
        name: "天祝".to_owned(),
        at: MapPoint::new(x, 2382.5),
        region: Some(0),
        members: vec![0],
        area: Some(610_900),
    };
    Story {
        steps: vec![Step {
            id: "cover".to_owned(),
            fit: Fit::Listed {
                links: vec![0],
                regions: vec![0],
                places: vec![1],
            },
            links: vec![0],
            regions: vec![0],
            places: vec![0],
            is_bundled: false,
        }],
        places: vec![place("ankang", 3075.25), place("tianzhu", 2210.0)],
        links: vec![Link {
            id: "tea".to_owned(),
            kind: Kind::Market,
            direction: Direction::WestToEast,
            from: 0,
            to: 1,
            away: String::new(),
            bow: 20,
            width: 0,
            badge: String::new(),
            drawing: String::new(),
        }],
        regions: vec![Region {
            code: 610_000,
            side: Side::West,
            bounds: MapRect::between(MapPoint::new(2900.0, 2100.0), MapPoint::new(3300.0, 2700.0)),
        }],
        nation: MapRect::between(MapPoint::new(-150.0, 0.0), MapPoint::new(4950.0, 5830.0)),
    }
}

fn packed() -> Vec<u8> {
    pack(&story()).expect("a story can be packed")
}

/// A pack's beginning: its version.
fn version(version: u16) -> Vec<u8> {
    postcard::to_allocvec(&version).expect("a number can be written")
}

/// Whatever is read can be shown.
fn show(read: Result<Story, PackError>) {
    if let Ok(story) = read {
        assert_eq!(story.dangling(), None);
        let viewport = Viewport::new(800.0, 600.0);
        for step in 0..story.steps.len() {
            _ = scene_at(
                &story,
                &Choice::NONE,
                StoryPosition::at(step),
                viewport,
                Motion::Reduced,
            );
        }
    }
}

#[test]
fn an_empty_pack_is_broken() {
    assert_eq!(unpack(&[]), Err(PackError::Broken));
}

#[test]
fn a_pack_cut_at_any_length_is_broken() {
    let bytes = packed();
    for length in 0..bytes.len() {
        assert_eq!(unpack(&bytes[..length]), Err(PackError::Broken), "{length}");
    }
}

#[test]
fn a_pack_with_trailing_bytes_is_broken() {
    let bytes = [packed(), vec![0]].concat();
    assert_eq!(unpack(&bytes), Err(PackError::Broken));
}

#[test]
fn a_pack_with_one_bit_flipped_is_refused_or_can_be_shown() {
    let bytes = packed();
    for at in 0..bytes.len() * 8 {
        let mut bytes = bytes.clone();
        bytes[at / 8] ^= 1 << (at % 8);
        show(unpack(&bytes));
    }
}

#[test]
fn a_pack_of_any_other_version_is_refused_by_its_number() {
    let rest = packed().split_off(version(VERSION).len());
    for other in (0..=u16::MAX).filter(|&other| other != VERSION) {
        let bytes = [version(other), rest.clone()].concat();
        assert_eq!(unpack(&bytes), Err(PackError::Version(other)));
    }
}

#[test]
fn the_refusal_of_another_version_says_what_to_do() {
    let error = unpack(&version(77)).expect_err("it is another version");
    assert_eq!(
        error.to_string(),
        format!("the pack has version 77, this app reads {VERSION}; build both again")
    );
}

#[test]
fn ten_megabytes_of_other_data_are_refused() {
    let zeros = vec![0; 10_000_000];
    assert_eq!(unpack(&zeros), Err(PackError::Version(0)));
    let zeros = [version(VERSION), zeros].concat();
    assert_eq!(unpack(&zeros), Err(PackError::Broken));
    // Multiplicative hashing scatters numbers that follow each other (Knuth, The Art of Computer
    // Programming 3, 1998, section 6.4).
    let noise = (0_u32..10_000_000).map(|at| at.wrapping_mul(2_654_435_761).to_be_bytes()[0]);
    let noise = [version(VERSION), noise.collect()].concat();
    assert_eq!(unpack(&noise), Err(PackError::Broken));
}

/// A reader that set memory aside for what a length promises would end the process here.
#[test]
fn a_length_beyond_the_pack_allocates_no_memory() {
    for bits in 0..64 {
        let length = postcard::to_allocvec(&(1_u64 << bits)).expect("a number can be written");
        let steps = [version(VERSION), length.clone()].concat();
        assert_eq!(unpack(&steps), Err(PackError::Broken), "2^{bits} steps");
        let letters = [version(VERSION), vec![1], length].concat();
        assert_eq!(unpack(&letters), Err(PackError::Broken), "2^{bits} letters");
    }
}
