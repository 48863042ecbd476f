//! The explorer: the step in which readers choose what is highlighted.

use crate::story::{Fit, Story};

/// The id of the explorer's step.
pub const EXPLORE: &str = "explore";

impl Story {
    /// Whether the step at index `step` is the explorer.
    #[must_use]
    pub fn is_explored_at(&self, step: usize) -> bool {
        self.steps.get(step).is_some_and(|step| step.id == EXPLORE)
    }

    /// Shows these links and this region in the explorer, by their indices; links that do not exist
    /// are left out. The camera shows all of them, or the whole country if those are all links of
    /// the table, or nothing. A story without an explorer does not change.
    pub fn explore(&mut self, mut links: Vec<usize>, region: Option<usize>) {
        links.retain(|&link| link < self.links.len());
        let regions: Vec<usize> = region.into_iter().collect();
        let is_all = self.tabled().count() <= links.len();
        let is_whole = regions.is_empty() && (links.is_empty() || is_all);
        let Some(step) = self.steps.iter_mut().find(|step| step.id == EXPLORE) else {
            return;
        };
        step.fit = if is_whole {
            Fit::Nation
        } else {
            Fit::Shown {
                links: links.clone(),
                regions: regions.clone(),
                places: Vec::new(),
            }
        };
        step.links = links;
        step.regions = regions;
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
        };
        let step = |id: &str| Step {
            id: id.to_owned(),
            fit: Fit::Nation,
            links: vec![0],
            regions: Vec::new(),
            places: Vec::new(),
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
        let mut story = story();
        story.explore(links.to_vec(), region);
        assert_eq!(&story.steps[1].fit, expected);
        assert_eq!(story.steps[1].regions, Vec::from_iter(region));
        assert_eq!(story.steps[0].links, [0], "other steps stay");
    }

    #[test]
    fn only_the_last_step_is_the_readers() {
        let story = story();
        assert_eq!(
            [0, 1, 2].map(|at| story.is_explored_at(at)),
            [false, true, false]
        );
    }

    #[test]
    fn the_camera_takes_in_what_is_chosen() {
        let shown = |links: &[usize], regions: &[usize]| Fit::Shown {
            links: links.to_vec(),
            regions: regions.to_vec(),
            places: Vec::new(),
        };
        check(&[1], None, &shown(&[1], &[]));
        check(&[0, 1], Some(4), &shown(&[0, 1], &[4]));
        check(&[], Some(4), &shown(&[], &[4]));
    }

    #[test]
    fn everything_and_nothing_are_seen_from_afar() {
        check(&[0, 1], None, &Fit::Nation);
        check(&[], None, &Fit::Nation);
    }

    #[test]
    fn a_link_that_there_is_not_is_left_out() {
        let mut story = story();
        story.explore(vec![1, 3, 9], None);
        assert_eq!(story.steps[1].links, [1]);
    }

    #[test]
    fn a_story_without_such_a_step_stays_as_it_is() {
        let mut story = story();
        story.steps.pop();
        let before = story.clone();
        story.explore(vec![1], None);
        assert_eq!(story, before);
    }
}
