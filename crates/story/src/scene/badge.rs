//! Badges: the character of a link's kind, on a small disc on its line.

use crate::explore::Choice;
use crate::flow::curves;
use crate::plane::{ScreenBox, ScreenPoint};
use crate::progress::Progress;
use crate::scene::View;
use crate::scene::link::{LinkPicture, LinkState};
use crate::scene::reading::Reading;
use crate::story::Story;

/// A badge on a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Badge {
    /// The centre.
    pub at: ScreenPoint,
    /// The radius of its disc, in CSS pixels.
    pub radius: f64,
    /// True if it shows the link's drawing, false if the character of its kind.
    pub is_drawn: bool,
}

/// A way to show a badge.
struct Size {
    /// True if it shows the link's drawing.
    is_drawn: bool,
    /// Its radius, as a multiple of the font size of labels: `style/map.css` has the size of a
    /// character, which is never smaller than other text.
    radius: f64,
    /// The share of its line at which it stands, in order of preference: it moves if a name, a mark
    /// or another badge is there.
    shares: [f64; 7],
    /// It appears once this share of its line is drawn.
    appears: f64,
}

const CHARACTER: Size = Size {
    is_drawn: false,
    radius: 0.66,
    shares: [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73],
    appears: 0.75,
};

const DRAWING: Size = Size {
    is_drawn: true,
    radius: 1.1,
    shares: [0.66, 0.58, 0.73, 0.5, 0.42, 0.8, 0.34],
    appears: 0.1,
};

/// The drawing that a bundle leaves near its end.
const LEFT: Size = Size {
    is_drawn: true,
    radius: 0.9,
    shares: [0.86, 0.8, 0.74, 0.68, 0.62, 0.56, 0.5],
    appears: 0.9,
};

/// A step with more links than this has no badges: they would cover the map. Bundles have
/// the drawings for which there is room.
pub(super) const MOST: usize = 12;

/// Places the badges of the highlighted links, which cover none of the boxes in `taken` and no other
/// badge. A badge without room is left out.
pub(super) fn place_badges(
    story: &Story,
    choice: &Choice,
    reading: Reading,
    pictures: &mut [LinkPicture],
    taken: &mut Vec<ScreenBox>,
    view: View,
) {
    for (index, (link, picture)) in story.links.iter().zip(pictures).enumerate() {
        if picture.state != LinkState::Highlighted {
            continue;
        }
        // A drawing for which there is no room gives way to the character.
        let sizes: &[Size] = match (0 < link.width, link.drawing.is_empty()) {
            (true, true) => &[],
            (true, false) => &[LEFT],
            (false, true) if link.badge.is_empty() => &[],
            (false, true) => &[CHARACTER],
            (false, false) => &[DRAWING, CHARACTER],
        };
        if sizes.is_empty() {
            continue;
        }
        let Some(&curve) = curves(story, link).first() else {
            continue;
        };
        for size in sizes {
            let radius = size.radius * view.viewport.text;
            let is_free = |share: &f64| {
                let place = place(view.on_screen(curve.point(*share)), radius);
                !taken.iter().any(|it| it.overlaps(place))
            };
            let Some(share) = size.shares.into_iter().find(is_free) else {
                continue;
            };
            let at = view.on_screen(curve.point(share));
            taken.push(place(at, radius));
            let at = if size.is_drawn {
                // It travels with its line.
                let [from, to] = reading.drawn(story, choice, index).map(Progress::ratio);
                view.on_screen(curve.point(from + share * (to - from)))
            } else {
                at
            };
            if size.appears <= picture.drawn.ratio() {
                picture.badge = Some(Badge {
                    at,
                    radius,
                    is_drawn: size.is_drawn,
                });
            }
            break;
        }
    }
}

fn place(at: ScreenPoint, radius: f64) -> ScreenBox {
    ScreenBox::centered(at, radius * 2.0, radius * 2.0)
}

#[cfg(test)]
mod tests;
