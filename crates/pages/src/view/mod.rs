//! The views that only the build renders. The picture on the stage is in `shanhai-picture`.

mod card;
mod contents;
mod controls;
mod dots;
mod drawing;
mod figure;
mod guide;
mod keepsake;
mod legend;
mod masthead;
mod media;
mod page;
mod photo;
mod poster;
mod section;
mod series;
mod shapes;
mod still;
mod table;
mod table_in_words;
mod words;

pub use card::{Card, CardLand, CardShape, card, note};
pub use guide::{EmbeddablePage, Guide, guide};
pub use page::{OtherEdition, Page, rendered};
pub use photo::{Files, PhotoSource, PhotoSources, Photos};
pub use poster::{POSTER, poster};
pub use shapes::{Land, Relief};

/// The HTML of `view`, without hydration.
fn html_of<V: leptos::prelude::RenderHtml>(view: impl FnOnce() -> V) -> String {
    let html = leptos::prelude::Owner::new().with(|| view().to_html());
    // For hydration, Leptos separates neighbouring texts with empty comments. In text every `<` is
    // escaped, so this removes nothing else.
    html.replace("<!>", "")
}
