//! The part of a reader's position that the picture depends on.

use crate::explore::Choice;
use crate::progress::{Motion, Progress, StoryPosition};
use crate::story::Story;

/// A step, and the progress of its opening and its close.
///
/// Between its opening and its close a step does not change, so most scrolling changes nothing
/// here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The index of the step.
    pub step: usize,
    /// The progress of the opening, in which connections are drawn.
    pub entered: Progress,
    /// The progress of the close, in which they withdraw.
    pub left: Progress,
}

/// The share of a step in which it opens, and in which it closes. A reader who jumps to a step lands
/// behind its opening (`scroll-margin-block-start` in `style/layout.css`).
const THRESHOLD: f64 = 0.15;

/// The delay of each connection of a step after the one before it, as a share of the time that one
/// connection takes.
const STAGGER: f64 = 0.35;

impl Reading {
    /// The step at index `step`, open and complete.
    #[must_use]
    pub fn whole(step: usize) -> Self {
        Self {
            step,
            entered: Progress::END,
            left: Progress::START,
        }
    }

    /// The reading at `position`. With reduced motion every step is complete. The first step and the
    /// last are always open, as the form of an explorer makes the last several viewports high; and
    /// the last never closes.
    #[must_use]
    pub fn at(story: &Story, position: StoryPosition, motion: Motion) -> Self {
        let StoryPosition { step, progress } = position;
        let is_first = step == 0;
        let is_last = story.steps.len() <= step + 1;
        let is_still = motion == Motion::Reduced;
        Self {
            step,
            entered: if is_first || is_last || is_still {
                Progress::END
            } else {
                Progress::clamped(progress.ratio() / THRESHOLD)
            },
            left: if is_last || is_still {
                Progress::START
            } else {
                Progress::clamped((progress.ratio() - 1.0 + THRESHOLD) / THRESHOLD)
            },
        }
    }

    /// This reading, with connections drawn at most as far as they have `grown`.
    #[must_use]
    pub fn grown(self, grown: Progress) -> Self {
        let entered = if grown < self.entered {
            grown
        } else {
            self.entered
        };
        Self { entered, ..self }
    }

    /// The shares of its curve between which the link at index `link` is drawn: it grows from its
    /// source as the step opens, is complete while the step lasts, and withdraws into its goal as
    /// the step closes. A link that the neighbouring step shows as well stays complete between the
    /// two.
    #[must_use]
    pub fn drawn(self, story: &Story, choice: &Choice, link: usize) -> [Progress; 2] {
        let links = |step: Option<usize>| {
            let step = step.and_then(|step| story.step(step, choice));
            step.map_or(&[][..], |step| &step.links)
        };
        let own = links(Some(self.step));
        let rank = own.iter().position(|&other| other == link);
        let in_turn = |share: Progress| {
            let many = own.len().saturating_sub(1);
            let (rank, many) = (count(rank.unwrap_or(0)), count(many));
            Progress::clamped(share.ratio() * (1.0 + many * STAGGER) - rank * STAGGER)
        };
        let was_told = links(self.step.checked_sub(1)).contains(&link);
        let will_be_told = links(self.step.checked_add(1)).contains(&link);
        let to = if was_told {
            Progress::END
        } else {
            in_turn(self.entered)
        };
        let from = if will_be_told {
            Progress::START
        } else {
            in_turn(self.left)
        };
        [from, to]
    }
}

/// A number of links as an `f64`, for calculations.
fn count(links: usize) -> f64 {
    u32::try_from(links).map_or(0.0, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Fit, Step};

    /// A step for each list of links.
    fn story(steps: &[&[usize]]) -> Story {
        let step = |links: &&[usize]| Step {
            id: String::new(),
            fit: Fit::Nation,
            links: links.to_vec(),
            regions: vec![],
            places: vec![],
            is_bundled: false,
        };
        Story {
            steps: steps.iter().map(step).collect(),
            ..Story::default()
        }
    }

    /// From where to where each link of the second step is drawn, in hundredths.
    #[track_caller]
    fn check(steps: [&[usize]; 3], entered: f64, left: f64, expected: &[[u8; 2]]) {
        let reading = Reading {
            step: 1,
            entered: Progress::clamped(entered),
            left: Progress::clamped(left),
        };
        let story = story(&steps);
        let drawn = steps[1]
            .iter()
            .map(|&link| reading.drawn(&story, &Choice::NONE, link));
        let drawn: Vec<_> = drawn.map(|ends| ends.map(Progress::hundredths)).collect();
        assert_eq!(drawn, expected);
    }

    const ALONE: [&[usize]; 3] = [&[], &[7, 5, 6], &[]];

    #[test]
    fn each_link_of_a_step_starts_slightly_after_the_one_before() {
        // By 0.35 of the time that one takes: the third is complete after 1.7 of it.
        check(ALONE, 0.0, 0.0, &[[0, 0], [0, 0], [0, 0]]);
        check(ALONE, 0.5, 0.0, &[[0, 85], [0, 50], [0, 15]]);
        check(ALONE, 0.7, 0.0, &[[0, 100], [0, 84], [0, 49]]);
        check(ALONE, 1.0, 0.0, &[[0, 100], [0, 100], [0, 100]]);
    }

    #[test]
    fn links_withdraw_in_the_order_in_which_they_start() {
        check(ALONE, 1.0, 0.5, &[[85, 100], [50, 100], [15, 100]]);
    }

    #[test]
    fn a_link_of_the_previous_step_is_drawn_from_the_start() {
        check([&[5], &[7, 5], &[]], 0.0, 0.0, &[[0, 0], [0, 100]]);
    }

    #[test]
    fn a_link_of_the_next_step_stays_to_the_end() {
        check([&[], &[7, 5], &[5]], 1.0, 1.0, &[[100, 100], [0, 100]]);
    }

    #[test]
    fn the_growth_limits_how_far_a_link_is_drawn() {
        let entered = |entered, grown| {
            let entered = Progress::clamped(entered);
            let reading = Reading {
                entered,
                ..Reading::whole(0)
            };
            reading.grown(Progress::clamped(grown)).entered.hundredths()
        };
        assert_eq!((entered(1.0, 0.3), entered(0.2, 0.3)), (30, 20));
    }
    #[test]
    fn the_last_step_is_complete_from_its_beginning() {
        let story = story(&[&[], &[], &[]]);
        let at = |step| Reading::at(&story, StoryPosition::at(step), Motion::Full);
        assert_eq!(at(1).entered, Progress::START);
        assert_eq!(at(2), Reading::whole(2));
    }
}
