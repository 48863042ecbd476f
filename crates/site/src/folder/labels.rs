//! Names that find no room on the map: warnings for the author, who can shorten or move them.

use std::collections::BTreeMap;

use shanhai_story::{plane::Viewport, scene::names_without_room, story::Story};

use super::steps::StepData;
use crate::faults::{FaultKind, Findings, LabelProblem};

/// The map on a usual phone, on an upright tablet, and on a desk, in CSS pixels. A smaller phone may
/// show fewer names.
const SIZES: [(f64, f64); 3] = [(390.0, 388.0), (768.0, 471.0), (792.0, 900.0)];

/// With more places than these no map has room for their names, and looking for it takes long.
const MOST: usize = 60;

/// Finds the names of `story` that a map of some usual size does not show.
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
            let problem = LabelProblem::NoRoom {
                name,
                step: step_id,
                sizes,
            };
            findings.add(step.id.span.clone(), FaultKind::Label(problem));
        }
    }
}
