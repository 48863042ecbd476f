//! The picture on the stage. The build renders it as text, and the app mounts it in the browser.

pub mod arcs;
mod attributes;
pub mod mark;
mod picture;

pub use attributes::Attributes;
pub use picture::{Ground, Instance, extent, highlighted_regions, picture, region, zoom};
