//! A panel whose title is set in horizontal lines: beside the map on a wide card, above it on
//! others.

use super::Card;
use super::panel::{Line, Panel, count, heading, is_wide, name_and_beside};
use super::title::{LEADING, Lines, filling};

/// The line height of smaller text, as a multiple of the font size.
const SMALL_LEADING: f64 = 1.3;

/// The height of letters without descenders, as a multiple of the font size.
const ASCENT: f64 = 0.84;

/// The panel of `card`. On the cover's card, the rest of the whole title stands below the title; on
/// a chapter's card, the story's name stands above it.
pub(super) fn level(card: Card) -> Panel {
    let [width, height] = card.size.map(f64::from);
    let (is_wide, is_cover) = (is_wide(card), card.step == 0);
    let [name, beside] = name_and_beside(card);
    let added = match (is_cover, is_wide) {
        (true, true) => beside,
        // A square is shown as small as a stamp.
        (true, false) => String::new(),
        (false, _) => name,
    };
    let (most_wide, most_high) = if is_wide {
        (width * 0.43, height)
    } else {
        (width, height * 0.4)
    };
    let (margin, small, largest) = if is_wide {
        (width * 0.048, width * 0.026, height * 0.135)
    } else {
        (width * 0.06, width * 0.042, height * 0.16)
    };
    let room = most_wide - margin * 2.0;
    let added = filling(&added, [room, most_high * 0.3], small, card.width_of);
    let added_height = added.size * SMALL_LEADING * count(added.lines.len());
    let gap = if added.lines.is_empty() {
        0.0
    } else {
        small * 0.8
    };
    let left_over = most_high - margin * 2.0 - added_height - gap;
    let title = filling(&heading(card), [room, left_over], largest, card.width_of);
    let title_height = title.size * LEADING * count(title.lines.len());
    let words = title_height + gap + added_height;
    // Beside the map the panel has the card's height. Above the map it is only as high as its
    // words, and the map takes the rest.
    let high = if is_wide {
        height
    } else {
        words + margin * 2.0
    };
    let top = (high - words) / 2.0;
    let (title_top, added_top, class) = if is_cover {
        (top, top + title_height + gap, "beside")
    } else {
        (top + added_height + gap, top, "name")
    };
    let title = set(title, "title", [margin, title_top], LEADING);
    let added = set(added, class, [margin, added_top], SMALL_LEADING);
    Panel {
        size: [most_wide, high],
        is_beside: is_wide,
        texts: title.chain(added).collect(),
        seal: None,
    }
}

/// The lines as lines of a panel, one below the other, starting at `left` and `top`.
fn set(
    lines: Lines,
    class: &'static str,
    [left, top]: [f64; 2],
    leading: f64,
) -> impl Iterator<Item = Line> {
    let size = lines.size;
    lines
        .lines
        .into_iter()
        .enumerate()
        .map(move |(at, text)| Line {
            class,
            text,
            size,
            at: [left, top + size * (leading * count(at) + ASCENT)],
            is_upright: false,
        })
}
