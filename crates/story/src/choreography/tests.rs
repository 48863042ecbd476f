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
fn flying(skims: bool, arrives: bool) -> Phase {
    Phase::Flying {
        flight: Flight::between(camera(HERE), camera(THERE)),
        took_off: 1000.0,
        skims,
        arrives,
    }
}

/// In flight from `from` at `took_off` on.
fn leaving(from: Camera, took_off: f64) -> Phase {
    Phase::Flying {
        flight: Flight::between(from, camera(THERE)),
        took_off,
        skims: false,
        arrives: false,
    }
}

fn landed() -> f64 {
    1000.0 + lasts(Flight::between(camera(HERE), camera(THERE)))
}

fn growing(began: Option<f64>, grown: f64) -> Phase {
    Phase::Growing {
        began,
        grown: Progress::clamped(grown),
    }
}

const PHASES: fn() -> [Phase; 4] = || {
    [
        Phase::Resting,
        flying(false, false),
        growing(Some(900.0), 0.5),
        Phase::Skimming,
    ]
};

/// Each phase after `event` at 1200 ms, as in the table above.
#[track_caller]
fn check(event: Event, expected: &[Phase; 4]) {
    let after = PHASES().map(|phase| phase.after(event, 1200.0, camera(HERE)));
    assert_eq!(&after, expected);
}

#[test]
fn a_cut_ends_every_movement() {
    check(Event::Cut(goal(true)), &[Phase::Resting; 4]);
}

#[test]
fn a_reader_who_skims_sees_no_new_content_and_a_flight_continues() {
    let skimming = Phase::Skimming;
    check(
        Event::Skim,
        &[skimming, flying(true, false), skimming, skimming],
    );
}

#[test]
fn the_camera_leaves_at_once() {
    let away = leaving(camera(HERE), 1200.0);
    let seen = flying(false, false).seen_at(1200.0).expect("it flies");
    let turned = leaving(seen, 1200.0);
    assert!(HERE < seen.center.x && seen.center.x < THERE);
    check(set_out(false), &[away, turned, away, away]);
}

#[test]
fn content_already_in_view_grows_at_once() {
    let anew = growing(None, 0.0);
    let away = leaving(camera(HERE), 1200.0);
    let seen = flying(false, false).seen_at(1200.0).expect("it flies");
    check(set_out(true), &[anew, leaving(seen, 1200.0), anew, away]);
}

#[test]
fn regions_are_highlighted_on_the_way_and_connections_grow_at_its_end() {
    let after =
        |phase: Phase, now, has_links| phase.after(Event::Due(goal(has_links)), now, camera(HERE));
    let on_the_way = flying(false, false).due().expect("it flies");
    assert!((on_the_way - (1000.0 + ARRIVES * (landed() - 1000.0))).abs() < 1e-9);
    let early = after(flying(false, false), on_the_way - 1.0, true);
    assert_eq!(early, flying(false, false));
    let lit = after(flying(false, false), on_the_way, true);
    assert_eq!(lit, flying(false, true));
    assert!(lit.shows_past_links() && !lit.shows_past_regions());
    assert_eq!(lit.due(), Some(landed()));
    assert_eq!(after(lit, landed() - 1.0, true), lit);
    assert_eq!(after(lit, landed(), true), growing(None, 0.0));
    assert_eq!(after(lit, landed(), false), Phase::Resting);
}

#[test]
fn where_a_reader_skims_nothing_is_highlighted_before_they_slow_down() {
    assert_eq!(flying(true, false).due(), Some(landed()));
    let before = flying(true, false).after(Event::Due(goal(true)), landed() - 1.0, camera(HERE));
    assert_eq!(before, flying(true, false));
    let after = |phase: Phase| phase.after(Event::Due(goal(true)), landed(), camera(HERE));
    assert_eq!(after(flying(true, false)), Phase::Skimming);
    assert_eq!(after(Phase::Skimming), Phase::Skimming);
    assert_eq!(after(Phase::Resting), Phase::Resting);
}

