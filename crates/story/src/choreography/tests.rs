use super::*;
use crate::plane::MapPoint;

fn camera(x: f64) -> Camera {
    Camera {
        center: MapPoint::new(x, 2500.0),
        span: 1000.0,
    }
}

const HERE: f64 = 1000.0;
const THERE: f64 = 1500.0;

fn goal(has_links: bool) -> Goal {
    Goal {
        camera: camera(THERE),
        has_links,
    }
}

fn set_out(is_in_view: bool) -> Event {
    Event::SetOut {
        goal: goal(true),
        is_in_view,
    }
}

/// In flight from 1000 ms on.
fn flying(skims: bool) -> Phase {
    Phase::Flying {
        flight: Flight::between(camera(HERE), camera(THERE)),
        took_off: 1000.0,
        skims,
    }
}

fn landed() -> f64 {
    1000.0 + milliseconds(Flight::between(camera(HERE), camera(THERE)))
}

fn growing(began: Option<f64>, grown: f64, is_bare: bool) -> Phase {
    Phase::Growing {
        began,
        grown: Progress::clamped(grown),
        is_bare,
    }
}

const PHASES: fn() -> [Phase; 5] = || {
    [
        Phase::Resting,
        Phase::Fading,
        flying(false),
        growing(Some(900.0), 0.5, true),
        Phase::Skimming { is_bare: false },
    ]
};

/// Each phase after `event` at 1200 ms, as in the table above.
#[track_caller]
fn check(event: Event, expected: &[Phase; 5]) {
    let after = PHASES().map(|phase| phase.after(event, 1200.0, camera(HERE)));
    assert_eq!(&after, expected);
}

#[test]
fn a_cut_ends_every_movement() {
    check(Event::Cut(goal(true)), &[Phase::Resting; 5]);
}

#[test]
fn a_reader_who_skims_sees_no_content_and_a_flight_continues() {
    let skimming = |is_bare| Phase::Skimming { is_bare };
    check(
        Event::Skim,
        &[
            skimming(false),
            skimming(true),
            flying(true),
            skimming(true),
            skimming(false),
        ],
    );
}

#[test]
fn content_fades_before_the_camera_leaves() {
    let after = |phase: Phase| phase.after(set_out(false), 1200.0, camera(HERE));
    for phase in [
        Phase::Resting,
        Phase::Fading,
        growing(None, 0.0, false),
        growing(Some(900.0), 0.5, true),
    ] {
        assert_eq!(after(phase), Phase::Fading, "{phase:?}");
    }
    let away = Phase::Flying {
        flight: Flight::between(camera(HERE), camera(THERE)),
        took_off: 1200.0,
        skims: false,
    };
    assert_eq!(after(Phase::Skimming { is_bare: true }), away);
    let due = Phase::Fading.after(Event::Due(goal(true)), 1200.0, camera(HERE));
    assert_eq!(due, away);
}

#[test]
fn a_camera_in_flight_changes_course_from_its_position() {
    let seen = flying(true).seen_at(1200.0).expect("it flies");
    let turned = flying(true).after(set_out(true), 1200.0, camera(HERE));
    let expected = Phase::Flying {
        flight: Flight::between(seen, camera(THERE)),
        took_off: 1200.0,
        skims: false,
    };
    assert_eq!(turned, expected);
    assert!(HERE < seen.center.x && seen.center.x < THERE);
}

#[test]
fn content_already_in_view_grows_at_once() {
    let after = |phase: Phase| phase.after(set_out(true), 1200.0, camera(HERE));
    assert_eq!(after(Phase::Resting), growing(None, 0.0, false));
    let under_way = growing(Some(900.0), 0.5, true);
    assert_eq!(after(under_way), growing(None, 0.0, true));
}

#[test]
fn a_flight_ends_when_its_time_is_over() {
    let after =
        |phase: Phase, now, has_links| phase.after(Event::Due(goal(has_links)), now, camera(HERE));
    assert_eq!(after(flying(false), landed() - 1.0, true), flying(false));
    assert_eq!(
        after(flying(false), landed(), true),
        growing(None, 0.0, true)
    );
    assert_eq!(after(flying(false), landed(), false), Phase::Resting);
    let skimming = Phase::Skimming { is_bare: true };
    assert_eq!(after(flying(true), landed(), true), skimming);
    assert_eq!(after(skimming, landed(), true), skimming);
    assert_eq!(after(Phase::Resting, landed(), true), Phase::Resting);
}

#[test]
fn connections_grow_from_their_first_frame_and_slow_down() {
    let at = |began, now| {
        let phase = growing(began, 0.0, true);
        phase.after(Event::Frame, now, camera(HERE))
    };
    assert_eq!(at(None, 3000.0), growing(Some(3000.0), 0.0, true));
    let half = at(Some(3000.0), 3250.0);
    assert_eq!(half, growing(Some(3000.0), 0.75, true));
    assert_eq!(half.grown(), Progress::clamped(0.75));
    assert_eq!(at(Some(3000.0), 3500.0), Phase::Resting);
}

#[test]
fn the_picture_is_redrawn_in_flight_and_for_a_cut() {
    let redrawn = |phase: Phase, event| phase.redrawn_for(event, 1200.0);
    let seen = flying(false).seen_at(1200.0);
    assert_eq!(redrawn(flying(false), Event::Due(goal(true))), seen);
    assert_eq!(redrawn(Phase::Fading, Event::Due(goal(true))), None);
    assert_eq!(redrawn(flying(false), Event::Skim), None);
    assert_eq!(redrawn(flying(false), set_out(false)), None);
    let cut = redrawn(flying(false), Event::Cut(goal(true)));
    assert_eq!(cut, Some(camera(THERE)));
}

#[test]
fn the_marks_on_the_page_follow_from_the_phase() {
    let says = |it: fn(Phase) -> bool| PHASES().map(it);
    assert_eq!(says(Phase::is_moving), [false, true, true, true, true]);
    assert_eq!(says(Phase::is_flying), [false, false, true, false, false]);
    assert_eq!(says(Phase::holds_back), [false, true, true, false, true]);
    assert_eq!(says(Phase::is_bare), [false, true, true, true, false]);
    assert_eq!(says(Phase::is_coarse), [false, false, true, true, false]);
    let grown = PHASES().map(Phase::grown);
    let (none, all) = (Progress::START, Progress::END);
    assert_eq!(grown, [all, none, none, Progress::clamped(0.5), none]);
}
