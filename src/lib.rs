//! The app: takes over a page that the build has rendered, and lets its map follow the reader. It compiles for every
//! target, and runs in browsers.

mod browser;
mod stage;

pub use browser::start;
