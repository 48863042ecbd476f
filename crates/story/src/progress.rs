//! The reader's progress through a step and through the story.

/// The reader's progress through a step: 0 when it begins, 1 when the next one begins. Also used
/// for other shares from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Progress(f64);

impl Progress {
    /// The step begins.
    pub const START: Self = Self(0.0);
    /// The next step begins.
    pub const END: Self = Self(1.0);

    /// Clamps `ratio` to 0–1. A NaN, which a step of zero height would give, counts as the start.
    #[must_use]
    pub fn clamped(ratio: f64) -> Self {
        Self(if ratio.is_nan() {
            0.0
        } else {
            ratio.clamp(0.0, 1.0)
        })
    }

    /// The share as a number.
    ///
    /// # Units
    /// Returns 0–1.
    #[must_use]
    pub fn ratio(self) -> f64 {
        self.0
    }

    /// The share in hundredths, rounded to the nearest.
    ///
    /// # Units
    /// Returns 0–100.
    #[must_use]
    pub fn hundredths(self) -> u8 {
        // In range by construction: 0 to 100.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let hundredths = libm::round(self.0 * 100.0) as u8;
        hundredths
    }
}

/// The reader's position: a step, and the progress through it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StoryPosition {
    /// The index of the step, from 0.
    pub step: usize,
    /// The progress through that step.
    pub progress: Progress,
}

impl StoryPosition {
    /// The beginning of the step at `index`.
    #[must_use]
    pub fn at(index: usize) -> Self {
        Self {
            step: index,
            progress: Progress::START,
        }
    }
}

/// The amount of motion that the reader wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    /// Cameras fly, connections are drawn as the reader reads, figures are counted.
    #[default]
    Full,
    /// Everything is there at once, and complete.
    Reduced,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zero_height_step_counts_as_its_start() {
        assert_eq!(Progress::clamped(f64::NAN), Progress::START);
    }

    #[test]
    fn progress_stays_between_start_and_end() {
        assert_eq!(Progress::clamped(-3.0), Progress::START);
        assert_eq!(Progress::clamped(7.0), Progress::END);
    }

    #[test]
    fn hundredths_round_to_the_nearest() {
        assert_eq!(Progress::clamped(0.996).hundredths(), 100);
        assert_eq!(Progress::clamped(0.345).hundredths(), 35);
        assert_eq!(Progress::clamped(0.344).hundredths(), 34);
    }

    #[test]
    fn a_position_at_a_step_is_its_beginning() {
        let position = StoryPosition::at(3);
        assert_eq!((position.step, position.progress), (3, Progress::START));
    }
}
