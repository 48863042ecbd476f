//! The part of a card that contains its words. All lengths are in pixels of the card.

use leptos::prelude::*;
use shanhai_story::path::Tenths;

use super::Card;
use super::level::level;
use super::upright::{ROOM, STEP, upright};
use crate::letters::{is_written_in_han, seal};

/// The words of a card, and their positions.
pub(super) struct Panel {
    /// The width and height, from the card's upper left corner.
    pub(super) size: [f64; 2],
    /// True if the panel stands beside the map, rather than above it.
    pub(super) is_beside: bool,
    pub(super) texts: Vec<Line>,
    pub(super) seal: Option<Seal>,
}

/// A line, or a column of characters.
pub(super) struct Line {
    pub(super) class: &'static str,
    pub(super) text: String,
    /// The font size.
    pub(super) size: f64,
    /// The start of the baseline; for a column, the middle of its top.
    pub(super) at: [f64; 2],
    /// True if it is a column.
    pub(super) is_upright: bool,
}

/// The story's name as a seal: four characters, read downwards from the right.
pub(super) struct Seal {
    letters: [char; 4],
    at: [f64; 2],
    size: f64,
}

impl Panel {
    /// The panel of `card`.
    pub(super) fn of(card: Card) -> Self {
        let article = &card.page.article;
        if is_written_in_han(&article.language) {
            upright(card)
        } else {
            level(card)
        }
    }

    /// The upper left corner of the map.
    pub(super) fn map_at(&self) -> [f64; 2] {
        let [width, height] = self.size;
        if self.is_beside {
            [width, 0.0]
        } else {
            [0.0, height]
        }
    }

    pub(super) fn view(self) -> impl IntoView + use<> {
        let [width, height] = self.size.map(|length| Tenths(length).to_string());
        let texts: Vec<_> = self.texts.into_iter().map(Line::view).collect();
        view! {
            <rect class="paper" width=width height=height />
            {texts}
            {self.seal.map(Seal::view)}
        }
    }
}

impl Line {
    /// The length of the line as a column, in pixels.
    #[cfg(test)]
    pub(super) fn length(&self) -> f64 {
        super::upright::length(&self.text) * self.size
    }

    fn view(self) -> impl IntoView + use<> {
        let Self {
            class,
            text,
            size,
            at: [x, y],
            is_upright,
        } = self;
        let x = Tenths(x).to_string();
        let letters: Vec<_> = if is_upright {
            let mut y = y + size * 0.88;
            let mut letters = Vec::new();
            for letter in text.chars() {
                if letter == ' ' {
                    y += size * ROOM;
                    continue;
                }
                letters.push(view! { <tspan x=x.clone() y=Tenths(y).to_string()>{letter.to_string()}</tspan> });
                y += size * STEP;
            }
            letters
        } else {
            let y = Tenths(y).to_string();
            vec![view! { <tspan x=x y=y>{text}</tspan> }]
        };
        view! {
            <text class=class font-size=Tenths(size).to_string() text-anchor=if is_upright { "middle" } else { "start" }>
                {letters}
            </text>
        }
    }
}

impl Seal {
    /// The seal of a story whose name consists of four Chinese characters, or `None`.
    pub(super) fn of(name: &str, at: [f64; 2], size: f64) -> Option<Self> {
        seal(name).map(|letters| Self { letters, at, size })
    }

    fn view(self) -> impl IntoView + use<> {
        let Self {
            letters,
            at: [left, top],
            size,
        } = self;
        let places = [
            (0.715, 0.445),
            (0.715, 0.855),
            (0.285, 0.445),
            (0.285, 0.855),
        ];
        let letters: Vec<_> = letters
            .into_iter()
            .zip(places)
            .map(|(letter, (across, down))| {
                let (x, y) = (left + size * across, top + size * down);
                view! { <tspan x=Tenths(x).to_string() y=Tenths(y).to_string()>{letter.to_string()}</tspan> }
            })
            .collect();
        view! {
            <rect
                class="seal"
                x=Tenths(left).to_string()
                y=Tenths(top).to_string()
                width=Tenths(size).to_string()
                height=Tenths(size).to_string()
                rx=Tenths(size * 0.08).to_string()
            />
            <text class="cut" font-size=Tenths(size * 0.4).to_string() text-anchor="middle">
                {letters}
            </text>
        }
    }
}

/// The story's name, and the rest of its whole title.
pub(super) fn name_and_beside(card: Card) -> [String; 2] {
    let article = &card.page.article;
    let name = article.sections.first().map_or("", |cover| &*cover.heading);
    let beside = article.title.trim_start_matches(name);
    let beside = beside.trim_start_matches([':', '：', '—', ' ']);
    [name.to_owned(), beside.to_owned()]
}

/// The heading of the card's step.
pub(super) fn heading(card: Card) -> String {
    let section = card.page.article.sections.get(card.step);
    section.map_or_else(String::new, |section| section.heading.clone())
}

/// A count of characters or lines, for calculations.
pub(super) fn count(number: usize) -> f64 {
    f64::from(u16::try_from(number).unwrap_or(u16::MAX))
}

/// Returns whether a card is so wide that its words stand beside the map in any language.
pub(super) fn is_wide(card: Card) -> bool {
    let [width, height] = card.size.map(f64::from);
    height * 1.2 < width
}
