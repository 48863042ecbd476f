//! Tests of the host side, in one program, so that it is linked once.

mod about;
mod bad_stories;
mod build;
mod check;
mod deploy;
mod diagnostics;
mod fuzz;
mod hosting;
mod icons;
mod media;
mod new;
mod notice;
#[cfg(unix)]
mod out;
mod photos;
mod pictures;
mod repository;
mod serve;
mod single;
#[cfg(unix)]
mod terminal;
