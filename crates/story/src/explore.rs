//! The reader's own map: the step in which they choose what is lit.

use crate::story::{Fit, Kind, Story};

/// The id of the step that is the reader's.
pub const EXPLORE: &str = "explore";

impl Story {
    /// Whether the step at `step` is the reader's.
    #[must_use]
    pub fn is_explored_at(&self, step: usize) -> bool {
        self.steps.get(step).is_some_and(|step| step.id == EXPLORE)
    }

    /// Has the reader's step show these links and this region, by their positions; whatever leads
    /// nowhere is left out. The camera takes in what is shown, and the whole country where that is
    /// every link of the table, or nothing. A story without such a step stays as it is.
    pub fn explore(&mut self, mut links: Vec<usize>, region: Option<usize>) {
        links.retain(|&link| link < self.links.len());
        let regions: Vec<usize> = region.into_iter().collect();
        let tabled = self.links.iter().filter(|link| link.kind != Kind::Pair);
        let is_whole = regions.is_empty() && (links.is_empty() || tabled.count() <= links.len());
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
