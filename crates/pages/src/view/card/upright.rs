//! A panel with a title as on a hanging scroll: columns from right to left.

use super::Card;
use super::panel::{Line, Panel, Seal, count, heading, is_wide, name_and_beside};
use super::title::columns;

/// The distance from one character of a column to the next, as a multiple of the font size.
pub(super) const STEP: f64 = 1.1;

/// The gap between clauses in one column, as a multiple of the font size.
pub(super) const ROOM: f64 = 0.45;

/// The distance from column to column, as a multiple of the font size.
const PITCH: f64 = 1.22;

/// The margin at the card's edges, as a share of its height.
const MARGIN: f64 = 0.075;

/// The line height of a name at the bottom, as a multiple of its font size.
const FOOT_LEADING: f64 = 1.2;

/// The largest font size, as a share of the card's height.
const LARGEST: f64 = 0.22;

/// The panel of `card`. Beside the title stands the rest of the story's whole title, or, on a
/// chapter's card, the story's name as a seal. A square is shown as small as a stamp: it has room
/// only for the seal, below the title.
pub(super) fn upright(card: Card) -> Panel {
    let (frame, is_cover) = (Frame::of(card), card.step == 0);
    let Frame {
        is_wide,
        height,
        margin,
        seal,
        ..
    } = frame;
    let [name, beside] = name_and_beside(card);
    let columns = columns(&heading(card));
    let has_seal = Seal::of(&name, [0.0, 0.0], seal).is_some();
    // A name that is not four Chinese characters is written below the title.
    let foot_lines = if is_cover || has_seal {
        Vec::new()
    } else {
        foot_lines(&name, frame.foot_room(), height)
    };
    let foot_height: f64 = foot_lines.iter().map(|(_, size)| size * FOOT_LEADING).sum();
    let under = if !foot_lines.is_empty() {
        foot_height + margin * 0.6
    } else if is_wide || is_cover {
        0.0
    } else {
        seal + margin * 0.6
    };
    let size = frame.title_size(&columns, under);
    let title_width = size * (count(columns.len()).max(1.0) * PITCH - (PITCH - 1.0));
    let beside_width = if is_wide && foot_lines.is_empty() {
        seal + size * 0.3
    } else {
        0.0
    };
    let panel = (title_width + beside_width + margin * 2.0).max(frame.least);
    // Everything is centred in the panel.
    let right = (panel + title_width + beside_width) / 2.0;
    let left = right - title_width - beside_width;
    let mut texts = title_lines(columns, size, [right, margin]);
    let foot = height - margin;
    let mut mark = None;
    if !is_cover {
        let seal_left = if is_wide {
            left
        } else {
            right - f64::midpoint(title_width, seal)
        };
        mark = Seal::of(&name, [seal_left, foot - seal], seal);
        let foot_left = (panel - frame.foot_room()) / 2.0;
        texts.extend(name_below(foot_lines, [foot_left, foot - foot_height]));
    } else if is_wide {
        texts.push(beside_column(beside, left, [height, foot]));
    }
    Panel {
        size: [panel, height],
        is_beside: true,
        texts,
        seal: mark,
    }
}

/// The measures of a panel that depend only on the card's size.
///
/// # Units
/// Pixels of the card.
#[derive(Clone, Copy)]
struct Frame {
    is_wide: bool,
    width: f64,
    height: f64,
    margin: f64,
    /// The side of the seal.
    seal: f64,
    /// The least width of the panel.
    least: f64,
}

impl Frame {
    fn of(card: Card) -> Self {
        let [width, height] = card.size.map(f64::from);
        let is_wide = is_wide(card);
        Self {
            is_wide,
            width,
            height,
            margin: height * MARGIN,
            seal: if is_wide {
                height * 0.13
            } else {
                width * 0.115
            },
            least: width * if is_wide { 0.3 } else { 0.27 },
        }
    }

    /// The width of a name at the bottom of the panel.
    fn foot_room(&self) -> f64 {
        self.least - self.margin * 2.0
    }

    /// The largest font size at which `columns` leave `under` free below them.
    fn title_size(&self, columns: &[String], under: f64) -> f64 {
        let longest = columns
            .iter()
            .map(|column| length(column))
            .fold(1.0, f64::max);
        let share = if self.is_wide { 0.3 } else { 0.36 };
        let of_height = (self.height - self.margin * 2.0 - under) / longest;
        let of_width = self.width * share / (count(columns.len()).max(1.0) * PITCH);
        (self.height * LARGEST).min(of_height).min(of_width)
    }
}

/// The columns of the title, to the left of the point `[right, top]`.
fn title_lines(columns: Vec<String>, size: f64, [right, top]: [f64; 2]) -> Vec<Line> {
    let columns = columns.into_iter().enumerate();
    let lines = columns.map(|(at, text)| Line {
        class: "title",
        text,
        size,
        at: [right - size / 2.0 - size * PITCH * count(at), top],
        is_upright: true,
    });
    lines.collect()
}

/// The lines of a name, each with its font size, below the point `[left, top]`.
fn name_below(lines: Vec<(String, f64)>, [left, top]: [f64; 2]) -> impl Iterator<Item = Line> {
    let mut y = top;
    lines.into_iter().map(move |(text, size)| {
        y += size * FOOT_LEADING;
        Line {
            class: "beside",
            text,
            size,
            at: [left, y],
            is_upright: false,
        }
    })
}

/// A column that ends at the bottom of the panel.
fn beside_column(text: String, left: f64, [height, foot]: [f64; 2]) -> Line {
    let long = length(&text).max(1.0);
    let size = (height * 0.066).min(height * (1.0 - MARGIN * 2.0) / long);
    Line {
        class: "beside",
        size,
        at: [left + size * 0.6, foot - size * long],
        text,
        is_upright: true,
    }
}

/// The lines of a name at the bottom of the panel, `room` pixels wide, each with its font size.
fn foot_lines(name: &str, room: f64, height: f64) -> Vec<(String, f64)> {
    let letters: Vec<char> = name.chars().collect();
    let (most, least) = (height * 0.045, height * 0.03);
    let rows = (count(letters.len()) * least / room).ceil();
    let mut length = 1;
    while count(length) * rows < count(letters.len()) {
        length += 1;
    }
    let size = most.min(room / count(length));
    let lines = letters.chunks(length);
    lines.map(|line| (line.iter().collect(), size)).collect()
}

/// The length of a column, as a multiple of its font size.
pub(super) fn length(column: &str) -> f64 {
    let rooms = column.matches(' ').count();
    let letters = column.chars().count() - rooms;
    count(letters) * STEP - (STEP - 1.0) + count(rooms) * ROOM
}
