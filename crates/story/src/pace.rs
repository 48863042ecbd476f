//! The speed at which a reader scrolls: readers who skim see no step on the way.

/// The pace of a reader, over the last few frames.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pace {
    /// The distance in CSS pixels; earlier frames count less.
    distance: f64,
    /// The time in milliseconds; likewise.
    time: f64,
}

/// The share of a pace that remains after another frame: about five frames count.
const KEPT: f64 = 0.8;

/// A reader who has not scrolled for this many milliseconds has stopped.
pub const STOPS_AFTER: u32 = 100;

impl Pace {
    /// The pace after the reader has moved by `distance` CSS pixels, in either direction, in `time`
    /// milliseconds. It starts again after a rest longer than [`STOPS_AFTER`], and after a distance
    /// that is not finite.
    #[must_use]
    pub fn after(self, distance: f64, time: f64) -> Self {
        if f64::from(STOPS_AFTER) < time || !distance.is_finite() {
            return Self::default();
        }
        // Two moves at the same time give no pace.
        if time <= 0.0 {
            return self;
        }
        Self {
            distance: self.distance * KEPT + libm::fabs(distance),
            time: self.time * KEPT + time,
        }
    }

    /// Returns whether more than a screen of `height` CSS pixels passes in a second: nobody reads
    /// that fast.
    #[must_use]
    pub fn skims(self, height: f64) -> bool {
        height * self.time < self.distance * 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PHONE: f64 = 844.0;

    fn frames(distance: f64, count: usize) -> Pace {
        (0..count).fold(Pace::default(), |pace, _| pace.after(distance, 16.7))
    }

    #[test]
    fn reading_is_not_skimming_and_flinging_is() {
        assert!(!frames(5.0, 30).skims(PHONE));
        assert!(frames(20.0, 30).skims(PHONE));
        assert!(frames(-20.0, 30).skims(PHONE));
    }

    #[test]
    fn a_pause_or_a_jump_is_not_skimming() {
        assert!(!Pace::default().skims(PHONE));
        assert!(!frames(20.0, 30).after(9000.0, 2000.0).skims(PHONE));
        assert!(!frames(20.0, 30).after(f64::NAN, 16.0).skims(PHONE));
    }

    #[test]
    fn a_frame_of_the_maximum_length_still_counts() {
        // 844 pixels a second are a screen's height: 85 in a tenth are more.
        assert!(Pace::default().after(85.0, 100.0).skims(PHONE));
        assert_eq!(Pace::default().after(85.0, 100.1), Pace::default());
    }

    #[test]
    fn two_moves_in_one_instant_have_no_pace() {
        assert_eq!(frames(5.0, 30).after(9000.0, 0.0), frames(5.0, 30));
    }

    #[test]
    fn slowing_down_is_noticed_within_ten_frames() {
        let slower = (0..10).fold(frames(20.0, 30), |pace, _| pace.after(5.0, 16.7));
        assert!(!slower.skims(PHONE));
    }

    proptest! {
        #[test]
        fn a_late_frame_alone_changes_nothing(distance in 18.0..60.0, late in 17.0..50.0) {
            // At one speed, a late frame has come as much further.
            let pace = frames(distance, 30).after(distance * late / 16.7, late);
            prop_assert!(pace.skims(PHONE));
        }
    }
}
