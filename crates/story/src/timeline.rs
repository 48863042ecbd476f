//! From scrolling to a position: the step in which the trigger line is, and the progress through
//! it.

use crate::progress::{Progress, StoryPosition};

/// The trigger line, as a share of the viewport's height from its top: a step begins when its top
/// edge passes this line. Scripts get the same number from the bundler: `xtask/src/bundle.rs`.
pub const TRIGGER: f64 = 0.6;

/// The edges of the steps along the page, measured after each layout.
///
/// # Units
///
/// CSS pixels from the top of the page, in ascending order: the top of each step, then the bottom
/// of the last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    edges: Vec<f64>,
}

impl Timeline {
    /// A timeline of `edges`, one more than there are steps. An edge above the one before it, or a
    /// NaN, is replaced by the edge before it.
    #[must_use]
    pub fn new(mut edges: Vec<f64>) -> Self {
        let mut last = f64::NEG_INFINITY;
        for edge in &mut edges {
            last = edge.max(last);
            *edge = last;
        }
        Self { edges }
    }

    /// The position of a reader whose trigger line is at `trigger`, in CSS pixels from the page's
    /// top. Above the first step, its start; below the last step, its end.
    #[must_use]
    pub fn position_at(&self, trigger: f64) -> StoryPosition {
        let passed = self.edges.partition_point(|&edge| edge <= trigger);
        let Some(last) = self.edges.len().checked_sub(2) else {
            return StoryPosition::default();
        };
        match passed.checked_sub(1) {
            None => StoryPosition::at(0),
            Some(step) if last < step => StoryPosition {
                step: last,
                progress: Progress::END,
            },
            Some(step) => StoryPosition {
                step,
                progress: Progress::clamped(self.share(step, trigger)),
            },
        }
    }

    fn share(&self, step: usize, trigger: f64) -> f64 {
        match self.edges.get(step..=step + 1) {
            Some(&[top, bottom]) => (trigger - top) / (bottom - top),
            _ => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(edges: &[f64], trigger: f64, step: usize, progress: f64) {
        let expected = StoryPosition {
            step,
            progress: Progress::clamped(progress),
        };
        assert_eq!(Timeline::new(edges.to_vec()).position_at(trigger), expected);
    }

    const TWO_STEPS: &[f64] = &[100.0, 500.0, 700.0];

    #[test]
    fn a_step_begins_exactly_at_its_top_edge() {
        check(TWO_STEPS, 500.0, 1, 0.0);
    }

    #[test]
    fn halfway_between_its_edges_a_step_is_half_read() {
        check(TWO_STEPS, 300.0, 0, 0.5);
    }

    #[test]
    fn before_the_narrative_the_first_step_has_not_begun() {
        check(TWO_STEPS, -50.0, 0, 0.0);
    }

    #[test]
    fn after_the_narrative_the_last_step_stays_complete() {
        check(TWO_STEPS, 9_000.0, 1, 1.0);
        check(TWO_STEPS, 700.0, 1, 1.0);
    }

    #[test]
    fn a_zero_height_step_is_skipped() {
        check(&[0.0, 100.0, 100.0, 200.0], 100.0, 2, 0.0);
    }

    #[test]
    fn a_page_without_steps_is_at_its_start() {
        check(&[], 10.0, 0, 0.0);
        check(&[5.0], 10.0, 0, 0.0);
    }

    #[test]
    fn decreasing_edges_count_as_equal() {
        check(&[0.0, 300.0, 200.0, f64::NAN, 400.0], 350.0, 3, 0.5);
    }
}
