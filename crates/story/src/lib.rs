//! A story map without a browser: the story, the reader's position, and the scene that follows from
//! both.
//!
//! Everything here is pure: no DOM, no clock, no input or output, no globals. Each module may use
//! only those above it in this list.

pub mod vocabulary;
pub mod progress;
pub mod pace;
pub mod plane;
pub mod story;
pub mod camera;
pub mod detail;
pub mod explore;
pub mod flight;
pub mod choreography;
pub mod timeline;
pub mod flow;
pub mod label;
pub mod lettering;
pub mod counter;
pub mod path;
pub mod scene;
pub mod bundle;
pub mod fan;
pub mod pack;
