//! The figures of a bench, with their names and limits.

/// Figures that belong together.
pub(super) struct Group {
    pub(super) name: &'static str,
    pub(super) figures: &'static [Figure],
}

/// A figure, as `tests/browser/bench` measures it.
pub(super) struct Figure {
    /// Its name in the measuring program's output.
    pub(super) key: &'static str,
    /// Its description for the table, with its unit.
    pub(super) name: &'static str,
    pub(super) limit: Limit,
    /// The number of digits after the decimal point that are significant.
    pub(super) digits: usize,
    /// Set for a ratio to another page's figure, which is missing without such a page.
    pub(super) is_ratio: bool,
}

/// The limit of a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Limit {
    /// No limit: the figure explains others.
    None,
    AtMost(f64),
    AtLeast(f64),
}

impl Limit {
    /// Whether `value` is within the limit.
    pub(super) fn holds(self, value: f64) -> bool {
        match self {
            Self::None => true,
            Self::AtMost(most) => value <= most,
            Self::AtLeast(least) => least <= value,
        }
    }

    /// The limit as a table's cell.
    pub(super) fn text(self) -> String {
        match self {
            Self::None => String::new(),
            Self::AtMost(most) => format!("≤ {most}"),
            Self::AtLeast(least) => format!("≥ {least}"),
        }
    }
}

/// Every figure, in the order of the table.
pub(super) const GROUPS: [Group; 10] = [
    Group {
        name: "Loading",
        figures: &[
            any("load.first.kib", "KiB until the first picture", 1),
            most("load.live.kib", "KiB until live", 94.0, 1),
            most("load.live.requests", "requests until live", 8.0, 0),
            most("load.first", "ms until the first picture", 1000.0, 0),
            most("load.largest", "ms until the largest", 1500.0, 0),
            most("load.live", "ms until live", 2000.0, 0),
            most("load.wasm", "ms from the whole WASM to live", 150.0, 0),
            most("load.blocking", "ms blocked until 2 s after live", 50.0, 0),
            most("load.shift", "layout shift", 0.0, 3),
        ],
    },
    Group {
        name: "At 400 kb/s, 400 ms and a sixth of the speed",
        figures: &[
            most("worst.first", "ms until its first picture", 2000.0, 0),
            most("worst.live", "ms until it is live", 8000.0, 0),
            most(
                "worst.task",
                "ms of the longest task, jumping about",
                200.0,
                0,
            ),
        ],
    },
    Group {
        name: "Scrolling at 1,200 px/s",
        figures: &[
            least("scroll.frames", "frames drawn a second", 55.0, 1),
            most("scroll.gap", "ms the longest stood", 50.0, 0),
            most("scroll.long", "frames that stood over 50 ms", 0.0, 0),
            any("scroll.main.frames", "the story's frames a second", 1),
            any("scroll.main.gap", "ms the longest of these stood", 0),
            most("scroll.main.task", "ms of the longest task", 50.0, 0),
            most("scroll.main", "ms of main thread a second", 120.0, 0),
            any("scroll.script", "– script", 0),
            any("scroll.style", "– style", 0),
            any("scroll.layout", "– layout", 0),
            any("scroll.paint", "– paint and commit", 0),
            any("scroll.rest", "– the rest", 0),
            any("scroll.main.each", "ms of main thread a frame", 1),
            any("scroll.raster", "ms of raster a second", 0),
        ],
    },
    Group {
        name: "Reading at 300 px/s",
        figures: &[
            least("read.frames", "frames a second", 55.0, 1),
            most("read.gap", "ms the longest one stood", 50.0, 0),
            most("read.long", "of them over 50 ms", 0.0, 0),
            most("read.main.task", "ms of its longest task", 50.0, 0),
            any("read.main", "ms a second of the main thread", 0),
        ],
    },
    Group {
        name: "A step's change, while reading",
        figures: &[
            most("step.script", "ms of script, the longest", 8.0, 1),
            most("step.layouts", "layouts, the most", 1.0, 0),
        ],
    },
    Group {
        name: "From an act to the next paint",
        figures: &[
            most("act.next", "ms after the next button", 100.0, 0),
            most("act.key", "ms after a key, a section at a time", 100.0, 0),
            most("act.choice", "ms after a choice in the explorer", 100.0, 0),
            most("act.settings", "ms after opening the settings", 100.0, 0),
        ],
    },
    Group {
        name: "Five seconds at rest",
        figures: &[
            most("rest.callbacks", "animation frame callbacks", 0.0, 0),
            most("rest.timers", "timers", 0.0, 0),
            most("rest.frames", "frames drawn", 0.0, 0),
            any("rest.main", "ms of main thread", 0),
            most("rest.willChange", "elements with `will-change`", 0.0, 0),
        ],
    },
    Group {
        name: "Memory, after it all",
        figures: &[
            any("memory.js", "MiB of JavaScript's heap", 1),
            any("memory.blink", "MiB of the document's heap", 1),
            most("memory.wasm", "MiB of the WASM's memory", 32.0, 2),
        ],
    },
    Group {
        name: "The machine by itself",
        figures: &[
            any("machine.busy", "% that others used before a run", 0),
            any("machine.waiting", "% of its tasks that the story waited", 0),
            any("plain.main", "ms a second, scrolling mere words", 0),
            any("plain.main.each", "ms a frame, scrolling mere words", 1),
            any("plain.act", "ms after a button of an empty page", 0),
        ],
    },
    Group {
        name: "Times as much as another page",
        figures: &[
            ratio("peer.kib", "KiB until live", Limit::None),
            ratio("peer.map", "ms until the map", Limit::AtMost(0.7)),
            ratio("peer.live", "ms until live", Limit::AtMost(1.0)),
            ratio("peer.blocking", "ms blocked", Limit::AtMost(0.25)),
            ratio(
                "peer.longest",
                "ms of the longest task",
                Limit::AtMost(0.35),
            ),
            ratio(
                "peer.scroll",
                "ms of main thread a second, scrolling",
                Limit::AtMost(0.8),
            ),
        ],
    },
];

