//! Badges: the character of a link's kind, on a small disc on its line.

use crate::flow::curves;
use crate::plane::{ScreenBox, ScreenPoint};
use crate::scene::View;
use crate::scene::link::{LinkPicture, LinkState};
use crate::story::Story;

/// A badge on a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Badge {
    /// The centre.
    pub at: ScreenPoint,
    /// The radius of its disc, in CSS pixels.
    pub radius: f64,
}

/// The radius of a badge, as a multiple of the font size of labels: `style/map.css` has the size of
/// its own character, which is never smaller than other text.
const RADIUS: f64 = 0.66;

/// The share of its line at which a badge stands, in order of preference: it moves from the middle
/// if a name, a mark or another badge is there.
const SHARES: [f64; 7] = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73];

/// A step with more links than this has no badges: they would cover the map.
pub(super) const MOST: usize = 12;

/// A line has its badge once this share of it is drawn, wherever the badge stands.
const DRAWN: f64 = 0.75;

/// Places the badges of the highlighted links, which cover none of the boxes in `taken` and no other
/// badge. A badge without room is left out.
pub(super) fn place_badges(
    story: &Story,
    pictures: &mut [LinkPicture],
    taken: &mut Vec<ScreenBox>,
    view: View,
) {
    let radius = RADIUS * view.viewport.text;
    for (link, picture) in story.links.iter().zip(pictures) {
        if picture.state != LinkState::Highlighted || link.badge.is_empty() {
            continue;
        }
        let Some(&curve) = curves(story, link).first() else {
            continue;
        };
        for share in SHARES {
            let at = view.on_screen(curve.point(share));
            let place = ScreenBox::centered(at, radius * 2.0, radius * 2.0);
            if !taken.iter().any(|it| it.overlaps(place)) {
                taken.push(place);
                if DRAWN <= picture.drawn.ratio() {
                    picture.badge = Some(Badge { at, radius });
                }
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests;
