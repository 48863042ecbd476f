//! The Leptos app of Shanhai. The same views are rendered at build time into a page that works with
//! JavaScript disabled, and mounted in the browser over the picture in that page.

#[cfg(feature = "ssr")]
pub mod article;
#[cfg(feature = "csr")]
mod browser;
#[cfg(feature = "ssr")]
pub mod letters;
#[cfg(feature = "ssr")]
pub mod locale;
#[cfg(feature = "csr")]
mod stage;
pub mod view;

#[cfg(feature = "csr")]
pub use browser::start;