#[test]
fn content_fades_even_where_the_camera_stays() {
    let goal = Goal {
        camera: camera(HERE),
        has_links: true,
    };
    let event = Event::SetOut {
        goal,
        is_in_view: false,
    };
    let phase = Phase::Resting.after(event, 1000.0, camera(HERE));
    let after = |phase: Phase, now| phase.after(Event::Due(goal), now, camera(HERE));
    assert_eq!(after(phase, 1000.0 + FADES), growing(None, 0.0));
    assert!(after(phase, 999.0 + FADES).is_flying());
}

#[test]
fn connections_grow_from_their_first_frame_and_slow_down() {
    let at = |began, now| {
        let phase = growing(began, 0.0);
        phase.after(Event::Frame, now, camera(HERE))
    };
    assert_eq!(at(None, 3000.0), growing(Some(3000.0), 0.0));
    let half = at(Some(3000.0), 3250.0);
    assert_eq!(half, growing(Some(3000.0), 0.75));
    assert_eq!(half.grown(), Progress::clamped(0.75));
    assert_eq!(at(Some(3000.0), 3500.0), Phase::Resting);
}

#[test]
fn the_picture_is_redrawn_for_a_cut_and_on_landing() {
    let phase = flying(false, false);
    let redrawn = |event, now| phase.redrawn_for(event, now, camera(HERE));
    assert_eq!(redrawn(Event::Cut(goal(true)), 1200.0), Some(camera(THERE)));
    assert_eq!(
        redrawn(Event::Due(goal(true)), landed()),
        Some(camera(THERE))
    );
    assert_eq!(redrawn(Event::Due(goal(true)), 1200.0), None);
    assert_eq!(redrawn(Event::Skim, 1200.0), None);
    assert_eq!(redrawn(set_out(false), 1200.0), None);
    let rested = Phase::Resting.redrawn_for(Event::Due(goal(true)), 1200.0, camera(HERE));
    assert_eq!(rested, None);
}

#[test]
fn the_picture_is_redrawn_in_flight_where_its_lines_would_be_too_coarse() {
    let near = Camera {
        span: 200.0,
        ..camera(HERE)
    };
    let flight = Flight::between(camera(HERE), near);
    let phase = Phase::Flying {
        flight,
        took_off: 1000.0,
        skims: false,
        arrives: false,
    };
    let at = |share: f64| 1000.0 + share * lasts(flight);
    let redrawn = |now| phase.redrawn_for(Event::Due(goal(true)), now, camera(HERE));
    assert_eq!(redrawn(at(0.2)), None);
    assert_eq!(redrawn(at(0.6)), phase.seen_at(at(0.6)));
}

#[test]
fn a_picture_is_too_far_when_stretched_squeezed_or_left() {
    let seen = |x, span| Camera {
        span,
        ..camera(HERE + x)
    };
    for (x, span, expected) in [
        (0.0, 1000.0, false),
        (0.0, 510.0, false),
        (0.0, 500.0, true),
        (0.0, 1990.0, false),
        (0.0, 2000.0, true),
        (1390.0, 1000.0, false),
        (1400.0, 1000.0, true),
    ] {
        assert_eq!(is_far(camera(HERE), seen(x, span)), expected, "{x} {span}");
    }
}

#[test]
fn the_marks_on_the_page_follow_from_the_phase() {
    let says = |it: fn(Phase) -> bool| PHASES().map(it);
    assert_eq!(says(Phase::is_moving), [false, true, true, true]);
    assert_eq!(says(Phase::is_flying), [false, true, false, false]);
    assert_eq!(says(Phase::shows_past_links), [false, true, false, true]);
    assert_eq!(says(Phase::shows_past_regions), [false, true, false, true]);
    let grown = PHASES().map(Phase::grown);
    let (none, all) = (Progress::START, Progress::END);
    assert_eq!(grown, [all, none, Progress::clamped(0.5), none]);
}
