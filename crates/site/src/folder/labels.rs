//! Warns about names that do not fit on the map, so that the author can shorten or move them.

use std::collections::BTreeMap;

use shanhai_story::{plane::Viewport, scene::names_without_room, story::Story};

use super::steps::StepData;
use crate::diagnostics::{Findings, StepProblem};

/// The map's size on a common phone, on a tablet in portrait orientation and on a desktop, in CSS
/// pixels, above a scale of years. A smaller phone may show fewer names.
const SIZES: [(f64, f64); 3] = [(390.0, 371.0), (768.0, 340.0), (792.0, 866.0)];

/// A step with more places and links than this is not checked: no map has room for all their names,
/// and the search takes long.
const MOST: usize = 60;

/// Reports the names of `story` that do not fit on the map at one of `SIZES`.
pub(super) fn check(story: &Story, steps: &[StepData], findings: &mut Findings) {
    for (position, step) in steps.iter().enumerate() {
        if MOST < step.step.places.len() + step.step.links.len() {
            continue;
        }
        let mut missing: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (width, height) in SIZES {
            for name in names_without_room(story, position, Viewport::new(width, height)) {
                let sizes = missing.entry(name).or_default();
                sizes.push(format!("{width}x{height}"));
            }
        }
        for (name, sizes) in missing {
            let step_id = step.id.value.clone();
            let problem = StepProblem::NoRoom {
                name,
                step: step_id,
                sizes,
            };
            findings.add(step.id.span.clone(), problem);
        }
    }
}
