//! Movement on the stage when the reader reaches another step. The map is never bare: the previous
//! step stays in sight, fading, until the regions of the next are highlighted.
//!
//! The transitions:
//!
//! | phase | cut | skim | set out | set out, in view already | due | frame |
//! |---|---|---|---|---|---|---|
//! | resting | resting | skimming | flying | growing | | |
//! | flying | resting | flying, skims | flying anew | flying anew | flying, arrives; growing; skimming if it skims | |
//! | growing | resting | skimming | flying | growing anew | | growing; resting |
//! | skimming | resting | skimming | flying | flying | | |
//!
//! A step without connections rests where others grow. Where the camera does not move, the flight is
//! as long as the previous step takes to fade.

use crate::camera::Camera;
use crate::flight::Flight;
use crate::progress::Progress;

/// The time that the content of a step takes to fade into its past state, in milliseconds. A test
/// compares it with `style/controls.css`: `crates/site/src/build/style.rs`.
pub const FADES: f64 = 200.0;

/// The share of a flight's time after which the regions of the step are highlighted.
const ARRIVES: f64 = 0.6;

/// The time that connections take to grow, in milliseconds.
const GROWS: f64 = 500.0;

/// The phase of the movement on the stage.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Phase {
    /// Nothing moves.
    #[default]
    Resting,
    /// The camera moves, and the content of the previous step is past.
    Flying {
        /// The way that it takes.
        flight: Flight,
        /// The start of the flight, in milliseconds of the page's clock.
        took_off: f64,
        /// True if the reader skims, so that nothing is shown where the camera lands.
        skims: bool,
        /// True if the regions of the step are highlighted.
        arrives: bool,
    },
    /// The connections of the step grow from their sources.
    Growing {
        /// The time of the first frame, in milliseconds of the page's clock.
        began: Option<f64>,
        /// The share of them that has grown.
        grown: Progress,
    },
    /// The reader scrolls too fast to see anything: nothing new is shown until they slow down.
    Skimming,
}

/// The picture is drawn again once its scale has changed by this factor. Until then its lines are
/// stretched, which is not visible in flight.
const REDRAWN_AT: f64 = 2.0;

/// The picture is drawn this many stage widths to either side of its centre, and no further.
/// Slightly less than in the style sheet, to allow for movement in the meantime.
const DRAWN_TO: f64 = 1.9;

/// The view that a camera moves to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// The camera.
    pub camera: Camera,
    /// True if the step shows connections.
    pub has_links: bool,
}

/// An event that changes the phase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    /// Everything is to be at its goal at once.
    Cut(Goal),
    /// The reader scrolls too fast to see anything.
    Skim,
    /// The reader is at another step, or has chosen something else to see.
    SetOut {
        /// The view that they are to see.
        goal: Goal,
        /// True if the picture already shows the same camera and the same regions.
        is_in_view: bool,
    },
    /// The time of the phase has come.
    Due(Goal),
    /// The next frame, while connections grow. It needs no goal, which would be computed anew.
    Frame,
}

impl Phase {
    /// The phase after `event` at `now`, in milliseconds of the page's clock. `drawn_for` is the
    /// camera that the picture is drawn for.
    #[must_use]
    pub fn after(self, event: Event, now: f64, drawn_for: Camera) -> Self {
        match event {
            Event::Cut(_) => Self::Resting,
            Event::Skim => match self {
                Self::Flying {
                    flight,
                    took_off,
                    arrives,
                    ..
                } => Self::Flying {
                    flight,
                    took_off,
                    skims: true,
                    arrives,
                },
                _ => Self::Skimming,
            },
            Event::SetOut { goal, is_in_view } => match self {
                Self::Resting | Self::Growing { .. } if is_in_view => Self::growing(goal),
                _ => self.leaving(goal, now, drawn_for),
            },
            Event::Due(goal) => match self {
                Self::Resting | Self::Growing { .. } | Self::Skimming => self,
                Self::Flying {
                    flight,
                    took_off,
                    skims,
                    arrives,
                } if now < took_off + lasts(flight) => Self::Flying {
                    flight,
                    took_off,
                    skims,
                    arrives: arrives || (!skims && arrives_at(flight, took_off) <= now),
                },
                Self::Flying { skims: true, .. } => Self::Skimming,
                Self::Flying { .. } => Self::growing(goal),
            },
            Event::Frame => match self {
                Self::Growing { began, .. } => grown(began.unwrap_or(now), now),
                _ => self,
            },
        }
    }

