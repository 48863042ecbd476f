//! The Leptos app of Shanhai: one set of views, rendered on the host into a page that reads
//! without any script, and mounted in the browser over the picture that the host drew.

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