/// Every figure, without its group.
pub(super) fn figures() -> impl Iterator<Item = &'static Figure> {
    GROUPS.iter().flat_map(|group| group.figures)
}

const fn most(key: &'static str, name: &'static str, most: f64, digits: usize) -> Figure {
    Figure {
        limit: Limit::AtMost(most),
        ..any(key, name, digits)
    }
}

const fn least(key: &'static str, name: &'static str, least: f64, digits: usize) -> Figure {
    Figure {
        limit: Limit::AtLeast(least),
        ..any(key, name, digits)
    }
}

const fn any(key: &'static str, name: &'static str, digits: usize) -> Figure {
    Figure {
        key,
        name,
        limit: Limit::None,
        digits,
        is_ratio: false,
    }
}

const fn ratio(key: &'static str, name: &'static str, limit: Limit) -> Figure {
    Figure {
        limit,
        is_ratio: true,
        ..any(key, name, 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sizes::{KIB, UNTIL_LIVE};

    #[test]
    fn the_bytes_until_live_have_the_limit_of_a_build() {
        let live = figures().find(|figure| figure.key == "load.live.kib");
        let limit = &live.expect("it is measured").limit;
        let kib = u32::try_from(UNTIL_LIVE / KIB).map(f64::from);
        assert_eq!(kib.map(|kib| limit.holds(kib)), Ok(true));
        assert_eq!(kib.map(|kib| limit.holds(kib + 0.1)), Ok(false));
    }

    #[test]
    fn a_limit_belongs_to_what_it_allows() {
        assert!(Limit::AtMost(50.0).holds(50.0));
        assert!(Limit::AtLeast(55.0).holds(55.0));
        assert!(!Limit::AtMost(0.0).holds(1.0));
        assert!(!Limit::AtLeast(55.0).holds(54.9));
    }

    #[test]
    fn what_is_no_number_keeps_to_no_limit() {
        assert!(!Limit::AtMost(50.0).holds(f64::NAN));
        assert!(!Limit::AtLeast(55.0).holds(f64::NAN));
    }
}
