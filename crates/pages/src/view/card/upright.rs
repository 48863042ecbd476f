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
    let [width, height] = card.size.map(f64::from);
    let (is_wide, is_cover) = (is_wide(card), card.step == 0);
    let [name, beside] = name_and_beside(card);
    let columns = columns(&heading(card));
    let margin = height * MARGIN;
    let seal = if is_wide {
        height * 0.13
    } else {
        width * 0.115
    };
    let least = width * if is_wide { 0.3 } else { 0.27 };
    let has_seal = Seal::of(&name, [0.0, 0.0], seal).is_some();
    // A name that is not four Chinese characters is written below the title.
    let foot_lines = if is_cover || has_seal {
        Vec::new()
    } else {
        foot_lines(&name, least - margin * 2.0, height)
    };
    let foot_height: f64 = foot_lines.iter().map(|(_, size)| size * FOOT_LEADING).sum();
    let under = if !foot_lines.is_empty() {
        foot_height + margin * 0.6
    } else if is_wide || is_cover {
        0.0
    } else {
        seal + margin * 0.6
    };
    let size = {
        let longest = columns
            .iter()
            .map(|column| length(column))
            .fold(1.0, f64::max);
        let share = if is_wide { 0.3 } else { 0.36 };
        let of_height = (height - margin * 2.0 - under) / longest;
        let of_width = width * share / (count(columns.len()).max(1.0) * PITCH);
        (height * LARGEST).min(of_height).min(of_width)
    };
    let title_width = size * (count(columns.len()).max(1.0) * PITCH - (PITCH - 1.0));
    let beside_width = if is_wide && foot_lines.is_empty() {
        seal + size * 0.3
    } else {
        0.0
    };
    let panel = (title_width + beside_width + margin * 2.0).max(least);
    // Everything is centred in the panel.
    let right = (panel + title_width + beside_width) / 2.0;
    let left = right - title_width - beside_width;
    let column = |(at, text)| Line {
        class: "title",
        text,
        size,
        at: [right - size / 2.0 - size * PITCH * count(at), margin],
        is_upright: true,
    };
    let mut texts: Vec<Line> = columns.into_iter().enumerate().map(column).collect();
    let foot = height - margin;
    let mut mark = None;
    if !is_cover {
        let seal_left = if is_wide {
            left
        } else {
            right - f64::midpoint(title_width, seal)
        };
        mark = Seal::of(&name, [seal_left, foot - seal], seal);
        let room = least - margin * 2.0;
        let mut y = foot - foot_height;
        texts.extend(foot_lines.into_iter().map(|(text, size)| {
            y += size * FOOT_LEADING;
            Line {
                class: "beside",
                text,
                size,
                at: [(panel - room) / 2.0, y],
                is_upright: false,
            }
        }));
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
