//! The host side of Shanhai: reads a story folder, checks it, renders its pages and writes a folder
//! of files that any static host can serve.

pub mod address;
pub mod basemap;
pub mod build;
mod cache;
pub mod deploy;
pub mod diagnostics;
pub mod files;
pub mod folder;
pub mod hosting;
pub mod notice;
mod parallel;
pub mod parts;
pub mod projection;
pub mod serve;
pub mod starter;
pub mod terminal;
mod tree;
