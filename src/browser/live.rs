//! A story in its page: what scrolling, measuring and controls lead to.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use shanhai_story::progress::Motion;

use super::address;
use super::page::Page;
use super::pilot::Pilot;
use crate::stage::Stage;

/// A story that follows its reader.
pub(super) struct Live {
    pub(super) page: Page,
    stage: Stage,
    pilot: Rc<Pilot>,
    /// The step that the page marks as current.
    marked: Cell<Option<usize>>,
}

impl Live {
    pub(super) fn new(page: Page, stage: Stage) -> Rc<Self> {
        Rc::new(Self {
            pilot: Pilot::new(page.clone(), stage.clone()),
            page,
            stage,
            marked: Cell::new(None),
        })
    }

    /// The page scrolled: the only thing read is how far.
    pub(super) fn scrolled(&self) {
        // Read before anything is written: no layout is forced.
        let trigger = self.page.trigger();
        self.page.tell_begun();
        self.stage.trigger.set(trigger);
        self.follow();
        self.pilot.fly_to(self.stage.target());
    }

    /// The page was laid out anew: the only time that its layout is read.
    pub(super) fn measure(&self) {
        // All reading before any writing: the page is laid out once.
        let (viewport, timeline) = (self.page.viewport(), self.page.timeline());
        let trigger = self.page.trigger();
        self.page.tell_layout();
        self.page.tell_chapters(&timeline);
        self.stage.viewport.set(viewport);
        self.stage.timeline.set(timeline);
        self.stage.trigger.set(trigger);
        self.stage.motion.set(self.page.motion());
        self.follow();
        // What was fitted to another size is not flown from.
        self.pilot.cut_to(self.stage.target());
    }

    /// How much may move.
    pub(super) fn motion(&self) -> Motion {
        self.stage.motion.get_untracked()
    }

    /// Another answer to how much may move.
    pub(super) fn set_motion(&self) {
        self.stage.motion.set(self.page.motion());
        self.pilot.cut_to(self.stage.target());
    }

    /// Takes the reader `steps` further, or back where that is negative.
    pub(super) fn go(&self, steps: isize) {
        let step = self.stage.position().step;
        self.page.go_to(step.saturating_add_signed(steps));
    }

    fn follow(&self) {
        let timeline = self.stage.timeline.read_untracked();
        let trigger = self.stage.trigger.get_untracked();
        self.page.tell_progress(timeline.share_at(trigger));
        drop(timeline);
        let step = self.stage.position().step;
        let before = self.marked.replace(Some(step));
        if before == Some(step) {
            return;
        }
        self.page.mark(before, step);
        // What the reader asked for stays in the address until they move on.
        if before.is_some() {
            address::set(&self.page, step);
        }
    }
}
