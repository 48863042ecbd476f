//! The views. The picture is also mounted in the browser; everything else is rendered only in the
//! build.

mod arcs;
mod mark;
mod picture;

#[cfg(feature = "ssr")]
mod card;
#[cfg(feature = "ssr")]
mod contents;
#[cfg(feature = "ssr")]
mod controls;
#[cfg(feature = "ssr")]
mod drawing;
#[cfg(feature = "ssr")]
mod figure;
#[cfg(feature = "ssr")]
mod guide;
#[cfg(feature = "ssr")]
mod legend;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod poster;
#[cfg(feature = "ssr")]
mod section;
#[cfg(feature = "ssr")]
mod shapes;
#[cfg(feature = "ssr")]
mod still;
#[cfg(feature = "ssr")]
mod table;
#[cfg(feature = "ssr")]
mod words;

pub use picture::{Ground, Instance, SharedStory, picture};

#[cfg(feature = "ssr")]
pub use card::{Card, CardLand, CardShape, card, note};
#[cfg(feature = "ssr")]
pub use guide::{Guide, Offered, guide};
#[cfg(feature = "ssr")]
pub use page::{OtherEdition, Page, rendered};
#[cfg(feature = "ssr")]
pub use poster::{POSTER, poster};
#[cfg(feature = "ssr")]
pub use shapes::{Land, Relief};

/// The HTML of `view`, without hydration.
#[cfg(feature = "ssr")]
fn html_of<V: leptos::prelude::RenderHtml>(view: impl FnOnce() -> V) -> String {
    let html = leptos::prelude::Owner::new().with(|| view().to_html());
    // For hydration, Leptos separates neighbouring texts with empty comments. In text every `<` is
    // escaped, so this removes nothing else.
    html.replace("<!>", "")
}
