//! The explorer: the step in which readers choose what is highlighted.

use std::sync::Arc;

use crate::story::{Fit, Step, Story};

/// The id of the explorer's step.
pub const EXPLORE: &str = "explore";

/// The reader's choice in the explorer: what its step shows in place of the story's own content.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice(Option<Arc<Step>>);

impl Choice {
    /// Nothing is chosen: the explorer shows what the story says.
    pub const NONE: Self = Self(None);

    /// These links and this region of `story`, by their indices; links that do not exist are left
    /// out. The camera shows all of them, or the whole country if those are all links of the table,
    /// or nothing.
    #[must_use]
    pub fn of(story: &Story, mut links: Vec<usize>, region: Option<usize>) -> Self {
        links.retain(|&link| link < story.links.len());
        let regions: Vec<usize> = region.into_iter().collect();
        let is_all = story.tabled().count() <= links.len();
        let is_whole = regions.is_empty() && (links.is_empty() || is_all);
        let fit = if is_whole {
            Fit::Nation
        } else {
            Fit::Highlighted
        };
        let own = story.steps.iter().find(|step| step.id == EXPLORE);
        Self(own.map(|own| {
            Arc::new(Step {
                id: own.id.clone(),
                fit,
                links,
                regions,
                places: own.places.clone(),
                is_bundled: false,
            })
        }))
    }
}

impl Story {
    /// Returns whether the step at index `step` is the explorer.
    #[must_use]
    pub fn is_explored_at(&self, step: usize) -> bool {
        self.steps.get(step).is_some_and(|step| step.id == EXPLORE)
    }

    /// The step at index `step`, for a reader with this choice in the explorer.
    #[must_use]
    pub fn step<'a>(&'a self, step: usize, choice: &'a Choice) -> Option<&'a Step> {
        let own = self.steps.get(step)?;
        let chosen = choice.0.as_deref().filter(|_| own.id == EXPLORE);
        Some(chosen.unwrap_or(own))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Direction, Kind, Link, Step};

    fn story() -> Story {
        let link = |id: &str, kind| Link {
            id: id.to_owned(),
            kind,
            direction: Direction::EastToWest,
            from: 0,
            to: 0,
            away: String::new(),
            bow: 20,
            width: 0,
            badge: String::new(),
            drawing: String::new(),
        };
        let step = |id: &str| Step {
            id: id.to_owned(),
            fit: Fit::Nation,
            links: vec![0],
            regions: Vec::new(),
            places: Vec::new(),
            is_bundled: false,
        };
        Story {
            steps: vec![step("cover"), step(EXPLORE)],
            links: vec![
                link("a", Kind::Jobs),
                link("b", Kind::Health),
                link("pair", Kind::Pair),
            ],
            ..Story::default()
        }
    }

    #[track_caller]
    fn check(links: &[usize], region: Option<usize>, expected: &Fit) {
        let story = story();
        let choice = Choice::of(&story, links.to_vec(), region);
        let step = story.step(1, &choice).expect("it is the explorer");
        assert_eq!(&step.fit, expected);
        assert_eq!(step.regions, Vec::from_iter(region));
        assert_eq!(step.places, story.steps[1].places);
        assert_eq!(
            story.step(0, &choice),
            story.steps.first(),
            "other steps stay"
        );
    }

    #[test]
    fn only_the_last_step_can_be_the_explorer() {
        let story = story();
        assert_eq!(
            [0, 1, 2].map(|at| story.is_explored_at(at)),
            [false, true, false]
        );
    }

    #[test]
    fn the_camera_frames_the_choice() {
        check(&[1], None, &Fit::Highlighted);
        check(&[0, 1], Some(4), &Fit::Highlighted);
        check(&[], Some(4), &Fit::Highlighted);
    }

    #[test]
    fn all_links_and_no_links_are_shown_in_the_national_view() {
        check(&[0, 1], None, &Fit::Nation);
        check(&[], None, &Fit::Nation);
    }

    #[test]
    fn an_unknown_link_is_left_out() {
        let story = story();
        let choice = Choice::of(&story, vec![1, 3, 9], None);
        let step = story.step(1, &choice).expect("it is the explorer");
        assert_eq!(step.links, [1]);
    }

    #[test]
    fn a_story_without_an_explorer_is_unchanged() {
        let mut story = story();
        story.steps.pop();
        assert_eq!(Choice::of(&story, vec![1], None), Choice::NONE);
    }

    #[test]
    fn without_a_choice_every_step_is_that_of_the_story() {
        let story = story();
        for step in 0..3 {
            assert_eq!(story.step(step, &Choice::NONE), story.steps.get(step));
        }
    }
}