    /// The camera that the picture is to be drawn for from `event` at `now` on, if it changes. A
    /// flight moves the picture that is drawn, for `drawn_for`, until it lands or is too far from
    /// it.
    #[must_use]
    pub fn redrawn_for(self, event: Event, now: f64, drawn_for: Camera) -> Option<Camera> {
        match (event, self) {
            (Event::Cut(goal), _) => Some(goal.camera),
            (
                Event::Due(_),
                Self::Flying {
                    flight, took_off, ..
                },
            ) => {
                let seen = self.seen_at(now)?;
                let has_landed = took_off + lasts(flight) <= now;
                (has_landed || is_far(drawn_for, seen)).then_some(seen)
            }
            _ => None,
        }
    }

    /// The view of the camera in flight at `now`.
    #[must_use]
    pub fn seen_at(self, now: f64) -> Option<Camera> {
        match self {
            Self::Flying {
                flight, took_off, ..
            } => Some(flight.after((now - took_off) / 1000.0)),
            _ => None,
        }
    }

    /// The largest share of connections that may be drawn, independent of the reader's progress.
    #[must_use]
    pub fn grown(self) -> Progress {
        match self {
            Self::Resting => Progress::END,
            Self::Growing { grown, .. } => grown,
            Self::Flying { .. } | Self::Skimming => Progress::START,
        }
    }

    /// The time at which something is due, in milliseconds of the page's clock: the regions of the
    /// step are highlighted, or the flight lands.
    #[must_use]
    pub fn due(self) -> Option<f64> {
        match self {
            Self::Flying {
                flight,
                took_off,
                skims: false,
                arrives: false,
            } => Some(arrives_at(flight, took_off)),
            Self::Flying {
                flight, took_off, ..
            } => Some(took_off + lasts(flight)),
            _ => None,
        }
    }

    /// Returns whether anything moves, or waits for a reader who skims.
    #[must_use]
    pub fn is_moving(self) -> bool {
        self != Self::Resting
    }

    /// Returns whether the camera moves.
    #[must_use]
    pub fn is_flying(self) -> bool {
        matches!(self, Self::Flying { .. })
    }

    /// Returns whether the connections shown are those of the previous step.
    #[must_use]
    pub fn shows_past_links(self) -> bool {
        matches!(self, Self::Flying { .. } | Self::Skimming)
    }

    /// Returns whether the highlighted regions are those of the previous step.
    #[must_use]
    pub fn shows_past_regions(self) -> bool {
        match self {
            Self::Flying { arrives, .. } => !arrives,
            Self::Skimming => true,
            Self::Resting | Self::Growing { .. } => false,
        }
    }

    fn leaving(self, goal: Goal, now: f64, drawn_for: Camera) -> Self {
        let from = self.seen_at(now).unwrap_or(drawn_for);
        Self::Flying {
            flight: Flight::between(from, goal.camera),
            took_off: now,
            skims: false,
            arrives: false,
        }
    }

    fn growing(goal: Goal) -> Self {
        if goal.has_links {
            Self::Growing {
                began: None,
                grown: Progress::START,
            }
        } else {
            Self::Resting
        }
    }
}

/// Returns whether a picture drawn for the camera `drawn` is too coarse for the camera `seen`, or
/// does not reach far enough.
#[must_use]
pub fn is_far(drawn: Camera, seen: Camera) -> bool {
    let stretched = drawn.span / seen.span;
    let aside = drawn.center.distance(seen.center) / drawn.span;
    let reach = aside + 0.5 / stretched;
    stretched <= 1.0 / REDRAWN_AT || REDRAWN_AT <= stretched || DRAWN_TO <= reach
}

/// The connections at `now`, if they began to grow at `began`.
fn grown(began: f64, now: f64) -> Phase {
    let share = Progress::clamped((now - began) / GROWS);
    if share == Progress::END {
        return Phase::Resting;
    }
    // Fast at first, slow at the end.
    let left = 1.0 - share.ratio();
    Phase::Growing {
        began: Some(began),
        grown: Progress::clamped(1.0 - left * left),
    }
}

/// The duration of `flight` in milliseconds. The content fades even if the camera stays.
fn lasts(flight: Flight) -> f64 {
    (flight.duration() * 1000.0).max(FADES)
}

/// The time at which the regions of the step are highlighted.
fn arrives_at(flight: Flight, took_off: f64) -> f64 {
    took_off + ARRIVES * lasts(flight)
}

#[cfg(test)]
mod tests;
