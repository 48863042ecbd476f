//! The pages of a story as HTML, and its pictures for sharing as SVG. Only the build uses them.

pub mod article;
pub mod escape;
pub mod letters;
pub mod locale;
pub mod view;
