//! Movement on the stage when the reader reaches another step: one thing moves at a time.
//!
//! The transitions:
//!
//! | phase | cut | skim | set out | set out, in view already | due | frame |
//! |---|---|---|---|---|---|---|
//! | resting | resting | skimming | fading | growing | | |
//! | fading | resting | skimming | fading | fading | flying | |
//! | flying | resting | flying, skims | flying anew | flying anew | flying; growing; skimming if it skims | |
//! | growing | resting | skimming | fading | growing anew | | growing; resting |
//! | skimming | resting | skimming | flying | flying | | |
//!
//! A step without connections rests where others grow.

use crate::camera::Camera;
use crate::flight::Flight;
use crate::progress::Progress;

/// The time that the content of a step takes to fade, in milliseconds. It is gone before the camera
/// moves, because content that fades in flight would be painted in every frame. A test compares it
/// with `style/controls.css`: `crates/site/src/build/style.rs`.
pub const FADES: f64 = 200.0;

/// The time that connections take to grow, in milliseconds.
const GROWS: f64 = 500.0;

/// The phase of the movement on the stage.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Phase {
    /// Nothing moves.
    #[default]
    Resting,
    /// The content of the previous step fades. The camera starts when it is gone.
    Fading,
    /// The camera moves.
    Flying {
        /// The way that it takes.
        flight: Flight,
        /// The start of the flight, in milliseconds of the page's clock.
        took_off: f64,
        /// True if the reader skims, so that nothing is shown where the camera lands.
        skims: bool,
    },
    /// The connections of the step grow from their sources.
    Growing {
        /// The time of the first frame, in milliseconds of the page's clock.
        began: Option<f64>,
        /// The share of them that has grown.
        grown: Progress,
        /// True if the land is coarse and without relief.
        is_bare: bool,
    },
    /// The reader scrolls too fast to see anything: nothing is shown until they slow down.
    Skimming {
        /// True if the land is coarse and without relief.
        is_bare: bool,
    },
}

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
                    flight, took_off, ..
                } => Self::Flying {
                    flight,
                    took_off,
                    skims: true,
                },
                _ => Self::Skimming {
                    is_bare: self.is_bare(),
                },
            },
            Event::SetOut { goal, is_in_view } => match self {
                Self::Fading => self,
                // Nothing is shown that would have to fade first.
                Self::Flying { .. } | Self::Skimming { .. } => self.leaving(goal, now, drawn_for),
                Self::Resting | Self::Growing { .. } if is_in_view => self.growing(goal),
                Self::Resting | Self::Growing { .. } => Self::Fading,
            },
            Event::Due(goal) => match self {
                Self::Resting | Self::Growing { .. } | Self::Skimming { .. } => self,
                Self::Fading => self.leaving(goal, now, drawn_for),
                Self::Flying {
                    flight, took_off, ..
                } if now - took_off < milliseconds(flight) => self,
                Self::Flying { skims: true, .. } => Self::Skimming { is_bare: true },
                Self::Flying { .. } => self.growing(goal),
            },
            Event::Frame => match self {
                Self::Growing { began, is_bare, .. } => grown(began.unwrap_or(now), now, is_bare),
                _ => self,
            },
        }
    }

    /// The camera that the picture is to be drawn for from `event` at `now` on, if it changes. A
    /// flight moves the picture that is drawn.
    #[must_use]
    pub fn redrawn_for(self, event: Event, now: f64) -> Option<Camera> {
        match event {
            Event::Cut(goal) => Some(goal.camera),
            Event::Due(_) => self.seen_at(now),
            Event::Skim | Event::SetOut { .. } | Event::Frame => None,
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
            Self::Fading | Self::Flying { .. } | Self::Skimming { .. } => Progress::START,
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

    /// Returns whether the content of the step is held back.
    #[must_use]
    pub fn holds_back(self) -> bool {
        matches!(
            self,
            Self::Fading | Self::Flying { .. } | Self::Skimming { .. }
        )
    }

    /// Returns whether the land is without relief, which would cause late frames while the camera
    /// moves.
    #[must_use]
    pub fn is_bare(self) -> bool {
        match self {
            Self::Resting => false,
            Self::Fading | Self::Flying { .. } => true,
            Self::Growing { is_bare, .. } | Self::Skimming { is_bare } => is_bare,
        }
    }

    /// Returns whether the land is drawn coarsely, for the same reason. While the content of the
    /// previous step fades, the land is not drawn again.
    #[must_use]
    pub fn is_coarse(self) -> bool {
        self.is_bare() && self != Self::Fading
    }

    fn leaving(self, goal: Goal, now: f64, drawn_for: Camera) -> Self {
        let from = self.seen_at(now).unwrap_or(drawn_for);
        Self::Flying {
            flight: Flight::between(from, goal.camera),
            took_off: now,
            skims: false,
        }
    }

    fn growing(self, goal: Goal) -> Self {
        if goal.has_links {
            Self::Growing {
                began: None,
                grown: Progress::START,
                is_bare: self.is_bare(),
            }
        } else {
            Self::Resting
        }
    }
}

/// The connections at `now`, if they began to grow at `began`.
fn grown(began: f64, now: f64, is_bare: bool) -> Phase {
    let share = Progress::clamped((now - began) / GROWS);
    if share == Progress::END {
        return Phase::Resting;
    }
    // Fast at first, slow at the end.
    let left = 1.0 - share.ratio();
    Phase::Growing {
        began: Some(began),
        grown: Progress::clamped(1.0 - left * left),
        is_bare,
    }
}

/// The duration of `flight`.
fn milliseconds(flight: Flight) -> f64 {
    flight.duration() * 1000.0
}

#[cfg(test)]
mod tests;
