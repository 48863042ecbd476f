//! Pictures of the story and of its chapters, for where it is shared.

use super::asset::Asset;

/// A picture of so many pixels.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    pub(super) asset: Asset,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// The pictures of one edition, in `share/` beside its page.
#[derive(Clone, Debug)]
pub(super) struct Pictures {
    /// 1200 by 630, as share cards are.
    pub(super) wide: Picture,
    /// As wide as it is high.
    pub(super) square: Picture,
    /// 4 to 3, and 16 to 9: with the square, what search engines want.
    pub(super) others: [Picture; 2],
    /// The chapters', in the story's order.
    pub(super) chapters: Vec<ChapterPictures>,
}

/// The pictures of one chapter.
#[derive(Clone, Debug)]
pub(super) struct ChapterPictures {
    /// By its position in the story.
    pub(super) step: usize,
    /// 1200 by 630.
    pub(super) wide: Picture,
    /// As wide as it is high.
    pub(super) square: Picture,
}
